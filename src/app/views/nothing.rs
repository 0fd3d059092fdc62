//! For an address that names no view.

use leptos::prelude::*;

use crate::app::state::State;
use crate::format;
use crate::route::Page;

/// Says what was asked for and where else to go.
pub(crate) fn nothing(state: State, page: &Page) -> impl IntoView {
    let what = match page {
        Page::NotFound(path) => format!("There is no view at “{}”.", format::shown(path, 80)),
        _ => "This view is not built yet.".to_owned(),
    };
    view! {
        <div class="notice notice--warn">
            <h1 class="text">{what}</h1>
            <p>"The rest of the address was kept. Choose a view above, or go to the "
                <a href=move || state.link(Page::JobSessions)>"job sessions"</a> "."</p>
        </div>
    }
}
