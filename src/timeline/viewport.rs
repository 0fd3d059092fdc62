//! Which part of the session is in view, and the ways to move it. Exact to the tick, at every zoom.

use super::rows::{Density, Rows};
use super::scale::{float, floor, round};
use crate::model::{TimeRange, Timestamp};

/// The narrowest window: 1 µs.
const MIN_SPAN: i64 = 10;
/// A session without length is shown in a window of a second.
const BARE_SPAN: i64 = 10_000_000;
/// Room on both sides of the whole, in thousandths of it.
const MARGIN_PER_MILLE: i64 = 15;
const MOST_STEPS_BACK: usize = 100;

/// The visible part of a session.
#[derive(Clone, PartialEq, Debug)]
pub struct Viewport {
    extent: TimeRange,
    window: TimeRange,
    scroll_px: f64,
    density: Density,
    /// Windows to go back to, the last one first reached; and forward again.
    back: Vec<TimeRange>,
    forward: Vec<TimeRange>,
    /// What the last commit was made at.
    committed: TimeRange,
}

impl Viewport {
    /// The whole session, with a little room on both sides.
    pub fn fit(extent: TimeRange) -> Self {
        let whole = with_margin(extent);
        Self {
            extent,
            window: whole,
            scroll_px: 0.0,
            density: Density::default(),
            back: Vec::new(),
            forward: Vec::new(),
            committed: whole,
        }
    }

    /// What is in view.
    pub fn range(&self) -> TimeRange {
        self.window
    }

    /// All there is to see, without the room beside it.
    pub fn extent(&self) -> TimeRange {
        self.extent
    }

    /// Whether the whole session is in view.
    pub fn is_fit(&self) -> bool {
        self.window == self.whole()
    }

    /// How far the rows are scrolled down. The picture stops at its last row, see [`super::Rows::most_scroll_px`].
    pub fn scroll_px(&self) -> f64 {
        self.scroll_px
    }

    /// Whether all lanes are to be in sight.
    pub fn density(&self) -> Density {
        self.density
    }

    /// Chooses between all lanes and readable rows.
    pub fn set_density(&mut self, density: Density) {
        self.density = density;
        self.scroll_px = 0.0;
    }

    /// Back to the whole, as one step of the history.
    pub fn refit(&mut self) {
        self.window = self.whole();
        self.commit();
    }

    /// The session has grown (or is another): a fitted window grows with it, any other stays where it is.
    pub fn set_extent(&mut self, extent: TimeRange) {
        let was_fit = self.is_fit();
        self.extent = extent;
        self.window = if was_fit { self.whole() } else { self.clamped(self.window) };
        if was_fit {
            self.committed = self.window;
        }
    }

    /// Zooms so that the instant `at` stays under the pointer; a factor above 1 shows less time. Not yet a step of the
    /// history: [`Viewport::commit`] when the gesture ends.
    pub fn zoom_at(&mut self, at: Timestamp, factor: f64) {
        if !(factor.is_finite() && factor > 0.0) {
            return;
        }
        let old = self.window.ticks().max(1);
        let new = round(float(old) / factor).clamp(MIN_SPAN, self.whole().ticks());
        let left = floor(float(at.since(self.window.start())) / float(old) * float(new));
        let start = at.plus(left.saturating_neg());
        self.window = self.clamped(TimeRange::new(start, start.plus(new)));
    }

    /// Moves the window by a share of its width; positive goes to later times. Not yet a step of the history.
    pub fn pan_by(&mut self, fraction: f64) {
        self.pan_ticks(round(float(self.window.ticks()) * fraction));
    }

    /// Moves the window by ticks: what a drag does, from the window it began at.
    pub fn pan_ticks(&mut self, ticks: i64) {
        let (start, end) = (self.window.start(), self.window.end());
        self.window = self.clamped(TimeRange::new(start.plus(ticks), end.plus(ticks)));
    }

    /// Shows this range, as one step of the history.
    pub fn zoom_to(&mut self, range: TimeRange) {
        self.window = self.clamped(range);
        self.commit();
    }

    /// Shows this range while the hand still moves (overview brush): no step of the history.
    pub fn move_to(&mut self, range: TimeRange) {
        self.window = self.clamped(range);
    }

    /// Brings an instant into view, in the middle if it was outside; keeps the zoom.
    pub fn reveal(&mut self, range: TimeRange) {
        let is_inside = self.window.start() <= range.start() && range.end() <= self.window.end();
        if !is_inside {
            let middle = range.start().plus(range.ticks().min(self.window.ticks()) / 2);
            let start = middle.plus(-(self.window.ticks() / 2));
            self.zoom_to(TimeRange::new(start, start.plus(self.window.ticks())));
        }
    }

    /// Moves the rows; the picture stops at the last one.
    pub fn scroll_by(&mut self, px: f64, most_px: f64) {
        let scroll = self.scroll_px + px;
        self.scroll_px = if scroll.is_finite() { scroll.min(most_px).max(0.0) } else { 0.0 };
    }

    /// Moves the rows as little as brings a lane into sight, whole if it fits.
    pub fn reveal_lane(&mut self, lane: u32, rows: &Rows) {
        let top = f64::from(rows.row_of_lane(lane)) * rows.row_px;
        let wanted = self.scroll_px.max(top + rows.row_px - rows.height_px).min(top);
        self.scroll_by(wanted - self.scroll_px, rows.most_scroll_px());
    }

    /// Ends a gesture: the window before it becomes a step to go back to.
    pub fn commit(&mut self) {
        if self.window != self.committed {
            if self.back.len() >= MOST_STEPS_BACK {
                self.back.remove(0);
            }
            self.back.push(self.committed);
            self.forward.clear();
            self.committed = self.window;
        }
    }

    /// To the window before; whether there was one.
    pub fn back(&mut self) -> bool {
        self.commit();
        let Some(window) = self.back.pop() else { return false };
        self.forward.push(self.committed);
        self.show_step(window);
        true
    }

    /// Forward again; whether there was a step to take.
    pub fn forward(&mut self) -> bool {
        let Some(window) = self.forward.pop() else { return false };
        self.back.push(self.committed);
        self.show_step(window);
        true
    }

    /// Whether there is a window to go back and one to go forward to.
    pub fn steps(&self) -> (bool, bool) {
        (!self.back.is_empty() || self.window != self.committed, !self.forward.is_empty())
    }

    fn show_step(&mut self, window: TimeRange) {
        self.window = self.clamped(window);
        self.committed = self.window;
    }

    /// The widest window: all there is with a little room on both sides. The overview shows this.
    pub fn whole(&self) -> TimeRange {
        with_margin(self.extent)
    }

    /// Moved, and only then cut, so that it lies in the bounds and is at least 1 µs wide.
    fn clamped(&self, range: TimeRange) -> TimeRange {
        let bounds = self.whole();
        let span = range.ticks().clamp(MIN_SPAN, bounds.ticks());
        let latest = bounds.end().plus(-span);
        let start = range.start().min(latest).max(bounds.start());
        TimeRange::new(start, start.plus(span))
    }
}

fn with_margin(extent: TimeRange) -> TimeRange {
    let span = extent.ticks();
    let margin = if span < MIN_SPAN { BARE_SPAN / 2 } else { (span / 1000).saturating_mul(MARGIN_PER_MILLE).max(1) };
    TimeRange::new(extent.start().plus(-margin), extent.end().plus(margin))
}
