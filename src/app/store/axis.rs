//! All sessions on one axis: kept as the open log for as long as that view is there, made anew whenever one of the lists has
//! changed.

use std::sync::RwLock;

use leptos::prelude::*;

use super::answers::keep::keep as keep_answer;
use super::{Opened, Screen, Shared, Store, connect, load, pick};
use crate::app::signals::{effect, memo};
use crate::model::{Session, SessionKind, Status};
use crate::report::axis::axis;
use crate::report::desk::Desk;
use crate::route::Page;

/// Whether the items of the open log are sessions. Follows it.
pub(crate) fn has_sessions(store: Store) -> bool {
    store.open.axis.read().is_some()
}

/// What the picture is of, as messages tell it apart. Follows it.
pub(crate) fn kind_of_items(store: Store) -> &'static str {
    if has_sessions(store) { "session" } else { "item" }
}

/// Opens it, unless it is open.
pub(crate) fn open(store: Store) {
    if *store.open.opened.read_untracked() != Opened::Axis {
        connect::forget_open_session(store);
        store.open.opened.set(Opened::Axis);
    }
    for kind in [SessionKind::Job, SessionKind::DataRetrieval] {
        load::sessions_once(store, kind);
    }
}

/// Keeps it in step with what is loaded from now on, and what is said of the window in view.
pub(crate) fn keep(store: Store) {
    let open = store.open;
    let is_shown = memo(move || *store.screen.read() == Screen::View(Page::Axis));
    effect(move || {
        store.job_sessions.rows.track();
        store.retrieval_sessions.rows.track();
        store.names.track();
        store.texts.track();
        // By its name: what "the server's zone" is follows from the open log.
        store.zone_word.track();
        if is_shown.get() && *open.opened.read() == Opened::Axis {
            untrack(|| make(store));
        }
    });
    let question = move || {
        open.revision.track();
        let range = store.route.read().params.range();
        let axis = open.axis.get().filter(|_| is_shown.get())?;
        let range = range.or(axis.span)?;
        Some((axis, range, open.selection.get()))
    };
    keep_answer(
        store,
        question,
        |desk: &mut Desk, log, (axis, range, chosen)| Some(desk.window(log, axis, *range, *chosen).into()),
        store.desk.window,
    );
}

/// Makes the log of what is loaded. What was selected stays so.
fn make(store: Store) {
    let open = store.open;
    let selected = open.selection.get_untracked().and_then(|idx| open.log.read_untracked().read().ok()?.id(idx));
    let (jobs, retrievals) = (store.job_sessions.rows.get_untracked(), store.retrieval_sessions.rows.get_untracked());
    let zone = store.zone.get_untracked();
    let reader = (store.texts.get_untracked(), &*zone, store.now.get_untracked());
    let (log, axis) = axis([&**jobs, &**retrievals], &|session| store.session_name(session), reader);
    let selection = selected.and_then(|id| log.find_id(&crate::model::Id::new(&id)?));
    // It stands for all of them where the page asks whether anything goes on, and how far that reaches.
    let standing = axis.runs.then(|| Shared::new(Session { status: Status::Running, ..Session::new("") }));
    open.log.set(Shared::new(RwLock::new(log)));
    open.axis.set(Some(Shared::new(axis)));
    open.session.set(standing);
    open.selection.set(selection);
    pick::follow_item(store);
    open.revision.update(|revision| *revision += 1);
}

/// The session that an item stands for, as its view; nothing where items are no sessions.
pub(crate) fn page_of(store: Store, idx: u32) -> Option<Page> {
    let axis = store.open.axis.read();
    let (kind, id) = axis.as_ref()?.pages.get(idx as usize)?.clone()?;
    Some(Page::Session(kind, id))
}

/// Goes to the session that the selected item stands for, if there is one.
pub(crate) fn enter_selected(store: Store) -> bool {
    let page = untrack(|| page_of(store, store.open.selection.get()?));
    let is_found = page.is_some();
    if let Some(page) = page {
        super::go(store, page);
    }
    is_found
}
