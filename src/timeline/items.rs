//! What a picture needs of every item, taken out of a log at one moment: a log may grow while the picture is made.

use super::scale::count;
use crate::model::Log;
use crate::model::order::sort_by_number;

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
        let order = sort_by_number(order, &usn);
        sort_by_number(order, &|idx| self.start(idx).unwrap_or(i64::MAX))
    }
}
