//! Loading: lists of sessions, the log of one, names of jobs. What to do next is decided in `api::Load`; this carries it out.

use std::cell::RefCell;
use std::ops::ControlFlow;
use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::super::state::{Connection, LoadValue, Opened, Shared, State, Task, Trouble};
use super::pick;
use crate::api::version::ProbeAnswer;
use crate::api::{Credential, Endpoint, Fault, List, Load, LoadState, Origin, Page, ProbeResult, Server, Stage, Step};
use crate::api::version;
use crate::browser::fetch::{self, Abort, Answer, Failure};
use crate::browser::{files, frame};
use crate::model::{Id, Log, Notices, Product, Session, SessionKind, Version};
use crate::sample;
use crate::wire::{self, LogDecoder, PageInfo};

/// Enough of a refusal's body to find its message in.
const MAX_REFUSAL_BYTES: usize = 16 * 1024;

/// An answer that came whole, or how many rows of it came before it failed.
type PageResult = Result<(PageInfo, usize), (Fault, usize)>;

/// A server as the sample data has it. Its name belongs to no host, and nothing is ever sent to it.
fn sample_server() -> Option<Server> {
    let origin = Origin::parse("https://sample.invalid:4443").ok()?;
    Some(Server { origin, product: Product::Vb365, version: Version::new(8, 0) })
}

fn server(state: State) -> Option<Server> {
    match state.connection.get_untracked() {
        Connection::None => None,
        Connection::Sample => sample_server(),
        Connection::Server(server) => Some(server),
    }
}

/// Asks for one thing and hands over the bytes as they come. Whatever is asked, this is how.
async fn ask(
    state: State,
    server: &Server,
    endpoint: &Endpoint,
    abort: &Abort,
    take: &mut dyn FnMut(&[u8]),
) -> Result<(), Fault> {
    let Some(path) = endpoint.path(server.product, server.version) else {
        return Err(Fault::NoSuchResource { why: endpoint.why_not(server.product) });
    };
    if state.connection.get_untracked() == Connection::Sample {
        return ask_sample(state, &path, take).await;
    }
    let authorization = state
        .credential
        .with_value(|credential| credential.as_ref().and_then(|c| c.authorization_for(&server.origin)));
    let Some(authorization) = authorization else { return Err(Fault::Unauthorized) };
    let answer = send(&server.origin, &path, Some(&authorization), abort).await?;
    read(answer, take).await
}

async fn ask_sample(state: State, path: &str, take: &mut dyn FnMut(&[u8])) -> Result<(), Fault> {
    frame::sleep(0).await;
    let now = frame::now().ticks();
    let answer = state.world.with_value(|world| world.as_ref().map(|world| sample::answer(&world.at(now), path)));
    let Some(answer) = answer else { return Err(Fault::Aborted) };
    if let Some(fault) = Fault::from_answer(answer.status, Some(answer.content_type), None, &answer.body) {
        return Err(fault);
    }
    take(&answer.body);
    Ok(())
}

async fn send(origin: &Origin, path: &str, authorization: Option<&str>, abort: &Abort) -> Result<Answer, Fault> {
    let url = format!("{origin}{path}");
    match fetch::get(&url, authorization, abort).await {
        Ok(answer) => Ok(answer),
        Err(Failure::Aborted) => Err(Fault::Aborted),
        Err(Failure::Timeout) => Err(Fault::Timeout { stage: Stage::Headers, seconds: fetch::PATIENCE_S }),
        Err(_) => {
            // Whether anything answers there at all: asked without the token.
            let is_there = fetch::is_reachable(&format!("{origin}/")).await;
            let probe = if is_there { ProbeResult::Resolved } else { ProbeResult::Rejected };
            Err(Fault::Unreachable { probe: Some(probe) })
        }
    }
}

