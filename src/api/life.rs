//! How long a sign-in lasts without use, by the clock on the wall: a computer that slept has counted nothing.

use crate::model::{Timestamp, time::TICKS_PER_SECOND};

/// Before the end there is this much time to say that somebody is there, in seconds; half the limit where that is less.
const WARNING_S: i64 = 60;

/// How long until the page signs out by itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Idle {
    /// Long enough to say nothing.
    Fine,
    /// So many seconds, 1 or more: time to warn.
    Ending(i64),
    /// It is over: token and data go.
    Over,
}

impl Idle {
    /// What the clock says: `used` is when somebody last did something. A clock that was put back counts as no time.
    pub fn at(now: Timestamp, used: Timestamp, limit_minutes: u32) -> Self {
        let limit = i64::from(limit_minutes) * 60;
        let left = limit - now.since(used).max(0) / TICKS_PER_SECOND;
        if left <= 0 {
            Self::Over
        } else if left <= WARNING_S.min(limit / 2) {
            Self::Ending(left)
        } else {
            Self::Fine
        }
    }
}
