//! The map of keys, on `?`.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;

use crate::app::reactive::{button, effect, on};
use crate::app::state::State;

const KEYS: [(&str, &str); 18] = [
    ("?", "this map"),
    ("/", "search"),
    ("↑ ↓", "previous, next item; in a table: row"),
    ("Home End", "first, last item"),
    ("Enter", "in a table of sessions: open the session"),
    ("Esc", "select nothing; close"),
    ("n p", "next, previous failure"),
    ("w W", "next, previous warning"),
    ("r R", "next, previous running item"),
    ("g G", "next, previous stretch in which nothing runs"),
    ("← → or a d", "move the window"),
    ("+ −", "zoom"),
    ("0 or f", "show the whole session"),
    ("[ ]", "back and forward through windows"),
    ("wheel", "zoom at the pointer; with Shift: move; with Alt: scroll tall rows"),
    ("drag", "move the window; with Shift: zoom to a range"),
    ("double click", "show the whole session"),
    ("overview", "drag there to choose the window"),
];

/// The dialog.
pub(crate) fn help(state: State) -> AnyView {
    let dialog = NodeRef::<html::Dialog>::new();
    let keys = window_event_listener(ev::keydown, move |event| {
        let is_typing = event
            .target()
            .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
            .is_some_and(|element| matches!(element.tag_name().as_str(), "INPUT" | "SELECT" | "TEXTAREA"));
        if is_typing || event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        match event.key().as_str() {
            "?" => state.is_help_open.set(true),
            "/" => {
                let search = document().query_selector("input[type=search]").ok().flatten();
                if let Some(search) = search.and_then(|search| search.dyn_into::<web_sys::HtmlElement>().ok()) {
                    event.prevent_default();
                    // A field that cannot take the focus is one that is not shown.
                    let _ = search.focus();
                }
            }
            _ => {}
        }
    });
    on_cleanup(move || keys.remove());
    effect(move || {
        let Some(dialog) = dialog.get() else { return };
        if state.is_help_open.get() {
            // Refused only while it is open already.
            let _ = dialog.show_modal();
        } else {
            dialog.close();
        }
    });
    view! {
        <dialog class="dialog" node_ref=dialog aria-label="Keys" on:close=on(move |_: ev::Event| state.is_help_open.set_if_new(false))>
            <div class="bar">
                <h2>"Keys and gestures"</h2>
                <span class="bar__end">{button("Close", move || state.is_help_open.set(false))}</span>
            </div>
            <table>
                <tbody>
                    {KEYS
                        .into_iter()
                        .map(|(key, what)| view! { <tr><td><kbd>{key}</kbd></td><td>{what}</td></tr> }.into_any())
                        .collect::<Vec<_>>()}
                </tbody>
            </table>
        </dialog>
    }
    .into_any()
}
