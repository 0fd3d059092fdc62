//! Asking the desk, the program beside the page that answers questions about sessions: it is fetched with the first question,
//! told what it does not know yet, and asked.

use std::cell::Cell;
use std::rc::Rc;
use std::sync::RwLock;

use leptos::task::spawn_local;

use super::super::reactive::{Held, Value, effect};
use super::super::state::{Connection, Opened, Screen, Shared, State, said};
use super::{file, load, pick};
use crate::api::{Fault, LoadState, Server};
use crate::browser::fetch::Abort;
use crate::browser::frame;
use crate::browser::program::Program;
use crate::format;
use crate::model::{Id, Log, Product, SessionKind, TimeRange};
use crate::report::desk::Tell;
use crate::report::exchange::{
    Answer, Clock, Facts, Field, SavedFile, Sessions, Sibling, Span, Told, Trouble, What, Wish, put_items,
};
use crate::route::Page;
use crate::timeline::Direction;

/// Items told before others may have a turn.
const ITEMS_A_SLICE: u32 = 20_000;

/// The desk, and what it knows.
#[derive(Clone, Copy)]
pub(crate) struct Desk {
    program: Held<Option<Rc<Program>>>,
    told: Held<Known>,
    /// The answer on top of the open session.
    pub(crate) summary: Value<Vec<u8>>,
    /// Where its time went.
    pub(crate) work: Value<Vec<u8>>,
    /// Whether that is shown.
    pub(crate) is_work_open: Value<bool>,
    /// The desk's part of the view that is shown.
    pub(crate) page: Value<Vec<u8>>,
    /// What leaves the page, before it does.
    pub(crate) export: Value<Vec<u8>>,
    /// Whether that is shown.
    pub(crate) is_export_open: Value<bool>,
    /// The selected item.
    pub(crate) item: Value<Vec<u8>>,
    /// The map of keys.
    pub(crate) keys: Value<Vec<u8>>,
    /// The offset of the server's zone as titles tell it, such as `+01:00`; empty where they do not.
    pub(crate) zone: Value<Vec<u8>>,
    /// How to get a token.
    pub(crate) token_help: Value<Vec<u8>>,
    /// For which server that is shown; empty while it is not.
    pub(crate) token_help_for: Value<String>,
    /// Moves when the desk has learnt more, or was told to answer otherwise.
    revision: Value<u32>,
    /// Ends the load of a log that the desk asked for; nothing while none is under way.
    fetching: Held<Option<Abort>>,
}

/// Numbers of what was told, and how much of the log.
#[derive(Clone, Copy, Default)]
struct Known {
    log: usize,
    n_items: u32,
    sessions: [usize; 2],
    names: usize,
}

impl Desk {
    pub(crate) fn new() -> Self {
        Self {
            program: Held::new(None),
            told: Held::new(Known::default()),
            summary: Value::new(Vec::new()),
            work: Value::new(Vec::new()),
            is_work_open: Value::new(false),
            page: Value::new(Vec::new()),
            export: Value::new(Vec::new()),
            is_export_open: Value::new(false),
            item: Value::new(Vec::new()),
            keys: Value::new(Vec::new()),
            zone: Value::new(Vec::new()),
            token_help: Value::new(Vec::new()),
            token_help_for: Value::new(String::new()),
            revision: Value::new(0),
            fetching: Held::new(None),
        }
    }

    /// Forgets everything it was told: the program and its memory go.
    pub(crate) fn forget(&self) {
        self.stop();
        self.program.set(None);
        self.page.set(Vec::new());
        self.told.set(Known::default());
    }

    /// Takes its answers about the open session off the screen.
    pub(crate) fn clear(&self) {
        self.summary.set(Vec::new());
        self.work.set(Vec::new());
        self.export.set(Vec::new());
        self.item.set(Vec::new());
        self.zone.set_if_new(Vec::new());
    }

    /// Ends the load of a log that it asked for.
    fn stop(&self) {
        if let Some(abort) = self.fetching.get() {
            abort.abort();
        }
    }
}

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

