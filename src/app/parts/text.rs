//! Texts of a server: always text, hidden characters made visible, matches marked.

use leptos::prelude::*;

use crate::answers::search::Needle;
use crate::format;

/// Letters shown of one text in a table or a tip; the detail panel shows all of them.
const N_SHOWN: usize = 500;

/// A server's text, cut to what a row can show.
pub(crate) fn plain(text: &str) -> String {
    format::shown(text, N_SHOWN).into_owned()
}

/// A list, one line each.
pub(crate) fn lines(lines: impl IntoIterator<Item = String>) -> AnyView {
    let lines: Vec<AnyView> =
        lines.into_iter().map(|line| view! { <li class="text">{line}</li> }.into_any()).collect();
    view! { <ul>{lines}</ul> }.into_any()
}

/// A server's text with every match marked. The text is split into nodes; no markup is ever made of it.
pub(crate) fn marked(text: &str, needle: &Needle) -> Vec<AnyView> {
    let shown = plain(text);
    let mut nodes = Vec::new();
    let mut rest = shown.as_str();
    while let Some(hit) = needle.find(rest).filter(|hit| !hit.is_empty()) {
        let (Some(before), Some(found), Some(after)) = (rest.get(..hit.start), rest.get(hit.clone()), rest.get(hit.end..))
        else {
            break;
        };
        nodes.push(before.to_owned().into_any());
        nodes.push(view! { <mark>{found.to_owned()}</mark> }.into_any());
        rest = after;
    }
    nodes.push(rest.to_owned().into_any());
    nodes
}
