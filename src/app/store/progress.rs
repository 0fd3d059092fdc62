//! What a meter says of a load, and what its buttons do.

use leptos::prelude::*;

use super::{LoadValue, Screen, Store, Trouble, answers, connect, copy, follow, load};
use crate::api::{Doubt, Fault, LoadState};
use crate::app::signals::memo;
use crate::model::SessionKind;
use crate::report::asked::Told;
use crate::route::Page;
use crate::texts::Texts;

/// What can be done about a load.
#[derive(Clone, Copy)]
pub(crate) struct Controls {
    pub(crate) stop: fn(Store),
    pub(crate) resume: fn(Store),
    /// Nothing where there is nothing newer to be had.
    pub(crate) reload: Option<fn(Store)>,
}

impl Controls {
    /// Those of a list of sessions.
    pub(crate) const fn of_list(kind: SessionKind) -> Self {
        match kind {
            SessionKind::Job => Self {
                stop: |store| load::stop_sessions(store, SessionKind::Job),
                resume: |store| load::resume_sessions(store, SessionKind::Job),
                reload: Some(|store| load::reload_sessions(store, SessionKind::Job)),
            },
            SessionKind::DataRetrieval => Self {
                stop: |store| load::stop_sessions(store, SessionKind::DataRetrieval),
                resume: |store| load::resume_sessions(store, SessionKind::DataRetrieval),
                reload: Some(|store| load::reload_sessions(store, SessionKind::DataRetrieval)),
            },
        }
    }
}

/// How far a load is, for people: what the meter (`ui::Meter`) is made of.
#[derive(Clone, Copy)]
pub(crate) struct Progress {
    /// How much is loaded, and whether that is all.
    pub(crate) line: Signal<String>,
    /// As of when.
    pub(crate) as_of: Signal<String>,
    /// The face of the button that stops, goes on or begins anew.
    pub(crate) button: Signal<Option<String>>,
    /// What it does.
    pub(crate) act: Callback<()>,
    /// Whether what is new comes by itself; nothing where nothing new can come.
    pub(crate) follows: Signal<Option<bool>>,
    /// Whether the last look for news failed.
    pub(crate) has_failed: Signal<bool>,
    /// Pauses following, or goes on with it.
    pub(crate) toggle: Callback<()>,
}

impl Progress {
    /// The progress of a load. `rows` says how many of them there are: “3 items”.
    pub(crate) fn of(store: Store, load: LoadValue, rows: fn(Texts, usize) -> String, controls: Controls) -> Self {
        let texts = store.texts;
        let as_of = move || {
            load.as_of.get().map(|at| {
                let texts = texts.get();
                texts.common_load_as_of(texts.time_with(at, store.offset(at), 0))
            })
        };
        let step = move || Step::of(load.state.read().as_ref()?, controls);
        let act = move |()| match untrack(step) {
            Some(Step::Stop) => (controls.stop)(store),
            Some(Step::GoOn | Step::Again) => (controls.resume)(store),
            Some(Step::Reload(reload)) => reload(store),
            None => {}
        };
        let follows = move || follow::is_possible(store).then(|| !store.follow.is_paused.get());
        Self {
            line: Signal::derive(move || line(texts.get(), load.state.read().as_ref(), rows)),
            as_of: Signal::derive(move || as_of().unwrap_or_default()),
            button: memo(move || step().map(|step| step.name(texts.get()))).into(),
            act: Callback::new(act),
            follows: memo(follows).into(),
            has_failed: store.follow.has_failed.into(),
            toggle: Callback::new(move |()| follow::toggle(store)),
        }
    }
}

/// What is to be done next.
#[derive(Clone, Copy)]
enum Step {
    Stop,
    GoOn,
    Again,
    Reload(fn(Store)),
}

impl Step {
    fn of(state: &LoadState, controls: Controls) -> Option<Self> {
        match state {
            LoadState::Loading { .. } | LoadState::Waiting { .. } => Some(Self::Stop),
            LoadState::Stopped { .. } => Some(Self::GoOn),
            LoadState::Failed { .. } => Some(Self::Again),
            LoadState::Complete { .. } | LoadState::Doubtful { .. } => controls.reload.map(Self::Reload),
            LoadState::NeedsToken { .. } => None,
        }
    }

    fn name(self, texts: Texts) -> String {
        match self {
            Self::Stop => texts.common_stop(),
            Self::GoOn => texts.common_go_on(),
            Self::Again => texts.common_again(),
            Self::Reload(_) => texts.common_refresh(),
        }
    }
}

fn line(texts: Texts, load: Option<&LoadState>, rows: fn(Texts, usize) -> String) -> String {
    let rows = |n: &usize| rows(texts, *n);
    match load {
        None => String::new(),
        Some(LoadState::Loading { n_rows }) => texts.common_load_loading(rows(n_rows)),
        Some(LoadState::Waiting { n_rows, ms, attempt, .. }) => {
            texts.common_load_waiting(rows(n_rows), attempt.to_string(), ms.div_ceil(1000).to_string())
        }
        Some(LoadState::NeedsToken { n_rows }) => texts.common_load_needs_token(rows(n_rows)),
        Some(LoadState::Stopped { n_rows }) => texts.common_load_stopped(rows(n_rows)),
        Some(LoadState::Failed { n_rows, .. }) => texts.common_load_failed(rows(n_rows)),
        Some(LoadState::Complete { n_rows }) => texts.common_load_complete(rows(n_rows)),
        Some(LoadState::Doubtful { n_rows, why: why @ Doubt::Missing(_) }) => {
            texts.common_load_missing(rows(n_rows), why.say(texts))
        }
        Some(LoadState::Doubtful { n_rows, why }) => texts.common_load_doubtful(rows(n_rows), why.say(texts)),
    }
}

/// What keeps a load from going on, and what may help: what `ui::Obstacle` is made of. A token that is needed is no obstacle
/// of a load: the page asks for it, once for all that waits.
#[derive(Clone, Copy)]
pub(crate) struct Obstacle {
    /// The fault, told.
    pub(crate) told: Signal<Option<Told>>,
    /// The face of the button that may help.
    pub(crate) button: Signal<String>,
    /// What it does.
    pub(crate) act: Callback<()>,
    /// Copies the report of the fault.
    pub(crate) copy: Callback<String>,
}

impl Obstacle {
    /// What keeps a load from going on; a count that moves changes nothing of it.
    pub(crate) fn of(store: Store, load: LoadValue, resume: fn(Store)) -> Self {
        let texts = store.texts;
        let told = move || {
            texts.track();
            let Some(Trouble::Failed { fault, has_answered }) = load.trouble.get() else { return None };
            store.connection.track();
            let server = load::server(store)?;
            Some(answers::explain(store, &fault, &server, has_answered))
        };
        let is_of_version = move || {
            let is_missing =
                matches!(*load.trouble.read(), Some(Trouble::Failed { fault: Fault::NotFound { .. }, .. }));
            is_missing && !matches!(*store.screen.read(), Screen::View(Page::Session(..)))
        };
        let button =
            move || if is_of_version() { texts.get().connect_use_version() } else { texts.get().common_again() };
        let act = move |()| {
            if untrack(is_of_version) { connect::change_version(store) } else { resume(store) }
        };
        Self {
            told: memo(told).into(),
            button: Signal::derive(button),
            act: Callback::new(act),
            copy: Callback::new(move |report| copy(store, report, |texts: Texts| texts.common_copied_report())),
        }
    }
}
