//! What holds for every log and every window.

use std::cell::Cell;
use std::rc::Rc;

use proptest::prelude::*;
use tapeline::model::order::{piece, sort_by_number, sort_by_text_in_turns};
use tapeline::model::turns::{STEP, at_once};
use tapeline::model::{Log, Severity, TimeRange, Timestamp, Turns};
use tapeline::timeline::cells::{Kind, walk};
use tapeline::timeline::lanes::largest_overlap;
use tapeline::timeline::{
    BitSet, Density, Hits, Idle, Index, Items, Lanes, Layout, Picture, Rgba, Size, View, Viewport, cells, paint,
};
use tapeline::timeline::{Layer, Scene};

use super::logs::{Dice, any_log, any_window, open_end, push, session, status};
use super::pictures::LIGHT;

/// How many cases a law is tried with: `TAPELINE_CASES` for a long run.
pub(super) fn cases(normal: u32) -> ProptestConfig {
    let wanted = std::env::var("TAPELINE_CASES").ok().and_then(|n| n.parse().ok());
    ProptestConfig { cases: wanted.unwrap_or(normal), failure_persistence: None, ..ProptestConfig::default() }
}

pub(super) fn view(index: &Index, window: TimeRange, size: Size, open_end: Timestamp) -> View<'_> {
    let viewport = Viewport::fit(window);
    View { window, ..View::new(index, &viewport, size, open_end) }
}

pub(super) fn size(width: u16, height: u16) -> Size {
    Size { width_px: f64::from(width), height_px: f64::from(height), device_ratio: 1.0 }
}

/// Start and end of what an item holds in its lane.
fn held(log: &Log, idx: u32) -> Option<(i64, i64)> {
    let start = log.start(idx)?.ticks();
    Some((start, log.end(idx).map_or(i64::MAX, Timestamp::ticks).max(start + 1)))
}

fn assert_no_overlap(log: &Log, lanes: &Lanes) {
    let mut all: Vec<(u32, (i64, i64))> = Vec::new();
    for idx in 0..u32::try_from(log.len()).unwrap() {
        assert_eq!(lanes.lane_of(idx).is_some(), log.start(idx).is_some());
        all.extend(lanes.lane_of(idx).zip(held(log, idx)));
    }
    all.sort_unstable();
    for pair in all.windows(2) {
        assert!(pair[0].0 != pair[1].0 || pair[0].1.1 <= pair[1].1.0, "{pair:?}");
    }
}

/// What meets a window, counted item by item.
pub(super) fn counted(log: &Log, window: TimeRange, open_end: Timestamp) -> [u32; 5] {
    let mut counts = [0; 5];
    for idx in 0..u32::try_from(log.len()).unwrap() {
        let Some(range) = log.range(idx, open_end) else { continue };
        let until = range.end().max(range.start().plus(1));
        if range.start() < window.end() && until > window.start() {
            counts[log.status(idx).severity() as usize] += 1;
        }
    }
    counts
}

/// Lanes as a person may choose them: packed, in groups, one for each item.
#[derive(Clone, Copy, Debug)]
pub(super) enum Rows {
    Packed,
    Groups(u32),
    OneEach,
}

fn any_layout() -> impl Strategy<Value = Rows> {
    prop_oneof![Just(Rows::Packed), (1..9_u32).prop_map(Rows::Groups), Just(Rows::OneEach)]
}

pub(super) fn lanes(log: &Log, layout: Rows) -> Lanes {
    let items = Items::of(log);
    let order = items.by_time(0);
    match layout {
        Rows::Packed => Lanes::pack(log),
        Rows::Groups(n) => {
            let group: Vec<u32> = (0..u32::try_from(log.len()).unwrap()).map(|idx| idx * 7 % n).collect();
            at_once(Lanes::by_group(&items, &order, (&group, n as usize), &Turns::none()))
        }
        Rows::OneEach => Lanes::one_each(&items, &order),
    }
}

