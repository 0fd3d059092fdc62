//! Asking the desk, which answers questions about sessions: it is told what it does not know yet, and asked.

mod fetch;
pub(crate) mod keep;
mod session;
mod tell;
mod views;

use crate::app::signals::SetIfNew as _;
use leptos::prelude::*;
use std::sync::Arc;

use self::keep::{Asked, keep};
pub(crate) use self::session::{call_harmless, groups, keep_set, show_noise};
pub(crate) use self::tell::{explain, kind_of_open, take_saved};
pub(crate) use self::views::{align, go_on_with_search, show_usual, stop_search};
use crate::answers::server_zone::ServerClock;
use crate::api::LoadState;
use crate::app::store::{Opened, Screen, Store};
use crate::browser::fetch::Abort;
use crate::report;
use crate::report::axis::Window;
use crate::report::compare::Compared;
use crate::report::export::Export;
use crate::report::find::Found;
use crate::report::glance::Glance;
use crate::report::item::ItemFacts;
use crate::report::job::Job;
use crate::report::summary::Summary;
use crate::report::work::Work;
use crate::route::Page;

/// The desk, and what it knows.
#[derive(Clone, Copy)]
pub(crate) struct Desk {
    known: StoredValue<report::Desk, LocalStorage>,
    told: StoredValue<Known, LocalStorage>,
    /// The answer on top of the open session.
    pub(crate) summary: RwSignal<Option<Arc<Summary>>>,
    /// Where its time went.
    pub(crate) work: RwSignal<Option<Arc<Work>>>,
    /// Whether that is shown.
    pub(crate) is_work_open: RwSignal<bool>,
    /// Two sessions side by side.
    pub(crate) compared: RwSignal<Option<Arc<Compared>>>,
    /// What a search has found.
    pub(crate) found: RwSignal<Option<Arc<Found>>>,
    /// The nights of all jobs.
    pub(crate) nights: RwSignal<Option<Arc<Glance>>>,
    /// One job over time.
    pub(crate) job: RwSignal<Option<Arc<Job>>>,
    /// What is said of the window of an axis of all sessions.
    pub(crate) window: RwSignal<Option<Arc<Window>>>,
    /// What leaves the page, before it does.
    pub(crate) export: RwSignal<Option<Arc<Export>>>,
    /// Whether that is shown.
    pub(crate) is_export_open: RwSignal<bool>,
    /// The selected item.
    pub(crate) item: RwSignal<Option<Arc<ItemFacts>>>,
    /// The server's clock as titles tell it; empty where they do not.
    pub(crate) zone: RwSignal<Option<ServerClock>>,
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
    shows_file: bool,
}

impl Desk {
    pub(crate) fn new() -> Self {
        Self {
            known: StoredValue::new_local(report::Desk::default()),
            told: StoredValue::new_local(Known::default()),
            summary: RwSignal::new(None),
            work: RwSignal::new(None),
            is_work_open: RwSignal::new(false),
            compared: RwSignal::new(None),
            found: RwSignal::new(None),
            nights: RwSignal::new(None),
            job: RwSignal::new(None),
            window: RwSignal::new(None),
            export: RwSignal::new(None),
            is_export_open: RwSignal::new(false),
            item: RwSignal::new(None),
            zone: RwSignal::new(None),
            revision: RwSignal::new(0),
            fetching: StoredValue::new_local(None),
        }
    }

    /// Forgets everything it was told.
    pub(crate) fn forget(&self) {
        self.stop();
        self.known.update_value(report::Desk::forget);
        self.compared.set(None);
        self.found.set(None);
        self.nights.set(None);
        self.job.set(None);
        self.told.set_value(Known::default());
    }

    /// Takes its answers about the open session off the screen.
    pub(crate) fn clear(&self) {
        self.summary.set(None);
        self.work.set(None);
        self.export.set(None);
        self.item.set(None);
        self.window.set(None);
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
    let Desk { work, is_work_open, export, is_export_open, .. } = store.desk;
    let open = store.open;
    session::keep_answered(store);
    views::keep_answered(store);
    keep(
        store,
        move || (is_work_open.get() && is_at_rest(store)).then(|| open.range.get()),
        |desk, log, &range| {
            Some(match desk.work(log, range) {
                // The figures of another range stay until these are there.
                None => Asked::later(),
                Some(answer @ Work::AddingUp(..)) => Asked { is_partial: true, ..answer.into() },
                Some(answer) => answer.into(),
            })
        },
        work,
    );
    keep(
        store,
        move || {
            // In another language the ticket is another one.
            store.texts.track();
            (is_export_open.get() && is_at_rest(store)).then(super::address)
        },
        |desk, log, link| desk.export(log, link).map(Asked::from),
        export,
    );
}

/// Whether a log is on screen and nothing more of it comes at the moment. Follows all that answers are made of.
fn is_at_rest(store: Store) -> bool {
    follow_all(store);
    is_shown_whole(store)
}

/// Whether a log is on screen and nothing more of it comes at the moment.
fn is_shown_whole(store: Store) -> bool {
    let open = store.open;
    let is_loading = open.load.state.read().as_ref().is_some_and(LoadState::goes_on);
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

/// What is on screen is asked anew: the desk was told to answer otherwise.
pub(super) fn ask_again(store: Store) {
    store.desk.revision.update(|revision| *revision += 1);
}
