//! What texts are about, and items in groups: the texts of `tests/fixtures/titles` against the readable tables beside them.
//!
//! A new text needs no code: it is a line in a file there. `UPDATE_EXPECT=1` writes the tables anew; read them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::time::Instant;

use proptest::prelude::*;
use sample_world::{Scale, World, time_from_text};
use tapeline::answers::groups::{By, Grouper, extend_all, grouped};
use tapeline::answers::objects::{Kind, ObjectKind, Subject, subject};
use tapeline::model::{Log, NewItem, Status};

use super::{at, log, texts};
use crate::costs::computed_us;

fn kind_text(subject: &Subject<'_>) -> String {
    let mut out = String::new();
    subject.kind.push_label(&mut out);
    out
}

fn object_text(subject: &Subject<'_>) -> Option<String> {
    let mut out = String::new();
    subject.object?.push_label(&mut out);
    Some(out)
}

#[test]
fn known_texts_are_about_what_their_tables_say() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/titles");
    for file in ["vb365", "vbazure", "vbr", "names", "unknown"] {
        let mut actual = String::new();
        for text in fs::read_to_string(root.join(file).with_extension("txt")).unwrap().lines() {
            if text.starts_with('#') {
                writeln!(actual, "{text}").unwrap();
                continue;
            }
            let about = subject(text);
            let (kind, object) = (kind_text(&about), about.object);
            let object = object.map_or("-".to_owned(), |object| format!("{:?} {:?}", object.kind, object.name));
            let sort = if matches!(about.kind, Kind::Shape(_)) { "shape" } else { "kind" };
            writeln!(actual, "{text}\n    {sort} {kind:?} | {object}").unwrap();
        }
        let golden = root.join(file).with_extension("expected.txt");
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            fs::write(&golden, &actual).unwrap();
        }
        let expected = fs::read_to_string(&golden).unwrap_or_default();
        for (expected, actual) in expected.lines().zip(actual.lines()) {
            assert_eq!(expected, actual, "{file}: UPDATE_EXPECT=1 takes it over");
        }
        assert_eq!(expected.len(), actual.len(), "{file}: UPDATE_EXPECT=1 takes it over");
    }
}

/// Every log of the company that does not exist: an object has one name, however its row ended.
#[test]
fn an_object_has_one_name_in_rows_of_every_result() {
    let now = time_from_text("2026-11-22T03:00:00Z").unwrap();
    let world = World::with_scale(1, now, Scale { big: 3_000, odd: false });
    let mut of_success: BTreeSet<String> = BTreeSet::new();
    let mut of_others: BTreeMap<String, String> = BTreeMap::new();
    let mut kinds: BTreeSet<String> = BTreeSet::new();
    for session in world.sessions.iter().chain(&world.retrieval_sessions) {
        let rows = world.log(session);
        for item in (0..rows.len()).filter_map(|at| rows.item(at)) {
            let about = subject(&item.text);
            kinds.insert(kind_text(&about));
            assert!(matches!(about.kind, Kind::Step(..)), "no pattern fits {}", item.text);
            let Some(label) = object_text(&about) else { continue };
            let name = about.object.unwrap().name;
            let is_whole = match about.object.unwrap().kind {
                ObjectKind::Mailbox | ObjectKind::OneDrive => name.ends_with("@fjordline.example"),
                ObjectKind::Site => name.starts_with("https://") && name.ends_with(|c: char| c.is_ascii_digit()),
                _ => !name.contains(' ') && name.ends_with(|c: char| c.is_ascii_digit()),
            };
            assert!(is_whole, "{name} in {}", item.text);
            if item.status == sample_world::Status::Success {
                of_success.insert(label);
            } else {
                of_others.insert(label, item.text);
            }
        }
    }
    assert!(of_success.len() > 3_000 && of_others.len() > 200, "{} {}", of_success.len(), of_others.len());
    let strange: Vec<_> = of_others.iter().filter(|(label, _)| !of_success.contains(*label)).collect();
    // What runs still, or never worked, has no row of success to compare with.
    assert!(strange.len() * 5 < of_others.len(), "{strange:#?}");
    assert!(kinds.len() < 32, "{kinds:#?}");
}

