//! An object across sessions: when it last worked, how often it failed and why, how long it usually takes, and where it is
//! missing. Logs are looked through one after another, and none is kept.

use super::groups::Names;
use super::objects::{Object, ObjectKind, subject};
use super::runs::{Runs, job_numbers};
use super::search::{self, Needle};
use super::usual::{Lengths, Usual};
use super::{Believed, Severities};
use crate::model::order::sorted_by;
use crate::model::{Assumption, Id, Log, Session, Severity, Status, Timestamp};

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
    /// Whether the log of each of them is all there is.
    are_whole: Vec<bool>,
    missed: Vec<(Session, String)>,
    n_items: usize,
    objects: Vec<Found>,
    /// The keys of the objects, see [`Object::push_key`].
    keys: Names,
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
    pub sessions: Vec<InSession>,
}

/// An object in one session.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct InSession {
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
    /// Whether all of them ended well or with warnings: then it worked, if the log is all there is.
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

    /// Looks through the log of a session, which is all there is. O(n) in its text, and O(h) in the items that hold the search
    /// text.
    pub fn add(&mut self, session: &Session, log: &Log) {
        let place = self.sessions.len();
        self.sessions.push(session.clone());
        self.are_whole.push(true);
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

    /// Looks through as much of a log as there is, and says why that may not be all: what it holds counts, and what it does not
    /// hold says nothing.
    pub fn add_part(&mut self, session: &Session, log: &Log, why: &str) {
        self.add(session, log);
        if let Some(is_whole) = self.are_whole.last_mut() {
            *is_whole = false;
        }
        self.miss(session, why);
    }

    /// Says that the log of a session could not be looked through, and why.
    pub fn miss(&mut self, session: &Session, why: &str) {
        self.missed.push((session.clone(), why.to_owned()));
    }

    fn object(&mut self, object: Object<'_>) -> Option<&mut Found> {
        let mut key = String::new();
        object.push_key(&mut key);
        let place = match self.keys.find(&key) {
            Some(place) => place as usize,
            None if self.objects.len() == N_OBJECTS_MAX => {
                self.has_more = true;
                return None;
            }
            None => {
                self.objects.push(Found { kind: object.kind, name: object.name.to_owned(), sessions: Vec::new() });
                self.keys.number(&key) as usize
            }
        };
        self.objects.get_mut(place)
    }

    /// The sessions whose logs were looked through, in whole or in part.
    pub fn sessions(&self) -> &[Session] {
        &self.sessions
    }

    /// The sessions whose logs could not be looked through, or not to their end, and why.
    pub fn missed(&self) -> &[(Session, String)] {
        &self.missed
    }

    /// How many items were looked through.
    pub fn n_items(&self) -> usize {
        self.n_items
    }

    /// Start of the earliest and of the latest session that was looked through.
    pub fn from_to(&self) -> Option<(Timestamp, Timestamp)> {
        let believed = Believed::of(&self.sessions);
        let all = || self.sessions.iter().map(|session| session.start);
        let starts = || all().filter(|&start| believed.has(start)).flatten();
        Some((starts().min()?, starts().max()?))
    }

    /// Whether objects were left out, since more than [`N_OBJECTS_MAX`] fit.
    pub fn has_more(&self) -> bool {
        self.has_more
    }

    /// The objects and what is known of them: those that failed in their latest run first, then those that failed at all,
    /// each by name. O(s log s + o · s) for o objects and s sessions.
    pub fn objects(&self) -> Vec<Answer<'_>> {
        let around = Around::new(self);
        let rank = |answer: &Answer<'_>| (answer.n_failed_in_row == 0, answer.n_failed_runs == 0);
        sorted_by(self.objects.iter().map(|found| around.answer(found)), &|a, b| {
            let by_name = || a.found.name.cmp(&b.found.name).then(a.found.kind.cmp(&b.found.kind));
            rank(a).cmp(&rank(b)).then_with(by_name)
        })
    }
}

