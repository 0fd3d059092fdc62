//! What is known of other runs: the nights of all jobs, and since when a problem is known.

use super::super::glance::{Glance, glance};
use super::Desk;
use crate::answers::believed;
use crate::answers::compare::previous_run;
use crate::answers::failures::{self, Group};
use crate::answers::streaks::repeated;
use crate::model::{Id, Log, Session, Severity, Timestamp};
use crate::output::ticket::Seen;

/// Earlier runs that are looked at, to tell what is new.
pub(super) const N_EARLIER_MAX: usize = 5;
/// Nights begin at noon.
const FIRST_HOUR: u8 = 12;

impl Desk {
    /// The nights of all jobs.
    pub fn glance(&self) -> Glance {
        let zone = (&self.zone, FIRST_HOUR);
        glance(&self.job_sessions, self.are_all[0], zone, self.now, &|session| self.name(session))
    }

    /// For each problem of the open session since when it is known, as far as the logs of earlier runs are here; those still
    /// wanted are added to `needs`.
    pub(super) fn seen(&self, open: &Log, needs: &mut Vec<Id>) -> Vec<Option<Seen>> {
        let groups = self.open.groups(open);
        let session = self.open.facts.as_ref().and_then(|facts| facts.session.as_ref());
        let Some(session) = session.filter(|_| !groups.is_empty()) else { return Vec::new() };
        let mut earlier: Vec<Vec<(String, Severity)>> = Vec::new();
        let mut is_known = true;
        let mut before = session;
        while earlier.len() < N_EARLIER_MAX {
            let Some(run) = previous_run(self.sessions(), before).and_then(|place| self.sessions().get(place)) else {
                break;
            };
            let Some(id) = &run.id else { break };
            match self.log_of(open, id) {
                None => {
                    needs.push(id.clone());
                    is_known = false;
                    break;
                }
                Some((log, doubt)) if !doubt.is_empty() && log.is_empty() => {
                    is_known = false;
                    break;
                }
                Some((log, _)) => {
                    let problems = failures::groups(log).into_iter().map(|group| (group.pattern, group.severity));
                    earlier.push(problems.collect());
                }
            }
            let goes_on = |group: &Group| repeated(&group.pattern, group.severity, &earlier) == earlier.len();
            if !groups.iter().any(goes_on) {
                break;
            }
            before = run;
        }
        let of = |group: &Group| match repeated(&group.pattern, group.severity, &earlier) {
            0 if earlier.is_empty() && !is_known => None,
            0 if earlier.is_empty() => None,
            0 => Some(Seen::New),
            n => Some(Seen::Runs(n + 1)),
        };
        groups.iter().map(of).collect()
    }
}

/// Sessions by their starts; those without one that can be believed last.
pub(super) fn newest_first(sessions: &[Session]) -> Vec<&Session> {
    let mut sorted: Vec<&Session> = sessions.iter().collect();
    let is_believed = believed(sessions);
    sorted.sort_by_key(|session| std::cmp::Reverse((is_believed(session), session.start.map(Timestamp::ticks))));
    sorted
}
