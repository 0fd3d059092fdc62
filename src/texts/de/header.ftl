# The bar on top: server, views, zone, language.

header-views = Ansichten
header-menu = Menü
header-find = Suchen
header-open-file = Datei öffnen
header-server = Server
header-sample = Beispieldaten · kein Server wird gefragt
header-token-and-end = { $server } · { $product } · Token gesetzt, { $minutes } min alt, endet in { $left } min
header-token = { $server } · { $product } · Token gesetzt, { $minutes } min alt
header-no-token = { $server } · { $product } · kein Token
header-theme = Hell oder dunkel
header-keys = Tasten
header-language = Sprache

## Zones

header-zone = Zeitzone
header-zone-title = Zeitzone aller Zeiten auf dieser Seite
header-zone-browser = Zeit des Browsers
header-zone-server = Zeit des Servers
header-zone-inferred = Server, { $zone }, aus Titeln erschlossen
header-zone-inferred-change = Server, { $first }, dann { $then }, aus Titeln erschlossen
header-zone-written = Server, { $zone }, wie in seinen Einträgen
header-zone-times = Zeiten: { $zone }
header-zone-unknown = Dieser Browser kennt die Zeitzone „{ $zone }“ nicht: Zeiten stehen in UTC.
