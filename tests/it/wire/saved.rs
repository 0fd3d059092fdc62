//! Saved sessions: the header reads back, and rows written from the model read back as what they were.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a panic is how a test fails")]

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use serde_json::Value;
use tapeline::api::unreadable_saved;
use tapeline::model::{Job, Log, Notices, Product, Session, SessionKind, Timestamp, Version};
use tapeline::output::saved::{Header, Part, header};
use tapeline::texts::Texts;
use tapeline::wire::{PartKind, Saved, SavedError, Sniffed, jobs, saved, sessions, sniff, write};

use super::Decoded;

/// All that is known of the items, but for where they stood.
fn items(log: &Log) -> Vec<String> {
    let item = |idx| {
        let offset = log.offset(idx).map(tapeline::model::UtcOffset::seconds);
        let times = (log.start(idx), log.end(idx), offset);
        let text = (log.title(idx), log.text(idx), log.status(idx), log.status_text(idx));
        format!("{times:?} {text:?} {:?} {:?} {:b}", log.id(idx), log.usn(idx), log.assumed(idx))
    };
    (0..u32::try_from(log.len()).unwrap()).map(item).collect()
}

fn again(product: Product, log: &Log) -> Decoded {
    let page = write::log(product, log, "5f1d6f0a-0000-4000-8000-000000000000", &mut |_, text| text.to_owned());
    serde_json::from_str::<Value>(&page).or_else(|_| serde_json::from_str(&page.replace("\\ud800", "?"))).unwrap();
    if log.start(0).is_some() {
        assert_eq!(sniff(page.as_bytes()), Sniffed::Log(product), "{page}");
    }
    Decoded::from_chunks(product, [page.as_bytes()])
}

fn assert_same(product: Product, log: &Log) {
    let again = again(product, log);
    assert_eq!(items(log), items(&again.log));
    assert_eq!((log.counts(), log.extent()), (again.log.counts(), again.log.extent()));
    assert!(again.end.is_ok());
}

fn sessions_again(product: Product, kind: SessionKind, list: &[Session]) -> Vec<Session> {
    let page = write::sessions(product, kind, list, &mut |_, text| text.to_owned());
    sessions(product, kind, page.as_bytes(), &mut Notices::default()).unwrap().0
}

#[test]
fn every_sample_reads_back_from_what_is_written_of_it() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut n = 0;
    for product in Product::ALL {
        for version in fs::read_dir(root.join(product.key())).unwrap() {
            for file in fs::read_dir(version.unwrap().path()).unwrap() {
                let path = file.unwrap().path();
                if path.extension().is_none_or(|extension| extension != "json") {
                    continue;
                }
                let bytes = fs::read(&path).unwrap();
                let name = path.file_stem().unwrap().to_string_lossy().into_owned();
                println!("{}", path.display());
                if name.starts_with("log") || name.starts_with("retrieval-log") {
                    assert_same(product, &Decoded::from_chunks(product, [&bytes[..]]).log);
                    n += 1;
                }
                for kind in [SessionKind::Job, SessionKind::DataRetrieval] {
                    let Ok((list, _)) = sessions(product, kind, &bytes, &mut Notices::default()) else { continue };
                    assert_eq!(sessions_again(product, kind, &list), list);
                    n += 1;
                }
                if let Ok((list, _)) = jobs(&bytes, &mut Notices::default()) {
                    let page = write::jobs(&list, &mut |_, text| text.to_owned());
                    let again: Vec<Job> = jobs(page.as_bytes(), &mut Notices::default()).unwrap().0;
                    assert_eq!(again, list);
                }
            }
        }
    }
    assert!(n > 60, "{n}");
}

fn words() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "Success",
        "warn",
        "Error",
        "Failed",
        "Running",
        "InProgress",
        "Stop",
        "Queued",
        "NotConfigured",
        "NeverExecuted",
        "Canceling",
        "RunningWithError",
        "RunningWithWarning",
        "Disconnected",
        "None",
        "Odd \"word\"",
        "a,",
        "52",
        "",
    ])
}

fn times() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "2026-11-21T22:17:04.0312170Z",
        "2026-11-21T22:17:04.0312170Z",
        "2026-11-22T01:17:04+03:00",
        "2026-11-22T01:17:05.5-09:30",
        "2026-11-21T22:17:04",
        "9998-12-31T23:59:59Z",
        "0002-01-01T00:00:00.0000001+14:00",
        "0001-01-01T00:00:00",
        "no time",
    ])
}

fn texts() -> impl Strategy<Value = String> {
    let begin =
        prop::sample::select(vec!["", "[Success] ", "[Failed]", "[Odd] ", "\\ud800", "\u{fffd}", "a\\u0000\\n\\\""]);
    (begin, "[^\"\\\\\\x00-\\x1f]{0,12}").prop_map(|(begin, rest)| [begin, &rest].concat())
}

