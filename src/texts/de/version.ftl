# What is said of the versions of an API: what was found, and what a version does not have.

version-assumed = Dieser Server verlangt ein Token, nach welcher Version man auch fragt; deshalb wurde die neueste angenommen. Werden später Listen nicht gefunden, wählen Sie eine andere.
version-is-vb365 = Hier antwortet Veeam Backup for Microsoft 365, nicht Veeam Backup for Microsoft Azure.
version-is-azure = Hier antwortet Veeam Backup for Microsoft Azure, nicht Veeam Backup for Microsoft 365.
version-is-neither = Hier antwortet ein Webserver, aber keines der beiden Produkte. Prüfen Sie den Port: Veeam Backup for Microsoft 365 hört auf 4443, wenn das nicht geändert wurde, Veeam Backup for Microsoft Azure auf 443. Der REST-Dienst von Veeam Backup for Microsoft 365 ist aus, bis ein Administrator ihn einschaltet.

## What is not there

version-no-jobs-on-azure = Veeam Backup for Microsoft Azure hat keine Liste von Jobs: Seine Sitzungen nennen ihre Richtlinie selbst.
version-no-log-item-on-azure = Veeam Backup for Microsoft Azure kann keinen einzelnen Protokolleintrag liefern.
version-no-events = Nur Version v8 von Veeam Backup for Microsoft 365 meldet, was sich geändert hat.
version-no-retrieval-on-azure = Veeam Backup for Microsoft Azure hat keine Liste von Datenabrufen: Sie stehen unter seinen Sitzungen.
version-no-log-item = Version v1 kann keinen einzelnen Protokolleintrag liefern.
version-no-copy-jobs = Kopierjobs gibt es seit Version v6.
version-no-retrieval = Datenabruf-Sitzungen gibt es seit Version v6.
