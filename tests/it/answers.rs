//! Facts drawn from a log or a list of sessions.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a panic is how a test fails")]

use proptest::prelude::*;
use tapeline::answers::Severities;
use tapeline::answers::failures::groups;
use tapeline::answers::search::{self, Needle};
use tapeline::answers::shape::pattern;
use tapeline::model::{Id, Log, NewItem, Session, Severity, Status, TimeRange, Timestamp};

mod change;
mod compare;
mod far;
mod find;
mod machines;
mod nights;
mod objects;
mod phases;
mod retries;
mod runs;
mod server_zone;
mod shape;
mod strangers;
mod which;

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

/// Typed as people type it; found as it was sent, and marked there.
#[test]
fn search_takes_letters_blanks_and_quotes_as_people_mean_them() {
    for (query, text, wanted) in [
        ("müller", "Mailbox Mu\u{308}ller", "Mu\u{308}ller"),
        ("mu\u{308}ller", "Mailbox MÜLLER", "MÜLLER"),
        ("café", "CAFE\u{301} noir", "CAFE\u{301}"),
        ("nguyễn", "Nguye\u{302}\u{303}n", "Nguye\u{302}\u{303}n"),
        ("ậ", "xa\u{302}\u{323}", "a\u{302}\u{323}"),
        ("й", "Андреи\u{306}", "и\u{306}"),
        ("άλφα", "Α\u{301}ΛΦΑ", "Α\u{301}ΛΦΑ"),
        ("가", "\u{1100}\u{1161}", "\u{1100}\u{1161}"),
        ("ガイド", "ｶﾞｲﾄﾞ", "ｶﾞｲﾄﾞ"),
        ("folder properties. Not", "folder properties.\r\n   Not allowed", "folder properties.\r\n   Not"),
        ("a b", "xa\u{a0}\u{2003}b", "a\u{a0}\u{2003}b"),
        ("a\u{3000}b", "a  b", "a  b"),
        ("a  b", "a b", "a b"),
        ("jo's", "Jo’s mailbox", "Jo’s"),
        ("“in”", "the \"In\" folder", "\"In\""),
        ("\"in\"", "der „In“ Ordner", "„In“"),
        ("web01", "ｗｅｂ０１ is down", "ｗｅｂ０１"),
        ("ｗｅｂ０１", "web01 is down", "web01"),
        ("a@b", "a＠b", "a＠b"),
        ("2024-25", "2024–25", "2024–25"),
        ("wait...", "Wait…", "Wait…"),
        ("jane", "ja\u{ad}n\u{200b}e doe", "ja\u{ad}n\u{200b}e"),
        ("ștefan", "S\u{326}TEFAN", "S\u{326}TEFAN"),
        ("ơ", "Ơ", "Ơ"),
    ] {
        let hit = Needle::new(query).find(text);
        assert_eq!(hit.map(|hit| &text[hit]), Some(wanted), "{query} in {text}");
        let log = texts(&["other", text, "Processing mailbox"]);
        assert_eq!(search::filter(&log, query, Severities::NONE, None), [1], "{query} in {text}");
    }
    for (query, text) in [
        ("e", "é"),
        ("e", "e\u{301}"),
        ("muller", "Müller"),
        ("caf", "x"),
        ("..", "…"),
        ("ab", "a b"),
        ("각", "가"),
        ("가", "각"),
        ("\u{200b}", "plain"),
    ] {
        assert_eq!(Needle::new(query).find(text), None, "{query} in {text}");
        assert_eq!(search::filter(&texts(&[text]), query, Severities::NONE, None), [0; 0], "{query} in {text}");
    }
}

proptest! {
    /// The quick way through all titles finds what looking at each of them does.
    #[test]
    fn the_search_of_a_log_is_that_of_each_title(
        titles in proptest::collection::vec("[abAB \u{a0}é\u{301}’'–\\-ａ\u{200b}\n漢]{0,10}", 0..30),
        query in "[abAB \u{a0}é\u{301}’'–\\-ａ\u{200b}漢]{1,4}",
    ) {
        let log = texts(&titles.iter().map(String::as_str).collect::<Vec<_>>());
        let needle = Needle::new(&query);
        let expected: Vec<u32> = (0..).zip(&titles).filter(|(_, title)| needle.is_empty() || needle.find(title).is_some()).map(|(idx, _)| idx).collect();
        prop_assert_eq!(search::filter(&log, &query, Severities::NONE, None), expected);
    }

    #[test]
    fn search_finds_what_a_plain_search_finds(
        titles in proptest::collection::vec("[abABkKxé ]{0,24}|[ -~]{0,12}|[a-zA-ZäÄéÉσΣжЖ漢🙂 ]{0,8}", 0..40),
        query in "[abkxé]{1,3}|[aAbB]{1,9}|[ -~]{1,3}|\\PC{1,2}",
    ) {
        // What people type for one another: quotes, dashes, wide letters; what nobody sees counts for nothing.
        let plain = |c: char| match c {
            '‘' | '’' | '‚' | '‛' | '′' | '‹' | '›' | '´' => "'".to_owned(),
            '“' | '”' | '„' | '‟' | '″' | '«' | '»' => "\"".to_owned(),
            '‐'..='―' | '−' => "-".to_owned(),
            '…' => "...".to_owned(),
            '！'..='～' => char::from_u32(u32::from(c) - 0xfee0).unwrap().to_lowercase().collect(),
            '\u{34f}' | '\u{fe00}'..='\u{fe0f}' => String::new(),
            // (The sign of a kelvin is no letter.)
            '\u{212a}' => c.to_string(),
            _ => c.to_lowercase().collect(),
        };
        // Runs of blanks are one.
        let fold = |text: &str| {
            let small = text.chars().map(plain).collect::<String>();
            let words = small.split(char::is_whitespace).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
            let end = |at: Option<char>| if at.is_some_and(char::is_whitespace) { " " } else { "" };
            if words.is_empty() { words } else { [end(text.chars().next()), &words, end(text.chars().last())].concat() }
        };
        let log = texts(&titles.iter().map(String::as_str).collect::<Vec<_>>());
        let wanted = fold(query.trim());
        // A text that nobody sees is found nowhere, one of blanks everywhere.
        let wanted = if wanted.is_empty() { query.trim().to_owned() } else { wanted };
        let is_ascii = query.is_ascii();
        let expected: Vec<u32> = (0..).zip(&titles).filter(|(_, title)| {
            if is_ascii { fold(&title.to_ascii_lowercase()).contains(&wanted) } else { fold(title).contains(&wanted) }
        }).map(|(idx, _)| idx).collect();
        prop_assert_eq!(search::filter(&log, &query, Severities::NONE, None), expected);
    }
}

