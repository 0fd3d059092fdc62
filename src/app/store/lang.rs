//! The language: as the address says, or else the browser. Where it changes, the page is built anew; what it knows stays.

use crate::app::ui::set::SetIfNew as _;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;

use super::answers;
use crate::app::store::{Store, said};
use crate::browser::frame;
use crate::texts::Texts;
use crate::words::Lang;

/// Keeps the page in its language from now on.
pub(crate) fn keep(store: Store) {
    Effect::new(move || {
        store.route.track();
        spawn_local(take(store));
    });
}

/// What the address asks for, or else the browser.
fn wanted(store: Store) -> Lang {
    let of = |code: Option<String>| Lang::of_code(&code?);
    of(store.route.read_untracked().params.lang.clone())
        .or_else(|| of(window().navigator().language()))
        .unwrap_or_default()
}

/// Takes the wanted language.
async fn take(store: Store) {
    let lang = wanted(store);
    if store.lang.read_untracked().is_some() && said::lang() == lang {
        return;
    }
    said::set(lang);
    answers::tell_words(store);
    store.texts.set(Texts::new(lang));
    if let Some(root) = document().document_element() {
        // Setting an attribute of this name fails for no value.
        let _ = root.set_attribute("lang", lang.code());
    }
    let focused = document().active_element().map(|element| element.id());
    store.lang.set_if_new(Some(lang));
    super::navigate::show_title(store);
    frame::sleep(0).await;
    // Who chose the language in a field is there again.
    let again = focused.and_then(|id| document().get_element_by_id(&id));
    if let Some(element) = again.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // A field that cannot take the focus is one that is not shown.
        let _ = element.focus();
    }
}
