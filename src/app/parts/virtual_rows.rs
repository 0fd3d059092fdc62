//! Rows of a long table: all have one height, only those in view exist.

use std::ops::Range;

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;

use crate::browser::frame::Listener;
use crate::route::{Column, Sort};

/// Height of a row; `--row` in style/tokens.css says the same.
pub(crate) const ROW_PX: f64 = 30.0;
/// Height of the head, which stays in view above the rows.
const HEAD_PX: f64 = 35.0;
/// Rows kept ready above and below what is in view, so that a quick scroll shows no holes.
const N_SPARE: usize = 12;

/// The scrolling box around a table.
#[derive(Clone, Copy)]
pub(crate) struct Scroller {
    /// To be set on the box.
    pub(crate) node: NodeRef<html::Div>,
    top_px: RwSignal<f64>,
    height_px: RwSignal<f64>,
}

impl Scroller {
    pub(crate) fn new() -> Self {
        let this = Self { node: NodeRef::new(), top_px: RwSignal::new(0.0), height_px: RwSignal::new(600.0) };
        let listeners = StoredValue::new_local(Vec::new());
        Effect::new(move || {
            let Some(node) = this.node.get() else { return };
            this.measure();
            let window = window();
            listeners.set_value(vec![
                Listener::new(&node, "scroll", move |_| this.measure()),
                Listener::new(window.unchecked_ref(), "resize", move |_| this.measure()),
            ]);
        });
        this
    }

    fn measure(&self) {
        let Some(node) = self.node.get_untracked() else { return };
        self.top_px.set(f64::from(node.scroll_top()));
        self.height_px.set(f64::from(node.client_height()));
    }

    /// Positions of the rows that should exist now, of `n_rows`. Tracks scrolling and size.
    pub(crate) fn window(&self, n_rows: usize) -> Range<usize> {
        let first = whole(self.top_px.get() / ROW_PX);
        let n_visible = whole(self.height_px.get() / ROW_PX) + 2;
        let begin = first.saturating_sub(N_SPARE).min(n_rows.saturating_sub(n_visible));
        begin..(first + n_visible + N_SPARE).min(n_rows)
    }

    /// Scrolls as little as brings a row into view.
    pub(crate) fn reveal(&self, row: usize) {
        let Some(node) = self.node.get_untracked() else { return };
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
        self.measure();
    }

    /// How many rows fit at once: what Page Up and Page Down move by.
    pub(crate) fn n_page(&self) -> usize {
        whole((self.height_px.get_untracked() - HEAD_PX) / ROW_PX).max(1)
    }
}

/// Height of `n` rows.
pub(crate) fn height_px(n: usize) -> f64 {
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
    name: &'static str,
    is_number: bool,
    column: Column,
    sort: Memo<Sort>,
    choose: impl Fn(Sort) + 'static,
) -> impl IntoView {
    let click = move |_| {
        let before = sort.get_untracked();
        // Numbers and times are most wanted from the largest down.
        let is_descending = if before.column == column { !before.is_descending } else { is_number || column == Column::Start };
        choose(Sort { column, is_descending });
    };
    let order = move || {
        let sort = sort.get();
        (sort.column == column).then_some(if sort.is_descending { "descending" } else { "ascending" })
    };
    let arrow = move || match order() {
        Some("descending") => "▾",
        Some(_) => "▴",
        None => "",
    };
    view! {
        <th scope="col" class:number=is_number aria-sort=order>
            <button type="button" on:click=click>{name} <span aria-hidden="true">{arrow}</span></button>
        </th>
    }
}

/// An empty row as high as `n` rows that do not exist now.
pub(crate) fn space(n: impl Fn() -> usize + Send + Sync + 'static, n_columns: usize) -> impl IntoView {
    view! {
        <tr class="space" aria-hidden="true">
            <td colspan=n_columns style:height=move || format!("{}px", height_px(n()))></td>
        </tr>
    }
}
