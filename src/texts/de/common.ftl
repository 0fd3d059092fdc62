# Words that stand in more than one view.

## How many

common-items = { $count ->
    [one] { $n } Eintrag
   *[other] { $n } Einträge
}
common-sessions = { $count ->
    [one] { $n } Sitzung
   *[other] { $n } Sitzungen
}
common-usually = üblich { $length } ({ $count ->
        [one] { $n } Lauf
       *[other] { $n } Läufe
    })
common-once = einmal { $length }
common-each = je { $length } ({ $count ->
        [one] { $n } Lauf
       *[other] { $n } Läufe
    })
common-from-to = { $least } bis { $most } ({ $count ->
        [one] { $n } Lauf
       *[other] { $n } Läufe
    })
common-runs = { $count ->
    [one] { $n } Lauf
   *[other] { $n } Läufe
}
common-jobs = { $count ->
    [one] { $n } Job
   *[other] { $n } Jobs
}
common-and-more = und { $n } weitere

## Names of views and things

common-job-sessions = Jobsitzungen
common-data-retrieval-sessions = Sitzungen von Datenabrufen
common-data-retrieval = Datenabruf
common-session = Sitzung
common-timeline = Zeitachse
common-log = Protokoll
common-item = Eintrag
common-object = Objekt

## Columns

common-result = Ergebnis
common-kind = Art
common-start = Start
common-end = Ende
common-length = Dauer
common-text = Text

## Buttons

common-stop = Anhalten
common-go-on = Weiter
common-again = Noch einmal versuchen
common-refresh = Aktualisieren
common-close = Schließen
common-copy = Kopieren
common-clear-filters = Filter entfernen

## How much is loaded: {rows} is a number and its noun, as `common_items` writes it

common-load-loading = { $rows } geladen, es kommen mehr …
common-load-waiting = { $rows } geladen; der Server hat nicht gut geantwortet, Versuch { $attempt } folgt in { $seconds } s
common-load-needs-token = { $rows } geladen, es gibt mehr; ein neues Token wird gebraucht
common-load-stopped = { $rows } geladen, angehalten; vielleicht gibt es mehr
common-load-failed = { $rows } geladen, nicht alle
common-load-complete = { $rows }, alle geladen
common-load-doubtful = { $rows } geladen, vielleicht unvollständig: { $why }
common-load-missing = { $rows } geladen, nicht alle: { $why }
common-load-as-of = Stand { $time }
common-follow = Folgen
common-follow-title = Solange das an ist, kommen neue Zeilen und Ergebnisse von selbst
common-follow-trouble = Der letzte Blick nach Neuem schlug fehl; der nächste folgt.

## What the results of items add up to

common-n-failed = { $n } fehlgeschlagen
common-n-warnings = { $n } mit Warnungen
common-n-running = { $n } laufend

## Search and filter

common-results = Ergebnisse

## On the clipboard

common-copied = { $what } kopiert
common-copy-refused = Der Browser ließ das Kopieren nicht zu. { $what }: { $text }
common-copied-report = Bericht
common-copied-text = Text
common-copied-link = Link
common-copied-ticket = Text für das Ticket
