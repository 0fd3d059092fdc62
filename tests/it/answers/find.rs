//! An object across sessions, known noise, and streaks.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use tapeline::answers::failures::groups;
use tapeline::answers::find::{Answer, Finder, N_FAILURES_MAX, N_OBJECTS_MAX};
use tapeline::answers::noise::{Noise, Rule};
use tapeline::answers::objects::subject;
use tapeline::answers::streaks::{Streak, repeated, streak};
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
    let Answer { runs, last_good, usual_ticks, n_good, missing, .. } = &answers[0];
    assert_eq!(runs.iter().map(|run| run.session).collect::<Vec<_>>(), [0, 2, 3]);
    assert_eq!(last_good.map(|run| (run.session, run.severity)), Some((2, Severity::Warning)));
    assert_eq!((*usual_ticks, *n_good), (Some(15_000_000), 2), "a second, and two of one second");
    assert_eq!(*missing, [1], "its job ran without it; the other job is none of its own");
    assert_eq!((answers[0].n_failed_runs(), answers[0].n_failed_in_row()), (1, 1));
    assert_eq!(runs[0].failures[0].text, "Failed to process mailbox: anna.abel@x.example. Timeout");
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
    let found = finder.objects()[0].runs[0].clone();
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
            for run in &answer.runs {
                let name = format!("{:?} {}", answer.found.kind, answer.found.name.to_lowercase());
                found.insert((name, run.session, run.n_items, run.n_failed));
            }
            prop_assert!(answer.last_good.is_none_or(|run| run.n_failed == 0));
            for &place in &answer.missing {
                prop_assert!(answer.runs.iter().all(|run| run.session != place));
            }
        }
        prop_assert_eq!(found, expected);
    }

    /// The law of the house: a failed item is never hidden unless a rule says so in so many words.
    #[test]
    fn failures_are_never_muted_by_default(items in any_items(), texts in proptest::collection::vec("[a-cPF]{1}[a-z ]{3,6}|Timeout|example|⟨mail⟩ what", 0..6)) {
        let log = of(&items);
        let rule = |failures| texts.iter().map(move |text| Rule { text: text.clone(), why: String::new(), failures, whole: false });
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
    let rule = |text: &str, failures| Rule { text: text.into(), why: String::new(), failures, whole: false };
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
fn failures_in_a_row_count_runs_with_their_retries() {
    use Status::{Failed, Running, Stopped, Success, Warning};
    let retry = |id, of, start, status| Session { main_session_id: Id::new(of), ..run(id, "j", start, 60, status) };
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
    let found = streak(&runs, &runs[0]);
    assert_eq!(found, Streak { n_failed: 2, since: Some(at(600)), last_good: Some(6), n_runs: 6 });
    assert_eq!(streak(&runs, &runs[2]), Streak { n_failed: 0, since: None, last_good: Some(2), n_runs: 1 });
    assert_eq!(streak(&runs[8..], &runs[8]).last_good, None);
}

#[test]
fn a_problem_is_new_or_repeated_for_so_many_runs() {
    let earlier = [
        vec![("a", Severity::Failed), ("b", Severity::Warning)],
        vec![("a", Severity::Failed)],
        vec![],
        vec![("a", Severity::Failed)],
    ];
    assert_eq!(repeated("a", Severity::Failed, &earlier), 2);
    assert_eq!(repeated("b", Severity::Warning, &earlier), 1);
    assert_eq!(repeated("b", Severity::Failed, &earlier), 0, "a warning was no failure");
    assert_eq!(repeated("a", Severity::Warning, &earlier), 2, "it was worse before");
    assert_eq!(repeated("c", Severity::Warning, &earlier), 0);
    assert_eq!(repeated::<&str>("a", Severity::Failed, &[]), 0);
}

#[test]
fn an_item_without_times_is_found_too() {
    let mut log = Log::new();
    log.push(&NewItem { status: Status::Failed, title: "Processing site: a", id: Some("7"), ..NewItem::default() });
    let mut finder = Finder::new("a");
    finder.add(&Session::new("no start"), &log);
    let answers = finder.objects();
    assert_eq!((answers[0].runs[0].ticks, answers[0].runs[0].item.clone()), (0, Id::new("7")));
    assert_eq!(finder.from_to(), None);
}
