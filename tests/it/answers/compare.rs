//! Two runs side by side, what is usual for a step, and sets of items by name.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Instant;

use proptest::prelude::*;
use tapeline::answers::baseline::Baseline;
use tapeline::answers::compare::{Align, Change, Comparison, Matcher, Missing, Row, Side, compare, previous_run};
use tapeline::answers::objects::{Place, subject};
use tapeline::answers::spans::Outcome;
use tapeline::model::{Id, Log, NewItem, Session, Status, Timestamp};

use super::{at, run};

/// Items of a start, a length in seconds (none where it is below zero), a status and a title.
fn timed(items: &[(i64, i64, Status, &str)]) -> Log {
    let mut log = Log::new();
    for (&(start, seconds, status, title), usn) in items.iter().zip(0..) {
        let end = (seconds >= 0).then(|| at(start + seconds));
        log.push(&NewItem { start: Some(at(start)), end, status, title, usn: Some(usn), ..NewItem::default() });
    }
    log
}

fn side(log: &Log) -> Side<'_> {
    Side { log, open_end: at(10_000), missing: Missing::NotDone }
}

fn label(row: &Row<'_>) -> String {
    let mut out = String::new();
    row.push_label(&mut out);
    out
}

fn changes(found: &Comparison<'_>) -> Vec<(Change, String, i64)> {
    found.rows.iter().map(|row| (row.change, label(row), row.more_ticks / 10_000_000)).collect()
}

#[test]
fn steps_are_matched_by_object_and_kind_and_sorted_by_what_matters() {
    use Status::{Failed, Success, Warning};
    let a = timed(&[
        (0, 0, Success, "Job started at 1"),
        (1, 10, Success, "Processing mailbox: broken@x.example"),
        (1, 10, Failed, "Failed to process mailbox: mended@x.example. Timeout"),
        (1, 10, Failed, "Failed to process mailbox: lost@x.example. Timeout"),
        (1, 100, Success, "Processing mailbox: slow@x.example"),
        (1, 100, Success, "Processing mailbox: slower@x.example"),
        (1, 100, Success, "Processing mailbox: little@x.example"),
        (1, 300, Success, "Processing mailbox: fast@x.example"),
        (1, 7, Success, "Processing mailbox: gone@x.example"),
        (400, 5, Success, "Processing mailbox: slow@x.example"),
    ]);
    let b = timed(&[
        (0, 0, Success, "Job started at 2"),
        (1, 10, Failed, "Failed to process mailbox: broken@x.example. Timeout"),
        (1, 20, Warning, "Processing mailbox: mended@x.example"),
        (1, 10, Failed, "Failed to process mailbox: lost@x.example. Access denied"),
        (1, 205, Success, "Processing mailbox: slow@x.example"),
        (1, 500, Success, "Processing mailbox: slower@x.example"),
        (1, 119, Success, "Processing mailbox: little@x.example"),
        (1, 250, Success, "Processing mailbox: fast@x.example"),
        (1, 6, Success, "Processing mailbox: fresh@x.example"),
        (2, 5, Failed, "Something nobody knows: 12"),
    ]);
    let found = compare(side(&a), side(&b));
    let expected = [
        (Change::NewlyFailing, "Something nobody knows", 5),
        (Change::NewlyFailing, "Processing mailbox: broken@x.example", 0),
        (Change::StillFailing, "Processing mailbox: lost@x.example", 0),
        (Change::Slower, "Processing mailbox: slower@x.example", 400),
        (Change::Slower, "Processing mailbox: slow@x.example", 100),
        (Change::New, "Processing mailbox: fresh@x.example", 6),
        (Change::Gone, "Processing mailbox: gone@x.example", -7),
        (Change::Fixed, "Processing mailbox: mended@x.example", 10),
        (Change::Faster, "Processing mailbox: fast@x.example", -50),
        (Change::Same, "Processing mailbox: little@x.example", 19),
        (Change::Same, "Job started", 0),
    ];
    assert_eq!(changes(&found), expected.map(|(change, text, more)| (change, text.to_owned(), more)));
    assert_eq!(found.count(Change::Slower), 2);
    assert_eq!(found.of(Change::Slower).len(), 2);
    assert_eq!(found.of(Change::Slower)[1].a.as_ref().unwrap().items(), [4, 9], "several items are one step");
    let slow = found.of(Change::Slower)[1].a.as_ref().unwrap();
    assert_eq!((slow.start, slow.end, slow.ticks), (Some(at(1)), Some(at(405)), 1_050_000_000));
}

