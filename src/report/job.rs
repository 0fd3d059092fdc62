//! A job over time: its runs as points, how long they take, and since when it is otherwise.

use super::axis::night_at;
use crate::answers::change::{Change, change};
use crate::answers::runs::{Run, Runs};
use crate::answers::usual::{Lengths, Usual, usual};
use crate::model::{Id, Session, SessionKind, Severity, Status, Timestamp};
use crate::route::{Page, Q_MAX_CHARS, Route};
use crate::timeline::Zone;

/// The most runs that are drawn: the newest.
pub const N_RUNS_MAX: usize = 1_000;
/// With fewer runs that can be compared it is not said that there is no step.
pub const N_TELLING: usize = 20;

/// How a job is named by an address.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Named {
    /// By its id.
    Id(Id),
    /// By what it is called, where it has none.
    Name(String),
}

impl Named {
    /// The job of a session; nothing where the server names none.
    pub fn of(session: &Session) -> Option<Self> {
        let name = || session.name.as_ref().map(|name| Self::Name(name.chars().take(Q_MAX_CHARS).collect()));
        session.job_id.clone().map(Self::Id).or_else(name)
    }

    /// The job that an address names.
    pub fn by(route: &Route) -> Option<Self> {
        let params = &route.params;
        params.job.clone().map(Self::Id).or_else(|| params.q.clone().map(Self::Name))
    }

    /// A view of it.
    pub fn route(&self, shown: &Route, page: Page) -> Route {
        let mut route = shown.to(page);
        match self {
            Self::Id(id) => route.params.job = Some(id.clone()),
            Self::Name(name) => route.params.q = Some(name.clone()),
        }
        route
    }

    /// Whether a session is of it.
    pub fn is_of(&self, session: &Session) -> bool {
        Self::of(session).as_ref() == Some(self)
    }
}

/// A job.
#[derive(Clone, PartialEq, Debug)]
pub struct Job {
    /// What it is called.
    pub name: String,
    /// Its runs that are drawn, the oldest first: those with a start that can be believed.
    pub runs: Vec<Point>,
    /// How many runs are loaded in all.
    pub n_runs: usize,
    /// Whether these are all that the server has.
    pub is_all: bool,
    /// How long its runs usually take; since the step, if there is one.
    pub usual: Option<Usual>,
    /// What `usual` and `change` are of, such as full runs, where that is known.
    pub kind: Option<String>,
    /// How many runs could be compared to find a step.
    pub n_compared: usize,
    /// Since when it takes another time.
    pub change: Option<Step>,
}

/// A step in the lengths of a job's runs.
#[derive(Clone, PartialEq, Debug)]
pub struct Step {
    /// What is known of it.
    pub change: Change,
    /// When the run before it began, and when the first run of the new length did.
    pub between: (Timestamp, Timestamp),
    /// The first session of the new length; nothing where its id is not fit for an address.
    pub page: Option<(SessionKind, Id)>,
}

/// A run.
#[derive(Clone, PartialEq, Debug)]
pub struct Point {
    /// Its session; nothing where its id is not fit for an address.
    pub page: Option<(SessionKind, Id)>,
    /// Such as full or incremental, where that is known.
    pub kind: Option<String>,
    /// When it began.
    pub start: Timestamp,
    /// How long its first try took, in ticks; to now, if it goes on. Nothing where that is not known.
    pub ticks: Option<i64>,
    /// Bytes that it moved.
    pub bytes: Option<i64>,
    /// Objects that it processed.
    pub objects: Option<i64>,
    /// How it ended after its retries.
    pub outcome: Severity,
    /// The worst of its tries.
    pub worst: Severity,
    /// How often it was tried again.
    pub n_retries: usize,
}

