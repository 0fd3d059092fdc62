# Where the time went: summed beside wall-clock time, phases, shares, stragglers, gaps and the chain to the end.

work-nothing = Kein Eintrag hat Zeit gebraucht, also gibt es nichts zusammenzuzählen.
work-adding-up = Wird zusammengezählt: { $n } von { $all } Einträgen …
work-whole = Das ganze Protokoll: { $range }
work-only-range = Nur der gewählte Zeitraum: { $range }
work-own = Die eigenen Zeiten der Sitzung, außerhalb deren einige Einträge liegen: { $range }
work-show-whole = Alles zeigen
work-copy-as-text = Als Text kopieren
work-show-items = Diese Einträge zeigen

## Figures and what they mean

work-wall = Zeit auf der Uhr
work-wall-means = Vom Anfang des Zeitraums bis zu seinem Ende, wie eine Uhr an der Wand sie zeigt.
work-summed = Summe der Einträge
work-summed-means = Die Dauer aller Einträge zusammengezählt, jede auf den Zeitraum beschnitten. Was gleichzeitig lief, zählt jeweils ganz.
work-busy = Beschäftigt
work-busy-means = Die Zeit, in der mindestens ein Eintrag lief. Ein Eintrag ohne Dauer braucht keine Zeit.
work-idle = Leerlauf
work-idle-means = Die Zeit, in der kein Eintrag lief. Beschäftigt und Leerlauf ergeben zusammen die Zeit auf der Uhr.
work-alone = Allein
work-alone-means = Die Zeit, in der genau ein Eintrag lief. Nur von dieser Zeit ist sicher, dass sie die Sitzung verlängert hat.
work-peak = Höchstens gleichzeitig
work-peak-means = Die größte Zahl von Einträgen, die zu einem Zeitpunkt liefen.
work-peak-at = zuerst um { $time }, zusammen { $length }
work-mean = Im Mittel gleichzeitig
work-mean-means = Wie viele Einträge im Mittel liefen, solange überhaupt einer lief: die Summe geteilt durch die beschäftigte Zeit.

## Why summed and wall-clock time are not the same

work-why-several = Die Einträge brauchten zusammen { $summed } innerhalb von { $wall } auf der Uhr, weil mehrere gleichzeitig liefen: im Mittel { $mean }.
work-why-gaps = Die Einträge brauchten zusammen { $summed } innerhalb von { $wall } auf der Uhr: zeitweise lief nichts.
work-why-in-turn = Die Einträge brauchten zusammen { $summed } innerhalb von { $wall } auf der Uhr: einer lief nach dem anderen.

## Phases

work-phases = Phasen
work-phase = Phase
work-phases-means = Der Streifen zeigt zu jedem Zeitpunkt die Phase, zu der die meisten laufenden Einträge gehören; bei gleich vielen die spätere. Wo er zu oft wechseln würde, zeigt jedes Stück, was den größten Teil davon einnimmt.
work-phase-rules = Welcher Text zu welcher Phase gehört

## How many ran

work-curve = Laufende Einträge im Zeitverlauf
work-curve-caption = Laufende Einträge im Zeitverlauf, höchstens { $peak } und im Mittel { $mean }
work-curve-means = Dunkel: wie viele Einträge in jedem Stück des Zeitraums im Mittel liefen. Blass: wie viele höchstens. Die Linie: das Mittel, solange überhaupt einer lief.

## Shares

work-shares = Gerechter Anteil an der Zeit
work-shares-by-phase = Gerechter Anteil nach Phase
work-shares-by-kind = Gerechter Anteil nach Art der Arbeit
work-shares-by-object = Gerechter Anteil nach Objekt
work-shares-by-result = Gerechter Anteil nach Ergebnis
work-no-object = Ohne Objekt
work-column-share = Gerechter Anteil
work-column-share-means = Jeder Zeitpunkt wird zu gleichen Teilen auf die Einträge verteilt, die gerade laufen; das ist, was die Einträge der Gruppe zusammen bekamen. Die gerechten Anteile aller Gruppen ergeben genau die beschäftigte Zeit.
work-column-of-busy = An der beschäftigten Zeit
work-column-of-busy-means = Der gerechte Anteil als Teil der beschäftigten Zeit.
work-column-covered = Auf der Uhr
work-column-covered-means = Die Zeit, in der mindestens ein Eintrag der Gruppe lief. Gruppen überlappen sich, deshalb lassen sich diese Zeiten nicht zusammenzählen.
work-column-alone-means = Die Zeit, in der ein Eintrag der Gruppe lief und sonst gar keiner.
work-column-items = Einträge
work-column-items-means = Die Einträge der Gruppe, die den Zeitraum berühren, auch die ohne Dauer.

