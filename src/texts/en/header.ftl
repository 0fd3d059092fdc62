# The bar on top: server, views, zone, language.

header-views = Views
header-menu = Menu
header-find = Find
header-open-file = Open file
header-server = Server
header-sample = Sample data · no server is asked

# {product} is its short name, with the version of its API behind it.
# $server (String)
# $product (String)
# $minutes (String)
# $left (String)
header-token-and-end = { $server } · { $product } · token set, { $minutes } min old, ends in { $left } min

# $server (String)
# $product (String)
# $minutes (String)
header-token = { $server } · { $product } · token set, { $minutes } min old

# $server (String)
# $product (String)
header-no-token = { $server } · { $product } · no token

header-theme = Light or dark
header-keys = Keys
header-language = Language

## Zones

header-zone = Time zone
header-zone-title = Time zone of every time on this page
header-zone-browser = Browser's time
header-zone-server = Server's time

# {zone} is `UTC` with an offset.
# $zone (String)
header-zone-inferred = server, { $zone }, inferred from titles

# A clock that was changed: both zones are `UTC` with an offset.
# $first (String)
# $then (String)
header-zone-inferred-change = server, { $first }, then { $then }, inferred from titles

# $zone (String)
header-zone-written = server, { $zone }, as its items are written

# $zone (String)
header-zone-times = Times: { $zone }

# $zone (String)
header-zone-unknown = This browser does not know the zone “{ $zone }”: times are shown in UTC.
