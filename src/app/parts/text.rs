//! Lines of text.

use crate::app::dom::{El, el, el_of};

/// A list of what the page has to say, one line each.
pub(crate) fn lines(lines: impl IntoIterator<Item = String>) -> El {
    el("ul").children(lines.into_iter().map(|line| el_of("li", "text").say(&line)))
}
