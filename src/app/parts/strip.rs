//! The slim line where the bar on top is not shown, or where a portal is around: who signed in and for which server, a way
//! to sign out, the zone of every time.

use super::header;
use crate::app::dom::{El, div, el_of, main_button, span};
use crate::app::store::portal;
use crate::app::store::{Connection, Store};
use crate::route::Part;
use leptos::prelude::*;

/// The line.
pub(crate) fn strip(store: Store) -> El {
    let has_bar = move || !store.route.read().params.hides(Part::Nav);
    el_of("section", "strip")
        .attr_said("aria-label", "Server")
        .child(span("text", "").say_with(move || line(store)))
        .part(move || {
            let portal = store.portal.origin.get()?;
            let words = ["Let ", &portal, " sign in"].concat();
            store.portal.is_refused.get().then(|| main_button(&words, move || portal::allow(store)))
        })
        .child(
            div("bar__end")
                .child(span("", "").say_with(move || ["Times: ", store.zone.read().name()].concat()))
                .part(move || if has_bar() { None } else { header::sign_out(store) }),
        )
}

fn line(store: Store) -> String {
    let progress = store.portal.progress.get();
    let Some(portal) = store.portal.origin.get() else { return header::server(store) };
    let is_handed = store.token.get().since().is_some_and(|since| store.portal.handed.get() == Some(since));
    match *store.connection.read() {
        _ if !progress.is_empty() => progress,
        Connection::Server(_) if is_handed => ["Signed in by ", &portal, " for ", &header::server(store)].concat(),
        Connection::None if store.portal.is_refused.get() => [&portal, " cannot sign in unless you let it."].concat(),
        Connection::None => [&portal, " may sign in here."].concat(),
        _ => header::server(store),
    }
}
