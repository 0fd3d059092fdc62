//! Open a saved answer from a file: by picking, or by dropping it on the page.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;

use super::session;
use crate::app::actions::file as act;
use crate::app::state::{Opened, State};
use crate::browser::files;

/// The view: the drop field, and below it what was opened.
pub(crate) fn file(state: State, theme: RwSignal<u32>) -> impl IntoView {
    let complaint = RwSignal::new(String::new());
    let is_over = RwSignal::new(false);
    let field = NodeRef::<html::Input>::new();
    let open = move |file: Option<web_sys::File>| {
        if let Some(file) = file {
            complaint.set(String::new());
            act::open(state, file, move |text| complaint.set(text));
        }
    };
    let drop = move |event: leptos::ev::DragEvent| {
        event.prevent_default();
        is_over.set(false);
        open(files::dropped(event.data_transfer()));
    };
    let pick = move |_| open(field.get_untracked().as_ref().and_then(|field| files::chosen(field.unchecked_ref())));
    view! {
        <section
            class="drop" class:drop--over=move || is_over.get() aria-label="Open a saved file"
            on:dragover=move |event| { event.prevent_default(); is_over.set(true); }
            on:dragleave=move |_| is_over.set(false)
            on:drop=drop
        >
            <h1>"Open a saved file"</h1>
            <p class="soft">
                "A server’s answer to …/LogItems, …/log, or one of its pages, saved as JSON. It is read in this page and goes nowhere."
            </p>
            <label class="button">
                "Choose a file"
                <input class="unseen" type="file" accept=".json,application/json,text/plain" node_ref=field on:change=pick />
            </label>
            <p class="field__bad text" role="alert">{move || complaint.get()}</p>
        </section>
        {move || {
            matches!(state.open.opened.get(), Opened::File(_)).then(|| session::session(state, theme))
        }}
    }
}
