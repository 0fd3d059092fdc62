//! An object across sessions, and known noise.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use tapeline::answers::failures::groups;
use tapeline::answers::find::{Answer, Finder, N_FAILURES_MAX, N_OBJECTS_MAX};
use tapeline::answers::noise::{Noise, Rule};
use tapeline::answers::objects::subject;
use tapeline::model::{Id, Log, NewItem, Session, Severity, Status};

use super::{at, log, run, texts};

#[test]
fn an_object_is_followed_over_the_logs_of_sessions() {
    use Status::{Failed, Success, Warning};
    let mut finder = Finder::new(" ANNA ");
    let mailbox = "Processing mailbox: Anna.Abel@x.example";
    finder.add(
        &run("4", "j", 4000, 60, Failed),
        &log(&[
            (Failed, "Failed to process mailbox: anna.abel@x.example. Timeout"),
            (Success, "Processing mailbox: bjorn@x.example"),
            (Success, "Processing OneDrive: anna.abel@x.example"),
        ]),
    );
    finder.add(&run("3", "j", 3000, 60, Success), &log(&[(Success, "Processing mailbox: anna.old@x.example")]));
    finder.add(&run("2", "j", 2000, 60, Warning), &log(&[(Success, mailbox), (Warning, mailbox)]));
    finder.add(&run("1", "j", 1000, 60, Success), &log(&[(Success, mailbox)]));
    finder.add(&run("0", "k", 500, 60, Success), &texts(&["Processing mailbox: x@x.example. See anna"]));
    finder.miss(&run("gone", "k", 400, 60, Success), "404");

    let answers = finder.objects();
    let names: Vec<_> = answers.iter().map(|answer| (answer.found.kind.word(), answer.found.name.as_str())).collect();
    assert_eq!(
        names,
        [("mailbox", "anna.abel@x.example"), ("OneDrive", "anna.abel@x.example"), ("mailbox", "anna.old@x.example")],
        "by name and not by the rest of a text; what fails comes first"
    );
    let Answer { sessions, last_good, usual, missing, .. } = &answers[0];
    assert_eq!(sessions.iter().map(|known| known.session).collect::<Vec<_>>(), [0, 2, 3]);
    assert_eq!(last_good.map(|run| (run.session, run.severity)), Some((2, Severity::Warning)));
    let usual = usual.unwrap();
    assert_eq!((usual.median_ticks, usual.n), (15_000_000, 2), "a second, and two of one second");
    assert_eq!(*missing, [1], "its job ran without it; the other job is none of its own");
    assert_eq!((answers[0].n_failed_runs, answers[0].n_failed_in_row, answers[0].n_runs), (1, 1, 3));
    assert_eq!(sessions[0].failures[0].text, "Failed to process mailbox: anna.abel@x.example. Timeout");
    assert_eq!((finder.sessions().len(), finder.missed().len(), finder.n_items()), (5, 1, 8));
    assert_eq!(finder.from_to(), Some((at(500), at(4000))));
}

#[test]
fn stopped_is_not_worked_and_what_goes_on_or_tries_again_is_never_missing() {
    let mut finder = Finder::new("anna");
    let anna = "Processing mailbox: anna@x.example";
    let retry = Session { main_session_id: Id::new("2"), ..run("3", "j", 3000, 60, Status::Success) };
    finder.add(&retry, &texts(&["Job started"]));
    finder.add(&run("2", "j", 2000, 60, Status::Failed), &log(&[(Status::Stopped, anna)]));
    finder.add(&Session { status: Status::Running, ..run("1", "j", 1000, 60, Status::Success) }, &texts(&[]));
    finder.add(&Session { end: None, ..run("4", "j", 4000, 60, Status::Queued) }, &texts(&[]));
    let answers = finder.objects();
    assert_eq!(answers[0].last_good, None);
    assert_eq!(answers[0].missing, [0; 0]);
}