#[test]
fn what_takes_a_moment_is_never_slower() {
    let of = |ticks: i64| {
        let mut log = Log::new();
        let (start, end) = (Some(at(0)), Some(at(0).plus(ticks)));
        log.push(&NewItem { start, end, status: Status::Success, title: "Processing site: a", ..NewItem::default() });
        log
    };
    let change = |a: i64, b: i64| compare(side(&of(a)), side(&of(b))).rows[0].change;
    assert_eq!(change(1, 10_000_000), Change::Same, "below a second");
    assert_eq!(change(1, 10_000_001), Change::Slower);
    assert_eq!(change(100_000_000, 119_999_999), Change::Same, "below a fifth");
    assert_eq!(change(100_000_000, 120_000_000), Change::Slower);
    assert_eq!(change(120_000_000, 100_000_000), Change::Faster);
    assert_eq!(change(0, 0), Change::Same);
}

#[test]
fn an_open_item_reaches_to_the_end_that_is_given() {
    let a = timed(&[(0, 10, Status::Success, "Processing site: a")]);
    let b = timed(&[(0, -1, Status::Running, "Processing site: a")]);
    let found = compare(side(&a), side(&b));
    let b = found.rows[0].b.as_ref().unwrap();
    assert_eq!(b.outcome, Outcome::Open);
    assert_eq!((b.end, found.rows[0].change), (Some(at(10_000)), Change::Slower));
}

#[test]
fn both_sides_are_aligned_by_start_or_by_a_kind_of_work() {
    let a = timed(&[
        (3, 0, Status::Success, "Job started at 1"),
        (10, 1, Status::Success, "Processing site: a"),
        (5, 1, Status::Success, "Processing site: b"),
    ]);
    let b = timed(&[
        (103, 0, Status::Success, "Job started at 1"),
        (150, 1, Status::Success, "Processing site: c"),
        (151, 1, Status::Success, "Found 3 objects"),
    ]);
    let found = compare(side(&a), side(&b));
    assert_eq!(found.kinds(), ["Job started", "Processing site"]);
    let starts = [at(1), at(100)];
    let origins = |align: Align| align.origins(&found, starts);
    assert_eq!(origins(Align::Start), starts);
    assert_eq!(origins(Align::Kind("Processing site".into())), [at(5), at(150)]);
    assert_eq!(origins(Align::Kind("Found objects".into())), starts, "only one of them has it");
}

#[test]
fn the_previous_run_is_the_newest_before_it_and_no_retry() {
    let retry = |id, start| Session { main_session_id: Id::new("a"), ..run(id, "j", start, 1, Status::Success) };
    let runs = [
        run("newer", "j", 500, 1, Status::Success),
        run("me", "j", 400, 1, Status::Success),
        retry("retry", 350),
        run("other job", "k", 300, 1, Status::Success),
        run("a", "j", 200, 1, Status::Failed),
        run("b", "j", 100, 1, Status::Success),
    ];
    assert_eq!(previous_run(&runs, &runs[1]), Some(4));
    assert_eq!(previous_run(&runs[..3], &runs[1]), Some(2), "a retry is better than none");
    assert_eq!(previous_run(&runs, &runs[5]), None);
    assert_eq!(previous_run(&runs, &Session { start: None, ..runs[1].clone() }), None);
}

