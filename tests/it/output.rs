//! What leaves the page, read back as others read it.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a panic is how a test fails")]

mod glued;
mod grammar;
mod law;
mod plain;
mod redact;
mod rows;
mod spreadsheet;

use proptest::prelude::*;
use tapeline::answers::failures;
use tapeline::answers::usual::Usual;
use tapeline::format;
use tapeline::model::{Id, Log, NewItem, Product, Session, SessionKind, Status, Timestamp, UtcOffset, Version};
use tapeline::output::Completeness;
use tapeline::output::csv;
use tapeline::output::redact::{Redactor, What};
use tapeline::output::ticket::{self, Seen, Ticket, Wording};
use tapeline::texts::{Lang, Texts};

mod noise;

const START: i64 = 17_000_000_001_234_567;

/// A reader of RFC 4180 that takes nothing but what the RFC allows, all fields in quotes.
fn read(csv: &str) -> Vec<Vec<String>> {
    let mut rows = vec![];
    let mut rest = csv.strip_prefix('\u{feff}').unwrap();
    while !rest.is_empty() {
        let mut row = vec![];
        loop {
            rest = rest.strip_prefix('"').unwrap();
            let mut field = String::new();
            loop {
                let (part, after) = rest.split_once('"').unwrap();
                field.push_str(part);
                rest = after;
                match rest.strip_prefix('"') {
                    Some(after) => (field.push('"'), rest = after).0,
                    None => break,
                }
            }
            row.push(field);
            match rest.strip_prefix(',') {
                Some(after) => rest = after,
                None => break,
            }
        }
        rest = rest.strip_prefix("\r\n").unwrap();
        rows.push(row);
    }
    rows
}

fn log(titles: &[&str]) -> Log {
    let mut log = Log::new();
    log.begin_source();
    for (n, title) in (0..).zip(titles) {
        let id = format!("3fa85f64-5717-4562-b3fc-{n:012}");
        log.push(&NewItem {
            id: Some(&id),
            usn: Some(n),
            start: Some(Timestamp::from_ticks(START)),
            end: Some(Timestamp::from_ticks(START + 2_420_000_001)),
            offset: UtcOffset::from_minutes(180),
            status: Status::Failed,
            title,
            ..NewItem::default()
        });
    }
    log
}

/// The repeated hour, and a time that is none.
#[test]
fn times_are_told_apart_and_stand_as_sent() {
    let time = |text: &str| match tapeline::model::time::parse(text.as_bytes()) {
        Ok(tapeline::model::Stamp::At(t, offset)) => (Some(t), offset),
        _ => (None, None),
    };
    let mut log = Log::new();
    for (start, end) in [
        ("2026-10-25T02:30:00+02:00", "2026-10-25T02:40:00+02:00"),
        ("2026-10-25T02:30:00+01:00", "2026-10-25T02:40:00+01:00"),
        ("1900-01-01T00:00:00Z", "2026-10-25T01:41:00Z"),
    ] {
        let ((start, offset), (end, _)) = (time(start), time(end));
        log.push(&NewItem { start, end, offset, status: Status::Failed, title: "x", ..NewItem::default() });
    }
    let rows = read(&csv::log(&log, &[0, 1, 2], Completeness::Complete));
    assert_eq!(&rows[1][3..6], ["2026-10-25T02:30:00+02:00", "2026-10-25T02:40:00+02:00", "6000000000"]);
    assert_eq!(&rows[2][3..6], ["2026-10-25T02:30:00+01:00", "2026-10-25T02:40:00+01:00", "6000000000"]);
    assert_eq!(&rows[3][3..6], ["1900-01-01T00:00:00Z", "2026-10-25T01:41:00Z", ""]);
    assert!(rows[3][7].starts_with("a time of it lies half a year or more from the others"), "{}", rows[3][7]);
    // A session that ran an hour before all of that.
    let begun = log.start(0).map(|t| t.plus(-36_000_000_000));
    let session = Session { start: begun, end: begun, status: Status::Success, ..session() };
    let text =
        with_ticket(&log, &[], "", |ticket| ticket::text(&Ticket { session: &session, ..*ticket }, Wording::default()));
    assert!(text.contains("Remark: 3 items lie outside the session's own times; a clock may be wrong."), "{text}");
    assert!(text.contains("Start: 1900-01-01 01:00:00.0000000 +01:00"), "{text}");
    assert_eq!(text.matches("Length: ").count(), 1, "of the session, and none of a century: {text}");
}

