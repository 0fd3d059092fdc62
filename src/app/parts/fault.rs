//! A fault, told: what happened, why, what to do, and a text for the administrator.

use super::text::lines;
use crate::api::{Explanation, Fault, Server, Situation};
use crate::app::actions;
use crate::app::dom::{El, button, div, el, el_of, plain, span};
use crate::app::state::State;
use crate::app::state::said::said;
use crate::browser::frame;
use crate::format;

/// What a fault with a server means for the person at the page.
pub(crate) fn explain(state: State, fault: &Fault, server: &Server, has_answered: bool) -> Explanation {
    let now = frame::now();
    let age = state.credential.with(|credential| credential.as_ref().map(|c| c.age_minutes(now)));
    let texts = state.texts.get();
    fault.explain(&Situation {
        texts: &texts,
        server,
        page_origin: &actions::page_origin(),
        endpoint: None,
        now,
        token_age_minutes: age,
        has_answered,
    })
}

/// The explanation as a panel; `first_button` stands below it.
pub(crate) fn panel(state: State, explanation: Explanation, first_button: El) -> El {
    let Explanation { title, cause, certainty, todo, who, report } = explanation;
    // Both may quote the server.
    let cause = format::visible(&cause);
    let report: Vec<String> = report.lines().map(|line| said(&format::visible(line))).collect();
    let report = report.join("\n");
    let report_text = el_of("pre", "text").text(&report);
    let copy = button("Copy report for the administrator", move || actions::copy(state, report.clone(), "Report"));
    let cause = el_of("p", "text").say(&cause).text(" (").say(certainty.word()).text(")");
    div("notice notice--bad").attr("role", "alert").children([
        el_of("h2", "text").say(&title),
        cause,
        lines(todo),
        el_of("p", "soft text").say("Who can help: ").child(span("", &who)),
        div("bar").child(first_button).child(copy),
        el("details").child(plain("summary", "What the report says")).child(report_text),
    ])
}
