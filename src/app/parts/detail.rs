//! One item whole: what the desk says about it, and its JSON as it came.

use leptos::prelude::*;
use super::report;
use crate::app::actions::pick;
use crate::app::dom::{El, el, el_of, plain};
use crate::app::state::State;

/// The panel for the selected item.
pub(crate) fn detail(state: State) -> El {
    let open = state.open;
    let raw = el("details")
        .child(plain("summary", "As sent (JSON)"))
        .child(el_of("pre", "text").text_with(move || open.raw.get()))
        .part(move || {
            open.revision.track();
            pick::read_raw(state, open.selection.get()?);
            None
        });
    el_of("aside", "detail")
        .attr_said("aria-label", "Item")
        .child(report::report(state, "detail__item", state.desk.item))
        .child(raw)
}
