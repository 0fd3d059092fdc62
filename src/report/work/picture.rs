//! The phases as a strip over the axis, and the number of running items over time.

use super::View;
use crate::answers::phases::{self, Phase};
use crate::model::{TimeRange, Timestamp};
use crate::sweep::Step;

/// How many parts the strip and the curve are cut into at most: about two pixels each.
const N_COLUMNS: i64 = 400;
/// The height of the curve: that of the most items that ran at a time.
pub const CURVE_HEIGHT: i64 = 1_000;

/// How many items ran over time, as heights of at most [`CURVE_HEIGHT`], one for each of equal parts of the range.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Curve {
    /// The most that ran in the part.
    pub most: Vec<i64>,
    /// How many on average, idle time counted.
    pub mean: Vec<i64>,
    /// The average while any ran.
    pub average: i64,
}

impl View<'_> {
    /// The exact strip where it has few stretches. Of many, each of [`N_COLUMNS`] equal parts of the range shows what has
    /// most of it, of equal ones the later phase, and nothing before all.
    pub(super) fn strip(&self) -> Vec<(TimeRange, Option<Phase>)> {
        let stretches = phases::strip(self.facts.load, self.within, self.phase_of);
        let phase = |group: Option<u32>| group.and_then(Phase::of_number);
        if stretches.len() <= 64 {
            return stretches.into_iter().map(|part| (part.range, phase(part.group))).collect();
        }
        let mut columns = self.columns().into_iter().peekable();
        let mut ticks = [0_i64; Phase::ALL.len() + 1];
        let mut strip: Vec<(TimeRange, Option<Phase>)> = Vec::new();
        for part in stretches {
            while let Some(column) = columns.peek().copied() {
                let shared = overlap(column, part.range);
                let place = phase(part.group).map_or(0, |phase| phase as usize + 1);
                if let Some(sum) = ticks.get_mut(place) {
                    *sum += shared;
                }
                if column.end() > part.range.end() {
                    break;
                }
                let most = (0..).zip(ticks).max_by_key(|&(place, ticks)| (ticks, place)).map_or(0, |(place, _)| place);
                let shown = u32::checked_sub(most, 1).and_then(Phase::of_number);
                match strip.last_mut().filter(|(_, last)| *last == shown) {
                    Some((range, _)) => *range = range.union(column),
                    None => strip.push((column, shown)),
                }
                ticks = Default::default();
                columns.next();
            }
        }
        strip
    }

    /// How many items ran over time.
    pub(super) fn curve(&self) -> Curve {
        let (most, mean) = self.heights();
        Curve { most, mean, average: self.height(self.sums.mean_hundredths(), 100) }
    }

    /// Heights of the curve, column by column: the most that ran, and how many on average, idle time counted. O(edges).
    fn heights(&self) -> (Vec<i64>, Vec<i64>) {
        let columns = self.columns();
        let (mut most, mut mean) = (vec![0_i64; columns.len()], vec![0_i64; columns.len()]);
        let mut at = 0;
        for Step { range, running } in self.facts.load.steps(self.within) {
            while let Some(&column) = columns.get(at) {
                if let (Some(most), Some(mean)) = (most.get_mut(at), mean.get_mut(at)) {
                    let ticks = overlap(column, range);
                    *most = (*most).max(if ticks > 0 { i64::from(running) } else { 0 });
                    *mean = mean.saturating_add(ticks.saturating_mul(running.into()));
                }
                if column.end() > range.end() {
                    break;
                }
                at += 1;
            }
        }
        let most = most.into_iter().map(|n| self.height(n, 1)).collect();
        let mean = mean.into_iter().zip(&columns).map(|(sum, column)| self.height(sum, column.ticks())).collect();
        (most, mean)
    }

    /// The height of `n / parts` items.
    fn height(&self, n: i64, parts: i64) -> i64 {
        let whole = i128::from(self.sums.peak.max(1)) * i128::from(parts.max(1));
        i64::try_from(i128::from(n) * i128::from(CURVE_HEIGHT) / whole).unwrap_or(0)
    }

    /// The range in equal parts, none of them empty.
    fn columns(&self) -> Vec<TimeRange> {
        let wall = self.sums.wall;
        let n = wall.clamp(1, N_COLUMNS);
        let at = |nth: i64| {
            let ticks = i128::from(wall) * i128::from(nth) / i128::from(n);
            Timestamp::plus(self.within.start(), i64::try_from(ticks).unwrap_or(wall))
        };
        (0..n).map(|nth| TimeRange::new(at(nth), at(nth + 1))).collect()
    }
}

fn overlap(a: TimeRange, b: TimeRange) -> i64 {
    a.end().min(b.end()).since(a.start().max(b.start())).max(0)
}
