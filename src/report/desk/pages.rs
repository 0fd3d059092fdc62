//! Whole views: two sessions side by side, an object across sessions, the nights of all jobs; and what a problem was before.

use super::super::glance::{Glance, glance};
use super::super::marks::session_route;
use super::super::{Context, Doc, compare, find};
use super::Desk;
use crate::answers::baseline::Baseline;
use crate::answers::compare::{Align, Side, compare as compared, previous_run};
use crate::answers::failures::{self, Group};
use crate::answers::find::Finder;
use crate::answers::streaks::repeated;
use crate::answers::{is_same_job, open_end, sets};
use crate::model::{Id, Log, Session, Severity, Timestamp};
use crate::output::ticket::Seen;
use crate::route::Page;

/// Sessions whose logs are looked through before somebody says to go on.
const N_SEARCHED: usize = 20;
/// Earlier runs that are looked at, to tell what is new.
const N_EARLIER_MAX: usize = 5;
/// Nights begin at noon.
const FIRST_HOUR: u8 = 12;

/// What was chosen in these views, and how far a search has come.
#[derive(Clone, Debug)]
pub(super) struct Pages {
    /// The kind of work by which two sessions are aligned, by the name of its set; by their starts without.
    align: Option<String>,
    /// Whether what is usual stands behind the bars.
    shows_usual: bool,
    n_wanted: usize,
    is_stopped: bool,
    finder: Finder,
    /// How many of the sessions the finder was given.
    n_searched: usize,
}

impl Default for Pages {
    fn default() -> Self {
        Self {
            align: None,
            shows_usual: false,
            n_wanted: N_SEARCHED,
            is_stopped: false,
            finder: Finder::new(""),
            n_searched: 0,
        }
    }
}

impl Pages {
    pub(super) fn act(&mut self, action: &str) {
        match action.split_once(':').unwrap_or((action, "")) {
            ("compare-align", "start") => self.align = None,
            ("compare-align", set) => self.align = Some(set.to_owned()),
            ("compare-usual", _) => self.shows_usual = !self.shows_usual,
            ("find-stop", _) => self.is_stopped = true,
            ("find-more", _) if self.is_stopped => self.is_stopped = false,
            ("find-more", _) => self.n_wanted += N_SEARCHED,
            _ => {}
        }
    }
}

impl Desk {
    /// The desk's part of the view that the address names, and the logs that it would be better with.
    pub(super) fn page(&mut self, doc: &mut Doc, log: &Log, needs: &mut Vec<Id>) {
        match self.context.route.page.clone() {
            Page::Compare(a, b) => self.compare(doc, log, [&a, &b], needs),
            Page::Find => self.find(doc, log, needs),
            _ => {}
        }
    }

    /// The nights of all jobs.
    pub fn glance(&self) -> Glance {
        let zone = (&self.context.zone, FIRST_HOUR);
        glance(&self.job_sessions, self.are_all[0], zone, self.context.now, &|session| self.name(session))
    }

    fn compare(&self, doc: &mut Doc, open: &Log, ids: [&Id; 2], needs: &mut Vec<Id>) {
        let ctx = &self.context;
        needs.extend(ids.into_iter().filter(|id| self.log_of(open, id).is_none()).cloned());
        let is_of = |list: &&[Session], id: &Id| list.iter().any(|session| session.id.as_ref() == Some(id));
        let list =
            Some(self.retrieval_sessions.as_slice()).filter(|list| is_of(list, ids[1])).unwrap_or(&self.job_sessions);
        let find = |id: &Id| list.iter().find(|session| session.id.as_ref() == Some(id)).cloned();
        let sessions = ids.map(|id| find(id).unwrap_or_else(|| Session::new(id.as_str())));
        let [Some((log_a, doubt_a)), Some((log_b, doubt_b))] = ids.map(|id| self.log_of(open, id)) else {
            doc.line("p", "", ctx.say("The logs of both runs are being loaded …"));
            return;
        };
        for doubt in [doubt_a, doubt_b].into_iter().filter(|doubt| !doubt.is_empty()) {
            doc.line(
                "p",
                "notice notice--warn",
                &ctx.words.fill("One of the logs is not whole: {}", &[ctx.say(doubt)]),
            );
        }
        let [a, b] = &sessions;
        let side = |log, session: &Session| Side { log, open_end: open_end(log, Some(session), ctx.now) };
        let comparison = compared(side(log_a, a), side(log_b, b));
        let kind = |set: &String| comparison.kinds().into_iter().find(|kind| sets::name("kind", kind) == *set);
        let align = self.pages.align.as_ref().and_then(kind).map_or(Align::Start, Align::Kind);
        let names = [self.name(a), self.name(b)];
        let only = |session: &Session| {
            let route = session_route(ctx, session, None);
            move |set: &str| {
                let mut route = route.clone().unwrap_or_default();
                route.params.only = Some(set.to_owned());
                route.to_string()
            }
        };
        let (only_a, only_b) = (only(a), only(b));
        let sides = [
            compare::Side { session: a, name: &names[0], log: log_a, only: &only_a },
            compare::Side { session: b, name: &names[1], log: log_b, only: &only_b },
        ];
        let others: Vec<&Session> = newest_first(list).into_iter().filter(|session| is_same_job(session, b)).collect();
        let usual = self.pages.shows_usual.then(|| self.usual_of_others(open, &others, ids, needs));
        compare::compare(doc, ctx, sides, &comparison, &align, usual.as_ref(), &others);
    }

