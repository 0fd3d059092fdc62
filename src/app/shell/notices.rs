//! What the page has to say about the address, the configuration or the last action.

use leptos::prelude::*;

use crate::app::store::{Store, life};
use crate::app::ui::show::Show;
use crate::app::ui::view;
use crate::app::ui::voice::{Spoken, answer};
use crate::app::ui::{Button, Lines, Notice};

/// The notices, with a way to put them away.
#[component]
pub(crate) fn Notices() -> impl IntoView {
    let store = expect_context::<Store>();
    let lines = move || store.notices.read().iter().map(|notice| notice.say(store.texts.get())).collect::<Vec<_>>();
    view! {
        <Show when=move || !store.notices.read().is_empty()>
            <Notice>
                <Lines lines=lines />
                <Button name=move || store.texts.get().common_close() on_click=move |()| store.notices.set(Vec::new()) />
            </Notice>
        </Show>
    }
}

/// The page is about to sign out for lack of use; any key or click says that somebody is there.
#[component]
pub(crate) fn IdleWarning() -> impl IntoView {
    let store = expect_context::<Store>();
    let texts = store.texts;
    let seconds = move || store.idle_left.get().map(|left| format!(" ({left} s)")).unwrap_or_default();
    view! {
        <Show when=move || store.idle_left.read().is_some()>
            <Notice>
                {move || texts.get().connect_idle_warning()}
                <span aria-hidden="true">{seconds}</span>
                <Button name=move || texts.get().connect_stay() on_click=move |()| life::use_page(store) />
            </Notice>
        </Show>
    }
}

/// What is said for a few seconds, to eye and ear.
#[component]
pub(crate) fn Toast() -> impl IntoView {
    let store = expect_context::<Store>();
    let toast = move || store.toast.get().map(|toast| toast.say(store.texts.get())).unwrap_or_default();
    answer(toast);
    view! {
        <Show when=move || store.toast.read().is_some()>
            <div class="toast text" aria-hidden="true">{toast}</div>
        </Show>
        <Spoken />
    }
}
