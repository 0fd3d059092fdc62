//! Since when a job takes another time: one step in the lengths of its runs, or none.
//!
//! Lengths are compared by their ranks alone, so neither their distribution nor a few runs that hung matter. For each place
//! that parts them in earlier and later ones the Mann-Whitney statistic says how far the later ones rank above or below,
//! divided by its own spread; the largest of these tells whether there is a step at all (Pettitt 1979, "A non-parametric approach to the
//! change-point problem", Applied Statistics 28; in this form Hawkins and Deng 2010, "A nonparametric change-point control
//! chart", Journal of Quality Technology 42). How large it gets by chance does not depend on the distribution, so it was simulated
//! once ([`BOUNDS`]), and a test simulates it anew.
//!
//! Then where: the largest statistic leans towards the middle. With the two medians known, each run says which of them it is
//! nearer to, in the logarithm and by no more than [`MOST_SAID`], and the step stands where these votes add up to most.
//!
//! Nothing is said where the two medians are nearly the same, nor where a straight line fits nearly as well as a step: a job
//! that grows slower week by week did so since no day. Where there are several steps, it is the last.
//!
//! What is assumed is that without a step one run tells nothing of the next. Where weekdays differ, that is taken out first; and
//! where runs are like the run before them all the same, the statistic is made smaller by as much as that alone makes it
//! larger: by the root of (1 + r) / (1 - r), r being the correlation of neighbours beside the step.

use super::usual::Lengths;

/// Runs on both sides of a step, at least.
pub const N_SIDE_MIN: usize = 5;
/// The most runs that are looked at: the newest.
pub const N_LOOKED_AT: usize = 200;
/// The medians differ by at least this, in percent of the smaller one: less is no news.
pub const LEAST_PERCENT: i64 = 15;
/// What one run says about where the step is, at most, in halves of the distance between the medians.
const MOST_SAID: f64 = 1.6;

/// A step fits plainly better than a line if this much more is left by the line.
const PLAINLY: f64 = 1.04;
/// Weekdays explain much of how lengths differ if so much of it is left without them at most, in percent; less for fewer runs,
/// by this much for one run: the medians of a few fit whatever there is.
const MOST_LEFT: (i64, i64) = (75, 420);
/// Four weeks: of fewer runs nothing is known of weekdays.
const N_OF_WEEKDAYS: usize = 28;
const MILLION: f64 = 1e6;

/// For a number of runs the statistic that 1 in 200, and that 1 in 1,000 sequences without a step exceed; between two of them
/// on a straight line. By 200,000 random orders for each (60,000 from 64 runs on).
const BOUNDS: [(f64, f64, f64); 12] = [
    (10.0, 2.62, 2.62),
    (12.0, 2.85, 2.89),
    (14.0, 2.88, 3.10),
    (16.0, 3.01, 3.23),
    (20.0, 3.10, 3.39),
    (24.0, 3.20, 3.47),
    (32.0, 3.30, 3.62),
    (50.0, 3.43, 3.77),
    (64.0, 3.46, 3.80),
    (100.0, 3.60, 3.98),
    (130.0, 3.65, 3.99),
    (200.0, 3.70, 4.08),
];

/// How sure a step is: how often one is seen where there is none.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Sure {
    /// Less often than in one of a hundred jobs.
    InHundred,
    /// Less often than in one of a thousand.
    InThousand,
}

/// A step.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Change {
    /// The first run that is of the new length, as its place among the lengths.
    pub at: usize,
    /// The median of those before it, back to the step before, and how many they are.
    pub before: (i64, usize),
    /// The median of those from it on, and how many they are.
    pub after: (i64, usize),
    /// How sure it is.
    pub sure: Sure,
}

impl Change {
    /// Whether it takes longer since.
    pub const fn is_slower(&self) -> bool {
        self.after.0 > self.before.0
    }

    /// How much longer or shorter, in percent of what it was, rounded; below 0 where it is shorter.
    pub fn percent(&self) -> i64 {
        let (before, after) = (i128::from(self.before.0.max(1)), i128::from(self.after.0));
        i64::try_from(((after - before) * 200 + before * (after - before).signum()) / (before * 2)).unwrap_or(i64::MAX)
    }
}

