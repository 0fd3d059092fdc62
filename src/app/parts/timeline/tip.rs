//! What the pointer is over, in words.

use super::{On, px};
use crate::app::dom::{El, div, el_of, span};
use crate::app::parts::{status, text};
use crate::format;
use leptos::prelude::*;

/// How far the card stands from the pointer.
const AWAY_PX: f64 = 14.0;

/// The card beside the pointer; nothing where no item is.
pub(super) fn tip(on: On) -> Option<El> {
    let hover = on.hover.get()?;
    let hit = hover.hit?;
    let shared = on.store.open.log.get_untracked();
    let log = shared.read().ok()?;
    let start = log.start(hit.idx)?;
    let offset = on.store.zone.read_untracked().offset_at(start);
    let ticks = log.ticks(hit.idx);
    let length = ticks.map_or_else(|| "still open".to_owned(), format::duration);
    let time = format::time_with(start, offset, format::digits_for(ticks.unwrap_or(0)));
    let size = on.size.get_untracked();
    let others = (hit.n_here > 1).then(|| {
        let n = format::count(hit.n_here - 1);
        span("soft", &["and ", &n, " more in this place; zoom in to part them"].concat())
    });
    let facts = span("", "")
        .child(status::badge(log.status(hit.idx).severity(), log.status_text(hit.idx)))
        .say(&[" · ", &length, " · ", &time].concat());
    let (across, left_or_right) = beside(hover.x_px, size.width_px, ["left", "right"]);
    let (down, top_or_bottom) = beside(hover.y_px, size.height_px, ["top", "bottom"]);
    let card = div("tip")
        .attr("aria-hidden", "true")
        .style(left_or_right, &px(across))
        .style(top_or_bottom, &px(down))
        .child(facts)
        .child(el_of("span", "tip__text text").text(&text::plain(log.text(hit.idx))));
    Some(card.children(others))
}

/// On which side of the pointer there is more room, and how far from that edge the card stands.
fn beside(at_px: f64, whole_px: f64, sides: [&'static str; 2]) -> (f64, &'static str) {
    let [near, far] = sides;
    if at_px > whole_px / 2.0 { (whole_px - at_px + AWAY_PX, far) } else { (at_px + AWAY_PX, near) }
}
