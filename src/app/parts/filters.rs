//! Search box and chips of results, with counts over everything loaded.

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::KeyboardEvent;

use super::status;
use crate::app::dom::{El, button, div, el, span};
use crate::app::store::Store;
use crate::app::store::{self, pick};
use crate::format;
use crate::model::Severity;
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

/// A chip for each result that occurs, worst first.
pub(crate) fn chips(store: Store, counts: [u32; 5]) -> El {
    let chosen = store.route.read().params.status;
    let chips = Severity::ALL
        .into_iter()
        .rev()
        .zip(counts.into_iter().rev())
        .filter(|&(severity, n)| n > 0 || chosen.has(severity))
        .map(|(severity, n)| {
            button("", move || store::toggle_severity(store, severity))
                .attr("class", "chip")
                .attr("aria-pressed", if chosen.has(severity) { "true" } else { "false" })
                .child(status::badge(severity, severity.word()))
                .child(span("", &format::count(n)))
        });
    div("bar").attr("role", "group").attr_said("aria-label", "Results").children(chips)
}