#[test]
fn what_is_usual_for_a_step() {
    let mut baseline = Baseline::default();
    for n in 0..10 {
        let began = 1000 * n;
        let title = if n == 9 { "Processing site: rare" } else { "Processing site: a" };
        let log = timed(&[
            (began + n, 10 * n, Status::Success, title),
            (began, 1, Status::Failed, "Failed to process site: bad. x"),
            (began, -1, Status::Running, "Processing site: open"),
        ]);
        baseline.add(&log, at(began));
    }
    let seconds = |n: i64| n * 10_000_000;
    let usual = baseline.of_step(&subject("Failed to process site: a. Timeout")).unwrap();
    assert_eq!((usual.offset_ticks, usual.reach_ticks), (seconds(4), seconds(40)));
    let length = usual.length;
    assert_eq!((length.median_ticks, length.p90_ticks, length.n), (seconds(40), seconds(80), 9));
    assert_eq!(baseline.of_step(&subject("Processing site: rare")).unwrap().length.n, 1);
    assert_eq!(baseline.of_step(&subject("Processing site: bad")), None, "failed ones say how soon it failed");
    assert_eq!(baseline.of_step(&subject("Processing site: open")), None);
    assert_eq!(baseline.n_logs(), 10);
}

/// A bar is measured by a bar, a sum by a sum, and one item by one item.
#[test]
fn what_is_usual_is_measured_as_it_is_shown() {
    let seconds = |n: i64| n * 10_000_000;
    let of = |items: &[(i64, i64)]| {
        let rows: Vec<_> =
            items.iter().map(|&(start, len)| (start, len, Status::Success, "Processing site: a")).collect();
        let mut baseline = Baseline::default();
        baseline.add(&timed(&rows), at(0));
        let usual = baseline.of_step(&subject("Processing site: a")).unwrap();
        (usual.reach_ticks, usual.length.median_ticks, usual.of_item.median_ticks)
    };
    assert_eq!(of(&[(0, 10), (0, 10)]), (seconds(10), seconds(20), seconds(10)), "at the same time");
    assert_eq!(of(&[(0, 10), (50, 10)]), (seconds(60), seconds(20), seconds(10)), "with time between");
    assert_eq!(of(&[(5, 10)]), (seconds(10), seconds(10), seconds(10)));
    assert_eq!(of(&[(0, 0), (0, 9)]), (seconds(9), seconds(9), seconds(9) / 2));
}

/// Four ends, and what may be said of each two.
#[test]
fn only_what_came_to_an_end_is_fixed_faster_or_gone() {
    use Status::{Failed, Queued, Running, Stopped, Success, Unknown, Warning};
    let one = |len: i64, status| timed(&[(0, len, status, "Processing mailbox: bob@x.example")]);
    let change =
        |a: (i64, Status), b: (i64, Status)| compare(side(&one(a.0, a.1)), side(&one(b.0, b.1))).rows[0].change;
    for (a, b, expected) in [
        ((9, Failed), (-1, Running), Change::Undecided),
        ((9, Failed), (2, Stopped), Change::Undecided),
        ((9, Failed), (2, Queued), Change::Undecided),
        ((9, Failed), (9, Unknown), Change::Undecided),
        ((9, Failed), (9, Warning), Change::Fixed),
        ((9, Success), (9, Warning), Change::NewlyWarning),
        ((9, Unknown), (9, Warning), Change::NewlyWarning),
        ((600, Success), (9, Warning), Change::NewlyWarning),
        ((9, Warning), (9, Success), Change::NoLongerWarning),
        ((9, Warning), (600, Success), Change::Slower),
        ((9, Warning), (600, Warning), Change::Slower),
        ((9, Warning), (9, Warning), Change::Same),
        ((20_000, Success), (-1, Running), Change::Undecided),
        ((9, Success), (-1, Running), Change::Slower),
        ((9, Success), (-1, Success), Change::Slower),
        ((-1, Running), (9, Success), Change::Faster),
        ((600, Stopped), (9, Success), Change::Undecided),
        ((9, Stopped), (600, Success), Change::Undecided),
        ((9, Stopped), (9, Failed), Change::NewlyFailing),
        ((9, Unknown), (600, Success), Change::Slower),
    ] {
        assert_eq!(change(a, b), expected, "{a:?} to {b:?}");
    }
}

