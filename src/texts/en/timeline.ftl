# The timeline: its tools, what it says of the window, and what is under the pointer.

timeline-role = timeline
timeline-label = Timeline of the log. Arrows up and down select items, left and right move, plus and minus zoom, n goes to the next failure, question mark lists all keys. The table below holds the same items.

# What the axis is of, with the name of the zone behind it.
# $context (String)
# $zone (String)
timeline-axis = { $context } · { $zone }

## Tools

timeline-tools = Timeline tools
timeline-fit = Fit
timeline-fit-title = Fit the whole session
timeline-zoom-in = Zoom in
timeline-zoom-out = Zoom out
timeline-back = Back to the window before
timeline-forward = Forward again
timeline-previous-failure = Previous failure
timeline-next-failure = Next failure
timeline-previous-warning = Previous warning
timeline-next-warning = Next warning
timeline-height = Height of the picture
timeline-tall = Tall rows
timeline-tall-title = Rows high enough to read; the rest by scrolling (Alt and wheel)
timeline-breaks = Break idle
timeline-breaks-title = Draw long stretches in which nothing runs short
timeline-rows = Rows
timeline-rows-packed = Rows: packed
timeline-rows-by-object = Rows by object
timeline-rows-by-machine = Rows by machine
timeline-rows-own = The job itself
timeline-rows-by-kind = Rows by kind
timeline-rows-by-result = Rows by result
timeline-rows-by-item = A row for each item
timeline-more = More
timeline-earlier = Earlier
timeline-later = Later
timeline-first-item = First item
timeline-last-item = Last item
timeline-previous-running = Previous running item
timeline-next-running = Next running item
timeline-previous-idle = Previous idle stretch
timeline-next-idle = Next idle stretch
timeline-range-of-item = Choose the item’s time
timeline-range-longer = Longer range
timeline-range-shorter = Shorter range
timeline-zoom-to-chosen = Zoom to the range or item
timeline-wheel-hint = The wheel zooms after a click here, or with Ctrl or ⌘

## The line that always adds up

# {parts} is a list of what follows, with commas between.
# $n (String)
# $all (String)
# $parts (String)
timeline-sum = { $n } of { $all } items in the window: { $parts }

# $n (String)
timeline-sum-own = { $n } on their own

# $n (String)
timeline-sum-merged = { $n } merged

# $n (String)
timeline-sum-scrolled = { $n } in rows out of sight

# $n (String)
timeline-sum-without-start = { $n } without a start to be believed, in the table only

## What is spoken once the window rests

# {what} is `timeline_of_items`, then what went wrong, with commas between.
# $start (String)
# $end (String)
# $what (String)
timeline-spoken = { $start } to { $end }: { $what }.

# After the sentence before it; of items that take time.
# $n (String)
# $time (String)
timeline-spoken-most = {" "}At most { $n } at once, at { $time }.

# $n (String)
# $all (String)
timeline-of-items = { $n } of { $all } items

## The chosen range

timeline-zoom-to-range = Zoom to it
timeline-let-go = Let go

## Under the pointer

timeline-still-open = still open

# $n (String)
timeline-more-here = and { $n } more in this place; zoom in to part them

## Jumps

timeline-no-idle = No stretch without work on that side

# $length (String)
timeline-idle = Nothing runs for { $length }

timeline-filter-first = Search or filter first: this goes from one item found to the next

# $n (String)
# $all (String)
timeline-found = { $n } of { $all } found

# {what} is one of the words below, or of a group of results.
# $what (String)
timeline-none-after = No { $what } after this one

# $what (String)
timeline-none-before = No { $what } before this one

timeline-what-item = item
timeline-what-hit = item found
