//! The search box.

use crate::app::ui::view;
use leptos::prelude::*;

/// A field to search in what is shown. The key `/` leads to it from everywhere.
#[component]
pub fn Search(
    /// What is searched.
    #[prop(into)]
    name: Signal<String>,
    /// What is searched for.
    #[prop(into)]
    value: Signal<String>,
    /// Takes what the person types.
    #[prop(into)]
    on_input: Callback<String>,
    /// Enter: to the next hit, or with Shift (`true`) to the one before.
    #[prop(optional, into)]
    on_enter: Option<Callback<bool>>,
    /// Leads to the field.
    #[prop(optional)]
    node: NodeRef<leptos::html::Input>,
) -> impl IntoView {
    view! {
        <input
            type="search"
            node_ref=node
            aria-label=move || name.get()
            placeholder=move || name.get()
            autocomplete="off"
            spellcheck="false"
            prop:value=move || value.get()
            on:input=move |event| on_input.run(event_target_value(&event))
            on:keydown=move |event| {
                if let Some(on_enter) = on_enter.filter(|_| event.key() == "Enter") {
                    on_enter.run(event.shift_key());
                }
            }
        />
    }
}
