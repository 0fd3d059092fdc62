# A job over time.

job-title = Ein Job im Lauf der Zeit
job-none = Von diesem Job ist keine Sitzung geladen.
job-its-sessions = Seine Sitzungen
job-over-time = Dieser Job im Lauf der Zeit
job-lengths = Wie lange seine Läufe dauerten
job-keys = Läufe nach ihrem Beginn; die Pfeiltasten führen von einem zum nächsten
job-left-out = { $count ->
    [one] { $n } älterer Lauf oder einer ohne Beginn ist nicht gezeichnet
   *[other] { $n } ältere Läufe oder solche ohne Beginn sind nicht gezeichnet
}

## Of one run, between commas

job-retries = { $count ->
    [one] { $n } Wiederholung
   *[other] { $n } Wiederholungen
}
job-moved = { $amount } übertragen
job-objects = { $count ->
    [one] { $n } Objekt
   *[other] { $n } Objekte
}

## Since when it takes another time

job-since = Seit
job-slower = dauert er { $after } statt { $before }, { $percent } % länger
job-quicker = dauert er { $after } statt { $before }, { $percent } % kürzer
job-step-of = (Mediane von { $before } und { $count ->
        [one] { $after } Lauf
       *[other] { $after } Läufen
    })
job-sure-hundred = Von hundert Jobs ohne Stufe sieht weniger als einer so aus.
job-sure-thousand = Von tausend Jobs ohne Stufe sieht weniger als einer so aus.
job-step-means = Verglichen werden Läufe einer Art, die erfolgreich oder mit Warnungen endeten, nach ihren Rängen und ohne Wiederholungen; unterscheiden sich Wochentage, wird das herausgerechnet. Ein Job, der nach und nach langsamer wird, wurde es seit keinem bestimmten Tag.
job-no-step = In den Dauern der { $n } vergleichbaren Läufe ist keine bleibende Stufe zu sehen.
job-too-few = { $count ->
    [0] Kein Lauf endete erfolgreich oder mit Warnungen; zu einer Änderung wird nichts gesagt.
    [one] Nur { $n } Lauf ist vergleichbar, zu wenig, um von einer Änderung zu sprechen.
   *[other] Nur { $n } Läufe sind vergleichbar, zu wenig, um von einer Änderung zu sprechen.
}
