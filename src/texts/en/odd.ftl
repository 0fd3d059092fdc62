# What was odd in the data, and what came in place of a log. A text of the server in them comes quoted.

# $n (String)
# $what (String)
odd-row = row { $n }: { $what }

## A field of a row

# $name (String)
# $found (String)
odd-field-whole = `{ $name }` is no whole number; ignored: { $found }

# $name (String)
# $found (String)
odd-field-large = `{ $name }` is beyond the range of numbers; ignored: { $found }

# $name (String)
# $found (String)
odd-field-time = `{ $name }` is no time; ignored: { $found }

# $name (String)
# $found (String)
odd-field-length = `{ $name }` is no length of time; ignored: { $found }

# $name (String)
# $found (String)
odd-field-amount = `{ $name }` is no amount; ignored: { $found }

# $name (String)
# $found (String)
odd-field-text = `{ $name }` is no text; ignored: { $found }

# $name (String)
# $found (String)
odd-field-truth = `{ $name }` is neither true nor false; ignored: { $found }

# $name (String)
# $found (String)
odd-field-object = `{ $name }` is no object; ignored: { $found }

# $name (String)
# $found (String)
odd-field-address = `{ $name }` is not fit for an address; ignored: { $found }

## A row

odd-no-zone = a time without a zone; read as UTC
odd-no-id = no id
odd-no-start = no start
odd-ends-while-running = it runs, and its end is not after its start: taken as open
odd-no-end = it has ended, and no end was sent
odd-far-time = its start or end is no time at which it can have run; shown as sent, and no length made of it
odd-unfit-job = no name, or no id that is fit for an address; left out
odd-no-room = more text than one session can hold; left out
odd-too-long = longer than 16 MB; left out
odd-no-comma = no comma before it; read all the same

# $kind (String)
odd-not-an-object = is { $kind }, not an object; left out

# $byte (String)
# $field (String)
odd-not-json = no JSON at byte { $byte } of the answer; left out. The field before that: { $field }

## Between rows and around them

# $n (String)
odd-last-comma = a comma, and no row after it, after row { $n }

# $n (String)
odd-two-commas = two commas, and no row between them, after row { $n }

# $n (String)
# $byte (String)
# $bytes (String)
# $head (String)
odd-no-row = no row, after row { $n } (byte { $byte }, { $bytes } bytes), not read: { $head }

odd-day-first = the dates do not say whether the day or the month comes first; read as day, month, year
odd-month-first = the dates do not say whether the day or the month comes first; read as month, day, year

odd-null-rows = `results` is null; taken as no rows
odd-after-end = text after the end of the answer; not read

# $name (String)
odd-no-count = `{ $name }` of the page is no count; ignored

## What a value is

odd-kind-null = null
odd-kind-truth = true or false
odd-kind-number = a number
odd-kind-text = a text
odd-kind-list = a list
odd-kind-object = an object
odd-kind-word = a bare word

## What came instead

odd-nothing = nothing
odd-web-page = a web page
odd-no-json = no JSON
odd-empty-list = an empty list
odd-single-word = a single word
# $message (String)
odd-server-error = an answer in which the server says what went wrong (“{ $message }”)
odd-single-text = a single text or number

# $name (String)
# $kind (String)
odd-member = `{ $name }` is { $kind }

odd-empty-object = an empty object

# $keys (String)
odd-object = an object with { $keys }

# $keys (String)
odd-object-and-more = an object with { $keys } and more
