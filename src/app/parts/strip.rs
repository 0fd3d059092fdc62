//! The slim line where the bar on top is not shown, or where a portal is around: who signed in and for which server, a way
//! to sign out, the zone of every time.

use leptos::prelude::*;
use super::header;
use crate::app::actions::portal;
use crate::app::dom::{El, div, el_of, main_button, span};
use crate::app::state::{Connection, State};
use crate::route::Part;

/// The line.
pub(crate) fn strip(state: State) -> El {
    let has_bar = move || !state.route.read().params.hides(Part::Nav);
    el_of("section", "strip")
        .attr_said("aria-label", "Server")
        .child(span("text", "").say_with(move || line(state)))
        .part(move || {
            let portal = state.portal.origin.get()?;
            let words = ["Let ", &portal, " sign in"].concat();
            state.portal.is_refused.get().then(|| main_button(&words, move || portal::allow(state)))
        })
        .child(
            div("bar__end")
                .child(span("", "").say_with(move || ["Times: ", state.zone.read().name()].concat()))
                .part(move || if has_bar() { None } else { header::sign_out(state) }),
        )
}

fn line(state: State) -> String {
    let progress = state.portal.progress.get();
    let Some(portal) = state.portal.origin.get() else { return header::server(state) };
    let is_handed = state.token.get().since().is_some_and(|since| state.portal.handed.get() == Some(since));
    match *state.connection.read() {
        _ if !progress.is_empty() => progress,
        Connection::Server(_) if is_handed => ["Signed in by ", &portal, " for ", &header::server(state)].concat(),
        Connection::None if state.portal.is_refused.get() => [&portal, " cannot sign in unless you let it."].concat(),
        Connection::None => [&portal, " may sign in here."].concat(),
        _ => header::server(state),
    }
}
