//! What is to be seen: bars, marks, merged cells, labels, and the sums that show that nothing is left out.
//!
//! A scene speaks of severities and shapes, not of colours, in CSS pixels. It is filled again for every frame and keeps
//! its memory, so that a steady picture allocates nothing.

use super::axis::Ticks;
use super::bits::total;
use super::breaks::{Break, TimeMap};
use super::cells::{Kind, Piece, n_items, walk_coarse, walk_slots};
use super::folds::Fold;
use super::hit::{RectPx, bar_rect};
use super::parts::{Bar, Label, Layer, Mark, Run, Totals};
use super::rows::Rows;
use super::scale::{Scale, count, index, short, signed};
use super::{Size, View};
use crate::model::{Severity, TimeRange};

/// Bars at least this wide may have a label, if the row is high enough.
const LABEL_BAR_PX: f64 = 36.0;
const LABEL_ROW_PX: f64 = 14.0;
/// In lower rows shades for crowded places would be noise.
const LEVEL_ROW_PX: f64 = 6.0;
/// The browser measures and draws each label; that is what bounds them.
const MOST_LABELS: usize = 400;
/// How far beyond the surface a bar is drawn, so that its cut end is out of sight.
const BEYOND_PX: f64 = 16.0;
/// From this width and height on a bar carries the symbol of its severity.
const SYMBOL_BAR_PX: f64 = 16.0;
const SYMBOL_ROW_PX: f64 = 11.0;
/// From this width in sight on it is marked that a bar goes on beyond an edge; the mark takes so much of it.
const GOES_ON_BAR_PX: f64 = 28.0;
const GOES_ON_PX: f64 = 10.0;

/// A picture before it has colours.
#[derive(Clone, PartialEq, Debug)]
pub struct Scene {
    /// The surface.
    pub size: Size,
    /// The rows.
    pub rows: Rows,
    /// Success, neutral, running.
    pub calm: Layer,
    /// Warnings.
    pub warning: Layer,
    /// Failures.
    pub failed: Layer,
    /// Text for the widest bars, from the top left.
    pub labels: Vec<Label>,
    /// The sums.
    pub totals: Totals,
    /// Where the selected item is, if it is in the window.
    pub selection: Option<RectPx>,
    /// Vertical lines: place and whether it is a major one. From [`Scene::set_grid`].
    pub grid: Vec<(f64, bool)>,
    /// Breaks in the axis, from left to right. From [`Scene::set_breaks`].
    pub breaks: Vec<Break>,
    /// One row's columns, while lanes are folded into it: 0 for nothing, else severity + 1, and [`HAS_HIT`].
    folded: Vec<u8>,
}

/// Set in a column that holds a hit.
const HAS_HIT: u8 = 0x80;

fn put_columns(columns: &mut [u8], from: i64, to: i64, worst: u8, hit: u8) {
    for column in columns.get_mut(index(from)..index(to)).unwrap_or_default() {
        *column = (*column & !HAS_HIT).max(worst + 1) | *column & HAS_HIT | hit;
    }
}

/// Puts the stretches of a fold's row into columns. O(stretches): most are shorter than a column, and cost a look.
fn put_fold(columns: &mut [u8], fold: &Fold, row: u32, view: &View<'_>, scale: &Scale, hit: u8) {
    // The column that the last stretch began in, and where it ends.
    let (mut from, mut border) = (0, i64::MIN);
    for (start, end, worst) in fold.row(row, scale.start(), scale.end()) {
        let end = if end == i64::MAX { view.open_end.ticks().max(start.saturating_add(1)) } else { end };
        if end <= scale.start() {
            continue;
        }
        if start >= border {
            from = scale.column(start);
            border = scale.border(from + 1);
        }
        let to = if end <= border { from + 1 } else { scale.column(end - 1) + 1 };
        put_columns(columns, from, to, worst, hit);
    }
}

impl Default for Scene {
    fn default() -> Self {
        let size = Size { width_px: 1.0, height_px: 1.0, device_ratio: 1.0 };
        Self {
            size,
            rows: super::rows_for(size, 0, super::Density::Whole),
            calm: Layer::default(),
            warning: Layer::default(),
            failed: Layer::default(),
            labels: Vec::new(),
            totals: Totals::default(),
            selection: None,
            grid: Vec::new(),
            breaks: Vec::new(),
            folded: Vec::new(),
        }
    }
}

impl Scene {
    /// A scene of a view; [`scene_into`] does the same without allocating again.
    pub fn of(view: &View<'_>) -> Self {
        let mut scene = Self::default();
        scene_into(view, &mut scene);
        scene
    }

    /// Sets the vertical lines to the ticks of the axis.
    pub fn set_grid(&mut self, ticks: &Ticks) {
        self.grid.clear();
        self.grid.extend(ticks.ticks.iter().map(|tick| (tick.x_px, tick.is_major)));
    }

