//! The list of sessions: newest first, filtered, sorted, one click from its log.

use crate::api::LoadState;
use crate::app::dom::{El, button, div, el, el_of, plain};
use crate::app::parts::meter::{self, Controls};
use crate::app::parts::virtual_rows::{RowKey, Table, sorting_head};
use crate::app::parts::{filters, report, status, text};
use crate::app::store::listing::NEWEST_FIRST;
use crate::app::store::said::said;
use crate::app::store::{self, load};
use crate::app::store::{SessionList, Store};
use crate::format;
use crate::model::{Id, Rate, Session, SessionKind};
use crate::route::{Column, Page, Part};
use leptos::prelude::*;

/// A column of the table: what it sorts by, its name, whether it holds numbers, its width's class.
type Head = (Column, &'static str, bool, &'static str);

const JOB_HEADS: [Head; 9] = [
    (Column::Status, "Status", false, "w-10"),
    (Column::Name, "Job", false, "w-20"),
    (Column::Type, "Type", false, "w-10"),
    (Column::Start, "Start", false, "w-16"),
    (Column::Length, "Length", true, "w-10"),
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
pub(crate) fn sessions(store: Store, kind: SessionKind) -> El {
    let list = store.sessions(kind);
    let title = match kind {
        SessionKind::Job => "Job sessions",
        SessionKind::DataRetrieval => "Data-retrieval sessions",
    };
    let controls = match kind {
        SessionKind::Job => Controls {
            stop: |store| load::stop_sessions(store, SessionKind::Job),
            resume: |store| load::resume_sessions(store, SessionKind::Job),
            reload: Some(|store| load::reload_sessions(store, SessionKind::Job)),
        },
        SessionKind::DataRetrieval => Controls {
            stop: |store| load::stop_sessions(store, SessionKind::DataRetrieval),
            resume: |store| load::resume_sessions(store, SessionKind::DataRetrieval),
            reload: Some(|store| load::reload_sessions(store, SessionKind::DataRetrieval)),
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
    let shows = move |part: Part| move || !store.route.read().params.hides(part);
    let tools = move || {
        let bar = div("bar no-print").child(filters::search_box(store, "Search the sessions"));
        let bar = match kind {
            SessionKind::Job => bar.part(move || Some(job_field(store))),
            SessionKind::DataRetrieval => bar,
        };
        bar.part(move || Some(filters::chips(store, counts())))
    };
    let head =
        div("bar").child(plain("h1", title)).child(meter::meter(store, list.load, ("session", "sessions"), controls));
    el_of("section", "sessions view")
        .attr_said("aria-label", title)
        .child(head)
        .part(move || meter::trouble(store, list.load, controls.resume))
        .when(
            move || kind == SessionKind::Job && !store.route.read().params.hides(Part::Summary),
            move || glance(store),
        )
        .when(shows(Part::Filter), tools)
        .when(shows(Part::Table), move || table(store, kind, title))
}

/// The nights of all jobs.
fn glance(store: Store) -> El {
    el_of("details", "work").attr("open", "").child(plain("summary", "Nights by job")).child(report::report(
        store,
        "report",
        store.desk.page,
    ))
}

/// Chooses one job. Offers those that have sessions.
fn job_field(store: Store) -> El {
    let mut jobs: Vec<(String, String)> = Vec::new();
    for session in store.job_sessions.rows.read().iter() {
        let Some(id) = &session.job_id else { continue };
        let name = text::plain(&store.session_name(session));
        if let Err(at) = jobs.binary_search_by(|(known, _)| known.cmp(&name)) {
            jobs.insert(at, (name, id.to_string()));
        }
    }
    let chosen = store.route.read().params.job.as_ref().map(ToString::to_string).unwrap_or_default();
    let field = el("select").attr_said("aria-label", "Job").on_value("change", move |id| {
        let job = Id::new(id);
        store::set_params(store, |params| params.job = job);
    });
    field.offer("", &said("All jobs"), &chosen);
    for (name, id) in &jobs {
        field.offer(id, name, &chosen);
    }
    field
}

fn table(store: Store, kind: SessionKind, title: &'static str) -> El {
    let heads: &'static [Head] = match kind {
        SessionKind::Job => &JOB_HEADS,
        SessionKind::DataRetrieval => &RETRIEVAL_HEADS,
    };
    let sort = move || store.route.read().params.sort.unwrap_or(NEWEST_FIRST);
    let columns = heads
        .iter()
        .map(|&(column, name, is_number, width)| {
            let head = sorting_head(name, is_number, column, sort, move |next| {
                store::set_params(store, |params| params.sort = (next != NEWEST_FIRST).then_some(next));
            });
            (head, width)
        })
        .collect();
    let scroller = store.sessions(kind).scroller;
    let table = match kind {
        SessionKind::Job => Table {
            name: title,
            columns,
            scroller,
            n_rows: |store| store.job_sessions.shown.read().len(),
            key: |store, row| key(store.job_sessions, row),
            line: |store, key| line(store, SessionKind::Job, key),
            empty: |store| empty(store, SessionKind::Job),
        },
        SessionKind::DataRetrieval => Table {
            name: title,
            columns,
            scroller,
            n_rows: |store| store.retrieval_sessions.shown.read().len(),
            key: |store, row| key(store.retrieval_sessions, row),
            line: |store, key| line(store, SessionKind::DataRetrieval, key),
            empty: |store| empty(store, SessionKind::DataRetrieval),
        },
    };
    table.view(store)
}

fn key(list: &SessionList, row: usize) -> Option<RowKey> {
    let at = *list.shown.read().get(row)?;
    Some((row, at, list.rows.read().number()))
}

fn line(store: Store, kind: SessionKind, (row, at, _): RowKey) -> El {
    let rows = store.sessions(kind).rows.get_untracked();
    let Some(session) = rows.get(at as usize).cloned() else { return el("tr") };
    let mut kind_text = session.type_word.clone().unwrap_or_default();
    if let Some(config) = &session.config_type {
        kind_text.extend([", ", config]);
    }
    let start = session.start;
    let start = move || start.map(|start| format::date_time(start, store.offset(start))).unwrap_or_default();
    let objects = session.progress.or(session.processed_objects).map(format::count).unwrap_or_default();
    let cells = [
        el("td").child(status::badge(session.status.severity(), session.status_text())),
        el("td").child(link(store, kind, &session)).say(&retry(&session)),
        el_of("td", "text").text(&text::plain(&kind_text)),
        el("td").say_with(start),
        length(store, &session),
        el_of("td", "number").say(&objects),
    ];
    let line = el_of("tr", "row").attr("aria-rowindex", &(row + 2).to_string()).children(cells);
    if kind == SessionKind::DataRetrieval {
        return line;
    }
    let statistics = session.statistics.unwrap_or_default();
    let bottleneck = statistics.bottleneck.filter(|word| word != "NA").unwrap_or_default();
    line.children([
        el_of("td", "number text").text(&amount(statistics.transferred.as_ref(), format::bytes)),
        el_of("td", "number text").text(&amount(statistics.processing_rate.as_ref(), format::rate)),
        el_of("td", "text").text(&text::plain(&bottleneck)),
    ])
}

/// The session's name, as a link to its log if its id is fit for an address.
fn link(store: Store, kind: SessionKind, session: &Session) -> El {
    let session = session.clone();
    let page = session.id.clone().map(|id| Page::Session(kind, id));
    let name = move || text::plain(&store.session_name(&session));
    match page {
        Some(page) => el_of("a", "text").text_with(name).attr_with("href", move || Some(store.link(page.clone()))),
        None => el_of("span", "text")
            .text_with(name)
            .attr_said("title", "Its id is not fit for an address, so its log cannot be asked for"),
    }
}

fn retry(session: &Session) -> String {
    match (session.retry_count.filter(|&n| n > 0), &session.main_session_id) {
        (Some(n), _) => format!(" · retry {n}"),
        (None, Some(_)) => " · a retry".to_owned(),
        (None, None) => String::new(),
    }
}

/// The length; it grows while the session runs.
fn length(store: Store, session: &Session) -> El {
    let runs = session.end.is_none() && session.status.is_running();
    let session = session.clone();
    el_of("td", "number").say_with(move || {
        let now = if runs { store.now.get() } else { store.now.get_untracked() };
        let length = session.ticks(now).map(format::duration).unwrap_or_default();
        if runs { length + " so far" } else { length }
    })
}

/// A number for people, or the server's own text where it sent one.
fn amount(rate: Option<&Rate>, print: fn(i64) -> String) -> String {
    let Some(rate) = rate else { return String::new() };
    rate.text.as_deref().map(text::plain).or_else(|| rate.bytes.map(|bytes| said(&print(bytes)))).unwrap_or_default()
}

fn empty(store: Store, kind: SessionKind) -> El {
    let list = store.sessions(kind);
    if !list.rows.read().is_empty() {
        return div("grid__empty")
            .child(plain("p", "No session passes the filters. They look at everything loaded."))
            .child(button("Take the filters off", move || store::clear_filters(store)));
    }
    let words = move || {
        match *list.load.state.read() {
            Some(LoadState::Complete { .. }) => {
                "The server has no sessions of this kind. It may keep its history for some weeks only, or none has run yet."
            }
            Some(LoadState::Loading { .. } | LoadState::Waiting { .. }) | None => "Loading sessions …",
            _ => "No sessions were loaded.",
        }
        .to_owned()
    };
    div("grid__empty").child(el("p").say_with(words))
}
