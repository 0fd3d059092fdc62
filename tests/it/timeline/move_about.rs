//! The viewport, the scale and the overview.

use proptest::prelude::*;
use tapeline::model::{Log, Status, TimeRange, Timestamp};
use tapeline::timeline::overview::running_at;
use tapeline::timeline::{Density, Index, Lanes, Overview, Scale, Viewport, rows_for};

use super::laws::{cases, size};
use super::logs::{any_log, open_end, push, session};

fn range(start: i64, ticks: i64) -> TimeRange {
    TimeRange::new(Timestamp::from_ticks(start), Timestamp::from_ticks(start + ticks))
}

proptest! {
    #![proptest_config(cases(500))]

    #[test]
    fn every_tick_lies_in_one_column(start in -1_000_000_000_000_000_000..1_000_000_000_000_000_000_i64, span in 1..4_000_000_000_000_000_i64, zoom in 0..50_u32, width in 1..4000_u16, share in 0.0..1.0_f64) {
        let span = (span >> zoom).max(1);
        let scale = Scale::new(range(start, span), f64::from(width));
        #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "any tick of the window will do")]
        let tick = start + ((span as f64 * share) as i64).min(span - 1);
        let column = scale.column(tick);
        prop_assert!(scale.border(column) <= tick && tick < scale.border(column + 1));
        prop_assert_eq!(scale.border(0), start);
        prop_assert_eq!(scale.border(scale.n_columns()), start + span);
        let exact = i128::from(tick - start) * i128::from(width) / i128::from(span);
        prop_assert_eq!(i128::from(column), exact);
    }

    #[test]
    fn zooming_keeps_the_instant_under_the_pointer(span in 1_000_000..1_000_000_000_000_i64, share in 0.1..0.9_f64, factors in prop::collection::vec(1.01..3.0_f64, 1..40)) {
        let mut viewport = Viewport::fit(range(17_000_000_000_000_000, span));
        let width = 1900.0;
        for factor in factors {
            let x = width * share;
            let at = Scale::new(viewport.range(), width).time_from_x(x);
            viewport.zoom_at(at, factor);
            let scale = Scale::new(viewport.range(), width);
            prop_assert!((scale.x_from_time(at) - x).abs() <= 1.0 + scale.px_per_tick() * 2.0, "{} {}", scale.x_from_time(at), x);
        }
        prop_assert!(viewport.range().ticks() >= 10);
        let narrow = viewport.range();
        viewport.commit();
        viewport.refit();
        prop_assert!(viewport.is_fit());
        prop_assert!(viewport.back());
        prop_assert_eq!(viewport.range(), narrow);
        prop_assert!(viewport.forward());
        prop_assert!(viewport.is_fit());
    }

    #[test]
    fn the_window_stays_in_the_session(moves in prop::collection::vec((-3.0..3.0_f64, 0.1..9.0_f64), 1..30)) {
        let extent = range(1_000, 500_000);
        let mut viewport = Viewport::fit(extent);
        let all = viewport.range();
        for (pan, zoom) in moves {
            viewport.pan_by(pan);
            viewport.zoom_at(Timestamp::from_ticks(90_000), zoom);
            let window = viewport.range();
            prop_assert!(all.start() <= window.start() && window.end() <= all.end() && window.ticks() >= 10);
        }
    }

    #[test]
    fn the_curve_is_the_count_of_what_runs(log in any_log(100), share in 0..1000_i64) {
        let end = open_end(&log);
        let Some(extent) = log.extent() else { return Ok(()) };
        let index = Index::new(&log, &Lanes::pack(&log));
        let overview = Overview::new(&index, end, Viewport::fit(extent).range());
        let t = Timestamp::from_ticks(extent.start().ticks() + extent.ticks() * share / 1000);
        let mut n = 0;
        for idx in 0..u32::try_from(log.len()).unwrap() {
            n += u32::from(log.range(idx, end).is_some_and(|r| r.start() <= t && (t < r.end() || t == r.start())));
        }
        prop_assert_eq!(running_at(&index, t, end), n);
        prop_assert_eq!(running_at(&index, overview.peak_at(), end), overview.peak());
        prop_assert!(n <= overview.peak());
        let column = usize::try_from(Scale::new(overview.extent(), 1000.0).column(t.ticks())).unwrap();
        let band = overview.band(column, 1000);
        prop_assert!(band.least <= n && n <= band.most, "{band:?} {n}");
        let is_idle = overview.idle().iter().any(|gap| gap.start() <= t && t < gap.end());
        prop_assert_eq!(is_idle, n == 0 && t > extent.start() && t < extent.end().max(end));
        let idle: i64 = overview.idle().iter().map(|gap| gap.ticks()).sum();
        let last = (0..u32::try_from(log.len()).unwrap()).filter_map(|idx| log.range(idx, end)).map(|r| r.end().ticks().max(r.start().ticks() + 1)).max();
        prop_assert_eq!(idle + overview.busy_ticks(), last.unwrap() - extent.start().ticks());
    }

    #[test]
    fn a_revealed_lane_is_in_sight_and_the_rows_move_no_further(n_lanes in 1..3_000_u32, height in 1..900_u16, lanes in prop::collection::vec(0..3_000_u32, 1..10)) {
        let mut viewport = Viewport::fit(range(0, 1_000));
        for density in [Density::Readable, Density::Whole] {
            viewport.set_density(density);
            for lane in lanes.iter().map(|lane| lane % n_lanes) {
                let rows = rows_for(size(100, height), n_lanes, density);
                let (before, row) = (viewport.scroll_px(), rows.row_of_lane(lane));
                viewport.reveal_lane(lane, &rows);
                let (top, bottom) = (f64::from(row) * rows.row_px, f64::from(row + 1) * rows.row_px);
                let (from, to) = (viewport.scroll_px(), viewport.scroll_px() + rows.height_px);
                prop_assert!((0.0..=rows.most_scroll_px()).contains(&from));
                let is_seen = top >= from && bottom <= to || rows.row_px >= rows.height_px && top < to && bottom > from;
                prop_assert!(is_seen, "{} of {}: {from} to {to}", row, rows.n_rows);
                // What was in sight already moves nothing.
                let was_seen = top >= before && bottom <= before + rows.height_px;
                prop_assert!(!was_seen || (from - before).abs() < 1e-9, "{before} to {from}");
            }
        }
    }

    #[test]
    fn rows_hold_all_lanes(n_lanes in 0..30_000_u32, height in 1..2000_u16) {
        let rows = rows_for(size(100, height), n_lanes, Density::Whole);
        prop_assert!(rows.content_px() <= f64::from(height), "{rows:?}");
        prop_assert!(u64::from(rows.n_rows) * u64::from(rows.lanes_per_row) >= u64::from(n_lanes));
        let readable = rows_for(size(100, height), n_lanes, Density::Readable).scrolled(1e9);
        prop_assert!(readable.row_px >= 14.0 && readable.lanes_per_row == 1);
        let (first, last) = readable.in_sight();
        prop_assert!(first <= last && last == n_lanes);
    }
}

