//! The whole session in small: how many items ran at each time, a tick for every failure, and the window.

use super::breaks::TimeMap;
use super::index::Index;
use super::scale::{Scale, count, index};
use crate::model::turns::{STEP, Turns, at_once};
use crate::model::{Severity, TimeRange, Timestamp};

/// Columns of the curve. A surface is at most this wide; a narrower one shows the extremes of several.
const N_BINS: u16 = 4096;

/// The fewest and the most items that run within a column.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Band {
    /// The fewest.
    pub least: u32,
    /// The most.
    pub most: u32,
}

/// How busy a session was.
#[derive(Clone, PartialEq, Debug)]
pub struct Overview {
    extent: TimeRange,
    open_end: Timestamp,
    bins: Vec<Band>,
    peak: u32,
    peak_at: Timestamp,
    idle: Vec<TimeRange>,
    busy_ticks: i64,
    /// Starts of warnings and failures, in order.
    warnings: Vec<i64>,
    failures: Vec<i64>,
    map: TimeMap,
}

impl Overview {
    /// Of all items of `index` over `extent` ([`super::Viewport::whole`], so that both have the same axis). O(n).
    pub fn new(index: &Index, open_end: Timestamp, extent: TimeRange) -> Self {
        at_once(Self::in_turns(index, open_end, extent, &Turns::none()))
    }

    /// The same in slices.
    pub async fn in_turns(index: &Index, open_end: Timestamp, extent: TimeRange, turns: &Turns) -> Self {
        let mut this = Self {
            extent,
            open_end,
            bins: vec![Band { least: u32::MAX, most: 0 }; usize::from(N_BINS)],
            peak: 0,
            peak_at: extent.start(),
            idle: Vec::new(),
            busy_ticks: 0,
            warnings: Vec::new(),
            failures: Vec::new(),
            map: TimeMap::identity(),
        };
        for slice in index.by_time().chunks(STEP) {
            for (start, severity) in starts(index, slice) {
                match severity {
                    Severity::Warning => this.warnings.push(start),
                    Severity::Failed => this.failures.push(start),
                    _ => {}
                }
            }
            turns.pass().await;
        }
        this.sweep(index, open_end, turns).await;
        this
    }

    /// One pass over starts and ends in order: the curve, its peak, and where nothing runs.
    async fn sweep(&mut self, items: &Index, open_end: Timestamp, turns: &Turns) {
        let (closed, open) = items.by_end().split_at(items.n_closed());
        let closed = closed.iter().map(|&slot| items.held_until(slot as usize));
        let open = open.iter().map(|&slot| {
            let start = items.starts().get(slot as usize).copied().unwrap_or(0);
            open_end.ticks().max(start.saturating_add(1))
        });
        let (mut closed, mut open) = (closed.peekable(), open.peekable());
        let mut starts = starts(items, items.by_time()).map(|(start, _)| start).peekable();
        let scale = Scale::new(self.extent, f64::from(N_BINS));
        let mut since = self.extent.start().ticks();
        let mut running = 0_u32;
        let mut seen_any = false;
        // The next instants; whether there are more.
        let mut go_on = |this: &mut Self| {
            for _ in 0..STEP {
                let end = closed.peek().into_iter().chain(open.peek()).min();
                let t = match (starts.peek(), end) {
                    (Some(&start), Some(&end)) => start.min(end),
                    (None, Some(&end)) => end,
                    (_, None) => {
                        this.level(&scale, since, scale.end(), 0, false);
                        return false;
                    }
                };
                let before = running;
                while closed.next_if(|&end| end <= t).is_some() || open.next_if(|&end| end <= t).is_some() {
                    running -= 1;
                }
                while starts.next_if(|&start| start <= t).is_some() {
                    running += 1;
                }
                if running != before {
                    this.level(&scale, since, t, before, seen_any && running > 0);
                    since = t;
                }
                seen_any = true;
                if running > this.peak {
                    this.peak = running;
                    this.peak_at = Timestamp::from_ticks(t);
                }
            }
            true
        };
        while go_on(self) {
            turns.pass().await;
        }
        for bin in &mut self.bins {
            bin.least = bin.least.min(bin.most);
        }
    }

