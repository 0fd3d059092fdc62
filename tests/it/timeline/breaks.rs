//! Long idle stretches are drawn short, and all else stays as long as it is.

use proptest::prelude::*;
use tapeline::model::{Log, Status, TimeRange, Timestamp};
use tapeline::timeline::axis::label_px;
use tapeline::timeline::{
    Break, Idle, Index, Lanes, Overview, Scale, Scene, TimeMap, View, Viewport, Zone, paint, ticks, ticks_drawn,
};

use super::axis::{at, berlin, text};
use super::laws::cases;
use super::logs::{Dice, any_window};
use super::logs::{SECOND, START, any_log, open_end, push, session, status};
use super::pictures::{DARK, LIGHT, expect_picture, surface};

const MINUTE: i64 = 60 * SECOND;

/// What runs and what is idle, by turns, from `START` on; the extent and the idle stretches.
fn by_turns(start: i64, turns: &[(i64, i64)]) -> (TimeRange, Vec<TimeRange>) {
    let (mut t, mut idle) = (Timestamp::from_ticks(start), Vec::new());
    for &(busy, gap) in turns {
        let from = t.plus(busy);
        t = from.plus(gap);
        idle.push(TimeRange::new(from, t));
    }
    (TimeRange::new(Timestamp::from_ticks(start), t.plus(SECOND)), idle)
}

fn any_turns(most: usize) -> impl Strategy<Value = Vec<(i64, i64)>> {
    let ticks = || prop_oneof![1..20 * SECOND, 1..20 * MINUTE, 1..900 * MINUTE, 1..400_000 * MINUTE];
    prop::collection::vec((ticks(), ticks()), 0..most)
}

fn is_broken(map: &TimeMap, gap: TimeRange) -> bool {
    map.unbroken(gap.start()).start() == gap.end()
}

fn breaks(map: &TimeMap, scale: &Scale) -> Vec<Break> {
    let mut breaks = Vec::new();
    map.each_break(scale, &mut |found| breaks.push(found));
    breaks
}

/// A log as it is drawn.
fn drawn_log(log: &Log, map: &TimeMap) -> Log {
    let mut drawn = Log::new();
    let place = |t: Timestamp| map.drawn(t).ticks();
    for idx in 0..u32::try_from(log.len()).unwrap() {
        push(&mut drawn, log.start(idx).map(place), log.end(idx).map(place), log.status(idx));
    }
    drawn
}

fn map_of(log: &Log) -> TimeMap {
    let index = Index::new(log, &Lanes::pack(log));
    let extent = log.extent().unwrap();
    TimeMap::new(Overview::new(&index, open_end(log), extent).idle(), extent)
}

