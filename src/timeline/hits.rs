//! What a search or a filter found, in the orders in which it is asked for.

use super::bits::{BitSet, RankBits};
use super::folds::{Fold, Folds};
use super::index::Index;
use super::scale::count;
use crate::model::Timestamp;
use crate::model::turns::{Turns, at_once};

/// A set of items, ready for drawing and for going from one to the next. Built when the search changes, not per frame.
#[derive(Clone, Debug, Default)]
pub struct Hits {
    by_slot: RankBits,
    by_time: RankBits,
    by_end: RankBits,
    starts: Vec<i64>,
    folds: Folds,
}

impl Hits {
    /// Of the items in `found` that have a place in the picture. O(n).
    // Within its one caller, a view, it would be compiled as that is: to be small.
    #[inline(never)]
    pub fn new(index: &Index, found: &BitSet) -> Self {
        let n = index.n_items() as usize;
        let by_slot = RankBits::new((0..n).map(|slot| index.item(slot).is_some_and(|idx| found.get(idx))), n);
        let by_time = RankBits::new(index.by_time().iter().map(|&idx| found.get(idx)), n);
        let by_end = RankBits::new(index.by_end().iter().map(|&slot| by_slot.get(slot as usize)), n);
        let mut slots = Vec::with_capacity(by_time.total() as usize);
        let mut from = 0;
        while let Some(at) = by_time.next_one(from) {
            slots.extend(index.by_time().get(at).and_then(|&idx| index.slot(idx)).map(count));
            from = at + 1;
        }
        let starts = slots.iter().filter_map(|&slot| index.starts().get(slot as usize)).copied().collect();
        let folds = at_once(Folds::of(index, &slots, &Turns::none()));
        Self { by_slot, by_time, by_end, starts, folds }
    }

    /// How many meet `from..until` (half-open). O(log n).
    pub fn n_meeting(&self, index: &Index, from: i64, until: i64, open_end: Timestamp) -> u32 {
        let [begun, ended, gone] = index.stretches_meeting(from, until, open_end);
        self.by_time.count(begun.0, begun.1) - self.by_end.count(ended.0, ended.1) - self.by_end.count(gone.0, gone.1)
    }

    /// Rows of so many lanes each, of hits alone.
    pub(super) fn fold(&self, lanes_per_row: u32) -> Option<&Fold> {
        self.folds.get(lanes_per_row)
    }

    /// How many.
    pub fn count(&self) -> u32 {
        self.by_time.total()
    }

    /// Whether an item is among them.
    pub fn has(&self, index: &Index, idx: u32) -> bool {
        index.slot(idx).is_some_and(|slot| self.by_slot.get(slot))
    }

    /// How many of the slots `first..last`. O(1).
    pub fn in_slots(&self, first: usize, last: usize) -> u32 {
        self.by_slot.count(first, last)
    }

    /// How many come before this place in the order of time: the number of a hit, from 0. O(1).
    pub fn rank(&self, time_at: usize) -> u32 {
        self.by_time.rank(time_at)
    }

    /// As bits over the order of time.
    pub(super) fn by_time(&self) -> &RankBits {
        &self.by_time
    }

    /// Starts of the hits, ascending, in ticks.
    pub(super) fn starts(&self) -> &[i64] {
        &self.starts
    }
}
