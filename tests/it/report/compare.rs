//! The pages of comparing and finding, read as outlines.

use tapeline::answers::compare::{Align, compare};
use tapeline::answers::find::Finder;
use tapeline::model::{Id, Log, NewItem, Session, Status, Timestamp};
use tapeline::report::compare::{N_ROWS_MAX, Side, compare as page};
use tapeline::report::doc::{Step, outline, steps};
use tapeline::report::find::{Progress, find};
use tapeline::report::{Context, Doc};
use tapeline::route::{Page, Params, Route};
use tapeline::words::{Lang, Words};

const GERMAN: &str = include_str!("../../../src/words/de.txt");

/// Seconds after 14 Nov 2023, 00:00 UTC.
fn at(seconds: i64) -> Timestamp {
    Timestamp::from_ticks(16_999_200_000_000_000 + seconds * 10_000_000)
}

fn run(id: &str, start: i64, seconds: i64, status: Status) -> Session {
    let (start, end) = (Some(at(start)), Some(at(start + seconds)));
    Session { job_id: Id::new("j"), start, end, status, ..Session::new(id) }
}

fn ctx() -> Context {
    let route = Route { page: Page::Find, params: Params::sample() };
    Context { route, now: at(900_000), ..Context::default() }
}

fn german() -> Context {
    Context { words: Words::parse(Lang::De, GERMAN), ..ctx() }
}

fn log(items: &[(i64, i64, Status, &str)]) -> Log {
    let mut log = Log::new();
    for (&(start, seconds, status, title), usn) in items.iter().zip(1..) {
        let id = format!("item-{usn}");
        let (start, end) = (Some(at(start)), Some(at(start + seconds)));
        log.push(&NewItem { id: Some(&id), start, end, status, title, usn: Some(usn), ..NewItem::default() });
    }
    log
}

/// All that people see or hear: texts, and the attributes that say something.
fn said(doc: Doc) -> String {
    let bytes = doc.into_bytes();
    let parts = steps(&bytes).filter_map(|step| match step {
        Step::Text(text) | Step::Set("title" | "aria-label" | "data-tip", text) => Some(text),
        _ => None,
    });
    parts.collect::<Vec<_>>().join("|")
}

/// All texts in one line, and all addresses.
fn read(doc: Doc) -> (String, Vec<String>) {
    let bytes = doc.into_bytes();
    let (mut text, mut links) = (String::new(), vec![]);
    for step in steps(&bytes) {
        match step {
            Step::Text(part) => text.push_str(part),
            Step::Set("href", address) => links.push(address.to_owned()),
            Step::Close if !text.ends_with('|') => text.push('|'),
            _ => {}
        }
    }
    (text, links)
}

/// Every address leads into the page, and says all it was meant to.
fn assert_links(links: &[String]) {
    for link in links {
        let parsed = Route::parse(link);
        assert!(parsed.notices.is_empty(), "{link}: {:?}", parsed.notices);
        assert_eq!(parsed.route.to_string(), *link);
    }
}

fn compared(ctx: &Context, a: &Log, b: &Log, align: &Align) -> Doc {
    let sessions = [run("aa", 0, 100, Status::Success), run("bb", 1000, 300, Status::Failed)];
    let only = |set: &str| ["#/job-sessions/aa?q=", set].concat();
    let other = run("cc", 500, 10, Status::Warning);
    let half = |log| tapeline::answers::compare::Side { log, open_end: at(2000) };
    let side = |n: usize, log| Side { session: &sessions[n], name: "Mailboxes", log, only: &only };
    let mut doc = Doc::new();
    let others = [&sessions[0], &other, &sessions[1]];
    page(&mut doc, ctx, [side(0, a), side(1, b)], &compare(half(a), half(b)), align, None, &others);
    doc
}

