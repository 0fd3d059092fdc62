//! What the page has to say about the address, the configuration or the last action.

use super::text::lines;
use crate::app::dom::{El, button, div, span};
use crate::app::store::Store;
use crate::app::store::life;
use leptos::prelude::*;

/// The notices, with a way to put them away.
pub(crate) fn notices(store: Store) -> Option<El> {
    let notices = store.notices.get();
    (!notices.is_empty()).then(|| {
        div("notice notice--warn")
            .attr("role", "alert")
            .child(lines(notices))
            .child(button("Close", move || store.notices.set(Vec::new())))
    })
}

/// The page is about to sign out for lack of use; any key or click says that somebody is there.
pub(crate) fn idle_warning(store: Store) -> El {
    let seconds = move || store.idle_left.get().map(|left| format!(" ({left} s)")).unwrap_or_default();
    div("notice notice--warn")
        .attr("role", "alert")
        .say("Signing out soon, because nobody does anything here: the token and all data will be forgotten.")
        .child(span("", "").attr("aria-hidden", "true").text_with(seconds))
        .child(button("Stay signed in", move || life::use_page(store)))
}
