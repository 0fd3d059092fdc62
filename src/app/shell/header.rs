//! The bar on top: which server, which views, which zone, language and theme, sign out.

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;

use super::server::{SignOut, server_line};
use crate::app::signals::{SetIfNew as _, effect, memo};
use crate::app::store::{self, Store};
use crate::app::ui::view;
use crate::app::ui::{Choice, Offer, SignButton};
use crate::model::SessionKind;
use crate::route::Page;
use crate::texts::{Lang, Texts};

/// Drawn by the style.
const LOGO: &str = "top__logo";
/// What goes into the menu where there is no room for it.
const MORE: &str = "top__more";

/// The bar.
#[component]
pub(crate) fn Header() -> impl IntoView {
    let store = expect_context::<Store>();
    let texts = store.texts;
    let is_open = RwSignal::new(false);
    // It has done its work once it led somewhere.
    let page = memo(move || store.route.read().page.clone());
    effect(move || {
        let _ = page.read();
        is_open.set_if_new(false);
    });
    let leave = move |event: web_sys::FocusEvent| {
        let bar = event.current_target().and_then(|target| target.dyn_into::<web_sys::Node>().ok());
        let to = event.related_target().and_then(|target| target.dyn_into::<web_sys::Node>().ok());
        // Where nothing takes the focus the window has lost it, or a place of the page that takes none was clicked.
        if to.is_some_and(|to| bar.is_some_and(|bar| !bar.contains(Some(&to)))) {
            is_open.set_if_new(false);
        }
    };
    view! {
        <header
            class=move || if is_open.get() { "top top--open" } else { "top" }
            on:focusout=leave
            on:keydown=move |event| {
                if event.key() == "Escape" {
                    is_open.set_if_new(false);
                }
            }
        >
            <a class="top__brand" href=move || store.link(Page::JobSessions)>
                <span class=LOGO aria-hidden="true"></span>
                "Tapeline"
            </a>
            <span class="top__server text">{move || server_line(store, texts.get())}</span>
            // Only where the window has no room for all of it.
            <button
                type="button"
                class="top__menu"
                aria-expanded=move || is_open.get().to_string()
                on:click=move |_| is_open.update(|is_open| *is_open = !*is_open)
            >
                {move || texts.get().header_menu()}
            </button>
            <div class=MORE>
            <nav class="top__nav" aria-label=move || texts.get().header_views()>
                <ViewLink page=Page::JobSessions name=|texts| texts.common_job_sessions() />
                <ViewLink page=Page::DataRetrieval name=|texts| texts.common_data_retrieval() />
                <ViewLink page=Page::Find name=|texts| texts.header_find() />
                <ViewLink page=Page::File name=|texts| texts.header_open_file() />
            </nav>
            <div class="top__tools">
                <ZoneChoice />
                <LangChoice />
                <SignButton
                    face="◐"
                    title=move || texts.get().header_theme()
                    on_click=move |()| store::toggle_theme(store)
                />
                <SignButton
                    face="?"
                    title=move || texts.get().header_keys()
                    on_click=move |()| store.is_help_open.set(true)
                />
                <SignOut />
            </div>
            </div>
        </header>
    }
}

#[component]
fn ViewLink(page: Page, name: fn(Texts) -> String) -> impl IntoView {
    let store = expect_context::<Store>();
    let here = page.clone();
    view! {
        <a
            href=move || store.link(page.clone())
            aria-current=move || is_within(&store.route.read().page, &here).then_some("page")
        >
            {move || name(store.texts.get())}
        </a>
    }
}

/// Whether a view belongs to an entry: a session to the list it stands in.
fn is_within(page: &Page, entry: &Page) -> bool {
    let list = match page {
        Page::Session(SessionKind::Job, _) | Page::Axis | Page::Job => &Page::JobSessions,
        Page::Session(SessionKind::DataRetrieval, _) => &Page::DataRetrieval,
        page => page,
    };
    list == entry
}

/// The zone of every time.
#[component]
fn ZoneChoice() -> impl IntoView {
    let store = expect_context::<Store>();
    let texts = store.texts;
    let known = StoredValue::new(store::zones());
    let offers = move || {
        let (texts, chosen) = (texts.get(), store.zone_word.get());
        let own = [
            ("browser", texts.header_zone_browser()),
            ("utc", "UTC".to_owned()),
            ("server", texts.header_zone_server()),
        ];
        let is_own = own.iter().any(|(word, _)| *word == chosen);
        let mut offers: Vec<Offer> = own.into_iter().map(|(word, words)| (word.to_owned(), words)).collect();
        offers.extend((!is_own).then(|| (chosen.clone(), chosen.clone())));
        known.with_value(|known| {
            let others = known.iter().filter(|&zone| *zone != chosen);
            offers.extend(others.map(|zone| (zone.clone(), zone.clone())));
        });
        offers
    };
    view! {
        <Choice
            class="top__zone"
            name=move || texts.get().header_zone()
            title=move || texts.get().header_zone_title()
            offers=offers
            value=store.zone_word
            on_choose=move |word: String| store::set_zone(store, &word)
        />
    }
}

#[component]
fn LangChoice() -> impl IntoView {
    let store = expect_context::<Store>();
    let offers: Vec<Offer> = Lang::ALL.iter().map(|lang| (lang.code().to_owned(), lang.name().to_owned())).collect();
    view! {
        <Choice
            id="lang"
            name=move || store.texts.get().header_language()
            offers=Signal::stored(offers)
            value=move || store.texts.get().lang().code().to_owned()
            on_choose=move |code| store::set_params(store, |params| params.lang = Some(code))
        />
    }
}
