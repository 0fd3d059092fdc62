# What was left out of an address, and why. No value of an address is ever repeated.

address-too-long = The address is too long and was not read.
address-bad-path = The path of the address is not valid text.
address-bad-setting = A setting in the address is not valid text and was ignored.

# $name (String)
address-twice = “{ $name }” stands in the address more than once; the first one holds.

# $name (String)
address-unknown = “{ $name }” is no setting of this page and was ignored.

# $name (String)
address-bad-part = “{ $name }” names a part that cannot be hidden; parts are nav, summary, overview, timeline, filter, table and detail.

# $name (String)
address-bad-result = “{ $name }” names an unknown result; results are Failed, Warning, Running, Success and Other.

# {why} is one of the sentences below.
# $name (String)
# $why (String)
address-ignored = “{ $name }” was ignored: { $why }.

## What a setting has to be

address-wants-version = it is one of the product's API versions, such as v8
address-wants-before = it lies after “to”
address-wants-server = it is a server's address or its name
address-wants-product = it is vb365, vbazure, vbr or vbaws
address-wants-zone = it is browser, utc, server or a zone's name
address-wants-theme = it is light, dark or system
address-wants-language = it is a language, such as en
address-wants-embedding = the only kind of embedding is v1
address-wants-job = it is a job's id
address-wants-search = a search text has at most 200 characters
address-wants-item = it is a log item's id
address-wants-set = it is the name of a set of items
address-wants-group = it is packed, result, kind, object or item
address-wants-idle = it is short or scale
address-wants-sort = it is a column, with - before it for the reverse
address-wants-time = it is a time such as 2026-11-21T22:00:00Z
