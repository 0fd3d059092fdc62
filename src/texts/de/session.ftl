# One session: its head, the answer on top, its log, one item whole.

## Head

session-copy-for-ticket = Für Ticket kopieren
session-copy-link = Link kopieren
session-span = { $range } · { $length }
session-runs-for = { $start } · läuft seit { $length }
session-odd = Ungewöhnliches in diesem Protokoll: { $n }
session-on-paper = Auf dem Papier stehen die Zeilen, die zu sehen waren; die CSV-Datei hat alle.
session-where-time-went = Wofür die Zeit gebraucht wurde
session-to-ticket = Für das Ticket, und Dateien
session-panel-width = Breite der Seitenleiste

## The answer: how long, against what is usual

session-usually-means = Die Hälfte der letzten Läufe dieser Art dauerte höchstens so lange; weniger als fünf werden nur genannt, da sie wenig sagen. Fehlgeschlagene und angehaltene Läufe zählen nicht, und vollständige Läufe werden von inkrementellen getrennt.
session-nine-of-ten = neun von zehn innerhalb von { $length }
session-nine-of-ten-means = Neun von zehn dieser Läufe dauerten höchstens so lange: die Dauer eines wirklichen Laufs.
session-pace-long = länger als neun von zehn Läufen
session-pace-over-median = länger als die Hälfte der Läufe, nicht ungewöhnlich
session-pace-usual = nicht länger als üblich
session-failed-in-a-row = { $n } Mal in Folge fehlgeschlagen
session-failed-at-least = mindestens { $n } Mal in Folge fehlgeschlagen
session-failed-before = { $count ->
    [one] der Lauf davor schlug fehl
   *[other] die { $n } Läufe davor schlugen fehl
}
session-compare-with-previous = Mit dem Lauf davor vergleichen
session-last-good-run = letzter guter Lauf davor:{" "}
session-failed-since = seitdem { $count ->
    [one] { $n } weiterer Lauf fehlgeschlagen
   *[other] { $n } weitere Läufe fehlgeschlagen
}
session-good-since = wieder gut seit:{" "}
session-longest-phase = längste Phase:{" "}
session-longest-phase-means = Ihr gerechter Anteil an der Zeit auf der Uhr: Jeder Zeitpunkt wird auf die Einträge verteilt, die gerade laufen.
session-longest-object = längstes Objekt:{" "}
session-longest-object-means = Die Zeit, in der mindestens ein Eintrag davon lief.

## What went wrong

session-wrong = Was schiefging: { $kinds }
session-kinds-of-failure = { $count ->
    [one] { $n } Art von Fehler
   *[other] { $n } Arten von Fehlern
}
session-kinds-of-warning = { $count ->
    [one] { $n } Art von Warnung
   *[other] { $n } Arten von Warnungen
}
session-objects = { $count ->
    [one] { $n } Objekt
   *[other] { $n } Objekte
}
session-looking = prüft, ob das neu ist …
session-more-kinds = { $n } weitere Arten
session-more-wrong = Mehr von dem, was schiefging
session-column-items = Einträge
session-column-message = Meldung
session-column-when = Wann
session-column-since = Seit
session-column-noise = Rauschen
session-new-since = neu seit dem Lauf davor
session-runs-in-a-row = { $n } Läufe in Folge
session-runs-at-least = mindestens { $n } Läufe in Folge
session-harmless = Harmlos

## Known noise

session-noise-shown = Bekanntes Rauschen: { $count ->
        [one] { $n } Zeile
       *[other] { $n } Zeilen
    }, gezeigt.{" "}
session-noise-hidden = Bekanntes Rauschen: { $count ->
        [one] { $n } Zeile
       *[other] { $n } Zeilen
    }, verborgen.{" "}
session-noise-hide = Verbergen
session-noise-show = Zeigen
session-noise-failed = { $count ->
    [one] { $n } fehlgeschlagener Eintrag
   *[other] { $n } fehlgeschlagene Einträge
}
session-noise-save = Regeln speichern

## Items that lie outside the session's own times

session-outside = { $count ->
        [one] { $n } Eintrag liegt
       *[other] { $n } Einträge liegen
    } außerhalb der eigenen Zeiten der Sitzung; eine Uhr kann falsch gehen.
