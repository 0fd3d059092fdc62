//! A result by shape, colour and word: never by colour alone.

use crate::app::ui::view;
use leptos::prelude::*;

/// A shape, which is not spoken, and a word. `class` colours both (style/parts.css).
#[component]
pub(crate) fn Badge(
    /// The class of its colour.
    class: &'static str,
    /// The sign in front.
    symbol: &'static str,
    /// The word.
    #[prop(into)]
    word: Signal<String>,
) -> impl IntoView {
    view! {
        <span class=class>
            <span class="status__shape" aria-hidden="true">{symbol}</span>
            <span class="text">{word}</span>
        </span>
    }
}
