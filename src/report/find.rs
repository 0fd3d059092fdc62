//! An object across sessions: when it last worked, each failure with its message, how long it usually takes. Facts alone; the
//! page says them (`app/find/`).

use std::sync::Arc;

use crate::answers::find::{Answer, Failure, Finder, N_OBJECTS_MAX, Run};
use crate::answers::objects::ObjectKind;
use crate::model::{Id, Session, Severity, Timestamp};

/// The most objects, and the most runs of one, that are drawn.
const N_OBJECTS_SHOWN: usize = 50;
const N_RUNS_SHOWN: usize = 30;

/// How far the search has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Progress {
    /// Sessions whose logs were asked for, those that could not be loaded included.
    pub n_done: usize,
    /// Sessions whose logs are to be looked through.
    pub n_total: usize,
    /// Somebody stopped it before its end.
    pub is_stopped: bool,
    /// Whether there are older sessions that could be looked through as well.
    pub has_older: bool,
}

impl Progress {
    /// Whether more logs are on their way.
    pub const fn goes_on(self) -> bool {
        !self.is_stopped && self.n_done < self.n_total
    }
}

/// What was found, as far as the search has come.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Found {
    /// How far that is.
    pub progress: Progress,
    /// What is searched for.
    pub query: String,
    /// How many logs were looked through.
    pub n_read: usize,
    /// How many items these have.
    pub n_items: usize,
    /// Start of the earliest and of the latest of their sessions.
    pub from_to: Option<(Timestamp, Timestamp)>,
    /// Sessions whose logs could not be looked through, and why, in the reader's words; nothing where an id is not fit for an
    /// address.
    pub missed: Vec<(Arc<Named>, Option<String>)>,
    /// The objects, those that fail first.
    pub objects: Vec<Object>,
    /// What is left out.
    pub more: More,
}

/// Objects that are left out.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum More {
    /// None is.
    #[default]
    None,
    /// So many.
    Objects(usize),
    /// All but the first so many: more are not followed.
    Than(usize),
}

/// A session by the name of its job.
#[derive(Clone, PartialEq, Debug)]
pub struct Named {
    /// The session.
    pub session: Session,
    /// The name of its job.
    pub name: String,
}

/// An object.
#[derive(Clone, PartialEq, Debug)]
pub struct Object {
    /// What it is.
    pub kind: ObjectKind,
    /// Its name, foreign text; no two of a kind have the same.
    pub name: String,
    /// In how many sessions it was met.
    pub n_runs: usize,
    /// In how many of these it failed.
    pub n_failed_runs: usize,
    /// In how many of the newest of these, one after the other.
    pub n_failed_in_row: usize,
    /// Half of the runs in which it worked took at most this long, in ticks.
    pub usual_ticks: Option<i64>,
    /// Of how many runs.
    pub n_good: usize,
    /// The newest run in which it worked.
    pub last_good: Option<LastGood>,
    /// The first runs in which it failed, the newest first.
    pub failed: Vec<FailedRun>,
    /// The first sessions of its jobs that ended without a word of it.
    pub missing: Vec<Arc<Named>>,
    /// How many there are of these.
    pub n_missing: usize,
}

/// A run in which an object worked.
#[derive(Clone, PartialEq, Debug)]
pub struct LastGood {
    /// Its session.
    pub session: Arc<Named>,
    /// The first item about the object.
    pub item: Option<Id>,
    /// Whether there was a warning.
    pub has_warned: bool,
    /// Whether the object was in no newer one.
    pub is_newest: bool,
}

/// A run in which an object failed.
#[derive(Clone, PartialEq, Debug)]
pub struct FailedRun {
    /// Its session.
    pub session: Arc<Named>,
    /// The first failures.
    pub failures: Vec<Failure>,
    /// How many more there are in it.
    pub n_more: usize,
}

/// The facts, as far as a search has come. `name` tells a session's job. O(o · s) for o objects and s sessions.
pub fn found(finder: &Finder, progress: Progress, name: &dyn Fn(&Session) -> String) -> Found {
    let named = |session: &Session| Arc::new(Named { session: session.clone(), name: name(session) });
    let sessions: Vec<Arc<Named>> = finder.sessions().iter().map(named).collect();
    let why = |(session, why): &(Session, String)| (named(session), session.id.is_some().then(|| why.clone()));
    let answers = finder.objects();
    let n_more = answers.len().saturating_sub(N_OBJECTS_SHOWN);
    Found {
        progress,
        query: finder.query().to_owned(),
        n_read: sessions.len(),
        n_items: finder.n_items(),
        from_to: finder.from_to(),
        missed: finder.missed().iter().map(why).collect(),
        objects: answers.iter().take(N_OBJECTS_SHOWN).map(|answer| object(answer, &sessions)).collect(),
        more: match n_more {
            _ if finder.has_more() => More::Than(N_OBJECTS_MAX),
            0 => More::None,
            n => More::Objects(n),
        },
    }
}

fn object(answer: &Answer<'_>, sessions: &[Arc<Named>]) -> Object {
    let session = |place: usize| sessions.get(place).cloned();
    let last_good = |run: &Run| {
        Some(LastGood {
            session: session(run.session)?,
            item: run.item.clone(),
            has_warned: run.severity == Severity::Warning,
            is_newest: answer.runs.first().is_some_and(|newest| newest.session == run.session),
        })
    };
    let failed_run = |run: &Run| {
        Some(FailedRun {
            session: session(run.session)?,
            failures: run.failures.clone(),
            n_more: run.n_failed.saturating_sub(run.failures.len()),
        })
    };
    let failed = answer.runs.iter().filter(|run| run.n_failed > 0).take(N_RUNS_SHOWN);
    Object {
        kind: answer.found.kind,
        name: answer.found.name.clone(),
        n_runs: answer.runs.len(),
        n_failed_runs: answer.n_failed_runs(),
        n_failed_in_row: answer.n_failed_in_row(),
        usual_ticks: answer.usual_ticks,
        n_good: answer.n_good,
        last_good: answer.last_good.and_then(last_good),
        failed: failed.filter_map(|run| failed_run(run)).collect(),
        missing: answer.missing.iter().take(N_RUNS_SHOWN).filter_map(|&place| session(place)).collect(),
        n_missing: answer.missing.len(),
    }
}
