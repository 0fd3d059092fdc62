# What people read when a request fails: what happened, why, and what to do. Which of it is said when: `api/explain`.

## How sure

faults-certain = sicher
faults-likely = wahrscheinlich
faults-possible = möglich

## Who can do it

faults-who-you = Sie
faults-who-you-or-backup = Sie oder der Administrator des Backup-Servers
faults-who-backup = der Administrator des Backup-Servers
faults-who-backup-or-proxy = der Administrator des Backup-Servers oder des Proxys davor
faults-who-network = der Administrator des Netzwerks oder des Proxys vor dem Server
faults-who-host = wer diese Seite auf ihren Host gestellt hat
faults-user = der Benutzer
faults-user-or-backup = der Benutzer oder der Administrator des Backup-Servers

## The server's own words, after why

faults-says = { $why } Der Server sagt: „{ $said }“

## The report

faults-report-title = Tapeline konnte von einem Backup-Server nicht lesen
faults-report-what = Was
faults-report-cause = Ursache
faults-report-how-sure = Wie sicher
faults-report-when = Wann
faults-report-page = Seite
faults-report-server = Server
faults-report-product = Produkt
faults-report-version = API-Version
faults-report-request = Anfrage
faults-report-status = Status
faults-report-code = Fehlercode
faults-report-token = Token
faults-report-token-set = gesetzt, { $minutes } min alt
faults-report-token-none = keines
faults-report-who = Wer helfen kann
faults-report-do = Zu tun

## The panel

faults-panel-who = Wer helfen kann:{" "}
faults-panel-copy = Bericht für den Administrator kopieren
faults-panel-report = Was im Bericht steht

## Said in several places

faults-do-new-token = Fügen Sie ein neues Token ein. Was geladen ist, bleibt, und das Laden geht von dort weiter.
faults-do-again-goes-on = Versuchen Sie es noch einmal: Das Laden geht dort weiter, wo es aufgehört hat.
faults-token-refused = Der Server nimmt das Token nicht an (401)
faults-do-same-server = Stellen Sie sicher, dass es von { $server } angefordert wurde.
faults-forbidden-title = Der Server kennt das Token, lehnt dies aber ab (403)
faults-do-find-out-version = Stellen Sie die API-Version auf „herausfinden“, oder wählen Sie eine andere.
faults-do-check-port = Prüfen Sie den Port: { $product } hört auf Port { $own-port }, wenn das nicht geändert wurde; diese Adresse verwendet { $port }.
faults-do-wait = Warten Sie etwas, und versuchen Sie es noch einmal.{ $wait }
faults-do-again = Versuchen Sie es noch einmal.
faults-do-report = Bleibt es so, geben Sie den Bericht unten an den Administrator.
faults-wait = {" "}Er bittet um { $count ->
        [one] 1 Sekunde
       *[other] { $n } Sekunden
    }.

## cors

faults-cors = Der Server ist da, lässt diese Seite seine Antworten aber nicht lesen
faults-cors-why = Eine Anfrage ohne Token kam durch, also stimmen Name, Port und Zertifikat. Der Browser hält Antworten zurück, solange der Server Seiten von { $page } nicht durch CORS zulässt, und diese Erlaubnis kam nicht.
faults-cors-do-1 = Am besten: Diese Seite und die API unter einem Namen über einen Reverse-Proxy ausliefern. Dann braucht es keine Erlaubnis.
faults-cors-do-2 = Oder der Server, oder ein Proxy davor, beantwortet OPTIONS-Anfragen ohne Token mit Status 204 und diesen Headern: Access-Control-Allow-Origin: { $page } · Access-Control-Allow-Methods: GET · Access-Control-Allow-Headers: { $headers }. Jeder davon muss genannt sein; * schließt Authorization nicht ein.
faults-cors-do-3 = Derselbe Header Access-Control-Allow-Origin gehört auch zu jeder anderen Antwort, auch zu Ablehnungen wie 401.
faults-cors-do-twice = Zeigt ein anderes Programm wie curl diesen Header, dann prüfen Sie, ob er nur einmal kommt: Fügen ihn Server und Proxy beide hinzu, kommen zwei Werte, und Browser nehmen keinen davon. Ein Proxy muss den des Servers weglassen.
faults-cors-do-4 = Ging es heute schon einmal, ist vielleicht das Token abgelaufen: Server lassen diesen Header bei einer Ablehnung oft weg. Versuchen Sie zuerst ein neues Token.

## cors-from-file

