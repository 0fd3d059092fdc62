//! The selected item: one for timeline, table and detail, and in the address by its id.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::app::signals::{SetIfNew as _, effect, memo};
use crate::app::store::{Raw, Store, kind_of_items};
use crate::browser::files;
use crate::model::{Id, Severity, TimeRange};
use crate::report::Desk;
use crate::route::IdleWord;
use crate::texts::Texts;
use crate::timeline::neighbour::{beside_window, number_of};
use crate::timeline::{Direction, Idle, Wanted, neighbour, rows_for};

/// Selects an item, or none.
pub(crate) fn select(store: Store, item: Option<u32>) {
    store.open.anchor.set_if_new(None);
    choose(store, item);
}

/// Selects an item, and chooses all rows from where the choice began to it.
pub(crate) fn select_up_to(store: Store, item: u32) {
    let open = store.open;
    open.anchor.set_if_new(open.anchor.get_untracked().or(open.selection.get_untracked()).or(Some(item)));
    choose(store, Some(item));
}

fn choose(store: Store, item: Option<u32>) {
    let open = store.open;
    if open.selection.get_untracked() == item {
        return;
    }
    open.selection.set(item);
    let id = item.and_then(|idx| open.log.read_untracked().read().ok()?.id(idx)).and_then(|id| Id::new(&id));
    super::set_params(store, |params| params.item = id);
}

/// Selects the item that the address names, as soon as it is there.
pub(crate) fn follow_item(store: Store) {
    let open = store.open;
    let wanted = store.route.read_untracked().params.item.clone();
    if open.selection.get_untracked().is_some() {
        return;
    }
    let found = wanted.and_then(|id| open.log.read_untracked().read().ok()?.find_id(&id));
    if found.is_some() {
        open.anchor.set(None);
        open.selection.set(found);
    }
}

/// From now on what is selected is what the address names, also where somebody goes back in the history, or writes another one.
pub(crate) fn keep_in_step(store: Store) {
    let named = memo(move || store.route.read().params.item.clone());
    effect(move || {
        let named = named.get();
        untrack(|| {
            let (log, selected) = (store.open.log.get(), store.open.selection.get());
            let Ok(log) = log.read() else { return };
            // What has no id is selected all the same: the address cannot say so.
            if selected.and_then(|idx| Id::new(&log.id(idx)?)) != named {
                store.open.anchor.set_if_new(None);
                store.open.selection.set_if_new(named.and_then(|id| log.find_id(&id)));
            }
        });
    });
}

/// Moves the selection among the items that pass the filters, in the order of the table; the rows that are passed are chosen
/// as well, if that is wanted.
pub(crate) fn move_by(store: Store, by: isize, is_choosing: bool) {
    let rows = store.open.rows.get_untracked();
    let selection = store.open.selection.get_untracked();
    let at = selection.and_then(|idx| rows.iter().position(|&row| row == idx));
    let last = rows.len().saturating_sub(1);
    let to = match at {
        Some(at) => at.saturating_add_signed(by).min(last),
        None if by < 0 => last,
        None => 0,
    };
    match rows.get(to).copied() {
        Some(item) if is_choosing => select_up_to(store, item),
        item => select(store, item.or(selection)),
    }
}

/// Selects the next or previous item of one severity, or of any, in the order of time.
pub(crate) fn jump(store: Store, severity: Option<Severity>, direction: Direction) {
    let of = untrack(|| kind_of_items(store));
    let what = move |texts: Texts| match severity {
        Some(severity) => texts.severity_noun(severity),
        None => texts.timeline_what_item(of),
    };
    jump_to(store, severity.map_or(Wanted::Any, Wanted::Severity), direction, what);
}

/// Selects the next or previous item of those that pass the filters, and says which of them it is.
pub(crate) fn jump_to_hit(store: Store, direction: Direction) {
    let Some(hits) = store.open.hits.get_untracked() else {
        return super::say(store, |texts: Texts| texts.timeline_filter_first());
    };
    let of = untrack(|| kind_of_items(store));
    jump_to(store, Wanted::Hit(&hits), direction, move |texts| texts.timeline_what_hit(of));
    let selection = store.open.selection.get_untracked();
    let number = store.open.picture.read_untracked().as_ref().zip(selection).and_then(|(picture, idx)| {
        hits.has(&picture.index, idx).then(|| number_of(&picture.index, idx, &hits)).flatten()
    });
    if let Some((n, n_all)) = number {
        super::say(store, move |texts: Texts| texts.timeline_found(texts.count(n), texts.count(n_all)));
    }
}

fn jump_to(
    store: Store,
    wanted: Wanted<'_>,
    direction: Direction,
    what: impl Fn(Texts) -> String + Send + Sync + 'static,
) {
    let Some(picture) = store.open.picture.get_untracked() else { return };
    let viewport = store.open.viewport.get_untracked();
    // Where nothing is selected it begins with what is in sight.
    let beside = || (!viewport.is_fit()).then(|| beside_window(&picture.index, viewport.range(), direction)).flatten();
    let from = store.open.selection.get_untracked().or_else(beside);
    if let Some(idx) = neighbour(&picture.index, from, direction, wanted) {
        select(store, Some(idx));
        reveal(store, idx);
    } else {
        super::say(store, move |texts: Texts| match direction {
            Direction::Next => texts.timeline_none_after(what(texts)),
            Direction::Previous => texts.timeline_none_before(what(texts)),
        });
    }
}

/// Brings an item into the timeline's window.
pub(crate) fn reveal(store: Store, idx: u32) {
    let Some(picture) = store.open.picture.get_untracked() else { return };
    let range = store.open.log.read_untracked().read().ok().and_then(|log| log.range(idx, picture.open_end));
    if let Some(range) = range {
        store.open.viewport.update(|viewport| viewport.reveal(picture.map.drawn_range(range)));
        reveal_row(store, idx);
    }
}

