//! The page: state, actions, views and their parts.

mod actions;
mod dom;
mod listing;
mod parts;
mod reactive;
mod state;
mod theme;
mod views;

use leptos::prelude::*;
use leptos::task::spawn_local;

use any_spawner::Executor;

use crate::browser::frame::{self, Listener};
use crate::model::SessionKind;
use crate::route::{Page, Part};
use dom::{El, div, el, keep};
use parts::{header, help, notices, strip};
use reactive::Value;
use state::{Screen, State};

/// The sample data is the same for everybody.
const SAMPLE_SEED: u64 = 365;
/// How often "now" moves. Open bars grow and ages are told by it.
const TICK_MS: i32 = 1_000;

/// Shows the page in the document's body.
pub fn start() {
    // Set once; a second start of the same page would find it set already.
    let _ = Executor::init_wasm_bindgen();
    // Effects belong to an owner; the page's lives as long as the page.
    let owner = Owner::new();
    owner.set();
    if let Some(body) = document().body() {
        // Fails only for a node that holds the body.
        let _ = body.append_child(page().element());
    }
    std::mem::forget(owner);
    if let Some(boot) = document().get_element_by_id("boot") {
        boot.remove();
    }
}

/// The whole page.
fn page() -> El {
    let state = State::new(frame::now());
    let theme = theme::keep(state);
    // What leaves the screen takes the token along: a page that comes back from the browser's cache asks anew.
    keep(Listener::new(&window(), "pagehide", move |_| actions::connect::drop_token(state)));
    for name in ["pointerdown", "keydown", "wheel"] {
        keep(Listener::new(&window(), name, move |_| state.used.set(frame::now())));
    }
    keep_time(state);
    actions::draw::keep_drawn(state);
    spawn_local(async move {
        let problems = actions::read_config(state).await;
        actions::portal::ask(state);
        actions::follow_address(state);
        state.notices.update(|notices| notices.extend(problems));
        // Not before the first address was read: two readers would take each other's notices away.
        std::mem::forget(Listener::new(&window(), "hashchange", move |_| actions::follow_address(state)));
    });
    let main = el("main").attr("id", "main").part(move || notices::notices(state)).part(move || {
        let screen = state.screen.get();
        if matches!(screen, Screen::Connect { .. }) {
            // The form offers the servers of config.json, which comes after the page is there, as a portal does.
            state.config.track();
            state.portal.is_asked.track();
            state.portal.origin.track();
        }
        untrack(|| view(state, theme, screen))
    });
    let toast = move || state.toast.get().unwrap_or_default();
    let has_bar = move || !state.route.read().params.hides(Part::Nav);
    let is_embedded = move || state.route.read().params.embed;
    let page = div("page")
        .attr_with("class", move || Some(if is_embedded() { "page page--embed" } else { "page" }.to_owned()))
        .when(has_bar, move || header::header(state))
        .when(move || !has_bar() || state.portal.origin.read().is_some(), move || strip::strip(state))
        .child(main)
        .child(help::help(state))
        .part(move || state.toast.get().map(|toast| div("toast text").attr("aria-hidden", "true").text(&toast)))
        .child(div("unseen").attr("role", "status").text_with(toast));
    actions::portal::keep_told(state, page.element());
    page
}

/// What the address asks for.
fn view(state: State, theme: Value<u32>, screen: Screen) -> Option<El> {
    Some(match screen {
        Screen::Blank => return None,
        Screen::Connect { proposed } => views::connect::connect(state, proposed.as_deref()),
        Screen::View(Page::JobSessions) => views::sessions::sessions(state, SessionKind::Job),
        Screen::View(Page::DataRetrieval) => views::sessions::sessions(state, SessionKind::DataRetrieval),
        Screen::View(Page::Session(..)) => views::session::session(state, theme),
        Screen::View(Page::File) => views::file::file(state, theme),
        Screen::View(page) => views::nothing::nothing(state, &page),
    })
}

fn keep_time(state: State) {
    spawn_local(async move {
        loop {
            frame::sleep(TICK_MS).await;
            // By the clock, not by counting: a computer that slept counts nothing.
            actions::connect::sign_out_if_idle(state, frame::now());
            if !document().hidden() {
                state.now.set(frame::now());
            }
        }
    });
}