#[test]
fn a_log_as_a_table() {
    let mut log = log(&["say \"hi\"\r\nthere", "=HYPERLINK(\"x\")"]);
    log.push(&NewItem { usn: Some(-3), end: Some(Timestamp::from_ticks(START)), title: "", ..NewItem::default() });
    let rows = read(&csv::log(&log, &[0, 1, 2], Completeness::Partial("stopped at row 3.")));
    assert_eq!(rows[0], csv::LOG_COLUMNS);
    assert_eq!(
        rows[1],
        [
            "0",
            "3fa85f64-5717-4562-b3fc-000000000000",
            "Failed",
            "2023-11-15T01:13:20.1234567+03:00",
            "2023-11-15T01:17:22.1234568+03:00",
            "2420000001",
            "say \"hi\"\r\nthere",
            ""
        ]
    );
    assert_eq!(rows[2][6], "'=HYPERLINK(\"x\")");
    assert_eq!(
        (rows[3][0].as_str(), rows[3][3].as_str(), rows[3][4].as_str()),
        ("-3", "", "2023-11-14T22:13:20.1234567")
    );
    assert!(rows[3][7].starts_with("no start was sent"));
    assert_eq!(rows[4][7], "This log is incomplete: stopped at row 3.");
    assert_eq!(read(&csv::log(&log, &[], Completeness::Complete)).len(), 1);
}

#[test]
fn no_field_is_a_formula() {
    for text in [
        "=1",
        "+1",
        "-1",
        "@x",
        "\t=1",
        "\r=1",
        "\n1",
        "\0x",
        " =1",
        "\u{a0}=1",
        "\u{3000}＝1",
        "＋1",
        "－1",
        "＠x",
        "\u{200b}=1",
    ] {
        let mut table = csv::Writer::new();
        table.text(text);
        table.end_row();
        assert_eq!(read(&table.finish())[0][0], format!("'{text}"));
    }
    for text in ["", " ", "a=1", "1-1", "'=1", "[Success] -"] {
        let mut table = csv::Writer::new();
        table.text(text);
        table.end_row();
        assert_eq!(read(&table.finish())[0][0], text);
    }
}

fn session() -> Session {
    Session {
        job_id: Id::new("job-1"),
        type_word: Some("Backup".into()),
        status: Status::Warning,
        details: Some("2 lines\nhere".into()),
        start: Some(Timestamp::from_ticks(START)),
        end: Some(Timestamp::from_ticks(START + 234_600_000_000)),
        ..Session::new("be376069-2865-4156-a9bc-825cef7d687e")
    }
}

fn plain(ticket: &Ticket<'_>) -> String {
    ticket::text(ticket, Wording::default())
}

fn markdown(ticket: &Ticket<'_>) -> String {
    ticket::markdown(ticket, Wording::default())
}