faults-cors-from-file = Eine aus einer Datei geöffnete Seite darf keinen Server aufrufen
faults-cors-from-file-why = Diese Seite hat keine eigene Webadresse, deshalb kann kein Server sie zulassen.
faults-cors-from-file-do-1 = Öffnen Sie die Seite von einem Webserver. Eine gespeicherte Sitzung lässt sich hier trotzdem öffnen, mit „Datei öffnen“.

## no-connection

faults-no-connection = Keine Verbindung zu { $server }
faults-no-connection-why = Auch eine Anfrage ohne Token kam nicht durch. Ein Zertifikat, dem dieser Computer nicht vertraut, ein falscher Name oder Port, eine Firewall oder ein fehlendes VPN sehen für eine Seite alle gleich aus.
faults-no-connection-do-1 = Öffnen Sie { $server } in einem neuen Tab: Dort sagt der Browser selbst, was nicht stimmt.
faults-no-connection-do-2 = Warnt er vor dem Zertifikat, lassen Sie den Administrator eines installieren, dem Ihre Computer vertrauen, für den Namen { $host }. Gewöhnen Sie sich nicht an, die Warnung wegzuklicken.
faults-no-connection-do-3 = Findet er nichts, prüfen Sie Name und Port. { $product } hört auf Port { $own-port }, wenn das nicht geändert wurde; diese Adresse verwendet { $port }.
faults-no-connection-do-4 = Steht der Server in einem internen Netzwerk, prüfen Sie VPN und Firewall, und ob der Browser nach dem Zugriff auf das lokale Netzwerk gefragt hat.
faults-no-connection-do-certificate = Fragt er dort nach einem Zertifikat von Ihnen: Diese Seite sendet keines, also dürfen Server und Proxy keines verlangen.
faults-no-connection-do-nameless = Warnt er vor dem Zertifikat: Das, das sich das Produkt selbst ausstellt, trägt keinen Hostnamen, sodass es auch dann nicht passt, wenn ihm vertraut wird. Lassen Sie den Administrator eines für den Namen { $host } installieren, oder gehen Sie über einen Proxy, der eines hat.
faults-no-connection-do-preflight = Antwortet er dort, und nur diese Seite kommt nicht durch: Der Browser fragt vorher (OPTIONS), ob er die Header Authorization und x-api-version senden darf, und der Server beantwortet das vielleicht mit einer abgebrochenen Verbindung. Ein Proxy davor kann an seiner Stelle antworten.
faults-no-connection-do-5 = Bei Veeam Backup for Microsoft 365 ist der REST-Dienst aus, bis ein Administrator ihn einschaltet.

## lost

faults-lost = Die Verbindung zu { $server } ging verloren
faults-lost-why = Er hat vorher geantwortet, also stimmten Name und Zertifikat da noch. Jetzt kommt auch eine Anfrage ohne Token nicht durch: Der Dienst startet neu, oder Netzwerk oder VPN haben sich geändert.
faults-lost-do-1 = Prüfen Sie Netzwerk und VPN, dann versuchen Sie es noch einmal: Das Laden geht dort weiter, wo es aufgehört hat.
faults-lost-do-2 = Bleibt es so, öffnen Sie { $server } in einem neuen Tab: Dort sagt der Browser selbst, was nicht stimmt.

## unreachable

faults-unreachable = Keine Antwort von { $server }, die diese Seite lesen darf
faults-unreachable-why = Der Browser sagt nicht, warum. Entweder gibt es keine Verbindung (Zertifikat, Name, Port, Firewall), oder der Server lässt Seiten von { $page } nicht zu (CORS).
faults-unreachable-do-1 = Öffnen Sie { $server } in einem neuen Tab. Kommt irgendeine Antwort, auch „nicht gefunden“, steht die Verbindung und es fehlt die Erlaubnis (CORS). Wenn nicht, sagt der Browser dort, was nicht stimmt.
faults-unreachable-do-2 = Prüfen Sie Name und Port. { $product } hört auf Port { $own-port }, wenn das nicht geändert wurde; diese Adresse verwendet { $port }.
faults-unreachable-do-3 = Steht der Server in einem internen Netzwerk, prüfen Sie VPN und Firewall.

## token-ended-unseen

