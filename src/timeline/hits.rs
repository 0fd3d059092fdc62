//! What a search or a filter found, in the orders in which it is asked for.

use super::bits::{BitSet, RankBits};
use super::index::Index;

/// A set of items, ready for drawing and for going from one to the next. Built when the search changes, not per frame.
#[derive(Clone, Debug, Default)]
pub struct Hits {
    by_slot: RankBits,
    by_time: RankBits,
    starts: Vec<i64>,
}

impl Hits {
    /// Of the items in `found` that have a place in the picture. O(n).
    pub fn new(index: &Index, found: &BitSet) -> Self {
        let n = index.n_items() as usize;
        let by_slot = RankBits::new((0..n).map(|slot| index.item(slot).is_some_and(|idx| found.get(idx))), n);
        let by_time = RankBits::new(index.by_time().iter().map(|&idx| found.get(idx)), n);
        let mut starts = Vec::with_capacity(by_time.total() as usize);
        let mut from = 0;
        while let Some(at) = by_time.next_one(from) {
            let start =
                index.by_time().get(at).and_then(|&idx| index.slot(idx)).and_then(|slot| index.starts().get(slot));
            starts.extend(start);
            from = at + 1;
        }
        Self { by_slot, by_time, starts }
    }

    /// How many.
    pub fn count(&self) -> u32 {
        self.by_time.total()
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
