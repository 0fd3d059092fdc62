//! Two sessions side by side, and what was chosen there.

use super::super::compare::{Compared, Runs, Sources, runs, set_of};
use super::Desk;
use super::runs::{N_EARLIER_MAX, newest_first};
use crate::answers::baseline::Baseline;
use crate::answers::compare::{Align, Matcher, Missing, Side};
use crate::answers::{is_same_job, open_end};
use crate::model::{Id, Log, Session, Timestamp};

/// What was chosen.
#[derive(Clone, Debug, Default)]
pub(super) struct Chosen {
    /// The kind of work by which the two are aligned, by the name of its set; by their starts without.
    align: Option<String>,
    /// Whether what is usual stands behind the bars.
    shows_usual: bool,
}

/// Items that are matched before the page may have a turn.
const N_ITEMS_A_TURN: usize = 10_000;

/// Two logs whose steps are being matched: which they are and how long, and where open items of both end. That stays as it was
/// when it began, since another time each turn would begin anew each turn.
#[derive(Clone, Debug)]
pub(super) struct Matching {
    of: [(Id, usize); 2],
    open_ends: [Timestamp; 2],
    matcher: Matcher,
}

impl Desk {
    /// Matches more of the steps of two sessions; false while there are more, and it is to be asked again before
    /// [`Desk::compare`], which matches what is left at once.
    pub fn match_steps(&mut self, open: &Log, ids: [&Id; 2]) -> bool {
        let mut known = self.matching.take();
        let is_done = self.both(open, ids).is_none_or(|both| {
            let (matching, sides) = both.go_on(known.take());
            let matching = known.insert(matching);
            matching.matcher.extend(sides, N_ITEMS_A_TURN)
        });
        self.matching.replace(known);
        is_done
    }

    /// Two sessions and what is here of them; nothing while one of their logs is not.
    fn both<'a>(&'a self, open: &'a Log, ids: [&Id; 2]) -> Option<Both<'a>> {
        let [Some(log_a), Some(log_b)] = ids.map(|id| self.log_of(open, id)) else { return None };
        let is_of = |list: &&[Session], id: &Id| list.iter().any(|session| session.id.as_ref() == Some(id));
        let list =
            Some(self.retrieval_sessions.as_slice()).filter(|list| is_of(list, ids[1])).unwrap_or(&self.job_sessions);
        let find = |id: &Id| list.iter().find(|session| session.id.as_ref() == Some(id)).cloned();
        let sessions = ids.map(|id| find(id).unwrap_or_else(|| Session::new(id.as_str())));
        Some(Both { ids: ids.map(Clone::clone), logs: [log_a, log_b], list, sessions, now: self.now })
    }

    /// Two sessions side by side, and the logs that are wanted for it; `open` is that of the open session.
    pub fn compare(&self, open: &Log, ids: [&Id; 2]) -> (Compared, Vec<Id>) {
        let mut needs: Vec<Id> = ids.into_iter().filter(|id| self.log_of(open, id).is_none()).cloned().collect();
        let Some(both) = self.both(open, ids) else { return (Compared::Loading, needs) };
        let (Matching { mut matcher, .. }, sides) = both.go_on(self.matching.take());
        matcher.extend(sides, usize::MAX);
        let comparison = matcher.comparison(sides);
        let Both { logs: [(log_a, doubt_a), (log_b, doubt_b)], list, sessions: [a, b], .. } = &both;
        let kind = |set: &String| comparison.kinds().into_iter().find(|kind| set_of(kind) == *set);
        let align = self.chosen.align.as_ref().and_then(kind).map_or(Align::Start, Align::Kind);
        let of_job: Vec<&Session> = newest_first(list).into_iter().filter(|session| is_same_job(session, b)).collect();
        let usual = self.chosen.shows_usual.then(|| self.usual_of_earlier(open, &of_job, [a, b], &mut needs));
        let facts = runs(&Sources {
            sides: [(a, &self.name(a), log_a), (b, &self.name(b), log_b)],
            missing: sides.map(|side| side.missing),
            comparison: &comparison,
            align: &align,
            usual: usual.as_ref(),
            runs: &of_job,
            now: self.now,
        });
        let doubts =
            [doubt_a, doubt_b].into_iter().filter(|doubt| !doubt.is_empty()).map(|&of| of.to_owned()).collect();
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

/// Two sessions, their logs with why these may not be all there is, and the list that they stand in.
struct Both<'a> {
    ids: [Id; 2],
    logs: [(&'a Log, &'a str); 2],
    list: &'a [Session],
    sessions: [Session; 2],
    now: Timestamp,
}

impl<'a> Both<'a> {
    /// What is known of their steps, if it is of these logs, else nothing yet; and the logs as they are compared.
    fn go_on(&self, known: Option<Matching>) -> (Matching, [Side<'a>; 2]) {
        let [(log_a, doubt_a), (log_b, doubt_b)] = self.logs;
        let [id_a, id_b] = self.ids.clone();
        let of = [(id_a, log_a.len()), (id_b, log_b.len())];
        let [a, b] = &self.sessions;
        let matching = known.filter(|known| known.of == of).unwrap_or_else(|| Matching {
            of,
            open_ends: [(log_a, a), (log_b, b)].map(|(log, session)| open_end(log, Some(session), self.now)),
            matcher: Matcher::default(),
        });
        let [end_a, end_b] = matching.open_ends;
        let side = |log, open_end, session: &Session, doubt: &str| Side {
            log,
            open_end,
            missing: Missing::of(session, doubt.is_empty()),
        };
        let sides = [side(log_a, end_a, a, doubt_a), side(log_b, end_b, b, doubt_b)];
        (matching, sides)
    }
}
