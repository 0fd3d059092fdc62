//! How long something usually takes, and from how many runs on that says something.

use super::{Believed, is_same_job};
use crate::model::order::sort_indexes;
use crate::model::{Session, Status, Timestamp};

/// The most recent runs that count.
pub const N_RUNS_MAX: usize = 50;
/// Under so many runs nothing is called usual, longer or shorter: they are only said.
pub const N_RUNS_MIN: usize = 5;

/// Lengths of runs, the shortest first.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Lengths {
    sorted: Vec<i64>,
}

impl Lengths {
    /// Lengths in any order, in ticks of 100 ns.
    pub fn of(mut lengths: Vec<i64>) -> Self {
        lengths.sort_unstable();
        Self { sorted: lengths }
    }

    /// How many.
    pub fn n(&self) -> usize {
        self.sorted.len()
    }

    /// The middle one; between the two middle ones of an even number.
    pub fn median(&self) -> Option<i64> {
        let n = self.n();
        let (low, high) = (*self.sorted.get(n.checked_sub(1)? / 2)?, *self.sorted.get(n / 2)?);
        Some(low.saturating_add(high.saturating_sub(low) / 2))
    }

    /// The least one that nine of ten are no longer than.
    pub fn p90(&self) -> Option<i64> {
        self.sorted.get((self.n() * 9).div_ceil(10).checked_sub(1)?).copied()
    }

    /// What they come to; nothing of none.
    pub fn usual(&self) -> Option<Usual> {
        Some(Usual {
            least_ticks: *self.sorted.first()?,
            median_ticks: self.median()?,
            p90_ticks: self.p90()?,
            most_ticks: *self.sorted.last()?,
            n: self.n(),
        })
    }
}

/// What lengths come to, in ticks of 100 ns.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Usual {
    /// The shortest.
    pub least_ticks: i64,
    /// Half of the runs took at most this long. Between the two middle ones of an even number.
    pub median_ticks: i64,
    /// Nine of ten runs took at most this long; the length of a real run.
    pub p90_ticks: i64,
    /// The longest.
    pub most_ticks: i64,
    /// Of how many runs; at least one.
    pub n: usize,
}

impl Usual {
    /// Whether these are runs enough to call something usual, see [`N_RUNS_MIN`].
    pub const fn is_telling(&self) -> bool {
        self.n >= N_RUNS_MIN
    }

    /// The shortest, the median and the longest, of how many runs, and whether these are enough: for saying it.
    pub const fn parts(&self) -> ([i64; 3], usize, bool) {
        ([self.least_ticks, self.median_ticks, self.most_ticks], self.n, self.is_telling())
    }
}

/// What is usual for runs like `of` among `sessions`: of the same job, which ended well or with warnings, at most the fifty
/// newest, without the one of the id `but`. Full runs are apart from incremental ones where that is known, and retries, which
/// only do what is left, from first tries. Failed and stopped runs do not count: they say how soon it failed; nor do those
/// whose times cannot be believed. O(n log n).
pub fn usual(sessions: &mut dyn Iterator<Item = &Session>, of: &Session, but: Option<&str>) -> Option<Usual> {
    let is_like = |session: &Session| {
        is_same_job(session, of)
            && session.ran_for().is_some()
            && but != Some(&session.id_text)
            && session.config_type == of.config_type
            && session.is_retry() == of.is_retry()
            && matches!(session.status, Status::Success | Status::Warning)
    };
    let times = |session: &Session| Some((session.start?, session.end?));
    let alike = sessions.filter(|session| is_like(session)).filter_map(times);
    let mut times: Vec<(Timestamp, Timestamp)> = alike.filter(|(start, end)| start <= end).collect();
    let believed = Believed::among(times.iter().map(|&(start, _)| start));
    times.retain(|&(start, _)| believed.has(Some(start)));
    let mut newest: Vec<u32> = (0..).zip(&times).map(|(at, _)| at).collect();
    let time = |at: u32| times.get(at as usize);
    sort_indexes(&mut newest, &|a, b| time(b).cmp(&time(a)));
    let newest = newest.into_iter().take(N_RUNS_MAX).filter_map(time);
    Lengths::of(newest.map(|(start, end)| end.since(*start)).collect()).usual()
}
