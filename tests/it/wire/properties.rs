//! What holds for any bytes, any cut, any order of fields.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a panic is how a test fails")]

use std::fmt::Write as _;

use proptest::prelude::*;
use serde_json::Value;
use tapeline::model::{Notices, Product, SessionKind, Stamp, Status, Timestamp, UtcOffset, time};
use tapeline::wire::{error_body, jobs, pretty, saved, server_version, sessions_into, sniff};

use super::Decoded;

/// Runs every decoder, as the fuzz targets do.
fn decode_all(bytes: &[u8]) {
    for product in Product::ALL {
        let _ = Decoded::from_chunks(product, [bytes]);
        let _ = sessions_into(product, SessionKind::Job, bytes, &mut Vec::new(), &mut Notices::default());
    }
    let _ = jobs(bytes, &mut Notices::default());
    let _ = error_body(bytes);
    let _ = server_version(bytes);
    let _ = sniff(bytes);
    let _ = saved(bytes);
    let _ = saved(
        &[b"{\"tapeline\":\"saved session\",\"version\":1,\"product\":\"vb365\",\"parts\":", bytes, b"}\n"].concat(),
    );
    let _ = pretty(bytes);
    let _ = time::parse(bytes);
    let _ = time::parse_span(bytes);
}

/// Bytes that look like JSON from afar.
fn json_like() -> impl Strategy<Value = Vec<u8>> {
    let word = prop::sample::select(vec![
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"",
        "\\",
        " ",
        "\n",
        "...",
        "null",
        "true",
        "NaN",
        "-1.5e9",
        "12",
        "\"id\"",
        "\"usn\"",
        "\"title\"",
        "\"creationTime\"",
        "\"2020-02-05T11:07:10.002679Z\"",
        "\"results\":[",
        "\"log\":[",
        "{\"id\":",
        "\"x\",",
        "},{\"id\":\"a\"",
        "}]",
        "}],\"setId\":\"s\"}",
        "\u{e9}",
        "\\ud800",
        "\u{feff}",
        "<",
        "[[[",
    ]);
    prop::collection::vec(word, 0..60).prop_map(|words| words.concat().into_bytes())
}

fn titles() -> impl Strategy<Value = String> {
    let prefix = prop::sample::select(vec!["", "[Success] ", "[Warning] ", "[error] ", "[Foo] ", "[Running]", "["]);
    (prefix, any::<String>()).prop_map(|(prefix, rest)| format!("{prefix}{rest}"))
}

fn instants() -> impl Strategy<Value = String> {
    // 1970 to 2100, with whole seconds and trailing zeros as likely as anything else.
    let ticks = (0..4_102_444_800_i64, prop::sample::select(vec![0, 1, 7, 1_230_000, 9_999_999]));
    let offset = prop::sample::select(vec![0_i16, 0, -420, 180, 345, 840]);
    (ticks, offset).prop_map(|((seconds, fraction), minutes)| {
        Timestamp::from_ticks(seconds * time::TICKS_PER_SECOND + fraction)
            .to_iso(UtcOffset::from_minutes(minutes).unwrap())
    })
}

fn unknown_values() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        any::<String>().prop_map(|text| Value::from(text).to_string()),
        any::<i64>().prop_map(|number| number.to_string()),
        any::<bool>().prop_map(|truth| truth.to_string()),
        Just("null".to_owned()),
        Just("{}".to_owned()),
        Just("[ ]".to_owned()),
    ];
    leaf.prop_recursive(4, 16, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 1..4).prop_map(|list| format!("[{}]", list.join(" , "))),
            prop::collection::vec((any::<String>(), inner), 1..4).prop_map(|members| {
                let members: Vec<_> =
                    members.iter().map(|(key, value)| format!("{}:{value}", quoted(key, false))).collect();
                format!("{{{}}}", members.join(","))
            }),
        ]
    })
}

/// A JSON string; with `ascii`, everything beyond ASCII as escapes.
fn quoted(text: &str, ascii: bool) -> String {
    let plain = Value::from(text).to_string();
    if !ascii {
        return plain;
    }
    let mut out = String::new();
    for letter in plain.chars() {
        if letter.is_ascii() {
            out.push(letter);
        } else {
            for unit in letter.encode_utf16(&mut [0; 2]) {
                let _ = write!(out, "\\u{unit:04X}");
            }
        }
    }
    out
}