proptest! {
    #![proptest_config(cases(600))]

    #[test]
    fn there_and_back(turns in any_turns(60), share in prop::collection::vec(0.0..1.0_f64, 50)) {
        let (extent, idle) = by_turns(START, &turns);
        let map = TimeMap::new(&idle, extent);
        let scale = Scale::new(extent, 65_535.0);
        let mut instants: Vec<Timestamp> = share.iter().map(|share| scale.time_from_x(share * 65_535.0)).collect();
        for gap in &idle {
            instants.extend([gap.start().plus(-1), gap.start(), gap.start().plus(1)]);
            instants.extend([gap.end().plus(-1), gap.end(), gap.end().plus(1)]);
        }
        instants.extend([extent.start(), extent.end(), extent.end().plus(1 << 60), extent.start().plus(-(1 << 60))]);
        instants.sort_unstable();
        for pair in instants.windows(2) {
            prop_assert!(map.drawn(pair[0]) <= map.drawn(pair[1]), "{pair:?}");
            prop_assert!(map.real(pair[0]) <= map.real(pair[1]), "{pair:?}");
        }
        for &t in &instants {
            let inside = idle.iter().find(|gap| is_broken(&map, **gap) && gap.start() < t && t < gap.end());
            let back = map.real(map.drawn(t));
            prop_assert!(inside.map_or(back == t, |gap| gap.contains(back)), "{t:?} {back:?}");
        }
    }

    #[test]
    fn what_is_broken_and_how_short(turns in any_turns(60)) {
        let (extent, idle) = by_turns(START, &turns);
        let map = TimeMap::new(&idle, extent);
        let broken: Vec<TimeRange> = idle.iter().copied().filter(|gap| is_broken(&map, *gap)).collect();
        let n = i64::try_from(broken.len()).unwrap();
        let kept = extent.ticks() - broken.iter().map(|gap| gap.ticks()).sum::<i64>();
        prop_assert!(n <= 40);
        prop_assert_eq!(map.is_identity(), n == 0);
        for gap in &idle {
            let is_long = gap.ticks() > MINUTE && gap.ticks() > kept / 10;
            let is_broken = is_broken(&map, *gap);
            prop_assert!(is_broken == is_long || (is_long && n == 40));
        }
        let whole = map.drawn_range(extent).ticks();
        for gap in &broken {
            let drawn = map.drawn_range(*gap).ticks();
            prop_assert!(drawn * 2 < gap.ticks());
            prop_assert!(n * drawn + kept == whole);
            // A thousandth of a second at least, and but for that a share of the whole.
            let per_mille = 30.min(400 / n);
            prop_assert!((drawn - whole / 1000 * per_mille).abs() <= 100_000, "{} of {}", drawn, whole);
        }
    }

    #[test]
    fn breaks_lie_where_the_map_says(turns in any_turns(60), from in 0.0..1.0_f64, part in 0.001..1.0_f64) {
        let (extent, idle) = by_turns(START, &turns);
        let map = TimeMap::new(&idle, extent);
        let whole = Scale::new(map.drawn_range(extent), 1000.0);
        let window = TimeRange::new(whole.time_from_x(from * 1000.0), whole.time_from_x((from + part) * 1000.0));
        let mut scene = Scene::default();
        scene.size = surface(900, 200, 1.0);
        scene.set_breaks(&map, window);
        let scale = Scale::new(window, 900.0);
        let expected: Vec<Break> = idle
            .iter()
            .filter(|gap| is_broken(&map, **gap))
            .map(|gap| (map.drawn_range(*gap), gap.ticks()))
            .filter(|(drawn, _)| drawn.start().ticks() < scale.end() && drawn.end().ticks() > scale.start())
            .map(|(drawn, ticks)| Break {
                x0_px: scale.x_from_time(drawn.start()),
                x1_px: scale.x_from_time(drawn.end()),
                ticks,
            })
            .collect();
        prop_assert_eq!(&scene.breaks, &expected);
    }

    #[test]
    fn labels_keep_off_breaks_and_each_other(days in -20_000..40_000_i64, turns in any_turns(12), from in 0.0..1.0_f64, zoom in 0..24_u32, width in 40..2500_u16) {
        let (extent, idle) = by_turns(days * 1440 * MINUTE, &turns);
        let map = TimeMap::new(&idle, extent);
        let whole = Scale::new(map.drawn_range(extent), 60_000.0);
        let start = whole.time_from_x(from * 60_000.0);
        let window = TimeRange::new(start, start.plus((map.drawn_range(extent).ticks() >> zoom).max(10)));
        let breaks = breaks(&map, &Scale::new(window, f64::from(width)));
        for zone in [Zone::utc(), berlin()] {
            let found = ticks_drawn(window, f64::from(width), &zone, &map);
            let mut right = f64::NEG_INFINITY;
            let mut before = f64::NEG_INFINITY;
            for tick in &found.ticks {
                prop_assert!(tick.x_px >= before && tick.x_px >= -1.0 && tick.x_px <= f64::from(width) + 1.0);
                before = tick.x_px;
                prop_assert!(map.unbroken(tick.t).start() <= tick.t, "in a break: {:?}", tick);
                let half = if tick.label.is_empty() { 0.0 } else { label_px(&tick.label) / 2.0 };
                if half > 0.0 {
                    prop_assert!(tick.x_px - half >= right, "{:?}", found);
                    right = tick.x_px + half;
                }
                for gap in &breaks {
                    let is_apart = tick.x_px + half <= gap.x0_px + 1e-6 || tick.x_px - half >= gap.x1_px - 1e-6;
                    prop_assert!(is_apart, "{:?} on {:?}", tick, gap);
                }
            }
            prop_assert!(!found.context.is_empty());
        }
    }

    #[test]
    fn far_from_breaks_the_axis_is_the_usual_one(start in 0..2000 * MINUTE, span in 10..500 * MINUTE, width in 40..2500_u16) {
        let gap = |from: i64| TimeRange::new(Timestamp::from_ticks(START + from * MINUTE), Timestamp::from_ticks(START + (from + 9000) * MINUTE));
        let extent = TimeRange::new(Timestamp::from_ticks(START), Timestamp::from_ticks(START + 80_000 * MINUTE));
        let map = TimeMap::new(&[gap(4000), gap(30_000)], extent);
        prop_assert!(!map.is_identity());
        let width = f64::from(width);
        for zone in [Zone::utc(), berlin()] {
            let from = Timestamp::from_ticks(START + start);
            let window = TimeRange::new(from, from.plus(span));
            let usual = ticks(window, width, &zone);
            prop_assert_eq!(&ticks_drawn(window, width, &zone, &map), &usual);
            prop_assert_eq!(&ticks_drawn(window, width, &zone, &TimeMap::identity()), &usual);
            // Between the breaks: the same instants at the same places.
            let later = TimeRange::new(window.start().plus(16_000 * MINUTE), window.end().plus(16_000 * MINUTE));
            let found = ticks_drawn(map.drawn_range(later), width, &zone, &map);
            prop_assert_eq!(found, ticks(later, width, &zone));
        }
    }

    #[test]
    fn nothing_is_lost_and_no_lane_is_new(log in any_log(60), stretch in 1..3000_i64, window in any_window()) {
        // The same logs, with so much time between their instants that some of it is broken.
        let mut wide = Log::new();
        let place = |t: Timestamp| t.ticks() * stretch * SECOND;
        for idx in 0..u32::try_from(log.len()).unwrap() {
            push(&mut wide, log.start(idx).map(place), log.end(idx).map(place), log.status(idx));
        }
        prop_assume!(wide.extent().is_some());
        let map = map_of(&wide);
        let drawn = drawn_log(&wide, &map);
        prop_assert_eq!(Lanes::pack(&drawn).n_lanes(), Lanes::pack(&wide).n_lanes());
        let window = TimeRange::new(Timestamp::from_ticks(place(window.start())), Timestamp::from_ticks(place(window.end())));
        // Outside the breaks a window shows the same items as without them.
        prop_assume!([window.start(), window.end()].iter().all(|&t| map.unbroken(t).start() <= t));
        let count = |log: &Log, window: TimeRange, end: Timestamp| {
            let index = Index::new(log, &Lanes::pack(log));
            let view = View { window, ..View::new(&index, &Viewport::fit(window), surface(300, 100, 1.0), end) };
            Scene::of(&view).totals.by_severity
        };
        let end = open_end(&wide);
        prop_assert_eq!(count(&drawn, map.drawn_range(window), map.drawn(end)), count(&wide, window, end));
    }
}

