//! A log by step: the items of one object and one kind of work summed into one span, so that runs can be set side by side.

use super::groups::Names;
use super::objects::{Kind, Subject};
use crate::model::{Assumption, Log, Severity, Status, TimeRange, Timestamp};

/// How a step ended, from good to bad. Of several items the worst counts.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Outcome {
    /// All of it ended well.
    Good,
    /// It ended, and nobody says how.
    Unknown,
    /// It ended with a warning.
    Warned,
    /// It did not come to its end: somebody stopped it, or it could not be done.
    Stopped,
    /// It waits or goes on, or its end is not known.
    Open,
    /// It failed, at least in part.
    Failed,
}

impl Outcome {
    fn of(log: &Log, idx: u32) -> Self {
        match log.status(idx) {
            Status::Failed | Status::RunningWithError => Self::Failed,
            Status::Stopped
            | Status::Canceled
            | Status::NeverExecuted
            | Status::NotConfigured
            | Status::Disconnected => Self::Stopped,
            Status::Running | Status::RunningWithWarning | Status::Queued | Status::Canceling => Self::Open,
            _ if log.is_open(idx) => Self::Open,
            Status::Warning => Self::Warned,
            Status::Success => Self::Good,
            Status::Unknown => Self::Unknown,
        }
    }
}

/// What was done on one object in one kind of work; where a text names no object, all of that kind.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Span {
    items: Items,
    /// Start of the first of them; nothing if none has a start.
    pub start: Option<Timestamp>,
    /// Where the last of them ends.
    pub end: Option<Timestamp>,
    /// The lengths of all of them added up, in ticks of 100 ns: more than from start to end where they overlap, less
    /// where there is time between them. An item that ends before it starts adds nothing.
    pub ticks: i64,
    /// The worst of them, as it is shown.
    pub severity: Severity,
    /// How they ended.
    pub outcome: Outcome,
    /// Whether one of them has a time that cannot be believed.
    pub is_far: bool,
}

/// Most steps are one item, which needs no memory of its own.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Items {
    One(u32),
    Several(Vec<u32>),
}

impl Span {
    /// A span of one item. An open item reaches to `open_end`.
    pub fn of(log: &Log, idx: u32, open_end: Timestamp) -> Self {
        let range = log.range(idx, open_end);
        Self {
            items: Items::One(idx),
            start: range.map(TimeRange::start),
            end: range.map(TimeRange::end),
            ticks: range.map_or(0, TimeRange::ticks),
            severity: log.status(idx).severity(),
            outcome: Outcome::of(log, idx),
            is_far: log.assumed(idx) & Assumption::FarTime as u8 != 0,
        }
    }

    /// Adds an item.
    pub fn add(&mut self, log: &Log, idx: u32, open_end: Timestamp) {
        let one = Self::of(log, idx, open_end);
        match &mut self.items {
            Items::One(first) => self.items = Items::Several(vec![*first, idx]),
            Items::Several(items) => items.push(idx),
        }
        self.start = [self.start, one.start].into_iter().flatten().min();
        self.end = self.end.max(one.end);
        self.ticks = self.ticks.saturating_add(one.ticks);
        self.severity = self.severity.max(one.severity);
        self.outcome = self.outcome.max(one.outcome);
        self.is_far |= one.is_far;
    }

    /// The items in the order of arrival; never empty.
    pub fn items(&self) -> &[u32] {
        match &self.items {
            Items::One(idx) => std::slice::from_ref(idx),
            Items::Several(items) => items,
        }
    }

    /// Whether all of them ended well or with warnings, at times that can be believed.
    pub fn is_good(&self) -> bool {
        !self.is_far && matches!(self.outcome, Outcome::Good | Outcome::Warned)
    }
}

/// The numbers of steps, from 0, in the order in which they are first met: over one log or several.
#[derive(Clone, Debug, Default)]
pub struct Steps {
    names: Names,
    key: String,
}

impl Steps {
    /// The number of a step, new or known.
    pub fn number(&mut self, subject: &Subject<'_>) -> usize {
        self.key.clear();
        push_key(subject, &mut self.key);
        self.names.number(&self.key) as usize
    }

    /// The number of a step, if it is known.
    pub fn find(&self, subject: &Subject<'_>) -> Option<usize> {
        let mut key = String::new();
        push_key(subject, &mut key);
        self.names.find(&key).map(|number| number as usize)
    }
}

/// Appends what steps of two logs have in common: the kind of work and the object. Not for reading.
fn push_key(subject: &Subject<'_>, out: &mut String) {
    match &subject.kind {
        Kind::Step(step, kind) => {
            out.push_str(step);
            out.push(char::from(*kind as u8));
        }
        shape @ Kind::Shape(_) => shape.push_label(out),
    }
    out.push('\n');
    if let Some(object) = subject.object {
        object.push_key(out);
    }
}
