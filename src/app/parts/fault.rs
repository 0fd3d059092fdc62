//! A fault, told: what happened, why, what to do, and a text for the administrator.

use super::text::lines;
use crate::app::dom::{El, button, div, el, el_of, plain, span};
use crate::app::store;
use crate::app::store::Store;
use crate::app::store::said::said;
use crate::format;
use crate::report::asked::Told;

/// The explanation as a panel; `first_button` stands below it.
pub(crate) fn panel(store: Store, told: Told, first_button: El) -> El {
    let Told { title, cause, certainty, todo, who, report } = told;
    // Both may quote the server.
    let cause = format::visible(&cause);
    let report: Vec<String> = report.lines().map(|line| said(&format::visible(line))).collect();
    let report = report.join("\n");
    let report_text = el_of("pre", "text").text(&report);
    let copy = button("Copy report for the administrator", move || store::copy(store, report.clone(), "Report"));
    let cause = el_of("p", "text").say(&cause).text(" (").say(&certainty).text(")");
    div("notice notice--bad").attr("role", "alert").children([
        el_of("h2", "text").say(&title),
        cause,
        lines(todo),
        el_of("p", "soft text").say("Who can help: ").child(span("", &who)),
        div("bar").child(first_button).child(copy),
        el("details").child(plain("summary", "What the report says")).child(report_text),
    ])
}