/// Reads an answer: a refusal to its message, data piece by piece.
async fn read(answer: Answer, take: &mut dyn FnMut(&[u8])) -> Result<(), Fault> {
    let status = answer.status();
    let content_type = answer.header("Content-Type");
    let retry_after = answer.header("Retry-After");
    let judge = |head: &[u8]| Fault::from_answer(status, content_type.as_deref(), retry_after.as_deref(), head);
    if !(200..300).contains(&status) {
        let head = answer.head(MAX_REFUSAL_BYTES).await.unwrap_or_default();
        return Err(judge(&head).unwrap_or(Fault::Empty));
    }
    let mut verdict = None;
    let mut is_judged = false;
    let end = answer
        .read(|bytes| {
            if !is_judged && !bytes.is_empty() {
                is_judged = true;
                verdict = judge(bytes);
            }
            if verdict.is_some() {
                return ControlFlow::Break(());
            }
            take(bytes);
            ControlFlow::Continue(())
        })
        .await;
    if let Some(fault) = verdict {
        return Err(fault);
    }
    match end {
        Ok(()) if is_judged => Ok(()),
        Ok(()) => Err(Fault::Empty),
        Err(Failure::Aborted) => Err(Fault::Aborted),
        Err(Failure::Timeout) => Err(Fault::Timeout { stage: Stage::Body, seconds: fetch::PATIENCE_S }),
        Err(Failure::TooLarge) => Err(Fault::TooLarge { limit_mib: fetch::MAX_MIB }),
        Err(Failure::Cut | Failure::Network) => Err(Fault::Cut),
    }
}

/// Asks without a token whether a version is served.
pub(crate) async fn probe(origin: &Origin, product: Product, asked: Version, abort: &Abort) -> ProbeAnswer {
    let Some(path) = version::probe_path(product, asked) else { return ProbeAnswer::NotServed };
    match send(origin, &path, None, abort).await {
        Err(fault) => ProbeAnswer::Unclear(fault),
        Ok(answer) => {
            let (status, content_type) = (answer.status(), answer.header("Content-Type"));
            let head = answer.head(MAX_REFUSAL_BYTES).await.unwrap_or_default();
            ProbeAnswer::read(status, content_type.as_deref(), None, &head)
        }
    }
}

/// Tries a token with one row of the list of sessions.
pub(crate) async fn try_credential(server: &Server, credential: &Credential, abort: &Abort) -> Result<(), Fault> {
    let list = List::Sessions { kind: SessionKind::Job, job: None, from: None, to: None };
    let endpoint = Endpoint::List(list, Page { offset: 0, limit: 1 });
    let Some(path) = endpoint.path(server.product, server.version) else { return Err(Fault::Empty) };
    let authorization = credential.authorization_for(&server.origin).ok_or(Fault::Unauthorized)?;
    let answer = send(&server.origin, &path, Some(&authorization), abort).await?;
    let mut body = Vec::new();
    read(answer, &mut |bytes| body.extend_from_slice(bytes)).await?;
    let sessions = wire::sessions(server.product, SessionKind::Job, &body, &mut Notices::default());
    sessions.map(drop).map_err(Fault::Decode)
}

/// A file beside the page. Its host is asked, no server.
pub(crate) async fn own_file(name: &str) -> Option<Vec<u8>> {
    let answer = fetch::get(name, None, &Abort::new()).await.ok()?;
    if answer.status() != 200 {
        return None;
    }
    answer.head(256 * 1024).await.ok()
}

/// Learns the server product's own version, for tickets. That it fails hurts nobody.
pub(crate) fn product_version(state: State) {
    let Some(server) = server(state) else { return };
    spawn_local(async move {
        let mut body = Vec::new();
        let endpoint = Endpoint::ServiceInstance(server.version);
        let answer = ask(state, &server, &endpoint, &Abort::new(), &mut |bytes| body.extend_from_slice(bytes)).await;
        if answer.is_ok() {
            state.product_version.set(wire::server_version(&body));
        }
    });
}

/// Carries a load on until it rests. `page` asks for one page and puts its rows where they belong.
async fn run(task: &Task, show: impl Fn(&LoadState), mut page: impl AsyncFnMut(Endpoint, usize) -> PageResult) {
    loop {
        let step = task.load.borrow_mut().next();
        show(task.load.borrow().state());
        match step {
            Step::Idle => return,
            Step::Wait { ms } => frame::sleep(i32::try_from(ms).unwrap_or(i32::MAX)).await,
            Step::Send(endpoint) => {
                let n_skip = task.load.borrow().n_skip();
                let result = page(endpoint, n_skip).await;
                if task.abort.is_aborted() {
                    if let Err((_, n_rows)) = result {
                        task.load.borrow_mut().on_partial(n_rows);
                    }
                    show(task.load.borrow().state());
                    return;
                }
                let mut load = task.load.borrow_mut();
                match result {
                    Ok((info, n_new)) => load.on_page(&info, n_new),
                    Err((fault, n_rows)) => {
                        load.on_partial(n_rows);
                        load.on_fault(fault, js_sys::Math::random());
                    }
                }
            }
        }
    }
}

