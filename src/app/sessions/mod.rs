//! The lists of sessions: newest first, filtered, sorted, one click from a log; above that of job sessions, the nights of all
//! jobs.

pub mod job;
mod list;
pub mod nights;
mod tools;

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::signals::memo;
use crate::app::store::Store;
use crate::app::store::progress::{Controls, Obstacle, Progress};
use crate::app::ui;
use crate::app::ui::show::Show;
use crate::app::ui::view;
use crate::model::SessionKind;
use crate::reader::Reader;
use crate::report::job::Named;
use crate::route::{Page, Part};
use crate::texts::Texts;
pub(crate) use job::JobOverTime;
use job::OverTime;
use list::List;
use nights::Nights;
use tools::Tools;

/// Whether the nights are shown from the start.
const IS_OPEN: bool = true;

/// The view.
#[component]
pub(crate) fn Sessions(
    /// Which sessions.
    kind: SessionKind,
) -> impl IntoView {
    let store = expect_context::<Store>();
    let title = Signal::derive(move || title(kind, store.texts.get()));
    let shows = move |part: Part| memo(move || !store.route.read().params.hides(part));
    let has_job = memo(move || store.route.read().params.job.is_some());
    let (shows_summary, shows_filter, shows_table) = (shows(Part::Summary), shows(Part::Filter), shows(Part::Table));
    view! {
        <section class="sessions view" aria-label=title>
            <div class="bar">
                <h1>{title}</h1>
                <Meter kind />
            </div>
            <Trouble kind />
            <Show when=move || kind == SessionKind::Job && shows_summary.get()>
                <NightsByJob />
            </Show>
            <Show when=move || shows_filter.get()>
                <Tools kind />
            </Show>
            <Show when=move || kind == SessionKind::Job && has_job.get()>
                <OneJob />
            </Show>
            <Show when=move || shows_table.get()>
                <List kind title />
            </Show>
        </section>
    }
}

fn title(kind: SessionKind, texts: Texts) -> String {
    match kind {
        SessionKind::Job => texts.common_job_sessions(),
        SessionKind::DataRetrieval => texts.common_data_retrieval_sessions(),
    }
}

/// How much is loaded, and what can be done about that.
#[component]
pub(crate) fn Meter(kind: SessionKind) -> impl IntoView {
    let store = expect_context::<Store>();
    let rows: fn(Texts, usize) -> String = match kind {
        SessionKind::Job => |texts, n| texts.common_sessions(n, texts.count(n)),
        SessionKind::DataRetrieval => |texts, n| texts.sessions_retrievals(n, texts.count(n)),
    };
    let Progress { line, as_of, button, act, follows, has_failed, toggle } =
        Progress::of(store, store.sessions(kind).load, rows, Controls::of_list(kind));
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

/// What keeps the list from being loaded.
#[component]
pub(crate) fn Trouble(kind: SessionKind) -> impl IntoView {
    let store = expect_context::<Store>();
    let Obstacle { told, button, act, copy } =
        Obstacle::of(store, store.sessions(kind).load, Controls::of_list(kind).resume);
    view! { <ui::Obstacle texts=store.texts told=told button=button on_click=act on_copy=copy /> }
}

/// How long the runs of the chosen job took, and the way to more of it.
#[component]
fn OneJob() -> impl IntoView {
    let store = expect_context::<Store>();
    let href = move || {
        let route = store.route.read();
        Named::by(&route).map(|named| named.route(&route, Page::Job).to_string())
    };
    view! {
        <div class="work over-time__small">
            <OverTime facts=store.desk.job reader=store.reader is_small=true />
            <a class="no-print" href=href>
                {move || store.texts.get().job_over_time()}
            </a>
        </div>
    }
}

/// The nights of all jobs, which can be folded away.
#[component]
fn NightsByJob() -> impl IntoView {
    let store = expect_context::<Store>();
    // Not the filters of this list: no link of the strip keeps them, and typing in a filter would make all of it anew.
    let route = memo(move || store.route.read().to(Page::JobSessions));
    let reader = memo(move || {
        let (texts, zone, now, route) =
            (store.texts.get(), (**store.zone.read()).clone(), store.now.get_untracked(), route.get());
        Arc::new(Reader { texts, zone, now, route })
    });
    view! {
        <details class="work" open=IS_OPEN>
            <summary>{move || store.texts.get().sessions_nights()}</summary>
            <div class="report">
                <Nights facts=store.desk.nights reader=reader />
            </div>
        </details>
    }
}
