//! The language: as the address says, or else the browser.

use leptos::prelude::*;

use super::answers;
use crate::app::store::{Store, said};
use crate::route::Route;
use crate::texts::{Lang, Texts};

/// What the address asks for, or else the browser.
pub(super) fn wanted(route: &Route) -> Texts {
    let of = |code: Option<String>| Lang::of_code(&code?);
    let lang = of(route.params.lang.clone()).or_else(|| of(window().navigator().language()));
    Texts::new(lang.unwrap_or_default())
}

/// Keeps the page in its language from now on.
pub(crate) fn keep(store: Store) {
    said::set(store.texts.get_untracked().lang());
    answers::tell_words(store);
    Effect::new(move || {
        let texts = wanted(&store.route.read());
        if *store.texts.read_untracked() != texts {
            said::set(texts.lang());
            answers::tell_words(store);
            store.texts.set(texts);
        }
    });
    Effect::new(move || {
        if let Some(root) = document().document_element() {
            // Setting an attribute of this name fails for no value.
            let _ = root.set_attribute("lang", store.texts.get().lang().code());
        }
    });
}
