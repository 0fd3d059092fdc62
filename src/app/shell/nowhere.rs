//! For an address that names no view.

use leptos::prelude::*;

use crate::app::ui::Notice;
use crate::app::ui::view;
use crate::format;
use crate::texts::Texts;

/// Says what was asked for and where else to go.
#[component]
pub fn Nowhere(
    /// The language.
    #[prop(into)]
    texts: Signal<Texts>,
    /// What the address names.
    path: String,
    /// The address of the sessions.
    #[prop(into)]
    home: Signal<String>,
) -> impl IntoView {
    view! {
        <Notice is_alert=false>
            <h1 class="text">{move || texts.get().notices_no_view(format::shown(&path, 80))}</h1>
            <p>
                {move || texts.get().notices_no_view_rest()}
                " "
                <a href=move || home.get()>{move || texts.get().notices_no_view_link()}</a>
                "."
            </p>
        </Notice>
    }
}
