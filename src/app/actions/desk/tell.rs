//! Telling the desk what it does not know yet, and asking it.

use std::rc::Rc;
use std::sync::RwLock;

use leptos::task::spawn_local;

use super::super::super::state::{Connection, Opened, Shared, State, said};
use super::super::{file, load};
use super::Known;
use crate::api::{Fault, LoadState, Server};
use crate::browser::fetch::Abort;
use crate::browser::frame;
use crate::browser::program::Program;
use crate::model::{Id, Log, Product, SessionKind, TimeRange};
use crate::report::desk::Tell;
use crate::report::exchange::{
    Answer, Clock, Facts, Field, SavedFile, Sessions, Sibling, Span, Told, Trouble, What, Wish, put_items,
};

/// Items told before others may have a turn.
const ITEMS_A_SLICE: u32 = 20_000;

/// Asks a question about the open session; the answer may come turns later. Nothing if the desk cannot be had, or does not
/// know.
pub(crate) async fn ask(state: State, what: What, range: Option<TimeRange>, detail: &str) -> Option<Answer> {
    let program = program(state).await?;
    while !tell_next(state, &program)? {
        frame::sleep(0).await;
    }
    let route = state.route.peek().to_string();
    let answer = tell(&program, Tell::Wish, &Wish { what, route, range, detail: detail.to_owned() })?;
    Answer::read(&mut answer.as_slice())
}

pub(super) async fn program(state: State) -> Option<Rc<Program>> {
    if let Some(program) = state.desk.program.get() {
        return Some(program);
    }
    let Some(program) = Program::load("desk").await.map(Rc::new) else {
        super::super::say(
            state,
            "A part of this page could not be loaded from its host. Reload the page and try again.".to_owned(),
        );
        return None;
    };
    // Whoever asked meanwhile has it too.
    if let Some(program) = state.desk.program.get() {
        return Some(program);
    }
    state.desk.told.set(Known::default());
    state.desk.program.set(Some(program.clone()));
    state.desk.arrived.set(());
    tell_words(state);
    Some(program)
}

/// Tells it which language the page speaks.
pub(crate) fn tell_words(state: State) {
    if let Some(program) = state.desk.program.get() {
        let mut message = said::file();
        message.insert(0, Tell::Words as u8);
        program.ask(&message);
    }
}

/// Sees to it that the desk is there, as long as the page's own host is.
pub(crate) async fn prepare(state: State) {
    program(state).await;
}

/// What a fault with a server means for the person at the page. Follows the desk: it may come only then.
pub(crate) fn explain(state: State, fault: &Fault, server: &Server, has_answered: bool) -> Told {
    let now = frame::now();
    let trouble = Trouble {
        fault: fault.clone(),
        origin: server.origin.to_string(),
        product: server.product,
        version: server.version,
        page_origin: super::super::page_origin(),
        now,
        token_age_minutes: state.credential.with(|credential| credential.as_ref().map(|c| c.age_minutes(now))),
        has_answered,
    };
    state.desk.arrived.track();
    let told = state.desk.program.get().and_then(|program| tell(&program, Tell::Trouble, &trouble));
    if told.is_none() {
        spawn_local(prepare(state));
    }
    told.and_then(|told| Told::read(&mut told.as_slice())).unwrap_or_else(|| Told {
        title: "Reading from the server failed".to_owned(),
        cause: "The texts that say more could not be loaded from the host of this page.".to_owned(),
        certainty: "possible".to_owned(),
        todo: vec!["Try again, and reload the page.".to_owned()],
        who: "you".to_owned(),
        report: String::new(),
    })
}

pub(super) fn tell(program: &Program, what: Tell, told: &impl Field) -> Option<Vec<u8>> {
    let mut message = vec![what as u8];
    told.put(&mut message);
    program.ask(&message)
}

