//! What a picture needs of every item, taken out of a log at one moment: a log may grow while the picture is made.

use super::breaks::TimeMap;
use super::scale::count;
use crate::model::order::sort_by_number_in_turns;
use crate::model::turns::{STEP, Turns, at_once};
use crate::model::{Log, TimeRange, Timestamp};

/// An item without a start that can be believed has no place in a picture.
pub(super) const NO_START: i64 = i64::MIN;
/// End of an item that has none.
pub(super) const OPEN: i64 = i64::MAX;

/// Columns of a log's items, by index. 17 bytes an item, and 8 more where they did not arrive in the order of time.
#[derive(Clone, Debug, Default)]
pub struct Items {
    /// Ticks; `i64::MIN` without one.
    start: Vec<i64>,
    /// Ticks; `i64::MAX` without one.
    end: Vec<i64>,
    severity: Vec<u8>,
    /// Empty where the items are in order.
    usn: Vec<i64>,
}

impl Items {
    /// Of all items of a log, where their times can be believed. O(n), by copying columns.
    pub fn of(log: &Log) -> Self {
        let (starts, ends) = log.times();
        let usn = if log.is_in_order() && !log.has_far_times() {
            Vec::new()
        } else {
            (0..count(log.len())).map(|idx| log.usn(idx).unwrap_or(i64::MAX)).collect()
        };
        Self {
            start: starts.into_owned(),
            end: ends.into_owned(),
            severity: log.statuses().iter().map(|status| status.severity() as u8).collect(),
            usn,
        }
    }

    /// How many, those without a start included.
    pub fn len(&self) -> usize {
        self.start.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.start.is_empty()
    }

    /// Start of an item in ticks; nothing if it has none.
    pub(super) fn start(&self, idx: u32) -> Option<i64> {
        self.start.get(idx as usize).copied().filter(|&start| start != NO_START)
    }

    /// End of an item in ticks, never before its start; [`OPEN`] without one.
    pub(super) fn end(&self, idx: u32) -> i64 {
        let start = self.start.get(idx as usize).copied().unwrap_or(NO_START);
        self.end.get(idx as usize).copied().unwrap_or(start).max(start)
    }

    /// The first tick at which an item's lane is free again: an item without length holds it for a tick.
    pub(super) fn held_until(&self, idx: u32) -> i64 {
        let start = self.start.get(idx as usize).copied().unwrap_or(NO_START);
        self.end(idx).max(start.saturating_add(1))
    }

    pub(super) fn severity(&self, idx: u32) -> u8 {
        self.severity.get(idx as usize).copied().unwrap_or(0)
    }

    /// Those from the `first`th on that have a start, in the order of reading: by start, then usn, then arrival. O(n).
    pub fn by_time(&self, first: usize) -> Vec<u32> {
        at_once(self.by_time_in_turns(first, &Turns::none()))
    }

    /// The same in slices.
    pub async fn by_time_in_turns(&self, first: usize, turns: &Turns) -> Vec<u32> {
        let mut order = Vec::with_capacity(self.len().saturating_sub(first));
        for from in (first..self.len()).step_by(STEP) {
            let until = self.len().min(from + STEP);
            order.extend((count(from)..count(until)).filter(|&idx| self.start(idx).is_some()));
            turns.pass().await;
        }
        if self.usn.is_empty() {
            return order;
        }
        let usn = |idx: u32| self.usn.get(idx as usize).copied().unwrap_or(i64::MAX);
        let start = |idx: u32| self.start(idx).unwrap_or(i64::MAX);
        let by_usn = sort_by_number_in_turns(order, &usn, turns).await;
        sort_by_number_in_turns(by_usn, &start, turns).await
    }

    /// Stretches in which nothing runs, in order; an open item runs until `open_end`. `order` is that of time. O(n), in
    /// slices.
    pub async fn idle(&self, order: &[u32], open_end: Timestamp, turns: &Turns) -> Vec<TimeRange> {
        let mut idle = Vec::new();
        let mut until = i64::MAX;
        for slice in order.chunks(STEP) {
            for &idx in slice {
                let start = self.start(idx).unwrap_or(until);
                if start > until {
                    idle.push(TimeRange::new(Timestamp::from_ticks(until), Timestamp::from_ticks(start)));
                }
                let end = self.end(idx);
                let end = if end == OPEN { open_end.ticks().max(start) } else { end };
                until = if until == i64::MAX { end } else { until.max(end) };
            }
            turns.pass().await;
        }
        idle
    }

    /// The same with drawn times, in slices.
    pub async fn drawn(self, map: &TimeMap, turns: &Turns) -> Self {
        let start = drawn(&self.start, NO_START, map, turns).await;
        let end = drawn(&self.end, OPEN, map, turns).await;
        Self { start, end, ..self }
    }
}

/// A column with drawn times; `none` stays what it is.
async fn drawn(column: &[i64], none: i64, map: &TimeMap, turns: &Turns) -> Vec<i64> {
    let mut out = Vec::with_capacity(column.len());
    for slice in column.chunks(STEP) {
        let drawn = |&t: &i64| if t == none { none } else { map.drawn(Timestamp::from_ticks(t)).ticks() };
        out.extend(slice.iter().map(drawn));
        turns.pass().await;
    }
    out
}
