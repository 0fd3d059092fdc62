//! A range of time, chosen by dragging with Shift or with the keys: how long it is, and what ran in it.

use super::{On, px};
use crate::app::dom::{El, button, div, span};
use crate::app::parts::status;
use crate::app::store::pick;
use crate::format;
use crate::timeline::Scale;
use leptos::prelude::*;

/// The range on the stage.
pub(super) fn mark(on: On) -> Option<El> {
    let range = on.store.open.range.get()?;
    let picture = on.store.open.picture.get()?;
    let size = on.size.get();
    let scale = Scale::of(on.store.open.viewport.read().range(), size);
    let drawn = picture.map.drawn_range(range);
    let x = |t| scale.x_from_time(t).clamp(-2.0, size.width_px + 2.0);
    let (from_px, to_px) = (x(drawn.start()), x(drawn.end()));
    Some(div("timeline__range").style("left", &px(from_px)).style("width", &px(to_px - from_px)))
}

/// What is to be said of the range, below the stage.
pub(super) fn bar(on: On) -> Option<El> {
    let store = on.store;
    let range = store.open.range.get()?;
    let picture = store.open.picture.get()?;
    let offset = |t| store.offset(t);
    let (start, end) = (range.start(), range.end());
    let digits = format::digits_for(range.ticks() / 100);
    let time = |t| format::time_with(t, offset(t), digits);
    let words = [&time(start), " – ", &time(end), " · ", &format::duration(range.ticks())].concat();
    let open_end = on.open_end(&picture);
    let drawn = picture.map.drawn_range(range);
    let counts = picture.index.counts_meeting(drawn.start().ticks(), drawn.end().ticks(), open_end);
    let n_items = format::counted(counts.iter().map(|&n| n as usize).sum(), "item", "items");
    let facts = span("facts", "").attr("role", "status").child(span("", &words)).child(span("", &n_items));
    let facts = status::with_problems(facts, counts);
    Some(
        div("bar timeline__chosen")
            .child(facts)
            .child(button("Zoom to it", move || pick::zoom_to_range(store, range)))
            .child(button("Let go", move || store.open.range.set(None))),
    )
}
