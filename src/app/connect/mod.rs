//! Connect: which server, which product and version, and a token. Before a token can be pasted the page shows in full where
//! it will go. Beside it, what else the page can be tried with.

mod form;
mod help;
mod send;

pub use help::TokenLines;

use leptos::prelude::*;

use crate::app::signals::memo;
use crate::app::store::{self, Store, Typed, may_ask_for_token};
use crate::app::ui::show::Show;
use crate::app::ui::view;
use crate::app::ui::{Button, MainButton};
use crate::config::Config;
use crate::model::Product;
use crate::route::{Page, Params};
use form::Form;

/// The view. `proposed` is the server that the address names.
#[component]
pub(crate) fn Connect(proposed: Option<String>) -> impl IntoView {
    let store = expect_context::<Store>();
    let is_proposal = proposed.is_some();
    suggest(store, proposed.as_deref());
    // The form offers the servers of config.json, which comes after the page is there.
    Effect::watch(move || store.config.track(), move |(), _, _| suggest(store, proposed.as_deref()), false);
    let may_ask = memo(move || may_ask_for_token(store));
    let main = move || {
        if may_ask.get() {
            view! { <Form is_proposal /> }
        } else {
            view! { <Framed /> }
        }
    };
    let is_embedded = memo(move || store.route.read().params.embed);
    view! {
        <div class="connect">
            <Show when=move || !is_embedded.get()>
                <Intro />
            </Show>
            {move || main()}
            <Show when=move || !is_embedded.get()>
                <Beside />
            </Show>
        </div>
    }
}

/// Fills in the server that the address names, or else the first one of config.json.
fn suggest(store: Store, proposed: Option<&str>) {
    let Typed { address, product, version } = store.typed;
    let params = store.route.get_untracked().params;
    let config: &Config = &store.config.get_untracked();
    let named = match proposed {
        Some(api) => config.server(api),
        None => config.servers.first(),
    };
    if let Some(named) = named.map(|server| server.api.clone()).or_else(|| proposed.map(ToOwned::to_owned)) {
        address.set(named);
    }
    if let Some(chosen) = params.product.or(named.and_then(|server| server.product)) {
        product.set(chosen);
        version.set(None);
    }
    if let Some(chosen) = params.version.or(named.and_then(|server| server.version)) {
        version.set(Some(chosen));
    }
}

#[component]
fn Intro() -> impl IntoView {
    let texts = expect_context::<Store>().texts;
    view! {
        <div class="connect__intro">
            <h1>{move || texts.get().connect_question()}</h1>
            <p>{move || texts.get().connect_intro()}</p>
        </div>
    }
}

/// Goes to the sample data of a product; unless one is named, of that which the page was made for.
fn show_sample(store: Store, product: Option<Product>) {
    let mut route = store.route.get_untracked().to(Page::JobSessions);
    route.params = Params { api: Params::sample().api, product, version: None, ..route.params };
    store::go_to(store, route);
}

/// What needs no server.
#[component]
fn Beside() -> impl IntoView {
    let store = expect_context::<Store>();
    let texts = store.texts;
    view! {
        <div class="connect__side">
            <div class="card">
                <h2>{move || texts.get().connect_sample_title()}</h2>
                <p>{move || texts.get().connect_sample_text()}</p>
                <MainButton
                    name=move || texts.get().connect_sample_try()
                    on_click=move |()| show_sample(store, None)
                />
                <Button
                    name=move || texts.get().connect_sample_machines(Product::Vbr.short_name())
                    on_click=move |()| show_sample(store, Some(Product::Vbr))
                />
            </div>
            <div class="card">
                <h2>{move || texts.get().connect_file_title()}</h2>
                <p>{move || texts.get().connect_file_text()}</p>
                <a class="button" href=move || store.link(Page::File)>
                    {move || texts.get().file_title()}
                </a>
            </div>
        </div>
    }
}

/// In a frame of somebody else the page around could lie about what this is.
#[component]
fn Framed() -> impl IntoView {
    let store = expect_context::<Store>();
    let says = move || {
        let texts = store.texts.get();
        if store.portal.is_asked.get() {
            (texts.connect_waiting_title(), texts.connect_waiting_text())
        } else {
            (texts.connect_framed_title(), texts.connect_framed_text())
        }
    };
    view! {
        <div class="card form">
            <h2>{move || says().0}</h2>
            <p>{move || says().1}</p>
            <p>
                <NewTab address=move || own_address(store) name=move || store.texts.get().connect_own_tab() />
            </p>
        </div>
    }
}

/// The whole address of this view, which follows it.
fn own_address(store: Store) -> String {
    store.route.track();
    store::address()
}

/// A link to an address of this page's own making, in a tab that knows nothing of this one.
#[component]
fn NewTab(#[prop(into)] address: Signal<String>, #[prop(into)] name: Signal<String>) -> impl IntoView {
    view! {
        <a class="button" href=move || address.get() target="_blank" rel="noopener noreferrer">
            {name}
        </a>
    }
}
