//! The session whose log is open, and what follows from it.

use std::ops::Deref;
use std::rc::Rc;
use std::sync::RwLock;

use super::derive::sorted;
use super::{BY_TIME, LoadValue, Shared};
use crate::answers::search::{self, Needle};
use crate::app::actions::file::{Reading, Saved};
use crate::app::actions::load::Task;
use crate::app::parts::virtual_rows::Scroller;
use crate::app::reactive::{Derived, Held, Value};
use crate::model::{Id, Log, Notices, Session, SessionKind, TimeRange, Timestamp};
use crate::route::{Group, Route, Sort};
use crate::timeline::{BitSet, Hits, Picture, Viewport};

/// Where the open session's items came from.
#[derive(Clone, PartialEq)]
pub(crate) enum Opened {
    Nothing,
    Session(SessionKind, Id),
    File(String),
}

/// The session whose log is open.
pub(crate) struct OpenSession {
    pub(crate) opened: Value<Opened>,
    pub(crate) session: Value<Option<Shared<Session>>>,
    pub(crate) log: Value<Shared<RwLock<Log>>>,
    /// Moves whenever items came in.
    pub(crate) revision: Value<u32>,
    pub(crate) load: LoadValue,
    pub(crate) notices: Value<Shared<Notices>>,
    /// Where the log's table is scrolled to.
    pub(crate) scroller: Scroller,
    pub(crate) selection: Value<Option<u32>>,
    pub(crate) viewport: Value<Viewport>,
    /// What the viewport was last fitted to.
    pub(crate) fitted: Value<Opened>,
    /// The bytes of every page or file as they came, outside the page's memory.
    pub(crate) sources: Held<Vec<web_sys::Blob>>,
    pub(crate) task: Held<Option<Task>>,
    /// The saved session that is open.
    pub(crate) saved: Held<Option<Rc<Saved>>>,
    /// The file that is being read.
    pub(crate) reading: Held<Option<Rc<Reading>>>,
    /// The items made ready for drawing: those that had come when `actions::draw` began.
    pub(crate) picture: Value<Option<Shared<Drawn>>>,
    /// The window that the address names.
    pub(crate) wanted: Derived<Option<TimeRange>>,
    /// How far the picture reaches.
    pub(crate) extent: Derived<Option<TimeRange>>,
    /// How its rows are divided.
    pub(crate) group: Derived<Option<Group>>,
    /// Whether long stretches in which nothing runs are drawn short.
    pub(crate) has_breaks: Value<bool>,
    /// A range that was chosen, in real time.
    pub(crate) range: Value<Option<TimeRange>>,
    /// Only the items of the set that the address names, once the desk has told them.
    pub(crate) only: Value<Option<Shared<Vec<u32>>>>,
    /// Items that are hidden, since a rule of the site says that they are harmless.
    pub(crate) muted: Value<Vec<u32>>,
    /// What passes the filters, for the picture; nothing while none is set.
    pub(crate) hits: Derived<Option<Shared<Hits>>>,
    /// The items that pass the filters, in the order of time.
    pub(crate) kept: Derived<Shared<Vec<u32>>>,
    /// How the table is sorted, where it is not [`BY_TIME`].
    pub(crate) sort: Derived<Option<Sort>>,
    /// The same in the order of the table.
    pub(crate) rows: Derived<Shared<Vec<u32>>>,
    /// Moves when rows of the table have to be drawn anew although they show the same items.
    pub(crate) rows_drawn: Derived<usize>,
    /// What the search looks for.
    pub(crate) needle: Derived<Shared<Needle>>,
    /// The selected item's JSON as it came.
    pub(crate) raw: Value<String>,
    /// Whether any filter is set.
    pub(crate) is_filtered: Derived<bool>,
}

/// A log made ready for drawing.
pub(crate) struct Drawn {
    pub(crate) picture: Picture,
    /// Number of the log whose items these are.
    pub(crate) log: usize,
    /// From the top; none where items are not grouped.
    pub(crate) group_names: Vec<String>,
}

impl Deref for Drawn {
    type Target = Picture;

    fn deref(&self) -> &Picture {
        &self.picture
    }
}

pub(super) fn open_session(route: Value<Route>) -> OpenSession {
    let log = Value::new(Shared::<RwLock<Log>>::default());
    let revision = Value::new(0);
    let only = Value::new(None::<Shared<Vec<u32>>>);
    let muted = Value::new(Vec::<u32>::new());
    let is_filtered = Derived::new(move || {
        let route = route.read();
        let is_part = only.read().is_some() || !muted.read().is_empty();
        is_part || route.params.q.is_some() || !route.params.status.is_empty()
    });
    let query = Derived::new(move || route.read().params.q.clone().unwrap_or_default());
    let severities = Derived::new(move || route.read().params.status);
    let kept = Derived::new(move || {
        revision.track();
        let log = log.get();
        let kept = log.read().map_or_else(
            |_| Vec::new(),
            |log| {
                let mut kept = search::filter(&log, &query.read(), severities.get(), None);
                if let Some(only) = &*only.read() {
                    kept.retain(|idx| only.binary_search(idx).is_ok());
                }
                let muted = muted.read();
                if !muted.is_empty() {
                    kept.retain(|idx| muted.binary_search(idx).is_err());
                }
                kept
            },
        );
        Shared::new(kept)
    });
    let picture = Value::new(None::<Shared<Drawn>>);
    let hits = Derived::new(move || {
        let picture = picture.get()?;
        let log = log.get();
        if !is_filtered.get() || picture.log != log.number() {
            return None;
        }
        let n_items = log.read().ok()?.len();
        Some(Shared::new(Hits::new(&picture.index, &BitSet::of(n_items, kept.read().iter().copied()))))
    });
    let sort = Derived::new(move || route.read().params.sort);
    let rows = Derived::new(move || {
        let kept = kept.get();
        let Some(sort) = sort.get().filter(|sort| *sort != BY_TIME) else { return kept };
        log.read().read().map_or_else(|_| kept.clone(), |log| Shared::new(sorted(&log, &kept, sort)))
    });
    let needle = Derived::new(move || Shared::new(Needle::new(&query.read())));
    OpenSession {
        sort,
        rows,
        // Both only grow, so their sum does.
        rows_drawn: Derived::new(move || needle.read().number() + log.read().number()),
        needle,
        raw: Value::new(String::new()),
        opened: Value::new(Opened::Nothing),
        session: Value::new(None),
        log,
        revision,
        load: LoadValue::new(),
        notices: Value::new(Shared::default()),
        scroller: Scroller::new(),
        selection: Value::new(None),
        fitted: Value::new(Opened::Nothing),
        viewport: Value::new(Viewport::fit(TimeRange::new(Timestamp::default(), Timestamp::default()))),
        sources: Held::new(Vec::new()),
        task: Held::new(None),
        reading: Held::new(None),
        saved: Held::new(None),
        wanted: Derived::new(move || route.read().params.range()),
        extent: Derived::new(move || picture.read().as_ref().map(|picture| picture.extent)),
        group: Derived::new(move || route.read().params.group),
        has_breaks: Value::new(false),
        range: Value::new(None),
        only,
        muted,
        picture,
        hits,
        kept,
        is_filtered,
    }
}
