//! Laws that are tried on as many texts as there is time for: `TAPELINE_LAW_TEXTS` says on how many instead, and
//! `TAPELINE_LAW_SEED` which. Each piece of them is made from a seed of its own, so that all cores can work on them and a text
//! that breaks a law is found again.
#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

/// Texts of one seed.
const PIECE: usize = 5_000;
/// More of what is wrong is told by nobody.
const TOLD: usize = 12;

fn told<T: std::str::FromStr>(name: &str) -> Option<T> {
    std::env::var(name).ok()?.parse().ok()
}

/// Asserts that nothing is wrong with `n` texts. `wrong` is given a seed and a number of texts, and says what is.
#[track_caller]
pub(crate) fn holds(n: usize, wrong: &(dyn Fn(u64, usize, &mut Vec<String>) + Sync)) {
    let n = told("TAPELINE_LAW_TEXTS").unwrap_or(n);
    let first: u64 = told("TAPELINE_LAW_SEED").unwrap_or(1);
    let n_pieces = u64::try_from(n.div_ceil(PIECE)).unwrap();
    let (next, all) = (AtomicU64::new(0), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                loop {
                    let piece = next.fetch_add(1, Ordering::Relaxed);
                    if piece >= n_pieces || all.lock().unwrap().len() >= TOLD {
                        return;
                    }
                    let n = PIECE.min(n - usize::try_from(piece).unwrap() * PIECE);
                    let mut found = Vec::new();
                    // Seeds far from each other, or their first numbers are alike.
                    wrong((first + piece).wrapping_mul(0x9e37_79b9_7f4a_7c15), n, &mut found);
                    all.lock().unwrap().extend(found);
                }
            });
        }
    });
    let all = all.into_inner().unwrap();
    assert!(all.is_empty(), "{n} texts, {} wrong:\n{}", all.len(), all.join("\n"));
}
