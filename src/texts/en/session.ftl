# One session: its head, the answer on top, its log, one item whole.

## Head

session-copy-for-ticket = Copy for ticket
session-copy-link = Copy link

# A range of days and times, and its length.
# $range (String)
# $length (String)
session-span = { $range } · { $length }

# $start (String)
# $length (String)
session-runs-for = { $start } · runs for { $length }

# $n (String)
session-odd = Odd in this log: { $n }

session-on-paper = On paper stand the rows that were in view; CSV has all of them.
session-where-time-went = Where the time went
session-to-ticket = To the ticket, and files
session-panel-width = Width of the panel

## The answer: how long, against what is usual

session-usually-means = Half of the last runs of this kind took at most this long; fewer than five are only said, since they tell little. Runs that failed or were stopped do not count, and full runs are apart from incremental ones.

# $length (String)
session-nine-of-ten = nine of ten within { $length }

session-nine-of-ten-means = Nine of ten of these runs took at most this long: the length of a real run.
session-pace-long = longer than nine of ten runs
session-pace-over-median = longer than half of the runs, not out of the ordinary
session-pace-usual = not longer than usual

# $n (String)
session-failed-in-a-row = failed { $n } times in a row

# More of them may not be loaded.
# $n (String)
session-failed-at-least = failed at least { $n } times in a row

# Of a session that did not fail.
# $count (Number)
# $n (String)
session-failed-before = { $count ->
    [one] the run before it failed
   *[other] the { $n } runs before it failed
}

session-compare-with-previous = Compare with the run before

# A link follows.
session-last-good-run = last good run before it:{" "}

# $count (Number)
# $n (String)
session-failed-since = since then { $count ->
    [one] { $n } more run failed
   *[other] { $n } more runs failed
}

# A link follows.
session-good-since = good again since:{" "}

# A link and a length follow.
session-longest-phase = longest phase:{" "}

session-longest-phase-means = Its fair share of wall-clock time: each instant is divided among the items that run at it.
session-longest-object = longest object:{" "}
session-longest-object-means = The time in which at least one item of it ran.

## What went wrong

# {kinds} is `session_kinds_of_failure`, `session_kinds_of_warning`, or both.
# $kinds (String)
session-wrong = What went wrong: { $kinds }

# $count (Number)
# $n (String)
session-kinds-of-failure = { $count ->
    [one] { $n } kind of failure
   *[other] { $n } kinds of failure
}

# $count (Number)
# $n (String)
session-kinds-of-warning = { $count ->
    [one] { $n } kind of warning
   *[other] { $n } kinds of warning
}

# $count (Number)
# $n (String)
session-objects = { $count ->
    [one] { $n } object
   *[other] { $n } objects
}

session-looking = looking whether that is new …

# $n (String)
session-more-kinds = { $n } more kinds

session-more-wrong = More of what went wrong
session-column-items = Items
session-column-message = Message
session-column-when = When
session-column-since = Since
session-column-noise = Noise
session-new-since = new since the run before

# $n (String)
session-runs-in-a-row = { $n } runs in a row

# More of them were not looked at.
# $n (String)
session-runs-at-least = at least { $n } runs in a row

session-harmless = Harmless

## Known noise

# $count (Number)
# $n (String)
session-noise-shown = Known noise: { $count ->
        [one] { $n } line
       *[other] { $n } lines
    }, shown.{" "}

# $count (Number)
# $n (String)
session-noise-hidden = Known noise: { $count ->
        [one] { $n } line
       *[other] { $n } lines
    }, hidden.{" "}

session-noise-hide = Hide them
session-noise-show = Show them

# $count (Number)
# $n (String)
session-noise-failed = { $count ->
    [one] { $n } failed item
   *[other] { $n } failed items
}

session-noise-save = Save the rules

## Items that lie outside the session's own times

# $count (Number)
# $n (String)
session-outside = { $count ->
        [one] { $n } item lies
       *[other] { $n } items lie
    } outside the session's own times; a clock may be wrong.

session-outside-means = What took longest is said of the session's own times alone.

## What was assumed, since the server did not say

# $n (String)
session-assumed = Assumed in this log: { $n }

session-assumed-no-end = no end was sent; drawn as still open
session-assumed-ends-before = ends before it starts; drawn as a mark at its start
session-assumed-no-status = no status was sent; shown as Unknown
session-assumed-no-zone = times without a zone; read as UTC, those of machines as the server’s own
session-assumed-no-start = no start was sent; listed, but not in the picture
session-assumed-runs = runs, though its end equals its start; drawn as still open
session-assumed-replaced = its text held characters that are no text; replaced
session-assumed-far-time = a time of it lies half a year or more from the others; drawn only where its time can be believed

## The log as a table

session-log-and-filters = Log and filters
session-search-log = Search the log

# $n (String)
# $all (String)
# $of (String)
session-kept = { $n } of { $all } loaded { $of ->
    [session] sessions
   *[item] items
}

session-clear = Clear

# $count (Number)
# $n (String)
session-rows = { $count ->
    [one] { $n } row
   *[other] { $n } rows
}

# $count (Number)
# $n (String)
session-chosen = { $count ->
    [one] { $n } row chosen
   *[other] { $n } rows chosen
}

session-copy-rows = Copy rows
session-copy-rows-title = As text, and as a table where one is taken. Shift with the arrows or a click chooses several rows; Ctrl+C copies them.

# $n (String)
session-too-many-rows = At most { $n } rows are copied at once; CSV has all of them.


# $of (String)
session-previous-hit = { $of ->
    [session] Previous session found
   *[item] Previous item found
}


# $of (String)
session-next-hit = { $of ->
    [session] Next session found
   *[item] Next item found
}

session-column-usn = #
session-open = open
session-no-text = (no text)
session-no-item-passes = No item passes the filters. They look at every loaded item.
session-no-items = This session has no log items.
session-loading = Loading the log …
session-none-loaded = No items were loaded.

## One item, raw

session-as-sent = As sent (JSON)
session-raw-gone = What was sent is not kept any more.

## Where a log is from

# $name (String)
session-saved-file = saved file { $name }

session-sample-data = sample data

# Why is a sentence, or several: see `doubt-…`.
# $why (String)
session-lacking = This is not all of the log: picture, sums, copies and exports hold what was loaded. { $why }

## Machines of a session

# $amount (String)
session-machine-moved = Moved: { $amount }

# $stage (String)
session-machine-held = Bottleneck: { $stage }

session-machines-asked = Asking for the machines of this session …

# $done (String)
# $all (String)
session-machines-loading = Steps of { $done } of { $all } machines loaded. Sums are of what is there so far.

# $done (String)
# $all (String)
session-machines-stopped = Steps of { $done } of { $all } machines loaded, stopped. Sums are of what is there.

# $count (Number)
# $n (String)
session-machines-done = { $count ->
    [one] { $n } machine with its steps, as of when they were loaded.
   *[other] { $n } machines with their steps, as of when they were loaded.
}

session-machines-go-on = The session goes on; refresh to see the steps that have come since.

# $n (String)
# $missing (String)
# $names (String)
session-machines-missing = { $n } machines with their steps; those of { $missing } could not be loaded: { $names }.

# $why (String)
session-machines-none = { $why } The log of the session itself tells how each machine ended.

# $status (String)
session-machines-failed = The machines of this session could not be asked for. { $status }
