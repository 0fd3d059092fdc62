//! How much ran when: one sweep over the starts and ends of a log's items, and from it the figures of any range.
//!
//! An item runs from its start up to its end, the end not counted; an open one up to `open_end`, see [`Log::range`]. One
//! without length, or with an end before its start, runs at no instant: it takes no time, and only parts idle time in two.
//! A range cuts the items that reach beyond it.
//!
//! The sweep is O(n) by sorting numbers, once, and at most 112 bytes an item are kept. What follows says what it costs: *edges* are
//! the instants inside the range at which something starts or ends, at most two an item.

mod chain;
mod lead;
mod share;

pub use chain::{Chain, Link, Tail};
pub use lead::Stretch;
pub use share::{Account, Accounting};

use std::iter;

use crate::model::order::sort_by_number_in_turns;
use crate::model::turns::{STEP, Turns, at_once};
use crate::model::{Log, TimeRange, Timestamp};

/// An instant at which something starts or ends.
#[derive(Clone, Copy, Debug, Default)]
struct Edge {
    /// In ticks.
    at: i64,
    /// Ticks before it in which any item ran.
    busy: i64,
    /// Ticks before it in which exactly one item ran.
    alone: i64,
    /// What an item that ran all the time before it would have got of the time: whole ticks, and 64 bits behind the point.
    share: (u64, u64),
    /// How many items run from here to the next edge.
    running: u32,
}

/// An item without a start has no edges.
const NONE: u32 = u32::MAX;

/// A log's items swept in the order of time.
#[derive(Clone, Debug, Default)]
pub struct Load {
    /// In order, each instant once.
    edges: Vec<Edge>,
    /// The edges at which each item starts and ends; [`NONE`] without a start.
    spans: Vec<(u32, u32)>,
    /// Items with a start: by start, those that end last first, then by arrival.
    by_start: Vec<u32>,
    /// The same: those that end last first, of these those that start first, then by arrival.
    by_end: Vec<u32>,
    /// In order; each between two items.
    gaps: Vec<Gap>,
    last_ended: Option<u32>,
}

/// A stretch in which as many items run.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Step {
    /// From the first instant to the one after the last; never empty.
    pub range: TimeRange,
    /// How many run.
    pub running: u32,
}

/// A stretch in which nothing runs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Gap {
    /// From the end of what ran to the next start; never empty.
    pub range: TimeRange,
    /// The item that ended last before it; of several the one that started last. Nothing before the first item.
    pub before: Option<u32>,
    /// The item that starts after it; of several the one that ends last. Nothing after the last item.
    pub after: Option<u32>,
}

/// The sums of a range, in ticks.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Sums {
    /// Length of the range: wall-clock time. Always `busy + idle`.
    pub wall: i64,
    /// In which at least one item ran.
    pub busy: i64,
    /// In which none ran.
    pub idle: i64,
    /// In which exactly one ran.
    pub alone: i64,
    /// Lengths of all items, cut to the range, added up; stops at the end of the type.
    pub summed: i64,
    /// The most items that ran at an instant.
    pub peak: u32,
    /// The first stretch in which so many ran; nothing where none ran.
    pub first_peak: Option<TimeRange>,
    /// How long so many ran, all stretches together.
    pub at_peak: i64,
}

impl Sums {
    /// How many items ran on average while any ran (work by span), in hundredths, rounded; 0 where none ran.
    pub fn mean_hundredths(&self) -> i64 {
        let (summed, busy) = (i128::from(self.summed), i128::from(self.busy));
        if busy == 0 {
            return 0;
        }
        i64::try_from((summed * 200 + busy) / (busy * 2)).unwrap_or(i64::MAX)
    }
}

/// The times of a log's items, taken out of it at one moment: a log may grow while it is swept.
#[derive(Clone, Debug)]
pub struct Times {
    /// In ticks, by item; `i64::MIN` without one.
    starts: Vec<i64>,
    /// In ticks, by item, none before its start.
    ends: Vec<i64>,
    /// Items with a start, but for those that others tell in steps: they would have their time twice.
    items: Vec<u32>,
}

