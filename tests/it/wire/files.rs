//! Files as people save them: several values in one, cmdlets' JSON, and pages of which some are missing.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a panic is how a test fails")]

use proptest::prelude::*;
use serde_json::json;
use tapeline::model::{
    Assumption, DecodeError, Foreign, Instead, Log, Notices, Product, SessionKind, Status, Timestamp, UtcOffset,
};
use tapeline::wire::{FileDecoder, Missing, Sniffed, pretty, sessions, sniff};

use super::{Decoded, File, said};

const V365: Product = Product::Vb365;

fn file(text: &str) -> File {
    let whole = Decoded::file(V365, [text.as_bytes()]);
    // However it is cut, it is the same.
    for size in [1, 7, 64] {
        let cut = Decoded::file(V365, text.as_bytes().chunks(size));
        assert_eq!(format!("{:?}", cut.log), format!("{:?}", whole.log), "in pieces of {size}: {text}");
        assert_eq!((cut.missing, cut.said(), &cut.end), (whole.missing, whole.said(), &whole.end), "{size}: {text}");
    }
    whole
}

fn row(n: usize, word: &str) -> String {
    let (m, s) = (n / 60 % 60, n % 60);
    format!(
        r#"{{"id":"00000000-0000-4000-8000-{n:012}","usn":{n},"title":"[{word}] row {n}","creationTime":"2026-11-27T00:{m:02}:{s:02}Z","endTime":"2026-11-27T01:{m:02}:{s:02}Z"}}"#
    )
}

fn rows(of: std::ops::Range<usize>) -> Vec<String> {
    of.map(|n| row(n, if n % 5 == 2 { "Error" } else { "Success" })).collect()
}

