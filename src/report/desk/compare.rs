//! Two sessions side by side, and what was chosen there.

use super::super::compare::{Compared, Runs, Sources, runs, set_of};
use super::Desk;
use super::runs::{N_EARLIER_MAX, newest_first};
use crate::answers::baseline::Baseline;
use crate::answers::compare::{Align, Missing, Side, compare};
use crate::answers::{is_same_job, open_end};
use crate::model::{Id, Log, Session};

/// What was chosen.
#[derive(Clone, Debug, Default)]
pub(super) struct Chosen {
    /// The kind of work by which the two are aligned, by the name of its set; by their starts without.
    align: Option<String>,
    /// Whether what is usual stands behind the bars.
    shows_usual: bool,
}

impl Desk {
    /// Two sessions side by side, and the logs that are wanted for it; `open` is that of the open session.
    pub fn compare(&self, open: &Log, ids: [&Id; 2]) -> (Compared, Vec<Id>) {
        let mut needs: Vec<Id> = ids.into_iter().filter(|id| self.log_of(open, id).is_none()).cloned().collect();
        let [Some((log_a, doubt_a)), Some((log_b, doubt_b))] = ids.map(|id| self.log_of(open, id)) else {
            return (Compared::Loading, needs);
        };
        let is_of = |list: &&[Session], id: &Id| list.iter().any(|session| session.id.as_ref() == Some(id));
        let list =
            Some(self.retrieval_sessions.as_slice()).filter(|list| is_of(list, ids[1])).unwrap_or(&self.job_sessions);
        let find = |id: &Id| list.iter().find(|session| session.id.as_ref() == Some(id)).cloned();
        let [a, b] = ids.map(|id| find(id).unwrap_or_else(|| Session::new(id.as_str())));
        let missing = [(&a, doubt_a), (&b, doubt_b)].map(|(of, doubt)| Missing::of(of, doubt.is_empty()));
        let side = |log, session: &Session, missing| {
            let open_end = open_end(log, Some(session), self.now);
            Side { log, open_end, missing }
        };
        let comparison = compare(side(log_a, &a, missing[0]), side(log_b, &b, missing[1]));
        let kind = |set: &String| comparison.kinds().into_iter().find(|kind| set_of(kind) == *set);
        let align = self.chosen.align.as_ref().and_then(kind).map_or(Align::Start, Align::Kind);
        let of_job: Vec<&Session> = newest_first(list).into_iter().filter(|session| is_same_job(session, &b)).collect();
        let usual = self.chosen.shows_usual.then(|| self.usual_of_earlier(open, &of_job, [&a, &b], &mut needs));
        let facts = runs(&Sources {
            sides: [(&a, &self.name(&a), log_a), (&b, &self.name(&b), log_b)],
            missing,
            comparison: &comparison,
            align: &align,
            usual: usual.as_ref(),
            runs: &of_job,
            now: self.now,
        });
        let doubts = [doubt_a, doubt_b].into_iter().filter(|doubt| !doubt.is_empty()).map(str::to_owned).collect();
        (Compared::Runs(Box::new(Runs { doubts, ..facts })), needs)
    }

    /// Aligns the two by the kind of work of this set; by their starts without.
    pub fn align(&mut self, set: Option<String>) {
        self.chosen.align = set;
    }

    /// Whether what is usual stands behind the bars from now on.
    pub fn show_usual(&mut self, is_shown: bool) {
        self.chosen.shows_usual = is_shown;
    }

    /// What is usual for the steps of a job, by the first tries that began before both sessions, a few of them, the newest
    /// first; those whose logs are not here yet are wanted. A log that is not whole says nothing.
    fn usual_of_earlier(&self, open: &Log, runs: &[&Session], than: [&Session; 2], needs: &mut Vec<Id>) -> Baseline {
        let mut baseline = Baseline::default();
        let first = than.iter().filter_map(|session| session.start).min();
        let earlier = runs.iter().filter(|run| !run.is_retry() && first.is_none_or(|first| run.start < Some(first)));
        for (id, began) in earlier.filter_map(|run| Some((run.id.as_ref()?, run.start?))).take(N_EARLIER_MAX) {
            match self.log_of(open, id) {
                Some((log, "")) => baseline.add(log, began),
                Some(_) => {}
                None => needs.push(id.clone()),
            }
        }
        baseline
    }
}
