//! The log as a table: the full equivalent of the timeline, with the same selection.

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::{HtmlElement, KeyboardEvent};

use super::virtual_rows::{RowKey, Table, sorting_head};
use super::{status, text};
use crate::api::LoadState;
use crate::app::dom::{El, button, div, el, el_of, plain, span};
use crate::app::store::{self, pick};
use crate::app::store::{BY_TIME, Store};
use crate::browser::frame;
use crate::format;
use crate::model::Timestamp;
use crate::model::time::TICKS_PER_SECOND;
use crate::route::Column;

/// What a column sorts by, its name, whether it holds numbers, its width.
const HEADS: [(Column, &str, bool, &str); 5] = [
    (Column::Usn, "#", true, "w-number"),
    (Column::Status, "Result", false, "w-status"),
    (Column::Start, "Start", false, "w-time"),
    (Column::Length, "Length", true, "w-length"),
    (Column::Text, "Text", false, ""),
];

/// The table.
pub(crate) fn log_table(store: Store) -> El {
    let open = store.open;
    let columns = HEADS
        .iter()
        .map(|&(column, name, is_number, width)| {
            let head = sorting_head(
                name,
                is_number,
                column,
                move || open.sort.get().unwrap_or(BY_TIME),
                move |next| {
                    store::set_params(store, |params| params.sort = (next != BY_TIME).then_some(next));
                },
            );
            (head, width)
        })
        .collect();
    let table = Table {
        name: "Log",
        columns,
        scroller: open.scroller,
        n_rows: |store| store.open.rows.read().len(),
        key: |store, row| {
            let idx = *store.open.rows.read().get(row)?;
            Some((row, idx, store.open.rows_drawn.get()))
        },
        line,
        empty,
    };
    let frame = table.view(store).on("keydown", move |event| press(store, &event.unchecked_into()));
    keep_selection_in_view(store, frame.node());
    frame
}

fn press(store: Store, event: &KeyboardEvent) {
    let n_page = store.open.scroller.n_page();
    let by = match event.key().as_str() {
        "ArrowDown" => 1,
        "ArrowUp" => -1,
        "PageDown" => n_page,
        "PageUp" => -n_page,
        "Home" => isize::MIN / 2,
        "End" => isize::MAX / 2,
        "Escape" => return pick::select(store, None),
        _ => return,
    };
    event.prevent_default();
    pick::move_by(store, by);
    focus_selected();
}

/// Keeps the selected item's row in view, whoever selected it.
fn keep_selection_in_view(store: Store, node: HtmlElement) {
    Effect::new(move || {
        let Some(idx) = store.open.selection.get() else { return };
        let row = store.open.rows.read_untracked().iter().position(|&row| row == idx);
        if let Some(row) = row {
            store.open.scroller.reveal(&node, row);
        }
    });
}

/// Puts the focus on the selected row, so that it is spoken.
fn focus_selected() {
    leptos::task::spawn_local(async {
        frame::sleep(0).await;
        let row = document().query_selector("tr.row[aria-current=true]").ok().flatten();
        if let Some(row) = row.and_then(|row| row.dyn_into::<HtmlElement>().ok()) {
            // A row that cannot take the focus has scrolled away.
            let _ = row.focus();
        }
    });
}

fn line(store: Store, (row, idx, _): RowKey) -> El {
    let open = store.open;
    let shared = open.log.get_untracked();
    let Ok(log) = shared.read() else { return el("tr") };
    let start = log.start(idx);
    let length = match (log.is_open(idx), log.ticks(idx)) {
        (true, _) => "open".to_owned(),
        (false, ticks) => ticks.map(format::duration).unwrap_or_default(),
    };
    let title = log.text(idx);
    let words =
        if title.is_empty() { span("soft", "(no text)") } else { text::marked(title, &open.needle.read_untracked()) };
    let is_selected = move || open.selection.get() == Some(idx);
    let pick = move || {
        pick::select(store, Some(idx));
        pick::reveal(store, idx);
    };
    el_of("tr", "row")
        .attr("aria-rowindex", &(row + 2).to_string())
        .attr_with("aria-current", move || is_selected().then(|| "true".to_owned()))
        .attr_with("tabindex", move || Some(if is_selected() { "0" } else { "-1" }.to_owned()))
        .click(pick)
        .children([
            el_of("td", "number").say(&log.usn(idx).map(format::count).unwrap_or_default()),
            el("td").child(status::badge(log.status(idx).severity(), log.status_text(idx))),
            el("td").say_with(move || start.map(|start| time(store, start)).unwrap_or_default()),
            el_of("td", "number").say(&length),
            el("td").child(words),
        ])
}

/// The start of a row, with as many digits of the second as tell the rows of this log apart.
fn time(store: Store, start: Timestamp) -> String {
    let is_long = store
        .open
        .picture
        .read_untracked()
        .as_ref()
        .is_some_and(|picture| picture.extent.ticks() > 3600 * TICKS_PER_SECOND);
    format::time_with(start, store.offset(start), if is_long { 1 } else { 3 })
}

fn empty(store: Store) -> El {
    let open = store.open;
    if *open.is_filtered.read() {
        return div("grid__empty")
            .child(plain("p", "No item passes the filters. They look at every loaded item."))
            .child(button("Take the filters off", move || store::clear_filters(store)));
    }
    let words = move || {
        match *open.load.state.read() {
            Some(LoadState::Complete { .. }) => "This session has no log items.",
            Some(LoadState::Loading { .. } | LoadState::Waiting { .. }) | None => "Loading the log …",
            _ => "No items were loaded.",
        }
        .to_owned()
    };
    div("grid__empty").child(el("p").say_with(words))
}
