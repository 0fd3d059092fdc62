//! Coarser copies of the lanes, so that a frame of a whole session does not read every item.
//!
//! In a level, neighbours of a lane with the same severity are one group if the time between them is shorter than the
//! level's gap and none of them is long. A level is used where its gap is at most half a pixel: what it fills in is not
//! to be seen, and no bar of its own is lost. Groups are stretches of slots, so counts stay exact.

use super::scale::count;
use crate::model::turns::Turns;

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
    pub(super) start: Vec<i64>,
    /// `i64::MAX` if the last item is open.
    pub(super) end: Vec<i64>,
    pub(super) severity: Vec<u8>,
    /// First slot of each group, and one past the last slot.
    pub(super) slot: Vec<u32>,
}

impl Level {
    /// Ticks between items that are not merged.
    pub(super) fn gap(&self) -> i64 {
        self.gap
    }

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

    fn push(&mut self, start: i64, end: i64, severity: u8, slot: u32) {
        self.start.push(start);
        self.end.push(end);
        self.severity.push(severity);
        self.slot.push(slot);
    }

    /// Merges the groups of a finer level. O(groups of the finer one).
    fn coarser(&self, gap: i64) -> Self {
        let mut out = Self { gap, ..Self::default() };
        let slots = self.slot.iter();
        let mut groups = self.start.iter().zip(&self.end).zip(&self.severity).zip(slots).enumerate();
        for lane in self.lane_begin.windows(2) {
            out.lane_begin.push(count(out.start.len()));
            let Some(end) = lane.get(1).map(|&end| end as usize).filter(|&end| lane.first() < Some(&count(end))) else {
                continue;
            };
            let mut can_merge = false;
            for (at, (((&start, &stop), &severity), &slot)) in groups.by_ref() {
                let is_short = stop != i64::MAX && stop - start < gap * LONG;
                let is_merged = match (out.end.last_mut(), out.severity.last()) {
                    (Some(last), Some(&before)) if can_merge => {
                        let joins = before == severity && start - *last < gap && self.may_merge(at, is_short);
                        // An item without length takes a tick, so that its column is the group's too.
                        *last = if joins { stop.max(start.saturating_add(1)) } else { *last };
                        joins
                    }
                    _ => false,
                };
                if !is_merged {
                    out.push(start, stop, severity, slot);
                }
                can_merge = self.may_merge(at, is_short);
                if at + 1 == end {
                    break;
                }
            }
        }
        out.lane_begin.push(count(out.start.len()));
        out.slot.extend(self.slot.last());
        out
    }

    /// A group of several may grow on; a single item only if it is short.
    fn may_merge(&self, at: usize, is_short: bool) -> bool {
        let n = self.slot.get(at + 1).zip(self.slot.get(at)).map_or(1, |(next, this)| next - this);
        n > 1 || is_short
    }
}

/// The levels that are worth their memory, the finest first. O(n) in all: each is made from the one before.
pub(super) async fn levels(
    lane_begin: &[u32],
    start: &[i64],
    end: &[i64],
    severity: &[u8],
    turns: &Turns,
) -> Vec<Level> {
    let mut out: Vec<Level> = Vec::new();
    if start.len() < FEW_ITEMS {
        return out;
    }
    let extent = start.iter().max().zip(start.iter().min()).map_or(0, |(last, first)| last.saturating_sub(*first));
    let mut finest = Level {
        gap: 0,
        lane_begin: lane_begin.to_vec(),
        start: start.to_vec(),
        end: end.to_vec(),
        severity: severity.to_vec(),
        slot: (0..=count(start.len())).collect(),
    };
    // From where there is something to merge, a quarter of the mean step from item to item, to half a pixel of the
    // whole on a small screen.
    let n_lanes = i64::try_from(lane_begin.len()).unwrap_or(1);
    let n_items = i64::try_from(start.len()).unwrap_or(i64::MAX);
    let mut gap = (extent / n_items).saturating_mul(n_lanes).max(4) / 4;
    while gap <= extent >> 8 {
        let source = out.last().unwrap_or(&finest);
        let level = source.coarser(gap);
        if level.start.len() + source.start.len() / WORTH <= source.start.len() {
            out.push(level);
            if out.len() == 1 {
                finest = Level::default();
            }
        }
        gap = gap.saturating_mul(2);
        turns.pass().await;
    }
    drop(finest);
    out
}
