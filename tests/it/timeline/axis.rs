//! Ticks stand at round times of the clock, and their labels stay apart.

use proptest::prelude::*;
use tapeline::model::{Stamp, TimeRange, Timestamp, UtcOffset, time};
use tapeline::timeline::axis::label_px;
use tapeline::timeline::{Ticks, Zone, ticks};

use super::laws::cases;

pub(super) fn at(text: &str) -> Timestamp {
    let Stamp::At(t, _) = time::parse(text.as_bytes()).unwrap() else { return Timestamp::default() };
    t
}

pub(super) fn berlin() -> Zone {
    let hours = |n: i16| UtcOffset::from_minutes(n * 60).unwrap();
    Zone::table(
        "Europe/Berlin".to_owned(),
        vec![
            (at("2026-01-01T00:00:00Z"), hours(1)),
            (at("2026-03-29T01:00:00Z"), hours(2)),
            (at("2026-10-25T01:00:00Z"), hours(1)),
        ],
    )
}

fn shown(from: &str, to: &str, width: f64, zone: &Zone) -> String {
    text(&ticks(TimeRange::new(at(from), at(to)), width, zone))
}

pub(super) fn text(Ticks { ticks, context, shifts }: &Ticks) -> String {
    let labels: Vec<String> =
        ticks.iter().map(|tick| if tick.is_major { format!("*{}", tick.label) } else { tick.label.clone() }).collect();
    let shifts: Vec<String> = shifts.iter().map(|(x, minutes)| format!(" shift {minutes:+} at {x:.0}")).collect();
    format!("{context}: {}{}", labels.join(" "), shifts.concat())
}

#[test]
fn an_evening() {
    let text = shown("2026-11-21T21:00:00Z", "2026-11-22T03:31:00Z", 900.0, &berlin());
    assert_eq!(
        text,
        "Sat 21 Nov 2026: 22:00 22:30 23:00 23:30 *Sun 22 00:30 01:00 01:30 02:00 02:30 03:00 03:30 04:00 04:30"
    );
}

#[test]
fn the_clock_is_put_forward() {
    let text = shown("2026-03-28T23:00:00Z", "2026-03-29T05:00:00Z", 500.0, &berlin());
    assert_eq!(text, "Sun 29 Mar 2026: *Sun 29 01:00 03:00 04:00 05:00 06:00 shift +60 at 167");
}

#[test]
fn the_clock_is_put_back() {
    let text = shown("2026-10-24T22:00:00Z", "2026-10-25T04:00:00Z", 500.0, &berlin());
    assert_eq!(text, "Sun 25 Oct 2026: *Sun 25 01:00 02:00 +02:00 *02:00 +01:00 03:00 04:00 shift -60 at 250");
}

#[test]
fn days_begin_at_midnight_of_the_clock() {
    let Ticks { ticks, .. } =
        ticks(TimeRange::new(at("2026-10-23T10:00:00Z"), at("2026-10-27T10:00:00Z")), 400.0, &berlin());
    let times: Vec<String> =
        ticks.iter().map(|tick| format!("{} {}", tick.t.to_iso(UtcOffset::UTC), tick.label)).collect();
    assert_eq!(
        times,
        [
            "2026-10-23T22:00:00Z Sat 24",
            "2026-10-24T22:00:00Z Sun 25",
            "2026-10-25T23:00:00Z Mon 26",
            "2026-10-26T23:00:00Z Tue 27"
        ]
    );
}

#[test]
fn a_midnight_that_the_clock_leaves_out() {
    let zone = Zone::table(
        "America/Asuncion".to_owned(),
        vec![
            (at("2023-01-01T00:00:00Z"), UtcOffset::from_minutes(-240).unwrap()),
            (at("2023-10-01T04:00:00Z"), UtcOffset::from_minutes(-180).unwrap()),
        ],
    );
    let text = shown("2023-09-29T04:00:00Z", "2023-10-03T03:00:00Z", 300.0, &zone);
    assert_eq!(text, "Fri 29 Sep 2023: Fri 29 Sat 30 Sun 1 *Mon 2 shift +60 at 152");
}

