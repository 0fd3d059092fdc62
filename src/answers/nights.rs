//! Runs by job and day, for the strip of nights.

use super::runs::{Run, Runs, job_numbers};
use crate::model::order::{sort_by_number, sorted_by};
use crate::model::{Severity, Status, Timestamp, UtcOffset};

const DAY_TICKS: i64 = 864_000_000_000;
const HOUR_TICKS: i64 = 36_000_000_000;

/// The clock by which days begin and end.
#[derive(Clone, Copy)]
pub struct Clock<'a> {
    /// The offset of its zone at an instant.
    pub offset_at: &'a dyn Fn(Timestamp) -> UtcOffset,
    /// The hour at which a day begins. At 12, what begins after midnight belongs to the night of the day before.
    pub first_hour: u8,
}

impl Clock<'_> {
    /// The day of an instant, counted from 1970-01-01.
    pub fn day(&self, t: Timestamp) -> i64 {
        let local = t.plus((self.offset_at)(t).ticks() - i64::from(self.first_hour) * HOUR_TICKS);
        local.ticks().div_euclid(DAY_TICKS)
    }

    /// The first and the last instant of a day. One on which clocks change has 23 or 25 hours.
    pub fn instants(&self, day: i64) -> (Timestamp, Timestamp) {
        (self.begin(day), self.begin(day.saturating_add(1)).plus(-1))
    }

    /// When the clock says that a day begins.
    fn begin(&self, day: i64) -> Timestamp {
        let ticks = day.saturating_mul(DAY_TICKS).saturating_add(i64::from(self.first_hour) * HOUR_TICKS);
        let clock = Timestamp::from_ticks(ticks);
        let by = |t: Timestamp| clock.plus(-(self.offset_at)(t).ticks());
        // The offset at the reading taken for UTC is near enough to find the instant, and its own offset is the right one.
        by(by(clock))
    }
}

/// One day of one job.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Night {
    /// The day, counted from 1970-01-01, on which the first tries began.
    pub day: i64,
    /// The worst of all sessions, retries included.
    pub worst: Severity,
    /// The worst of what the runs came to after their retries.
    pub outcome: Severity,
    /// The sessions, retries included, as places in the list; never empty.
    pub sessions: Vec<usize>,
}

impl Night {
    /// Midnight of the day in UTC: prints as the day's date with the offset of UTC.
    pub const fn midnight(&self) -> Timestamp {
        Timestamp::from_ticks(self.day.saturating_mul(DAY_TICKS))
    }
}

/// The days of one job, the earliest first; days without a run are left out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct JobNights {
    /// A session of the job, as a place in the list: for its name and id.
    pub example: usize,
    /// The numbers of its runs, the newest first.
    pub runs: Vec<u32>,
    /// Its days.
    pub nights: Vec<Night>,
}

/// The runs of each job by day, jobs in the order in which they first stand in the list. Retries belong to the day of their
/// first try; runs without a start or a known job are left out. O(n log n).
pub fn nights(runs: &Runs<'_>, clock: &Clock<'_>) -> Vec<JobNights> {
    let of_session = job_numbers(&mut runs.sessions().iter());
    let mut place_of: Vec<Option<usize>> = vec![None; of_session.len()];
    let mut jobs: Vec<JobNights> = Vec::new();
    let day = |number: u32| runs.get(number).and_then(|run| runs.start(run)).map(|start| clock.day(start));
    let numbers = (0..).zip(runs.all()).map(|(number, _)| number).filter(|&number| day(number).is_some()).collect();
    for number in sort_by_number(numbers, &|number| day(number).unwrap_or(0)) {
        let Some(run) = runs.get(number) else { continue };
        let Some(job) = of_session.get(run.main).copied().flatten() else { continue };
        let Some(place) = place_of.get_mut(job as usize) else { continue };
        let place = *place.get_or_insert_with(|| {
            jobs.push(JobNights { example: run.main, runs: Vec::new(), nights: Vec::new() });
            jobs.len() - 1
        });
        if let (Some(job), Some(day)) = (jobs.get_mut(place), day(number)) {
            job.example = job.example.min(run.main);
            job.runs.push(number);
            add(&mut job.nights, day, run, runs);
        }
    }
    for job in &mut jobs {
        runs.sort_newest_first(&mut job.runs);
    }
    sorted_by(jobs, &|a, b| a.example.cmp(&b.example))
}

/// Adds a run to the last of the nights, which is of its day or of one before.
fn add(nights: &mut Vec<Night>, day: i64, run: &Run, runs: &Runs<'_>) {
    if nights.last().is_none_or(|night| night.day != day) {
        nights.push(Night { day, worst: Severity::Success, outcome: Severity::Success, sessions: Vec::new() });
    }
    let Some(night) = nights.last_mut() else { return };
    night.outcome = night.outcome.max(runs.outcome(run).severity());
    for member in run.members() {
        night.sessions.push(member);
        let status = runs.sessions().get(member).map_or(Status::Unknown, |session| session.status);
        night.worst = night.worst.max(status.severity());
    }
}