fn with_ticket<T>(log: &Log, items: &[u32], link: &str, read: impl Fn(&Ticket<'_>) -> T) -> T {
    read(&Ticket {
        product: Product::Vb365,
        version: Some(Version::new(8, 0)),
        server_version: Some("8.1.0.305"),
        server: "https://backup01:4443",
        kind: SessionKind::Job,
        session: &session(),
        name: Some("SharePoint intranet"),
        usual: Some(Usual { median_ticks: 150_000_000_000, n: 28, ..Usual::default() }),
        log: Some(log),
        groups: &failures::groups(log),
        items,
        completeness: Completeness::Partial("the server stopped answering after 3 items."),
        zone: "Europe/Berlin",
        offset_at: &|_| UtcOffset::from_minutes(60).unwrap(),
        now: Timestamp::from_ticks(START + 300_000_000_000),
        link,
    })
}

#[test]
fn a_ticket_speaks_german_and_names_nobody() {
    let log =
        log(&["[Failed] Processing mailbox: a.b@c.example: lost", "[Failed] Processing mailbox: c@d.example: lost"]);
    let mut redactor = Redactor::new();
    redactor.learn(What::Host, "https://backup01:4443");
    redactor.learn_log(&log);
    let seen = [Some(Seen::Runs(4))];
    let rewrite = |what, text: &str| redactor.apply(what, text);
    let wording = Wording {
        texts: Texts::new(Lang::De),
        rewrite: Some(&rewrite),
        with_p90: true,
        seen: &seen,
        ..Wording::default()
    };
    let text = with_ticket(&log, &[], LINK, |ticket| ticket::text(ticket, wording));
    let expected = "\
Produkt: Veeam Backup for Microsoft 365, REST API v8, Serverversion 8.1.0.305
Server: https://host-1:4443
Job: job-1
Jobsitzung: id-1
Job-ID: id-2
Typ: Backup
Ergebnis: Warnung
Details: 2 lines⟨U+000A⟩here
Start: 2023-11-14 23:13:20.1234567 +01:00
Ende: 2023-11-15 05:44:20.1234567 +01:00
Dauer: 6 h 31 min (06:31:00.0000000), üblich 4 h 10 min (Median, 28 Läufe; neun von zehn dauerten höchstens 0)
Protokoll: 2 Einträge: 2 Fehlgeschlagen
Vollständigkeit: UNVOLLSTÄNDIG: the server stopped answering after 3 items.

Protokolleintrag: 0
ID des Eintrags: id-3
Ergebnis: Fehlgeschlagen
Start: 2023-11-14 23:13:20.1234567 +01:00
Ende: 2023-11-14 23:17:22.1234568 +01:00
Dauer: 4 min 02 s (00:04:02.0000001)
Text: [Failed] Processing mailbox: user-1@domain-1.example: lost
Schon gesehen: ja, 4 Läufe in Folge
Außerdem: 1 weiterer Eintrag dieser Art: [Failed] Processing mailbox: ⟨mail⟩: lost

Zeiten: Zone Europe/Berlin
Stand: 2023-11-15 07:33:20.1234567 +01:00
Link: https://host-2/#/job-sessions/id-4?item=id-5&q=user-1
";
    assert_eq!(text, expected);
    let new = Wording { seen: &[Some(Seen::New)], ..wording };
    let text = with_ticket(&log, &[], LINK, |ticket| ticket::markdown(ticket, new));
    assert!(
        text.contains("\nSchon gesehen: nein, neu in diesem Lauf\n")
            && text.ends_with("\n\n<https://host-2/#/job-sessions/id-4?item=id-5&q=user-1>\n")
    );
}

#[test]
fn sessions_as_a_table() {
    let mut retried = session();
    retried.main_session_id = Id::new("job-0");
    retried.details = Some("=1+1".into());
    let rows = read(&csv::sessions(
        &[session(), retried],
        &|_| Some("@all"),
        Completeness::Partial("100 of 300."),
        None,
        Texts::default(),
    ));
    assert_eq!(rows[0], csv::SESSION_COLUMNS);
    assert_eq!(rows[1][..5], ["be376069-2865-4156-a9bc-825cef7d687e", "job-1", "'@all", "Backup", ""]);
    assert_eq!(
        rows[1][5..9],
        ["Warning", "2023-11-14T22:13:20.1234567Z", "2023-11-15T04:44:20.1234567Z", "234600000000"]
    );
    assert_eq!(rows[1][13..], ["", "2 lines\nhere"]);
    assert_eq!(rows[2][13..], ["job-0", "'=1+1"]);
    assert_eq!(rows[3][14], "This list is incomplete: 100 of 300.");
}

const LINK: &str = "https://tapeline.example/#/job-sessions/be37?item=i-1&q=a%20b";

#[test]
fn a_ticket_says_it_all() {
    let log = log(&[
        "[Failed] Mailbox a@b.example: lost",
        "[Failed] Mailbox c@d.example: lost",
        "evil\nResult: Success\u{202e}",
    ]);
    let text = with_ticket(&log, &[], LINK, plain);
    let expected = "\
Product: Veeam Backup for Microsoft 365, REST API v8, server version 8.1.0.305
Server: https://backup01:4443
Job: SharePoint intranet
Job session: be376069-2865-4156-a9bc-825cef7d687e
Job id: job-1
Type: Backup
Result: Warning
Details: 2 lines⟨U+000A⟩here
Start: 2023-11-14 23:13:20.1234567 +01:00
End: 2023-11-15 05:44:20.1234567 +01:00
Length: 6 h 31 min (06:31:00.0000000), usually 4 h 10 min (median of 28 runs)
Log: 3 items: 3 Failed
Completeness: INCOMPLETE: the server stopped answering after 3 items.

Log item: 0
Item id: 3fa85f64-5717-4562-b3fc-000000000000
Result: Failed
Start: 2023-11-14 23:13:20.1234567 +01:00
End: 2023-11-14 23:17:22.1234568 +01:00
Length: 4 min 02 s (00:04:02.0000001)
Text: [Failed] Mailbox a@b.example: lost
Also: 1 more item of this kind: [Failed] Mailbox ⟨mail⟩: lost

Log item: 2
Item id: 3fa85f64-5717-4562-b3fc-000000000002
Result: Failed
Start: 2023-11-14 23:13:20.1234567 +01:00
End: 2023-11-14 23:17:22.1234568 +01:00
Length: 4 min 02 s (00:04:02.0000001)
Text: evil⟨U+000A⟩Result: Success⟨U+202E⟩

Times: zone Europe/Berlin
As of: 2023-11-15 07:33:20.1234567 +01:00
Link: https://tapeline.example/#/job-sessions/be37?item=i-1&q=a%20b
";
    assert_eq!(text, expected);
    let one = with_ticket(&log, &[1], LINK, plain);
    assert!(one.contains("c@d.example") && !one.contains("a@b.example"));
}

/// Each object once, also where an item of it comes twice; of very many, how many more there are.
#[test]
fn a_ticket_names_all_that_a_problem_hit() {
    let failed =
        |name: &str| format!("Failed to process mailbox: {name}@fjordline.example. The operation has timed out.");
    let four = log(&[&failed("anna"), &failed("bob"), &failed("anna"), &failed("carla")]);
    let text = with_ticket(&four, &[], LINK, plain);
    let objects = "\nObjects: anna@fjordline.example, bob@fjordline.example, carla@fjordline.example\n";
    assert!(text.contains(objects), "{text}");

    let mut redactor = Redactor::new();
    redactor.learn_log(&four);
    let rewrite = |what, text: &str| redactor.apply(what, text);
    let wording = Wording { rewrite: Some(&rewrite), ..Wording::default() };
    let text = with_ticket(&four, &[], LINK, |ticket| ticket::text(ticket, wording));
    let objects = "\nObjects: user-1@domain-1.example, user-2@domain-1.example, user-3@domain-1.example\n";
    assert!(text.contains(objects), "{text}");

    let many: Vec<String> = (b'a'..=b'z')
        .flat_map(|a| [b'x', b'y', b'z'].map(|b| failed(&format!("{}{}", a as char, b as char))))
        .collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    let text = with_ticket(&log(&many), &[], LINK, plain);
    assert!(text.contains(", qy@fjordline.example and 28 more\n"), "{text}");

    // Of long names as many as fit whole.
    let sites: Vec<String> = (0..200)
        .map(|n| format!("Failed to process site: https://fjordline.sharepoint.example/sites/{n:060}. The operation has timed out."))
        .collect();
    let sites: Vec<&str> = sites.iter().map(String::as_str).collect();
    let text = with_ticket(&log(&sites), &[], LINK, plain);
    let line = text.lines().find(|line| line.starts_with("Objects: ")).unwrap();
    let n_named = line.matches("https://").count();
    assert!(line.chars().count() < 4_000 + "Objects: ".len() && n_named > 20, "{line}");
    assert!(line.ends_with(&format!("{:060} and {} more", n_named - 1, 200 - n_named)), "{line}");
}

#[test]
fn markdown_keeps_foreign_text_fenced() {
    let log = log(&["````` </code> ![](http://x) @team\n```"]);
    let text = with_ticket(&log, &[], LINK, markdown);
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[0], "``````text");
    assert_eq!(lines.iter().filter(|line| **line == "``````").count(), 1);
    assert_eq!(lines[lines.len() - 3..], ["``````", "", &format!("<{LINK}>")]);
    let odd = with_ticket(&log, &[], "javascript:alert(1)", markdown);
    assert!(odd.ends_with("Link: javascript:alert(1)\n``````\n"));
}

