//! Answers that no server should send, a test for each row of "Hostile inputs" in tests/README.md that decoding decides.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a panic is how a test fails")]

use std::path::Path;

use tapeline::model::{
    Assumption, DecodeError, Id, Notices, Product, SessionKind, Severity, Stamp, Status, UtcOffset, time,
};
use tapeline::wire::{error_body, jobs, pretty, server_version, sessions, sniff};

use super::{Decoded, said};

const DAY: &str = "2026-11-20T09:00:00Z";

/// A log of rows with these members, a good one before and after each.
fn between_good_rows(members: &[&str]) -> Decoded {
    let good =
        |n: usize| format!(r#"{{"id":"good-{n}","title":"[Success] good","creationTime":"{DAY}","endTime":"{DAY}"}}"#);
    let mut rows = vec![good(0)];
    for (n, members) in (1..).zip(members) {
        rows.extend([format!("{{{members}}}"), good(n)]);
    }
    let decoded = Decoded::vb365(&format!("[{}]", rows.join(",")));
    assert_eq!(decoded.end.as_ref().unwrap().n_rows, rows.len());
    assert_eq!(decoded.log.len(), rows.len(), "no row is lost: {:?}", decoded.said());
    for n in 0..=members.len() {
        let idx = u32::try_from(2 * n).unwrap();
        assert_eq!((decoded.log.id(idx), decoded.log.status(idx)), (Some(format!("good-{n}")), Status::Success));
    }
    decoded
}

/// The places of the rows between the good ones.
fn odd(members: &[&str]) -> impl Iterator<Item = u32> {
    (0..u32::try_from(members.len()).unwrap()).map(|n| 2 * n + 1)
}

fn has(decoded: &Decoded, idx: u32, assumption: Assumption) -> bool {
    decoded.log.assumptions(idx).any(|found| found == assumption)
}

#[test]
fn what_is_no_text_is_replaced_and_flagged() {
    let rows: [&[u8]; 5] = [br"a\ud800b", br"a\udc00\ud800\u0041", b"a\xC3\x28\xFF\xFEb", br"\ud83d", b"\xF0\x9F\x9A"];
    for bytes in rows {
        let json =
            [b"[{\"id\":\"a\",\"title\":\"[Failed] ", bytes, b"\"},{\"id\":\"b\",\"title\":\"[Success] good\"}]"]
                .concat();
        let decoded = Decoded::from_chunks(Product::Vb365, [&json[..]]);
        assert_eq!((decoded.log.len(), decoded.log.status(0)), (2, Status::Failed));
        assert!(decoded.log.text(0).contains('\u{fffd}'), "{}", decoded.log.text(0));
        assert!(has(&decoded, 0, Assumption::BrokenText) && !has(&decoded, 1, Assumption::BrokenText));
        assert_eq!(decoded.log.text(1), "good");
    }
    let paired = Decoded::vb365(r#"[{"id":"a","title":"\ud83d\ude80"}]"#);
    assert_eq!(paired.log.text(0), "🚀");
    assert!(!has(&paired, 0, Assumption::BrokenText));
}

#[test]
fn a_byte_order_mark_is_passed_before_an_answer_and_kept_in_a_text() {
    let decoded = Decoded::vb365("\u{feff}[{\"id\":\"a\",\"title\":\"\u{feff}x\"}]");
    assert_eq!((decoded.log.len(), decoded.log.text(0)), (1, "\u{feff}x"));
    let mut notices = Notices::default();
    let (list, _) =
        sessions(Product::Vb365, SessionKind::Job, "\u{feff}[{\"id\":\"a\"}]".as_bytes(), &mut notices).unwrap();
    assert_eq!(list.len(), 1);
}

#[test]
fn the_first_known_word_decides_and_nothing_else_is_a_success() {
    for (title, status, text) in [
        ("[Success] [Failed] x", Status::Success, "[Failed] x"),
        ("[Failed] [Success] x", Status::Failed, "[Success] x"),
        ("[success] x", Status::Success, "x"),
        ("[Erfolg] x", Status::Unknown, "[Erfolg] x"),
        ("[Odd] [Success] x", Status::Unknown, "[Odd] [Success] x"),
        (" [Success] x", Status::Unknown, " [Success] x"),
        ("Success", Status::Unknown, "Success"),
        ("[Success", Status::Unknown, "[Success"),
        ("[Suc\\u200bcess] x", Status::Unknown, "[Suc\u{200b}cess] x"),
        ("", Status::Unknown, ""),
        ("[]", Status::Unknown, "[]"),
    ] {
        let decoded = Decoded::vb365(&format!(r#"[{{"id":"a","title":"{title}"}}]"#));
        assert_eq!((decoded.log.status(0), decoded.log.text(0)), (status, text), "{title}");
        assert_eq!(decoded.log.count(Severity::Success), u32::from(status == Status::Success), "{title}");
    }
}

#[test]
fn order_numbers_that_are_none_cost_only_themselves() {
    let rows = [
        r#""usn":-5"#,
        r#""usn":"7""#,
        r#""usn":7.0"#,
        r#""usn":1,"usn":2"#,
        r#""usn":1e400"#,
        r#""usn":9223372036854775808"#,
        r#""usn":9223372036854775809"#,
        r#""usn":-9223372036854775809"#,
        r#""usn":18446744073709551616"#,
        r#""usn":3.5"#,
        r#""usn":{}"#,
        r#""usn":null"#,
        "",
    ];
    let decoded = between_good_rows(&rows);
    let usns: Vec<Option<i64>> = odd(&rows).map(|idx| decoded.log.usn(idx)).collect();
    assert_eq!(usns, [Some(-5), Some(7), Some(7), Some(2), None, None, None, None, None, None, None, None, None]);
    let said = decoded.said().join("\n");
    for part in ["beyond the range of numbers; ignored: `1e400`", "`9223372036854775808`", "`3.5`", "an object"] {
        assert!(said.contains(part), "{part} is not told: {said}");
    }
    assert_eq!(decoded.log.sort_by_time((0..27).collect()).len(), 27, "they can be sorted all the same");
}

#[test]
fn times_that_are_none_are_no_part_of_the_axis() {
    let times = [
        "null",
        r#""""#,
        r#""NaN""#,
        "NaN",
        "1795165200000",
        r#""0001-01-01T00:00:00Z""#,
        r#""9999-12-31T23:59:59.9999999Z""#,
        r#""2026-11-20T23:59:60Z""#,
        r#""2026-11-20T24:00:00Z""#,
        r#""2026-02-30T00:00:00Z""#,
        r#""2026-11-20T09:00:00.123456789012345678901Z""#,
        r#""2026-11-20T09:00:00+24:00""#,
        r#""99999-01-01T00:00:00Z""#,
        r#""2026""#,
    ];
    let rows: Vec<String> = times.map(|t| format!(r#""title":"x","creationTime":{t},"endTime":{t}"#)).into();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let decoded = between_good_rows(&rows);
    for (idx, text) in odd(&rows).zip(times) {
        assert_eq!((decoded.log.start(idx), decoded.log.end(idx)), (None, None), "{text}");
        assert!(has(&decoded, idx, Assumption::NoStart), "{text}");
    }
    let extent = decoded.log.extent().unwrap();
    assert_eq!((extent.start().to_iso(UtcOffset::UTC), extent.ticks()), (DAY.to_owned(), 0));
    // All but null, "" and .NET's "not set" are told.
    assert_eq!(decoded.said().iter().filter(|said| said.contains("is no time")).count(), 2 * (times.len() - 4));
}

#[test]
fn times_of_many_digits_or_without_a_zone_are_read() {
    let read = |text: &str| match time::parse(text.as_bytes()) {
        Ok(Stamp::At(t, offset)) => Some((t.to_iso(UtcOffset::UTC), offset.is_some())),
        _ => None,
    };
    let cut = Some(("2026-11-20T09:00:00.1234567Z".to_owned(), true));
    assert_eq!(read("2026-11-20T09:00:00.12345678901234567890Z"), cut, "twenty digits");
    assert_eq!(read("2026-11-20T09:00:00.123456789012345678901Z"), None, "more are none");
    assert_eq!(read("2026-11-20T09:00:00"), Some((DAY.to_owned(), false)));
    assert_eq!(read("2026-11-20T09:00:00+00:00"), Some((DAY.to_owned(), true)));
    let row = r#""title":"x","creationTime":"2026-11-20T09:00:00","endTime":"2026-11-20T09:00:01""#;
    assert!(has(&between_good_rows(&[row]), 1, Assumption::NoZone));
}

#[test]
fn ends_that_cannot_be_are_marked() {
    let start = r#""title":"[Success] x","creationTime":"2026-11-20T09:00:07Z""#;
    let rows = [
        format!(r#"{start},"endTime":"2026-11-20T09:00:00Z""#),
        format!(r#"{start},"endTime":"2999-01-01T00:00:00Z""#),
        start.to_owned(),
        format!(r#"{start},"endTime":null"#),
    ];
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let decoded = between_good_rows(&rows);
    assert!(has(&decoded, 1, Assumption::EndBeforeStart));
    assert!(decoded.log.range(1, decoded.log.start(1).unwrap()).unwrap().ticks() == 0, "a mark at its start");
    assert!(decoded.log.ticks(3).is_none() && has(&decoded, 3, Assumption::FarTime) && !decoded.log.is_open(3));
    for idx in [5, 7] {
        assert!(has(&decoded, idx, Assumption::NoEnd) && decoded.log.is_open(idx));
        assert_eq!(decoded.log.status(idx), Status::Success, "only the server says what runs");
    }
}

const BAD_IDS: [&str; 13] =
    ["../../Token", "..%2f", "%2e%2e", "..", ".", "a/b", r"a\b", "a?x=1", "a#", "a b", "a\u{0}b", "ä", ""];

#[test]
fn no_odd_id_gets_into_an_address() {
    for bad in BAD_IDS.into_iter().map(str::to_owned).chain(["f".repeat(65), "f".repeat(10_000)]) {
        assert_eq!(Id::new(&bad), None, "{bad}");
        let quoted = serde_json::to_string(&bad).unwrap();
        let json = format!(
            r#"[{{"id":{quoted},"jobId":{quoted},"mainSessionId":{quoted},"status":"Failed","creationTime":"{DAY}"}}]"#
        );
        let mut notices = Notices::default();
        let (list, _) = sessions(Product::Vb365, SessionKind::Job, json.as_bytes(), &mut notices).unwrap();
        assert_eq!((&list[0].id, &list[0].job_id, &list[0].main_session_id), (&None, &None, &None), "{bad}");
        assert!(said(&notices).iter().any(|notice| notice.contains("not fit for an address")), "{bad}");
        let decoded = between_good_rows(&[&format!(r#""id":{quoted},"title":"x""#)]);
        assert_eq!(decoded.log.text(1), "x", "{bad}");
    }
}

#[test]
fn ids_may_be_numbers_or_missing_or_there_twice() {
    let rows = [r#""id":42"#, r#""id":null"#, "", r#""id":"good-0""#, r#""id":"a","id":"b""#];
    let decoded = between_good_rows(&rows);
    let ids: Vec<Option<String>> = odd(&rows).map(|idx| decoded.log.id(idx)).collect();
    let text = |id: &str| Some(id.to_owned());
    assert_eq!(ids, [text("42"), None, None, text("good-0"), text("b")]);
    assert_eq!(decoded.log.find_id(&Id::new("good-0").unwrap()), Some(0), "the first of two");
    assert_eq!(decoded.said().iter().filter(|said| said.ends_with("no id")).count(), 2);
}

#[test]
fn depth_and_width_are_bounded() {
    let deep = format!(r#""id":"a","deep":{}1{}"#, "[".repeat(100_000), "]".repeat(100_000));
    let decoded = Decoded::vb365(&format!(r#"[{{{deep}}},{{"id":"good"}}]"#));
    assert_eq!(decoded.log.id(u32::try_from(decoded.log.len()).unwrap() - 1).unwrap(), "good");
    assert!(decoded.notices.n_total() > 0);
    assert_eq!(Decoded::vb365(&"[".repeat(100_000)).end, Err(DecodeError::Cut { n_rows: 1 }));
    let keys: Vec<String> = (0..1_000_000).map(|n| format!("\"k{n}\":1")).collect();
    let decoded = between_good_rows(&[&keys.join(",")]);
    assert!(decoded.notices.n_total() < 10);
}

/// A text that does not end is given up, long before it fills the memory. Its row counts only once another follows.
#[test]
fn a_row_without_an_end_is_given_up() {
    let mut chunks: Vec<&[u8]> = vec![br#"[{"id":"good","title":"x"},{"id":"b","title":""#];
    let piece = vec![b'x'; 1 << 20];
    chunks.extend(std::iter::repeat_n(&piece[..], 20));
    let decoded = Decoded::from_chunks(Product::Vb365, chunks.iter().copied().chain([&br#""},{"id":"c"}]"#[..]]));
    assert!(decoded.end.is_ok(), "{:?}", decoded.end);
    assert_eq!(decoded.log.len(), 2);
    assert_eq!(decoded.said(), ["row 2: longer than 16 MB; left out"]);
    let decoded = Decoded::from_chunks(Product::Vb365, chunks);
    assert_eq!(decoded.log.len(), 1);
    assert_eq!(decoded.end, Err(DecodeError::Cut { n_rows: 1 }));
    assert!(decoded.said().is_empty(), "{:?}", decoded.said());
}

#[test]
fn what_is_no_list_is_told_as_what_it_is() {
    let end = |json: &str| Decoded::vb365(json).end;
    assert!(end(r#"[{"id":"a"}]"#).is_ok() && end(r#"{"results":[{"id":"a"}]}"#).is_ok());
    assert!(matches!(end(r#"{"results":{"id":"a"}}"#), Err(DecodeError::NotALog { .. })));
    assert!(matches!(end(r#"{"status":"Healthy","entries":{}}"#), Err(DecodeError::NotALog { .. })));
    assert!(matches!(end(r#"{"error":{"code":17,"message":"Something"}}"#), Err(DecodeError::ServerError { .. })));
    assert!(matches!(end(r#"{"error":"<b>\u202e"}"#), Err(DecodeError::ServerError { .. })));
    assert!(matches!(end("true"), Err(DecodeError::NotALog { .. })));
    assert_eq!(end("<html>"), Err(DecodeError::Html));
    assert_eq!(end(" "), Err(DecodeError::Empty));
    let mut notices = Notices::default();
    for bad in [r#"{"results":{}}"#, "<html>", "", r#"{"error":"x"}"#] {
        assert!(sessions(Product::Vb365, SessionKind::Job, bad.as_bytes(), &mut notices).is_err(), "{bad}");
    }
}

/// What `serde_json` refuses is mended, for sessions and jobs as for logs: bytes that are no text, raw control characters,
/// unknown escapes, words that JSON lacks, members that are there twice, numbers beyond any float.
#[test]
fn a_session_that_is_no_json_to_the_letter_is_read() {
    let good = format!(r#"{{"id":"good","status":"Failed","creationTime":"{DAY}","endTime":"{DAY}"}}"#);
    let odd: [&[u8]; 6] = [
        b"\"details\":\"a\xff\xfeb\"",
        b"\"details\":\"a\tb\\xc\"",
        br#""details":"\ud800","statistics":{"processedObjects":1,"processedObjects":2,"readRate":NaN}"#,
        br#""progress":NaN,"details":"x""#,
        br#""progress":1,"progress":2,"retryCount":1e400,"details":123456789012345678901234567890"#,
        b"\"details\":\"x\",\"unknown\":{\"\xff\":[\"\\q\",-,0001]}",
    ];
    for odd in odd {
        let row = [b"{\"id\":\"a\",\"status\":\"Success\",", odd, b"}"].concat();
        let json = [b"[", good.as_bytes(), b",", &row[..], b",", good.as_bytes(), b"]"].concat();
        let mut notices = Notices::default();
        let (list, _) = sessions(Product::Vb365, SessionKind::Job, &json, &mut notices).unwrap();
        let shown = String::from_utf8_lossy(odd);
        let ids: Vec<&str> = list.iter().map(|session| session.id_text.as_str()).collect();
        assert_eq!((ids, list[1].status), (vec!["good", "a", "good"], Status::Success), "{shown}");
        assert!(list[1].details.as_ref().is_some_and(|details| !details.is_empty()), "{shown}");
        if let Some(statistics) = &list[1].statistics {
            assert_eq!(statistics.processed_items, Some(2), "the last of two");
        }
        if shown.contains("1e400") {
            assert_eq!(
                (list[1].progress, list[1].details.as_deref()),
                (Some(2), Some("123456789012345678901234567890"))
            );
        }
        let n_said = ["NaN", "1e400"].iter().filter(|word| shown.contains(*word)).count();
        assert_eq!(said(&notices).iter().filter(|notice| notice.contains("ignored: ")).count(), n_said, "{shown}");
    }
    let (list, _) = jobs(b"[{\"id\":7,\"name\":\"a\xff\",\"name\":\"b\nc\"}]", &mut Notices::default()).unwrap();
    assert_eq!((list[0].id.as_str(), list[0].name.as_str()), ("7", "b\nc"));
    let errors = br#"{"title":"t","errors":{"Limit":["a \q","b"]}}"#;
    assert_eq!(error_body(errors).unwrap().message, "t Limit: a \u{fffd}q Limit: b");
}

#[test]
fn names_of_members_mean_nothing_but_themselves() {
    let rows = [r#""__proto__":{"id":"x","title":"owned"},"constructor":null,"title":"[Failed] x","<b>":"[Success]""#];
    let decoded = between_good_rows(&rows);
    assert_eq!((decoded.log.text(1), decoded.log.status(1), decoded.log.id(1)), ("x", Status::Failed, None));
}

#[test]
fn links_are_never_kept() {
    for href in
        ["https://evil.invalid/v8/x", "//evil.invalid/x", "https://u:p@evil.invalid/", "evil.invalid", "?offset=0"]
    {
        let links = format!(r#""_links":{{"next":{{"href":"{href}"}},"self":{{"href":"{href}"}}}}"#);
        let decoded = Decoded::vb365(&format!(r#"{{"offset":0,"limit":1,{links},"results":[{{"id":"a",{links}}}]}}"#));
        assert!(decoded.end.as_ref().unwrap().has_next, "{href}");
        assert!(!decoded.dump().contains(href), "{href}");
        let json = format!(
            r#"[{{"id":"1","status":"Failed","creationTime":"{DAY}","_links":{{"job":{{"href":"{href}"}}}}}}]"#
        );
        let (list, _) = sessions(Product::Vb365, SessionKind::Job, json.as_bytes(), &mut Notices::default()).unwrap();
        assert!(!format!("{list:?}").contains("evil"), "{list:?}");
    }
}

/// The seeds of the fuzz targets, each through the decoders it is a seed of.
#[test]
fn every_seed_of_the_fuzz_targets_is_borne() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/seeds");
    let mut n_bytes = 0;
    let mut targets = Vec::new();
    for target in std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()) {
        let name = target.file_name().unwrap().to_string_lossy().into_owned();
        for seed in std::fs::read_dir(&target).unwrap().map(|entry| entry.unwrap().path()) {
            let bytes = std::fs::read(&seed).unwrap();
            n_bytes += bytes.len();
            match name.as_str() {
                // The first byte says where the rest is cut.
                "log_vb365" => drop(Decoded::from_chunks(Product::Vb365, [&bytes[1..]])),
                "log_azure" => drop(Decoded::from_chunks(Product::VbAzure, [&bytes[1..]])),
                "sessions" => drop(sessions(Product::Vb365, SessionKind::Job, &bytes, &mut Notices::default())),
                "jobs" => drop(jobs(&bytes, &mut Notices::default())),
                "error_body" => drop((error_body(&bytes), server_version(&bytes), pretty(&bytes))),
                "sniff" => drop(sniff(&bytes)),
                "time" => drop((time::parse(&bytes), time::parse_span(&bytes))),
                other => assert_eq!(other, "", "no target has this name"),
            }
        }
        targets.push(name);
    }
    assert_eq!(targets.len(), 7, "{targets:?}");
    assert!(n_bytes < 20_000, "seeds are small: {n_bytes} bytes");
}
