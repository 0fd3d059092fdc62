//! The list of sessions: newest first, filtered, sorted, one click from its log.

use std::collections::BTreeMap;

use leptos::html;
use leptos::prelude::*;

use crate::api::LoadState;
use crate::app::actions::{self, load};
use crate::app::listing::NEWEST_FIRST;
use crate::app::parts::filters;
use crate::app::parts::meter::{self, Controls};
use crate::app::parts::status::badge;
use crate::app::parts::text::plain;
use crate::app::parts::virtual_rows::{RowKey, Table, sorting_head};
use crate::app::reactive::{View, button, on, part, text, when};
use crate::app::state::{SessionList, State};
use crate::format;
use crate::model::{Id, Rate, Session, SessionKind};
use crate::route::{Column, Page, Part};

/// A column of the table: what it sorts by, its name, whether it holds numbers, its width's class.
type Head = (Column, &'static str, bool, &'static str);

const JOB_HEADS: [Head; 9] = [
    (Column::Status, "Status", false, "w-10"),
    (Column::Name, "Job", false, "w-20"),
    (Column::Type, "Type", false, "w-10"),
    (Column::Start, "Start", false, "w-16"),
    (Column::Length, "Length", true, "w-8"),
    (Column::Objects, "Objects", true, "w-8"),
    (Column::Data, "Moved", true, "w-8"),
    (Column::Rate, "Rate", true, "w-8"),
    (Column::Bottleneck, "Bottleneck", false, "w-8"),
];

const RETRIEVAL_HEADS: [Head; 6] = [
    (Column::Status, "Status", false, "w-10"),
    (Column::Name, "Retrieval", false, "w-30"),
    (Column::Type, "Type", false, "w-16"),
    (Column::Start, "Start", false, "w-16"),
    (Column::Length, "Length", true, "w-10"),
    (Column::Objects, "Objects", true, "w-10"),
];

/// The view.
pub(crate) fn sessions(state: State, kind: SessionKind) -> AnyView {
    let list = state.sessions(kind);
    let title = match kind {
        SessionKind::Job => "Job sessions",
        SessionKind::DataRetrieval => "Data-retrieval sessions",
    };
    let controls = match kind {
        SessionKind::Job => Controls {
            stop: |state| load::stop_sessions(state, SessionKind::Job),
            resume: |state| load::resume_sessions(state, SessionKind::Job),
            reload: |state| load::reload_sessions(state, SessionKind::Job),
        },
        SessionKind::DataRetrieval => Controls {
            stop: |state| load::stop_sessions(state, SessionKind::DataRetrieval),
            resume: |state| load::resume_sessions(state, SessionKind::DataRetrieval),
            reload: |state| load::reload_sessions(state, SessionKind::DataRetrieval),
        },
    };
    let counts = move || {
        let mut counts = [0; 5];
        for session in list.rows.read().iter() {
            if let Some(count) = counts.get_mut(session.status.severity() as usize) {
                *count += 1;
            }
        }
        counts
    };
    let shows = move |part: Part| move || !state.route.read().params.hides(part);
    view! {
        <section class="sessions" aria-label=title>
            <div class="bar">
                <h1>{title}</h1>
                {meter::meter(state, list.load, ("session", "sessions"), Some(controls))}
            </div>
            {meter::trouble(state, list.load, controls.resume)}
            {when(shows(Part::Filter), move || {
                view! {
                    <div class="bar no-print">
                        {filters::search_box(state, "Search the sessions")}
                        {(kind == SessionKind::Job).then(|| part(move || Some(job_field(state))))}
                        {filters::chips(state, counts)}
                    </div>
                }
                .into_any()
            })}
            {when(shows(Part::Table), move || table(state, kind, title))}
        </section>
    }
    .into_any()
}

/// Chooses one job. Offers those that have sessions.
fn job_field(state: State) -> AnyView {
    let mut jobs = BTreeMap::new();
    for session in state.job_sessions.rows.read().iter() {
        if let Some(id) = &session.job_id {
            jobs.entry(state.session_name(session)).or_insert_with(|| id.to_string());
        }
    }
    let chosen = state.route.read().params.job.as_ref().map(ToString::to_string);
    let choose = on(move |event: leptos::ev::Event| {
        let job = Id::new(&event_target_value(&event));
        actions::set_params(state, |params| params.job = job);
    });
    let options: Vec<AnyView> = jobs
        .into_iter()
        .map(|(name, id)| {
            let is_chosen = Some(&id) == chosen.as_ref();
            view! { <option value=id selected=is_chosen>{plain(&name)}</option> }.into_any()
        })
        .collect();
    view! { <select aria-label="Job" on:change=choose><option value="">"All jobs"</option>{options}</select> }.into_any()
}

