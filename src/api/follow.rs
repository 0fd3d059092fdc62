//! When to look again at what may still change: soon where something happens, seldom where nothing does.

/// The shortest pause between two rounds, in milliseconds.
const SHORTEST_MS: u32 = 5_000;
/// The longest.
const LONGEST_MS: u32 = 60_000;
/// A round may take at most this part of the time.
const SHARE: u32 = 10;

/// How a round ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Round {
    /// Something is new.
    News,
    /// Everything is as it was.
    Same,
    /// The server did not answer well.
    Failed,
}

/// The pauses of one view.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Pace {
    wait_ms: u32,
}

impl Default for Pace {
    fn default() -> Self {
        Self { wait_ms: SHORTEST_MS }
    }
}

impl Pace {
    /// The pause after a round, in milliseconds. `took_ms` is how long the round took; `random` is anything from 0 to 1.
    pub fn after(&mut self, round: Round, took_ms: u32, random: f64) -> u32 {
        let grown = match round {
            Round::News => SHORTEST_MS,
            Round::Same => self.wait_ms.saturating_add(self.wait_ms / 2),
            Round::Failed => self.wait_ms.saturating_mul(2),
        };
        self.wait_ms = grown.min(LONGEST_MS);
        // Many pages that lost one server at the same moment do not come back at the same moment.
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most half a minute")]
        let jitter =
            if round == Round::Failed { (f64::from(self.wait_ms / 2) * random.clamp(0.0, 1.0)) as u32 } else { 0 };
        (self.wait_ms - jitter).max(took_ms.saturating_mul(SHARE))
    }
}