#[test]
fn a_midnight_that_there_is_not_tells_its_day_all_the_same() {
    let cairo = Zone::table(
        "Africa/Cairo".to_owned(),
        vec![
            (at("2026-01-01T00:00:00Z"), UtcOffset::from_minutes(120).unwrap()),
            (at("2026-04-23T22:00:00Z"), UtcOffset::from_minutes(180).unwrap()),
        ],
    );
    let text = shown("2026-04-23T19:00:00Z", "2026-04-24T02:00:00Z", 600.0, &cairo);
    assert_eq!(text, "Thu 23 Apr 2026: 21:00 22:00 23:00 *Fri 24 01:00 02:00 03:00 04:00 shift +60 at 257");
    let text = shown("2026-04-23T15:00:00Z", "2026-04-24T06:00:00Z", 500.0, &cairo);
    assert!(text.contains("*Fri 24 01:00"), "between even ticks too: {text}");
}

#[test]
fn the_hour_that_comes_twice_is_told_apart_at_every_step() {
    let around = |from, to, width| shown(from, to, width, &berlin());
    let text = around("2026-10-25T00:00:00Z", "2026-10-25T02:00:00Z", 600.0);
    for label in ["02:00 +02:00", "02:30 +02:00", "*02:00 +01:00", "*02:30 +01:00"] {
        assert!(text.contains(label), "{label}: {text}");
    }
    // Where there is no room for both, the later stays: it is the one that surprises.
    let text = around("2026-10-24T05:00:00Z", "2026-10-25T18:10:16Z", 1100.0);
    assert!(text.contains("*02:00 +01:00"), "{text}");
    let half_hour = Zone::table(
        "Australia/Lord_Howe".to_owned(),
        vec![
            (at("2026-01-01T00:00:00Z"), UtcOffset::from_minutes(660).unwrap()),
            (at("2026-04-04T15:00:00Z"), UtcOffset::from_minutes(630).unwrap()),
        ],
    );
    let text = shown("2026-04-04T14:00:00Z", "2026-04-04T16:00:00Z", 400.0, &half_hour);
    for label in ["01:30 +11:00", "*01:30 +10:30", "02:00"] {
        assert!(text.contains(label), "{label}: {text}");
    }
}

#[test]
fn from_ticks_to_years() {
    let utc = Zone::utc();
    let end = |ticks: i64| at("2026-11-21T22:00:00Z").plus(ticks).to_iso(UtcOffset::UTC);
    let mut out = String::new();
    for ticks in [
        10,
        1_000,
        30_000,
        7_000_000,
        50_000_000,
        600_000_000,
        9_000_000_000,
        36_000_000_000,
        864_000_000_000,
        8_640_000_000_000,
        60_480_000_000_000,
        315_360_000_000_000,
        9_000_000_000_000_000,
    ] {
        out.push_str(&shown("2026-11-21T22:00:00Z", &end(ticks), 400.0, &utc));
        out.push('\n');
    }
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/pictures/axis.txt");
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(&path, &out).unwrap();
    }
    assert_eq!(std::fs::read_to_string(path).unwrap(), out);
}

proptest! {
    #![proptest_config(cases(600))]

    #[test]
    fn labels_never_overlap(days in -20_000..40_000_i64, ticks_of_day in 0..864_000_000_000_i64, zoom in 0..58_u32, part in 1..1000_i64, width in 40..2500_u16) {
        let start = Timestamp::from_ticks(days * 864_000_000_000 + ticks_of_day);
        let span = ((1_i64 << zoom) / 1000 * part).max(10);
        for zone in [Zone::utc(), berlin()] {
            let found = ticks(TimeRange::new(start, start.plus(span)), f64::from(width), &zone);
            let mut right = f64::NEG_INFINITY;
            let mut before = f64::NEG_INFINITY;
            for tick in &found.ticks {
                prop_assert!(tick.x_px >= before && tick.x_px >= -1.0 && tick.x_px <= f64::from(width) + 1.0);
                before = tick.x_px;
                if !tick.label.is_empty() {
                    let half = label_px(&tick.label) / 2.0;
                    prop_assert!(tick.x_px - half >= right, "{:?}", found);
                    right = tick.x_px + half;
                }
            }
            prop_assert!(found.ticks.len() <= usize::from(width) / 20 + 3, "{}", found.ticks.len());
            prop_assert!(!found.context.is_empty());
        }
    }
}
