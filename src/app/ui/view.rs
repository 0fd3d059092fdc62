//! The views of the whole page as one type.

/// A view, as Leptos' own macro makes it, behind a box. Leptos compiles what puts a view on the page anew for each type of
/// view, and again for each list and choice of such.
macro_rules! view {
    ($($view:tt)*) => {
        leptos::prelude::IntoAny::into_any(leptos::prelude::view! { $($view)* })
    };
}

pub(crate) use view;
