//! A result by shape, colour and word.

use super::text;
use crate::app::dom::{El, el_of, span};
use crate::app::store::said::said;
use crate::format;
use crate::model::{Severity, Status};
use crate::reader::class;

/// A shape and a word, perhaps the server's own; the word alone is spoken.
pub(crate) fn badge(severity: Severity, word: &str) -> El {
    let is_own = Status::ALL.iter().any(|status| status.word() == word) || word == severity.word();
    let word = if is_own { said(word) } else { text::plain(word) };
    span(class(severity), "")
        .child(span("status__shape", severity.symbol()).attr("aria-hidden", "true"))
        .child(el_of("span", "text").text(&word))
}

/// What went wrong or still runs, in words, the worst first: "3 failed".
pub(crate) fn problems(counts: [u32; 5], each: &mut dyn FnMut(Severity, &str)) {
    for (severity, what) in
        [(Severity::Failed, " failed"), (Severity::Warning, " with warnings"), (Severity::Running, " running")]
    {
        let n = counts.get(severity as usize).copied().unwrap_or(0);
        if n > 0 {
            each(severity, &(format::count(n) + what));
        }
    }
}

/// The same in a line, each in its colour, behind what it has already.
pub(crate) fn with_problems(line: El, counts: [u32; 5]) -> El {
    problems(counts, &mut |severity, words| line.add(&span(class(severity), words)));
    line
}
