//! A part of a view that is made once somebody wants to see it.

use leptos::prelude::*;

/// A title, and what is under it while it is open. It begins closed.
#[component]
pub fn OnDemand(
    /// What it says of itself.
    #[prop(into)]
    title: Signal<String>,
    /// Whether it is open.
    is_open: RwSignal<bool>,
    /// What is under it.
    children: Children,
) -> impl IntoView {
    is_open.set(false);
    view! {
        <details
            class="work"
            on:toggle=move |event| is_open.set(event_target::<web_sys::Element>(&event).has_attribute("open"))
        >
            <summary>{title}</summary>
            {children()}
        </details>
    }
}
