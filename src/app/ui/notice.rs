//! Panels that say something at once, and the lines in them.

use crate::app::ui::view;
use leptos::prelude::*;

/// A panel, which is read out as soon as it is there.
#[component]
pub fn Notice(
    /// Whether something went wrong, in place of something to know.
    #[prop(optional)]
    is_bad: bool,
    /// Whether it is read out at once.
    #[prop(default = true)]
    is_alert: bool,
    /// What it says.
    children: Children,
) -> impl IntoView {
    let class = if is_bad { "notice notice--bad" } else { "notice notice--warn" };
    view! {
        <div class=class role=is_alert.then_some("alert")>
            {children()}
        </div>
    }
}

/// What there is to say, one line each.
#[component]
pub fn Lines(
    /// The lines.
    #[prop(into)]
    lines: Signal<Vec<String>>,
) -> impl IntoView {
    let lines = move || lines.get().into_iter().map(|line| view! { <li class="text">{line}</li> }).collect_view();
    view! { <ul>{move || lines()}</ul> }
}
