# Where the time went: summed beside wall-clock time, phases, shares, stragglers, gaps and the chain to the end.

work-nothing = No item took any time, so there is nothing to add up.

# $n (String)
# $all (String)
work-adding-up = Adding up: { $n } of { $all } items …

# $range (String)
work-whole = The whole log: { $range }

# $range (String)
work-only-range = Only the chosen range: { $range }

# $range (String)
work-own = The session's own times, outside of which some items lie: { $range }

work-show-whole = Show the whole
work-copy-as-text = Copy as text
work-show-items = Show these items

## Figures and what they mean

work-wall = Wall-clock time
work-wall-means = From the beginning of the range to its end, as a clock on the wall shows it.
work-summed = Summed time
work-summed-means = The lengths of all items added up, each cut to the range. Items that ran at the same time all count.
work-busy = Busy
work-busy-means = The time in which at least one item ran. An item without length takes no time.
work-idle = Idle
work-idle-means = The time in which no item ran. Busy and idle together are the wall-clock time.
work-alone = Alone
work-alone-means = The time in which exactly one item ran. Only this time is sure to have made the session longer.
work-peak = Most at a time
work-peak-means = The largest number of items that ran at one instant.

# $time (String)
# $length (String)
work-peak-at = first at { $time }, for { $length } in all

work-mean = At a time on average
work-mean-means = How many items ran on average while any ran: summed time divided by busy time.

## Why summed and wall-clock time are not the same

# $summed (String)
# $wall (String)
# $mean (String)
work-why-several = The items took { $summed } together within { $wall } on the clock, since several ran at a time: { $mean } on average.

# $summed (String)
# $wall (String)
work-why-gaps = The items took { $summed } together within { $wall } on the clock: for part of it nothing ran.

# $summed (String)
# $wall (String)
work-why-in-turn = The items took { $summed } together within { $wall } on the clock: one ran after the other.

## Phases

work-phases = Phases
work-phase = Phase
work-phases-means = The strip shows at every instant the phase that most of the running items are of; of equal ones the later phase. Where it would change too often to be seen, each part shows what has most of it.
work-phase-rules = Which text is of which phase

## How many ran

work-curve = Running items over time

# $peak (String)
# $mean (String)
work-curve-caption = Running items over time, { $peak } at most and { $mean } on average

work-curve-means = Dark: how many items ran on average in each part of the range. Pale: the most that ran in it. The line: the average while any ran.

## Shares

work-shares = Fair share of the time
work-shares-by-phase = Fair share by phase
work-shares-by-kind = Fair share by kind of work
work-shares-by-object = Fair share by object
work-shares-by-result = Fair share by result
work-no-object = No object
work-column-share = Fair share
work-column-share-means = Each instant is divided equally among the items that run at it; this is what the group's items got together. The fair shares of all groups add up exactly to the busy time.
work-column-of-busy = Of busy time
work-column-of-busy-means = The fair share as a part of the busy time.
work-column-covered = On the clock
work-column-covered-means = The time in which at least one item of the group ran. Groups overlap, so these do not add up.
work-column-alone-means = The time in which one item of the group ran and no other item at all.
work-column-items = Items
work-column-items-means = The items of the group that meet the range, those without length too.

## Who ran alone

work-time-alone = Time alone
work-alone-caption = Items that ran alone
work-item-alone-means = How long this item ran while no other did.
work-item-share-means = Each instant is divided equally among the items that run at it; this is what the item got.

## Stragglers

work-stragglers = Stragglers
work-stragglers-means = The end of the range after the number of running items fell under half its peak for good, and the items that ran in it.

# $time (String)
# $length (String)
# $percent (String)
# $peak (String)
work-stragglers-say = From { $time } on, for { $length } ({ $percent } of the time), never again half as many ran as at the peak of { $peak }.

work-stragglers-caption = Items that hold the end open
work-column-ended = Ended
work-column-ended-means = When the item ended, or the range.
work-column-in-tail = In the tail
work-column-in-tail-means = How long it ran inside this tail.

## Idle gaps

work-gaps = Idle gaps
work-gaps-means = The stretches of the range in which no item ran, with the items that stood on both sides. Together they are the idle time.
work-gaps-caption = Stretches in which nothing ran
work-column-from = From
work-column-gap-means = How long nothing ran.
work-column-before = Before it
work-column-before-means = The item that ended last before it.
work-column-after = After it
work-column-after-means = The item that starts after it.

## Chain of last finishers

work-chain = Chain of last finishers
work-chain-means = From the end: the item that ended last, then the one that ended last before that one started, and so on to the beginning. It shows what came before the end, not what the end waited for: a log does not say which item needed which.

# $count (Number)
# $n (String)
# $worked (String)
# $waited (String)
work-chain-say = { $count ->
        [one] { $n } item
       *[other] { $n } items
    } one before the other: { $worked } of work, { $waited } of waiting between.

work-chain-caption = From the end back to the beginning
work-column-piece-means = How long it ran, cut to the range.
work-column-waiting = Waiting after it
work-column-waiting-means = From its end to the start of the item above it, or to the end of the range.

## Machines: what held them up, and how long they waited

# {stages} is each stage with how busy it was in percent and, in brackets, how many logs call it the bottleneck.
# $stages (String)
# $count (Number)
# $n (String)
work-stages = { $stages }; { $count ->
        [one] by { $n } log, in brackets which it names
       *[other] the middle of { $n } logs, in brackets how many name it
    }

work-stages-means = How busy each stage was that data goes through, as the logs of the machines say.
work-held-up = What held machines up
work-held-up-means = From the first to the last of its steps.
work-column-stages = How busy
work-column-stages-means = How busy each stage was that data goes through, as the log of the machine says.
work-waits = Waiting for a slot
work-waits-means = From being queued until backup infrastructure was free for the machine. Logs tell who was at work meanwhile, not whose slot it got.
work-column-machine = Machine
work-column-meanwhile = At work meanwhile

# $count (Number)
# $n (String)
# $names (String)
work-meanwhile = { $count ->
    [one] { $n } other: { $names }
   *[other] { $n } others: { $names }
}
