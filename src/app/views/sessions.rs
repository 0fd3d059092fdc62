//! The list of sessions: newest first, filtered, sorted, one click from its log.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use leptos::prelude::*;

use crate::app::actions::{self, load};
use crate::app::parts::meter::{self, Controls};
use crate::app::parts::virtual_rows::{Scroller, sorting_head, space};
use crate::app::parts::{filters, status, text};
use crate::app::state::{Shared, State};
use crate::format;
use crate::model::{Rate, Session, SessionKind};
use crate::route::{Column, Page, Part, Sort};

/// A column of the table: what it sorts by, its name, whether it holds numbers, its width in per cent.
type Head = (Column, &'static str, bool, u8);

const JOB_HEADS: [Head; 9] = [
    (Column::Status, "Status", false, 11),
    (Column::Name, "Job", false, 22),
    (Column::Type, "Type", false, 11),
    (Column::Start, "Start", false, 16),
    (Column::Length, "Length", true, 9),
    (Column::Objects, "Objects", true, 8),
    (Column::Data, "Moved", true, 8),
    (Column::Rate, "Rate", true, 8),
    (Column::Bottleneck, "Bottleneck", false, 9),
];

const RETRIEVAL_HEADS: [Head; 6] = [
    (Column::Status, "Status", false, 12),
    (Column::Name, "Retrieval", false, 30),
    (Column::Type, "Type", false, 18),
    (Column::Start, "Start", false, 18),
    (Column::Length, "Length", true, 11),
    (Column::Objects, "Objects", true, 11),
];

/// The view.
pub(crate) fn sessions(state: State, kind: SessionKind) -> impl IntoView {
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
    let counts = Signal::derive(move || {
        let mut counts = [0; 5];
        for session in list.rows.read().iter() {
            if let Some(count) = counts.get_mut(session.status.severity() as usize) {
                *count += 1;
            }
        }
        counts
    });
    let hides = move |part: Part| state.route.read().params.hides(part);
    view! {
        <section class="sessions" aria-label=title>
            <div class="bar">
                <h1>{title}</h1>
                {meter::meter(state, list.load, list.as_of, ("session", "sessions"), Some(controls))}
            </div>
            {meter::trouble(state, list.load, controls.resume)}
            <Show when=move || !hides(Part::Filter)>
                <div class="bar no-print">
                    {filters::search_box(state, "Search the sessions")}
                    {(kind == SessionKind::Job).then(|| job_field(state))}
                    {filters::chips(state, counts)}
                </div>
            </Show>
            <Show when=move || !hides(Part::Table)>{table(state, kind, title)}</Show>
        </section>
    }
}

/// Chooses one job. Offers those that have sessions.
fn job_field(state: State) -> impl IntoView {
    let jobs = Memo::new(move |_| {
        let mut jobs = BTreeMap::new();
        for session in state.job_sessions.rows.read().iter() {
            if let Some(id) = &session.job_id {
                jobs.entry(state.session_name(session)).or_insert_with(|| id.clone());
            }
        }
        jobs.into_iter().collect::<Vec<_>>()
    });
    let chosen = Memo::new(move |_| state.route.read().params.job.as_ref().map(ToString::to_string).unwrap_or_default());
    let choose = move |event: leptos::ev::Event| {
        let job = crate::model::Id::new(&event_target_value(&event));
        actions::set_params(state, |params| params.job = job);
    };
    view! {
        <select aria-label="Job" on:change=choose prop:value=move || chosen.get()>
            <option value="">"All jobs"</option>
            {move || {
                jobs.get()
                    .into_iter()
                    .map(|(name, id)| {
                        let id = id.to_string();
                        let is_chosen = { let id = id.clone(); move || chosen.get() == id };
                        view! { <option value=id selected=is_chosen>{text::plain(&name)}</option> }
                    })
                    .collect_view()
            }}
        </select>
    }
}

fn table(state: State, kind: SessionKind, title: &'static str) -> impl IntoView {
    let list = state.sessions(kind);
    let heads: &'static [Head] = match kind {
        SessionKind::Job => &JOB_HEADS,
        SessionKind::DataRetrieval => &RETRIEVAL_HEADS,
    };
    let sort = Memo::new(move |_| {
        let newest_first = Sort { column: Column::Start, is_descending: true };
        state.route.read().params.sort.filter(|sort| heads.iter().any(|head| head.0 == sort.column)).unwrap_or(newest_first)
    });
    let shown = Memo::new(move |_| Shared::new(shown(state, kind, sort.get())));
    let scroller = Scroller::new();
    let window = Memo::new(move |_| scroller.window(shown.read().len()));
    view! {
        <div class="grid" node_ref=scroller.node>
            <table aria-label=title aria-rowcount=move || shown.read().len() + 1>
                <colgroup>
                    {heads.iter().map(|head| view! { <col style:width=format!("{}%", head.3) /> }).collect_view()}
                </colgroup>
                <thead>
                    <tr aria-rowindex="1">{heads.iter().map(|&(column, name, is_number, _)| sorting_head(name, is_number, column, sort, move |next| actions::set_params(state, |params| params.sort = Some(next)))).collect_view()}</tr>
                </thead>
                <tbody>
                    {space(move || window.read().start, heads.len())}
                    <For
                        each=move || window.get()
                        key=move |&row| (row, shown.read_untracked().get(row).copied(), list.rows.read_untracked().len())
                        children=move |row| line(state, kind, shown, row)
                    />
                    {space(move || shown.read().len().saturating_sub(window.read().end), heads.len())}
                </tbody>
            </table>
            {move || shown.read().is_empty().then(|| empty(state, kind))}
        </div>
    }
}

