//! Light or dark, as the system, the address or a click says.

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;

use crate::app::signals::{effect, keep as hold, memo};
use crate::app::store::Store;
use crate::browser::frame::Listener;
use crate::route::Theme;

const QUERIES: [&str; 2] = ["(prefers-color-scheme: dark)", "(forced-colors: active)"];

/// Whether the system asks for dark.
pub(crate) fn system_is_dark() -> bool {
    window().match_media(QUERIES[0]).ok().flatten().is_some_and(|query| query.matches())
}

/// Paper is white: from now on the page is light while it is printed, and `paint` paints it at once.
pub(crate) fn keep_light_on_paper(store: Store, paint: impl Fn() + 'static) {
    let show = move |theme: Option<Theme>| {
        set(theme);
        store.theme.update(|revision| *revision += 1);
        paint();
    };
    let show = std::rc::Rc::new(show);
    let again = show.clone();
    hold(Listener::new(&window(), "beforeprint", move |_| show(Some(Theme::Light))));
    hold(Listener::new(&window(), "afterprint", move |_| again(store.route.read_untracked().params.theme)));
}

/// Says in the document which theme holds.
fn set(theme: Option<Theme>) {
    if let Some(root) = document().document_element() {
        // Setting an attribute of this name fails for no value.
        let _ = match theme {
            Some(Theme::Light) => root.set_attribute("data-theme", "light"),
            Some(Theme::Dark) => root.set_attribute("data-theme", "dark"),
            Some(Theme::System) | None => root.remove_attribute("data-theme"),
        };
    }
}

/// Keeps the page's theme as the address says from now on, and tells whenever colours may have changed.
pub(crate) fn keep(store: Store) {
    let revision = store.theme;
    let theme = memo(move || store.route.read().params.theme);
    effect(move || {
        set(theme.get());
        revision.update(|revision| *revision += 1);
    });
    let listeners = QUERIES
        .iter()
        .filter_map(|query| window().match_media(query).ok().flatten())
        .map(|query| Listener::new(query.unchecked_ref(), "change", move |_| revision.update(|n| *n += 1)))
        .collect::<Vec<_>>();
    hold(listeners);
}