fn gap(from: &str, to: &str) -> TimeRange {
    TimeRange::new(at(from), at(to))
}

/// The axis of a whole session with these idle stretches.
fn shown(extent: TimeRange, idle: &[TimeRange], width: f64, zone: &Zone) -> String {
    let map = TimeMap::new(idle, extent);
    assert!(!map.is_identity());
    text(&ticks_drawn(map.drawn_range(extent), width, zone, &map))
}

#[test]
fn an_evening_and_a_morning() {
    let extent = gap("2026-11-21T21:00:00Z", "2026-11-22T03:20:00Z");
    let idle = [gap("2026-11-21T21:40:00Z", "2026-11-22T03:00:00Z")];
    let map = TimeMap::new(&idle, extent);
    let found = breaks(&map, &Scale::new(map.drawn_range(extent), 1000.0));
    assert_eq!(found.len(), 1);
    let Break { x0_px, x1_px, ticks } = found[0];
    assert_eq!((format!("{x0_px:.1} {x1_px:.1}"), ticks), ("646.7 676.7".to_owned(), 320 * MINUTE));
    // The first label in the morning says the day; the one at 04:00 would reach into the break.
    let axis = shown(extent, &idle, 1000.0, &berlin());
    assert_eq!(axis, "Sat 21 Nov 2026: 22:00 22:05 22:10 22:15 22:20 22:25 22:30 22:35  *Sun 22 04:05 04:10 04:15");
}

