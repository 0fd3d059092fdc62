//! Which rows of a long table exist: arithmetic of scrolling, without a browser.
//!
//! All rows have one height, so what stands where is multiplication, and the rows that do not exist are two empty ones,
//! above and below. Browsers end an element at some height (Firefox at 17.9 million px, Chromium at 33.5 million px of the
//! screen): beyond [`Rows::most_px`] the table is made that high and no higher, and one px of the scroll bar passes more than
//! one px of rows. Near both ends it stays one to one, so that the first and the last rows stand exactly where they belong.

use std::ops::Range;

/// Height of a row where the style does not say another; `--row` in style/tokens.css says the same.
pub const ROW_PX: f64 = 30.0;
/// Height of the head, which stays in view above the rows.
pub const HEAD_PX: f64 = 35.0;
/// Rows kept ready above and below what is in view, so that a quick scroll shows no holes.
const N_SPARE: usize = 12;
/// How far from each end rows move as the scroll bar does. More than the spare rows, or there would be no room above the
/// first of them.
const EXACT_PX: f64 = 1_500.0;
/// The highest that an element may be in every browser, in px of the screen.
const LARGEST_PX: f64 = 30_000_000.0;

/// The rows of a table, the box they are seen through, and what the browser can make.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Rows {
    n: usize,
    row_px: f64,
    view_px: f64,
    most_px: f64,
}

impl Rows {
    /// `n` rows of `row_px` in a box of a height, the head included; `pixel_ratio` is how many px of the screen are one of the
    /// page.
    pub fn new(n: usize, row_px: f64, view_px: f64, pixel_ratio: f64) -> Self {
        // Half of it at the least, since Firefox counts in px of the page.
        Self { n, row_px, view_px, most_px: LARGEST_PX / pixel_ratio.max(2.0) }
    }

    /// Height of `n` rows.
    fn height_px(self, n: usize) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "exact up to 2^53 rows")]
        let n = n as f64;
        n * self.row_px
    }

    /// Height of all rows, if they stood one below the other.
    fn whole_px(self) -> f64 {
        self.height_px(self.n)
    }

    /// Height that the rows take in the page.
    pub fn body_px(self) -> f64 {
        self.whole_px().min(self.most_px)
    }

    /// The largest scroll position that leaves something of a body of this height in view.
    fn reach_px(self, body_px: f64) -> f64 {
        (body_px + HEAD_PX - self.view_px).max(0.0)
    }

    /// How many px of rows are above the view at a scroll position.
    fn above_view_px(self, top_px: f64) -> f64 {
        let (bar, rows) = (self.reach_px(self.body_px()), self.reach_px(self.whole_px()));
        let left = bar - top_px;
        if rows <= bar || top_px <= EXACT_PX {
            top_px
        } else if left <= EXACT_PX {
            rows - left
        } else {
            EXACT_PX + (top_px - EXACT_PX) * self.stretch()
        }
    }

    /// The scroll position at which so many px of rows are above the view.
    fn top_px(self, above_px: f64) -> f64 {
        let (bar, rows) = (self.reach_px(self.body_px()), self.reach_px(self.whole_px()));
        let left = rows - above_px;
        if rows <= bar || above_px <= EXACT_PX {
            above_px
        } else if left <= EXACT_PX {
            bar - left
        } else {
            EXACT_PX + (above_px - EXACT_PX) / self.stretch()
        }
    }

    /// How many px of rows one px of the scroll bar passes, away from the ends.
    fn stretch(self) -> f64 {
        let (bar, rows) = (self.reach_px(self.body_px()), self.reach_px(self.whole_px()));
        (rows - 2.0 * EXACT_PX) / (bar - 2.0 * EXACT_PX)
    }

    /// Positions of the rows that should exist at a scroll position.
    pub fn window(self, top_px: f64) -> Range<usize> {
        let first = whole(self.above_view_px(top_px) / self.row_px);
        let n_visible = whole(self.view_px / self.row_px) + 2;
        let begin = first.saturating_sub(N_SPARE).min(self.n.saturating_sub(n_visible));
        begin..(first + n_visible + N_SPARE).min(self.n)
    }

    /// Heights of what stands above and below these rows at a scroll position, in whole px.
    pub fn spaces_px(self, top_px: f64, window: &Range<usize>) -> [f64; 2] {
        let shift_px = self.above_view_px(top_px) - top_px;
        let above_px = (self.height_px(window.start) - shift_px).max(0.0).round();
        let below_px = self.body_px() - above_px - self.height_px(window.len());
        [above_px, below_px.max(0.0)]
    }

    /// The same where some rows besides these exist, at places before or behind them: they stand next to them, out of view.
    pub fn spaces_px_with(self, top_px: f64, window: &Range<usize>, others: &[usize]) -> [f64; 2] {
        let [above_px, below_px] = self.spaces_px(top_px, window);
        let n_before = others.iter().filter(|place| **place < window.start).count();
        let n_behind = others.iter().filter(|place| **place >= window.end).count();
        [(above_px - self.height_px(n_before)).max(0.0), (below_px - self.height_px(n_behind)).max(0.0)]
    }

    /// The scroll position that is nearest to `top_px` and has a row in view; nothing if it is in view already.
    pub fn reveal(self, top_px: f64, row: usize) -> Option<f64> {
        let above_row_px = self.height_px(row);
        let above_px = self.above_view_px(top_px);
        let room_px = self.view_px - HEAD_PX;
        if above_row_px < above_px {
            Some(self.top_px(above_row_px).floor())
        } else if above_row_px + self.row_px > above_px + room_px {
            Some(self.top_px(above_row_px + self.row_px - room_px).ceil())
        } else {
            None
        }
    }
}

/// How many rows fit at once in a box of a height, the head included: what Page Up and Page Down move by.
pub fn n_page(view_px: f64, row_px: f64) -> isize {
    whole((view_px - HEAD_PX) / row_px).max(1).cast_signed()
}

fn whole(x: f64) -> usize {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "saturates, which is what is wanted")]
    let whole = x.max(0.0) as usize;
    whole
}
