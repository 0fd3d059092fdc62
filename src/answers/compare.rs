//! Two runs of a job side by side: what fails now and did not, what was fixed, what takes longer.
//!
//! Steps are matched by object and kind of work; where a text names no object, by kind. Every step of either log is in
//! exactly one row.

use std::cmp::Reverse;

use super::groups::Names;
use super::objects::{Kind, Object, Place, Subject, subject};
use super::spans::{Outcome, Span, Steps};
use super::{Believed, is_same_job};
use crate::model::order::{sorted_by, sorted_by_key};
use crate::model::time::TICKS_PER_SECOND;
use crate::model::{Log, Session, Severity, Status, Timestamp};

/// A step counts as slower or faster if the longer of its two lengths is longer by this much of the shorter, in percent …
pub const LEAST_PERCENT: i64 = 20;
/// … and by this much, in ticks of 100 ns: what takes a moment differs from run to run.
pub const LEAST_TICKS: i64 = TICKS_PER_SECOND;

/// How a step of the second run differs from the first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Change {
    /// Failed in the second, and not in the first, or was not in there.
    NewlyFailing,
    /// Failed in the second; the first has no word of it, and may be without its end.
    Failing,
    /// Failed in both.
    StillFailing,
    /// Ended with a warning in the second, and without one in the first.
    NewlyWarning,
    /// Takes longer in the second by [`LEAST_PERCENT`] and [`LEAST_TICKS`]. What goes on there may be known to already.
    Slower,
    /// In the second alone, and did not fail.
    New,
    /// In the first alone.
    Gone,
    /// Not failed in the second, and no more can be said: on one side it goes on, was stopped, was not come to yet, or the log
    /// is not whole.
    Undecided,
    /// Failed in the first, and ended in the second without having failed.
    Fixed,
    /// Takes longer in the first by [`LEAST_PERCENT`] and [`LEAST_TICKS`].
    Faster,
    /// Ended with a warning in the first, and well in the second.
    NoLongerWarning,
    /// None of these.
    Same,
}

impl Change {
    /// All, in the order of reading: what matters first.
    pub const ALL: [Self; 12] = [
        Self::NewlyFailing,
        Self::Failing,
        Self::StillFailing,
        Self::NewlyWarning,
        Self::Slower,
        Self::New,
        Self::Gone,
        Self::Undecided,
        Self::Fixed,
        Self::Faster,
        Self::NoLongerWarning,
        Self::Same,
    ];
}

/// What it means that a step is missing in a run.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Missing {
    /// It was not done: the run came to its end, and its log is all there is.
    #[default]
    NotDone,
    /// It may not have been come to: the run goes on, or somebody stopped it.
    NotReached,
    /// It may be in the part of the log that is not here.
    NotKnown,
}

impl Missing {
    /// What it means in the log of a session, which is whole or not.
    pub fn of(session: &Session, is_whole: bool) -> Self {
        match session.status {
            _ if !is_whole => Self::NotKnown,
            // Of a session that no list has, nothing but the log is known.
            Status::Unknown if session.start.is_none() => Self::NotDone,
            status if status.is_result() => Self::NotDone,
            Status::Unknown | Status::Disconnected if session.end.is_some() => Self::NotDone,
            _ => Self::NotReached,
        }
    }
}

/// A log to compare.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// Its items.
    pub log: &'a Log,
    /// Where items without an end are taken to end: the session's end, or now.
    pub open_end: Timestamp,
    /// What it means where it has no word of something.
    pub missing: Missing,
}

/// A step and what became of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row<'a> {
    /// The kind of work.
    pub kind: Kind<'a>,
    /// What it was done on.
    pub object: Option<Object<'a>>,
    /// In the first run.
    pub a: Option<Span>,
    /// In the second run. A row has one of the two at least.
    pub b: Option<Span>,
    /// How the second differs from the first.
    pub change: Change,
    /// Length in the second less length in the first, in ticks of 100 ns; one that is missing has none.
    pub more_ticks: i64,
}

impl Row<'_> {
    /// The worst result on either side.
    pub fn severity(&self) -> Severity {
        let of = |span: &Option<Span>| span.as_ref().map(|span| span.severity);
        of(&self.a).max(of(&self.b)).unwrap_or_default()
    }

    /// Appends what a person reads, such as `Processing mailbox: user@contoso.example`.
    pub fn push_label(&self, out: &mut String) {
        self.kind.push_label(out);
        if let Some(object) = self.object {
            out.push_str(": ");
            out.push_str(object.name);
        }
    }
}

/// Two runs side by side.
#[derive(Clone, Debug, Default)]
pub struct Comparison<'a> {
    /// The rows: by [`Change::ALL`], then the largest difference of time first, whichever way, then the worst result, then
    /// the earliest start.
    pub rows: Vec<Row<'a>>,
    counts: [usize; Change::ALL.len()],
}

