//! Buttons: with a word for a face, the one that a view is for, and with a sign.

use crate::app::ui::view;
use leptos::prelude::*;

/// A button with a word for a face.
#[component]
pub fn Button(
    /// Its face.
    #[prop(into)]
    name: Signal<String>,
    /// What a click does.
    #[prop(into)]
    on_click: Callback<()>,
) -> impl IntoView {
    view! { <button type="button" on:click=move |_| on_click.run(())>{name}</button> }
}

/// The button that does what the view is for.
#[component]
pub fn MainButton(
    /// Its face.
    #[prop(into)]
    name: Signal<String>,
    /// What a click does.
    #[prop(into)]
    on_click: Callback<()>,
) -> impl IntoView {
    view! { <button type="button" class="button--main" on:click=move |_| on_click.run(())>{name}</button> }
}

/// A button whose face is a sign: its title says what it does, to eye and ear.
#[component]
pub fn SignButton(
    /// Its face.
    face: &'static str,
    /// What it does.
    #[prop(into)]
    title: Signal<String>,
    /// What a click does.
    #[prop(into)]
    on_click: Callback<()>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            title=move || title.get()
            aria-label=move || title.get()
            on:click=move |_| on_click.run(())
        >
            {face}
        </button>
    }
}
