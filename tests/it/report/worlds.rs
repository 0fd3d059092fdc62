//! Small worlds of sessions and logs made by chance, in which each sentence about runs is worked out anew in the plainest way:
//! new or in a row, failed in how many, last good, better or worse.

use std::collections::BTreeSet;

use tapeline::answers::compare::Change;
use tapeline::answers::runs::Runs;
use tapeline::answers::streaks::streak;
use tapeline::model::{Id, Log, Session, Severity, Status};
use tapeline::output::ticket::Seen;
use tapeline::report::compare::Group;
use tapeline::report::desk::InView;
use tapeline::report::export::FileKind;
use tapeline::report::summary::Pace;
use tapeline::route::Route;

use super::told::{Told, log, run};
use crate::adversary::Dice;

const ENDS: [Status; 8] = [
    Status::Success,
    Status::Success,
    Status::Failed,
    Status::Failed,
    Status::Warning,
    Status::Stopped,
    Status::Running,
    Status::Disconnected,
];
/// Problems that a log can have, and what a log without one says.
const PROBLEMS: [&str; 3] = [
    "Failed to process mailbox: ann@x.example. Timeout",
    "Failed to process team: Blue. Access is denied.",
    "Failed to process site: https://x.example/sites/a (404)",
];

/// A log that has some of the problems.
fn log_with(start: i64, problems: [bool; 3]) -> Log {
    let mut items = vec![(start, 1, Status::Success, "Job started")];
    for (has, text) in problems.into_iter().zip(PROBLEMS) {
        if has {
            items.push((start + 1, 5, Status::Failed, text));
        }
    }
    log(&items)
}

#[derive(Clone, Copy, Debug)]
struct Before {
    status: Status,
    has: [bool; 3],
    is_whole: bool,
}

/// What may be said of a problem: the runs before, the newest first; `is_all` says that there are no others.
fn seen_by_hand(before: &[Before], problem: usize, is_all: bool) -> Option<Seen> {
    let mut n = 1;
    let counted: Vec<&Before> = before.iter().filter(|run| run.status.is_result()).collect();
    for (place, run) in counted.iter().enumerate() {
        if place == 5 {
            return Some(Seen::AtLeast(n));
        }
        if run.has[problem] {
            n += 1;
        } else if run.is_whole {
            return Some(if n == 1 { Seen::New } else { Seen::Runs(n) });
        } else {
            return (n > 1).then_some(Seen::AtLeast(n));
        }
    }
    match (n, is_all) {
        (1, _) => None,
        (_, true) => Some(Seen::Runs(n)),
        (_, false) => Some(Seen::AtLeast(n)),
    }
}

#[test]
fn new_and_in_a_row_are_what_a_plain_look_finds() {
    let mut dice = Dice(1_301);
    for round in 0..200 {
        let is_all = dice.roll(2) == 0;
        let before: Vec<Before> = (0..dice.roll(9))
            .map(|_| Before {
                status: dice.pick(&ENDS),
                has: [0; 3].map(|_| dice.roll(4) > 0),
                is_whole: dice.roll(5) > 0,
            })
            .collect();
        let mut sessions = vec![run("me", 100_000, 600, Status::Failed)];
        for (n, before) in (0..).zip(&before) {
            let open = before.status == Status::Running;
            sessions.push(run(&format!("b{n}"), 90_000 - n * 1_000, if open { -1 } else { 600 }, before.status));
        }
        // Sessions of another job, and a later one, say nothing.
        sessions.push(Session { job_id: Id::new("k"), ..run("other", 95_000, 10, Status::Failed) });
        sessions.push(run("later", 200_000, 10, Status::Failed));
        let place = dice.roll(sessions.len());
        sessions.rotate_left(place);
        let mut told = Told::of(&sessions, is_all);
        told.open("me", &log_with(100_000, [true; 3]));
        for (n, before) in (0..).zip(&before) {
            let doubt = if before.is_whole { "" } else { "The server failed while answering (500)" };
            told.tell(&format!("b{n}"), doubt, &log_with(90_000 - n * 1_000, before.has));
        }
        told.tell("other", "", &log_with(95_000, [true; 3]));
        told.tell("later", "", &log_with(200_000, [true; 3]));
        let (summary, needs) = told.summary();
        assert_eq!(needs, Vec::<String>::new());
        for (n, text) in PROBLEMS.iter().enumerate() {
            let of = |pieces: &[tapeline::report::summary::Piece]| {
                pieces.iter().map(|piece| piece.text.as_str()).collect::<String>()
            };
            let problem = summary.problems.iter().find(|problem| of(&problem.pieces) == *text).unwrap();
            assert_eq!(problem.seen, seen_by_hand(&before, n, is_all), "round {round}, {text}: {before:?} {is_all}");
        }
    }
}

