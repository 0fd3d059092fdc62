//! What a clock on the wall says. The page reads the browser's zones, which it asks for each stretch of time that is looked at;
//! here they are a function that is handed in.

mod known;

pub use known::{Known, Stretch};

use crate::model::time::TICKS_PER_SECOND;
use crate::model::{TimeRange, Timestamp, UtcOffset};

/// The stretch around an instant in which the zone of this name has one offset: all of it, or some part of it.
pub type Ask = fn(&str, Timestamp) -> Stretch;

const DAY: i64 = 86_400 * TICKS_PER_SECOND;
/// No clock that is put back shows more than this twice, but for the days that were repeated at the date line.
const REPEATED_MOST: i64 = 3 * 3600 * TICKS_PER_SECOND;
/// In a longer range changes of the clock are not looked for one by one.
const EACH_CHANGE_MOST: i64 = 5 * 366 * DAY;
/// Parts that such a range is looked at in.
const N_PARTS: i64 = 100;

/// A time zone: a name, and its offset from UTC at each instant.
#[derive(Clone, Debug)]
pub struct Zone {
    name: String,
    offsets: Offsets,
}

#[derive(Clone, Debug)]
enum Offsets {
    /// The first, and those that begin at an instant, in order.
    Table(UtcOffset, Vec<(Timestamp, UtcOffset)>),
    /// By whoever knows.
    Asked(Ask),
}

impl PartialEq for Zone {
    fn eq(&self, other: &Self) -> bool {
        let are_same = match (&self.offsets, &other.offsets) {
            (Offsets::Table(first, changes), Offsets::Table(other_first, other_changes)) => {
                (first, changes) == (other_first, other_changes)
            }
            // The name says which.
            (Offsets::Asked(_), Offsets::Asked(_)) => true,
            _ => false,
        };
        are_same && self.name == other.name
    }
}

impl Default for Zone {
    fn default() -> Self {
        Self::utc()
    }
}

impl Zone {
    /// UTC.
    pub fn utc() -> Self {
        Self::fixed("UTC".to_owned(), UtcOffset::UTC)
    }

    /// The same offset at all times.
    pub fn fixed(name: String, offset: UtcOffset) -> Self {
        Self { name, offsets: Offsets::Table(offset, Vec::new()) }
    }

    /// The zone that `ask` knows by this name.
    pub const fn asked(name: String, ask: Ask) -> Self {
        Self { name, offsets: Offsets::Asked(ask) }
    }

    /// From instants, each with the offset that begins there; the first also holds for all time before. Without any, UTC.
    pub fn table(name: String, unordered: Vec<(Timestamp, UtcOffset)>) -> Self {
        let mut changes: Vec<(Timestamp, UtcOffset)> = Vec::with_capacity(unordered.len());
        for change in unordered {
            let at = changes.partition_point(|&(from, _)| from <= change.0);
            changes.insert(at, change);
        }
        changes.dedup_by_key(|&mut (_, offset)| offset);
        let first = changes.first().map_or(UtcOffset::UTC, |&(_, offset)| offset);
        if !changes.is_empty() {
            changes.remove(0);
        }
        Self { name, offsets: Offsets::Table(first, changes) }
    }

    /// Its name, for the axis.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The offset at an instant.
    pub fn offset_at(&self, t: Timestamp) -> UtcOffset {
        self.stretch(t).offset
    }

    /// Whether the clock shows this time a second time, or has shown it before: it was put back, and the time of day alone
    /// does not say which of the two instants is meant.
    pub fn is_repeated(&self, t: Timestamp) -> bool {
        let here = self.stretch(t);
        let is_twice = |at: Timestamp| {
            let there = self.offset_at(at);
            let twin = t.plus(here.offset.ticks() - there.ticks());
            there != here.offset && self.offset_at(twin) == there
        };
        [REPEATED_MOST, -REPEATED_MOST].into_iter().map(|ticks| t.plus(ticks)).any(|at| !here.has(at) && is_twice(at))
    }

    /// The stretches of `range` with one offset each, in order: begin, end, offset. In a range of many years the offset is
    /// that at the begin of each.
    pub fn stretches(&self, range: TimeRange) -> impl Iterator<Item = (Timestamp, Timestamp, UtcOffset)> {
        let least = if range.ticks() > EACH_CHANGE_MOST { range.ticks() / N_PARTS } else { 0 };
        let mut from = Some(range.start());
        std::iter::from_fn(move || {
            let begin = from?;
            let Stretch { offset, mut until, .. } = self.stretch(begin);
            until = until.max(begin.plus(least));
            while until <= range.end() {
                let next = self.stretch(until);
                if next.offset != offset {
                    break;
                }
                until = next.until.max(until.plus(least));
            }
            from = Some(until).filter(|&until| until <= range.end());
            Some((begin, from.unwrap_or(range.end()), offset))
        })
    }

    /// The offset at an instant, and from when until when it holds, as far as that is known.
    fn stretch(&self, t: Timestamp) -> Stretch {
        let (first, changes) = match &self.offsets {
            Offsets::Table(first, changes) => (first, changes),
            Offsets::Asked(ask) => return ask(&self.name, t),
        };
        let n = changes.partition_point(|&(from, _)| from <= t);
        let (from, offset) = n
            .checked_sub(1)
            .and_then(|at| changes.get(at))
            .map_or((Timestamp::from_ticks(i64::MIN), *first), |&change| change);
        let until = changes.get(n).map_or(Timestamp::from_ticks(i64::MAX), |&(until, _)| until);
        Stretch { from, until, offset }
    }
}
