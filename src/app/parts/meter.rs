//! How much is loaded, whether that is all, and what can be done about it. Always in view.

use super::fault;
use crate::api::{Fault, LoadState};
use crate::app::dom::{El, button, main_button, span};
use crate::app::store::{Connection, LoadValue, Screen, Store, Trouble};
use crate::app::store::{answers, connect, follow};
use crate::format;
use crate::model::Timestamp;
use crate::route::Page;
use leptos::prelude::*;

/// What the meter's buttons do.
#[derive(Clone, Copy)]
pub(crate) struct Controls {
    pub(crate) stop: fn(Store),
    pub(crate) resume: fn(Store),
    /// Nothing where there is nothing newer to be had.
    pub(crate) reload: Option<fn(Store)>,
}

/// The line with its buttons. `what` is one row and several, in words.
pub(crate) fn meter(
    store: Store,
    load: LoadValue,
    what: (&'static str, &'static str),
    Controls { stop, resume, reload }: Controls,
) -> El {
    span("meter", "")
        .child(span("", "").attr("role", "status").say_with(move || line(load, what)))
        .child(span("", "").say_with(move || as_of(store, load.as_of.get())))
        .part(move || {
            let (name, act) = match load.state.read().as_ref()? {
                LoadState::Loading { .. } | LoadState::Waiting { .. } => ("Stop", stop),
                LoadState::Stopped { .. } => ("Continue", resume),
                LoadState::Failed { .. } => ("Try again", resume),
                LoadState::Complete { .. } | LoadState::Doubtful { .. } => ("Refresh", reload?),
                LoadState::NeedsToken { .. } => return None,
            };
            Some(button(name, move || act(store)))
        })
        .when(move || follow::is_possible(store), move || following(store))
}

/// Whether what is new comes by itself, and the way to pause that.
fn following(store: Store) -> El {
    let is_on = move || !store.follow.is_paused.get();
    let trouble = move || {
        if store.follow.has_failed.get() { "The last look for news failed; another one follows." } else { "" }
            .to_owned()
    };
    let toggle = button("Follow", move || follow::toggle(store))
        .attr_said("title", "While this is on, new rows and results come by themselves")
        .attr_with("aria-pressed", move || Some(is_on().to_string()));
    span("", "").child(toggle).child(span("soft", "").attr("role", "status").say_with(trouble))
}

fn line(load: LoadValue, what: (&str, &str)) -> String {
    let rows = |n: usize| format::counted(n, what.0, what.1);
    match load.state.read().as_ref() {
        None => String::new(),
        Some(LoadState::Loading { n_rows }) => format!("{} loaded, loading more …", rows(*n_rows)),
        Some(LoadState::Waiting { n_rows, ms, attempt, .. }) => format!(
            "{} loaded; the server did not answer well, attempt {attempt} follows in {} s",
            rows(*n_rows),
            ms.div_ceil(1000)
        ),
        Some(LoadState::NeedsToken { n_rows }) => {
            format!("{} loaded, more exist; a new token is needed", rows(*n_rows))
        }
        Some(LoadState::Stopped { n_rows }) => format!("{} loaded, stopped; more may exist", rows(*n_rows)),
        Some(LoadState::Failed { n_rows, .. }) => format!("{} loaded, not all", rows(*n_rows)),
        Some(LoadState::Complete { n_rows }) => format!("{}, all loaded", rows(*n_rows)),
        Some(LoadState::Doubtful { n_rows, why }) => format!("{} loaded, may be incomplete: {why}", rows(*n_rows)),
    }
}

fn as_of(store: Store, at: Option<Timestamp>) -> String {
    at.map(|at| format!("as of {}", format::time_with(at, store.offset(at), 0))).unwrap_or_default()
}

/// What went wrong with a load, or the prompt for a token that it waits for. A count that moves does not build it anew.
pub(crate) fn trouble(store: Store, load: LoadValue, resume: fn(Store)) -> Option<El> {
    match load.trouble.get()? {
        // The page asks for it, once for all that waits.
        Trouble::NeedsToken => None,
        Trouble::Failed { fault, has_answered } => {
            let Connection::Server(server) = store.connection.get() else { return None };
            let told = answers::explain(store, &fault, &server, has_answered);
            let is_of_list = !matches!(&*store.screen.read_untracked(), Screen::View(Page::Session(..)));
            let button = if is_of_list && matches!(fault, Fault::NotFound { .. }) {
                main_button("Use a version that answers", move || connect::change_version(store))
            } else {
                main_button("Try again", move || resume(store))
            };
            Some(fault::panel(store, told, button))
        }
    }
}
