//! Two runs of a job side by side on one axis: what fails now and did not, what takes longer, what is new or gone. Facts alone;
//! the page says them (`app/compare/`).

use crate::answers::baseline::{Baseline, UsualStep};
use crate::answers::compare::{self, Align, Change, Comparison, Missing};
use crate::answers::objects::Subject;
use crate::answers::spans::Span;
use crate::answers::{began, sets, usual};
use crate::model::era::plausible_length;
use crate::model::{Id, Log, Session, Severity, Timestamp};

/// The most rows that are drawn.
pub const N_ROWS_MAX: usize = 200;
/// As many of each change are drawn at least, if there are.
const N_ROWS_EACH: usize = 10;
/// The most kinds of work that are offered to align by, and the most runs to compare with.
const N_OFFERED_MAX: usize = 8;

/// What the facts are made of.
#[derive(Clone, Copy, Debug)]
pub struct Sources<'a> {
    /// The two runs, with the names of their jobs and their logs.
    pub sides: [(&'a Session, &'a str, &'a Log); 2],
    /// What it means where one of the two has no word of a step.
    pub missing: [Missing; 2],
    /// What became of their steps.
    pub comparison: &'a Comparison<'a>,
    /// What stands at the same place of the axis.
    pub align: &'a Align,
    /// What is usual for the steps, if that is wanted.
    pub usual: Option<&'a Baseline>,
    /// Runs of the job, the newest first.
    pub runs: &'a [&'a Session],
    /// What time it is.
    pub now: Timestamp,
}

/// What there is to show.
#[derive(Clone, PartialEq, Debug)]
pub enum Compared {
    /// The log of one of the two is not here yet.
    Loading,
    /// Both are.
    Runs(Box<Runs>),
}

/// Two runs.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Runs {
    /// Why logs may not be all there is, in the reader's words.
    pub doubts: Vec<String>,
    /// The two, A before B.
    pub sides: Vec<Side>,
    /// Other runs that B could be compared with, the newest first.
    pub others: Vec<Session>,
    /// Kinds of work that both have, which the two can be aligned by.
    pub kinds: Vec<Offered>,
    /// Of how many earlier runs it is shown what is usual; nothing if it is not shown.
    pub n_usual: Option<usize>,
    /// How long the axis is, in ticks.
    pub axis_ticks: i64,
    /// The steps by what became of them, in the order of reading; none of them is empty.
    pub groups: Vec<Group>,
}

/// One of the two runs.
#[derive(Clone, PartialEq, Debug)]
pub struct Side {
    /// The session.
    pub session: Session,
    /// The name of its job.
    pub name: String,
    /// How long it took, so far where it goes on; nothing where that is not known.
    pub ticks: Option<i64>,
    /// Whether it goes on.
    pub is_running: bool,
    /// What it means where it has no word of a step.
    pub missing: Missing,
    /// How many items its log has, how many failed, and how many with a warning.
    pub n_items: usize,
    /// See `n_items`.
    pub n_failed: u32,
    /// See `n_items`.
    pub n_warnings: u32,
}

/// A kind of work to align by.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Offered {
    /// What it is called, in foreign words.
    pub label: String,
    /// The name of the set of its items, which stands for it.
    pub set: String,
    /// Whether the two are aligned by it.
    pub is_chosen: bool,
}

/// Steps of which the same became.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Group {
    /// What became of them.
    pub change: Change,
    /// How many there are.
    pub n: usize,
    /// The first of them: what changed most.
    pub rows: Vec<Row>,
}

/// A step.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
    /// What was done, and on what; foreign text.
    pub label: String,
    /// In A and in B; it is in one of them at least.
    pub steps: [Option<Step>; 2],
    /// Length in B less length in A, in ticks.
    pub more_ticks: i64,
    /// What is usual for it.
    pub usual: Option<Usual>,
}

/// A step in one of the runs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Step {
    /// The worst result of its items.
    pub severity: Severity,
    /// Their lengths added up, in ticks.
    pub ticks: i64,
    /// How many items; at least one.
    pub n_items: usize,
    /// What leads to them.
    pub items: Items,
    /// Where it stands on the axis; nothing where its times are not known.
    pub bar: Option<Stretch>,
}

/// What leads to the items of a step.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Items {
    /// The only one, by its id.
    One(Id),
    /// The name of their set.
    Set(String),
}

/// What is usual for a step.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Usual {
    /// How long it takes, the lengths of its items added up as in [`Step::ticks`].
    pub length: usual::Usual,
    /// Where it would stand on the axis in A and in B, from its first start to its last end as in [`Step::bar`].
    pub places: [Stretch; 2],
}

/// A part of the axis.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Stretch {
    /// Ticks from the beginning of the axis.
    pub from: i64,
    /// Its length in ticks; one without is as wide as the style makes it at least.
    pub ticks: i64,
}