    /// `running` items run in `from..until`. O(columns covered), which no two calls share but for one.
    fn level(&mut self, scale: &Scale, from: i64, until: i64, running: u32, is_between: bool) {
        if until <= from {
            return;
        }
        if running == 0 && is_between {
            self.idle.push(TimeRange::new(Timestamp::from_ticks(from), Timestamp::from_ticks(until)));
        }
        if running > 0 {
            self.busy_ticks = self.busy_ticks.saturating_add(until - from);
        }
        if until <= scale.start() || from >= scale.end() {
            return;
        }
        let (first, last) = (index(scale.column(from)), index(scale.column(until - 1)));
        for bin in self.bins.get_mut(first..=last).unwrap_or_default() {
            bin.least = bin.least.min(running);
            bin.most = bin.most.max(running);
        }
    }

    /// Shows the breaks of `map`, where index and extent are in drawn time.
    pub fn set_breaks(&mut self, map: TimeMap) {
        self.map = map;
    }

    /// Where drawn time has breaks.
    pub(super) fn map(&self) -> &TimeMap {
        &self.map
    }

    /// The time span that is drawn.
    pub fn extent(&self) -> TimeRange {
        self.extent
    }

    /// How far open items were taken to reach.
    pub fn open_end(&self) -> Timestamp {
        self.open_end
    }

    /// The most items that stand at one instant: those that run, and marks, which take a tick in the picture. How many ran at a
    /// time is up to `sweep`, where what has no length runs at no time.
    pub fn peak(&self) -> u32 {
        self.peak
    }

    /// When that was, the first time.
    pub fn peak_at(&self) -> Timestamp {
        self.peak_at
    }

    /// Stretches between the first start and the last end in which nothing ran, in order.
    pub fn idle(&self) -> &[TimeRange] {
        &self.idle
    }

    /// For how long at least one item ran, in ticks. Items without length count as one tick.
    pub fn busy_ticks(&self) -> i64 {
        self.busy_ticks
    }

    /// The curve on a surface with so many columns: the fewest and most items in each. O(columns + bins).
    pub fn band(&self, column: usize, n_columns: usize) -> Band {
        let n_bins = usize::from(N_BINS);
        let first = column * n_bins / n_columns.max(1);
        let last = ((column + 1) * n_bins).div_ceil(n_columns.max(1)).min(n_bins);
        let bins = self.bins.get(first..last).unwrap_or_default();
        Band {
            least: bins.iter().map(|bin| bin.least).min().unwrap_or(0),
            most: bins.iter().map(|bin| bin.most).max().unwrap_or(0),
        }
    }

    /// Starts of warnings or failures in ticks, in order.
    pub(super) fn alerts(&self, severity: Severity) -> &[i64] {
        if severity == Severity::Failed { &self.failures } else { &self.warnings }
    }

    /// Where an instant lies on a surface.
    pub fn x_from_time(&self, t: Timestamp, width_px: f64) -> f64 {
        Scale::new(self.extent, width_px).x_from_time(t)
    }

    /// Which instant lies at a place of a surface.
    pub fn time_from_x(&self, x_px: f64, width_px: f64) -> Timestamp {
        Scale::new(self.extent, width_px).time_from_x(x_px)
    }
}

/// How many items run at an instant. O(lanes × log n).
pub fn running_at(index: &Index, t: Timestamp, open_end: Timestamp) -> u32 {
    let at = t.ticks();
    let runs = |lane: u32| {
        let (first, last) = index.meeting(lane, at, at.saturating_add(1), open_end);
        count(last - first)
    };
    (0..index.n_lanes()).map(runs).sum()
}

/// Starts and severities of items that come in the order of time.
fn starts<'a>(index: &'a Index, items: &'a [u32]) -> impl Iterator<Item = (i64, Severity)> + 'a {
    let slots = items.iter().filter_map(|&idx| index.slot(idx));
    slots.filter_map(|slot| Some((*index.starts().get(slot)?, index.severity(slot))))
}
