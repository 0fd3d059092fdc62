//! A figure that says what it means.

use crate::app::ui::view;
use leptos::prelude::*;

/// A text with its definition: on hover and focus for the eye, behind the text for the ear.
#[component]
pub(crate) fn Term(
    /// What is read.
    #[prop(into)]
    text: Signal<String>,
    /// What it means, a sentence.
    #[prop(into)]
    definition: Signal<String>,
) -> impl IntoView {
    view! {
        <dfn tabindex="0" data-tip=move || definition.get()>
            {text}
            <span class="unseen">{move || [": ", &definition.get()].concat()}</span>
        </dfn>
    }
}
