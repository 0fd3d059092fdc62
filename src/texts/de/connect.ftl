# Connect: which server, a token, and what else the page can be tried with.

connect-title = Verbinden
connect-question = Was hat der Backup-Server getan, und wann?
connect-intro = Tapeline liest die Jobsitzungen eines Veeam-Backup-Servers und zeichnet das Protokoll jeder Sitzung auf einer Zeitachse. Es läuft nur in diesem Browser, sendet nur GET-Anfragen und speichert nichts.
connect-sample-title = Kein Server zur Hand?
connect-sample-text = Ein Monat Backups einer Firma, die es nicht gibt, mit dieser Seite geladen. Es wird nirgendwohin etwas gesendet.
connect-sample-try = Mit Beispieldaten ausprobieren
connect-sample-machines = Beispieldaten von { $product }
connect-file-title = Sie haben eine Datei bekommen?
connect-file-text = Eine gespeicherte Antwort des Servers öffnet sich hier ohne Server. Sie verlässt diesen Computer nicht.

## In a frame of somebody else

connect-waiting-title = Wartet auf die umgebende Seite
connect-waiting-text = Nur ein Portal, das in config.json steht, kann hier anmelden.
connect-framed-title = Eine andere Seite zeigt Tapeline in einem Rahmen
connect-framed-text = Zu Ihrer Sicherheit nimmt Tapeline hier kein Token an, denn die umgebende Seite könnte vortäuschen, wo Sie sind. Beispieldaten und gespeicherte Dateien gehen auch hier.
connect-own-tab = Tapeline in einem eigenen Tab öffnen
connect-portal-let = { $portal } anmelden lassen
connect-portal-signed-in = Angemeldet von { $portal } für { $server }
connect-portal-cannot = { $portal } kann sich nicht anmelden, solange Sie es nicht zulassen.
connect-portal-may = { $portal } darf hier anmelden.

## The form

connect-proposed = Die geöffnete Adresse nennt diesen Server. Prüfen Sie, ob es der gemeinte ist, bevor Sie ihm ein Token geben.
connect-form = Mit einem Server verbinden
connect-local-network = Beim Verbinden fragt der Browser vielleicht, ob diese Seite Geräte im lokalen Netzwerk erreichen darf. Der Backup-Server ist eines davon.
connect-address = Serveradresse
connect-address-hint = Name und Port des REST-Dienstes; der Port ist { $port }, wenn er nicht geändert wurde.
connect-product = Produkt
connect-version = API-Version
connect-version-find-out = herausfinden
connect-token = Zugriffstoken
connect-token-show = Zeigen
connect-token-hint = Bleibt nur im Speicher dieser Seite; Neuladen oder „Abmelden“ vergisst es. Auch eine ganze Token-Antwort kann eingefügt werden.
connect-token-keep = Das Token behalten, bis dieser Tab geschlossen wird, auch über ein Neuladen
connect-target-unknown = Geben Sie zuerst die Serveradresse ein: Hier steht dann, wohin das Token gesendet wird.
connect-target = Das Token wird gesendet an
connect-target-after = und nirgendwo sonst hin.
connect-not-listed = Wer diese Seite betreibt, erlaubt nur die Server seiner Liste; bitten Sie darum, diesen aufzunehmen.

## How to get a token

connect-help-title = Wie bekomme ich ein Token?
connect-help-text = Diese Zeilen fragen nach dem Kennwort und speichern es nie.

## While it connects

connect-connecting = Verbindet …
connect-slow = { $progress } Das dauert lange. Vielleicht fragt der Browser nach einer Erlaubnis.
connect-asking = Fragt { $server } nach Jobsitzungen ({ $version }) …
connect-finding-version = Sucht, welche API-Version es dort gibt: fragt nach { $version } …
connect-choose = { $version } wählen
connect-new-tab = Serveradresse in neuem Tab öffnen
connect-no-other-version = Keine andere Version antwortet dort.
connect-no-version = Dort gibt es keine API-Version.
connect-version-answers = { $version } antwortet und wird von jetzt an verwendet.
connect-use-version = Eine Version verwenden, die antwortet

## The token again

connect-ended-title = Die Zeit des Tokens ist um
connect-ended-text = Es ist abgelaufen, oder es war eine Stunde alt, nach der Server sie üblicherweise beenden. Wird die ganze Token-Antwort eingefügt, ist seine wahre Lebensdauer bekannt.
connect-left-title = Wieder wird ein Token gebraucht
connect-left-text = Die Seite wurde verlassen und hat ihr Token vergessen.
connect-refused-title = Der Server verlangt ein gültiges Token
connect-refused-text = Das Token ist abgelaufen oder wird nicht angenommen (401). Wurde schon die allererste Anfrage abgelehnt, wurde es vielleicht ohne disable_antiforgery_token=true angefordert, das heutige Server brauchen.
connect-renew-keeps = Was geladen ist, bleibt hier; mit einem neuen Token geht das Laden dort weiter, wo es aufgehört hat.

## Signing out

connect-sign-out = Abmelden
connect-leave-sample = Beispiel verlassen
connect-signed-out = Abgemeldet: Das Token und alle Daten sind von dieser Seite verschwunden. Das Token selbst bleibt auf dem Server gültig, bis es abläuft.
connect-other-server = Die Adresse nennt einen anderen Server als den, für den Ihr Token gegeben wurde. Das Token für { $server } wurde verworfen und nirgendwo anders hin gesendet.
connect-token-in-address = Die Adresse enthielt ein Zugriffstoken. Tapeline nimmt keine Tokens aus Adressen: Es wurde entfernt und nicht verwendet. Betrachten Sie dieses Token als offengelegt und widerrufen Sie es, denn Adressen bleiben in Verläufen und Protokollen stehen.
connect-idle-out = Hier hat eine Weile niemand etwas getan: Das Token und alle Daten wurden vergessen.
connect-idle-warning = Abmeldung steht bevor, weil hier niemand etwas tut: Das Token und alle Daten werden vergessen.
connect-stay = Angemeldet bleiben
