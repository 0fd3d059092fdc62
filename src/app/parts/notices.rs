//! What the page has to say about the address, the configuration or the last action.

use leptos::prelude::*;
use super::text::lines;
use crate::app::actions::life;
use crate::app::dom::{El, button, div, span};
use crate::app::state::State;

/// The notices, with a way to put them away.
pub(crate) fn notices(state: State) -> Option<El> {
    let notices = state.notices.get();
    (!notices.is_empty()).then(|| {
        div("notice notice--warn")
            .attr("role", "alert")
            .child(lines(notices))
            .child(button("Close", move || state.notices.set(Vec::new())))
    })
}

/// The page is about to sign out for lack of use; any key or click says that somebody is there.
pub(crate) fn idle_warning(state: State) -> El {
    let seconds = move || state.idle_left.get().map(|left| format!(" ({left} s)")).unwrap_or_default();
    div("notice notice--warn")
        .attr("role", "alert")
        .say("Signing out soon, because nobody does anything here: the token and all data will be forgotten.")
        .child(span("", "").attr("aria-hidden", "true").text_with(seconds))
        .child(button("Stay signed in", move || life::use_page(state)))
}