pub(super) fn assert_adds_up(scene: &Scene) {
    let totals = scene.totals;
    if scene.rows.most_scroll_px() == 0.0 {
        assert_eq!(totals.n_scrolled, 0);
    }
    assert_eq!(totals.n_session, totals.n_without_start + totals.n_outside + totals.n_window);
    assert_eq!(totals.n_window, totals.n_own + totals.n_merged + totals.n_scrolled);
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn there_are_as_many_lanes_as_the_largest_overlap(log in any_log(120)) {
        let lanes = Lanes::pack(&log);
        prop_assert_eq!(lanes.n_lanes(), largest_overlap(&log));
        assert_no_overlap(&log, &lanes);
    }

    #[test]
    fn late_items_move_nothing(log in any_log(120), cuts in prop::collection::vec(0..120_usize, 0..5)) {
        let mut cuts = cuts;
        cuts.sort_unstable();
        let mut part = Log::new();
        let mut lanes = Lanes::pack(&part);
        let n = log.len();
        for cut in cuts.into_iter().map(|cut| cut.min(n)).chain([n]) {
            let before: Vec<_> = (0..part.len()).map(|at| lanes.lane_of(u32::try_from(at).unwrap())).collect();
            for at in part.len()..cut {
                let idx = u32::try_from(at).unwrap();
                push(&mut part, log.start(idx).map(Timestamp::ticks), log.end(idx).map(Timestamp::ticks), log.status(idx));
            }
            lanes.extend(&Items::of(&part));
            for (at, lane) in before.into_iter().enumerate() {
                prop_assert_eq!(lanes.lane_of(u32::try_from(at).unwrap()), lane);
            }
            assert_no_overlap(&part, &lanes);
            prop_assert!(lanes.n_lanes() >= largest_overlap(&part));
        }
    }

    #[test]
    fn a_picture_that_grew_is_in_the_end_the_picture_made_at_once(log in any_log(120), cut in 0..120_usize) {
        let end = open_end(&log);
        let extent = log.extent().unwrap_or(TimeRange::new(end, end));
        let mut part = Log::new();
        for idx in 0..u32::try_from(cut.min(log.len())).unwrap() {
            push(&mut part, log.start(idx).map(Timestamp::ticks), log.end(idx).map(Timestamp::ticks), log.status(idx));
        }
        let picture = |log: &Log, lanes: &mut Lanes, is_whole: bool| {
            let items = Items::of(log);
            let packed = (Layout::Packed, Idle::Scale);
            at_once(Picture::build(items, packed, (lanes, is_whole), (extent, end), &Turns::none()))
        };
        let mut lanes = Lanes::default();
        picture(&part, &mut lanes, false);
        let grown = picture(&log, &mut lanes, true);
        let fresh = Index::new(&log, &Lanes::pack(&log));
        prop_assert_eq!(grown.index.n_lanes(), fresh.n_lanes());
        for idx in 0..u32::try_from(log.len()).unwrap() {
            prop_assert_eq!(grown.index.slot(idx), fresh.slot(idx));
        }
    }

    #[test]
    fn lanes_of_a_group_lie_together_and_never_overlap(log in any_log(120), n in 1..9_u32) {
        let lanes = lanes(&log, Rows::Groups(n));
        assert_no_overlap(&log, &lanes);
        let begins = lanes.group_begin();
        prop_assert_eq!(begins.len(), n as usize + 1);
        prop_assert_eq!(begins.last(), Some(&lanes.n_lanes()));
        for idx in 0..u32::try_from(log.len()).unwrap() {
            let Some(lane) = lanes.lane_of(idx) else { continue };
            let group = (idx * 7 % n) as usize;
            prop_assert!((begins[group]..begins[group + 1]).contains(&lane), "{} of {}", lane, group);
        }
        for group in 0..n {
            let mut part = Log::new();
            for idx in (0..u32::try_from(log.len()).unwrap()).filter(|idx| idx * 7 % n == group) {
                push(&mut part, log.start(idx).map(Timestamp::ticks), log.end(idx).map(Timestamp::ticks), log.status(idx));
            }
            prop_assert_eq!(begins[group as usize + 1] - begins[group as usize], largest_overlap(&part));
        }
    }

    #[test]
    fn cells_count_every_item_once(
        log in any_log(200),
        window in any_window(),
        (width, height) in (1..300_u16, 1..200_u16),
        layout in any_layout(),
    ) {
        let end = open_end(&log);
        let lanes = lanes(&log, layout);
        let index = Index::new(&log, &lanes);
        let view = view(&index, window, size(width, height), end);
        let expected = counted(&log, window, end);
        prop_assert_eq!(cells(&view).total(), expected);
        let scene = Scene::of(&view);
        prop_assert_eq!(scene.totals.by_severity, expected);
        assert_adds_up(&scene);
    }

    #[test]
    fn a_lane_has_no_more_pieces_than_columns(log in any_log(300), window in any_window(), width in 1..40_u16) {
        let index = Index::new(&log, &Lanes::pack(&log));
        let view = view(&index, window, size(width, 100), open_end(&log));
        for lane in 0..index.n_lanes() {
            let (mut n, mut next) = (0, None);
            walk(&index, lane, &view.scale(), view.open_end, &mut |piece| {
                n += 1;
                assert!(next.is_none_or(|next| next == piece.first), "a gap before {piece:?}");
                assert!(piece.first < piece.last && piece.from < piece.to && piece.to <= i64::from(width));
                assert_eq!(piece.worst, index.worst(piece.first, piece.last));
                assert!(piece.kind == Kind::Merged || piece.last == piece.first + 1);
                next = Some(piece.last);
            });
            // One of what shares a column for each column; an own bar for every three; and a bar cut off at either edge,
            // which may have less than three in sight.
            prop_assert!(n <= usize::from(width) + usize::from(width) / 3 + 2, "{} pieces", n);
        }
    }

    #[test]
    fn scrolled_rows_are_counted(log in any_log(300), window in any_window(), scroll in 0.0..900.0_f64) {
        let index = Index::new(&log, &Lanes::pack(&log));
        let view = View { density: Density::Readable, scroll_px: scroll, ..view(&index, window, size(200, 60), open_end(&log)) };
        let scene = Scene::of(&view);
        assert_adds_up(&scene);
        prop_assert_eq!(scene.totals.by_severity, counted(&log, window, view.open_end));
        let (first, last) = scene.rows.in_sight();
        let out_of_sight = (0..index.n_lanes()).filter(|lane| !(first..last).contains(lane)).map(|lane| {
            let (first, last) = index.meeting(lane, view.scale().start(), view.scale().end(), view.open_end);
            u32::try_from(last - first).unwrap()
        });
        prop_assert_eq!(scene.totals.n_scrolled, out_of_sight.sum::<u32>());
    }

    #[test]
    fn hits_are_counted(log in any_log(200), window in any_window(), layout in any_layout()) {
        let n = log.len();
        let index = Index::new(&log, &lanes(&log, layout));
        let end = open_end(&log);
        let hits = Hits::new(&index, &BitSet::of(n, (0..u32::try_from(n).unwrap()).filter(|idx| idx % 3 == 0)));
        let scene = Scene::of(&View { hits: Some(&hits), ..view(&index, window, size(200, 60), end) });
        assert_adds_up(&scene);
        let mut found = Log::new();
        for idx in (0..u32::try_from(n).unwrap()).filter(|idx| idx % 3 == 0) {
            push(&mut found, log.start(idx).map(Timestamp::ticks), log.end(idx).map(Timestamp::ticks), log.status(idx));
        }
        prop_assert_eq!(scene.totals.n_hits, counted(&found, window, end).iter().sum::<u32>());
    }

    #[test]
    fn an_order_by_number_is_stable(numbers in prop::collection::vec(-1500..1500_i64, 0..300), shift in 0..50_u32) {
        let number = |idx: u32| numbers[idx as usize] << shift;
        let all: Vec<u32> = (0..u32::try_from(numbers.len()).unwrap()).collect();
        let mut expected = all.clone();
        expected.sort_by_key(|&idx| number(idx));
        let sorted = sort_by_number(all, &number);
        prop_assert!(sorted.capacity() <= expected.len().max(4) * 2, "it keeps the room of what was sorted by");
        prop_assert_eq!(sorted, expected);
    }

    #[test]
    fn an_order_by_text_is_that_of_comparing_and_comes_in_slices(
        texts in prop::collection::vec("(Processing mailbox: |Processing |Waiting)?[ab\0ä]{0,9}", 0..900),
        n_times in 1..9_usize,
    ) {
        let texts: Vec<&str> = texts.iter().map(String::as_str).cycle().take(texts.len() * n_times).collect();
        let all: Vec<u32> = (0..u32::try_from(texts.len()).unwrap()).collect();
        let mut expected = all.clone();
        expected.sort_by_key(|&idx| texts[idx as usize]);
        let n_looks = Rc::new(Cell::new(0));
        let most = Rc::new(Cell::new(0));
        let turns = {
            let (n_looks, most) = (n_looks.clone(), most.clone());
            Turns::new(move || {
                most.set(most.get().max(n_looks.replace(0)));
                None
            })
        };
        let looked_at = |idx: u32, from: usize| {
            n_looks.set(n_looks.get() + 1);
            piece(texts[idx as usize], from)
        };
        let sorted = at_once(sort_by_text_in_turns(all, &looked_at, &turns));
        prop_assert!(most.get().max(n_looks.get()) <= 2 * STEP, "{}", most.get());
        prop_assert_eq!(sorted, expected);
    }

    #[test]
    fn every_failure_is_red(
        log in any_log(250),
        window in any_window(),
        (width, height) in (4..200_u16, 4..150_u16),
        layout in any_layout(),
    ) {
        let index = Index::new(&log, &lanes(&log, layout));
        assert_failures_red(&view(&index, window, size(width, height), open_end(&log)));
    }
}