#[test]
fn failures_and_objects_are_bounded_and_counted() {
    let many: Vec<(Status, &str)> = vec![(Status::Failed, "Failed to process site: a. x"); N_FAILURES_MAX + 3];
    let mut finder = Finder::new("a");
    finder.add(&run("1", "j", 0, 1, Status::Failed), &log(&many));
    let found = finder.objects()[0].sessions[0].clone();
    assert_eq!((found.failures.len(), found.n_failed), (N_FAILURES_MAX, N_FAILURES_MAX + 3));

    let names: Vec<String> = (0..=N_OBJECTS_MAX).map(|n| format!("Processing site: s{n}")).collect();
    let mut finder = Finder::new("s");
    finder.add(&run("1", "j", 0, 1, Status::Success), &texts(&names.iter().map(String::as_str).collect::<Vec<_>>()));
    assert_eq!((finder.objects().len(), finder.has_more()), (N_OBJECTS_MAX, true));
    let mut nothing = Finder::new(" ");
    nothing.add(&run("1", "j", 0, 1, Status::Success), &log(&many));
    assert!(nothing.objects().is_empty());
}

fn any_items() -> impl Strategy<Value = Vec<(Status, String)>> {
    let status = prop_oneof![Just(Status::Success), Just(Status::Warning), Just(Status::Failed), Just(Status::Stopped)];
    let title = prop_oneof![
        "Processing mailbox: [ab]{1,3}@[xX]\\.example",
        "Failed to process site: [abAB]{1,3}\\. Timeout",
        "[a-c ]{0,6}",
        "Account was not found: [ab]@x\\.example \\(ID: [0-9]{3}\\)",
    ];
    proptest::collection::vec((status, title), 0..20)
}

fn of(items: &[(Status, String)]) -> Log {
    log(&items.iter().map(|(status, title)| (*status, title.as_str())).collect::<Vec<_>>())
}

proptest! {
    #[test]
    fn what_is_found_is_what_a_plain_look_finds(logs in proptest::collection::vec(any_items(), 0..6), query in "[abxAB]{1,2}") {
        let mut finder = Finder::new(&query);
        let mut expected: BTreeSet<(String, usize, usize, usize)> = BTreeSet::new();
        for (n, items) in logs.iter().enumerate() {
            let log = of(items);
            finder.add(&run(&n.to_string(), "j", 0, 1, Status::Success), &log);
            let wanted = query.to_lowercase();
            let mut of_object: BTreeMap<String, (usize, usize)> = BTreeMap::new();
            for (status, title) in items {
                let Some(object) = subject(title).object else { continue };
                let name = object.name.to_lowercase();
                if name.contains(&wanted) {
                    let sums = of_object.entry(format!("{:?} {name}", object.kind)).or_default();
                    sums.0 += 1;
                    sums.1 += usize::from(status.severity() == Severity::Failed);
                }
            }
            expected.extend(of_object.into_iter().map(|(name, (n_items, n_failed))| (name, n, n_items, n_failed)));
        }
        let mut found = BTreeSet::new();
        for answer in finder.objects() {
            for run in &answer.sessions {
                let name = format!("{:?} {}", answer.found.kind, answer.found.name.to_lowercase());
                found.insert((name, run.session, run.n_items, run.n_failed));
            }
            prop_assert!(answer.last_good.is_none_or(|run| run.n_failed == 0));
            for &place in &answer.missing {
                prop_assert!(answer.sessions.iter().all(|run| run.session != place));
            }
        }
        prop_assert_eq!(found, expected);
    }

    /// The law of the house: a failed item is never hidden unless a rule says so in so many words.
    #[test]
    fn failures_are_never_muted_by_default(items in any_items(), texts in proptest::collection::vec("[a-cPF]{1}[a-z ]{3,6}|Timeout|example|⟨mail⟩ what", 0..6)) {
        let log = of(&items);
        let rule = |failures| texts.iter().map(move |text| Rule { text: text.clone(), why: String::new(), failures });
        let quiet = Noise { rules: rule(false).collect() }.muted(&log);
        prop_assert_eq!(quiet.n_failed, 0);
        prop_assert!(quiet.items.iter().all(|&idx| log.status(idx).severity() == Severity::Warning));
        prop_assert_eq!(quiet.counts.iter().sum::<usize>(), quiet.items.len(), "each item counts for one rule");
        let loud = Noise { rules: rule(true).collect() }.muted(&log);
        prop_assert!(quiet.items.iter().all(|idx| loud.items.contains(idx)));
        prop_assert!(loud.items.iter().all(|&idx| log.status(idx).severity() >= Severity::Warning));
        prop_assert!(loud.items.is_sorted());
    }
}

