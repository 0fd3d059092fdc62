# What was odd in the data, and what came in place of a log.

odd-row = Zeile { $n }: { $what }

## A field of a row

odd-field-whole = `{ $name }` ist keine ganze Zahl; nicht beachtet: { $found }
odd-field-large = `{ $name }` liegt außerhalb des Zahlenbereichs; nicht beachtet: { $found }
odd-field-time = `{ $name }` ist keine Zeit; nicht beachtet: { $found }
odd-field-length = `{ $name }` ist keine Dauer; nicht beachtet: { $found }
odd-field-amount = `{ $name }` ist keine Menge; nicht beachtet: { $found }
odd-field-text = `{ $name }` ist kein Text; nicht beachtet: { $found }
odd-field-truth = `{ $name }` ist weder wahr noch falsch; nicht beachtet: { $found }
odd-field-object = `{ $name }` ist kein Objekt; nicht beachtet: { $found }
odd-field-address = `{ $name }` passt in keine Adresse; nicht beachtet: { $found }

## A row

odd-no-zone = eine Zeit ohne Zone; als UTC gelesen
odd-no-id = keine ID
odd-no-start = kein Start
odd-ends-while-running = läuft, und das Ende liegt nicht nach dem Start: als offen genommen
odd-no-end = ist beendet, und es wurde kein Ende gesendet
odd-far-time = Anfang oder Ende ist keine Zeit, zu der dies gelaufen sein kann; angezeigt wie gesendet, ohne eine Dauer daraus
odd-unfit-job = kein Name, oder keine ID, die in eine Adresse passt; weggelassen
odd-no-room = mehr Text, als eine Sitzung fassen kann; weggelassen
odd-too-long = länger als 16 MB; weggelassen
odd-no-comma = kein Komma davor; trotzdem gelesen
odd-not-an-object = ist { $kind }, kein Objekt; weggelassen
odd-not-json = kein JSON bei Byte { $byte } der Antwort; weggelassen. Das Feld davor: { $field }

## Between rows and around them

odd-last-comma = ein Komma, und keine Zeile dahinter, nach Zeile { $n }
odd-two-commas = zwei Kommas, und keine Zeile dazwischen, nach Zeile { $n }
odd-no-row = keine Zeile, nach Zeile { $n } (Byte { $byte }, { $bytes } Bytes), nicht gelesen: { $head }
odd-day-first = die Daten sagen nicht, ob der Tag oder der Monat zuerst kommt; als Tag, Monat, Jahr gelesen
odd-month-first = die Daten sagen nicht, ob der Tag oder der Monat zuerst kommt; als Monat, Tag, Jahr gelesen
odd-null-rows = `results` ist null; als keine Zeilen genommen
odd-after-end = Text nach dem Ende der Antwort; nicht gelesen
odd-no-count = `{ $name }` der Seite ist keine Anzahl; nicht beachtet

## What a value is

odd-kind-null = null
odd-kind-truth = wahr oder falsch
odd-kind-number = eine Zahl
odd-kind-text = ein Text
odd-kind-list = eine Liste
odd-kind-object = ein Objekt
odd-kind-word = ein bloßes Wort

## What came instead

odd-nothing = nichts
odd-web-page = eine Webseite
odd-no-json = kein JSON
odd-empty-list = eine leere Liste
odd-single-word = ein einzelnes Wort
odd-server-error = eine Antwort, in der der Server sagt, was misslang („{ $message }“)
odd-single-text = ein einzelner Text oder eine einzelne Zahl
odd-member = `{ $name }` ist { $kind }
odd-empty-object = ein leeres Objekt
odd-object = ein Objekt mit { $keys }
odd-object-and-more = ein Objekt mit { $keys } und weiteren
