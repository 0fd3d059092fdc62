//! How long a job usually takes.

use super::{believed, is_same_job};
use crate::model::order::sort_indexes;
use crate::model::{Session, Status};

/// The most recent runs that count.
const N_RUNS_MAX: usize = 50;

/// Lengths of the ended runs of a job.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Usual {
    /// Half of the runs took at most this long; ticks of 100 ns. Between the two middle ones of an even number.
    pub median_ticks: i64,
    /// Nine of ten runs took at most this long; the length of a real run.
    pub p90_ticks: i64,
    /// Of how many runs; at least one.
    pub n: usize,
}

/// What is usual for runs like `of`: of the same job, which ended well or with warnings, at most the fifty newest, without
/// `of` itself. Full runs are apart from incremental ones where that is known, and retries, which only do what is left,
/// from first runs. Failed and stopped runs do not count: they say how soon it failed; nor do those whose times cannot be
/// believed.
pub fn usual(sessions: &[Session], of: &Session) -> Option<Usual> {
    let is_believed = believed(sessions);
    let is_like = |session: &Session| {
        is_same_job(session, of)
            && is_believed(session)
            && session.ran_for().is_some()
            && session.id_text != of.id_text
            && session.config_type == of.config_type
            && session.main_session_id.is_some() == of.main_session_id.is_some()
            && matches!(session.status, Status::Success | Status::Warning)
    };
    let times = |place: u32| sessions.get(place as usize).and_then(|session| Some((session.start?, session.end?)));
    let alike = (0..).zip(sessions).filter(|(_, session)| is_like(session)).map(|(place, _)| place);
    let mut newest: Vec<u32> = alike.filter(|&place| times(place).is_some_and(|(start, end)| start <= end)).collect();
    sort_indexes(&mut newest, &|a, b| times(b).cmp(&times(a)));
    let mut lengths: Vec<i64> = Vec::with_capacity(N_RUNS_MAX);
    for (start, end) in newest.into_iter().take(N_RUNS_MAX).filter_map(times) {
        let length = end.since(start);
        lengths.insert(lengths.partition_point(|&shorter| shorter <= length), length);
    }
    let n = lengths.len();
    let at = |place: usize| lengths.get(place).copied();
    let (low, high) = (at(n.checked_sub(1)? / 2)?, at(n / 2)?);
    let p90_ticks = at((n * 9).div_ceil(10) - 1)?;
    Some(Usual { median_ticks: low + (high - low) / 2, p90_ticks, n })
}
