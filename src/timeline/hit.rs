//! Which item is under the pointer, and where an item is. The same pieces as the scene's.

use std::cmp::Reverse;

use super::View;
use super::cells::{Kind, OWN_BAR_PX, Piece, ROOM_PX, n_items, walk_slots};
use super::rows::Rows;
use super::scale::{Scale, float, floor};
use crate::model::Severity;

/// How far beside an item the pointer may be.
const REACH_PX: f64 = 4.0;
/// How many of the worst items under a pointer are compared by length.
const MOST_COMPARED: usize = 256;
/// Failures and warnings are at least so wide and high.
pub(super) const ALERT_WIDTH_PX: f64 = 3.0;
pub(super) const ALERT_HEIGHT_PX: f64 = 4.0;

/// A rectangle on the surface, in CSS pixels.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct RectPx {
    /// Left edge.
    pub x: f64,
    /// Top edge.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

impl RectPx {
    fn is_within(&self, x: f64, y: f64, reach: f64) -> bool {
        x >= self.x - reach
            && x <= self.x + self.width + reach
            && y >= self.y - reach
            && y <= self.y + self.height + reach
    }
}

/// What is under the pointer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Hit {
    /// The worst item, and of these the shortest.
    pub idx: u32,
    /// How many items are drawn at this place.
    pub n_here: u32,
    /// The worst severity among them.
    pub worst: Severity,
}

#[derive(Clone, Copy)]
struct Found {
    piece: Piece,
    is_inside: bool,
    ticks: i64,
    slot: usize,
}

/// The item at a place: what is drawn there, else what is drawn within 4 px; of several the worst, then the shortest.
/// O(log n) for each lane within reach.
pub fn item_at(view: &View<'_>, x_px: f64, y_px: f64) -> Option<Hit> {
    let mut best: Option<Found> = None;
    let mut n_here = 0;
    each_piece_at(view, x_px, y_px, &mut |piece, is_inside| {
        n_here += if is_inside { n_items(&piece) } else { 0 };
        let (slot, ticks) = shortest_of_worst(view, &piece);
        let rank = |found: &Found| (found.is_inside, found.piece.worst, Reverse((found.ticks, found.slot)));
        let found = Found { piece, is_inside, ticks, slot };
        if best.as_ref().is_none_or(|best| rank(&found) > rank(best)) {
            best = Some(found);
        }
    });
    let best = best?;
    let n_here = n_here.max(n_items(&best.piece));
    Some(Hit { idx: view.index.item(best.slot)?, n_here, worst: best.piece.worst })
}

fn each_piece_at(view: &View<'_>, x_px: f64, y_px: f64, each: &mut dyn FnMut(Piece, bool)) {
    if !(x_px.is_finite() && y_px.is_finite() && y_px >= -REACH_PX) {
        return;
    }
    let scale = view.scale();
    let rows = view.rows();
    let open_end = view.open_end;
    // Marks reach beyond their column, so the search does too.
    let reach = floor(REACH_PX) + ROOM_PX;
    let column = floor(x_px).clamp(0, scale.n_columns() - 1);
    let from = scale.border((column - reach).max(0));
    let until = scale.border((column + reach + 1).min(scale.n_columns()));
    let first_row = rows.row_at((y_px - REACH_PX).max(-rows.scroll_px)).unwrap_or(u32::MAX);
    let last_row = rows.row_at(y_px + REACH_PX).unwrap_or(rows.n_rows.saturating_sub(1));
    for row in first_row..=last_row {
        let (first_lane, end_lane) = rows.lanes_of(row);
        for lane in first_lane..end_lane {
            let (first, last) = view.index.meeting(lane, from, until.max(from.saturating_add(1)), open_end);
            let (first, last) = whole_pieces(view, lane, &scale, first, last);
            walk_slots(view.index, first, last, &scale, open_end, &mut |piece| {
                let rect = piece_rect(view, &scale, &rows, row, &piece);
                if rect.is_within(x_px, y_px, 0.0) {
                    each(piece, true);
                } else if rect.is_within(x_px, y_px, REACH_PX) {
                    each(piece, false);
                }
            });
        }
    }
}

