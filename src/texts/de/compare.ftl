# Two runs of a job side by side.

compare-title = Vergleichen
compare-heading = Zwei Läufe nebeneinander
compare-swap = A und B tauschen
compare-copy-as-text = Als Text kopieren
compare-with-another = B mit einem anderen Lauf vergleichen
compare-loading = Die Protokolle beider Läufe werden geladen …
compare-not-whole = Eines der Protokolle ist nicht vollständig: { $why }

## The two runs

compare-runs = Die beiden Läufe
compare-column-run = Lauf
compare-column-items = Einträge
compare-against = B gegenüber A: { $length }
compare-against-means = Dauer von Lauf B abzüglich der Dauer von Lauf A.
compare-matched = Wie Schritte zugeordnet und sortiert werden
compare-matched-means = Ein Schritt sind alle Einträge zu einem Objekt und einer Art von Arbeit, ihre Dauern zusammengezählt; nennt ein Text kein Objekt, alle dieser Art. Zuerst steht, was sich geändert hat, dann nach dem Unterschied der Dauer.
compare-nothing = Keines der beiden Protokolle hat Einträge.

## What stands at the same place

compare-align = Was an derselben Stelle der Achse steht
compare-aligned-by = Ausgerichtet am
compare-align-start = Beginn der Sitzung
compare-align-kind = ersten „{ $kind }“
compare-usual-show = Übliches zeigen
compare-usual-runs = { $count ->
    [one] { $n } früherer Lauf
   *[other] { $n } frühere Läufe
}
compare-usual-means = Blass hinter den Balken: wo ein Schritt üblicherweise beginnt und wie weit er reicht, der Median früherer Läufe dieses Jobs, in denen er nicht fehlschlug.

## Rows

compare-column-step = Schritt
compare-column-less = B minus A
compare-column-axis = Auf einer Achse
compare-absent = nicht in diesem Lauf
compare-not-reached = bisher nicht in diesem Lauf
compare-not-known = nicht bekannt: Protokoll unvollständig

## Changes: as a title, in a sentence behind a number, and what they mean

compare-newly-failing-title = Neu fehlgeschlagen
compare-newly-failing = neu fehlgeschlagen
compare-newly-failing-means = In B fehlgeschlagen, in A nicht fehlgeschlagen oder nicht vorhanden.
compare-failing-title = Fehlgeschlagen, vorher nicht bekannt
compare-failing = fehlgeschlagen, vorher nicht bekannt
compare-failing-means = In B fehlgeschlagen; A nennt es nicht, und kam nicht an sein Ende oder ist unvollständig.
compare-still-failing-title = Weiterhin fehlgeschlagen
compare-still-failing = weiterhin fehlgeschlagen
compare-still-failing-means = In beiden Läufen fehlgeschlagen.
compare-newly-warning-title = Jetzt mit Warnung
compare-newly-warning = jetzt mit Warnung
compare-newly-warning-means = Endete in B mit einer Warnung und in A ohne.
compare-slower-title = Langsamer
compare-slower = langsamer
compare-slower-means = Dauerte in B länger als in A, um mindestens { $percent } % der kürzeren Dauer und mindestens { $length }; bisher, wo es in B noch läuft.
compare-new-title = Neu
compare-new = neu
compare-new-means = In B und nicht in A, und nicht fehlgeschlagen.
compare-gone-title = Weggefallen
compare-gone = weggefallen
compare-gone-means = In A und nicht in B.
compare-undecided-title = Nicht entschieden
compare-undecided = nicht entschieden
compare-undecided-means = In einem der beiden läuft es noch, wurde angehalten, ist bisher nicht erreicht oder steht in einem Teil des Protokolls, der fehlt.
compare-fixed-title = Behoben
compare-fixed = behoben
compare-fixed-means = In A fehlgeschlagen und in B zu Ende gekommen, ohne fehlzuschlagen.
compare-faster-title = Schneller
compare-faster = schneller
compare-faster-means = Dauerte in A länger als in B, um mindestens { $percent } % der kürzeren Dauer und mindestens { $length }.
compare-no-longer-warning-title = Jetzt ohne Warnung
compare-no-longer-warning = jetzt ohne Warnung
compare-no-longer-warning-means = Endete in A mit einer Warnung und in B gut.
compare-same-title = Weitgehend gleich
compare-same = weitgehend gleich
compare-same-means = Endete in beiden gleich und nicht fehlgeschlagen, und die Dauern weichen um weniger als { $percent } % der kürzeren oder { $length } voneinander ab.
