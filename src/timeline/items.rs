//! What a picture needs of every item, taken out of a log at one moment: a log may grow while the picture is made.

use super::breaks::TimeMap;
use super::scale::count;
use crate::model::order::sort_for_reading;
use crate::model::{Log, TimeRange, Timestamp};

/// An item without a start has no place in a picture.
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
    /// Of all items of a log. O(n), by copying columns.
    pub fn of(log: &Log) -> Self {
        let (starts, ends) = log.times();
        let usn = if log.is_in_order() {
            Vec::new()
        } else {
            (0..count(log.len())).map(|idx| log.usn(idx).unwrap_or(i64::MAX)).collect()
        };
        Self {
            start: starts.to_vec(),
            end: ends.to_vec(),
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
        let order: Vec<u32> = (count(first)..count(self.len())).filter(|&idx| self.start(idx).is_some()).collect();
        if self.usn.is_empty() {
            return order;
        }
        let usn = |idx: u32| self.usn.get(idx as usize).copied().unwrap_or(i64::MAX);
        sort_for_reading(order, &|idx| self.start(idx).unwrap_or(i64::MAX), &usn)
    }

    /// Stretches in which nothing runs, in order; an open item runs until `open_end`. `order` is that of time. O(n).
    pub fn idle(&self, order: &[u32], open_end: Timestamp) -> Vec<TimeRange> {
        let mut idle = Vec::new();
        let mut until = i64::MAX;
        for &idx in order {
            let start = self.start(idx).unwrap_or(until);
            if start > until {
                idle.push(TimeRange::new(Timestamp::from_ticks(until), Timestamp::from_ticks(start)));
            }
            let end = self.end(idx);
            let end = if end == OPEN { open_end.ticks().max(start) } else { end };
            until = if until == i64::MAX { end } else { until.max(end) };
        }
        idle
    }

    /// The same with drawn times.
    #[must_use]
    pub fn drawn(&self, map: &TimeMap) -> Self {
        let drawn = |column: &[i64], none: i64| {
            let drawn = |&t: &i64| if t == none { none } else { map.drawn(Timestamp::from_ticks(t)).ticks() };
            column.iter().map(drawn).collect()
        };
        Self { start: drawn(&self.start, NO_START), end: drawn(&self.end, OPEN), ..self.clone() }
    }
}
