//! The bar on top: which server, which views, which zone and theme, sign out.

use crate::app::dom::{El, button, div, el, el_of, plain, sign_button, span};
use crate::app::store::said::{lang, said};
use crate::app::store::{self, connect};
use crate::app::store::{Connection, Store, TokenState};
use crate::format;
use crate::model::time::TICKS_PER_SECOND;
use crate::model::{Product, SessionKind};
use crate::route::Page;
use crate::words::Lang;
use leptos::prelude::*;

/// Zones offered before those that the browser knows by name.
const ZONES: [(&str, &str); 3] = [("browser", "Browser's time"), ("utc", "UTC"), ("server", "Server's time")];

/// The bar.
pub(crate) fn header(store: Store) -> El {
    let brand = el_of("a", "top__brand")
        .attr_with("href", move || Some(store.link(Page::JobSessions)))
        .child(el_of("span", "top__logo").attr("aria-hidden", "true"))
        .text("Tapeline");
    let views = el_of("nav", "top__nav").attr_said("aria-label", "Views").children([
        link(store, Page::JobSessions, "Job sessions"),
        link(store, Page::DataRetrieval, "Data retrieval"),
        link(store, Page::Find, "Find"),
        link(store, Page::File, "Open file"),
    ]);
    let tools = div("top__tools")
        .part(move || Some(zone_field(store)))
        .child(lang_field(store))
        .child(sign_button("◐", "Light or dark", move || store::toggle_theme(store)))
        .child(sign_button("?", "Keys", move || store.is_help_open.set(true)))
        .part(move || sign_out(store));
    let server = span("top__server text", "").say_with(move || server(store));
    el_of("header", "top").children([brand, server, views, tools])
}

/// The button that forgets token and data, where there are any.
pub(crate) fn sign_out(store: Store) -> Option<El> {
    let name = match *store.connection.read() {
        Connection::None => return None,
        Connection::Sample => "Leave sample",
        Connection::Server(_) => "Sign out",
    };
    Some(button(name, move || connect::sign_out(store)))
}

fn link(store: Store, page: Page, name: &str) -> El {
    let here = page.clone();
    plain("a", name)
        .attr_with("href", move || Some(store.link(page.clone())))
        .attr_with("aria-current", move || is_within(&store.route.read().page, &here).then(|| "page".to_owned()))
}

/// Whether a view belongs to an entry: a session to the list it stands in.
fn is_within(page: &Page, entry: &Page) -> bool {
    let list = match page {
        Page::Session(SessionKind::Job, _) => &Page::JobSessions,
        Page::Session(SessionKind::DataRetrieval, _) => &Page::DataRetrieval,
        page => page,
    };
    list == entry
}

/// Which server is asked, and how old its token is.
pub(crate) fn server(store: Store) -> String {
    let server = match store.connection.get() {
        Connection::None => return String::new(),
        Connection::Sample => return "Sample data · no server is asked".to_owned(),
        Connection::Server(server) => server,
    };
    let product = match server.product {
        Product::Vb365 => "Microsoft 365",
        Product::VbAzure => "Azure",
    };
    let minutes = |ticks: i64| ticks.max(0) / (60 * TICKS_PER_SECOND);
    let token = match store.token.get() {
        TokenState::Set { since, ends } => {
            let now = store.now.get();
            let ends =
                if ends.is_stated { format!(", ends in {} min", minutes(ends.at.since(now))) } else { String::new() };
            format!("token set, {} min old{ends}", minutes(now.since(since)))
        }
        _ => "no token".to_owned(),
    };
    format!("{} · {product} {} · {token}", format::visible(&server.origin.to_string()), server.version)
}

fn zone_field(store: Store) -> El {
    let chosen = store.zone_word.get();
    let field = el("select")
        .on_value("change", move |word| store::set_zone(store, word))
        .attr_said("aria-label", "Time zone")
        .attr_said("title", "Time zone of every time on this page")
        // As wide as what stands there mostly; some zones have long names.
        .style("max-width", "11rem");
    for (word, words) in ZONES {
        field.offer(word, &said(words), &chosen);
    }
    if ZONES.iter().all(|(word, _)| *word != chosen) {
        field.offer(&chosen, &chosen, &chosen);
    }
    store::offer_zones(field.element(), &chosen);
    field
}

fn lang_field(store: Store) -> El {
    let choose = move |code: &str| store::set_params(store, |params| params.lang = Some(code.to_owned()));
    let field = el("select").attr("id", "lang").attr_said("aria-label", "Language").on_value("change", choose);
    for known in Lang::ALL {
        field.offer(known.code(), known.name(), lang().code());
    }
    field
}
