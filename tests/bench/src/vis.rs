//! vis-timeline, as its standalone build is, in a page that does no more than it must.

use std::path::Path;

use e2e::{Page, Site};

use crate::frames::Gestures;
use crate::tab::{Load, Tab};

/// A turn of its wheel shows a fifth more; 13 of them ten times as much.
pub const GESTURES: Gestures = Gestures { modifiers: 0, wheel: (-120.0, 120.0), turns_to_tenth: 13 };
/// It says itself that it has drawn, and its elements are there.
const IS_WHOLE: &str = "return window.nItems > 0 && document.querySelectorAll('.vis-item').length > 0";
/// Right of the (empty) names of its rows.
pub const STAGE: [f64; 4] = [100.0, 60.0, 1800.0, 900.0];
/// Its page.
pub const PAGE: &str = include_str!("pages/vis.html");

/// Opens its page.
pub fn open<'a>(page: &'a Page<'a>, site: &Site) -> Tab<'a> {
    Tab::open(page, &site.url("vis.html"))
}

/// Chooses a file and waits until it has drawn.
pub fn load(tab: &mut Tab<'_>, file: &Path) -> Option<Load> {
    tab.watch(IS_WHOLE, None);
    tab.choose(file);
    tab.wait()
}

/// How many items it has drawn: it keeps those in its window as elements, a point as two of them.
pub fn n_drawn(tab: &Tab<'_>) -> u64 {
    let script = "return document.querySelectorAll('.vis-item:not(.vis-dot)').length";
    tab.page.execute(script, &[]).as_u64().unwrap_or_default()
}