/// Matches the steps of two logs. O(n) on average for n items on both sides, and O(r log r) for r rows.
pub fn compare<'a>(a: Side<'a>, b: Side<'a>) -> Comparison<'a> {
    let mut matcher = Matcher::default();
    matcher.extend([a, b], usize::MAX);
    matcher.comparison([a, b])
}

/// Matches the steps of two logs, some items a call: those of the first, then those of the second.
#[derive(Clone, Debug, Default)]
pub struct Matcher {
    steps: Steps,
    rows: Vec<Met>,
    /// How many items of both were looked at.
    n_done: usize,
}

/// A step, and what it is about: by the text of the first of its items.
#[derive(Clone, Debug)]
struct Met {
    place: Place,
    a: Option<Span>,
    b: Option<Span>,
}

impl Matcher {
    /// Looks at the items that were not seen yet, at most so many; true once all are. It must always be given the same logs.
    pub fn extend(&mut self, [a, b]: [Side<'_>; 2], n_most: usize) -> bool {
        let (n_a, n_all) = (a.log.len(), a.log.len() + b.log.len());
        let end = n_all.min(self.n_done.saturating_add(n_most));
        while self.n_done < end {
            let is_in_b = self.n_done >= n_a;
            let (side, at) = if is_in_b { (b, self.n_done - n_a) } else { (a, self.n_done) };
            self.add(side, u32::try_from(at).unwrap_or(u32::MAX), is_in_b);
            self.n_done += 1;
        }
        end == n_all
    }

    fn add(&mut self, Side { log, open_end, .. }: Side<'_>, idx: u32, is_in_b: bool) {
        let subject = subject(log.text(idx));
        let number = self.steps.number(&subject);
        if number == self.rows.len() {
            self.rows.push(Met { place: Place::of(&subject, log.text(idx)), a: None, b: None });
        }
        let Some(met) = self.rows.get_mut(number) else { return };
        match if is_in_b { &mut met.b } else { &mut met.a } {
            Some(span) => span.add(log, idx, open_end),
            none => *none = Some(Span::of(log, idx, open_end)),
        }
    }

    /// What became of the steps that were met, in the same logs. O(r log r) for r rows.
    pub fn comparison<'a>(self, [a, b]: [Side<'a>; 2]) -> Comparison<'a> {
        let mut counts = [0; Change::ALL.len()];
        let ticks = |span: &Option<Span>| span.as_ref().map_or(0, |span| span.ticks);
        let row = |met: Met| {
            let first = |span: &Option<Span>| span.as_ref().and_then(|span| span.items().first().copied());
            let text = match (first(&met.a), first(&met.b)) {
                (Some(idx), _) => a.log.text(idx),
                (None, Some(idx)) => b.log.text(idx),
                (None, None) => "",
            };
            let Subject { kind, object } = met.place.subject(text);
            let change = change(met.a.as_ref(), met.b.as_ref(), [a.missing, b.missing]);
            if let Some(n) = counts.get_mut(change as usize) {
                *n += 1;
            }
            let more_ticks = ticks(&met.b).saturating_sub(ticks(&met.a));
            Row { kind, object, a: met.a, b: met.b, change, more_ticks }
        };
        let rows: Vec<Row<'a>> = self.rows.into_iter().map(row).collect();
        let start = |row: &Row<'_>| row.b.as_ref().or(row.a.as_ref()).and_then(|span| span.start);
        let key = |row: &Row<'_>| {
            let start = start(row).map_or(i64::MAX, Timestamp::ticks);
            (row.change, Reverse((row.more_ticks.unsigned_abs(), row.severity())), start)
        };
        let rows = sorted_by_key(rows, key);
        Comparison { rows, counts }
    }
}

fn change(a: Option<&Span>, b: Option<&Span>, [missing_a, missing_b]: [Missing; 2]) -> Change {
    let is_failed = |span: &Span| span.outcome == Outcome::Failed;
    match (a, b) {
        (Some(a), Some(b)) => change_of_both(a, b),
        (None, Some(b)) if missing_a == Missing::NotDone => {
            if is_failed(b) {
                Change::NewlyFailing
            } else {
                Change::New
            }
        }
        (None, Some(b)) if is_failed(b) => Change::Failing,
        (Some(_), None) if missing_b == Missing::NotDone => Change::Gone,
        _ => Change::Undecided,
    }
}

