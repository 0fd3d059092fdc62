# The lists of sessions, and the nights of all jobs.

sessions-search = Die Sitzungen durchsuchen
sessions-job = Job
sessions-all-jobs = Alle Jobs
sessions-column-status = Status
sessions-column-job = Job
sessions-column-retrieval = Abruf
sessions-column-type = Typ
sessions-column-objects = Objekte
sessions-column-moved = Übertragen
sessions-column-rate = Rate
sessions-column-bottleneck = Engpass
sessions-no-address = Seine ID passt in keine Adresse, deshalb kann sein Protokoll nicht abgefragt werden
sessions-retry = · Wiederholung { $n }
sessions-a-retry = · eine Wiederholung
sessions-so-far = bisher { $length }
sessions-no-session-passes = Keine Sitzung passt zu den Filtern. Sie gelten für alles Geladene.
sessions-none = Der Server hat keine Sitzungen dieser Art. Vielleicht behält er seinen Verlauf nur einige Wochen, oder es lief noch keine.
sessions-loading = Lädt Sitzungen …
sessions-none-loaded = Es wurden keine Sitzungen geladen.
sessions-no-names = Die Namen der Jobs konnten nicht geladen werden; Sitzungen zeigen stattdessen die ID des Jobs.

## Nights by job

sessions-nights = Nächte nach Job
sessions-loaded = { $count ->
    [one] { $n } Sitzung geladen
   *[other] { $n } Sitzungen geladen
}
sessions-retrievals = { $count ->
    [one] { $n } Sitzung von Datenabrufen
   *[other] { $n } Sitzungen von Datenabrufen
}
sessions-all-there-are = alle vorhandenen
sessions-not-all-there-are = nicht alle vorhandenen
sessions-run-means = Ein Lauf zählt mit seinen Wiederholungen einmal, so wie die letzte endete, die an ihr Ende kam.
sessions-retries-folded = { $count ->
    [one] { $n } Wiederholung zählt zu dem Lauf, den sie wiederholt
   *[other] { $n } Wiederholungen zählen zu den Läufen, die sie wiederholen
}
sessions-retries-assumed = was angenommen ist, wo ein Lauf binnen einer Stunde nach einem fehlgeschlagenen und viel früher als üblich begann: Dieser Server sagt es nicht
sessions-failed-folded = { $count ->
    [one] { $n } fehlgeschlagene Sitzung
   *[other] { $n } fehlgeschlagene Sitzungen
}, nach Wiederholungen fehlgeschlagen: { $runs }
sessions-failed-in-a-row = Fehlschläge in Folge
sessions-usual-length = Übliche Dauer
sessions-last-good-run = Letzter guter Lauf
sessions-no-run = kein Lauf
sessions-after-retry = nach einer Wiederholung; vorher { $worst }
sessions-usually = gewöhnlich { $length }
sessions-much-longer = viel länger als gewöhnlich
sessions-much-shorter = viel kürzer als gewöhnlich
sessions-in-a-row = { $n } in Folge
sessions-in-a-row-least = mindestens { $n } in Folge
sessions-in-a-row-means = Nach der neuesten geladenen Sitzung: die neuesten Läufe, die nacheinander fehlschlugen, jeder mit seinen Wiederholungen; angehaltene und laufende werden übergangen.
sessions-since = , seit { $time }
sessions-from-to = { $median } bis { $nine-of-ten } ({ $count ->
        [one] { $n } Lauf
       *[other] { $n } Läufe
    })
sessions-usual-means = Die Hälfte der Läufe, die erfolgreich oder mit Warnungen endeten, dauerte höchstens das erste, neun von zehn höchstens das zweite; ohne Wiederholungen. Weniger als fünf Läufe werden nur genannt, da sie wenig sagen.
sessions-no-good-run = keiner der geladenen
sessions-more-jobs = und { $n } weitere Jobs
