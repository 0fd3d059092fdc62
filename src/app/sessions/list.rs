//! The list of sessions as a table.

use leptos::prelude::*;

use crate::api::LoadState;
use crate::app::signals::memo;
use crate::app::store::listing::NEWEST_FIRST;
use crate::app::store::{self, Shared, Store};
use crate::app::ui::foreign::shown;
use crate::app::ui::show::Show;
use crate::app::ui::view;
use crate::app::ui::virtual_table::{Head, Order, RowKey};
use crate::app::ui::{Badge, Button, VirtualTable};
use crate::model::{Rate, Session, SessionKind};
use crate::reader::{self, class, moment};
use crate::route::{Column, Page};
use crate::texts::Texts;

/// A column of the table: what it sorts by, its name, whether it holds numbers, its width's class.
type Heading = (Column, fn(Texts) -> String, bool, &'static str);

const JOB_HEADS: [Heading; 9] = [
    (Column::Status, |texts| texts.sessions_column_status(), false, "w-10"),
    (Column::Name, |texts| texts.sessions_column_job(), false, "w-20"),
    (Column::Type, |texts| texts.sessions_column_type(), false, "w-10"),
    (Column::Start, |texts| texts.common_start(), false, "w-16"),
    (Column::Length, |texts| texts.common_length(), true, "w-10"),
    (Column::Objects, |texts| texts.sessions_column_objects(), true, "w-8"),
    (Column::Data, |texts| texts.sessions_column_moved(), true, "w-8"),
    (Column::Rate, |texts| texts.sessions_column_rate(), true, "w-8"),
    (Column::Bottleneck, |texts| texts.sessions_column_bottleneck(), false, "w-8"),
];

const RETRIEVAL_HEADS: [Heading; 6] = [
    (Column::Status, |texts| texts.sessions_column_status(), false, "w-10"),
    (Column::Name, |texts| texts.sessions_column_retrieval(), false, "w-30"),
    (Column::Type, |texts| texts.sessions_column_type(), false, "w-16"),
    (Column::Start, |texts| texts.common_start(), false, "w-16"),
    (Column::Length, |texts| texts.common_length(), true, "w-10"),
    (Column::Objects, |texts| texts.sessions_column_objects(), true, "w-10"),
];

/// The table.
#[component]
pub(crate) fn List(
    /// Which sessions.
    kind: SessionKind,
    /// What it is called.
    title: Signal<String>,
) -> impl IntoView {
    let store = expect_context::<Store>();
    let list = store.sessions(kind);
    let versions = StoredValue::new(Versions::default());
    let key = move |row: usize| {
        let at = *list.shown.read().get(row)?;
        let rows = list.rows.get();
        Some((row, at, versions.try_update_value(|versions| versions.of(&rows, at))??))
    };
    let row = move |(row, at, _): RowKey| {
        let rows = list.rows.get_untracked();
        rows.get(at as usize).map(|session| line(store, kind, row, session))
    };
    view! {
        <VirtualTable
            name=title
            heads=heads(store, kind)
            n_rows=Signal::derive(move || list.shown.read().len())
            key=key
            row=row
            scroll_px=list.scroll_px
        >
            <Empty kind />
        </VirtualTable>
    }
}

fn heads(store: Store, kind: SessionKind) -> Vec<Head> {
    let sort = memo(move || store.route.read().params.sort.unwrap_or(NEWEST_FIRST));
    let headings: &[Heading] = match kind {
        SessionKind::Job => &JOB_HEADS,
        SessionKind::DataRetrieval => &RETRIEVAL_HEADS,
    };
    let head = |&(column, name, is_number, width): &Heading| {
        let order = move || {
            let sort = sort.get();
            let order = if sort.is_descending { Order::Descending } else { Order::Ascending };
            (sort.column == column).then_some(order)
        };
        let choose = move |()| {
            let next = sort.get_untracked().chosen(column, is_number);
            store::set_params(store, |params| params.sort = (next != NEWEST_FIRST).then_some(next));
        };
        Head {
            name: Signal::derive(move || name(store.texts.get())),
            is_number,
            width: width.into(),
            order: Signal::derive(order),
            choose: Callback::new(choose),
        }
    };
    headings.iter().map(head).collect()
}

/// For each session of a list the number of the list in which it was last another: its row shows the same since.
#[derive(Default)]
struct Versions {
    rows: Shared<Vec<Session>>,
    of: Vec<usize>,
}

impl Versions {
    fn of(&mut self, rows: &Shared<Vec<Session>>, at: u32) -> Option<usize> {
        if self.rows != *rows {
            self.of.resize(rows.len(), 0);
            for ((at, session), version) in rows.iter().enumerate().zip(&mut self.of) {
                if self.rows.get(at) != Some(session) {
                    *version = rows.number();
                }
            }
            self.rows = rows.clone();
        }
        self.of.get(at as usize).copied()
    }
}

/// The row of a session.
fn line(store: Store, kind: SessionKind, row: usize, session: &Session) -> impl IntoView + use<> {
    let texts = store.texts;
    let (status, start) = (session.status, session.start);
    let status_word = session.status_word.as_deref().map(shown);
    let word = move || status_word.clone().unwrap_or_else(|| texts.get().status(status));
    let severity = status.severity();
    let mut kind_text = session.type_word.clone().unwrap_or_default();
    if let Some(config) = &session.config_type {
        kind_text.extend([", ", config]);
    }
    let start = move || start.map(|start| moment(texts.get(), &store.zone.read(), start));
    let objects = session.progress.or(session.processed_objects);
    let amounts = (kind == SessionKind::Job).then(|| amounts(store, session));
    view! {
        <tr class="row" aria-rowindex=(row + 2).to_string()>
            <td>
                <Badge class=class(severity) symbol=severity.symbol() word=Signal::derive(word) />
            </td>
            <td>{link(store, kind, session)} {retry(texts, session)}</td>
            <td class="text">{shown(&kind_text)}</td>
            <td>{move || start()}</td>
            <td class="number">{length(store, session)}</td>
            <td class="number" data-name=said(store, |texts| texts.sessions_column_objects())>
                {move || objects.map(|n| texts.get().count(n))}
            </td>
            {amounts}
        </tr>
    }
}

/// What a figure is, where the head of its column does not stand above it.
fn said(store: Store, name: fn(Texts) -> String) -> impl Fn() -> String {
    move || name(store.texts.get())
}

/// What only job sessions have.
fn amounts(store: Store, session: &Session) -> impl IntoView + use<> {
    let statistics = session.statistics.clone().unwrap_or_default();
    let bottleneck = statistics.bottleneck.filter(|word| word != "NA").unwrap_or_default();
    view! {
        <td class="number text" data-name=said(store, |texts| texts.sessions_column_moved())>
            {amount(store, statistics.transferred, Texts::bytes)}
        </td>
        <td class="number text" data-name=said(store, |texts| texts.sessions_column_rate())>
            {amount(store, statistics.processing_rate, Texts::rate)}
        </td>
        <td class="text" data-name=said(store, |texts| texts.sessions_column_bottleneck())>
            {shown(&bottleneck)}
        </td>
    }
}

/// The session's name, as a link to its log if its id is fit for an address.
fn link(store: Store, kind: SessionKind, session: &Session) -> AnyView {
    let page = session.id.clone().map(|id| Page::Session(kind, id));
    let session = session.clone();
    let name = move || shown(&store.session_name(&session));
    match page {
        Some(page) => view! {
            <a class="text" href=move || store.link(page.clone())>
                {move || name()}
            </a>
        },
        None => view! {
            <span class="text" title=move || store.texts.get().sessions_no_address()>
                {move || name()}
            </span>
        },
    }
}

/// Which retry it is, behind its name.
fn retry(texts: Memo<Texts>, session: &Session) -> AnyView {
    let (is_retry, count) = (session.is_retry(), session.retry_count);
    view! { {move || reader::retry(texts.get(), is_retry, count).map(|retry| [" ", &retry].concat())} }
}

/// The length; it grows while the session runs.
fn length(store: Store, session: &Session) -> AnyView {
    let runs = session.runs();
    let session = session.clone();
    view! { {move || {
        let now = if runs { store.now.get() } else { store.now.get_untracked() };
        let texts = store.texts.get();
        let length = session.ticks(now).map(|ticks| texts.duration(ticks));
        if runs { Some(texts.sessions_so_far(length.unwrap_or_default())) } else { length }
    }} }
}

/// A number for people, or the server's own text where it sent one.
fn amount(store: Store, rate: Option<Rate>, print: fn(Texts, i64) -> String) -> AnyView {
    let (text, bytes) = rate.map(|rate| (rate.text, rate.bytes)).unwrap_or_default();
    let text = text.as_deref().map(shown);
    view! { {move || text.clone().or_else(|| bytes.map(|bytes| print(store.texts.get(), bytes)))} }
}

/// What stands there while there are no rows.
#[component]
fn Empty(kind: SessionKind) -> impl IntoView {
    let store = expect_context::<Store>();
    let texts = store.texts;
    let list = store.sessions(kind);
    let has_rows = memo(move || !list.rows.read().is_empty());
    let why = move || {
        let texts = texts.get();
        match *list.load.state.read() {
            Some(LoadState::Complete { .. }) => texts.sessions_none(),
            Some(LoadState::Loading { .. } | LoadState::Waiting { .. }) | None => texts.sessions_loading(),
            _ => texts.sessions_none_loaded(),
        }
    };
    view! {
        <div class="grid__empty">
            <Show when=move || has_rows.get() fallback=move || view! { <p>{move || why()}</p> }>
                <p>{move || texts.get().sessions_no_session_passes()}</p>
                <Button
                    name=move || texts.get().common_clear_filters()
                    on_click=move |()| store::clear_filters(store)
                />
            </Show>
        </div>
    }
}
