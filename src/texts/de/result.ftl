# How sessions and items end, as the page says it: `Texts::status`, `Texts::severity`, `Texts::severity_noun`.

## Results, in groups

result-success = Erfolgreich
result-other = Sonstige
result-running = Läuft
result-warning = Warnung
result-failed = Fehlgeschlagen

## Results that have no group of their own name

result-unknown = Unbekannt
result-never-executed = Nie ausgeführt
result-not-configured = Nicht eingerichtet
result-queued = Wartet
result-stopped = Angehalten
result-canceled = Abgebrochen
result-disconnected = Getrennt
result-canceling = Wird abgebrochen
result-running-with-warning = Läuft, mit Warnung
result-running-with-error = Läuft, mit Fehler

## One item of a group, in a sentence

result-noun-success = Erfolg
result-noun-other = sonstiger Eintrag
result-noun-running = laufender Eintrag
result-noun-warning = Warnung
result-noun-failed = Fehler
