//! A log by step: the items of one object and one kind of work summed into one span, so that runs can be set side by side.

use std::collections::HashMap;

use super::objects::{Subject, subject};
use crate::model::{Log, Severity, Timestamp};

/// What was done on one object in one kind of work; where a text names no object, all of that kind.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Span {
    /// The items in the order of arrival; never empty.
    pub items: Vec<u32>,
    /// Start of the first of them; nothing if none has a start.
    pub start: Option<Timestamp>,
    /// Where the last of them ends.
    pub end: Option<Timestamp>,
    /// The lengths of all of them added up, in ticks of 100 ns: more than from start to end where they overlap, less
    /// where there is time between them. An item that ends before it starts adds nothing.
    pub ticks: i64,
    /// The worst of them.
    pub severity: Severity,
    /// Whether one of them has not ended.
    pub is_open: bool,
}

/// One step of a log.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Step<'a> {
    /// What it is about.
    pub subject: Subject<'a>,
    /// When, how long, and how it ended.
    pub span: Span,
}

/// All steps of a log, in the order in which they first appear.
#[derive(Clone, Debug, Default)]
pub struct Spans<'a> {
    steps: Vec<Step<'a>>,
    places: HashMap<String, u32>,
}

impl<'a> Spans<'a> {
    /// The steps of a log whose open items reach to `open_end`. O(n) on average, and about 200 bytes a step.
    pub fn of(log: &'a Log, open_end: Timestamp) -> Self {
        let mut spans = Self::default();
        let mut name = String::new();
        for idx in 0..u32::try_from(log.len()).unwrap_or(u32::MAX) {
            let about = subject(log.text(idx));
            name.clear();
            push_key(&about, &mut name);
            let place = spans.places.get(name.as_str()).copied().unwrap_or_else(|| spans.begin(&name, about));
            if let Some(step) = spans.steps.get_mut(place as usize) {
                step.span.add(log, idx, open_end);
            }
        }
        spans
    }

    fn begin(&mut self, name: &str, subject: Subject<'a>) -> u32 {
        let place = u32::try_from(self.steps.len()).unwrap_or(u32::MAX);
        self.places.insert(name.to_owned(), place);
        self.steps.push(Step { subject, span: Span::default() });
        place
    }

    /// The steps.
    pub fn steps(&self) -> &[Step<'a>] {
        &self.steps
    }

    /// The place of a step among [`steps`](Self::steps) by its key.
    pub fn place(&self, key: &str) -> Option<usize> {
        self.places.get(key).map(|&place| place as usize)
    }

    /// The steps by themselves.
    pub fn into_steps(self) -> Vec<Step<'a>> {
        self.steps
    }
}

impl Default for Span {
    fn default() -> Self {
        Self { items: Vec::new(), start: None, end: None, ticks: 0, severity: Severity::Success, is_open: false }
    }
}

impl Span {
    fn add(&mut self, log: &Log, idx: u32, open_end: Timestamp) {
        self.items.push(idx);
        self.severity = self.severity.max(log.status(idx).severity());
        self.is_open |= log.is_open(idx);
        let Some(range) = log.range(idx, open_end) else { return };
        self.ticks = self.ticks.saturating_add(range.ticks());
        self.start = Some(self.start.map_or(range.start(), |start| start.min(range.start())));
        self.end = self.end.max(Some(range.end()));
    }
}

/// Appends what steps of two logs have in common: the kind of work and the object.
pub fn push_key(subject: &Subject<'_>, out: &mut String) {
    subject.kind.push_label(out);
    out.push('\n');
    if let Some(object) = subject.object {
        object.push_label(out);
    }
}
