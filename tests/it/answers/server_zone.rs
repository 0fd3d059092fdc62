//! The server's zone, as titles tell it.
#![allow(clippy::panic, clippy::indexing_slicing, reason = "a panic is how a test fails")]

use proptest::prelude::*;
use tapeline::answers::server_zone::{ServerClock, inferred};
use tapeline::model::{Assumption, Log, NewItem, Timestamp, UtcOffset, time};

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

/// The one offset that titles tell, in minutes.
fn minutes(rows: &[(&str, &str)]) -> Option<i32> {
    let ServerClock { first, then: None } = inferred(&log(rows))? else { return None };
    Some(first.seconds() / 60)
}

/// What the titles of a start and a finish tell, 41 minutes and 7 seconds apart, each of a date and time in the way of a culture.
fn told_by(start: &str, titles: [&str; 2]) -> Option<i32> {
    let Ok(time::Stamp::At(first, _)) = time::parse(start.as_bytes()) else { panic!("{start}") };
    let finish = first.plus(24_670_000_000).to_iso(UtcOffset::UTC);
    let titles = titles.map(|title| format!("[Success] Job started at {title}"));
    minutes(&[(start, &titles[0]), (&finish, &titles[1])])
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

/// One evening and one night in the way of each culture: 22:00 at +02:00, and midnight at -05:00.
#[test]
fn halves_of_the_day_in_the_words_of_the_culture() {
    let evening = "2026-11-26T20:00:00.0173Z";
    for titles in [
        ["26/11/2026 10:00:00 μμ", "26/11/2026 10:41:07 μμ"],
        ["26/11/2026 10:00:00 μ.μ.", "26/11/2026 10:41:07 μ.μ."],
        ["26/11/2026 10:00:00 ΜΜ", "26/11/2026 10:41:07 ΜΜ"],
        ["26/11/2026 10:00:00 م", "26/11/2026 10:41:07 م"],
        ["26\u{200f}/11\u{200f}/2026 10:00:00 م", "26\u{200f}/11\u{200f}/2026 10:41:07 م"],
        ["26/11/2026 10:00:00 CH", "26/11/2026 10:41:07 CH"],
        ["2026. 11. 26. 오후 10:00:00", "2026. 11. 26. 오후 10:41:07"],
        ["2026-11-26 오후 10:00:00", "2026-11-26 오후 10:41:07"],
        ["2026/11/26 下午 10:00:00", "2026/11/26 下午 10:41:07"],
        ["26/11/2026 下午10:00:00", "26/11/2026 下午10:41:07"],
        ["2026/11/26 午後10:00:00", "2026/11/26 午後10:41:07"],
        ["2026. 11. 26. du. 10:00:00", "2026. 11. 26. du. 10:41:07"],
        ["26.11.2026 10:00:00 ÖS", "26.11.2026 10:41:07 ÖS"],
        ["26.11.2026 10:00:00 e pasdites", "26.11.2026 10:41:07 e pasdites"],
        ["26-11-2026 10:00:00 अपराह्न", "26-11-2026 10:41:07 अपराह्न"],
        ["26/11/2026 10:00:00\u{202f}p.\u{a0}m.", "26/11/2026 10:41:07\u{202f}p.\u{a0}m."],
        ["11/26/2026 10:00:00\u{202f}PM", "11/26/2026 10:41:07\u{202f}PM"],
    ] {
        assert_eq!(told_by(evening, titles), Some(120), "{titles:?}");
    }
    let midnight = "2026-11-27T05:00:00.0173Z";
    for titles in [
        ["27/11/2026 12:00:00 a.\u{a0}m.", "27/11/2026 12:41:07 a.\u{a0}m."],
        ["27/11/2026 12:00:00 a. m.", "27/11/2026 12:41:07 a. m."],
        ["27/11/2026 12:00:00 πμ", "27/11/2026 12:41:07 πμ"],
        ["27/11/2026 12:00:00 ص", "27/11/2026 12:41:07 ص"],
        ["27/11/2026 12:00:00 SA", "27/11/2026 12:41:07 SA"],
        ["2026. 11. 27. 오전 12:00:00", "2026. 11. 27. 오전 12:41:07"],
        ["2026/11/27 上午 12:00:00", "2026/11/27 上午 12:41:07"],
        ["2026. 11. 27. de. 0:00:00", "2026. 11. 27. de. 0:41:07"],
    ] {
        assert_eq!(told_by(midnight, titles), Some(-5 * 60), "{titles:?}");
    }
}

#[test]
fn separators_and_clocks_of_all_cultures() {
    let evening = "2026-11-26T20:00:00Z";
    for titles in [
        ["26.11.2026 22:00:00", "26.11.2026 22:41:07"],
        ["26. 11. 2026 22:00:00", "26. 11. 2026 22:41:07"],
        ["26.11.2026. 22:00:00", "26.11.2026. 22:41:07"],
        ["26.11.2026 г. 22:00:00", "26.11.2026 г. 22:41:07"],
        ["26.11.2026 г. 22:00:00 ч.", "26.11.2026 г. 22:41:07 ч."],
        ["26-11-2026 22:00:00", "26-11-2026 22:41:07"],
        ["26-11-2026 22.00.00", "26-11-2026 22.41.07"],
        ["26.11.2026 22.00.00", "26.11.2026 22.41.07"],
        ["2026-11-26 22:00:00", "2026-11-26 22:41:07"],
        ["2026-11-26T22:00:00", "2026-11-26T22:41:07"],
        ["2026-11-26T22:00:00.1234567", "2026-11-26T22:41:07.5"],
        ["2026-11-26 22:00:00 +02:00", "2026-11-26 22:41:07 +02:00"],
        ["2026/11/26 22:00:00", "2026/11/26 22:41:07"],
        ["2026-11-26 22 h 00 min 00 s", "2026-11-26 22 h 41 min 07 s"],
        ["26.11.26 22:00:00", "26.11.26 22:41:07"],
        ["11/26/2026 22:00:00", "11/26/2026 22:41:07"],
        ["11/26/2026 22:00", "11/26/2026 22:41"],
        ["2026年11月26日 22:00:00", "2026年11月26日 22:41:07"],
    ] {
        assert_eq!(told_by(evening, titles), Some(120), "{titles:?}");
    }
}

#[test]
fn other_calendars_are_converted_or_say_nothing() {
    let evening = "2026-11-26T20:00:00Z";
    for titles in [
        ["26/11/2569 22:00:00", "26/11/2569 22:41:07"],
        ["5/9/1405 22:00:00", "5/9/1405 22:41:07"],
        ["1405/09/05 10:00:00 ب.ظ", "1405/09/05 10:41:07 ب.ظ"],
        ["115/11/26 下午 10:00:00", "115/11/26 下午 10:41:07"],
    ] {
        assert_eq!(told_by(evening, titles), Some(120), "{titles:?}");
    }
    // Umm al-Qura, which cannot be worked out: 16 Jumada II 1448.
    for titles in [
        ["16/06/1448 10:00:00 م", "16/06/1448 10:41:07 م"],
        ["16/06/48 10:00:00 م", "16/06/48 10:41:07 م"],
        ["8/11/26 R 22:00:00", "8/11/26 R 22:41:07"],
    ] {
        assert_eq!(told_by(evening, titles), None, "{titles:?}");
    }
    // The last day of a Persian leap year, and the first of the next.
    assert_eq!(told_by("2025-03-20T08:30:00Z", ["1403/12/30 12:00:00", "1403/12/30 12:41:07"]), Some(210));
    assert_eq!(told_by("2025-03-21T08:30:00Z", ["1404/01/01 12:00:00", "1404/01/01 12:41:07"]), Some(210));
}

#[test]
fn a_word_that_is_not_known_or_anything_left_over_votes_for_nothing() {
    let evening = "2026-11-26T20:00:00Z";
    for titles in [
        ["26/11/2026 10:00:00 xx", "26/11/2026 10:41:07 xx"],
        ["26/11/2026 10:00:00 晚上", "26/11/2026 10:41:07 晚上"],
        ["26/11/2026 晚上 10:00:00", "26/11/2026 晚上 10:41:07"],
        ["26/11/2026 22:00:00 by admin", "26/11/2026 22:41:07 by admin"],
        ["26/11/2026 22:00:00 AM", "26/11/2026 22:41:07 AM"],
        ["26/11/2026 22:00:00 (3 objects)", "26/11/2026 22:41:07 (3 objects)"],
        ["2026-11-26T22:00:00Z", "2026-11-26T22:41:07Z"],
        ["2026-11-26 22:00:00 +03:00", "2026-11-26 22:41:07 +03:00"],
        ["26/11-2026 22:00:00", "26/11-2026 22:41:07"],
        ["26/11/2026 오후 10:00:00 PM", "26/11/2026 오후 10:41:07 PM"],
    ] {
        assert_eq!(told_by(evening, titles), None, "{titles:?}");
    }
    // A morning that is understood does not make an evening that is not: three say one thing, of one word.
    let mixed = ["26/11/2026 10:00:00 μμ", "26/11/2026 10:41:07 xx"];
    assert_eq!(told_by(evening, mixed), None);
}

#[test]
fn day_and_month_stand_in_one_order_in_all_titles() {
    let (june, july) = ("2026-06-05T20:00:00Z", "2026-06-07T20:00:00Z");
    assert_eq!(minutes(&[(june, "at 05/06/2026 22:00:00"), (july, "at 07/06/2026 22:00:00")]), Some(120));
    assert_eq!(minutes(&[(june, "at 6/5/2026 22:00:00"), (july, "at 6/7/2026 22:00:00")]), Some(120));
    assert_eq!(minutes(&[(june, "at 05/06/2026 22:00:00"), (july, "at 6/7/2026 22:00:00")]), None);
}

#[test]
fn a_log_over_a_change_of_the_clock_gives_two_offsets() {
    let told = |rows: &[(&str, &str)]| {
        let ServerClock { first, then } = inferred(&log(rows))?;
        let (change, then) = then?;
        Some((first.seconds() / 60, then.seconds() / 60, change.to_iso(UtcOffset::UTC)))
    };
    let berlin = [
        ("2026-10-24T05:00:00Z", "Job started at 10/24/2026 7:00:00 AM"),
        ("2026-10-25T18:10:16Z", "Job finished at 10/25/2026 7:10:16 PM"),
    ];
    assert_eq!(told(&berlin), Some((120, 60, "2026-10-25T01:00:00Z".to_owned())));
    let spring = [
        ("2026-03-28T21:00:00Z", "Job started at 28.03.2026 22:00:00"),
        ("2026-03-28T22:00:00Z", "Step at 28.03.2026 23:00:00"),
        ("2026-03-29T03:00:00Z", "Job finished at 29.03.2026 05:00:00"),
    ];
    assert_eq!(told(&spring), Some((60, 120, "2026-03-29T01:00:00Z".to_owned())));
    let new_york = [
        ("2026-11-01T02:00:00Z", "Job started at 10/31/2026 10:00:00 PM"),
        ("2026-11-01T12:00:00Z", "Job finished at 11/1/2026 7:00:00 AM"),
    ];
    assert_eq!(told(&new_york), Some((-240, -300, "2026-11-01T06:00:00Z".to_owned())));
    let lord_howe = [
        ("2026-04-04T12:00:00Z", "Job started at 4/04/2026 11:00:00 PM"),
        ("2026-04-04T20:00:00Z", "Job finished at 5/04/2026 6:30:00 AM"),
    ];
    assert_eq!(told(&lord_howe), Some((660, 630, "2026-04-04T15:00:00Z".to_owned())));
    // There and back again, or by three hours: no clock does that in one log.
    let back = [berlin[0], berlin[1], ("2026-10-26T05:00:00Z", "Job finished at 10/26/2026 7:00:00 AM")];
    assert_eq!(inferred(&log(&back)), None);
    let far = [berlin[0], ("2026-10-25T18:10:16Z", "Job finished at 10/25/2026 10:10:16 PM")];
    assert_eq!(inferred(&log(&far)), None);
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
        prop_assert_eq!(inferred(&log), Some(ServerClock { first: offset, then: None }));
    }

    #[test]
    fn any_title_is_read_without_harm(title in ".{0,40}|[0-9/: APM]{0,30}") {
        inferred(&log(&[("2024-09-23T02:50:36Z", &title), ("2024-09-23T02:50:36Z", &title)]));
    }
}

/// Times that name no zone were read as UTC, and a table of a cmdlet has none: that titles show the same clock says nothing.
#[test]
fn times_without_a_zone_tell_of_none() {
    let rows = [
        ("2026-11-27T02:00:00", "Job started at 11/27/2026 2:00:00 AM"),
        ("2026-11-27T02:41:07", "Job finished at 11/27/2026 2:41:07 AM"),
    ];
    let read = |is_named: bool| {
        let mut log = Log::new();
        for (start, title) in rows {
            let Ok(time::Stamp::At(start, None)) = time::parse(start.as_bytes()) else { panic!("{start}") };
            let assumed = if is_named { 0 } else { Assumption::NoZone as u8 };
            log.push(&NewItem { start: Some(start), title, assumed, ..NewItem::default() });
        }
        inferred(&log).map(|clock| clock.first)
    };
    assert_eq!((read(true), read(false)), (Some(UtcOffset::UTC), None));
}
