//! What is there only while something holds.

use leptos::prelude::*;

use crate::app::signals::memo;
use crate::app::ui::view;

/// Its children while `when` holds; else the fallback, if there is one. As Leptos' own, which is compiled anew for each use.
#[component]
pub(crate) fn Show(
    /// Whether they are there.
    #[prop(into)]
    when: Signal<bool>,
    /// What is there instead.
    #[prop(optional, into)]
    fallback: ViewFn,
    children: ChildrenFn,
) -> impl IntoView {
    let when = memo(move || when.get());
    view! { {move || if when.get() { children() } else { fallback.run() }} }
}
