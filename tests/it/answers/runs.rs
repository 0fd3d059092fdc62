//! Runs and their retries: how they ended, in a row, by night, and how long they usually take.

use proptest::prelude::*;
use tapeline::answers::is_same_job;
use tapeline::answers::nights::{Clock, nights};
use tapeline::answers::runs::{Runs, job_numbers};
use tapeline::answers::streaks::{History, Streak, history, streak};
use tapeline::answers::usual::{Lengths, Usual, usual};
use tapeline::model::{Id, Session, Severity, Status, Timestamp, UtcOffset};

use super::{at, run};

fn retry(id: &str, of: &str, start: i64, status: Status) -> Session {
    Session { main_session_id: Id::new(of), ..run(id, "j", start, 60, status) }
}

pub(super) fn families(sessions: &[Session]) -> Vec<(usize, Vec<usize>)> {
    Runs::of(sessions).all().iter().map(|run| (run.main, run.retries.clone())).collect()
}

fn streak_of(sessions: &[Session], of: &Session) -> Streak {
    let runs = Runs::of(sessions);
    streak(&runs, &runs.of_job(of))
}

fn usual_of(sessions: &[Session], of: &Session) -> Option<Usual> {
    usual(&mut sessions.iter(), of, Some(&of.id_text))
}

fn median_p90_n(usual: Option<Usual>) -> Option<(i64, i64, usize)> {
    usual.map(|usual| (usual.median_ticks / 10_000_000, usual.p90_ticks / 10_000_000, usual.n))
}

#[test]
fn the_usual_length() {
    let mut runs: Vec<Session> =
        (1..=10).map(|n| run(&n.to_string(), "j", n * 1000, n * 10, Status::Success)).collect();
    runs.push(run("short", "j", 0, 1, Status::Failed));
    runs.push(run("other", "k", 0, 1, Status::Success));
    runs.push(Session { end: None, ..run("open", "j", 0, 1, Status::Running) });
    runs.push(Session { config_type: Some("Full".into()), ..run("full", "j", 0, 500, Status::Warning) });
    runs.push(Session { main_session_id: Id::new("1"), ..run("retry", "j", 0, 1, Status::Success) });
    runs.push(Session { retry_count: Some(2), ..run("a retry of what is not known", "j", 0, 1, Status::Success) });
    let mine = run("mine", "j", 99_000, 7, Status::Success);
    assert_eq!(median_p90_n(usual_of(&runs, &mine)), Some((55, 90, 10)));
    assert_eq!(median_p90_n(usual_of(&runs, &runs[9])), Some((50, 90, 9)));
    assert_eq!(usual_of(&runs, &runs[13]), None, "the only full one");
    assert_eq!(usual_of(&runs, &run("x", "none", 0, 1, Status::Success)), None);
    assert_eq!(usual_of(&runs, &runs[14]).map(|usual| usual.n), Some(1), "retries among retries");
}

/// "No parent" as servers write it: what says so is a first try, and the length of all of them is usual.
#[test]
fn a_parent_of_zeros_or_of_its_own_id_is_none() {
    let zeros = "00000000-0000-0000-0000-000000000000";
    for parent in ["", zeros, "00000000000000000000000000000000", "0", "0000AA", "A1", "a1"] {
        let of = |id: &str, start, seconds| Session {
            main_session_id: Id::new(if parent == "0000AA" { id } else { parent }),
            retry_count: Some(0),
            ..run(id, "j", start, seconds, Status::Success)
        };
        let runs = [of("A1", 0, 600), of("a2", 1_000, 600), of("a3", 2_000, 7_800)];
        let is_own = parent.eq_ignore_ascii_case("a1");
        let n_retries = runs.iter().filter(|run| run.is_retry()).count();
        assert_eq!(n_retries, if is_own { 2 } else { 0 }, "{parent:?}");
        assert_eq!(Runs::of(&runs).all().len(), if is_own { 1 } else { 3 }, "{parent:?}");
        if !is_own {
            assert_eq!(median_p90_n(usual_of(&runs, &runs[2])), Some((600, 600, 2)), "{parent:?}");
        }
    }
    let uncounted =
        Session { retry_count: Some(2), main_session_id: Id::new(zeros), ..run("r", "j", 0, 1, Status::Success) };
    assert!(uncounted.is_retry() && uncounted.repeats().is_none(), "a retry whose first try is not known");
}

