# The timeline: its tools, what it says of the window, and what is under the pointer.

timeline-role = Zeitachse
timeline-label = Zeitachse des Protokolls. Pfeile nach oben und unten wählen Einträge, nach links und rechts verschieben, Plus und Minus zoomen, n geht zum nächsten Fehler, das Fragezeichen zeigt alle Tasten. Die Tabelle darunter enthält dieselben Einträge.
timeline-axis = { $context } · { $zone }

## Tools

timeline-tools = Werkzeuge der Zeitachse
timeline-fit = Alles
timeline-fit-title = Die ganze Sitzung zeigen
timeline-zoom-in = Vergrößern
timeline-zoom-out = Verkleinern
timeline-back = Zurück zum vorigen Ausschnitt
timeline-forward = Wieder vorwärts
timeline-previous-failure = Voriger Fehler
timeline-next-failure = Nächster Fehler
timeline-previous-warning = Vorige Warnung
timeline-next-warning = Nächste Warnung
timeline-height = Höhe des Bildes
timeline-tall = Hohe Zeilen
timeline-tall-title = Zeilen, die hoch genug zum Lesen sind; der Rest durch Rollen (Alt und Mausrad)
timeline-breaks = Leerlauf kürzen
timeline-breaks-title = Lange Abschnitte, in denen nichts läuft, kurz zeichnen
timeline-rows = Zeilen
timeline-rows-packed = Zeilen: dicht
timeline-rows-by-object = Zeilen nach Objekt
timeline-rows-by-kind = Zeilen nach Art
timeline-rows-by-result = Zeilen nach Ergebnis
timeline-rows-by-item = Eine Zeile je Eintrag

## The line that always adds up

timeline-sum = { $n } von { $all } Einträgen im Ausschnitt: { $parts }
timeline-sum-own = { $n } einzeln
timeline-sum-merged = { $n } zusammengefasst
timeline-sum-scrolled = { $n } in Zeilen außer Sicht
timeline-sum-without-start = { $n } ohne Start, nur in der Tabelle

## What is spoken once the window rests

timeline-spoken = { $start } bis { $end }: { $what }. Höchstens { $n } gleichzeitig, um { $time }.
timeline-of-items = { $n } von { $all } Einträgen

## The chosen range

timeline-zoom-to-range = Heranzoomen
timeline-let-go = Loslassen

## Under the pointer

timeline-still-open = noch offen
timeline-more-here = und { $n } weitere an dieser Stelle; vergrößern trennt sie

## Jumps

timeline-no-idle = Auf dieser Seite kein Abschnitt ohne Arbeit
timeline-idle = { $length } lang läuft nichts
timeline-filter-first = Suchen oder filtern Sie zuerst: Damit geht es von einem gefundenen Eintrag zum nächsten
timeline-found = { $n } von { $all } gefunden
timeline-none-after = Danach kein weiterer Treffer: { $what }
timeline-none-before = Davor kein weiterer Treffer: { $what }
timeline-what-item = Eintrag
timeline-what-hit = gefundener Eintrag
