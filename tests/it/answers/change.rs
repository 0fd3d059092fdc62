//! Since when a job takes another time: the step of generated jobs is found where it is, and none where there is none.

#![allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    reason = "a few hundred runs of some hours"
)]

use proptest::prelude::*;
use tapeline::answers::change::{Change, N_LOOKED_AT, N_SIDE_MIN, Sure, change};

const MINUTE: i64 = 600_000_000;

/// Numbers that look as if by chance, the same each time.
struct Chance(u64);

impl Chance {
    fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// From 0 to 1, neither of them.
    fn part(&mut self) -> f64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        ((self.0 >> 11) as f64 + 0.5) / (1_u64 << 53) as f64
    }

    /// Normally distributed.
    fn bell(&mut self) -> f64 {
        (-2.0 * self.part().ln()).sqrt() * (std::f64::consts::TAU * self.part()).cos()
    }
}

/// What a job is made from: how much its lengths spread in the logarithm, how many of a hundred runs hang, how much longer it
/// takes at weekends, and the steps: from which run on, times how much.
#[derive(Clone, Debug)]
struct Made {
    n: usize,
    spread: f64,
    n_hung: f64,
    weekend: f64,
    steps: Vec<(usize, f64)>,
    /// Growing from the first run to the last, all in all times this much.
    growth: f64,
}

impl Made {
    fn steady(n: usize, spread: f64) -> Self {
        Self { n, spread, n_hung: 0.0, weekend: 1.0, steps: vec![], growth: 1.0 }
    }

    fn runs(&self, chance: &mut Chance) -> Vec<(i64, u8)> {
        (0..self.n)
            .map(|at| {
                let mut length = 60.0 * MINUTE as f64 * (self.spread * chance.bell()).exp();
                length *= self.growth.powf(at as f64 / self.n as f64);
                length *= if at % 7 >= 5 { self.weekend } else { 1.0 };
                length *= self.steps.iter().filter(|step| at >= step.0).map(|step| step.1).product::<f64>();
                if chance.part() * 100.0 < self.n_hung {
                    length *= 1.5 + 8.0 * chance.part();
                }
                (length as i64, (at % 7) as u8)
            })
            .collect()
    }
}

/// Jobs of all kinds without a step.
fn steady_jobs() -> Vec<Made> {
    let mut all = vec![];
    for n in [10, 12, 14, 20, 28, 30, 45, 60, 100, 150, 200, 300] {
        for (spread, n_hung, weekend) in
            [(0.05, 5.0, 1.0), (0.1, 0.0, 1.7), (0.3, 5.0, 1.0), (0.5, 0.0, 0.6), (1.0, 0.0, 1.0), (0.1, 3.0, 3.0)]
        {
            all.push(Made { n_hung, weekend, ..Made::steady(n, spread) });
        }
    }
    all
}

#[test]
fn no_step_is_claimed_more_often_than_it_is_said() {
    for seed in 1..4 {
        let mut chance = Chance::new(seed);
        let (mut n_jobs, mut n_claimed, mut n_sure) = (0, 0, 0);
        for made in steady_jobs() {
            for _ in 0..14 {
                n_jobs += 1;
                let found = change(&made.runs(&mut chance));
                n_claimed += usize::from(found.is_some());
                n_sure += usize::from(found.is_some_and(|found| found.sure == Sure::InThousand));
            }
        }
        assert!(
            n_jobs >= 1_000 && n_claimed * 100 <= n_jobs && n_sure * 1_000 <= n_jobs + 2_000,
            "{n_claimed}, {n_sure} of {n_jobs}"
        );
    }
    // Each kind on its own.
    for (at, made) in steady_jobs().into_iter().enumerate() {
        let mut chance = Chance::new(at as u64 + 77);
        let n_claimed = (0..1_000).filter(|_| change(&made.runs(&mut chance)).is_some()).count();
        assert!(n_claimed <= 10 + 6, "{n_claimed} of 1,000: {made:?}");
    }
}

/// How often a step is found within two runs, and how often at all, in percent.
fn found(made: impl Fn(&mut Chance) -> Made, n_jobs: usize) -> (usize, usize) {
    let mut chance = Chance::new(5);
    let (mut n_right, mut n_found) = (0, 0);
    for _ in 0..n_jobs {
        let made = made(&mut chance);
        let (at, times) = *made.steps.last().unwrap();
        if let Some(found) = change(&made.runs(&mut chance)) {
            n_found += 1;
            n_right += usize::from(found.at.abs_diff(at) <= 2 && found.is_slower() == (times > 1.0));
        }
    }
    (n_right * 100 / n_jobs, n_found * 100 / n_jobs)
}

#[test]
fn a_step_of_30_percent_is_found_within_two_runs_of_its_place() {
    let anywhere = |chance: &mut Chance, n: usize| 8 + (chance.part() * (n - 16) as f64) as usize;
    for times in [1.3, 1.0 / 1.3] {
        for n in [45, 60, 100, 200] {
            for (spread, n_hung, weekend) in [(0.02, 0.0, 1.0), (0.05, 3.0, 1.0), (0.08, 3.0, 1.0), (0.05, 2.0, 1.7)] {
                let made = |chance: &mut Chance| {
                    let steps = vec![(anywhere(chance, n), times)];
                    Made { n_hung, weekend, steps, ..Made::steady(n, spread) }
                };
                let (right, found) = found(made, 300);
                assert!(right >= 93, "{right} % right, {found} % found: {n} {spread} {n_hung} {weekend} {times}");
            }
        }
    }
    // A month of nights: where both sides have runs enough.
    let made = |chance: &mut Chance| {
        let steps = vec![(10 + (chance.part() * 10.0) as usize, 1.3)];
        Made { n_hung: 2.0, steps, ..Made::steady(30, 0.06) }
    };
    assert!(found(made, 300).0 >= 95);
}

