//! Names of groups beside their rows.

use super::{On, px};
use crate::app::dom::{El, div, el_of};
use crate::app::parts::text;
use crate::timeline::rows_for;
use leptos::prelude::*;

/// Names stand at least so far apart.
const NAME_PX: f64 = 15.0;

/// The names of the groups in sight; nothing where items are not grouped.
pub(super) fn heads(on: On) -> Option<El> {
    let picture = on.store.open.picture.get()?;
    if picture.group_names.is_empty() {
        return None;
    }
    let (density, scroll_px) = {
        let viewport = on.store.open.viewport.read();
        (viewport.density(), viewport.scroll_px())
    };
    let rows = rows_for(on.size.get(), picture.index.n_lanes(), density).scrolled(scroll_px);
    let heads = rows.heads(&picture.group_begin, NAME_PX);
    let names = heads.into_iter().filter_map(|(group, y_px)| {
        let name = text::plain(picture.group_names.get(group as usize)?);
        Some(el_of("span", "timeline__head text").text(&name).attr("title", &name).style("top", &px(y_px)))
    });
    Some(div("timeline__heads").attr("aria-hidden", "true").children(names))
}
