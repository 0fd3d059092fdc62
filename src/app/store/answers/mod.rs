//! Asking the desk, which answers questions about sessions: it is told what it does not know yet, and asked.

mod fetch;
pub(crate) mod keep;
mod tell;

use crate::app::ui::set::SetIfNew as _;
use leptos::prelude::*;
use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;

use leptos::task::spawn_local;

use self::fetch::fetch_log;
use self::keep::Asked;
pub(crate) use self::tell::kind_of_open;
pub(crate) use self::tell::{ask, explain, take_saved, tell_words};
use super::pick;
use crate::api::LoadState;
use crate::app::store::{Copied, Opened, Screen, Shared, Store};
use crate::browser::fetch::Abort;
use crate::browser::frame;
use crate::format;
use crate::model::{TimeRange, UtcOffset};
use crate::report;
use crate::report::asked::What;
use crate::report::export::{Export, FileKind};
use crate::report::work::Work;
use crate::route::Page;
use crate::timeline::Direction;

/// The desk, and what it knows.
#[derive(Clone, Copy)]
pub(crate) struct Desk {
    known: StoredValue<report::Desk, LocalStorage>,
    told: StoredValue<Known, LocalStorage>,
    /// The answer on top of the open session.
    pub(crate) summary: RwSignal<Vec<u8>>,
    /// Where its time went.
    pub(crate) work: RwSignal<Option<Arc<Work>>>,
    /// Whether that is shown.
    pub(crate) is_work_open: RwSignal<bool>,
    /// The desk's part of the view that is shown.
    pub(crate) page: RwSignal<Vec<u8>>,
    /// What leaves the page, before it does.
    pub(crate) export: RwSignal<Option<Arc<Export>>>,
    /// Whether that is shown.
    pub(crate) is_export_open: RwSignal<bool>,
    /// The selected item.
    pub(crate) item: RwSignal<Vec<u8>>,
    /// The map of keys.
    pub(crate) keys: RwSignal<Vec<u8>>,
    /// The offset of the server's zone as titles tell it; empty where they do not.
    pub(crate) zone: RwSignal<Option<UtcOffset>>,
    /// How to get a token.
    pub(crate) token_help: RwSignal<Vec<u8>>,
    /// For which server that is shown; empty while it is not.
    pub(crate) token_help_for: RwSignal<String>,
    /// Moves when the desk has learnt more, or was told to answer otherwise.
    revision: RwSignal<u32>,
    /// Ends the load of a log that the desk asked for; nothing while none is under way.
    fetching: StoredValue<Option<Abort>, LocalStorage>,
}

/// Numbers of what was told, and how much of the log.
#[derive(Clone, Copy, Default)]
struct Known {
    log: usize,
    n_items: usize,
    sessions: [usize; 2],
    names: usize,
}

impl Desk {
    pub(crate) fn new() -> Self {
        Self {
            known: StoredValue::new_local(report::Desk::default()),
            told: StoredValue::new_local(Known::default()),
            summary: RwSignal::new(Vec::new()),
            work: RwSignal::new(None),
            is_work_open: RwSignal::new(false),
            page: RwSignal::new(Vec::new()),
            export: RwSignal::new(None),
            is_export_open: RwSignal::new(false),
            item: RwSignal::new(Vec::new()),
            keys: RwSignal::new(Vec::new()),
            zone: RwSignal::new(None),
            token_help: RwSignal::new(Vec::new()),
            token_help_for: RwSignal::new(String::new()),
            revision: RwSignal::new(0),
            fetching: StoredValue::new_local(None),
        }
    }

    /// Forgets everything it was told.
    pub(crate) fn forget(&self) {
        self.stop();
        self.known.update_value(report::Desk::forget);
        self.page.set(Vec::new());
        self.told.set_value(Known::default());
    }

    /// Takes its answers about the open session off the screen.
    pub(crate) fn clear(&self) {
        self.summary.set(Vec::new());
        self.work.set(None);
        self.export.set(None);
        self.item.set(Vec::new());
        self.zone.set_if_new(None);
    }

    /// Ends the load of a log that it asked for.
    fn stop(&self) {
        if let Some(abort) = self.fetching.get_value() {
            abort.abort();
        }
    }
}

/// Keeps the desk's answers that are on screen up to date from now on.
pub(crate) fn keep_answered(store: Store) {
    let Desk { summary, work, is_work_open, page, export, is_export_open, item, keys, zone, .. } = store.desk;
    let Desk { token_help, token_help_for, .. } = store.desk;
    let open = store.open;
    let no_detail = String::new;
    keep(store, move || is_at_rest(store).then_some((What::Summary, None, no_detail(), summary)));
    keep::keep(
        store,
        move || (is_work_open.get() && is_at_rest(store)).then(|| open.range.get()),
        |desk, log, &range| {
            let answer = desk.work(log, range);
            let is_partial = matches!(answer, Work::AddingUp(..));
            Some(Asked { is_partial, ..answer.into() })
        },
        work,
    );
    keep::keep(
        store,
        move || {
            // In another language the ticket is another one.
            store.lang.track();
            (is_export_open.get() && is_at_rest(store)).then(super::address)
        },
        |desk, log, link| desk.export(log, link).map(Asked::from),
        export,
    );
    keep(store, move || {
        follow_all(store);
        let screen = store.screen.read();
        let has_part = matches!(*screen, Screen::View(Page::JobSessions | Page::Find | Page::Compare(..)));
        has_part.then_some((What::Page, None, no_detail(), page))
    });
    keep(store, move || {
        store.zone.track();
        open.revision.track();
        open.selection.get().map(|idx| (What::Item, None, idx.to_string(), item))
    });
    Effect::new(move || {
        if *store.zone_word.read() == "server" && is_at_rest(store) {
            zone.set_if_new(ask(store, What::Zone, None, "").and_then(|answer| answer.zone));
        }
    });
    keep(store, move || {
        let server = token_help_for.get();
        (!server.is_empty()).then_some((What::TokenHelp, None, server, token_help))
    });
    keep(store, move || store.is_help_open.get().then_some((What::Keys, None, no_detail(), keys)));
}

