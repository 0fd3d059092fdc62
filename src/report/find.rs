//! An object across sessions: when it last worked, each failure with its message, how long it usually takes. Facts alone; the
//! page says them (`app/find/`).

use std::sync::Arc;

use crate::answers::find::{Answer, Failure, Finder, InSession, N_OBJECTS_MAX};
use crate::answers::objects::ObjectKind;
use crate::answers::usual::Usual;
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
    /// Whether the sessions that are loaded are all that the server has.
    pub has_all_sessions: bool,
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
    /// Sessions whose logs could not be looked through, or not to their end, and why, in the reader's words; nothing where an id is not fit for an
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
    /// In how many runs it was met, each with its retries.
    pub n_runs: usize,
    /// In how many of these it failed in the end.
    pub n_failed_runs: usize,
    /// In how many it failed at first, and worked in a retry.
    pub n_mended_runs: usize,
    /// In how many of the newest it failed, one after the other.
    pub n_failed_in_row: usize,
    /// The first session of these, and the first item about it there: since then it does not work.
    pub failed_since: Option<(Arc<Named>, Option<Id>)>,
    /// Whether it may have failed earlier already.
    pub is_since_least: bool,
    /// How long it took in the runs in which it worked.
    pub usual: Option<Usual>,
    /// The newest run in which it worked.
    pub last_good: Option<LastGood>,
    /// The first sessions in which it failed, the newest first.
    pub failed: Vec<FailedIn>,
    /// In how many sessions it failed.
    pub n_failed: usize,
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
    /// Whether the object was in no newer one, and none is missed.
    pub is_newest: bool,
}

/// A session in which an object failed.
#[derive(Clone, PartialEq, Debug)]
pub struct FailedIn {
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
    let last_good = |known: &InSession| {
        Some(LastGood {
            session: session(known.session)?,
            item: known.item.clone(),
            has_warned: known.severity == Severity::Warning,
            is_newest: answer.is_good_newest,
        })
    };
    let failed_in = |known: &InSession| {
        Some(FailedIn {
            session: session(known.session)?,
            failures: known.failures.clone(),
            n_more: known.n_failed.saturating_sub(known.failures.len()),
        })
    };
    let failed = || answer.sessions.iter().filter(|known| known.n_failed > 0);
    Object {
        kind: answer.found.kind,
        name: answer.found.name.clone(),
        n_runs: answer.n_runs,
        n_failed_runs: answer.n_failed_runs,
        n_mended_runs: answer.n_mended_runs,
        n_failed_in_row: answer.n_failed_in_row,
        failed_since: answer.failed_since.and_then(|known| Some((session(known.session)?, known.item.clone()))),
        is_since_least: answer.is_since_least,
        usual: answer.usual,
        last_good: answer.last_good.and_then(last_good),
        failed: failed().take(N_RUNS_SHOWN).filter_map(|known| failed_in(known)).collect(),
        n_failed: failed().count(),
        missing: answer.missing.iter().take(N_RUNS_SHOWN).filter_map(|&place| session(place)).collect(),
        n_missing: answer.missing.len(),
    }
}
