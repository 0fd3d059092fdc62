//! The items of a log in the order in which they are drawn and in the order of time.
//!
//! Per lane the items lie in start order in one array (CSR), and because they do not overlap, their ends ascend too: one
//! search leads from an instant to an item. One row of bits per severity answers "how many failed among these" for any
//! stretch of a lane in O(1), exactly.

use super::bits::{BitSet, Counts, RankBits};
use super::folds::{Fold, folds};
use super::lanes::Lanes;
use super::levels::{Level, levels};
use super::scale::count;
use crate::model::{Log, Severity, Timestamp};

const NO_SLOT: u32 = u32::MAX;
/// End of an item that has none.
const OPEN: i64 = i64::MAX;

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
    levels: Vec<Level>,
    folds: Vec<Fold>,
    n_log: u32,
    n_without_start: u32,
}

impl Index {
    /// Of the items of `log` that `keep` names, or of all. O(n), and O(n log n) where they do not come in order.
    pub fn new(log: &Log, lanes: &Lanes, keep: Option<&BitSet>) -> Self {
        let (starts, ends) = log.times();
        let n = lanes.len().min(starts.len());
        let mut by_time: Vec<u32> = Vec::with_capacity(n);
        let mut lane_begin = vec![0_u32; lanes.n_lanes() as usize + 2];
        let mut n_without_start = 0;
        for idx in 0..count(n) {
            let Some(lane) = lanes.lane_of(idx) else {
                n_without_start += 1;
                continue;
            };
            if keep.is_none_or(|keep| keep.get(idx)) {
                by_time.push(idx);
                if let Some(n_items) = lane_begin.get_mut(lane as usize + 2) {
                    *n_items += 1;
                }
            }
        }
        log.sort_by_time(&mut by_time);
        let mut sum = 0;
        for begin in &mut lane_begin {
            sum += *begin;
            *begin = sum;
        }
        // From here `lane_begin[lane + 1]` is where the next item of the lane goes, and in the end where the next lane begins.
        let n_drawn = by_time.len();
        let mut this = Self {
            item: vec![0; n_drawn],
            start: vec![0; n_drawn],
            end: vec![0; n_drawn],
            severity: vec![0; n_drawn],
            slot: vec![NO_SLOT; n],
            n_log: count(log.len()),
            n_without_start,
            ..Self::default()
        };
        let mut in_time = vec![0_u8; n_drawn];
        for (&idx, in_time) in by_time.iter().zip(&mut in_time) {
            let severity = log.status(idx).severity() as u8;
            *in_time = severity;
            let lane = lanes.lane_of(idx).unwrap_or(0) as usize;
            let Some(next) = lane_begin.get_mut(lane + 1) else { continue };
            let at = *next as usize;
            *next += 1;
            let start = starts.get(idx as usize).copied().unwrap_or(0);
            let end = ends.get(idx as usize).copied().unwrap_or(start).max(start);
            put(&mut this.item, at, idx);
            put(&mut this.start, at, start);
            put(&mut this.end, at, end);
            put(&mut this.severity, at, severity);
            put(&mut this.slot, idx as usize, count(at));
        }
        lane_begin.pop();
        this.lane_begin = lane_begin;
        this.by_slot = ranks(&this.severity);
        this.by_time = by_time;
        this.by_time_severity = ranks(&in_time);
        this.folds = folds(&this.lane_begin, &this.start, &this.end, &this.severity);
        this.levels = levels(&this.lane_begin, &this.start, &this.end, &this.severity);
        this
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
        self.n_without_start
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
        self.levels.iter().rfind(|level| level.gap() <= ticks)
    }

    /// Rows of so many lanes each, if there are such: a power of two.
    pub(super) fn fold(&self, lanes_per_row: u32) -> Option<&Fold> {
        let at = lanes_per_row.checked_ilog2()?.checked_sub(1)?;
        self.folds.get(at as usize).filter(|_| lanes_per_row.is_power_of_two())
    }

    /// Starts in the order of slots.
    pub(super) fn starts(&self) -> &[i64] {
        &self.start
    }

    /// Ends in the order of slots; `i64::MAX` for an open item, never before the start.
    pub(super) fn ends(&self) -> &[i64] {
        &self.end
    }

    /// Severities in the order of slots.
    pub(super) fn severities(&self) -> &[u8] {
        &self.severity
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

fn ranks(severities: &[u8]) -> [RankBits; 4] {
    let mut words: [Vec<u64>; 4] = std::array::from_fn(|_| Vec::with_capacity(severities.len() / 64 + 1));
    for chunk in severities.chunks(64) {
        let mut four = [0_u64; 4];
        for (bit, &severity) in chunk.iter().enumerate() {
            if let Some(word) = (severity as usize).checked_sub(1).and_then(|at| four.get_mut(at)) {
                *word |= 1 << bit;
            }
        }
        for (words, word) in words.iter_mut().zip(four) {
            words.push(word);
        }
    }
    words.map(|words| RankBits::from_words(words, severities.len()))
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