## Who ran alone

work-time-alone = Zeit allein
work-alone-caption = Einträge, die allein liefen
work-item-alone-means = Wie lange dieser Eintrag lief, während kein anderer lief.
work-item-share-means = Jeder Zeitpunkt wird zu gleichen Teilen auf die Einträge verteilt, die gerade laufen; das ist, was dieser Eintrag bekam.

## Stragglers

work-stragglers = Nachzügler
work-stragglers-means = Das Ende des Zeitraums, nachdem die Zahl der laufenden Einträge endgültig unter die Hälfte ihres Höchststands gefallen war, und die Einträge, die darin liefen.
work-stragglers-say = Ab { $time }, für { $length } ({ $percent } der Zeit), liefen nie wieder halb so viele wie beim Höchststand von { $peak }.
work-stragglers-caption = Einträge, die das Ende hinauszögern
work-column-ended = Ende
work-column-ended-means = Wann der Eintrag endete, oder der Zeitraum.
work-column-in-tail = Darin
work-column-in-tail-means = Wie lange er in diesem Endstück lief.

## Idle gaps

work-gaps = Lücken
work-gaps-means = Die Abschnitte des Zeitraums, in denen kein Eintrag lief, mit den Einträgen auf beiden Seiten. Zusammen sind sie der Leerlauf.
work-gaps-caption = Abschnitte, in denen nichts lief
work-column-from = Von
work-column-gap-means = Wie lange nichts lief.
work-column-before = Davor
work-column-before-means = Der Eintrag, der zuletzt davor endete.
work-column-after = Danach
work-column-after-means = Der Eintrag, der danach beginnt.

## Chain of last finishers

work-chain = Kette der zuletzt Fertigen
work-chain-means = Vom Ende her: der Eintrag, der zuletzt endete, dann der, der zuletzt vor dessen Beginn endete, und so weiter bis zum Anfang. Sie zeigt, was vor dem Ende kam, nicht worauf das Ende wartete: ein Protokoll sagt nicht, welcher Eintrag welchen brauchte.
work-chain-say = { $count ->
        [one] { $n } Eintrag
       *[other] { $n } Einträge
    } hintereinander: { $worked } Arbeit, { $waited } Warten dazwischen.
work-chain-caption = Vom Ende zurück zum Anfang
work-column-piece-means = Wie lange er lief, auf den Zeitraum beschnitten.
work-column-waiting = Warten danach
work-column-waiting-means = Von seinem Ende bis zum Beginn des Eintrags darüber, oder bis zum Ende des Zeitraums.

## Machines: what held them up, and how long they waited

work-stages = { $stages }; { $count ->
        [one] laut { $n } Protokoll, in Klammern, was es nennt
       *[other] in der Mitte von { $n } Protokollen, in Klammern, wie viele sie nennen
    }
work-stages-means = Wie beschäftigt jede Stufe war, durch die die Daten gehen, laut den Protokollen der Maschinen.
work-held-up = Was Maschinen aufhielt
work-held-up-means = Vom ersten bis zum letzten ihrer Schritte.
work-column-stages = Wie beschäftigt
work-column-stages-means = Wie beschäftigt jede Stufe war, durch die die Daten gehen, laut dem Protokoll der Maschine.
work-waits = Warten auf einen freien Platz
work-waits-means = Vom Einreihen, bis Backup-Infrastruktur für die Maschine frei war. Protokolle sagen, wer währenddessen arbeitete, nicht, wessen Platz sie bekam.
work-column-machine = Maschine
work-column-meanwhile = Währenddessen bei der Arbeit
work-meanwhile = { $count ->
    [one] { $n } andere: { $names }
   *[other] { $n } andere: { $names }
}
