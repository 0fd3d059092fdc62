# Words that stand in more than one view.

## How many

# $count (Number)
# $n (String)
common-items = { $count ->
    [one] { $n } item
   *[other] { $n } items
}

# $count (Number)
# $n (String)
common-sessions = { $count ->
    [one] { $n } session
   *[other] { $n } sessions
}

# $length (String)
# $count (Number)
# $n (String)
common-usually = usually { $length } ({ $count ->
        [one] { $n } run
       *[other] { $n } runs
    })

# How long the only run took that is known.
# $length (String)
common-once = once { $length }

# A few runs that took equally long, as far as it is shown.
# $length (String)
# $count (Number)
# $n (String)
common-each = { $length } each ({ $count ->
        [one] { $n } run
       *[other] { $n } runs
    })

# The shortest and the longest of a few runs.
# $least (String)
# $most (String)
# $count (Number)
# $n (String)
common-from-to = from { $least } to { $most } ({ $count ->
        [one] { $n } run
       *[other] { $n } runs
    })

# $count (Number)
# $n (String)
common-runs = { $count ->
    [one] { $n } run
   *[other] { $n } runs
}

# $count (Number)
# $n (String)
common-jobs = { $count ->
    [one] { $n } job
   *[other] { $n } jobs
}

# $n (String)
common-and-more = and { $n } more

## Names of views and things

common-job-sessions = Job sessions
common-data-retrieval-sessions = Data-retrieval sessions
common-data-retrieval = Data retrieval
common-session = Session
common-timeline = Timeline
common-log = Log
common-item = Item
common-object = Object

## Columns

common-result = Result
common-kind = Kind
common-start = Start
common-end = End
common-length = Length
common-text = Text

## Buttons

common-stop = Stop
common-go-on = Continue
common-again = Try again
common-refresh = Refresh
common-close = Close
common-copy = Copy
common-clear-filters = Take the filters off

## How much is loaded: {rows} is a number and its noun, as `common_items` writes it

# $rows (String)
common-load-loading = { $rows } loaded, loading more …

# $rows (String)
# $attempt (String)
# $seconds (String)
common-load-waiting = { $rows } loaded; the server did not answer well, attempt { $attempt } follows in { $seconds } s

# $rows (String)
common-load-needs-token = { $rows } loaded, more exist; a new token is needed

# $rows (String)
common-load-stopped = { $rows } loaded, stopped; more may exist

# $rows (String)
common-load-failed = { $rows } loaded, not all

# $rows (String)
common-load-complete = { $rows }, all loaded

# Why is a sentence: see `doubt-…` in faults.ftl.
# $rows (String)
# $why (String)
common-load-doubtful = { $rows } loaded, may be incomplete: { $why }

# $rows (String)
# $why (String)
common-load-missing = { $rows } loaded, not all: { $why }

# $time (String)
common-load-as-of = as of { $time }

common-follow = Follow
common-follow-title = While this is on, new rows and results come by themselves
common-follow-trouble = The last look for news failed; another one follows.

## What the results of items add up to

# $n (String)
common-n-failed = { $n } failed

# $n (String)
common-n-warnings = { $n } with warnings

# $n (String)
common-n-running = { $n } running

## Search and filter

common-results = Results

## On the clipboard

# $what (String)
common-copied = { $what } copied

# $what (String)
# $text (String)
common-copy-refused = The browser refused to copy. { $what }: { $text }

common-copied-report = Report
common-copied-text = Text
common-copied-link = Link
common-copied-ticket = Text for the ticket
