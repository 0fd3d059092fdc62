# What is said of a pasted token, and of how to get one.

token-empty = Fügen Sie ein Zugriffstoken ein.
token-too-long = Das ist länger als jedes Token (16 KiB). Fügen Sie nur den Wert von access_token ein.

token-too-long-by = Das hat { $letters } Zeichen und ist länger als jedes Token (16 KiB): Server und Proxys nehmen keinen Header dieser Länge an. Fügen Sie nur den Wert von access_token ein.

token-non-ascii = Das enthält Zeichen, die kein Token hat, vielleicht unsichtbare, oder Punkte anstelle eines abgeschnittenen Teils. Kopieren Sie das Token noch einmal.
token-line-break = Das ist auf mehrere Zeilen umbrochen, wie eine Konsole langen Text zeigt. Kopieren Sie das Token mit Set-Clipboard, wie die Hilfe unten.
token-control = Das enthält Steuerzeichen. Kopieren Sie das Token noch einmal.
token-space = Das enthält Leerzeichen. Ein Token ist ein einziges Wort; fügen Sie nur den Wert von access_token ein.
token-no-access-token = Das sieht aus wie die Antwort eines Servers, enthält aber kein Zugriffstoken. Ist es ein Fehler, sagt sie den Grund; verlangt sie einen zweiten Faktor, kommt dieser Schritt zuerst.
token-not-a-token = Das ist kein Token. Fügen Sie den Wert von access_token ein, oder die ganze Antwort, die ihn enthält.
token-is-refresh = Das ist ein Refresh-Token: Es holt nur neue Tokens, und kein Server antwortet darauf. Fügen Sie den Wert von access_token ein, und behandeln Sie dieses als Geheimnis.

## What was left out

token-note-quotes = Anführungszeichen darum wurden weggelassen.
token-note-bearer = Das Wort Bearer wurde weggelassen.
token-note-header = Der Name des Headers wurde weggelassen.
token-note-name = Der Name access_token wurde weggelassen.
token-note-answer = Von der Antwort wurde nur access_token behalten.
token-note-refresh = Das Aktualisierungstoken wurde verworfen: Tapeline braucht und behält es nicht. Behandeln Sie den kopierten Text als Geheimnis.

## What else to know about getting one

token-help-antiforgery = disable_antiforgery_token=true ist wichtig: Ohne das weist der Server das Token ab, wenn diese Seite es verwendet.
token-help-life = Ein Token gilt 60 Minuten, wenn der Administrator keine andere Zeit gewählt hat.
token-help-life-azure = Ein Token gilt 60 Minuten.
token-help-life-vbr = Ein Token gilt auf den meisten Servern 15 Minuten, auf manchen 60; diese Seite liest sein Ende aus dem Token selbst. Nach mehreren falschen Passwörtern ist das Konto 15 Minuten gesperrt.
token-help-second-factor = Mit einem zweiten Faktor enthält die erste Antwort mfa_token und kein access_token: Senden Sie es mit dem Code in einer zweiten Anfrage mit grant_type=Mfa.
token-help-second-factor-vbr = Ein Konto mit zweitem Faktor bekommt so kein Token, außer es ist als Dienstkonto gekennzeichnet. Die Rolle Backup Viewer genügt.
token-help-clipboard = Die Zwischenablage enthält ein Geheimnis, bis Sie etwas anderes kopieren.
token-help-user-name = Der Benutzername kann benutzer@domäne oder DOMÄNE\benutzer sein, wie in der Konsole des Produkts.
token-help-certificate = Weist die Konsole das Zertifikat des Servers ab, tut es auch der Browser. Lassen Sie den Administrator eines installieren, dem Ihre Computer vertrauen.
