# The text for a ticket: names of its lines, and what is said in them.

ticket-link = Link
ticket-not-listed = Nicht aufgeführt
ticket-more-items = { $count ->
    [one] { $n } weiterer Eintrag
   *[other] { $n } weitere Einträge
}
ticket-more-problems = { $count ->
    [one] { $n } weitere Art von Problem
   *[other] { $n } weitere Arten von Problemen
}
ticket-times = Zeiten
ticket-zone = Zone { $zone }
ticket-as-of = Stand
ticket-product = Produkt
ticket-server-version = , Serverversion { $version }
ticket-server = Server
ticket-job = Job
ticket-job-session = Jobsitzung
ticket-retrieval = Datenabruf
ticket-retrieval-session = Sitzung des Datenabrufs
ticket-job-id = Job-ID
ticket-type = Typ
ticket-run-kind = Art des Laufs
ticket-result = Ergebnis
ticket-details = Details
ticket-start = Start
ticket-end = Ende
ticket-still-running = läuft noch
ticket-length = Dauer
ticket-few = , in anderen Läufen { $lengths }
ticket-usually = , üblich { $length } (Median, { $count ->
        [one] { $n } Lauf
       *[other] { $n } Läufe
    })
ticket-usually-p90 = , üblich { $length } (Median, { $count ->
        [one] { $n } Lauf
       *[other] { $n } Läufe
    }; neun von zehn dauerten höchstens { $p90 })
ticket-compared = Im Vergleich
ticket-retry-of = Wiederholung von
ticket-retry-of-unknown = einem Lauf, der nicht bekannt ist

## The runs before it, and since

ticket-failed-in-a-row = In Folge fehlgeschlagen
ticket-in-a-row = { $n } Läufe, dieser eingeschlossen
ticket-in-a-row-least = mindestens { $n } Läufe, dieser eingeschlossen
ticket-good-before = Letzter guter Lauf davor
ticket-since-then = Seitdem
ticket-failed-after = { $count ->
    [one] { $n } weiterer Lauf fehlgeschlagen
   *[other] { $n } weitere Läufe fehlgeschlagen
}
ticket-good-after = Wieder gut seit

## The log

ticket-log = Protokoll
ticket-completeness = Vollständigkeit
ticket-complete = alle Einträge wurden geladen
ticket-incomplete = UNVOLLSTÄNDIG: { $why }
ticket-idle-longest = , am längsten { $length } ab { $from }
ticket-longest-phase = Längste Phase
ticket-longest-object = Längstes Objekt
ticket-seen-before = Schon gesehen
ticket-seen-new = nein, neu in diesem Lauf
ticket-seen-runs = ja, { $count ->
        [one] { $n } Lauf
       *[other] { $n } Läufe
    } in Folge
ticket-seen-least = ja, mindestens { $n } Läufe in Folge
ticket-also = Außerdem
ticket-of-this-kind = { $others } dieser Art: { $pattern }
ticket-objects = Objekte
ticket-and-more = {" "}und { $n } weitere

## One item

ticket-item = Protokolleintrag
ticket-no-number = ohne Nummer
ticket-item-id = ID des Eintrags
ticket-no-end = keines
ticket-text = Text
ticket-remark = Anmerkung