/// The facts. O(n) in the rows of the comparison.
pub fn runs(sources: &Sources<'_>) -> Runs {
    let comparison = sources.comparison;
    let axis = Axis::new(sources);
    let mut n_left = N_ROWS_MAX;
    let group = |(place, change): (usize, Change)| {
        let rows = comparison.of(change);
        let later = Change::ALL.iter().skip(place + 1);
        let n_later: usize = later.map(|&later| comparison.count(later).min(N_ROWS_EACH)).sum();
        let n_shown = rows.len().min(n_left.saturating_sub(n_later));
        n_left -= n_shown;
        let rows_shown = rows.iter().take(n_shown).map(|found| row(sources, &axis, found)).collect();
        (!rows.is_empty()).then_some(Group { change, n: rows.len(), rows: rows_shown })
    };
    let groups = Change::ALL.into_iter().enumerate().filter_map(group).collect();
    let [a, b] = sources.sides.map(|(session, ..)| &session.id);
    let is_other = |run: &&&Session| run.id.is_some() && run.id != *a && run.id != *b;
    let offer = |label: String| {
        let is_chosen = matches!(sources.align, Align::Kind(kind) if *kind == label);
        Offered { set: set_of(&label), label, is_chosen }
    };
    Runs {
        doubts: Vec::new(),
        sides: sources
            .sides
            .iter()
            .zip(sources.missing)
            .map(|(side, missing)| self::side(side, missing, sources.now))
            .collect(),
        others: sources.runs.iter().filter(is_other).take(N_OFFERED_MAX).map(|&run| run.clone()).collect(),
        kinds: comparison.kinds().into_iter().take(N_OFFERED_MAX).map(offer).collect(),
        n_usual: sources.usual.map(Baseline::n_logs),
        axis_ticks: axis.ticks,
        groups,
    }
}

/// The name that stands for a kind of work to align by.
pub fn set_of(kind: &str) -> String {
    sets::name("kind", kind)
}

fn side(&(session, name, log): &(&Session, &str, &Log), missing: Missing, now: Timestamp) -> Side {
    Side {
        session: session.clone(),
        name: name.to_owned(),
        ticks: session.ticks(now),
        is_running: session.runs(),
        missing,
        n_items: log.len(),
        n_failed: log.count(Severity::Failed),
        n_warnings: log.count(Severity::Warning),
    }
}

fn row(sources: &Sources<'_>, axis: &Axis, row: &compare::Row<'_>) -> Row {
    let mut label = String::new();
    row.push_label(&mut label);
    let usual = sources.usual.and_then(|usual| usual.of_step(&Subject { kind: row.kind, object: row.object }));
    let [(.., log_a), (.., log_b)] = sources.sides;
    let [from_a, from_b] = axis.from;
    let step = |span: &Option<Span>, log: &Log, from| span.as_ref().map(|span| step(row, span, log, from));
    Row {
        label,
        steps: [step(&row.a, log_a, from_a), step(&row.b, log_b, from_b)],
        more_ticks: row.more_ticks,
        usual: usual.map(|usual| axis.usual(&usual)),
    }
}

fn step(row: &compare::Row<'_>, span: &Span, log: &Log, from: Timestamp) -> Step {
    let only = if let &[idx] = span.items() { log.id(idx).and_then(|id| Id::new(&id)) } else { None };
    let set = || sets::name_of_step(&Subject { kind: row.kind, object: row.object });
    let stretch = |start: Timestamp, end: Timestamp| Stretch { from: start.since(from), ticks: end.since(start) };
    Step {
        severity: span.severity,
        ticks: span.ticks,
        n_items: span.items().len(),
        items: only.map_or_else(|| Items::Set(set()), Items::One),
        bar: span.start.zip(span.end).map(|(start, end)| stretch(start, end)),
    }
}

/// The axis: where it begins on either side, and how long it is.
struct Axis {
    from: [Timestamp; 2],
    ticks: i64,
    starts: [Timestamp; 2],
}

impl Axis {
    /// From the first of what either side shows to the last. O(n) in the rows.
    fn new(sources: &Sources<'_>) -> Self {
        let starts = sources.sides.map(|(session, _, log)| start(session, log));
        let origins = sources.align.origins(sources.comparison, starts);
        let (mut first, mut last) = (0, 0);
        let mut reach = |t: Timestamp, origin: Timestamp| {
            first = first.min(t.since(origin));
            last = last.max(t.since(origin));
        };
        for (((session, ..), start), origin) in sources.sides.iter().zip(starts).zip(origins) {
            let end = session.end.filter(|end| plausible_length(end.since(start)).is_some());
            [Some(start), end].into_iter().flatten().for_each(|t| reach(t, origin));
        }
        for row in &sources.comparison.rows {
            for (span, origin) in [&row.a, &row.b].into_iter().zip(origins) {
                let ends = span.iter().flat_map(|span| [span.start, span.end]);
                ends.flatten().for_each(|t| reach(t, origin));
            }
        }
        Self { from: origins.map(|origin| origin.plus(first)), ticks: last.saturating_sub(first), starts }
    }

    fn usual(&self, usual: &UsualStep) -> Usual {
        let ([from_a, from_b], [start_a, start_b]) = (self.from, self.starts);
        let place = |start: Timestamp, from| Stretch {
            from: start.plus(usual.offset_ticks).since(from),
            ticks: usual.reach_ticks,
        };
        Usual { length: usual.length, places: [place(start_a, from_a), place(start_b, from_b)] }
    }
}

/// Where a run stands at the left of the axis, if the two are aligned by starts.
fn start(session: &Session, log: &Log) -> Timestamp {
    began(log, Some(session)).unwrap_or_default()
}
