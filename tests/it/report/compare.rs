//! Two runs side by side, and what a search has found, as the page draws them.

use std::sync::Arc;

use leptos::prelude::*;
use tapeline::answers::compare::{Align, Missing, compare};
use tapeline::answers::find::Finder;
use tapeline::app::compare::SideBySide;
use tapeline::app::find::Objects;
use tapeline::model::{Id, Log, NewItem, Session, Status, Timestamp};
use tapeline::reader::Reader;
use tapeline::report::compare::{Compared, N_ROWS_MAX, Sources, runs};
use tapeline::report::find::{Found, Progress};
use tapeline::route::{Page, Params, Route};
use tapeline::texts::{Lang, Texts};

use crate::render::{Step, html, outline, steps};

/// Seconds after 14 Nov 2023, 00:00 UTC.
fn at(seconds: i64) -> Timestamp {
    Timestamp::from_ticks(16_999_200_000_000_000 + seconds * 10_000_000)
}

fn reader(lang: Lang) -> Arc<Reader> {
    let route = Route { page: Page::Find, params: Params::sample() };
    Arc::new(Reader { texts: Texts::new(lang), route, now: at(900_000), ..Reader::default() })
}

/// Two runs as the page draws them.
pub(super) fn side_by_side(compared: Compared, lang: Lang) -> String {
    let (facts, reader) = (Some(Arc::new(compared)), reader(lang));
    html(move || {
        let (facts, reader) = (Signal::stored(facts), Signal::stored(reader));
        view! { <SideBySide facts=facts reader=reader on_choose=|_| () on_copy=|_| () /> }
    })
}

/// What was found as the page draws it.
pub(super) fn found(found: Found, lang: Lang) -> String {
    let (facts, reader) = (Some(Arc::new(found)), reader(lang));
    html(move || {
        let (facts, reader) = (Signal::stored(facts), Signal::stored(reader));
        view! { <Objects facts=facts reader=reader on_act=|_| () on_copy=|_| () /> }
    })
}