impl Found {
    fn add(&mut self, session: usize, log: &Log, idx: u32) {
        let status = log.status(idx);
        let item = || log.id(idx).and_then(|id| Id::new(&id));
        if self.sessions.last().is_none_or(|known| known.session != session) {
            self.sessions.push(InSession {
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
        let Some(known) = self.sessions.last_mut() else { return };
        known.n_items += 1;
        known.ticks = known.ticks.saturating_add(log.ticks(idx).unwrap_or(0).max(0));
        known.has_length &= log.assumed(idx) & Assumption::FarTime as u8 == 0;
        known.severity = known.severity.max(status.severity());
        known.has_worked &= matches!(status, Status::Success | Status::Warning);
        if status.severity() == Severity::Failed {
            known.n_failed += 1;
            if known.failures.len() < N_FAILURES_MAX {
                let text = log.text(idx).to_owned();
                known.failures.push(Failure { text, start: log.start(idx), item: item() });
            }
        }
    }
}

/// What is known of an object. A run counts once, with its retries, by the last of its sessions that settled it: in which the
/// object failed, or worked. One in which it goes on or was stopped, or whose log is not whole, settles nothing but a failure.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Answer<'a> {
    /// The object.
    pub found: &'a Found,
    /// The sessions in which it appears, the newest first.
    pub sessions: Vec<&'a InSession>,
    /// In how many runs it appears.
    pub n_runs: usize,
    /// In how many of them it failed in the end.
    pub n_failed_runs: usize,
    /// In how many of them it failed at first, and worked in a retry.
    pub n_mended_runs: usize,
    /// In how many of its newest runs it failed, one after the other; unsettled ones are passed over.
    pub n_failed_in_row: usize,
    /// The first session of these, in which it failed: since then it does not work. Nothing where its newest run worked.
    pub failed_since: Option<&'a InSession>,
    /// Whether it may have failed earlier already: no run before is known in which it worked, or a log since then could not be
    /// looked through to its end.
    pub is_since_least: bool,
    /// The session that settled the newest run in which it worked. It may have warned.
    pub last_good: Option<&'a InSession>,
    /// Whether nothing newer of its jobs is known or missed.
    pub is_good_newest: bool,
    /// How long it took in the runs in which it worked.
    pub usual: Option<Usual>,
    /// First tries of the jobs it belongs to that ended without a word of it, nor their retries, as places among
    /// [`Finder::sessions`]. What was stopped may not have come to it, and does not count.
    pub missing: Vec<usize>,
}

/// What an object is looked at by.
struct Around<'a> {
    finder: &'a Finder,
    runs: Runs<'a>,
    /// The number of each session's job.
    jobs: Vec<Option<u32>>,
    /// For each job when the newest of its sessions began whose log could not be looked through to its end.
    missed: Vec<Option<Timestamp>>,
}

/// What the sessions of a run say of an object.
#[derive(Clone, Copy)]
struct OfRun<'a> {
    run: u32,
    /// The last that settled it.
    settled_by: Option<&'a InSession>,
    has_failed: bool,
}

impl<'a> Around<'a> {
    fn new(finder: &'a Finder) -> Self {
        let missed_sessions = finder.missed.iter().map(|(session, _)| session);
        let mut jobs = job_numbers(&mut finder.sessions.iter().chain(missed_sessions.clone()));
        let mut missed: Vec<Option<Timestamp>> = vec![None; jobs.len()];
        for (session, job) in missed_sessions.zip(jobs.drain(finder.sessions.len()..)) {
            if let Some(newest) = job.and_then(|job| missed.get_mut(job as usize)) {
                *newest = (*newest).max(session.start);
            }
        }
        Self { finder, runs: Runs::of(&finder.sessions), jobs, missed }
    }