#[test]
fn messages_that_differ_in_names_are_one_problem() {
    for (message, folded) in [
        (
            "Failed to process mailbox: a.b@contoso.com. Timeout after 30 s",
            "Failed to process mailbox: ⟨mail⟩. Timeout after ⟨n⟩ s",
        ),
        ("Site https://x.example/sites/a (404) not found", "Site ⟨link⟩ (404) not found"),
        ("Account not found (ID: 3fa85f64-5717-4562-b3fc-2c963f66afa6)", "Account not found (ID: ⟨id⟩)"),
        ("Error 0x80070005 at 12:07:21, 4/4/2017; 1,024 items", "Error 0x80070005 at ⟨n⟩, ⟨n⟩; ⟨n⟩ items"),
        ("user12  @ x@ 7", "user⟨n⟩ @ x@ ⟨n⟩"),
        ("{3FA85F64-5717-4562-B3FC-2C963F66AFA6}", "{⟨id⟩}"),
        ("", ""),
        ("at 1/2/2026 12:07:21 AM, by PM 7 PM.", "at ⟨n⟩ ⟨n⟩, by PM ⟨n⟩."),
        ("Snapshot of 'web 01' (\"x\") of Jo's 'VM", "Snapshot of '⟨name⟩' (\"x\") of Jo's 'VM"),
        ("open C:\\a\\b or \\\\server\\a, /a/b", "open ⟨path⟩ or ⟨path⟩ ⟨path⟩"),
        ("…", "…"),
        ("été 5€ -", "été ⟨n⟩€ -"),
    ] {
        assert_eq!(pattern(message), folded);
    }
}

#[test]
fn problems_are_grouped_the_worst_first() {
    let log = log(&[
        (Status::Warning, "slow 1"),
        (Status::Warning, "slow 2"),
        (Status::Success, "slow 3"),
        (Status::Failed, "lost a@b.example"),
        (Status::Failed, "broken"),
        (Status::Failed, "lost c@b.example"),
    ]);
    let found: Vec<_> = groups(&log).into_iter().map(|g| (g.severity, g.pattern.clone(), g.items.clone())).collect();
    assert_eq!(
        found,
        [
            (Severity::Failed, "lost ⟨mail⟩".to_owned(), vec![3, 5]),
            (Severity::Failed, "broken".to_owned(), vec![4]),
            (Severity::Warning, "slow ⟨n⟩".to_owned(), vec![0, 1]),
        ]
    );
    let first = &groups(&log)[0];
    assert_eq!((first.n(), first.first, first.last), (2, Some(at(3)), Some(at(5))));
}

fn run(id: &str, job: &str, start: i64, seconds: i64, status: Status) -> Session {
    let (start, end) = (Some(at(start)), Some(at(start + seconds)));
    Session { job_id: Id::new(job), start, end, status, ..Session::new(id) }
}

proptest! {
    #[test]
    fn any_message_folds(message in any::<String>(), likely in "[0-9a-f,.:/@ (){}x-]{0,60}") {
        for text in [message, likely] {
            let once = pattern(&text);
            prop_assert!(!once.contains("  "));
        }
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

/// A row that only says that something failed comes after those that say what.
#[test]
fn rows_without_a_reason_come_after_those_with_one() {
    use tapeline::answers::failures::is_generic;
    let log = log(&[
        (Status::Failed, "Job finished with error at 3/14/2026 8:41:55 PM"),
        (Status::Failed, "Job finished with error at 3/14/2026 8:51:55 PM"),
        (Status::Warning, "Guest processing skipped"),
        (Status::Failed, "Please check the session log for details"),
        (Status::Failed, "Processing srv-sql01 Error: Cannot connect to the host."),
    ]);
    let found = groups(&log);
    let first: Vec<u32> = found.iter().map(|group| group.items[0]).collect();
    assert_eq!(first, [4, 0, 3, 2], "{found:#?}");
    for (text, is) in [
        ("Job finished with error at 1/1/2026", true),
        ("Processing finished with errors", true),
        ("See the session log for details.", true),
        ("Job finished with error. The disk is full", false),
        ("Job failed: no route to host", false),
        ("Processing mailbox: finished with a@x.example", false),
        ("Cannot connect", false),
    ] {
        assert_eq!(is_generic(text), is, "{text}");
    }
}
