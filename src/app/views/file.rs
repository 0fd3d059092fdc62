//! Open a saved answer from a file: by picking, or by dropping it on the page.

use leptos::html;
use leptos::prelude::*;

use super::session;
use crate::app::actions::file as act;
use crate::app::reactive::{Value, on, text, when};
use crate::app::state::{Opened, State};

/// The view: the drop field, and below it what was opened.
pub(crate) fn file(state: State, theme: Value<u32>) -> AnyView {
    let field = NodeRef::<html::Input>::new();
    let zone = NodeRef::<html::Section>::new();
    let mark = move |is_over: bool| {
        if let Some(zone) = zone.get_untracked() {
            zone.set_class_name(if is_over { "drop drop--over" } else { "drop" });
        }
    };
    let drop = on(move |event: leptos::ev::DragEvent| {
        event.prevent_default();
        mark(false);
        act::open_dropped(state, &event);
    });
    let over = on(move |event: leptos::ev::DragEvent| {
        event.prevent_default();
        mark(true);
    });
    let leave = on(move |_: leptos::ev::DragEvent| mark(false));
    let pick = on(move |_: leptos::ev::Event| {
        if let Some(field) = field.get_untracked() {
            act::open_chosen(state, &field);
        }
    });
    view! {
        <section
            class="drop" node_ref=zone aria-label="Open a saved file"
            on:dragover=over on:dragleave=leave on:drop=drop
        >
            <h1>"Open a saved file"</h1>
            <p class="soft">
                "A server’s answer to …/LogItems, …/log, or one of its pages, saved as JSON. It is read in this page and goes nowhere."
            </p>
            <label class="button">
                "Choose a file"
                <input class="unseen" type="file" accept=".json,application/json,text/plain" node_ref=field on:change=pick />
            </label>
            <p class="field__bad text" role="alert">{text(move || state.file_complaint.get())}</p>
        </section>
        {when(
            move || matches!(*state.open.opened.read(), Opened::File(_)),
            move || session::session(state, theme),
        )}
    }
    .into_any()
}