#[test]
fn retries_stand_under_their_first_run_and_nights_by_job() {
    let day = 86_400;
    let runs = [
        retry("r2", "r1", 7200, Status::Success),
        retry("r1", "a", 3600, Status::Failed),
        run("b", "k", 0, 60, Status::Warning),
        run("a", "j", 0, 60, Status::Failed),
        retry("lost", "gone", 10, Status::Success),
        retry("x", "y", 0, Status::Success),
        retry("y", "x", 0, Status::Success),
        run("c", "j", 2 * day, 60, Status::Success),
        Session::new("no job, no start"),
    ];
    let all = families(&runs);
    assert_eq!(all[1], (3, vec![1, 0]));
    assert_eq!(all.len(), 7);
    let found = Runs::of(&runs);
    assert_eq!(found.outcome(&found.all()[1]), Status::Success);
    // The tests' clock begins at 22:13:20 UTC on 14 Nov 2023.
    let by = |minutes: i16, first_hour| {
        let offset_at = |_: Timestamp| UtcOffset::from_minutes(minutes).unwrap();
        nights(&Runs::of(&runs), &Clock { offset_at: &offset_at, first_hour })
    };
    let strip = by(0, 0);
    let jobs: Vec<_> = strip.iter().map(|job| (job.example, job.nights.len())).collect();
    assert_eq!(jobs, [(2, 1), (3, 2)]);
    let night = &strip[1].nights[0];
    assert_eq!((night.worst, night.outcome), (Severity::Failed, Severity::Success));
    assert_eq!(night.midnight().to_iso(UtcOffset::UTC), "2023-11-14T00:00:00Z");
    assert_eq!(by(120, 0)[1].nights[0].day, night.day + 1);
    assert_eq!(by(120, 12)[1].nights[0].day, night.day);
}

#[test]
fn long_chains_and_retries_of_what_is_not_there_are_one_run_each() {
    // Each names the one before it, in the order of a list that is newest first.
    let mut chain: Vec<Session> =
        (1..60).map(|n| retry(&format!("c{n}"), &format!("c{}", n - 1), n * 100, Status::Failed)).collect();
    chain.push(run("c0", "j", 0, 60, Status::Failed));
    chain.reverse();
    assert_eq!(families(&chain), [(0, (1..60).rev().collect())]);
    assert_eq!(streak_of(&chain, &chain[0]).n_failed, 1);
    // The first try is missing: what names it is one run, beginning with the earliest that is known.
    let orphans = [
        retry("r3", "r2", 300, Status::Success),
        retry("r2", "GONE", 200, Status::Failed),
        retry("r1", "gone", 100, Status::Failed),
        retry("s1", "gone too", 100, Status::Failed),
    ];
    assert_eq!(families(&orphans), [(2, vec![1, 0]), (3, vec![])], "an id that is none names nothing");
    // A way into a circle, and a session that is there twice.
    let odd = [
        retry("a", "b", 0, Status::Failed),
        retry("b", "c", 1, Status::Failed),
        retry("c", "b", 2, Status::Failed),
        run("twice", "j", 3, 1, Status::Success),
        run("twice", "j", 3, 1, Status::Success),
    ];
    assert_eq!(families(&odd).len(), 5);
}

#[test]
fn the_last_that_came_to_an_end_decides() {
    use Status::{Disconnected, Failed, Queued, Running, RunningWithError, Stopped, Success, Unknown, Warning};
    for (statuses, expected) in [
        (&[Failed, Stopped][..], Failed),
        (&[Failed, Queued], Failed),
        (&[Failed, Running], Failed),
        (&[Failed, Success, Stopped], Success),
        (&[Failed, Warning, Unknown], Warning),
        (&[Warning, RunningWithError], Warning),
        (&[Success, Disconnected], Success),
        (&[Stopped, Queued], Queued),
        (&[Running], Running),
        (&[Stopped], Stopped),
    ] {
        let of = |(n, status): (usize, &Status)| match n {
            0 => run("0x", "j", 0, 60, *status),
            n => retry(&format!("{n}x"), "0x", 100 * i64::try_from(n).unwrap(), *status),
        };
        let sessions: Vec<Session> = statuses.iter().enumerate().map(of).collect();
        let runs = Runs::of(&sessions);
        assert_eq!(runs.outcome(&runs.all()[0]), expected, "{statuses:?}");
    }
    // Two nights failed, and the retry of each was stopped by somebody.
    let nights = [
        retry("b2", "b1", 1_100, Stopped),
        run("b1", "j", 1_000, 60, Failed),
        retry("a2", "a1", 100, Stopped),
        run("a1", "j", 0, 60, Failed),
    ];
    assert_eq!(streak_of(&nights, &nights[0]), Streak { n_failed: 2, since: Some(at(0)), last_good: None, n_runs: 2 });
}

