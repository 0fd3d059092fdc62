//! An object across sessions: when it last worked, how often it failed and why, how long it usually takes, and where it is
//! missing. Logs are looked through one after another, and none is kept.

use std::collections::HashMap;

use super::Severities;
use super::baseline::median;
use super::objects::{Object, ObjectKind, subject};
use super::search::{self, Needle, lower};
use super::{believed, is_same_job};
use crate::model::{Assumption, Id, Log, Session, Severity, Timestamp};

/// The most objects that are followed: a search text that fits more is to be made longer.
pub const N_OBJECTS_MAX: usize = 200;
/// The most failures of one object in one session that are kept word for word; all are counted.
pub const N_FAILURES_MAX: usize = 5;

/// A search through logs, as far as it has come.
#[derive(Clone, Debug, Default)]
pub struct Finder {
    needle: Needle,
    query: String,
    sessions: Vec<Session>,
    missed: Vec<(Session, String)>,
    n_items: usize,
    objects: Vec<Found>,
    places: HashMap<(ObjectKind, String), usize>,
    has_more: bool,
}

/// An object that fits the search text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Found {
    /// What it is.
    pub kind: ObjectKind,
    /// Its name, as the first log that has it writes it.
    pub name: String,
    /// Where it appears, in the order in which the logs were looked through; never empty.
    pub runs: Vec<Run>,
}

/// An object in one session.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Run {
    /// The session, as a place among [`Finder::sessions`].
    pub session: usize,
    /// Id of the first of its items, if that is fit for an address.
    pub item: Option<Id>,
    /// How many items are about it.
    pub n_items: usize,
    /// Start of the first of them.
    pub start: Option<Timestamp>,
    /// Their lengths added up, as far as they have ended.
    pub ticks: i64,
    /// Whether all of their times can be believed.
    pub has_length: bool,
    /// The worst of them.
    pub severity: Severity,
    /// Whether all of them ended well or with warnings: then it worked.
    pub has_worked: bool,
    /// The failed ones, [`N_FAILURES_MAX`] of them at most.
    pub failures: Vec<Failure>,
    /// How many failed.
    pub n_failed: usize,
}

/// A failed item.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Failure {
    /// Its text without the bracketed word.
    pub text: String,
    /// When it began.
    pub start: Option<Timestamp>,
    /// Its id, if that is fit for an address.
    pub item: Option<Id>,
}

impl Finder {
    /// Looks for objects whose name holds `query`, without regard to case. An empty one finds nothing.
    pub fn new(query: &str) -> Self {
        Self { needle: Needle::new(query), query: query.trim().to_owned(), ..Self::default() }
    }

    /// The search text.
    pub fn query(&self) -> &str {
        &self.query
    }

    /// Looks through the log of a session. O(n) in its text, and O(h) in the items that hold the search text.
    pub fn add(&mut self, session: &Session, log: &Log) {
        let place = self.sessions.len();
        self.sessions.push(session.clone());
        self.n_items += log.len();
        if self.needle.is_empty() {
            return;
        }
        for idx in search::filter(log, &self.query, Severities::NONE, None) {
            let Some(object) = subject(log.text(idx)).object else { continue };
            if self.needle.find(object.name).is_none() {
                continue;
            }
            if let Some(found) = self.object(object) {
                found.add(place, log, idx);
            }
        }
    }

    /// Says that the log of a session could not be looked through, and why.
    pub fn miss(&mut self, session: &Session, why: &str) {
        self.missed.push((session.clone(), why.to_owned()));
    }

    fn object(&mut self, object: Object<'_>) -> Option<&mut Found> {
        let key = (object.kind, object.name.chars().map(lower).collect::<String>());
        let place = match self.places.get(&key) {
            Some(&place) => place,
            None if self.objects.len() == N_OBJECTS_MAX => {
                self.has_more = true;
                return None;
            }
            None => {
                self.places.insert(key, self.objects.len());
                self.objects.push(Found { kind: object.kind, name: object.name.to_owned(), runs: Vec::new() });
                self.objects.len() - 1
            }
        };
        self.objects.get_mut(place)
    }

    /// The sessions whose logs were looked through.
    pub fn sessions(&self) -> &[Session] {
        &self.sessions
    }

    /// The sessions whose logs could not be looked through, and why.
    pub fn missed(&self) -> &[(Session, String)] {
        &self.missed
    }

    /// How many items were looked through.
    pub fn n_items(&self) -> usize {
        self.n_items
    }