    fn answer(&self, found: &'a Found) -> Answer<'a> {
        let start = |known: &InSession| self.finder.sessions.get(known.session).and_then(|session| session.start);
        let sessions = sorted_by(&found.sessions, &|a, b| start(b).cmp(&start(a)));
        let runs = self.by_run(&sessions);
        let has_failed = |run: &OfRun<'_>| run.settled_by.is_some_and(|known| known.n_failed > 0);
        let settled = || runs.iter().filter(|run| run.settled_by.is_some());
        let good = || runs.iter().filter(|run| !has_failed(run)).filter_map(|run| Some((run, run.settled_by?)));
        let last_good = good().next();
        let n_failed_in_row = settled().take_while(|run| has_failed(run)).count();
        // The run that was the first to fail, by the first of its tries that did.
        let first_failed = n_failed_in_row.checked_sub(1).and_then(|at| settled().nth(at)).map(|run| run.run);
        let is_first = |known: &&&InSession| {
            known.n_failed > 0 && first_failed.is_some() && self.runs.number_of(known.session) == first_failed
        };
        Answer {
            found,
            n_runs: runs.len(),
            n_failed_runs: runs.iter().filter(|run| has_failed(run)).count(),
            n_mended_runs: good().filter(|(run, _)| run.has_failed).count(),
            n_failed_in_row,
            failed_since: sessions.iter().rfind(is_first).copied(),
            is_since_least: last_good.is_none_or(|(_, known)| self.misses_newer(&sessions, start(known))),
            last_good: last_good.map(|(_, known)| known),
            is_good_newest: last_good.is_some_and(|(run, known)| {
                runs.first().is_some_and(|newest| newest.run == run.run) && !self.misses_newer(&sessions, start(known))
            }),
            usual: Lengths::of(good().filter(|(_, known)| known.has_length).map(|(_, known)| known.ticks).collect())
                .usual(),
            missing: self.missing(&sessions),
            sessions,
        }
    }

    /// The runs of sessions that are given the newest first, in the same order.
    fn by_run(&self, sessions: &[&'a InSession]) -> Vec<OfRun<'a>> {
        let mut place_of: Vec<Option<usize>> = vec![None; self.runs.all().len()];
        let mut of_runs: Vec<OfRun<'a>> = Vec::new();
        for &known in sessions {
            let Some(run) = self.runs.number_of(known.session) else { continue };
            let Some(place) = place_of.get_mut(run as usize) else { continue };
            let place = *place.get_or_insert_with(|| {
                of_runs.push(OfRun { run, settled_by: None, has_failed: false });
                of_runs.len() - 1
            });
            let is_whole = self.finder.are_whole.get(known.session) == Some(&true);
            if let Some(of_run) = of_runs.get_mut(place) {
                of_run.has_failed |= known.n_failed > 0;
                if of_run.settled_by.is_none() && (known.n_failed > 0 || known.has_worked && is_whole) {
                    of_run.settled_by = Some(known);
                }
            }
        }
        of_runs
    }

    /// First tries of the jobs of these sessions that ended, in a log that is all there is, without the object.
    fn missing(&self, sessions: &[&InSession]) -> Vec<usize> {
        let mut is_its_job = vec![false; self.jobs.len()];
        let mut has_it = vec![false; self.runs.all().len()];
        let mark = |marks: &mut Vec<bool>, at: Option<u32>| {
            if let Some(mark) = at.and_then(|at| marks.get_mut(at as usize)) {
                *mark = true;
            }
        };
        for known in sessions {
            mark(&mut is_its_job, self.jobs.get(known.session).copied().flatten());
            mark(&mut has_it, self.runs.number_of(known.session));
        }
        let is = |marks: &[bool], at: Option<u32>| at.and_then(|at| marks.get(at as usize)) == Some(&true);
        let is_missing = |place: usize, session: &Session| {
            is(&is_its_job, self.jobs.get(place).copied().flatten())
                && !is(&has_it, self.runs.number_of(place))
                && self.finder.are_whole.get(place) == Some(&true)
                && session.end.is_some()
                && !session.is_retry()
                && !session.status.is_running()
                && !matches!(session.status, Status::Stopped | Status::Canceled)
        };
        let all = self.finder.sessions.iter().enumerate();
        all.filter(|&(place, session)| is_missing(place, session)).map(|(place, _)| place).collect()
    }

    /// Whether a session of the jobs of these began after `start` whose log could not be looked through to its end.
    fn misses_newer(&self, sessions: &[&InSession], start: Option<Timestamp>) -> bool {
        let job = |known: &&InSession| self.jobs.get(known.session).copied().flatten();
        let mut missed = sessions.iter().filter_map(job).filter_map(|job| self.missed.get(job as usize));
        missed.any(|missed| *missed > start)
    }
}
