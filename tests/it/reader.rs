//! How times are said to whoever reads.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a panic is how a test fails")]

use tapeline::model::{Stamp, TimeRange, Timestamp, UtcOffset, time};
use tapeline::reader::{Reader, from_to, moment, time_in_log, time_of_day};
use tapeline::texts::{Lang, Texts};
use tapeline::timeline::Zone;

fn at(text: &str) -> Timestamp {
    let Ok(Stamp::At(t, _)) = time::parse(text.as_bytes()) else { panic!("{text}") };
    t
}

fn zone(name: &str, offsets: &[(&str, i16)]) -> Zone {
    let change = |&(from, minutes): &(&str, i16)| (at(from), UtcOffset::from_minutes(minutes).unwrap());
    Zone::table(name.to_owned(), offsets.iter().map(change).collect())
}

fn berlin() -> Zone {
    zone("Europe/Berlin", &[("2026-03-29T01:00:00Z", 120), ("2026-10-25T01:00:00Z", 60)])
}

fn said(zone: &Zone, of: [&str; 2], t: &str) -> String {
    time_in_log(Texts::new(Lang::En), zone, at(t), TimeRange::new(at(of[0]), at(of[1])), 0)
}

#[test]
fn a_day_is_said_wherever_a_log_passes_midnight() {
    let (day, night) =
        (["2026-11-27T08:00:00Z", "2026-11-27T09:00:00Z"], ["2026-11-26T22:59:00Z", "2026-11-26T23:01:00Z"]);
    assert_eq!(said(&berlin(), day, day[0]), "09:00:00");
    assert_eq!(said(&berlin(), night, night[0]), "Thu 26 Nov 23:59:00");
    assert_eq!(said(&berlin(), night, night[1]), "Fri 27 Nov 00:01:00");
    assert_eq!(said(&Zone::utc(), night, night[1]), "23:01:00", "no midnight of this clock");
    // An item that is of another day or year than the log.
    assert_eq!(said(&berlin(), day, "2026-11-26T08:00:00Z"), "Thu 26 Nov 09:00:00");
    assert_eq!(said(&Zone::utc(), day, "1970-01-01T00:00:00Z"), "Thu 1 Jan 1970 00:00:00");
    // New Year's Eve: the year of the end is that of the log.
    let turn = ["2026-12-31T20:00:00Z", "2027-01-01T04:00:00Z"];
    assert_eq!(said(&Zone::utc(), turn, turn[0]), "Thu 31 Dec 2026 20:00:00");
    assert_eq!(said(&Zone::utc(), turn, turn[1]), "Fri 1 Jan 04:00:00");
}

#[test]
fn the_hour_that_comes_twice_bears_its_offset_everywhere() {
    let texts = Texts::new(Lang::En);
    let (first, second) = (at("2026-10-25T00:30:00Z"), at("2026-10-25T01:30:00Z"));
    let zone = berlin();
    let run = ["2026-10-24T05:00:00Z", "2026-10-25T18:10:16Z"];
    assert_eq!(said(&zone, run, "2026-10-25T00:30:00Z"), "Sun 25 Oct 02:30:00 +02:00");
    assert_eq!(said(&zone, run, "2026-10-25T01:30:00Z"), "Sun 25 Oct 02:30:00 +01:00");
    assert_eq!(said(&zone, run, "2026-10-25T02:30:00Z"), "Sun 25 Oct 03:30:00");
    assert_eq!(time_of_day(texts, &zone, first, 1), "02:30:00.0 +02:00");
    assert_eq!(moment(texts, &zone, second), "Sun 25 Oct 2026 02:30:00 +01:00");
    assert_eq!(from_to(texts, &zone, first, second), "Sun 25 Oct 2026 02:30 +02:00 – 02:30 +01:00");
    assert_eq!(
        from_to(texts, &zone, at(run[0]), at(run[1])),
        "Sat 24 Oct 2026 07:00 – Sun 19:10",
        "nothing to tell apart"
    );
    let reader = Reader { zone, now: second, ..Reader::default() };
    assert_eq!(reader.moment_near(first), "Sun 25 Oct 02:30 +02:00");
    assert_eq!(reader.time_of_day(second, first), "02:30:00 +01:00");
    // In London one of the two is UTC; Lord Howe repeats half an hour.
    let london = self::zone("Europe/London", &[("2026-03-29T01:00:00Z", 60), ("2026-10-25T01:00:00Z", 0)]);
    assert_eq!(time_of_day(texts, &london, second, 0), "01:30:00 UTC");
    let lord_howe = self::zone("Australia/Lord_Howe", &[("2026-01-01T00:00:00Z", 660), ("2026-04-04T15:00:00Z", 630)]);
    assert_eq!(time_of_day(texts, &lord_howe, at("2026-04-04T15:10:00Z"), 0), "01:40:00 +10:30");
    assert_eq!(time_of_day(texts, &lord_howe, at("2026-04-04T15:40:00Z"), 0), "02:10:00");
}

#[test]
fn offsets_of_the_past_have_seconds() {
    let offset = UtcOffset::from_seconds(3208).unwrap();
    assert_eq!(at("1890-01-01T00:00:00Z").to_iso(offset), "1890-01-01T00:53:28+00:53:28");
    let west = UtcOffset::from_seconds(-17_762).unwrap();
    assert_eq!(at("1880-01-01T12:00:00Z").to_iso(west), "1880-01-01T07:03:58-04:56:02");
    assert_eq!([UtcOffset::from_seconds(86_400), UtcOffset::from_seconds(-86_400)], [None, None]);
}