/// What is missing says nothing where its run goes on, was stopped, or has a log that is not whole.
#[test]
fn what_was_not_reached_is_neither_gone_nor_new() {
    let has = |status| timed(&[(0, 9, status, "Processing mailbox: bob@x.example")]);
    let empty = Log::new();
    for missing in [Missing::NotReached, Missing::NotKnown, Missing::NotDone] {
        let not_there = Side { missing, ..side(&empty) };
        let good = has(Status::Success);
        let failed = has(Status::Failed);
        let is_sure = missing == Missing::NotDone;
        let gone = compare(side(&good), not_there).rows[0].change;
        assert_eq!(gone, if is_sure { Change::Gone } else { Change::Undecided });
        let new = compare(not_there, side(&good)).rows[0].change;
        assert_eq!(new, if is_sure { Change::New } else { Change::Undecided });
        let failing = compare(not_there, side(&failed)).rows[0].change;
        assert_eq!(failing, if is_sure { Change::NewlyFailing } else { Change::Failing });
    }
    let ended = run("1", "j", 0, 9, Status::Failed);
    let stopped = run("1", "j", 0, 9, Status::Stopped);
    let open = Session { end: None, ..run("1", "j", 0, 9, Status::Running) };
    let queued = Session { end: None, ..run("1", "j", 0, 9, Status::Queued) };
    assert_eq!(Missing::of(&ended, true), Missing::NotDone);
    assert_eq!(Missing::of(&ended, false), Missing::NotKnown);
    for session in [stopped, open, queued] {
        assert_eq!(Missing::of(&session, true), Missing::NotReached, "{:?}", session.status);
    }
    assert_eq!(Missing::of(&Session::new("of no list"), true), Missing::NotDone);
}

/// One mailbox that two logs spell in two ways is in both.
#[test]
fn spelling_makes_nothing_new_or_gone() {
    for (a, b) in [("Ann@c.example", "ann@c.example"), ("ÄRGER", "ärger"), ("Finance Team", "finance team")] {
        let of = |name: &str| timed(&[(0, 9, Status::Success, &format!("Processing team: {name}"))]);
        let (a, b) = (of(a), of(b));
        let found = compare(side(&a), side(&b));
        assert_eq!(found.rows.iter().map(|row| row.change).collect::<Vec<_>>(), [Change::Same]);
    }
}

fn any_log() -> impl Strategy<Value = Log> {
    let status = prop_oneof![
        Just(Status::Success),
        Just(Status::Warning),
        Just(Status::Failed),
        Just(Status::Running),
        Just(Status::Stopped),
        Just(Status::Unknown),
    ];
    let title = prop_oneof![
        (0..6).prop_map(|n| format!("Processing mailbox: user{n}@x.example")),
        (0..6).prop_map(|n| format!("Failed to process mailbox: user{n}@x.example. Timeout {n}")),
        (0..3).prop_map(|n| format!("Retrieving site: s{n}")),
        "Job started at [0-9]",
        "[a-c]{1,2}: [0-9]",
    ];
    let item = (0_i64..50, -1_i64..40, status, title);
    proptest::collection::vec(item, 0..30).prop_map(|items| {
        let items: Vec<_> =
            items.iter().map(|(start, len, status, title)| (*start, *len, *status, title.as_str())).collect();
        timed(&items)
    })
}

