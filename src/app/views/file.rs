//! Open a saved answer from a file: by picking, or by dropping it on the page.

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::HtmlInputElement;

use super::session;
use crate::app::dom::{El, div, el_of, keep, plain};
use crate::app::store::file as act;
use crate::app::store::{Opened, Store};
use crate::browser::frame::Listener;

/// The view: the drop field, and below it what was opened.
pub(crate) fn file(store: Store, theme: RwSignal<u32>) -> El {
    let field = el_of("input", "unseen")
        .attr("type", "file")
        .attr("multiple", "")
        .attr("accept", ".json,.gz,.tapeline,application/json,text/plain");
    let input: HtmlInputElement = field.node();
    let field = field.on("change", move |_| act::open_chosen(store, &input));
    let choose = el_of("label", "button").say("Choose a file").child(field);
    let zone = el_of("section", "drop").attr_said("aria-label", "Open a saved file").children([
        plain("h1", "Open a saved file"),
        el_of("p", "soft").say(
            "A session that Tapeline saved, or a server’s answer to …/LogItems or …/log, one page or several, as JSON: \
             choose it, drop it here, or paste its text. It is read in this page and goes nowhere.",
        ),
        choose,
        el_of("p", "field__bad text").attr("role", "alert").say_with(move || store.file_complaint.get()),
    ]);
    let frame = zone.element().clone();
    let mark = move |is_over: bool| frame.set_class_name(if is_over { "drop drop--over" } else { "drop" });
    let (over, leave, drop) = (mark.clone(), mark.clone(), mark);
    let zone = zone
        .on("dragover", move |event| {
            event.prevent_default();
            over(true);
        })
        .on("dragleave", move |_| leave(false))
        .on("drop", move |event| {
            event.prevent_default();
            drop(false);
            act::open_dropped(store, &event.unchecked_into());
        });
    keep(Listener::new(&document(), "paste", move |event| {
        act::open_pasted(store, &event.unchecked_into());
    }));
    div("view")
        .child(zone)
        .when(move || matches!(*store.open.opened.read(), Opened::File(_)), move || session::session(store, theme))
}
