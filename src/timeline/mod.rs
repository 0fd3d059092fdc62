//! A log as a picture: lanes, cells, bars, marks, axis, overview, and their pixels. Pure: no browser, clock or zone.
//!
//! The way of the data: [`Log`](crate::model::Log) → [`Items`] → [`Lanes`] → [`Index`] → [`View`] → [`Scene`] → [`paint()`].
//! A [`Picture`], which holds the index, changes with the data and is made in slices, the rest with every frame, at a cost that follows the pixels and not the items.
//!
//! Invariant 1: a failed item is visible at every zoom. What shares a pixel is merged, the worst result wins, and the
//! counts over all cells of a window equal the items that meet it, per result.

pub mod axis;
pub mod bits;
pub mod breaks;
pub mod cells;
mod folds;
pub mod hit;
pub mod hits;
pub mod index;
pub mod items;
pub mod lanes;
mod levels;
pub mod neighbour;
pub mod overview;
pub mod paint;
pub mod parts;
pub mod picture;
pub mod rows;
pub mod scale;
pub mod scene;
mod shapes;
mod strip;
mod surface;
pub mod viewport;
pub mod wheel;
pub mod zone;

pub use axis::{Tick, Ticks, ticks, ticks_drawn};
pub use bits::{BitSet, Counts};
pub use breaks::{Break, Idle, TimeMap};
pub use cells::{Cell, Cells, cells};
pub use hit::{Hit, RectPx, bar_rect, item_at};
pub use hit::{mark_half_px, widened};
pub use hits::Hits;
pub use index::Index;
pub use items::Items;
pub use lanes::Lanes;
pub use neighbour::{Direction, Wanted, neighbour};
pub use overview::Overview;
pub use paint::{Palette, Rgba, paint};
pub use parts::{Bar, Label, Layer, Mark, Run, Totals};
pub use picture::{Layout, Picture};
pub use rows::{Density, Rows, rows_for};
pub use scale::Scale;
pub use scene::has_symbol;
pub use scene::{Scene, scene_into};
pub use scene::{goes_on, inner_left_px};
pub use viewport::Viewport;
pub use zone::Zone;

use crate::model::{TimeRange, Timestamp};

/// A surface to draw on.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Size {
    /// Width in CSS pixels.
    pub width_px: f64,
    /// Height in CSS pixels.
    pub height_px: f64,
    /// Device pixels per CSS pixel.
    pub device_ratio: f64,
}

impl Size {
    /// Width and height in device pixels; at least 1 and at most 65,535.
    pub fn device_px(self) -> (u32, u32) {
        let side = |px: f64| u32::from(scale::short(scale::round(px * self.ratio()).max(1)));
        (side(self.width_px), side(self.height_px))
    }

    /// The ratio, kept between 0.25 and 8.
    pub fn ratio(self) -> f64 {
        if self.device_ratio.is_finite() { self.device_ratio.clamp(0.25, 8.0) } else { 1.0 }
    }
}

/// What is looked at, and from where: all that decides what is drawn. Scene, hit test and places of items take the same
/// view, and so they agree.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// The items.
    pub index: &'a Index,
    /// From the left edge to the right.
    pub window: TimeRange,
    /// How far the rows are scrolled down.
    pub scroll_px: f64,
    /// All rows at once, or rows of a readable height.
    pub density: Density,
    /// The surface.
    pub size: Size,
    /// How far open items reach.
    pub open_end: Timestamp,
    /// The selected item.
    pub selection: Option<u32>,
    /// What a search or filter found; all else is dimmed.
    pub hits: Option<&'a Hits>,
}

impl<'a> View<'a> {
    /// What `viewport` shows on a surface, nothing selected or searched.
    pub fn new(index: &'a Index, viewport: &Viewport, size: Size, open_end: Timestamp) -> Self {
        Self {
            index,
            window: viewport.range(),
            scroll_px: viewport.scroll_px(),
            density: viewport.density(),
            size,
            open_end,
            selection: None,
            hits: None,
        }
    }

    /// The columns.
    pub fn scale(&self) -> Scale {
        Scale::of(self.window, self.size)
    }

    /// The rows.
    pub fn rows(&self) -> Rows {
        rows_for(self.size, self.index.n_lanes(), self.density).scrolled(self.scroll_px)
    }
}