faults-token-ended-unseen = { $server } hat vorher geantwortet, und jetzt sind seine Antworten nicht lesbar
faults-token-ended-unseen-why = Das Token ist so alt, dass es abgelaufen sein kann. Viele Server lassen bei einer Ablehnung die Erlaubnis für Seiten (CORS) weg, sodass der Browser statt „401“ eine fehlgeschlagene Verbindung zeigt.
faults-token-ended-unseen-do-2 = Hilft das nicht, öffnen Sie { $server } in einem neuen Tab und sehen Sie, ob er überhaupt antwortet.

## offline

faults-offline = Dieser Computer scheint offline zu sein
faults-offline-why = Auch der Host dieser Seite antwortet nicht.
faults-offline-do-1 = Prüfen Sie das Netzwerk. Das Laden geht dort weiter, wo es aufgehört hat, sobald Sie es noch einmal versuchen.

## policy

faults-policy = Die eigene Richtlinie dieser Seite erlaubt { $server } nicht
faults-policy-why = Die Content-Security-Policy, mit der diese Seite ausgeliefert wurde, nennt diesen Server nicht unter connect-src.
faults-policy-do-1 = Nehmen Sie { $server } in connect-src der Richtlinie auf, und in config.json, wo beide zusammen gepflegt werden.

## local-network

faults-local-network = Der Browser lässt diese Seite nicht in das lokale Netzwerk
faults-local-network-why = Die Erlaubnis für den Zugriff auf das lokale Netzwerk wurde verweigert oder an eine Seite in einem Rahmen nicht weitergegeben.
faults-local-network-do-1 = Öffnen Sie die Website-Einstellungen über das Symbol neben der Adresse, erlauben Sie den Zugriff auf das lokale Netzwerk, und versuchen Sie es noch einmal.
faults-local-network-do-2 = In einem Portal: Sein Rahmen braucht das Attribut allow="local-network".
faults-local-network-do-3 = Für alle auf einmal: Liefern Sie diese Seite aus demselben Netzwerk aus wie der Server, oder verteilen Sie die Browser-Richtlinie für den Zugriff auf das lokale Netzwerk.

## slow-to-answer

faults-slow-to-answer = Keine Antwort innerhalb von { $seconds } s
faults-slow-to-answer-why = Der Server ist sehr beschäftigt, oder unterwegs verschluckt etwas die Anfrage: So verhält sich eine Firewall, die Pakete verwirft.
faults-slow-to-answer-do-1 = Versuchen Sie es noch einmal. Fragt der Browser nach der Erlaubnis für das lokale Netzwerk, beantworten Sie das zuerst.
faults-slow-to-answer-do-2 = Prüfen Sie VPN und Firewall, und öffnen Sie { $server } in einem neuen Tab, um zu sehen, ob er dort antwortet.

## stalled

faults-stalled = Die Antwort kam nicht weiter
faults-stalled-why = { $seconds } s lang kam nichts mehr. Der Server oder etwas auf dem Weg hat die Verbindung verloren.

## too-slow

faults-too-slow = Die Antwort brauchte länger als { $seconds } s
faults-too-slow-why = Die Verbindung ist langsam, oder der Server ist sehr beschäftigt.

## cut

faults-cut = Die Antwort wurde abgeschnitten
faults-cut-why = Die Verbindung endete vor der Antwort. Was bis dahin kam, bleibt.
faults-cut-do-1 = Versuchen Sie es noch einmal: Das Laden geht dort weiter, wo es aufgehört hat, in kleineren Stücken.
faults-cut-do-2 = Geschieht es immer wieder, begrenzt vielleicht ein Proxy vor dem Server die Zeit oder die Größe einer Antwort.

## too-large

faults-too-large = Die Antwort ist größer als { $mib } MiB
faults-too-large-why = Das Laden wurde beendet, damit der Seite nicht der Speicher ausgeht.
faults-too-large-do-1 = Grenzen Sie sie mit einem Zeitraum oder einem Job ein.

## aborted

faults-aborted = Angehalten
faults-aborted-why = Das Laden wurde angehalten. Was bis dahin kam, bleibt.
faults-aborted-do-1 = Machen Sie weiter, wann Sie möchten; es geht dort weiter, wo es aufgehört hat.

## redirected

faults-redirected = Der Server schickt den Browser anderswohin
faults-redirected-why = Ein Anmelde-Proxy vor dem Server, oder eine Adresse, die umgezogen ist. Diese Seite folgt keiner Umleitung, damit das Token nirgendwo anders hin geht.
faults-redirected-do-1 = Öffnen Sie { $server } in einem neuen Tab. Führt das zu einer Anmeldeseite, melden Sie sich dort an und versuchen Sie es noch einmal.
faults-redirected-do-2 = Führt es zu einer anderen Adresse desselben Servers, verwenden Sie hier diese Adresse.

