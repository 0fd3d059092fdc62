//! Faults at random, the same from the same seed: for runs in which nothing stays well for long.

use std::time::Duration;

use crate::faults::{Fault, FaultBody, FaultKind};

/// Numbers that look like chance (`SplitMix64`).
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % n.max(1)
    }

    fn one_of<T: Clone>(&mut self, all: &[T]) -> Option<T> {
        let at = usize::try_from(self.below(all.len() as u64)).unwrap_or_default();
        all.get(at).cloned()
    }

    fn kind(&mut self) -> Option<FaultKind> {
        let status = |status, retry_after, body| FaultKind::Status { status, retry_after, body };
        let wait = Duration::from_millis(20 + self.below(400));
        self.one_of(&[
            status(429, None, FaultBody::Vendor),
            status(429, Some(1), FaultBody::Vendor),
            status(500, None, FaultBody::Vendor),
            status(502, None, FaultBody::Html),
            status(503, None, FaultBody::Empty),
            status(503, Some(1), FaultBody::Vendor),
            status(504, None, FaultBody::Html),
            FaultKind::Html,
            FaultKind::NoContent,
            FaultKind::EmptyBody,
            FaultKind::CutBody,
            FaultKind::CutBody,
            FaultKind::BadGzip,
            FaultKind::Drip(Duration::from_millis(2)),
            FaultKind::SlowHeaders(wait),
            FaultKind::HangUp,
            FaultKind::HangUp,
            FaultKind::Redirect,
            FaultKind::PreflightRefused(403),
            FaultKind::NoCorsHeaders,
            FaultKind::SetLost,
            FaultKind::ErrorJson,
            FaultKind::DeepJson,
            FaultKind::OutdatedToken,
        ])
    }
}

/// The faults of the `nth` stretch of a chaos run: in one of three none, else one or two, each of which strikes once to
/// three times. All of them pass, and none of them alters a row that it lets through: one who keeps asking ends with
/// exactly what the server has.
pub fn chaos(seed: u64, nth: u64) -> Vec<Fault> {
    let mut dice = Dice(seed ^ nth.wrapping_mul(0x2545_F491_4F6C_DD1D));
    dice.below(1);
    let n = dice.below(3);
    (0..n)
        .filter_map(|_| {
            let path_contains = dice.one_of(&["", "LogItems", "LogItems", "JobSessions", "Events"])?.to_owned();
            let after_n_matches = usize::try_from(dice.below(3)).unwrap_or_default();
            let times = Some(1 + usize::try_from(dice.below(3)).unwrap_or_default());
            Some(Fault { path_contains, after_n_matches, times, kind: dice.kind()? })
        })
        .collect()
}
