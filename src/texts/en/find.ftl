# An object across sessions.

find-title = Find
find-search = Name of a mailbox, site, team or VM
find-copy-as-text = Copy as text

## How far it has come

find-looked-through = Logs looked through
find-stop = Stop
find-go-on = Go on
find-older = Look through older sessions

# $count (Number)
# $n (String)
find-missed = { $count ->
    [one] { $n } log could not be loaded whole
   *[other] { $n } logs could not be loaded whole
}

# Why a log could not be loaded.
find-no-address = its id is not fit for an address

# $n (String)
# $all (String)
# $items (String)
find-searched = Looked through { $n } of { $all } sessions: { $items }

# After the sentence before it.
# $from (String)
# $to (String)
find-begun = , begun from { $from } to { $to }

find-goes-on = Going on.
find-stopped = Stopped before the end: what follows is of these alone.
find-has-older = There are older sessions that were not looked through.
find-not-all-loaded = The server has more sessions, which are not loaded.
find-all-but-missed = Those are all, but for the logs that could not be loaded whole.
find-all = That is all of them.

## Nothing to show

find-write = Write a part of the name of a mailbox, site, team, OneDrive or virtual machine.

# $query (String)
find-nothing-yet = No object with “{ $query }” in its name so far.

# $query (String)
find-nothing = No object with “{ $query }” in its name in these sessions.

# $n (String)
find-more-than = More than { $n } objects fit; a longer part of the name finds fewer.

# $n (String)
find-more = and { $n } more; a longer part of the name finds fewer

## One object

# $n (String)
# $all (String)
find-failed-in = failed in { $n } of { $all } runs

find-failed-in-means = Runs that were looked through and have it in their log, each with its retries as one. It failed in a run if any item of it did and no later retry made it good.

# $n (String)
find-newest-in-a-row = , the newest { $n } in a row

# After the sentence before it.
# $count (Number)
# $n (String)
find-mended = ; in { $count ->
    [one] { $n } more a retry made it good
   *[other] { $n } more a retry made it good
}

# {length} is `common_usually`, `common_once` or `common_from_to`.
# $length (String)
find-takes = how long it takes: { $length }

find-usually-means = Half of the runs in which it worked took at most this long: the lengths of its items in one session added up. Fewer than five are only said, since they tell little.
find-usually-unknown = how long it usually takes is not known
find-never-worked = did not work in any of these sessions
find-last-worked = last worked
find-last-worked-means = The newest session in which no item of it failed, was stopped or goes on, and of which the whole log is known.
find-with-warning = with a warning
# A link to the session follows.
find-fails-since = has failed since

# The same where it may have failed earlier already.
find-fails-at-least-since = has failed at least since
find-newest-run = , which is its newest run
find-failures = Failures, the newest first

# $count (Number)
# $n (String)
find-more-failed = { $count ->
    [one] { $n } more failed item
   *[other] { $n } more failed items
}

# {more} is `find_more_failed`.
# $more (String)
find-in-this-session = { $more } in this session

# $n (String)
find-more-sessions = and { $n } more sessions

# $count (Number)
# $n (String)
find-missing = { $count ->
    [one] { $n } session without it
   *[other] { $n } sessions without it
}

find-missing-means = Sessions of the same jobs that ended without a word of it in their log. Retries, which only do what is left, do not count.
