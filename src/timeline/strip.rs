//! What is walked from left to right: items in their lanes, or groups of them.

use crate::model::Timestamp;

/// Columns of items, or of groups of neighbours, lane by lane and by start.
#[derive(Clone, Copy)]
pub(super) struct Strip<'a> {
    pub(super) starts: &'a [i64],
    /// `i64::MAX` where the last item is open.
    pub(super) ends: &'a [i64],
    pub(super) severities: &'a [u8],
    /// First slot of each group, and one past the last slot; without, a group is an item and its number the slot.
    pub(super) slots: Option<&'a [u32]>,
}

impl Strip<'_> {
    /// The same up to a place; nothing if it is not as long.
    pub(super) fn until(&self, end: usize) -> Option<Self> {
        let (starts, ends) = (self.starts.get(..end)?, self.ends.get(..end)?);
        Some(Self { starts, ends, severities: self.severities.get(..end)?, slots: self.slots })
    }

    pub(super) fn len(&self) -> usize {
        self.starts.len()
    }

    /// First slot of a group, or one past the last slot of all.
    pub(super) fn slot(&self, at: usize) -> usize {
        match self.slots {
            Some(slots) => slots.get(at).map_or(0, |&slot| slot as usize),
            None => at,
        }
    }

    pub(super) fn start(&self, at: usize) -> i64 {
        self.starts.get(at).copied().unwrap_or(i64::MAX)
    }

    /// Where a group ends that starts there; an open one at `open_end`.
    pub(super) fn end(&self, at: usize, start: i64, open_end: Timestamp) -> i64 {
        match self.ends.get(at) {
            Some(&i64::MAX) => open_end.ticks().max(start),
            Some(&end) => end,
            None => start,
        }
    }

    pub(super) fn severity(&self, at: usize) -> u8 {
        self.severities.get(at).copied().unwrap_or(0)
    }
}