/// Positions of the sessions that pass the filters, in the chosen order. O(n log n).
fn shown(state: State, kind: SessionKind, sort: Sort) -> Vec<usize> {
    let rows = state.sessions(kind).rows.read();
    let params = state.route.read().params.clone();
    let now = state.now.get_untracked();
    let query = params.q.unwrap_or_default().to_lowercase();
    let mut shown: Vec<usize> = (0..rows.len())
        .filter(|&at| {
            rows.get(at).is_some_and(|session| {
                let is_in_time = session.start.is_none_or(|start| {
                    params.from.is_none_or(|from| start >= from) && params.to.is_none_or(|to| start <= to)
                });
                params.status.admits(session.status.severity())
                    && (params.job.is_none() || session.job_id == params.job || session.retrieval_id == params.job)
                    && is_in_time
                    && (query.is_empty() || matches(state, session, &query))
            })
        })
        .collect();
    let names: Vec<String> = if sort.column == Column::Name {
        rows.iter().map(|session| state.session_name(session).to_lowercase()).collect()
    } else {
        Vec::new()
    };
    let number = |session: &Session| match sort.column {
        Column::Status => Some(session.status as i64),
        Column::Length => session.ticks(now),
        Column::Objects => session.progress.or(session.processed_objects),
        Column::Data => bytes(session.statistics.as_ref().and_then(|s| s.transferred.as_ref())),
        Column::Rate => bytes(session.statistics.as_ref().and_then(|s| s.processing_rate.as_ref())),
        _ => session.start.map(crate::model::Timestamp::ticks),
    };
    let word = |at: usize, session: &Session| match sort.column {
        Column::Name => names.get(at).cloned(),
        Column::Type => session.type_word.clone(),
        Column::Bottleneck => session.statistics.as_ref().and_then(|s| s.bottleneck.clone()),
        _ => None,
    };
    let by_word = matches!(sort.column, Column::Name | Column::Type | Column::Bottleneck);
    shown.sort_by(|&a, &b| {
        let (Some(left), Some(right)) = (rows.get(a), rows.get(b)) else { return Ordering::Equal };
        let order = if by_word { word(a, left).cmp(&word(b, right)) } else { number(left).cmp(&number(right)) };
        let order = if sort.is_descending { order.reverse() } else { order };
        // Ties: newest first.
        order.then_with(|| right.start.cmp(&left.start)).then(a.cmp(&b))
    });
    shown
}

