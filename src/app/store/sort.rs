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
    /// Items, which come in the order of time, in this order. Of a log that is read again they stay where they were before until they
    /// are sorted, which is soon.
    pub(crate) fn rows(
        &self,
        kept: &[u32],
        log: usize,
        sort: Sort,
        before: Option<&Shared<Vec<u32>>>,
    ) -> Option<Shared<Vec<u32>>> {
        let before = before.filter(|before| (1..=kept.len()).contains(&before.len()));
        self.of(kept, log, sort).map(Shared::new).or_else(|| before.cloned())
    }

    /// Items, which come in the order of time, in this order. Those that have come since follow. Nothing if this is the order of
    /// another log, or by another column. O(n) for n items of the log.
    fn of(&self, kept: &[u32], log: usize, sort: Sort) -> Option<Vec<u32>> {
        if (self.log, self.column) != (log, sort.column) {
            return None;
        }
        let n = self.items.len();
        if kept.len() == n && !sort.is_descending {
            return Some(self.items.clone());
        }
        let is_kept = BitSet::of(n, kept.iter().copied());
        let mut rows = Vec::with_capacity(kept.len());
        rows.extend(self.items.iter().copied().filter(|idx| is_kept.get(*idx)));
        if sort.is_descending {
            rows.reverse();
        }
        rows.extend(kept.iter().copied().filter(|idx| *idx as usize >= n));
        Some(rows)
    }
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

/// What an item's length sorts by: open ones are longest.
fn length(log: &Log, idx: u32) -> Option<i64> {
    if log.is_open(idx) { Some(i64::MAX) } else { log.ticks(idx) }
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
    let Some(Sort { column, .. }) = open.sort.get_untracked().filter(|sort| *sort != BY_TIME) else { return };
    let Some(n) = shared.read().ok().and_then(|log| u32::try_from(log.len()).ok()) else { return };
    let is_large = n as usize > ONE_TURN;
    let is_done = |order: &Shared<Order>| (order.log, order.column, order.revision) == (log, column, revision);
    if open.order.read_untracked().as_ref().is_some_and(is_done) {
        return;
    }
    if is_large && open.load.state.read_untracked().as_ref().is_some_and(LoadState::goes_on) {
        open.order.set(None);
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