/// Tells the next of what the desk does not know; true once it knows all.
fn tell_next(state: State, program: &Program) -> Option<bool> {
    let desk = &state.desk;
    let mut told = desk.told.get();
    for (number, kind) in told.sessions.iter_mut().zip([SessionKind::Job, SessionKind::DataRetrieval]) {
        let list = state.sessions(kind);
        let saved = state.open.saved.get().filter(|saved| saved.kind == kind);
        let rows = saved.map_or_else(|| list.rows.get_untracked(), |saved| saved.sessions.clone());
        if *number != rows.number() {
            *number = rows.number();
            let is_complete = matches!(*list.load.state.peek(), Some(LoadState::Complete { .. }));
            tell(program, Tell::Sessions, &Sessions { kind, rows: rows.to_vec(), is_complete })?;
        }
    }
    let names = state.names.get_untracked();
    if told.names != names.number() {
        told.names = names.number();
        tell(program, Tell::Names, &names.iter().cloned().collect::<Vec<_>>())?;
    }
    tell(program, Tell::Clock, &Clock::new(state.now.get_untracked(), &state.zone.peek()))?;
    let shared = state.open.log.get_untracked();
    let is_new = told.log != shared.number();
    tell(program, if is_new { Tell::Open } else { Tell::Facts }, &facts(state))?;
    if is_new {
        (told.log, told.n_items) = (shared.number(), 0);
    }
    let log = shared.read().ok()?;
    let n_items = u32::try_from(log.len()).unwrap_or(u32::MAX);
    let end = n_items.min(told.n_items.saturating_add(ITEMS_A_SLICE));
    if end > told.n_items {
        let mut message = vec![Tell::Items as u8];
        put_items(&log, told.n_items, end, &mut message);
        program.ask(&message)?;
        told.n_items = end;
    }
    desk.told.set(told);
    Some(end == n_items)
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
    let doubt = match &*state.open.load.state.peek() {
        Some(LoadState::Complete { .. }) => String::new(),
        Some(LoadState::Doubtful { why, .. }) => why.to_string(),
        _ => "loading has not ended".to_owned(),
    };
    let is_at_rest =
        !matches!(*state.open.load.state.peek(), Some(LoadState::Loading { .. } | LoadState::Waiting { .. }));
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
        doubt,
    }
}

/// Loads a log that the desk asked for, and tells it; one after the other.
pub(super) fn fetch_log(state: State, id: Id) {
    let desk = state.desk;
    if desk.fetching.with(Option::is_some) {
        return;
    }
    let abort = Abort::new();
    desk.fetching.set(Some(abort.clone()));
    spawn_local(async move {
        let is_file = matches!(*state.open.opened.peek(), Opened::File(_));
        if let Some(program) = desk.program.get() {
            if is_file {
                tell_saved_sibling(state, &program, id).await;
            } else {
                let loaded = load::log_of(state, kind_of_open(state), &id, &abort).await;
                if !abort.is_aborted() {
                    tell_sibling(&program, id, loaded).await;
                }
            }
        }
        desk.fetching.set(None);
        if !abort.is_aborted() {
            desk.revision.update(|revision| *revision += 1);
        }
    });
}

/// The kind of the open session; that of job sessions where none is open.
pub(super) fn kind_of_open(state: State) -> SessionKind {
    match *state.open.opened.peek() {
        Opened::Session(kind, _) => kind,
        _ => state.open.saved.with(|saved| saved.as_ref().map_or(SessionKind::Job, |saved| saved.kind)),
    }
}

/// Tells the log of another session of the saved one, page by page.
async fn tell_saved_sibling(state: State, program: &Program, id: Id) -> Option<()> {
    let spans = Vec::<Span>::read(&mut tell(program, Tell::SavedLog, &id)?.as_slice())?;
    let doubt = if spans.is_empty() { "the file does not hold it" } else { "" };
    tell(program, Tell::Sibling, &Sibling { id, doubt: doubt.to_owned() });
    let saved = state.open.saved.get()?;
    for span in spans {
        let mut message = vec![Tell::SiblingPage as u8];
        message.append(&mut file::read_part(&saved.whole, span).await);
        program.ask(&message);
    }
    Some(())
}

async fn tell_sibling(program: &Program, id: Id, (log, doubt): (Shared<RwLock<Log>>, String)) {
    tell(program, Tell::Sibling, &Sibling { id, doubt });
    let mut begin = 0;
    loop {
        let mut message = vec![Tell::SiblingItems as u8];
        {
            let Ok(log) = log.read() else { return };
            let n_items = u32::try_from(log.len()).unwrap_or(u32::MAX);
            if begin == n_items {
                return;
            }
            let end = n_items.min(begin.saturating_add(ITEMS_A_SLICE));
            put_items(&log, begin, end, &mut message);
            begin = end;
        }
        program.ask(&message);
        frame::sleep(0).await;
    }
}

/// The JSON of an item, laid out for reading.
pub(crate) async fn laid_out(state: State, mut json: Vec<u8>) -> String {
    json.insert(0, Tell::Raw as u8);
    let told = program(state).await.and_then(|program| program.ask(&json));
    String::from_utf8(told.unwrap_or_default()).unwrap_or_default()
}

/// What the first line of a saved session says. The desk reads it, and keeps it.
pub(crate) async fn take_saved(state: State, line: &[u8]) -> Option<SavedFile> {
    let mut message = vec![Tell::Saved as u8];
    message.extend_from_slice(line);
    let answer = program(state).await?.ask(&message)?;
    SavedFile::read(&mut answer.as_slice())
}
