//! The window that the timeline shows: the whole at first, the one that the address names, the same time where time is drawn
//! otherwise; and the address names it once it rests.

use leptos::prelude::*;
use std::cell::Cell;

use super::MOST_NAMED;
use crate::app::signals::effect;
use crate::app::store::{self, Store, pick};
use crate::browser::frame::Rest;
use crate::model::TimeRange;
use crate::timeline::{Density, TimeMap, Viewport};

/// How long the window has to rest before the address names it.
const REST_MS: i32 = 500;

/// Shows the whole of a session when it is opened; while it loads, the window follows unless it was moved. Where time is
/// drawn otherwise than before, the window stays over the same real time.
pub(super) fn fit_when_opened(store: Store) {
    let open = store.open;
    let before = Cell::new(TimeMap::identity());
    effect(move || {
        let Some(picture) = open.picture.get() else { return };
        let map = before.replace(picture.map.clone());
        let extent = picture.map.drawn_range(picture.extent);
        let opened = open.opened.get();
        let is_new = *open.fitted.read_untracked() != opened;
        if !is_new && map == picture.map {
            open.viewport.update(|viewport| viewport.set_extent(extent));
            return;
        }
        open.fitted.set(opened);
        let wanted = if is_new {
            open.wanted.get_untracked()
        } else {
            let viewport = open.viewport.read_untracked();
            (!viewport.is_fit()).then(|| map.real_range(viewport.range()))
        };
        let mut viewport = Viewport::fit(extent);
        if is_new && open.axis.read_untracked().is_some() && picture.index.n_lanes() >= MOST_NAMED {
            viewport.set_density(Density::Readable);
        }
        if let Some(range) = wanted {
            viewport.zoom_to(picture.map.drawn_range(range));
        }
        open.viewport.set(viewport);
    });
    effect(move || {
        // Somebody followed a link to another window of what is open already, or to the whole of it.
        let wanted = open.wanted.get();
        let Some(picture) = open.picture.get_untracked() else { return };
        let viewport = open.viewport.get_untracked();
        match wanted {
            Some(range) if picture.map.real_range(viewport.range()) != range => pick::zoom_to_range(store, range),
            None if !viewport.is_fit() => open.viewport.update(Viewport::refit),
            _ => {}
        }
    });
}

/// The address names the window once it rests, so that a bookmark or a link shows it again.
pub(super) fn follow_in_address(store: Store) {
    let rest = Rest::new(REST_MS, move || name_in_address(store));
    effect(move || {
        store.open.viewport.track();
        rest.begin();
    });
}

fn name_in_address(store: Store) {
    let open = store.open;
    let picture = open.picture.get_untracked();
    let Some(picture) = picture else { return };
    let window = {
        let viewport = open.viewport.read_untracked();
        (!viewport.is_fit()).then(|| picture.map.real_range(viewport.range()))
    };
    store::set_params(store, |params| {
        params.from = window.map(TimeRange::start);
        params.to = window.map(TimeRange::end);
    });
}