/// In the pixels, every failed item that meets the window has the colour of failure: where it begins, where it ends and
/// in between.
pub(super) fn assert_failures_red(view: &View<'_>) {
    let scene = Scene::of(view);
    let mut pixels = Vec::new();
    paint(&scene, &LIGHT, &mut pixels);
    let (width, height) = view.size.device_px();
    let (width, height) = (width as usize, height as usize);
    let is_red = |rgba: &[u8]| rgba == Rgba::as_slice(&LIGHT.failed);
    let (index, scale) = (view.index, view.scale());
    for slot in index.of_severity(Severity::Failed, 0, index.n_items() as usize) {
        let (start, end) = index.span(slot, view.open_end);
        let end = end.max(start + 1);
        if end <= scale.start() || start >= scale.end() {
            continue;
        }
        let row = scene.rows.row_of_lane(index.lane_of_slot(slot));
        let top = scene.rows.top_px(row);
        let (y0, y1) = (to_index(top - 1.0), to_index(top + scene.rows.bar_px() + 1.0).min(height - 1));
        for column in scale.column(start)..=scale.column(end - 1) {
            let column = usize::try_from(column).unwrap();
            // A bar's rounded end may be in the neighbouring pixel, and so may the middle of a mark.
            let mut near = (column.saturating_sub(2)..=(column + 2).min(width - 1))
                .flat_map(|x| (y0..=y1).map(move |y| (y * width + x) * 4));
            let is_seen = near.any(|at| is_red(&pixels[at..at + 4]));
            let near_by = || near_by(&scene, row, column);
            assert!(is_seen, "row {row}, column {column} of {:?}\n{:?}\n{}", view.window, scene.rows, near_by());
        }
    }
}

