//! What lies over or around an answer in a file that somebody sent: a mail, a program's own way of showing things, another answer,
//! two encodings; and what is missing of it.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a panic is how a test fails")]

use tapeline::model::{Instead, Product, SessionKind};
use tapeline::wire::{Missing, Sniffed, has_token, sniff};

use super::disguises::{LOG, assert_same, items, opened, utf16};

/// A reply quotes what it answers, below words of its own; mail programs mark each line, and encode what they carry.
#[test]
fn what_lies_in_a_mail_opens() {
    let laid_out = LOG.trim();
    let quoted = |mark: &str| laid_out.lines().map(|line| format!("{mark}{line}\n")).collect::<String>();
    for text in [
        format!("On Fri, 27 Nov 2026 Ann wrote:\n{}\nThanks", quoted("> ")),
        format!("Am 27.11.2026 schrieb Ann:\r\n\r\n{}", quoted(">> ").replace('\n', "\r\n")),
        format!("> Hello,\n> \n{}", quoted("> > ")),
        format!("  > here:\n{}", quoted("  > ")),
    ] {
        assert_same(text.as_bytes());
    }
    let head = "From: ann@contoso.example\r\nSubject: log\r\nContent-Transfer-Encoding: ";
    let printable: String = LOG
        .bytes()
        .enumerate()
        .map(|(at, byte)| match byte {
            b'=' | 0x80.. => format!("={byte:02X}"),
            byte if at % 60 == 59 => format!("{}=\r\n", char::from(byte)),
            byte => char::from(byte).to_string(),
        })
        .collect();
    assert_same(format!("{head}quoted-printable\r\n\r\n{printable}").as_bytes());
    let letters = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let base64: String = LOG
        .as_bytes()
        .chunks(3)
        .map(|three| {
            let bits = three.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - three.len()));
            let letter = |n: usize| char::from(letters[(bits >> (18 - 6 * n) & 63) as usize]);
            (0..=three.len()).map(letter).collect::<String>() + &"=".repeat(3 - three.len())
        })
        .collect();
    let lines: Vec<&str> = base64.as_bytes().chunks(76).map(|line| std::str::from_utf8(line).unwrap()).collect();
    let part = format!("--b1\r\n{head}BASE64\r\n\r\n{}\r\n--b1--\r\n", lines.join("\r\n"));
    assert_same(part.as_bytes());
    assert_same(format!("{head}7bit\r\n\r\n--b1\r\nContent-Type: text/plain\r\n\r\nHi\r\n{part}").as_bytes());
}

/// As programs show what they hold: Python, JavaScript, `jq` in colours, a page, and remarks that somebody wrote into it.
#[test]
fn what_programs_show_opens() {
    let python = r#"{'offset': 0, 'limit': 30, 'results': [
 {'id': '00000000-0000-4000-8000-000000000001', 'usn': 1, 'title': '[Success] Processing mailbox: jürgen@contoso.example', 'creationTime': '2026-11-27T01:00:00.0173Z', 'endTime': '2026-11-27T01:00:06.3Z'},
 {'id': '00000000-0000-4000-8000-000000000002', 'usn': 2, 'title': '[Error] Processing "site" 🚀, [x]: {a}', 'creationTime': '2026-11-27T01:00:00Z', 'endTime': None}]}"#;
    assert_same(python.as_bytes());
    assert_same(format!(">>> r.json()\n{python}\n>>> ").as_bytes());
    assert_same(python.replace("'usn'", "u'usn'").as_bytes());
    let bare = ["offset", "limit", "results", "id", "usn", "title", "creationTime", "endTime"]
        .iter()
        .fold(LOG.to_owned(), |text, key| text.replace(&format!("\"{key}\":"), &format!("{key}: ")));
    assert_same(bare.as_bytes());
    let apostrophe = python.replace("'[Success] Processing", "\"[Success] Ann's").replace("contoso.example'", "x\"");
    assert_eq!(opened(apostrophe.as_bytes(), 9).log.text(0), "Ann's mailbox: jürgen@x");
    let escaped = python.replace("Processing mailbox", r"Ann\'s mail\\box");
    assert_eq!(opened(escaped.as_bytes(), 9).log.text(0), r"Ann's mail\box: jürgen@contoso.example");

    let coloured = LOG.replace('"', "\u{1b}[0;32m\"").replace(":{", ":\u{1b}[1;39m{");
    let coloured = format!("\u{1b}[1;39m{coloured}\u{1b}[0m");
    assert_same(coloured.as_bytes());
    assert_same(LOG.replace('"', "&quot;").as_bytes());
    assert_same(format!("<pre class=\"x\">{}</pre>", LOG.replace('"', "&quot;")).as_bytes());
    assert_same(LOG.replace("\"limit\"", "// the first page\n \"limit\"").as_bytes());
    assert_same(LOG.replace(",\n {\"id\"", ", /* others\n left out */ {\"id\"").as_bytes());
    // In texts all of these are the text's own.
    for own in ["// a", "/* b */", "&quot;x&quot;", "it's {'a': 1}", "> c", "content-transfer-encoding: base64"] {
        let text = LOG.replace("jürgen", own);
        assert_eq!(sniff(text.as_bytes()), Sniffed::Log(Product::Vb365), "{own}");
    }
}

