# What is said of the versions of an API: what was found, and what a version does not have.

version-assumed = Dieser Server verlangt ein Token, nach welcher Version man auch fragt; deshalb wurde die neueste angenommen. Werden später Listen nicht gefunden, wählen Sie eine andere.
version-is-other = Hier antwortet { $product }, nicht das gewählte Produkt.
version-is-neither = Hier antwortet ein Webserver, aber keines der Produkte, die Tapeline kennt. Prüfen Sie den Port: Veeam Backup for Microsoft 365 hört auf 4443, wenn das nicht geändert wurde, Microsoft Azure auf 443, Backup & Replication auf 9419, AWS auf 11005. Der REST-Dienst von Veeam Backup for Microsoft 365 ist aus, bis ein Administrator ihn einschaltet.

## What is not there

version-no-jobs = Dieses Produkt hat keine Liste von Jobs: Seine Sitzungen nennen ihren Job oder ihre Richtlinie selbst.
version-no-log-item-here = Dieses Produkt kann keinen einzelnen Protokolleintrag liefern.
version-no-events = Nur Version v8 von Veeam Backup for Microsoft 365 meldet, was sich geändert hat.
version-no-retrieval-on-azure = Veeam Backup for Microsoft Azure hat keine Liste von Datenabrufen: Sie stehen unter seinen Sitzungen.
version-no-log-item = Version v1 kann keinen einzelnen Protokolleintrag liefern.
version-no-copy-jobs = Kopierjobs gibt es seit Version v6.
version-no-retrieval = Datenabruf-Sitzungen gibt es seit Version v6.
version-no-retrieval-here = Dieses Produkt ruft keine Daten aus einem eigenen Archiv ab: Was es wiederherstellt, steht unter seinen Sitzungen.
version-no-parts = Diese Version hat keine Sitzungen einzelner Maschinen. In Backup & Replication gibt es sie seit 12.3 (1.2-rev0).
