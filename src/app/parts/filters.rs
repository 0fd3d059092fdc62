//! Search box and chips of results, with counts over everything loaded.

use leptos::prelude::*;

use super::status;
use crate::app::actions;
use crate::app::reactive::{View, click, on, part, text};
use crate::app::state::State;
use crate::format;
use crate::model::Severity;

/// The search box.
pub(crate) fn search_box(state: State, name: &'static str) -> AnyView {
    let query = text(move || state.route.read().params.q.clone().unwrap_or_default());
    let search = on(move |event: leptos::ev::Event| actions::set_query(state, &event_target_value(&event)));
    view! {
        <input
            type="search" aria-label=name placeholder=name autocomplete="off" spellcheck="false"
            prop:value=query on:input=search
        />
    }
    .into_any()
}

/// A chip for each result that occurs, worst first.
pub(crate) fn chips(state: State, counts: impl Fn() -> [u32; 5] + Send + 'static) -> View<Option<AnyView>> {
    part(move || {
        let counts = counts();
        let chosen = state.route.read().params.status;
        let chips: Vec<AnyView> = Severity::ALL
            .into_iter()
            .rev()
            .zip(counts.into_iter().rev())
            .filter(|&(severity, n)| n > 0 || chosen.has(severity))
            .map(|(severity, n)| {
                let toggle = click(move || actions::toggle_severity(state, severity));
                view! {
                    <button type="button" class="chip" aria-pressed=chosen.has(severity).to_string() on:click=toggle>
                        {status::badge(severity, severity.word().to_owned())}
                        <span>{format::count(n)}</span>
                    </button>
                }
                .into_any()
            })
            .collect();
        Some(view! { <div class="bar" role="group" aria-label="Results">{chips}</div> }.into_any())
    })
}
