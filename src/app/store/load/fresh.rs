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

    /// Takes back all but the first `n` items, and the pages that held no others.
    pub(in super::super) fn cut(&mut self, n: usize) {
        let (head, n_sources) = self.log.read().map(|log| log.head(n)).unwrap_or_default();
        self.log = Shared::new(RwLock::new(head));
        self.sources.truncate(n_sources);
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
}
