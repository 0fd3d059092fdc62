//! Keeps the order that the table of the open log is to be in: of all items, whatever the filters, worked out in slices, so that
//! the page answers.

use leptos::prelude::*;
use std::cell::Cell;
use std::rc::Rc;

use super::BY_TIME;
use crate::api::LoadState;
use crate::app::signals::one_at_a_time;
use crate::app::store::{Shared, Store};
use crate::browser::frame;
use crate::model::order::{piece, sort_by_number_in_turns, sort_by_text_in_turns};
use crate::model::{Log, Timestamp, Turns};
use crate::report::desk::ONE_TURN;
use crate::route::{Column, Sort};
use crate::timeline::BitSet;

/// The items of a log by what is in a column, the least first.
pub(crate) struct Order {
    /// Number of the log.
    log: usize,
    /// The log's revision then.
    revision: u32,
    column: Column,
    /// Those that had come.
    items: Vec<u32>,
}

impl Order {
    /// All items in this order, the other way round where that is wanted. Nothing if this is the order of another log, or by another
    /// column.
    fn of(&self, log: usize, sort: Sort) -> Option<Vec<u32>> {
        let mut items = ((self.log, self.column) == (log, sort.column)).then(|| self.items.clone())?;
        if sort.is_descending {
            items.reverse();
        }
        Some(items)
    }
}

/// Items of a log, by its number and how many it has, sorted; those that have come since it was sorted follow. Until it is sorted they
/// stay where they stood before. O(n).
pub(crate) fn sorted(
    kept: &[u32],
    (log, n): (usize, usize),
    sort: Sort,
    order: Option<&Order>,
    before: Option<&Shared<Vec<u32>>>,
) -> Vec<u32> {
    match order.and_then(|order| order.of(log, sort)) {
        Some(items) => arranged(kept, &items, n),
        None => arranged(kept, before.map_or(&[], |before| before.as_slice()), n),
    }
}

/// Items of a log of `n` as they stand among others; those that are none of these follow. O(n).
fn arranged(kept: &[u32], others: &[u32], n: usize) -> Vec<u32> {
    let [is_kept, is_other] = [kept, others].map(|items| BitSet::of(n, items.iter().copied()));
    let mut rows = Vec::with_capacity(kept.len());
    rows.extend(others.iter().copied().filter(|idx| is_kept.get(*idx)));
    rows.extend(kept.iter().copied().filter(|idx| !is_other.get(*idx)));
    rows
}

/// What an item sorts by in a column of numbers, the least first; nothing comes before all.
fn number(log: &Log, column: Column, idx: u32) -> i64 {
    let number = match column {
        Column::Usn => log.usn(idx),
        Column::Status => Some(log.status(idx) as i64),
        Column::Length => length(log, idx),
        _ => log.start(idx).map(Timestamp::ticks),
    };
    number.unwrap_or(i64::MIN)
}

/// What an item's length sorts by: open ones are longest, of these the one that began first.
fn length(log: &Log, idx: u32) -> Option<i64> {
    if log.is_open(idx) { Some(i64::MAX.saturating_sub(log.start(idx)?.ticks())) } else { log.ticks(idx) }
}

/// Sorts from now on whenever the table is to be in another order than that of time, or items have come.
pub(crate) fn keep_sorted(store: Store) {
    let follow = move || {
        store.open.revision.track();
        store.open.log.track();
        store.open.sort.track();
        // A large log is sorted once it is all there.
        store.open.load.state.track();
    };
    one_at_a_time(follow, move |is_due| sort(store, is_due));
}

/// Works out one order, unless another is wanted meanwhile.
async fn sort(store: Store, is_due: Rc<Cell<bool>>) {
    let open = store.open;
    let shared = open.log.get_untracked();
    let (log, revision) = (shared.number(), open.revision.get_untracked());
    if open.order.read_untracked().as_ref().is_some_and(|order| order.log != log) {
        open.order.set(None);
    }
    let Some(Sort { column, .. }) = open.sort.get_untracked().filter(|sort| *sort != BY_TIME) else { return };
    let Some(n) = shared.read().ok().and_then(|log| u32::try_from(log.len()).ok()) else { return };
    let is_large = n as usize > ONE_TURN;
    let is_done = |order: &Shared<Order>| (order.column, order.revision) == (column, revision);
    if open.order.read_untracked().as_ref().is_some_and(is_done)
        || is_large && open.load.state.read_untracked().as_ref().is_some_and(LoadState::goes_on)
    {
        return;
    }
    let turns = if is_large { frame::turns() } else { Turns::none() };
    let all = (0..n).collect();
    let items = if column == Column::Text {
        let piece = |idx, from| shared.read().map_or(0, |log| piece(log.text(idx), from));
        sort_by_text_in_turns(all, &piece, &turns).await
    } else {
        sort_by_number_in_turns(all, &|idx| shared.read().map_or(0, |log| number(&log, column, idx)), &turns).await
    };
    if !is_due.get() {
        open.order.set(Some(Shared::new(Order { log, revision, column, items })));
    }
}