fn change_of_both(a: &Span, b: &Span) -> Change {
    use Outcome::{Failed, Good, Open, Stopped, Unknown, Warned};
    let is_slower = is_longer(b.ticks, a.ticks);
    let is_faster = is_longer(a.ticks, b.ticks);
    match (a.outcome, b.outcome) {
        (Failed, Failed) => Change::StillFailing,
        (_, Failed) => Change::NewlyFailing,
        (Failed, Good | Warned) => Change::Fixed,
        // What goes on can only become longer.
        (Good | Warned | Unknown, Open) if is_slower => Change::Slower,
        (Open, Good | Warned | Unknown) if is_faster => Change::Faster,
        (Failed | Open | Stopped, _) | (_, Open | Stopped) => Change::Undecided,
        (Good | Unknown, Warned) => Change::NewlyWarning,
        _ if is_slower => Change::Slower,
        _ if is_faster => Change::Faster,
        (Warned, Good) => Change::NoLongerWarning,
        (Good | Unknown | Warned, Good | Unknown | Warned) => Change::Same,
    }
}

/// Whether a length is longer than another one by enough to say so.
fn is_longer(ticks: i64, than: i64) -> bool {
    let more = ticks.saturating_sub(than);
    more >= LEAST_TICKS && i128::from(more) * 100 >= i128::from(than) * i128::from(LEAST_PERCENT)
}

impl Comparison<'_> {
    /// How many rows of one change.
    pub fn count(&self, change: Change) -> usize {
        self.counts.get(change as usize).copied().unwrap_or(0)
    }

    /// The rows of one change, in order.
    pub fn of(&self, change: Change) -> &[Row<'_>] {
        let from = self.rows.partition_point(|row| row.change < change);
        self.rows.get(from..from + self.count(change)).unwrap_or_default()
    }

    /// The kinds of work that both runs have, by where they begin in the second one: what the two can be aligned by. O(n).
    pub fn kinds(&self) -> Vec<String> {
        let both = self.firsts().into_iter().filter_map(|(kind, [a, b])| a.and(b).map(|b| (b, kind)));
        sorted_by(both, &Ord::cmp).into_iter().map(|(_, kind)| kind).collect()
    }

    /// Where the first item of a kind of work, by its label, starts on both sides. O(n).
    pub fn starts(&self, kind: &str) -> Option<[Timestamp; 2]> {
        let (_, [a, b]) = self.firsts().into_iter().find(|(known, _)| known == kind)?;
        Some([a?, b?])
    }

    /// The kinds of work by their labels, and where the first item of each starts on both sides.
    fn firsts(&self) -> Vec<(String, [Option<Timestamp>; 2])> {
        let mut firsts: Vec<(String, [Option<Timestamp>; 2])> = Vec::new();
        let mut places = Names::default();
        let mut label = String::new();
        // Most rows are of the kind of the one before.
        let mut last: Option<(Kind<'_>, usize)> = None;
        for row in &self.rows {
            let place = match last {
                Some((kind, place)) if kind == row.kind => place,
                _ => {
                    label.clear();
                    row.kind.push_label(&mut label);
                    let place = places.number(&label) as usize;
                    if place == firsts.len() {
                        firsts.push((label.clone(), [None, None]));
                    }
                    place
                }
            };
            last = Some((row.kind, place));
            let sides = firsts.get_mut(place).map(|(_, sides)| sides).into_iter().flatten();
            for (first, span) in sides.zip([&row.a, &row.b]) {
                let start = span.as_ref().and_then(|span| span.start);
                *first = [*first, start].into_iter().flatten().min();
            }
        }
        firsts
    }
}

/// What stands at the same place of the common axis.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum Align {
    /// The starts of the two sessions.
    #[default]
    Start,
    /// The first item of this kind of work, by its label.
    Kind(String),
}

impl Align {
    /// The instants of the two sides that stand at the same place; `starts` are those of the sessions. A kind that one of
    /// them has not leaves it at the starts.
    pub fn origins(&self, comparison: &Comparison<'_>, starts: [Timestamp; 2]) -> [Timestamp; 2] {
        match self {
            Self::Start => starts,
            Self::Kind(kind) => comparison.starts(kind).unwrap_or(starts),
        }
    }
}

/// The run to compare with where nobody chose one, as a place in the list: the newest of the same job that started before;
/// a first run if there is one, since retries only do what is left. O(n).
pub fn previous_run(sessions: &[Session], of: &Session) -> Option<usize> {
    let began = of.start?;
    let believed = Believed::of(sessions);
    let is_earlier = |session: &Session| {
        session.start.is_some_and(|start| start < began) && believed.has(session.start) && is_same_job(session, of)
    };
    let earlier = sessions.iter().enumerate().filter(|(_, session)| is_earlier(session));
    let newest = earlier.max_by_key(|(_, session)| (!session.is_retry(), session.start));
    newest.map(|(place, _)| place)
}
