//! A result by shape, colour and word.

use crate::app::dom::{El, span};
use crate::model::Severity;

/// The class that colours a severity.
pub(crate) const fn class(severity: Severity) -> &'static str {
    match severity {
        Severity::Success => "status status--success",
        Severity::Neutral => "status status--neutral",
        Severity::Running => "status status--running",
        Severity::Warning => "status status--warning",
        Severity::Failed => "status status--failed",
    }
}

/// A shape and a word; the word alone is spoken.
pub(crate) fn badge(severity: Severity, word: &str) -> El {
    span(class(severity), "")
        .child(span("status__shape", severity.symbol()).attr("aria-hidden", "true"))
        .child(span("text", word))
}
