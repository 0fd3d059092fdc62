# What is wrong with a file of known noise.

noise-too-large = The file is larger than 256 KiB.

# $line (String)
noise-not-json = The file is not valid JSON: look at line { $line }.

noise-not-noise = The file is no file of known noise: it does not say so of itself.
noise-newer = The file is of a version that this page does not know.
noise-no-rules = The file has no list of rules.

# $n (String)
# $why (String)
noise-rule = Rule { $n } { $why }.

## A rule

noise-one-too-many = is one too many and was left out
noise-no-text = has no text and was left out
noise-too-long = has a text of more than 2,000 characters and was left out
noise-bad-failures = says neither true nor false of failures; they stay in view
noise-too-short = has fewer than four letters, fits too much and was left out
