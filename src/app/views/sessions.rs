//! The list of sessions: newest first, filtered, sorted, one click from its log.

use leptos::prelude::*;
use crate::api::LoadState;
use crate::app::actions::{self, load};
use crate::app::dom::{El, button, div, el, el_of, plain};
use crate::app::listing::NEWEST_FIRST;
use crate::app::parts::meter::{self, Controls};
use crate::app::parts::virtual_rows::{RowKey, Table, sorting_head};
use crate::app::parts::{filters, report, status, text};
use crate::app::state::said::said;
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
pub(crate) fn sessions(state: State, kind: SessionKind) -> El {
    let list = state.sessions(kind);
    let title = match kind {
        SessionKind::Job => "Job sessions",
        SessionKind::DataRetrieval => "Data-retrieval sessions",
    };
    let controls = match kind {
        SessionKind::Job => Controls {
            stop: |state| load::stop_sessions(state, SessionKind::Job),
            resume: |state| load::resume_sessions(state, SessionKind::Job),
            reload: Some(|state| load::reload_sessions(state, SessionKind::Job)),
        },
        SessionKind::DataRetrieval => Controls {
            stop: |state| load::stop_sessions(state, SessionKind::DataRetrieval),
            resume: |state| load::resume_sessions(state, SessionKind::DataRetrieval),
            reload: Some(|state| load::reload_sessions(state, SessionKind::DataRetrieval)),
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
    let tools = move || {
        let bar = div("bar no-print").child(filters::search_box(state, "Search the sessions"));
        let bar = match kind {
            SessionKind::Job => bar.part(move || Some(job_field(state))),
            SessionKind::DataRetrieval => bar,
        };
        bar.part(move || Some(filters::chips(state, counts())))
    };
    let head =
        div("bar").child(plain("h1", title)).child(meter::meter(state, list.load, ("session", "sessions"), controls));
    el_of("section", "sessions view")
        .attr_said("aria-label", title)
        .child(head)
        .part(move || meter::trouble(state, list.load, controls.resume))
        .when(
            move || kind == SessionKind::Job && !state.route.read().params.hides(Part::Summary),
            move || glance(state),
        )
        .when(shows(Part::Filter), tools)
        .when(shows(Part::Table), move || table(state, kind, title))
}

/// The nights of all jobs.
fn glance(state: State) -> El {
    el_of("details", "work").attr("open", "").child(plain("summary", "Nights by job")).child(report::report(
        state,
        "report",
        state.desk.page,
    ))
}

/// Chooses one job. Offers those that have sessions.
fn job_field(state: State) -> El {
    let mut jobs: Vec<(String, String)> = Vec::new();
    for session in state.job_sessions.rows.read().iter() {
        let Some(id) = &session.job_id else { continue };
        let name = text::plain(&state.session_name(session));
        if let Err(at) = jobs.binary_search_by(|(known, _)| known.cmp(&name)) {
            jobs.insert(at, (name, id.to_string()));
        }
    }
    let chosen = state.route.read().params.job.as_ref().map(ToString::to_string).unwrap_or_default();
    let field = el("select").attr_said("aria-label", "Job").on_value("change", move |id| {
        let job = Id::new(id);
        actions::set_params(state, |params| params.job = job);
    });
    field.offer("", &said("All jobs"), &chosen);
    for (name, id) in &jobs {
        field.offer(id, name, &chosen);
    }
    field
}

fn table(state: State, kind: SessionKind, title: &'static str) -> El {
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
    let scroller = state.sessions(kind).scroller;
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
    table.view(state)
}

fn key(list: &SessionList, row: usize) -> Option<RowKey> {
    let at = *list.shown.read().get(row)?;
    Some((row, at, list.rows.read().number()))
}

fn line(state: State, kind: SessionKind, (row, at, _): RowKey) -> El {
    let rows = state.sessions(kind).rows.get_untracked();
    let Some(session) = rows.get(at as usize).cloned() else { return el("tr") };
    let mut kind_text = session.type_word.clone().unwrap_or_default();
    if let Some(config) = &session.config_type {
        kind_text.extend([", ", config]);
    }
    let start = session.start;
    let start = move || start.map(|start| format::date_time(start, state.offset(start))).unwrap_or_default();
    let objects = session.progress.or(session.processed_objects).map(format::count).unwrap_or_default();
    let cells = [
        el("td").child(status::badge(session.status.severity(), session.status_text())),
        el("td").child(link(state, kind, &session)).say(&retry(&session)),
        el_of("td", "text").text(&text::plain(&kind_text)),
        el("td").say_with(start),
        length(state, &session),
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
fn link(state: State, kind: SessionKind, session: &Session) -> El {
    let session = session.clone();
    let page = session.id.clone().map(|id| Page::Session(kind, id));
    let name = move || text::plain(&state.session_name(&session));
    match page {
        Some(page) => el_of("a", "text").text_with(name).attr_with("href", move || Some(state.link(page.clone()))),
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
fn length(state: State, session: &Session) -> El {
    let runs = session.end.is_none() && session.status.is_running();
    let session = session.clone();
    el_of("td", "number").say_with(move || {
        let now = if runs { state.now.get() } else { state.now.get_untracked() };
        let length = session.ticks(now).map(format::duration).unwrap_or_default();
        if runs { length + " so far" } else { length }
    })
}

/// A number for people, or the server's own text where it sent one.
fn amount(rate: Option<&Rate>, print: fn(i64) -> String) -> String {
    let Some(rate) = rate else { return String::new() };
    rate.text.as_deref().map(text::plain).or_else(|| rate.bytes.map(|bytes| said(&print(bytes)))).unwrap_or_default()
}

fn empty(state: State, kind: SessionKind) -> El {
    let list = state.sessions(kind);
    if !list.rows.read().is_empty() {
        return div("grid__empty")
            .child(plain("p", "No session passes the filters. They look at everything loaded."))
            .child(button("Take the filters off", move || actions::clear_filters(state)));
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
