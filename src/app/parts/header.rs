//! The bar on top: which server, which views, which zone and theme, sign out.

use leptos::prelude::*;

use crate::app::actions::{self, connect};
use crate::app::reactive::{button, maybe, on, part, sign_button, text};
use crate::app::state::{Connection, State};
use crate::format;
use crate::model::Product;
use crate::model::time::TICKS_PER_SECOND;
use crate::route::{Page, ZoneChoice};

/// Zones offered; any other can stand in the address as `tz`.
const ZONES: [(&str, &str); 3] = [("browser", "Browser's time"), ("utc", "UTC"), ("server", "Server's time")];

/// The bar.
pub(crate) fn header(state: State) -> AnyView {
    view! {
        <header class="top">
            <a class="top__brand" href=text(move || state.link(Page::JobSessions)) title="Tapeline">
                {logo()} "Tapeline"
            </a>
            <span class="top__server">{text(move || server(state))}</span>
            <nav class="top__nav" aria-label="Views">
                {link(state, Page::JobSessions, "Job sessions")}
                {link(state, Page::DataRetrieval, "Data retrieval")}
                {link(state, Page::File, "Open file")}
            </nav>
            <div class="top__tools">
                {part(move || Some(zone_field(state)))}
                {sign_button("◐", "Light or dark", move || actions::toggle_theme(state))}
                {sign_button("?", "Keys", move || state.is_help_open.set(true))}
                {part(move || {
                    let name = match *state.connection.read() {
                        Connection::None => return None,
                        Connection::Sample => "Leave sample",
                        Connection::Server(_) => "Sign out",
                    };
                    Some(button(name, move || connect::sign_out(state)))
                })}
            </div>
        </header>
    }
    .into_any()
}

fn link(state: State, page: Page, name: &'static str) -> AnyView {
    let here = page.clone();
    let is_here = maybe(move || (state.route.read().page == here).then(|| "page".to_owned()));
    view! { <a href=text(move || state.link(page.clone())) aria-current=is_here>{name}</a> }.into_any()
}

fn server(state: State) -> String {
    let connection = state.connection.get();
    let server = match connection {
        Connection::None => return String::new(),
        Connection::Sample => return "Sample data · no server is asked".to_owned(),
        Connection::Server(server) => server,
    };
    let product = match server.product {
        Product::Vb365 => "Microsoft 365",
        Product::VbAzure => "Azure",
    };
    let token = match state.token_since.get() {
        Some(since) => {
            let minutes = state.now.get().since(since).max(0) / (60 * TICKS_PER_SECOND);
            format!("token set, {minutes} min old")
        }
        None => "no token".to_owned(),
    };
    format!("{} · {product} {} · {token}", format::visible(&server.origin.to_string()), server.version)
}

fn zone_field(state: State) -> AnyView {
    let chosen = state.route.read().params.tz.as_ref().map_or_else(|| "browser".to_owned(), |zone| zone.word().into_owned());
    let choose = on(move |event: leptos::ev::Event| {
        let zone = ZoneChoice::parse(&event_target_value(&event)).filter(|zone| *zone != ZoneChoice::Browser);
        actions::set_params(state, |params| params.tz = zone);
    });
    let other = ZONES.iter().all(|(word, _)| *word != chosen).then(|| (chosen.clone(), chosen.clone()));
    let offered = ZONES.iter().map(|&(word, name)| (word.to_owned(), name.to_owned()));
    let options = offered
        .chain(other)
        .map(|(word, name)| {
            let is_chosen = word == chosen;
            view! { <option value=word selected=is_chosen>{name}</option> }.into_any()
        })
        .collect::<Vec<_>>();
    view! {
        <select aria-label="Time zone" title="Time zone of every time on this page" on:change=choose>{options}</select>
    }
    .into_any()
}

fn logo() -> AnyView {
    view! {
        <svg class="top__logo" viewBox="0 0 32 32" aria-hidden="true">
            <rect width="32" height="32" rx="7" fill="#1d4ed8"></rect>
            <path fill="#fff" d="M6 8h13v4H6zM11 14h15v4H11z"></path>
            <path fill="#fbbf24" d="M8 20h9v4H8z"></path>
        </svg>
    }
    .into_any()
}