/// The last step in the lengths of runs, given from the oldest to the newest, in ticks, each with its weekday (0 to 6, on the
/// clock of whoever runs the job). Only the newest [`N_LOOKED_AT`] count, and where one took no time nothing is said.
/// O(n log n) for each step, of which there are at most n / 5.
pub fn change(runs: &[(i64, u8)]) -> Option<Change> {
    let first = runs.len().saturating_sub(N_LOOKED_AT);
    let runs = runs.get(first..)?;
    if runs.iter().any(|&(ticks, _)| ticks <= 0) {
        return None;
    }
    let mut found = None;
    let mut from = 0;
    while let Some(runs) = runs.get(from..) {
        let part: Vec<i64> = runs.iter().map(|&(ticks, _)| ticks).collect();
        let even = without_weekdays(runs, &part);
        let (near, strength) = strongest(&even);
        let at = place(&even, near);
        let Some(sure) = sure(part.len(), strength / neighbours(&even, at).sqrt()) else { break };
        let (early, late) = part.split_at_checked(at)?;
        let (before, after) = (median(early)?, median(late)?);
        let is_little = before.min(after).saturating_mul(100 + LEAST_PERCENT) > before.max(after).saturating_mul(100);
        if is_little || is_line(&even, at) {
            // There may be several steps, up and down, of which the last is near the end.
            from += part.len() / 2;
            continue;
        }
        found = Some(Change { at: first + from + at, before: (before, early.len()), after: (after, late.len()), sure });
        from += at;
    }
    found
}

/// How sure it is that so many runs have a step, by the strongest statistic; nothing where it is not.
fn sure(n_runs: usize, found: f64) -> Option<Sure> {
    let n = as_f64(n_runs);
    let above = BOUNDS.iter().position(|bound| bound.0 >= n)?;
    let (high, low) = (BOUNDS.get(above)?, BOUNDS.get(above.saturating_sub(1))?);
    let part = if high.0 > low.0 { ((n - low.0) / (high.0 - low.0)).max(0.0) } else { 0.0 };
    let between = |low: f64, high: f64| low + (high - low) * part;
    if n_runs < N_SIDE_MIN * 2 || found <= between(low.1, high.1) {
        None
    } else if found <= between(low.2, high.2) {
        Some(Sure::InHundred)
    } else {
        Some(Sure::InThousand)
    }
}

/// The lengths as if all weekdays were alike, where weekdays explain much of how they differ beside the strongest step; else as
/// they are. O(n log n).
fn without_weekdays(runs: &[(i64, u8)], lengths: &[i64]) -> Vec<i64> {
    let at = strongest(lengths).0;
    let sides = lengths.split_at_checked(at);
    let Some((before, after)) = sides.and_then(|(a, b)| Some((median(a).unwrap_or(1), median(b)?))) else {
        return lengths.to_vec();
    };
    // In millionths, so that the one median of the page serves.
    let left = |place: usize, ticks: i64| log(ticks) - log(if place < at { before } else { after });
    let left: Vec<i64> =
        lengths.iter().enumerate().map(|(place, &ticks)| whole(left(place, ticks) * MILLION)).collect();
    let of_day = |day: u8| {
        let lefts = runs.iter().zip(&left).filter(|((_, of), _)| *of == day).map(|(_, &left)| left);
        Lengths::of(lefts.collect()).median().unwrap_or(0)
    };
    let days: Vec<i64> = (0..7).map(of_day).collect();
    let of = |day: u8| days.get(day as usize).copied().unwrap_or(0);
    let all: i64 = left.iter().map(|left| left.abs()).sum();
    let rest: i64 = runs.iter().zip(&left).map(|((_, day), left)| (left - of(*day)).abs()).sum();
    if runs.len() < N_OF_WEEKDAYS || rest * 100 > all * (MOST_LEFT.0 - MOST_LEFT.1 / as_i64(runs.len())) {
        return lengths.to_vec();
    }
    runs.iter().map(|&(ticks, day)| whole((log(ticks) - float(of(day)) / MILLION).exp())).collect()
}

/// By how much more the sum of ranks varies since neighbours are alike, at least 1: beside the step at a place, and beside
/// one more on either side of it. O(n log n).
fn neighbours(lengths: &[i64], at: usize) -> f64 {
    let ranks = ranks(lengths);
    let (mut left, mut from) = (Vec::with_capacity(ranks.len()), 0);
    for (part, offset) in lengths.split_at_checked(at).into_iter().flat_map(|(a, b)| [(a, 0), (b, at)]) {
        let (near, strength) = strongest(part);
        let is_step = sure(part.len(), strength).is_some();
        for until in is_step.then_some(offset + near).into_iter().chain([offset + part.len()]) {
            let ranks = ranks.get(from..until).unwrap_or_default();
            let mean = ranks.iter().sum::<f64>() / as_f64(ranks.len().max(1));
            left.extend(ranks.iter().map(|rank| rank - mean));
            from = until;
        }
    }
    let all: f64 = left.iter().map(|left| left * left).sum();
    let beside: f64 = left.iter().zip(left.iter().skip(1)).map(|(a, b)| a * b).sum();
    let by_chance = 1.0 / as_f64(lengths.len()).sqrt();
    let r = if all > 0.0 { (beside / all - by_chance).clamp(0.0, 0.9) } else { 0.0 };
    (1.0 + r) / (1.0 - r)
}