#[test]
fn a_day_that_does_not_change_is_not_said_again() {
    let extent = gap("2026-11-21T08:00:00Z", "2026-11-21T15:30:00Z");
    let axis = shown(extent, &[gap("2026-11-21T08:50:00Z", "2026-11-21T14:25:00Z")], 600.0, &Zone::utc());
    assert_eq!(axis, "Sat 21 Nov 2026: 08:00 08:15 08:30 08:45 14:30 14:45 15:00 15:15");
}

#[test]
fn the_clock_changes_in_a_break() {
    let extent = gap("2026-10-24T22:20:00Z", "2026-10-25T04:00:00Z");
    let axis = shown(extent, &[gap("2026-10-24T23:10:00Z", "2026-10-25T03:20:00Z")], 500.0, &berlin());
    // 00:20 to 01:10 in summer time, 04:20 to 05:00 in winter time, the jump between them.
    assert_eq!(axis, "Sun 25 Oct 2026: 00:20 00:30 00:40 00:50 01:00  04:30 04:40 04:50 shift -60 at 276");
}

#[test]
fn a_window_that_begins_in_a_break() {
    let extent = gap("2026-11-21T21:00:00Z", "2026-11-22T03:20:00Z");
    let map = TimeMap::new(&[gap("2026-11-21T21:40:00Z", "2026-11-22T03:00:00Z")], extent);
    let window = TimeRange::new(map.drawn(at("2026-11-21T22:00:00Z")), map.drawn(at("2026-11-22T03:20:00Z")));
    let axis = text(&ticks_drawn(window, 500.0, &Zone::utc(), &map));
    assert_eq!(axis, "Sun 22 Nov 2026:  03:05 03:10 03:15");
}

#[test]
fn fractions_after_a_break_say_their_second() {
    let extent = gap("2026-11-21T21:00:00Z", "2026-11-22T03:00:02Z");
    let map = TimeMap::new(&[gap("2026-11-21T21:00:02Z", "2026-11-22T03:00:00Z")], extent);
    let axis = text(&ticks_drawn(map.drawn_range(extent), 2000.0, &Zone::utc(), &map));
    assert_eq!(
        axis,
        "Sat 21 Nov 2026 21:00:00: *21:00:00 .2 .4 .6 .8 *21:00:01 .2 .4 .6 .8 * *Sun 22 03:00:00.2 .4 .6 .8 *03:00:01 .2 .4 .6 .8"
    );
}

#[test]
fn short_or_even_gaps_are_left_whole() {
    let hour = 60 * MINUTE;
    let is_broken = |turns: &[(i64, i64)]| {
        let (extent, idle) = by_turns(START, turns);
        !TimeMap::new(&idle, extent).is_identity()
    };
    assert!(!is_broken(&[]));
    assert!(!is_broken(&[(SECOND, MINUTE), (SECOND, SECOND)]), "a minute is not long");
    assert!(is_broken(&[(SECOND, MINUTE + 1), (SECOND, SECOND)]));
    assert!(!is_broken(&[(10 * hour, hour), (hour, SECOND)]), "less than a tenth of the rest");
    assert!(!is_broken(&[(SECOND, hour); 200]), "a pulse is what there is to see");
    assert!(is_broken(&[(SECOND, hour); 30]));
}

