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
use actions::life;
use dom::{El, div, el, keep};
use parts::{header, help, notices, strip, token_prompt};
use reactive::Value;
use state::{Screen, State};

/// How often "now" moves. Open bars grow and ages are told by it.
const TICK_MS: i32 = 1_000;

/// Shows the page in the document's body.
pub fn start() {
    // Set once; a second start of the same page would find it set already.
    let _ = Executor::init_wasm_bindgen();
    // Effects belong to an owner; the page's lives as long as the page.
    let owner = Owner::new();
    owner.set();
    let state = State::new(frame::now());
    let theme = theme::keep(state);
    act(state);
    if let Some(body) = dom::body() {
        // Built anew in another language. What the page knows is in its state.
        body.part(move || {
            state.lang.get()?;
            if let Some(boot) = document().get_element_by_id("boot") {
                boot.remove();
            }
            Some(untrack(|| page(state, theme)))
        });
    }
    std::mem::forget(owner);
}

/// What goes on as long as the page is there.
fn act(state: State) {
    keep(Listener::new(&window(), "pagehide", move |_| life::leave_page(state)));
    for (target, name) in
        [(&window(), "pageshow"), (&document(), "visibilitychange")] as [(&web_sys::EventTarget, _); 2]
    {
        keep(Listener::new(target, name, move |_| life::come_back(state)));
    }
    for name in ["pointerdown", "keydown", "wheel"] {
        keep(Listener::new(&window(), name, move |_| life::use_page(state)));
    }
    keep(actions::watch_policy());
    keep_time(state);
    actions::lang::keep(state);
    actions::watch_zone(state);
    actions::draw::keep_drawn(state);
    actions::desk::keep_answered(state);
    actions::desk::keep_set(state);
    spawn_local(async move {
        let problems = actions::read_config(state).await;
        life::restore(state);
        actions::portal::ask(state);
        actions::follow_address(state);
        state.notices.update(|notices| notices.extend(problems));
        // Not before the first address was read: two readers would take each other's notices away.
        std::mem::forget(Listener::new(&window(), "hashchange", move |_| actions::follow_address(state)));
    });
}

/// The whole page.
fn page(state: State, theme: Value<u32>) -> El {
    let main = el("main")
        .attr("id", "main")
        .when(move || state.idle_left.read().is_some(), move || notices::idle_warning(state))
        .when(move || life::needs_token(state), move || token_prompt::token_prompt(state))
        .part(move || notices::notices(state))
        .part(move || {
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
        .part(move || state.toast.get().map(|toast| div("toast text").attr("aria-hidden", "true").say(&toast)))
        .child(div("unseen").attr("role", "status").say_with(toast));
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
        Screen::View(Page::Find) => views::desk::find(state),
        Screen::View(Page::Compare(..)) => views::desk::compare(state),
        Screen::View(page) => views::nothing::nothing(state, &page),
    })
}

fn keep_time(state: State) {
    spawn_local(async move {
        loop {
            frame::sleep(TICK_MS).await;
            life::look_at_clock(state);
            actions::follow::tick(state);
        }
    });
}
