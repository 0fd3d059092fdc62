//! Sessions at a glance: one row for each job, one cell for each night, its result; how long the job usually takes, what was
//! out of the ordinary, how often it failed in a row, and the last good run.

use std::ops::RangeInclusive;

use crate::answers::nights::{Clock, JobNights, Night as Of, nights};
use crate::answers::runs::Runs;
use crate::answers::streaks::streak;
use crate::answers::usual::{Usual, usual};
use crate::model::order::sorted_by;
use crate::model::time::TICKS_PER_DAY;
use crate::model::{Id, Session, SessionKind, Severity, Timestamp};
use crate::report::job::Named;
use crate::route::{Page, Q_MAX_CHARS, Route};
use crate::timeline::Zone;

/// The most days that are drawn, and the most jobs.
pub const N_DAYS_MAX: i64 = 35;
const N_JOBS_MAX: usize = 100;
/// A run counts as out of the ordinary if it is longer than nine of ten runs and by this much than the median, in percent …
pub const LONG_PERCENT: i64 = 150;
/// … or shorter than this much of the median, and if there are runs enough to say so.
pub const SHORT_PERCENT: i64 = 50;

/// What the strip shows.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Glance {
    /// How many sessions are loaded.
    pub n_sessions: usize,
    /// Whether these are all that the server has.
    pub is_all: bool,
    /// How many jobs they are of.
    pub n_jobs: usize,
    /// How many runs they are: one counts once, with its retries.
    pub n_runs: usize,
    /// Whether some of the retries are assumed by their times.
    pub is_assumed: bool,
    /// How many sessions failed. A run that failed counts once among the runs, and as often as it was tried here.
    pub n_failed_sessions: usize,
    /// How many runs ended how after the last of their retries, the worst first; those that occur.
    pub results: Vec<(Severity, usize)>,
    /// The first and the last day that is drawn, counted from 1970-01-01; nothing where no run has a start.
    pub days: Option<(i64, i64)>,
    /// The jobs that are drawn: what fails comes first, the others stay as they are in the list.
    pub jobs: Vec<JobAtGlance>,
}

/// One row.
#[derive(Clone, PartialEq, Debug)]
pub struct JobAtGlance {
    /// What it is called, by the server.
    pub name: String,
    /// How an address names it; nothing where that cannot be.
    pub named: Option<Named>,
    /// How many of its newest runs failed one after the other.
    pub n_failed: usize,
    /// Whether there may be more of them: no good run is loaded, and older ones may be missing.
    pub is_least: bool,
    /// When the first of them began.
    pub since: Option<Timestamp>,
    /// What is usual for each kind of run, the kind of the newest run first.
    pub usual: Vec<(Option<String>, Usual)>,
    /// Its last good run.
    pub last_good: Option<Run>,
    /// The length that the highest bar of the row stands for, in ticks.
    pub scale_ticks: i64,
    /// Its nights, the earliest first; those without a run are left out.
    pub nights: Vec<Night>,
}

/// A run to go to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Run {
    /// Its session; nothing where its id is not fit for an address.
    pub session: Option<(SessionKind, Id)>,
    /// When it began.
    pub start: Option<Timestamp>,
}

/// One cell.
#[derive(Clone, PartialEq, Debug)]
pub struct Night {
    /// The day, counted from 1970-01-01, on which the first runs began.
    pub day: i64,
    /// The worst of what the runs came to after their retries.
    pub outcome: Severity,
    /// The worst of all runs, retries included.
    pub worst: Severity,
    /// The length of the longest first run that has ended, in ticks.
    pub ticks: Option<i64>,
    /// What is usual for a run like that.
    pub usual_ticks: Option<i64>,
    /// How the two compare.
    pub pace: Pace,
    /// How many sessions there were.
    pub n_sessions: usize,
    /// Where more about it is told.
    pub place: Place,
}

/// Where a night is told of.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Place {
    /// Its only session.
    Session(SessionKind, Id),
    /// The list of its sessions.
    List {
        /// The first instant of the night, …
        from: Timestamp,
        /// … and the last.
        to: Timestamp,
        /// The job, …
        job: Option<Id>,
        /// … or what it is called, where it has no id.
        q: Option<String>,
    },
}

