//! A log on its way: its items, what was odd, and its pages as they came.

use leptos::prelude::*;
use std::sync::RwLock;

use super::super::pick;
use crate::app::store::{Shared, Store};
use crate::browser::frame;
use crate::model::{Id, Log, Notices};

/// A log on its way.
#[derive(Default)]
pub(in super::super) struct Fresh {
    pub(in super::super) log: Shared<RwLock<Log>>,
    pub(in super::super) notices: Notices,
    /// The bytes of every page or file as they came.
    pub(in super::super) sources: Vec<web_sys::Blob>,
}

impl Fresh {
    /// How many items.
    pub(in super::super) fn n_items(&self) -> usize {
        self.log.read().map_or(0, |log| log.len())
    }

    /// Where the item that is the first of a page stood before, if it did.
    pub(in super::super) fn first_known(&self, n_before: usize) -> Option<usize> {
        let log = self.log.read().ok()?;
        let first = Id::new(&log.id(u32::try_from(n_before).ok()?)?)?;
        log.find_id(&first).map(|idx| idx as usize).filter(|&idx| idx < n_before)
    }

    /// Makes it what is on screen.
    pub(in super::super) fn publish(&self, store: Store) {
        let open = store.open;
        open.sources.set_value(self.sources.clone());
        open.notices.set(Shared::new(self.notices.clone()));
        open.log.set(self.log.clone());
        open.revision.update(|revision| *revision += 1);
        open.load.as_of.set(Some(frame::now()));
        pick::follow_item(store);
    }

    /// Takes out items that came again, which are in ascending order.
    pub(in super::super) fn take_out(&mut self, gone: &[u32]) {
        if !gone.is_empty()
            && let Some(rest) = self.log.read().ok().map(|log| log.without(gone))
        {
            self.log = Shared::new(RwLock::new(rest));
        }
    }
}
