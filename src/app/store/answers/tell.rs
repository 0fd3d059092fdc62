//! Telling the desk what it does not know yet, and asking it.

use leptos::prelude::*;

use crate::api::{Explanation, Fault, LoadState, Server, Situation};
use crate::app::store::{Connection, Opened, Screen, Store, load, page_origin};
use crate::browser::frame;
use crate::model::{Product, SessionKind};
use crate::report::asked::{Facts, NoSession, SavedFile, Told};
use crate::route::Page;

/// What a fault with a server means for the person at the page. Tracks the language.
pub(crate) fn explain(store: Store, fault: &Fault, server: &Server, has_answered: bool) -> Told {
    let (texts, now) = (store.texts.get(), frame::now());
    let explanation = fault.explain(&Situation {
        texts,
        server,
        page_origin: &page_origin(),
        endpoint: None,
        now,
        token_age_minutes: store.credential.with_value(|credential| credential.as_ref().map(|c| c.age_minutes(now))),
        has_answered,
    });
    let Explanation { title, cause, certainty, todo, who, report } = explanation;
    Told { title, cause, certainty: certainty.say(texts), todo, who, report }
}

/// Tells what the desk does not know.
pub(super) fn tell(store: Store) {
    let mut told = store.desk.told.get_value();
    let is_new = store.desk.known.try_update_value(|desk| {
        let shows_file = shows_file(store);
        if told.shows_file != shows_file {
            told.shows_file = shows_file;
            // A session of a file may be one of the server's, of which the file has no log.
            desk.forget_logs();
        }
        for (number, kind) in told.sessions.iter_mut().zip([SessionKind::Job, SessionKind::DataRetrieval]) {
            let list = store.sessions(kind);
            let saved = store.open.saved.get_value().filter(|saved| shows_file && saved.kind == kind);
            let rows = saved.map_or_else(|| list.rows.get_untracked(), |saved| saved.sessions.clone());
            if *number != rows.number() {
                *number = rows.number();
                let is_complete = matches!(*list.load.state.read_untracked(), Some(LoadState::Complete { .. }));
                desk.set_sessions(kind, rows.arc(), is_complete);
            }
        }
        let names = store.names.get_untracked();
        if told.names != names.number() {
            told.names = names.number();
            desk.set_names((*names).clone());
        }
        desk.set_texts(store.texts.get_untracked());
        desk.set_clock(store.now.get_untracked(), (**store.zone.read_untracked()).clone());
        let shared = store.open.log.get_untracked();
        let n_items = shared.read().map_or(0, |log| log.len());
        if told.log == shared.number() {
            desk.set_facts(facts(store));
            if told.n_items != n_items {
                desk.log_grew();
            }
        } else {
            desk.open(facts(store));
        }
        (told.log, told.n_items) = (shared.number(), n_items);
    });
    if is_new.is_some() {
        store.desk.told.set_value(told);
    }
}

/// Whether a file is on screen. One that was opened before stays open beside what a server has.
pub(super) fn shows_file(store: Store) -> bool {
    matches!(*store.screen.read_untracked(), Screen::View(Page::File))
}

fn facts(store: Store) -> Facts {
    let server = load::server(store);
    let is_sample = matches!(*store.connection.read_untracked(), Connection::Sample(_));
    let (kind, opened, is_file) = match store.open.opened.get_untracked() {
        Opened::File(name) => (kind_of_open(store), name, true),
        Opened::Session(kind, id) => (kind, id.to_string(), false),
        Opened::Nothing | Opened::Axis => (SessionKind::Job, String::new(), false),
    };
    let texts = store.texts.get_untracked();
    let from = match &server {
        _ if is_file => texts.session_saved_file(&opened),
        Some(server) if !is_sample => server.origin.to_string(),
        _ => texts.session_sample_data(),
    };
    let doubt = match &*store.open.load.state.read_untracked() {
        Some(LoadState::Complete { .. }) => String::new(),
        Some(LoadState::Doubtful { why, .. }) => why.say(texts),
        _ => texts.doubt_loading(),
    };
    let is_at_rest = !store.open.load.state.read_untracked().as_ref().is_some_and(LoadState::goes_on);
    Facts {
        kind,
        opened,
        is_at_rest,
        session: store.open.session.get_untracked().as_deref().cloned(),
        product: server.as_ref().map_or(Product::Vb365, |server| server.product),
        version: server.as_ref().filter(|_| !is_sample).map(|server| server.version),
        server_version: store.product_version.get_untracked(),
        server: from,
        is_file,
        doubt,
    }
}

/// The kind of the open session; that of job sessions where none is open.
pub(crate) fn kind_of_open(store: Store) -> SessionKind {
    match *store.open.opened.read_untracked() {
        Opened::Session(kind, _) => kind,
        _ => store.open.saved.with_value(|saved| saved.as_ref().map_or(SessionKind::Job, |saved| saved.kind)),
    }
}

/// What the first line of a saved session says. The desk reads it, and keeps it.
pub(crate) fn take_saved(store: Store, line: &[u8]) -> Option<Result<SavedFile, NoSession>> {
    store.desk.known.try_update_value(|desk| desk.take_saved(line))
}
