//! What may still change is looked at again: the open session while it runs, a list while it is on screen. Only while the
//! page is seen, never two rounds at once, and not while it is paused.
//!
//! Log items are never announced, so a log is polled. For sessions v8 has a feed of changes, a long poll; it is taken as a
//! hint and what it names is read again by its id. Where there is no such feed, polling does.

use crate::app::signals::SetIfNew as _;
use leptos::prelude::*;
use std::cell::{Cell, RefCell};

use leptos::task::spawn_local;

use super::load;
use crate::api::follow::{Pace, Round};
use crate::api::{Doubt, Endpoint, Fault, List, LoadState, Page as Part};
use crate::app::store::{Connection, Opened, Screen, Shared, Store};
use crate::browser::fetch::Abort;
use crate::browser::frame;
use crate::model::time::TICKS_PER_SECOND;
use crate::model::{Id, Product, Session, SessionKind, Timestamp};
use crate::route::Page;
use crate::wire;

/// How often a feed may fail before it counts as none.
const FEED_FAILURES_MAX: u32 = 3;
/// From the last row of a load to the first look for more.
const FIRST_PAUSE: i64 = 5 * TICKS_PER_SECOND;
/// Rows of a list that are read again at once.
const NEWEST: u64 = 100;
/// Sessions that are read again one by one.
const ONE_BY_ONE_MAX: usize = 8;

/// What following knows.
pub(crate) struct Follow {
    pub(crate) is_paused: RwSignal<bool>,
    /// Whether the last round failed.
    pub(crate) has_failed: RwSignal<bool>,
    rounds: StoredValue<Rounds, LocalStorage>,
}

#[derive(Default)]
struct Rounds {
    pace: Cell<Pace>,
    due: Cell<Timestamp>,
    /// What is followed now.
    target: RefCell<Option<Target>>,
    /// Stops the round under way.
    under_way: RefCell<Option<Abort>>,
    feed: RefCell<Feed>,
}

/// The feed of changes.
#[derive(Default)]
struct Feed {
    /// Stops the question under way.
    asked: Option<Abort>,
    n_failures: u32,
    /// Where it goes on.
    from: Option<String>,
    /// Sessions of jobs that it named; at most one more than are read one by one.
    named: Vec<Id>,
}

impl Follow {
    pub(crate) fn new() -> Self {
        Self {
            is_paused: RwSignal::new(false),
            has_failed: RwSignal::new(false),
            rounds: StoredValue::new_local(Rounds::default()),
        }
    }
}

/// What is followed.
#[derive(Clone, PartialEq)]
enum Target {
    List(SessionKind),
    Log(SessionKind, Id),
}

/// What on screen may still change, as far as it is loaded. Tracks what it depends on.
fn target(store: Store) -> Option<Target> {
    let is_rest =
        |load: &Option<LoadState>| matches!(load, Some(LoadState::Complete { .. } | LoadState::Doubtful { .. }));
    let can_ask = match &*store.connection.read() {
        Connection::None => false,
        Connection::Sample(_) => true,
        Connection::Server(_) => store.token.read().since().is_some(),
    };
    let target = match &*store.screen.read() {
        Screen::View(Page::JobSessions | Page::Axis | Page::Job) => Target::List(SessionKind::Job),
        Screen::View(Page::DataRetrieval) => Target::List(SessionKind::DataRetrieval),
        Screen::View(Page::Session(kind, id)) => {
            let runs = store.open.session.read().as_ref().is_some_and(|session| session.goes_on());
            let is_open = *store.open.opened.read() == Opened::Session(*kind, id.clone());
            (runs && is_open && !store.open.machines.are_there()).then(|| Target::Log(*kind, id.clone()))?
        }
        Screen::View(_) | Screen::Connect { .. } | Screen::Blank => return None,
    };
    let load = match &target {
        Target::List(kind) => store.sessions(*kind).load,
        Target::Log(..) => store.open.load,
    };
    (can_ask && is_rest(&load.state.read())).then_some(target)
}

