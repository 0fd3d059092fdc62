//! Machines of a session in its log: whose an item is, what takes no time of its own, and how that is written down.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a panic is how a test fails")]

use proptest::prelude::*;
use tapeline::answers::groups::{By, grouped};
use tapeline::answers::search::{self, filter};
use tapeline::model::{Assumption, Log, NewItem, Notices, Product, SessionKind, Status, Timestamp, UtcOffset};
use tapeline::output::redact::{Redactor, What};
use tapeline::report::machines::{Laid, lay};
use tapeline::sweep::Load;
use tapeline::texts::Texts;
use tapeline::wire::{LogDecoder, sessions, write};

use super::Decoded;

fn at(second: i64) -> Timestamp {
    Timestamp::from_unix_ms(1_773_500_000_000 + second * 1_000)
}

fn item(from: i64, to: i64, title: &str) -> NewItem<'_> {
    NewItem { start: Some(at(from)), end: Some(at(to)), title, status: Status::Success, ..NewItem::default() }
}

/// The steps of a machine as its own log has them.
fn steps(titles: &[(i64, i64, &str)]) -> Log {
    let mut log = Log::new();
    log.begin_source();
    for &(from, to, title) in titles {
        log.push(&item(from, to, title));
    }
    log
}

/// A session of two machines, of which one has its steps.
fn session() -> Log {
    let mut log =
        steps(&[(0, 0, "Job started at 3/14/2026 8:30:02 PM"), (1, 6, "Building list of machines to process")]);
    log.begin_source();
    log.push_of_part("files01", &item(7, 27, "Processing files01"));
    log.push_of_part("files02", &item(7, 107, "Processing files02"));
    log.append_part(
        "files02",
        &steps(&[
            (7, 57, "Required backup infrastructure resources have been assigned"),
            (57, 107, "Hard disk 1 (60 GB)"),
        ]),
    );
    log.cover(3);
    log
}

#[test]
fn each_item_says_whose_it_is() {
    let log = session();
    let parts: Vec<_> = (0..6).map(|idx| log.part(idx)).collect();
    assert_eq!(parts, [None, None, Some("files01"), Some("files02"), Some("files02"), Some("files02")]);
    assert_eq!((log.text(5), log.said(5)), ("Hard disk 1 (60 GB)", "[files02] Hard disk 1 (60 GB)"));
    assert_eq!(log.said(0), log.text(0));
    assert_eq!(log.raw_span(5).unwrap().0, 2, "each machine is a source of its own");
    // One search over all levels finds a machine by its name, and a step by its words.
    let found = |query| filter(&log, query, tapeline::answers::Severities::NONE, None);
    assert_eq!(found("files02"), [3, 4, 5]);
    assert_eq!(found("hard disk"), [5]);
    let _ = search::Needle::default();
    // Items are about their machine, whatever disk they name.
    let groups = grouped(&log, By::Object);
    let of: Vec<_> =
        groups.order().into_iter().map(|group| (groups.name(group).to_owned(), groups.n_items(group))).collect();
    assert_eq!(of, [("files01".to_owned(), 1), ("files02".to_owned(), 3), ("No object".to_owned(), 2)]);
    // What was left out moves the others.
    let rest = log.without(&[1, 2]);
    let parts: Vec<_> = (0..4).map(|idx| (rest.part(idx), rest.is_covered(idx))).collect();
    assert_eq!(parts, [(None, false), (Some("files02"), true), (Some("files02"), false), (Some("files02"), false)]);
    assert!(!log.head(2).0.has_parts());
}