fn task(state: State, list: List) -> Option<Task> {
    let mut load = Load::new(server(state)?, list);
    if state.product_version.peek().is_some() {
        load.set_answered_before();
    }
    Some(Task { load: Rc::new(RefCell::new(load)), abort: Abort::new() })
}

/// Loads the sessions of a kind, unless they are there or on their way.
pub(crate) fn sessions_once(state: State, kind: SessionKind) {
    if state.sessions(kind).load.state.peek().is_none() {
        reload_sessions(state, kind);
    }
}

/// Loads the sessions of a kind anew. Those on screen stay until the new ones are there.
pub(crate) fn reload_sessions(state: State, kind: SessionKind) {
    let list = state.sessions(kind);
    if let Some(task) = list.task.get_value() {
        task.abort.abort();
    }
    let Some(task) = task(state, List::Sessions { kind, job: None, from: None, to: None }) else { return };
    list.task.set_value(Some(task.clone()));
    let fresh = Rc::new(RefCell::new((Vec::new(), Notices::default())));
    run_sessions(state, kind, task, fresh);
    if kind == SessionKind::Job && state.names.peek().is_empty() {
        load_names(state);
    }
}

type Rows = Rc<RefCell<(Vec<Session>, Notices)>>;

fn run_sessions(state: State, kind: SessionKind, task: Task, rows: Rows) {
    let list = state.sessions(kind);
    let n_shown = list.rows.peek().len();
    spawn_local(async move {
        let publish = || {
            let (sessions, notices) = rows.borrow().clone();
            list.rows.set(Shared::new(sessions));
            list.notices.set(Shared::new(notices));
            list.load.as_of.set(Some(frame::now()));
        };
        let show = |load: &LoadState| list.load.state.set(Some(load.clone()));
        run(&task, show, async |endpoint, _| {
            let result = sessions_page(state, kind, &task, &endpoint, &rows).await;
            if !task.abort.is_aborted() && rows.borrow().0.len() >= n_shown {
                publish();
            }
            result
        })
        .await;
        if matches!(task.load.borrow().state(), LoadState::Complete { .. } | LoadState::Doubtful { .. }) {
            publish();
        }
    });
}

async fn sessions_page(state: State, kind: SessionKind, task: &Task, endpoint: &Endpoint, rows: &Rows) -> PageResult {
    let server = task.load.borrow().server().clone();
    let mut body = Vec::new();
    ask(state, &server, endpoint, &task.abort, &mut |bytes| body.extend_from_slice(bytes)).await.map_err(|f| (f, 0))?;
    let mut notices = Notices::default();
    let (sessions, info) =
        wire::sessions(server.product, kind, &body, &mut notices).map_err(|error| (Fault::Decode(error), 0))?;
    let mut rows = rows.borrow_mut();
    let n_before = rows.0.len();
    rows.1.append(notices, n_before);
    let n_unreadable = info.n_rows.saturating_sub(sessions.len());
    for session in sessions {
        // A session that came while the list was being read moves the others on by one: the same again is no news.
        let is_known = session.id.is_some() && rows.0.iter().rev().take(10_000).any(|known| known.id == session.id);
        if !is_known {
            rows.0.push(session);
        }
    }
    let n_new = rows.0.len() - n_before + n_unreadable;
    Ok((info, n_new))
}