#[test]
fn failures_in_a_row_count_runs_with_their_retries() {
    use Status::{Failed, Running, Stopped, Success, Warning};
    let runs = [
        run("now", "j", 900, 60, Running),
        run("f3", "j", 800, 60, Failed),
        run("other", "k", 790, 60, Success),
        run("stopped", "j", 700, 60, Stopped),
        retry("f2-again", "f2", 650, Failed),
        run("f2", "j", 600, 60, Failed),
        retry("good-again", "good", 550, Warning),
        run("good", "j", 500, 60, Failed),
        run("f1", "j", 400, 60, Failed),
    ];
    let found = streak_of(&runs, &runs[0]);
    assert_eq!(found, Streak { n_failed: 2, since: Some(at(600)), last_good: Some(6), n_runs: 6 });
    let other = Streak { n_failed: 0, since: None, last_good: Some(2), n_runs: 1 };
    assert_eq!(streak_of(&runs, &runs[2]), other);
    assert_eq!(streak_of(&runs[8..], &runs[8]).last_good, None);
}

/// What came before a session, and what has come since, are told apart.
#[test]
fn history_is_as_of_the_session() {
    use Status::{Failed, Running, Success};
    let runs = [
        run("later", "j", 900, 60, Success),
        run("failed again", "j", 800, 60, Failed),
        run("me", "j", 700, 60, Failed),
        retry("b-again", "b", 650, Success),
        run("b", "j", 600, 60, Failed),
        run("a", "j", 500, 60, Success),
        run("other", "k", 690, 60, Success),
    ];
    let of = |at: usize| history(&Runs::of(&runs), &runs[at]);
    let me = History { n_failed_before: 0, good_before: Some(3), good_after: Some(0), n_failed_after: 1 };
    assert_eq!(of(2), me, "the run of 900 is later, and no last good one");
    assert_eq!(of(1), History { n_failed_before: 1, good_before: Some(3), good_after: Some(0), n_failed_after: 0 });
    assert_eq!(of(4), History { good_before: Some(5), good_after: Some(3), ..History::default() }, "its own retry");
    assert_eq!(of(0), History { n_failed_before: 2, good_before: Some(3), ..History::default() });
    assert_eq!(of(5), History { good_after: Some(3), n_failed_after: 0, ..History::default() });
    assert_eq!(history(&Runs::of(&runs), &Session { start: None, ..runs[2].clone() }), History::default());
    // A retry that began after it had not happened yet.
    let before = [run("me", "j", 620, 60, Failed), runs[3].clone(), runs[4].clone(), runs[5].clone()];
    let me = history(&Runs::of(&before), &before[0]);
    assert_eq!((me.n_failed_before, me.good_before), (1, Some(3)));
    let open = [Session { end: None, ..run("now", "j", 900, 0, Running) }, runs[1].clone(), runs[2].clone()];
    assert_eq!(history(&Runs::of(&open), &open[0]), History { n_failed_before: 2, ..History::default() });
}

#[test]
fn lengths_come_to_what_is_usual() {
    let of = |n: i64| Lengths::of((1..=n).rev().collect());
    assert_eq!(of(0).usual(), None);
    for (n, median, p90) in [(1, 1, 1), (2, 1, 2), (5, 3, 5), (9, 5, 9), (10, 5, 9), (11, 6, 10), (50, 25, 45)] {
        let usual = of(n).usual().unwrap();
        assert_eq!((usual.median_ticks, usual.p90_ticks, usual.least_ticks, usual.most_ticks), (median, p90, 1, n));
        assert_eq!(usual.is_telling(), n >= 5, "{n}");
    }
    assert!(Lengths::of(vec![i64::MIN, i64::MAX]).median().is_some());
}

