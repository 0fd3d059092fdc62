//! The map of keys, on `?`.

use crate::app::ui::set::SetIfNew as _;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlDialogElement, HtmlElement, KeyboardEvent};

use super::report;
use crate::app::dom::{El, button, div, el_of, keep, plain, span};
use crate::app::store::Store;
use crate::browser::frame::Listener;

/// The dialog.
pub(crate) fn help(store: Store) -> El {
    keep(Listener::new(&document(), "keydown", move |event| press(store, &event.unchecked_into())));
    let close = move || store.is_help_open.set_if_new(false);
    let dialog = el_of("dialog", "dialog")
        .attr_said("aria-label", "Keys")
        .on("close", move |_| close())
        .child(
            div("bar")
                .child(plain("h2", "Keys and gestures"))
                .child(span("bar__end", "").child(button("Close", close))),
        )
        .child(report::report(store, "", store.desk.keys));
    let node: HtmlDialogElement = dialog.node();
    Effect::new(move || {
        if store.is_help_open.get() {
            // Refused only while it is open already.
            let _ = node.show_modal();
        } else {
            node.close();
        }
    });
    dialog
}

/// Keys that hold in every view.
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
