//! The answer on top of a session: how long it took and usually takes, what went wrong, whether that is new, and what took
//! longest. Facts alone; the page says them (`app/session/summary.rs`).

use std::ops::Range;

use super::asked;
use crate::answers::compare::previous_run;
use crate::answers::failures::Group;
use crate::answers::groups::Grouper;
use crate::answers::noise::Muted;
use crate::answers::outside::{outside, within_session};
use crate::answers::phases::{Phase, Rules, longest};
use crate::answers::runs::Runs;
use crate::answers::shape::parts;
use crate::answers::streaks::history;
use crate::answers::usual::{Usual, usual};
use crate::answers::{began, sets};
use crate::model::{Assumption, Id, Log, Session, Severity, TimeRange, Timestamp};
use crate::output::ticket::Seen;
use crate::sweep::Load;
use crate::texts::Texts;

/// The most kinds of problem that are listed.
const N_PROBLEMS_MAX: usize = 200;
/// The most items of a problem that are compared for what differs in their texts.
const N_COMPARED_MAX: usize = 200;

/// What the answer is made of.
#[derive(Clone, Copy, Debug)]
pub struct Sources<'a> {
    /// What is known of the session beside its items.
    pub open: &'a asked::Facts,
    /// Its items.
    pub log: &'a Log,
    /// How their time is divided; nothing where they are too many to be read through unasked.
    pub time: Option<Time<'a>>,
    /// What went wrong, in groups.
    pub groups: &'a [Group],
    /// For each group since when it is known; empty where nothing is.
    pub seen: &'a [Option<Seen>],
    /// Whether an earlier run is still being looked at.
    pub is_looking: bool,
    /// The sessions that are loaded, …
    pub sessions: &'a [Session],
    /// … and whether these are all that the server has.
    pub is_all: bool,
    /// What is known noise.
    pub muted: &'a Muted,
    /// Whether that is shown all the same.
    pub shows_noise: bool,
    /// What time it is.
    pub now: Timestamp,
}

/// How the time of items is divided.
#[derive(Clone, Copy, Debug)]
pub struct Time<'a> {
    /// The items, swept.
    pub load: &'a Load,
    /// The items by kind of work.
    pub kinds: &'a Grouper,
    /// By object.
    pub objects: &'a Grouper,
    /// Which phase a kind is of.
    pub rules: &'a Rules,
}

impl<'a> Time<'a> {
    /// The time that counts, and what took longest in it: all of it or, where items lie outside the session's own times, these.
    /// O(n) in the items.
    pub(super) fn longest(&self, log: &Log, session: Option<&Session>) -> Option<(TimeRange, Longest<'a>)> {
        let &Self { load, kinds, objects, rules } = self;
        let mut within = load.extent()?;
        if !outside(log, session).is_empty() {
            within = within_session(log, session, within)?;
        }
        let longest = longest(load, within, &rules.phases(kinds), objects);
        let object = longest.span.map(|(object, account)| (objects.name(object), objects.key(object), account.covered));
        Some((within, Longest { phase: longest.phase.map(|(phase, account)| (phase, account.share)), object }))
    }
}

/// What took longest, each with its ticks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Longest<'a> {
    /// The phase with the largest fair share of the time.
    pub(super) phase: Option<(Phase, i64)>,
    /// The object that was worked on for longest: its name, and its key among the groups of objects.
    pub(super) object: Option<(&'a str, &'a str, i64)>,
}

/// A length against those that are usual. Nothing is said from fewer runs than [`Usual::is_telling`] asks for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Pace {
    /// At most as long as half of the runs.
    Usual,
    /// Longer than half of the runs.
    OverMedian,
    /// Longer than nine of ten runs.
    Long,
}

impl Pace {
    /// The length of a session against what is usual for it.
    pub(super) fn of(session: &Session, usual: Option<Usual>, now: Timestamp) -> Option<Self> {
        let (usual, ticks) = (usual.filter(Usual::is_telling)?, session.ticks(now)?);
        match ticks {
            _ if ticks > usual.p90_ticks => Some(Self::Long),
            // What goes on may still become long.
            _ if session.end.is_none() => None,
            _ if ticks > usual.median_ticks => Some(Self::OverMedian),
            _ => Some(Self::Usual),
        }
    }