#[test]
fn items_are_grouped_in_the_order_they_began() {
    let mut log = log(&[
        (Status::Success, "Job started at 1/2/2026 1:00:00 AM"),
        (Status::Failed, "Failed to process mailbox: b@x.example. The operation has timed out."),
        (Status::Running, "Processing mailbox: a@x.example"),
        (Status::Warning, "Processing mailbox: b@x.example. The service throttled the requests"),
        (Status::Success, "Odd 1"),
        (Status::Success, "Odd 2"),
    ]);
    let first = NewItem { start: Some(at(-9)), end: Some(at(-8)), title: "Processing site: c", ..NewItem::default() };
    log.push(&first);
    log.push(&NewItem { title: "no start", ..NewItem::default() });
    let shown = |by| {
        let groups = grouped(&log, by);
        let row = |group| format!("{} ({})", groups.name(group), groups.n_items(group));
        groups.order().into_iter().map(row).collect::<Vec<_>>()
    };
    assert_eq!(
        shown(By::Kind),
        ["Processing site (1)", "Job started (1)", "Processing mailbox (3)", "Odd ⟨n⟩ (2)", "no start (1)"]
    );
    assert_eq!(
        shown(By::Object),
        ["Site c (1)", "Mailbox b@x.example (2)", "Mailbox a@x.example (1)", "No object (4)"]
    );
    assert_eq!(shown(By::Result), ["Failed (1)", "Warning (1)", "Running (1)", "Other (2)", "Success (3)"]);
    let by_result = grouped(&log, By::Result);
    assert_eq!(by_result.of(), [4, 0, 2, 1, 4, 4, 3, 3]);
    assert_eq!((grouped(&Log::new(), By::Result).order(), by_result.n_groups()), (vec![], 5));
}

#[test]
fn texts_full_of_marks_cost_no_more_than_others() {
    let begun = Instant::now();
    for part in ["'", "'a ", ". A", "Mr. ", " of '", "mailbox: ", "{kind}", "@", "://", "((", "1,", "\u{202e}. "] {
        let text = part.repeat(6_000);
        for begin in ["", "Processing mailbox: ", "Failed to process team: x", "Snapshot backup of '"] {
            let about = subject(&text);
            kind_text(&about);
            kind_text(&subject(&format!("{begin}{text}")));
        }
    }
    assert!(begun.elapsed().as_secs() < 20, "{:?}", begun.elapsed());
}

fn likely_texts() -> impl Strategy<Value = String> {
    let parts = vec![
        "Processing ",
        "Failed to process ",
        "mailbox",
        "OneDrive",
        "team",
        "user",
        ": ",
        " ",
        ". ",
        "'",
        "\"",
        "(",
        ")",
        "a@b.example",
        "https://x.example/a",
        "Anna",
        "Mr.",
        "The ",
        "Ö",
        "総",
        "{",
        "}",
        "12",
        " was not found",
        " ()",
        " (ID: ",
        "Found ",
        " objects",
        " of ",
        "\n",
        "License limit has been reached. ",
        "\u{2028}",
        " failed",
    ];
    proptest::collection::vec(proptest::sample::select(parts), 0..12).prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn any_text_is_about_something(any in any::<String>(), likely in likely_texts()) {
        for text in [any, likely] {
            let about = subject(&text);
            prop_assert!(!kind_text(&about).is_empty());
            if let Some(object) = about.object {
                prop_assert!(!object.name.is_empty());
                let begin = text.as_bytes().as_ptr_range();
                prop_assert!(begin.contains(&object.name.as_ptr()), "a part of the text");
                prop_assert!(text.contains(object.name));
            }
        }
    }

    #[test]
    fn a_name_of_one_kind_is_the_same_in_every_row(
        name in "[A-Z][a-z]{4,8}( [A-Z][a-z]{4,8}){0,2}|[a-z]{3,8}\\.[a-z]{3,8}@[a-z]{3,8}\\.example",
        (word, kind) in proptest::sample::select(vec![
            ("mailbox", ObjectKind::Mailbox), ("site", ObjectKind::Site), ("OneDrive", ObjectKind::OneDrive),
            ("team", ObjectKind::Team), ("VM", ObjectKind::Vm), ("group", ObjectKind::Group),
        ]),
    ) {
        for text in [
            format!("Processing {word}: {name}"),
            format!("Processing {word} {name}"),
            format!("Processing {word} {name} finished with warning: Anything"),
            format!("Processing {word} '{name}' failed"),
            format!("Failed to process {word}: {name}. The remote server returned an error: (404) Not Found."),
            format!("{word}: {name} was skipped: the user does not have a valid licence"),
            format!("{word} was not found: {name} (ID: 5f1d6f0a-0000-4000-8000-000000000000)"),
            format!("License limit has been reached. {word}: {name} was not processed"),
        ] {
            let about = subject(&text);
            let object = about.object.map(|object| (object.kind, object.name));
            prop_assert_eq!(object, Some((kind, name.as_str())), "{}", text);
            prop_assert_eq!(about.kind, Kind::Step("Processing {kind}", kind), "{}", text);
        }
    }

    #[test]
    fn groups_hold_every_item_once_and_grow_with_the_log(
        titles in proptest::collection::vec("Processing mailbox: [ab]{1,2}|[ab]{0,2}|x [0-9]", 0..60),
        steps in proptest::collection::vec(0_usize..9, 0..12),
    ) {
        let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
        let whole = texts(&titles);
        let mut together = [By::Result, By::Kind, By::Object].map(Grouper::new);
        for n in steps.iter().copied().chain([usize::MAX]) {
            let done = extend_all(together.each_mut(), &whole, n);
            prop_assert_eq!(done, together[0].of().len() == titles.len());
        }
        for (by, together) in [By::Result, By::Kind, By::Object].into_iter().zip(&together) {
            let at_once = grouped(&whole, by);
            let mut grown = Grouper::new(by);
            for n in &steps {
                let done = grown.extend(&texts(&titles[..titles.len().min(grown.of().len() + 4)]), *n);
                prop_assert!(!done || grown.of().len() <= titles.len());
            }
            prop_assert!(grown.extend(&whole, usize::MAX));
            prop_assert_eq!(grown.of(), at_once.of());
            prop_assert_eq!(together.of(), at_once.of());
            prop_assert_eq!(together.order(), at_once.order());
            let order = at_once.order();
            prop_assert_eq!(&grown.order(), &order);
            let mut n_items: BTreeMap<u32, u32> = BTreeMap::new();
            at_once.of().iter().for_each(|&group| *n_items.entry(group).or_default() += 1);
            let counted: BTreeMap<u32, u32> = order.iter().map(|&group| (group, at_once.n_items(group))).collect();
            prop_assert_eq!(n_items, counted);
            let names: BTreeSet<&str> = order.iter().map(|&group| at_once.name(group)).collect();
            prop_assert_eq!(names.len(), order.len());
            for (title, &group) in titles.iter().zip(at_once.of()) {
                let name = at_once.name(group);
                let about = subject(title);
                match by {
                    By::Result => prop_assert_eq!(name, "Success"),
                    By::Kind => prop_assert_eq!(name, kind_text(&about)),
                    By::Object => prop_assert_eq!(name, object_text(&about).unwrap_or("No object".to_owned())),
                }
            }
        }
    }
}

