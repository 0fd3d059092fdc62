//! A log by step: the items of one object and one kind of work summed into one span, so that runs can be set side by side.

use super::groups::Names;
use super::objects::{Kind, Object, Subject};
use crate::model::{Assumption, Log, Severity, TimeRange, Timestamp};

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
    /// The worst of them.
    pub severity: Severity,
    /// Whether one of them has not ended.
    pub is_open: bool,
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
            is_open: log.is_open(idx),
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
        self.is_open |= one.is_open;
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
        !self.is_open && !self.is_far && matches!(self.severity, Severity::Success | Severity::Warning)
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
    if let Some(Object { kind, name }) = subject.object {
        out.push(char::from(kind as u8));
        out.push_str(name);
    }
}
