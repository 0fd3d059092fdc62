//! The dialog with the map of keys, on `?`, and the keys that hold in every view.

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::{HtmlElement, KeyboardEvent};

use super::KeyMap;
use crate::app::signals::{SetIfNew as _, keep};
use crate::app::store::{self, Store};
use crate::app::ui::show::Show;
use crate::app::ui::stroke::is_typing;
use crate::app::ui::view;
use crate::app::ui::{Button, Stroke};
use crate::browser::frame::Listener;
use crate::texts::Texts;

/// The dialog.
#[component]
pub(crate) fn Help() -> impl IntoView {
    let store = expect_context::<Store>();
    let texts = store.texts;
    let is_told = StoredValue::new(false);
    let close = move || store.is_help_open.set_if_new(false);
    let dialog = NodeRef::<leptos::html::Dialog>::new();
    // The browser closes it by itself, and tells of it a moment later.
    let is_open = move || dialog.get_untracked().is_some_and(|dialog| dialog.open());
    keep(Listener::new(&document(), "keydown", move |event| press(store, &event.unchecked_into(), is_open(), is_told)));
    let closed = move |_| {
        if !is_open() {
            close();
        }
    };
    Effect::new(move || {
        let Some(dialog) = dialog.get() else { return };
        if store.is_help_open.get() {
            // Refused only while it is open already.
            let _ = dialog.show_modal();
        } else {
            dialog.close();
        }
    });
    view! {
        <dialog class="dialog" aria-label=move || texts.get().help_title() node_ref=dialog on:close=closed>
            <div class="bar">
                <h2>{move || texts.get().help_heading()}</h2>
                <span class="bar__end">
                    <Button name=move || texts.get().common_close() on_click=move |()| close() />
                </span>
            </div>
            <Show when=move || store.is_help_open.get()>
                <KeyMap texts=texts />
            </Show>
        </dialog>
    }
}

/// Does what a key asks for that holds in every view.
fn press(store: Store, event: &KeyboardEvent, is_open: bool, is_told: StoredValue<bool>) {
    let stroke = Stroke::from(event);
    if stroke.is_find() && !is_told.get_value() && has_rows_out_of_sight() {
        is_told.set_value(true);
        store::say(store, |texts: Texts| texts.help_browser_search());
    }
    if is_typing(event) || is_open {
        return;
    }
    match stroke.command().as_deref() {
        Some("?") => store.is_help_open.set(true),
        Some("/") => {
            let search = document().query_selector("input[type=search]").ok().flatten();
            if let Some(search) = search.and_then(|search| search.dyn_into::<HtmlElement>().ok()) {
                event.prevent_default();
                // A field that cannot take the focus is one that is not shown.
                let _ = search.focus();
            }
        }
        _ => {}
    }
}

/// Whether a long table is on screen of which only some rows are there for the browser's own search.
fn has_rows_out_of_sight() -> bool {
    let Ok(Some(table)) = document().query_selector("table[aria-rowcount]") else { return false };
    let n_rows = table.get_attribute("aria-rowcount").and_then(|n| n.parse::<u32>().ok()).unwrap_or(0);
    // The head is a row as well.
    let n_here = table.query_selector_all("tr[aria-rowindex]").map_or(0, |rows| rows.length());
    n_here < n_rows
}
