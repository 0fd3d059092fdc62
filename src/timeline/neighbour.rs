//! From one item to the next in the order of time: what the keys do.

use super::hits::Hits;
use super::index::Index;
use crate::model::{Severity, TimeRange};

/// Which way.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Direction {
    /// Later.
    Next,
    /// Earlier.
    Previous,
}

/// What to go to.
#[derive(Clone, Copy, Debug)]
pub enum Wanted<'a> {
    /// Any item.
    Any,
    /// An item of this severity.
    Severity(Severity),
    /// An item that the search found.
    Hit(&'a Hits),
    /// An item of the same lane.
    SameLane,
}

/// The nearest wanted item after or before `from`, by start, then usn, then arrival; from the outermost if `from` is
/// nothing or has no place. Does not go round. O(log n) and a step per 64 items passed.
pub fn neighbour(index: &Index, from: Option<u32>, direction: Direction, wanted: Wanted<'_>) -> Option<u32> {
    let order = index.by_time();
    let at = from.and_then(|idx| time_place(index, idx));
    if let Wanted::SameLane = wanted {
        return in_lane(index, from?, direction);
    }
    let bits = match wanted {
        Wanted::Severity(severity) => index.by_time_bits(severity),
        Wanted::Hit(hits) => Some(hits.by_time()),
        _ => None,
    };
    let place = match (direction, bits) {
        (Direction::Next, Some(bits)) => bits.next_one(at.map_or(0, |at| at + 1))?,
        (Direction::Previous, Some(bits)) => bits.previous_one(at.unwrap_or(bits.len()))?,
        (_, None) => step(index, at, direction, wanted)?,
    };
    order.get(place).copied()
}

/// The last item that starts before a window, or the first that starts after it: from there the way leads into it. O(log n).
pub fn beside_window(index: &Index, window: TimeRange, direction: Direction) -> Option<u32> {
    let order = index.by_time();
    let place = match direction {
        Direction::Next => {
            order.partition_point(|&idx| start_of(index, idx) < window.start().ticks()).checked_sub(1)?
        }
        Direction::Previous => order.partition_point(|&idx| start_of(index, idx) <= window.end().ticks()),
    };
    order.get(place).copied()
}

/// The place of an item in the order of time. O(log n), and a step for each item that starts at the same instant.
pub fn time_place(index: &Index, idx: u32) -> Option<usize> {
    index.slot(idx)?;
    let start = start_of(index, idx);
    let order = index.by_time();
    let first = order.partition_point(|&other| start_of(index, other) < start);
    order.get(first..)?.iter().position(|&other| other == idx).map(|at| first + at)
}

/// How many wanted items there are, and the number of `idx` among those up to it, from 1: "3 of 41".
pub fn number_of(index: &Index, idx: u32, bits: &Hits) -> Option<(u32, u32)> {
    Some((bits.rank(time_place(index, idx)? + 1), bits.count()))
}

fn start_of(index: &Index, idx: u32) -> i64 {
    index.slot(idx).and_then(|slot| index.starts().get(slot)).copied().unwrap_or(i64::MAX)
}

/// Without bits to look at: any item, or those that ended well, which are the many.
fn step(index: &Index, at: Option<usize>, direction: Direction, wanted: Wanted<'_>) -> Option<usize> {
    let order = index.by_time();
    let mut at = at;
    loop {
        let place = match (direction, at) {
            (Direction::Next, at) => at.map_or(0, |at| at + 1),
            (Direction::Previous, at) => at.unwrap_or(order.len()).checked_sub(1)?,
        };
        let idx = *order.get(place)?;
        let Wanted::Severity(severity) = wanted else { return Some(place) };
        if index.slot(idx).is_some_and(|slot| index.severity(slot) == severity) {
            return Some(place);
        }
        at = Some(place);
    }
}

fn in_lane(index: &Index, from: u32, direction: Direction) -> Option<u32> {
    let slot = index.slot(from)?;
    let (begin, end) = index.lane(index.lane_of_slot(slot));
    let slot = match direction {
        Direction::Next => slot + 1,
        Direction::Previous => slot.checked_sub(1)?,
    };
    (begin <= slot && slot < end).then(|| index.item(slot)).flatten()
}
