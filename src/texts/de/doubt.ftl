# Why a list that has ended may not be all there is.

doubt-other-form = Der Server änderte mitten in der Liste die Form seiner Antworten.
doubt-shorter = Die Liste wurde kürzer, während sie geladen wurde.
doubt-other-part = Der Server sandte einen anderen Teil der Liste als den verlangten.
doubt-again = Der Server sandte Zeilen noch einmal, die er schon gesendet hatte.
doubt-too-many = Die Liste hat mehr Zeilen, als diese Seite fasst; der Rest blieb weg.
doubt-too-few-at-a-time = Der Server sendet zu wenige Zeilen auf einmal; der Rest blieb weg.
doubt-counts-more = Der Server zählt mehr Zeilen, als er gesendet hat.
doubt-counts-fewer = Der Server zählt weniger Zeilen, als er gesendet hat.

doubt-missing-with-status = { $count ->
        [one] Zeile { $rows } kann der Server nicht liefern ({ $status }); alle anderen sind da. Gezählt wird ab 0.
       *[other] Die Zeilen { $rows } kann der Server nicht liefern ({ $status }); alle anderen sind da. Gezählt wird ab 0.
    }

doubt-missing = { $count ->
        [one] Zeile { $rows } kann der Server nicht liefern: Dort bricht seine Antwort ab oder ist ein Fehler. Alle anderen sind da. Gezählt wird ab 0.
       *[other] Die Zeilen { $rows } kann der Server nicht liefern: Dort brechen seine Antworten ab oder sind Fehler. Alle anderen sind da. Gezählt wird ab 0.
    }

doubt-and-others = { $rows } und { $n } weitere

## Of a file

doubt-file-end = Die Datei konnte nicht bis zu ihrem Ende gelesen werden; was davor kam, wird gezeigt.
doubt-file-saved = Beim Speichern war nicht alles geladen.
doubt-file-page = Die Datei ist eine Seite einer längeren Liste.
doubt-file-full-page = Die Seite in der Datei ist voll, und sie sagt nicht, ob eine weitere folgt.
doubt-file-breaks-off = Die Datei bricht ab; was davor kam, wird gezeigt.
doubt-file-part = Ein Teil der Datei fehlt oder war nicht zu lesen; der Rest wird gezeigt.
doubt-file-mixed = Die Datei enthält Protokolle mehrerer Sitzungen, hier gezeigt, als wären sie eines.

## In a sentence or a ticket

doubt-loading = das Laden ist nicht beendet
doubt-no-log-in-file = die Datei enthält es nicht
doubt-no-server = es gibt keinen Server, der gefragt werden könnte
doubt-not-loaded = es konnte nicht geladen werden
doubt-sessions = nicht alle Sitzungen wurden geladen
doubt-machines = Die Schritte der Maschinen sind nicht alle geladen.