/// An object with some of these members; a value is quoted unless it begins with a mark of its own.
fn object(members: Vec<(&'static str, BoxedStrategy<String>)>) -> impl Strategy<Value = String> {
    let members: Vec<_> = members
        .into_iter()
        .map(|(name, value)| prop::option::weighted(0.8, value).prop_map(move |value| value.map(|value| (name, value))))
        .collect();
    members.prop_map(|members| {
        let member = |(name, value): (&str, String)| match value.strip_prefix('#') {
            Some(bare) => format!("\"{name}\":{bare}"),
            None => format!("\"{name}\":\"{value}\""),
        };
        format!("{{{}}}", members.into_iter().flatten().map(member).collect::<Vec<_>>().join(","))
    })
}

fn text(of: impl Strategy<Value = &'static str> + 'static) -> BoxedStrategy<String> {
    of.prop_map(|word| word.replace('"', "\\\"")).boxed()
}

fn bare(of: &'static [&'static str]) -> BoxedStrategy<String> {
    prop::sample::select(of).prop_map(|word| ["#", word].concat()).boxed()
}

const NUMBERS: &[&str] = &["0", "-3", "9223372036854775807", "2147483648", "null", "\"17\"", "1.5", "true"];
const SPANS: &[&str] = &["\"00:02:47.7726740\"", "\"1.02:03:04.5\"", "\"-00:00:01\"", "1500", "null", "\"x\""];
const IDS: &[&str] =
    &["\"5f1d6f0a-0000-4000-8000-00000000000a\"", "\"5F1D6F0A-0000\"", "\"\"", "38", "\"../a\"", "null"];

fn item() -> impl Strategy<Value = String> {
    object(vec![
        ("id", bare(IDS)),
        ("usn", bare(NUMBERS)),
        ("title", texts().boxed()),
        ("message", texts().boxed()),
        ("type", text(words())),
        ("creationTime", text(times())),
        ("endTime", text(times())),
    ])
}

fn azure_row() -> impl Strategy<Value = String> {
    object(vec![
        ("logTime", text(times())),
        ("status", text(words())),
        ("message", texts().boxed()),
        ("executionStartTime", text(times())),
        ("executionDuration", bare(SPANS)),
    ])
}

fn session() -> impl Strategy<Value = String> {
    let rate =
        |other| prop_oneof![Just(other), Just("832.4 KB/s (52 items/s)".to_owned()), Just("#9".to_owned())].boxed();
    let statistics = object(vec![
        ("processingRate", rate("#7".to_owned())),
        ("processingRateItemsPS", bare(NUMBERS)),
        ("readRateBytesPS", rate(String::new())),
        ("writeRate", rate("fast".to_owned())),
        ("transferredDataBytes", rate("#null".to_owned())),
        ("processedObjects", bare(NUMBERS)),
        ("bottleneck", text(words())),
    ]);
    let statistics = statistics.prop_map(|statistics| ["#", &statistics].concat()).boxed();
    object(vec![
        ("id", bare(IDS)),
        ("jobId", bare(IDS)),
        ("name", texts().boxed()),
        ("type", text(words())),
        ("jobSessionConfigType", text(words())),
        ("creationTime", text(times())),
        ("endTime", text(times())),
        ("status", text(words())),
        ("progress", bare(NUMBERS)),
        ("processedObjects", bare(NUMBERS)),
        ("statistics", statistics),
        ("details", texts().boxed()),
        ("retryCount", bare(NUMBERS)),
        ("mainSessionId", bare(IDS)),
        ("jobWillBeRetried", bare(&["true", "false", "null", "3"])),
        ("retrievalId", bare(IDS)),
    ])
}

