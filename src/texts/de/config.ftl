# What is wrong with config.json, for whoever put it there.

config-file = config.json { $why }. Die Seite macht weiter, als gäbe es keine.
config-member = config.json: „{ $name }“ { $why }.
config-entry = config.json: Eintrag { $n } von „{ $name }“ { $why }.

## The file

config-too-large = ist größer als 64 KiB
config-empty = ist leer
config-web-page = ist eine Webseite: Der Host antwortet mit einer, wo er keine solche Datei hat
config-no-object = ist kein JSON-Objekt
config-not-json = ist kein gültiges JSON: sehen Sie in Zeile { $line } nach

## A member

config-wants-list = muss eine Liste sein
config-wants-flag = muss true oder false sein; als false genommen
config-wants-minutes = muss eine ganze Zahl von 1 bis 480 sein; als 15 genommen
config-wants-zone = muss browser, utc, server, ein Abstand oder der Name einer Zone sein
config-secret = sieht aus wie ein Geheimnis: Wer die Seite öffnen kann, kann es lesen; nehmen Sie es heraus und ändern Sie es
config-unknown = ist unbekannt und wurde nicht beachtet

## An entry of a list

config-one-too-many = ist einer zu viel
config-wants-name = braucht einen Namen von 1 bis 40 Zeichen ohne / und :
config-same-name = hat einen Namen, den ein früherer schon hat
config-wants-api = braucht ein „api“ wie https://backup01.example:4443
config-unknown-product = hat ein unbekanntes Produkt; Produkte sind vb365, vbazure, vbr und vbaws
config-unknown-version = hat eine Version, die sein Produkt nicht hat; eine Version schreibt man v8
config-holds-secret = enthält, was wie ein Geheimnis aussieht: Wer die Seite öffnen kann, kann es lesen; nehmen Sie es heraus und ändern Sie es
config-wants-origin = muss ein Ursprung wie https://portal.example sein
