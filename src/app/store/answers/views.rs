//! The desk's answers that are views of their own, kept up to date: the nights of all jobs, two sessions side by side, and what
//! a search has found; and what is chosen there.

use leptos::prelude::*;

use super::ask_again;
use super::keep::{Asked, keep};
use crate::app::signals::{SetIfNew as _, effect, memo};
use crate::app::store::{Screen, Store};
use crate::report;
use crate::report::job::Named;
use crate::route::Page;

/// Keeps what is on screen of them.
pub(super) fn keep_answered(store: Store) {
    keep_nights(store);
    keep_job(store);
    keep_compared(store);
    keep_found(store);
}

/// Keeps the nights of all jobs, which nothing of the address but the view changes.
fn keep_nights(store: Store) {
    let is_shown = memo(move || *store.screen.read() == Screen::View(Page::JobSessions));
    let question = move || {
        store.job_sessions.rows.track();
        store.names.track();
        store.zone.track();
        is_shown.get().then_some(())
    };
    keep(store, question, |desk, _, ()| Some(desk.glance().into()), store.desk.nights);
}

/// Keeps the job that is chosen, over time; nothing of the last one where none is.
fn keep_job(store: Store) {
    let named = memo(move || {
        let route = store.route.read();
        match &*store.screen.read() {
            Screen::View(Page::Job) => Named::by(&route),
            // There the search is a search.
            Screen::View(Page::JobSessions) => route.params.job.clone().map(Named::Id),
            _ => None,
        }
    });
    let question = move || {
        store.job_sessions.rows.track();
        store.names.track();
        store.zone.track();
        named.get()
    };
    keep(store, question, |desk, _, named| desk.job(named).map(Asked::from), store.desk.job);
    effect(move || {
        // Another one is on its way.
        named.track();
        store.desk.job.set_if_new(None);
    });
}

/// Keeps two sessions side by side; nothing of the last two where none are shown.
fn keep_compared(store: Store) {
    let compared = memo(move || match &*store.screen.read() {
        Screen::View(Page::Compare(a, b)) => Some([a.clone(), b.clone()]),
        _ => None,
    });
    let question = move || {
        follow_loaded(store);
        compared.get()
    };
    keep(
        store,
        question,
        |desk, log, [a, b]| {
            if !desk.match_steps(log, [a, b]) {
                return Some(Asked::later());
            }
            let (answer, needs) = desk.compare(log, [a, b]);
            Some(Asked { needs, ..answer.into() })
        },
        store.desk.compared,
    );
    effect(move || {
        // Two others are on their way.
        compared.track();
        store.desk.compared.set_if_new(None);
    });
}

/// Keeps what a search has found; nothing of it where it is not shown.
fn keep_found(store: Store) {
    let searched = memo(move || {
        let is_shown = matches!(*store.screen.read(), Screen::View(Page::Find));
        is_shown.then(|| store.route.read().params.q.clone().unwrap_or_default())
    });
    let question = move || {
        follow_loaded(store);
        searched.get()
    };
    keep(
        store,
        question,
        |desk, log, query| {
            let searched = desk.find(log, query);
            let needs = searched.next.into_iter().collect();
            Some(Asked { needs, is_partial: searched.is_partial, ..searched.found.into() })
        },
        store.desk.found,
    );
    effect(move || {
        if searched.read().is_none() {
            store.desk.found.set_if_new(None);
        }
    });
}

/// Follows what these answers are made of.
fn follow_loaded(store: Store) {
    store.open.revision.track();
    store.open.session.track();
    store.names.track();
    store.job_sessions.rows.track();
    store.retrieval_sessions.rows.track();
    store.desk.revision.track();
}

/// Aligns the two sessions by the kind of work of this set; by their starts without.
pub(crate) fn align(store: Store, set: Option<String>) {
    store.desk.known.update_value(|desk| desk.align(set));
    ask_again(store);
}

/// Shows what is usual behind the bars of the two, or hides it again.
pub(crate) fn show_usual(store: Store, is_shown: bool) {
    store.desk.known.update_value(|desk| desk.show_usual(is_shown));
    ask_again(store);
}

/// Looks through no more logs for now.
pub(crate) fn stop_search(store: Store) {
    store.desk.stop();
    store.desk.known.update_value(report::Desk::stop_search);
    ask_again(store);
}

/// Goes on with the search, with older sessions where it has ended.
pub(crate) fn go_on_with_search(store: Store) {
    store.desk.known.update_value(report::Desk::go_on_with_search);
    ask_again(store);
}