/// Not a check but a measurement: `cargo test --release -- --ignored --nocapture a_million`.
#[test]
#[ignore = "a measurement"]
fn groups_of_a_million_items() {
    let clock = Instant::now();
    let filled = |title: &dyn Fn(i64) -> String| {
        let mut log = Log::new();
        for n in 0..1_000_000_i64 {
            let (start, end) = (Some(at(n)), Some(at(n + 9)));
            log.push(&NewItem { start, end, status: Status::Success, title: &title(n), ..NewItem::default() });
        }
        log
    };
    let reason = "The remote server returned an error: (404) Not Found.";
    let logs = [
        ("mailboxes", filled(&|n| format!("Processing mailbox: user{n}@fjordline.example"))),
        ("failures", filled(&|n| format!("Failed to process mailbox: user{}@fjordline.example. {reason}", n % 999))),
        ("names", filled(&|n| format!("Processing site Site number {} (https://x.example/a) failed: no", n % 5_000))),
        ("objects first", filled(&|n| format!("Account was not found: user{n}@x.example (ID: {n})"))),
        ("unknown", filled(&|n| format!("Verified {n} items of user{n}@fjordline.example at 12:0{}:00 AM", n % 7))),
    ];
    let best = |mut run: Box<dyn FnMut() + '_>| {
        let once = |_| {
            let begun = computed_us(clock);
            run();
            (computed_us(clock) - begun) / 1_000
        };
        (0..5).map(once).min().unwrap()
    };
    for (what, log) in &logs {
        let idxs = 0..u32::try_from(log.len()).unwrap();
        let ns = best(Box::new(|| {
            std::hint::black_box(idxs.clone().filter(|&idx| subject(log.text(idx)).object.is_some()).count());
        }));
        print!("{what:>14}: {ns:>4} ns a text");
        for by in [By::Kind, By::Object, By::Result] {
            let (mut n_groups, mut longest) = (0, u128::MAX);
            let ns = best(Box::new(|| {
                let mut grouper = Grouper::new(by);
                let mut slowest = 0;
                let mut done = false;
                while !done {
                    let begun = computed_us(clock);
                    done = grouper.extend(log, 10_000);
                    slowest = slowest.max(computed_us(clock) - begun);
                }
                (n_groups, longest) = (grouper.n_groups(), longest.min(slowest));
            }));
            print!(" | {by:?}: {n_groups} groups, {ns} ns an item, {longest} µs for 10,000 at most");
        }
        let grouped = grouped(log, By::Object);
        println!(" | order: {} ms", best(Box::new(|| drop(std::hint::black_box(grouped.order())))));
    }
}
