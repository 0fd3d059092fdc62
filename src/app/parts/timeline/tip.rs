//! What the pointer is over, in words.

use leptos::prelude::*;

use super::{On, px};
use crate::app::reactive::{View, part};
use crate::app::parts::{status, text};
use crate::format;

/// The card beside the pointer.
pub(super) fn tip(on: On) -> View<Option<AnyView>> {
    part(move || {
        let hover = on.hover.get()?;
        let hit = hover.hit?;
        let shared = on.state.open.log.get_untracked();
        let log = shared.read().ok()?;
        let start = log.start(hit.idx)?;
        let offset = on.state.zone.peek().offset_at(start);
        let length = match log.ticks(hit.idx) {
            Some(ticks) => format::duration(ticks),
            None => "still open".to_owned(),
        };
        let size = on.size.get_untracked();
        let is_right = hover.x_px > size.width_px / 2.0;
        let is_low = hover.y_px > size.height_px / 2.0;
        let at = |is_far: bool, from_px: f64, whole_px: f64| {
            if is_far { ("auto".to_owned(), px(whole_px - from_px + 14.0)) } else { (px(from_px + 14.0), "auto".to_owned()) }
        };
        let (left, right) = at(is_right, hover.x_px, size.width_px);
        let (top, bottom) = at(is_low, hover.y_px, size.height_px);
        let others = (hit.n_here > 1).then(|| {
            let n = format::count(hit.n_here - 1);
            view! { <span class="soft">{format!("and {n} more in this place; zoom in to part them")}</span> }.into_any()
        });
        Some(view! {
            <div class="tip" aria-hidden="true" style:left=left style:right=right style:top=top style:bottom=bottom>
                <span>
                    {status::badge(log.status(hit.idx).severity(), log.status_text(hit.idx).to_owned())}
                    " · " {length} " · " {format::time_with(start, offset, format::digits_for(log.ticks(hit.idx).unwrap_or(0)))}
                </span>
                <span class="tip__text text">{text::plain(log.text(hit.idx))}</span>
                {others}
            </div>
        }
        .into_any())
    })
}