#[test]
fn a_rule_fits_a_part_of_a_text_or_of_its_pattern() {
    let log = log(&[
        (Status::Warning, "Personal site was not found: a@x.example (ID: 5f1d6f0a-0000-4000-8000-000000000000)"),
        (Status::Failed, "Personal site was not found: b@x.example"),
        (Status::Success, "Personal site was not found: c@x.example"),
        (Status::Warning, "The service throttled the requests, waited 14 seconds"),
        (Status::Warning, "Something else"),
    ]);
    let rule = |text: &str, failures| Rule { text: text.into(), why: String::new(), failures };
    let noise =
        Noise { rules: vec![rule("PERSONAL SITE was", false), rule("waited ⟨n⟩ sec", false), rule("site", true)] };
    let muted = noise.muted(&log);
    assert_eq!((muted.items, muted.counts, muted.n_failed), (vec![0, 1, 3], vec![1, 1, 1], 1));
    for (text, is_telling) in [("⟨mail⟩ ⟨name⟩ .,", false), ("a 1 b", false), ("skip", true), ("⟨n⟩ büro", true)]
    {
        assert_eq!(rule(text, false).is_telling(), is_telling, "{text}");
    }
    let of_groups = Noise::of_groups(&groups(&log), "known");
    assert_eq!(of_groups.muted(&log).items, [0, 1, 3, 4], "the rules of all groups fit all problems");
    assert_eq!(of_groups.rules.iter().filter(|rule| rule.failures).count(), 1);
}

#[test]
fn an_item_without_times_is_found_too() {
    let mut log = Log::new();
    log.push(&NewItem { status: Status::Failed, title: "Processing site: a", id: Some("7"), ..NewItem::default() });
    let mut finder = Finder::new("a");
    finder.add(&Session::new("no start"), &log);
    let answers = finder.objects();
    assert_eq!((answers[0].sessions[0].ticks, answers[0].sessions[0].item.clone()), (0, Id::new("7")));
    assert_eq!(finder.from_to(), None);
}

const ANNA: &str = "Processing mailbox: anna@x.example";

fn retry(id: &str, of: &str, start: i64, status: Status) -> Session {
    Session { main_session_id: Id::new(of), ..run(id, "j", start, 60, status) }
}

/// A run and its retries are one run, as they are wherever runs are counted.
#[test]
fn a_run_with_its_retries_is_one_run() {
    use Status::{Failed, Success};
    let mut finder = Finder::new("anna");
    finder.add(&retry("3-again", "3", 3_100, Failed), &log(&[(Failed, ANNA)]));
    finder.add(&run("3", "j", 3_000, 60, Failed), &log(&[(Failed, ANNA)]));
    finder.add(&retry("2-again", "2", 2_100, Success), &log(&[(Success, ANNA)]));
    finder.add(&run("2", "j", 2_000, 60, Failed), &log(&[(Failed, ANNA)]));
    finder.add(&run("1", "j", 1_000, 60, Success), &log(&[(Success, ANNA)]));
    let answer = &finder.objects()[0];
    assert_eq!((answer.n_runs, answer.n_failed_runs, answer.n_mended_runs, answer.n_failed_in_row), (3, 1, 1, 1));
    assert_eq!(answer.last_good.map(|known| known.session), Some(2), "the retry made it good");
    assert!(!answer.is_good_newest);
    assert_eq!(answer.usual.unwrap().n, 2);
    assert_eq!(answer.sessions.len(), 5, "each session is there to be read");
}

/// What goes on or was stopped says nothing, and neither raises nor ends a row.
#[test]
fn an_open_object_does_not_end_a_row_of_failures() {
    use Status::{Failed, Running, Stopped, Success};
    let mut finder = Finder::new("anna");
    finder.add(&Session { end: None, ..run("5", "j", 5_000, 0, Running) }, &log(&[(Running, ANNA)]));
    finder.add(&run("4", "j", 4_000, 60, Stopped), &log(&[(Stopped, ANNA)]));
    for (id, start) in [("3", 3_000), ("2", 2_000), ("1", 1_000)] {
        finder.add(&run(id, "j", start, 60, Failed), &log(&[(Failed, ANNA)]));
    }
    finder.add(&run("0", "j", 0, 60, Success), &log(&[(Success, ANNA), (Failed, "Processing site: annas")]));
    let answers = finder.objects();
    assert_eq!(answers.len(), 2);
    assert_eq!((answers[0].n_failed_in_row, answers[0].n_failed_runs, answers[0].n_runs), (3, 3, 6));
    assert_eq!(answers[0].last_good.map(|known| known.session), Some(5));
}

