//! Random windows of sessions small and large: nothing is lost, nothing is counted twice, every failure is seen.

use tapeline::model::{Severity, TimeRange};
use tapeline::timeline::lanes::largest_overlap;
use tapeline::timeline::{BitSet, Hits, Index, Lanes, Scene, View, cells};

use super::laws::{Rows, assert_adds_up, assert_failures_red, counted, lanes, size, view};
use super::logs::{Dice, open_end, session};

#[test]
fn random_windows_of_a_large_session() {
    let log = session(60_000, 70, 5);
    let end = open_end(&log);
    let lanes = Lanes::pack(&log);
    assert_eq!(lanes.n_lanes(), largest_overlap(&log));
    let index = Index::new(&log, &lanes);
    let extent = log.extent().unwrap();
    let mut dice = Dice::new(11);
    let n_windows = if std::env::var("TAPELINE_CASES").is_ok() { 2_000 } else { 60 };
    let mut scene = Scene::default();
    for _ in 0..n_windows {
        let span = (extent.ticks() >> dice.below(24)).max(10);
        let start = extent.start().plus(dice.below(extent.ticks() + span) - span);
        let window = TimeRange::new(start, start.plus(span));
        let height = 40 + u16::try_from(dice.below(500)).unwrap();
        let view = view(&index, window, size(700, height), end);
        assert_eq!(cells(&view).total(), counted(&log, window, end));
        tapeline::timeline::scene_into(&view, &mut scene);
        assert_eq!(scene.totals.by_severity, counted(&log, window, end));
        assert_adds_up(&scene);
        assert_failures_red(&view);
    }
}

/// Many windows of a session small enough to count by hand: 10,000, and a million in a long run.
#[test]
fn ten_thousand_random_windows() {
    let log = session(400, 9, 21);
    let end = open_end(&log);
    let extent = log.extent().unwrap();
    let mut dice = Dice::new(22);
    let n_windows = if std::env::var("TAPELINE_CASES").is_ok() { 1_000_000 } else { 10_000 };
    let indexes = [Rows::Packed, Rows::Groups(5), Rows::OneEach].map(|layout| Index::new(&log, &lanes(&log, layout)));
    let mut scene = Scene::default();
    for nth in 0..n_windows {
        let span = (extent.ticks() >> dice.below(36)).max(1);
        let start = extent.start().plus(dice.below(extent.ticks() + span) - span);
        let window = TimeRange::new(start, start.plus(span));
        let width = 1 + u16::try_from(dice.below(90)).unwrap();
        let height = 1 + u16::try_from(dice.below(60)).unwrap();
        let view = view(&indexes[nth % 3], window, size(width, height), end);
        let expected = counted(&log, window, end);
        let cells = cells(&view);
        assert_eq!(cells.total(), expected, "{window:?}");
        let has_failure = cells.cells.iter().any(|cell| cell.worst == Some(Severity::Failed));
        assert_eq!(has_failure, expected[Severity::Failed as usize] > 0);
        tapeline::timeline::scene_into(&view, &mut scene);
        assert_eq!(scene.totals.by_severity, expected);
        assert_adds_up(&scene);
        let is_drawn = !scene.failed.runs.is_empty() || !scene.failed.bars.is_empty() || !scene.failed.marks.is_empty();
        assert_eq!(is_drawn, has_failure);
    }
}

/// Sessions large enough for levels and folds, in every layout, searched and not.
#[test]
fn random_windows_of_folded_sessions() {
    let log = session(40_000, 400, 6);
    let end = open_end(&log);
    let n = log.len();
    let mut dice = Dice::new(12);
    let found = BitSet::of(n, (0..u32::try_from(n).unwrap()).filter(|_| dice.below(50) == 0));
    let mut scene = Scene::default();
    let n_windows = if std::env::var("TAPELINE_CASES").is_ok() { 1_000 } else { 6 };
    for layout in [Rows::Packed, Rows::Groups(60), Rows::OneEach] {
        let index = Index::new(&log, &lanes(&log, layout));
        let hits = Hits::new(&index, &found);
        let extent = log.extent().unwrap();
        for _ in 0..n_windows {
            let span = (extent.ticks() >> dice.below(12)).max(10);
            let start = extent.start().plus(dice.below(extent.ticks() + span) - span);
            let window = TimeRange::new(start, start.plus(span));
            for (hits, height) in [(None, 120), (Some(&hits), 120), (None, 1000), (Some(&hits), 1000)] {
                let view = View { hits, ..view(&index, window, size(500, height), end) };
                tapeline::timeline::scene_into(&view, &mut scene);
                assert_eq!(scene.totals.by_severity, counted(&log, window, end));
                assert_adds_up(&scene);
                if hits.is_none() {
                    assert_failures_red(&view);
                } else {
                    assert_same_as_walked(&view, &mut dice);
                }
            }
        }
    }
}

/// Where rows are laid up in advance, each pixel says of hits what the items under it say.
fn assert_same_as_walked(view: &View<'_>, dice: &mut Dice) {
    let scene = Scene::of(view);
    if !scene.rows.is_folded() {
        return;
    }
    let hits = view.hits.unwrap();
    let scale = view.scale();
    for _ in 0..40 {
        let row = u32::try_from(dice.below(i64::from(scene.rows.n_rows))).unwrap();
        let column = u16::try_from(dice.below(scale.n_columns())).unwrap();
        let (first, last) = scene.rows.lanes_of(row);
        let (from, until) = (scale.border(i64::from(column)), scale.border(i64::from(column) + 1));
        let is_hit = (first..last).any(|lane| {
            let (first, last) = view.index.meeting(lane, from, until, view.open_end);
            hits.in_slots(first, last) > 0
        });
        let layers = [&scene.calm, &scene.warning, &scene.failed];
        let mut runs = layers.into_iter().flat_map(|layer| &layer.runs);
        let here = runs.find(|run| run.row == row && run.from <= column && column < run.to);
        assert_eq!(here.is_some_and(|run| !run.is_dim), is_hit, "row {row}, column {column}");
    }
}
