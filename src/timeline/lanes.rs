//! Lanes: overlapping work never overlaps on screen, in as few lanes as the largest overlap and no more.
//!
//! Interval partitioning over half-open intervals `[start, end)`: what ends at an instant and what starts at it may
//! share a lane. An item without length takes one tick, so that two at one instant stay apart. An item without an end
//! holds its lane for good: the picture lets it grow with the clock, and no lane has to move for that.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::scale::count;
use crate::model::Log;
use crate::model::order::sort_indexes;

const NO_LANE: u32 = u32::MAX;
const NO_START: i64 = i64::MIN;

/// Which lane each item of a log lies in. Items without a start lie in none.
#[derive(Clone, Debug, Default)]
pub struct Lanes {
    lane: Vec<u32>,
    /// Where the last item of each lane ends.
    lane_end: Vec<i64>,
    /// Start of the last item placed in the order of time; what starts before it comes late.
    now: i64,
    /// By end; a lane is in one of the two heaps. `lane_end` has the last word: a late item may have moved it on.
    busy: BinaryHeap<Reverse<(i64, u32)>>,
    free: BinaryHeap<Reverse<u32>>,
    /// The intervals of each lane in order, built when the first late item comes.
    slots: Option<Vec<Vec<(i64, i64)>>>,
    n_late: u32,
}

impl Lanes {
    /// Places all items of `log`. O(n log n), O(n log lanes) if they come in order already.
    pub fn pack(log: &Log) -> Self {
        let mut lanes = Self { now: NO_START, ..Self::default() };
        lanes.extend(log);
        lanes
    }

    /// Places the items that were pushed since the last call; those already placed keep their lanes. In the order of
    /// time that is O(log lanes) an item. A late item goes to the lowest lane that is free over its whole length:
    /// O(lanes × log n) an item, and one pass over all items the first time. After late items there may be more lanes
    /// than the largest overlap, see [`Lanes::n_late`].
    pub fn extend(&mut self, log: &Log) {
        let (starts, ends) = log.times();
        let n_known = self.lane.len();
        let mut fresh: Vec<u32> = (count(n_known)..count(starts.len())).collect();
        log.sort_by_time(&mut fresh);
        self.lane.resize(starts.len(), NO_LANE);
        for idx in fresh {
            let (Some(&start), Some(&end)) = (starts.get(idx as usize), ends.get(idx as usize)) else { continue };
            if start == NO_START {
                continue;
            }
            let end = held_until(start, end);
            let lane = if start < self.now { self.place_late(log, start, end) } else { self.place_next(start, end) };
            if let Some(slot) = self.lane.get_mut(idx as usize) {
                *slot = lane;
            }
        }
    }

    fn place_next(&mut self, start: i64, end: i64) -> u32 {
        self.now = start;
        while let Some(&Reverse((until, lane))) = self.busy.peek() {
            if until > start {
                break;
            }
            self.busy.pop();
            match self.end_of(lane) {
                until if until > start => self.busy.push(Reverse((until, lane))),
                _ => self.free.push(Reverse(lane)),
            }
        }
        while let Some(Reverse(lane)) = self.free.pop() {
            let until = self.end_of(lane);
            if until <= start {
                self.hold(lane, start, end);
                self.busy.push(Reverse((end, lane)));
                return lane;
            }
            self.busy.push(Reverse((until, lane)));
        }
        let lane = self.open_lane();
        self.hold(lane, start, end);
        self.busy.push(Reverse((end, lane)));
        lane
    }

    fn place_late(&mut self, log: &Log, start: i64, end: i64) -> u32 {
        self.n_late += 1;
        let slots = self.slots.take().unwrap_or_else(|| self.slots_of(log));
        let found = slots.iter().position(|slots| is_free(slots, start, end)).map(count);
        self.slots = Some(slots);
        if let Some(lane) = found {
            self.hold(lane, start, end);
            return lane;
        }
        let lane = self.open_lane();
        self.hold(lane, start, end);
        // `place_next` looks at `lane_end`, so it does not matter which heap the lane starts in.
        self.free.push(Reverse(lane));
        lane
    }