/// Loads what gives sessions a name. Names that cannot be had are said, and nothing else waits for them.
fn load_names(state: State) {
    spawn_local(async move {
        for list in [List::Jobs, List::CopyJobs] {
            let Some(task) = task(state, list) else { return };
            let server = task.load.borrow().server().clone();
            run(&task, |_| {}, async |endpoint, _| {
                let mut body = Vec::new();
                ask(state, &server, &endpoint, &task.abort, &mut |bytes| body.extend_from_slice(bytes))
                    .await
                    .map_err(|fault| (fault, 0))?;
                let (jobs, info) =
                    wire::jobs(&body, &mut Notices::default()).map_err(|error| (Fault::Decode(error), 0))?;
                let mut names = (**state.names.peek()).clone();
                let n_before = names.len();
                names.extend(jobs.into_iter().map(|job| (job.id.to_string(), job.name)));
                let n_new = names.len() - n_before;
                state.names.set(Shared::new(names));
                Ok((info, n_new))
            })
            .await;
            if let LoadState::Failed { fault, .. } = task.load.borrow().state()
                && !matches!(fault, Fault::NoSuchResource { .. } | Fault::NotFound { .. })
            {
                state.notices.update(|notices| {
                    notices.push("The names of jobs could not be loaded; sessions show the job's id instead.".to_owned());
                });
            }
        }
    });
}

/// Opens a session's log, unless it is open.
pub(crate) fn open_session(state: State, kind: SessionKind, id: &Id) {
    let opened = Opened::Session(kind, id.clone());
    if *state.open.opened.peek() == opened {
        pick::follow_item(state);
        return;
    }
    super::connect::forget_open_session(state);
    state.open.opened.set(opened);
    let known = state.sessions(kind).rows.get_untracked().iter().find(|session| session.id.as_ref() == Some(id)).cloned();
    match known {
        Some(session) => state.open.session.set(Some(Shared::new(session))),
        None => load_session(state, kind, id.clone()),
    }
    reload_log(state);
    sessions_once(state, kind);
}

fn load_session(state: State, kind: SessionKind, id: Id) {
    let Some(server) = server(state) else { return };
    spawn_local(async move {
        let mut body = Vec::new();
        let endpoint = Endpoint::Session(kind, id.clone());
        let answer = ask(state, &server, &endpoint, &Abort::new(), &mut |bytes| body.extend_from_slice(bytes)).await;
        let mut notices = Notices::default();
        let session = answer
            .ok()
            .and_then(|()| wire::sessions(server.product, kind, &body, &mut notices).ok())
            .and_then(|(sessions, _)| sessions.into_iter().next());
        let is_still_open = *state.open.opened.peek() == Opened::Session(kind, id);
        if let (Some(session), true) = (session, is_still_open) {
            state.open.session.set(Some(Shared::new(session)));
        }
    });
}

/// Loads the open session's log anew. Items on screen stay until at least as many have come.
pub(crate) fn reload_log(state: State) {
    let open = state.open;
    let Opened::Session(kind, id) = open.opened.get_untracked() else { return };
    if let Some(task) = open.task.get_value() {
        task.abort.abort();
    }
    if open.load.state.peek().is_some() {
        load_session(state, kind, id.clone());
    }
    let Some(task) = task(state, List::Log { kind, session: id }) else { return };
    open.task.set_value(Some(task.clone()));
    run_log(state, task, Rc::new(RefCell::new(Fresh::default())));
}

/// A log on its way, not on screen before it holds as much as what is.
#[derive(Default)]
struct Fresh {
    log: Shared<std::sync::RwLock<Log>>,
    notices: Notices,
    sources: Vec<web_sys::Blob>,
}

fn run_log(state: State, task: Task, fresh: Rc<RefCell<Fresh>>) {
    let open = state.open;
    spawn_local(async move {
        let publish = || {
            let fresh = fresh.borrow();
            open.sources.set_value(fresh.sources.clone());
            open.notices.set(Shared::new(fresh.notices.clone()));
            open.log.set(fresh.log.clone());
            open.revision.update(|revision| *revision += 1);
            open.load.as_of.set(Some(frame::now()));
            pick::follow_item(state);
        };
        let n_shown = open.log.peek().read().map_or(0, |log| log.len());
        let is_enough = || fresh.borrow().log.read().is_ok_and(|log| log.len() >= n_shown);
        let show = |load: &LoadState| open.load.state.set(Some(load.clone()));
        run(&task, show, async |endpoint, n_skip| {
            let result = log_page(state, &task, &endpoint, n_skip, &fresh).await;
            if !task.abort.is_aborted() && is_enough() {
                publish();
            }
            result
        })
        .await;
        let has_ended = matches!(task.load.borrow().state(), LoadState::Complete { .. } | LoadState::Doubtful { .. });
        if has_ended && !is_enough() {
            publish();
        }
    });
}