impl Place {
    /// Its address, of the same server and with the same looks as a view.
    pub fn route(&self, shown: &Route) -> Route {
        match self {
            Self::Session(kind, id) => shown.to(Page::Session(*kind, id.clone())),
            Self::List { from, to, job, q } => {
                let mut route = shown.to(Page::JobSessions);
                (route.params.from, route.params.to) = (Some(*from), Some(*to));
                (route.params.job, route.params.q) = (job.clone(), q.clone());
                route
            }
        }
    }
}

/// How a length compares with what is usual.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Pace {
    /// Much shorter.
    Short,
    /// As usual, or too little is known.
    Usual,
    /// Much longer.
    Long,
}

/// How a run of this length compares, see [`LONG_PERCENT`], [`SHORT_PERCENT`] and [`Usual::is_telling`].
pub fn pace(ticks: i64, usual: &Usual) -> Pace {
    let of_median = |percent: i64| i128::from(usual.median_ticks) * i128::from(percent);
    let hundred = i128::from(ticks) * 100;
    if !usual.is_telling() {
        Pace::Usual
    } else if ticks > usual.p90_ticks && hundred > of_median(LONG_PERCENT) {
        Pace::Long
    } else if hundred < of_median(SHORT_PERCENT) {
        Pace::Short
    } else {
        Pace::Usual
    }
}

impl JobAtGlance {
    /// The night of a day.
    pub fn night(&self, day: i64) -> Option<&Night> {
        let at = self.nights.binary_search_by_key(&day, |night| night.day).ok()?;
        self.nights.get(at)
    }
}

/// What sessions come to at a glance. `is_all` says whether these are all that the server has; a day begins at `first_hour` of
/// the zone's clock, see [`nights`]; `name` tells a session's job. O(n log n) in the sessions.
pub fn glance(
    sessions: &[Session],
    is_all: bool,
    (zone, first_hour): (&Zone, u8),
    now: Timestamp,
    name: &dyn Fn(&Session) -> String,
) -> Glance {
    let offset_at = |t| zone.offset_at(t);
    let runs = Runs::of(sessions);
    let clock = Clock { offset_at: &offset_at, first_hour };
    let by_job = nights(&runs, &clock);
    let sight = Sight { runs: &runs, clock: &clock, is_all, now };
    // A day after tomorrow is none that any run has seen, nor one on which no server ran, if there are others.
    let is_night = |night: &Of| night.midnight() <= now.plus(2 * TICKS_PER_DAY) && night.midnight().is_plausible();
    let all_days = || by_job.iter().flat_map(|job| &job.nights);
    let has_real = all_days().any(is_night);
    let days = || all_days().filter(|night| !has_real || is_night(night)).map(|night| night.day);
    let last = days().max();
    let first = days().min().zip(last).map(|(first, last)| first.max(last - N_DAYS_MAX + 1));
    let shown = first.unwrap_or(i64::MIN)..=last.unwrap_or(i64::MAX);
    let mut jobs: Vec<JobAtGlance> = by_job.iter().filter_map(|job| sight.job(job, &shown, name)).collect();
    let n_jobs = jobs.len();
    jobs = sorted_by(jobs, &|a, b| b.n_failed.cmp(&a.n_failed));
    jobs.truncate(N_JOBS_MAX);
    let mut n_of = [0; Severity::ALL.len()];
    for run in runs.all() {
        if let Some(n) = n_of.get_mut(runs.outcome(run).severity() as usize) {
            *n += 1;
        }
    }
    let results = Severity::ALL.into_iter().zip(n_of).rev();
    Glance {
        n_sessions: sessions.len(),
        is_assumed: sessions.iter().any(|session| session.assumed_main.is_some()),
        is_all,
        n_jobs,
        n_runs: runs.all().len(),
        n_failed_sessions: sessions.iter().filter(|session| session.status.severity() == Severity::Failed).count(),
        results: results.filter(|&(_, n)| n > 0).collect(),
        days: first.zip(last),
        jobs,
    }
}

/// What all of it is seen by.
struct Sight<'a> {
    runs: &'a Runs<'a>,
    clock: &'a Clock<'a>,
    is_all: bool,
    now: Timestamp,
}

