//! The log as a table: the full equivalent of the timeline, with the same selection.

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::KeyboardEvent;

use super::virtual_rows::{Scroller, sorting_head, space};
use super::{status, text};
use crate::answers::search::Needle;
use crate::api::LoadState;
use crate::app::actions::{self, pick};
use crate::app::state::{Shared, State};
use crate::format;
use crate::model::{Log, Timestamp};
use crate::route::{Column, Sort};

/// What a column sorts by, its name, whether it holds numbers, its width.
const HEADS: [(Column, &str, bool, &str); 5] = [
    (Column::Usn, "#", true, "76px"),
    (Column::Status, "Result", false, "112px"),
    (Column::Start, "Start", false, "122px"),
    (Column::Length, "Length", true, "112px"),
    (Column::Text, "Text", false, "auto"),
];

/// The table.
pub(crate) fn log_table(state: State) -> impl IntoView {
    let open = state.open;
    let by_time = Sort { column: Column::Start, is_descending: false };
    let sort = Memo::new(move |_| state.route.read().params.sort.unwrap_or(by_time));
    let rows = Memo::new(move |_| {
        let kept = open.kept.get();
        let sort = sort.get();
        if sort == by_time {
            return kept;
        }
        open.log.read().read().map_or_else(|_| kept.clone(), |log| Shared::new(sorted(&log, &kept, sort)))
    });
    let needle = Memo::new(move |_| Shared::new(Needle::new(state.route.read().params.q.as_deref().unwrap_or_default())));
    // Digits of the second that the shortest stretch of this log needs.
    let n_digits = Memo::new(move |_| if open.picture.read().as_ref().is_some_and(|p| p.extent.ticks() > 36_000_000_000) { 1 } else { 3 });
    let scroller = Scroller::new();
    let window = Memo::new(move |_| scroller.window(rows.read().len()));
    reveal_selection(state, rows, scroller);
    let press = move |event: KeyboardEvent| {
        let by = match event.key().as_str() {
            "ArrowDown" => 1,
            "ArrowUp" => -1,
            "PageDown" => scroller.n_page().cast_signed(),
            "PageUp" => -scroller.n_page().cast_signed(),
            "Home" => isize::MIN / 2,
            "End" => isize::MAX / 2,
            "Escape" => {
                pick::select(state, None);
                return;
            }
            _ => return,
        };
        event.prevent_default();
        pick::move_by(state, &rows.get_untracked(), by);
        focus_selected();
    };
    view! {
        <div class="grid" node_ref=scroller.node tabindex="0" role="group" aria-label="Log, scrolled with the arrow keys" on:keydown=press>
            <table aria-label="Log" aria-rowcount=move || rows.read().len() + 1>
                <colgroup>{HEADS.iter().map(|head| view! { <col style:width=head.3 /> }).collect_view()}</colgroup>
                <thead>
                    <tr aria-rowindex="1">
                        {HEADS
                            .into_iter()
                            .map(|(column, name, is_number, _)| {
                                sorting_head(name, is_number, column, sort, move |next| {
                                    actions::set_params(state, |params| params.sort = (next != by_time).then_some(next));
                                })
                            })
                            .collect_view()}
                    </tr>
                </thead>
                <tbody>
                    {space(move || window.read().start, HEADS.len())}
                    <For
                        each=move || {
                            let rows = rows.get();
                            let generation = needle.get();
                            window.get().filter_map(move |row| Some((row, *rows.get(row)?, generation.clone()))).collect::<Vec<_>>()
                        }
                        key=move |(row, idx, needle)| (*row, *idx, needle.address(), open.log.read_untracked().address())
                        children=move |(row, idx, needle)| line(state, row, idx, &needle, n_digits)
                    />
                    {space(move || rows.read().len().saturating_sub(window.read().end), HEADS.len())}
                </tbody>
            </table>
            {move || rows.read().is_empty().then(|| empty(state))}
        </div>
    }
}

/// The indexes in another order than that of time. O(n log n).
fn sorted(log: &Log, kept: &[u32], sort: Sort) -> Vec<u32> {
    let mut rows = kept.to_vec();
    match sort.column {
        Column::Usn => rows.sort_by_key(|&idx| log.usn(idx)),
        Column::Status => rows.sort_by_key(|&idx| log.status(idx)),
        Column::Length => rows.sort_by_key(|&idx| if log.is_open(idx) { Some(i64::MAX) } else { log.ticks(idx) }),
        Column::Text => rows.sort_by(|&a, &b| log.text(a).cmp(log.text(b))),
        _ => {}
    }
    if sort.is_descending {
        rows.reverse();
    }
    rows
}

/// Keeps the selected item's row in view, whoever selected it.
fn reveal_selection(state: State, rows: Memo<Shared<Vec<u32>>>, scroller: Scroller) {
    Effect::new(move || {
        let Some(idx) = state.open.selection.get() else { return };
        if let Some(row) = rows.get_untracked().iter().position(|&row| row == idx) {
            scroller.reveal(row);
        }
    });
}

/// Puts the focus on the selected row, so that it is spoken.
fn focus_selected() {
    leptos::task::spawn_local(async {
        crate::browser::frame::sleep(0).await;
        let row = document().query_selector("tr.row[aria-current=true]").ok().flatten();
        if let Some(row) = row.and_then(|row| row.dyn_into::<web_sys::HtmlElement>().ok()) {
            // A row that cannot take the focus has scrolled away.
            let _ = row.focus();
        }
    });
}

fn line(state: State, row: usize, idx: u32, needle: &Needle, n_digits: Memo<u8>) -> impl IntoView + use<> {
    let open = state.open;
    let shared = open.log.get_untracked();
    let log = shared.read().ok()?;
    let start = log.start(idx);
    let start = move || start.map(|start: Timestamp| format::time_with(start, state.offset(start), n_digits.get()));
    let length = match (log.is_open(idx), log.ticks(idx)) {
        (true, _) => "open".to_owned(),
        (false, Some(0)) => "0".to_owned(),
        (false, Some(ticks)) => format::duration(ticks),
        (false, None) => String::new(),
    };
    let title = log.text(idx);
    let words = if title.is_empty() {
        vec![view! { <span class="soft">"(no text)"</span> }.into_any()]
    } else {
        text::marked(title, needle)
    };
    let is_selected = move || open.selection.get() == Some(idx);
    Some(view! {
        <tr
            class="row" aria-rowindex=row + 2
            aria-current=move || is_selected().then_some("true")
            tabindex=move || if is_selected() { "0" } else { "-1" }
            on:click=move |_| {
                pick::select(state, Some(idx));
                pick::reveal(state, idx);
            }
        >
            <td class="number">{log.usn(idx).map(format::count)}</td>
            <td>{status::badge(log.status(idx).severity(), text::plain(log.status_text(idx)))}</td>
            <td>{start}</td>
            <td class="number">{length}</td>
            <td><span class="text">{words}</span></td>
        </tr>
    })
}

fn empty(state: State) -> AnyView {
    let open = state.open;
    if open.is_filtered.get() {
        return view! {
            <div class="grid__empty">
                <p>"No item passes the filters. They look at every loaded item."</p>
                <button type="button" on:click=move |_| actions::clear_filters(state)>"Take the filters off"</button>
            </div>
        }
        .into_any();
    }
    let words = match open.load.get() {
        Some(LoadState::Complete { .. }) => "This session has no log items.",
        Some(LoadState::Loading { .. } | LoadState::Waiting { .. }) | None => "Loading the log …",
        _ => "No items were loaded.",
    };
    view! { <div class="grid__empty"><p>{words}</p></div> }.into_any()
}
