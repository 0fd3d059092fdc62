//! Backup & Replication and Veeam Backup for AWS: what no golden shows.
#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use tapeline::model::{Notices, Product, Session, SessionKind, Status};
use tapeline::wire::{Sniffed, sessions, sniff};

use super::Decoded;

fn vbr(json: &str) -> Decoded {
    Decoded::from_chunks(Product::Vbr, [json.as_bytes()])
}

fn one(json: &str) -> Session {
    let (mut rows, _) = sessions(Product::Vbr, SessionKind::Job, json.as_bytes(), &mut Notices::default()).unwrap();
    rows.pop().unwrap()
}

fn of_state(state: &str, result: &str, is_canceled: bool) -> Session {
    one(&format!(
        r#"{{"id":"a","sessionType":"BackupJob","state":"{state}","creationTime":"2026-03-14T20:00:00+01:00","endTime":"2026-03-14T20:00:09+01:00","result":{{"result":"{result}","isCanceled":{is_canceled}}}}}"#
    ))
}

/// The table of the state, the result and what they say together.
#[test]
fn state_and_result_together_say_how_a_session_stands() {
    for (state, result, is_canceled, status, word, is_open) in [
        ("Stopped", "Success", false, Status::Success, "Success", false),
        ("Stopped", "Warning", false, Status::Warning, "Warning", false),
        ("Stopped", "Failed", false, Status::Failed, "Failed", false),
        ("Stopped", "Failed", true, Status::Canceled, "Canceled", false),
        ("Stopped", "Warning", true, Status::Canceled, "Canceled", false),
        ("Stopped", "None", false, Status::Stopped, "Stopped", false),
        ("Stopped", "Odd", false, Status::Unknown, "Odd", false),
        ("stopped", "success", false, Status::Success, "Success", false),
        ("Working", "None", false, Status::Running, "Running", true),
        ("Working", "Success", false, Status::Running, "Running", true),
        ("Working", "Warning", false, Status::RunningWithWarning, "Running with warning", true),
        ("Working", "Failed", false, Status::RunningWithError, "Running with error", true),
        ("Starting", "None", false, Status::Running, "Running", true),
        ("Resuming", "None", false, Status::Running, "Running", true),
        ("Postprocessing", "None", false, Status::Running, "Running", true),
        ("Stopping", "None", false, Status::Canceling, "Canceling", true),
        ("WaitingTape", "None", false, Status::Queued, "WaitingTape", true),
        ("WaitingRepository", "None", false, Status::Queued, "WaitingRepository", true),
        ("WaitingSlot", "None", false, Status::Queued, "WaitingSlot", true),
        ("Pausing", "None", false, Status::Queued, "Pausing", true),
        ("Idle", "Success", false, Status::Queued, "Idle", true),
        ("ActionRequired", "Warning", false, Status::RunningWithWarning, "ActionRequired", true),
        ("Hibernating", "None", false, Status::Unknown, "Hibernating", false),
    ] {
        let session = of_state(state, result, is_canceled);
        let said = (session.status, session.status_text(), session.goes_on(), session.end.is_none());
        assert_eq!(said, (status, word, is_open, is_open), "{state} {result}");
    }
    let rows = r#"[{"id":"a","sessionType":"X","creationTime":"2026-03-14T20:00:00Z"},
        {"id":"b","sessionType":"X","creationTime":"2026-03-14T20:00:00Z","result":{"result":"Warning"}},
        {"id":"c","sessionType":"X","creationTime":"2026-03-14T20:00:00Z","result":"Failed","state":"Stopped"}]"#;
    let (rows, _) = sessions(Product::Vbr, SessionKind::Job, rows.as_bytes(), &mut Notices::default()).unwrap();
    let statuses: Vec<Status> = rows.iter().map(|row| row.status).collect();
    assert_eq!(statuses, [Status::Unknown, Status::Warning, Status::Stopped]);
}

