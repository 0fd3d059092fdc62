//! Open a saved answer from a file: by picking, by dropping it on the page, or by pasting its text.

mod found;
mod how;

use leptos::prelude::*;

use self::found::InFile;
use self::how::How;
use crate::app::signals::keep;
use crate::app::store::{Opened, Store, file as act};
use crate::app::ui::show::Show;
use crate::app::ui::view;
use crate::browser::frame::Listener;
use wasm_bindgen::JsCast as _;

/// What can be picked.
const KINDS: &str = ".json,.gz,.tapeline,.har,.csv,.jsonl,.ndjson,.txt,.log,application/json,text/plain,text/csv";

/// The view: the drop field, and below it what was opened.
#[component]
pub(crate) fn File(
    /// The session that a file holds.
    children: ChildrenFn,
) -> impl IntoView {
    let store = expect_context::<Store>();
    keep(Listener::new(&document(), "paste", move |event| {
        act::open_pasted(store, &event.unchecked_into());
    }));
    let is_opened = move || matches!(*store.open.opened.read(), Opened::File(_));
    view! {
        <div class="view">
            <DropField />
            <InFile />
            <Show when=is_opened>{children()}</Show>
        </div>
    }
}

#[component]
fn DropField() -> impl IntoView {
    let store = expect_context::<Store>();
    let texts = store.texts;
    let is_over = RwSignal::new(false);
    let complaint = move || store.file_complaint.get().map(|complaint| complaint.say(texts.get()));
    view! {
        <section
            class=move || if is_over.get() { "drop drop--over" } else { "drop" }
            aria-label=move || texts.get().file_title()
            on:dragover=move |event| {
                event.prevent_default();
                is_over.set(true);
            }
            on:dragleave=move |_| is_over.set(false)
            on:drop=move |event| {
                event.prevent_default();
                is_over.set(false);
                act::open_dropped(store, &event);
            }
        >
            <h1>{move || texts.get().file_title()}</h1>
            <p class="soft">{move || texts.get().file_about()}</p>
            <label class="button">
                {move || texts.get().file_choose()}
                <input
                    class="unseen"
                    type="file"
                    multiple=true
                    accept=KINDS
                    on:change=move |event| act::open_chosen(store, &event_target(&event))
                />
            </label>
            <p class="field__bad text" role="alert">{complaint}</p>
            <How />
        </section>
    }
}