fn page(of: std::ops::Range<usize>, has_next: bool) -> String {
    let next = if has_next { r#""next":{"href":"/v8/x"},"# } else { "" };
    format!(
        r#"{{"offset":{},"limit":30,"results":[{}],"_links":{{{next}"self":{{"href":"/v8/x"}}}}}}"#,
        of.start,
        rows(of.clone()).join(",")
    )
}

fn names(of: std::ops::Range<usize>) -> Vec<String> {
    of.map(|n| format!("row {n}")).collect()
}

/// The case from the field: the failure stands in the second line.
#[test]
fn one_item_a_line_is_a_log() {
    for text in [
        rows(1..4).join("\n"),
        rows(1..4).join("\r\n") + "\r\n",
        rows(1..4).join("\n\n"),
        format!("\u{feff}{}", rows(1..4).join("\n")),
        rows(1..4).join("\n\u{feff}"),
        rows(1..4).join(""),
        rows(1..4).join(",\n"),
        // Laid out by `jq` without `-c`.
        rows(1..4).iter().map(|row| pretty(row.as_bytes())).collect(),
        // The keys sorted, so that links come first.
        rows(1..4).concat().replace("{\"id\"", r#"{"_links":{"self":{"href":"/x"}},"id""#),
    ] {
        let read = file(&text);
        assert_eq!(read.texts(), names(1..4), "{text}");
        assert_eq!((read.log.status(1), read.missing, read.end.clone()), (Status::Failed, None, Ok(())), "{text}");
        assert_eq!(read.said(), Vec::<String>::new(), "{text}");
        assert_eq!(sniff(text.as_bytes()), Sniffed::Log(V365), "{text}");
    }
}

#[test]
fn pages_one_behind_the_other_are_one_log() {
    let pages = [page(0..30, true), page(30..60, true), page(60..70, false)];
    for text in [
        pages.join("\n"),
        pages.join(""),
        pages.join(",\n"),
        format!("[{}]", pages.join(",")),
        format!("\u{feff}\n\n[\n{}\n]\n", pages.join(" ,\n")),
        format!("[{}]", pages.join("\n")),
        pages.join("\r\n\u{feff}"),
        // In any order.
        [&*pages[2], &pages[0], &pages[1]].join("\n"),
        // Arrays, as old versions send them, and arrays of those.
        format!("[{}]\n[{}]", rows(0..30).join(","), rows(30..70).join(",")),
        format!("[[{}],[{}]]", rows(0..30).join(","), rows(30..70).join(",")),
        // A page, then lines.
        format!("{}\n{}", page(0..30, false), rows(30..70).join("\n")),
        // The keys sorted: links, limit, offset, results.
        format!(
            r#"[{{"_links":{{"next":{{}}}},"limit":30,"offset":0,"results":[{}]}},{{"_links":{{}},"limit":90,"offset":30,"results":[{}]}}]"#,
            rows(0..30).join(","),
            rows(30..70).join(",")
        ),
        // PowerShell's own way with an array.
        format!(r#"{{"value":[{}],"Count":70}}"#, rows(0..70).join(",")),
        format!(r#"{{"value":[{}]}}"#, pages.join(",")),
    ] {
        let read = file(&text);
        let mut found = read.texts();
        found.sort_unstable_by_key(|name| name[4..].parse::<usize>().unwrap());
        assert_eq!(found, names(0..70), "{text}");
        assert_eq!((read.missing, read.end.clone()), (None, Ok(())), "{text}");
        assert_eq!(read.said(), Vec::<String>::new(), "{text}");
        assert_eq!(sniff(text.as_bytes()), Sniffed::Log(V365), "{text}");
    }
}

/// As where a server is asked again: what came last counts.
#[test]
fn rows_that_come_again_are_there_once() {
    let overlap = format!("{}\n{}", page(0..30, true), page(20..40, false));
    assert_eq!(file(&overlap).texts(), names(0..40));
    assert_eq!(file(&overlap).missing, None);
    assert_eq!(file(&[&*overlap, &overlap].concat()).texts(), names(0..40));
    let lines = [rows(0..10), rows(5..15), rows(0..3)].concat().join("\n");
    let mut found = file(&lines).texts().join(",");
    assert_eq!(found, [&names(3..5)[..], &names(5..15), &names(0..3)].concat().join(","));
    // A log that was saved while it ran.
    let growing =
        format!("[{},{}]\n[{}]", row(1, "Success"), row(2, "Running"), [row(2, "Error"), row(3, "Success")].join(","));
    let read = file(&growing);
    found = read.texts().join(",");
    assert_eq!((found.as_str(), read.log.status(1), read.log.len()), ("row 1,row 2,row 3", Status::Failed, 3));
    // Without ids, by order number and start.
    let bare = |text: &str| text.replace("\"id\":\"00000000-0000-4000-8000-", "\"x\":\"");
    assert_eq!(file(&bare(&overlap)).texts(), names(0..40));
    // Within one page nothing is taken out, nor where neither tells an item.
    let twice = format!("[{0},{0}]", row(1, "Success"));
    assert_eq!(file(&twice).log.len(), 2);
    let nameless = r#"{"title":"a","creationTime":"2026-11-27T00:00:00Z"}"#;
    assert_eq!(file(&[nameless; 3].join("\n")).log.len(), 3);
    // Over the ends of files, too; the sources stay those of the items.
    let (mut log, mut notices, mut decoder) = (Log::new(), Notices::default(), FileDecoder::new(V365));
    for part in [page(0..30, true), page(10..40, false)] {
        decoder.feed(part.as_bytes(), &mut log, &mut notices);
        decoder.end_file(&mut log, &mut notices).unwrap();
    }
    let log = log.without(&decoder.replaced());
    assert_eq!((log.len(), decoder.missing(), decoder.n_rows()), (40, None, 60));
    let source = |idx| log.raw_span(idx).unwrap().0;
    assert_eq!([0, 9, 10, 39].map(source), [0, 0, 1, 1]);
    assert!(log.is_in_order());
}

#[test]
fn a_part_is_never_all() {
    let cut = |text: &str, n: usize| text[..text.len() - n].to_owned();
    let lines = rows(0..5).join("\n");
    for (text, n_items, missing) in [
        (cut(&lines, 9), 4, Some(Missing::End)),
        (cut(&lines, lines.len() - 3), 0, Some(Missing::End)),
        (format!("{lines}\n{{"), 5, Some(Missing::End)),
        (format!("{lines}\n{{\"i"), 5, Some(Missing::End)),
        (cut(&format!("{}{}", page(0..30, true), page(30..40, false)), 90), 39, Some(Missing::End)),
        (format!("[{}", page(0..30, false)), 30, Some(Missing::End)),
        (format!("[{},", page(0..30, false)), 30, Some(Missing::End)),
        (format!("{}\n{}", page(0..30, true), r#"{"message":"Unauthorized"}"#), 30, Some(Missing::End)),
        (format!("{}\n{}\n{}", page(0..30, true), r#"{"results":7}"#, page(30..35, false)), 35, Some(Missing::End)),
        // Pages of a longer list.
        (page(0..30, true), 30, Some(Missing::Pages)),
        (page(30..40, false), 10, Some(Missing::Pages)),
        (format!("{}{}", page(0..30, true), page(60..70, false)), 40, Some(Missing::Pages)),
        (page(0..5, false).replace("\"limit\"", "\"totalCount\":6,\"limit\""), 5, Some(Missing::Pages)),
        (format!(r#"{{"value":[{}],"Count":9}}"#, rows(0..5).join(",")), 5, Some(Missing::Pages)),
        // A full page that says nothing of another.
        (format!(r#"{{"offset":0,"limit":5,"results":[{}]}}"#, rows(0..5).join(",")), 5, Some(Missing::Perhaps)),
        (format!(r#"{{"offset":0,"limit":6,"results":[{}]}}"#, rows(0..5).join(",")), 5, None),
    ] {
        let read = file(&text);
        assert_eq!((read.log.len(), read.missing), (n_items, missing), "{text}");
        assert_eq!(read.end.is_err(), matches!(read.end, Err(DecodeError::Cut { .. })), "{text}");
    }
    // Two files of which the first broke off.
    let (mut log, mut notices, mut decoder) = (Log::new(), Notices::default(), FileDecoder::new(V365));
    for (part, is_whole) in [(cut(&page(0..30, true), 90), false), (page(30..40, false), true)] {
        decoder.feed(part.as_bytes(), &mut log, &mut notices);
        assert_eq!(decoder.end_file(&mut log, &mut notices).is_ok(), is_whole);
    }
    assert_eq!(decoder.missing(), Some(Missing::End));
    // One that is empty is one that is missing.
    assert_eq!(decoder.end_file(&mut log, &mut notices), Err(DecodeError::Empty));
}

#[test]
fn a_broken_line_costs_itself() {
    let lines = [row(1, "Success"), row(2, "Error").replace("\"title\"", "title"), row(3, "Error")].join("\n");
    let read = file(&lines);
    assert_eq!(read.texts(), ["row 1", "row 3"]);
    assert_eq!(read.said().len(), 1, "{:?}", read.said());
    assert!(read.said()[0].starts_with("row 2: no JSON"), "{:?}", read.said());
    let between = [&*row(1, "Success"), "PS C:\\> type next.json", &row(2, "Error")].join("\n");
    let read = file(&between);
    assert_eq!(read.texts(), names(1..3));
    assert_eq!(read.said(), ["text after the end of the answer; not read"], "it may hold anything, and is not shown");
}

/// The case from the field: Windows PowerShell's JSON of a cmdlet.
#[test]
fn the_log_of_a_cmdlet_opens() {
    let text = r#"{"value":[
 {"Usn":1,"Title":"[Success] Job started at 1/28/2022 8:52:36 PM","CreationTime":"\/Date(1643399556928)\/","EndTime":"\/Date(1643399556928)\/"},
 {"Usn":2,"Title":"[Warning] Processing mailbox: ann@contoso.example","CreationTime":"\/Date(1643399557100)\/","EndTime":"\/Date(1643399571350)\/"},
 {"Usn":3,"Title":"[Running] Processing mailbox: bob@contoso.example","CreationTime":"\/Date(1643399571400)\/","EndTime":"\/Date(253402300799999)\/"}],
 "Count":3}"#;
    assert_eq!(sniff(text.as_bytes()), Sniffed::Log(V365));
    let read = file(text);
    let start = |idx| read.log.start(idx).unwrap().to_iso(UtcOffset::UTC);
    assert_eq!((read.log.len(), start(0)), (3, "2022-01-28T19:52:36.928Z".to_owned()));
    assert_eq!((read.log.end(1).unwrap().unix_ms(), read.log.is_open(2)), (1_643_399_571_350, true));
    assert_eq!((read.log.usn(2), read.log.status(1), read.missing), (Some(3), Status::Warning, None));
    assert!(!read.log.assumptions(0).any(|found| found == Assumption::NoZone), "the instant is known");
    // As an array, one row alone, one a line, inside its session, and as PowerShell 7 writes it.
    let inner = &text[text.find('[').unwrap()..=text.rfind(']').unwrap()];
    let one = r#"{"Usn":1,"Title":"[Error] a","CreationTime":"2022-01-28T20:52:36.9287841+01:00","EndTime":"9999-12-31T23:59:59.9999999"}"#;
    for (text, n_items) in [
        (inner.to_owned(), 3),
        (one.to_owned(), 1),
        ([one, &one.replace(":1,", ":2,")].join("\n"), 2),
        (format!(r#"{{"JobId":"a","JobName":"Mail","Status":2,"Progress":3,"Log":{inner}}}"#), 3),
        (format!(r#"{{"Log":{inner},"JobName":"Mail"}}"#), 3),
    ] {
        let read = file(&text);
        assert_eq!((read.log.len(), read.missing, read.end.clone()), (n_items, None, Ok(())), "{text}");
        let known = matches!(sniff(text.as_bytes()), Sniffed::Log(V365) | Sniffed::SessionsWithLogs);
        assert!(known, "{text}");
    }
    let read = file(one);
    assert_eq!(read.log.start(0).unwrap().to_iso(UtcOffset::UTC), "2022-01-28T19:52:36.9287841Z");
    assert_eq!((read.log.offset(0).unwrap().seconds(), read.log.is_open(0)), (3600, true));
}

#[test]
fn dates_of_powershell_are_instants() {
    let times = |text: &str| {
        let read = file(&format!(r#"[{{"Usn":1,"Title":"a","CreationTime":{text}}}]"#));
        (
            read.log.start(0).map(Timestamp::unix_ms),
            read.log.offset(0).map(|offset| offset.seconds() / 60),
            read.said().len(),
        )
    };
    // The last number counts what is said beside "no id".
    for (text, ms, offset, n_said) in [
        (r#""\/Date(1643399556928)\/""#, Some(1_643_399_556_928), Some(0), 1),
        (r#""/Date(1643399556928)/""#, Some(1_643_399_556_928), Some(0), 1),
        (r#""\/Date(1643399556928+0100)\/""#, Some(1_643_399_556_928), Some(60), 1),
        (r#""\/Date(1643399556928-0330)\/""#, Some(1_643_399_556_928), Some(-210), 1),
        (r#""\/Date(-1643399556928)\/""#, Some(-1_643_399_556_928), Some(0), 1),
        (r#""\/Date(-1643399556928-0800)\/""#, Some(-1_643_399_556_928), Some(-480), 1),
        // With what PowerShell adds to a date.
        (
            r#"{"value":"\/Date(1643399556928)\/","DisplayHint":2,"DateTime":"Friday, January 28, 2022 8:52:36 PM"}"#,
            Some(1_643_399_556_928),
            Some(0),
            1,
        ),
        // The ends of .NET's calendar, from clocks east and west.
        (r#""\/Date(-62135596800000)\/""#, None, None, 1),
        (r#""\/Date(-62135600400000)\/""#, None, None, 1),
        (r#""\/Date(-62135571600000)\/""#, None, None, 1),
        (r#""\/Date(253402300799999)\/""#, None, None, 1),
        (r#""\/Date(253402297199999)\/""#, None, None, 1),
        (r#""\/Date(253402325999999)\/""#, None, None, 1),
        // No date at all.
        (r#""\/Date()\/""#, None, None, 2),
        (r#""\/Date(1643399556928+01)\/""#, None, None, 2),
        (r#""\/Date(99999999999999999999)\/""#, None, None, 2),
        (r#"{"DateTime":"Friday"}"#, None, None, 2),
    ] {
        assert_eq!(times(text), (ms, offset.filter(|_| ms.is_some()), n_said), "{text}");
    }
}

#[test]
fn names_in_both_spellings_cost_nothing() {
    let text = r#"[{"Usn":1,"usn":2,"Title":"[Error] a","title":"[Error] b","creationTime":"2026-11-27T00:00:00Z"}]"#;
    let read = file(text);
    assert_eq!((read.log.len(), read.log.usn(0), read.texts()), (1, Some(2), vec!["b"]));
}

/// What `ConvertTo-Json` cuts off below its depth is said, and is no row.
#[test]
fn rows_that_powershell_cut_off_are_no_rows() {
    let shallow = Sniffed::Unknown { found: Instead::Foreign(Foreign::TooShallow) };
    for text in [
        r#"["@{Usn=1; Title=[Success] Job started; CreationTime=01/28/2022 20:52:36}"]"#,
        r#"{"value":["@{Usn=1; Title=x}"],"Count":1}"#,
        r#"{"offset":0,"limit":30,"results":"@{id=1; title=x}"}"#,
        r#"{"offset":0,"limit":30,"results":["@{id=1; title=x}"]}"#,
        r#"["Veeam.Archiver.PowerShell.Cmdlets.VBOJobSessionLog"]"#,
        r#"{"results":"System.Object[]"}"#,
    ] {
        assert_eq!(sniff(text.as_bytes()), shallow, "{text}");
        let read = file(text);
        assert_eq!(read.log.len(), 0, "{text}");
    }
    // A session whose log was cut off is still a session.
    for log in [r#""Veeam.Archiver.PowerShell.Log""#, r#"["@{Usn=1}"]"#, "[]", "null"] {
        let text = format!(r#"[{{"JobName":"Mail","CreationTime":"\/Date(1643399556928)\/","Status":2,"Log":{log}}}]"#);
        assert_eq!(sniff(text.as_bytes()), Sniffed::Sessions(V365, SessionKind::Job), "{log}");
    }
}

#[test]
fn sessions_of_a_cmdlet_are_sessions() {
    let text = r#"{"value":[{"Id":"00000000-0000-4000-8000-000000000001","JobId":"00000000-0000-4000-8000-0000000000a1","JobName":"Mail",
        "CreationTime":"\/Date(1643399556928)\/","EndTime":"\/Date(253402300799999)\/","Progress":3,"Status":"Warning",
        "Statistics":{"ProcessingRate":"832.4 KB/s (52 items/s)","TransferredData":"1.5 MB","Bottleneck":"Source","ProcessedObjects":7}},
        {"Id":"2","JobName":"Sites","CreationTime":"2022-01-28T20:52:36+01:00","EndTime":"2022-01-28T21:00:00+01:00","Status":3,"Statistics":"@{x}"}],"Count":2}"#;
    assert_eq!(sniff(text.as_bytes()), Sniffed::Sessions(V365, SessionKind::Job));
    let mut notices = Notices::default();
    let (list, _) = sessions(V365, SessionKind::Job, text.as_bytes(), &mut notices).unwrap();
    assert_eq!(list.len(), 2);
    assert_eq!(
        (list[0].name.as_deref(), list[0].status, list[0].end, list[0].progress),
        (Some("Mail"), Status::Warning, None, Some(3))
    );
    assert_eq!(list[0].start.unwrap().unix_ms(), 1_643_399_556_928);
    let statistics = list[0].statistics.as_ref().unwrap();
    assert_eq!((statistics.processing_rate_items, statistics.processed_items), (Some(52), Some(7)));
    // A number says nothing of the word that it stands for.
    assert_eq!((list[1].status, list[1].status_text()), (Status::Unknown, "3"));
    assert!(said(&notices).iter().any(|said| said.contains("`statistics` is no object")), "{:?}", said(&notices));
}

/// A row that is too long costs itself, however the file is cut.
#[test]
fn a_row_that_is_too_long_costs_that_row() {
    for mib in [15, 17] {
        let mut text = format!("[{},{{\"id\":\"long\",\"title\":\"", row(1, "Success")).into_bytes();
        text.resize(text.len() + (mib << 20), b'x');
        text.extend_from_slice(format!("\"}},{}]", rows(2..2000).join(",")).as_bytes());
        let n_items = if mib < 16 { 2000 } else { 1999 };
        for size in [usize::MAX, 4 << 20, 80 << 10, 100 << 10, 3 << 20] {
            let decoded = Decoded::from_chunks(V365, text.chunks(size));
            assert_eq!((decoded.log.len(), decoded.end.is_ok()), (n_items, true), "{mib} MiB in pieces of {size}");
            assert_eq!(decoded.said().iter().any(|said| said == "row 2: longer than 16 MB; left out"), mib > 16);
            assert_eq!(decoded.end.as_ref().unwrap().n_rows, 2000);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 64, ..ProptestConfig::default() })]

    /// Whatever part of its rows each page holds, in whatever order and form: every row is there once.
    #[test]
    fn any_pages_of_a_log_give_each_row_once(
        parts in prop::collection::vec((0_usize..40, 1_usize..20), 1..6), form in 0..4, size in 1_usize..300,
    ) {
        let values: Vec<Vec<String>> = parts.iter().map(|&(from, n)| rows(from..from + n)).collect();
        let arrays = |values: &[Vec<String>]| values.iter().map(|rows| format!("[{}]", rows.join(","))).collect::<Vec<_>>();
        let text = match form {
            0 => values.concat().join("\n"),
            1 => arrays(&values).join("\n"),
            2 => format!("[{}]", arrays(&values).join(",")),
            _ => values.iter().map(|rows| json!({"offset":0,"limit":99,"results":"~"}).to_string().replace("\"~\"", &format!("[{}]", rows.join(",")))).collect(),
        };
        let read = Decoded::file(V365, text.as_bytes().chunks(size));
        let mut found: Vec<String> = read.texts().into_iter().map(str::to_owned).collect();
        found.sort();
        let mut wanted: Vec<String> = parts.iter().flat_map(|&(from, n)| names(from..from + n)).collect();
        wanted.sort();
        wanted.dedup();
        prop_assert_eq!(found, wanted);
        prop_assert_eq!(read.end, Ok(()));
        prop_assert_ne!(read.missing, Some(Missing::End));
    }
}

/// What was passed over may have been a row, and the row that tells a failure.
#[test]
fn what_was_taken_out_by_hand_is_missing() {
    let rows = rows(0..6);
    for (text, n_items) in [
        (format!("[{},\n...\n{}]", rows[0], rows[5]), 2),
        (format!("{{\"results\":[{}\n…\n{}]}}", rows[0], rows[5]), 2),
        (format!("[{},{},{}]", rows[0], rows[1].replace("\"title\":", "\"title\" "), rows[2]), 2),
        // The beginning is gone.
        (format!("{},{}]}}", rows[4], rows[5]), 2),
        (format!("{}]", rows[5]), 1),
    ] {
        let read = file(&text);
        assert_eq!((read.log.len(), read.missing), (n_items, Some(Missing::Part)), "{text}");
    }
    for text in [format!("[{},{}]", rows[0], rows[1]), format!("[[{}],[{}]]", rows[0], rows[1])] {
        assert_eq!(file(&text).missing, None, "{text}");
    }
}

/// Logs of two sessions in one file are never taken for one in silence.
#[test]
fn logs_of_several_sessions_are_told() {
    let azure = |session: &str, name: &str| {
        format!(
            r#"{{"jobSessionId":"{session}","log":[{{"logTime":"2026-11-27T01:10:00Z","status":"Error","message":"{name}","executionStartTime":"2026-11-27T01:00:00Z","executionDuration":"00:10:00"}}]}}"#
        )
    };
    let is_mixed = |product, texts: &[String]| {
        let (mut log, mut notices, mut decoder) = (Log::new(), Notices::default(), FileDecoder::new(product));
        for text in texts {
            decoder.feed(text.as_bytes(), &mut log, &mut notices);
            let _ = decoder.end_file(&mut log, &mut notices);
        }
        decoder.is_mixed()
    };
    let (one, other) = (azure("aa", "srv-01"), azure("ab", "srv-02"));
    assert!(is_mixed(Product::VbAzure, &[format!("{one}\n{other}")]));
    assert!(is_mixed(Product::VbAzure, &[one.clone(), other.clone()]));
    assert!(!is_mixed(Product::VbAzure, &[format!("{one}\n{one}")]));
    // Order numbers begin anew in each session.
    let elsewhere = |text: String| text.replace("4000-8000", "4000-9000");
    let (page_one, page_two) = (page(1..20, false), elsewhere(page(1..10, false)));
    assert!(is_mixed(V365, &[format!("{page_one}\n{page_two}")]));
    assert!(is_mixed(V365, &[page_one.clone(), page_two]));
    let lines = [rows(1..4), rows(1..4).into_iter().map(elsewhere).collect()].concat().join("\n");
    assert!(is_mixed(V365, &[lines]));
    // Pages of one log, overlapping or not, and the same log twice.
    for same in
        [vec![page(0..30, true), page(30..40, false)], vec![page(0..30, true), page(20..40, false)], vec![page_one; 2]]
    {
        assert!(!is_mixed(V365, &same) && !is_mixed(V365, &[same.concat()]));
    }
}
