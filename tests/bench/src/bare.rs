//! The bare limit: a page that reads the same bytes with what the browser has, and draws nothing.

use std::path::Path;

use e2e::{Page, Site};
use serde_json::json;

use crate::tab::{Load, Tab};

/// Its page.
pub const PAGE: &str = include_str!("pages/bare.html");
const IS_WHOLE: &str = "return window.nItems > 0";
const HAS_SOME: &str = "return window.nItems > 0 || window.nSoFar > 0";

/// Opens its page.
pub fn open<'a>(page: &'a Page<'a>, site: &Site) -> Tab<'a> {
    Tab::open(page, &site.url("bare.html"))
}

/// Chooses a file and waits until all of it is understood.
pub fn load(tab: &mut Tab<'_>, file: &Path) -> Option<Load> {
    tab.watch(IS_WHOLE, Some(HAS_SOME));
    tab.choose(file);
    tab.wait()
}

/// Loads pages with these limits from an address, until one is not full.
pub fn load_pages(tab: &mut Tab<'_>, address: &str, token: &str, limits: &[u64]) -> Option<Load> {
    tab.watch(IS_WHOLE, Some(HAS_SOME));
    let begin = "window.tapelineBench.begin(); window.loadPages(...arguments); return null";
    tab.page.execute(begin, &[json!(address), json!(token), json!(limits)]);
    tab.wait()
}

/// How many items it has.
pub fn n_items(tab: &Tab<'_>) -> u64 {
    tab.page.execute("return window.nItems", &[]).as_u64().unwrap_or_default()
}
