//! The session whose log is open, and what follows from it.

use leptos::prelude::*;
use std::ops::{Deref, Range};
use std::rc::Rc;
use std::sync::RwLock;

use super::sort::{Order, sorted};
use super::{BY_TIME, LoadValue, Shared};
use crate::answers::search::{self, Needle};
use crate::app::signals::memo;
use crate::app::store::file::{Reading, Saved};
use crate::app::store::load::Task;
use crate::app::store::load::machines::Machines;
use crate::model::{Id, Log, Notices, Session, SessionKind, TimeRange, Timestamp};
use crate::reader::idle;
use crate::report::axis::Axis;
use crate::route::{Group, Page, Route, Sort};
use crate::timeline::{BitSet, Hits, Idle, Picture, Size, Viewport};

/// Where the open session's items came from.
#[derive(Clone, PartialEq)]
pub(crate) enum Opened {
    Nothing,
    Session(SessionKind, Id),
    File(String),
    /// All sessions on one axis: each of them is an item.
    Axis,
}

/// An item's JSON.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Raw {
    /// As it came, laid out for reading.
    Sent(String),
    /// It is not kept any more.
    Gone,
}

/// The session whose log is open.
pub(crate) struct OpenSession {
    pub(crate) opened: RwSignal<Opened>,
    pub(crate) session: RwSignal<Option<Shared<Session>>>,
    pub(crate) log: RwSignal<Shared<RwLock<Log>>>,
    /// Moves whenever items came in.
    pub(crate) revision: RwSignal<u32>,
    pub(crate) load: LoadValue,
    pub(crate) notices: RwSignal<Shared<Notices>>,
    /// What it is made of, where that has logs of its own.
    pub(crate) machines: Machines,
    /// How many px the log's table is scrolled down.
    pub(crate) scroll_px: RwSignal<f64>,
    pub(crate) selection: RwSignal<Option<u32>>,
    /// Where the chosen rows begin or end, if more than the selected one are chosen: the selection is their other end.
    pub(crate) anchor: RwSignal<Option<u32>>,
    /// Places of the chosen rows in the table.
    pub(crate) chosen: Memo<Range<usize>>,
    pub(crate) viewport: RwSignal<Viewport>,
    /// What the viewport was last fitted to.
    pub(crate) fitted: RwSignal<Opened>,
    /// The bytes of every page or file as they came, outside the page's memory.
    pub(crate) sources: StoredValue<Vec<web_sys::Blob>, LocalStorage>,
    pub(crate) task: StoredValue<Option<Task>, LocalStorage>,
    /// The saved session that is open.
    pub(crate) saved: StoredValue<Option<Rc<Saved>>, LocalStorage>,
    /// The file that is being read.
    pub(crate) reading: StoredValue<Option<Rc<Reading>>, LocalStorage>,
    /// The items made ready for drawing: those that had come when `store::draw` began.
    pub(crate) picture: RwSignal<Option<Shared<Drawn>>>,
    /// The revision of the log that was drawn last; of a large one, once a frame with it has had its turn.
    pub(crate) drawn: RwSignal<u32>,
    /// The size of what it is drawn on.
    pub(crate) size: RwSignal<Size>,
    /// The window that the address names.
    pub(crate) wanted: Memo<Option<TimeRange>>,
    /// How far the picture reaches.
    pub(crate) extent: Memo<Option<TimeRange>>,
    /// Whether its items are of machines, too.
    pub(crate) has_parts: Memo<bool>,
    /// How its rows are divided: as the address says; if that says nothing, machines stand one below the other.
    pub(crate) group: Memo<Group>,
    /// How stretches in which nothing runs are drawn.
    pub(crate) idle: Memo<Idle>,
    /// A range that was chosen, in real time.
    pub(crate) range: RwSignal<Option<TimeRange>>,
    /// Only the items of the set that the address names, once the desk has told them.
    pub(crate) only: RwSignal<Option<Shared<Vec<u32>>>>,
    /// Items that are hidden, since a rule of the site says that they are harmless.
    pub(crate) muted: RwSignal<Vec<u32>>,
    /// What is known of the items where they are sessions on one axis.
    pub(crate) axis: RwSignal<Option<Shared<Axis>>>,
    /// What passes the filters, for the picture; nothing while none is set.
    pub(crate) hits: Memo<Option<Shared<Hits>>>,
    /// The items that pass the filters, in the order of time.
    pub(crate) kept: Memo<Shared<Vec<u32>>>,
    /// How the table is sorted, where it is not [`BY_TIME`].
    pub(crate) sort: Memo<Option<Sort>>,
    /// All items in the order that the table is to be in, once `store::sort` has worked it out.
    pub(crate) order: RwSignal<Option<Shared<Order>>>,
    /// The items that pass the filters, in the order of the table.
    pub(crate) rows: Memo<Shared<Vec<u32>>>,
    /// Moves when what rows of the table show may be another although it is the same items.
    pub(crate) rows_drawn: Memo<usize>,
    /// What the search looks for.
    pub(crate) needle: Memo<Shared<Needle>>,
    /// The selected item's JSON.
    pub(crate) raw: RwSignal<Raw>,
    /// Whether any filter is set.
    pub(crate) is_filtered: Memo<bool>,
}

