# What was left out of an address, and why. No value of an address is ever repeated.

address-too-long = Die Adresse ist zu lang und wurde nicht gelesen.
address-bad-path = Der Pfad der Adresse ist kein gültiger Text.
address-bad-setting = Eine Einstellung in der Adresse ist kein gültiger Text und wurde nicht beachtet.
address-twice = „{ $name }“ steht mehr als einmal in der Adresse; das erste gilt.
address-unknown = „{ $name }“ ist keine Einstellung dieser Seite und wurde nicht beachtet.
address-bad-part = „{ $name }“ nennt einen Teil, der nicht verborgen werden kann; Teile sind nav, summary, overview, timeline, filter, table und detail.
address-bad-result = „{ $name }“ nennt ein unbekanntes Ergebnis; Ergebnisse sind Failed, Warning, Running, Success und Other.
address-ignored = „{ $name }“ wurde nicht beachtet: { $why }.

## What a setting has to be

address-wants-version = gemeint ist eine der API-Versionen des Produkts, etwa v8
address-wants-before = es liegt nach „to“
address-wants-server = gemeint ist die Adresse eines Servers oder sein Name
address-wants-product = gemeint ist vb365, vbazure, vbr oder vbaws
address-wants-zone = gemeint ist browser, utc, server oder der Name einer Zone
address-wants-theme = gemeint ist light, dark oder system
address-wants-language = gemeint ist eine Sprache, etwa de
address-wants-embedding = die einzige Art der Einbettung ist v1
address-wants-job = gemeint ist die ID eines Jobs
address-wants-search = ein Suchtext hat höchstens 200 Zeichen
address-wants-item = gemeint ist die ID eines Protokolleintrags
address-wants-set = gemeint ist der Name einer Menge von Einträgen
address-wants-group = gemeint ist packed, result, kind, object oder item
address-wants-idle = gemeint ist short oder scale
address-wants-sort = gemeint ist eine Spalte, mit - davor für die umgekehrte Folge
address-wants-time = gemeint ist eine Zeit wie 2026-11-21T22:00:00Z