/// A log that broke off is neither without the object nor a run in which it worked; a failure in it is one.
#[test]
fn a_log_that_broke_off_says_only_what_it_holds() {
    use Status::{Failed, Success};
    let whole = log(&[(Success, ANNA)]);
    let cut = |items: &[(Status, &str)]| {
        let mut finder = Finder::new("anna");
        finder.add_part(&run("2", "j", 2_000, 60, Failed), &log(items), "The server failed (500)");
        finder.add(&run("1", "j", 1_000, 60, Success), &whole);
        let answer = finder.objects().remove(0);
        let good = answer.last_good.map(|known| (known.session, answer.is_good_newest));
        (
            good,
            answer.missing,
            answer.n_failed_runs,
            answer.n_failed_in_row,
            finder.missed().len(),
            finder.sessions().len(),
        )
    };
    let none: Vec<usize> = vec![];
    assert_eq!(cut(&[(Success, "Job started")]), (Some((1, false)), none.clone(), 0, 0, 1, 2));
    assert_eq!(
        cut(&[(Success, ANNA)]),
        (Some((1, false)), none.clone(), 0, 0, 1, 2),
        "the failure may be behind the cut"
    );
    assert_eq!(cut(&[(Failed, ANNA)]), (Some((1, false)), none, 1, 1, 1, 2));
    // Another job's missed log takes nothing away.
    let mut finder = Finder::new("anna");
    finder.add(&run("1", "j", 1_000, 60, Success), &whole);
    finder.miss(&run("other", "k", 2_000, 60, Success), "404");
    assert!(finder.objects()[0].is_good_newest);
    finder.miss(&run("own", "j", 3_000, 60, Success), "404");
    assert!(!finder.objects()[0].is_good_newest);
}

/// One mailbox in two spellings is one object, whoever asks.
#[test]
fn one_object_in_two_spellings_is_one() {
    use tapeline::answers::groups::{By, grouped};
    let log = log(&[
        (Status::Success, "Processing mailbox: Ann@c.example"),
        (Status::Success, "Processing mailbox: ann@C.example"),
        (Status::Success, "Processing mailbox: ÄNN Ω"),
        (Status::Success, "Processing mailbox: änn ω"),
        (Status::Success, "Processing site: ann@c.example"),
        (Status::Success, "Snapshot backup of 'No object'"),
        (Status::Success, "Job started"),
    ]);
    let objects = grouped(&log, By::Object);
    assert_eq!(objects.of(), [1, 1, 2, 2, 3, 4, 0], "an object named like the group without one is no part of it");
    assert_eq!(objects.name(1), "Mailbox Ann@c.example", "as it was first written");
    assert_eq!((objects.name(0), objects.name(4)), ("No object", "No object"));
    let mut finder = Finder::new("ann");
    finder.add(&run("1", "j", 0, 1, Status::Success), &log);
    assert_eq!(finder.objects().len(), 2);
}

/// What a search costs grows with sessions and objects: half of the sessions are of another job, and each log has many objects.
#[test]
fn many_objects_in_many_sessions_are_soon_known() {
    let names: Vec<String> = (0..200).map(|n| format!("Processing mailbox: user{n}@x.example")).collect();
    let all = texts(&names.iter().map(String::as_str).collect::<Vec<_>>());
    let nothing = Log::new();
    let mut finder = Finder::new("user");
    for n in 0..2_000_i64 {
        let (job, log) = if n % 2 == 0 { ("j", if n < 20 { &all } else { &nothing }) } else { ("k", &nothing) };
        finder.add(&run(&n.to_string(), job, n * 100, 60, Status::Success), log);
    }
    let begun = std::time::Instant::now();
    let answers = finder.objects();
    let took = begun.elapsed();
    assert_eq!((answers.len(), answers[0].missing.len()), (200, 990));
    // Unoptimized it takes some tens of milliseconds; by looking at each session for each session it took minutes.
    assert!(took.as_secs() < 2, "{took:?}");
}