fn bytes(rate: Option<&Rate>) -> Option<i64> {
    rate.and_then(|rate| rate.bytes)
}

fn matches(state: State, session: &Session, query: &str) -> bool {
    [Some(state.session_name(session)), session.details.clone(), session.type_word.clone(), Some(session.id_text.clone())]
        .into_iter()
        .flatten()
        .any(|text| text.to_lowercase().contains(query))
}

fn line(state: State, kind: SessionKind, shown: Memo<Shared<Vec<usize>>>, row: usize) -> impl IntoView {
    let at = shown.read_untracked().get(row).copied();
    let rows = state.sessions(kind).rows.get_untracked();
    let session = at.and_then(|at| rows.get(at)).cloned()?;
    let page = session.id.clone().map(|id| Page::Session(kind, id));
    let name = {
        let session = session.clone();
        move || text::plain(&state.session_name(&session))
    };
    let link = match page {
        Some(page) => view! { <a class="text" href=move || state.link(page.clone())>{name}</a> }.into_any(),
        None => view! { <span class="text" title="Its id is not fit for an address, so its log cannot be asked for">{name}</span> }.into_any(),
    };
    let start = session.start.map(|start| move || format::date_time(start, state.offset(start)));
    let runs = session.end.is_none() && session.status.is_running();
    let length = {
        let session = session.clone();
        move || {
            let now = if runs { state.now.get() } else { state.now.get_untracked() };
            session.ticks(now).map(|ticks| if runs { format!("{} so far", format::duration(ticks)) } else { format::duration(ticks) })
        }
    };
    let retries = session.retry_count.filter(|&n| n > 0).map(|n| format!(" · retry {n}"));
    let repeats = session.main_session_id.as_ref().map(|_| " · a retry");
    let kind_text = [session.type_word.clone(), session.config_type.clone()].into_iter().flatten().collect::<Vec<_>>().join(", ");
    let objects = session.progress.or(session.processed_objects).map(format::count);
    let statistics = session.statistics.clone();
    let amounts = (kind == SessionKind::Job).then(|| {
        let statistics = statistics.unwrap_or_default();
        let moved = amount(statistics.transferred.as_ref(), format::bytes);
        let rate = amount(statistics.processing_rate.as_ref(), format::rate);
        view! {
            <td class="number text">{moved}</td>
            <td class="number text">{rate}</td>
            <td class="text">{statistics.bottleneck.filter(|word| word != "NA")}</td>
        }
    });
    Some(view! {
        <tr class="row" aria-rowindex=row + 2>
            <td>{status::badge(session.status.severity(), text::plain(session.status_text()))}</td>
            <td>{link}{retries}{repeats}</td>
            <td class="text">{text::plain(&kind_text)}</td>
            <td>{start}</td>
            <td class="number">{length}</td>
            <td class="number">{objects}</td>
            {amounts}
        </tr>
    })
}

/// A number for people, or the server's own text where it sent one.
fn amount(rate: Option<&Rate>, print: fn(i64) -> String) -> Option<String> {
    let rate = rate?;
    rate.text.as_deref().map(text::plain).or_else(|| rate.bytes.map(print))
}

fn empty(state: State, kind: SessionKind) -> AnyView {
    use crate::api::LoadState;
    let list = state.sessions(kind);
    if !list.rows.read().is_empty() {
        return view! {
            <div class="grid__empty">
                <p>"No session passes the filters. They look at everything loaded."</p>
                <button type="button" on:click=move |_| actions::clear_filters(state)>"Take the filters off"</button>
            </div>
        }
        .into_any();
    }
    let words = match list.load.get() {
        Some(LoadState::Complete { .. }) => "The server has no sessions of this kind. Its history may be kept for some weeks only, or none has run yet.",
        Some(LoadState::Loading { .. } | LoadState::Waiting { .. }) | None => "Loading sessions …",
        _ => "No sessions were loaded.",
    };
    view! { <div class="grid__empty"><p>{words}</p></div> }.into_any()
}
