//! The items of a log in the order in which they are drawn and in the order of time.
//!
//! Per lane the items lie in start order in one array (CSR), and because they do not overlap, their ends ascend too: one
//! search leads from an instant to an item. One row of bits per severity answers "how many failed among these" for any
//! stretch of a lane in O(1), exactly.

use std::ops::Range;

use super::bits::{Counts, RankBits};
use super::folds::{Fold, Folds};
use super::items::{Items, OPEN};
use super::lanes::Lanes;
use super::levels::{Level, Levels};
use super::scale::count;
use super::strip::Strip;
use crate::model::order::sort_by_number_in_turns;
use crate::model::turns::{STEP, Turns, at_once};
use crate::model::{Log, Severity, Timestamp};

const NO_SLOT: u32 = u32::MAX;

/// Where every item of a picture stands. A slot is a place in the order of drawing: lane by lane, then by start.
#[derive(Clone, Debug, Default)]
pub struct Index {
    /// First slot of each lane, and one past the last slot.
    lane_begin: Vec<u32>,
    item: Vec<u32>,
    start: Vec<i64>,
    end: Vec<i64>,
    severity: Vec<u8>,
    /// Of neutral, running, warning, failed; what is none of them ended well.
    by_slot: [RankBits; 4],
    slot: Vec<u32>,
    /// Items by start, then usn, then arrival.
    by_time: Vec<u32>,
    by_time_severity: [RankBits; 4],
    /// Slots by the first tick after the item, then by start: open items last.
    by_end: Vec<u32>,
    by_end_severity: [RankBits; 4],
    n_closed: usize,
    levels: Levels,
    folds: Folds,
    n_log: u32,
}

impl Index {
    /// Of the items of `log`.
    pub fn new(log: &Log, lanes: &Lanes) -> Self {
        let items = Items::of(log);
        let order = items.by_time(0);
        at_once(Self::of(items, order, lanes, &Turns::none()))
    }

    /// Of items in the order of time, in their lanes. O(n), in slices.
    pub async fn of(items: Items, order: Vec<u32>, lanes: &Lanes, turns: &Turns) -> Self {
        let mut this = Self::laid_out(&items, order, lanes, turns).await;
        // Sorting needs the most memory of all; what stays for good goes where that was.
        drop(items);
        let slots = this.slots_by_time(turns).await;
        let by_end = sort_by_number_in_turns(slots, &|slot| this.held_until(slot as usize), turns).await;
        this.by_end = by_end;
        let slots = this.slots_by_time(turns).await;
        this.folds = Folds::of(&this, &slots, turns).await;
        drop(slots);
        this.n_closed = this.by_end.partition_point(|&slot| !this.is_open(slot as usize));
        let n = this.item.len();
        this.by_slot = ranks(&this.severity, n, &count, turns).await;
        this.by_time_severity = ranks(&this.severity, n, &|at| this.slot_in_time(at), turns).await;
        this.by_end_severity = ranks(&this.severity, n, &|at| this.slot_in_end(at), turns).await;
        this.levels = Levels::of(&this, turns).await;
        this
    }

    /// Items in their slots, and nothing made of that yet.
    async fn laid_out(items: &Items, order: Vec<u32>, lanes: &Lanes, turns: &Turns) -> Self {
        let lane_of = |idx: u32| lanes.lane_of(idx).unwrap_or(0) as usize;
        let mut lane_begin = vec![0_u32; lanes.n_lanes() as usize + 2];
        for slice in order.chunks(STEP) {
            for &idx in slice {
                if let Some(n_items) = lane_begin.get_mut(lane_of(idx) + 2) {
                    *n_items += 1;
                }
            }
            turns.pass().await;
        }
        let mut sum = 0;
        for begin in &mut lane_begin {
            sum += *begin;
            *begin = sum;
        }
        // From here `lane_begin[lane + 1]` is where the next item of the lane goes, and in the end where the next lane begins.
        let n = order.len();
        let mut this = Self {
            item: vec![0; n],
            start: vec![0; n],
            end: vec![0; n],
            severity: vec![0; n],
            slot: vec![NO_SLOT; items.len()],
            n_log: count(items.len()),
            ..Self::default()
        };
        for slice in order.chunks(STEP) {
            this.lay_out(slice, items, lanes, &mut lane_begin);
            turns.pass().await;
        }
        lane_begin.pop();
        this.lane_begin = lane_begin;
        this.by_time = order;
        this
    }

    /// `next[lane + 1]` is where the next item of a lane goes.
    fn lay_out(&mut self, part: &[u32], items: &Items, lanes: &Lanes, next: &mut [u32]) {
        for &idx in part {
            let lane = lanes.lane_of(idx).unwrap_or(0) as usize;
            let Some(next) = next.get_mut(lane + 1) else { continue };
            let at = *next as usize;
            *next += 1;
            put(&mut self.item, at, idx);
            put(&mut self.start, at, items.start(idx).unwrap_or(0));
            put(&mut self.end, at, items.end(idx));
            put(&mut self.severity, at, items.severity(idx));
            put(&mut self.slot, idx as usize, count(at));
        }
    }

