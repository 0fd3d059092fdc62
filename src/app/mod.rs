//! The page: what it knows (`store`), what it is made of (`ui`), and its views, a folder each.
#![expect(unreachable_pub, reason = "the macro of components makes their properties as public as can be")]
#![expect(clippy::single_match_else, reason = "a choice of two views reads as one; their macro makes a block of each")]

pub mod axis;
pub mod compare;
pub mod connect;
mod file;
pub mod find;
pub mod session;
pub mod sessions;
pub mod shell;
mod signals;
mod store;
pub mod ui;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::LoadState;
use crate::app::signals::{effect, memo};
use crate::app::ui::each::each;
use crate::app::ui::show::Show;
use crate::app::ui::view;
use crate::browser::frame::{self, Listener};
use crate::model::SessionKind;
use crate::route::{Page, Part};
use axis::Axis;
use compare::Compare;
use connect::Connect;
use file::File;
use find::Find;
use session::{Log, Session, Timeline};
use sessions::{JobOverTime, Meter, Sessions, Trouble};
use shell::{Header, Help, IdleWarning, Notices, Nowhere, Strip, Toast, TokenPrompt};
use signals::keep;
use store::{Screen, Store, life};
use ui::voice::Voice;

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
    provide_context(Voice::new());
    store::theme::keep(store);
    act(store);

    let has_bar = memo(move || !store.route.read().params.hides(Part::Nav));
    let is_embedded = memo(move || store.route.read().params.embed);
    let has_strip = memo(move || !has_bar.get() || store.portal.origin.read().is_some());
    let needs_token = memo(move || life::needs_token(store));
    // Each has a number, so that none takes over what a person did in the one before: a form its token, a table its place.
    let screens = Memo::new(move |last: Option<&(u32, Screen)>| {
        (last.map_or(0, |(number, _)| number.wrapping_add(1)), store.screen.get())
    });
    let page = NodeRef::<leptos::html::Div>::new();
    effect(move || {
        if let Some(page) = page.get() {
            store::portal::keep_told(store, &page);
        }
    });

    view! {
        <div class=move || if is_embedded.get() { "page page--embed" } else { "page" } node_ref=page>
            <Show when=move || has_bar.get()>
                <Header />
            </Show>
            <Show when=move || has_strip.get()>
                <Strip />
            </Show>
            <main id="main">
                <IdleWarning />
                <Show when=move || needs_token.get()>
                    <TokenPrompt />
                </Show>
                <Notices />
                {each(
                    move || [screens.get()],
                    |(number, _)| u64::from(*number).into(),
                    move |(_, screen)| view_of(store, screen),
                )}
            </main>
            <Help />
            <Toast />
        </div>
    }
}

/// A view, which lives as long as the address asks for it.
fn view_of(store: Store, screen: Screen) -> AnyView {
    match screen {
        Screen::Blank => ().into_any(),
        Screen::Connect { proposed } => view! { <Connect proposed /> },
        Screen::View(Page::JobSessions) => view! { <Sessions kind=SessionKind::Job /> },
        Screen::View(Page::DataRetrieval) => view! { <Sessions kind=SessionKind::DataRetrieval /> },
        Screen::View(Page::Session(..)) => view! { <Session /> },
        Screen::View(Page::File) => view! {
            <File>
                <Session />
            </File>
        },
        Screen::View(Page::Job) => view! { <JobOverTime /> },
        Screen::View(Page::Axis) => view! {
            <Axis jobs=loaded(SessionKind::Job) retrievals=loaded(SessionKind::DataRetrieval)>
                <Timeline />
                <Log />
            </Axis>
        },
        Screen::View(Page::Find) => view! { <Find /> },
        Screen::View(Page::Compare(..)) => view! { <Compare /> },
        Screen::View(page) => {
            let path = if let Page::NotFound(path) = page { path } else { String::new() };
            view! { <Nowhere texts=store.texts path home=move || store.link(Page::JobSessions) /> }
        }
    }
}

/// How much of the sessions of a kind is loaded, and what keeps the rest. Of the few data retrievals only where some are missing.
fn loaded(kind: SessionKind) -> AnyView {
    let state = expect_context::<Store>().sessions(kind).load.state;
    let is_said = move || kind == SessionKind::Job || !matches!(*state.read(), Some(LoadState::Complete { .. }));
    view! {
        <Show when=is_said>
            <Meter kind />
            <Trouble kind />
        </Show>
    }
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
    store::keep_title(store);
    store::workplace::keep(store);
    store::draw::keep_drawn(store);
    store::sort::keep_sorted(store);
    store::answers::keep_answered(store);
    store::answers::keep_set(store);
    store::pick::keep_in_step(store);
    store::axis::keep(store);
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

fn keep_time(store: Store) {
    spawn_local(async move {
        loop {
            frame::sleep(TICK_MS).await;
            life::look_at_clock(store);
            store::follow::tick(store);
        }
    });
}
