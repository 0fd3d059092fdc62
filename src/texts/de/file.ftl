# Opening a file.

file-title = Gespeicherte Datei öffnen
file-choose = Datei wählen
file-about = Eine Sitzung, die Tapeline gespeichert hat, die Antwort eines Servers auf …/LogItems oder …/log, eine Seite oder mehrere, oder was die Cmdlets gaben, als JSON oder CSV: wählen Sie sie, ziehen Sie sie hierher, oder fügen Sie ihren Text ein. Sie wird in dieser Seite gelesen und geht nirgendwohin.
file-pasted = eingefügter Text

## Complaints

file-cannot-show = Die Datei { $name } lässt sich nicht zeigen. { $why }
file-not-to-its-end = Sie konnte nicht bis zu ihrem Ende gelesen werden. Ist sie noch da?
file-unreadable = Die Datei { $name } konnte nicht gelesen werden. Ist sie noch da?
file-packed = Die Datei { $name } ist gepackt und beschädigt. Speichern Sie sie noch einmal.
file-list-of-sessions = Die Datei { $name } enthält eine Liste von Sitzungen. Tapeline öffnet aus einer Datei das Protokoll einer Sitzung: Speichern Sie die Antwort auf …/LogItems, auf Azure und AWS die auf …/log, in Backup & Replication die auf …/logs.
file-no-log = Die Datei { $name } ist kein Protokoll, das Tapeline kennt: { $what }. { $advice }Speichern Sie die Antwort des Servers auf …/JobSessions/{"{"}id{"}"}/LogItems, auf Azure die auf …/jobSessions/{"{"}id{"}"}/log, in Backup & Replication die auf …/sessions/{"{"}id{"}"}/logs, auf AWS die auf …/sessions/{"{"}id{"}"}/log, in Veeam Data Cloud die auf …/job-sessions/{"{"}id{"}"}/logs, und öffnen Sie diese Datei.
file-breaks-off = Die Datei { $name } bricht ab oder ist keine von Tapeline gespeicherte Sitzung. Speichern Sie sie noch einmal.

## Files of known noise

file-noise = Die Datei { $name } enthält bekanntes Rauschen. { $what }
file-noise-in-use = In Gebrauch, bis diese Seite geschlossen wird: { $rules }.
file-noise-rules = { $count ->
    [one] { $n } Regel
   *[other] { $n } Regeln
}

## What a file is instead; each in a sentence: “… is no log that Tapeline knows: an archive.”

file-is-archive = ein Archiv (ZIP, 7z und dergleichen)
file-is-pdf = ein PDF
file-is-office = ein Office-Dokument
file-is-event-log = ein Windows-Ereignisprotokoll
file-is-picture = ein Bild
file-is-database = eine Datenbank
file-is-program = ein Programm oder ein Speicherabbild
file-is-utf-32 = Text in UTF-32
file-is-binary = Bytes, die kein Text sind
file-is-xml = XML
file-is-cli-xml = PowerShells eigenes XML (Export-Clixml)
file-is-program-log = die eigene Protokolldatei eines Programms, Zeilen für Menschen
file-is-console = was { $format } auf der Konsole zeigt, auf deren Breite gekürzt
file-is-table = eine Tabelle (CSV) von etwas anderem
file-is-too-shallow = JSON von PowerShell, in dem die Zeilen bloße Texte sind, weil ConvertTo-Json ein zu kleines -Depth bekam
file-advice-unpack = Entpacken Sie es, und öffnen Sie die Datei darin.
file-advice-text = Es braucht Text, den ein Programm lesen kann, kein Bild davon.
file-advice-cmdlet = Mit PowerShell: { $command }
file-advice-web-page = Vielleicht wurde statt der Antwort eine Anmeldeseite gespeichert.

## Several things in one file

file-found = In der Datei { $name }
file-found-recording = Die Aufzeichnung eines Browsers (HAR). Wählen Sie die Antwort, die gezeigt werden soll; sonst wird nichts aus der Aufzeichnung behalten.
file-found-secret = Sie enthält ein Token, ein Passwort oder Cookies dessen, der sie gemacht hat. Hier werden sie weder gezeigt noch behalten, aber wer die Datei hat, hat sie: Lassen Sie sie zurückziehen, und löschen Sie die Datei.
file-found-none = Sie ist die Aufzeichnung eines Browsers (HAR), und keine Antwort darin ist ein Protokoll oder eine Liste von Sitzungen. Zeichnen Sie noch einmal auf, mit geöffnetem Protokoll der Sitzung und mit dem Inhalt der Antworten.
file-found-sessions = Sitzungen, mit ihren Protokollen, wo diese da sind und sich öffnen lassen.
file-found-log = Protokoll
file-found-job-sessions = Auftragssitzungen
file-found-retrievals = Datenabruf-Sitzungen
file-found-what = Was
file-found-result = Ergebnis
file-found-time = Zeit
file-found-open = Öffnen
file-found-more = … und { $n } weitere, die nicht aufgeführt sind.
file-found-cut = Die Datei bricht ab; aufgeführt ist, was davor kam.

## How to make such files

file-how = Wie entsteht so eine Datei?
file-how-rest = Mit einem Token die Antwort der REST-API:
file-how-log = Auf dem Backup-Server das Protokoll der letzten Sitzung eines Auftrags:
file-how-sessions = Sitzungen der letzten Tage mit ihren Protokollen, zur Auswahl:
file-how-csv = Als Tabelle:
file-how-other = Auch die Aufzeichnung eines Browsers (HAR), UTF-16, ein Eintrag je Zeile und Text, der von einer Seite oder Konsole kopiert wurde, lassen sich öffnen. Zeiten in CSV nennen keine Zeitzone: JSON ist besser.
file-lacks = Die letzten { $n } Bytes der Datei { $name } fehlen: Was davon gezeigt wird, ist vielleicht nicht alles.
