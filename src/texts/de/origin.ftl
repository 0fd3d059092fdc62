# What is said of a server's address that was typed.

origin-empty = Geben Sie die Adresse des Servers ein, etwa https://backup01:4443.
origin-control = Die Adresse enthält einen Zeilenumbruch, einen Tabulator oder ein anderes Steuerzeichen. Tippen Sie sie von Hand.
origin-space = Die Adresse enthält ein Leerzeichen. Nehmen Sie es heraus.
origin-backslash = Die Adresse enthält einen umgekehrten Schrägstrich. Schreiben Sie https://server:port, ohne einen solchen.
origin-scheme = Die Adresse muss mit https:// beginnen.
origin-plain-http = Ohne Verschlüsselung könnte das Token unterwegs gelesen werden. Verwenden Sie https://; http:// geht nur für diesen Computer (localhost).
origin-user-info = Lassen Sie den Benutzernamen und das @ weg. Tapeline nimmt ein Token, nie Name und Kennwort.
origin-no-host = Der Name des Servers fehlt. Schreiben Sie ihn wie https://backup01:4443.
origin-non-ascii = Der Name enthält Buchstaben außer a bis z, oder unsichtbare. Schreiben Sie ihn in seiner Form mit xn-- (Punycode), damit ähnliche Buchstaben nicht täuschen.
origin-host = Der Name eines Servers besteht aus Buchstaben, Ziffern, Bindestrichen und einzelnen Punkten.
origin-trailing-dot = Lassen Sie den Punkt am Ende des Namens weg; Zertifikate tragen ihn nicht.
origin-too-long = Der Name ist länger, als der Name eines Servers sein kann.
origin-ipv4 = Schreiben Sie eine IPv4-Adresse als vier Zahlen von 0 bis 255, etwa 10.0.0.5.
origin-ipv6 = Schreiben Sie eine IPv6-Adresse in Klammern, etwa https://[fd00::5]:4443.
origin-port = Der Port ist eine Zahl von 1 bis 65535, etwa :4443.
origin-path = Geben Sie nur den Server an, etwa https://backup01:4443, ohne einen Pfad dahinter.
origin-query = Geben Sie nur den Server an, etwa https://backup01:4443, ohne ? oder # dahinter.

## What was added or left out

origin-note-scheme = https:// wurde davorgesetzt.
origin-note-path = Der Pfad hinter dem Server wurde weggelassen; Tapeline fügt seinen eigenen an.
