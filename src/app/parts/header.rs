//! The bar on top: which server, which views, which zone and theme, sign out.

use leptos::prelude::*;

use crate::app::actions::{self, connect};
use crate::app::state::{Connection, State};
use crate::format;
use crate::route::{Page, ZoneChoice};

/// Zones offered beside the browser's own; any other can stand in the address as `tz`.
const ZONES: [(&str, &str); 3] = [("browser", "Browser's time"), ("utc", "UTC"), ("server", "Server's time")];

/// The bar.
pub(crate) fn header(state: State) -> impl IntoView {
    let link = move |page: Page, name: &'static str| {
        let is_here = {
            let page = page.clone();
            move || (state.route.read().page == page).then_some("page")
        };
        view! { <a href=move || state.link(page.clone()) aria-current=is_here>{name}</a> }
    };
    view! {
        <header class="top">
            <a class="top__brand" href=move || state.link(Page::JobSessions) title="Tapeline">
                {logo()} "Tapeline"
            </a>
            {server(state)}
            <nav class="top__nav" aria-label="Views">
                {link(Page::JobSessions, "Job sessions")}
                {link(Page::DataRetrieval, "Data retrieval")}
                {link(Page::File, "Open file")}
            </nav>
            <div class="top__tools">
                {zone_field(state)}
                <button
                    type="button" title="Light or dark" aria-label="Light or dark"
                    on:click=move |_| actions::toggle_theme(state)
                >"◐"</button>
                <button
                    type="button" title="Keys (?)" aria-label="Keys"
                    on:click=move |_| state.is_help_open.set(true)
                >"?"</button>
                <Show when=move || state.connection.get() != Connection::None>
                    <button type="button" on:click=move |_| connect::sign_out(state)>
                        {move || if state.connection.get() == Connection::Sample { "Leave sample" } else { "Sign out" }}
                    </button>
                </Show>
            </div>
        </header>
    }
}

fn server(state: State) -> impl IntoView {
    move || {
        let text = match state.connection.get() {
            Connection::None => return None,
            Connection::Sample => "Sample data · no server is asked".to_owned(),
            Connection::Server(server) => {
                let product = match server.product {
                    crate::model::Product::Vb365 => "Microsoft 365",
                    crate::model::Product::VbAzure => "Azure",
                };
                let token = match state.token_since.get() {
                    Some(since) => {
                        let minutes = state.now.get().since(since).max(0) / (60 * crate::model::time::TICKS_PER_SECOND);
                        format!("token set, {minutes} min old")
                    }
                    None => "no token".to_owned(),
                };
                format!("{} · {product} {} · {token}", format::visible(&server.origin.to_string()), server.version)
            }
        };
        Some(view! { <span class="top__server">{text}</span> })
    }
}

fn zone_field(state: State) -> impl IntoView {
    let chosen = Memo::new(move |_| {
        state.route.read().params.tz.as_ref().map_or_else(|| "browser".to_owned(), |zone| zone.word().into_owned())
    });
    let choose = move |event: leptos::ev::Event| {
        let zone = ZoneChoice::parse(&event_target_value(&event)).filter(|zone| *zone != ZoneChoice::Browser);
        actions::set_params(state, |params| params.tz = zone);
    };
    view! {
        <select aria-label="Time zone" title="Time zone of every time on this page" on:change=choose prop:value=move || chosen.get()>
            {ZONES
                .into_iter()
                .map(|(word, name)| view! { <option value=word selected=move || chosen.get() == word>{name}</option> })
                .collect_view()}
            {move || {
                let word = chosen.get();
                let is_other = ZONES.iter().all(|(known, _)| *known != word);
                is_other.then(|| view! { <option value=word.clone() selected=true>{word.clone()}</option> })
            }}
        </select>
    }
}

fn logo() -> impl IntoView {
    view! {
        <svg class="top__logo" viewBox="0 0 32 32" aria-hidden="true">
            <rect width="32" height="32" rx="7" fill="#1d4ed8"></rect>
            <rect x="6" y="8" width="13" height="4" rx="1.5" fill="#fff"></rect>
            <rect x="11" y="14" width="15" height="4" rx="1.5" fill="#fff" opacity=".85"></rect>
            <rect x="8" y="20" width="9" height="4" rx="1.5" fill="#fbbf24"></rect>
        </svg>
    }
}
