//! Every change of what the page knows, by name.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Saying, Screen, Store, axis, connect, load, theme};
use crate::app::signals::effect;
pub(crate) use crate::browser::fetch::Abort;
use crate::browser::{fragment, frame, policy, zone};
use crate::config::{Config, Problem};
use crate::model::{Product, SessionKind, Severity};
use crate::route::{Page, Params, Parsed, Route, RouteNotice, Theme, ZoneChoice};
use crate::texts::Texts;

/// Reads the address, keeps what is fit of it, and shows the view it names.
pub(crate) fn follow_address(store: Store) {
    let Parsed { route, notices, has_token } = Route::parse(&fragment::read());
    let mut notices = of_route(notices);
    if has_token {
        fragment::replace(&route.to_string());
        notices.insert(0, Saying::from(|texts: Texts| texts.connect_token_in_address()));
    }
    let is_new = *store.route.read_untracked() != route;
    // What was said about a view stays with it.
    if is_new || !notices.is_empty() {
        store.notices.set(notices);
    }
    if is_new {
        leave(store, &route);
        store.route.set(route);
    }
    enter(store);
}

/// What was said in a view goes with it, and the next one begins at its top.
fn leave(store: Store, next: &Route) {
    if store.route.read_untracked().page == next.page {
        return;
    }
    store.toast.set(None);
    if let Some(main) = document().get_element_by_id("main") {
        main.set_scroll_top(0);
    }
}

/// What an address has to be told of, to be said.
pub(crate) fn of_route(notices: Vec<RouteNotice>) -> Vec<Saying> {
    notices.into_iter().map(|notice| Saying::from(move |texts: Texts| notice.say(texts))).collect()
}

/// Sees to it that the view that is shown has what it needs.
pub(crate) fn enter(store: Store) {
    connect::drop_token_of_another_server(store);
    match store.screen.get_untracked() {
        Screen::View(Page::JobSessions | Page::Job | Page::Find | Page::Compare(..)) => {
            load::sessions_once(store, SessionKind::Job);
        }
        Screen::View(Page::DataRetrieval) => load::sessions_once(store, SessionKind::DataRetrieval),
        Screen::View(Page::Session(kind, id)) => load::open_session(store, kind, &id),
        Screen::View(Page::Axis) => axis::open(store),
        Screen::Blank if store.route.read_untracked().page == Page::Connect => go(store, Page::JobSessions),
        Screen::Blank => {
            let product = store.route.read_untracked().sample_of();
            connect::use_sample(store, product.unwrap_or(Product::Vb365));
        }
        Screen::Connect { .. } | Screen::View(_) => {}
    }
}

/// Names the view in the browser's tab from now on.
pub(crate) fn keep_title(store: Store) {
    effect(move || {
        let texts = store.texts.get();
        let view = match *store.screen.read() {
            Screen::Connect { .. } => texts.connect_title(),
            Screen::View(Page::JobSessions) => texts.common_job_sessions(),
            Screen::View(Page::DataRetrieval) => texts.common_data_retrieval(),
            Screen::View(Page::Session(..)) => texts.common_session(),
            Screen::View(Page::File) => texts.header_open_file(),
            Screen::View(Page::Find) => texts.header_find(),
            Screen::View(Page::Axis) => texts.axis_title(),
            Screen::View(Page::Job) => texts.job_title(),
            Screen::View(Page::Compare(..)) => texts.compare_title(),
            Screen::View(_) | Screen::Blank => return document().set_title("Tapeline"),
        };
        document().set_title(&[&view, " · Tapeline"].concat());
    });
}

/// Goes to another view of the same server: a new entry in the browser's history.
pub(crate) fn go(store: Store, page: Page) {
    let route = store.route.read_untracked().to(page);
    go_to(store, route);
}

/// Goes to a view and its settings.
pub(crate) fn go_to(store: Store, route: Route) {
    fragment::go(&route.to_string());
    leave(store, &route);
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

/// Every zone that the browser knows by name.
pub(crate) fn zones() -> Vec<String> {
    zone::all()
}

/// Says so from now on where the browser does not know the zone that is named.
pub(crate) fn watch_zone(store: Store) {
    effect(move || {
        if let Some(ZoneChoice::Named(name)) = ZoneChoice::parse(&store.zone_word.read())
            && store.zone.read_untracked().name() != name
        {
            let unknown = Saying::from(move |texts: Texts| texts.header_zone_unknown(&name));
            store.notices.update(|notices| notices.push(unknown));
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
pub(crate) fn say(store: Store, what: impl Into<Saying>) {
    let what = what.into();
    store.toast.set(Some(what.clone()));
    spawn_local(async move {
        frame::sleep(6000).await;
        if store.toast.read_untracked().as_ref().is_some_and(|now| now.is(&what)) {
            store.toast.set(None);
        }
    });
}

/// Reads `config.json` beside the page, if there is one.
///
/// Gives what is wrong with it, for people.
pub(crate) async fn read_config(store: Store) -> Vec<Saying> {
    let Some(bytes) = load::own_file("config.json").await else { return Vec::new() };
    let (config, problems) = Config::parse(&bytes);
    store.config.set(super::Shared::new(config));
    let say = |problem: Problem| Saying::from(move |texts: Texts| problem.say(texts));
    problems.into_iter().map(say).collect()
}