/// Runs with their retries, the newest last: of each member how it ended.
fn families(dice: &mut Dice) -> Vec<Vec<Status>> {
    let n = 1 + dice.roll(8);
    let mut out: Vec<Vec<Status>> = (0..n).map(|_| (0..=dice.roll(3)).map(|_| dice.pick(&ENDS)).collect()).collect();
    // What goes on is the newest of all.
    for (r, family) in out.iter_mut().enumerate() {
        let n_over = family.len() - usize::from(r == n - 1);
        family[..n_over].iter_mut().filter(|status| status.is_running()).for_each(|status| *status = Status::Stopped);
    }
    out
}

/// What a run came to in the end.
fn settled(family: &[Status]) -> Option<Status> {
    family.iter().rev().copied().find(|status| status.is_result())
}

fn sessions_of(families: &[Vec<Status>]) -> Vec<Session> {
    let mut out = vec![];
    for (r, family) in (0..).zip(families) {
        for (m, &status) in (0..).zip(family) {
            let length = if status == Status::Running { -1 } else { 100 };
            let session = run(&format!("r{r}m{m}"), r * 10_000 + m * 1_000, length, status);
            // A retry names its first try, or the one before it.
            let of = if m % 2 == 0 { 0 } else { m - 1 };
            let main = if m > 0 { Id::new(&format!("r{r}m{of}")) } else { None };
            out.push(Session { main_session_id: main, retry_count: Some(m), ..session });
        }
    }
    out
}

#[test]
fn failures_in_a_row_and_the_last_good_run_are_what_a_plain_look_finds() {
    let mut dice = Dice(1_302);
    for round in 0..600 {
        let families = families(&mut dice);
        let mut sessions = sessions_of(&families);
        let results: Vec<Option<Status>> = families.iter().map(|family| settled(family)).collect();
        let counted: Vec<Status> = results.iter().rev().flatten().copied().collect();
        let n_failed = counted.iter().take_while(|status| **status == Status::Failed).count();
        let last_good = results.iter().rposition(|result| matches!(result, Some(Status::Success | Status::Warning)));
        for _ in 0..dice.roll(20) {
            let (a, b) = (dice.roll(sessions.len()), dice.roll(sessions.len()));
            sessions.swap(a, b);
        }
        let runs = Runs::of(&sessions);
        assert_eq!(runs.all().len(), families.len(), "{round}");
        let any = sessions[dice.roll(sessions.len())].clone();
        let found = streak(&runs, &runs.of_job(&any));
        assert_eq!(found.n_failed, n_failed, "round {round}: {families:?}");
        let by = found.last_good.map(|place| sessions[place].id_text.clone());
        let family_of = |id: &String| id[1..].split('m').next().unwrap().parse::<usize>().unwrap();
        assert_eq!(by.as_ref().map(family_of), last_good, "round {round}: {families:?}");
        // The one that decided it is the last of it with a result.
        if let Some(by) = by {
            let family = &families[family_of(&by)];
            let last = family.iter().rposition(|status| status.is_result()).unwrap();
            assert_eq!(by.split('m').nth(1).unwrap(), last.to_string(), "round {round}: {families:?}");
        }
    }
}

