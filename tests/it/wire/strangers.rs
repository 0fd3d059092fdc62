//! Answers and files of another making: whatever way they are cut they are the same, odd times are said, and what is odd is counted
//! once.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a panic is how a test fails")]

use tapeline::api::Origin;
use tapeline::format;
use tapeline::model::{Assumption, Log, Notices, Oddity, Product, Status, Timestamp};
use tapeline::route::Route;
use tapeline::texts::Texts;
use tapeline::wire::{FileDecoder, LogDecoder, Missing, saved, sniff};

use super::Decoded;

/// A row that is longer than any answer's should be costs itself, in whatever pieces it comes.
#[test]
fn one_long_row_costs_itself_in_any_pieces() {
    for (n_long, n_lost, size) in [(17 << 20, 1, usize::MAX), (17 << 20, 1, 81_920)] {
        let mut body = Vec::from(&b"{\"offset\":0,\"limit\":9000,\"results\":["[..]);
        let row = |n: usize| format!("{{\"id\":\"{n}\",\"message\":\"row {n}\",\"type\":\"Success\"}},");
        (0..50).for_each(|n| body.extend(row(n).bytes()));
        body.extend(b"{\"id\":\"long\",\"message\":\"");
        body.resize(body.len() + n_long, b'\\');
        body.extend(b"\"},");
        (50..1_000).for_each(|n| body.extend(row(n).bytes()));
        body.pop();
        body.extend(b"]}");
        let decoded = Decoded::from_chunks(Product::Vb365, body.chunks(size));
        assert_eq!(decoded.log.len(), 1_001 - n_lost, "{n_long} in pieces of {size}: {:?}", decoded.end);
        assert!(decoded.end.is_ok(), "{:?}", decoded.end);
    }
}

