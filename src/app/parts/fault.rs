//! A fault, told: what happened, why, what to do, and a text for the administrator.

use leptos::prelude::*;

use super::text::lines;
use crate::api::{Explanation, Fault, Server, Situation};
use crate::app::actions;
use crate::app::reactive::button;
use crate::app::state::State;
use crate::browser::frame;

/// What a fault with a server means for the person at the page.
pub(crate) fn explain(state: State, fault: &Fault, server: &Server, has_answered: bool) -> Explanation {
    let now = frame::now();
    let age = state.credential.with_value(|credential| credential.as_ref().map(|c| c.age_minutes(now)));
    fault.explain(&Situation {
        server,
        page_origin: &actions::page_origin(),
        endpoint: None,
        now,
        token_age_minutes: age,
        has_answered,
    })
}

/// The explanation as a panel; `buttons` stand below it.
pub(crate) fn panel(state: State, explanation: Explanation, buttons: AnyView) -> AnyView {
    let Explanation { title, cause, certainty, todo, who, report } = explanation;
    let shown = report.clone();
    view! {
        <div class="notice notice--bad" role="alert">
            <h2 class="text">{title}</h2>
            <p class="text">{cause} " " <span class="soft">{format!("({})", certainty.word())}</span></p>
            {lines(todo)}
            <p class="soft text">{who}</p>
            <div class="bar">
                {buttons}
                {button("Copy report for the administrator", move || actions::copy(state, report.clone(), "Report"))}
            </div>
            <details>
                <summary>"What the report says"</summary>
                <pre class="text">{shown}</pre>
            </details>
        </div>
    }
    .into_any()
}
