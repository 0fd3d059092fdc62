# One item whole.

item-number = Eintrag { $usn } ·{" "}
item-previous = { $of ->
    [session] Vorige Sitzung
   *[item] Voriger Eintrag
}
item-next = { $of ->
    [session] Nächste Sitzung
   *[item] Nächster Eintrag
}
item-copy-text = Text kopieren
item-show-in-timeline = In der Zeitachse zeigen
item-not-sent = nicht gesendet
item-share = Gerechter Anteil
item-share-and-alone = { $share }, davon allein { $alone }
item-other-runs = In anderen Läufen
item-years = { $count ->
    [one] { $n } Jahr
   *[other] { $n } Jahre
}
item-starts-far-before = beginnt { $length } vor den anderen
item-starts-far-after = beginnt { $length } nach den anderen
item-ends-far-before = endet { $length } vor den anderen
item-ends-far-after = endet { $length } nach den anderen
item-id = ID

item-machine = Maschine
item-local-time = Zeiten ohne Zone: als die des Servers gelesen, mit dem Versatz des Protokolls der Sitzung.
