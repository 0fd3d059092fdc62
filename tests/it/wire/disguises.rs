//! The same log in every disguise in which people send it: UTF-16, a copy from a page or a terminal, a table, and what is none.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a panic is how a test fails")]

use proptest::prelude::*;
use tapeline::model::{Assumption, Foreign, Instead, Product, SessionKind, Status, UtcOffset};
use tapeline::wire::{DayOrder, SavedError, Sniffed, Utf16, plain, saved, sniff, table};

use super::{Decoded, File};

pub(super) const LOG: &str = r#"{"offset":0,"limit":30,"results":[
 {"id":"00000000-0000-4000-8000-000000000001","usn":1,"title":"[Success] Processing mailbox: jürgen@contoso.example",
  "creationTime":"2026-11-27T01:00:00.0173Z","endTime":"2026-11-27T01:00:06.3Z"},
 {"id":"00000000-0000-4000-8000-000000000002","usn":2,"title":"[Error] Processing \"site\" 🚀, [x]: {a}",
  "creationTime":"2026-11-27T01:00:00Z","endTime":null}]}
"#;

pub(super) fn utf16(text: &str, is_big: bool, mark: &str) -> Vec<u8> {
    let units = [mark, text].concat();
    units.encode_utf16().flat_map(|unit| if is_big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
}

/// Takes disguises off as the page does, with this size of pieces.
fn undressed(bytes: &[u8], size: usize) -> (Vec<u8>, Sniffed) {
    let mut bytes = bytes.to_vec();
    for _ in 0..4 {
        bytes = match sniff(&bytes[..bytes.len().min(65_536)]) {
            Sniffed::Utf16(mut utf16) => {
                let mut out = Vec::new();
                bytes.chunks(size).for_each(|piece| utf16.feed(piece, &mut out));
                utf16.finish(&mut out);
                out
            }
            Sniffed::Copied => plain(&bytes).json,
            Sniffed::Table => table(&bytes).unwrap().json,
            sniffed => return (bytes, sniffed),
        };
    }
    panic!("no end of disguises: {}", String::from_utf8_lossy(&bytes));
}

pub(super) fn opened(bytes: &[u8], size: usize) -> File {
    let (json, sniffed) = undressed(bytes, size);
    assert_eq!(sniffed, Sniffed::Log(Product::Vb365), "{}", String::from_utf8_lossy(&json));
    Decoded::file(Product::Vb365, json.chunks(size))
}

/// All of the items but where they stood.
pub(super) fn items(file: &File) -> Vec<String> {
    let log = &file.log;
    let item = |idx| {
        format!("{:?}", (log.id(idx), log.usn(idx), log.title(idx), log.status(idx), log.start(idx), log.end(idx)))
    };
    (0..u32::try_from(log.len()).unwrap()).map(item).collect()
}

pub(super) fn assert_same(bytes: &[u8]) {
    let found = opened(bytes, 5);
    assert_eq!(items(&found), items(&opened(LOG.as_bytes(), 1000)), "{}", String::from_utf8_lossy(bytes));
    assert_eq!((found.missing, found.end), (None, Ok(())), "{}", String::from_utf8_lossy(bytes));
}

#[test]
fn utf_16_opens_like_its_twin() {
    for is_big in [false, true] {
        for mark in ["", "\u{feff}"] {
            assert_same(&utf16(LOG, is_big, mark));
            assert_same(&utf16(&LOG.replace("\n ", "\r\n "), is_big, mark));
        }
        // Appended to a file, with a mark in the middle.
        let (first, second) = LOG.split_once(",\n {").unwrap();
        let appended = [
            utf16(&format!("{first}]}}\r\n"), is_big, "\u{feff}"),
            utf16(&format!("[{{{}", second.replace("]}", "]")), is_big, "\u{feff}"),
        ];
        assert_eq!(items(&opened(&appended.concat(), 3)).len(), 2);
    }
    // A title in a script without a zero among its bytes.
    let cyrillic = LOG.replace("Processing mailbox", &"Обработка почтового ящика ".repeat(3));
    assert_eq!(items(&opened(&utf16(&cyrillic, false, ""), 7)), items(&opened(cyrillic.as_bytes(), 7)));
    assert!(
        Utf16::of_head(LOG.as_bytes()).is_none() && Utf16::of_head(b"").is_none() && Utf16::of_head(b"{").is_none()
    );
}

/// The rest is kept, and it is said.
#[test]
fn utf_16_cut_within_a_character_keeps_the_rest() {
    let whole = utf16(LOG, false, "\u{feff}");
    let rocket = LOG.find('🚀').unwrap();
    let at = 2 + LOG[..rocket].encode_utf16().count() * 2;
    for cut in [at - 1, at + 1, at + 2, at + 3, whole.len() - 3] {
        let found = opened(&whole[..cut], 4);
        let n_items = if cut > at + 3 { 2 } else { 1 };
        assert_eq!((found.log.len(), found.missing.is_some(), found.end.is_err()), (n_items, true, true), "{cut}");
    }
    // Half of the last line break: everything is there, and something is said.
    let found = opened(&whole[..whole.len() - 1], 4);
    assert_eq!((found.log.len(), found.said().len()), (2, 1), "{:?}", found.said());
    // Half a pair within a text is marked.
    let mut lone = whole.clone();
    lone[at + 2..at + 4].copy_from_slice(&[b'x', 0]);
    let found = opened(&lone, 4);
    assert!(found.log.assumptions(1).any(|found| found == Assumption::BrokenText));
    assert_eq!(found.log.len(), 2);
}

#[test]
fn text_around_the_answer_is_left_out() {
    for text in [
        format!(
            "PS C:\\Users\\ann> curl.exe -s -H \"Authorization: Bearer SECRET\" https://vb365:4443/v8/x\n{LOG}\nPS C:\\Users\\ann> "
        ),
        format!("Here it is:\n```json\n{LOG}```\nThanks, Ann [10:21]"),
        format!("HTTP/1.1 200 OK\r\nContent-Type: application/json; charset=utf-8\r\nSet-Cookie: a={{b}}\r\n\r\n{LOG}"),
        format!(
            "https://vb365.example:4443/v8/JobSessions/00000000-0000-4000-8000-0000000000aa/LogItems?offset=0&limit=30\n{LOG}"
        ),
        format!("[10:21 AM] Ann: {LOG}"),
        format!(
            "* Connected to vb365 (10.0.0.1) port 4443\n> GET /v8/x HTTP/1.1\n> \n{{ [5 bytes data]\n{LOG}* Connection #0 left intact"
        ),
        format!(")]}}',\n{LOG}"),
        format!("$log | ForEach-Object {{ $_.Title }}\n{LOG}"),
        ["> ", &LOG.trim().replace('\n', "\n> "), "\n"].concat(),
        LOG.replace('\n', "\n\u{a0}\u{a0}").replace(":[", ": \u{202f}["),
        serde_json::to_string(LOG).unwrap(),
        format!("\u{feff}{}", serde_json::to_string(LOG.trim()).unwrap()),
    ] {
        assert_same(text.as_bytes());
        let (json, _) = undressed(text.as_bytes(), 9);
        assert!(!String::from_utf8_lossy(&json).contains("SECRET"), "what stood around it goes nowhere");
    }
}

#[test]
fn curly_quotes_become_straight_ones() {
    let curly = |text: &str| {
        let mut is_open = false;
        text.replace("\\\"", "\\\u{201d}")
            .chars()
            .map(|letter| match letter {
                '"' => {
                    is_open = !is_open;
                    if is_open { '\u{201c}' } else { '\u{201d}' }
                }
                letter => letter,
            })
            .collect::<String>()
    };
    assert_same(curly(LOG).as_bytes());
    assert_same(curly(LOG).replace('\u{201c}', "\u{201e}").as_bytes());
    // In a text of straight ones they are the text's own.
    let own = LOG.replace("jürgen", "“jürgen”");
    assert_eq!(sniff(own.as_bytes()), Sniffed::Log(Product::Vb365));
    assert_eq!(opened(own.as_bytes(), 9).log.text(0), "Processing mailbox: “jürgen”@contoso.example");
    // And in one of curly ones, what does not end a text.
    let within = curly(&LOG.replace("jürgen", "~ürgen")).replace("~ürgen", "“jürgen” x");
    assert_eq!(opened(within.as_bytes(), 9).log.text(0), "Processing mailbox: “jürgen” x@contoso.example");
}

#[test]
fn lines_that_a_terminal_broke_are_joined() {
    let one_line: String = LOG.lines().map(str::trim).collect();
    for width in [40, 80, 119, 120] {
        let letters: Vec<char> = one_line.chars().collect();
        for end in ["\n", "\r\n"] {
            let lines: Vec<String> = letters.chunks(width).map(|line| line.iter().collect()).collect();
            assert_same(lines.join(end).as_bytes());
            assert_same(format!("PS C:\\> type log.json\n{}\nPS C:\\>", lines.join(end)).as_bytes());
        }
    }
    // Where the lines do not tell, nothing is joined: a text keeps its line break.
    let two = LOG.replace("mailbox", "mail\nbox");
    assert_eq!(sniff(two.as_bytes()), Sniffed::Log(Product::Vb365));
    assert!(opened(two.as_bytes(), 9).log.text(0).contains("mail\nbox"));
}

/// Nothing of an answer that is one is touched.
#[test]
fn a_plain_answer_is_left_as_it_is() {
    for text in [LOG.to_owned(), format!("\u{feff}{LOG}"), format!("{LOG}{LOG}"), LOG.replace('\n', "\r\n")] {
        let copied = plain(text.as_bytes());
        assert!(!copied.is_mended && !copied.is_cut_out, "{text}");
    }
    assert!(plain(b"All went well [as ever].").json.is_empty());
    let deep = "[".repeat(100_000);
    assert!(plain(deep.as_bytes()).json.is_empty());
}

const ROWS: [[&str; 4]; 2] = [
    ["1", "[Success] Job started", "1/28/2022 8:52:36 PM", "1/28/2022 8:52:36 PM"],
    [
        "2",
        "[Warning] Processing mailbox: ann@contoso.example, \"x\"; line\nbreak",
        "1/28/2022 8:52:37 PM",
        "1/28/2022 8:53:00 PM",
    ],
];

fn csv(delimiter: &str, dates: impl Fn(&str) -> String) -> String {
    let quote = |field: &str| format!("\"{}\"", field.replace('"', "\"\""));
    let line = |fields: &[String]| fields.iter().map(|field| quote(field)).collect::<Vec<_>>().join(delimiter) + "\r\n";
    let mut out = line(&["Usn", "Title", "CreationTime", "EndTime", "PSComputerName"].map(str::to_owned));
    for [usn, title, start, end] in ROWS {
        out += &line(&[usn.to_owned(), title.to_owned(), dates(start), dates(end), String::new()]);
    }
    out
}

#[test]
fn tables_of_cmdlets_open() {
    let clock = |text: &str| {
        let (date, time) = text.split_once(' ').unwrap();
        let minute = &time[2..7];
        (date.to_owned(), minute.to_owned())
    };
    for (n, (delimiter, dates)) in [
        (",", Box::new(str::to_owned) as Box<dyn Fn(&str) -> String>),
        (";", Box::new(|text: &str| format!("28.01.2022 20:{}", clock(text).1))),
        ("\t", Box::new(|text: &str| format!("28/01/2022 20:{}", clock(text).1))),
        (",", Box::new(|text: &str| format!("2022-01-28 20:{}", clock(text).1))),
        (",", Box::new(|text: &str| format!("2022/01/28 20:{}", clock(text).1))),
        (";", Box::new(|text: &str| format!("28.01.2022 20.{}", clock(text).1.replace(':', ".")))),
        (",", Box::new(|text: &str| format!("2022. 01. 28. 오후 8:{}", clock(text).1))),
        (";", Box::new(|text: &str| format!("28/1/2022 8:{} μμ", clock(text).1))),
        (",", Box::new(|text: &str| format!("28/01/2022 08:{} p.\u{a0}m.", clock(text).1))),
        (",", Box::new(|text: &str| format!("1/28/2022 8:{}\u{202f}PM", clock(text).1))),
        (",", Box::new(|text: &str| format!("2022-01-28T20:{}.0000000", clock(text).1))),
        ("|", Box::new(|text: &str| format!("28-01-2022 20:{}", clock(text).1))),
    ]
    .into_iter()
    .enumerate()
    {
        let text = csv(delimiter, &dates);
        for text in [
            text.clone(),
            format!("#TYPE Veeam.Archiver.PowerShell.Log\r\n{text}"),
            format!("\u{feff}{text}"),
            text.replace("\r\n", "\n"),
        ] {
            assert_eq!(sniff(text.as_bytes()), Sniffed::Table, "{n}: {text}");
            assert_eq!(table(text.as_bytes()).unwrap().assumed, None, "{n}: the 28th is no month");
            let found = opened(text.as_bytes(), 11);
            let start = |idx| found.log.start(idx).map(|t| t.to_iso(UtcOffset::UTC));
            assert_eq!(start(0).as_deref(), Some("2022-01-28T20:52:36Z"), "{n}: {text}");
            assert_eq!((found.log.len(), found.log.usn(1), found.log.status(1)), (2, Some(2), Status::Warning));
            assert_eq!(found.log.end(1).unwrap().to_iso(UtcOffset::UTC), "2022-01-28T20:53:00Z");
            assert!(
                found.log.text(1).ends_with("\"x\"; line\r\nbreak")
                    || found.log.text(1).ends_with("\"x\"; line\nbreak")
            );
            assert!(found.log.assumptions(0).any(|found| found == Assumption::NoZone), "a table names no zone");
        }
        assert_eq!(items(&opened(&utf16(&text, false, "\u{feff}"), 3)), items(&opened(text.as_bytes(), 3)));
    }
}

#[test]
fn the_order_of_day_and_month_is_decided_by_the_whole_file_or_said() {
    let of = |dates: [&str; 2]| {
        let text = format!("Usn,Title,CreationTime\n1,a,{}\n2,b,{}\n", dates[0], dates[1]);
        let table = table(text.as_bytes()).unwrap();
        let found = opened(text.as_bytes(), 11);
        (found.log.start(0).map(|t| t.to_iso(UtcOffset::UTC)[..10].to_owned()), table.assumed)
    };
    let day = |text: &str| Some(text.to_owned());
    for (dates, start, assumed) in [
        (["2/3/2022 1:00:00 AM", "13/3/2022 1:00:00 AM"], day("2022-03-02"), None),
        (["2/3/2022 1:00:00 AM", "2/13/2022 1:00:00 AM"], day("2022-02-03"), None),
        (["2/3/2022 1:00:00 AM", "2/3/2022 2:00:00 AM"], day("2022-02-03"), Some(DayOrder::MonthFirst)),
        (["2/3/2022 01:00:00", "2/3/2022 02:00:00"], day("2022-03-02"), Some(DayOrder::DayFirst)),
        (["02.03.2022 01:00:00", "02.03.2022 02:00:00"], day("2022-03-02"), Some(DayOrder::DayFirst)),
        // .NET's largest date tells the order, and is none.
        (["2/3/2022 1:00:00 AM", "12/31/9999 11:59:59 PM"], day("2022-02-03"), None),
        (["2022-03-02T01:00:00", "2022-03-02T01:00:00"], day("2022-03-02"), None),
        (["2/3/2022 1:00:00 Uhr", "2/3/2022 2:00:00 Uhr"], None, None),
    ] {
        assert_eq!(of(dates), (start, assumed), "{dates:?}");
    }
}

#[test]
fn lists_of_sessions_open_as_tables_too() {
    let text = "\"JobName\";\"CreationTime\";\"EndTime\";\"Status\";\"Log\"\n\"Mail\";\"28.01.2022 20:52:36\";\"31.12.9999 23:59:59\";\"Running\";\"System.Object[]\"\n";
    let (json, sniffed) = undressed(text.as_bytes(), 9);
    assert_eq!(sniffed, Sniffed::Sessions(Product::Vb365, SessionKind::Job), "{}", String::from_utf8_lossy(&json));
}

#[test]
fn what_cannot_be_opened_is_named_for_what_it_is() {
    let table = "Usn Title                 CreationTime\r\n--- -----                 ------------\r\n  1 [Success] Job started 1/28/2022 8:5...\r\n";
    let list =
        "\r\nUsn          : 1\r\nTitle        : [Success] Job started\r\nCreationTime : 1/28/2022 8:52:36 PM\r\n";
    let log = "[28.01.2022 20:52:36] <01> Info     Starting\r\n[28.01.2022 20:52:37] <01> Error    Failed {\"x\"}\r\n";
    let other = "1/28/2022 8:52:36 PM  12 (4188) Job started\n1/28/2022 8:52:37 PM  12 (4188) Job failed\n";
    for (bytes, kind) in [
        (&b"PK\x03\x04\x14\0"[..], Foreign::Archive),
        (b"PK\x03\x04\x14\0\x06\0[Content_Types].xml", Foreign::Office),
        (b"7z\xBC\xAF\x27\x1C", Foreign::Archive),
        (b"%PDF-1.7", Foreign::Pdf),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", Foreign::Office),
        (b"{\\rtf1\\ansi", Foreign::Office),
        (b"ElfFile\0\0\0", Foreign::EventLog),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", Foreign::Picture),
        (b"\xFF\xD8\xFF\xE0", Foreign::Picture),
        (b"SQLite format 3\0", Foreign::Database),
        (b"MZ\x90\0\x03\0", Foreign::Program),
        (b"\xFF\xFE\0\0{\0\0\0", Foreign::Utf32),
        (b"<Objs Version=\"1.1.0.1\" xmlns=\"http://schemas.microsoft.com/powershell/2004/04\">", Foreign::CliXml),
        (b"<?xml version=\"1.0\"?><jobs/>", Foreign::Xml),
        (table.as_bytes(), Foreign::ConsoleTable),
        (list.as_bytes(), Foreign::ConsoleList),
        (log.as_bytes(), Foreign::ProgramLog),
        (other.as_bytes(), Foreign::ProgramLog),
        (b"Name;Size;Owner\nA;1;x\nB;2;y\n", Foreign::Table),
        (b"\x01\x02\x03\x04\x05\x06", Foreign::Binary),
    ] {
        let wanted = Sniffed::Unknown { found: Instead::Foreign(kind) };
        assert_eq!(sniff(bytes), wanted, "{}", String::from_utf8_lossy(bytes));
        if bytes.is_ascii() && !bytes.contains(&0) && !matches!(kind, Foreign::Binary | Foreign::Pdf) {
            let text = str::from_utf8(bytes).unwrap();
            let (_, sniffed) = undressed(&utf16(text, false, "\u{feff}"), 3);
            assert_eq!(sniffed, wanted, "in UTF-16: {text}");
        }
    }
    for (bytes, found) in [
        (&b""[..], Instead::Nothing),
        (b"\xEF\xBB\xBF \r\n", Instead::Nothing),
        (b"<!DOCTYPE html><html>", Instead::WebPage),
        (b"<?xml version=\"1.0\"?><html><body>", Instead::WebPage),
        (b"All went well.", Instead::NoJson),
        (b"Bye, MZ and BM.", Instead::NoJson),
    ] {
        assert_eq!(sniff(bytes), Sniffed::Unknown { found }, "{}", String::from_utf8_lossy(bytes));
    }
    assert!(matches!(sniff(br#"{"log":{"a":1}}"#), Sniffed::Unknown { found: Instead::Object { .. } }));
}

/// A mark, or a blank line, before the first line of a saved session.
#[test]
fn a_saved_session_bears_a_mark_and_a_blank_line() {
    let line = r#"{"tapeline":"saved session","version":1,"product":"vb365","parts":[{"kind":"log","session":"a","bytes":2}]}"#;
    for before in ["", "\u{feff}", "\n", "\r\n\r\n", "\u{feff}\n", "\n\u{feff}", "\u{feff}\u{feff}"] {
        let text = format!("{before}{line}\n[]");
        assert_eq!(sniff(text.as_bytes()), Sniffed::Saved, "{before:?}");
        let read = saved(text.as_bytes()).unwrap();
        let begin = usize::try_from(read.parts[0].begin).unwrap();
        assert_eq!((&text[begin..], read.n_bytes()), ("[]", text.len() as u64), "{before:?}");
    }
    assert_eq!(saved(format!("\n{line}").as_bytes()), Err(SavedError::Incomplete));
}

/// Its sessions are named once each, in time that grows with their number alone.
#[test]
fn a_header_of_very_many_parts_is_read_at_once() {
    let parts: Vec<String> =
        (0..60_000).map(|n| format!(r#"{{"kind":"log","session":"{}","bytes":1}}"#, n / 2)).collect();
    let text =
        format!(r#"{{"tapeline":"saved session","version":1,"product":"vb365","parts":[{}]}}"#, parts.join(",")) + "\n";
    let read = saved(text.as_bytes()).unwrap();
    let begun = std::time::Instant::now();
    assert_eq!(read.sessions().len(), 30_000);
    assert!(begun.elapsed().as_secs() < 2, "{:?}", begun.elapsed());
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 64, ..ProptestConfig::default() })]

    /// Any texts, in any disguise, cut in any way: the same items.
    #[test]
    fn any_disguise_gives_the_same_items(
        titles in prop::collection::vec("[^\\x00-\\x1f]{0,30}", 1..6), disguise in 0..8, lines in any::<bool>(), size in 1_usize..200,
    ) {
        let row = |(n, title): (usize, &String)| {
            let title = serde_json::to_string(title).unwrap();
            format!(r#"{{"id":"row-{n}","usn":{n},"title":{title},"creationTime":"2026-11-27T00:00:{n:02}Z","endTime":null}}"#)
        };
        let rows: Vec<String> = titles.iter().enumerate().map(row).collect();
        let text = if lines { rows.join("\n") } else { format!(r#"{{"offset":0,"limit":30,"results":[{}]}}"#, rows.join(",\n ")) };
        let bytes = match disguise {
            0 => utf16(&text, false, "\u{feff}"),
            1 => utf16(&text, true, "\u{feff}"),
            2 => utf16(&text, false, ""),
            3 => utf16(&text, true, ""),
            4 => format!("\u{feff}\n{text}").into_bytes(),
            5 => format!("PS C:\\> type x\n{text}\nPS C:\\>").into_bytes(),
            6 => utf16(&format!("```\n{text}\n```"), false, "\u{feff}"),
            _ => format!("HTTP/1.1 200 OK\r\n\r\n{text}").into_bytes(),
        };
        let found = opened(&bytes, size);
        prop_assert_eq!(items(&found), items(&Decoded::file(Product::Vb365, [text.as_bytes()])));
        prop_assert_eq!(found.log.len(), titles.len());
        for (idx, title) in (0..).zip(&titles) {
            prop_assert_eq!(found.log.title(idx), title);
        }
    }

    #[test]
    fn no_bytes_are_too_odd(bytes in prop::collection::vec(any::<u8>(), 0..300), text in "[\\[\\]{}\":,a1 \\n\u{201c}\u{201d}\u{a0}]{0,80}") {
        for bytes in [&bytes[..], text.as_bytes()] {
            let _ = (sniff(bytes), plain(bytes), table(bytes));
            let _ = Decoded::file(Product::Vb365, bytes.chunks(3));
        }
    }
}
