//! The map of keys, on `?`.

use leptos::prelude::document;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlDialogElement, HtmlElement, KeyboardEvent};

use crate::app::dom::{El, button, div, el, el_of, keep, plain, span};
use crate::app::reactive::effect;
use crate::app::state::State;
use crate::browser::frame::Listener;

const KEYS: [(&str, &str); 22] = [
    ("?", "this map"),
    ("/", "search"),
    ("↑ ↓", "previous, next item; in a table: row"),
    ("Home End", "first, last item"),
    ("Enter", "in a table of sessions: open the session"),
    ("Esc", "let go of the range, then of the item; close"),
    ("n p", "next, previous failure"),
    ("w W", "next, previous warning"),
    ("r R", "next, previous running item"),
    ("h H", "next, previous item found by search and filters"),
    ("g G", "next, previous stretch in which nothing runs"),
    ("b", "draw long stretches in which nothing runs short"),
    ("← → or a d", "move the window"),
    ("+ −", "zoom"),
    ("Shift and ← →", "choose a range; s: that of the item"),
    ("z", "zoom to the range, or to the item"),
    ("0 or f", "show the whole session"),
    ("[ ]", "back and forward through windows"),
    ("wheel or pinch", "zoom at the pointer; with Shift: move; with Alt: scroll tall rows"),
    ("drag", "move the window; with Shift: choose a range"),
    ("double click", "show the whole session"),
    ("overview", "drag there to choose the window"),
];

/// The dialog.
pub(crate) fn help(state: State) -> El {
    keep(Listener::new(&document(), "keydown", move |event| press(state, &event.unchecked_into())));
    let rows = KEYS.map(|(key, what)| el("tr").child(el("td").child(plain("kbd", key))).child(plain("td", what)));
    let close = move || state.is_help_open.set_if_new(false);
    let dialog = el_of("dialog", "dialog")
        .attr("aria-label", "Keys")
        .on("close", move |_| close())
        .child(
            div("bar")
                .child(plain("h2", "Keys and gestures"))
                .child(span("bar__end", "").child(button("Close", close))),
        )
        .child(el("table").child(el("tbody").children(rows)));
    let node: HtmlDialogElement = dialog.node();
    effect(move || {
        if state.is_help_open.get() {
            // Refused only while it is open already.
            let _ = node.show_modal();
        } else {
            node.close();
        }
    });
    dialog
}

/// Keys that hold in every view.
fn press(state: State, event: &KeyboardEvent) {
    let is_typing = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok())
        .is_some_and(|element| matches!(element.tag_name().as_str(), "INPUT" | "SELECT" | "TEXTAREA"));
    if is_typing || event.ctrl_key() || event.meta_key() || event.alt_key() {
        return;
    }
    match event.key().as_str() {
        "?" => state.is_help_open.set(true),
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
