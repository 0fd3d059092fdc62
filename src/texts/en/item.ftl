# One item whole.

# Its number in the log.
# $usn (String)
item-number = item { $usn } ·{" "}

item-previous = Previous item
item-next = Next item
item-copy-text = Copy text
item-show-in-timeline = Show in timeline
item-not-sent = not sent
item-share = Fair share

# $share (String)
# $alone (String)
item-share-and-alone = { $share }, of it alone { $alone }

item-other-runs = In other runs

item-id = Id