    /// Sets the breaks to those of `map` in a window of drawn time, on this scene's surface.
    pub fn set_breaks(&mut self, map: &TimeMap, window: TimeRange) {
        self.breaks.clear();
        map.each_break(&Scale::of(window, self.size), &mut |found| self.breaks.push(found));
    }

    fn clear(&mut self) {
        for layer in [&mut self.calm, &mut self.warning, &mut self.failed] {
            layer.runs.clear();
            layer.bars.clear();
            layer.marks.clear();
        }
        self.labels.clear();
        self.totals = Totals::default();
    }

    fn layer(&mut self, severity: Severity) -> &mut Layer {
        match severity {
            Severity::Failed => &mut self.failed,
            Severity::Warning => &mut self.warning,
            _ => &mut self.calm,
        }
    }

    fn push_run(&mut self, run: Run) {
        let runs = &mut self.layer(run.severity).runs;
        if let Some(last) = runs.last_mut()
            && last.row == run.row
            && last.to >= run.from
            && last.from <= run.from
            && (last.severity, last.level, last.is_dim) == (run.severity, run.level, run.is_dim)
        {
            last.to = last.to.max(run.to);
            return;
        }
        runs.push(run);
    }

    fn push_piece(&mut self, view: &View<'_>, scale: &Scale, row: u32, piece: Piece) {
        let n = n_items(&piece);
        let is_dim = view.hits.is_some_and(|hits| hits.in_slots(piece.first, piece.last) == 0);
        if piece.kind == Kind::Merged {
            self.totals.n_merged += n;
        } else {
            self.totals.n_own += n;
        }
        let severity = piece.worst;
        match piece.kind {
            Kind::Bar => {
                let idx = view.index.item(piece.first).unwrap_or(0);
                let (start, end) = view.index.span(piece.first, view.open_end);
                let x0_px = scale.x(start).max(-BEYOND_PX);
                let x1_px = scale.x(end).min(view.size.width_px + BEYOND_PX);
                let is_open = view.index.is_open(piece.first);
                let bar = Bar { idx, row, x0_px, x1_px, severity, is_open, is_dim };
                self.push_label(&bar);
                self.layer(severity).bars.push(bar);
            }
            Kind::Mark => {
                let idx = view.index.item(piece.first).unwrap_or(0);
                let x_px = scale.x(view.index.span(piece.first, view.open_end).0);
                self.layer(severity).marks.push(Mark { idx, row, x_px, severity, is_dim });
            }
            Kind::Sliver | Kind::Merged => {
                let (from, to) = (short(piece.from), short(piece.to));
                let is_low = self.rows.row_px < LEVEL_ROW_PX;
                let level = if is_low { 0 } else { level(n / count(index(piece.to - piece.from)).max(1)) };
                self.push_run(Run { row, from, to, severity, level, is_dim });
            }
        }
    }

    fn push_label(&mut self, bar: &Bar) {
        let (before, after) = goes_on(bar, &self.rows, self.size.width_px);
        let left = inner_left_px(bar, before) + 6.0 + if has_symbol(bar, &self.rows) { 12.0 } else { 0.0 };
        let right = bar.x1_px.min(self.size.width_px) - if bar.is_open || after { 20.0 } else { 5.0 };
        let is_roomy = right - left >= LABEL_BAR_PX - 11.0 && self.rows.row_px >= LABEL_ROW_PX;
        if is_roomy && self.labels.len() < MOST_LABELS {
            self.labels.push(Label {
                idx: bar.idx,
                x_px: left,
                y_px: self.rows.top_px(bar.row) + self.rows.bar_px() / 2.0,
                max_width_px: right - left,
                severity: bar.severity,
                is_dim: bar.is_dim,
            });
        }
    }