/// Whether there is anything to follow. Tracks it.
pub(crate) fn is_possible(store: Store) -> bool {
    target(store).is_some()
}

/// Pauses following, or goes on with it, at once.
pub(crate) fn toggle(store: Store) {
    store.follow.is_paused.update(|is_paused| *is_paused = !*is_paused);
    call_off(store);
    tick(store);
}

/// Stops the round under way, and begins anew with short pauses.
pub(crate) fn call_off(store: Store) {
    store.follow.rounds.with_value(|rounds| {
        if let Some(abort) = rounds.under_way.take() {
            abort.abort();
        }
        rounds.pace.take();
        rounds.due.take();
    });
    store.follow.has_failed.set_if_new(false);
}

/// Forgets what the feed of a server said, and stops asking it.
pub(crate) fn forget_feed(store: Store) {
    let asked = store.follow.rounds.with_value(|rounds| rounds.feed.take().asked);
    if let Some(abort) = asked {
        abort.abort();
    }
}

/// Begins a round if one is due.
pub(crate) fn tick(store: Store) {
    if document().hidden() || *store.follow.is_paused.read_untracked() {
        return;
    }
    let Some(target) = untrack(|| target(store)) else { return };
    let is_other =
        store.follow.rounds.with_value(|rounds| rounds.target.replace(Some(target.clone())) != Some(target.clone()));
    if is_other {
        // It was loaded just now. What was under way for another view is of no use any more.
        call_off(store);
        store.follow.rounds.with_value(|rounds| rounds.due.set(frame::now().plus(FIRST_PAUSE)));
    }
    ask_feed(store);
    let abort = Abort::new();
    let begins = store.follow.rounds.with_value(|rounds| {
        let begins = rounds.under_way.borrow().is_none() && frame::now() >= rounds.due.get();
        if begins {
            rounds.under_way.replace(Some(abort.clone()));
        }
        begins
    });
    if !begins {
        return;
    }
    spawn_local(async move {
        let began = frame::now();
        let round = round(store, target, &abort).await;
        if abort.is_aborted() {
            return;
        }
        store.follow.has_failed.set_if_new(round == Round::Failed);
        let took_ms = u32::try_from(frame::now().unix_ms() - began.unix_ms()).unwrap_or(0);
        store.follow.rounds.with_value(|rounds| {
            let mut pace = rounds.pace.get();
            let wait_ms = pace.after(round, took_ms, js_sys::Math::random());
            rounds.pace.set(pace);
            rounds.due.set(Timestamp::from_unix_ms(frame::now().unix_ms() + i64::from(wait_ms)));
            rounds.under_way.take();
        });
    });
}

/// What a round reads first: the open session, what the feed named, or the newest rows of a list and what runs in it.
fn questions(store: Store, target: &Target) -> (SessionKind, Vec<Endpoint>) {
    let kind = match target {
        Target::Log(kind, id) => return (*kind, vec![Endpoint::Session(*kind, id.clone())]),
        Target::List(kind) => *kind,
    };
    let mut ids = match kind {
        SessionKind::Job => {
            store.follow.rounds.with_value(|rounds| std::mem::take(&mut rounds.feed.borrow_mut().named))
        }
        SessionKind::DataRetrieval => Vec::new(),
    };
    let mut questions = Vec::new();
    if ids.is_empty() || ids.len() > ONE_BY_ONE_MAX {
        questions.push(Endpoint::List(List::sessions(kind), Part { offset: 0, limit: NEWEST }));
        let rows = store.sessions(kind).rows.read_untracked();
        ids = rows.iter().filter(|row| row.status.is_running()).filter_map(|row| row.id.clone()).collect();
        ids.truncate(ONE_BY_ONE_MAX);
    }
    questions.extend(ids.into_iter().map(|id| Endpoint::Session(kind, id)));
    (kind, questions)
}