#[test]
fn a_growing_session_keeps_the_window_unless_it_was_all() {
    let mut viewport = Viewport::fit(range(0, 1_000_000));
    viewport.set_extent(range(0, 2_000_000));
    assert!(viewport.is_fit());
    let window = range(500_000, 100_000);
    viewport.zoom_to(window);
    viewport.set_extent(range(0, 9_000_000));
    assert_eq!(viewport.range(), window);
    assert!(!viewport.is_fit());
}

#[test]
fn idle_time_between_two_items() {
    let mut log = Log::new();
    push(&mut log, Some(0), Some(100), Status::Success);
    push(&mut log, Some(50), Some(120), Status::Failed);
    push(&mut log, Some(500), Some(500), Status::Success);
    let index = Index::new(&log, &Lanes::pack(&log));
    let overview = Overview::new(&index, Timestamp::from_ticks(0), log.extent().unwrap());
    assert_eq!(overview.idle(), [range(120, 380)]);
    assert_eq!((overview.peak(), overview.peak_at()), (2, Timestamp::from_ticks(50)));
    assert_eq!(overview.busy_ticks(), 121);
}

#[test]
fn a_large_session_is_packed_tight() {
    let log = session(30_000, 40, 4);
    let lanes = Lanes::pack(&log);
    assert!(lanes.n_lanes() <= 40);
    assert_eq!(lanes.n_late(), 0);
}
