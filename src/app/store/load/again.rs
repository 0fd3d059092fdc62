//! Reading again what is on screen, without showing that it is done: one session, the newest of a list, the part of a log
//! that may have changed.

use leptos::prelude::*;
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::RwLock;

use super::{Fresh, Target, Task, ask_whole, server, show, step};
use crate::api::{Endpoint, Fault, List, Load, LoadState};
use crate::app::store::{Opened, Shared, Store};
use crate::browser::fetch::Abort;
use crate::model::{Id, Log, Notices, Session, SessionKind};
use crate::wire;

/// The sessions that one answer holds: one, or the first ones of a list.
pub(crate) async fn sessions(
    store: Store,
    kind: SessionKind,
    endpoint: Endpoint,
    abort: &Abort,
) -> Result<Vec<Session>, Fault> {
    let server = server(store).ok_or(Fault::Aborted)?;
    let body = ask_whole(store, &server, &endpoint, abort).await?;
    let (rows, _) = wire::sessions(server.product, kind, &body, &mut Notices::default()).map_err(Fault::Decode)?;
    Ok(rows)
}

/// How many items the open log has.
pub(crate) fn n_open_items(store: Store) -> usize {
    store.open.log.read_untracked().read().map_or(0, |log| log.len())
}

/// Reads again what of the open log may have changed, from its last settled item on, and shows it in place of what was
/// known; whether that worked. Where that item is not where it was, the whole log is read again.
pub(crate) async fn follow_log(store: Store, abort: &Abort) -> bool {
    let is_paged =
        |n| store.open.task.with_value(|task| task.as_ref().is_some_and(|task| task.load.borrow().comes_in_pages(n)));
    let n_kept = store
        .open
        .log
        .read_untracked()
        .read()
        .map_or(0, |log| if is_paged(log.len()) { log.n_settled().saturating_sub(1) } else { 0 });
    match read_behind(store, n_kept, abort).await {
        Some(false) if n_kept > 0 => read_behind(store, 0, abort).await == Some(true),
        fits => fits == Some(true),
    }
}

/// Reads the open log from a row on. Whether it fits what is known and is shown now; nothing where it could not be read.
async fn read_behind(store: Store, n_kept: usize, abort: &Abort) -> Option<bool> {
    let open = store.open;
    let Opened::Session(kind, id) = open.opened.get_untracked() else { return None };
    let before = open.log.get_untracked();
    let (head, n_sources) = before.read().ok()?.head(n_kept);
    let known = before.read().ok().and_then(|log| log.id(u32::try_from(n_kept).ok()?));
    let mut load = Load::new(server(store)?, List::Log { kind, session: id });
    load.set_answered_before();
    if n_kept > 0 {
        load.begin_behind(n_kept);
    }
    let fresh = Fresh {
        log: Shared::new(RwLock::new(head)),
        notices: open.notices.read_untracked().head(n_kept),
        sources: open.sources.with_value(|sources| sources.iter().take(n_sources).cloned().collect()),
    };
    let target = Target::Log(Rc::new(RefCell::new(fresh)));
    let task = Task { load: Rc::new(RefCell::new(load)), abort: abort.clone(), target, is_busy: Rc::default() };
    while step(store, &task, &|| {}).await {}
    let is_whole = matches!(task.load.borrow().state(), LoadState::Complete { .. } | LoadState::Doubtful { .. });
    let is_same = open.log.read_untracked().number() == before.number();
    if !is_whole || abort.is_aborted() || !is_same {
        return None;
    }
    let Target::Log(fresh) = &task.target else { return None };
    let now = fresh.borrow().log.read().ok().and_then(|log| log.id(u32::try_from(n_kept).ok()?));
    // A log only grows: fewer rows than before are another log, or not all of it.
    let fits = (n_kept == 0 || now == known) && fresh.borrow().n_items() >= before.read().map_or(0, |log| log.len());
    if fits {
        fresh.borrow().publish(store);
        show(store, &task);
        open.task.set_value(Some(task.clone()));
    }
    Some(fits)
}

/// The log of any session, and why it may not be all there is; empty if it is.
pub(crate) async fn log_of(store: Store, kind: SessionKind, id: &Id, abort: &Abort) -> (Shared<RwLock<Log>>, String) {
    let fresh = Rc::<RefCell<Fresh>>::default();
    let log = fresh.borrow().log.clone();
    let texts = store.texts.get_untracked();
    let Some(server) = server(store) else { return (log, texts.doubt_no_server()) };
    let mut load = Load::new(server, List::Log { kind, session: id.clone() });
    load.set_answered_before();
    let load = Rc::new(RefCell::new(load));
    let task = Task { load, abort: abort.clone(), target: Target::Log(fresh), is_busy: Rc::default() };
    while step(store, &task, &|| {}).await {}
    let doubt = match task.load.borrow().state() {
        LoadState::Complete { .. } => String::new(),
        LoadState::Doubtful { why, .. } => why.say(texts),
        _ => texts.doubt_not_loaded(),
    };
    (log, doubt)
}
