//! The bar on top: which server, which views, which zone and theme, sign out.

use leptos::prelude::*;
use crate::app::actions::{self, connect};
use crate::app::dom::{El, button, div, el, el_of, plain, sign_button, span};
use crate::app::state::said::{lang, said};
use crate::app::state::{Connection, State, TokenState};
use crate::format;
use crate::model::time::TICKS_PER_SECOND;
use crate::model::{Product, SessionKind};
use crate::route::Page;
use crate::words::Lang;

/// Zones offered before those that the browser knows by name.
const ZONES: [(&str, &str); 3] = [("browser", "Browser's time"), ("utc", "UTC"), ("server", "Server's time")];

/// The bar.
pub(crate) fn header(state: State) -> El {
    let brand = el_of("a", "top__brand")
        .attr_with("href", move || Some(state.link(Page::JobSessions)))
        .child(el_of("span", "top__logo").attr("aria-hidden", "true"))
        .text("Tapeline");
    let views = el_of("nav", "top__nav").attr_said("aria-label", "Views").children([
        link(state, Page::JobSessions, "Job sessions"),
        link(state, Page::DataRetrieval, "Data retrieval"),
        link(state, Page::Find, "Find"),
        link(state, Page::File, "Open file"),
    ]);
    let tools = div("top__tools")
        .part(move || Some(zone_field(state)))
        .child(lang_field(state))
        .child(sign_button("◐", "Light or dark", move || actions::toggle_theme(state)))
        .child(sign_button("?", "Keys", move || state.is_help_open.set(true)))
        .part(move || sign_out(state));
    let server = span("top__server text", "").say_with(move || server(state));
    el_of("header", "top").children([brand, server, views, tools])
}

/// The button that forgets token and data, where there are any.
pub(crate) fn sign_out(state: State) -> Option<El> {
    let name = match *state.connection.read() {
        Connection::None => return None,
        Connection::Sample => "Leave sample",
        Connection::Server(_) => "Sign out",
    };
    Some(button(name, move || connect::sign_out(state)))
}

fn link(state: State, page: Page, name: &str) -> El {
    let here = page.clone();
    plain("a", name)
        .attr_with("href", move || Some(state.link(page.clone())))
        .attr_with("aria-current", move || is_within(&state.route.read().page, &here).then(|| "page".to_owned()))
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
pub(crate) fn server(state: State) -> String {
    let server = match state.connection.get() {
        Connection::None => return String::new(),
        Connection::Sample => return "Sample data · no server is asked".to_owned(),
        Connection::Server(server) => server,
    };
    let product = match server.product {
        Product::Vb365 => "Microsoft 365",
        Product::VbAzure => "Azure",
    };
    let minutes = |ticks: i64| ticks.max(0) / (60 * TICKS_PER_SECOND);
    let token = match state.token.get() {
        TokenState::Set { since, ends } => {
            let now = state.now.get();
            let ends =
                if ends.is_stated { format!(", ends in {} min", minutes(ends.at.since(now))) } else { String::new() };
            format!("token set, {} min old{ends}", minutes(now.since(since)))
        }
        _ => "no token".to_owned(),
    };
    format!("{} · {product} {} · {token}", format::visible(&server.origin.to_string()), server.version)
}

fn zone_field(state: State) -> El {
    let chosen = state.zone_word.get();
    let field = el("select")
        .on_value("change", move |word| actions::set_zone(state, word))
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
    actions::offer_zones(field.element(), &chosen);
    field
}

fn lang_field(state: State) -> El {
    let choose = move |code: &str| actions::set_params(state, |params| params.lang = Some(code.to_owned()));
    let field = el("select").attr("id", "lang").attr_said("aria-label", "Language").on_value("change", choose);
    for known in Lang::ALL {
        field.offer(known.code(), known.name(), lang().code());
    }
    field
}