/// Each item stands in the bytes in which it was sent: those of machines in an array of their own, those of steps in the page that
/// brought them, and a request that brought no byte counts as none.
#[test]
fn each_item_is_found_in_what_was_sent() {
    let mut log = steps(&[(0, 0, "Job started")]);
    LogDecoder::new(Product::Vbr, 0).finish(&mut log, &mut Notices::default()).unwrap_err();
    let machines = ["late", "early"].map(|name| {
        let start = if name == "late" { "2026-03-14T08:31:00" } else { "2026-03-14T08:30:00" };
        let row = format!(r#"{{"id":"{name}-1","name":"{name}","creationTime":"{start}"}}"#);
        let (mut read, _) =
            sessions(Product::Vbr, SessionKind::Job, format!("[{row}]").as_bytes(), &mut Notices::default()).unwrap();
        (read.pop().unwrap(), row.into_bytes().into_boxed_slice())
    });
    let Laid { mut log, rows, sent } = lay(&log, machines.into(), Texts::default());
    let sent = String::from_utf8(sent).unwrap();
    let [(first, first_idx), (_, second_idx)] = rows.as_slice() else { panic!("{rows:?}") };
    assert_eq!(first.name.as_deref(), Some("early"));
    let (source, begin, next) = log.raw_span(*first_idx).unwrap();
    assert_eq!(source, 1);
    assert!(sent[begin as usize..next.unwrap() as usize].starts_with(r#"{"id":"early-1""#), "{sent}");
    let (_, begin, next) = log.raw_span(*second_idx).unwrap();
    assert!(sent[begin as usize..].starts_with(r#"{"id":"late-1""#) && next.is_none(), "{sent}");
    assert!(serde_json::from_str::<serde_json::Value>(&sent).is_ok(), "{sent}");
    // Two pages of steps.
    let mut two = steps(&[(1, 2, "a")]);
    two.begin_source();
    two.push(&item(2, 3, "b"));
    log.append_part("early", &two);
    log.append_part("late", &steps(&[(3, 4, "c")]));
    let sources: Vec<_> = (3..6).map(|idx| log.raw_span(idx).unwrap().0).collect();
    assert_eq!(sources, [2, 3, 4]);
}

/// A machine whose steps are there takes no time beside them: the shares add up to the busy time, each once.
#[test]
fn what_is_told_in_steps_takes_no_time_of_its_own() {
    let log = session();
    let load = Load::new(&log, at(107));
    let all = load.extent().unwrap();
    let groups = grouped(&log, By::Object);
    let accounts = load.accounts(all, groups.of(), groups.n_groups());
    let second = 10_000_000;
    // 0: 5 s of listing; files01 shares 20 s with the wait of files02, which goes on alone for 80 s.
    assert_eq!(accounts.iter().map(|account| account.share / second).collect::<Vec<_>>(), [5, 10, 90]);
    assert_eq!(load.sums(all).summed / second, 5 + 20 + 100);
}

#[test]
fn a_saved_session_keeps_its_machines() {
    let log = session();
    let page = write::log(Product::Vbr, &log, "5f1d6f0a-0000-4000-8000-000000000000", &mut |_, text| text.to_owned());
    let again = Decoded::from_chunks(Product::Vbr, [page.as_bytes()]).log;
    for idx in 0..6 {
        let of = |log: &Log| {
            (
                log.part(idx).map(str::to_owned),
                log.text(idx).to_owned(),
                log.is_covered(idx),
                log.start(idx),
                log.end(idx),
                log.status(idx),
            )
        };
        assert_eq!(of(&again), of(&log));
    }
    // With names replaced none is left, and each machine has one name.
    let mut redactor = Redactor::default();
    redactor.learn_log(&log);
    let page = write::log(Product::Vbr, &log, "x", &mut |part, text| {
        redactor.apply(if part == write::Part::Name { What::Vm } else { What::Text }, text)
    });
    assert!(!page.contains("files0"), "{page}");
    assert!(page.contains("vm-1") && page.contains("vm-2"), "{page}");
}

#[test]
fn times_of_machines_are_the_servers_own() {
    let json = br#"{"data":[{"type":"Backup","sessionType":"BackupJob","id":"a-1","sessionId":"b","name":"m","state":"Stopped","creationTime":"2026-03-14T20:30:19.77","endTime":"2026-03-14T20:41:40.2","result":{"result":"Success"}}]}"#;
    let (mut rows, _) = sessions(Product::Vbr, SessionKind::Job, json, &mut Notices::default()).unwrap();
    let machine = rows.first_mut().unwrap();
    assert!(machine.is_local);
    machine.set_offset(UtcOffset::from_minutes(60).unwrap());
    let shown = |t: Option<Timestamp>| t.unwrap().to_iso(UtcOffset::UTC);
    assert_eq!(
        (shown(machine.start), shown(machine.end)),
        ("2026-03-14T19:30:19.77Z".to_owned(), "2026-03-14T19:41:40.2Z".to_owned())
    );
    // Once is enough.
    machine.set_offset(UtcOffset::from_minutes(60).unwrap());
    assert_eq!(shown(machine.start), "2026-03-14T19:30:19.77Z");
    let with_zone =
        br#"[{"sessionType":"BackupJob","id":"a-1","state":"Stopped","creationTime":"2026-03-14T20:30:19.77+01:00"}]"#;
    let (rows, _) = sessions(Product::Vbr, SessionKind::Job, with_zone, &mut Notices::default()).unwrap();
    assert!(!rows.first().unwrap().is_local);
}

proptest! {
    /// Any name and any text: what goes in comes out, through the columns and through a saved session.
    #[test]
    fn names_and_texts_are_kept(name in "[ -~äß漢]{1,300}", text in "[ -~äß漢]{0,40}") {
        let mut log = Log::new();
        log.begin_source();
        log.push_of_part(&name, &item(0, 1, text.trim()));
        let kept = log.part(0).unwrap().to_owned();
        prop_assert!(name.starts_with(&kept) && (kept == name || kept.len() > 190));
        prop_assert_eq!(log.text(0), text.trim());
        let page = write::log(Product::Vbr, &log, "x", &mut |_, text| text.to_owned());
        let again = Decoded::from_chunks(Product::Vbr, [page.as_bytes()]).log;
        prop_assert_eq!(again.part(0), Some(kept.as_str()));
        prop_assert_eq!(again.text(0), text.trim());
        prop_assert_eq!(log.assumed(0) & Assumption::NoZone as u8, 0);
    }
}
