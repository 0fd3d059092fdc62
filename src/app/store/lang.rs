//! The language: as the address says, or else the browser.

use leptos::prelude::*;

use crate::app::signals::effect;
use crate::app::store::Store;
use crate::route::Route;
use crate::texts::{Lang, Texts};

/// What the address asks for, or else the browser.
pub(super) fn wanted(route: &Route) -> Texts {
    let of = |code: Option<String>| Lang::of_code(&code?);
    let lang = of(route.params.lang.clone()).or_else(|| of(window().navigator().language()));
    Texts::new(lang.unwrap_or_default())
}

/// Tells the browser, from now on, which language the page is in.
pub(crate) fn keep(store: Store) {
    effect(move || {
        if let Some(root) = document().document_element() {
            // Setting an attribute of this name fails for no value.
            let _ = root.set_attribute("lang", store.texts.get().lang().code());
        }
    });
}
