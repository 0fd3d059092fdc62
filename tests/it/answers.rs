//! Facts drawn from a log or a list of sessions.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a panic is how a test fails")]

use proptest::prelude::*;
use tapeline::answers::Severities;
use tapeline::answers::search::{self, Needle};
use tapeline::model::{Log, NewItem, Severity, Status, TimeRange, Timestamp};

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_ticks(17_000_000_000_000_000 + seconds * 10_000_000)
}

/// Items one after the other, a second each, with a status and a title.
fn log(items: &[(Status, &str)]) -> Log {
    let mut log = Log::new();
    log.begin_source();
    for (second, &(status, title)) in (0..).zip(items) {
        let (start, end) = (Some(at(second)), Some(at(second + 1)));
        log.push(&NewItem { start, end, status, title, usn: Some(second), ..NewItem::default() });
    }
    log
}

fn texts(titles: &[&str]) -> Log {
    log(&titles.iter().map(|&title| (Status::Success, title)).collect::<Vec<_>>())
}

#[test]
fn search_is_by_plain_text_without_case() {
    let log = texts(&[
        "Processing mailbox: Müller@contoso",
        "",
        "mailBOX",
        "mail",
        "box",
        "50% [done].*",
        "MÜLLER Straße 漢字",
    ]);
    let find = |query| search::filter(&log, query, Severities::NONE, None);
    assert_eq!(find("mailbox"), [0, 2]);
    assert_eq!(find(" MAILBOX "), [0, 2]);
    assert_eq!(find("mailb"), [0, 2], "not across titles");
    assert_eq!(find("müller"), [0, 6]);
    assert_eq!(find("Ü"), [0, 6]);
    assert_eq!(find("漢字"), [6]);
    assert_eq!(find("[done].*"), [5]);
    assert_eq!(find("x"), [0, 2, 4]);
    assert_eq!(find(""), [0, 1, 2, 3, 4, 5, 6]);
    assert_eq!(find("no such thing"), [0; 0]);
    assert_eq!(Needle::new("BOX").find("mailbox"), Some(4..7));
    assert_eq!(Needle::new("ßE").find("Straße"), Some(4..7));
    assert_eq!(Needle::new("ΟΔΟΣ").find("μικρή οδοσ"), Some(11..19));
    assert_eq!(Needle::new("İx").find("ab İX"), Some(3..6));
}

#[test]
fn results_and_time_narrow_it_down() {
    let mut log = log(&[(Status::Success, "a"), (Status::Failed, "b"), (Status::Warning, "c"), (Status::Failed, "d")]);
    log.push(&NewItem { start: Some(at(-5)), status: Status::Running, title: "open", ..NewItem::default() });
    log.push(&NewItem { end: Some(at(2)), title: "no start", ..NewItem::default() });
    assert_eq!(search::filter(&log, "", Severities::only(Severity::Failed), None), [1, 3]);
    assert_eq!(search::filter(&log, "D", Severities::problems(), None), [3]);
    assert_eq!(search::filter(&log, "", Severities::NONE, None), [4, 0, 1, 2, 3, 5], "in order of time, no start last");
    let range = TimeRange::new(at(1), at(2));
    assert_eq!(search::filter(&log, "", Severities::NONE, Some(range)), [4, 0, 1, 2], "ends count, open items reach");
}

proptest! {
    #[test]
    fn search_finds_what_a_plain_search_finds(
        titles in proptest::collection::vec("[abABkKxé ]{0,24}|[ -~]{0,12}|\\PC{0,8}", 0..40),
        query in "[abkxé]{1,3}|[aAbB]{1,9}|[ -~]{1,3}|\\PC{1,2}",
    ) {
        let fold = |text: &str| text.chars().flat_map(char::to_lowercase).collect::<String>();
        let log = texts(&titles.iter().map(String::as_str).collect::<Vec<_>>());
        let wanted = fold(query.trim());
        let is_ascii = query.is_ascii();
        let expected: Vec<u32> = (0..).zip(&titles).filter(|(_, title)| {
            if is_ascii { title.to_ascii_lowercase().contains(&wanted) } else { fold(title).contains(&wanted) }
        }).map(|(idx, _)| idx).collect();
        prop_assert_eq!(search::filter(&log, &query, Severities::NONE, None), expected);
    }
}

/// Not a check but a measurement: `cargo test --release -- --ignored --nocapture a_million`.
#[test]
#[ignore = "a measurement"]
fn search_over_a_million_titles() {
    let mut log = Log::new();
    for n in 0..1_000_000_i64 {
        let title = format!("[Success] Processing mailbox: user{n}@contoso.example (last word {})", n % 97);
        let (start, end) = (Some(at(n)), Some(at(n + 9)));
        log.push(&NewItem { start, end, status: Status::Success, title: &title, usn: Some(n), ..NewItem::default() });
    }
    println!("{} MB of titles", log.titles().0.len() / 1_000_000);
    for query in
        ["mailbox", "user99999@", "not there", "e", "ee", "processing mailbox: user1", "word 96)", "müller", "é", "漢"]
    {
        let begun = std::time::Instant::now();
        let n = search::filter(&log, query, Severities::NONE, None).len();
        println!("{query:>28}: {n:>8} hits in {:?}", begun.elapsed());
    }
}
