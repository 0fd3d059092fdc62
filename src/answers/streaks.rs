//! Whether it is the first time: failures in a row, the last good run, and problems that were there before.

use super::nights::families;
use super::{believed, is_same_job};
use crate::model::{Session, Severity, Timestamp};

/// How the newest runs of a job went, retries folded into the run they repeat.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Streak {
    /// How many of the newest runs failed, one after the other. Runs that go on, were stopped or never ran say nothing
    /// and are passed over.
    pub n_failed: usize,
    /// Start of the first of them.
    pub since: Option<Timestamp>,
    /// The newest run that ended well or with warnings, as a place in the list: the retry, if that is what made it good.
    pub last_good: Option<usize>,
    /// How many runs there are.
    pub n_runs: usize,
}

/// The streak of the job that `of` is a run of, up to and with the newest run of the list. Runs of a time that cannot be
/// believed are of no order, and are left out. O(n log n).
pub fn streak(sessions: &[Session], of: &Session) -> Streak {
    let start = |place: usize| sessions.get(place).and_then(|session| session.start);
    let is_of = |place: usize| sessions.get(place).is_some_and(|session| is_same_job(session, of));
    let is_believed = believed(sessions);
    let mut runs = families(sessions);
    runs.retain(|family| is_of(family.main) && sessions.get(family.main).is_some_and(&is_believed));
    runs.sort_by_key(|family| std::cmp::Reverse(start(family.main)));
    let mut streak = Streak { n_runs: runs.len(), ..Streak::default() };
    for family in &runs {
        match family.outcome(sessions).severity() {
            Severity::Failed => {
                streak.n_failed += 1;
                streak.since = start(family.main);
            }
            Severity::Success | Severity::Warning => {
                streak.last_good = family.members().last();
                break;
            }
            Severity::Neutral | Severity::Running => {}
        }
    }
    streak
}

/// How many runs in a row before this one had a problem already: one of the same pattern, and at least as bad. `earlier`
/// holds the problems of the earlier runs of the job, the newest first. 0 says that it is new.
pub fn repeated<P: AsRef<str>>(pattern: &str, severity: Severity, earlier: &[Vec<(P, Severity)>]) -> usize {
    let has = |run: &&Vec<(P, Severity)>| run.iter().any(|(known, was)| known.as_ref() == pattern && *was >= severity);
    earlier.iter().take_while(has).count()
}
