//! "How do I make such a file?": a line to paste into a console for each way.

use leptos::prelude::*;

use crate::app::store::{self, Store};
use crate::app::ui::Button;
use crate::app::ui::view;
use crate::texts::{Texts, commands};

/// What a line makes, and the line.
type Way = (fn(Texts) -> String, &'static str);

const WAYS: [Way; 4] = [
    (|texts| texts.file_how_rest(), commands::REST),
    (|texts| texts.file_how_log(), commands::LOG),
    (|texts| texts.file_how_sessions(), commands::SESSIONS),
    (|texts| texts.file_how_csv(), commands::CSV),
];

/// The lines.
#[component]
pub(super) fn How() -> impl IntoView {
    let store = expect_context::<Store>();
    let texts = store.texts;
    let ways = WAYS.map(|(what, line)| {
        let copy = move |()| store::copy(store, line.to_owned(), |texts: Texts| texts.common_copied_text());
        view! {
            <p>{move || what(texts.get())}</p>
            <pre class="text">{line.to_owned()}</pre>
            <Button name=move || texts.get().common_copy() on_click=copy />
        }
    });
    view! {
        <details class="file-how">
            <summary>{move || texts.get().file_how()}</summary>
            {ways.into_iter().collect_view()}
            <p>{move || texts.get().file_how_other()}</p>
        </details>
    }
}
