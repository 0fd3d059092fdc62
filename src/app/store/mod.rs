//! What the page knows: signals, and memos of what follows from them. Every change goes through `actions`.
//!
//! Items never enter the reactive graph: a signal holds a shared pointer, compared by address, and a revision that moves
//! when a page of items has come in.

pub(crate) mod answers;
pub(crate) mod axis;
pub(crate) mod connect;
mod copy;
mod derive;
pub(crate) mod draw;
pub(crate) mod file;
pub(crate) mod follow;
pub(crate) mod lang;
pub(crate) mod life;
pub(crate) mod listing;
pub(crate) mod load;
mod navigate;
mod open;
pub(crate) mod pick;
pub(crate) mod portal;
mod portal_state;
pub(crate) mod progress;
pub(crate) mod save;
mod saying;
pub(crate) mod sort;
pub(crate) mod theme;
mod token;
pub(crate) mod workplace;

pub(crate) use axis::{has_sessions, kind_of_items};
pub(crate) use copy::{
    chosen_rows, copy, copy_rows, copy_ticket, copy_view, replace_names, say_copied, set_ticket_form,
};
pub(crate) use navigate::*;

use leptos::prelude::*;
use std::ops::Deref;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

pub(crate) use derive::{extent, may_ask_for_token, named_origin};
use derive::{screen, zone, zone_word};
use open::open_session;
pub(crate) use open::{Drawn, OpenSession, Opened, Raw, in_window};
use portal_state::Portal;
pub(crate) use saying::Saying;
pub(crate) use token::TokenState;
use workplace::Workplace;

use crate::answers::names;
use crate::api::{Credential, Fault, LoadState, Server};
use crate::app::signals::memo;
use crate::app::store::answers::Desk;
use crate::app::store::follow::Follow;
use crate::app::store::load::{Sample, Task};
use crate::browser::fragment;
use crate::config::Config;
use crate::model::{Notices, Product, Session, SessionKind, Timestamp, UtcOffset, Version};
use crate::reader::Reader;
use crate::route::{Column, Page, Route, Sort};
use crate::texts::Texts;
use crate::timeline::Zone;

/// The order in which a log is read.
pub(crate) const BY_TIME: Sort = Sort { column: Column::Start, is_descending: false };

/// Names of jobs by id.
pub(crate) type Names = RwSignal<Shared<names::Names>>;

/// A shared value, the same only if it is the very same.
pub(crate) struct Shared<T> {
    number: usize,
    value: Arc<T>,
}

impl<T> Shared<T> {
    pub(crate) fn new(value: T) -> Self {
        static N_MADE: AtomicUsize = AtomicUsize::new(0);
        Self { number: N_MADE.fetch_add(1, Ordering::Relaxed), value: Arc::new(value) }
    }

    /// Another number for another value. (An address would not do: a new value may lie where a dropped one lay.)
    pub(crate) const fn number(&self) -> usize {
        self.number
    }

    /// The same value, which has changed inside, under a new number.
    pub(crate) fn changed(&self) -> Self
    where
        T: Default,
    {
        Self { value: self.value.clone(), ..Self::new(T::default()) }
    }

    /// The value, shared without its number.
    pub(crate) fn arc(&self) -> Arc<T> {
        self.value.clone()
    }

    /// The value itself, if nobody else has it.
    pub(crate) fn into_inner(self) -> Option<T> {
        Arc::into_inner(self.value)
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self { number: self.number, value: self.value.clone() }
    }
}

