//! The machines of a session: once its own log is whole, its parts are asked for, and then their logs, two at a time. They stand in
//! the same log, each item with the name of its machine, so that one picture, one search and one table hold all of it.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;
use std::sync::{Arc, RwLock};

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Fresh, Shown, Target, Task, server, step};
use crate::answers::objects::processed;
use crate::api::{Doubt, Endpoint, Fault, List, Load, LoadState, NotThere, Page, Server};
use crate::app::store::{Opened, Shared, Store, pick};
use crate::browser::fetch::Abort;
use crate::browser::files;
use crate::model::{Id, Log, Product, Session, SessionKind, Timestamp};
use crate::report;
use crate::report::machines::{Laid, name_of};
use crate::wire::Gathered;

/// How many logs are asked for at once.
const AT_ONCE: usize = 2;

/// How far the machines are.
#[derive(Clone, PartialEq)]
pub(crate) enum MachinesLoad {
    /// So many of so many have their steps; the others come.
    Loading(usize, usize),
    /// The same, stopped.
    Stopped(usize, usize),
    /// So many have their steps, and these could not be had.
    Done(usize, Vec<String>),
    /// That version has none.
    NotThere(NotThere),
    /// The server has none of this session.
    None,
    /// They could not be asked for.
    Failed(Fault),
}

/// The machines of the open session.
#[derive(Clone, Copy)]
pub(crate) struct Machines {
    /// How far they are; nothing where none were asked for.
    pub(crate) state: RwSignal<Option<MachinesLoad>>,
    /// What was selected before other items came in the place of those known: its text, and when it began.
    selected: StoredValue<Option<(String, Option<Timestamp>)>, LocalStorage>,
    work: StoredValue<Option<Rc<Work>>, LocalStorage>,
}

/// What is to be done.
struct Work {
    server: Server,
    abort: RefCell<Abort>,
    /// Machines without their steps, and where each stands in the log.
    waiting: RefCell<VecDeque<(Session, u32)>>,
    missing: RefCell<Vec<(Session, u32)>>,
    n_all: usize,
    n_done: Cell<usize>,
    n_workers: Cell<usize>,
    /// The log that they go into. It gets another number when what was left open in it is decided.
    log: Arc<RwLock<Log>>,
    /// Why the session's own log may not be whole.
    own_doubt: Option<Doubt>,
    shown: RefCell<Shown>,
}

impl Work {
    fn new(
        (server, abort, log): (Server, Abort, Arc<RwLock<Log>>),
        waiting: VecDeque<(Session, u32)>,
        own_doubt: Option<Doubt>,
    ) -> Rc<Self> {
        Rc::new(Self {
            server,
            abort: RefCell::new(abort),
            n_all: waiting.len(),
            waiting: RefCell::new(waiting),
            missing: RefCell::default(),
            n_done: Cell::new(0),
            n_workers: Cell::new(0),
            log,
            own_doubt,
            shown: RefCell::default(),
        })
    }

    /// Whether its log is the one that is open.
    fn is_open(&self, store: Store) -> bool {
        Arc::ptr_eq(&self.log, &store.open.log.read_untracked().arc())
    }
}

impl Machines {
    pub(crate) fn new() -> Self {
        Self { state: RwSignal::new(None), selected: StoredValue::new_local(None), work: StoredValue::new_local(None) }
    }

    /// Whether the log holds machines that are not read again by themselves. Tracks it.
    pub(crate) fn are_there(&self) -> bool {
        use MachinesLoad::{Done, Loading, Stopped};
        matches!(&*self.state.read(), Some(Loading(..) | Stopped(..) | Done(..)))
    }
}

/// Forgets them, and ends what is under way.
pub(crate) fn forget(store: Store) {
    let machines = store.open.machines;
    if let Some(work) = machines.work.get_value() {
        work.abort.borrow().abort();
    }
    machines.work.set_value(None);
    machines.state.set(None);
}

/// Remembers what is selected, since its number will be that of another item.
pub(super) fn keep_selected(store: Store) {
    let open = store.open;
    let log = open.log.get_untracked();
    let said = |idx| log.read().ok().map(|log| (log.said(idx).to_owned(), log.start(idx)));
    if let Some(selected) = open.selection.get_untracked().and_then(said) {
        open.machines.selected.set_value(Some(selected));
        open.selection.set(None);
    }
}

/// Selects what was selected, if it is there: by its text and its start, or the machine of which it was the only row.
fn select_again(store: Store) {
    let open = store.open;
    let Some((text, start)) = open.machines.selected.get_value() else { return };
    let log = open.log.get_untracked();
    let found = log.read().ok().and_then(|log| {
        let mut all = 0..u32::try_from(log.len()).unwrap_or(u32::MAX);
        let is_it = |idx: &u32| log.start(*idx) == start && log.said(*idx) == text;
        let of_machine = |idx: &u32| log.part(*idx).is_some_and(|part| processed(&text) == Some(part));
        all.clone().find(is_it).or_else(|| all.find(of_machine))
    });
    if found.is_some() {
        open.machines.selected.set_value(None);
        if open.selection.get_untracked().is_none() {
            open.selection.set(found);
        }
    }
}

