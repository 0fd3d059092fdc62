//! Rows of a long table: all have one height, only those in view exist.

use crate::app::ui::set::SetIfNew as _;
use leptos::prelude::*;
use std::ops::Range;

use web_sys::HtmlElement;

use crate::app::dom::{El, button, div, el, el_of, keep, span};
use crate::app::store::Store;
use crate::browser::frame::{Listener, SizeWatch};
use crate::route::{Column, Sort};

/// Height of a row; `--row` in style/tokens.css says the same.
pub(crate) const ROW_PX: f64 = 30.0;
/// Height of the head, which stays in view above the rows.
const HEAD_PX: f64 = 35.0;
/// Rows kept ready above and below what is in view, so that a quick scroll shows no holes.
const N_SPARE: usize = 12;

/// Where the scrolling box around a table is.
#[derive(Clone, Copy)]
pub(crate) struct Scroller {
    top_px: RwSignal<f64>,
    height_px: RwSignal<f64>,
}

impl Scroller {
    pub(crate) fn new() -> Self {
        Self { top_px: RwSignal::new(0.0), height_px: RwSignal::new(600.0) }
    }

    /// Follows a box from now on, until its view ends.
    pub(crate) fn follow(self, node: &HtmlElement) {
        let measure = {
            let node = node.clone();
            move || self.measure(&node)
        };
        let scrolled = measure.clone();
        keep(Listener::new(node, "scroll", move |_| scrolled()));
        // Tells the first size as well, as soon as the box has one.
        keep(SizeWatch::new(node, measure));
    }

    fn measure(self, node: &HtmlElement) {
        self.top_px.set_if_new(f64::from(node.scroll_top()));
        self.height_px.set_if_new(f64::from(node.client_height()));
    }

    /// Positions of the rows that should exist now, of `n_rows`. Follows scrolling and size.
    pub(crate) fn window(self, n_rows: usize) -> Range<usize> {
        let first = whole(self.top_px.get() / ROW_PX);
        let n_visible = whole(self.height_px.get() / ROW_PX) + 2;
        let begin = first.saturating_sub(N_SPARE).min(n_rows.saturating_sub(n_visible));
        begin..(first + n_visible + N_SPARE).min(n_rows)
    }

    /// Scrolls as little as brings a row into view.
    pub(crate) fn reveal(self, node: &HtmlElement, row: usize) {
        let top_px = height_px(row);
        let view_px = f64::from(node.client_height()) - HEAD_PX;
        let now_px = f64::from(node.scroll_top());
        let wanted_px = if top_px < now_px {
            top_px
        } else if top_px + ROW_PX > now_px + view_px {
            top_px + ROW_PX - view_px
        } else {
            return;
        };
        #[expect(clippy::cast_possible_truncation, reason = "browsers' elements end at 2^25 px")]
        node.set_scroll_top(wanted_px as i32);
        self.measure(node);
    }

    /// How many rows fit at once: what Page Up and Page Down move by.
    pub(crate) fn n_page(self) -> isize {
        whole((self.height_px.get_untracked() - HEAD_PX) / ROW_PX).max(1).cast_signed()
    }
}

/// Height of `n` rows.
fn height_px(n: usize) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "exact up to 2^53 rows")]
    let n = n as f64;
    n * ROW_PX
}

fn whole(x: f64) -> usize {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "saturates, which is what is wanted")]
    let whole = x.max(0.0) as usize;
    whole
}

/// The head of a column that sorts: a click sorts by it, another one the other way round.
pub(crate) fn sorting_head(
    name: &str,
    is_number: bool,
    column: Column,
    sort: impl Fn() -> Sort + Copy + 'static,
    choose: impl Fn(Sort) + 'static,
) -> El {
    let click = move || {
        let before = untrack(sort);
        // Numbers and times are most wanted from the largest down.
        let is_descending =
            if before.column == column { !before.is_descending } else { is_number || column == Column::Start };
        choose(Sort { column, is_descending });
    };
    let order = move || {
        let sort = sort();
        (sort.column == column).then_some(if sort.is_descending { "descending" } else { "ascending" })
    };
    let arrow = move || match order() {
        Some("descending") => " ▾",
        Some(_) => " ▴",
        None => "",
    };
    let arrow = span("", "").attr("aria-hidden", "true").text_with(move || arrow().to_owned());
    el_of("th", if is_number { "number" } else { "" })
        .attr("scope", "col")
        .attr_with("aria-sort", move || order().map(ToOwned::to_owned))
        .child(button(name, click).child(arrow))
}

/// A row: its place in the table, what it shows, and a number that moves when it has to be drawn anew.
pub(crate) type RowKey = (usize, u32, usize);

/// A table of which only the rows in view exist.
pub(crate) struct Table {
    /// What it is called.
    pub(crate) name: &'static str,
    /// Heads and widths of its columns.
    pub(crate) columns: Vec<(El, &'static str)>,
    pub(crate) scroller: Scroller,
    /// How many rows there are.
    pub(crate) n_rows: fn(Store) -> usize,
    /// Which row stands at a place.
    pub(crate) key: fn(Store, usize) -> Option<RowKey>,
    /// A row's cells in their row.
    pub(crate) line: fn(Store, RowKey) -> El,
    /// What stands there instead of rows.
    pub(crate) empty: fn(Store) -> El,
}

impl Table {
    /// The table in its scrolling box.
    pub(crate) fn view(self, store: Store) -> El {
        let Self { name, columns, scroller, n_rows, key, line, empty } = self;
        let n_columns = columns.len();
        let (heads, widths): (Vec<El>, Vec<&str>) = columns.into_iter().unzip();
        let window = move || scroller.window(n_rows(store));
        let body = el("tbody")
            .child(space(move || window().start, n_columns))
            .rows(move || window().filter_map(|row| key(store, row)).collect(), move |key| line(store, key))
            .child(space(move || n_rows(store).saturating_sub(window().end), n_columns));
        let table = el("table")
            .attr_said("aria-label", name)
            .attr_with("aria-rowcount", move || Some((n_rows(store) + 1).to_string()))
            .child(el("colgroup").children(widths.into_iter().map(|width| el_of("col", width))))
            .child(el("thead").child(el("tr").attr("aria-rowindex", "1").children(heads)))
            .child(body);
        let frame = div("grid")
            .attr("tabindex", "0")
            .attr("role", "group")
            .attr_said("aria-label", name)
            .child(table)
            .when(move || n_rows(store) == 0, move || empty(store));
        scroller.follow(&frame.node());
        frame
    }
}

/// An empty row as high as `n` rows that do not exist now.
fn space(n: impl Fn() -> usize + 'static, n_columns: usize) -> El {
    #[expect(clippy::cast_possible_truncation, reason = "whole px; browsers' elements end at 2^25")]
    let height = move || format!("{}px", height_px(n()) as i64);
    let cell = el("td").attr("colspan", &n_columns.to_string()).style_with("height", height);
    el_of("tr", "space").attr("aria-hidden", "true").child(cell)
}
