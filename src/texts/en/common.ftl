# Words that stand in more than one view.

# $count (Number) - how many
# $n (String) - the same as a person reads it
common-items = { $count ->
    [one] { $n } item
   *[other] { $n } items
}
