# What is wrong with a file of known noise.

noise-too-large = Die Datei ist größer als 256 KiB.
noise-not-json = Die Datei ist kein gültiges JSON: siehe Zeile { $line }.
noise-not-noise = Die Datei ist keine Datei mit bekanntem Rauschen: sie bezeichnet sich nicht so.
noise-newer = Die Datei hat eine Version, die diese Seite nicht kennt.
noise-no-rules = Die Datei hat keine Liste von Regeln.
noise-rule = Regel { $n } { $why }.

## A rule

noise-one-too-many = ist eine zu viel und wurde ausgelassen
noise-no-text = hat keinen Text und wurde ausgelassen
noise-too-long = hat einen Text von mehr als 2.000 Zeichen und wurde ausgelassen
noise-bad-failures = sagt zu „failures“ weder true noch false; Fehler bleiben sichtbar
noise-too-short = hat weniger als vier Buchstaben, passt auf zu vieles und wurde ausgelassen
