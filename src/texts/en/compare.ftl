# Two runs of a job side by side.

compare-title = Compare
compare-heading = Two runs side by side
compare-swap = Swap A and B
compare-copy-as-text = Copy as text
compare-with-another = Compare B with another run
compare-loading = The logs of both runs are being loaded …

# $why (String)
compare-not-whole = One of the logs is not whole: { $why }

## The two runs

compare-runs = The two runs
compare-column-run = Run
compare-column-items = Items

# $length (String)
compare-against = B against A: { $length }

compare-against-means = Length of run B less length of run A.
compare-matched = How steps are matched and sorted
compare-matched-means = A step is all items of one object and one kind of work, their lengths added up; where a text names no object, all of that kind. What changed stands first, then by the difference of time.
compare-nothing = Neither log has items.

## What stands at the same place

compare-align = What stands at the same place of the axis
compare-aligned-by = Aligned by
compare-align-start = start of the session

# $kind (String)
compare-align-kind = first “{ $kind }”

compare-usual-show = Show what is usual

# $count (Number)
# $n (String)
compare-usual-runs = { $count ->
    [one] { $n } earlier run
   *[other] { $n } earlier runs
}

compare-usual-means = Pale behind the bars: where a step usually begins and how far it reaches, the median of earlier runs of this job in which it did not fail.

## Rows

compare-column-step = Step
compare-column-less = B less A
compare-column-axis = On one axis
compare-absent = not in this run
compare-not-reached = not in this run so far
compare-not-known = not known: the log is not whole

## Changes: as a title, in a sentence behind a number, and what they mean

compare-newly-failing-title = Newly failing
compare-newly-failing = newly failing
compare-newly-failing-means = Failed in B, and did not fail in A or was not in A.
compare-failing-title = Failing, before not known
compare-failing = failing, before not known
compare-failing-means = Failed in B; A has no word of it, and did not come to its end or is not whole.
compare-still-failing-title = Still failing
compare-still-failing = still failing
compare-still-failing-means = Failed in both runs.
compare-newly-warning-title = With a warning now
compare-newly-warning = with a warning now
compare-newly-warning-means = Ended with a warning in B, and without one in A.
compare-slower-title = Slower
compare-slower = slower

# $percent (String)
# $length (String)
compare-slower-means = Took longer in B than in A, by { $percent } % of the shorter and { $length } at least; so far, where it goes on in B.

compare-new-title = New
compare-new = new
compare-new-means = In B and not in A, and did not fail.
compare-gone-title = Gone
compare-gone = gone
compare-gone-means = In A and not in B.
compare-undecided-title = Not decided
compare-undecided = not decided
compare-undecided-means = In one of the two it goes on, was stopped, was not reached so far, or is in a part of the log that is not there.
compare-fixed-title = Fixed
compare-fixed = fixed
compare-fixed-means = Failed in A, and ended in B without having failed.
compare-faster-title = Faster
compare-faster = faster

# $percent (String)
# $length (String)
compare-faster-means = Took longer in A than in B, by { $percent } % of the shorter and { $length } at least.

compare-no-longer-warning-title = Without a warning now
compare-no-longer-warning = without a warning now
compare-no-longer-warning-means = Ended with a warning in A, and well in B.
compare-same-title = Much the same
compare-same = much the same

# $percent (String)
# $length (String)
compare-same-means = Ended alike in both, not failed, and their lengths differ by less than { $percent } % of the shorter or { $length }.
