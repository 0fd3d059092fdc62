//! Every change of what the page knows, by name.

use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::Element;

use super::{Screen, Store, connect, load, theme};
use crate::app::store::said::said;
pub(crate) use crate::browser::fetch::Abort;
use crate::browser::{fragment, frame, policy, zone};
use crate::config::Config;
use crate::model::{SessionKind, Severity};
use crate::route::{Page, Params, Parsed, Route, Theme, ZoneChoice};

/// Reads the address, keeps what is fit of it, and shows the view it names.
pub(crate) fn follow_address(store: Store) {
    let Parsed { route, notices, has_token } = Route::parse(&fragment::read());
    let mut notices: Vec<String> = notices.iter().map(ToString::to_string).collect();
    if has_token {
        fragment::replace(&route.to_string());
        notices.insert(
            0,
            "The address held an access token. Tapeline does not take tokens from addresses: it was removed and not \
             used. Treat that token as exposed and revoke it, since addresses are kept in histories and logs."
                .to_owned(),
        );
    }
    let is_new = *store.route.read_untracked() != route;
    // What was said about a view stays with it.
    if is_new || !notices.is_empty() {
        store.notices.set(notices);
    }
    if is_new {
        if store.route.read_untracked().page != route.page
            && let Some(main) = document().get_element_by_id("main")
        {
            main.set_scroll_top(0);
        }
        store.route.set(route);
    }
    enter(store);
}

/// Sees to it that the view that is shown has what it needs.
pub(crate) fn enter(store: Store) {
    connect::drop_token_of_another_server(store);
    show_title(store);
    match store.screen.get_untracked() {
        Screen::View(Page::JobSessions | Page::Find | Page::Compare(..)) => {
            load::sessions_once(store, SessionKind::Job);
        }
        Screen::View(Page::DataRetrieval) => load::sessions_once(store, SessionKind::DataRetrieval),
        Screen::View(Page::Session(kind, id)) => load::open_session(store, kind, &id),
        Screen::Blank if store.route.read_untracked().page == Page::Connect => go(store, Page::JobSessions),
        Screen::Blank => connect::use_sample(store),
        Screen::Connect { .. } | Screen::View(_) => {}
    }
}

/// Names the view in the browser's tab.
pub(super) fn show_title(store: Store) {
    let view = match *store.screen.read_untracked() {
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
pub(crate) fn go(store: Store, page: Page) {
    let route = store.route.read_untracked().to(page);
    go_to(store, route);
}

/// Goes to a view and its settings.
pub(crate) fn go_to(store: Store, route: Route) {
    fragment::go(&route.to_string());
    store.route.set(route);
    enter(store);
}

/// Changes settings of this view: the address follows, without an entry in the history.
pub(crate) fn set_params(store: Store, change: impl FnOnce(&mut Params)) {
    let mut route = store.route.get_untracked();
    change(&mut route.params);
    if *store.route.read_untracked() != route {
        fragment::replace(&route.to_string());
        store.route.set(route);
    }
}

/// Searches for a plain text.
pub(crate) fn set_query(store: Store, text: &str) {
    let text: String = text.chars().take(crate::route::Q_MAX_CHARS).collect();
    set_params(store, |params| params.q = (!text.is_empty()).then_some(text));
}

/// Shows the items or sessions of one result only, or of all again.
pub(crate) fn toggle_severity(store: Store, severity: Severity) {
    set_params(store, |params| params.status = params.status.toggled(severity));
}

/// Takes all filters of this view off.
pub(crate) fn clear_filters(store: Store) {
    set_params(store, |params| {
        params.q = None;
        params.status = crate::answers::Severities::default();
        params.job = None;
        params.only = None;
    });
}

/// Changes the theme from what is seen now to the other one.
pub(crate) fn toggle_theme(store: Store) {
    let is_dark = match store.route.read_untracked().params.theme {
        Some(Theme::Dark) => true,
        Some(Theme::Light) => false,
        _ => theme::system_is_dark(),
    };
    set_params(store, |params| params.theme = Some(if is_dark { Theme::Light } else { Theme::Dark }));
}

/// Shows times in the zone that a word names; what holds without being named is not named in the address.
pub(crate) fn set_zone(store: Store, word: &str) {
    let usual = store.config.read_untracked().default_zone.clone().unwrap_or(ZoneChoice::Browser);
    let zone = ZoneChoice::parse(word).filter(|zone| *zone != usual);
    set_params(store, |params| params.tz = zone);
}

/// Adds every zone that the browser knows to a select that has the chosen one.
pub(crate) fn offer_zones(select: &Element, chosen: &str) {
    zone::offer_all(select, chosen);
}

/// Says so from now on where the browser does not know the zone that is named.
pub(crate) fn watch_zone(store: Store) {
    Effect::new(move || {
        if let Some(ZoneChoice::Named(name)) = ZoneChoice::parse(&store.zone_word.read())
            && store.zone.read_untracked().name() != name
        {
            let words = ["This browser does not know the zone “", &name, "”: times are shown in UTC."].concat();
            store.notices.update(|notices| notices.push(words));
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

/// Says something for a few seconds.
pub(crate) fn say(store: Store, text: String) {
    store.toast.set(Some(text.clone()));
    spawn_local(async move {
        frame::sleep(6000).await;
        if store.toast.read_untracked().as_ref() == Some(&text) {
            store.toast.set(None);
        }
    });
}

/// Reads `config.json` beside the page, if there is one.
///
/// Gives what is wrong with it, for people.
pub(crate) async fn read_config(store: Store) -> Vec<String> {
    let Some(bytes) = load::own_file("config.json").await else { return Vec::new() };
    let (config, problems) = Config::parse(&bytes);
    store.config.set(super::Shared::new(config));
    problems.iter().map(ToString::to_string).collect()
}
