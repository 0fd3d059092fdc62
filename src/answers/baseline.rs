//! When the steps of a job usually begin and how long they usually take, over its earlier logs: for the ghosts behind bars.

use super::objects::{Subject, subject};
use super::spans::{Span, Steps};
use crate::model::{Log, Timestamp};

/// The newest logs that count for a step. Logs are added the newest first.
const N_RUNS_MAX: usize = 50;

/// What is usual for a step.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Ghost {
    /// From the session's start to the step's: half of the runs began it by then. Ticks of 100 ns.
    pub offset_ticks: i64,
    /// Half of the runs took at most this long. Between the two middle ones of an even number, as for the offset.
    pub median_ticks: i64,
    /// Nine of ten runs took at most this long; the length of a real run.
    pub p90_ticks: i64,
    /// In how many runs; at least one.
    pub n: usize,
}

/// The steps of earlier logs. Takes one log after another and keeps none: 16 bytes for each step of each log.
#[derive(Clone, Debug, Default)]
pub struct Baseline {
    steps: Steps,
    /// Length, and from the session's start, of each run of each step.
    runs: Vec<Vec<(i64, i64)>>,
    n_logs: usize,
}

impl Baseline {
    /// Adds the log of an earlier run that began at `began`; the newest first. Only steps that ended well or with warnings
    /// count: a failed one says how soon it failed. O(n).
    pub fn add(&mut self, log: &Log, began: Timestamp) {
        self.n_logs += 1;
        let mut spans: Vec<Option<Span>> = Vec::new();
        for idx in items(log) {
            let number = self.steps.number(&subject(log.text(idx)));
            spans.resize(spans.len().max(number + 1), None);
            match spans.get_mut(number) {
                Some(Some(span)) => span.add(log, idx, began),
                Some(none) => *none = Some(Span::of(log, idx, began)),
                None => {}
            }
        }
        self.runs.resize(self.runs.len().max(spans.len()), Vec::new());
        for (runs, span) in self.runs.iter_mut().zip(spans) {
            let Some(span) = span.filter(|span| span.is_good() && runs.len() < N_RUNS_MAX) else { continue };
            runs.extend(span.start.map(|start| (span.ticks, start.since(began))));
        }
    }

    /// How many logs were added.
    pub fn n_logs(&self) -> usize {
        self.n_logs
    }

    /// What is usual for a step; nothing if no earlier log has it. O(r log r) in its runs, fifty at most.
    pub fn ghost(&self, subject: &Subject<'_>) -> Option<Ghost> {
        let runs = self.runs.get(self.steps.find(subject)?)?;
        let sorted = |pick: fn(&(i64, i64)) -> i64| {
            let mut numbers: Vec<i64> = runs.iter().map(pick).collect();
            numbers.sort_unstable();
            numbers
        };
        let lengths = sorted(|&(length, _)| length);
        let p90_ticks = *lengths.get((lengths.len() * 9).div_ceil(10).checked_sub(1)?)?;
        let offset_ticks = median(&sorted(|&(_, offset)| offset))?;
        Some(Ghost { offset_ticks, median_ticks: median(&lengths)?, p90_ticks, n: lengths.len() })
    }
}

fn items(log: &Log) -> std::ops::Range<u32> {
    0..u32::try_from(log.len()).unwrap_or(u32::MAX)
}

/// The middle one of numbers in order; between the two middle ones of an even number.
pub(super) fn median(sorted: &[i64]) -> Option<i64> {
    let n = sorted.len();
    let (low, high) = (*sorted.get(n.checked_sub(1)? / 2)?, *sorted.get(n / 2)?);
    Some(low + (high - low) / 2)
}
