//! How much is loaded, whether that is all, and what can be done about it. Always in view.

use leptos::prelude::*;

use super::{Button, speak};
use crate::app::ui::show::Show;
use crate::app::ui::view;
use crate::texts::Texts;

/// The line with its buttons.
#[component]
pub fn Meter(
    /// The language.
    #[prop(into)]
    texts: Signal<Texts>,
    /// How much is loaded, and whether that is all.
    #[prop(into)]
    line: Signal<String>,
    /// As of when; empty before anything came.
    #[prop(into)]
    as_of: Signal<String>,
    /// The face of the button that stops, goes on or begins anew; nothing where there is nothing to do.
    #[prop(into)]
    button: Signal<Option<String>>,
    /// What that button does.
    #[prop(into)]
    on_click: Callback<()>,
    /// Whether what is new comes by itself; nothing where nothing new can come.
    #[prop(into)]
    follows: Signal<Option<bool>>,
    /// Whether the last look for news failed.
    #[prop(into)]
    has_failed: Signal<bool>,
    /// Pauses following, or goes on with it.
    #[prop(into)]
    on_follow: Callback<()>,
) -> impl IntoView {
    speak(move || line.get());
    view! {
        <span class="meter">
            <span>{line}</span>
            <span>{as_of}</span>
            <Show when=move || button.read().is_some()>
                <Button name=move || button.get().unwrap_or_default() on_click=on_click />
            </Show>
            <Show when=move || follows.read().is_some()>
                <Follow texts=texts is_on=move || follows.get() == Some(true) has_failed=has_failed on_click=on_follow />
            </Show>
        </span>
    }
}

/// Whether what is new comes by itself, and the way to pause that.
#[component]
fn Follow(
    texts: Signal<Texts>,
    #[prop(into)] is_on: Signal<bool>,
    has_failed: Signal<bool>,
    on_click: Callback<()>,
) -> impl IntoView {
    let trouble = move || if has_failed.get() { texts.get().common_follow_trouble() } else { String::new() };
    speak(trouble);
    view! {
        <span>
            <button
                type="button"
                title=move || texts.get().common_follow_title()
                aria-pressed=move || is_on.get().to_string()
                on:click=move |_| on_click.run(())
            >
                {move || texts.get().common_follow()}
            </button>
            <span class="soft">{trouble}</span>
        </span>
    }
}