/// Whether a log is on screen and nothing more of it comes at the moment.
fn is_at_rest(store: Store) -> bool {
    follow_all(store);
    let open = store.open;
    let is_loading = matches!(*open.load.state.read(), Some(LoadState::Loading { .. } | LoadState::Waiting { .. }));
    let is_shown = matches!(*store.screen.read(), Screen::View(Page::Session(..) | Page::File));
    is_shown && !is_loading && *open.opened.read() != Opened::Nothing
}

/// Follows what answers are made of.
fn follow_all(store: Store) {
    store.open.revision.track();
    store.open.session.track();
    store.zone.track();
    store.names.track();
    store.route.track();
    store.job_sessions.rows.track();
    store.retrieval_sessions.rows.track();
    store.desk.revision.track();
}

type Question = (What, Option<TimeRange>, String, RwSignal<Vec<u8>>);

/// Asks a question again whenever what it follows has changed, one asking after the other.
fn keep(store: Store, question: impl Fn() -> Option<Question> + 'static) {
    keep_boxed(store, Box::new(question));
}

fn keep_boxed(store: Store, question: Box<dyn Fn() -> Option<Question>>) {
    let (is_due, is_at_work) = (Rc::<Cell<bool>>::default(), Rc::<Cell<bool>>::default());
    let last = Rc::<Cell<Option<Question>>>::default();
    Effect::new(move || {
        // In another language the answer is another one.
        store.lang.track();
        let Some(question) = question() else { return };
        last.set(Some(question));
        is_due.set(true);
        if is_at_work.replace(true) {
            return;
        }
        let (is_due, is_at_work, last) = (is_due.clone(), is_at_work.clone(), last.clone());
        spawn_local(async move {
            while is_due.replace(false) {
                let Some(question) = last.take() else { break };
                let (what, range, detail, into) = question.clone();
                let shown = (store.screen.get_untracked(), store.open.opened.get_untracked());
                let answer = ask(store, what, range, &detail).unwrap_or_default();
                if shown == (store.screen.get_untracked(), store.open.opened.get_untracked()) {
                    into.set_if_new(answer.body);
                    if what == What::Summary {
                        store.open.muted.set_if_new(answer.muted);
                    }
                    if let Some(id) = answer.needs.into_iter().next() {
                        fetch_log(store, id);
                    }
                    if answer.is_partial && !is_due.replace(true) {
                        last.set(Some(question));
                        frame::sleep(0).await;
                    }
                }
            }
            is_at_work.set(false);
        });
    });
}

/// Keeps the items of the set that the address names.
pub(crate) fn keep_set(store: Store) {
    Effect::new(move || {
        let open = store.open;
        open.revision.track();
        let Some(set) = store.route.read().params.only.clone() else { return open.only.set_if_new(None) };
        let answer = untrack(|| ask(store, What::Items, None, &set));
        open.only.set(Some(Shared::new(answer.unwrap_or_default().items)));
    });
}

/// What a button of a document does: what the page itself knows, or what the desk does with it.
pub(crate) fn act(store: Store, action: &str) {
    match action.split_once(':').unwrap_or((action, "")) {
        ("copy", what) => copy(store, what),
        ("save", "sessions-csv") => super::save::save(store, FileKind::SessionsCsv),
        ("save", _) => super::save::save(store, FileKind::Noise),
        ("item", what) => of_item(store, what),
        (verb, _) => {
            if verb.ends_with("stop") {
                store.desk.stop();
            }
            if let Ok(log) = store.open.log.get_untracked().read() {
                store.desk.known.update_value(|desk| desk.act(&log, action));
            }
            ask_again(store);
        }
    }
}

/// What is on screen is asked anew: the desk was told to answer otherwise.
pub(super) fn ask_again(store: Store) {
    store.desk.revision.update(|revision| *revision += 1);
}

fn of_item(store: Store, what: &str) {
    let selection = store.open.selection.get_untracked();
    match (what, selection) {
        ("previous", _) => pick::jump(store, None, Direction::Previous),
        ("next", _) => pick::jump(store, None, Direction::Next),
        ("zoom", Some(idx)) => pick::zoom_to(store, idx),
        ("copy", Some(idx)) => {
            if let Ok(log) = store.open.log.read_untracked().read() {
                super::copy(store, format::visible_lines(log.text(idx)).into_owned(), Copied::Text);
            }
        }
        _ => pick::select(store, None),
    }
}

/// Copies lines for a console.
pub(crate) fn copy(store: Store, which: &str) {
    let text = ask(store, What::Text, None, which).and_then(|answer| String::from_utf8(answer.body).ok());
    if let Some(text) = text {
        super::copy(store, text, Copied::Text);
    }
}