/// What may stand on the other side of a change.
const fn mirrored(change: Change) -> &'static [Change] {
    match change {
        Change::StillFailing => &[Change::StillFailing],
        Change::Same => &[Change::Same, Change::NewlyWarning],
        Change::New => &[Change::Gone],
        Change::Gone => &[Change::New, Change::NewlyFailing],
        // A warning that goes is less than a step that became slower, and one that comes is more than one that became faster.
        Change::Slower => &[Change::Faster, Change::NewlyWarning],
        Change::Faster => &[Change::Slower, Change::NewlyWarning],
        Change::NewlyWarning => &[Change::NoLongerWarning, Change::Slower, Change::Faster, Change::Same],
        Change::NoLongerWarning => &[Change::NewlyWarning],
        Change::Fixed => &[Change::NewlyFailing],
        Change::NewlyFailing => &[Change::Fixed, Change::Gone, Change::Undecided],
        Change::Failing => &[Change::Undecided],
        Change::Undecided => &[Change::Undecided, Change::NewlyFailing, Change::Failing],
    }
}

fn any_missing() -> impl Strategy<Value = Missing> {
    prop_oneof![Just(Missing::NotDone), Just(Missing::NotReached), Just(Missing::NotKnown)]
}

proptest! {
    #[test]
    fn every_item_of_both_sides_is_in_exactly_one_row(a in any_log(), b in any_log()) {
        let found = compare(side(&a), side(&b));
        for (log, pick) in [(&a, true), (&b, false)] {
            let spans = found.rows.iter().filter_map(|row| if pick { row.a.as_ref() } else { row.b.as_ref() });
            let mut items: Vec<u32> = vec![];
            for span in spans {
                prop_assert!(!span.items().is_empty());
                let ticks = span.items().iter().map(|&idx| log.range(idx, at(10_000)).unwrap().ticks()).sum::<i64>();
                prop_assert_eq!(span.ticks, ticks);
                let worst = span.items().iter().map(|&idx| log.status(idx).severity()).max().unwrap();
                prop_assert_eq!(span.severity, worst);
                items.extend(span.items());
            }
            items.sort_unstable();
            prop_assert_eq!(items, (0..u32::try_from(log.len()).unwrap()).collect::<Vec<_>>());
        }
        let labels: BTreeSet<String> = found.rows.iter().map(label).collect();
        prop_assert_eq!(labels.len(), found.rows.len(), "no object and kind has two rows");
        prop_assert_eq!(Change::ALL.iter().map(|&change| found.count(change)).sum::<usize>(), found.rows.len());
        for change in Change::ALL {
            prop_assert!(found.of(change).iter().all(|row| row.change == change));
        }
    }

    #[test]
    fn swapping_the_sides_mirrors_the_rows(a in any_log(), b in any_log(), in_a in any_missing(), in_b in any_missing()) {
        let (side_a, side_b) = (Side { missing: in_a, ..side(&a) }, Side { missing: in_b, ..side(&b) });
        let one = compare(side_a, side_b);
        let other = compare(side_b, side_a);
        let by_label: BTreeMap<String, &Row<'_>> = other.rows.iter().map(|row| (label(row), row)).collect();
        prop_assert_eq!(one.rows.len(), other.rows.len());
        for row in &one.rows {
            let mirror = by_label[&label(row)];
            prop_assert_eq!((&row.a, &row.b, row.more_ticks), (&mirror.b, &mirror.a, -mirror.more_ticks));
            prop_assert!(mirrored(row.change).contains(&mirror.change), "{:?} and {:?}", row.change, mirror.change);
            let outcome = |span: &Option<tapeline::answers::spans::Span>| span.as_ref().map(|span| span.outcome);
            let (was, is) = (outcome(&row.a), outcome(&row.b));
            let is_failing = matches!(row.change, Change::NewlyFailing | Change::Failing | Change::StillFailing);
            prop_assert_eq!(is_failing, is == Some(Outcome::Failed), "a failure is never anything else");
            prop_assert_eq!(row.change == Change::StillFailing, is_failing && was == Some(Outcome::Failed));
            let is_good = matches!(is, Some(Outcome::Good | Outcome::Warned));
            prop_assert_eq!(row.change == Change::Fixed, was == Some(Outcome::Failed) && is_good);
            if matches!(row.change, Change::Fixed | Change::Faster | Change::NoLongerWarning | Change::Same) {
                prop_assert!(!matches!(is, Some(Outcome::Open | Outcome::Stopped)), "what has not ended is never better");
            }
            prop_assert!(row.change != Change::Gone || in_b == Missing::NotDone);
            prop_assert!(row.change != Change::New || in_a == Missing::NotDone);
        }
    }
}