/// The failures of a row about a column, for the message.
fn near_by(scene: &Scene, row: u32, column: usize) -> String {
    let (from, to) = (column.saturating_sub(20), column + 20);
    let runs = scene
        .failed
        .runs
        .iter()
        .filter(|run| run.row == row && usize::from(run.to) > from && usize::from(run.from) < to);
    let bars =
        scene.failed.bars.iter().filter(|bar| bar.row == row && to_index(bar.x1_px) > from && to_index(bar.x0_px) < to);
    let marks = scene.failed.marks.iter().filter(|mark| mark.row == row);
    format!("{:?}\n{:?}\n{:?}", runs.collect::<Vec<_>>(), bars.collect::<Vec<_>>(), marks.collect::<Vec<_>>())
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "pixels of a small picture")]
fn to_index(px: f64) -> usize {
    px.max(0.0) as usize
}

#[test]
fn items_in_reverse_order_are_placed_without_a_search_over_all() {
    let mut log = Log::new();
    let mut dice = Dice::new(3);
    let mut lanes = Lanes::pack(&log);
    for nth in (0..3000).rev() {
        let found = status(&mut dice);
        push(&mut log, Some(nth * 10), Some(nth * 10 + dice.below(40)), found);
        if nth % 100 == 0 {
            lanes.extend(&Items::of(&log));
        }
    }
    assert_no_overlap(&log, &lanes);
    assert!(lanes.n_lanes() <= largest_overlap(&log) * 3, "{}", lanes.n_lanes());
}

#[test]
fn a_layer_holds_only_its_severity() {
    let log = session(3000, 12, 9);
    let index = Index::new(&log, &Lanes::pack(&log));
    let view = view(&index, log.extent().unwrap(), size(800, 300), open_end(&log));
    let scene = Scene::of(&view);
    let all = |layer: &Layer, wanted: fn(Severity) -> bool| {
        layer.bars.iter().all(|bar| wanted(bar.severity))
            && layer.runs.iter().all(|run| wanted(run.severity))
            && layer.marks.iter().all(|mark| wanted(mark.severity))
    };
    assert!(all(&scene.calm, |severity| severity < Severity::Warning));
    assert!(all(&scene.warning, |severity| severity == Severity::Warning));
    assert!(all(&scene.failed, |severity| severity == Severity::Failed));
}