impl OpenSession {
    /// Tells the log the start of its session, which is known to be right: most of its items may bear the time of another
    /// machine, whose clock is years behind.
    pub(crate) fn rely_on_session(&self) {
        let start = self.session.read_untracked().as_ref().and_then(|session| session.start);
        if let Ok(mut log) = self.log.read_untracked().write() {
            log.rely_on(start);
        }
    }

    /// Lets the session decide about items whose result says nothing (`Log::decide`).
    pub(crate) fn decide(&self) {
        let goes_on = self.session.read_untracked().as_ref().is_some_and(|session| session.goes_on());
        let log = self.log.get_untracked();
        if log.write().is_ok_and(|mut log| log.decide(goes_on)) {
            self.log.set(log.changed());
            self.revision.update(|revision| *revision += 1);
        }
    }
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

/// Those of some items that run in a window; of sessions on one axis it is these that are wanted beside the picture. What runs does
/// so up to where the picture has it.
pub(crate) fn in_window(
    log: &Log,
    items: &[u32],
    window: TimeRange,
    picture: RwSignal<Option<Shared<Drawn>>>,
) -> Vec<u32> {
    let open_end = picture.read().as_ref().map_or(window.end(), |picture| picture.open_end);
    let meets = |idx: &u32| {
        let range = log.range(*idx, open_end);
        range.is_some_and(|range| crate::report::axis::meets(range, window))
    };
    items.iter().copied().filter(meets).collect()
}

/// Whether a log has machines, and how its rows are divided.
fn rows_of(
    route: RwSignal<Route>,
    log: RwSignal<Shared<RwLock<Log>>>,
    revision: RwSignal<u32>,
) -> (Memo<bool>, Memo<Group>) {
    let has_parts = memo(move || {
        revision.track();
        log.read().read().is_ok_and(|log| log.has_parts())
    });
    let group = memo(move || route.read().params.rows(has_parts.get()));
    (has_parts, group)
}

pub(super) fn open_session(route: RwSignal<Route>) -> OpenSession {
    let log = RwSignal::new(Shared::<RwLock<Log>>::default());
    let revision = RwSignal::new(0);
    let only = RwSignal::new(None::<Shared<Vec<u32>>>);
    let muted = RwSignal::new(Vec::<u32>::new());
    let order = RwSignal::new(None::<Shared<Order>>);
    let (axis, picture) = (RwSignal::new(None::<Shared<Axis>>), RwSignal::new(None::<Shared<Drawn>>));
    let is_filtered = memo(move || {
        let route = route.read();
        let is_part = only.read().is_some() || !muted.read().is_empty();
        is_part || route.params.q.is_some() || !route.params.status.is_empty()
    });
    let query = memo(move || route.read().params.q.clone().unwrap_or_default());
    let severities = memo(move || route.read().params.status);
    let kept = memo(move || {
        revision.track();
        let log = log.get();
        let found = log.read().map(|log| search::filter(&log, &query.read(), severities.get(), None));
        let mut kept = found.unwrap_or_default();
        if let Some(only) = &*only.read() {
            kept.retain(|idx| only.binary_search(idx).is_ok());
        }
        let muted = muted.read();
        if !muted.is_empty() {
            kept.retain(|idx| muted.binary_search(idx).is_err());
        }
        Shared::new(kept)
    });
    let hits = memo(move || {
        let picture = picture.get()?;
        let log = log.get();
        if !is_filtered.get() || picture.log != log.number() {
            return None;
        }
        let n_items = log.read().ok()?.len();
        Some(Shared::new(Hits::new(&picture.index, &BitSet::of(n_items, kept.read().iter().copied()))))
    });
    let sort = memo(move || route.read().params.sort);
    let wanted = memo(move || route.read().params.range());
    let rows = Memo::new(move |before: Option<&Shared<Vec<u32>>>| {
        let (log, mut kept) = (log.get(), kept.get());
        if let (Some(_), Some(window)) = (&*axis.read(), wanted.get()) {
            kept = log.read().map_or(kept.clone(), |log| Shared::new(in_window(&log, &kept, window, picture)));
        }
        let Some(sort) = sort.get().filter(|sort| *sort != BY_TIME) else { return kept };
        let n = log.read().map_or(0, |log| log.len());
        Shared::new(sorted(&kept, (log.number(), n), sort, order.read().as_deref(), before))
    });
    let needle = memo(move || Shared::new(Needle::new(&query.read())));
    let (selection, anchor) = (RwSignal::new(None), RwSignal::new(None));
    let chosen = memo(move || {
        let (Some(selection), rows) = (selection.get(), rows.read()) else { return 0..0 };
        let place = |idx: u32| rows.iter().position(|&row| row == idx);
        let ends = place(selection).map(|end| (end, anchor.get().and_then(place).unwrap_or(end)));
        ends.map_or(0..0, |(a, b)| a.min(b)..a.max(b) + 1)
    });
    let (has_parts, group) = rows_of(route, log, revision);
    OpenSession {
        sort,
        order,
        rows,
        // Both only grow, so their sum does.
        rows_drawn: memo(move || needle.read().number() + log.read().number()),
        needle,
        raw: RwSignal::new(Raw::Sent(String::new())),
        opened: RwSignal::new(Opened::Nothing),
        session: RwSignal::new(None),
        log,
        revision,
        load: LoadValue::new(),
        notices: RwSignal::new(Shared::default()),
        machines: Machines::new(),
        scroll_px: RwSignal::new(0.0),
        selection,
        anchor,
        chosen,
        fitted: RwSignal::new(Opened::Nothing),
        viewport: RwSignal::new(Viewport::fit(TimeRange::new(Timestamp::default(), Timestamp::default()))),
        sources: StoredValue::new_local(Vec::new()),
        task: StoredValue::new_local(None),
        reading: StoredValue::new_local(None),
        saved: StoredValue::new_local(None),
        wanted,
        extent: memo(move || picture.read().as_ref().map(|picture| picture.extent)),
        has_parts,
        group,
        idle: memo(move || {
            let route = route.read();
            // When nothing ran is one of the questions that an axis of many sessions answers.
            if route.page == Page::Axis && route.params.idle.is_none() { Idle::Scale } else { idle(&route.params) }
        }),
        range: RwSignal::new(None),
        only,
        muted,
        axis,
        picture,
        drawn: RwSignal::new(0),
        size: RwSignal::new(Size { width_px: 800.0, height_px: 240.0, device_ratio: 1.0 }),
        hits,
        kept,
        is_filtered,
    }
}