    fn open_lane(&mut self) -> u32 {
        self.lane_end.push(NO_START);
        if let Some(slots) = &mut self.slots {
            slots.push(Vec::new());
        }
        count(self.lane_end.len() - 1)
    }

    fn end_of(&self, lane: u32) -> i64 {
        self.lane_end.get(lane as usize).copied().unwrap_or(i64::MAX)
    }

    fn hold(&mut self, lane: u32, start: i64, end: i64) {
        if let Some(until) = self.lane_end.get_mut(lane as usize) {
            *until = (*until).max(end);
        }
        if let Some(slots) = self.slots.as_mut().and_then(|slots| slots.get_mut(lane as usize)) {
            let at = slots.partition_point(|&(other, _)| other < start);
            slots.insert(at, (start, end));
        }
    }

    /// The intervals of all lanes so far: those of earlier calls, and those of this call that came in order.
    fn slots_of(&self, log: &Log) -> Vec<Vec<(i64, i64)>> {
        let (starts, ends) = log.times();
        let span = |idx: u32| {
            let start = starts.get(idx as usize).copied().unwrap_or(NO_START);
            (start, held_until(start, ends.get(idx as usize).copied().unwrap_or(start)))
        };
        let mut by_start: Vec<u32> = (0..count(self.lane.len())).collect();
        sort_indexes(&mut by_start, &|a, b| span(a).cmp(&span(b)));
        let mut slots = vec![Vec::new(); self.lane_end.len()];
        for idx in by_start {
            if let Some(slots) = self.lane_of(idx).and_then(|lane| slots.get_mut(lane as usize)) {
                slots.push(span(idx));
            }
        }
        slots
    }

    /// How many lanes.
    pub fn n_lanes(&self) -> u32 {
        count(self.lane_end.len())
    }

    /// The lane of an item; nothing if it has no start.
    pub fn lane_of(&self, idx: u32) -> Option<u32> {
        self.lane.get(idx as usize).copied().filter(|&lane| lane != NO_LANE)
    }

    /// How many items have been placed or passed over.
    pub fn len(&self) -> usize {
        self.lane.len()
    }

    /// Whether nothing has been placed.
    pub fn is_empty(&self) -> bool {
        self.lane.is_empty()
    }

    /// How many items came late. If none did, [`Lanes::pack`] gives the same picture again.
    pub fn n_late(&self) -> u32 {
        self.n_late
    }
}

/// The first tick at which the lane of an item is free again.
fn held_until(start: i64, end: i64) -> i64 {
    end.max(start.saturating_add(1))
}

fn is_free(slots: &[(i64, i64)], start: i64, end: i64) -> bool {
    let at = slots.partition_point(|&(other, _)| other < start);
    let clear_before = at.checked_sub(1).and_then(|at| slots.get(at)).is_none_or(|&(_, until)| until <= start);
    clear_before && slots.get(at).is_none_or(|&(next, _)| next >= end)
}

/// The largest number of items that run at one instant, by the rules of this module: the fewest lanes that can do.
/// O(n log n).
pub fn largest_overlap(log: &Log) -> u32 {
    let (starts, ends) = log.times();
    let mut edges: Vec<(i64, i32)> = Vec::with_capacity(starts.len() * 2);
    for (&start, &end) in starts.iter().zip(ends) {
        if start != NO_START {
            edges.extend([(start, 1), (held_until(start, end), -1)]);
        }
    }
    // Ends sort before starts of the same tick: half-open.
    edges.sort_unstable();
    let mut running = 0_i32;
    let mut most = 0;
    for (_, step) in edges {
        running += step;
        most = most.max(running);
    }
    most.unsigned_abs()
}