/// All that is known of a job by its sessions; nothing where none of them is loaded. O(n log n).
pub fn job(
    (sessions, is_all): (&[Session], bool),
    named: &Named,
    name: &dyn Fn(&Session) -> String,
    (zone, now): (&Zone, Timestamp),
) -> Option<Job> {
    let newest = sessions.iter().filter(|session| named.is_of(session)).max_by_key(|session| session.start)?;
    let runs = Runs::of(sessions);
    let of_job: Vec<&Run> = runs.of_job(newest).into_iter().filter_map(|number| runs.get(number)).collect();
    let timed = of_job.iter().filter_map(|run| Some((*run, runs.main(run)?, runs.start(run)?)));
    let mut timed: Vec<(&Run, &Session, Timestamp)> = timed.take(N_RUNS_MAX).collect();
    timed.reverse();
    // Of the kind of which most ended well: full runs take another time than incremental ones.
    let is_good = |session: &Session| {
        !session.is_retry()
            && matches!(session.status, Status::Success | Status::Warning)
            && session.ran_for() > Some(0)
    };
    let good = || timed.iter().map(|&(_, session, _)| session).filter(|session| is_good(session));
    let n_like = |of: &&Session| good().filter(|session| session.config_type == of.config_type).count();
    // A job has two kinds of runs: the newest is of one of them, the newest of another kind of the other.
    let newest_good = good().next_back();
    let other = good().rfind(|session| newest_good.is_some_and(|of| session.config_type != of.config_type));
    let like = other.into_iter().chain(newest_good).max_by_key(n_like);
    let compared: Vec<&(&Run, &Session, Timestamp)> = timed
        .iter()
        .filter(|(_, session, _)| is_good(session) && like.is_some_and(|like| session.config_type == like.config_type))
        .collect();
    let weekday = |t| u8::try_from(night_at(zone, t).rem_euclid(7)).unwrap_or(0);
    let lengths: Vec<(i64, u8)> =
        compared.iter().filter_map(|(_, session, start)| Some((session.ran_for()?, weekday(*start)))).collect();
    let step = change(&lengths).and_then(|change| {
        let (before, first) = (compared.get(change.at.checked_sub(1)?)?, compared.get(change.at)?);
        Some(Step { change, between: (before.2, first.2), page: first.1.page() })
    });
    // What was before the step is not usual any more.
    let usual = match &step {
        Some(step) => Lengths::of(lengths.iter().skip(step.change.at).map(|&(ticks, _)| ticks).collect()).usual(),
        None => like.and_then(|like| usual(&mut timed.iter().map(|&(_, session, _)| session), like, None)),
    };
    Some(Job {
        name: name(newest),
        runs: timed.iter().map(|&(run, session, start)| point(&runs, run, session, start, now)).collect(),
        n_runs: of_job.len(),
        is_all,
        usual,
        kind: like.and_then(|like| like.config_type.clone()),
        n_compared: compared.len(),
        change: step,
    })
}

fn point(runs: &Runs<'_>, run: &Run, session: &Session, start: Timestamp, now: Timestamp) -> Point {
    let tries = || run.members().filter_map(|place| runs.sessions().get(place));
    let statistics = session.statistics.as_ref();
    Point {
        page: session.page(),
        kind: session.config_type.clone(),
        start,
        ticks: session.ticks(now).filter(|&ticks| ticks >= 0),
        bytes: statistics.and_then(|statistics| statistics.transferred.as_ref()?.bytes),
        objects: session.progress.or(session.processed_objects),
        outcome: runs.outcome(run).severity(),
        worst: tries().map(|session| session.status.severity()).max().unwrap_or(Severity::Neutral),
        n_retries: run.retries.len(),
    }
}

impl Job {
    /// From the first to the last start of what is drawn; nothing where nothing is.
    pub fn span(&self) -> Option<(Timestamp, Timestamp)> {
        Some((self.runs.first()?.start, self.runs.last()?.start))
    }

    /// The most that one of the runs has of something, at least 1.
    pub fn most(&self, of: impl Fn(&Point) -> Option<i64>) -> i64 {
        self.runs.iter().filter_map(of).max().unwrap_or(0).max(1)
    }

    /// Whether any run has something of it to be drawn.
    pub fn has(&self, of: impl Fn(&Point) -> Option<i64>) -> bool {
        self.runs.iter().any(|run| of(run).is_some_and(|n| n > 0))
    }
}