fn run(id: &str, start: i64, seconds: i64, status: Status) -> Session {
    let (start, end) = (Some(at(start)), Some(at(start + seconds)));
    Session { job_id: Id::new("j"), start, end, status, ..Session::new(id) }
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
fn said(html: &str) -> String {
    let parts = steps(html).into_iter().filter_map(|step| match step {
        Step::Text(text) => Some(text),
        Step::Set(name, text) if matches!(&*name, "title" | "aria-label" | "data-tip") => Some(text),
        _ => None,
    });
    parts.collect::<Vec<_>>().join("|")
}

/// All texts in one line, and all addresses.
fn read(html: &str) -> (String, Vec<String>) {
    let (mut text, mut links) = (String::new(), vec![]);
    for step in steps(html) {
        match step {
            Step::Text(part) => text.push_str(&part),
            Step::Set(name, address) if name == "href" => links.push(address),
            Step::Close if !text.ends_with('|') => text.push('|'),
            _ => {}
        }
    }
    (text, links)
}

/// The faces of the buttons, and whether they are pressed.
fn buttons(html: &str) -> Vec<(String, bool)> {
    let mut found = vec![];
    let (mut is_button, mut is_pressed) = (false, false);
    for step in steps(html) {
        match step {
            Step::Open(tag) => (is_button, is_pressed) = (tag == "button", false),
            Step::Set(name, value) => is_pressed |= name == "aria-pressed" && value == "true",
            Step::Text(face) if is_button => found.push((face, is_pressed)),
            Step::Close => is_button = false,
            Step::Text(_) => {}
        }
    }
    found
}

/// Every address leads into the page, and says all it was meant to.
fn assert_links(links: &[String]) {
    for link in links {
        let parsed = Route::parse(link);
        assert!(parsed.notices.is_empty(), "{link}: {:?}", parsed.notices);
        assert_eq!(parsed.route.to_string(), *link);
    }
}

fn compared(a: &Log, b: &Log, align: &Align) -> Compared {
    let sessions = [run("aa", 0, 100, Status::Success), run("bb", 1000, 300, Status::Failed)];
    let other = run("cc", 500, 10, Status::Warning);
    let half = |log| tapeline::answers::compare::Side { log, open_end: at(2000), missing: Missing::NotDone };
    let facts = runs(&Sources {
        sides: [(&sessions[0], "Mailboxes", a), (&sessions[1], "Mailboxes", b)],
        missing: [Missing::NotDone; 2],
        comparison: &compare(half(a), half(b)),
        align,
        usual: None,
        runs: &[&sessions[0], &other, &sessions[1]],
        now: at(900_000),
    });
    Compared::Runs(Box::new(facts))
}

fn drawn(a: &Log, b: &Log, align: &Align, lang: Lang) -> String {
    side_by_side(compared(a, b, align), lang)
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
    let (text, links) = read(&drawn(&a, &b, &Align::Start, Lang::En));
    assert_links(&links);
    assert!(text.contains("B against A: +3 min 20 s"), "{text}");
    assert!(text.contains("Newly failing: 1"), "{text}");
    assert!(text.contains("Gone: 1") && text.contains("(2 items)") && text.contains("not in this run"), "{text}");
    assert!(links.contains(&"#/compare/bb/aa?api=sample".to_owned()), "swaps: {links:?}");
    assert!(links.contains(&"#/compare/cc/bb?api=sample".to_owned()), "another partner: {links:?}");
    assert!(links.contains(&"#/job-sessions/bb?api=sample&item=item-2".to_owned()), "one item by its id: {links:?}");
    assert!(links.iter().any(|link| link.contains("&only=step.")), "several by their set: {links:?}");

    let by_start = outline(&drawn(&a, &b, &Align::Start, Lang::En));
    assert!(
        by_start.contains("class=\"compare__bar status status--success\" --x=\"16.66%\" --w=\"16.66%\""),
        "{by_start}"
    );
    assert!(by_start.contains("class=\"compare__bar status status--failed\" --x=\"66.66%\" --w=\"33.33%\""));
    assert!(by_start.contains("\"B✕\""), "a failure is told by a sign as well");
    let pressed = |html: &str| {
        let pressed = buttons(html).into_iter().filter(|(_, is_pressed)| *is_pressed);
        pressed.map(|(face, _)| face).collect::<Vec<_>>()
    };
    assert_eq!(pressed(&drawn(&a, &b, &Align::Start, Lang::En)), ["start of the session"]);
    let by_kind = outline(&drawn(&a, &b, &Align::Kind("Processing site".into()), Lang::En));
    assert_eq!(pressed(&drawn(&a, &b, &Align::Kind("Processing site".into()), Lang::En)), ["first “Processing site”"]);
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
    let html = drawn(&good, &bad, &Align::Start, Lang::En);
    let axis = Step::Set("class".to_owned(), "compare__axis".to_owned());
    let n_rows = steps(&html).into_iter().filter(|step| *step == axis).count();
    // Two headings of columns stand among them.
    assert_eq!(n_rows - 2, N_ROWS_MAX, "the new team keeps its row");
    let (text, _) = read(&html);
    assert!(text.contains("Newly failing: 500") && text.contains("and 301 more"), "{text}");
    let (text, _) = read(&drawn(&Log::new(), &Log::new(), &Align::Start, Lang::En));
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
    let draw = |n_done, is_stopped| {
        let progress = Progress { n_done, n_total: 4, is_stopped, has_older: false, has_all_sessions: true };
        found(tapeline::report::find::found(&finder, progress, &name), Lang::En)
    };
    let (text, links) = read(&draw(3, false));
    assert_links(&links);
    assert!(text.contains("Looked through 2 of 4 sessions: 2 items, begun from Tue 14 Nov 00:33 to"), "{text}");
    assert!(text.contains("Going on.") && text.contains("Stop|"), "{text}");
    assert!(text.contains("1 log could not be loaded") && text.contains("The server answers 404"), "{text}");
    assert!(text.contains("anna@x.example (mailbox)"), "{text}");
    assert!(text.contains("last worked") && text.contains("with a warning"), "{text}");
    assert!(text.contains("failed in 1 of 2 runs") && text.contains("how long it takes: once 4 s"), "{text}");
    assert!(text.contains(anna), "{text}");
    assert!(links.contains(&"#/job-sessions/3?api=sample&item=item-1".to_owned()), "{links:?}");
    let faces = |html: &str| buttons(html).into_iter().map(|(face, _)| face).collect::<Vec<_>>();
    assert_eq!(faces(&draw(3, false)), ["Stop", "Copy as text"]);
    assert_eq!(faces(&draw(3, true)), ["Go on", "Copy as text"]);
    assert_eq!(faces(&draw(4, false)), ["Copy as text"]);
    let (text, _) = read(&draw(4, false));
    assert!(text.contains("Those are all, but for the logs that could not be loaded whole."), "{text}");
    let ended = |finder: &Finder, has_all_sessions| {
        let progress = Progress { n_done: 2, n_total: 2, has_all_sessions, ..Progress::default() };
        read(&found(tapeline::report::find::found(finder, progress, &name), Lang::En)).0
    };
    assert!(ended(&Finder::new("x"), true).contains("That is all of them."));
    let text = ended(&Finder::new("x"), false);
    assert!(
        text.contains("The server has more sessions, which are not loaded.") && !text.contains("all of them"),
        "{text}"
    );
    let progress = Progress { n_done: 1, n_total: 1, has_older: true, ..Progress::default() };
    let (text, _) = read(&found(tapeline::report::find::found(&Finder::new("x"), progress, &name), Lang::En));
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
    let mut texts = said(&drawn(&a, &b, &Align::Start, Lang::De));
    let name = |_: &Session| "J".to_owned();
    let mut finder = Finder::new("a");
    finder.add(&run("3", 3000, 60, Status::Failed), &log(&[(3001, 5, Status::Failed, "Processing VM: a")]));
    finder.add(&run("2", 2000, 60, Status::Success), &log(&[(2001, 4, Status::Warning, "Processing VM: a")]));
    finder.add(&run("0", 2000, 60, Status::Success), &Log::new());
    finder.miss(&run("1", 1000, 60, Status::Success), "404");
    for (n_done, is_stopped, has_older) in [(3, false, false), (3, true, false), (4, false, true), (4, false, false)] {
        for finder in [&finder, &Finder::new("q"), &Finder::new("")] {
            let progress = Progress { n_done, n_total: 4, is_stopped, has_older, has_all_sessions: has_older };
            let facts = tapeline::report::find::found(finder, progress, &name);
            texts.push_str(&said(&found(facts, Lang::De)));
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
        let n = drawn(&a, &b, &Align::Start, Lang::En).len();
        println!("compared and drawn, {n} bytes: {:?}", begun.elapsed());
    }
}
