//! What the page knows: signals, and memos of what follows from them. Every change goes through `actions`.
//!
//! Items never enter the reactive graph: a signal holds a shared pointer, compared by address, and a revision that moves
//! when a page of items has come in.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Deref;
use std::rc::Rc;
use std::sync::{Arc, RwLock};

use leptos::prelude::*;

use crate::answers::search;
use crate::api::{Credential, Load, LoadState, Origin, Server};
use crate::browser::fetch::Abort;
use crate::browser::fragment;
use crate::browser::zone as browser_zone;
use crate::config::Config;
use crate::model::{Id, Log, Notices, Session, SessionKind, TimeRange, Timestamp, UtcOffset};
use crate::route::{Page, Route, ZoneChoice};
use crate::sample::World;
use crate::timeline::{BitSet, Hits, Index, Lanes, Overview, Viewport, Zone};

/// A shared value, the same only if it is the very same.
pub(crate) struct Shared<T>(Arc<T>);

impl<T> Shared<T> {
    pub(crate) fn new(value: T) -> Self {
        Self(Arc::new(value))
    }

    /// Where it is: another number for another value, as long as both live.
    pub(crate) fn address(&self) -> usize {
        Arc::as_ptr(&self.0).addr()
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T> PartialEq for Shared<T> {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
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
    /// The sample data in the page itself.
    Sample,
    /// A server.
    Server(Server),
}

/// What the address asks for, beside what there is.
#[derive(Clone, PartialEq)]
pub(crate) enum Screen {
    /// A server and a token are needed first; `proposed` is the server that the address names, not yet agreed to.
    Connect { proposed: Option<String> },
    /// The view that the address names.
    View(Page),
}

/// The list of sessions of one kind.
pub(crate) struct SessionList {
    pub(crate) rows: RwSignal<Shared<Vec<Session>>>,
    pub(crate) load: RwSignal<Option<LoadState>>,
    pub(crate) notices: RwSignal<Shared<Notices>>,
    /// When the last page came.
    pub(crate) as_of: RwSignal<Option<Timestamp>>,
    pub(crate) task: StoredValue<Option<Task>, LocalStorage>,
}

impl SessionList {
    fn new() -> &'static Self {
        Box::leak(Box::new(Self {
            rows: RwSignal::default(),
            load: RwSignal::new(None),
            notices: RwSignal::default(),
            as_of: RwSignal::new(None),
            task: StoredValue::new_local(None),
        }))
    }
}

/// A load under way, or at rest until it is resumed.
#[derive(Clone)]
pub(crate) struct Task {
    pub(crate) load: Rc<RefCell<Load>>,
    pub(crate) abort: Abort,
}

/// Where the open session's items came from.
#[derive(Clone, PartialEq)]
pub(crate) enum Opened {
    Nothing,
    Session(SessionKind, Id),
    File(String),
}

/// The session whose log is open.
pub(crate) struct OpenSession {
    pub(crate) opened: RwSignal<Opened>,
    pub(crate) session: RwSignal<Option<Shared<Session>>>,
    pub(crate) log: RwSignal<Shared<RwLock<Log>>>,
    /// Moves whenever items came in.
    pub(crate) revision: RwSignal<u32>,
    pub(crate) load: RwSignal<Option<LoadState>>,
    pub(crate) notices: RwSignal<Shared<Notices>>,
    pub(crate) as_of: RwSignal<Option<Timestamp>>,
    pub(crate) selection: RwSignal<Option<u32>>,
    pub(crate) viewport: RwSignal<Viewport>,
    /// The bytes of every page or file as they came, outside the page's memory.
    pub(crate) sources: StoredValue<Vec<web_sys::Blob>, LocalStorage>,
    pub(crate) task: StoredValue<Option<Task>, LocalStorage>,
    /// Index and overview of the items.
    pub(crate) picture: Memo<Option<Shared<Picture>>>,
    /// What passes the filters, for the picture; nothing while none is set.
    pub(crate) hits: Memo<Option<Shared<Hits>>>,
    /// The items that pass the filters, in the order of time.
    pub(crate) kept: Memo<Shared<Vec<u32>>>,
    /// Whether any filter is set.
    pub(crate) is_filtered: Memo<bool>,
}

/// A Log made ready for drawing.
pub(crate) struct Picture {
    pub(crate) index: Index,
    pub(crate) overview: Overview,
    pub(crate) extent: TimeRange,
    /// Where open items end on screen.
    pub(crate) open_end: Timestamp,
}

/// Everything the page knows: one for as long as the page lives, so a copy is a pointer.
#[derive(Clone, Copy)]
pub(crate) struct State(&'static Fields);

impl Deref for State {
    type Target = Fields;

    fn deref(&self) -> &Fields {
        self.0
    }
}

/// What a [`State`] holds.
pub(crate) struct Fields {
    pub(crate) route: RwSignal<Route>,
    /// What the page has to say about the address, the configuration or the last action.
    pub(crate) notices: RwSignal<Vec<String>>,
    pub(crate) toast: RwSignal<Option<String>>,
    pub(crate) config: RwSignal<Shared<Config>>,
    pub(crate) connection: RwSignal<Connection>,
    /// When the token was given. The token itself is in no signal.
    pub(crate) token_since: RwSignal<Option<Timestamp>>,
    pub(crate) credential: StoredValue<Option<Credential>, LocalStorage>,
    pub(crate) world: StoredValue<Option<World>, LocalStorage>,
    /// The server product's own version, where it told.
    pub(crate) product_version: RwSignal<Option<String>>,
    /// Names of jobs by id.
    pub(crate) names: RwSignal<Shared<BTreeMap<String, String>>>,
    pub(crate) job_sessions: &'static SessionList,
    pub(crate) retrieval_sessions: &'static SessionList,
    pub(crate) open: &'static OpenSession,
    /// This computer's clock, moved by a timer.
    pub(crate) now: RwSignal<Timestamp>,
    pub(crate) screen: Memo<Screen>,
    pub(crate) zone: Memo<Shared<Zone>>,
    pub(crate) is_help_open: RwSignal<bool>,
}

impl State {
    pub(crate) fn new(now: Timestamp) -> Self {
        let route = RwSignal::new(Route::default());
        let connection = RwSignal::new(Connection::None);
        let config = RwSignal::<Shared<Config>>::default();
        let now = RwSignal::new(now);
        let job_sessions = SessionList::new();
        let retrieval_sessions = SessionList::new();
        let open: &'static OpenSession = Box::leak(Box::new(open_session(route, now)));
        Self(Box::leak(Box::new(Fields {
            route,
            notices: RwSignal::default(),
            toast: RwSignal::new(None),
            config,
            connection,
            token_since: RwSignal::new(None),
            credential: StoredValue::new_local(None),
            world: StoredValue::new_local(None),
            product_version: RwSignal::new(None),
            names: RwSignal::default(),
            job_sessions,
            retrieval_sessions,
            open,
            now,
            screen: Memo::new(move |_| screen(&route.read(), &connection.read(), &config.read())),
            zone: Memo::new(move |_| zone(route, open, [job_sessions, retrieval_sessions], now)),
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
        format!("#{}", self.route.read().to(page))
    }

    /// The offset of the chosen zone at an instant. Tracks the zone.
    pub(crate) fn offset(self, at: Timestamp) -> UtcOffset {
        self.zone.read().offset_at(at)
    }

    /// The name of a session's job, or what else it can be called by. Tracks the names.
    pub(crate) fn session_name(self, session: &Session) -> String {
        let by_job = session.job_id.as_ref().and_then(|id| self.names.read().get(id.as_str()).cloned());
        by_job
            .or_else(|| session.name.clone())
            .or_else(|| session.job_id.as_ref().map(|id| format!("job {id}")))
            .or_else(|| session.type_word.clone())
            .unwrap_or_else(|| "Session".to_owned())
    }
}

/// The server that an address names: by its name in config.json, or by its origin.
pub(crate) fn named_origin(api: &str, config: &Config) -> Option<Origin> {
    let by_name = config.servers.iter().find(|server| server.name == api).map(|server| server.api.as_str());
    Origin::parse(by_name.unwrap_or(api)).ok()
}

fn screen(route: &Route, connection: &Connection, config: &Config) -> Screen {
    let fits = match (&route.params.api, connection) {
        (None, connection) => *connection != Connection::None,
        (Some(_), Connection::Sample) => route.is_sample(),
        (Some(api), Connection::Server(server)) => named_origin(api, config).as_ref() == Some(&server.origin),
        (Some(_), Connection::None) => false,
    };
    match &route.page {
        Page::File | Page::NotFound(_) => Screen::View(route.page.clone()),
        Page::Connect => Screen::Connect { proposed: route.params.api.clone() },
        page if fits => Screen::View(page.clone()),
        _ => Screen::Connect { proposed: route.params.api.clone() },
    }
}

fn open_session(route: RwSignal<Route>, now: RwSignal<Timestamp>) -> OpenSession {
    let log = RwSignal::<Shared<RwLock<Log>>>::default();
    let revision = RwSignal::new(0);
    let session = RwSignal::<Option<Shared<Session>>>::new(None);
    let is_filtered = Memo::new(move |_| {
        let route = route.read();
        route.params.q.is_some() || !route.params.status.is_empty()
    });
    let query = Memo::new(move |_| route.read().params.q.clone().unwrap_or_default());
    let severities = Memo::new(move |_| route.read().params.status);
    let kept = Memo::new(move |_| {
        revision.track();
        let log = log.get();
        let kept = log.read().map_or_else(
            |_| Vec::new(),
            |log| search::filter(&log, &query.read(), severities.get(), None),
        );
        Shared::new(kept)
    });
    let picture = Memo::new(move |_| {
        revision.track();
        let shared = log.get();
        let log = shared.read().ok()?;
        let session = session.get();
        let open_end = open_end(&log, session.as_deref(), now.get_untracked());
        let extent = extent(&log, session.as_deref(), open_end)?;
        let index = Index::new(&log, &Lanes::pack(&log), None);
        let overview = Overview::new(&index, open_end, extent);
        Some(Shared::new(Picture { index, overview, extent, open_end }))
    });
    let hits = Memo::new(move |_| {
        let picture = picture.get()?;
        let n_items = log.read().read().ok()?.len();
        is_filtered.get().then(|| {
            Shared::new(Hits::new(&picture.index, &BitSet::of(n_items, kept.read().iter().copied())))
        })
    });
    OpenSession {
        opened: RwSignal::new(Opened::Nothing),
        session,
        log,
        revision,
        load: RwSignal::new(None),
        notices: RwSignal::default(),
        as_of: RwSignal::new(None),
        selection: RwSignal::new(None),
        viewport: RwSignal::new(Viewport::fit(TimeRange::new(Timestamp::default(), Timestamp::default()))),
        sources: StoredValue::new_local(Vec::new()),
        task: StoredValue::new_local(None),
        picture,
        hits,
        kept,
        is_filtered,
    }
}

/// Where open items end on screen: at the session's end if it has one; now, if it runs; else at the last time known.
fn open_end(log: &Log, session: Option<&Session>, now: Timestamp) -> Timestamp {
    let last = log.extent().map_or(now, TimeRange::end);
    match session {
        Some(Session { end: Some(end), .. }) => last.max(*end),
        Some(session) if session.status.is_running() => last.max(now),
        _ => last,
    }
}

/// From the first start to the last end of all items, the session's own start and end included.
fn extent(log: &Log, session: Option<&Session>, open_end: Timestamp) -> Option<TimeRange> {
    let items = log.extent()?;
    let mut extent = items.union(TimeRange::new(items.start(), open_end));
    if let Some(session) = session {
        // A session's own time far from every item would flatten the picture: it counts only where it is near.
        let near = items.ticks().max(600 * crate::model::time::TICKS_PER_SECOND);
        for at in [session.start, session.end].into_iter().flatten() {
            if at.since(extent.end()) < near && extent.start().since(at) < near {
                extent = extent.union(TimeRange::new(at, at));
            }
        }
    }
    Some(extent)
}

fn zone(
    route: RwSignal<Route>,
    open: &OpenSession,
    lists: [&SessionList; 2],
    now: RwSignal<Timestamp>,
) -> Shared<Zone> {
    let choice = route.read().params.tz.clone().unwrap_or(ZoneChoice::Browser);
    let fallback = TimeRange::new(now.get_untracked(), now.get_untracked());
    let mut range = open.picture.read().as_ref().map_or(fallback, |picture| picture.extent);
    for list in lists {
        let rows = list.rows.read();
        let starts = || rows.iter().filter_map(|session| session.start);
        if let (Some(first), Some(last)) = (starts().min(), starts().max()) {
            range = range.union(TimeRange::new(first, last));
        }
    }
    let named = |name: &str| browser_zone::table(name, range);
    let zone = match &choice {
        ZoneChoice::Utc => None,
        ZoneChoice::Browser => named(&browser_zone::local_name()),
        ZoneChoice::Named(name) => named(name),
        ZoneChoice::Fixed(offset) => Some(Zone::fixed(choice.word().into_owned(), *offset)),
        ZoneChoice::Server => {
            open.revision.track();
            let offset = open.log.read().read().ok().and_then(|log| log.offset(0)).unwrap_or_default();
            let mut name = "server, UTC".to_owned();
            if offset != UtcOffset::UTC {
                offset.write_suffix(&mut name);
            }
            Some(Zone::fixed(name, offset))
        }
    };
    Shared::new(zone.unwrap_or_else(Zone::utc))
}

/// Whether the page may ask for a token: not in a foreign frame, where the page around it could lie about what it is.
pub(crate) fn may_ask_for_token(config: &Config) -> bool {
    !fragment::is_framed() || !config.portal_origins.is_empty()
}