impl Times {
    /// Of all items; open ones end at `open_end`. O(n).
    pub fn of(log: &Log, open_end: Timestamp) -> Self {
        let (starts, ends) = log.times();
        let ends = starts.iter().zip(&*ends).map(|(&start, &end)| match end {
            i64::MAX => open_end.ticks().max(start),
            end => end.max(start),
        });
        let ends = ends.collect();
        let items = (0..).zip(&*starts).filter(|&(idx, &start)| start > i64::MIN && !log.is_covered(idx));
        let items = items.map(|(idx, _)| idx).collect();
        Self { starts: starts.into_owned(), ends, items }
    }

    fn start(&self, idx: u32) -> i64 {
        self.starts.get(idx as usize).copied().unwrap_or(i64::MIN)
    }

    fn end(&self, idx: u32) -> i64 {
        self.ends.get(idx as usize).copied().unwrap_or(i64::MIN)
    }
}

impl Load {
    /// Sweeps a log. O(n).
    pub fn new(log: &Log, open_end: Timestamp) -> Self {
        at_once(Self::in_turns(Times::of(log, open_end), &Turns::none()))
    }

    /// The same in slices.
    pub async fn in_turns(mut times: Times, turns: &Turns) -> Self {
        let items = std::mem::take(&mut times.items);
        // Bits turned over sort the other way round.
        let late_first = sort_by_number_in_turns(items, &|idx| !times.end(idx), turns).await;
        let by_start = sort_by_number_in_turns(late_first, &|idx| times.start(idx), turns).await;
        let by_end = sort_by_number_in_turns(by_start.clone(), &|idx| !times.end(idx), turns).await;
        let mut gaps = Gaps::default();
        for items in by_start.chunks(STEP) {
            gaps.add(items, &times);
            turns.pass().await;
        }
        let mut sweep = Sweep {
            // As many as there can be: to copy them as they grow would take as long as all the rest.
            edges: Vec::with_capacity(by_start.len() * 2),
            spans: vec![(NONE, NONE); times.starts.len()],
            n_met: [0; 2],
        };
        while !sweep.go_on(&by_start, &by_end, &times) {
            turns.pass().await;
        }
        sweep.edges.shrink_to_fit();
        let (Sweep { edges, spans, .. }, Gaps { all: gaps, last: last_ended }) = (sweep, gaps);
        Self { edges, spans, by_start, by_end, gaps, last_ended }
    }

    /// From the first start to the last end, `open_end` among them; nothing if no item has a start.
    pub fn extent(&self) -> Option<TimeRange> {
        Some(range(self.edges.first()?.at, self.edges.last()?.at))
    }

    /// The sums of a range. O(edges).
    pub fn sums(&self, within: TimeRange) -> Sums {
        let mut sums = Sums { wall: within.ticks(), ..Sums::default() };
        let mut summed = 0_i128;
        for step in self.steps(within) {
            let ticks = step.range.ticks();
            summed += i128::from(ticks) * i128::from(step.running);
            match step.running {
                0 => sums.idle += ticks,
                1 => sums.alone += ticks,
                _ => {}
            }
            if step.running > sums.peak {
                (sums.peak, sums.first_peak, sums.at_peak) = (step.running, Some(step.range), 0);
            }
            if step.running == sums.peak && sums.peak > 0 {
                sums.at_peak += ticks;
            }
        }
        sums.busy = sums.wall - sums.idle;
        sums.summed = i64::try_from(summed).unwrap_or(i64::MAX);
        sums
    }

    /// How many items run, from the beginning of a range to its end; neighbours differ. O(edges).
    pub fn steps(&self, within: TimeRange) -> impl Iterator<Item = Step> {
        let (from, to) = (within.start().ticks(), within.end().ticks());
        let first = self.edges.partition_point(|edge| edge.at <= from);
        let before = first.checked_sub(1).and_then(|at| self.edges.get(at)).map_or(0, |edge| edge.running);
        let inside = self.edges.get(first..).unwrap_or_default().iter().take_while(move |edge| edge.at < to);
        let mut inside = inside.map(|edge| (edge.at, edge.running));
        let mut now = Some((from, before)).filter(|_| from < to);
        iter::from_fn(move || {
            let (since, running) = now?;
            now = inside.find(|&(_, next)| next != running);
            Some(Step { range: range(since, now.map_or(to, |(at, _)| at)), running })
        })
    }

