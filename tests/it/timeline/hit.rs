//! The pointer finds what is drawn.

use proptest::prelude::*;
use tapeline::model::{Severity, TimeRange, Timestamp};
use tapeline::timeline::neighbour::{beside_window, time_place};
use tapeline::timeline::{BitSet, Direction, Hits, Index, Lanes, Scene, View, Wanted, bar_rect, item_at, neighbour};

use super::laws::{cases, size, view};
use super::logs::{any_log, any_window, open_end};

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn what_is_drawn_is_hit(log in any_log(150), window in any_window(), width in 20..400_u16, height in 10..250_u16) {
        let index = Index::new(&log, &Lanes::pack(&log));
        let view = view(&index, window, size(width, height), open_end(&log));
        let scene = Scene::of(&view);
        for layer in [&scene.calm, &scene.warning, &scene.failed] {
            for bar in &layer.bars {
                let (x0, x1) = (bar.x0_px.max(0.0), bar.x1_px.min(f64::from(width)));
                if x1 - x0 < 3.0 {
                    // It just reaches into the window; others may be drawn over it.
                    continue;
                }
                let y = scene.rows.top_px(bar.row) + scene.rows.bar_px() / 2.0;
                let x = f64::midpoint(x0, x1);
                let hit = item_at(&view, x, y).unwrap();
                // Of two that are equally bad the shorter one is hit: a mark beside a narrow bar reaches over its middle.
                let is_shorter_here = bar_rect(&view, hit.idx).is_some_and(|r| {
                    r.width <= bar.x1_px - bar.x0_px + 4.0 && (r.x - 4.0..=r.x + r.width + 4.0).contains(&x)
                });
                prop_assert!(
                    hit.idx == bar.idx || hit.worst > bar.severity || is_shorter_here || scene.rows.row_px < 5.0,
                    "{hit:?} {bar:?}"
                );
                prop_assert!(hit.worst >= bar.severity);
            }
            for mark in &layer.marks {
                let y = scene.rows.top_px(mark.row) + scene.rows.bar_px() / 2.0;
                let hit = item_at(&view, mark.x_px, y).unwrap();
                prop_assert!(hit.idx == mark.idx || hit.worst >= mark.severity, "{hit:?} {mark:?}");
            }
            for run in &layer.runs {
                let y = scene.rows.top_px(run.row) + scene.rows.bar_px() / 2.0;
                for column in run.from..run.to {
                    let hit = item_at(&view, f64::from(column) + 0.5, y).unwrap();
                    prop_assert!(hit.worst >= run.severity, "{hit:?} {run:?}");
                }
            }
        }
    }

    #[test]
    fn nothing_is_hit_where_nothing_is_drawn(log in any_log(30), window in any_window(), x in 0.0..300.0_f64, y in -9.0..300.0_f64) {
        let index = Index::new(&log, &Lanes::pack(&log));
        let view = view(&index, window, size(300, 200), open_end(&log));
        let rects: Vec<_> = (0..u32::try_from(log.len()).unwrap()).filter_map(|idx| bar_rect(&view, idx)).collect();
        let is_near = rects.iter().any(|r| {
            x >= r.x - 6.0 && x <= r.x + r.width + 6.0 && y >= r.y - 6.0 && y <= r.y + r.height + 6.0
        });
        prop_assert!(is_near || item_at(&view, x, y).is_none());
    }

    #[test]
    fn an_item_in_the_window_has_a_place_and_is_found_there(log in any_log(120), window in any_window()) {
        let index = Index::new(&log, &Lanes::pack(&log));
        let view = view(&index, window, size(300, 200), open_end(&log));
        let mut n = 0;
        for idx in 0..u32::try_from(log.len()).unwrap() {
            let Some(rect) = bar_rect(&view, idx) else { continue };
            n += 1;
            let (x, y) = (rect.x + rect.width / 2.0, rect.y + rect.height / 2.0);
            let hit = item_at(&view, x.clamp(0.0, 299.9), y).unwrap();
            prop_assert!(hit.worst >= log.status(idx).severity(), "{hit:?}");
        }
        prop_assert_eq!(n, Scene::of(&view).totals.n_window);
    }

    #[test]
    fn going_on_visits_every_item_in_order(log in any_log(80)) {
        let index = Index::new(&log, &Lanes::pack(&log));
        let all = 0..u32::try_from(log.len()).unwrap();
        let mut expected: Vec<u32> = all.filter(|&idx| log.start(idx).is_some()).collect();
        expected.sort_by_key(|&idx| (log.start(idx), log.usn(idx).unwrap_or(i64::MAX), idx));
        prop_assert_eq!(index.by_time(), &expected[..]);
        let n = log.len();
        let hits = Hits::new(&index, &BitSet::of(n, (0..u32::try_from(n).unwrap()).filter(|idx| idx % 3 == 1)));
        for severity in Severity::ALL {
            let some: Vec<u32> = expected.iter().copied().filter(|&idx| log.status(idx).severity() == severity).collect();
            prop_assert_eq!(visited(&index, Direction::Next, Wanted::Severity(severity)), some.clone());
            let back: Vec<u32> = some.into_iter().rev().collect();
            prop_assert_eq!(visited(&index, Direction::Previous, Wanted::Severity(severity)), back);
        }
        let some: Vec<u32> = expected.iter().copied().filter(|idx| idx % 3 == 1).collect();
        prop_assert_eq!(visited(&index, Direction::Next, Wanted::Hit(&hits)), some);
        prop_assert_eq!(visited(&index, Direction::Next, Wanted::Any), expected.clone());
        for (at, &idx) in expected.iter().enumerate() {
            prop_assert_eq!(time_place(&index, idx), Some(at));
        }
    }

    #[test]
    fn a_way_beginning_beside_a_window_leads_to_its_first_and_last(log in any_log(60), window in any_window()) {
        let index = Index::new(&log, &Lanes::pack(&log));
        let starts_in = |idx: &u32| log.start(*idx).is_some_and(|start| window.start() <= start && start <= window.end());
        let inside: Vec<u32> = index.by_time().iter().copied().filter(starts_in).collect();
        for (direction, wanted) in [(Direction::Next, inside.first()), (Direction::Previous, inside.last())] {
            let found = neighbour(&index, beside_window(&index, window, direction), direction, Wanted::Any);
            if let Some(&wanted) = wanted {
                prop_assert_eq!(found, Some(wanted));
            }
        }
    }
}