/// Widens a stretch of slots until the pieces in it are those of the whole window: to the borders of columns, and by
/// one item on each side, which decides whether a mark has room.
fn whole_pieces(view: &View<'_>, lane: u32, scale: &Scale, first: usize, last: usize) -> (usize, usize) {
    let (begin, end) = view.index.meeting(lane, scale.start(), scale.end(), view.open_end);
    let starts = view.index.starts();
    let mut first = first.clamp(begin, end);
    for _ in 0..2 {
        first = first.saturating_sub(1).max(begin);
        if let Some(&start) = starts.get(first).filter(|_| first < end) {
            let border = scale.border(scale.column(start));
            let before = starts.get(begin..first).map_or(0, |some| some.partition_point(|&start| start < border));
            first = if scale.column(start) == 0 { begin } else { begin + before };
        }
    }
    let mut last = last.clamp(first, end);
    if let Some(&start) = last.checked_sub(1).and_then(|at| starts.get(at)) {
        let border = scale.border(scale.column(start) + 1);
        last += starts.get(last..end).map_or(0, |some| some.partition_point(|&start| start < border));
    }
    (first, (last + 1).min(end))
}

/// Where a piece is drawn. The scene's painter keeps to it.
pub(super) fn piece_rect(view: &View<'_>, scale: &Scale, rows: &Rows, row: u32, piece: &Piece) -> RectPx {
    let (y, height) = (rows.top_px(row), rows.bar_px());
    let rect = match piece.kind {
        Kind::Bar if !rows.is_folded() => {
            let (start, end) = view.index.span(piece.first, view.open_end);
            let x = scale.x(start).max(0.0);
            RectPx { x, y, width: scale.x(end).min(view.size.width_px) - x, height }
        }
        Kind::Mark if !rows.is_folded() => {
            let half = mark_half_px(rows);
            let x = scale.x(view.index.span(piece.first, view.open_end).0);
            return RectPx { x: x - half, y: y + height / 2.0 - half, width: half * 2.0, height: half * 2.0 };
        }
        _ => RectPx { x: float(piece.from), y, width: float(piece.to - piece.from), height },
    };
    if piece.worst >= Severity::Warning { widened(rect) } else { rect }
}

/// At least the size that a failure or warning is always drawn with, about the same centre.
pub fn widened(rect: RectPx) -> RectPx {
    let dx = (ALERT_WIDTH_PX - rect.width).max(0.0);
    let dy = (ALERT_HEIGHT_PX - rect.height).max(0.0);
    let side = float(-floor(-dx / 2.0));
    let top = float(-floor(-dy / 2.0));
    RectPx { x: rect.x - side, y: rect.y - top, width: rect.width + side * 2.0, height: rect.height + top * 2.0 }
}

/// Half the size of a mark: constant, unless the rows are lower than that.
pub fn mark_half_px(rows: &Rows) -> f64 {
    (rows.bar_px() / 2.0).clamp(2.0, 5.0)
}

fn shortest_of_worst(view: &View<'_>, piece: &Piece) -> (usize, i64) {
    let mut best = (piece.first, i64::MAX);
    for slot in view.index.of_severity(piece.worst, piece.first, piece.last).take(MOST_COMPARED) {
        let (start, end) = view.index.span(slot, view.open_end);
        if end - start < best.1 {
            best = (slot, end - start);
        }
    }
    best
}

/// Where an item is drawn, at least 3 px wide; nothing if it has no place or does not meet the window. Its row may be
/// scrolled out of sight. O(log n).
pub fn bar_rect(view: &View<'_>, idx: u32) -> Option<RectPx> {
    let slot = view.index.slot(idx)?;
    let scale = view.scale();
    let rows = view.rows();
    let lane = view.index.lane_of_slot(slot);
    let (begin, end) = view.index.meeting(lane, scale.start(), scale.end(), view.open_end);
    if slot < begin || slot >= end {
        return None;
    }
    let (first, last) = whole_pieces(view, lane, &scale, slot, slot + 1);
    let mut found = None;
    walk_slots(view.index, first, last, &scale, view.open_end, &mut |piece| {
        if piece.first <= slot && slot < piece.last {
            found = Some(piece_rect(view, &scale, &rows, rows.row_of_lane(lane), &piece));
        }
    });
    let rect = found?;
    let missing = (float(OWN_BAR_PX) - rect.width).max(0.0);
    Some(RectPx { x: rect.x - missing / 2.0, width: rect.width + missing, ..rect })
}
