# What is wrong with config.json, for whoever put it there.

# $why (String)
config-file = config.json { $why }. The page goes on as if there were none.

# $name (String)
# $why (String)
config-member = config.json: “{ $name }” { $why }.

# $n (String)
# $name (String)
# $why (String)
config-entry = config.json: entry { $n } of “{ $name }” { $why }.

## The file

config-too-large = is larger than 64 KiB
config-empty = is empty
config-web-page = is a web page: the host answers with one where it has no such file
config-no-object = is no JSON object

# $line (String)
config-not-json = is not valid JSON: look at line { $line }

## A member

config-wants-list = has to be a list
config-wants-flag = has to be true or false; taken as false
config-wants-minutes = has to be a whole number from 1 to 480; taken as 15
config-wants-zone = has to be browser, utc, server, an offset or a zone's name
config-secret = looks like a secret: everybody who can open the page can read it; take it out and change it
config-unknown = is not known and was ignored

## An entry of a list

config-one-too-many = is one too many
config-wants-name = needs a name of 1 to 40 characters without / and :
config-same-name = has a name that an earlier one has
config-wants-api = needs an api such as https://backup01.example:4443
config-unknown-product = has an unknown product; products are vb365, vbazure, vbr and vbaws
config-unknown-version = has a version that its product has not; a version is written v8
config-holds-secret = holds what looks like a secret: everybody who can open the page can read it; take it out and change it
config-wants-origin = has to be an origin such as https://portal.example
