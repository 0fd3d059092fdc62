# All sessions on one axis.

axis-title = All jobs on one axis
axis-table = Sessions

axis-nothing = No session has a start that can be drawn. Those that are loaded stand in the lists.

## From one window to another

axis-windows = Windows
axis-earlier = ‹ Earlier
axis-later = Later ›
axis-night = Night
axis-week = Week
axis-all = All

# $date (String)
axis-night-of = All jobs in the night of { $date }

axis-last-night = The last night on one axis
axis-beside = What else ran then

## What is said of the window in view

# {sessions} is `common_sessions`, {jobs} `common_jobs`.
# $sessions (String)
# $jobs (String)
axis-of-jobs = { $sessions } of { $jobs }

axis-none-here = Nothing ran.

# $n (String)
# $time (String)
axis-most = At most { $n } at once, first at { $time }

# {all} is how long nothing ran in all, {length} the longest stretch of it, {when} from when to when that was.
# $all (String)
# $length (String)
# $when (String)
axis-idle = Nothing ran for { $all } in all, at the longest for { $length }: { $when }

## What is said of the selected session

axis-alone = Nothing else ran meanwhile

# {names} are those of their jobs.
# $count (Number)
# $n (String)
# $names (String)
axis-meanwhile = { $count ->
    [one] Meanwhile { $n } other ran: { $names }
   *[other] Meanwhile { $n } others ran: { $names }
}

axis-zoom-to-it = Show its time
