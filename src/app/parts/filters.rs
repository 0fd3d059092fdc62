//! Search box.

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::KeyboardEvent;

use crate::app::dom::{El, el};
use crate::app::store::Store;
use crate::app::store::{self, pick};
use crate::timeline::Direction;

/// The search box.
pub(crate) fn search_box(store: Store, name: &str) -> El {
    el("input")
        .attr("type", "search")
        .attr_said("aria-label", name)
        .attr_said("placeholder", name)
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .value_with(move || store.route.read().params.q.clone().unwrap_or_default())
        .on_value("input", move |text| store::set_query(store, text))
        .on("keydown", move |event| {
            let event: KeyboardEvent = event.unchecked_into();
            if event.key() == "Enter" && store.open.hits.read_untracked().is_some() {
                let direction = if event.shift_key() { Direction::Previous } else { Direction::Next };
                pick::jump_to_hit(store, direction);
            }
        })
}