session-outside-means = Was am längsten dauerte, ist allein über die eigenen Zeiten der Sitzung gesagt.

## What was assumed, since the server did not say

session-assumed = In diesem Protokoll angenommen: { $n }
session-assumed-no-end = kein Ende gesendet; als noch offen gezeichnet
session-assumed-ends-before = endet vor dem Start; als Marke am Start gezeichnet
session-assumed-no-status = kein Status gesendet; als Unbekannt gezeigt
session-assumed-no-zone = Zeiten ohne Zone; als UTC gelesen, die von Maschinen als die des Servers
session-assumed-no-start = kein Start gesendet; in der Liste, aber nicht im Bild
session-assumed-runs = läuft, obwohl das Ende gleich dem Start ist; als noch offen gezeichnet
session-assumed-replaced = der Text enthielt Zeichen, die kein Text sind; ersetzt
session-assumed-far-time = eine der Zeiten liegt ein halbes Jahr oder mehr von den anderen; nur gezeichnet, wo die Zeit zu glauben ist

## The log as a table

session-log-and-filters = Protokoll und Filter
session-search-log = Das Protokoll durchsuchen
session-kept = { $n } von { $all } geladenen { $of ->
    [session] Sitzungen
   *[item] Einträgen
}
session-clear = Leeren
session-rows = { $count ->
    [one] { $n } Zeile
   *[other] { $n } Zeilen
}
session-chosen = { $count ->
    [one] { $n } Zeile ausgewählt
   *[other] { $n } Zeilen ausgewählt
}
session-copy-rows = Zeilen kopieren
session-copy-rows-title = Als Text und, wo eine Tabelle genommen wird, als Tabelle. Umschalt mit den Pfeilen oder einem Klick wählt mehrere Zeilen; Strg+C kopiert sie.
session-too-many-rows = Auf einmal werden höchstens { $n } Zeilen kopiert; CSV enthält alle.
session-previous-hit = { $of ->
    [session] Vorige gefundene Sitzung
   *[item] Voriger gefundener Eintrag
}
session-next-hit = { $of ->
    [session] Nächste gefundene Sitzung
   *[item] Nächster gefundener Eintrag
}
session-column-usn = #
session-open = offen
session-no-text = (kein Text)
session-no-item-passes = Kein Eintrag passt zu den Filtern. Sie gelten für alle geladenen Einträge.
session-no-items = Diese Sitzung hat keine Protokolleinträge.
session-loading = Lädt das Protokoll …
session-none-loaded = Es wurden keine Einträge geladen.

## One item, raw

session-as-sent = Wie gesendet (JSON)
session-raw-gone = Was gesendet wurde, ist nicht mehr da.

## Where a log is from

session-saved-file = gespeicherte Datei { $name }
session-sample-data = Beispieldaten

session-lacking = Das ist nicht das ganze Protokoll: Bild, Summen, Kopien und Exporte enthalten, was geladen wurde. { $why }

## Machines of a session

session-machine-moved = Übertragen: { $amount }
session-machine-held = Engpass: { $stage }
session-machines-asked = Die Maschinen dieser Sitzung werden abgefragt …
session-machines-loading = Schritte von { $done } von { $all } Maschinen geladen. Summen gelten für das, was bisher da ist.
session-machines-stopped = Schritte von { $done } von { $all } Maschinen geladen, angehalten. Summen gelten für das, was da ist.
session-machines-done = { $count ->
    [one] { $n } Maschine mit ihren Schritten, Stand beim Laden.
   *[other] { $n } Maschinen mit ihren Schritten, Stand beim Laden.
}
session-machines-go-on = Die Sitzung läuft weiter; was seither an Schritten dazukam, zeigt „Aktualisieren“.
session-machines-missing = { $n } Maschinen mit ihren Schritten; die von { $missing } konnten nicht geladen werden: { $names }.
session-machines-none = { $why } Das Protokoll der Sitzung selbst sagt, wie jede Maschine endete.
session-machines-failed = Die Maschinen dieser Sitzung konnten nicht abgefragt werden. { $status }