/// What has been found of an object: in the runs of its job with whole logs.
#[test]
fn what_find_counts_is_what_a_plain_look_finds() {
    let mut dice = Dice(1_303);
    let ann = |start: i64, status| log(&[(start, 5, status, "Processing mailbox: Ann@x.example")]);
    for round in 0..100 {
        let mut families = families(&mut dice);
        // As many sessions as are looked through at once.
        while families.iter().map(Vec::len).sum::<usize>() > 20 {
            families.remove(0);
        }
        let sessions = sessions_of(&families);
        // How the object ended in each session; nothing where it is not in the log.
        let in_log: Vec<Vec<Option<Status>>> = families
            .iter()
            .map(|family| {
                family
                    .iter()
                    .map(|_| [None, Some(Status::Success), Some(Status::Failed), Some(Status::Warning)][dice.roll(4)])
                    .collect()
            })
            .collect();
        let mut told = Told::of(&sessions, true);
        for (r, family) in (0_i64..).zip(&in_log) {
            for (m, status) in (0_i64..).zip(family) {
                let start = r * 10_000 + m * 1_000;
                let log = status
                    .map_or_else(|| log(&[(start, 1, Status::Success, "Job started")]), |status| ann(start, status));
                told.tell(&format!("r{r}m{m}"), "", &log);
            }
        }
        let (found, text) = told.find("ann@");
        let of: Vec<Vec<Status>> = in_log.iter().map(|family| family.iter().flatten().copied().collect()).collect();
        let met: Vec<&Vec<Status>> = of.iter().filter(|run| !run.is_empty()).collect();
        if met.is_empty() {
            assert!(found.objects.is_empty(), "{text}");
            continue;
        }
        let object = &found.objects[0];
        let failed = met.iter().filter(|run| run.last() == Some(&Status::Failed)).count();
        let mended =
            met.iter().filter(|run| run.last() != Some(&Status::Failed) && run.contains(&Status::Failed)).count();
        let in_row = met.iter().rev().take_while(|run| run.last() == Some(&Status::Failed)).count();
        assert_eq!(
            (object.n_runs, object.n_failed_runs, object.n_mended_runs, object.n_failed_in_row),
            (met.len(), failed, mended, in_row),
            "round {round}: {families:?} {in_log:?}"
        );
        // The oldest of those runs, by the first of its sessions in which it failed.
        let all = || (0..of.len()).rev().filter(|&r| !of[r].is_empty());
        let first = all().take_while(|&r| of[r].last() == Some(&Status::Failed)).last();
        let since = first.map(|r| {
            let m = in_log[r].iter().position(|status| *status == Some(Status::Failed)).unwrap();
            format!("r{r}m{m}")
        });
        let told_since = object.failed_since.as_ref().map(|(named, _)| named.session.id_text.clone());
        assert_eq!(told_since, since, "round {round}: {families:?} {in_log:?}");
        assert_eq!(text.contains("has failed"), since.is_some(), "{text}");
        let n_failed: usize = of.iter().flatten().filter(|status| **status == Status::Failed).count();
        assert_eq!(object.n_failed, n_failed);
        let good = of.iter().rposition(|run| run.last().is_some_and(|status| *status != Status::Failed));
        let shown = object.last_good.as_ref().map(|good| good.session.session.id_text.clone());
        let run_of = |id: &String| id[1..].split('m').next().unwrap().parse::<usize>().unwrap();
        assert_eq!(shown.as_ref().map(run_of), good, "round {round}: {in_log:?}");
        // A run that ended by itself, or failed, and has no word of it in any of its logs.
        let missing: BTreeSet<usize> = families
            .iter()
            .enumerate()
            .filter(|(r, family)| of[*r].is_empty() && family[0].is_result())
            .map(|(r, _)| r)
            .collect();
        assert!(object.n_missing >= missing.len(), "round {round}: {families:?} {in_log:?}");
        let stopped =
            families.iter().enumerate().filter(|(r, family)| of[*r].is_empty() && !family[0].is_running()).count();
        assert!(object.n_missing <= stopped, "round {round}: {} {families:?} {in_log:?}", object.n_missing);
    }
}

/// Two runs with one object in each, in every end that there is: nothing is better that has not ended, and no failure is less.
#[test]
fn no_pair_of_ends_is_better_than_it_is() {
    let text = "Processing mailbox: ann@x.example";
    let ends: Vec<Option<Status>> = Status::ALL.map(Some).into_iter().chain([None]).collect();
    let lengths = [(600, 60), (60, 600), (60, 60), (60, -1), (-1, 60)];
    let of = |start: i64, len: i64, status: Option<Status>| {
        let step = status.map(|status| (start, len, status, text));
        log(&step.into_iter().chain([(start, 1, Status::Success, "Job started")]).collect::<Vec<_>>())
    };
    let mut bad = vec![];
    for session_b in [Status::Success, Status::Running, Status::Stopped] {
        let open = if session_b.is_running() { -1 } else { 900 };
        let mut told = Told::of(&[run("a", 0, 900, Status::Failed), run("b", 100_000, open, session_b)], true);
        for (&a, &b, (len_a, len_b)) in
            ends.iter().flat_map(|a| ends.iter().flat_map(move |b| lengths.map(move |lengths| (a, b, lengths))))
        {
            told.tell("a", "", &of(0, len_a, a));
            told.tell("b", "", &of(100_000, len_b, b));
            let (runs, ..) = told.compare("a", "b");
            let is_it = |group: &&Group| group.rows.iter().any(|row| row.label.contains("ann@"));
            let change = runs.groups.iter().find(is_it).map(|group| group.change);
            let Some(change) = change else {
                assert!(a.is_none() && b.is_none());
                continue;
            };
            let is_better = matches!(change, Change::Fixed | Change::Faster | Change::NoLongerWarning | Change::Gone);
            // A row without a word of its end has ended where it has an end.
            let can_be_over = |end: Status| end.is_result() || end == Status::Unknown && change == Change::Faster;
            let is_over = b.map_or_else(|| session_b.is_result(), |b| can_be_over(b) && len_b >= 0);
            let has_failed = b.is_some_and(|b| b.severity() == Severity::Failed);
            let says_failed = matches!(change, Change::NewlyFailing | Change::StillFailing | Change::Failing);
            let warns = b == Some(Status::Warning) && a == Some(Status::Success) && len_a >= 0 && len_b >= 0;
            if is_better && !is_over || has_failed != says_failed || warns && change != Change::NewlyWarning {
                bad.push(format!("{a:?} {len_a} to {b:?} {len_b} in a run that is {session_b:?}: {change:?}"));
            }
        }
    }
    assert!(bad.is_empty(), "{}", bad.join("\n"));
}