/// Some runs are enough, if they are plainly longer; two are not.
#[test]
fn soon_after_a_step_it_is_seen() {
    let made = |late: usize| move |_: &mut Chance| Made { steps: vec![(40 - late, 1.6)], ..Made::steady(40, 0.04) };
    assert!(found(made(8), 200).0 >= 95, "{:?}", found(made(8), 200));
    assert!(found(made(6), 200).0 >= 85, "{:?}", found(made(6), 200));
    assert!(found(made(2), 200).1 <= 2, "{:?}", found(made(2), 200));
}

#[test]
fn of_several_steps_it_is_the_last() {
    let up = |_: &mut Chance| Made { steps: vec![(30, 1.4), (75, 1.4)], ..Made::steady(110, 0.05) };
    assert!(found(up, 200).0 >= 90, "{:?}", found(up, 200));
    let mut chance = Chance::new(3);
    let up_and_down = Made { steps: vec![(40, 1.5), (80, 1.0 / 1.5)], ..Made::steady(120, 0.05) };
    let n_down =
        (0..200).filter_map(|_| change(&up_and_down.runs(&mut chance))).filter(|found| !found.is_slower()).count();
    assert!(n_down >= 180, "{n_down}");
}

/// What grows little by little has grown since no run.
#[test]
fn slow_growth_is_no_step() {
    for (n, growth) in [(60, 1.6), (120, 2.0), (200, 2.5)] {
        let mut chance = Chance::new(9);
        let made = Made { growth, ..Made::steady(n, 0.03) };
        let n_claimed = (0..300).filter(|_| change(&made.runs(&mut chance)).is_some()).count();
        assert!(n_claimed <= 15, "{n_claimed} of 300: {n} {growth}");
    }
}

#[test]
fn what_is_little_or_not_known_is_not_said() {
    let step = |n_before: usize, n_after: usize, times: f64| -> Vec<(i64, u8)> {
        let length =
            |at: usize| (if at < n_before { 60.0 } else { 60.0 * times } * MINUTE as f64) as i64 + at as i64 % 3;
        (0..n_before + n_after).map(|at| (length(at), (at % 7) as u8)).collect()
    };
    assert_eq!(change(&[]), None);
    assert_eq!(change(&step(4, 4, 9.0)), None);
    assert_eq!(change(&step(30, 30, 1.1)), None, "a tenth is no news, however sure");
    assert_eq!(change(&step(30, 30, 1.0 / 1.1)), None);
    let found = change(&step(30, 30, 1.3)).unwrap();
    assert_eq!((found.at, found.before.1, found.after.1, found.sure), (30, 30, 30, Sure::InThousand));
    assert_eq!((found.percent(), found.is_slower()), (30, true));
    assert_eq!(change(&step(30, 30, 0.5)).map(|found| (found.percent(), found.is_slower())), Some((-50, false)));
    // Where one took no time, or less, nothing is said; and all alike is no step.
    let mut odd = step(30, 30, 1.3);
    odd[7].0 = 0;
    assert_eq!(change(&odd), None);
    odd[7].0 = -5;
    assert_eq!(change(&odd), None);
    assert_eq!(change(&[(MINUTE, 0); 100]), None);
    assert_eq!(change(&[(i64::MAX / 2, 6); 100]), None);
    // Only the newest count, and the place is one among all.
    let long_ago = step(100, N_LOOKED_AT + 50, 1.5);
    assert_eq!(change(&long_ago), None);
    assert_eq!(change(&step(500, 40, 1.5)).map(|found| found.at), Some(500));
}

proptest! {
    /// A unit changes nothing, and what comes out are places and medians of what went in.
    #[test]
    fn lengths_are_compared_and_not_measured(
        lengths in proptest::collection::vec((1..100_000_i64, 0..7_u8), 0..90),
        at in 0..90_usize,
    ) {
        let lengths: Vec<(i64, u8)> =
            lengths.iter().enumerate().map(|(n, &(ticks, day))| (ticks + if n >= at { 80_000 } else { 0 }, day)).collect();
        let found = change(&lengths);
        let scaled: Vec<(i64, u8)> = lengths.iter().map(|&(ticks, day)| (ticks * 1_000, day)).collect();
        prop_assert_eq!(found.map(|found| (found.at, found.sure)), change(&scaled).map(|found| (found.at, found.sure)));
        if let Some(Change { at, before, after, .. }) = found {
            prop_assert!(before.1 >= N_SIDE_MIN && after.1 >= N_SIDE_MIN);
            prop_assert!(at >= before.1 && at + after.1 == lengths.len());
            prop_assert!(before.0.min(after.0) * 115 <= before.0.max(after.0) * 100);
        }
    }

    /// Whatever is sent, it ends.
    #[test]
    fn any_lengths_end(lengths in proptest::collection::vec((any::<i64>(), any::<u8>()), 0..250)) {
        let _ = change(&lengths);
        let positive: Vec<(i64, u8)> = lengths.iter().map(|&(ticks, day)| (ticks.saturating_abs().max(1), day)).collect();
        let _ = change(&positive);
    }
}