/// An answer as a program keeps it, with what it knows of it.
#[test]
fn a_log_within_something_else_opens() {
    let in_text = serde_json::to_string(LOG).unwrap();
    let session = r#"{"id":"00000000-0000-4000-8000-0000000000aa","jobId":"x","creationTime":"2026-11-27T01:00:00Z","endTime":null,"progress":2,"status":"Failed"}"#;
    for text in [
        format!(r#"{{"Content":{in_text},"StatusCode":200,"Headers":{{"Content-Type":"application/json"}}}}"#),
        format!(r#"{{"session":{session},"log":{LOG}}}"#),
        format!(r#"[{{"json":{{"body":{LOG},"headers":{{}}}}}}]"#),
        format!(r#"{{"info":{{"name":"x"}},"item":[{{"response":[{{"code":200,"body":{in_text}}}]}}]}}"#),
        format!("{session}\n{LOG}"),
    ] {
        assert_same(text.as_bytes());
    }
    // Rows each in an object of its own.
    let rows = LOG.split_once('[').unwrap().1.replace("{\"id\"", "{\"json\":{\"id\"").replace("\"}", "\"}}");
    let rows = format!("[{}", rows.replace("null}]}", "null}}]"));
    assert_same(rows.as_bytes());
    // Where nothing within is a log, it is what it was.
    let other = r#"{"data":{"items":[{"id":1,"title":"x"}]}}"#;
    assert!(matches!(sniff(other.as_bytes()), Sniffed::Unknown { found: Instead::Object { .. } }));
    let sessions = format!("[{session}]");
    assert_eq!(sniff(sessions.as_bytes()), Sniffed::Sessions(Product::Vb365, SessionKind::Job));
}

/// Programs append in the encoding that they like.
#[test]
fn a_file_in_two_encodings_opens() {
    let (first, second) = LOG.split_once(",\n {").unwrap();
    let (first, second) = (format!("{first}]}}\r\n"), format!("{{{}", second.trim().trim_end_matches("]}")));
    for mark in ["", "\u{feff}"] {
        assert_same(&[first.as_bytes(), &utf16(&second, false, mark)].concat());
    }
    for is_big in [false, true] {
        for size in [1, 2, 3, 64, 1000] {
            let both = [&utf16(&first, is_big, "\u{feff}")[..], second.as_bytes()].concat();
            let found = opened(&both, size);
            assert_eq!(items(&found), items(&opened(LOG.as_bytes(), 1000)), "{is_big} {size}");
        }
    }
    // A script whose letters are two bytes of text each is none.
    let han = LOG.replace("Processing mailbox", &"\u{417b}\u{4141}\u{4122}\u{6968}".repeat(20));
    assert_eq!(items(&opened(&utf16(&han, false, "\u{feff}"), 7)), items(&opened(han.as_bytes(), 7)));
}

#[test]
fn a_text_whose_beginning_is_missing_is_not_all() {
    for (n_items, cut) in [(2, 20), (2, 33), (1, 60), (1, 140), (1, 200)] {
        let at = (cut..).find(|&at| LOG.is_char_boundary(at)).unwrap();
        let found = opened(LOG[at..].as_bytes(), 9);
        assert_eq!((found.log.len(), found.missing), (n_items, Some(Missing::Part)), "{}", &LOG[at..]);
    }
    // Brackets of the words around it say nothing.
    for text in [format!("see [1] and {{x}}, \"a\" [\"b\"]\n{LOG}\n(as [said])"), format!("{LOG}\n\n  --\n }}:-]")] {
        assert_eq!(opened(text.as_bytes(), 9).missing, None, "{text}");
    }
}

#[test]
fn an_error_that_was_saved_is_named() {
    for (text, words) in [
        (r#"{"message":"Job session was not found.","errorCode":"ResourceNotFound"}"#, "Job session was not found."),
        (r#"{"message":"Quota exceeded"}"#, "Quota exceeded"),
        (r#"{"type":"https://x","title":"Unauthorized","status":401,"traceId":"00-1"}"#, "Unauthorized"),
        (
            r#"{"error":"invalid_grant","error_description":"The user name is incorrect."}"#,
            "The user name is incorrect.",
        ),
    ] {
        let Sniffed::Unknown { found: Instead::ServerError { message } } = sniff(text.as_bytes()) else {
            panic!("{text}: {:?}", sniff(text.as_bytes()));
        };
        assert_eq!(message, words);
    }
    for text in [r#"{"title":"x","body":"y","number":3}"#, r#"{"access_token":"eyJ","token_type":"bearer"}"#] {
        assert!(matches!(sniff(text.as_bytes()), Sniffed::Unknown { found: Instead::Object { .. } }), "{text}");
    }
}

#[test]
fn a_token_in_a_text_is_seen() {
    for text in ["> Authorization: Bearer 0123456789abcdef01", "{\"access_token\":\"x\"}", "eyJhbGciOiJSUzI1NiJ9abc.x"]
    {
        assert!(has_token(text.as_bytes()), "{text}");
    }
    for text in ["Bearer token expired, sign in again", "-H \"Authorization: Bearer $token\"", "eyJ", LOG] {
        assert!(!has_token(text.as_bytes()), "{text}");
    }
}
