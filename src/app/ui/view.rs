//! The views of the whole page as one type.

use leptos::prelude::{AnyView, IntoAny, View};

/// A view, as Leptos' own macro makes it, behind a box. Leptos compiles what puts a view on the page anew for each type of
/// view, and again for each list and choice of such.
macro_rules! view {
    ($($view:tt)*) => {{
        #[allow(unused_imports, reason = "used where the macro of Leptos gives something else than a `View`")]
        use $crate::app::ui::view::Boxed as _;
        $crate::app::ui::view::Made(leptos::prelude::view! { $($view)* }).boxed()
    }};
}

pub(crate) use view;

/// What the macro of Leptos made. Of a [`View`], which only carries a mark for those who develop, what is in it is boxed: the
/// same types stand inside other views already. (A method of a type comes before one of a trait, so this one counts first.)
pub(crate) struct Made<V>(pub(crate) V);

impl<V: IntoAny> Made<View<V>> {
    pub(crate) fn boxed(self) -> AnyView {
        self.0.into_inner().into_any()
    }
}

/// The same for all else.
pub(crate) trait Boxed {
    fn boxed(self) -> AnyView;
}

impl<V: IntoAny> Boxed for Made<V> {
    fn boxed(self) -> AnyView {
        self.0.into_any()
    }
}
