//! A link that may lead nowhere.

use crate::app::ui::view;
use leptos::prelude::*;

/// A link; the text alone where there is no address.
#[component]
pub fn MaybeLink(
    /// Where it leads.
    href: Option<String>,
    /// What is read.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    match href {
        Some(href) => view! { <a href=href>{text}</a> },
        None => view! { <span>{text}</span> },
    }
}
