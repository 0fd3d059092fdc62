//! A fault, told: what happened, why, what to do, and a text for the administrator.

use leptos::prelude::*;

use crate::api::{Explanation, Fault, Server, Situation};
use crate::app::actions;
use crate::app::state::State;
use crate::browser::{fragment, frame};

/// What a fault with a server means for the person at the page.
pub(crate) fn explain(state: State, fault: &Fault, server: &Server, has_answered: bool) -> Explanation {
    let now = frame::now();
    let age = state.credential.with_value(|credential| credential.as_ref().map(|c| c.age_minutes(now)));
    fault.explain(&Situation {
        server,
        page_origin: &fragment::page_origin(),
        endpoint: None,
        now,
        token_age_minutes: age,
        has_answered,
    })
}

/// The explanation as a panel; `actions` are its buttons.
pub(crate) fn panel(state: State, explanation: Explanation, actions_view: impl IntoView) -> impl IntoView {
    let Explanation { title, cause, certainty, todo, who, report } = explanation;
    let shown = report.clone();
    view! {
        <div class="notice notice--bad" role="alert">
            <h2 class="text">{title}</h2>
            <p class="text">{cause} " " <span class="soft">{format!("({})", certainty.word())}</span></p>
            <ul>{todo.into_iter().map(|step| view! { <li class="text">{step}</li> }).collect_view()}</ul>
            <p class="soft text">{who}</p>
            <div class="bar">
                {actions_view}
                <button type="button" on:click=move |_| actions::copy(state, report.clone(), "Report")>"Copy report for the administrator"</button>
            </div>
            <details>
                <summary>"What the report says"</summary>
                <pre class="text">{shown}</pre>
            </details>
        </div>
    }
}