/// Stops loading their steps. What came stays.
pub(crate) fn stop(store: Store) {
    if let Some(work) = store.open.machines.work.get_value() {
        work.abort.borrow().abort();
        tell(store, &work, MachinesLoad::Stopped(work.n_done.get(), work.n_all));
    }
}

/// Goes on where it was stopped, or tries again what failed.
pub(crate) fn resume(store: Store) {
    let Some(work) = store.open.machines.work.get_value() else { return begin(store) };
    work.waiting.borrow_mut().extend(work.missing.borrow_mut().drain(..));
    work.abort.replace(Abort::new());
    go_on(store, &work);
}

/// Whether the log tells of something being processed: what else a server does has no machines.
fn tells_of_machines(log: &Log) -> bool {
    (0..u32::try_from(log.len()).unwrap_or(u32::MAX)).any(|idx| processed(log.text(idx)).is_some())
}

/// Asks for the machines of the open session, whose own log is whole.
pub(super) fn begin(store: Store) {
    forget(store);
    let Opened::Session(SessionKind::Job, id) = store.open.opened.get_untracked() else { return };
    let Some(server) = server(store).filter(|server| server.product.has_revisions()) else { return };
    let log = store.open.log.get_untracked();
    if !log.read().is_ok_and(|log| tells_of_machines(&log)) {
        return;
    }
    let state = store.open.machines.state;
    let endpoint = Endpoint::List(List::Parts { session: id.clone() }, Page { offset: 0, limit: 1 });
    if endpoint.path(server.product, server.version).is_none() {
        return state.set(Some(MachinesLoad::NotThere(endpoint.why_not(server.product))));
    }
    let abort = Abort::new();
    // Which machines there are is not known yet.
    let work = Work::new((server, abort.clone(), log.arc()), VecDeque::new(), None);
    store.open.machines.work.set_value(Some(work.clone()));
    state.set(Some(MachinesLoad::Loading(0, 0)));
    spawn_local(async move {
        let machines = machines_of(store, &work.server, &id, &abort).await;
        if abort.is_aborted() || !work.is_open(store) {
            return;
        }
        match machines {
            Ok(machines) if machines.is_empty() => state.set(Some(MachinesLoad::None)),
            Ok(machines) => lay(store, &work, machines),
            Err(fault) => {
                store.open.machines.work.set_value(None);
                let is_none = matches!(fault, Fault::NotFound { .. });
                state.set(Some(if is_none { MachinesLoad::None } else { MachinesLoad::Failed(fault) }));
            }
        }
    });
}

/// The sessions of a session's parts, each with its bytes as they came. On AWS a policy has jobs, and these have tasks.
async fn machines_of(
    store: Store,
    server: &Server,
    id: &Id,
    abort: &Abort,
) -> Result<Vec<(Session, Box<[u8]>)>, Fault> {
    let mut machines = parts(store, server, id, abort).await?;
    if server.product == Product::VbAws {
        for at in 0..machines.len() {
            let Some(id) = machines.get(at).and_then(|(machine, _)| machine.id.clone()) else { continue };
            machines.extend(parts(store, server, &id, abort).await?);
        }
    }
    Ok(machines)
}

async fn parts(store: Store, server: &Server, id: &Id, abort: &Abort) -> Result<Vec<(Session, Box<[u8]>)>, Fault> {
    let rows = Rc::new(RefCell::new(Gathered::keeping_bytes()));
    let target = Target::Sessions(SessionKind::Job, rows.clone());
    ended(store, server, List::Parts { session: id.clone() }, target, abort).await?;
    Ok(rows.take().with_bytes())
}

/// Loads a list to its end.
async fn ended(store: Store, server: &Server, list: List, target: Target, abort: &Abort) -> Result<(), Fault> {
    let mut load = Load::new(server.clone(), list);
    load.set_answered_before();
    let task = Task { load: Rc::new(RefCell::new(load)), abort: abort.clone(), target, is_busy: Rc::default() };
    while step(store, &task, &|| {}).await {}
    match task.load.borrow().state() {
        LoadState::Complete { .. } | LoadState::Doubtful { .. } => Ok(()),
        LoadState::Failed { fault, .. } => Err(fault.clone()),
        LoadState::NeedsToken { .. } => Err(Fault::Unauthorized),
        _ => Err(Fault::Aborted),
    }
}