#[test]
fn two_runs_stand_on_one_axis() {
    let a = log(&[
        (0, 0, Status::Success, "Job started at 1"),
        (50, 50, Status::Success, "Processing site: a"),
        (60, 10, Status::Success, "Processing site: b"),
        (80, 10, Status::Success, "Processing site: b"),
    ]);
    let b = log(&[
        (1000, 0, Status::Success, "Job started at 1"),
        (1200, 100, Status::Failed, "Failed to process site: a. Timeout"),
    ]);
    let (text, links) = read(compared(&ctx(), &a, &b, &Align::Start));
    assert_links(&links);
    assert!(text.contains("B against A: +3 min 20 s"), "{text}");
    assert!(text.contains("Newly failing: 1"), "{text}");
    assert!(text.contains("Gone: 1") && text.contains("(2 items)") && text.contains("not in this run"), "{text}");
    assert!(links.contains(&"#/compare/bb/aa?api=sample".to_owned()), "swaps: {links:?}");
    assert!(links.contains(&"#/compare/cc/bb?api=sample".to_owned()), "another partner: {links:?}");
    assert!(links.contains(&"#/job-sessions/bb?api=sample&item=item-2".to_owned()), "one item by its id: {links:?}");
    assert!(links.iter().any(|link| link.contains("q=object.")), "several by their set: {links:?}");

    let by_start = outline(&compared(&ctx(), &a, &b, &Align::Start).into_bytes());
    assert!(
        by_start.contains("class=\"compare__bar status status--success\" --x=\"16.66%\" --w=\"16.66%\""),
        "{by_start}"
    );
    assert!(by_start.contains("class=\"compare__bar status status--failed\" --x=\"66.66%\" --w=\"33.33%\""));
    assert!(by_start.contains("\"B✕\""), "a failure is told by a sign as well");
    assert!(by_start.contains("data-do=\"compare-align:start\" aria-pressed=\"true\""));
    let by_kind = outline(&compared(&ctx(), &a, &b, &Align::Kind("Processing site".into())).into_bytes());
    // The axis reaches from 200 s before the first site to 100 s after it.
    assert!(by_kind.contains("status--success\" --x=\"66.66%\" --w=\"16.66%\""), "{by_kind}");
    assert!(by_kind.contains("status--failed\" --x=\"66.66%\" --w=\"33.33%\""), "{by_kind}");
}

#[test]
fn rows_are_bounded_and_the_rest_is_counted() {
    let titles: Vec<String> = (0..500).map(|n| format!("Processing site: s{n}")).collect();
    let of = |status| log(&titles.iter().map(|title| (0, 1, status, title.as_str())).collect::<Vec<_>>());
    let (good, mut bad) = (of(Status::Success), of(Status::Failed));
    bad.push(&NewItem {
        start: Some(at(0)),
        end: Some(at(9)),
        title: "Processing team: t",
        status: Status::Success,
        ..NewItem::default()
    });
    let doc = compared(&ctx(), &good, &bad, &Align::Start).into_bytes();
    let n_rows = steps(&doc).filter(|step| *step == Step::Set("class", "compare__axis")).count();
    // Two headings of columns stand among them.
    assert_eq!(n_rows - 2, N_ROWS_MAX, "the new team keeps its row");
    let (text, _) = read(compared(&ctx(), &good, &bad, &Align::Start));
    assert!(text.contains("Newly failing: 500") && text.contains("and 301 more"), "{text}");
    let (text, _) = read(compared(&ctx(), &Log::new(), &Log::new(), &Align::Start));
    assert!(text.contains("Neither log has items."), "{text}");
}

#[test]
fn what_was_searched_is_said() {
    let anna = "Failed to process mailbox: anna@x.example. Timeout";
    let mut finder = Finder::new("anna");
    finder.add(&run("3", 3000, 60, Status::Failed), &log(&[(3001, 5, Status::Failed, anna)]));
    finder.add(
        &run("2", 2000, 60, Status::Success),
        &log(&[(2001, 4, Status::Warning, "Processing mailbox: anna@x.example")]),
    );
    finder.miss(&run("1", 1000, 60, Status::Success), "The server answers 404");
    let name = |_: &Session| "Mailboxes".to_owned();
    let draw = |ctx: &Context, n_done, is_stopped| {
        let mut doc = Doc::new();
        find(&mut doc, ctx, &finder, &Progress { n_done, n_total: 4, is_stopped, has_older: false }, &name);
        doc
    };
    let (text, links) = read(draw(&ctx(), 3, false));
    assert_links(&links);
    assert!(text.contains("Looked through 2 of 4 sessions: 2 items, begun from Tue 14 Nov 00:33 to"), "{text}");
    assert!(text.contains("Going on.") && text.contains("Stop|"), "{text}");
    assert!(text.contains("1 log could not be loaded") && text.contains("The server answers 404"), "{text}");
    assert!(text.contains("anna@x.example (mailbox)"), "{text}");
    assert!(text.contains("last worked") && text.contains("with a warning"), "{text}");
    assert!(text.contains("failed in 1 of 2 runs") && text.contains("usually takes 4 s (1 run)"), "{text}");
    assert!(text.contains(anna), "{text}");
    assert!(links.contains(&"#/job-sessions/3?api=sample&item=item-1".to_owned()), "{links:?}");
    let buttons = |doc: Doc| {
        let bytes = doc.into_bytes();
        steps(&bytes)
            .filter_map(|step| if let Step::Set("data-do", what) = step { Some(what.to_owned()) } else { None })
            .collect::<Vec<_>>()
    };
    assert_eq!(buttons(draw(&ctx(), 3, false)), ["find-stop", "copy:page"]);
    assert_eq!(buttons(draw(&ctx(), 3, true)), ["find-more", "copy:page"]);
    assert_eq!(buttons(draw(&ctx(), 4, false)), ["copy:page"]);
    let (text, _) = read(draw(&ctx(), 4, false));
    assert!(text.contains("That is all of them."), "{text}");
    let mut doc = Doc::new();
    find(
        &mut doc,
        &ctx(),
        &Finder::new("x"),
        &Progress { n_done: 1, n_total: 1, is_stopped: false, has_older: true },
        &name,
    );
    let (text, _) = read(doc);
    assert!(
        text.contains("No object with “x” in its name in these sessions.")
            && text.contains("Look through older sessions")
    );
}

