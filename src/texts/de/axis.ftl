# All sessions on one axis.

axis-title = Alle Jobs auf einer Zeitachse
axis-table = Sitzungen
axis-nothing = Keine Sitzung hat einen Beginn, der sich zeichnen lässt. Was geladen ist, steht in den Listen.

## From one window to another

axis-windows = Ausschnitte
axis-earlier = ‹ Früher
axis-later = Später ›
axis-night = Nacht
axis-week = Woche
axis-all = Alles
axis-night-of = Alle Jobs in der Nacht vom { $date }
axis-last-night = Die letzte Nacht auf einer Zeitachse
axis-beside = Was sonst noch lief

## What is said of the window in view

axis-of-jobs = { $sessions } von { $jobs }
axis-none-here = Es lief nichts.
axis-most = Höchstens { $n } zugleich, zuerst um { $time }
axis-idle = Insgesamt { $all } lief nichts, am längsten { $length }: { $when }

## What is said of the selected session

axis-alone = Sonst lief währenddessen nichts
axis-meanwhile = { $count ->
    [one] Währenddessen lief { $n } andere: { $names }
   *[other] Währenddessen liefen { $n } andere: { $names }
}
axis-zoom-to-it = Ihre Zeit zeigen
