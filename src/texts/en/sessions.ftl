# The lists of sessions, and the nights of all jobs.

sessions-search = Search the sessions
sessions-job = Job
sessions-all-jobs = All jobs
sessions-column-status = Status
sessions-column-job = Job
sessions-column-retrieval = Retrieval
sessions-column-type = Type
sessions-column-objects = Objects
sessions-column-moved = Moved
sessions-column-rate = Rate
sessions-column-bottleneck = Bottleneck
sessions-no-address = Its id is not fit for an address, so its log cannot be asked for

# $n (String)
sessions-retry = · retry { $n }

sessions-a-retry = · a retry

# $length (String)
sessions-so-far = { $length } so far

sessions-no-session-passes = No session passes the filters. They look at everything loaded.
sessions-none = The server has no sessions of this kind. It may keep its history for some weeks only, or none has run yet.
sessions-loading = Loading sessions …
sessions-none-loaded = No sessions were loaded.
sessions-no-names = The names of jobs could not be loaded; sessions show the job's id instead.

## Nights by job

sessions-nights = Nights by job

# $count (Number)
# $n (String)
sessions-loaded = { $count ->
    [one] { $n } session loaded
   *[other] { $n } sessions loaded
}

# $count (Number)
# $n (String)
sessions-retrievals = { $count ->
    [one] { $n } data-retrieval session
   *[other] { $n } data-retrieval sessions
}

sessions-all-there-are = all there are
sessions-not-all-there-are = not all there are

sessions-run-means = A run counts once, with its retries, as the last of them ended that came to an end.

# Why there are fewer runs than sessions.
# $count (Number)
# $n (String)
sessions-retries-folded = { $count ->
    [one] { $n } retry counts with the run it repeats
   *[other] { $n } retries count with the runs they repeat
}

# After `sessions-retries-folded`.
sessions-retries-assumed = which is assumed where a run began within an hour of a failed one and much sooner than usual: this server does not say

# Why fewer runs failed than sessions. {runs} is `common_runs`.
# $count (Number)
# $n (String)
# $runs (String)
sessions-failed-folded = { $count ->
    [one] { $n } failed session
   *[other] { $n } failed sessions
}, but { $runs } in the end
sessions-failed-in-a-row = Failed in a row
sessions-usual-length = Usual length
sessions-last-good-run = Last good run
sessions-no-run = no run

# Of a night: {worst} is the result before the retry.
# $worst (String)
sessions-after-retry = after a retry; { $worst } before

# $length (String)
sessions-usually = usually { $length }

sessions-much-longer = much longer than usual
sessions-much-shorter = much shorter than usual

# $n (String)
sessions-in-a-row = { $n } in a row

# More of them may not be loaded.
# $n (String)
sessions-in-a-row-least = at least { $n } in a row

sessions-in-a-row-means = As of the newest session loaded: the newest runs that failed one after the other, each with its retries; stopped and running ones are passed over.

# $time (String)
sessions-since = , since { $time }

# $median (String)
# $nine-of-ten (String)
# $count (Number)
# $n (String)
sessions-from-to = { $median } to { $nine-of-ten } ({ $count ->
        [one] { $n } run
       *[other] { $n } runs
    })

sessions-usual-means = Half of the runs that ended well or with warnings took at most the first, nine of ten at most the second; retries apart. Fewer than five runs are only said, since they tell little.
sessions-no-good-run = none of the loaded

# $n (String)
sessions-more-jobs = and { $n } more jobs