/// Puts a row for each machine into the log, and asks for their steps.
fn lay(store: Store, work: &Rc<Work>, machines: Vec<(Session, Box<[u8]>)>) {
    let open = store.open;
    keep_selected(store);
    let Some(own) = open.log.get_untracked().read().ok().map(|log| log.clone()) else { return };
    let Laid { log, rows, sent } = report::machines::lay(&own, machines, store.texts.get_untracked());
    open.sources.update_value(|sources| sources.extend(files::blob_of(&sent)));
    let shared = Shared::new(RwLock::new(log));
    let own_doubt = match &*open.load.state.read_untracked() {
        Some(LoadState::Doubtful { why, .. }) => Some(why.clone()),
        _ => None,
    };
    let abort = work.abort.borrow().clone();
    let next = Work::new((work.server.clone(), abort, shared.arc()), rows.into(), own_doubt);
    open.log.set(shared);
    open.revision.update(|revision| *revision += 1);
    select_again(store);
    pick::follow_item(store);
    open.machines.work.set_value(Some(next.clone()));
    go_on(store, &next);
}

/// Tells how far the machines are, and with it whether the log is all there is.
fn tell(store: Store, work: &Work, state: MachinesLoad) {
    let is_whole = matches!(&state, MachinesLoad::Done(_, missing) if missing.is_empty());
    let n_rows = store.open.log.read_untracked().read().map_or(0, |log| log.len());
    let doubt = if is_whole { work.own_doubt.clone() } else { Some(Doubt::Machines) };
    store.open.load.state.set(Some(match doubt {
        Some(why) => LoadState::Doubtful { n_rows, why },
        None => LoadState::Complete { n_rows },
    }));
    store.open.machines.state.set(Some(state));
}

/// Asks for the steps of the machines that wait for them.
fn go_on(store: Store, work: &Rc<Work>) {
    tell(store, work, MachinesLoad::Loading(work.n_done.get(), work.n_all));
    for _ in work.n_workers.get()..AT_ONCE {
        work.n_workers.set(work.n_workers.get() + 1);
        let work = work.clone();
        spawn_local(async move {
            let abort = work.abort.borrow().clone();
            let end = steps(store, &work, &abort).await;
            work.n_workers.set(work.n_workers.get() - 1);
            let is_ours =
                store.open.machines.work.with_value(|now| now.as_ref().is_some_and(|now| Rc::ptr_eq(now, &work)));
            if !is_ours {
                return;
            }
            if abort.is_aborted() && !work.abort.borrow().is_aborted() {
                // It was stopped and gone on with before it noticed: its place is free only now.
                return go_on(store, &work);
            }
            store.open.revision.update(|revision| *revision += 1);
            if let Err(fault) = end
                && fault != Fault::Aborted
            {
                abort.abort();
                tell(store, &work, MachinesLoad::Stopped(work.n_done.get(), work.n_all));
            } else if work.n_workers.get() == 0 && !abort.is_aborted() {
                let missing = work.missing.borrow().iter().map(|(machine, _)| name_of(machine)).collect();
                tell(store, &work, MachinesLoad::Done(work.n_done.get(), missing));
                select_again(store);
            }
        });
    }
}

/// One worker: the steps of one machine after the other.
async fn steps(store: Store, work: &Work, abort: &Abort) -> Result<(), Fault> {
    loop {
        let Some((machine, at)) = work.waiting.borrow_mut().pop_front() else { return Ok(()) };
        let Some(part) = machine.id.clone() else { continue };
        let fresh = Rc::<RefCell<Fresh>>::default();
        let end = ended(store, &work.server, List::PartLog { part }, Target::Log(fresh.clone()), abort).await;
        let log = &work.log;
        if !work.is_open(store) {
            return Err(Fault::Aborted);
        }
        match end {
            Ok(()) => {
                let fresh = fresh.borrow();
                if let (Ok(mut log), Ok(part)) = (log.write(), fresh.log.read()) {
                    log.append_part(&name_of(&machine), &part);
                    if !part.is_empty() {
                        log.cover(at);
                    }
                }
                store.open.sources.update_value(|sources| sources.extend(fresh.sources.iter().cloned()));
                work.n_done.set(work.n_done.get() + 1);
                tell(store, work, MachinesLoad::Loading(work.n_done.get(), work.n_all));
                let n_items = log.read().map_or(0, |log| log.len());
                work.shown.borrow_mut().offer(n_items, move || store.open.revision.update(|revision| *revision += 1));
            }
            // Nothing would come of the others either.
            Err(fault) if fault == Fault::Aborted || fault == Fault::Unauthorized || fault.is_network() => {
                work.waiting.borrow_mut().push_front((machine, at));
                return Err(fault);
            }
            Err(_) => work.missing.borrow_mut().push((machine, at)),
        }
    }
}
