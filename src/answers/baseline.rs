//! When the steps of a job usually begin and how long they usually take, over its earlier logs.

use super::objects::{Subject, subject};
use super::spans::{Span, Steps};
use super::usual::{Lengths, N_RUNS_MAX, Usual};
use crate::model::{Log, Timestamp};

/// What is usual for a step. It is drawn pale behind the step's bar.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct UsualStep {
    /// From the session's start to the step's: half of the runs began it by then. Ticks of 100 ns.
    pub offset_ticks: i64,
    /// From the start of its first item to the end of its last, as a bar is drawn; the median. The items may overlap, or have
    /// time between them.
    pub reach_ticks: i64,
    /// The lengths of its items added up, as a step's figure is.
    pub length: Usual,
    /// The length of one of its items: where a run has several, on average.
    pub of_item: Usual,
}

/// A step in one run, in ticks.
#[derive(Clone, Copy, Debug)]
struct InRun {
    offset: i64,
    reach: i64,
    length: i64,
    of_item: i64,
}

/// The steps of earlier logs. Takes one log after another and keeps none: 32 bytes for each step of each log.
#[derive(Clone, Debug, Default)]
pub struct Baseline {
    steps: Steps,
    runs: Vec<Vec<InRun>>,
    n_logs: usize,
}

impl Baseline {
    /// Adds the log of an earlier run that began at `began`, and that is all there is; the newest first, of which only so many
    /// count as for a whole run. Only steps that ended well or with warnings count: a failed one says how soon it failed. O(n).
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
            let n_items = i64::try_from(span.items().len()).unwrap_or(i64::MAX);
            runs.extend(span.start.zip(span.end).map(|(start, end)| InRun {
                offset: start.since(began),
                reach: end.since(start),
                length: span.ticks,
                of_item: span.ticks / n_items.max(1),
            }));
        }
    }

    /// How many logs were added.
    pub fn n_logs(&self) -> usize {
        self.n_logs
    }

    /// What is usual for a step; nothing if no earlier log has it. O(r log r) in its runs, fifty at most.
    pub fn of_step(&self, subject: &Subject<'_>) -> Option<UsualStep> {
        let runs = self.runs.get(self.steps.find(subject)?)?;
        let lengths = |pick: fn(&InRun) -> i64| Lengths::of(runs.iter().map(pick).collect());
        Some(UsualStep {
            offset_ticks: lengths(|run| run.offset).median()?,
            reach_ticks: lengths(|run| run.reach).median()?,
            length: lengths(|run| run.length).usual()?,
            of_item: lengths(|run| run.of_item).usual()?,
        })
    }
}

fn items(log: &Log) -> std::ops::Range<u32> {
    0..u32::try_from(log.len()).unwrap_or(u32::MAX)
}
