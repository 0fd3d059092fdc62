//! When the steps of a job usually begin and how long they usually take, over its earlier logs: for the ghosts behind bars.

use std::collections::HashMap;

use super::objects::Subject;
use super::spans::{Spans, push_key};
use crate::model::{Log, Severity, Timestamp};

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
    places: HashMap<String, u32>,
    /// Length, and from the session's start, of each run of each step.
    runs: Vec<Vec<(i64, i64)>>,
    n_logs: usize,
}

impl Baseline {
    /// Adds the log of an earlier run that began at `began`; the newest first. Only steps that ended well or with warnings
    /// count: a failed one says how soon it failed. O(n).
    pub fn add(&mut self, log: &Log, began: Timestamp) {
        self.n_logs += 1;
        let mut key = String::new();
        for step in Spans::of(log, began).into_steps() {
            let is_good = matches!(step.span.severity, Severity::Success | Severity::Warning) && !step.span.is_open;
            let Some(start) = step.span.start.filter(|_| is_good) else { continue };
            key.clear();
            push_key(&step.subject, &mut key);
            let place = self.places.get(key.as_str()).copied().unwrap_or_else(|| {
                let place = u32::try_from(self.runs.len()).unwrap_or(u32::MAX);
                self.places.insert(key.clone(), place);
                self.runs.push(Vec::new());
                place
            });
            if let Some(runs) = self.runs.get_mut(place as usize).filter(|runs| runs.len() < N_RUNS_MAX) {
                runs.push((step.span.ticks, start.since(began)));
            }
        }
    }

    /// How many logs were added.
    pub fn n_logs(&self) -> usize {
        self.n_logs
    }

    /// What is usual for a step; nothing if no earlier log has it. O(r log r) in its runs, fifty at most.
    pub fn ghost(&self, subject: &Subject<'_>) -> Option<Ghost> {
        let mut key = String::new();
        push_key(subject, &mut key);
        let runs = self.runs.get(*self.places.get(&key)? as usize)?;
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

    /// The ghosts of a log whose session began at `began`: for each of its steps that earlier logs have too, the first of
    /// its items, and what is usual. In the order in which the steps first appear. O(n).
    pub fn ghosts(&self, log: &Log, began: Timestamp) -> Vec<(u32, Ghost)> {
        let spans = Spans::of(log, began);
        let of = spans.steps().iter().filter_map(|step| Some((*step.span.items.first()?, self.ghost(&step.subject)?)));
        of.collect()
    }
}

/// The middle one of numbers in order; between the two middle ones of an even number.
pub(super) fn median(sorted: &[i64]) -> Option<i64> {
    let n = sorted.len();
    let (low, high) = (*sorted.get(n.checked_sub(1)? / 2)?, *sorted.get(n / 2)?);
    Some(low + (high - low) / 2)
}