impl<T> PartialEq for Shared<T> {
    fn eq(&self, other: &Self) -> bool {
        self.number == other.number
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T: Default> Default for Shared<T> {
    fn default() -> Self {
        Self::new(T::default())
    }
}

/// Whom the page asks.
#[derive(Clone, PartialEq)]
pub(crate) enum Connection {
    /// Nobody yet.
    None,
    /// The sample data in the page itself, of this product.
    Sample(Product),
    /// A server.
    Server(Server),
}

/// What the address asks for, beside what there is.
#[derive(Clone, PartialEq, Default)]
pub(crate) enum Screen {
    /// A server and a token are needed first; `proposed` is the server that the address names, not yet agreed to.
    Connect { proposed: Option<String> },
    /// The view that the address names.
    View(Page),
    /// Nothing yet: the sample data, or the address, has to come first.
    #[default]
    Blank,
}

/// How far a load is, and what keeps it from going on.
#[derive(Clone, Copy)]
pub(crate) struct LoadValue {
    pub(crate) state: RwSignal<Option<LoadState>>,
    /// When the last page came.
    pub(crate) as_of: RwSignal<Option<Timestamp>>,
    /// What keeps it, apart from the count, which moves more often.
    pub(crate) trouble: Memo<Option<Trouble>>,
}

impl LoadValue {
    fn new() -> Self {
        let state = RwSignal::new(None::<LoadState>);
        let trouble = memo(move || Trouble::of(state.read().as_ref()));
        Self { state, as_of: RwSignal::new(None), trouble }
    }
}

/// What keeps a load from going on.
#[derive(Clone, PartialEq)]
pub(crate) enum Trouble {
    NeedsToken,
    Failed { fault: Fault, has_answered: bool },
}

impl Trouble {
    fn of(load: Option<&LoadState>) -> Option<Self> {
        match load {
            Some(LoadState::NeedsToken { .. }) => Some(Self::NeedsToken),
            Some(LoadState::Failed { fault, n_rows }) => {
                Some(Self::Failed { fault: fault.clone(), has_answered: *n_rows > 0 })
            }
            _ => None,
        }
    }
}

/// The list of sessions of one kind.
pub(crate) struct SessionList {
    pub(crate) rows: RwSignal<Shared<Vec<Session>>>,
    pub(crate) load: LoadValue,
    pub(crate) notices: RwSignal<Shared<Notices>>,
    /// How many px its table is scrolled down.
    pub(crate) scroll_px: RwSignal<f64>,
    /// Positions of the sessions that pass the filters, in the order of the table.
    pub(crate) shown: Memo<Shared<Vec<u32>>>,
    pub(crate) task: StoredValue<Option<Task>, LocalStorage>,
}

impl SessionList {
    fn new(route: RwSignal<Route>, names: Names, now: RwSignal<Timestamp>) -> &'static Self {
        let rows = RwSignal::new(Shared::<Vec<Session>>::default());
        let shown = memo(move || {
            Shared::new(listing::shown(&rows.read(), &names.read(), &route.read().params, now.get_untracked()))
        });
        Box::leak(Box::new(Self {
            rows,
            load: LoadValue::new(),
            notices: RwSignal::new(Shared::default()),
            scroll_px: RwSignal::new(0.0),
            shown,
            task: StoredValue::new_local(None),
        }))
    }
}

/// What the form names a server by. It outlives the form.
#[derive(Clone, Copy)]
pub(crate) struct Typed {
    pub(crate) address: RwSignal<String>,
    pub(crate) product: RwSignal<Product>,
    /// Nothing: find out.
    pub(crate) version: RwSignal<Option<Version>>,
}

impl Typed {
    fn new() -> Self {
        Self {
            address: RwSignal::new(String::new()),
            product: RwSignal::new(Product::Vb365),
            version: RwSignal::new(None),
        }
    }
}

/// Everything the page knows: one for as long as the page lives, so a copy is a pointer.
#[derive(Clone, Copy)]
pub(crate) struct Store(&'static Fields);

impl Deref for Store {
    type Target = Fields;

    fn deref(&self) -> &Fields {
        self.0
    }
}

/// What a [`Store`] holds.
pub(crate) struct Fields {
    pub(crate) route: RwSignal<Route>,
    /// Moves whenever colours may have changed.
    pub(crate) theme: RwSignal<u32>,
    /// What the page says, in the reader's language.
    pub(crate) texts: Memo<Texts>,
    /// Who reads.
    pub(crate) reader: Memo<Arc<Reader>>,
    /// What the page has to say about the address, the configuration or the last action.
    pub(crate) notices: RwSignal<Vec<Saying>>,
    pub(crate) toast: RwSignal<Option<Saying>>,
    pub(crate) config: RwSignal<Shared<Config>>,
    pub(crate) connection: RwSignal<Connection>,
    /// What there is to know about the token. The token itself is in no signal.
    pub(crate) token: RwSignal<TokenState>,
    pub(crate) credential: StoredValue<Option<Credential>, LocalStorage>,
    pub(crate) sample: StoredValue<Option<Sample>, LocalStorage>,
    /// Whether the server was taken up from what the tab kept, and nobody knows yet whether it answers.
    pub(crate) is_unasked: StoredValue<bool, LocalStorage>,
    pub(crate) desk: Desk,
    /// The server product's own version, where it told.
    pub(crate) product_version: RwSignal<Option<String>>,
    pub(crate) names: Names,
    pub(crate) job_sessions: &'static SessionList,
    pub(crate) retrieval_sessions: &'static SessionList,
    pub(crate) open: &'static OpenSession,
    pub(crate) workplace: Workplace,
    pub(crate) follow: Follow,
    /// Why the file chosen last cannot be shown.
    pub(crate) file_complaint: RwSignal<Option<Saying>>,
    /// What is in that file, where it is several things to choose from.
    pub(crate) in_file: RwSignal<Option<Rc<file::InFile>>, LocalStorage>,
    /// The server that was typed last.
    pub(crate) typed: Typed,
    pub(crate) portal: Portal,
    /// When somebody last did something here.
    pub(crate) used: RwSignal<Timestamp>,
    /// Seconds until the page signs out for lack of use, once that is near.
    pub(crate) idle_left: RwSignal<Option<i64>>,
    /// Whether the person asked to keep the token until the tab is closed.
    pub(crate) keeps_token: RwSignal<bool>,
    /// This computer's clock, moved by a timer.
    pub(crate) now: RwSignal<Timestamp>,
    pub(crate) screen: Memo<Screen>,
    /// The chosen zone, as the address names it.
    pub(crate) zone_word: Memo<String>,
    pub(crate) zone: Memo<Shared<Zone>>,
    pub(crate) is_help_open: RwSignal<bool>,
}

impl Store {
    pub(crate) fn new(now: Timestamp) -> Self {
        let route = RwSignal::new(Route::parse(&fragment::read()).route);
        let connection = RwSignal::new(Connection::None);
        let config = RwSignal::new(Shared::<Config>::default());
        let now = RwSignal::new(now);
        let names = Names::new(Shared::default());
        let job_sessions = SessionList::new(route, names, now);
        let retrieval_sessions = SessionList::new(route, names, now);
        let desk = Desk::new();
        let zone_word = memo(move || zone_word(&route.read(), &config.read()));
        let open: &'static OpenSession = Box::leak(Box::new(open_session(route)));
        let texts = memo(move || lang::wanted(&route.read()));
        let zone = memo(move || zone(texts.get(), &zone_word.read(), desk.zone.get(), open));
        // The clock is not followed: an answer is as of the moment at which what it is made of changed.
        let reader = memo(move || {
            let (texts, zone, now, route) = (texts.get(), (**zone.read()).clone(), now.get_untracked(), route.get());
            Arc::new(Reader { texts, zone, now, route })
        });
        Self(Box::leak(Box::new(Fields {
            route,
            theme: RwSignal::new(0),
            texts,
            reader,
            notices: RwSignal::new(Vec::new()),
            toast: RwSignal::new(None),
            config,
            connection,
            token: RwSignal::new(TokenState::None),
            credential: StoredValue::new_local(None),
            sample: StoredValue::new_local(None),
            is_unasked: StoredValue::new_local(false),
            desk,
            product_version: RwSignal::new(None),
            names,
            job_sessions,
            retrieval_sessions,
            open,
            workplace: Workplace::new(),
            follow: Follow::new(),
            file_complaint: RwSignal::new(None),
            in_file: RwSignal::new_local(None),
            typed: Typed::new(),
            portal: Portal::new(),
            used: RwSignal::new(now.get_untracked()),
            idle_left: RwSignal::new(None),
            keeps_token: RwSignal::new(false),
            now,
            screen: memo(move || screen(&route.read(), &connection.read(), &config.read())),
            zone_word,
            zone,
            is_help_open: RwSignal::new(false),
        })))
    }

    /// The list of sessions of a kind.
    pub(crate) fn sessions(self, kind: SessionKind) -> &'static SessionList {
        match kind {
            SessionKind::Job => self.job_sessions,
            SessionKind::DataRetrieval => self.retrieval_sessions,
        }
    }

    /// The address of another view of the same server. Tracks the address of this one.
    pub(crate) fn link(self, page: Page) -> String {
        self.route.read().to(page).to_string()
    }

    /// The offset of the chosen zone at an instant. Tracks the zone.
    pub(crate) fn offset(self, at: Timestamp) -> UtcOffset {
        self.zone.read().offset_at(at)
    }

    /// The name of a session's job, or what else it can be called by. Tracks the names.
    pub(crate) fn session_name(self, session: &Session) -> String {
        names::name(session, &self.names.read())
    }
}
