//! Lanes: overlapping work never overlaps on screen, in as few lanes as the largest overlap and no more.
//!
//! Interval partitioning over half-open intervals `[start, end)`: what ends at an instant and what starts at it may
//! share a lane. An item without length takes one tick, so that two at one instant stay apart. An item without an end
//! holds its lane for good: the picture lets it grow with the clock, and no lane has to move for that.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::items::Items;
use super::scale::count;
use crate::model::Log;
use crate::model::turns::{STEP, Turns};

const NO_LANE: u32 = u32::MAX;

/// Which lane each item of a log lies in. Items without a start lie in none.
#[derive(Clone, Debug, Default)]
pub struct Lanes {
    lane: Vec<u32>,
    packer: Packer,
    n: u32,
    /// Start of the last item placed in the order of time; what starts before it comes late.
    now: Option<i64>,
    /// The intervals of each lane in order, built when the first late item comes.
    slots: Option<Vec<Vec<(i64, i64)>>>,
    n_late: u32,
    group_begin: Vec<u32>,
}

/// Gives items that come in the order of time the lowest free lane.
#[derive(Clone, Debug, Default)]
struct Packer {
    /// Where the last item of each lane ends.
    lane_end: Vec<i64>,
    /// By end; a lane is in one of the two heaps. `lane_end` has the last word: a late item may have moved it on.
    busy: BinaryHeap<Reverse<(i64, u32)>>,
    free: BinaryHeap<Reverse<u32>>,
}

impl Packer {
    /// O(log lanes) on average.
    fn place(&mut self, start: i64, end: i64) -> u32 {
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
        let lane = loop {
            let Some(Reverse(lane)) = self.free.pop() else { break self.open_lane() };
            let until = self.end_of(lane);
            if until <= start {
                break lane;
            }
            self.busy.push(Reverse((until, lane)));
        };
        self.hold(lane, end);
        self.busy.push(Reverse((end, lane)));
        lane
    }

    fn open_lane(&mut self) -> u32 {
        self.lane_end.push(i64::MIN);
        count(self.lane_end.len() - 1)
    }

    fn end_of(&self, lane: u32) -> i64 {
        self.lane_end.get(lane as usize).copied().unwrap_or(i64::MAX)
    }

    fn hold(&mut self, lane: u32, end: i64) {
        if let Some(until) = self.lane_end.get_mut(lane as usize) {
            *until = (*until).max(end);
        }
    }
}

impl Lanes {
    /// Places all items of `log`, as [`Lanes::extend`] does.
    pub fn pack(log: &Log) -> Self {
        let mut lanes = Self::default();
        lanes.extend(&Items::of(log));
        lanes
    }

    /// Places the items that came since the last call, as [`Lanes::place`] does.
    pub fn extend(&mut self, items: &Items) {
        self.place(items, &items.by_time(self.len()));
    }

    /// Places further items, given in the order of time; those already placed keep their lanes. In that order it is
    /// O(log lanes) an item. A late item goes to the lowest lane that is free over its whole length:
    /// O(lanes × log n) an item, and one pass over all items the first time. After late items there may be more lanes
    /// than the largest overlap, see [`Lanes::n_late`].
    pub fn place(&mut self, items: &Items, fresh: &[u32]) {
        self.lane.resize(items.len(), NO_LANE);
        for &idx in fresh {
            let Some(start) = items.start(idx) else { continue };
            let end = items.held_until(idx);
            let lane = if self.now.is_some_and(|now| start < now) {
                self.place_late(items, start, end)
            } else {
                self.now = Some(start);
                let lane = self.packer.place(start, end);
                self.note(lane, start, end);
                lane
            };
            self.set(idx, lane);
        }
        self.n = count(self.packer.lane_end.len());
    }

    /// Places all items anew, each group in lanes of its own, one group below the other. `order` is that of time; `group`
    /// holds the number of each item's group, below `n_groups`. O(n log lanes), in slices.
    pub async fn by_group(items: &Items, order: &[u32], (group, n_groups): (&[u32], usize), turns: &Turns) -> Self {
        let mut lanes = Self { lane: vec![NO_LANE; items.len()], ..Self::default() };
        let mut packers = vec![Packer::default(); n_groups];
        let group_of = |idx: u32| group.get(idx as usize).map_or(0, |&group| group as usize);
        for slice in order.chunks(STEP) {
            for &idx in slice {
                if let (Some(packer), Some(start)) = (packers.get_mut(group_of(idx)), items.start(idx)) {
                    let lane = packer.place(start, items.held_until(idx));
                    lanes.set(idx, lane);
                }
            }
            turns.pass().await;
        }
        for packer in &packers {
            lanes.group_begin.push(lanes.n);
            lanes.n += count(packer.lane_end.len());
        }
        lanes.group_begin.push(lanes.n);
        for slice in order.chunks(STEP) {
            for &idx in slice {
                let begin = lanes.group_begin.get(group_of(idx)).copied().unwrap_or(0);
                if let Some(lane) = lanes.lane.get_mut(idx as usize).filter(|lane| **lane != NO_LANE) {
                    *lane += begin;
                }
            }
            turns.pass().await;
        }
        lanes
    }

