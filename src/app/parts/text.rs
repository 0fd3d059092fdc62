//! Texts of a server: always text, hidden characters made visible, matches marked.

use crate::answers::search::Needle;
use crate::app::dom::{El, el, el_of, span};
use crate::format;

/// Letters shown of one text in a table or a tip; the detail panel shows all of them.
const N_SHOWN: usize = 500;

/// A server's text, cut to what a row can show.
pub(crate) fn plain(text: &str) -> String {
    format::shown(text, N_SHOWN).into_owned()
}

/// A list of what the page has to say, one line each.
pub(crate) fn lines(lines: impl IntoIterator<Item = String>) -> El {
    el("ul").children(lines.into_iter().map(|line| el_of("li", "text").say(&line)))
}

/// A server's text with every match marked.
pub(crate) fn marked(text: &str, needle: &Needle) -> El {
    let shown = plain(text);
    let mut out = span("text", "");
    let mut rest = shown.as_str();
    while let Some(hit) = needle.find(rest).filter(|hit| !hit.is_empty()) {
        let (Some(before), Some(found), Some(after)) =
            (rest.get(..hit.start), rest.get(hit.clone()), rest.get(hit.end..))
        else {
            break;
        };
        out = out.text(before).child(el("mark").text(found));
        rest = after;
    }
    out.text(rest)
}
