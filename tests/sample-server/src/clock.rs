//! The clock of the world. It may go faster than that of this computer, stand still, or jump ahead.

use std::sync::Mutex;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use crate::api::locked;

/// A moment of the world, when it was set, and how many times as fast as this computer's clock it has gone since.
#[derive(Clone, Copy, Debug)]
struct Beat {
    world: i64,
    set_at: Instant,
    speed: u32,
}

impl Beat {
    fn now(&self) -> i64 {
        self.world.saturating_add(ticks(self.set_at.elapsed()).saturating_mul(self.speed.into()))
    }
}

/// A clock that never goes back.
#[derive(Debug)]
pub(crate) struct Clock(Mutex<Beat>);

fn ticks(length: Duration) -> i64 {
    i64::try_from(length.as_nanos() / 100).unwrap_or(i64::MAX)
}

impl Clock {
    /// Begins at `first`, or at the time of this computer; goes as fast as it, or, from a given moment, not at all.
    pub(crate) fn new(first: Option<i64>, speed: Option<u32>) -> Self {
        let speed = speed.unwrap_or_else(|| u32::from(first.is_none()));
        let world = first.unwrap_or_else(|| ticks(SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default()));
        Self(Mutex::new(Beat { world, set_at: Instant::now(), speed }))
    }

    /// The moment it shows, in ticks.
    pub(crate) fn now(&self) -> i64 {
        locked(&self.0).now()
    }

    pub(crate) fn set_speed(&self, speed: u32) {
        let mut beat = locked(&self.0);
        *beat = Beat { world: beat.now(), set_at: Instant::now(), speed };
    }

    pub(crate) fn pass(&self, length: Duration) {
        let mut beat = locked(&self.0);
        beat.world = beat.world.saturating_add(ticks(length));
    }
}
