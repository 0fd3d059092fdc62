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

compare-usual-means = Pale behind the bars: where a step usually begins and how long it takes, the median of earlier runs of this job in which it did not fail.

## Rows

compare-column-step = Step
compare-column-less = B less A
compare-column-axis = On one axis
compare-absent = not in this run

# $length (String)
# $count (Number)
# $n (String)
compare-usually = usually { $length } ({ $count ->
        [one] { $n } run
       *[other] { $n } runs
    })

## Changes: as a title, in a sentence behind a number, and what they mean

compare-newly-failing-title = Newly failing
compare-newly-failing = newly failing
compare-newly-failing-means = Failed in B, and did not fail in A or was not in A.
compare-still-failing-title = Still failing
compare-still-failing = still failing
compare-still-failing-means = Failed in both runs.
compare-slower-title = Slower
compare-slower = slower

# $percent (String)
# $length (String)
compare-slower-means = Took longer in B than in A, by { $percent } % of the shorter and { $length } at least.

compare-new-title = New
compare-new = new
compare-new-means = In B and not in A, and did not fail.
compare-gone-title = Gone
compare-gone = gone
compare-gone-means = In A and not in B.
compare-fixed-title = Fixed
compare-fixed = fixed
compare-fixed-means = Failed in A, is in B and did not fail there.
compare-faster-title = Faster
compare-faster = faster

# $percent (String)
# $length (String)
compare-faster-means = Took longer in A than in B, by { $percent } % of the shorter and { $length } at least.

compare-same-title = Much the same
compare-same = much the same

# $percent (String)
# $length (String)
compare-same-means = In both, not failed, and their lengths differ by less than { $percent } % of the shorter or { $length }.
