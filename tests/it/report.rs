//! Reports: documents, and what they say.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a panic is how a test fails")]

mod compare;
mod desk;
mod export;
mod tables;
mod work;

use tapeline::report::Doc;
use tapeline::report::doc::{Step, outline, plain, steps};

#[test]
fn a_document_reads_back_as_it_was_written() {
    let mut doc = Doc::new();
    doc.el("p", "facts", |doc| {
        doc.set("id", "a");
        doc.text("<b>no markup</b>");
        doc.link("#/connect", "", "go");
    });
    let bytes = doc.into_bytes();
    assert_eq!(
        outline(&bytes),
        "p class=\"facts\" id=\"a\"\n  \"<b>no markup</b>\"\n  a href=\"#/connect\"\n    \"go\"\n"
    );
    assert_eq!(steps(&bytes).last(), Some(Step::Close));
    for cut in 0..bytes.len() {
        assert!(
            steps(bytes.get(..cut).unwrap_or_default()).count() <= steps(&bytes).count(),
            "a cut stream ends early, and nothing breaks"
        );
    }
}

#[test]
fn as_text_a_document_says_what_is_read_and_nothing_twice() {
    let mut doc = Doc::new();
    doc.line("h2", "unseen", "said by what opens it");
    doc.el("tr", "", |doc| {
        doc.el("td", "", |doc| {
            doc.el("span", "status__shape", |doc| {
                doc.set("aria-hidden", "true");
                doc.text("✕");
            });
            doc.line("span", "text", "Failed");
        });
        doc.el("td", "number", |doc| doc.term("8.8 s", "how long it took"));
        doc.el("td", "", |doc| doc.button("noise-add:x", "", "Harmless"));
    });
    assert_eq!(plain(&doc.into_bytes()), "Failed\t8.8 s\n");
}

mod told {
    //! What the page tells the desk arrives as it was.

    use proptest::prelude::*;
    use tapeline::model::{Assumption, Id, Log, NewItem, Session, SessionKind, Status, Timestamp, UtcOffset};
    use tapeline::report::exchange::{Clock, Field, Sessions, put_items, take_items};
    use tapeline::timeline::Zone;

    fn again<T: Field>(told: &T) -> Option<T> {
        let mut bytes = Vec::new();
        told.put(&mut bytes);
        let mut rest = bytes.as_slice();
        let read = T::read(&mut rest);
        assert!(rest.is_empty(), "all of it is read");
        for cut in 0..bytes.len() {
            assert!(T::read(&mut bytes.get(..cut).unwrap_or_default()).is_none(), "what breaks off is none");
        }
        read
    }

    #[test]
    fn sessions_arrive_whole() {
        let mut session = Session::new("3fa85f64-5717-4562-b3fc-2c963f66afa6");
        session.status = Status::Failed;
        session.status_word = Some("Exploded".to_owned());
        session.start = Some(Timestamp::from_ticks(-7));
        session.job_id = Id::new("a-1");
        session.will_be_retried = Some(true);
        let told = Sessions { kind: SessionKind::DataRetrieval, rows: vec![session], is_complete: true };
        assert_eq!(again(&told), Some(told));
    }

    #[test]
    fn a_zone_arrives_whole() {
        let at = Timestamp::from_ticks;
        let offset = |minutes| UtcOffset::from_minutes(minutes).unwrap_or_default();
        let zone = Zone::table(
            "Europe/Berlin".to_owned(),
            vec![(at(5), offset(60)), (at(9), offset(120)), (at(20), offset(60))],
        );
        let clock = again(&Clock::new(at(1), &zone)).map(|clock| clock.zone());
        assert_eq!(clock.as_ref().map(|clock| clock.offset_at(at(4))), Some(offset(60)));
        assert_eq!(clock, Some(zone));
    }

    fn item() -> impl Strategy<Value = (String, usize, Option<i64>, Option<i64>, Option<i64>, i16)> {
        (
            "[ -~äß]{0,20}",
            0_usize..14,
            proptest::option::of(0_i64..1000),
            proptest::option::of(0_i64..1000),
            proptest::option::of(any::<i64>()),
            -600_i16..600,
        )
    }

    proptest! {
        #[test]
        fn items_arrive_as_they_are(items in proptest::collection::vec(item(), 0..30)) {
            let mut log = Log::new();
            for (n, (title, status, start, end, usn, minutes)) in items.iter().enumerate() {
                let id = if n % 2 == 0 { Some("3fa85f64-5717-4562-b3fc-2c963f66afa6") } else { Some("Odd") };
                let status = Status::ALL.get(*status).copied().unwrap_or_default();
                log.push(&NewItem {
                    id, usn: *usn, status, title,
                    start: start.map(Timestamp::from_ticks), end: end.map(Timestamp::from_ticks),
                    offset: UtcOffset::from_minutes(*minutes),
                    status_word: (n % 3 == 0).then_some("Odd word"),
                    prefix_len: 0, assumed: if n % 5 == 0 { Assumption::BrokenText as u8 } else { 0 }, raw_start: 0,
                });
            }
            let mut told = Log::new();
            let n = u32::try_from(log.len()).unwrap_or(0);
            for (begin, end) in [(0, n / 2), (n / 2, n)] {
                let mut bytes = Vec::new();
                put_items(&log, begin, end, &mut bytes);
                let mut rest = bytes.as_slice();
                prop_assert!(take_items(&mut rest, &mut told).is_some() && rest.is_empty());
            }
            prop_assert_eq!(told.len(), log.len());
            for idx in 0..n {
                prop_assert_eq!(told.title(idx), log.title(idx));
                prop_assert_eq!(told.text(idx), log.text(idx));
                prop_assert_eq!((told.start(idx), told.end(idx)), (log.start(idx), log.end(idx)));
                prop_assert_eq!((told.usn(idx), told.id(idx)), (log.usn(idx), log.id(idx)));
                prop_assert_eq!((told.offset(idx), told.assumed(idx)), (log.offset(idx), log.assumed(idx)));
                prop_assert_eq!((told.status(idx), told.status_text(idx)), (log.status(idx), log.status_text(idx)));
            }
        }
    }
}
