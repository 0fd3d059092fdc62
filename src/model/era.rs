//! Which times can be believed. Servers write a date for "never" (1900, 1970, 2100 …), and clocks are set wrong; such a time
//! is shown as it was sent, and must not bend what is drawn and added up of the others.
//!
//! The rule: times that follow one another without a pause of half a year belong together. Most of them tell when it
//! was; what lies half a year or more from these cannot be believed. Times at which no server of this family ran count only
//! where there are no others, so that a log with more stand-ins than times is still seen where it was.
//!
//!     1900        1970                            2026                    9998
//!      ||          |                           ||||||||||                   |
//!     far         far                   the era of this log               far

use std::sync::OnceLock;

use super::time::TICKS_PER_DAY;
use super::{TimeRange, Timestamp};

/// Half a year, in ticks of 100 ns: no operation and no session takes so long, and no log has such a pause in it.
pub const FAR_TICKS: i64 = 183 * TICKS_PER_DAY;

/// Half-years since 1970 in which servers run: from January 2006, when their maker was founded, to March 2079, before
/// the largest date of some databases.
const PLAUSIBLE: std::ops::Range<i64> = 72..218;

impl Timestamp {
    /// Whether a server of this family may have run at this time. What is not plausible may still be believed, where
    /// nothing else is known.
    pub fn is_plausible(self) -> bool {
        PLAUSIBLE.contains(&half_year(self.ticks()))
    }
}

/// A length in ticks, if something may have taken so long.
pub fn plausible_length(ticks: i64) -> Option<i64> {
    (ticks.unsigned_abs() <= FAR_TICKS.unsigned_abs()).then_some(ticks)
}

const fn half_year(ticks: i64) -> i64 {
    ticks.div_euclid(FAR_TICKS)
}

/// Times, and which of them can be believed. It grows time by time; the order does not matter.
#[derive(Clone, Debug, Default)]
pub struct Era {
    /// In order, each half-year that has a time.
    parts: Vec<Part>,
    /// The one that was added to last.
    last: usize,
    /// A time that is known to be right.
    known: Option<Timestamp>,
    told: OnceLock<Told>,
}

/// The times of a half-year.
#[derive(Clone, Copy, Debug)]
struct Part {
    half_year: i64,
    n: u64,
    first: i64,
    last: i64,
}

/// What follows from the times.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
struct Told {
    /// Those that are believed.
    range: Option<TimeRange>,
    /// Whether that is all of them.
    is_all: bool,
}

impl Era {
    /// Adds a time. O(1) on average, O(half-years) at worst.
    pub fn add(&mut self, t: Timestamp) {
        self.told = OnceLock::new();
        let (t, half_year) = (t.ticks(), half_year(t.ticks()));
        if self.parts.get(self.last).is_none_or(|part| part.half_year != half_year) {
            self.last = self.parts.partition_point(|part| part.half_year < half_year);
            if self.parts.get(self.last).is_none_or(|part| part.half_year != half_year) {
                self.parts.insert(self.last, Part { half_year, n: 0, first: t, last: t });
            }
        }
        if let Some(part) = self.parts.get_mut(self.last) {
            part.n += 1;
            (part.first, part.last) = (part.first.min(t), part.last.max(t));
        }
    }

    /// Believes a plausible time that is known from elsewhere, and with it what lies near: a clock may have been wrong for
    /// more than half of the items.
    pub fn rely_on(&mut self, t: Option<Timestamp>) {
        let t = t.filter(|t| t.is_plausible());
        if self.known != t {
            (self.known, self.told) = (t, OnceLock::new());
        }
    }

    /// Forgets all times but the one that is known to be right.
    pub fn forget_times(&mut self) {
        *self = Self { known: self.known, ..Self::default() };
    }

    /// From the first to the last time that is believed; nothing where there is no time.
    pub fn range(&self) -> Option<TimeRange> {
        self.told().range
    }

    /// Whether a time is believed, be it one of those added or not.
    pub fn believes(&self, t: Timestamp) -> bool {
        let told = self.told();
        told.range.is_none_or(|range| t.since(range.end()) < FAR_TICKS && range.start().since(t) < FAR_TICKS)
    }

    /// Whether all times that were added are believed.
    pub fn is_all(&self) -> bool {
        self.told().is_all
    }

    fn told(&self) -> &Told {
        self.told.get_or_init(|| {
            let follows = |a: &Part, b: &Part| b.first - a.last < FAR_TICKS;
            let n = |run: &&[Part]| {
                let of = |parts: &mut dyn Iterator<Item = &Part>| parts.map(|part| part.n).sum::<u64>();
                (of(&mut run.iter().filter(|part| PLAUSIBLE.contains(&part.half_year))), of(&mut run.iter()))
            };
            // Of equal ones the later: a clock without a battery begins long ago.
            let runs = || self.parts.chunk_by(follows);
            let is_near = |t: i64, parts: &&[Part]| {
                let ends = parts.first().zip(parts.last());
                ends.is_some_and(|(first, last)| {
                    t.saturating_sub(last.last) < FAR_TICKS && first.first.saturating_sub(t) < FAR_TICKS
                })
            };
            let known = self.known.and_then(|t| runs().find(|run| is_near(t.ticks(), run)));
            let most = known.or_else(|| runs().max_by_key(n));
            let ends = most.and_then(|parts| Some((parts.first()?.first, parts.last()?.last)));
            let range = |(first, last)| TimeRange::new(Timestamp::from_ticks(first), Timestamp::from_ticks(last));
            Told { range: ends.map(range), is_all: most.is_none_or(|parts| parts.len() == self.parts.len()) }
        })
    }
}
