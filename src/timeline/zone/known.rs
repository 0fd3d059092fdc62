//! What is known of a zone's clock: stretches of time with one offset each, found where they are asked for.

use crate::model::time::{TICKS_PER_DAY, TICKS_PER_SECOND};
use crate::model::{Timestamp, UtcOffset};

/// A stretch of time in which a clock has one offset.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Stretch {
    /// The first instant.
    pub from: Timestamp,
    /// The instant after the last one.
    pub until: Timestamp,
    /// How far the clock runs ahead of UTC.
    pub offset: UtcOffset,
}

impl Stretch {
    /// Whether an instant lies in it.
    pub fn has(&self, t: Timestamp) -> bool {
        self.from <= t && t < self.until
    }
}

/// The stretches of one clock that have been asked for, in order; neighbours that touch differ.
#[derive(Clone, Debug, Default)]
pub struct Known(Vec<Stretch>);

impl Known {
    /// What is known around an instant. Where nothing is, the clock is read at both ends of the day (UTC) and, if they differ,
    /// a change is looked for to the second: no clock on Earth was changed twice in a day. O(log stretches).
    pub fn at(&mut self, t: Timestamp, clock: &dyn Fn(Timestamp) -> UtcOffset) -> Stretch {
        let place = self.0.partition_point(|known| known.until <= t);
        if let Some(known) = self.0.get(place).filter(|known| known.has(t)) {
            return *known;
        }
        let from = Timestamp::from_ticks(t.ticks().div_euclid(TICKS_PER_DAY).saturating_mul(TICKS_PER_DAY));
        let until = from.plus(TICKS_PER_DAY);
        let (before, after) = (clock(from), clock(until));
        let (mut low, mut high) = (from, until);
        while before != after && high.since(low) > TICKS_PER_SECOND {
            let seconds = high.since(low) / TICKS_PER_SECOND;
            let middle = low.plus(seconds / 2 * TICKS_PER_SECOND);
            if clock(middle) == before { low = middle } else { high = middle }
        }
        let day = [Stretch { from, until: high, offset: before }, Stretch { from: high, until, offset: after }];
        self.0.splice(place..place, day.into_iter().filter(|part| part.from < part.until));
        self.0.dedup_by(|next, before| {
            let is_one = before.until == next.from && before.offset == next.offset;
            if is_one {
                before.until = next.until;
            }
            is_one
        });
        let place = self.0.partition_point(|known| known.until <= t);
        self.0.get(place).copied().unwrap_or(Stretch { from, until, offset: before })
    }
}
