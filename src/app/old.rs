//! A view that is still made of elements by hand.

use leptos::prelude::*;

use super::dom::El;

/// It, in a place of its own.
#[component]
pub(crate) fn Old(
    /// Makes it.
    make: impl FnOnce() -> El + 'static,
) -> impl IntoView {
    let host = NodeRef::<leptos::html::Div>::new();
    let made = make();
    Effect::new(move || {
        if let Some(host) = host.get() {
            // Leptos keeps the place where one view takes that of another.
            host.set_text_content(None);
            let _ = host.append_child(made.element());
        }
    });
    view! { <div class="old" node_ref=host></div> }
}
