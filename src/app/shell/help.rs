//! The dialog with the map of keys, on `?`, and the keys that hold in every view.

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement, KeyboardEvent};

use super::KeyMap;
use crate::app::signals::{SetIfNew as _, keep};
use crate::app::store::Store;
use crate::app::ui::Button;
use crate::browser::frame::Listener;

/// The dialog.
#[component]
pub(crate) fn Help() -> impl IntoView {
    let store = expect_context::<Store>();
    let texts = store.texts;
    keep(Listener::new(&document(), "keydown", move |event| press(store, &event.unchecked_into())));
    let close = move || store.is_help_open.set_if_new(false);
    let dialog = NodeRef::<leptos::html::Dialog>::new();
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
        <dialog class="dialog" aria-label=move || texts.get().help_title() node_ref=dialog on:close=move |_| close()>
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
fn press(store: Store, event: &KeyboardEvent) {
    let is_typing = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok())
        .is_some_and(|element| matches!(element.tag_name().as_str(), "INPUT" | "SELECT" | "TEXTAREA"));
    if is_typing || event.ctrl_key() || event.meta_key() || event.alt_key() {
        return;
    }
    match event.key().as_str() {
        "?" => store.is_help_open.set(true),
        "/" => {
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