/// `None` is what the session says it is: a step that goes on, or a note.
#[test]
fn the_session_decides_about_rows_without_a_result() {
    let row = |id: u32, status: &str, from: u32, to: u32| {
        format!(
            r#"{{"id":{id},"status":"{status}","startTime":"2026-03-14T20:00:{from:02}+01:00","updateTime":"2026-03-14T20:00:{to:02}+01:00","title":"row {id}"}}"#
        )
    };
    let rows = [row(1, "Succeeded", 1, 2), row(2, "None", 3, 9), row(3, "None", 4, 4), row(4, "Failed", 5, 6)];
    let mut log = vbr(&format!(r#"{{"totalRecords":4,"records":[{}]}}"#, rows.join(","))).log;
    let as_notes = format!("{log:?}");
    let seen = |log: &tapeline::model::Log| {
        (0..4).map(|idx| (log.status_text(idx).to_owned(), log.is_open(idx))).collect::<Vec<_>>()
    };
    let shown = |texts: [(&str, bool); 4]| texts.map(|(text, is_open)| (text.to_owned(), is_open)).to_vec();
    assert_eq!(seen(&log), shown([("Success", false), ("None", false), ("None", false), ("Failed", false)]));
    assert_eq!(log.counts(), [1, 2, 0, 0, 1]);
    assert!(!log.decide(false));

    assert!(log.decide(true));
    assert_eq!(seen(&log), shown([("Success", false), ("Running", true), ("Running", true), ("Failed", false)]));
    assert_eq!(log.counts(), [1, 0, 2, 0, 1]);
    // What comes while it runs is decided at once; what is settled ends before the first that runs.
    assert_eq!(log.n_settled(), 1);
    assert!(!log.decide(true));

    // The session has ended: nothing is left of it.
    assert!(log.decide(false));
    assert_eq!(format!("{log:?}"), as_notes);
    assert_eq!(log.without(&[0]).undecided(0), log.undecided(1));
    assert_eq!(log.head(1).0.undecided(1), None);
}

#[test]
fn a_title_has_what_is_told_beside_it() {
    let text = |title: &str, description: &str| {
        let json = format!(
            r#"[{{"id":1,"status":"Succeeded","startTime":"2026-03-14T20:00:00Z","updateTime":"2026-03-14T20:00:01Z","title":"{title}","description":{description}}}]"#
        );
        vbr(&json).log.title(0).to_owned()
    };
    assert_eq!(text("Hard disk 1 (60 GB)", r#""2 GB read""#), "Hard disk 1 (60 GB) 2 GB read");
    assert_eq!(text("Finalizing ", "null"), "Finalizing");
    assert_eq!(text("", r#"" only this ""#), "only this");
    assert_eq!(text("Same 2 GB", r#""2 GB""#), "Same 2 GB");
}

/// Whichever row of these products comes alone, in a page or in a list, it is told apart from all others.
#[test]
fn rows_of_all_products_are_told_apart() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut n_told = 0;
    for product in [Product::Vbr, Product::VbAws] {
        for folder in fs::read_dir(root.join(product.key())).unwrap() {
            for file in fs::read_dir(folder.unwrap().path()).unwrap() {
                let path = file.unwrap().path();
                let name = path.file_stem().unwrap().to_string_lossy().into_owned();
                if path.extension().is_none_or(|end| end != "json") || !name.starts_with(['l', 's']) {
                    continue;
                }
                let bytes = fs::read(&path).unwrap();
                let is_log = name.starts_with("log");
                let whole = sniff(&bytes);
                let told = |sniffed: &Sniffed| match sniffed {
                    Sniffed::Log(of) => is_log && *of == product,
                    Sniffed::Sessions(of, _) => !is_log && *of == product,
                    _ => false,
                };
                assert!(told(&whole), "{}: {whole:?}", path.display());
                // A list of such pages, and one that was copied with text around it.
                let listed = [b"[", bytes.trim_ascii(), b"]"].concat();
                assert!(told(&sniff(&listed)), "a list of {}", path.display());
                let copied = [b"GET /api/v1/sessions\n", bytes.as_slice()].concat();
                assert_eq!(sniff(&copied), Sniffed::Copied, "{}", path.display());
                if is_log {
                    let at_once = Decoded::from_chunks(product, [bytes.as_slice()]).dump();
                    let by_byte = Decoded::from_chunks(product, bytes.chunks(1)).dump();
                    assert_eq!(at_once, by_byte, "{}", path.display());
                }
                n_told += 1;
            }
        }
    }
    assert!(n_told > 15, "{n_told}");
    // Azure's are still its own, whatever its durations look like.
    let azure = br#"{"jobSessionId":"38","log":[{"logTime":"2026-03-14T20:00:00Z","message":"x","executionStartTime":"2026-03-14T20:00:00Z","executionDuration":5}]}"#;
    assert_eq!(sniff(azure), Sniffed::Log(Product::VbAzure));
}

proptest! {
    /// No member of a row takes a neighbour with it, whatever it holds.
    #[test]
    fn a_bad_member_costs_itself(
        name in prop::sample::select(vec!["id", "status", "startTime", "updateTime", "title", "description", "additionalInfo"]),
        value in prop::sample::select(vec!["null", "1e99", "-5", "true", "[[1],{\"a\":2}]", "{\"a\":{\"b\":[]}}", "\"\"", "\"x\\ud800\"", "NaN", "'"]),
    ) {
        let good = r#"{"id":7,"status":"Succeeded","startTime":"2026-03-14T20:00:00+01:00","updateTime":"2026-03-14T20:00:01+01:00","title":"good"}"#;
        let json = format!(r#"{{"totalRecords":3,"records":[{good},{{"{name}":{value},"title":"odd"}},{good}]}}"#);
        let decoded = vbr(&json);
        let texts: Vec<&str> = (0..u32::try_from(decoded.log.len()).unwrap()).map(|idx| decoded.log.title(idx)).collect();
        prop_assert!(texts.len() >= 2 && texts.first() == Some(&"good") && texts.last() == Some(&"good"), "{:?}", texts);
    }

    #[test]
    fn a_bad_member_of_a_session_costs_itself(
        name in prop::sample::select(vec!["name", "jobId", "activityId", "endTime", "result", "progress", "retryInfo", "originalSessionId", "algorithm"]),
        value in prop::sample::select(vec!["null", "1e99", "-5", "true", "[[1],{\"a\":2}]", "{\"result\":{\"b\":[]}}", "\"\"", "\"..\""]),
    ) {
        let json = format!(r#"{{"id":"a-1","sessionType":"BackupJob","creationTime":"2026-03-14T20:00:00+01:00","state":"Working","{name}":{value}}}"#);
        let session = one(&json);
        prop_assert_eq!(session.id_text.as_str(), "a-1");
        prop_assert!(session.status.is_running() && session.start.is_some());
    }
}
