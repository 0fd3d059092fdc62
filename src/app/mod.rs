//! The page: state, actions, views and their parts.

mod actions;
mod parts;
mod state;
mod theme;
mod views;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::{fragment, frame};
use crate::model::SessionKind;
use crate::route::{Page, Part};
use parts::{header, help, notices};
use state::{Screen, State};

/// The sample data is the same for everybody.
const SAMPLE_SEED: u64 = 365;
/// How often "now" moves. Open bars grow and ages are told by it.
const TICK_MS: i32 = 1_000;

/// Shows the page in the document's body.
pub fn start() {
    mount_to_body(App);
    if let Some(boot) = document().get_element_by_id("boot") {
        boot.remove();
    }
}

#[component]
fn App() -> impl IntoView {
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
    let hides = move |part: Part| state.route.read().params.hides(part);
    view! {
        <div class="page">
            <Show when=move || !hides(Part::Nav)>{header::header(state)}</Show>
            <main id="main">
                {notices::notices(state)}
                {move || match state.screen.get() {
                    Screen::Connect { proposed } => views::connect::connect(state, proposed.as_deref()).into_any(),
                    Screen::View(Page::JobSessions) => views::sessions::sessions(state, SessionKind::Job).into_any(),
                    Screen::View(Page::DataRetrieval) => {
                        views::sessions::sessions(state, SessionKind::DataRetrieval).into_any()
                    }
                    Screen::View(Page::Session(..)) => views::session::session(state, theme).into_any(),
                    Screen::View(Page::File) => views::file::file(state, theme).into_any(),
                    Screen::View(page) => views::nothing::nothing(state, &page).into_any(),
                }}
            </main>
            {help::help(state)}
            {move || state.toast.get().map(|toast| view! { <div class="toast text">{toast}</div> })}
            <div class="unseen" role="status" aria-live="polite">{move || state.toast.get()}</div>
        </div>
    }
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
    if fragment::is_framed() {
        state.notices.update(Vec::clear);
    }
}
