# Opening a file.

file-title = Gespeicherte Datei öffnen
file-choose = Datei wählen
file-about = Eine Sitzung, die Tapeline gespeichert hat, oder die Antwort eines Servers auf …/LogItems oder …/log, eine Seite oder mehrere, als JSON: wählen Sie sie, ziehen Sie sie hierher, oder fügen Sie ihren Text ein. Sie wird in dieser Seite gelesen und geht nirgendwohin.
file-pasted = eingefügter Text

## Complaints

file-cannot-show = Die Datei { $name } lässt sich nicht zeigen. { $why }
file-not-to-its-end = Sie konnte nicht bis zu ihrem Ende gelesen werden. Ist sie noch da?
file-unreadable = Die Datei { $name } konnte nicht gelesen werden. Ist sie noch da?
file-packed = Die Datei { $name } ist gepackt und beschädigt. Speichern Sie sie noch einmal.
file-list-of-sessions = Die Datei { $name } enthält eine Liste von Sitzungen. Tapeline öffnet aus einer Datei das Protokoll einer Sitzung: Speichern Sie die Antwort auf …/LogItems, auf Azure die auf …/log.
file-no-log = Die Datei { $name } ist kein Protokoll, das Tapeline kennt: { $what }. Speichern Sie die Antwort des Servers auf …/JobSessions/{"{"}id{"}"}/LogItems, auf Azure die auf …/jobSessions/{"{"}id{"}"}/log, und öffnen Sie diese Datei.
file-breaks-off = Die Datei { $name } bricht ab oder ist keine von Tapeline gespeicherte Sitzung. Speichern Sie sie noch einmal.
file-no-pages = Die Seiten darin gehören zu keinem Protokoll.
file-too-large = Sie bricht ab oder ist größer als 16 MB. Speichern Sie ihre Seiten als eigene Dateien, und öffnen Sie sie zusammen.

## Files of known noise

file-noise = Die Datei { $name } enthält bekanntes Rauschen. { $what }
file-noise-in-use = In Gebrauch, bis diese Seite geschlossen wird: { $rules }.
file-noise-rules = { $count ->
    [one] { $n } Regel
   *[other] { $n } Regeln
}