## insecure

faults-insecure = Nichts wurde gesendet: Die Verbindung wäre nicht verschlüsselt
faults-insecure-why = Das Token könnte auf seinem Weg zu { $server } gelesen werden.
faults-insecure-do-1 = Verwenden Sie eine Adresse, die mit https:// beginnt, für diese Seite wie für den Server.

## token-refused-vb365

faults-token-refused-vb365-why = Der häufigste Grund bei einem ersten Versuch: Es wurde ohne disable_antiforgery_token=true angefordert. Heutige Versionen binden ein solches Token an ein Cookie, das diese Seite nicht haben kann. Oder es ist abgelaufen, wurde nicht ganz kopiert oder gilt für einen anderen Server.
faults-token-refused-vb365-do-1 = Fordern Sie ein neues Token mit disable_antiforgery_token=true an, mit den Zeilen unter „Wie bekomme ich ein Token?“, und fügen Sie es ein.

## token-refused-azure

faults-token-refused-azure-why = Es ist abgelaufen (Tokens gelten 60 Minuten), wurde nicht ganz kopiert, gilt für einen anderen Server, oder beim Anfordern wurde ein zweiter Faktor ausgelassen.
faults-token-refused-azure-do-1 = Fordern Sie ein neues Token mit den Zeilen unter „Wie bekomme ich ein Token?“ an, und fügen Sie es ein.

## token-refused-vbr

faults-token-refused-vbr-why = Es ist abgelaufen (Tokens gelten auf den meisten Servern 15 Minuten), wurde nicht ganz kopiert oder gilt für einen anderen Server. Der Server antwortet so vielleicht ohne ein Wort dazu.

## token-ended

faults-token-ended = Das Token ist abgelaufen (401)
faults-token-ended-why = Der Server hat es vorher angenommen und tut es nicht mehr. Tokens gelten 60 Minuten, wenn der Administrator keine andere Zeit gewählt hat; die von Backup & Replication enden vielleicht nach 15.

## forbidden

faults-forbidden-why = Dem Konto fehlt vielleicht das Recht, Sitzungen zu sehen. Bei Veeam Backup for Microsoft 365 kann der REST-Dienst auch auf Wiederherstellungsoperatoren beschränkt sein, was auch Administratoren aussperrt.
faults-forbidden-do-1 = Verwenden Sie ein Token eines Kontos, das Backup-Sitzungen sehen darf.
faults-forbidden-do-2 = Fragen Sie, ob der REST-Dienst auf Operatoren beschränkt ist.

## forbidden-azure

faults-forbidden-azure-why = Die Rolle des Kontos darf vielleicht keine Sitzungen sehen, oder die Lizenzvereinbarung wurde auf der Appliance noch nicht angenommen.
faults-forbidden-azure-do-1 = Verwenden Sie ein Token eines Kontos, dessen Rolle Sitzungen sehen darf.
faults-forbidden-azure-do-2 = Melden Sie sich einmal in einem Browser bei { $server } an, und sehen Sie, ob die Lizenzvereinbarung angenommen werden soll.

## forbidden-vbr

faults-forbidden-vbr-why = Die Rolle des Kontos darf keine Sitzungen sehen. Die Rolle Backup Viewer genügt.

## forbidden-by-proxy

faults-forbidden-by-proxy = Etwas vor dem Server lehnt dies ab (403)
faults-forbidden-by-proxy-why = Die Ablehnung kam als Webseite. Der REST-Dienst sendet keine, also spricht ein Proxy oder eine Web Application Firewall.
faults-forbidden-by-proxy-do-1 = Lassen Sie GET-Anfragen von { $page } an { $server } durch.
faults-forbidden-by-proxy-do-2 = Oder verwenden Sie eine Adresse, die unmittelbar zum Server führt.

## proxy-sign-in, long-header, client-certificate, refused-by-proxy

faults-proxy-sign-in = Etwas vor dem Server verlangt eine eigene Anmeldung ({ $status })

faults-proxy-sign-in-why = Die Ablehnung stammt nicht vom Backup-Server: Er sendet keine Webseite dazu und verlangt nichts als sein Token. Über das Token sagt sie nichts. Eine Anfrage kann nicht beides enthalten, daher kann sich diese Seite unterwegs an keinem Proxy anmelden.

faults-proxy-let-through = Lassen Sie den Proxy Anfragen mit GET und OPTIONS von { $page } ohne eigene Anmeldung und ohne Zertifikat zu { $server } durch.