    /// Slots in the order of time.
    async fn slots_by_time(&self, turns: &Turns) -> Vec<u32> {
        let n = self.item.len();
        let mut slots = Vec::with_capacity(n);
        for from in (0..n).step_by(STEP) {
            slots.extend((from..n.min(from + STEP)).map(|at| self.slot_in_time(at)));
            turns.pass().await;
        }
        slots
    }

    fn slot_in_time(&self, at: usize) -> u32 {
        self.by_time.get(at).and_then(|&idx| self.slot.get(idx as usize)).copied().unwrap_or(0)
    }

    fn slot_in_end(&self, at: usize) -> u32 {
        self.by_end.get(at).copied().unwrap_or(0)
    }

    /// The first tick after the item at a slot; an item without length takes one tick, an open one all there are.
    pub(super) fn held_until(&self, slot: usize) -> i64 {
        let start = self.start.get(slot).copied().unwrap_or(0);
        self.end.get(slot).copied().unwrap_or(start).max(start.saturating_add(1))
    }

    /// How many lanes.
    pub fn n_lanes(&self) -> u32 {
        count(self.lane_begin.len().saturating_sub(1))
    }

    /// How many items have a place in the picture.
    pub fn n_items(&self) -> u32 {
        count(self.item.len())
    }

    /// How many items the log held, those without a place included.
    pub fn n_log(&self) -> u32 {
        self.n_log
    }

    /// How many items have no start and thus no place.
    pub fn n_without_start(&self) -> u32 {
        self.n_log - self.n_items()
    }

    /// The slots of a lane: first, and one past the last.
    pub fn lane(&self, lane: u32) -> (usize, usize) {
        let at = lane as usize;
        let begin = self.lane_begin.get(at).copied().unwrap_or(0);
        (begin as usize, self.lane_begin.get(at + 1).copied().unwrap_or(begin) as usize)
    }

    /// The lane that a slot lies in. O(log lanes).
    pub fn lane_of_slot(&self, slot: usize) -> u32 {
        count(self.lane_begin.partition_point(|&begin| begin as usize <= slot).saturating_sub(1))
    }

    /// The item at a slot.
    pub fn item(&self, slot: usize) -> Option<u32> {
        self.item.get(slot).copied()
    }

    /// The slot of an item; nothing if it has no place.
    pub fn slot(&self, idx: u32) -> Option<usize> {
        self.slot.get(idx as usize).copied().filter(|&slot| slot != NO_SLOT).map(|slot| slot as usize)
    }

    /// The coarsest level in which nothing is merged that is `ticks` or more apart; nothing if only the items will do.
    pub(super) fn level(&self, ticks: i64) -> Option<&Level> {
        self.levels.within(ticks)
    }

    /// Rows of so many lanes each, if there are such: a power of two.
    pub(super) fn fold(&self, lanes_per_row: u32) -> Option<&Fold> {
        self.folds.get(lanes_per_row)
    }

    /// Slots by the first tick after the item, then by start; open items last, from [`Index::n_closed`] on.
    pub(super) fn by_end(&self) -> &[u32] {
        &self.by_end
    }

    /// How many items have an end.
    pub(super) fn n_closed(&self) -> usize {
        self.n_closed
    }

    /// First slot of each lane, and one past the last slot.
    pub(super) fn lane_begins(&self) -> &[u32] {
        &self.lane_begin
    }

    /// Starts in the order of slots.
    pub(super) fn starts(&self) -> &[i64] {
        &self.start
    }