/// Scrolls the rows, where not all are in sight, to that of an item.
fn reveal_row(store: Store, idx: u32) {
    let Some(picture) = store.open.picture.get_untracked() else { return };
    let Some(slot) = picture.index.slot(idx) else { return };
    let lane = picture.index.lane_of_slot(slot);
    let (size, n_lanes) = (store.open.size.get_untracked(), picture.index.n_lanes());
    store.open.viewport.update(|viewport| viewport.reveal_lane(lane, &rows_for(size, n_lanes, viewport.density())));
}

/// Makes an item as wide as a third of the timeline's window.
pub(crate) fn zoom_to(store: Store, idx: u32) {
    let Some(picture) = store.open.picture.get_untracked() else { return };
    let range = store.open.log.read_untracked().read().ok().and_then(|log| log.range(idx, picture.open_end));
    if let Some(range) = range {
        let margin = range.ticks().max(crate::model::time::TICKS_PER_SECOND / 10);
        let window = TimeRange::new(range.start().plus(-margin), range.end().plus(margin));
        zoom_to_range(store, window);
        reveal_row(store, idx);
    }
}

/// Shows a range of real time.
pub(crate) fn zoom_to_range(store: Store, range: TimeRange) {
    let Some(picture) = store.open.picture.get_untracked() else { return };
    store.open.viewport.update(|viewport| viewport.zoom_to(picture.map.drawn_range(range)));
}

/// Chooses the time of the selected item as the range.
pub(crate) fn choose_range_of_selection(store: Store) {
    let Some(picture) = store.open.picture.get_untracked() else { return };
    let Some(idx) = store.open.selection.get_untracked() else { return };
    let range = store.open.log.read_untracked().read().ok().and_then(|log| log.range(idx, picture.open_end));
    store.open.range.set(range);
}

/// Moves the end of the chosen range by a twentieth of the window; without a range, one begins in the middle.
pub(crate) fn grow_range(store: Store, by: i64) {
    let Some(picture) = store.open.picture.get_untracked() else { return };
    let window = store.open.viewport.read_untracked().range();
    let step = (window.ticks() / 20).max(1);
    let middle = window.start().plus(window.ticks() / 2);
    let before =
        store.open.range.get_untracked().map_or(TimeRange::new(middle, middle), |range| picture.map.drawn_range(range));
    let grown = TimeRange::new(before.start(), before.end().plus(step * by).max(before.start()));
    store.open.range.set((grown.ticks() > 0).then(|| picture.map.real_range(grown)));
}

/// Moves the window to the next or previous stretch in which nothing runs.
pub(crate) fn jump_to_idle(store: Store, direction: Direction) {
    let Some(picture) = store.open.picture.get_untracked() else { return };
    let window = store.open.viewport.read_untracked().range();
    let middle = window.start().plus(window.ticks() / 2);
    let idle = picture.overview.idle();
    // From the stretch that the window shows, if it was brought there; else the first one in the window.
    let here = idle.iter().position(|gap| gap.contains(middle) && window.ticks() <= gap.ticks().saturating_mul(4));
    let found = match (direction, here) {
        (Direction::Next, Some(here)) => idle.get(here + 1),
        (Direction::Previous, Some(here)) => here.checked_sub(1).and_then(|at| idle.get(at)),
        (Direction::Next, None) => idle.iter().find(|gap| gap.start() >= window.start()),
        (Direction::Previous, None) => idle.iter().rfind(|gap| gap.end() <= window.end()),
    };
    match found {
        Some(gap) => {
            let margin = gap.ticks();
            let range = TimeRange::new(gap.start().plus(-margin), gap.end().plus(margin));
            store.open.viewport.update(|viewport| viewport.zoom_to(range));
            let ticks = picture.map.real_range(*gap).ticks();
            super::say(store, move |texts: Texts| texts.timeline_idle(texts.duration(ticks)));
        }
        None => super::say(store, |texts: Texts| texts.timeline_no_idle()),
    }
}

/// Whether stretches in which nothing runs are drawn short. Follows it.
pub(crate) fn is_idle_short(store: Store) -> bool {
    match store.open.idle.get() {
        Idle::Short => true,
        Idle::Scale => false,
        Idle::Auto => store.open.picture.read().as_ref().is_some_and(|picture| !picture.map.is_identity()),
    }
}

/// Draws them the other way; the address names it from now on, so a link shows the same.
pub(crate) fn toggle_idle(store: Store) {
    let other = if untrack(|| is_idle_short(store)) { IdleWord::Scale } else { IdleWord::Short };
    super::set_params(store, |params| params.idle = Some(other));
}

/// The longest JSON of one item that is read for showing.
const MAX_RAW_BYTES: u32 = 256 * 1024;

/// Reads an item's JSON as it came, from where the browser keeps the pages.
pub(crate) fn read_raw(store: Store, idx: u32) {
    let open = store.open;
    let shared = open.log.get_untracked();
    let Some((source, begin, next)) = shared.read().ok().and_then(|log| log.raw_span(idx)) else { return };
    let Some(blob) = open.sources.with_value(|sources| sources.get(source).cloned()) else {
        open.raw.set(Raw::Gone);
        return;
    };
    spawn_local(async move {
        let end = next.unwrap_or(u32::MAX).min(begin.saturating_add(MAX_RAW_BYTES));
        let bytes = files::read(&blob, f64::from(begin), f64::from(end)).await.unwrap_or_default();
        if open.selection.get_untracked() == Some(idx) {
            open.raw.set(Raw::Sent(Desk::laid_out(&bytes)));
        }
    });
}
