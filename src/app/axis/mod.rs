//! All sessions on one axis, a row for each job: which ran at the same time, and when nothing did. Picture and table are those
//! of a log (`store/axis.rs` opens one of which each item is a session); around them stands what is said of the window.
#![allow(unreachable_pub, reason = "the macro makes every component `pub`")]

pub mod facts;

use leptos::prelude::*;

use crate::api::LoadState;
use crate::app::store::Store;
use crate::app::store::progress::{Controls, Obstacle, Progress};
use crate::app::ui;
use crate::model::SessionKind;
use crate::report::axis::{night_at, nights};
use crate::route::Route;
use crate::texts::Texts;
use facts::Facts;

/// A window wider than this is no single night, in ticks: a day and a half.
const MORE_THAN_A_NIGHT: i64 = 1_296_000_000_000;
/// The nights of a week.
const WEEK: i64 = 7;

/// The view.
#[component]
pub(crate) fn Axis(
    /// Picture and table.
    children: Children,
) -> impl IntoView {
    let store = expect_context::<Store>();
    let title = Signal::derive(move || store.texts.get().axis_title());
    let is_empty = Memo::new(move |_| store.open.picture.read().is_none());
    // Of the few there are it is only said where some may be missing.
    let retrievals = store.retrieval_sessions.load.state;
    let is_part = Memo::new(move |_| !matches!(*retrievals.read(), Some(LoadState::Complete { .. })));
    view! {
        <section class="view session axis" aria-label=title>
            <div class="bar">
                <h1>{title}</h1>
                <Steps />
                <Meter kind=SessionKind::Job />
            </div>
            <Facts facts=store.desk.window reader=store.reader />
            <Show when=move || is_part.get()>
                <Meter kind=SessionKind::DataRetrieval />
            </Show>
            <Trouble kind=SessionKind::Job />
            <Trouble kind=SessionKind::DataRetrieval />
            <Show when=move || is_empty.get()>
                <p class="soft">{move || empty(store)}</p>
            </Show>
            <div class="desk" hidden=move || is_empty.get()>
                <div class="desk__main">{children()}</div>
            </div>
        </section>
    }
}

/// Why there is nothing to be drawn.
fn empty(store: Store) -> String {
    let texts = store.texts.get();
    let is_loading = |kind| {
        let state = store.sessions(kind).load.state.read();
        matches!(*state, None | Some(LoadState::Loading { .. } | LoadState::Waiting { .. }))
    };
    if is_loading(SessionKind::Job) || is_loading(SessionKind::DataRetrieval) {
        texts.sessions_loading()
    } else {
        texts.axis_nothing()
    }
}

/// How many of a kind are loaded, and whether that is all.
#[component]
fn Meter(kind: SessionKind) -> impl IntoView {
    let store = expect_context::<Store>();
    let rows = |texts: Texts, n: usize| texts.common_sessions(n, texts.count(n));
    let Progress { line, as_of, button, act, follows, has_failed, toggle } =
        Progress::of(store, store.sessions(kind).load, rows, Controls::of_list(kind));
    let is_job = kind == SessionKind::Job;
    let line = move || if is_job { line.get() } else { store.texts.get().axis_retrievals(line.get()) };
    // Looking for news is one switch of the page.
    let follows = if is_job { follows } else { Signal::stored(None) };
    view! {
        <ui::Meter
            texts=store.texts
            line=line
            as_of=as_of
            button=button
            on_click=act
            follows=follows
            has_failed=has_failed
            on_follow=toggle
        />
    }
}

/// What keeps a list from being loaded.
#[component]
fn Trouble(kind: SessionKind) -> impl IntoView {
    let store = expect_context::<Store>();
    let Obstacle { told, button, act, copy } =
        Obstacle::of(store, store.sessions(kind).load, Controls::of_list(kind).resume);
    view! { <ui::Obstacle texts=store.texts told=told button=button on_click=act on_copy=copy /> }
}

/// The ways to other windows: night by night, a week, all of them. Links, so that each can be kept.
#[component]
fn Steps() -> impl IntoView {
    let store = expect_context::<Store>();
    let texts = store.texts;
    let steps = Memo::new(move |_| steps(store));
    let link = move |at: usize, name: fn(Texts) -> String| {
        let step = move || steps.read().get(at).cloned().flatten();
        move || {
            step().map(|(href, is_here)| {
                view! {
                    <a class="button chip" href=href aria-current=is_here.then_some("true")>
                        {name(texts.get())}
                    </a>
                }
            })
        }
    };
    view! {
        <nav class="axis__steps no-print" aria-label=move || texts.get().axis_windows()>
            {link(0, |texts| texts.axis_earlier())}
            {link(1, |texts| texts.axis_night())}
            {link(2, |texts| texts.axis_week())}
            {link(3, |texts| texts.axis_all())}
            {link(4, |texts| texts.axis_later())}
        </nav>
    }
}

/// Earlier, one night, a week, all, later: the address of each, and whether it is what is shown.
fn steps(store: Store) -> [Option<(String, bool)>; 5] {
    let route = store.route.get();
    let (zone, span) = (store.zone.get(), store.open.axis.read().as_ref().and_then(|axis| axis.span));
    let Some(span) = span else { return Default::default() };
    let shown = route.params.range();
    let range = shown.unwrap_or(span);
    let is_wide = range.ticks() > MORE_THAN_A_NIGHT;
    let at = if is_wide { range.end().plus(-1) } else { range.start().plus(range.ticks() / 2) };
    let night = night_at(&zone, at);
    let step = if is_wide { WEEK } else { 1 };
    let to = |last: i64, n: i64| {
        let window = nights(&zone, last - n + 1, last);
        let params = &route.params;
        let params = crate::route::Params { from: Some(window.start()), to: Some(window.end()), ..params.clone() };
        Some((Route { page: route.page.clone(), params }.to_string(), Some(window) == shown))
    };
    let all = crate::route::Params { from: None, to: None, ..route.params.clone() };
    let all = (Route { page: route.page.clone(), params: all }.to_string(), shown.is_none());
    let beside = |by: i64| shown.and_then(|_| to(night + by * step, step));
    [beside(-1), to(night, 1), to(night, WEEK), Some(all), beside(1)]
}