/// Two evenings' work with a night between, and a straggler.
fn two_evenings() -> Log {
    let mut log = session(120, 4, 5);
    let mut dice = Dice::new(9);
    let first = log.extent().unwrap();
    let mut late = Vec::new();
    for worker in 0..4 {
        let mut t = first.end().ticks() + 17 * 3600 * SECOND + worker * 40 * SECOND;
        for _ in 0..12 {
            let ticks = dice.below(500 * SECOND) + 30 * SECOND;
            late.push((t, t + ticks, status(&mut dice)));
            t += ticks + dice.below(60 * SECOND);
        }
    }
    let last = late.iter().map(|&(_, end, _)| end).max().unwrap();
    late.push((last + 5 * 3600 * SECOND, last + 5 * 3600 * SECOND + 1500 * SECOND, Status::Failed));
    for (start, end, status) in late {
        push(&mut log, Some(start), Some(end), status);
    }
    log
}

#[test]
fn a_session_with_breaks() {
    let log = two_evenings();
    let extent = log.extent().unwrap();
    let end = open_end(&log);
    let index = Index::new(&log, &Lanes::pack(&log));
    let map = TimeMap::new(Overview::new(&index, end, extent).idle(), extent);
    let drawn = drawn_log(&log, &map);
    let index = Index::new(&drawn, &Lanes::pack(&drawn));
    let viewport = Viewport::fit(map.drawn_range(extent));
    let size = surface(900, 200, 1.0);
    let view = View::new(&index, &viewport, size, map.drawn(end));
    let mut scene = Scene::of(&view);
    scene.set_grid(&ticks_drawn(view.window, size.width_px, &berlin(), &map));
    scene.set_breaks(&map, view.window);
    assert_eq!(scene.breaks.len(), 2);
    let mut overview = Overview::new(&index, map.drawn(end), viewport.whole());
    overview.set_breaks(map);
    let strip = surface(900, 48, 1.0);
    let mut pixels = Vec::new();
    for (theme, palette) in [("light", &LIGHT), ("dark", &DARK)] {
        paint(&scene, palette, &mut pixels);
        expect_picture(&format!("breaks-{theme}"), size, &pixels);
        overview.paint(strip, palette, None, &mut pixels);
        expect_picture(&format!("breaks-overview-{theme}"), strip, &pixels);
    }
}

/// Half a day of work in two parts, with so much idle time between them.
fn two_parts(idle_minutes: i64) -> (TimeRange, Vec<TimeRange>) {
    let start = Timestamp::from_ticks(START);
    let gap = TimeRange::new(start.plus(30 * MINUTE), start.plus((30 + idle_minutes) * MINUTE));
    (TimeRange::new(start, gap.end().plus(30 * MINUTE)), vec![gap])
}

#[test]
fn idle_time_is_short_by_itself_where_it_is_more_than_half() {
    for (idle_minutes, is_short) in [(660, true), (61, true), (60, false), (59, false), (8, false)] {
        let (extent, idle) = two_parts(idle_minutes);
        assert_eq!(
            !Idle::Auto.map(&idle, extent).is_identity(),
            is_short,
            "{idle_minutes} of {} minutes",
            idle_minutes + 60
        );
        // Who says which has it so.
        assert!(Idle::Scale.map(&idle, extent).is_identity());
        assert_eq!(Idle::Short.map(&idle, extent), TimeMap::new(&idle, extent));
    }
    // Many gaps that are more than half together, though none is so alone.
    let start = Timestamp::from_ticks(START);
    let gap = |n: i64| TimeRange::new(start.plus((n * 30 + 10) * MINUTE), start.plus((n * 30 + 30) * MINUTE));
    let extent = TimeRange::new(start, start.plus((5 * 30 + 10) * MINUTE));
    let idle: Vec<TimeRange> = (0..5).map(gap).collect();
    assert!(!Idle::Auto.map(&idle, extent).is_identity());
    assert!(Idle::Auto.map(&[], extent).is_identity());
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn by_itself_it_is_as_one_of_the_two_choices(turns in any_turns(60)) {
        let (extent, idle) = by_turns(START, &turns);
        let is_most = idle.iter().map(|gap| gap.ticks()).sum::<i64>() * 2 > extent.ticks();
        let as_chosen = if is_most { Idle::Short } else { Idle::Scale };
        prop_assert_eq!(Idle::Auto.map(&idle, extent), as_chosen.map(&idle, extent));
    }
}
