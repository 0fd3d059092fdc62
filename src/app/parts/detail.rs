//! One item whole: what the desk says about it, and its JSON as it came.

use super::report;
use crate::app::dom::{El, el, el_of, plain};
use crate::app::store::Store;
use crate::app::store::pick;
use leptos::prelude::*;

/// The panel for the selected item.
pub(crate) fn detail(store: Store) -> El {
    let open = store.open;
    let raw = el("details")
        .child(plain("summary", "As sent (JSON)"))
        .child(el_of("pre", "text").text_with(move || open.raw.get()))
        .part(move || {
            open.revision.track();
            pick::read_raw(store, open.selection.get()?);
            None
        });
    el_of("aside", "detail")
        .attr_said("aria-label", "Item")
        .child(report::report(store, "detail__item", store.desk.item))
        .child(raw)
}
