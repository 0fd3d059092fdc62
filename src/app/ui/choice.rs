//! A field to choose one of several.

use crate::app::signals::effect;
use crate::app::ui::view;
use leptos::prelude::*;

/// What can be chosen: its value, and the words for it.
pub type Offer = (String, String);

/// The field. What is chosen follows `value`, whatever the person did before.
#[component]
pub fn Choice(
    /// Its id, for a label or the focus.
    #[prop(optional)]
    id: Option<&'static str>,
    /// Its class.
    #[prop(optional)]
    class: Option<&'static str>,
    /// Its name, where no label says it.
    #[prop(optional, into)]
    name: Option<Signal<String>>,
    /// What it is for, on hover.
    #[prop(optional, into)]
    title: Option<Signal<String>>,
    /// In their order.
    #[prop(into)]
    offers: Signal<Vec<Offer>>,
    /// The one that is chosen.
    #[prop(into)]
    value: Signal<String>,
    /// Takes what the person chooses.
    #[prop(into)]
    on_choose: Callback<String>,
) -> impl IntoView {
    let field = NodeRef::<leptos::html::Select>::new();
    let options = move || {
        // A choice holds only once what is chosen can be found in the field.
        effect(move || {
            if let Some(field) = field.get() {
                field.set_value(&value.get());
            }
        });
        let chosen = value.get_untracked();
        let option = |(value, words): Offer| view! { <option selected=value == chosen value=value>{words}</option> };
        offers.get().into_iter().map(option).collect_view()
    };
    view! {
        <select
            id=id
            class=class
            aria-label=move || name.map(|name| name.get())
            title=move || title.map(|title| title.get())
            node_ref=field
            on:change=move |event| {
                on_choose.run(event_target_value(&event));
                // Some browsers take the focus away once a mouse has chosen; a keyboard goes on from here,
                // but for one that is elsewhere already.
                let _ = request_animation_frame(move || {
                    if let Some(field) = field.try_get_untracked().flatten()
                        && focus_is_nowhere()
                    {
                        let _ = field.focus();
                    }
                });
            }
        >
            {move || options()}
        </select>
    }
}

/// Whether no element of the page has the focus: browsers say then that its body has it.
fn focus_is_nowhere() -> bool {
    let document = document();
    document.active_element().is_none_or(|active| document.body().is_some_and(|body| *active == **body))
}
