//! Coarser copies of the lanes, so that a frame of a whole session does not read every item.
//!
//! In a level, neighbours of a lane with the same severity are one group if the time between them is shorter than the
//! level's gap and none of them is long. A level is used where its gap is at most half a pixel: what it fills in is not
//! to be seen, and no bar of its own is lost. Groups are stretches of slots, so counts stay exact.

use std::ops::Range;

use super::index::Index;
use super::scale::count;
use super::strip::Strip;
use crate::model::turns::{STEP, Turns};

/// Items shorter than this many gaps may be merged: at half a pixel a gap these have no bar of their own.
const LONG: i64 = 6;
/// A level has to save one in so many groups of the finer one to be kept: all levels together hold no more groups than
/// there are items.
const WORTH: usize = 2;
/// Fewer items than these are read one by one.
const FEW_ITEMS: usize = 20_000;

/// Groups of items, lane by lane, by start.
#[derive(Clone, Debug, Default)]
pub(super) struct Level {
    gap: i64,
    lane_begin: Vec<u32>,
    start: Vec<i64>,
    /// `i64::MAX` if the last item is open.
    end: Vec<i64>,
    severity: Vec<u8>,
    /// First slot of each group, and one past the last slot.
    slot: Vec<u32>,
}

impl Level {
    /// The groups of a lane that hold any of the slots `first..last`. O(log n).
    pub(super) fn groups(&self, lane: u32, first: usize, last: usize) -> (usize, usize) {
        let at = lane as usize;
        let begin = self.lane_begin.get(at).map_or(0, |&begin| begin as usize);
        let end = self.lane_begin.get(at + 1).map_or(begin, |&end| end as usize);
        if first >= last {
            return (begin, begin);
        }
        let slots = self.slot.get(begin..end).unwrap_or_default();
        let from = slots.partition_point(|&slot| slot as usize <= first).saturating_sub(1);
        let to = slots.partition_point(|&slot| (slot as usize) < last);
        (begin + from, begin + to)
    }

    /// All groups.
    pub(super) fn strip(&self) -> Strip<'_> {
        Strip { starts: &self.start, ends: &self.end, severities: &self.severity, slots: Some(&self.slot) }
    }

    fn push(&mut self, start: i64, end: i64, severity: u8, slot: u32) {
        self.start.push(start);
        self.end.push(end);
        self.severity.push(severity);
        self.slot.push(slot);
    }

    /// Gives back the room that was kept for more.
    fn shrink(&mut self) {
        self.start.shrink_to_fit();
        self.end.shrink_to_fit();
        self.severity.shrink_to_fit();
        self.slot.shrink_to_fit();
    }

    /// Of the groups of a finer one, or of items, merged; nothing where that merges too few to be worth its memory. O(groups of
    /// the finer one).
    async fn of(finer: Strip<'_>, lane_begin: &[u32], gap: i64, turns: &Turns) -> Option<Self> {
        let mut out = Self { gap, ..Self::default() };
        let most = finer.len() - finer.len() / WORTH;
        // Lanes may hold few groups each.
        let mut n_taken = 0;
        for lane in lane_begin.windows(2) {
            out.lane_begin.push(count(out.start.len()));
            let Some(&[begin, end]) = lane.first_chunk() else { continue };
            let mut can_merge = false;
            for from in (begin as usize..end as usize).step_by(STEP) {
                let part = from..(end as usize).min(from + STEP);
                n_taken += part.len();
                can_merge = out.take(&finer, part, can_merge);
                if n_taken >= STEP {
                    n_taken = 0;
                    turns.pass().await;
                }
                if out.start.len() > most {
                    return None;
                }
            }
        }
        out.lane_begin.push(count(out.start.len()));
        out.slot.push(count(finer.slot(finer.len())));
        out.shrink();
        Some(out)
    }

    /// Adds groups of a lane of a finer level; whether the next one of the lane may be merged into the last.
    fn take(&mut self, finer: &Strip<'_>, part: Range<usize>, mut can_merge: bool) -> bool {
        let starts = finer.starts.get(part.clone()).unwrap_or_default().iter();
        let ends = finer.ends.get(part.clone()).unwrap_or_default();
        let severities = finer.severities.get(part.clone()).unwrap_or_default();
        for (at, ((&start, &stop), &severity)) in part.zip(starts.zip(ends).zip(severities)) {
            let is_short = stop != i64::MAX && stop - start < self.gap * LONG;
            let is_merged = match (self.end.last_mut(), self.severity.last()) {
                (Some(last), Some(&before)) if can_merge => {
                    let joins = before == severity && start - *last < self.gap && may_merge(finer, at, is_short);
                    // An item without length takes a tick, so that its column is the group's too.
                    *last = if joins { stop.max(start.saturating_add(1)) } else { *last };
                    joins
                }
                _ => false,
            };
            if !is_merged {
                self.push(start, stop, severity, count(finer.slot(at)));
            }
            can_merge = may_merge(finer, at, is_short);
        }
        can_merge
    }
}

/// A group of several may grow on; a single item only if it is short.
fn may_merge(finer: &Strip<'_>, at: usize, is_short: bool) -> bool {
    is_short || finer.slot(at + 1) - finer.slot(at) > 1
}

/// The levels that are worth their memory, the finest first.
#[derive(Clone, Debug, Default)]
pub(super) struct Levels {
    /// Gap of the next one to try; 0 before the first.
    next_gap: i64,
    levels: Vec<Level>,
}

impl Levels {
    /// The coarsest level in which nothing is merged that is `ticks` or more apart; nothing if only the items will do.
    pub(super) fn within(&self, ticks: i64) -> Option<&Level> {
        self.levels.iter().rfind(|level| level.gap <= ticks)
    }

    /// Of the items of `index`. O(n), in slices.
    pub(super) async fn of(index: &Index, turns: &Turns) -> Self {
        let mut this = Self::default();
        while this.add(index, turns).await {}
        this
    }

    /// Tries the next coarser level; whether there may be coarser ones. O(groups of the one before, or items).
    async fn add(&mut self, index: &Index, turns: &Turns) -> bool {
        let (starts, n) = (index.starts(), index.starts().len());
        let first = index.by_time().first().and_then(|&idx| index.slot(idx)).and_then(|slot| starts.get(slot));
        let last = index.by_time().last().and_then(|&idx| index.slot(idx)).and_then(|slot| starts.get(slot));
        let extent = last.zip(first).map_or(0, |(last, first)| last.saturating_sub(*first));
        if self.next_gap == 0 {
            // From where there is something to merge, a quarter of the mean step from item to item, to half a pixel of
            // the whole on a small screen.
            let n_lanes = i64::from(index.n_lanes()) + 1;
            let n_items = i64::try_from(n).unwrap_or(i64::MAX).max(1);
            self.next_gap = (extent / n_items).saturating_mul(n_lanes).max(4) / 4;
        }
        if n < FEW_ITEMS || self.next_gap > extent >> 8 {
            return false;
        }
        let (finer, lane_begin) = match self.levels.last() {
            Some(last) => (last.strip(), &*last.lane_begin),
            None => (index.strip(), index.lane_begins()),
        };
        let level = Level::of(finer, lane_begin, self.next_gap, turns).await;
        self.levels.extend(level);
        self.next_gap = self.next_gap.saturating_mul(2);
        true
    }
}