/// The place that parts the ranks best, and its statistic. O(n log n).
fn strongest(lengths: &[i64]) -> (usize, f64) {
    let n = as_f64(lengths.len());
    let mut sum = 0.0;
    let mut best = (0, 0.0);
    for (before, rank) in (1..).zip(ranks(lengths)) {
        sum += rank * 2.0 - (n + 1.0);
        if before < N_SIDE_MIN || lengths.len() - before < N_SIDE_MIN {
            continue;
        }
        let spread = (as_f64(before) * (n - as_f64(before)) * (n + 1.0) / 3.0).sqrt();
        let found = f64::abs(sum) / spread;
        if found > best.1 {
            best = (before, found);
        }
    }
    best
}

/// The rank of each, from 1; equal ones share the middle of theirs.
fn ranks(lengths: &[i64]) -> Vec<f64> {
    let mut sorted = lengths.to_vec();
    sorted.sort_unstable();
    let rank = |ticks: &i64| {
        let below = sorted.partition_point(|other| other < ticks);
        let up_to = sorted.partition_point(|other| other <= ticks);
        f64::midpoint(as_f64(below + 1), as_f64(up_to))
    };
    lengths.iter().map(rank).collect()
}

/// Where the step is, known to be near a place: how many runs are before it. O(n log n).
fn place(lengths: &[i64], near: usize) -> usize {
    let mut at = near;
    // The medians are better once it stands better; twice is enough for nearly all.
    for _ in 0..2 {
        let sides = lengths.split_at_checked(at);
        let Some((before, after)) = sides.and_then(|(a, b)| Some((log(median(a)?), log(median(b)?)))) else {
            return at;
        };
        let (middle, half) = (f64::midpoint(before, after), (after - before) / 2.0);
        if half == 0.0 {
            return at;
        }
        let mut sum = 0.0;
        let mut least = f64::INFINITY;
        for (n_before, &ticks) in (1..).zip(lengths) {
            sum += ((log(ticks) - middle) / half).clamp(-MOST_SAID, MOST_SAID);
            let is_inside = n_before >= N_SIDE_MIN && lengths.len() - n_before >= N_SIDE_MIN;
            if is_inside && sum < least {
                (at, least) = (n_before, sum);
            }
        }
    }
    at
}

/// Whether a straight line fits the logarithms as well as a step, or nearly so: through the medians of the first and the last third (Tukey's
/// resistant line), by the sum of what is left. O(n log n).
fn is_line(lengths: &[i64], at: usize) -> bool {
    let n = lengths.len();
    let third = n / 3;
    let ends = lengths.get(..third).zip(lengths.get(n - third..));
    let steps = lengths.split_at_checked(at);
    let (Some((first, last)), Some((before, after))) = (ends, steps) else { return false };
    let medians = (median(first), median(last), median(before), median(after));
    let (Some(first), Some(last), Some(before), Some(after)) = medians else { return false };
    let slope = (log(last) - log(first)) / as_f64(n - third);
    let middle = as_f64(third - 1) / 2.0;
    let (mut by_line, mut by_step) = (0.0, 0.0);
    for (place, &ticks) in lengths.iter().enumerate() {
        let of_step = if place < at { before } else { after };
        by_step += f64::abs(log(ticks) - log(of_step));
        by_line += f64::abs(log(ticks) - (log(first) + slope * (as_f64(place) - middle)));
    }
    by_line < by_step * PLAINLY
}

fn median(lengths: &[i64]) -> Option<i64> {
    Lengths::of(lengths.to_vec()).median()
}

fn log(ticks: i64) -> f64 {
    float(ticks).ln()
}

#[expect(clippy::cast_precision_loss, reason = "lengths of runs, of which a part in 10^15 does not matter")]
const fn float(ticks: i64) -> f64 {
    ticks as f64
}

#[expect(clippy::cast_possible_truncation, reason = "of the size of a length, or of its logarithm")]
const fn whole(number: f64) -> i64 {
    number as i64
}

/// A number of runs.
fn as_f64(n: usize) -> f64 {
    float(as_i64(n))
}

fn as_i64(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}
