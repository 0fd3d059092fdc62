# The text for a ticket: names of its lines, and what is said in them.

ticket-link = Link
ticket-not-listed = Not listed

# $count (Number)
# $n (String)
ticket-more-items = { $count ->
    [one] { $n } more item
   *[other] { $n } more items
}

# $count (Number)
# $n (String)
ticket-more-problems = { $count ->
    [one] { $n } more kind of problem
   *[other] { $n } more kinds of problems
}

ticket-times = Times

# $zone (String)
ticket-zone = zone { $zone }

ticket-as-of = As of
ticket-product = Product

# $version (String)
ticket-server-version = , server version { $version }

ticket-server = Server
ticket-job = Job
ticket-job-session = Job session
ticket-retrieval = Data retrieval
ticket-retrieval-session = Data-retrieval session
ticket-job-id = Job id
ticket-type = Type
ticket-run-kind = Kind of run
ticket-result = Result
ticket-details = Details
ticket-start = Start
ticket-end = End
ticket-still-running = still running
ticket-length = Length

# {lengths} is `common_once` or `common_from_to`.
# $lengths (String)
ticket-few = , in other runs { $lengths }

# $length (String)
# $count (Number)
# $n (String)
ticket-usually = , usually { $length } (median of { $count ->
        [one] { $n } run
       *[other] { $n } runs
    })

# $length (String)
# $count (Number)
# $n (String)
# $p90 (String)
ticket-usually-p90 = , usually { $length } (median of { $count ->
        [one] { $n } run
       *[other] { $n } runs
    }; nine of ten took at most { $p90 })

# Its length against the usual one: `session_pace_long` and the like.
ticket-compared = Compared with usual

ticket-retry-of = Retry of
ticket-retry-of-unknown = a run that is not known

## The runs before it, and since

ticket-failed-in-a-row = Failed in a row

# $n (String)
ticket-in-a-row = { $n } runs, this one included

# $n (String)
ticket-in-a-row-least = at least { $n } runs, this one included

ticket-good-before = Last good run before it
ticket-since-then = Since then

# $count (Number)
# $n (String)
ticket-failed-after = { $count ->
    [one] { $n } more run failed
   *[other] { $n } more runs failed
}

ticket-good-after = Good again since

## The log

ticket-log = Log
ticket-completeness = Completeness
ticket-complete = all items were loaded

# $why (String)
ticket-incomplete = INCOMPLETE: { $why }

# After a length: the longest stretch of it.
# $length (String)
# $from (String)
ticket-idle-longest = , at the longest { $length } from { $from }

ticket-longest-phase = Longest phase
ticket-longest-object = Longest object
ticket-seen-before = Seen before
ticket-seen-new = no, new in this run

# $count (Number)
# $n (String)
ticket-seen-runs = yes, { $count ->
        [one] { $n } run
       *[other] { $n } runs
    } in a row

# $n (String)
ticket-seen-least = yes, at least { $n } runs in a row

ticket-also = Also

# {others} is `ticket_more_items`.
# $others (String)
# $pattern (String)
ticket-of-this-kind = { $others } of this kind: { $pattern }

ticket-objects = Objects

# $n (String)
ticket-and-more = {" "}and { $n } more

## One item

ticket-item = Log item
ticket-no-number = without a number
ticket-item-id = Item id
ticket-no-end = none
ticket-text = Text
ticket-remark = Remark
