//! What a scene is made of: bars, marks, runs of cells, labels, and the sums over them.

use super::bits::Counts;
use crate::model::Severity;

/// An item wide enough to be seen as itself.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Bar {
    /// The item.
    pub idx: u32,
    /// Its row.
    pub row: u32,
    /// Left edge, a little outside the surface at most.
    pub x0_px: f64,
    /// Right edge, a little outside the surface at most.
    pub x1_px: f64,
    /// Result.
    pub severity: Severity,
    /// Has no end yet.
    pub is_open: bool,
    /// Not among the hits.
    pub is_dim: bool,
}

/// An item without length.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Mark {
    /// The item.
    pub idx: u32,
    /// Its row.
    pub row: u32,
    /// Centre.
    pub x_px: f64,
    /// Result.
    pub severity: Severity,
    /// Not among the hits.
    pub is_dim: bool,
}

/// Neighbouring columns of a row that look the same.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Run {
    /// The row.
    pub row: u32,
    /// First column.
    pub from: u16,
    /// One past the last column.
    pub to: u16,
    /// The worst of its items.
    pub severity: Severity,
    /// How crowded: 0 for one item a column, 1 for two or three, 2 for more.
    pub level: u8,
    /// None of its items is among the hits.
    pub is_dim: bool,
}

/// Text for a bar. The browser cuts it to the width and draws it.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Label {
    /// The item whose text it is.
    pub idx: u32,
    /// Left edge of the text.
    pub x_px: f64,
    /// Middle of the text.
    pub y_px: f64,
    /// The widest it may be.
    pub max_width_px: f64,
    /// Result, for the colour of the text.
    pub severity: Severity,
    /// Not among the hits.
    pub is_dim: bool,
}

/// What is drawn together. Warnings are drawn over what is calm, and failures over all.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Layer {
    /// Merged or narrow items.
    pub runs: Vec<Run>,
    /// Wide items.
    pub bars: Vec<Bar>,
    /// Items without length.
    pub marks: Vec<Mark>,
}

/// Sums that always add up:
/// `n_session = n_without_start + n_outside + n_window` and `n_window = n_own + n_merged + n_scrolled`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Totals {
    /// Items in the log.
    pub n_session: u32,
    /// Items that have no place in time.
    pub n_without_start: u32,
    /// Items before or after the window.
    pub n_outside: u32,
    /// Items that meet the window.
    pub n_window: u32,
    /// Of these, drawn as themselves.
    pub n_own: u32,
    /// Of these, sharing pixels with others.
    pub n_merged: u32,
    /// Of these, in rows scrolled out of sight.
    pub n_scrolled: u32,
    /// Items that meet the window, per severity.
    pub by_severity: Counts,
    /// Items among the hits that meet the window; all of them without a search.
    pub n_hits: u32,
}
