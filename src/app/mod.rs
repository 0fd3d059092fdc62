//! The page: store, actions, views and their parts.

mod dom;
mod parts;
mod store;
mod views;

use leptos::prelude::*;
use leptos::task::spawn_local;

use any_spawner::Executor;

use crate::browser::frame::{self, Listener};
use crate::model::SessionKind;
use crate::route::{Page, Part};
use dom::{El, div, el, keep};
use parts::{header, help, notices, strip, token_prompt};
use store::life;
use store::{Screen, Store};

/// How often "now" moves. Open bars grow and ages are told by it.
const TICK_MS: i32 = 1_000;

/// Shows the page in the document's body.
pub fn start() {
    // Set once; a second start of the same page would find it set already.
    let _ = Executor::init_wasm_bindgen();
    // Effects belong to an owner; the page's lives as long as the page.
    let owner = Owner::new();
    owner.set();
    let store = Store::new(frame::now());
    let theme = store::theme::keep(store);
    act(store);
    if let Some(body) = dom::body() {
        // Built anew in another language. What the page knows is in its store.
        body.part(move || {
            store.lang.get()?;
            if let Some(boot) = document().get_element_by_id("boot") {
                boot.remove();
            }
            Some(untrack(|| page(store, theme)))
        });
    }
    std::mem::forget(owner);
}

/// What goes on as long as the page is there.
fn act(store: Store) {
    keep(Listener::new(&window(), "pagehide", move |_| life::leave_page(store)));
    for (target, name) in
        [(&window(), "pageshow"), (&document(), "visibilitychange")] as [(&web_sys::EventTarget, _); 2]
    {
        keep(Listener::new(target, name, move |_| life::come_back(store)));
    }
    for name in ["pointerdown", "keydown", "wheel"] {
        keep(Listener::new(&window(), name, move |_| life::use_page(store)));
    }
    keep(store::watch_policy());
    keep_time(store);
    store::lang::keep(store);
    store::watch_zone(store);
    store::fetch_styles();
    store::draw::keep_drawn(store);
    store::answers::keep_answered(store);
    store::answers::keep_set(store);
    spawn_local(async move {
        let problems = store::read_config(store).await;
        life::restore(store);
        store::portal::ask(store);
        store::follow_address(store);
        store.notices.update(|notices| notices.extend(problems));
        // Not before the first address was read: two readers would take each other's notices away.
        std::mem::forget(Listener::new(&window(), "hashchange", move |_| store::follow_address(store)));
    });
}

/// The whole page.
fn page(store: Store, theme: RwSignal<u32>) -> El {
    let main = el("main")
        .attr("id", "main")
        .when(move || store.idle_left.read().is_some(), move || notices::idle_warning(store))
        .when(move || life::needs_token(store), move || token_prompt::token_prompt(store))
        .part(move || notices::notices(store))
        .part(move || {
            let screen = store.screen.get();
            if matches!(screen, Screen::Connect { .. }) {
                // The form offers the servers of config.json, which comes after the page is there, as a portal does.
                store.config.track();
                store.portal.is_asked.track();
                store.portal.origin.track();
            }
            untrack(|| view(store, theme, screen))
        });
    let toast = move || store.toast.get().unwrap_or_default();
    let has_bar = move || !store.route.read().params.hides(Part::Nav);
    let is_embedded = move || store.route.read().params.embed;
    let page = div("page")
        .attr_with("class", move || Some(if is_embedded() { "page page--embed" } else { "page" }.to_owned()))
        .when(has_bar, move || header::header(store))
        .when(move || !has_bar() || store.portal.origin.read().is_some(), move || strip::strip(store))
        .child(main)
        .child(help::help(store))
        .part(move || store.toast.get().map(|toast| div("toast text").attr("aria-hidden", "true").say(&toast)))
        .child(div("unseen").attr("role", "status").say_with(toast));
    store::portal::keep_told(store, page.element());
    page
}

/// What the address asks for.
fn view(store: Store, theme: RwSignal<u32>, screen: Screen) -> Option<El> {
    Some(match screen {
        Screen::Blank => return None,
        Screen::Connect { proposed } => views::connect::connect(store, proposed.as_deref()),
        Screen::View(Page::JobSessions) => views::sessions::sessions(store, SessionKind::Job),
        Screen::View(Page::DataRetrieval) => views::sessions::sessions(store, SessionKind::DataRetrieval),
        Screen::View(Page::Session(..)) => views::session::session(store, theme),
        Screen::View(Page::File) => views::file::file(store, theme),
        Screen::View(Page::Find) => views::desk::find(store),
        Screen::View(Page::Compare(..)) => views::desk::compare(store),
        Screen::View(page) => views::nothing::nothing(store, &page),
    })
}

fn keep_time(store: Store) {
    spawn_local(async move {
        loop {
            frame::sleep(TICK_MS).await;
            life::look_at_clock(store);
            store::follow::tick(store);
        }
    });
}