    /// What a person reads.
    pub fn say(self, texts: Texts) -> String {
        match self {
            Self::Long => texts.session_pace_long(),
            Self::OverMedian => texts.session_pace_over_median(),
            Self::Usual => texts.session_pace_usual(),
        }
    }
}

/// Items with one problem.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problem {
    /// The name of the set of its items, for an address.
    pub set: String,
    /// Failed or warning.
    pub severity: Severity,
    /// How many items.
    pub n: usize,
    /// What the first of them says, in pieces; foreign text.
    pub pieces: Vec<Piece>,
    /// How many objects they are about, as far as their texts name them.
    pub n_objects: usize,
    /// Start of the first one that has a start.
    pub first: Option<Timestamp>,
    /// Start of the last one that has a start.
    pub last: Option<Timestamp>,
    /// Since when it is known; nothing where that is not known.
    pub seen: Option<Seen>,
}

/// A part of what a problem says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Piece {
    /// It; foreign text.
    pub text: String,
    /// Whether it is another one in other items of the problem.
    pub differs: bool,
}

/// What rules of the site call harmless.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct KnownNoise {
    /// How many items; at least one.
    pub n: usize,
    /// How many of them failed.
    pub n_failed: usize,
    /// Whether they are shown all the same.
    pub is_shown: bool,
}

/// The other runs of a session's job, as of the session: what was so when it ended is told apart from what has come since.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Others {
    /// Whether this one failed.
    pub has_failed: bool,
    /// How many runs failed one after the other up to it, itself included if it failed.
    pub n_failed: usize,
    /// Whether there may be more of them: no good run before it is loaded, and older ones may be missing.
    pub is_least: bool,
    /// The newest good run before it, where it failed.
    pub good_before: Option<Session>,
    /// The first good run after it, its own retry included, where it failed.
    pub good_after: Option<Session>,
    /// How many later runs failed before that one; without one, how many in all.
    pub n_failed_after: usize,
}

impl Others {
    /// What the loaded sessions tell about the others of a session. `is_all` says whether these are all that the server has.
    pub fn of(sessions: &[Session], is_all: bool, session: &Session) -> Self {
        let history = history(&Runs::of(sessions), session);
        let has_failed = session.status.severity() == Severity::Failed && session.status.is_result();
        let run = |place: Option<usize>| place.filter(|_| has_failed).and_then(|place| sessions.get(place)).cloned();
        Self {
            has_failed,
            n_failed: history.n_failed_before + usize::from(has_failed),
            is_least: history.good_before.is_none() && !is_all,
            good_before: run(history.good_before),
            good_after: run(history.good_after),
            n_failed_after: if has_failed { history.n_failed_after } else { 0 },
        }
    }
}

/// The answer.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Summary {
    /// When the session began, or its first item: a time without a day is one of this day.
    pub began: Option<Timestamp>,
    /// What is usual for such runs.
    pub usual: Option<Usual>,
    /// Its own length against that.
    pub pace: Option<Pace>,
    /// The run before and this one, to be compared.
    pub compare: Option<[Id; 2]>,
    /// How the runs of its job went before it, and since.
    pub others: Others,
    /// The phase with the largest fair share of the time, and that share in ticks.
    pub longest_phase: Option<(Phase, i64)>,
    /// The object that was worked on for longest, in foreign words, the set of its items, and for how many ticks.
    pub longest_object: Option<(String, String, i64)>,
    /// What went wrong, the worst first; not more than a table holds.
    pub problems: Vec<Problem>,
    /// How many kinds of failure there are, and of warning.
    pub n_kinds: [usize; 2],
    /// Whether an earlier run is still being looked at.
    pub is_looking: bool,
    /// What is known noise, if anything is.
    pub noise: Option<KnownNoise>,
    /// How many items lie outside the session's own times: no figure here leans on what lies there.
    pub n_outside: usize,
    /// What was assumed, and of how many items.
    pub assumed: Vec<(Assumption, usize)>,
    /// The items that are hidden, since they are known noise, in the order of arrival.
    pub muted: Vec<u32>,
}

