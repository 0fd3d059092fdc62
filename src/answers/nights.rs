//! Runs put in order: retries under the run they repeat, and runs by job and day for the strip of nights.

use super::is_same_job;
use crate::model::order::sort_indexes;
use crate::model::{Session, Severity, Status, Timestamp, UtcOffset};

/// A run and its retries, as places in the list of sessions.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Family {
    /// The first run; a retry whose first run is not in the list stands for itself.
    pub main: usize,
    /// Its retries, the earliest first.
    pub retries: Vec<usize>,
}

impl Family {
    /// How it ended in the end: the status of the last retry or, where there is none, of the run itself.
    pub fn outcome(&self, sessions: &[Session]) -> Status {
        sessions.get(*self.retries.last().unwrap_or(&self.main)).map_or(Status::Unknown, |session| session.status)
    }

    /// The run and its retries.
    pub fn members(&self) -> impl Iterator<Item = usize> {
        std::iter::once(self.main).chain(self.retries.iter().copied())
    }
}

/// Folds retries into their first run, in the order in which the first runs stand in the list. Every session is in exactly
/// one family. O(n log n).
pub fn families(sessions: &[Session]) -> Vec<Family> {
    let id = |place: u32| sessions.get(place as usize).and_then(|session| session.id.as_ref());
    let mut by_id: Vec<u32> = (0..).zip(sessions).map(|(place, _)| place).collect();
    sort_indexes(&mut by_id, &|a, b| id(a).cmp(&id(b)));
    let before = |place: usize| {
        let main = Some(sessions.get(place)?.main_session_id.as_ref()?);
        let first = *by_id.get(by_id.partition_point(|&other| id(other) < main))?;
        Some(first as usize).filter(|&first_place| id(first) == main && first_place != place)
    };
    let root = |place: usize| {
        // A retry may name another retry; a circle, which only a broken list has, is left after a few steps.
        let mut root = place;
        for _ in 0..20 {
            let Some(next) = before(root) else { return root };
            root = next;
        }
        if before(root).is_some() { place } else { root }
    };
    let roots: Vec<usize> = (0..sessions.len()).map(root).collect();
    let mains = roots.iter().enumerate().filter(|&(place, &root)| place == root);
    let mut families: Vec<Family> = mains.map(|(main, _)| Family { main, retries: Vec::new() }).collect();
    let start = |place: usize| sessions.get(place).and_then(|session| session.start);
    for (place, &root) in roots.iter().enumerate().filter(|&(place, &root)| place != root) {
        let at = families.partition_point(|family| family.main < root);
        if let Some(Family { retries, .. }) = families.get_mut(at) {
            retries.insert(retries.partition_point(|&earlier| start(earlier) <= start(place)), place);
        }
    }
    families
}

/// One day of one job.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Night {
    /// The day, counted from 1970-01-01, on which the first runs began.
    pub day: i64,
    /// The worst of all runs, retries included.
    pub worst: Severity,
    /// The worst of what the runs came to after their retries.
    pub outcome: Severity,
    /// The runs, retries included, as places in the list of sessions; never empty.
    pub sessions: Vec<usize>,
}

impl Night {
    /// Midnight of the day in UTC: prints as the day's date with the offset of UTC.
    pub const fn midnight(&self) -> Timestamp {
        Timestamp::from_ticks(self.day.saturating_mul(864_000_000_000))
    }
}

/// The days of one job, the earliest first; days without a run are left out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct JobNights {
    /// A session of the job, as a place in the list: for its name and id.
    pub example: usize,
    /// Its days.
    pub nights: Vec<Night>,
}

/// The runs of each job by day, jobs in the order in which they first stand in the list. A day begins at `first_hour` of
/// the clock that `offset_at` tells of: at 12, what begins after midnight belongs to the night of the day before. Retries
/// belong to the day of their first run; runs without a start or a known job are left out. O(n · jobs).
pub fn nights(sessions: &[Session], offset_at: &dyn Fn(Timestamp) -> UtcOffset, first_hour: u8) -> Vec<JobNights> {
    let mut jobs: Vec<JobNights> = Vec::new();
    for family in families(sessions) {
        let Some(main) = sessions.get(family.main) else { continue };
        let Some(start) = main.start.filter(|_| is_same_job(main, main)) else { continue };
        let local = start.plus(offset_at(start).ticks() - i64::from(first_hour) * 36_000_000_000);
        let day = local.ticks().div_euclid(864_000_000_000);
        let is_of = |job: &JobNights| sessions.get(job.example).is_some_and(|example| is_same_job(example, main));
        let known = jobs.iter().position(is_of);
        if known.is_none() {
            jobs.push(JobNights { example: family.main, nights: Vec::new() });
        }
        let place = known.unwrap_or(jobs.len() - 1);
        if let Some(job) = jobs.get_mut(place) {
            add(&mut job.nights, day, &family, sessions);
        }
    }
    jobs
}

fn add(nights: &mut Vec<Night>, day: i64, family: &Family, sessions: &[Session]) {
    let place = nights.partition_point(|night| night.day < day);
    if nights.get(place).is_none_or(|night| night.day != day) {
        nights.insert(place, Night { day, worst: Severity::Success, outcome: Severity::Success, sessions: Vec::new() });
    }
    let Some(night) = nights.get_mut(place) else { return };
    night.outcome = night.outcome.max(family.outcome(sessions).severity());
    for member in family.members() {
        night.sessions.push(member);
        if let Some(session) = sessions.get(member) {
            night.worst = night.worst.max(session.status.severity());
        }
    }
}
