//! What of a lane falls into which pixels of a window. The rule that never hides a failure stands here.
//!
//! A lane is walked in pieces: an item at least [`OWN_BAR_PX`] wide is a piece of its own; narrower items that start in
//! the same column are one piece. So a lane has no more pieces than columns, whatever it holds, and every item that
//! meets the window is in exactly one piece. Bars, cells, hit test and counts are all made of these pieces.

use super::View;
use super::bits::{Counts, add};
use super::index::{Index, severity};
use super::rows::Rows;
use super::scale::{Scale, count, index};
use super::strip::Strip;
use crate::model::{Severity, Timestamp};

/// From this width on an item has a bar of its own.
pub const OWN_BAR_PX: i64 = 3;
/// A mark without length has its full shape if this much on both sides is free.
pub const ROOM_PX: i64 = 6;
/// So many items are looked at one by one; beyond, ranks and a gallop cost less.
const FEW: usize = 12;

/// What a piece of a lane looks like.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// One item, wide enough for a bar.
    Bar,
    /// One item without length, with room around it.
    Mark,
    /// One item, too narrow or too crowded for a shape.
    Sliver,
    /// Several items.
    Merged,
}

/// Items of one lane that are drawn as one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Piece {
    /// First slot.
    pub first: usize,
    /// One past the last slot.
    pub last: usize,
    /// First column.
    pub from: i64,
    /// One past the last column.
    pub to: i64,
    /// Shape.
    pub kind: Kind,
    /// The worst of its items.
    pub worst: Severity,
}

/// Gives the pieces of one lane in a window, in order. Costs O(log n) and a step per piece, which are no more than the
/// columns; a piece of many items costs O(log items) more.
pub fn walk(index: &Index, lane: u32, scale: &Scale, open_end: Timestamp, piece: &mut dyn FnMut(Piece)) {
    let (begin, end) = index.meeting(lane, scale.start(), scale.end(), open_end);
    walk_slots(index, begin, end, scale, open_end, piece);
}

/// [`walk`] over slots that are known to meet the window.
pub(super) fn walk_slots(
    index: &Index,
    begin: usize,
    end: usize,
    scale: &Scale,
    open_end: Timestamp,
    piece: &mut dyn FnMut(Piece),
) {
    if let Some(strip) = index.strip().until(end) {
        walk_strip(index, strip, begin, scale, open_end, piece);
    }
}

/// [`walk_slots`] for pictures: where half a pixel holds many items, their groups stand in for them. Neighbours that
/// look the same may come as one long piece; pieces still hold every slot once.
pub(super) fn walk_coarse(
    index: &Index,
    lane: u32,
    (begin, end): (usize, usize),
    scale: &Scale,
    open_end: Timestamp,
    piece: &mut dyn FnMut(Piece),
) {
    let Some(level) = index.level(scale.ticks_from_px(1) / 2) else {
        return walk_slots(index, begin, end, scale, open_end, piece);
    };
    let (first, last) = level.groups(lane, begin, end);
    if let Some(strip) = level.strip().until(last) {
        // Groups at the edges may hold items outside the window.
        walk_strip(index, strip, first, scale, open_end, &mut |mut found: Piece| {
            (found.first, found.last) = (found.first.max(begin), found.last.min(end));
            piece(found);
        });
    }
}

