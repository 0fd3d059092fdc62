//! Stopping loads, going on with them, calling them off.

use super::{Task, run};
use crate::api::LoadState;
use crate::app::store::{LoadValue, Store, Trouble};
use crate::browser::fetch::Abort;
use crate::model::SessionKind;
use leptos::prelude::*;

/// Ends a load for good: what comes of it still belongs to nobody.
pub(crate) fn call_off(slot: StoredValue<Option<Task>, LocalStorage>) {
    if let Some(task) = slot.get_value() {
        task.abort.abort();
    }
    slot.set_value(None);
}

fn stop(task: Option<Task>, show: impl Fn(&LoadState)) {
    if let Some(task) = task {
        task.load.borrow_mut().stop();
        show(task.load.borrow().state());
        task.abort.abort();
    }
}

/// Stops loading the sessions of a kind. What came stays.
pub(crate) fn stop_sessions(store: Store, kind: SessionKind) {
    let list = store.sessions(kind);
    stop(list.task.get_value(), |load| list.load.state.set(Some(load.clone())));
}

/// Stops loading the log. What came stays.
pub(crate) fn stop_log(store: Store) {
    stop(store.open.task.get_value(), |load| store.open.load.state.set(Some(load.clone())));
}

/// Stops everything that is under way.
pub(crate) fn stop_all(store: Store) {
    stop_sessions(store, SessionKind::Job);
    stop_sessions(store, SessionKind::DataRetrieval);
    stop_log(store);
}

/// Goes on with a list where it was stopped or failed.
pub(crate) fn resume_sessions(store: Store, kind: SessionKind) {
    resume(store, store.sessions(kind).task);
}

/// Goes on with the log where it was stopped or failed.
pub(crate) fn resume_log(store: Store) {
    resume(store, store.open.task);
}

/// Goes on with whatever waits for a token.
pub(crate) fn resume_all(store: Store) {
    let needs_token = |load: LoadValue| *load.trouble.read_untracked() == Some(Trouble::NeedsToken);
    for kind in [SessionKind::Job, SessionKind::DataRetrieval] {
        if needs_token(store.sessions(kind).load) {
            resume_sessions(store, kind);
        }
    }
    if needs_token(store.open.load) {
        resume_log(store);
    }
}

/// The same load with a new way to stop it.
fn resume(store: Store, slot: StoredValue<Option<Task>, LocalStorage>) {
    let Some(before) = slot.get_value() else { return };
    before.load.borrow_mut().resume();
    let task = Task { abort: Abort::new(), ..before };
    slot.set_value(Some(task.clone()));
    run(store, task);
}