/// What a list costs as a table grows with the list, however it is asked for names.
#[test]
fn a_long_list_is_soon_a_table() {
    let sessions: Vec<Session> = (0..50_000).map(|n| run(&format!("s{n}"), n * 3_600, 600, Status::Failed)).collect();
    let mut told = Told::of(&sessions, true);
    let begun = std::time::Instant::now();
    let view = InView { route: &Route::default(), range: None, sizes: &[] };
    let made = told.desk.file(&told.open, FileKind::SessionsCsv, view).unwrap();
    assert_eq!(made.head.lines().count(), 50_001);
    // Unoptimized it takes some tenths of a second; by looking for each session in the list it took many seconds.
    assert!(begun.elapsed().as_secs() < 4, "{:?}", begun.elapsed());
}

/// A verdict and what is usual, by sorting and counting.
#[test]
fn verdicts_are_what_sorting_and_counting_says() {
    let mut dice = Dice(1_304);
    for round in 0..300 {
        let lengths: Vec<i64> = (0..dice.roll(14)).map(|_| 60 * (1 + i64::try_from(dice.roll(40)).unwrap())).collect();
        let mine = 60 * (1 + i64::try_from(dice.roll(45)).unwrap());
        let mut sessions: Vec<Session> = (0..)
            .zip(&lengths)
            .map(|(n, &length)| {
                run(&format!("e{n}"), n * 10_000, length, dice.pick(&[Status::Success, Status::Warning]))
            })
            .collect();
        // What failed, was stopped, goes on, or is a retry says nothing of how long a run takes.
        for (n, status) in [Status::Failed, Status::Stopped, Status::Running, Status::Queued].into_iter().enumerate() {
            let n = i64::try_from(n).unwrap();
            sessions.push(run(
                &format!("x{n}"),
                500_000 + n * 10_000,
                if status == Status::Running { -1 } else { 1 },
                status,
            ));
        }
        sessions.push(run("me", 1_000_000, mine, Status::Success));
        let mut told = Told::of(&sessions, true);
        told.open("me", &Log::new());
        let summary = told.summary().0;
        let mut sorted = lengths.clone();
        sorted.sort_unstable();
        let n = sorted.len();
        let median = if n == 0 {
            0
        } else if n % 2 == 1 {
            sorted[n / 2] * 10
        } else {
            (sorted[n / 2 - 1] + sorted[n / 2]) * 5
        };
        // Nine of ten were at most so long.
        let p90 = sorted
            .iter()
            .copied()
            .find(|&length| sorted.iter().filter(|&&other| other <= length).count() * 10 >= n * 9);
        let usual = summary.usual.map(|usual| (usual.median_ticks / 1_000_000, usual.p90_ticks / 10_000_000, usual.n));
        assert_eq!(usual, p90.map(|p90| (median, p90, n)), "round {round}: {lengths:?}");
        let pace = (n >= 5).then(|| match mine * 10 {
            _ if mine > p90.unwrap() => Pace::Long,
            mine if mine > median => Pace::OverMedian,
            _ => Pace::Usual,
        });
        assert_eq!(summary.pace, pace, "round {round}: {mine} of {lengths:?}");
    }
}