faults-long-header = Der Server oder etwas davor nimmt keinen Header dieser Länge an ({ $status })

faults-long-header-why = Lang ist an einer Anfrage nur das Token.{ $letters }

faults-token-letters = {" "}Das gesendete hat { $letters } Zeichen.

faults-long-header-do-1 = Prüfen Sie, ob das Token von diesem Server ist: Fügen Sie nur den Wert von access_token ein.
faults-long-header-do-2 = Stimmt das Token, lassen Sie die Grenze für Header von Anfragen erhöhen: in nginx large_client_header_buffers, in Apache LimitRequestFieldSize, in IIS MaxFieldLength und MaxRequestBytes, in HAProxy tune.bufsize.

faults-client-certificate = Etwas vor dem Server verlangt ein Zertifikat von diesem Browser ({ $status })

faults-client-certificate-why = Es fragt nach einem Client-Zertifikat. Die Anfragen dieser Seite enthalten keines und keine Cookies: Nur das Token sagt, wer fragt.

faults-refused-by-proxy = Etwas vor dem Server lehnt die Anfrage ab ({ $status })

faults-refused-by-proxy-why = Die Ablehnung kam als Webseite. Der REST-Dienst sendet keine, also spricht ein Proxy. Vielleicht kennt er den Namen nicht, mag den Pfad nicht oder nimmt keinen Header an, der so lang ist wie der des Tokens.{ $letters }

## other-family

faults-other-family = Hier antwortet ein anderes Produkt: { $family }

faults-other-family-why = Es verlangt mit jeder Anfrage den Header x-api-version, anders als Veeam Backup for Microsoft 365 und Veeam Backup for Microsoft Azure. Wählen Sie das Produkt, das hier antwortet.
faults-family = Veeam Backup & Replication oder Veeam Backup für AWS oder Google Cloud

## revision

faults-revision = Der Server bietet Revision { $version } seiner API nicht an
faults-revision-why = { $product } wird mit jeder Anfrage nach einer Revision gefragt (Header x-api-version) und bietet keine von denen an, die Tapeline kennt, oder diese nicht.

## no-parts

faults-no-parts = Der Server hat hier keine Sitzungen einzelner Maschinen (404)
faults-no-parts-why = Server vor 12.3 haben keine, ebenso wenig Sitzungen von Agenten, von Replikaten alter Versionen oder von etwas, das kein Job mit Maschinen ist.
faults-no-parts-do-1 = Das Protokoll der Sitzung selbst sagt, wie jede Maschine endete.

## no-such-session

faults-no-such-session = Der Server kennt diese Sitzung nicht (404)
faults-no-such-session-why = Sie wurde gelöscht, als ihre Aufbewahrungszeit um war, oder der Link ist von einem anderen Server oder Produkt.
faults-no-such-session-do-1 = Gehen Sie zurück zur Liste der Sitzungen, und suchen Sie sie dort.
faults-no-such-session-do-2 = Prüfen Sie, ob der Link für { $server } gedacht ist.
faults-no-such-session-do-3 = Werden auch andere Sitzungen nicht gefunden, wählen Sie eine andere API-Version.

## no-such-job

faults-no-such-job = Der Server kennt diesen Job nicht (404)
faults-no-such-job-why = Der Job wurde gelöscht, oder der Link ist von einem anderen Server.
faults-no-such-job-do-1 = Nehmen Sie den Job aus dem Filter.
faults-no-such-job-do-2 = Werden Listen überhaupt nicht gefunden, wählen Sie eine andere API-Version.

## no-such-version

faults-no-such-version = Der Server kennt Version { $version } der API hier nicht (404)
faults-no-such-version-why = Er spricht eine andere Version (ein Upgrade kann eine alte entfernen), oder es ist ein anderes Produkt.
faults-no-such-version-do-2 = Prüfen Sie Produkt und Port: Diese Seite erwartet { $product }, das auf Port { $own-port } hört, wenn er nicht geändert wurde.

## other-web-server

faults-other-web-server = Hier antwortet ein Webserver, aber nicht die API des Backup-Servers (404)
faults-other-web-server-why = „Nicht gefunden“ kam als Webseite. Der REST-Dienst sendet keine, also hat ein anderer Webserver diesen Namen und Port.
faults-other-web-server-do-2 = Steht ein Proxy davor, lassen Sie ihn die Pfade der API weitergeben.

## too-many