/// A too long row that ends a list is told, what stands behind the list is read, and a load that goes on behind it tells it no
/// second time.
#[test]
fn a_long_row_at_the_end_is_told() {
    let row =
        |id: &str, title: &str| format!(r#"{{"id":"{id}","creationTime":"2026-11-21T22:00:00Z","title":"{title}"}}"#);
    let long = row("long", &[r#"}]\""#, &" ".repeat(17 << 20)].concat());
    let (a, c, d) = (row("a", "x"), row("c", "x"), row("d", "x"));
    for (text, n_items, n_rows) in [
        (format!("{a}\n{long}\n"), 1, 2),
        (format!("[{a},{long},]"), 1, 2),
        (format!("[{a},{long}]\nDone."), 1, 2),
        (format!("[{a},{long}]\n[{c},{d}]"), 3, 4),
        (format!("[{a},{}", &long[..long.len() - 2]), 1, 1),
    ] {
        for size in [usize::MAX, 81_920] {
            let (mut items, mut notices) = (Log::new(), Notices::default());
            let mut decoder = FileDecoder::new(Product::Vb365);
            text.as_bytes().chunks(size).for_each(|chunk| decoder.feed(chunk, &mut items, &mut notices));
            let _ = decoder.end_file(&mut items, &mut notices);
            let (begin, end) = (&text[..20], &text[text.len() - 20..]);
            assert_eq!((items.len(), decoder.n_rows()), (n_items, n_rows), "{begin}…{end} in pieces of {size}");
            let is_told = notices.kept().iter().any(|notice| notice.what == Oddity::TooLong);
            assert_eq!(is_told, n_rows > n_items, "{begin}…{end} in pieces of {size}");
        }
    }
    let (mut items, mut notices) = (Log::new(), Notices::default());
    let mut decoder = LogDecoder::new(Product::Vb365, 3);
    decoder.feed(format!("[{a},{long},{c},{d}]").as_bytes(), &mut items, &mut notices);
    assert_eq!(decoder.finish(&mut items, &mut notices).unwrap().n_rows, 4);
    assert_eq!((items.len(), notices.n_total()), (1, 0));
}

#[test]
fn spans_and_dates_that_stand_for_nothing_are_said() {
    for span in [
        "10675199.02:48:05.4775807",
        "9999999.00:00:00",
        "10675199.02:48:05.4775806",
        "-00:00:01",
        "-10675199.02:48:05.4775808",
    ] {
        let decoded = Decoded::vbazure(&format!(
            r#"{{"log":[{{"status":"Success","message":"x","executionStartTime":"2026-11-21T22:00:00Z","executionDuration":"{span}"}}]}}"#
        ));
        assert_eq!(decoded.log.len(), 1);
        let is_open = decoded.log.is_open(0);
        let has_said = decoded.log.assumptions(0).count() > 0 || !decoded.said().is_empty();
        assert!(has_said, "{span}: {:?} {is_open}", decoded.log.end(0));
        let end = decoded.log.end(0).map(Timestamp::ticks);
        assert!(end != Some(i64::MAX) && end != Some(i64::MIN), "{span}");
        assert!(
            !is_open || decoded.log.assumptions(0).any(|odd| odd == Assumption::NoEnd) || !decoded.said().is_empty(),
            "{span}"
        );
    }
}

#[test]
fn what_is_typed_wrong_is_told_for_what_it_is() {
    for zone in ["++3:+5", "+3:+5", "+-3:00", "--3", "+3:-5", "+ 3:00", "+３:00", "+25:00", "+3:5x"] {
        let parsed = Route::parse(&format!("#/job-sessions?api=sample&tz={}", zone.replace('+', "%2B")));
        assert!(!parsed.notices.is_empty(), "{zone}: {:?}", parsed.route.params);
    }
    let text = |typed: &str| Origin::parse(typed).unwrap_err().say(Texts::default());
    for typed in [
        "backup01:",
        "backup01:x",
        "backup01:99999",
        "srv:port",
        "https://backup01:",
        "https://backup01:x",
        "backup01.contoso.local:",
    ] {
        match Origin::parse(typed) {
            Ok(origin) => assert_eq!(origin.port(), 443, "{typed}"),
            Err(_) => assert!(text(typed).to_lowercase().contains("port"), "{typed}: {}", text(typed)),
        }
    }
}

/// A mark of UTF-8, or an empty line, before all that a file can be.
#[test]
fn a_mark_before_a_file_changes_nothing() {
    let row = r#"{"id":"1","usn":1,"message":"row 1","type":"Error","creationTime":"2026-11-27T00:00:00Z","endTime":"2026-11-27T00:00:01Z"}"#;
    for body in [
        format!("[{row}]"),
        format!("{{\"results\":[{row}]}}"),
        format!("[{{\"offset\":0,\"limit\":9,\"results\":[{row}]}}]"),
        format!("{{\"offset\":0,\"limit\":9,\"results\":[{row}]}}\n{{\"offset\":1,\"limit\":9,\"results\":[]}}"),
        format!("{row}\n"),
    ] {
        let plain = Decoded::file(Product::Vb365, [body.as_bytes()]);
        assert_eq!(plain.texts(), ["row 1"], "{body}");
        for mark in ["\u{feff}", "\r\n", "\n\n", " \t", "\u{feff}\r\n"] {
            let marked = format!("{mark}{body}");
            for size in [1, 2, 5, 1_000] {
                let read = Decoded::file(Product::Vb365, marked.as_bytes().chunks(size));
                assert_eq!(
                    (read.texts(), read.missing),
                    (plain.texts(), plain.missing),
                    "{marked:?} in pieces of {size}"
                );
            }
            assert_eq!(
                std::mem::discriminant(&sniff(marked.as_bytes())),
                std::mem::discriminant(&sniff(body.as_bytes())),
                "{marked:?}"
            );
        }
    }
    let header = "{\"tapeline\":\"saved session\",\"version\":1,\"savedAt\":\"2026-11-22T03:04:05Z\",\"product\":\"vb365\",\"apiVersion\":\"v6\",\"server\":\"x\",\"redacted\":false,\"zone\":\"UTC\",\"parts\":[{\"kind\":\"log\",\"session\":\"1\",\"complete\":true,\"bytes\":2}]}\n[]";
    let of = |text: &str| saved(text.split_inclusive('\n').next().unwrap().as_bytes()).map(|saved| saved.n_bytes());
    assert!(of(header).is_ok());
    assert!(of(&format!("\u{feff}{header}")).is_ok());
}

/// Several files of a log of which one broke off, whichever it is: never all.
#[test]
fn one_broken_file_of_several_is_never_all() {
    let page = |from: usize, to: usize| {
        let rows: Vec<String> =
            (from..to).map(|n| format!(r#"{{"id":"{n}","usn":{n},"message":"row {n}","type":"Success"}}"#)).collect();
        format!(r#"{{"offset":{from},"limit":10,"results":[{}]}}"#, rows.join(","))
    };
    let files = [page(0, 10), page(10, 20), page(20, 25)];
    for broken in 0..3 {
        for cut in [2, 3, 20, 60, files[broken].len() - 20] {
            let (mut log, mut notices, mut decoder) =
                (Log::new(), Notices::default(), FileDecoder::new(Product::Vb365));
            for (n, file) in files.iter().enumerate() {
                let end = if n == broken { file.len() - cut } else { file.len() };
                decoder.feed(&file.as_bytes()[..end], &mut log, &mut notices);
                let _ = decoder.end_file(&mut log, &mut notices);
            }
            assert_eq!(decoder.missing(), Some(Missing::End), "file {broken} without its last {cut}");
        }
    }
}

/// A log that is read anew in each round of following, from wherever: as odd as it was.
#[test]
fn following_for_ever_counts_what_is_odd_once() {
    let row = |n: usize| {
        if n.is_multiple_of(3) {
            format!(r#"{{"id":"{n}","message":"row {n}","creationTime":"yesterday"}}"#)
        } else {
            format!(r#"{{"id":"{n}","message":"row {n}","type":"Success"}}"#)
        }
    };
    let body = |from: usize, to: usize| {
        format!(r#"{{"offset":{from},"limit":-1,"results":[{}]}}"#, (from..to).map(row).collect::<Vec<_>>().join(","))
    };
    let read = |from: usize, to: usize| {
        let (mut log, mut notices) = (Log::new(), Notices::default());
        let mut decoder = LogDecoder::new(Product::Vb365, 0);
        decoder.feed(body(from, to).as_bytes(), &mut log, &mut notices);
        decoder.finish(&mut log, &mut notices).unwrap();
        notices
    };
    let whole = read(0, 400);
    let mut notices = whole.clone();
    for round in 0..150 {
        let from = [0, 390, 200, 399][round % 4];
        notices = notices.head(from);
        notices.append(read(from, 400), from);
        assert_eq!(notices.n_total(), whole.n_total(), "round {round}");
    }
    assert_eq!(notices.kept().iter().filter(|notice| matches!(notice.what, Oddity::NoCount(_))).count(), 1);
}

#[test]
fn what_nobody_sees_is_spelt_out() {
    for c in [
        '\u{fe00}',
        '\u{fe0e}',
        '\u{1d173}',
        '\u{1d17a}',
        '\u{1bca0}',
        '\u{13430}',
        '\u{1343f}',
        '\u{2800}',
        '\u{17b4}',
        '\u{17b5}',
        '\u{115f}',
        '\u{1160}',
        '\u{3164}',
        '\u{ffa0}',
        '\u{180e}',
        '\u{180b}',
        '\u{34f}',
        '\u{61c}',
        '\u{2060}',
        '\u{206f}',
        '\u{fff9}',
        '\u{e0001}',
        '\u{e0100}',
        '\u{ad}',
        '\u{feff}',
        '\u{0}',
        '\u{7f}',
        '\u{85}',
        '\u{2028}',
    ] {
        let shown = format::visible(&format!("a{c}b")).into_owned();
        assert!(!shown.contains(c), "U+{:04X}", u32::from(c));
    }
    assert_eq!(Status::from_word("SUCCEEDED"), Some(Status::Success));
}
