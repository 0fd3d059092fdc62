//! A field for a token, and where the token will go, in full, before it is given.

use leptos::attr::custom::custom_attribute;
use leptos::prelude::*;

use crate::app::ui::view;
use crate::texts::Texts;

/// Where a token will go.
#[component]
pub fn Target(
    /// The language.
    #[prop(into)]
    texts: Signal<Texts>,
    /// The origin; empty before it is known.
    #[prop(into)]
    origin: Signal<String>,
) -> impl IntoView {
    let line = move || {
        let origin = origin.get();
        if origin.is_empty() {
            return texts.get().connect_target_unknown().into_any();
        }
        view! {
            {move || texts.get().connect_target()}
            " "
            <strong>{origin}</strong>
            " "
            {move || texts.get().connect_target_after()}
        }
    };
    view! { <p class="form__target">{move || line()}</p> }
}

/// The field: nothing remembers, corrects or completes it.
#[component]
pub fn TokenInput(
    /// Its id, for a label.
    id: &'static str,
    /// The id of what describes it.
    #[prop(optional)]
    described_by: Option<&'static str>,
    /// Whether what is typed can be read.
    #[prop(optional, into)]
    is_shown: Signal<bool>,
    /// The field itself, which alone holds the token.
    field: NodeRef<leptos::html::Input>,
    /// Hears that the person types.
    #[prop(optional, into)]
    on_input: Option<Callback<()>>,
) -> impl IntoView {
    view! {
        <input
            id=id
            type=move || if is_shown.get() { "text" } else { "password" }
            autocomplete="off"
            autocapitalize="off"
            {..custom_attribute("autocorrect", "off")}
            spellcheck="false"
            aria-describedby=described_by
            node_ref=field
            on:input=move |_| {
                if let Some(on_input) = on_input {
                    on_input.run(());
                }
            }
        />
    }
}
