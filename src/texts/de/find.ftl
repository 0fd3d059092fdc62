# An object across sessions.

find-title = Suchen
find-search = Name eines Postfachs, einer Website, eines Teams oder einer VM
find-copy-as-text = Als Text kopieren

## How far it has come

find-looked-through = Durchsuchte Protokolle
find-stop = Anhalten
find-go-on = Fortsetzen
find-older = Ältere Sitzungen durchsuchen
find-missed = { $count ->
    [one] { $n } Protokoll konnte nicht vollständig geladen werden
   *[other] { $n } Protokolle konnten nicht vollständig geladen werden
}
# Why a log could not be loaded.
find-no-address = seine ID passt in keine Adresse

find-searched = { $n } von { $all } Sitzungen durchsucht: { $items }
find-begun = , begonnen von { $from } bis { $to }
find-goes-on = Die Suche läuft.
find-stopped = Vor dem Ende angehalten: Was folgt, gilt nur für diese.
find-has-older = Es gibt ältere Sitzungen, die nicht durchsucht wurden.
find-not-all-loaded = Der Server hat weitere Sitzungen, die nicht geladen sind.
find-all-but-missed = Das sind alle, bis auf die Protokolle, die nicht vollständig geladen werden konnten.
find-all = Das sind alle.

## Nothing to show

find-write = Geben Sie einen Teil des Namens eines Postfachs, einer Website, eines Teams, eines OneDrive oder einer virtuellen Maschine ein.
find-nothing-yet = Bisher kein Objekt mit „{ $query }“ im Namen.
find-nothing = Kein Objekt mit „{ $query }“ im Namen in diesen Sitzungen.
find-more-than = Mehr als { $n } Objekte passen; ein längerer Teil des Namens findet weniger.
find-more = und { $n } weitere; ein längerer Teil des Namens findet weniger

## One object

find-failed-in = in { $n } von { $all } Läufen fehlgeschlagen
find-failed-in-means = Durchsuchte Läufe, deren Protokoll es nennt, jeder mit seinen Wiederholungen einmal. Es gilt darin als fehlgeschlagen, wenn ein Eintrag dazu fehlgeschlagen ist und keine spätere Wiederholung es behoben hat.
find-newest-in-a-row = , zuletzt { $n } in Folge
find-mended = ; in { $count ->
    [one] { $n } weiteren behob es eine Wiederholung
   *[other] { $n } weiteren behob es eine Wiederholung
}
find-takes = Dauer: { $length }
find-usually-means = Die Hälfte der Läufe, in denen es gelang, dauerte höchstens so lange: die Dauern seiner Einträge in einer Sitzung zusammengezählt. Weniger als fünf werden nur genannt, da sie wenig sagen.
find-usually-unknown = wie lange es gewöhnlich dauert, ist nicht bekannt
find-never-worked = in keiner dieser Sitzungen gelungen
find-last-worked = zuletzt gelungen
find-last-worked-means = Die neueste Sitzung, in der kein Eintrag dazu fehlgeschlagen ist, angehalten wurde oder noch läuft, und deren Protokoll vollständig bekannt ist.
find-with-warning = mit Warnung
find-fails-since = schlägt fehl seit
find-fails-at-least-since = schlägt fehl mindestens seit
find-newest-run = , sein neuester Lauf
find-failures = Fehler, die neuesten zuerst
find-more-failed = { $count ->
    [one] { $n } weiterer fehlgeschlagener Eintrag
   *[other] { $n } weitere fehlgeschlagene Einträge
}
find-in-this-session = { $more } in dieser Sitzung
find-more-sessions = und { $n } weitere Sitzungen
find-missing = { $count ->
    [one] { $n } Sitzung ohne das Objekt
   *[other] { $n } Sitzungen ohne das Objekt
}
find-missing-means = Sitzungen derselben Jobs, in deren Protokoll es nicht vorkommt. Wiederholungen, die nur den Rest erledigen, zählen nicht.
