# Kinds of objects and of work, as the page calls them. What a server's text names that is none of these stays as it is.

## Objects

kind-mailbox = Postfach
kind-site = Website
kind-one-drive = OneDrive
kind-team = Team
kind-group = Gruppe
kind-user = Benutzer
kind-public-folder = Öffentlicher Ordner
kind-vm = VM
kind-database = Datenbank
kind-file-share = Dateifreigabe
kind-policy = Richtlinie
kind-repository = Repository

## Work on an object

kind-processing-object = Verarbeiten: { $object }
kind-retrieving-object = Abrufen: { $object }
kind-removing-object = Entfernen: { $object }
kind-listing-object = Auflisten der Objekte: { $object }

## Other work

kind-processing = Verarbeiten
kind-job-started = Job gestartet
kind-job-ended = Job beendet
kind-connecting = Verbinden mit der Organisation
kind-found-objects = Gefundene Objekte
kind-found-excluded = Gefundene ausgeschlossene Objekte
kind-found-mailboxes = Gefundene Postfächer
kind-transferred = Übertragen
kind-retrieval-started = Datenabruf gestartet
kind-retrieval-ended = Datenabruf beendet
kind-availability-change-started = Änderung der Verfügbarkeitsdauer gestartet
kind-removal-started = Entfernen abgerufener Daten gestartet
kind-waiting-archive = Warten auf Archivspeicher
kind-snapshot = Snapshot-Sicherung
kind-plan = Erstellen des Sicherungsplans
kind-queued = In der Warteschlange
kind-waiting-resources = Warten auf Ressourcen
kind-using-proxy = Verwenden eines Proxys
kind-hard-disk = Festplatte
kind-no-text = Kein Text

## Phases of a session

kind-phase-unmatched = Nicht zugeordnet
kind-phase-start = Start
kind-phase-listing = Auflisten
kind-phase-processing = Verarbeiten
kind-phase-snapshot = Momentaufnahme
kind-phase-waiting = Warten
kind-phase-retention = Aufbewahrung
kind-phase-finishing = Abschluss