/// Any list of sessions: ids from a few, so that they name each other in chains and circles, are there twice, or not at all.
fn any_sessions() -> impl Strategy<Value = Vec<Session>> {
    let status = prop_oneof![
        Just(Status::Success),
        Just(Status::Failed),
        Just(Status::Warning),
        Just(Status::Stopped),
        Just(Status::Running),
        Just(Status::Queued),
    ];
    let parent = prop_oneof![3 => Just(None), 2 => (0_usize..12).prop_map(Some)];
    let one = (
        0_usize..12,
        parent,
        0_i64..40,
        status,
        prop_oneof![Just("j"), Just("k")],
        prop::option::weighted(0.2, 0_i64..2),
    );
    prop::collection::vec(one, 0..16).prop_map(|rows| {
        let session =
            |(id, parent, start, status, job, retry_count): (usize, Option<usize>, i64, Status, &str, _)| Session {
                main_session_id: parent.and_then(|parent| Id::new(&format!("s{parent}"))),
                retry_count,
                ..run(&format!("s{id}"), job, start * 100, 60, status)
            };
        rows.into_iter().map(session).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn runs_partition_the_sessions(sessions in any_sessions()) {
        let runs = Runs::of(&sessions);
        let mut members: Vec<usize> = runs.all().iter().flat_map(|run| run.members().collect::<Vec<_>>()).collect();
        members.sort_unstable();
        prop_assert_eq!(members, (0..sessions.len()).collect::<Vec<_>>());
        prop_assert!(runs.all().is_sorted_by_key(|run| run.main));
        for (number, found) in (0..).zip(runs.all()) {
            prop_assert!(found.members().all(|place| runs.number_of(place) == Some(number)));
            prop_assert!(found.retries.is_sorted_by_key(|&place| sessions[place].start));
            prop_assert!(found.retries.iter().all(|&place| sessions[place].is_retry()), "a first try begins a run");
        }
    }

    /// A retry repeats a run that is counted: whatever it comes to, no more runs have failed than had come to a result.
    #[test]
    fn a_retry_never_raises_a_streak(
        mut sessions in any_sessions(),
        of in any::<prop::sample::Index>(),
        start in 0_i64..50,
        status in prop_oneof![Just(Status::Failed), Just(Status::Stopped), Just(Status::Success), Just(Status::Queued)],
        is_named in any::<bool>(),
    ) {
        // An id that is there twice says of neither which of them is repeated.
        let mut ids = std::collections::BTreeSet::new();
        sessions.retain(|session| ids.insert(session.id_text.clone()));
        prop_assume!(!sessions.is_empty());
        let first = sessions[of.index(sessions.len())].clone();
        prop_assume!(!first.is_retry());
        let added = Session {
            main_session_id: first.id.clone().filter(|_| is_named),
            retry_count: Some(1),
            start: first.start.map(|t| t.plus(start * 1_000_000_000)),
            status,
            ..Session { id: Id::new("added"), id_text: "added".into(), ..first.clone() }
        };
        let runs = Runs::of(&sessions);
        let own = runs.all().iter().find(|run| run.members().any(|place| sessions[place].id == first.id)).unwrap();
        prop_assume!(runs.decided_by(own, None).is_some());
        let before = streak_of(&sessions, &first);
        // It ends well where it does: only then may the row go on before a run that had been good.
        let mut after = sessions.clone();
        after.push(added);
        let after = streak_of(&after, &first);
        let main = |place: usize| runs.number_of(place).and_then(|number| runs.main(runs.get(number)?));
        let undoes_a_good_run = before.last_good.and_then(main).is_some_and(|main| main.id == first.id);
        prop_assert!(after.n_failed <= before.n_failed || undoes_a_good_run, "{before:?} {after:?}");
    }

    /// A run of another job changes nothing that is said of this one.
    #[test]
    fn another_job_changes_nothing(sessions in any_sessions(), more in any_sessions(), of in any::<prop::sample::Index>()) {
        prop_assume!(!sessions.is_empty());
        let of = sessions[of.index(sessions.len())].clone();
        let foreign = more.into_iter().enumerate().map(|(n, session)| Session {
            job_id: Id::new("foreign"),
            main_session_id: None,
            ..Session { id: Id::new(&format!("f{n}")), id_text: format!("f{n}"), ..session }
        });
        let mut all = sessions.clone();
        all.extend(foreign);
        prop_assert_eq!(streak_of(&all, &of), streak_of(&sessions, &of));
        prop_assert_eq!(history(&Runs::of(&all), &of), history(&Runs::of(&sessions), &of));
        prop_assert_eq!(usual_of(&all, &of), usual_of(&sessions, &of));
    }

    #[test]
    fn jobs_are_numbered_as_they_are_told_apart(sessions in any_sessions(), has_id in prop::collection::vec(any::<bool>(), 16)) {
        let unnamed = |(session, has_id): (Session, bool)| {
            let name = session.job_id.as_ref().map(ToString::to_string);
            if has_id { session } else { Session { job_id: None, name, ..session } }
        };
        let sessions: Vec<Session> = sessions.into_iter().zip(has_id).map(unnamed).collect();
        let numbers = job_numbers(&mut sessions.iter());
        for (a, number_a) in sessions.iter().zip(&numbers) {
            for (b, number_b) in sessions.iter().zip(&numbers) {
                prop_assert_eq!(number_a.is_some() && number_a == number_b, is_same_job(a, b));
            }
        }
    }

    #[test]
    fn what_is_usual_lies_among_the_lengths(lengths in prop::collection::vec(0_i64..1000, 1..60)) {
        let mut sorted = lengths.clone();
        sorted.sort_unstable();
        let usual = Lengths::of(lengths).usual().unwrap();
        let at_most = |ticks: i64| sorted.iter().filter(|&&length| length <= ticks).count();
        prop_assert!(at_most(usual.median_ticks) * 2 >= sorted.len());
        prop_assert!(at_most(usual.p90_ticks) * 10 >= sorted.len() * 9);
        prop_assert!(sorted.contains(&usual.p90_ticks));
        prop_assert!(usual.least_ticks <= usual.median_ticks && usual.median_ticks <= usual.p90_ticks);
    }
}
