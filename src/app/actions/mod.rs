//! Every change of what the page knows, by name.

pub(crate) mod connect;
pub(crate) mod desk;
pub(crate) mod draw;
pub(crate) mod file;
pub(crate) mod follow;
pub(crate) mod lang;
pub(crate) mod life;
pub(crate) mod load;
pub(crate) mod pick;
pub(crate) mod portal;
pub(crate) mod save;

use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::Element;

use super::reactive::effect;
use super::state::said::said;
use super::state::{Screen, State};
pub(crate) use crate::browser::fetch::Abort;
use crate::browser::{clipboard, fragment, frame, policy, zone};
use crate::config::Config;
use crate::model::{SessionKind, Severity};
use crate::route::{Page, Params, Parsed, Route, Theme, ZoneChoice};

/// Reads the address, keeps what is fit of it, and shows the view it names.
pub(crate) fn follow_address(state: State) {
    let Parsed { route, mut notices, has_token } = Route::parse(&fragment::read());
    if has_token {
        fragment::replace(&route.to_string());
        notices.insert(
            0,
            "The address held an access token. Tapeline does not take tokens from addresses: it was removed and not \
             used. Treat that token as exposed and revoke it, since addresses are kept in histories and logs."
                .to_owned(),
        );
    }
    let is_new = *state.route.peek() != route;
    // What was said about a view stays with it.
    if is_new || !notices.is_empty() {
        state.notices.set(notices);
    }
    if is_new {
        if state.route.peek().page != route.page
            && let Some(main) = document().get_element_by_id("main")
        {
            main.set_scroll_top(0);
        }
        state.route.set(route);
    }
    enter(state);
}

/// Sees to it that the view that is shown has what it needs.
pub(crate) fn enter(state: State) {
    connect::drop_token_of_another_server(state);
    show_title(state);
    match state.screen.get_untracked() {
        Screen::View(Page::JobSessions | Page::Find | Page::Compare(..)) => {
            load::sessions_once(state, SessionKind::Job);
        }
        Screen::View(Page::DataRetrieval) => load::sessions_once(state, SessionKind::DataRetrieval),
        Screen::View(Page::Session(kind, id)) => load::open_session(state, kind, &id),
        Screen::Blank if state.route.peek().page == Page::Connect => go(state, Page::JobSessions),
        Screen::Blank => connect::use_sample(state),
        Screen::Connect { .. } | Screen::View(_) => {}
    }
}

/// Names the view in the browser's tab.
fn show_title(state: State) {
    let view = match *state.screen.peek() {
        Screen::Connect { .. } => "Connect",
        Screen::View(Page::JobSessions) => "Job sessions",
        Screen::View(Page::DataRetrieval) => "Data retrieval",
        Screen::View(Page::Session(..)) => "Session",
        Screen::View(Page::File) => "Open file",
        Screen::View(Page::Find) => "Find",
        Screen::View(Page::Compare(..)) => "Compare",
        Screen::View(_) | Screen::Blank => return document().set_title("Tapeline"),
    };
    document().set_title(&[&said(view), " · Tapeline"].concat());
}

/// Goes to another view of the same server: a new entry in the browser's history.
pub(crate) fn go(state: State, page: Page) {
    let route = state.route.peek().to(page);
    go_to(state, route);
}

/// Goes to a view and its settings.
pub(crate) fn go_to(state: State, route: Route) {
    fragment::go(&route.to_string());
    state.route.set(route);
    enter(state);
}

/// Changes settings of this view: the address follows, without an entry in the history.
pub(crate) fn set_params(state: State, change: impl FnOnce(&mut Params)) {
    let mut route = state.route.get_untracked();
    change(&mut route.params);
    if *state.route.peek() != route {
        fragment::replace(&route.to_string());
        state.route.set(route);
    }
}

/// Searches for a plain text.
pub(crate) fn set_query(state: State, text: &str) {
    let text: String = text.chars().take(crate::route::Q_MAX_CHARS).collect();
    set_params(state, |params| params.q = (!text.is_empty()).then_some(text));
}

/// Shows the items or sessions of one result only, or of all again.
pub(crate) fn toggle_severity(state: State, severity: Severity) {
    set_params(state, |params| params.status = params.status.toggled(severity));
}

/// Takes all filters of this view off.
pub(crate) fn clear_filters(state: State) {
    set_params(state, |params| {
        params.q = None;
        params.status = crate::answers::Severities::default();
        params.job = None;
        params.only = None;
    });
}

/// Changes the theme from what is seen now to the other one.
pub(crate) fn toggle_theme(state: State) {
    let is_dark = match state.route.peek().params.theme {
        Some(Theme::Dark) => true,
        Some(Theme::Light) => false,
        _ => super::theme::system_is_dark(),
    };
    set_params(state, |params| params.theme = Some(if is_dark { Theme::Light } else { Theme::Dark }));
}

/// Shows times in the zone that a word names; what holds without being named is not named in the address.
pub(crate) fn set_zone(state: State, word: &str) {
    let usual = state.config.peek().default_zone.clone().unwrap_or(ZoneChoice::Browser);
    let zone = ZoneChoice::parse(word).filter(|zone| *zone != usual);
    set_params(state, |params| params.tz = zone);
}

/// Adds every zone that the browser knows to a select that has the chosen one.
pub(crate) fn offer_zones(select: &Element, chosen: &str) {
    zone::offer_all(select, chosen);
}

/// Says so from now on where the browser does not know the zone that is named.
pub(crate) fn watch_zone(state: State) {
    effect(move || {
        if let Some(ZoneChoice::Named(name)) = ZoneChoice::parse(&state.zone_word.read())
            && state.zone.peek().name() != name
        {
            let words = ["This browser does not know the zone “", &name, "”: times are shown in UTC."].concat();
            state.notices.update(|notices| notices.push(words));
        }
    });
}

/// Notes what the page's own policy blocks, as long as what it gives is kept.
pub(crate) fn watch_policy() -> Option<frame::Listener> {
    policy::watch()
}

/// The origin this page comes from.
pub(crate) fn page_origin() -> String {
    fragment::page_origin()
}

/// The whole address of this view.
pub(crate) fn address() -> String {
    fragment::address()
}

/// Copies a text, and says whether that worked.
pub(crate) fn copy(state: State, text: String, what: &'static str) {
    spawn_local(async move {
        let is_copied = clipboard::copy(&text).await;
        say(
            state,
            if is_copied { format!("{what} copied") } else { format!("The browser refused to copy. {what}: {text}") },
        );
    });
}

/// Says something for a few seconds.
pub(crate) fn say(state: State, text: String) {
    state.toast.set(Some(text.clone()));
    spawn_local(async move {
        frame::sleep(6000).await;
        if state.toast.peek().as_ref() == Some(&text) {
            state.toast.set(None);
        }
    });
}

/// Reads `config.json` beside the page, if there is one.
///
/// Gives what is wrong with it, for people.
pub(crate) async fn read_config(state: State) -> Vec<String> {
    let Some(bytes) = load::own_file("config.json").await else { return Vec::new() };
    let (config, problems) = Config::parse(&bytes);
    state.config.set(super::state::Shared::new(config));
    problems.into_iter().map(|problem| format!("config.json: {problem}")).collect()
}
