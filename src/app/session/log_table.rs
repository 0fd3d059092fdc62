//! The log as a table: the full equivalent of the timeline, with the same selection.

use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::{ClipboardEvent, HtmlButtonElement, HtmlElement, KeyboardEvent, MouseEvent};

use crate::api::LoadState;
use crate::app::signals::effect;
use crate::app::store::{self, BY_TIME, Store, axis, has_sessions, pick};
use crate::app::ui::each::mixed;
use crate::app::ui::foreign::marked;
use crate::app::ui::show::Show;
use crate::app::ui::view;
use crate::app::ui::virtual_table::{Head, Order, RowKey, n_page, reveal};
use crate::app::ui::{Badge, Button, VirtualTable};
use crate::browser::frame;
use crate::model::time::TICKS_PER_SECOND;
use crate::model::{TimeRange, Timestamp};
use crate::output::rows::Rows;
use crate::reader::{class, passes_midnight, time_in_log};
use crate::route::Column;
use crate::texts::Texts;

/// What a column sorts by, its name, whether it holds numbers, its width.
type HeadOf = (Column, fn(Texts) -> String, bool, &'static str);

const HEADS: [HeadOf; 5] = [
    (Column::Usn, |texts| texts.session_column_usn(), true, "w-number"),
    (Column::Status, |texts| texts.common_result(), false, "w-status"),
    (Column::Start, |texts| texts.common_start(), false, "w-time"),
    (Column::Length, |texts| texts.common_length(), true, "w-length"),
    (Column::Text, |texts| texts.common_text(), false, ""),
];

/// The table.
#[component]
pub fn LogTable() -> impl IntoView {
    let store = expect_context::<Store>();
    let open = store.open;
    let frame = NodeRef::<Div>::new();
    keep_selection_in_view(store, frame);
    let key = move |place| {
        let idx = *open.rows.read().get(place)?;
        Some((place, idx, look(store, idx)))
    };
    let heads: Vec<Head> = HEADS.into_iter().map(|of| head(store, of)).collect();
    view! {
        <VirtualTable
            name=move || if has_sessions(store) { store.texts.get().axis_table() } else { store.texts.get().common_log() }
            heads=heads
            n_rows=move || open.rows.read().len()
            key=key
            row=move |key| row(store, key)
            scroll_px=open.scroll_px
            frame=frame
            on:keydown=move |event| press(store, frame, &event)
            on:copy=move |event| copy(store, &event)
        >
            <Empty />
        </VirtualTable>
    }
}

/// A number for what a row shows: another one where it has to be drawn anew. A log that is read again, as one that runs is,
/// makes no row another whose item is the same. Tracks what may change it.
fn look(store: Store, idx: u32) -> usize {
    let open = store.open;
    open.rows_drawn.track();
    // In another language, and for another search, the rows are others.
    let mut look = mixed(open.needle.read().number() as u64, &[store.texts.get().lang() as u8]);
    let shared = open.log.get_untracked();
    if let Ok(log) = shared.read() {
        let text = log.said(idx).as_bytes();
        for n in [log.usn(idx), log.start(idx).map(Timestamp::ticks), log.ticks(idx), i64::try_from(text.len()).ok()] {
            look = mixed(look, &n.unwrap_or(i64::MIN).to_le_bytes());
        }
        look = mixed(look, &[log.status(idx) as u8, u8::from(log.is_open(idx))]);
        look = mixed(look, log.status_text(idx).as_bytes());
        // What is behind is not shown in a row.
        look = mixed(look, text.get(..LOOKED_AT).unwrap_or(text));
    }
    #[expect(clippy::cast_possible_truncation, reason = "a part of it is another number for another row as well")]
    let look = (look ^ look >> 32) as usize;
    look
}

/// Bytes of a text that a row may show.
const LOOKED_AT: usize = 2_000;

fn head(store: Store, (column, name, is_number, width): HeadOf) -> Head {
    let sort = move || store.open.sort.get().unwrap_or(BY_TIME);
    let order = move || {
        let sort = sort();
        (sort.column == column).then_some(if sort.is_descending { Order::Descending } else { Order::Ascending })
    };
    let choose = move |()| {
        let next = untrack(sort).chosen(column, is_number);
        store::set_params(store, |params| params.sort = (next != BY_TIME).then_some(next));
    };
    Head {
        name: Signal::derive(move || {
            let texts = store.texts.get();
            if column == Column::Text && has_sessions(store) { texts.sessions_column_job() } else { name(texts) }
        }),
        is_number,
        width: Signal::derive(move || if column == Column::Start && has_days(store) { "w-moment" } else { width }),
        order: Signal::derive(order),
        choose: Callback::new(choose),
    }
}

fn press(store: Store, frame: NodeRef<Div>, event: &KeyboardEvent) {
    if event.ctrl_key() || event.alt_key() || event.meta_key() {
        return;
    }
    let page = || frame.get_untracked().map_or(1, |node| n_page(&node));
    let by = match event.key().as_str() {
        "ArrowDown" => 1,
        "ArrowUp" => -1,
        "PageDown" => page(),
        "PageUp" => -page(),
        "Home" => isize::MIN / 2,
        "End" => isize::MAX / 2,
        "Escape" => return pick::select(store, None),
        // Also where the focus has not come to the row yet. A heading is a button of its own.
        "Enter" if !is_on_button(event) => {
            axis::enter_selected(store);
            return;
        }
        _ => return,
    };
    event.prevent_default();
    pick::move_by(store, by, event.shift_key());
    focus_selected();
}

fn is_on_button(event: &KeyboardEvent) -> bool {
    event.target().is_some_and(|target| target.has_type::<HtmlButtonElement>())
}

/// Text that somebody has selected, anywhere on the page.
fn has_selected_text() -> bool {
    window().get_selection().ok().flatten().is_some_and(|selection| !selection.is_collapsed())
}

/// Puts the chosen rows into the clipboard, unless selected text goes there.
fn copy(store: Store, event: &ClipboardEvent) {
    let Some(clipboard) = event.clipboard_data().filter(|_| !has_selected_text()) else { return };
    let Some(Rows { n, text, html }) = store::chosen_rows(store) else { return };
    if clipboard.set_data("text/plain", &text).and_then(|()| clipboard.set_data("text/html", &html)).is_ok() {
        event.prevent_default();
        store::say_copied(store, n);
    }
}

/// Keeps the selected item's row in view, whoever selected it.
fn keep_selection_in_view(store: Store, frame: NodeRef<Div>) {
    let open = store.open;
    effect(move || {
        let (Some(node), Some(idx)) = (frame.get(), open.selection.get()) else { return };
        let rows = open.rows.read_untracked();
        if let Some(place) = rows.iter().position(|&row| row == idx) {
            reveal(&node, open.scroll_px, rows.len(), place);
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

/// What stands in a row.
struct Line {
    usn: String,
    class: &'static str,
    symbol: &'static str,
    word: String,
    start: Option<Timestamp>,
    length: String,
    text: String,
}

impl Line {
    fn of(store: Store, idx: u32) -> Option<Self> {
        let texts = store.texts.get_untracked();
        let shared = store.open.log.get_untracked();
        let log = shared.read().ok()?;
        let severity = log.status(idx).severity();
        let length = || log.ticks(idx).map(|ticks| texts.duration(ticks)).unwrap_or_default();
        Some(Self {
            usn: log.usn(idx).map(|usn| texts.count(usn)).unwrap_or_default(),
            class: class(severity),
            symbol: severity.symbol(),
            word: texts.result_sent(severity, log.status_text(idx)),
            start: log.start(idx),
            length: if log.is_open(idx) { texts.session_open() } else { length() },
            text: log.said(idx).to_owned(),
        })
    }
}

fn row(store: Store, (place, idx, _): RowKey) -> impl IntoView {
    let open = store.open;
    let Line { usn, class, symbol, word, start, length, text } = Line::of(store, idx)?;
    let words = if text.is_empty() {
        view! { <span class="soft">{store.texts.get_untracked().session_no_text()}</span> }
    } else {
        marked(&text, &open.needle.get_untracked()).into_any()
    };
    let words = match untrack(|| axis::page_of(store, idx)) {
        Some(page) => view! { <a href=move || store.link(page.clone())>{words}</a> },
        None => words,
    };
    let is_selected = move || open.selection.get() == Some(idx);
    let pick = move |event: MouseEvent| {
        if event.shift_key() {
            return pick::select_up_to(store, idx);
        }
        // Whoever selects text in a row drags over it, and does not click.
        if !has_selected_text() {
            pick::select(store, Some(idx));
            pick::reveal(store, idx);
        }
    };
    // With Shift the rows up to here are chosen, and not their text.
    let begin = move |event: MouseEvent| {
        if event.shift_key() {
            event.prevent_default();
            let row = event.current_target().and_then(|row| row.dyn_into::<HtmlElement>().ok());
            // Kept from the text, the click would not bring the focus either.
            let _ = row.map(|row| row.focus());
        }
    };
    let is_chosen = move || {
        let (chosen, rows) = (open.chosen.get(), open.rows.read());
        let is_it = |place: usize| rows.get(place) == Some(&idx);
        if is_it(place) { chosen.contains(&place) } else { chosen.into_iter().any(is_it) }
    };
    Some(view! {
        <tr
            class="row"
            aria-rowindex=(place + 2).to_string()
            class:row--chosen=is_chosen
            aria-current=move || is_selected().then_some("true")
            aria-selected=move || is_chosen().then_some("true")
            tabindex=move || if is_selected() { "0" } else { "-1" }
            on:mousedown=begin
            on:click=pick
        >
            <td class="number">{usn}</td>
            <td>
                <Badge class=class symbol=symbol word=word />
            </td>
            <td>{move || start.map(|start| time(store, start))}</td>
            <td class="number">{length}</td>
            <td>{words}</td>
        </tr>
    })
}

/// The start of a row, with its day where the log passes midnight, and with as many digits of the second as tell the rows of
/// this log apart.
fn time(store: Store, start: Timestamp) -> String {
    let texts = store.texts.get_untracked();
    let extent = store.open.extent.get().unwrap_or(TimeRange::new(start, start));
    let is_long = extent.ticks() > 3600 * TICKS_PER_SECOND;
    let n_digits = if has_sessions(store) {
        0
    } else if is_long {
        1
    } else {
        3
    };
    time_in_log(texts, &store.zone.read(), start, extent, n_digits)
}

/// The width of the column of starts: they have a day where the log passes midnight or an item is of another day.
fn has_days(store: Store) -> bool {
    let is_far = || store.open.log.read().read().is_ok_and(|log| log.has_far_times());
    store.open.extent.get().is_some_and(|extent| passes_midnight(&store.zone.read(), extent)) || is_far()
}

/// What stands there instead of rows.
#[component]
fn Empty() -> impl IntoView {
    let store = expect_context::<Store>();
    let open = store.open;
    let why = move || {
        let texts = store.texts.get();
        let has_sessions = has_sessions(store);
        if open.is_filtered.get() {
            return if has_sessions { texts.sessions_no_session_passes() } else { texts.session_no_item_passes() };
        }
        if has_sessions {
            return texts.axis_none_here();
        }
        match *open.load.state.read() {
            Some(LoadState::Complete { .. }) => texts.session_no_items(),
            Some(LoadState::Loading { .. } | LoadState::Waiting { .. }) | None => texts.session_loading(),
            _ => texts.session_none_loaded(),
        }
    };
    view! {
        <div class="grid__empty">
            <p>{move || why()}</p>
            <Show when=move || open.is_filtered.get()>
                <Button
                    name=move || store.texts.get().common_clear_filters()
                    on_click=move |()| store::clear_filters(store)
                />
            </Show>
        </div>
    }
}
