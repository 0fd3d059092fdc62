//! Clocks on the wall: what is asked of them is right for every instant, and times that are shown twice are known.

use std::cell::{Cell, RefCell};

use proptest::prelude::*;
use tapeline::model::{TimeRange, Timestamp, UtcOffset};
use tapeline::timeline::Zone;
use tapeline::timeline::zone::{Known, Stretch};

use super::axis::{at, berlin};
use super::laws::cases;

const SECOND: i64 = 10_000_000;
const DAY: i64 = 86_400 * SECOND;

fn offset(seconds: i32) -> UtcOffset {
    UtcOffset::from_seconds(seconds).unwrap()
}

/// A clock that is changed at some seconds, more than a day apart.
fn any_clock() -> impl Strategy<Value = Vec<(i64, UtcOffset)>> {
    let change = (90_000..40_000_000_i64, -50_000..50_000_i32);
    prop::collection::vec(change, 0..40).prop_map(|changes| {
        let mut at = -62_000_000_000;
        let place = |(after, ahead)| {
            at += after * 60;
            (at * SECOND, offset(ahead))
        };
        changes.into_iter().map(place).collect()
    })
}

fn read(changes: &[(i64, UtcOffset)], t: Timestamp) -> UtcOffset {
    changes.iter().take_while(|(from, _)| *from <= t.ticks()).last().map_or(offset(3208), |&(_, offset)| offset)
}

proptest! {
    #![proptest_config(cases(300))]

    /// Whatever is asked, in whatever order, near the changes and far from them: what is told is what the clock shows.
    #[test]
    fn what_is_known_is_what_the_clock_shows(
        changes in any_clock(),
        asked in prop::collection::vec((0..40_usize, -3..4_i64, -90_000..90_000_i64), 1..60),
    ) {
        let mut known = Known::default();
        for (nth, around, seconds) in asked {
            let base = changes.get(nth).map_or(i64::try_from(nth).unwrap() * 25_000 * DAY - 700_000 * DAY, |&(from, _)| from);
            for t in [base + around, base + seconds * SECOND + around].map(Timestamp::from_ticks) {
                let stretch = known.at(t, &|t| read(&changes, t));
                prop_assert!(stretch.has(t), "{:?} {:?}", stretch, t);
                prop_assert_eq!(stretch.offset, read(&changes, t));
                for inside in [stretch.from, stretch.until.plus(-1)] {
                    prop_assert_eq!(read(&changes, inside), stretch.offset);
                }
            }
        }
    }
}

#[test]
fn a_day_is_asked_for_once() {
    let n_asked = Cell::new(0);
    let mut known = Known::default();
    let clock = |_| {
        n_asked.set(n_asked.get() + 1);
        offset(3600)
    };
    for hour in 0..48 {
        known.at(at("2026-11-27T00:00:00Z").plus(hour * 3600 * SECOND), &clock);
    }
    assert_eq!(n_asked.get(), 4, "both ends of two days");
    let all = known.at(at("2026-11-28T12:00:00Z"), &clock);
    assert_eq!((all.from, all.until), (at("2026-11-27T00:00:00Z"), at("2026-11-29T00:00:00Z")), "they are one stretch");
}

thread_local! {
    static KNOWN: RefCell<Known> = RefCell::default();
}

/// Berlin's clock in 2026, asked day by day as a browser is.
pub(super) fn berlin_asked() -> Zone {
    fn ask(_: &str, t: Timestamp) -> Stretch {
        KNOWN.with_borrow_mut(|known| known.at(t, &|t| berlin().offset_at(t)))
    }
    Zone::asked("Europe/Berlin".to_owned(), ask)
}

#[test]
fn a_zone_that_is_asked_has_the_same_stretches() {
    for (from, to) in [
        ("2026-02-01T10:00:00Z", "2026-12-01T10:00:00Z"),
        ("2026-10-25T00:59:59.9999999Z", "2026-10-25T01:00:00Z"),
        ("2026-10-25T01:00:00Z", "2026-10-25T01:00:00Z"),
        ("2026-11-27T10:00:00Z", "2026-11-27T11:00:00Z"),
    ] {
        let range = TimeRange::new(at(from), at(to));
        let stretches = |zone: &Zone| zone.stretches(range).collect::<Vec<_>>();
        assert_eq!(stretches(&berlin_asked()), stretches(&berlin()), "{from}");
    }
    // A range of centuries is not looked through day by day.
    let centuries = TimeRange::new(at("1026-01-01T00:00:00Z"), at("3026-01-01T00:00:00Z"));
    let n = berlin_asked().stretches(centuries).count();
    assert!((1..=202).contains(&n), "{n}");
}

#[test]
fn times_that_the_clock_shows_twice_are_known() {
    for (t, is_repeated) in [
        ("2026-10-24T23:59:59.9999999Z", false),
        ("2026-10-25T00:00:00Z", true),
        ("2026-10-25T00:30:00Z", true),
        ("2026-10-25T00:59:59.9999999Z", true),
        ("2026-10-25T01:00:00Z", true),
        ("2026-10-25T01:59:59.9999999Z", true),
        ("2026-10-25T02:00:00Z", false),
        ("2026-03-29T00:59:59Z", false),
        ("2026-03-29T01:00:00Z", false),
        ("2026-11-27T01:00:00Z", false),
    ] {
        assert_eq!(berlin().is_repeated(at(t)), is_repeated, "{t}");
        assert_eq!(berlin_asked().is_repeated(at(t)), is_repeated, "{t}");
    }
    // Lord Howe goes back by half an hour: from 2:00 at +11:00 to 1:30 at +10:30.
    let lord_howe = Zone::table(
        "Australia/Lord_Howe".to_owned(),
        vec![(at("2026-01-01T00:00:00Z"), offset(39_600)), (at("2026-04-04T15:00:00Z"), offset(37_800))],
    );
    for (t, is_repeated) in [
        ("2026-04-04T14:29:59Z", false),
        ("2026-04-04T14:30:00Z", true),
        ("2026-04-04T15:00:00Z", true),
        ("2026-04-04T15:29:59Z", true),
        ("2026-04-04T15:30:00Z", false),
    ] {
        assert_eq!(lord_howe.is_repeated(at(t)), is_repeated, "{t}");
    }
    assert!(!Zone::utc().is_repeated(at("2026-10-25T00:30:00Z")));
}
