# What leaves the page: the text for a ticket, what is replaced in it, and the files.

export-title = Für das Ticket
export-form = Form des Textes
export-form-text = Text
export-form-markdown = Markdown
export-redact = Namen, Adressen und IDs ersetzen

## What was replaced

export-no-names = Nichts darin ist als Name bekannt.
export-replaced = { $count ->
    [one] { $n } Name wurde ersetzt
   *[other] { $n } Namen wurden ersetzt
}
export-replaced-means = Derselbe Name hat in allem, was Sie auf einmal mitnehmen, denselben Ersatz. Was nicht wie ein Name aussieht und keiner eines Objekts, Jobs oder Servers ist, bleibt stehen: Lesen Sie den Text, bevor Sie ihn senden.
export-replaced-caption = Was ersetzt wurde
export-column-name = Name
export-column-stand-in = Ersatz
export-column-times = Zeiten

## What a name is of, beside the kinds of objects

export-what-job = Job
export-what-organization = Organisation
export-what-mail = Mailadresse
export-what-domain = Domäne
export-what-host = Host
export-what-ip = IP-Adresse
export-what-link = Link
export-what-path = Pfad
export-what-file = Datei
export-what-id = ID
export-what-secret = Geheimnis
export-what-search = Suchtext
export-what-name = Name

## Files

export-files = Dateien
export-csv-about = Alle Einträge als Tabelle für eine Tabellenkalkulation; keine Zelle wird als Formel gelesen.
export-json-about = Die Antworten des Servers, Byte für Byte.
export-svg-about = Die Zeitachse, wie sie zu sehen ist, als skalierbare Zeichnung.
export-png-about = Dasselbe als Bild.
export-session = Gespeicherte Sitzung
export-session-about = Eine Datei, die sich hier ohne den Server wieder öffnen lässt.
export-note-redacted = Auch in diesen Dateien sind die Namen ersetzt. Das JSON des Servers wird nicht angeboten: Es enthielte sie alle.
export-note-names = Diese Dateien enthalten Namen und Adressen, wie der Server sie gesendet hat.
export-failed = Das konnte nicht gespeichert werden. Laden Sie die Seite neu und versuchen Sie es noch einmal.

## In the last row of a table

export-csv-incomplete-log = Dieses Protokoll ist unvollständig: { $why }
export-csv-incomplete-list = Diese Liste ist unvollständig: { $why }

## In a ticket about a saved session

export-server-of-file = { $file }, von { $server }