    /// The idle stretches of a range in order, cut to it; together they are its idle time. An item without length parts
    /// one in two. O(gaps).
    pub fn gaps(&self, within: TimeRange) -> Vec<Gap> {
        let before = self.edges.first().map(|edge| Gap {
            range: range(i64::MIN, edge.at),
            before: None,
            after: self.by_start.first().copied(),
        });
        let after = Gap {
            range: range(self.edges.last().map_or(i64::MIN, |edge| edge.at), i64::MAX),
            before: self.last_ended,
            after: None,
        };
        let all = before.into_iter().chain(self.gaps.iter().copied()).chain([after]);
        let cut = |gap: Gap| {
            let start = gap.range.start().max(within.start());
            let end = gap.range.end().min(within.end());
            (start < end).then(|| Gap { range: TimeRange::new(start, end), ..gap })
        };
        all.filter_map(cut).collect()
    }
}

fn range(start: i64, end: i64) -> TimeRange {
    TimeRange::new(Timestamp::from_ticks(start), Timestamp::from_ticks(end))
}

/// A merge of the items by start with those by end.
struct Sweep {
    edges: Vec<Edge>,
    spans: Vec<(u32, u32)>,
    /// How many have started, and ended.
    n_met: [usize; 2],
}

impl Sweep {
    /// Goes on with about [`STEP`] edges; true once all are there.
    fn go_on(&mut self, by_start: &[u32], by_end: &[u32], times: &Times) -> bool {
        let [n_started, n_ended] = self.n_met;
        let mut starting = by_start.iter().copied().skip(n_started).peekable();
        let mut ending = by_end.iter().rev().copied().skip(n_ended).peekable();
        let mut edge = self.edges.last().copied().unwrap_or_default();
        for _ in 0..STEP {
            let Some(&ended) = ending.peek() else { break };
            let end = times.end(ended);
            let next = starting.peek().map_or(end, |&started| end.min(times.start(started)));
            let at_edge = u32::try_from(self.edges.len()).unwrap_or(NONE);
            let mut running = edge.running;
            edge = if at_edge == 0 { Edge { at: next, ..edge } } else { edge.after(next) };
            // What starts at an edge comes before what ends at it: a mark does both.
            while let Some(idx) = starting.next_if(|&idx| times.start(idx) == next) {
                running += 1;
                if let Some(span) = self.spans.get_mut(idx as usize) {
                    span.0 = at_edge;
                }
            }
            while let Some(idx) = ending.next_if(|&idx| times.end(idx) == next) {
                running = running.saturating_sub(1);
                if let Some(span) = self.spans.get_mut(idx as usize) {
                    span.1 = at_edge;
                }
            }
            edge.running = running;
            self.edges.push(edge);
        }
        self.n_met = [by_start.len() - starting.len(), by_end.len() - ending.len()];
        ending.len() == 0
    }
}

/// The stretches between items in which nothing runs, and the item that ended last of all.
#[derive(Default)]
struct Gaps {
    all: Vec<Gap>,
    last: Option<u32>,
}

impl Gaps {
    /// Adds items, which come in the order of their starts.
    fn add(&mut self, items: &[u32], times: &Times) {
        for &idx in items {
            let start = times.start(idx);
            let before = self.last.map(|last| (times.end(last), times.start(last)));
            if let Some((end, _)) = before.filter(|&(end, _)| end < start) {
                self.all.push(Gap { range: range(end, start), before: self.last, after: Some(idx) });
            }
            if before.is_none_or(|before| (times.end(idx), start) > before) {
                self.last = Some(idx);
            }
        }
    }
}
