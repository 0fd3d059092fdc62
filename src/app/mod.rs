//! The page: what it knows (`store`), what it is made of (`ui`), and its views, a folder each.

mod dom;
mod old;
mod parts;
mod store;
pub mod ui;
mod views;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::frame::{self, Listener};
use crate::model::SessionKind;
use crate::route::{Page, Part};
use old::Old;
use parts::{header, help, notices, strip, token_prompt};
use store::{Screen, Store, life};

/// How often "now" moves. Open bars grow and ages are told by it.
const TICK_MS: i32 = 1_000;

/// Shows the page in the document's body.
#[cfg(target_arch = "wasm32")]
pub fn start() {
    if let Some(boot) = document().get_element_by_id("boot") {
        boot.remove();
    }
    mount_to_body(App);
}

/// The whole page.
#[component]
fn App() -> impl IntoView {
    let store = Store::new(frame::now());
    provide_context(store);
    let theme = store::theme::keep(store);
    act(store);

    let has_bar = Memo::new(move |_| !store.route.read().params.hides(Part::Nav));
    let is_embedded = Memo::new(move |_| store.route.read().params.embed);
    let has_strip = Memo::new(move |_| !has_bar.get() || store.portal.origin.read().is_some());
    let needs_token = Memo::new(move |_| life::needs_token(store));
    let is_idle = Memo::new(move |_| store.idle_left.read().is_some());
    let page = NodeRef::<leptos::html::Div>::new();
    Effect::new(move || {
        if let Some(page) = page.get() {
            store::portal::keep_told(store, &page);
        }
    });

    view! {
        <div class=move || if is_embedded.get() { "page page--embed" } else { "page" } node_ref=page>
            {move || {
                // Not before the language is known.
                store.lang.get()?;
                Some(
                    view! {
                        <Show when=move || has_bar.get()>
                            <Old make=move || header::header(store) />
                        </Show>
                        <Show when=move || has_strip.get()>
                            <Old make=move || strip::strip(store) />
                        </Show>
                        <main id="main">
                            <Show when=move || is_idle.get()>
                                <Old make=move || notices::idle_warning(store) />
                            </Show>
                            <Show when=move || needs_token.get()>
                                <Old make=move || token_prompt::token_prompt(store) />
                            </Show>
                            {move || notices::notices(store).map(|el| view! { <Old make=move || el /> })}
                            {move || screen(store, theme)}
                        </main>
                        <Old make=move || help::help(store) />
                    },
                )
            }}
            <Toast />
        </div>
    }
}

/// What is said for a few seconds, to eye and ear.
#[component]
fn Toast() -> impl IntoView {
    let store = expect_context::<Store>();
    let toast = move || store.toast.get().map(|text| store::said::said(&text));
    view! {
        {move || toast().map(|text| view! { <div class="toast text" aria-hidden="true">{text}</div> })}
        <div class="unseen" role="status">{toast}</div>
    }
}

/// The view that the address asks for.
fn screen(store: Store, theme: RwSignal<u32>) -> Option<AnyView> {
    let screen = store.screen.get();
    if matches!(screen, Screen::Connect { .. }) {
        // The form offers the servers of config.json, which comes after the page is there, as a portal does.
        store.config.track();
        store.portal.is_asked.track();
        store.portal.origin.track();
    }
    let old = |build: Box<dyn FnOnce() -> dom::El>| view! { <Old make=build /> }.into_any();
    Some(match screen {
        Screen::Blank => return None,
        Screen::Connect { proposed } => {
            old(Box::new(move || untrack(|| views::connect::connect(store, proposed.as_deref()))))
        }
        Screen::View(Page::JobSessions) => {
            old(Box::new(move || untrack(|| views::sessions::sessions(store, SessionKind::Job))))
        }
        Screen::View(Page::DataRetrieval) => {
            old(Box::new(move || untrack(|| views::sessions::sessions(store, SessionKind::DataRetrieval))))
        }
        Screen::View(Page::Session(..)) => old(Box::new(move || untrack(|| views::session::session(store, theme)))),
        Screen::View(Page::File) => old(Box::new(move || untrack(|| views::file::file(store, theme)))),
        Screen::View(Page::Find) => old(Box::new(move || untrack(|| views::desk::find(store)))),
        Screen::View(Page::Compare(..)) => old(Box::new(move || untrack(|| views::desk::compare(store)))),
        Screen::View(page) => old(Box::new(move || untrack(|| views::nothing::nothing(store, &page)))),
    })
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
    store::draw::keep_drawn(store);
    store::answers::keep_answered(store);
    store::answers::keep_set(store);
    spawn_local(async move {
        let problems = store::read_config(store).await;
        life::restore(store);
        store::portal::ask(store);
        store::follow_address(store);
        let texts = store.texts.get_untracked();
        store.notices.update(|notices| notices.extend(problems.iter().map(|problem| problem.say(texts))));
        // Not before the first address was read: two readers would take each other's notices away.
        std::mem::forget(Listener::new(&window(), "hashchange", move |_| store::follow_address(store)));
    });
}

/// Lets something live as long as the view that is being built.
fn keep<T: 'static>(value: T) {
    StoredValue::new_local(value);
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
