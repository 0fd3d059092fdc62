//! Whether it is the first time: failures in a row, the last good run, and problems that were there before.

use super::runs::Runs;
use crate::model::{Session, Severity, Timestamp};

/// How the newest runs of a job went, as of the newest session that is known.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Streak {
    /// How many of the newest runs failed, one after the other. Runs that go on, were stopped or never ran say nothing and are
    /// passed over; so is a failed retry of a run that is not known, since the run that it repeats failed as well, and
    /// counts where it is known.
    pub n_failed: usize,
    /// Start of the first of them.
    pub since: Option<Timestamp>,
    /// The newest session that ended a run well or with warnings, as a place in the list: the retry, if that made it good.
    pub last_good: Option<usize>,
    /// How many runs there are.
    pub n_runs: usize,
}

/// How a run ended, as far as that counts in a row.
enum End {
    Good(usize),
    Failed,
    Nothing,
}

impl Runs<'_> {
    /// How a run had ended by an instant; without one, by now.
    fn end(&self, number: u32, until: Option<Timestamp>) -> End {
        let Some(run) = self.get(number) else { return End::Nothing };
        let Some(place) = self.decided_by(run, until) else { return End::Nothing };
        match self.sessions().get(place).map(|session| session.status.severity()) {
            Some(Severity::Failed) if self.has_first_try(run) => End::Failed,
            Some(Severity::Success | Severity::Warning) => End::Good(place),
            _ => End::Nothing,
        }
    }

    /// The failed ones among runs in a row up to a good one: how many, the number of the last of them, and the good one.
    fn failed_until_good(&self, runs: &[u32], until: Option<Timestamp>) -> (usize, Option<u32>, Option<usize>) {
        let (mut n_failed, mut last) = (0, None);
        for &run in runs {
            match self.end(run, until) {
                End::Good(place) => return (n_failed, last, Some(place)),
                End::Failed => (n_failed, last) = (n_failed + 1, Some(run)),
                End::Nothing => {}
            }
        }
        (n_failed, last, None)
    }
}

/// The streak of a job by its runs, the newest first (see [`Runs::of_job`]). Runs at a time that cannot be believed are of no
/// order, and are left out. O(n).
pub fn streak(runs: &Runs<'_>, of_job: &[u32]) -> Streak {
    let is_of_time = |&run: &u32| runs.get(run).is_some_and(|run| !runs.is_of_no_time(run));
    let of_job: Vec<u32> = of_job.iter().copied().filter(is_of_time).collect();
    let (n_failed, first, last_good) = runs.failed_until_good(&of_job, None);
    let since = first.and_then(|run| runs.start(runs.get(run)?));
    Streak { n_failed, since, last_good, n_runs: of_job.len() }
}

/// The runs of a job as one of its sessions stands among them: what came before it, and what has become since.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct History {
    /// How many runs right before it failed one after the other, as they had ended when it began.
    pub n_failed_before: usize,
    /// The newest session before it that ended a run well or with warnings, as a place in the list.
    pub good_before: Option<usize>,
    /// The first session after it that ended a run well or with warnings, its own retry among them, as a place in the list.
    pub good_after: Option<usize>,
    /// How many later runs failed before that one; without one, how many in all.
    pub n_failed_after: usize,
}

/// How the job of a session went before it and since. Nothing is known of one without a start. O(n log n).
pub fn history(runs: &Runs<'_>, of: &Session) -> History {
    let Some(began) = of.start else { return History::default() };
    let is_own = |session: &Session| !of.id_text.is_empty() && session.id_text == of.id_text;
    let own = runs.sessions().iter().position(is_own).and_then(|place| runs.number_of(place));
    let mut others = runs.of_job(of);
    others.retain(|&run| Some(run) != own && runs.get(run).is_some_and(|run| runs.start(run).is_some()));
    let is_later = |&run: &u32| runs.get(run).and_then(|run| runs.start(run)) >= Some(began);
    let (later, earlier) = others.split_at(others.partition_point(is_later));
    let (n_failed_before, _, good_before) = runs.failed_until_good(earlier, Some(began));
    let oldest_first: Vec<u32> = later.iter().rev().copied().collect();
    let (n_failed_after, _, good_later) = runs.failed_until_good(&oldest_first, None);
    let began_later = |&place: &usize| runs.sessions().get(place).is_some_and(|session| session.start > Some(began));
    let own_good = own.and_then(|own| match runs.end(own, None) {
        End::Good(place) => Some(place).filter(began_later),
        _ => None,
    });
    match own_good {
        Some(_) => History { n_failed_before, good_before, good_after: own_good, n_failed_after: 0 },
        None => History { n_failed_before, good_before, good_after: good_later, n_failed_after },
    }
}
