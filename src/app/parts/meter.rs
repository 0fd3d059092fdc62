//! How much is loaded, whether that is all, and what can be done about it. Always in view.

use leptos::prelude::*;

use super::{fault, token_prompt};
use crate::api::LoadState;
use crate::app::state::{Connection, State};
use crate::format;
use crate::model::Timestamp;

/// What the meter's buttons do.
#[derive(Clone, Copy)]
pub(crate) struct Controls {
    pub(crate) stop: fn(State),
    pub(crate) resume: fn(State),
    pub(crate) reload: fn(State),
}

/// The line with its buttons.
pub(crate) fn meter(
    state: State,
    load: RwSignal<Option<LoadState>>,
    as_of: RwSignal<Option<Timestamp>>,
    what: (&'static str, &'static str),
    controls: Option<Controls>,
) -> impl IntoView {
    let line = move || {
        let rows = |n: usize| format::counted(n, what.0, what.1);
        match load.get() {
            None => String::new(),
            Some(LoadState::Loading { n_rows }) => format!("{} loaded, loading more …", rows(n_rows)),
            Some(LoadState::Waiting { n_rows, ms, attempt, .. }) => format!(
                "{} loaded; the server did not answer well, attempt {attempt} follows in {} s",
                rows(n_rows),
                ms.div_ceil(1000)
            ),
            Some(LoadState::NeedsToken { n_rows }) => format!("{} loaded, more exist; a new token is needed", rows(n_rows)),
            Some(LoadState::Stopped { n_rows }) => format!("{} loaded, stopped; more may exist", rows(n_rows)),
            Some(LoadState::Failed { n_rows, .. }) => format!("{} loaded, not all", rows(n_rows)),
            Some(LoadState::Complete { n_rows }) => format!("{}, all loaded", rows(n_rows)),
            Some(LoadState::Doubtful { n_rows, why }) => format!("{} loaded, may be incomplete: {why}", rows(n_rows)),
        }
    };
    let time = move || {
        as_of.get().map(|at| format!("as of {}", format::time_with(at, state.offset(at), 0)))
    };
    let buttons = move || {
        let Controls { stop, resume, reload } = controls?;
        let button = |name: &'static str, act: fn(State)| {
            view! { <button type="button" class="no-print" on:click=move |_| act(state)>{name}</button> }.into_any()
        };
        Some(match load.get()? {
            LoadState::Loading { .. } | LoadState::Waiting { .. } => button("Stop", stop),
            LoadState::Stopped { .. } => button("Continue", resume),
            LoadState::Failed { .. } => button("Try again", resume),
            LoadState::Complete { .. } | LoadState::Doubtful { .. } => button("Refresh", reload),
            LoadState::NeedsToken { .. } => return None,
        })
    };
    view! {
        <span class="meter"><span role="status">{line}</span> <span>{time}</span> {buttons}</span>
    }
}

/// What went wrong with a load, or the prompt for a token that it waits for.
pub(crate) fn trouble(state: State, load: RwSignal<Option<LoadState>>, resume: fn(State)) -> impl IntoView {
    // Only the kind of trouble is followed: a count that moves must not build the panel anew.
    let trouble = Memo::new(move |_| match load.get() {
        Some(LoadState::NeedsToken { .. }) => Some(None),
        Some(LoadState::Failed { fault, n_rows }) => Some(Some((fault, n_rows > 0))),
        _ => None,
    });
    move || match trouble.get()? {
        None => Some(token_prompt::token_prompt(state).into_any()),
        Some((fault, has_answered)) => {
            let Connection::Server(server) = state.connection.get() else { return None };
            let explanation = fault::explain(state, &fault, &server, has_answered);
            let again = view! { <button type="button" class="button--main" on:click=move |_| resume(state)>"Try again"</button> };
            Some(fault::panel(state, explanation, again).into_any())
        }
    }
}
