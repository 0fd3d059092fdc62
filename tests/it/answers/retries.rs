//! Retries that no server names: assumed by the times of a job's runs.

use proptest::prelude::*;
use tapeline::answers::runs::{Runs, assumed};
use tapeline::model::{Id, Session, Status};

use super::run;
use super::runs::families;

/// Runs of a server that names no run that a session repeats: begun in these minutes, for so many, and how they ended.
fn unnamed(job: &str, runs: &[(i64, i64, Status)]) -> Vec<Session> {
    let session = |(n, &(start, length, status)): (usize, &(i64, i64, Status))| Session {
        names_no_run: true,
        ..run(&format!("{job}{n}"), job, start * 60, length * 60, status)
    };
    runs.iter().enumerate().map(session).collect()
}

/// Which session is assumed to repeat which.
fn told(sessions: &[Session]) -> Vec<(String, String)> {
    let pair = |(place, id): (usize, Id)| (sessions[place].id_text.clone(), id.to_string());
    let mut pairs: Vec<_> = assumed(sessions).into_iter().map(pair).collect();
    pairs.sort();
    pairs
}

const NIGHT: i64 = 24 * 60;

/// Five nights of a job that takes half an hour, and after the third, which failed, one more run.
fn nights_and(after: i64, third: Status) -> Vec<Session> {
    let night = |n: i64| (n * NIGHT, 30, if n == 2 { third } else { Status::Success });
    let mut runs: Vec<_> = (0..5).map(night).collect();
    runs.push((2 * NIGHT + 30 + after, 5, Status::Success));
    unnamed("j", &runs)
}

#[test]
fn a_run_soon_after_a_failed_one_is_taken_for_its_retry() {
    let is = |pairs: &[(&str, &str)]| -> Vec<(String, String)> {
        pairs.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
    };
    let one = is(&[("j5", "j2")]);
    assert_eq!(told(&nights_and(10, Status::Failed)), one);
    assert_eq!(told(&nights_and(0, Status::Failed)), one);
    assert_eq!(told(&nights_and(60, Status::Failed)), one);
    // Too late, before its end, after a good one, after one that was stopped.
    assert_eq!(told(&nights_and(61, Status::Failed)), []);
    assert_eq!(told(&nights_and(-1, Status::Failed)), []);
    for status in [Status::Success, Status::Warning, Status::Canceled, Status::Running, Status::Unknown] {
        assert_eq!(told(&nights_and(10, status)), [], "{status:?}");
    }
    // In any order of the list; and retries of a retry.
    let mut newest_first = nights_and(10, Status::Failed);
    newest_first.reverse();
    assert_eq!(told(&newest_first), one);
    let chain = [
        (0, 30, Status::Success),
        (NIGHT, 30, Status::Success),
        (2 * NIGHT, 30, Status::Failed),
        (2 * NIGHT + 40, 5, Status::Failed),
        (2 * NIGHT + 55, 5, Status::Failed),
        (2 * NIGHT + 70, 5, Status::Success),
        (3 * NIGHT, 30, Status::Success),
    ];
    let sessions = unnamed("j", &chain);
    assert_eq!(told(&sessions), is(&[("j3", "j2"), ("j4", "j3"), ("j5", "j4")]));
    // Then they are runs as if the server had said so.
    let mut linked = sessions.clone();
    for (place, id) in assumed(&sessions) {
        linked[place].assumed_main = Some(id);
    }
    assert_eq!(families(&linked), [(0, vec![]), (1, vec![]), (2, vec![3, 4, 5]), (6, vec![])]);
    assert!(linked[3].is_retry() && !linked[2].is_retry() && !sessions[3].is_retry());
}

#[test]
fn a_job_that_runs_often_or_is_hardly_known_has_no_assumed_retries() {
    // Every hour, ten minutes after the one that failed has ended: that is how it always runs.
    let hourly: Vec<_> = (0..9).map(|n| (n * 60, 50, if n == 4 { Status::Failed } else { Status::Success })).collect();
    assert_eq!(told(&unnamed("j", &hourly)), []);
    // The same, always failing: nothing is known of how often it runs.
    let failing: Vec<_> = (0..9).map(|n| (n * 60, 5, Status::Failed)).collect();
    assert_eq!(told(&unnamed("j", &failing)), []);
    // A retry of an hourly job, soon after a short run.
    let mut retried: Vec<_> =
        (0..9).map(|n| (n * 60, 5, if n == 4 { Status::Failed } else { Status::Success })).collect();
    retried.push((4 * 60 + 15, 5, Status::Success));
    assert_eq!(told(&unnamed("j", &retried)), [("j9".to_owned(), "j4".to_owned())]);
    // Too few nights.
    let few = [(0, 30, Status::Success), (NIGHT, 30, Status::Failed), (NIGHT + 40, 5, Status::Success)];
    assert_eq!(told(&unnamed("j", &few)), []);
    // Of another job, of a job that is not known, or of a server that names what is repeated.
    let mut other = nights_and(10, Status::Failed);
    other[5].job_id = Id::new("k");
    assert_eq!(told(&other), []);
    let mut nameless = nights_and(10, Status::Failed);
    for session in &mut nameless {
        (session.job_id, session.name) = (None, None);
    }
    assert_eq!(told(&nameless), []);
    let mut named = nights_and(10, Status::Failed);
    for session in &mut named {
        session.names_no_run = false;
    }
    assert_eq!(told(&named), []);
}

proptest! {
    /// Whatever the times, each is assumed to repeat one that failed, of the same job, that had ended before it began; and the runs
    /// hold each session once.
    #[test]
    fn what_is_assumed_fits(runs in proptest::collection::vec((0_i64..6000, 0_i64..90, 0_usize..3), 0..24)) {
        let status = [Status::Success, Status::Failed, Status::Warning];
        let runs: Vec<_> = runs.into_iter().map(|(start, length, at)| (start, length, status[at])).collect();
        let mut sessions = unnamed("j", &runs);
        sessions.extend(unnamed("k", &runs));
        let found = assumed(&sessions);
        for (place, id) in &found {
            let of = sessions.iter().find(|of| of.id.as_ref() == Some(id)).unwrap();
            prop_assert_eq!(of.status, Status::Failed);
            prop_assert!(of.end <= sessions[*place].start && of.job_id == sessions[*place].job_id);
        }
        for (place, id) in found {
            sessions[place].assumed_main = Some(id);
        }
        let n: usize = Runs::of(&sessions).all().iter().map(|run| run.members().count()).sum();
        prop_assert_eq!(n, sessions.len());
    }
}