    /// All items in the order of slots; no end is before its start.
    pub(super) fn strip(&self) -> Strip<'_> {
        Strip { starts: &self.start, ends: &self.end, severities: &self.severity, slots: None }
    }

    /// Start and end of the item at a slot, an open one up to `open_end`.
    pub fn span(&self, slot: usize, open_end: Timestamp) -> (i64, i64) {
        let start = self.start.get(slot).copied().unwrap_or(0);
        let end = self.end.get(slot).copied().unwrap_or(start);
        (start, if end == OPEN { open_end.ticks().max(start) } else { end })
    }

    /// Whether the item at a slot has no end.
    pub fn is_open(&self, slot: usize) -> bool {
        self.end.get(slot).is_some_and(|&end| end == OPEN)
    }

    /// Severity of the item at a slot.
    pub fn severity(&self, slot: usize) -> Severity {
        severity(self.severity.get(slot).copied().unwrap_or(0))
    }

    /// How many items of each severity lie in `first..last`. O(1).
    pub fn counts(&self, first: usize, last: usize) -> Counts {
        counts(&self.by_slot, first, last)
    }

    /// The worst severity in `first..last`. O(1).
    pub fn worst(&self, first: usize, last: usize) -> Severity {
        let worst = self.by_slot.iter().rposition(|bits| bits.count(first, last) > 0);
        worst.and_then(|at| Severity::ALL.get(at + 1)).copied().unwrap_or(Severity::Success)
    }

    /// The slots in `first..last` that hold the given severity, in order. O(1) each, plus a step per 64 slots passed.
    pub fn of_severity(&self, wanted: Severity, first: usize, last: usize) -> impl Iterator<Item = usize> {
        let bits = (wanted as usize).checked_sub(1).and_then(|at| self.by_slot.get(at));
        let mut from = first;
        std::iter::from_fn(move || {
            let slot = match bits {
                Some(bits) => bits.next_one(from)?,
                None => (from..last).find(|&slot| self.severity(slot) == wanted)?,
            };
            from = slot + 1;
            (slot < last).then_some(slot)
        })
    }

    /// The slots of a lane whose items meet `from..until` (half-open): first, and one past the last. O(log n).
    pub fn meeting(&self, lane: u32, from: i64, until: i64, open_end: Timestamp) -> (usize, usize) {
        let (begin, end) = self.lane(lane);
        let mut first = begin + self.end.get(begin..end).map_or(0, |ends| ends.partition_point(|&end| end < from));
        if first < end {
            // What ends at `from` has gone, unless it has no length and lies there.
            let (start, until) = self.span(first, open_end);
            first += usize::from(until <= from && start < from);
        }
        let last =
            first + self.start.get(first..end).map_or(0, |starts| starts.partition_point(|&start| start < until));
        (first, last)
    }

    /// How many items meet `from..until` (half-open), per severity. O(log n): those that start before it ends, less those
    /// that end before it starts.
    pub fn counts_meeting(&self, from: i64, until: i64, open_end: Timestamp) -> Counts {
        let [begun, ended, gone] = self.stretches_meeting(from, until, open_end);
        let mut met = counts(&self.by_time_severity, begun.0, begun.1);
        for (first, last) in [ended, gone] {
            for (met, n) in met.iter_mut().zip(counts(&self.by_end_severity, first, last)) {
                *met -= n;
            }
        }
        met
    }

    /// Stretches of [`Index::by_time`] and, twice, of the order of ends: an item meets `from..until` if it is in the first
    /// and in neither of the others.
    pub(super) fn stretches_meeting(&self, from: i64, until: i64, open_end: Timestamp) -> [(usize, usize); 3] {
        let start = |slot: u32| self.start.get(slot as usize).copied().unwrap_or(0);
        let slot = |idx: u32| self.slot.get(idx as usize).copied().unwrap_or(0);
        let begun = self.by_time.partition_point(|&idx| start(slot(idx)) < until);
        let closed = self.by_end.get(..self.n_closed).unwrap_or_default();
        let ended = closed.partition_point(|&slot| self.held_until(slot as usize) <= from);
        let open = self.by_end.get(self.n_closed..).unwrap_or_default();
        // Where nothing is known any more, open items have ended too.
        let gone = if open_end.ticks() > from { 0 } else { open.partition_point(|&slot| start(slot) < from) };
        [(0, begun), (0, ended), (self.n_closed, self.n_closed + gone)]
    }

    /// All items that have a place, by start, then usn, then arrival.
    pub fn by_time(&self) -> &[u32] {
        &self.by_time
    }

    /// The items of one severity by time, as bits over [`Index::by_time`]; nothing for `Success`.
    pub(super) fn by_time_bits(&self, wanted: Severity) -> Option<&RankBits> {
        (wanted as usize).checked_sub(1).and_then(|at| self.by_time_severity.get(at))
    }

    /// How many items of each severity have a place.
    pub fn totals(&self) -> Counts {
        self.counts(0, self.item.len())
    }
}

/// A severity from its number.
pub(super) fn severity(number: u8) -> Severity {
    Severity::ALL.get(number as usize).copied().unwrap_or_default()
}

fn put<T>(column: &mut [T], at: usize, value: T) {
    if let Some(place) = column.get_mut(at) {
        *place = value;
    }
}

/// The severities of `n` slots, in an order that says which slot stands at a place, as bits.
async fn ranks(severities: &[u8], n: usize, slot_at: &dyn Fn(usize) -> u32, turns: &Turns) -> [RankBits; 4] {
    let mut words: [Vec<u64>; 4] = std::array::from_fn(|_| vec![0; n.div_ceil(64)]);
    for from in (0..n).step_by(STEP) {
        mark(&mut words, from..n.min(from + STEP), &|at| severities.get(slot_at(at) as usize).copied().unwrap_or(0));
        turns.pass().await;
    }
    words.map(|words| RankBits::from_words(words, n))
}

/// Sets a bit for each place whose severity is not the best, in the words of that severity.
fn mark(words: &mut [Vec<u64>; 4], places: Range<usize>, severity_at: &dyn Fn(usize) -> u8) {
    for at in places {
        let words = (severity_at(at) as usize).checked_sub(1).and_then(|severity| words.get_mut(severity));
        if let Some(word) = words.and_then(|words| words.get_mut(at / 64)) {
            *word |= 1 << (at % 64);
        }
    }
}

fn counts(bits: &[RankBits; 4], first: usize, last: usize) -> Counts {
    let mut out = [0; 5];
    let mut rest = count(last.saturating_sub(first));
    for (out, bits) in out.iter_mut().skip(1).zip(bits) {
        *out = bits.count(first, last);
        rest = rest.saturating_sub(*out);
    }
    if let Some(success) = out.first_mut() {
        *success = rest;
    }
    out
}
