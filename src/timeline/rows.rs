//! How lanes become rows: one height for all, and lanes folded into a row only when there is no room left.

use super::Size;
use super::scale::{count, float, floor, index};

/// How many lanes are to be seen at once.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Density {
    /// All of them: rows get lower the more there are, and are folded below 2 px. Nothing is ever out of sight.
    #[default]
    Whole,
    /// Rows high enough to read; the rest is reached by scrolling.
    Readable,
}

/// Heights that rows step through. Steps, so that a lane more or less seldom moves the picture while a session loads.
const HEIGHTS_PX: [i64; 10] = [22, 18, 14, 11, 8, 6, 5, 4, 3, 2];
const READABLE_PX: i64 = 14;
/// A row that holds several lanes is so high at least, if the surface is, and at most.
const FOLDED_PX: i64 = 4;
const MOST_FOLDED_PX: i64 = 6;

/// The rows of a picture.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Rows {
    /// How many rows.
    pub n_rows: u32,
    /// How many lanes share a row; 1 unless folded, then a power of two.
    pub lanes_per_row: u32,
    /// How many lanes.
    pub n_lanes: u32,
    /// Height of a row, the gap between rows included.
    pub row_px: f64,
    /// How much of that is gap.
    pub gap_px: f64,
    /// How far the rows are scrolled down.
    pub scroll_px: f64,
    /// Height of the surface.
    pub height_px: f64,
}

/// The rows for `n_lanes` lanes on a surface. O(1).
pub fn rows_for(size: Size, n_lanes: u32, density: Density) -> Rows {
    let height = floor(size.height_px).max(1);
    let n = i64::from(n_lanes.max(1));
    let lowest = if density == Density::Readable { READABLE_PX } else { 0 };
    let fitting = HEIGHTS_PX.into_iter().find(|&row| row * n <= height);
    let (row, per_row) = match fitting {
        Some(row) if row >= lowest => (row, 1),
        _ if density == Density::Readable => (READABLE_PX, 1),
        Some(row) => (row, 1),
        None => folded(height, n),
    };
    let gap = match row {
        14.. => 3,
        8.. => 2,
        3.. => 1,
        _ => 0,
    };
    let per_row = count(index(per_row));
    Rows {
        n_rows: n_lanes.div_ceil(per_row),
        lanes_per_row: per_row,
        n_lanes,
        row_px: float(row),
        gap_px: float(gap),
        scroll_px: 0.0,
        height_px: size.height_px,
    }
}

/// Height of a row and how many lanes it holds: a power of two, so that the rows can be laid up in advance.
fn folded(height: i64, n_lanes: i64) -> (i64, i64) {
    let n_fitting = (height / FOLDED_PX).max(1);
    let mut per_row = 2;
    while (n_lanes + per_row - 1) / per_row > n_fitting {
        per_row *= 2;
    }
    let n_rows = (n_lanes + per_row - 1) / per_row;
    let row = HEIGHTS_PX.into_iter().filter(|&row| row <= MOST_FOLDED_PX).find(|&row| row * n_rows <= height);
    (row.unwrap_or(1), per_row)
}

impl Rows {
    /// The same, scrolled as far as wanted and possible.
    #[must_use]
    pub fn scrolled(mut self, scroll_px: f64) -> Self {
        self.scroll_px = if scroll_px.is_finite() { scroll_px.clamp(0.0, self.most_scroll_px()) } else { 0.0 };
        self
    }

    /// Height of all rows.
    pub fn content_px(&self) -> f64 {
        f64::from(self.n_rows) * self.row_px
    }

    /// How far one can scroll; 0 if all rows are in sight.
    pub fn most_scroll_px(&self) -> f64 {
        (self.content_px() - self.height_px).max(0.0)
    }

    /// Top edge of a row's bars on the surface; outside it for rows out of sight.
    pub fn top_px(&self, row: u32) -> f64 {
        f64::from(row) * self.row_px + floor_px(self.gap_px / 2.0) - floor_px(self.scroll_px)
    }

    /// Height of a row's bars.
    pub fn bar_px(&self) -> f64 {
        self.row_px - self.gap_px
    }

    /// The rows in sight, in part or whole: first, and one past the last.
    pub fn in_sight(&self) -> (u32, u32) {
        let first = self.row_before(self.scroll_px);
        let last = self.row_before(self.scroll_px + self.height_px + self.row_px - 1.0);
        (first.min(self.n_rows), last.min(self.n_rows))
    }

    fn row_before(&self, y_px: f64) -> u32 {
        count(index(floor(y_px / self.row_px)))
    }

    /// The row at a height on the surface.
    pub fn row_at(&self, y_px: f64) -> Option<u32> {
        let row = floor((y_px + floor_px(self.scroll_px)) / self.row_px);
        u32::try_from(row).ok().filter(|&row| row < self.n_rows)
    }

    /// The row of a lane.
    pub fn row_of_lane(&self, lane: u32) -> u32 {
        lane / self.lanes_per_row.max(1)
    }

    /// The lanes of a row: first, and one past the last.
    pub fn lanes_of(&self, row: u32) -> (u32, u32) {
        let first = row.saturating_mul(self.lanes_per_row);
        (first.min(self.n_lanes), first.saturating_add(self.lanes_per_row).min(self.n_lanes))
    }

    /// The groups to be named beside rows in sight, with the height on the surface at which each name stands: at its
    /// group's first row, or further down where that is scrolled away or taken by the name above; none closer than
    /// `least_px` to the next. `begins` holds the first lane of each group and one past the last.
    /// O(names × log groups).
    pub fn heads(&self, begins: &[u32], least_px: f64) -> Vec<(u32, f64)> {
        let mut heads: Vec<(u32, f64)> = Vec::new();
        let (first, last) = self.in_sight();
        let (mut lane, end) = (self.lanes_of(first).0, self.lanes_of(last).0);
        let mut free_px = 0.0;
        while lane < end {
            // Of empty groups, which begin at the same lane, the one that is not.
            let next = begins.partition_point(|&begin| begin <= lane);
            let Some((&begin, &until)) = next.checked_sub(1).and_then(|at| begins.get(at)).zip(begins.get(next)) else {
                break;
            };
            let top_px = self.top_px(self.row_of_lane(begin));
            let bottom_px = self.top_px(self.row_of_lane(until));
            let y_px = top_px.max(free_px);
            if y_px <= top_px || y_px + least_px <= bottom_px {
                heads.push((count(next - 1), y_px));
                free_px = y_px + least_px;
            }
            // Groups that end before there is room again are passed in one step.
            let free_row = floor((free_px + self.scroll_px) / self.row_px);
            lane = until.max(self.lanes_of(count(index(free_row))).0);
        }
        heads
    }

    /// Whether several lanes share a row.
    pub fn is_folded(&self) -> bool {
        self.lanes_per_row > 1
    }
}

fn floor_px(px: f64) -> f64 {
    float(floor(px))
}