/// What is usual for each kind of run that a job has; nothing for a kind of which none ended well.
type Kinds = Vec<(Option<String>, Option<Usual>)>;

impl Sight<'_> {
    fn session(&self, place: usize) -> Option<&Session> {
        self.runs.sessions().get(place)
    }

    /// The row of a job, with its nights of some days.
    fn job(
        &self,
        of: &JobNights,
        days: &RangeInclusive<i64>,
        name: &dyn Fn(&Session) -> String,
    ) -> Option<JobAtGlance> {
        let example = self.session(of.example)?;
        let streak = streak(self.runs, &of.runs);
        let last_good = streak.last_good.and_then(|place| self.session(place));
        let kinds = self.kinds(of);
        let longest = of.nights.iter().filter_map(|night| self.longest(night)).map(|(_, ticks)| ticks).max();
        let usual: Vec<(Option<String>, Usual)> =
            kinds.iter().filter_map(|(kind, usual)| Some((kind.clone(), (*usual)?))).collect();
        let band = usual.first().map(|(_, usual)| usual.p90_ticks);
        let job_name = name(example);
        let nights = of.nights.iter().filter(|night| days.contains(&night.day));
        Some(JobAtGlance {
            named: Named::of(example),
            n_failed: streak.n_failed,
            is_least: streak.last_good.is_none() && !self.is_all,
            since: streak.since,
            last_good: last_good.map(|run| Run { session: run.page(), start: run.start }),
            scale_ticks: longest.into_iter().chain(band).max().unwrap_or(0),
            nights: nights.map(|night| self.night(night, &kinds, example, &job_name)).collect(),
            usual,
            name: job_name,
        })
    }

    /// What is usual for each kind of run of a job, the kind of its newest first. O(n) for each kind.
    fn kinds(&self, of: &JobNights) -> Kinds {
        let first_try = |&run: &u32| self.runs.main(self.runs.get(run)?).filter(|session| !session.is_retry());
        let mut kinds = Kinds::new();
        for session in of.runs.iter().filter_map(first_try) {
            if !kinds.iter().any(|(kind, _)| *kind == session.config_type) {
                let usual = usual(&mut of.runs.iter().filter_map(first_try), session, None);
                kinds.push((session.config_type.clone(), usual));
            }
        }
        kinds
    }

    fn night(&self, of: &Of, kinds: &Kinds, example: &Session, name: &str) -> Night {
        let longest = self.longest(of);
        let like = |run: &Session| kinds.iter().find(|(kind, _)| *kind == run.config_type)?.1;
        let known = longest.and_then(|(run, ticks)| Some((ticks, like(run)?)));
        Night {
            day: of.day,
            outcome: of.outcome,
            worst: of.worst,
            ticks: longest.map(|(_, ticks)| ticks),
            usual_ticks: known.filter(|(_, usual)| usual.is_telling()).map(|(_, usual)| usual.median_ticks),
            pace: known.map_or(Pace::Usual, |(ticks, usual)| pace(ticks, &usual)),
            n_sessions: of.sessions.len(),
            place: self.place(of, example, name),
        }
    }

    /// The longest first try of a night that has ended, and its length.
    fn longest(&self, night: &Of) -> Option<(&Session, i64)> {
        let runs = night.sessions.iter().filter_map(|&place| self.session(place));
        let ended = runs.filter(|run| !run.is_retry() && run.end.is_some());
        ended.filter_map(|run| Some((run, run.ticks(self.now)?))).max_by_key(|&(_, ticks)| ticks)
    }

    /// The session of a night; where there are several, the list of them.
    fn place(&self, night: &Of, example: &Session, name: &str) -> Place {
        let only = night.sessions.first().filter(|_| night.sessions.len() == 1);
        if let Some((kind, id)) = only.and_then(|&place| self.session(place)?.page()) {
            return Place::Session(kind, id);
        }
        let (from, to) = self.clock.instants(night.day);
        // A retry counts with the run that it repeats, and may begin the day after.
        let last = night.sessions.iter().filter_map(|&place| self.session(place)?.start).max();
        let q = example.job_id.is_none().then(|| name.chars().take(Q_MAX_CHARS).collect());
        Place::List { from, to: last.map_or(to, |last| to.max(last)), job: example.job_id.clone(), q }
    }
}
