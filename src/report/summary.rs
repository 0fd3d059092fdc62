//! The answer on top of a session: how long it took and usually takes, what went wrong, whether that is new, and what took
//! longest. Facts alone; the page says them (`app/session/summary.rs`).

use super::asked;
use crate::answers::compare::previous_run;
use crate::answers::failures::Group;
use crate::answers::groups::Grouper;
use crate::answers::load::Load;
use crate::answers::noise::Muted;
use crate::answers::outside::{outside, within_session};
use crate::answers::phases::{Phase, Rules, longest};
use crate::answers::runs::Runs;
use crate::answers::streaks::history;
use crate::answers::usual::{Usual, usual};
use crate::answers::{began, sets};
use crate::model::{Assumption, Id, Log, Session, Severity, Timestamp};
use crate::output::ticket::Seen;

/// The most kinds of problem that are listed.
const N_PROBLEMS_MAX: usize = 200;

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

/// Items with one problem.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problem {
    /// The name of the set of its items, for an address.
    pub set: String,
    /// Failed or warning.
    pub severity: Severity,
    /// How many items.
    pub n: usize,
    /// Their message with what differs replaced; foreign text.
    pub pattern: String,
    /// Start of the first one that has a start.
    pub first: Option<Timestamp>,
    /// Start of the last one that has a start.
    pub last: Option<Timestamp>,
    /// Since when it is known; nothing where that is not known.
    pub seen: Option<Seen>,
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
            problems: problems(groups, sources.seen),
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
        let telling = self.usual.filter(Usual::is_telling);
        self.pace = telling.zip(session.ticks(sources.now)).and_then(|(usual, ticks)| match ticks {
            _ if ticks > usual.p90_ticks => Some(Pace::Long),
            // What goes on may still become long.
            _ if session.end.is_none() => None,
            _ if ticks > usual.median_ticks => Some(Pace::OverMedian),
            _ => Some(Pace::Usual),
        });
        let previous = previous_run(sources.sessions, session).and_then(|place| sources.sessions.get(place));
        let ids = previous.and_then(|run| run.id.clone()).zip(session.id.clone());
        self.compare = ids.map(|(previous, this)| [previous, this]);
        self.others = Others::of(sources.sessions, sources.is_all, session);
    }

    /// The phase and the object that took longest.
    fn find_longest(&mut self, sources: &Sources<'_>) {
        let Some(Time { load, kinds, objects, rules }) = sources.time else { return };
        let Some(mut within) = load.extent() else { return };
        if self.n_outside > 0 {
            let Some(own) = within_session(sources.log, sources.open.session.as_ref(), within) else { return };
            within = own;
        }
        let longest = longest(load, within, &rules.phases(kinds), objects);
        self.longest_phase = longest.phase.map(|(phase, account)| (phase, account.share));
        self.longest_object = longest.span.map(|(object, account)| {
            (objects.name(object).to_owned(), sets::name("object", objects.key(object)), account.covered)
        });
    }
}

fn problems(groups: &[Group], seen: &[Option<Seen>]) -> Vec<Problem> {
    let problem = |(place, group): (usize, &Group)| Problem {
        set: sets::of_problem(group),
        severity: group.severity,
        n: group.n(),
        pattern: group.pattern.clone(),
        first: group.first,
        last: group.last,
        seen: seen.get(place).copied().flatten(),
    };
    groups.iter().enumerate().take(N_PROBLEMS_MAX).map(problem).collect()
}

fn assumed(log: &Log) -> Vec<(Assumption, usize)> {
    let count = |assumption| (assumption, log.n_assumed(assumption));
    Assumption::ALL.into_iter().map(count).filter(|&(_, n)| n > 0).collect()
}
