//! Logs to draw: made up, the same at every run.

use proptest::prelude::*;
use tapeline::model::{Log, NewItem, Status, TimeRange, Timestamp};

/// 2026-11-21 22:00 UTC.
pub(super) const START: i64 = 17_956_836_000_000_000 - 1_224_000_000_000;
pub(super) const SECOND: i64 = 10_000_000;

/// Numbers that look random and are the same everywhere.
pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub(super) fn below(&mut self, n: i64) -> i64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        i64::try_from(self.0 >> 1).unwrap() % n.max(1)
    }
}

pub(super) fn push(log: &mut Log, start: Option<i64>, end: Option<i64>, status: Status) -> u32 {
    let usn = Some(i64::try_from(log.len()).unwrap() + 1);
    let (start, end) = (start.map(Timestamp::from_ticks), end.map(Timestamp::from_ticks));
    log.push(&NewItem { start, end, status, usn, title: "x", ..NewItem::default() }).unwrap()
}

pub(super) fn status(dice: &mut Dice) -> Status {
    match dice.below(1000) {
        0..10 => Status::Failed,
        10..30 => Status::Warning,
        30..45 => Status::Stopped,
        _ => Status::Success,
    }
}

/// A session as a server makes it: `n_workers` that take one item after the other for six hours, every seventh item
/// without length, a few without end, in the order of time.
pub(super) fn session(n: usize, n_workers: usize, seed: u64) -> Log {
    let mut dice = Dice::new(seed);
    let mut items = Vec::with_capacity(n);
    let length = 6 * 3600 * SECOND;
    let mean = length * i64::try_from(n_workers).unwrap() / i64::try_from(n).unwrap().max(1);
    for worker in 0..n_workers {
        let mut t = START + dice.below(mean / 2 + 1) + i64::try_from(worker).unwrap() * SECOND / 7;
        let share = n / n_workers + usize::from(worker < n % n_workers);
        for nth in 0..share {
            let ticks = match dice.below(20) {
                0..3 => 0,
                3..12 => dice.below(mean / 2 + 1),
                12..19 => dice.below(mean * 2 + 1),
                _ => dice.below(mean * 5 + 1),
            };
            let is_last = nth + 1 == share;
            let is_open = is_last && worker % 9 == 4;
            let found = if is_open { Status::Running } else { status(&mut dice) };
            items.push((t, if is_open { None } else { Some(t + ticks) }, found));
            t += ticks + dice.below(mean / 3 + 1);
        }
    }
    items.sort_unstable_by_key(|&(start, end, _)| (start, end));
    let mut log = Log::new();
    for (start, end, status) in items {
        push(&mut log, Some(start), end, status);
    }
    log
}

/// How far open items of a log reach.
pub(super) fn open_end(log: &Log) -> Timestamp {
    log.extent().map_or(Timestamp::from_ticks(START), TimeRange::end)
}

/// Anything at all: overlaps, ties, reversed, open and missing times, in any order.
pub(super) fn any_log(most: usize) -> impl Strategy<Value = Log> {
    let status = prop_oneof![
        6 => Just(Status::Success),
        1 => Just(Status::Unknown),
        1 => Just(Status::Running),
        1 => Just(Status::Warning),
        1 => Just(Status::Failed),
    ];
    let length = prop_oneof![3 => Just(Some(0)), 5 => (-3..30_i64).prop_map(Some), 2 => (0..900_i64).prop_map(Some), 1 => Just(None)];
    let item = (prop::option::weighted(0.97, 0..1000_i64), length, status);
    prop::collection::vec(item, 0..most).prop_map(|items| {
        let mut log = Log::new();
        for (start, length, status) in items {
            let end = start.zip(length).map(|(start, length)| start + length);
            push(&mut log, start, end, status);
        }
        log
    })
}

/// A window somewhere about such a log, from a tick to all of it.
pub(super) fn any_window() -> impl Strategy<Value = TimeRange> {
    (-50..1100_i64, prop_oneof![1..20_i64, 1..2000_i64])
        .prop_map(|(start, ticks)| TimeRange::new(Timestamp::from_ticks(start), Timestamp::from_ticks(start + ticks)))
}
