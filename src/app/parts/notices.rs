//! What the page has to say about the address, the configuration or the last action.

use leptos::prelude::*;

use super::text::lines;
use crate::app::reactive::{View, button, part};
use crate::app::state::State;

/// The notices, with a way to put them away.
pub(crate) fn notices(state: State) -> View<Option<AnyView>> {
    part(move || {
        let notices = state.notices.get();
        (!notices.is_empty()).then(|| {
            view! {
                <div class="notice notice--warn" role="alert">
                    {lines(notices)}
                    {button("Close", move || state.notices.set(Vec::new()))}
                </div>
            }
            .into_any()
        })
    })
}
