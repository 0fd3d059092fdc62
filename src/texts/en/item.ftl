# One item whole.

# Its number in the log.
# $usn (String)
item-number = item { $usn } ·{" "}


# $of (String)
item-previous = { $of ->
    [session] Previous session
   *[item] Previous item
}


# $of (String)
item-next = { $of ->
    [session] Next session
   *[item] Next item
}

item-copy-text = Copy text
item-show-in-timeline = Show in timeline
item-not-sent = not sent
item-share = Fair share

# $share (String)
# $alone (String)
item-share-and-alone = { $share }, of it alone { $alone }

item-other-runs = In other runs

item-id = Id

## Times that cannot be believed

# $count (Number)
# $n (String)
item-years = { $count ->
    [one] { $n } year
   *[other] { $n } years
}

# $length (String)
item-starts-far-before = its start is { $length } before the others
# $length (String)
item-starts-far-after = its start is { $length } after the others
# $length (String)
item-ends-far-before = its end is { $length } before the others
# $length (String)
item-ends-far-after = its end is { $length } after the others

# The machine that an item is of.
item-machine = Machine

item-local-time = Times without a zone: taken for the server’s own, with the offset of the session’s log.