prop_compose! {
    /// A row of a log: known fields in any order, among fields nobody knows.
    fn rows()(
        id in "[a-z0-9-]{1,12}",
        usn in prop::option::of(any::<i64>()),
        title in titles(),
        start in instants(),
        end in prop::option::of(instants()),
        ascii in any::<bool>(),
        unknown in prop::collection::vec(("[a-zA-Z_]{1,8}", unknown_values()), 0..3),
    )(
        fields in Just({
            let mut fields = vec![
                ("id".to_owned(), quoted(&id, false)),
                ("usn".to_owned(), usn.map_or("null".to_owned(), |usn| usn.to_string())),
                ("title".to_owned(), quoted(&title, ascii)),
                ("creationTime".to_owned(), quoted(&start, false)),
                ("endTime".to_owned(), end.map_or("null".to_owned(), |end| quoted(&end, false))),
            ];
            let known = ["id", "usn", "title", "creationTime", "endTime", "type", "message"];
            fields.extend(unknown.into_iter().filter(|(key, _)| !known.contains(&key.as_str())));
            fields
        }).prop_shuffle()
    ) -> String {
        let members: Vec<_> = fields.iter().map(|(key, value)| format!("\"{key}\": {value}")).collect();
        format!("{{{}}}", members.join(","))
    }
}

fn documents() -> impl Strategy<Value = String> {
    (prop::collection::vec(rows(), 0..8), any::<bool>()).prop_map(|(rows, is_page)| {
        let rows = rows.join(", ");
        if is_page {
            format!(
                "{{\"offset\":0, \"_links\":{{\"next\":null}},\"results\":[{rows}],\"limit\":30,\"setId\":\"s\"}}\n"
            )
        } else {
            format!("[{rows}]")
        }
    })
}

fn ticks_of(value: &Value) -> Option<Timestamp> {
    match time::parse(value.as_str()?.as_bytes()) {
        Ok(Stamp::At(t, _)) => Some(t),
        _ => None,
    }
}

