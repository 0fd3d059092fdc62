//! When to ask again by itself: GET only, only what may pass, few times, spread out.

use super::Fault;

/// How often a request is repeated by itself.
pub const MAX_RETRIES: u32 = 4;
/// How long the waits may be in all.
pub const MAX_WAIT_MS: u32 = 90_000;

const BASE_MS: u32 = 1_000;
const CAP_MS: u32 = 30_000;
/// Short enough not to be felt, long enough that a failing server is not asked in a tight loop.
const FLOOR_MS: u32 = 100;

/// How long to wait before retry number `attempt` (the first is 1); `None` if it should not be retried by itself.
///
/// Full jitter: anywhere between nothing and 1 s, 2 s, 4 s, 8 s (30 s at most), by `random` in 0 to 1; never earlier than the
/// server asks for.
pub fn retry_after_ms(attempt: u32, fault: &Fault, random: f64) -> Option<u32> {
    if attempt == 0 || attempt > MAX_RETRIES || !fault.is_passing() {
        return None;
    }
    let asked = fault.retry_after_s().unwrap_or(0).saturating_mul(1_000);
    let ms = jitter_ms(attempt, random).max(asked);
    (ms <= MAX_WAIT_MS).then_some(ms)
}

/// The wait before retry number `attempt`, whatever went wrong.
pub(super) fn jitter_ms(attempt: u32, random: f64) -> u32 {
    let ceiling = BASE_MS.saturating_mul(1 << attempt.saturating_sub(1).min(16)).min(CAP_MS);
    let random = if random.is_finite() { random.clamp(0.0, 1.0) } else { 1.0 };
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 30,000")]
    let jitter = (f64::from(ceiling) * random) as u32;
    jitter.max(FLOOR_MS)
}