fn walk_strip(
    index: &Index,
    strip: Strip<'_>,
    begin: usize,
    scale: &Scale,
    open_end: Timestamp,
    piece: &mut dyn FnMut(Piece),
) {
    let own_ticks = scale.ticks_from_px(OWN_BAR_PX).max(1);
    let n = strip.len();
    let mut first = begin;
    let mut clear_from = -ROOM_PX;
    while first < n {
        let start = strip.start(first);
        let stop = strip.end(first, start, open_end);
        let from = scale.column(start);
        let slot = strip.slot(first);
        if stop.saturating_sub(start) >= own_ticks {
            let to = scale.column(stop - 1) + 1;
            let last = strip.slot(first + 1);
            let kind = if last - slot == 1 { Kind::Bar } else { Kind::Merged };
            piece(Piece { first: slot, last, from, to, kind, worst: severity(strip.severity(first)) });
            clear_from = to;
            first += 1;
            continue;
        }
        let border = scale.border(from + 1);
        let (mut last, mut worst) = (first + 1, strip.severity(first));
        while last < n && last - first < FEW && strip.start(last) < border {
            worst = worst.max(strip.severity(last));
            last += 1;
        }
        let is_long = last - first == FEW && last < n && strip.start(last) < border;
        if is_long {
            last = gallop(strip.starts, last, border);
        }
        let (mut last_start, mut last_stop) = (start, stop);
        if last - first > 1 {
            last_start = strip.start(last - 1);
            last_stop = strip.end(last - 1, last_start, open_end);
            // Only the last of them can reach beyond the column, for items of a lane do not overlap.
            if last_stop.saturating_sub(last_start) >= own_ticks {
                last -= 1;
                last_start = strip.start(last - 1);
                last_stop = strip.end(last - 1, last_start, open_end);
                worst = (first..last).take(FEW).map(|at| strip.severity(at)).max().unwrap_or(0);
            }
        }
        let end = strip.slot(last);
        let worst = if is_long { index.worst(slot, end) } else { severity(worst) };
        let to = scale.column(last_stop.max(last_start.saturating_add(1)) - 1).max(from) + 1;
        let kind = match end - slot {
            1 if stop == start => {
                let is_clear = from - clear_from >= ROOM_PX
                    && (last >= n || strip.start(last) >= scale.border(from + 1 + ROOM_PX));
                if is_clear { Kind::Mark } else { Kind::Sliver }
            }
            1 => Kind::Sliver,
            _ => Kind::Merged,
        };
        piece(Piece { first: slot, last: end, from, to, kind, worst });
        clear_from = to;
        first = last;
    }
}

/// The first of `starts` from `at` on that is not below `border`: steps double, then halve. O(log distance).
fn gallop(starts: &[i64], at: usize, border: i64) -> usize {
    let mut low = at;
    let mut step = 1;
    while starts.get(low + step).is_some_and(|&start| start < border) {
        low += step;
        step *= 2;
    }
    let high = (low + step).min(starts.len());
    low + starts.get(low..high).map_or(0, |some| some.partition_point(|&start| start < border))
}

/// What one pixel column of one row holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Cell {
    /// The worst of all items that touch it; nothing if none does.
    pub worst: Option<Severity>,
    /// Items that touch it and no column further left in the window, per severity.
    pub counts: Counts,
}

/// A window as a grid of rows and columns, for counting and checking; pictures are made of the pieces themselves.
#[derive(Clone, PartialEq, Debug)]
pub struct Cells {
    /// Row by row.
    pub cells: Vec<Cell>,
    /// How many columns.
    pub n_columns: usize,
    /// The rows.
    pub rows: Rows,
}

impl Cells {
    /// A cell.
    pub fn get(&self, row: u32, column: usize) -> Option<&Cell> {
        self.cells.get(row as usize * self.n_columns..)?.get(..self.n_columns)?.get(column)
    }

    /// The sum of all cells: the items that meet the window, per severity.
    pub fn total(&self) -> Counts {
        let mut sum = [0; 5];
        for cell in &self.cells {
            add(&mut sum, &cell.counts);
        }
        sum
    }
}

/// The grid of a view, all rows, those scrolled out of sight too. O(lanes × columns), whatever the number of items.
pub fn cells(view: &View<'_>) -> Cells {
    let scale = view.scale();
    let rows = view.rows();
    let n_columns = index(scale.n_columns());
    let mut cells = vec![Cell::default(); n_columns * rows.n_rows as usize];
    for lane in 0..view.index.n_lanes() {
        let row = rows.row_of_lane(lane) as usize;
        walk(view.index, lane, &scale, view.open_end, &mut |piece| {
            let begin = row * n_columns;
            let span = cells.get_mut(begin + index(piece.from)..begin + index(piece.to)).unwrap_or_default();
            for cell in span.iter_mut() {
                cell.worst = cell.worst.max(Some(piece.worst));
            }
            if let Some(cell) = span.first_mut() {
                add(&mut cell.counts, &view.index.counts(piece.first, piece.last));
            }
        });
    }
    Cells { cells, n_columns, rows }
}

/// How many items a piece holds.
pub fn n_items(piece: &Piece) -> u32 {
    count(piece.last - piece.first)
}