fn table(state: State, kind: SessionKind, title: &'static str) -> AnyView {
    let node = NodeRef::<html::Div>::new();
    let list = state.sessions(kind);
    list.scroller.follow(node);
    let heads: &'static [Head] = match kind {
        SessionKind::Job => &JOB_HEADS,
        SessionKind::DataRetrieval => &RETRIEVAL_HEADS,
    };
    let sort = move || state.route.read().params.sort.unwrap_or(NEWEST_FIRST);
    let columns = heads
        .iter()
        .map(|&(column, name, is_number, width)| {
            let head = sorting_head(name, is_number, column, sort, move |next| {
                actions::set_params(state, |params| params.sort = (next != NEWEST_FIRST).then_some(next));
            });
            (head, width)
        })
        .collect();
    let scroller = list.scroller;
    let table = match kind {
        SessionKind::Job => Table {
            name: title,
            columns,
            scroller,
            n_rows: |state| state.job_sessions.shown.read().len(),
            key: |state, row| key(state.job_sessions, row),
            line: |state, key| line(state, SessionKind::Job, key),
            empty: |state| empty(state, SessionKind::Job),
        },
        SessionKind::DataRetrieval => Table {
            name: title,
            columns,
            scroller,
            n_rows: |state| state.retrieval_sessions.shown.read().len(),
            key: |state, row| key(state.retrieval_sessions, row),
            line: |state, key| line(state, SessionKind::DataRetrieval, key),
            empty: |state| empty(state, SessionKind::DataRetrieval),
        },
    };
    view! { <div class="grid" node_ref=node tabindex="0" role="group" aria-label=title>{table.view(state)}</div> }.into_any()
}

fn key(list: &SessionList, row: usize) -> Option<RowKey> {
    let at = *list.shown.read().get(row)?;
    Some((row, u32::try_from(at).ok()?, list.rows.read().address()))
}

fn line(state: State, kind: SessionKind, (row, at, _): RowKey) -> AnyView {
    let rows = state.sessions(kind).rows.get_untracked();
    let Some(session) = rows.get(at as usize).cloned() else { return ().into_any() };
    let name = {
        let session = session.clone();
        text(move || plain(&state.session_name(&session)))
    };
    let link = match session.id.clone() {
        Some(id) => {
            let page = Page::Session(kind, id);
            view! { <a class="text" href=text(move || state.link(page.clone()))>{name}</a> }.into_any()
        }
        None => {
            view! { <span class="text" title="Its id is not fit for an address, so its log cannot be asked for">{name}</span> }.into_any()
        }
    };
    let start = session.start;
    let start = text(move || start.map(|start| format::date_time(start, state.offset(start))).unwrap_or_default());
    let length = length(state, &session);
    let retry = match (session.retry_count.filter(|&n| n > 0), &session.main_session_id) {
        (Some(n), _) => format!(" · retry {n}"),
        (None, Some(_)) => " · a retry".to_owned(),
        (None, None) => String::new(),
    };
    let mut kind_text = session.type_word.clone().unwrap_or_default();
    if let Some(config) = &session.config_type {
        kind_text.extend([", ", config]);
    }
    let objects = session.progress.or(session.processed_objects).map(format::count);
    let amounts = (kind == SessionKind::Job).then(|| {
        let statistics = session.statistics.unwrap_or_default();
        let moved = amount(statistics.transferred.as_ref(), format::bytes);
        let rate = amount(statistics.processing_rate.as_ref(), format::rate);
        let bottleneck = statistics.bottleneck.filter(|word| word != "NA").map(|word| plain(&word));
        [(moved, "number text"), (rate, "number text"), (bottleneck, "text")]
            .map(|(value, class)| view! { <td class=class>{value}</td> }.into_any())
            .into_iter()
            .collect::<Vec<_>>()
    });
    view! {
        <tr class="row" aria-rowindex=(row + 2).to_string()>
            <td>{badge(session.status.severity(), plain(session.status_word.as_deref().unwrap_or(session.status.word())))}</td>
            <td>{link}{retry}</td>
            <td class="text">{plain(&kind_text)}</td>
            <td>{start}</td>
            <td class="number">{length}</td>
            <td class="number">{objects}</td>
            {amounts}
        </tr>
    }
    .into_any()
}

/// The length; it grows while the session runs.
fn length(state: State, session: &Session) -> View<String> {
    let runs = session.end.is_none() && session.status.is_running();
    let session = session.clone();
    text(move || {
        let now = if runs { state.now.get() } else { state.now.get_untracked() };
        let length = session.ticks(now).map(format::duration).unwrap_or_default();
        if runs { length + " so far" } else { length }
    })
}

/// A number for people, or the server's own text where it sent one.
fn amount(rate: Option<&Rate>, print: fn(i64) -> String) -> Option<String> {
    let rate = rate?;
    rate.text.as_deref().map(plain).or_else(|| rate.bytes.map(print))
}

fn empty(state: State, kind: SessionKind) -> AnyView {
    let list = state.sessions(kind);
    if !list.rows.read().is_empty() {
        return view! {
            <div class="grid__empty">
                <p>"No session passes the filters. They look at everything loaded."</p>
                {button("Take the filters off", move || actions::clear_filters(state))}
            </div>
        }
        .into_any();
    }
    let words = text(move || {
        match *list.load.state.read() {
            Some(LoadState::Complete { .. }) => {
                "The server has no sessions of this kind. It may keep its history for some weeks only, or none has run yet."
            }
            Some(LoadState::Loading { .. } | LoadState::Waiting { .. }) | None => "Loading sessions …",
            _ => "No sessions were loaded.",
        }
        .to_owned()
    });
    view! { <div class="grid__empty"><p>{words}</p></div> }.into_any()
}
