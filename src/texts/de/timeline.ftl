# The timeline: its tools, what it says of the window, and what is under the pointer.

timeline-role = Zeitachse
timeline-label = { $of ->
    [session] Zeitachse aller Jobs
   *[item] Zeitachse des Protokolls
}. Pfeile nach oben und unten wählen aus, nach links und rechts verschieben, Plus und Minus zoomen, n geht zum nächsten Fehler, das Fragezeichen zeigt alle Tasten. Die Tabelle darunter enthält dasselbe.
timeline-axis = { $context } · { $zone }

## Tools

timeline-tools = Werkzeuge der Zeitachse
timeline-fit = Ganz
timeline-fit-title = Alles zeigen
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
timeline-rows-by-machine = Zeilen nach Maschine
timeline-rows-own = Der Job selbst
timeline-rows-by-kind = Zeilen nach Art
timeline-rows-by-result = Zeilen nach Ergebnis
timeline-rows-by-item = Eine Zeile je Eintrag
timeline-more = Mehr
timeline-earlier = Früher
timeline-later = Später
timeline-first-item = { $of ->
    [session] Erste Sitzung
   *[item] Erster Eintrag
}
timeline-last-item = { $of ->
    [session] Letzte Sitzung
   *[item] Letzter Eintrag
}
timeline-previous-running = { $of ->
    [session] Vorige laufende Sitzung
   *[item] Voriger laufender Eintrag
}
timeline-next-running = { $of ->
    [session] Nächste laufende Sitzung
   *[item] Nächster laufender Eintrag
}
timeline-previous-idle = Voriger Leerlauf
timeline-next-idle = Nächster Leerlauf
timeline-range-of-item = { $of ->
    [session] Zeitraum der Sitzung wählen
   *[item] Zeitraum des Eintrags wählen
}
timeline-range-longer = Zeitraum verlängern
timeline-range-shorter = Zeitraum verkürzen
timeline-zoom-to-chosen = { $of ->
    [session] Auf Zeitraum oder Sitzung zoomen
   *[item] Auf Zeitraum oder Eintrag zoomen
}
timeline-wheel-hint = Das Mausrad zoomt nach einem Klick hier oder mit Strg oder ⌘

## The line that always adds up

timeline-sum = { $n } von { $all } { $of ->
    [session] Sitzungen
   *[item] Einträgen
} im Ausschnitt: { $parts }
timeline-sum-own = { $n } einzeln
timeline-sum-merged = { $n } zusammengefasst
timeline-sum-scrolled = { $n } in Zeilen außer Sicht
timeline-sum-without-start = { $n } ohne glaubhaften Start, nur in der Tabelle

## What is spoken once the window rests

timeline-spoken = { $start } bis { $end }: { $what }.
timeline-spoken-most = {" "}Höchstens { $n } gleichzeitig, um { $time }.
timeline-of-items = { $n } von { $all } { $of ->
    [session] Sitzungen
   *[item] Einträgen
}

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
timeline-what-item = { $of ->
    [session] Sitzung
   *[item] Eintrag
}
timeline-what-hit = { $of ->
    [session] gefundene Sitzung
   *[item] gefundener Eintrag
}
