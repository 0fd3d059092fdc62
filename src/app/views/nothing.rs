//! For an address that names no view.

use leptos::prelude::untrack;

use crate::app::dom::{El, div, el, el_of, plain};
use crate::app::store::Store;
use crate::format;
use crate::route::Page;

/// Says what was asked for and where else to go.
pub(crate) fn nothing(store: Store, page: &Page) -> El {
    let Page::NotFound(path) = page else { return div("") };
    let what = ["There is no view at “", &format::shown(path, 80), "”."].concat();
    let home = plain("a", "job sessions").attr("href", &untrack(|| store.link(Page::JobSessions)));
    let more =
        el("p").say("The rest of the address was kept. Choose a view above, or go to the ").child(home).text(".");
    div("notice notice--warn").child(el_of("h1", "text").say(&what)).child(more)
}