    /// Start of the earliest and of the latest session that was looked through.
    pub fn from_to(&self) -> Option<(Timestamp, Timestamp)> {
        let is_believed = believed(&self.sessions);
        let starts = || self.sessions.iter().filter(|session| is_believed(session)).filter_map(|session| session.start);
        Some((starts().min()?, starts().max()?))
    }

    /// Whether objects were left out, since more than [`N_OBJECTS_MAX`] fit.
    pub fn has_more(&self) -> bool {
        self.has_more
    }

    /// The objects and what is known of them: those that failed in the latest run first, then those that failed at all,
    /// each by name. O(o · s) for o objects and s sessions.
    pub fn objects(&self) -> Vec<Answer<'_>> {
        let mut answers: Vec<Answer<'_>> = self.objects.iter().map(|found| self.answer(found)).collect();
        answers.sort_by_cached_key(|answer| {
            let fails = answer.runs.first().is_some_and(|run| run.n_failed > 0);
            (!fails, answer.n_failed_runs() == 0, answer.found.name.clone(), answer.found.kind)
        });
        answers
    }

    fn answer<'a>(&'a self, found: &'a Found) -> Answer<'a> {
        let start = |run: &Run| self.sessions.get(run.session).and_then(|session| session.start);
        let mut runs: Vec<&Run> = found.runs.iter().collect();
        runs.sort_by_key(|run| std::cmp::Reverse(start(run)));
        let mut lengths: Vec<i64> =
            runs.iter().filter(|run| run.has_worked && run.has_length).map(|run| run.ticks).collect();
        lengths.sort_unstable();
        let of_its_jobs = |session: &Session| {
            runs.iter().filter_map(|run| self.sessions.get(run.session)).any(|has| is_same_job(session, has))
        };
        let is_missing = |place: usize, session: &Session| {
            session.main_session_id.is_none()
                && session.end.is_some()
                && !session.status.is_running()
                && !runs.iter().any(|run| run.session == place)
                && of_its_jobs(session)
        };
        let missing = self.sessions.iter().enumerate().filter(|&(place, session)| is_missing(place, session));
        Answer {
            found,
            last_good: runs.iter().find(|run| run.has_worked).copied(),
            usual_ticks: median(&lengths),
            n_good: lengths.len(),
            missing: missing.map(|(place, _)| place).collect(),
            runs,
        }
    }
}

impl Found {
    fn add(&mut self, session: usize, log: &Log, idx: u32) {
        let severity = log.status(idx).severity();
        let item = || log.id(idx).and_then(|id| Id::new(&id));
        if self.runs.last().is_none_or(|run| run.session != session) {
            self.runs.push(Run {
                session,
                item: item(),
                n_items: 0,
                start: log.start(idx),
                ticks: 0,
                has_length: true,
                severity: Severity::Success,
                has_worked: true,
                failures: Vec::new(),
                n_failed: 0,
            });
        }
        let Some(run) = self.runs.last_mut() else { return };
        run.n_items += 1;
        run.ticks = run.ticks.saturating_add(log.ticks(idx).unwrap_or(0).max(0));
        run.has_length &= log.assumed(idx) & Assumption::FarTime as u8 == 0;
        run.severity = run.severity.max(severity);
        run.has_worked &= matches!(severity, Severity::Success | Severity::Warning);
        if severity == Severity::Failed {
            run.n_failed += 1;
            if run.failures.len() < N_FAILURES_MAX {
                let text = log.text(idx).to_owned();
                run.failures.push(Failure { text, start: log.start(idx), item: item() });
            }
        }
    }
}

/// What is known of an object.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Answer<'a> {
    /// The object.
    pub found: &'a Found,
    /// Its runs, the newest session first.
    pub runs: Vec<&'a Run>,
    /// The newest run in which it worked: no item of it failed, was stopped, or goes on. It may have warned.
    pub last_good: Option<&'a Run>,
    /// Half of the runs in which it worked took at most this long.
    pub usual_ticks: Option<i64>,
    /// Of how many runs.
    pub n_good: usize,
    /// Sessions of the jobs it belongs to that ended without a word of it, as places among [`Finder::sessions`]. Retries
    /// are not among them: they only do what is left.
    pub missing: Vec<usize>,
}

impl Answer<'_> {
    /// In how many runs it failed.
    pub fn n_failed_runs(&self) -> usize {
        self.runs.iter().filter(|run| run.n_failed > 0).count()
    }

    /// In how many of its newest runs it failed, one after the other.
    pub fn n_failed_in_row(&self) -> usize {
        self.runs.iter().take_while(|run| run.n_failed > 0).count()
    }
}
