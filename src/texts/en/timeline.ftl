# The timeline: its tools, what it says of the window, and what is under the pointer.

timeline-role = timeline
# {of} is here and below what the picture is of: `item` of a log, or `session` of all jobs.
# $of (String)
timeline-label = { $of ->
    [session] Timeline of all jobs
   *[item] Timeline of the log
}. Arrows up and down select, left and right move, plus and minus zoom, n goes to the next failure, question mark lists all keys. The table below holds the same.

# What the axis is of, with the name of the zone behind it.
# $context (String)
# $zone (String)
timeline-axis = { $context } · { $zone }

## Tools

timeline-tools = Timeline tools
timeline-fit = Fit
timeline-fit-title = Fit all of it
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

# $of (String)
timeline-first-item = { $of ->
    [session] First session
   *[item] First item
}


# $of (String)
timeline-last-item = { $of ->
    [session] Last session
   *[item] Last item
}


# $of (String)
timeline-previous-running = { $of ->
    [session] Previous running session
   *[item] Previous running item
}


# $of (String)
timeline-next-running = { $of ->
    [session] Next running session
   *[item] Next running item
}

timeline-previous-idle = Previous idle stretch
timeline-next-idle = Next idle stretch

# $of (String)
timeline-range-of-item = { $of ->
    [session] Choose the session’s time
   *[item] Choose the item’s time
}

timeline-range-longer = Longer range
timeline-range-shorter = Shorter range

# $of (String)
timeline-zoom-to-chosen = { $of ->
    [session] Zoom to the range or session
   *[item] Zoom to the range or item
}

timeline-wheel-hint = The wheel zooms after a click here, or with Ctrl or ⌘

## The line that always adds up

# {parts} is a list of what follows, with commas between.
# $n (String)
# $all (String)
# $of (String)
# $parts (String)
timeline-sum = { $n } of { $all } { $of ->
    [session] sessions
   *[item] items
} in the window: { $parts }

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
# $of (String)
timeline-of-items = { $n } of { $all } { $of ->
    [session] sessions
   *[item] items
}

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


# $of (String)
timeline-what-item = { $of ->
    [session] session
   *[item] item
}


# $of (String)
timeline-what-hit = { $of ->
    [session] session found
   *[item] item found
}

