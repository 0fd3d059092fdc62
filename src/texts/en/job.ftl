# A job over time.

job-title = A job over time
job-none = No session of this job is loaded.
job-its-sessions = Its sessions
job-over-time = This job over time
job-lengths = How long its runs took
job-keys = Runs by their starts; the arrows lead from one to the next

# More runs than are drawn.
# $count (Number)
# $n (String)
job-left-out = { $count ->
    [one] { $n } older run, or one without a start, is not drawn
   *[other] { $n } older runs, or such without a start, are not drawn
}

## Of one run, between commas

# $count (Number)
# $n (String)
job-retries = { $count ->
    [one] { $n } retry
   *[other] { $n } retries
}

# $amount (String)
job-moved = { $amount } moved

# $count (Number)
# $n (String)
job-objects = { $count ->
    [one] { $n } object
   *[other] { $n } objects
}

## Since when it takes another time

# Before the day and time of a run, and then one of the next two.
job-since = Since

# {percent} is a whole number.
# $after (String)
# $before (String)
# $percent (String)
job-slower = it takes { $after } instead of { $before }, { $percent } % longer

# $after (String)
# $before (String)
# $percent (String)
job-quicker = it takes { $after } instead of { $before }, { $percent } % less

# How many runs the two medians are of.
# $before (String)
# $count (Number)
# $after (String)
job-step-of = (medians of { $before } and { $count ->
        [one] { $after } run
       *[other] { $after } runs
    })

job-sure-hundred = Of a hundred jobs without a step fewer than one looks like that.
job-sure-thousand = Of a thousand jobs without a step fewer than one looks like that.
job-step-means = Runs of one kind that ended well or with warnings are compared by their ranks, without retries; where weekdays differ, that is taken out. A job that grows slower little by little did so since no day.

# $n (String)
job-no-step = In the lengths of the { $n } runs that can be compared no lasting step is seen.

# $count (Number)
# $n (String)
job-too-few = { $count ->
    [0] No run ended well or with warnings; nothing is said about a change.
    [one] Only { $n } run can be compared, too few to speak of a change.
   *[other] Only { $n } runs can be compared, too few to speak of a change.
}
