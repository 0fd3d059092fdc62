# Wörter, die in mehr als einer Ansicht stehen.

common-items = { $count ->
    [one] { $n } Eintrag
   *[other] { $n } Einträge
}