/// However many items a turn, it comes to the same: rows, counts, and what each is about.
#[test]
fn logs_are_matched_in_turns_as_they_are_at_once() {
    let mut odd = large(50, 4);
    for title in
        ["", "Something nobody knows: 12", "Überprüfung von ‘x’ – nichts", "Processing mailbox: ", "VM 'web01' of 'x'"]
    {
        odd.push(&NewItem { start: Some(at(3)), end: Some(at(9)), title, ..NewItem::default() });
    }
    let (empty, few) = (Log::new(), large(7, 2));
    for (a, b) in [(&odd, &few), (&few, &odd), (&odd, &odd), (&empty, &odd), (&odd, &empty), (&empty, &empty)] {
        let sides = [side(a), side(b)];
        let at_once = compare(sides[0], sides[1]);
        for n_most in [1, 2, 7, 56, 1_000] {
            let (mut matcher, mut n_turns) = (Matcher::default(), 1);
            while !matcher.extend(sides, n_most) {
                n_turns += 1;
            }
            assert!(n_turns <= (a.len() + b.len()).div_ceil(n_most).max(1), "{n_turns} turns");
            let in_turns = matcher.comparison(sides);
            assert_eq!(in_turns.rows, at_once.rows, "{n_most} a turn");
            assert!(Change::ALL.iter().all(|&change| in_turns.count(change) == at_once.count(change)));
        }
    }
}

/// What a text is about is found again in the text by where it stands.
#[test]
fn a_place_is_its_subject_in_the_same_text() {
    let log = large(9, 2);
    let own = (0..9).map(|idx| log.text(idx));
    let others = ["", " ", "x", "ü: ä", "Quoted of 'ä ö'", "[odd] Processing team: Ärzte Nord. Timeout", "VM: web01"];
    for text in own.chain(others) {
        let subject = subject(text);
        assert_eq!(Place::of(&subject, text).subject(text), subject, "{text:?}");
    }
}

fn large(n: i64, slow: i64) -> Log {
    let mut log = Log::new();
    for item in 0..n {
        let title = match item % 3 {
            0 => format!("Processing mailbox: user{item:06}@fjordline.example"),
            1 => format!("Processing site: https://fjordline.sharepoint.example/sites/it-service-{item}"),
            _ => format!("Failed to process OneDrive: user{item:06}@fjordline.example. Timeout"),
        };
        let status = if item % 3 == 2 && item % 30 == slow { Status::Failed } else { Status::Success };
        let (start, end) = (Some(at(item)), Some(at(item + 60 + item % 7 * slow)));
        log.push(&NewItem { start, end, status, title: &title, usn: Some(item), ..NewItem::default() });
    }
    log
}

/// Not a check but a measurement: `cargo test --release -- --ignored --nocapture two_large_logs`.
#[test]
#[ignore = "a measurement"]
fn two_large_logs_side_by_side() {
    let (a, b) = (large(60_000, 2), large(60_000, 11));
    for _ in 0..5 {
        let begun = Instant::now();
        let found = compare(side(&a), side(&b));
        println!("60,000 by 60,000: {} rows in {:?}", found.rows.len(), begun.elapsed());
        let begun = Instant::now();
        let origins = Align::Kind("Processing site".into()).origins(&found, [Timestamp::default(); 2]);
        println!("    aligned in {:?} at {origins:?}", begun.elapsed());
    }
}
