//! Loading: lists of sessions, the log of one, names of jobs. What to do next is decided in `api::Load`; this carries it out.

mod again;
mod ask;
mod control;
mod fresh;
pub(crate) mod machines;
mod organizations;
mod take;

use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

use leptos::task::spawn_local;

use super::pick;
use crate::api::{Endpoint, Fault, List, Load, LoadState, Origin, Server, Step};
use crate::app::store::{Connection, Opened, Saying, Shared, Store};
use crate::browser::fetch::Abort;
use crate::browser::frame::{self, Timer};
use crate::model::time::{TICKS_PER_MS, TICKS_PER_SECOND};
use crate::model::{Id, Notices, Product, SessionKind, Timestamp};
use crate::texts::Texts;
use crate::wire::{self, Gathered, LogDecoder};

pub(crate) use again::{follow_log, log_of, n_open_items, sessions};
use ask::ask;
pub(crate) use ask::{Sample, ask_whole, own_file, probe, try_credential};
pub(crate) use control::{call_off, resume_all, resume_log, resume_sessions, stop_all, stop_log, stop_sessions};
pub(super) use fresh::Fresh;
use take::{PageResult, take_log, take_names};

/// A server as the sample data has it. Its name belongs to no host, and nothing is ever sent to it.
fn sample_server(product: Product) -> Option<Server> {
    let origin = Origin::parse("https://sample.invalid:4443").ok()?;
    Some(Server { origin, product, version: *product.versions().first()? })
}

/// The server that is connected; the sample data count as one.
pub(crate) fn server(store: Store) -> Option<Server> {
    match store.connection.get_untracked() {
        Connection::None => None,
        Connection::Sample(product) => sample_server(product),
        Connection::Server(server) => Some(server),
    }
}

/// Learns the server product's own version, for tickets. That it fails hurts nobody.
pub(crate) fn product_version(store: Store) {
    let Some(server) = server(store) else { return };
    spawn_local(async move {
        let answer = ask_whole(store, &server, &Endpoint::ServiceInstance(server.version), &Abort::new()).await;
        if let Ok(body) = answer
            && self::server(store).as_ref() == Some(&server)
        {
            store.product_version.set(wire::server_version(&body));
        }
    });
}

/// A load under way, or at rest until it is resumed.
#[derive(Clone)]
pub(crate) struct Task {
    load: Rc<RefCell<Load>>,
    abort: Abort,
    target: Target,
    /// Whether a request is under way, stopped or not.
    is_busy: Rc<Cell<bool>>,
}

impl Task {
    /// Whether it goes on nowhere any more: it was not stopped, which leaves it at rest, and yet is aborted.
    fn is_called_off(&self) -> bool {
        self.abort.is_aborted() && self.load.borrow().state().goes_on()
    }
}

/// What a load is for, and where its rows go before they are shown.
#[derive(Clone)]
enum Target {
    Sessions(SessionKind, Rc<RefCell<Gathered>>),
    Log(Rc<RefCell<Fresh>>),
    /// Names of jobs, by the lists that are left to be read.
    Names(&'static [List]),
}

impl Target {
    /// A place of the same kind for rows that are not kept.
    fn beside(&self) -> Self {
        match self {
            Self::Sessions(kind, _) => Self::Sessions(*kind, Rc::default()),
            Self::Log(_) => Self::Log(Rc::default()),
            Self::Names(rest) => Self::Names(rest),
        }
    }
}

/// Carries a load on until it rests.
fn run(store: Store, task: Task) {
    spawn_local(async move {
        // One that was stopped and goes on at once waits for what is still to come of the request that was stopped.
        while task.is_busy.get() {
            frame::sleep(10).await;
        }
        if task.abort.is_aborted() {
            return;
        }
        let target = &task.target;
        let n_shown = n_shown(store, target);
        let mut shown = Shown::default();
        while step(store, &task, &|| show(store, &task)).await {
            // What is on screen stays until there is as much of the new.
            let n = n_loaded(target);
            if n >= n_shown {
                let task = task.clone();
                shown.offer(n, move || {
                    if !task.abort.is_aborted() {
                        publish(store, &task.target);
                    }
                });
            }
        }
        if !task.is_called_off() {
            show(store, &task);
            finish(store, &task, n_shown);
        }
    });
}

/// Carries a load on by one request or one wait; false once it rests. `told` is called when its state has changed.
async fn step(store: Store, task: &Task, told: &dyn Fn()) -> bool {
    let step = task.load.borrow_mut().next();
    told();
    let endpoint = match step {
        Step::Idle => return false,
        Step::Wait { ms } => {
            frame::sleep(i32::try_from(ms).unwrap_or(i32::MAX)).await;
            // One that was stopped meanwhile may have been gone on with, and asks for nothing more.
            return !task.abort.is_aborted();
        }
        Step::Send(endpoint) => endpoint,
    };
    task.is_busy.set(true);
    let result = page(store, task, &endpoint, &task.target).await;
    task.is_busy.set(false);
    let is_aborted = task.abort.is_aborted();
    report(task, result, is_aborted);
    !is_aborted
}

/// What was shown last of a load. To show more costs as much as there is, so it is done where there is twice as much, though not
/// twice a second, or after a second and one more for every 100,000 rows: all showings together cost at most twice the last one.
#[derive(Default)]
pub(super) struct Shown {
    /// How many rows, and when.
    last: Rc<Cell<(usize, Timestamp)>>,
    /// Shows what was offered too early.
    later: Option<Timer>,
}

impl Shown {
    /// Shows `n` rows: now where that is worth it, else as soon as it is, for what comes next may be long in coming; unless more are
    /// offered before.
    pub(super) fn offer(&mut self, n: usize, show: impl FnOnce() + 'static) {
        let Some(wait) = self.wait(n) else { return };
        let last = self.last.clone();
        let show = move || {
            last.set((n, frame::now()));
            show();
        };
        self.later = None;
        if wait <= 0 {
            show();
        } else {
            self.later = Some(Timer::after(i32::try_from(wait / TICKS_PER_MS).unwrap_or(i32::MAX), show));
        }
    }

