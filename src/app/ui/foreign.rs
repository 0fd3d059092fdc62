//! Texts of a server: always text, hidden characters made visible, matches marked.

use leptos::prelude::*;

use crate::answers::search::Needle;
use crate::format;

/// Letters shown of one text in a table or a tip; the detail panel shows all of them.
const N_SHOWN: usize = 500;

/// A server's text, cut to what a row can show.
pub(crate) fn shown(text: &str) -> String {
    format::shown(text, N_SHOWN).into_owned()
}

/// A server's text, set apart from what stands around it.
#[component]
pub(crate) fn Foreign(
    /// As it was sent.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    view! { <bdi class="text">{shown(&text)}</bdi> }
}

/// A server's text with every match marked.
#[component]
pub(crate) fn Marked(
    /// As it was sent.
    #[prop(into)]
    text: String,
    /// What is looked for.
    needle: Needle,
) -> impl IntoView {
    let shown = shown(&text);
    let mut parts = Vec::new();
    let mut rest = shown.as_str();
    while let Some(hit) = needle.find(rest).filter(|hit| !hit.is_empty()) {
        let (Some(before), Some(found), Some(after)) =
            (rest.get(..hit.start), rest.get(hit.clone()), rest.get(hit.end..))
        else {
            break;
        };
        parts.push((before.to_owned(), found.to_owned()));
        rest = after;
    }
    let rest = rest.to_owned();
    let marked = parts.into_iter().map(|(before, found)| view! { {before} <mark>{found}</mark> }).collect_view();
    view! { <bdi class="text">{marked}{rest}</bdi> }
}