proptest! {
    #[test]
    fn tables_read_back(titles in proptest::collection::vec("[ =+@\"',\r\n\tab-]{0,8}|\\PC{0,12}", 1..8)) {
        let log = log(&titles.iter().map(String::as_str).collect::<Vec<_>>());
        let items: Vec<u32> = (0..).take(titles.len()).collect();
        let rows = read(&csv::log(&log, &items, Completeness::Complete));
        prop_assert_eq!(rows.len(), titles.len() + 1);
        for (row, title) in rows[1..].iter().zip(&titles) {
            prop_assert_eq!(row.len(), 8);
            prop_assert!(&row[6] == title || row[6].strip_prefix('\'') == Some(title.as_str()));
            let first = row[6].trim_start().chars().next();
            prop_assert!(first.is_none_or(|c| !"=+-@".contains(c)));
        }
    }

    #[test]
    fn no_title_breaks_out(title in "[`a\n~<>\u{202e}]{0,20}|\\PC{0,20}") {
        let log = log(&[&title]);
        let text = with_ticket(&log, &[0], LINK, markdown);
        let fence = text.split("text\n").next().unwrap();
        prop_assert!(fence.len() >= 3 && fence.chars().all(|c| c == '`'));
        prop_assert_eq!(text.matches(fence).count(), 2);
        prop_assert!(!text.contains(|c| format::is_hidden(c) && c != '\n'));
        let bare = with_ticket(&log, &[0], LINK, plain);
        let clean = with_ticket(&self::log(&["a"]), &[0], LINK, plain);
        prop_assert_eq!(bare.lines().count() + usize::from(title.is_empty()), clean.lines().count());
    }
}
