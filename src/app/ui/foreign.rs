//! Texts of a server: always text, hidden characters made visible, matches marked.

use leptos::prelude::*;

use crate::answers::search::Needle;
use crate::app::ui::view;
use crate::format;

/// Letters shown of one text in a table or a tip; the detail panel shows all of them.
const N_SHOWN: usize = 500;

/// A server's text, cut to what a row can show.
pub(crate) fn shown(text: &str) -> String {
    format::shown(text, N_SHOWN).into_owned()
}

/// A server's text with every match marked: looked for in the text as sent, in which hidden characters are not spelt out.
pub(crate) fn marked(text: &str, needle: &Needle) -> impl IntoView + use<> {
    let short = format::short(text, N_SHOWN);
    let mut parts = Vec::new();
    let mut rest = &*short;
    while let Some(hit) = needle.find(rest).filter(|hit| !hit.is_empty()) {
        let (Some(before), Some(found), Some(after)) =
            (rest.get(..hit.start), rest.get(hit.clone()), rest.get(hit.end..))
        else {
            break;
        };
        parts.push((format::visible(before).into_owned(), format::visible(found).into_owned()));
        rest = after;
    }
    let rest = format::visible(rest).into_owned();
    let marked = parts.into_iter().map(|(before, found)| view! { {before} <mark>{found}</mark> }).collect_view();
    view! { <bdi class="text">{marked}{rest}</bdi> }
}
