//! For an address that names no view.

use leptos::prelude::*;

use crate::app::state::State;
use crate::format;
use crate::route::Page;

/// Says what was asked for and where else to go.
pub(crate) fn nothing(state: State, page: &Page) -> AnyView {
    let what = match page {
        Page::NotFound(path) => ["There is no view at “", &format::shown(path, 80), "”."].concat(),
        _ => "This version of Tapeline does not have this view.".to_owned(),
    };
    let home = untrack(|| state.link(Page::JobSessions));
    view! {
        <div class="notice notice--warn">
            <h1 class="text">{what}</h1>
            <p>"The rest of the address was kept. Choose a view above, or go to the " <a href=home>"job sessions"</a> "."</p>
        </div>
    }
    .into_any()
}