    /// Several lanes in one row: no shapes, but per column the worst. O(columns) where the rows are laid up, see
    /// [`super::folds`], else O(lanes of the row × columns).
    fn fold_row(&mut self, view: &View<'_>, scale: &Scale, row: u32) {
        let mut columns = std::mem::take(&mut self.folded);
        columns.clear();
        columns.resize(index(scale.n_columns()), 0);
        let (lane, end) = self.rows.lanes_of(row);
        let per_row = self.rows.lanes_per_row;
        match (view.index.fold(per_row), view.hits.map(|hits| hits.fold(per_row))) {
            (Some(fold), None) => put_fold(&mut columns, fold, row, view, scale, HAS_HIT),
            (Some(fold), Some(Some(of_hits))) => {
                put_fold(&mut columns, fold, row, view, scale, 0);
                put_fold(&mut columns, of_hits, row, view, scale, HAS_HIT);
            }
            _ => {
                for lane in lane..end {
                    self.walk_lane(view, scale, lane, &mut |_, piece| {
                        let has_hit = view.hits.is_none_or(|hits| hits.in_slots(piece.first, piece.last) > 0);
                        let hit = if has_hit { HAS_HIT } else { 0 };
                        put_columns(&mut columns, piece.from, piece.to, piece.worst as u8, hit);
                    });
                }
            }
        }
        let mut from = 0;
        for same in columns.chunk_by(|a, b| a == b) {
            let to = from + same.len();
            let column = same.first().copied().unwrap_or(0);
            if let Some(worst) = (column & !HAS_HIT).checked_sub(1) {
                let (severity, is_dim) = (super::index::severity(worst), column & HAS_HIT == 0);
                let (from, to) = (short(signed(from)), short(signed(to)));
                self.layer(severity).runs.push(Run { row, from, to, severity, level: 0, is_dim });
            }
            from = to;
        }
        self.folded = columns;
    }

    /// Walks a lane in sight.
    fn walk_lane(&mut self, view: &View<'_>, scale: &Scale, lane: u32, piece: &mut dyn FnMut(&mut Self, Piece)) {
        let (first, last) = view.index.meeting(lane, scale.start(), scale.end(), view.open_end);
        walk_coarse(view.index, lane, (first, last), scale, view.open_end, &mut |found| {
            let n_hits = view.hits.map_or(0, |hits| hits.in_slots(found.first, found.last));
            if n_hits > 0 && n_hits < n_items(&found) && found.to - found.from > 1 {
                // Hits among others: where exactly, the items say.
                walk_slots(view.index, found.first, found.last, scale, view.open_end, &mut |one| piece(self, one));
            } else {
                piece(self, found);
            }
        });
    }
}

/// Whether a bar carries the symbol of its severity, left of the label.
pub fn has_symbol(bar: &Bar, rows: &Rows) -> bool {
    let is_special = bar.severity >= Severity::Warning;
    is_special && bar.x1_px - bar.x0_px.max(0.0) >= SYMBOL_BAR_PX && rows.row_px >= SYMBOL_ROW_PX
}

/// Whether it is marked that a bar goes on beyond the left and beyond the right edge of the surface: where there is room.
pub fn goes_on(bar: &Bar, rows: &Rows, width_px: f64) -> (bool, bool) {
    let in_sight_px = bar.x1_px.min(width_px) - bar.x0_px.max(0.0);
    let has_room = in_sight_px >= GOES_ON_BAR_PX && rows.row_px >= SYMBOL_ROW_PX;
    (has_room && bar.x0_px < 0.0, has_room && bar.x1_px > width_px)
}

/// Where the inside of a bar begins: behind the mark that it goes on to the left, if it bears one.
pub fn inner_left_px(bar: &Bar, has_mark: bool) -> f64 {
    if has_mark { GOES_ON_PX } else { bar.x0_px.max(0.0) }
}

fn level(n: u32) -> u8 {
    match n {
        0..=1 => 0,
        2..=3 => 1,
        _ => 2,
    }
}

/// Fills `scene` with what `view` shows. Costs O(rows in sight × columns), and O(log n) for each lane in sight, whatever
/// the number of items; allocates only when a picture has more parts than any before it.
pub fn scene_into(view: &View<'_>, scene: &mut Scene) {
    scene.clear();
    scene.size = view.size;
    scene.rows = view.rows();
    let rows = scene.rows;
    let scale = view.scale();
    let (first, last) = rows.in_sight();
    for row in first..last {
        if rows.is_folded() {
            scene.fold_row(view, &scale, row);
        } else {
            scene.walk_lane(view, &scale, row, &mut |scene, piece| scene.push_piece(view, &scale, row, piece));
        }
    }
    scene.selection = view.selection.and_then(|idx| bar_rect(view, idx));
    sum_up(view, &scale, &mut scene.totals, &rows);
}

fn sum_up(view: &View<'_>, scale: &Scale, totals: &mut Totals, rows: &Rows) {
    let (from, until) = (scale.start(), scale.end());
    totals.by_severity = view.index.counts_meeting(from, until, view.open_end);
    totals.n_session = view.index.n_log();
    totals.n_without_start = view.index.n_without_start();
    totals.n_window = total(&totals.by_severity);
    totals.n_outside = view.index.n_items() - totals.n_window;
    if rows.is_folded() {
        // No row is out of sight where lanes share rows.
        totals.n_merged = totals.n_window;
    }
    totals.n_scrolled = totals.n_window - totals.n_own - totals.n_merged;
    totals.n_hits = view.hits.map_or(totals.n_window, |hits| hits.n_meeting(view.index, from, until, view.open_end));
}
