# The map of keys and gestures.

help-title = Tasten
help-heading = Tasten und Gesten

## Keys by name

help-key-home-end = Pos1 Ende
help-key-enter = Eingabe
help-key-esc = Esc
help-key-arrows-or-letters = ← → oder a d
help-key-shift-arrows = Umschalt und ← →
help-key-zero = 0 oder f
help-key-windows = [ ] oder u U
help-wheel = Mausrad oder zwei Finger
help-drag = ziehen
help-double-click = Doppelklick
help-overview = Übersicht

## What they do

help-this-map = diese Übersicht
help-search = suchen
help-step = voriger, nächster Eintrag; in einer Tabelle: Zeile
help-ends = erster, letzter Eintrag
help-open = in einer Tabelle von Sitzungen: die Sitzung öffnen
help-escape = den Zeitraum loslassen, dann den Eintrag; schließen
help-failures = nächster, voriger Fehler
help-warnings = nächste, vorige Warnung
help-running = nächster, voriger laufender Eintrag
help-hits = nächster, voriger Eintrag, den Suche und Filter gefunden haben
help-gaps = nächster, voriger Abschnitt, in dem nichts läuft
help-breaks = lange Abschnitte, in denen nichts läuft, kurz zeichnen
help-move = den Ausschnitt verschieben
help-zoom = zoomen
help-range = einen Zeitraum wählen; s: den des Eintrags
help-zoom-to = auf den Zeitraum zoomen, oder auf den Eintrag
help-fit = die ganze Sitzung zeigen
help-windows = zurück und vor durch die Ausschnitte
help-wheel-does = am Zeiger zoomen, nach einem Klick ins Bild oder mit Strg (⌘); seitlich oder mit Umschalt: verschieben; mit Alt: hohe Zeilen rollen
help-drag-does = den Ausschnitt verschieben; mit Umschalt: einen Zeitraum wählen
help-overview-does = dort ziehen wählt den Ausschnitt

## Of the browser's own search

help-browser-search = Die Suche des Browsers sieht nur die Zeilen auf dem Bildschirm; die der Seite (Taste /) durchsucht alle
