# Why an answer or a saved session could not be read.

read-empty = Die Antwort ist leer. Laden Sie sie noch einmal; bleibt es so, sehen Sie im Protokoll des Servers nach.
read-not-json = Die Antwort ist ab Byte { $at } kein JSON. Prüfen Sie, ob die Adresse die der REST-API ist.
read-web-page = Die Antwort ist eine Webseite, keine Daten. Prüfen Sie Adresse und Port; vielleicht hat statt des Servers ein Proxy oder eine Anmeldeseite geantwortet.
read-cut = Die Antwort endet mittendrin. Ganze Zeilen davor: { $n }; sie bleiben. Laden Sie sie noch einmal.
read-other = Die Antwort ist JSON, aber nicht das, was hierher gehört. Prüfen Sie die Adresse oder die Datei. Gefunden: { $found }
read-error = Der Server hat mit einem Fehler statt mit Daten geantwortet. Er sagt: { $message }

## A saved session

read-saved-not = Die Datei ist keine von Tapeline gespeicherte Sitzung.
read-saved-first-line = Die Datei endet in ihrer ersten Zeile. Speichern Sie die Sitzung noch einmal.
read-saved-not-json = Die erste Zeile der Datei ist ab Byte { $at } kein JSON.
read-saved-newer = Die Datei hat Version { $version } des Formats; diese Seite liest Version { $own }. Öffnen Sie sie mit einem neueren Tapeline.
read-saved-product = Die Datei ist von einem Produkt, das diese Seite nicht kennt: { $product }
read-saved-part = Teil { $n } der Datei sagt nicht, was er ist oder wie lang.
read-saved-no-log = Die Datei enthält kein Protokoll einer Sitzung.