faults-too-many = Der Server bittet um eine Pause (429)
faults-too-many-why = Er erhielt in kurzer Zeit mehr Anfragen, als er zulässt.
faults-too-many-do-2 = Kommt es immer wieder, bitten Sie den Administrator um eine höhere Grenze.

## unavailable

faults-unavailable = Der Dienst ist nicht bereit ({ $status })
faults-unavailable-why = Er startet, wird gewartet oder ist überlastet.
faults-unavailable-do-2 = Dauert es an, lassen Sie den Administrator nachsehen, ob der Veeam-REST-Dienst läuft.

## gateway

faults-gateway = Ein Proxy bekommt vom Server keine gute Antwort ({ $status })
faults-gateway-why = Etwas vor dem Backup-Server läuft, der REST-Dienst dahinter nicht, oder er ist zu langsam.
faults-gateway-do-1 = Versuchen Sie es in einer Weile noch einmal.{ $wait }
faults-gateway-do-2 = Lassen Sie den Administrator nachsehen, ob der Veeam-REST-Dienst läuft.

## server-error

faults-server-error = Der Server scheiterte beim Antworten ({ $status })
faults-server-error-why = Ein Fehler im Server. Diese Seite hat nur gefragt; sie hat nichts geändert.
faults-server-error-do-2 = Bleibt es so, geben Sie den Bericht unten an den Administrator; das eigene Protokoll des Servers sagt mehr.

## bad-request

faults-bad-request = Der Server nimmt die Anfrage nicht an (400)
faults-bad-request-why = Ein Filter oder eine Seitengröße, die diese Version nicht kennt, wahrscheinlich weil es eine andere Version ist als die gewählte.
faults-bad-request-do-1 = Nehmen Sie die Filter heraus, und versuchen Sie es noch einmal.

## not-allowed

faults-not-allowed = Der Server lässt dies nicht lesen (405)
faults-not-allowed-why = Diese Version verlangt eine andere Art von Anfrage, die diese Seite nicht stellt: Sie liest nur. Oder ein Proxy lässt solche Anfragen nicht durch.
faults-not-allowed-do-1 = Wählen Sie eine andere API-Version.
faults-not-allowed-do-2 = Steht ein Proxy davor, lassen Sie ihn GET-Anfragen durchlassen.

## proxy-login

faults-proxy-login = Ein Proxy verlangt eine eigene Anmeldung (407)
faults-proxy-login-why = Nicht der Backup-Server, sondern ein Proxy zwischen diesem Browser und ihm fragt, wer Sie sind.
faults-proxy-login-do-1 = Öffnen Sie { $server } in einem neuen Tab, und melden Sie sich dort beim Proxy an; dann versuchen Sie es noch einmal.

## other-status

faults-other-status = Der Server hat unerwartet geantwortet ({ $status })
faults-other-status-why = Von keinem der Produkte ist eine solche Antwort bekannt; vielleicht kommt sie von einem Proxy davor.

## web-page

faults-web-page = Statt Daten kam eine Webseite
faults-web-page-why = Eine Anmeldeseite, die Meldung eines Proxys oder ein anderer Webserver unter dieser Adresse.
faults-web-page-do-1 = Öffnen Sie { $server } in einem neuen Tab. Zeigt er eine Anmeldeseite, melden Sie sich dort an, und versuchen Sie es noch einmal.

## no-data-type

faults-no-data-type = Es kam etwas anderes als Daten
faults-no-data-type-why = Die Antwort ist kein JSON; sie nennt sich „{ $content-type }“. Vielleicht hat ein anderer Dienst diese Adresse.
faults-no-data-type-do-1 = Prüfen Sie Name, Port und Produkt.

## empty

faults-empty = Es kam eine leere Antwort
faults-empty-why = Der Server sagte, alles sei gut, und sandte nichts. Das heißt nicht, dass es nichts gibt: Eine Liste ohne Zeilen wird als leere Liste gesendet. Vielleicht hat ein Proxy die Antwort weggenommen.

## said-an-error

faults-said-an-error = Statt Daten sandte der Server einen Fehler

## unreadable

faults-unreadable = Die Antwort war nicht lesbar
faults-unreadable-do-2 = Prüfen Sie, ob Produkt und API-Version stimmen.
faults-unreadable-do-3 = Bleibt es so, melden Sie es mit dem Text unten.

## no-such-resource

faults-no-such-resource = Version { $version } von { $product } hat dies nicht
faults-no-such-resource-do-1 = Spricht der Server eine neuere Version, wählen Sie diese.