    /// Whether `n` rows are worth showing now; if so they count as shown.
    pub(super) fn is_worth(&mut self, n: usize) -> bool {
        let is_worth = self.wait(n).is_some_and(|wait| wait <= 0);
        if is_worth {
            self.last.set((n, frame::now()));
        }
        is_worth
    }

    /// How long until it is worth showing `n` rows, in ticks; nothing where no fewer are shown.
    fn wait(&self, n: usize) -> Option<i64> {
        let (n_shown, at) = self.last.get();
        let n_seconds = if n > n_shown * 2 { 1 } else { i64::try_from(n / 100_000 + 1).unwrap_or(i64::MAX) };
        (n > n_shown).then(|| n_seconds.saturating_mul(TICKS_PER_SECOND) - frame::now().since(at))
    }
}

fn report(task: &Task, result: PageResult, is_aborted: bool) {
    let mut load = task.load.borrow_mut();
    match result {
        Ok(_) if is_aborted => {}
        Ok(came) => {
            load.on_page(&came.info, came.n_new);
            load.leave_out(came.n_left_out);
        }
        Err((fault, n_rows)) => {
            // A refusal is no answer that broke off: smaller pages would not help.
            if n_rows > 0 || fault.is_cut() || matches!(fault, Fault::Timeout { .. }) {
                load.on_partial(n_rows);
            }
            if !is_aborted {
                load.on_fault(fault, js_sys::Math::random());
            }
        }
    }
}

fn show(store: Store, task: &Task) {
    let value = match &task.target {
        Target::Sessions(kind, _) => store.sessions(*kind).load.state,
        Target::Log(_) => store.open.load.state,
        Target::Names(_) => return,
    };
    value.set(Some(task.load.borrow().state().clone()));
}

fn n_shown(store: Store, target: &Target) -> usize {
    match target {
        Target::Sessions(kind, _) => store.sessions(*kind).rows.read_untracked().len(),
        Target::Log(_) => n_open_items(store),
        Target::Names(_) => 0,
    }
}

fn n_loaded(target: &Target) -> usize {
    match target {
        Target::Sessions(_, rows) => rows.borrow().sessions.len(),
        Target::Log(fresh) => fresh.borrow().n_items(),
        Target::Names(_) => 0,
    }
}

fn publish(store: Store, target: &Target) {
    match target {
        Target::Sessions(kind, rows) => {
            let list = store.sessions(*kind);
            let rows = rows.borrow();
            list.rows.set(Shared::new(rows.sessions.clone()));
            list.notices.set(Shared::new(rows.notices.clone()));
            list.load.as_of.set(Some(frame::now()));
        }
        Target::Log(fresh) => fresh.borrow().publish(store),
        Target::Names(_) => {}
    }
}

/// What there is to do when a load has come to rest.
fn finish(store: Store, task: &Task, n_shown: usize) {
    let target = &task.target;
    let has_ended = match task.load.borrow().state() {
        LoadState::Complete { .. } | LoadState::Doubtful { .. } => true,
        LoadState::Failed { fault, .. } => {
            let is_expected = matches!(fault, Fault::NoSuchResource { .. } | Fault::NotFound { .. });
            if matches!(target, Target::Names(_)) && !is_expected {
                let told = Saying::from(|texts: Texts| texts.sessions_no_names());
                store.notices.update(|notices| notices.push(told));
            }
            false
        }
        _ => false,
    };
    match target {
        Target::Names(rest) => load_names(store, rest),
        // Fewer rows than before are shown once it is sure that there are no more.
        target if has_ended || n_loaded(target) >= n_shown => publish(store, target),
        _ => {}
    }
    if matches!(target, Target::Log(_)) && has_ended {
        machines::begin(store);
    }
}

/// Asks for one page and puts its rows where they belong.
async fn page(store: Store, task: &Task, endpoint: &Endpoint, target: &Target) -> PageResult {
    let (server, n_skip, is_sample) = {
        let load = task.load.borrow();
        (load.server().clone(), load.n_skip(), load.is_sample())
    };
    let beside = is_sample.then(|| target.beside());
    let target = beside.as_ref().unwrap_or(target);
    let pieces = js_sys::Array::new();
    let n_before = n_loaded(target);
    let mut body = Vec::new();
    let mut decoder = LogDecoder::new(server.product, n_skip);
    let mut notices = Notices::default();
    let mut take = |bytes: &[u8]| match target {
        Target::Log(_) if bytes.is_empty() => {}
        Target::Log(fresh) => {
            pieces.push(&js_sys::Uint8Array::from(bytes));
            if let Ok(mut log) = fresh.borrow().log.write() {
                decoder.feed(bytes, &mut log, &mut notices);
            }
        }
        _ => body.extend_from_slice(bytes),
    };
    let answer = ask(store, &server, endpoint, &task.abort, &mut take).await;
    if self::server(store).as_ref() != Some(&server) {
        // Signed out, or connected to another server since: what came belongs to nobody any more.
        task.abort.abort();
        return Err((Fault::Aborted, 0));
    }
    match target {
        Target::Sessions(kind, rows) => {
            answer.map_err(|fault| (fault, 0))?;
            rows.borrow_mut().take(server.product, *kind, &body).map_err(|error| (Fault::Decode(error), 0))
        }
        Target::Names(_) => {
            answer.map_err(|fault| (fault, 0))?;
            take_names(store, &body)
        }
        Target::Log(fresh) => {
            let fresh = &mut *fresh.borrow_mut();
            let result = take_log(answer, decoder, (n_before, n_skip), &pieces, (fresh, &mut notices));
            // Rows of an answer are numbered from its own first one on.
            fresh.notices.append(notices, n_before.saturating_sub(n_skip));
            result
        }
    }
}

fn task(store: Store, list: List, target: Target) -> Option<Task> {
    let mut load = Load::new(server(store)?, list);
    if !store.is_unasked.get_value() || store.product_version.read_untracked().is_some() {
        load.set_answered_before();
    }
    Some(Task { load: Rc::new(RefCell::new(load)), abort: Abort::new(), target, is_busy: Rc::default() })
}

/// Loads the sessions of a kind, unless they are there or on their way.
pub(crate) fn sessions_once(store: Store, kind: SessionKind) {
    if store.sessions(kind).load.state.read_untracked().is_none() {
        reload_sessions(store, kind);
    }
}

/// Loads the sessions of a kind anew. Those on screen stay until the new ones are there.
pub(crate) fn reload_sessions(store: Store, kind: SessionKind) {
    let list = store.sessions(kind);
    call_off(list.task);
    let Some(task) = task(store, List::sessions(kind), Target::Sessions(kind, Rc::default())) else { return };
    list.task.set_value(Some(task.clone()));
    run(store, task);
    if kind == SessionKind::Job && store.names.read_untracked().is_empty() {
        load_names(store, &[List::Jobs, List::CopyJobs]);
    }
}

/// Loads what gives sessions a name, one list after the other. Nothing else waits for it.
fn load_names(store: Store, lists: &'static [List]) {
    let Some((list, rest)) = lists.split_first() else { return organizations::load(store) };
    if let Some(task) = task(store, list.clone(), Target::Names(rest)) {
        run(store, task);
    }
}

/// Opens a session's log, unless it is open.
pub(crate) fn open_session(store: Store, kind: SessionKind, id: &Id) {
    let opened = Opened::Session(kind, id.clone());
    if *store.open.opened.read_untracked() == opened {
        pick::follow_item(store);
        return;
    }
    super::connect::forget_open_session(store);
    store.open.opened.set(opened);
    let known =
        store.sessions(kind).rows.get_untracked().iter().find(|session| session.id.as_ref() == Some(id)).cloned();
    match known {
        Some(session) => store.open.session.set(Some(Shared::new(session))),
        None => load_session(store, kind, id.clone()),
    }
    reload_log(store);
    sessions_once(store, kind);
}

fn load_session(store: Store, kind: SessionKind, id: Id) {
    spawn_local(async move {
        let rows = sessions(store, kind, Endpoint::Session(kind, id.clone()), &Abort::new()).await;
        let is_still_open = *store.open.opened.read_untracked() == Opened::Session(kind, id);
        if let (Some(session), true) = (rows.ok().and_then(|mut rows| rows.pop()), is_still_open) {
            store.open.session.set(Some(Shared::new(session)));
        }
    });
}

/// Loads the open session's log anew. Items on screen stay until at least as many have come.
pub(crate) fn reload_log(store: Store) {
    let open = store.open;
    let Opened::Session(kind, id) = open.opened.get_untracked() else { return };
    call_off(open.task);
    machines::keep_selected(store);
    machines::forget(store);
    if open.load.state.read_untracked().is_some() {
        load_session(store, kind, id.clone());
    }
    let Some(task) = task(store, List::Log { kind, session: id }, Target::Log(Rc::default())) else { return };
    open.task.set_value(Some(task.clone()));
    run(store, task);
}