    /// Gives every item a lane of its own, in the order of time. O(n).
    pub fn one_each(items: &Items, order: &[u32]) -> Self {
        let mut lanes = Self { lane: vec![NO_LANE; items.len()], n: count(order.len()), ..Self::default() };
        for (&idx, lane) in order.iter().zip(0..) {
            // One write each: a million of them are a slice.
            lanes.set(idx, lane);
        }
        lanes
    }

    /// How many of the items that came since the last call come late. O(those).
    pub fn n_late_among(&self, items: &Items) -> usize {
        let Some(now) = self.now else { return 0 };
        let fresh = count(self.lane.len())..count(items.len());
        fresh.filter(|&idx| items.start(idx).is_some_and(|start| start < now)).count()
    }

    fn set(&mut self, idx: u32, lane: u32) {
        if let Some(place) = self.lane.get_mut(idx as usize) {
            *place = lane;
        }
    }

    fn place_late(&mut self, items: &Items, start: i64, end: i64) -> u32 {
        self.n_late += 1;
        let slots = self.slots.take().unwrap_or_else(|| self.slots_of(items));
        let found = slots.iter().position(|slots| is_free(slots, start, end)).map(count);
        self.slots = Some(slots);
        let lane = found.unwrap_or_else(|| {
            let lane = self.packer.open_lane();
            // The packer looks at where a lane ends, so it does not matter which heap the lane starts in.
            self.packer.free.push(Reverse(lane));
            lane
        });
        self.packer.hold(lane, end);
        self.note(lane, start, end);
        lane
    }

    /// Once late items have come, every interval counts.
    fn note(&mut self, lane: u32, start: i64, end: i64) {
        let Some(slots) = &mut self.slots else { return };
        slots.resize_with(self.packer.lane_end.len(), Vec::new);
        if let Some(slots) = slots.get_mut(lane as usize) {
            let at = slots.partition_point(|&(other, _)| other < start);
            slots.insert(at, (start, end));
        }
    }

    /// The intervals of all lanes so far: those of earlier calls, and those of this call that came in order.
    fn slots_of(&self, items: &Items) -> Vec<Vec<(i64, i64)>> {
        let mut slots = vec![Vec::new(); self.packer.lane_end.len()];
        for idx in items.by_time(0) {
            let slots = self.lane_of(idx).and_then(|lane| slots.get_mut(lane as usize));
            if let (Some(slots), Some(start)) = (slots, items.start(idx)) {
                slots.push((start, items.held_until(idx)));
            }
        }
        slots
    }

    /// How many lanes.
    pub fn n_lanes(&self) -> u32 {
        self.n
    }

    /// The lane of an item; nothing if it has no start.
    pub fn lane_of(&self, idx: u32) -> Option<u32> {
        self.lane.get(idx as usize).copied().filter(|&lane| lane != NO_LANE)
    }

    /// First lane of each group, and one past the last lane; empty where items are not grouped.
    pub fn group_begin(&self) -> &[u32] {
        &self.group_begin
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

fn is_free(slots: &[(i64, i64)], start: i64, end: i64) -> bool {
    let at = slots.partition_point(|&(other, _)| other < start);
    let clear_before = at.checked_sub(1).and_then(|at| slots.get(at)).is_none_or(|&(_, until)| until <= start);
    clear_before && slots.get(at).is_none_or(|&(next, _)| next >= end)
}

/// The largest number of items that run at one instant, by the rules of this module: the fewest lanes that can do.
/// O(n log n).
pub fn largest_overlap(log: &Log) -> u32 {
    let items = Items::of(log);
    let mut edges: Vec<(i64, i32)> = Vec::with_capacity(items.len() * 2);
    for idx in 0..count(items.len()) {
        if let Some(start) = items.start(idx) {
            edges.extend([(start, 1), (items.held_until(idx), -1)]);
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