impl Summary {
    /// The answer, as far as what it is made of goes. O(n) in the items.
    pub fn of(sources: &Sources<'_>) -> Self {
        let Sources { log, groups, muted, .. } = *sources;
        let session = sources.open.session.as_ref();
        let n = |severity| groups.iter().filter(|group| group.severity == severity).count();
        let n_muted = muted.items.len();
        let mut summary = Self {
            began: began(log, session),
            problems: problems(log, groups, sources.seen),
            n_kinds: [n(Severity::Failed), n(Severity::Warning)],
            is_looking: sources.is_looking,
            noise: (n_muted > 0).then_some(KnownNoise {
                n: n_muted,
                n_failed: muted.n_failed,
                is_shown: sources.shows_noise,
            }),
            n_outside: outside(log, session).len(),
            assumed: assumed(log),
            muted: if sources.shows_noise { Vec::new() } else { muted.items.clone() },
            ..Self::default()
        };
        summary.compare_runs(sources);
        summary.find_longest(sources);
        summary
    }

    /// The session against other runs of its job.
    fn compare_runs(&mut self, sources: &Sources<'_>) {
        let Some(session) = &sources.open.session else { return };
        self.usual = usual(&mut sources.sessions.iter(), session, Some(&session.id_text));
        self.pace = Pace::of(session, self.usual, sources.now);
        let previous = previous_run(sources.sessions, session).and_then(|place| sources.sessions.get(place));
        let ids = previous.and_then(|run| run.id.clone()).zip(session.id.clone());
        self.compare = ids.map(|(previous, this)| [previous, this]);
        self.others = Others::of(sources.sessions, sources.is_all, session);
    }

    /// The phase and the object that took longest.
    fn find_longest(&mut self, sources: &Sources<'_>) {
        let longest = sources.time.and_then(|time| time.longest(sources.log, sources.open.session.as_ref()));
        let Some((_, Longest { phase, object })) = longest else { return };
        self.longest_phase = phase;
        self.longest_object = object.map(|(name, key, ticks)| (name.to_owned(), sets::name("object", key), ticks));
    }
}

fn problems(log: &Log, groups: &[Group], seen: &[Option<Seen>]) -> Vec<Problem> {
    let problem = |(place, group): (usize, &Group)| Problem {
        set: sets::of_problem(group),
        severity: group.severity,
        n: group.n(),
        pieces: pieces(log, group),
        n_objects: group.objects(log).len(),
        first: group.first,
        last: group.last,
        seen: seen.get(place).copied().flatten(),
    };
    groups.iter().enumerate().take(N_PROBLEMS_MAX).map(problem).collect()
}

/// The text of a group's first item, and what of it is another one in other items: of a very large group all that may be.
fn pieces(log: &Log, group: &Group) -> Vec<Piece> {
    let (&first, others) = group.items.split_first().unwrap_or((&u32::MAX, &[]));
    let (said, holes) = parts(log.text(first));
    let own = |text: &str, hole: &Range<usize>| text.get(hole.clone()).unwrap_or_default().to_owned();
    let firsts: Vec<String> = holes.iter().map(|hole| own(&said, hole)).collect();
    let mut differ = vec![others.len() > N_COMPARED_MAX; holes.len()];
    for &other in others.iter().take(N_COMPARED_MAX) {
        if differ.iter().all(|&differs| differs) {
            break;
        }
        let (said, holes) = parts(log.text(other));
        for (place, (differs, first)) in differ.iter_mut().zip(&firsts).enumerate() {
            *differs |= holes.get(place).is_none_or(|hole| own(&said, hole) != *first);
        }
    }
    let mut out = Vec::new();
    let mut at = 0;
    let mut add = |text: Option<&str>, differs| {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            out.push(Piece { text: text.to_owned(), differs });
        }
    };
    for (hole, _) in holes.iter().zip(&differ).filter(|&(_, &differs)| differs) {
        add(said.get(at..hole.start), false);
        add(said.get(hole.clone()), true);
        at = hole.end;
    }
    add(said.get(at..), false);
    out
}

fn assumed(log: &Log) -> Vec<(Assumption, usize)> {
    let count = |assumption| (assumption, log.n_assumed(assumption));
    Assumption::ALL.into_iter().map(count).filter(|&(_, n)| n > 0).collect()
}