fn visited(index: &Index, direction: Direction, wanted: Wanted<'_>) -> Vec<u32> {
    let mut out = Vec::new();
    while let Some(idx) = neighbour(index, out.last().copied(), direction, wanted) {
        out.push(idx);
    }
    out
}

#[test]
fn an_empty_log_has_no_items_to_hit() {
    let index = Index::default();
    let window = TimeRange::new(Timestamp::default(), Timestamp::from_ticks(100));
    let view: View<'_> = view(&index, window, size(100, 100), Timestamp::default());
    assert_eq!(item_at(&view, 5.0, 5.0), None);
    assert_eq!(Scene::of(&view).totals.n_window, 0);
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn text_in_a_bar_is_in_sight_and_beside_its_marks(log in any_log(60), window in any_window(), width in 60..400_u16) {
        let index = Index::new(&log, &Lanes::pack(&log));
        let view = view(&index, window, size(width, 2_000), open_end(&log));
        let scene = Scene::of(&view);
        let width = f64::from(width);
        for label in &scene.labels {
            let (left, right) = (label.x_px, label.x_px + label.max_width_px);
            let bars = [&scene.calm, &scene.warning, &scene.failed].into_iter().flat_map(|layer| &layer.bars);
            let bar = bars.into_iter().find(|bar| bar.idx == label.idx).unwrap();
            prop_assert!(left >= bar.x0_px.max(0.0) && right <= bar.x1_px.min(width), "{label:?} {bar:?}");
            // The marks take ten pixels at the edge that the bar goes on beyond, where it has room for any text at all.
            let in_sight_px = bar.x1_px.min(width) - bar.x0_px.max(0.0);
            if in_sight_px >= 28.0 {
                prop_assert!(bar.x0_px >= 0.0 || left >= 10.0, "{label:?} {bar:?}");
                prop_assert!(bar.x1_px <= width || right <= width - 10.0, "{label:?} {bar:?}");
            }
        }
    }
}