async fn program(state: State) -> Option<Rc<Program>> {
    if let Some(program) = state.desk.program.get() {
        return Some(program);
    }
    let Some(program) = Program::load("desk").await.map(Rc::new) else {
        super::say(
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
    tell_words(state);
    Some(program)
}

/// Tells it which language the page speaks.
pub(super) fn tell_words(state: State) {
    if let Some(program) = state.desk.program.get() {
        let mut message = said::file();
        message.insert(0, Tell::Words as u8);
        program.ask(&message);
        state.desk.revision.update(|revision| *revision += 1);
    }
}

/// Sees to it that the desk is there, as long as the page's own host is.
pub(crate) async fn prepare(state: State) {
    program(state).await;
}

/// What a fault with a server means for the person at the page.
pub(crate) fn explain(state: State, fault: &Fault, server: &Server, has_answered: bool) -> Told {
    let now = frame::now();
    let trouble = Trouble {
        fault: fault.clone(),
        origin: server.origin.to_string(),
        product: server.product,
        version: server.version,
        page_origin: super::page_origin(),
        now,
        token_age_minutes: state.credential.with(|credential| credential.as_ref().map(|c| c.age_minutes(now))),
        has_answered,
    };
    let told = state.desk.program.get().and_then(|program| tell(&program, Tell::Trouble, &trouble));
    told.and_then(|told| Told::read(&mut told.as_slice())).unwrap_or_else(|| Told {
        title: "Reading from the server failed".to_owned(),
        cause: "The texts that say more could not be loaded from the host of this page.".to_owned(),
        certainty: "possible".to_owned(),
        todo: vec!["Try again, and reload the page.".to_owned()],
        who: "you".to_owned(),
        report: String::new(),
    })
}

fn tell(program: &Program, what: Tell, told: &impl Field) -> Option<Vec<u8>> {
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
        Some(LoadState::Complete { .. }) => "",
        Some(LoadState::Doubtful { why, .. }) => why,
        _ => "loading has not ended",
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
        doubt: doubt.to_owned(),
    }
}

/// Keeps the desk's answers that are on screen up to date from now on.
pub(crate) fn keep_answered(state: State) {
    let Desk { summary, work, is_work_open, page, export, is_export_open, item, keys, zone, .. } = state.desk;
    let Desk { token_help, token_help_for, .. } = state.desk;
    let open = state.open;
    let no_detail = String::new;
    keep(state, move || is_at_rest(state).then_some((What::Summary, None, no_detail(), summary)));
    keep(state, move || {
        let range = open.range.get();
        (is_work_open.get() && is_at_rest(state)).then_some((What::Work, range, no_detail(), work))
    });
    keep(state, move || {
        (is_export_open.get() && is_at_rest(state)).then(|| (What::Export, None, super::address(), export))
    });
    keep(state, move || {
        follow_all(state);
        let screen = state.screen.read();
        let has_part = matches!(*screen, Screen::View(Page::JobSessions | Page::Find | Page::Compare(..)));
        has_part.then_some((What::Page, None, no_detail(), page))
    });
    keep(state, move || {
        state.zone.track();
        open.revision.track();
        open.selection.get().map(|idx| (What::Item, None, idx.to_string(), item))
    });
    keep(state, move || {
        let is_wanted = *state.zone_word.read() == "server";
        (is_wanted && is_at_rest(state)).then_some((What::Zone, None, no_detail(), zone))
    });
    keep(state, move || {
        let server = token_help_for.get();
        (!server.is_empty()).then_some((What::TokenHelp, None, server, token_help))
    });
    keep(state, move || state.is_help_open.get().then_some((What::Keys, None, no_detail(), keys)));
}

/// Whether a log is open and nothing more of it comes at the moment.
fn is_at_rest(state: State) -> bool {
    follow_all(state);
    let open = state.open;
    let is_loading = matches!(*open.load.state.read(), Some(LoadState::Loading { .. } | LoadState::Waiting { .. }));
    !is_loading && *open.opened.read() != Opened::Nothing
}

/// Follows what answers are made of.
fn follow_all(state: State) {
    state.open.revision.track();
    state.open.session.track();
    state.zone.track();
    state.names.track();
    state.route.track();
    state.job_sessions.rows.track();
    state.retrieval_sessions.rows.track();
    state.desk.revision.track();
}

type Question = (What, Option<TimeRange>, String, Value<Vec<u8>>);

/// Asks a question again whenever what it follows has changed, one asking after the other.
fn keep(state: State, question: impl Fn() -> Option<Question> + 'static) {
    keep_boxed(state, Box::new(question));
}

fn keep_boxed(state: State, question: Box<dyn Fn() -> Option<Question>>) {
    let (is_due, is_at_work) = (Rc::<Cell<bool>>::default(), Rc::<Cell<bool>>::default());
    let last = Rc::<Cell<Option<Question>>>::default();
    effect(move || {
        let Some(question) = question() else { return };
        last.set(Some(question));
        is_due.set(true);
        if is_at_work.replace(true) {
            return;
        }
        let (is_due, is_at_work, last) = (is_due.clone(), is_at_work.clone(), last.clone());
        spawn_local(async move {
            while is_due.replace(false) {
                let Some((what, range, detail, into)) = last.take() else { break };
                let shown = (state.screen.get_untracked(), state.open.opened.get_untracked());
                let answer = ask(state, what, range, &detail).await.unwrap_or_default();
                if shown == (state.screen.get_untracked(), state.open.opened.get_untracked()) {
                    into.set_if_new(answer.body);
                    if what == What::Summary {
                        state.open.muted.set_if_new(answer.muted);
                    }
                    if let Some(id) = answer.needs.into_iter().next() {
                        fetch_log(state, id);
                    }
                }
            }
            is_at_work.set(false);
        });
    });
}

/// Loads a log that the desk asked for, and tells it; one after the other.
fn fetch_log(state: State, id: Id) {
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
fn kind_of_open(state: State) -> SessionKind {
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

/// What the first line of a saved session says. The desk reads it, and keeps it.
pub(crate) async fn take_saved(state: State, line: &[u8]) -> Option<SavedFile> {
    let mut message = vec![Tell::Saved as u8];
    message.extend_from_slice(line);
    let answer = program(state).await?.ask(&message)?;
    SavedFile::read(&mut answer.as_slice())
}

/// Keeps the items of the set that the address names.
pub(crate) fn keep_set(state: State) {
    effect(move || {
        let open = state.open;
        open.revision.track();
        let Some(set) = state.route.read().params.only.clone() else { return open.only.set_if_new(None) };
        spawn_local(async move {
            let answer = ask(state, What::Items, None, &set).await;
            if state.route.peek().params.only.as_ref() == Some(&set) {
                let items = answer.and_then(|answer| Vec::<u32>::read(&mut answer.body.as_slice()));
                open.only.set(Some(Shared::new(items.unwrap_or_default())));
            }
        });
    });
}

/// What a button of a document does: what the page itself knows, or what the desk does with it.
pub(crate) fn act(state: State, action: &str) {
    match action.split_once(':').unwrap_or((action, "")) {
        ("copy-ticket", _) => copy(state, "ticket"),
        ("copy", what) => copy(state, what),
        ("save", what) => super::save::save(state, what),
        ("item", what) => of_item(state, what),
        (verb, _) => {
            if verb.ends_with("stop") {
                state.desk.stop();
            }
            if let Some(program) = state.desk.program.get() {
                tell(&program, Tell::Act, &action.to_owned());
                state.desk.revision.update(|revision| *revision += 1);
            }
        }
    }
}

fn of_item(state: State, what: &str) {
    let selection = state.open.selection.get_untracked();
    match (what, selection) {
        ("previous", _) => pick::jump(state, None, Direction::Previous),
        ("next", _) => pick::jump(state, None, Direction::Next),
        ("zoom", Some(idx)) => pick::zoom_to(state, idx),
        ("copy", Some(idx)) => {
            if let Ok(log) = state.open.log.peek().read() {
                super::copy(state, format::visible_lines(log.text(idx)).into_owned(), "Text");
            }
        }
        _ => pick::select(state, None),
    }
}

/// A text that leaves the page. `more` is what else it needs.
pub(crate) async fn text(state: State, which: &str, more: &str) -> Option<Vec<u8>> {
    let selection = state.open.selection.get_untracked().map_or(String::new(), |idx| idx.to_string());
    let detail = [which, &selection, &super::address(), more].join(" ");
    let answer = ask(state, What::Text, state.open.range.get_untracked(), &detail).await?;
    Some(answer.body)
}

/// Copies a text: for a ticket, of a document, of lines for a console.
pub(crate) fn copy(state: State, which: &str) {
    let (which, what) = (which.to_owned(), if which == "ticket" { "Text for the ticket" } else { "Text" });
    spawn_local(async move {
        if let Some(text) = text(state, &which, "").await.and_then(|bytes| String::from_utf8(bytes).ok()) {
            super::copy(state, text, what);
        }
    });
}
