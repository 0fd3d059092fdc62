//! Search box and chips of results, with counts over everything loaded.

use leptos::prelude::*;

use super::status;
use crate::app::actions;
use crate::app::state::State;
use crate::format;
use crate::model::Severity;

/// The search box.
pub(crate) fn search_box(state: State, name: &'static str) -> impl IntoView {
    let query = Memo::new(move |_| state.route.read().params.q.clone().unwrap_or_default());
    view! {
        <input
            type="search" aria-label=name placeholder=name autocomplete="off" spellcheck="false"
            prop:value=move || query.get()
            on:input=move |event| actions::set_query(state, &event_target_value(&event))
        />
    }
}

/// A chip for each result that occurs, worst first.
pub(crate) fn chips(state: State, counts: Signal<[u32; 5]>) -> impl IntoView {
    let chip = move |severity: Severity| {
        let n = move || counts.get().get(severity as usize).copied().unwrap_or(0);
        let is_chosen = move || state.route.read().params.status.has(severity);
        view! {
            <Show when=move || { n() > 0 || is_chosen() }>
                <button
                    type="button" class="chip"
                    aria-pressed=move || is_chosen().to_string()
                    on:click=move |_| actions::toggle_severity(state, severity)
                >
                    {status::badge(severity, severity.word().to_owned())}
                    <span>{move || format::count(n())}</span>
                </button>
            </Show>
        }
    };
    view! { <div class="bar" role="group" aria-label="Results">{Severity::ALL.into_iter().rev().map(chip).collect_view()}</div> }
}