/// Cuts `bytes` at the given places.
fn cut<'a>(bytes: &'a [u8], at: &[prop::sample::Index]) -> Vec<&'a [u8]> {
    let mut places: Vec<usize> = at.iter().map(|index| index.index(bytes.len() + 1)).collect();
    places.push(bytes.len());
    places.sort_unstable();
    let mut from = 0;
    places
        .into_iter()
        .map(|to| {
            let chunk = &bytes[from..to];
            from = to;
            chunk
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..200), text in json_like()) {
        decode_all(&bytes);
        decode_all(&text);
    }

    #[test]
    fn a_broken_document_does_not_panic(
        document in documents(), at in any::<prop::sample::Index>(), byte in any::<u8>()
    ) {
        let mut bytes = document.into_bytes();
        let at = at.index(bytes.len());
        decode_all(&bytes[..at]);
        bytes[at] = byte;
        decode_all(&bytes);
    }

    #[test]
    fn chunks_do_not_matter(document in documents(), at in prop::collection::vec(any::<prop::sample::Index>(), 0..9)) {
        let whole = Decoded::vb365(&document);
        let cut = Decoded::from_chunks(Product::Vb365, cut(document.as_bytes(), &at));
        prop_assert_eq!(whole.dump(), cut.dump());
        let bytewise = Decoded::from_chunks(Product::Vb365, document.as_bytes().chunks(1));
        prop_assert_eq!(whole.dump(), bytewise.dump());
    }

    #[test]
    fn chunks_do_not_matter_to_what_is_broken(
        bytes in json_like(), at in prop::collection::vec(any::<prop::sample::Index>(), 0..9)
    ) {
        for product in Product::ALL {
            let whole = Decoded::from_chunks(product, [&bytes[..]]);
            let cut = Decoded::from_chunks(product, cut(&bytes, &at));
            prop_assert_eq!(whole.dump(), cut.dump());
            let bytewise = Decoded::from_chunks(product, bytes.chunks(1));
            prop_assert_eq!(whole.dump(), bytewise.dump());
        }
    }

    #[test]
    fn a_valid_log_is_what_serde_says(document in documents()) {
        let parsed: Value = serde_json::from_str(&document).unwrap();
        let rows = parsed.as_array().or_else(|| parsed["results"].as_array()).unwrap();
        let decoded = Decoded::vb365(&document);
        prop_assert_eq!(decoded.end.as_ref().unwrap().n_rows, rows.len());
        prop_assert_eq!(decoded.notices.n_total(), 0);
        prop_assert_eq!(decoded.log.len(), rows.len());
        for (idx, row) in (0_u32..).zip(rows) {
            let log = &decoded.log;
            prop_assert_eq!(log.id(idx), row["id"].as_str().map(str::to_owned));
            prop_assert_eq!(log.usn(idx), row["usn"].as_i64());
            prop_assert_eq!(log.title(idx), row["title"].as_str().unwrap());
            prop_assert_eq!(log.start(idx), ticks_of(&row["creationTime"]));
            let status = log.status(idx);
            if !status.is_running() {
                prop_assert_eq!(log.end(idx), ticks_of(&row["endTime"]));
            }
            let title = log.title(idx);
            let by_prefix = [("[Success]", Status::Success), ("[Warning]", Status::Warning), ("[error]", Status::Failed)];
            for (prefix, wanted) in by_prefix {
                prop_assert_eq!(title.starts_with(prefix), status == wanted, "{}", title);
            }
        }
    }

    #[test]
    fn a_broken_row_leaves_its_neighbours(
        n_before in 0_usize..4, n_after in 0_usize..4, row in rows(), at in any::<prop::sample::Index>(),
        byte in any::<u8>(), change in 0..3, is_page in any::<bool>()
    ) {
        let good = |n: usize| format!(
            r#"{{"id":"good-{n}","usn":{n},"title":"[Success] x, {{\"y","creationTime":"2020-01-01T00:00:00Z","_links":{{"self":{{"href":"v6/jobsessions/x"}},"jobsessions":{{"href":"v6/x"}}}}}}"#
        );
        let before = (0..n_before).map(|n| good(n) + ",").collect::<String>();
        let after = (n_before..n_before + n_after).map(|n| ",".to_owned() + &good(n)).collect::<String>();
        let mut broken = row.into_bytes();
        let at = at.index(broken.len());
        match change {
            0 => broken[at] = byte,
            1 => broken.insert(at, byte),
            _ => { broken.remove(at); }
        }
        // A bracket before the row makes a list within the list, which goes on to the next bracket: valid, and no broken row.
        prop_assume!(!broken.starts_with(b"[{"));
        let (open, close) = if is_page { ("{\"results\":[", "],\"limit\":30}") } else { ("[", "]") };
        let parts = [open.as_bytes(), before.as_bytes(), &broken, after.as_bytes(), close.as_bytes()];
        let decoded = Decoded::from_chunks(Product::Vb365, [&parts.concat()[..]]);
        let ids: Vec<String> = (0..u32::try_from(decoded.log.len()).unwrap()).filter_map(|idx| decoded.log.id(idx)).collect();
        let kept: Vec<&String> = ids.iter().filter(|id| id.starts_with("good-")).collect();
        let wanted: Vec<String> = (0..n_before + n_after).map(|n| format!("good-{n}")).collect();
        prop_assert_eq!(kept, wanted.iter().collect::<Vec<_>>(), "{}", String::from_utf8_lossy(&parts.concat()));
        if n_after > 0 {
            prop_assert!(decoded.end.is_ok(), "{:?} {}", decoded.end, String::from_utf8_lossy(&parts.concat()));
        }
    }

    #[test]
    fn server_times_come_back_as_sent(text in instants()) {
        let decoded = Decoded::vb365(&format!(r#"[{{"id":"a","title":"t","creationTime":"{text}","endTime":"{text}"}}]"#));
        let offset = decoded.log.offset(0).unwrap();
        prop_assert_eq!(decoded.log.start(0).unwrap().to_iso(offset), text.clone());
        prop_assert_eq!(decoded.log.end(0).unwrap().to_iso(offset), text);
    }
}
