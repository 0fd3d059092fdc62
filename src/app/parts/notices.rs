//! What the page has to say about the address, the configuration or the last action.

use leptos::prelude::*;

use crate::app::state::State;

/// The notices, with a way to put them away.
pub(crate) fn notices(state: State) -> impl IntoView {
    move || {
        let notices = state.notices.get();
        (!notices.is_empty()).then(|| {
            view! {
                <div class="notice notice--warn" role="alert">
                    <ul>{notices.into_iter().map(|notice| view! { <li class="text">{notice}</li> }).collect_view()}</ul>
                    <button type="button" on:click=move |_| state.notices.update(Vec::clear)>"Close"</button>
                </div>
            }
        })
    }
}
