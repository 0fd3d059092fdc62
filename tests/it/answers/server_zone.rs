//! The server's zone, as titles tell it.
#![allow(clippy::panic, reason = "a panic is how a test fails")]

use proptest::prelude::*;
use tapeline::answers::server_zone::inferred;
use tapeline::model::{Log, NewItem, Timestamp, UtcOffset, time};

/// Items with the start as a server sends it.
fn log(rows: &[(&str, &str)]) -> Log {
    let mut log = Log::new();
    for (start, title) in rows {
        let start = match time::parse(start.as_bytes()) {
            Ok(time::Stamp::At(start, _)) => Some(start),
            _ => None,
        };
        log.push(&NewItem { start, title, ..NewItem::default() });
    }
    log
}

fn minutes(rows: &[(&str, &str)]) -> Option<i16> {
    inferred(&log(rows)).map(UtcOffset::minutes)
}

#[test]
fn titles_as_servers_write_them() {
    let (started, finished) = ("2022-01-28T19:52:36.9287841Z", "2022-01-28T19:56:17.7503464Z");
    let us = [(started, "Job started at 1/28/2022 8:52:36 PM"), (finished, "Job finished at: 1/28/2022 8:56:17 PM")];
    assert_eq!(minutes(&us), Some(60));
    let day_first =
        [(started, "Job started at 28/01/2022 20:52:36"), (finished, "Job finished at 28/01/2022 20:56:17")];
    assert_eq!(minutes(&day_first), Some(60));
    let midnight = [("2017-04-04T07:07:21Z", "Job started at 4/4/2017 12:07:21 AM"); 2];
    assert_eq!(minutes(&midnight), Some(-7 * 60));
    let next_day = [("2019-06-16T15:00:00.0402129-07:00", "Job started at 17/06/2019 10:00:00 AM"); 2];
    assert_eq!(minutes(&next_day), Some(12 * 60));
    let quarter = [("2024-09-23T02:50:36Z", "Job started at 9/23/2024 8:35:36 AM"); 2];
    assert_eq!(minutes(&quarter), Some(5 * 60 + 45));
}

#[test]
fn nothing_is_inferred_from_one_title_or_from_titles_that_disagree() {
    let at = "2024-09-23T02:50:36Z";
    assert_eq!(minutes(&[(at, "Job started at 9/23/2024 2:50:36 AM")]), None);
    assert_eq!(minutes(&[(at, "at 9/23/2024 2:50:36 AM"), (at, "at 9/23/2024 3:50:36 AM")]), None);
    let two = [(at, "at 9/23/2024 2:50:36 AM"), (at, "at 9/23/2024 2:50:36 AM"), (at, "at 9/23/2024 3:50:36 AM")];
    assert_eq!(minutes(&two), None, "one in three says otherwise");
}

#[test]
fn what_is_no_clock_of_the_event_does_not_count() {
    let at = "2024-09-23T02:50:36Z";
    for title in [
        "Processing site: https://example.net/sites/1/2/2024",
        "Restore point of 9/20/2024 2:50:36 AM",
        "at 9/23/2024",
        "at 9/23/2024 2:57:36 AM",
        "at 9/23/2024 25:50:36",
        "at 13/23/2024 2:50:36 AM",
        "2/3",
        "é/é/éééé 1:2:3",
    ] {
        assert_eq!(minutes(&[(at, title), (at, title)]), None, "{title}");
    }
}

proptest! {
    /// Whatever the zone and the way of writing: two clocks tell it, unless the day can be read either way.
    #[test]
    fn any_zone_is_found(quarters in -48_i16..=56, seconds in 1_500_000_000_i64..1_900_000_000, style in 0..4) {
        let offset = UtcOffset::from_minutes(quarters * 15).unwrap();
        let title = |seconds: i64| {
            let civil = Timestamp::from_unix_ms(seconds * 1000).civil(offset);
            let (day, month, year) = (civil.day, civil.month, civil.year);
            let (hour, minute, second) = (civil.hour, civil.minute, civil.second);
            let date = if style % 2 == 0 { format!("{month}/{day}/{year}") } else { format!("{day:02}/{month:02}/{year}") };
            let half = if hour < 12 { "AM" } else { "PM" };
            let clock = match style {
                0 | 1 => format!("{}:{minute:02}:{second:02} {half}", (hour + 11) % 12 + 1),
                _ => format!("{hour:02}:{minute:02}:{second:02}"),
            };
            format!("[Success] Job started at {date} {clock}")
        };
        let mut log = Log::new();
        for at in [seconds, seconds + 4321] {
            let start = Some(Timestamp::from_unix_ms(at * 1000 + 7));
            log.push(&NewItem { start, title: &title(at), ..NewItem::default() });
        }
        prop_assert_eq!(inferred(&log), Some(offset));
    }

    #[test]
    fn any_title_is_read_without_harm(title in ".{0,40}|[0-9/: APM]{0,30}") {
        inferred(&log(&[("2024-09-23T02:50:36Z", &title), ("2024-09-23T02:50:36Z", &title)]));
    }
}
