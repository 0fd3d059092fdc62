//! Times, with chrono as the oracle.
#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, SecondsFormat, Timelike};
use proptest::prelude::*;
use tapeline::model::{Stamp, Timestamp, UtcOffset, time};

/// The first second of a year, since 1970.
fn year_begins(year: i32) -> i64 {
    NaiveDate::from_ymd_opt(year, 1, 1).unwrap().and_hms_opt(0, 0, 0).unwrap().and_utc().timestamp()
}

/// Any tick of the years 2 to 9998: those before and after stand for "not set".
fn ticks() -> impl Strategy<Value = i64> {
    let seconds = year_begins(2) + 86_400..year_begins(9999) - 86_400;
    // Whole seconds and trailing zeros as likely as anything else.
    let tick = prop_oneof![0..time::TICKS_PER_SECOND, prop::sample::select(vec![0, 1, 1_230_000, 9_999_999])];
    (seconds, tick).prop_map(|(seconds, tick)| seconds * time::TICKS_PER_SECOND + tick)
}

fn chrono_at(ticks: i64, minutes: i16) -> DateTime<FixedOffset> {
    let nanos = u32::try_from(ticks.rem_euclid(time::TICKS_PER_SECOND) * 100).unwrap();
    let utc = DateTime::from_timestamp(ticks.div_euclid(time::TICKS_PER_SECOND), nanos).unwrap();
    utc.with_timezone(&FixedOffset::east_opt(i32::from(minutes) * 60).unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 20_000, ..ProptestConfig::default() })]

    #[test]
    fn times_are_what_chrono_says(ticks in ticks(), minutes in -1439..1440_i16) {
        let (t, offset, oracle) =
            (Timestamp::from_ticks(ticks), UtcOffset::from_minutes(minutes).unwrap(), chrono_at(ticks, minutes));
        let civil = t.civil(offset);
        prop_assert_eq!((civil.year, civil.month, civil.day), (oracle.year().into(), oracle.month().into(), oracle.day().into()));
        prop_assert_eq!(
            (civil.hour, civil.minute, civil.second, civil.tick),
            (oracle.hour().into(), oracle.minute().into(), oracle.second().into(), i64::from(oracle.nanosecond()) / 100)
        );
        prop_assert_eq!(civil.weekday(), oracle.weekday().num_days_from_monday() as usize);
        // What we write chrono reads, and what chrono writes we read.
        let written = t.to_iso(offset);
        prop_assert_eq!(DateTime::parse_from_rfc3339(&written).unwrap(), oracle);
        for text in [written, oracle.to_rfc3339_opts(SecondsFormat::Nanos, true)] {
            prop_assert_eq!(time::parse(text.as_bytes()), Ok(Stamp::At(t, Some(offset))), "{}", text);
        }
    }

    #[test]
    fn a_time_that_chrono_refuses_is_none(
        year in 0..=9999, month in 0..14, day in 0..33, hour in 0..26, minute in 0..62, second in 0..62,
    ) {
        let text = format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z");
        // A leap second is a time to chrono; a .NET server has none.
        prop_assert_eq!(time::parse(text.as_bytes()).is_ok(), second < 60 && DateTime::parse_from_rfc3339(&text).is_ok());
    }
}