/// One round. That a session has ended is told after its log is whole.
async fn round(store: Store, target: Target, abort: &Abort) -> Round {
    let (kind, questions) = questions(store, &target);
    let mut rows = Vec::new();
    for mut question in questions {
        loop {
            match load::sessions(store, kind, question.clone(), abort).await {
                Ok(some) => rows.extend(some),
                // It is gone, or of another kind.
                Err(Fault::NotFound { .. }) => {}
                Err(Fault::ServerError { .. }) if asks_for_less(store, kind, &mut question) => continue,
                Err(_) => return Round::Failed,
            }
            break;
        }
    }
    let n_before = load::n_open_items(store);
    let is_log = matches!(target, Target::Log(..));
    if is_log && (rows.is_empty() || !load::follow_log(store, abort).await) || abort.is_aborted() {
        return Round::Failed;
    }
    if is_log
        && let Some(session) = rows.first()
        && store.open.session.read_untracked().as_deref() != Some(session)
    {
        store.open.session.set(Some(Shared::new(session.clone())));
    }
    let list = store.sessions(kind);
    if !is_log {
        list.load.as_of.set(Some(frame::now()));
    }
    if merge(store, kind, rows) || load::n_open_items(store) != n_before { Round::News } else { Round::Same }
}

/// Of a list with a row that the server cannot give, fewer of the newest rows are asked for; whether that can be.
fn asks_for_less(store: Store, kind: SessionKind, question: &mut Endpoint) -> bool {
    let state = store.sessions(kind).load.state;
    let is_known = matches!(&*state.read_untracked(), Some(LoadState::Doubtful { why: Doubt::Missing(_), .. }));
    match question {
        Endpoint::List(_, part) if is_known && part.limit > 1 => {
            part.limit /= 4;
            true
        }
        _ => false,
    }
}

/// Puts rows that were read again in the place of those known, and new ones behind them; whether anything is new.
fn merge(store: Store, kind: SessionKind, rows: Vec<Session>) -> bool {
    let list = store.sessions(kind);
    if list.load.state.read_untracked().is_none() {
        return false;
    }
    let mut known = (**list.rows.read_untracked()).clone();
    let mut is_new = false;
    for row in rows {
        match known.iter_mut().find(|known| known.id.is_some() && known.id == row.id) {
            Some(known) if *known == row => {}
            Some(known) => {
                *known = row;
                is_new = true;
            }
            None => {
                known.push(row);
                is_new = true;
            }
        }
    }
    if is_new {
        let n_rows = known.len();
        list.rows.set(Shared::new(known));
        list.load.state.update(|state| {
            if let Some(LoadState::Complete { n_rows: n } | LoadState::Doubtful { n_rows: n, .. }) = state {
                *n = n_rows;
            }
        });
    }
    is_new
}

/// Asks the feed what has changed, if there is one and it is not asked already.
fn ask_feed(store: Store) {
    let Some(server) =
        load::server(store).filter(|server| server.product == Product::Vb365 && server.version.major() >= 8)
    else {
        return;
    };
    let abort = Abort::new();
    let from = store.follow.rounds.with_value(|rounds| {
        let feed = &mut *rounds.feed.borrow_mut();
        let asks = feed.asked.is_none() && feed.n_failures < FEED_FAILURES_MAX;
        if asks {
            feed.asked = Some(abort.clone());
        }
        asks.then(|| feed.from.clone())
    });
    let Some(from) = from else { return };
    spawn_local(async move {
        let endpoint = Endpoint::Events { from: from.clone() };
        let answer = load::ask_whole(store, &server, &endpoint, &abort).await;
        let changes = answer.ok().and_then(|body| wire::changes(&body));
        if abort.is_aborted() {
            return;
        }
        store.follow.rounds.with_value(|rounds| {
            let feed = &mut *rounds.feed.borrow_mut();
            feed.asked = None;
            let Some(changes) = changes else {
                // Its place in the feed may be forgotten, too.
                feed.n_failures += 1;
                feed.from = None;
                return;
            };
            feed.n_failures = 0;
            feed.from = Some(changes.next);
            // The first answer only says from where on.
            if from.is_some() && !changes.sessions.is_empty() {
                feed.named.extend(changes.sessions);
                feed.named.truncate(ONE_BY_ONE_MAX + 1);
                rounds.due.take();
            }
        });
    });
}