    /// What is usual for the steps of a job, by a few of its other runs; those whose logs are not here yet are wanted.
    fn usual_of_others(&self, open: &Log, runs: &[&Session], but: [&Id; 2], needs: &mut Vec<Id>) -> Baseline {
        let mut baseline = Baseline::default();
        let others = runs.iter().filter_map(|run| Some((run.id.as_ref()?, run.start?)));
        let others = others.filter(|(id, _)| !but.contains(id));
        for (id, began) in others.take(N_EARLIER_MAX) {
            match self.log_of(open, id) {
                Some((log, _)) => baseline.add(log, began),
                None => needs.push(id.clone()),
            }
        }
        baseline
    }

    fn find(&mut self, doc: &mut Doc, open: &Log, needs: &mut Vec<Id>) {
        let query = self.context.route.params.q.clone().unwrap_or_default();
        let candidates: Vec<&Session> = newest_first(&self.job_sessions);
        if self.pages.finder.query() != query {
            (self.pages.finder, self.pages.n_searched) = (Finder::new(&query), 0);
            self.pages.is_stopped = false;
        }
        let n_total = self.pages.n_wanted.min(candidates.len());
        let mut finder = std::mem::replace(&mut self.pages.finder, Finder::new(""));
        let mut n_searched = self.pages.n_searched;
        if !query.is_empty() {
            for session in candidates.iter().take(n_total).skip(n_searched) {
                match session.id.as_ref().map(|id| (self.log_of(open, id), id)) {
                    Some((Some((log, doubt)), _)) if log.is_empty() && !doubt.is_empty() => finder.miss(session, doubt),
                    Some((Some((log, _)), _)) => finder.add(session, log),
                    Some((None, id)) => {
                        if !self.pages.is_stopped {
                            needs.push(id.clone());
                        }
                        break;
                    }
                    None => finder.miss(session, "its id is not fit for an address"),
                }
                n_searched += 1;
            }
        }
        let progress = find::Progress {
            n_done: n_searched,
            n_total: if query.is_empty() { 0 } else { n_total },
            is_stopped: self.pages.is_stopped,
            has_older: candidates.len() > n_total,
        };
        find::find(doc, &self.context, &finder, &progress, &|session| self.name(session));
        (self.pages.finder, self.pages.n_searched) = (finder, n_searched);
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

fn newest_first(sessions: &[Session]) -> Vec<&Session> {
    let mut sorted: Vec<&Session> = sessions.iter().collect();
    sorted.sort_by_key(|session| std::cmp::Reverse(session.start.map(Timestamp::ticks)));
    sorted
}

/// The view of a session with nothing but a set's items.
impl Context {
    /// The address of this view with nothing but the items of a set.
    pub fn link_to_set(&self, set: &str) -> String {
        let mut route = self.route.clone();
        route.params.only = Some(set.to_owned());
        (route.params.q, route.params.item) = (None, None);
        route.params.status = crate::answers::Severities::NONE;
        route.to_string()
    }
}
