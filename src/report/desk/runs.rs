//! What is known of other runs: the nights of all jobs, and since when a problem is known.

use super::super::axis::FIRST_HOUR;
use super::super::glance::{Glance, glance};
use super::super::job::{Job, Named, job};
use super::Desk;
use crate::answers::Believed;
use crate::answers::failures::{self, Group};
use crate::answers::runs::Runs;
use crate::model::order::sorted_by;
use crate::model::{Id, Log, Session, Severity, Timestamp};
use crate::output::ticket::Seen;

/// Earlier runs that are looked at, to tell what is new.
pub(super) const N_EARLIER_MAX: usize = 5;

impl Desk {
    /// The nights of all jobs.
    pub fn glance(&self) -> Glance {
        let zone = (&self.zone, FIRST_HOUR);
        glance(&self.job_sessions, self.are_all[0], zone, self.now, &|session| self.name(session))
    }

    /// A job over time; nothing where none of its sessions is loaded.
    pub fn job(&self, named: &Named) -> Option<Job> {
        let list = (&**self.job_sessions, self.are_all[0]);
        job(list, named, &|session| self.name(session), (&self.zone, self.now))
    }

    /// For each problem of the open session since when it is known, as far as the logs of earlier runs are here; those still
    /// wanted are added to `needs`. Only first tries that came to a result are looked at: what was stopped may not have come to
    /// a problem, and a retry is of the same run.
    pub(super) fn seen(&self, open: &Log, needs: &mut Vec<Id>) -> Vec<Option<Seen>> {
        let groups = self.open.groups(open);
        let session = self.open.facts.as_ref().and_then(|facts| facts.session.as_ref());
        let Some(session) = session.filter(|_| !groups.is_empty()) else { return Vec::new() };
        // What only machines tell is in no log of another session, which is here without its machines: nothing is known of it.
        let is_of_machines = |group: &Group| group.items.iter().all(|&idx| open.part(idx).is_some());
        let known = |group| Known { is_settled: is_of_machines(group), ..Known::default() };
        let mut known: Vec<Known> = groups.iter().map(known).collect();
        let earlier = self.earlier(session);
        for (n_before, run) in earlier.iter().enumerate() {
            if n_before == N_EARLIER_MAX || known.iter().all(|known| known.is_settled) {
                break;
            }
            let Some(id) = &run.id else { break };
            let Some(other) = self.siblings.iter().find(|other| other.id == *id) else {
                needs.push(id.clone());
                break;
            };
            let problems = other.problems.get_or_init(|| {
                let groups = failures::groups(&other.log).into_iter();
                groups.map(|group| (group.pattern, group.severity)).collect()
            });
            for (group, known) in groups.iter().zip(&mut known).filter(|(_, known)| !known.is_settled) {
                let is_it = |(pattern, was): &(String, Severity)| *pattern == group.pattern && *was >= group.severity;
                if problems.iter().any(is_it) {
                    known.n_runs += 1;
                    // There was no run before the first one.
                    known.is_exact = n_before + 1 == earlier.len() && self.has_all_sessions();
                    known.is_settled = known.is_exact;
                } else {
                    (known.is_settled, known.is_exact) = (true, other.doubt.is_empty());
                }
            }
        }
        known.into_iter().map(Known::seen).collect()
    }

    /// The first tries of a session's job that began before it and came to a result, the newest first.
    fn earlier(&self, session: &Session) -> Vec<&Session> {
        let runs = Runs::of(self.sessions());
        let own = self.sessions().iter().position(|known| known.id_text == session.id_text);
        let own = own.and_then(|place| runs.number_of(place));
        let others = runs.of_job(session).into_iter().filter(|&run| Some(run) != own);
        let first_try = |run: u32| self.sessions().get(runs.get(run)?.main);
        let is_earlier = |run: &&Session| {
            run.start.is_some() && run.start < session.start && run.status.is_result() && !run.is_retry()
        };
        others.filter_map(first_try).filter(is_earlier).collect()
    }
}

/// What is known of one problem in earlier runs.
#[derive(Clone, Copy, Default)]
struct Known {
    /// How many runs right before have it.
    n_runs: usize,
    /// Whether no more is to be learned.
    is_settled: bool,
    /// Whether the run before those is known not to have it.
    is_exact: bool,
}

impl Known {
    fn seen(self) -> Option<Seen> {
        match (self.n_runs, self.is_exact) {
            (0, true) => Some(Seen::New),
            (0, false) => None,
            (n, true) => Some(Seen::Runs(n + 1)),
            (n, false) => Some(Seen::AtLeast(n + 1)),
        }
    }
}

/// Sessions by their starts; those without one that can be believed last.
pub(super) fn newest_first(sessions: &[Session]) -> Vec<&Session> {
    let believed = Believed::of(sessions);
    let key = |session: &Session| (believed.has(session.start), session.start.map(Timestamp::ticks));
    sorted_by(sessions, &|a, b| key(b).cmp(&key(a)))
}
