//! The desk's answers about the open session that stand beside its picture and its log, kept up to date; and what is known
//! noise in it.

use leptos::prelude::*;

use super::is_shown_whole;
use super::keep::{Asked, ask, keep};
use crate::answers::groups::By;
use crate::answers::server_zone::inferred;
use crate::app::signals::{SetIfNew as _, effect};
use crate::app::store::{Shared, Store};
use crate::report::Desk;
use crate::report::asked::Groups;

/// Keeps the answer on top, the item that is selected, and the zone that titles tell.
pub(super) fn keep_answered(store: Store) {
    let open = store.open;
    let summary = |desk: &mut Desk, log: &_, (): &()| {
        if !desk.prepare_summary(log) {
            return Some(Asked::later());
        }
        let (answer, needs) = desk.summary(log)?;
        Some(Asked { needs, ..answer.into() })
    };
    let at_rest = move || {
        open.session.track();
        store.job_sessions.rows.track();
        store.retrieval_sessions.rows.track();
        store.desk.revision.track();
        // The picture first.
        (open.drawn.get() == open.revision.get() && is_shown_whole(store)).then_some(())
    };
    keep(store, at_rest, summary, store.desk.summary);
    effect(move || {
        // Nothing is known while the next answer is on its way: what is hidden stays so.
        if let Some(summary) = &*store.desk.summary.read() {
            open.muted.set_if_new(summary.muted.clone());
        }
    });
    let selected = move || {
        open.revision.track();
        open.selection.get()
    };
    keep(store, selected, |desk, log, &idx| desk.item(log, idx).map(Asked::from), store.desk.item);
    effect(move || {
        open.revision.track();
        if *store.zone_word.read() == "server" && is_shown_whole(store) {
            store.desk.zone.set_if_new(ask(store, |_, log| inferred(log)).flatten());
        }
    });
}

/// Keeps the items of the set that the address names.
pub(crate) fn keep_set(store: Store) {
    effect(move || {
        let open = store.open;
        open.revision.track();
        let Some(set) = store.route.read().params.only.clone() else { return open.only.set_if_new(None) };
        let items = ask(store, |desk, log| desk.set(log, &set)).flatten();
        open.only.set(Some(Shared::new(items.unwrap_or_default())));
    });
}

/// The open log's items in groups; nothing while there are titles left to read, and it is to be asked again.
pub(crate) fn groups(store: Store, by: By) -> Option<Groups> {
    ask(store, |desk, log| desk.groups(log, by)).flatten()
}

/// Takes the problem of a set for harmless from now on.
pub(crate) fn call_harmless(store: Store, set: &str) {
    ask(store, |desk, log| desk.add_noise(log, set));
    super::ask_again(store);
}

/// Shows what is known noise all the same, or hides it again.
pub(crate) fn show_noise(store: Store, is_shown: bool) {
    ask(store, |desk, _| desk.show_noise(is_shown));
    super::ask_again(store);
}
