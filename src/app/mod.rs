//! The page: state, actions, views and their parts.

mod actions;
mod listing;
mod parts;
mod reactive;
mod state;
mod theme;
mod views;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::frame;
use crate::model::SessionKind;
use crate::route::{Page, Part};
use parts::{header, help, notices};
use reactive::{part, text, when};
use state::{Screen, State};

/// The sample data is the same for everybody.
const SAMPLE_SEED: u64 = 365;
/// How often "now" moves. Open bars grow and ages are told by it.
const TICK_MS: i32 = 1_000;

/// Shows the page in the document's body.
pub fn start() {
    mount_to_body(page);
    if let Some(boot) = document().get_element_by_id("boot") {
        boot.remove();
    }
}

/// The whole page.
fn page() -> AnyView {
    let state = State::new(frame::now());
    let theme = theme::keep(state);
    let follow = window_event_listener(leptos::ev::hashchange, move |_| actions::follow_address(state));
    on_cleanup(move || follow.remove());
    // What leaves the screen takes the token along: a page that comes back from the browser's cache asks anew.
    let hide = window_event_listener(leptos::ev::pagehide, move |_| actions::connect::drop_token(state));
    on_cleanup(move || hide.remove());
    keep_time(state);
    spawn_local(async move {
        actions::read_config(state).await;
        actions::follow_address(state);
    });
    view! {
        <div class="page">
            {when(move || !state.route.read().params.hides(Part::Nav), move || header::header(state))}
            <main id="main">
                {notices::notices(state)}
                {part(move || {
                    Some(match state.screen.get() {
                        Screen::Blank => return None,
                        Screen::Connect { proposed } => untrack(|| views::connect::connect(state, proposed.as_deref())),
                        Screen::View(Page::JobSessions) => views::sessions::sessions(state, SessionKind::Job),
                        Screen::View(Page::DataRetrieval) => views::sessions::sessions(state, SessionKind::DataRetrieval),
                        Screen::View(Page::Session(..)) => views::session::session(state, theme),
                        Screen::View(Page::File) => views::file::file(state, theme),
                        Screen::View(page) => views::nothing::nothing(state, &page),
                    })
                })}
            </main>
            {help::help(state)}
            {part(move || state.toast.get().map(|toast| view! { <div class="toast text">{toast}</div> }.into_any()))}
            <div class="unseen" role="status">{text(move || state.toast.get().unwrap_or_default())}</div>
        </div>
    }
    .into_any()
}

fn keep_time(state: State) {
    spawn_local(async move {
        loop {
            frame::sleep(TICK_MS).await;
            if !document().hidden() {
                state.now.set(frame::now());
            }
        }
    });
}
