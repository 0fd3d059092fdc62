//! Telling the desk what it does not know yet, and asking it.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::super::super::state::{Connection, Opened, State, said};
use super::super::{file, load};
use crate::api::{Fault, LoadState, Server};
use crate::browser::fetch::Abort;
use crate::browser::frame;
use crate::model::{Id, Log, Product, SessionKind, TimeRange};
use crate::report::asked::{Answer, Facts, SavedFile, Told, Trouble, What, Wish};

/// The answer to a question about what is loaded; nothing where there is none.
pub(crate) fn ask(state: State, what: What, range: Option<TimeRange>, detail: &str) -> Option<Answer> {
    tell(state);
    let route = state.route.read_untracked().to_string();
    let shared = state.open.log.get_untracked();
    let log = shared.read().ok()?;
    let wish = Wish { what, route, range, detail: detail.to_owned() };
    state.desk.known.try_update_value(|desk| desk.answer(&log, &wish)).flatten()
}

/// Tells it which language the page speaks.
pub(crate) fn tell_words(state: State) {
    state.desk.known.update_value(|desk| desk.set_words(said::words()));
}

/// What a fault with a server means for the person at the page.
pub(crate) fn explain(state: State, fault: &Fault, server: &Server, has_answered: bool) -> Told {
    let now = frame::now();
    let trouble = Trouble {
        fault: fault.clone(),
        origin: server.origin.to_string(),
        product: server.product,
        version: server.version,
        page_origin: super::super::page_origin(),
        now,
        token_age_minutes: state.credential.with_value(|credential| credential.as_ref().map(|c| c.age_minutes(now))),
        has_answered,
    };
    state.desk.known.with_value(|desk| desk.explain(&trouble)).unwrap_or_else(|| Told {
        title: "Reading from the server failed".to_owned(),
        cause: String::new(),
        certainty: "possible".to_owned(),
        todo: vec!["Try again, and reload the page.".to_owned()],
        who: "you".to_owned(),
        report: String::new(),
    })
}

/// Tells what the desk does not know.
fn tell(state: State) {
    let mut told = state.desk.told.get_value();
    let is_new = state.desk.known.try_update_value(|desk| {
        for (number, kind) in told.sessions.iter_mut().zip([SessionKind::Job, SessionKind::DataRetrieval]) {
            let list = state.sessions(kind);
            let saved = state.open.saved.get_value().filter(|saved| saved.kind == kind);
            let rows = saved.map_or_else(|| list.rows.get_untracked(), |saved| saved.sessions.clone());
            if *number != rows.number() {
                *number = rows.number();
                let is_complete = matches!(*list.load.state.read_untracked(), Some(LoadState::Complete { .. }));
                desk.set_sessions(kind, rows.arc(), is_complete);
            }
        }
        let names = state.names.get_untracked();
        if told.names != names.number() {
            told.names = names.number();
            desk.set_names((*names).clone());
        }
        desk.set_clock(state.now.get_untracked(), (**state.zone.read_untracked()).clone());
        let shared = state.open.log.get_untracked();
        let n_items = shared.read().map_or(0, |log| log.len());
        if told.log == shared.number() {
            desk.set_facts(facts(state));
            if told.n_items != n_items {
                desk.log_grew();
            }
        } else {
            desk.open(facts(state));
        }
        (told.log, told.n_items) = (shared.number(), n_items);
    });
    if is_new.is_some() {
        state.desk.told.set_value(told);
    }
}

fn facts(state: State) -> Facts {
    let server = match state.connection.get_untracked() {
        Connection::Server(server) => Some(server),
        _ => None,
    };
    let (kind, opened, is_file) = match state.open.opened.get_untracked() {
        Opened::File(name) => (kind_of_open(state), name, true),
        Opened::Session(kind, id) => (kind, id.to_string(), false),
        Opened::Nothing => (SessionKind::Job, String::new(), false),
    };
    let from = match &server {
        _ if is_file => said::said(&["saved file ", &opened].concat()),
        Some(server) => server.origin.to_string(),
        None => said::said("sample data"),
    };
    let doubt = match &*state.open.load.state.read_untracked() {
        Some(LoadState::Complete { .. }) => "",
        Some(LoadState::Doubtful { why, .. }) => why,
        _ => "loading has not ended",
    };
    let is_at_rest =
        !matches!(*state.open.load.state.read_untracked(), Some(LoadState::Loading { .. } | LoadState::Waiting { .. }));
    Facts {
        kind,
        opened,
        is_at_rest,
        session: state.open.session.get_untracked().as_deref().cloned(),
        product: server.as_ref().map_or(Product::Vb365, |server| server.product),
        version: server.as_ref().map(|server| server.version),
        server_version: state.product_version.get_untracked(),
        server: from,
        is_file,
        doubt: doubt.to_owned(),
    }
}

/// Loads a log that the desk asked for, and tells it; one after the other.
pub(super) fn fetch_log(state: State, id: Id) {
    let desk = state.desk;
    if desk.fetching.with_value(Option::is_some) {
        return;
    }
    let abort = Abort::new();
    desk.fetching.set_value(Some(abort.clone()));
    spawn_local(async move {
        let is_file = matches!(*state.open.opened.read_untracked(), Opened::File(_));
        let (log, doubt) = if is_file {
            saved_log_of(state, &id).await
        } else {
            let (log, doubt) = load::log_of(state, kind_of_open(state), &id, &abort).await;
            (log.into_inner().and_then(|log| log.into_inner().ok()).unwrap_or_default(), doubt)
        };
        if !abort.is_aborted() {
            desk.known.update_value(|desk| desk.add_sibling(id, doubt, Arc::new(log)));
        }
        desk.fetching.set_value(None);
        if !abort.is_aborted() {
            desk.revision.update(|revision| *revision += 1);
        }
    });
}

/// The kind of the open session; that of job sessions where none is open.
pub(super) fn kind_of_open(state: State) -> SessionKind {
    match *state.open.opened.read_untracked() {
        Opened::Session(kind, _) => kind,
        _ => state.open.saved.with_value(|saved| saved.as_ref().map_or(SessionKind::Job, |saved| saved.kind)),
    }
}

/// The log of another session of the saved one, and why it may not be all there is.
async fn saved_log_of(state: State, id: &Id) -> (Log, String) {
    let spans = state.desk.known.with_value(|desk| desk.saved_log_of(id));
    let saved = state.open.saved.get_value();
    let (Some(saved), false) = (saved, spans.is_empty()) else {
        return (Log::new(), "the file does not hold it".to_owned());
    };
    let mut pages = Vec::with_capacity(spans.len());
    for span in spans {
        pages.push(file::read_part(&saved.whole, span).await);
    }
    (state.desk.known.with_value(|desk| desk.decode_saved(&pages)), String::new())
}

/// What the first line of a saved session says. The desk reads it, and keeps it.
pub(crate) fn take_saved(state: State, line: &[u8]) -> Option<SavedFile> {
    state.desk.known.try_update_value(|desk| desk.take_saved(line))
}