async fn log_page(
    state: State,
    task: &Task,
    endpoint: &Endpoint,
    n_skip: usize,
    fresh: &Rc<RefCell<Fresh>>,
) -> PageResult {
    let server = task.load.borrow().server().clone();
    let shared = fresh.borrow().log.clone();
    let mut decoder = LogDecoder::new(server.product, n_skip);
    let pieces = js_sys::Array::new();
    let mut take = |bytes: &[u8]| {
        pieces.push(&js_sys::Uint8Array::from(bytes));
        if let Ok(mut log) = shared.write() {
            decoder.feed(bytes, &mut log, &mut fresh.borrow_mut().notices);
        }
    };
    let answer = ask(state, &server, endpoint, &task.abort, &mut take).await;
    let has_begun = pieces.length() > 0;
    let n_rows = decoder.n_rows();
    let mut fresh = fresh.borrow_mut();
    if has_begun && let Some(blob) = files::blob(&pieces) {
        fresh.sources.push(blob);
    }
    answer.map_err(|fault| (fault, n_rows))?;
    let finished = match shared.write() {
        Ok(mut log) => decoder.finish(&mut log, &mut fresh.notices),
        Err(_) => return Err((Fault::Aborted, n_rows)),
    };
    match finished {
        Ok(info) => Ok((info.clone(), info.n_rows.saturating_sub(n_skip))),
        Err(error) => Err((Fault::Decode(error), n_rows)),
    }
}

fn stop(task: Option<Task>, show: impl Fn(&LoadState)) {
    if let Some(task) = task {
        task.load.borrow_mut().stop();
        show(task.load.borrow().state());
        task.abort.abort();
    }
}

/// Stops loading the sessions of a kind. What came stays.
pub(crate) fn stop_sessions(state: State, kind: SessionKind) {
    let list = state.sessions(kind);
    stop(list.task.get_value(), |load| list.load.state.set(Some(load.clone())));
}

/// Stops loading the log. What came stays.
pub(crate) fn stop_log(state: State) {
    stop(state.open.task.get_value(), |load| state.open.load.state.set(Some(load.clone())));
}

/// Stops everything that is under way.
pub(crate) fn stop_all(state: State) {
    stop_sessions(state, SessionKind::Job);
    stop_sessions(state, SessionKind::DataRetrieval);
    stop_log(state);
}

/// Goes on with a list where it was stopped or failed.
pub(crate) fn resume_sessions(state: State, kind: SessionKind) {
    let list = state.sessions(kind);
    if let Some(task) = resumed(list.task) {
        let rows = Rc::new(RefCell::new(((**list.rows.peek()).clone(), Notices::default())));
        run_sessions(state, kind, task, rows);
    }
}

/// Goes on with the log where it was stopped or failed.
pub(crate) fn resume_log(state: State) {
    let open = state.open;
    if let Some(task) = resumed(open.task) {
        let fresh = Fresh {
            log: open.log.get_untracked(),
            notices: (**open.notices.peek()).clone(),
            sources: open.sources.get_value(),
        };
        run_log(state, task, Rc::new(RefCell::new(fresh)));
    }
}

/// Goes on with whatever waits for a token.
pub(crate) fn resume_all(state: State) {
    let needs_token = |load: LoadValue| *load.trouble.peek() == Some(Trouble::NeedsToken);
    for kind in [SessionKind::Job, SessionKind::DataRetrieval] {
        if needs_token(state.sessions(kind).load) {
            resume_sessions(state, kind);
        }
    }
    if needs_token(state.open.load) {
        resume_log(state);
    }
}

/// The same load with a new way to stop it.
fn resumed(slot: StoredValue<Option<Task>, LocalStorage>) -> Option<Task> {
    let before = slot.get_value()?;
    before.load.borrow_mut().resume();
    let task = Task { load: before.load, abort: Abort::new() };
    slot.set_value(Some(task.clone()));
    Some(task)
}
