//! Pieces that several views use.

pub(crate) mod detail;
pub(crate) mod fault;
pub(crate) mod filters;
pub(crate) mod header;
pub(crate) mod help;
pub(crate) mod log_table;
pub(crate) mod meter;
pub(crate) mod notices;
pub(crate) mod status;
pub(crate) mod text;
pub(crate) mod timeline;
pub(crate) mod token_prompt;
pub(crate) mod virtual_rows;

use leptos::prelude::*;

/// A button with a sign for a face and words for everybody who cannot see it.
pub(crate) fn icon_button(face: &'static str, title: &'static str, click: impl Fn() + 'static) -> impl IntoView {
    view! {
        <button type="button" title=title aria-label=title on:click=move |_| click()>{face}</button>
    }
}