/// Every text of these pages has its German partner: none of the English ones below is left on them.
#[test]
fn the_pages_are_in_german() {
    let a = log(&[
        (0, 1, Status::Failed, "x a"),
        (50, 50, Status::Success, "x b"),
        (0, 9, Status::Success, "x c"),
        (0, 1, Status::Failed, "x f"),
    ]);
    let b = log(&[
        (9, 9, Status::Failed, "x b"),
        (9, 1, Status::Success, "x c"),
        (9, 1, Status::Success, "x a"),
        (9, 1, Status::Success, "x d"),
        (0, 1, Status::Failed, "x f"),
    ]);
    let mut texts = said(compared(&german(), &a, &b, &Align::Start));
    let name = |_: &Session| "J".to_owned();
    let mut finder = Finder::new("a");
    finder.add(&run("3", 3000, 60, Status::Failed), &log(&[(3001, 5, Status::Failed, "Processing VM: a")]));
    finder.add(&run("2", 2000, 60, Status::Success), &log(&[(2001, 4, Status::Warning, "Processing VM: a")]));
    finder.add(&run("0", 2000, 60, Status::Success), &Log::new());
    finder.miss(&run("1", 1000, 60, Status::Success), "404");
    for (n_done, is_stopped, has_older) in [(3, false, false), (3, true, false), (4, false, true), (4, false, false)] {
        for finder in [&finder, &Finder::new("q"), &Finder::new("")] {
            let mut doc = Doc::new();
            find(&mut doc, &german(), finder, &Progress { n_done, n_total: 4, is_stopped, has_older }, &name);
            texts.push_str(&said(doc));
        }
    }
    for english in [
        " the ", "and ", " of ", "Failed", "failing", "Session", " run", "worked", "longer", "Length", "usually",
        "Stop|", "since", "row", "Items", "arning", " without", "Newly", "Still", "Slower", "Gone", "Fixed", "Faster",
        "New:", "Swap", "Compare", "aligned",
    ] {
        let found = texts.find(english).map(|at| texts[at.saturating_sub(80)..].chars().take(160).collect::<String>());
        assert_eq!(found, None, "{english:?} is left in English");
    }
}

/// Not a check but a measurement: `cargo test --release -- --ignored --nocapture a_page_of_two`.
#[test]
#[ignore = "a measurement"]
fn a_page_of_two_large_logs() {
    let titles: Vec<String> =
        (0..60_000).map(|n| format!("Processing mailbox: user{n:06}@fjordline.example")).collect();
    let of = |by: i64| {
        log(&(0..).zip(&titles).map(|(n, title)| (n, n % 90 * by, Status::Success, title.as_str())).collect::<Vec<_>>())
    };
    let (a, b) = (of(1), of(2));
    for _ in 0..3 {
        let begun = std::time::Instant::now();
        let n = compared(&ctx(), &a, &b, &Align::Start).into_bytes().len();
        println!("compared and drawn, {n} bytes: {:?}", begun.elapsed());
    }
}