fn azure_session() -> impl Strategy<Value = String> {
    let info = object(vec![("policyId", bare(IDS)), ("policyName", texts().boxed()), ("vmName", texts().boxed())]);
    object(vec![
        ("id", bare(IDS)),
        ("type", text(words())),
        ("localizedType", text(words())),
        ("executionStartTime", text(times())),
        ("executionStopTime", text(times())),
        ("executionDuration", bare(SPANS)),
        ("status", text(words())),
        ("usn", bare(NUMBERS)),
        ("backupJobInfo", info.prop_map(|info| ["#", &info].concat()).boxed()),
    ])
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_written_log_reads_back(rows in prop::collection::vec(item(), 0..6), azure in prop::collection::vec(azure_row(), 0..6)) {
        let page = format!("[{}]", rows.join(","));
        assert_same(Product::Vb365, &Decoded::vb365(&page).log);
        let page = format!("{{\"jobSessionId\":\"1\",\"log\":[{}]}}", azure.join(","));
        assert_same(Product::VbAzure, &Decoded::vbazure(&page).log);
    }

    #[test]
    fn written_sessions_read_back(rows in prop::collection::vec(session(), 0..4), azure in prop::collection::vec(azure_session(), 0..4)) {
        for (product, rows) in [(Product::Vb365, &rows), (Product::VbAzure, &azure)] {
            let page = format!("{{\"results\":[{}]}}", rows.join(","));
            for kind in [SessionKind::Job, SessionKind::DataRetrieval] {
                let (list, _) = sessions(product, kind, page.as_bytes(), &mut Notices::default()).unwrap();
                prop_assert_eq!(sessions_again(product, kind, &list), list);
            }
        }
    }

    #[test]
    fn a_header_reads_back(
        server in any::<String>(), version in prop::option::of(any::<String>()), zone in "[A-Za-z/_]{1,20}",
        is_redacted in any::<bool>(), ticks in 1_000_000_000_000_000..40_000_000_000_000_000_i64,
        parts in prop::collection::vec((0..PartKind::ALL.len(), prop::option::of(any::<String>()), any::<bool>(), 0..1_u64 << 40), 0..8),
    ) {
        let parts: Vec<Part<'_>> = parts.iter().map(|(kind, session, is_complete, n_bytes)| Part {
            kind: PartKind::ALL[*kind], session: session.as_deref(), is_complete: *is_complete, n_bytes: *n_bytes,
        }).chain([Part { kind: PartKind::Log, session: Some("a"), is_complete: true, n_bytes: 3 }]).collect();
        let line = header(&Header {
            saved_at: Timestamp::from_ticks(ticks), product: Product::VbAzure, api_version: Some(Version::new(8, 1)),
            server: &server, server_version: version.as_deref(), is_redacted, is_retrieval: !is_redacted, zone: &zone, parts: &parts,
        });
        prop_assert_eq!(line.find('\n'), Some(line.len() - 1));
        prop_assert_eq!(sniff(line.as_bytes()), Sniffed::Saved);
        let read = saved(line.as_bytes()).unwrap();
        prop_assert_eq!(read.saved_at, Some(Timestamp::from_ticks(ticks)));
        prop_assert_eq!((&read.server, read.server_version.as_ref(), &read.zone), (&server, version.as_ref(), &zone));
        prop_assert_eq!(read.is_retrieval, !is_redacted);
        prop_assert_eq!((read.product, read.api_version, read.is_redacted), (Product::VbAzure, Some(Version::new(8, 1)), is_redacted));
        let mut begin = line.len() as u64;
        for (read, part) in read.parts.iter().zip(&parts) {
            prop_assert_eq!((read.kind, read.session.as_deref()), (Some(part.kind), part.session));
            prop_assert_eq!((read.begin, read.n_bytes), (begin, part.n_bytes));
            prop_assert_eq!(read.is_complete, part.is_complete && part.kind == PartKind::Log);
            begin += part.n_bytes;
        }
        prop_assert_eq!((read.parts.len(), read.n_bytes()), (parts.len(), begin));
        for len in 0..line.len() {
            let cut = saved(&line.as_bytes()[..len]);
            prop_assert!(matches!(cut, Err(SavedError::Incomplete | SavedError::NotSaved)));
        }
    }
}

fn with(members: &str) -> Result<Saved, SavedError> {
    saved(format!("{{\"tapeline\":\"saved session\",{members}}}\n[]").as_bytes())
}

#[test]
fn what_is_new_in_a_file_is_passed_over_and_what_is_wrong_is_told() {
    let log = r#"{"kind":"log","session":"a","complete":true,"bytes":2}"#;
    let read = with(&format!(
        r#""version":1,"new":[{{}}],"product":"vb365","parts":[{{"kind":"new","bytes":5}},{log},{{"kind":"log","session":"b","bytes":4}},{log}]"#
    ))
    .unwrap();
    assert_eq!((read.sessions(), read.parts[0].kind), (vec!["a", "b"], None));
    assert_eq!((read.is_complete("a"), read.is_complete("b"), read.log_of("a").count()), (true, false, 2));
    assert_eq!((read.zone.as_str(), read.saved_at, read.is_redacted), ("UTC", None, false));
    for (members, error) in [
        (r#""version":2,"product":"vb365","parts":[]"#, SavedError::Newer { version: 2 }),
        (r#""version":0,"product":"vb365","parts":[]"#, SavedError::NotSaved),
        (r#""product":"vb365","parts":[]"#, SavedError::NotSaved),
        (r#""version":1,"product":"vbgc","parts":[]"#, SavedError::OtherProduct { product: "vbgc".into() }),
        (r#""version":1,"product":"vb365","parts":[]"#, SavedError::NoLog),
        (r#""version":1,"product":"vb365","parts":[{"kind":"jobs","bytes":2}]"#, SavedError::NoLog),
        (r#""version":1,"product":"vb365","parts":[{"kind":"log"}]"#, SavedError::BadPart { n: 1 }),
        (
            r#""version":1,"product":"vb365","parts":[{"kind":"log","bytes":18446744073709551615}]"#,
            SavedError::BadPart { n: 1 },
        ),
        (r#""version":1,,"#, SavedError::NotJson { at: 40 }),
    ] {
        let found = with(members).unwrap_err();
        assert_eq!(found, error);
        let said = unreadable_saved(&found, Texts::default());
        assert!(said.ends_with('.') || said.ends_with("vbgc"), "{said}");
    }
    assert_eq!(saved(b"{\"tapeline\":\"other\"}\n"), Err(SavedError::NotSaved));
    assert_eq!(saved(b"[]\n"), Err(SavedError::NotSaved));
    assert_eq!(sniff(&[0x1f, 0x8b, 8]), Sniffed::Gzip);
    assert!(matches!(sniff(b"{\"results\":[]}"), Sniffed::Unknown { .. }));
}
