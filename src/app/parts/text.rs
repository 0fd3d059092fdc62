//! Texts of a server: always text, hidden characters made visible, matches marked.

use leptos::prelude::*;

use crate::format;

/// Letters shown of one text in a table or a tip; the detail panel shows all of them.
const N_SHOWN: usize = 500;

/// A server's text, cut to what a row can show.
pub(crate) fn plain(text: &str) -> String {
    format::shown(text, N_SHOWN).into_owned()
}

/// A server's text with every match of `query` marked. The text is split into nodes; no markup is ever made of it.
pub(crate) fn marked(text: &str, query: &str) -> Vec<AnyView> {
    let shown = plain(text);
    let mut nodes = Vec::new();
    let mut rest = shown.as_str();
    while let Some((before, hit, after)) = split_at_match(rest, query) {
        if !before.is_empty() {
            nodes.push(before.to_owned().into_any());
        }
        nodes.push(view! { <mark>{hit.to_owned()}</mark> }.into_any());
        rest = after;
    }
    if !rest.is_empty() {
        nodes.push(rest.to_owned().into_any());
    }
    nodes
}

/// The text before the first match, the match, and what follows. Letters match without regard to ASCII case.
fn split_at_match<'a>(text: &'a str, query: &str) -> Option<(&'a str, &'a str, &'a str)> {
    if query.is_empty() || query.len() > text.len() {
        return None;
    }
    let at = text
        .as_bytes()
        .windows(query.len())
        .position(|window| window.eq_ignore_ascii_case(query.as_bytes()))?;
    let end = at + query.len();
    Some((text.get(..at)?, text.get(at..end)?, text.get(end..)?))
}
