//! Search and filters of a list of sessions.

use leptos::prelude::*;

use crate::app::signals::memo;
use crate::app::store::{self, Store};
use crate::app::ui::foreign::shown;
use crate::app::ui::view;
use crate::app::ui::{Choice, Offer, Results, Search};
use crate::model::order::sorted_by;
use crate::model::{Id, SessionKind};

/// The bar of them.
#[component]
pub(crate) fn Tools(
    /// Which sessions.
    kind: SessionKind,
) -> impl IntoView {
    let store = expect_context::<Store>();
    let counts = memo(move || {
        let mut counts = [0; 5];
        for session in store.sessions(kind).rows.read().iter() {
            if let Some(n) = counts.get_mut(session.status.severity() as usize) {
                *n += 1;
            }
        }
        counts
    });
    view! {
        <div class="bar no-print">
            <Search
                name=move || store.texts.get().sessions_search()
                value=move || store.route.read().params.q.clone().unwrap_or_default()
                on_input=move |text: String| store::set_query(store, &text)
            />
            {(kind == SessionKind::Job).then(|| view! { <Jobs /> })}
            <Results
                texts=store.texts
                counts=counts
                chosen=memo(move || store.route.read().params.status)
                on_toggle=move |severity| store::toggle_severity(store, severity)
            />
        </div>
    }
}

/// Chooses one job. Offers those that have sessions.
#[component]
pub(crate) fn Jobs() -> impl IntoView {
    let store = expect_context::<Store>();
    let jobs = memo(move || {
        let mut jobs: Vec<Offer> = Vec::new();
        for session in store.job_sessions.rows.read().iter() {
            let Some(id) = &session.job_id else { continue };
            if let Err(at) = jobs.binary_search_by(|(known, _)| known.as_str().cmp(id.as_str())) {
                jobs.insert(at, (id.to_string(), shown(&store.session_name(session))));
            }
        }
        sorted_by(jobs, &|(_, a), (_, b)| a.cmp(b))
    });
    let offers = move || {
        let all = (String::new(), store.texts.get().sessions_all_jobs());
        std::iter::once(all).chain(jobs.get()).collect::<Vec<Offer>>()
    };
    let chosen = move || store.route.read().params.job.as_ref().map(ToString::to_string).unwrap_or_default();
    let choose = move |id: String| store::set_params(store, |params| params.job = Id::new(&id));
    view! {
        <Choice
            name=Signal::derive(move || store.texts.get().sessions_job())
            offers=Signal::derive(offers)
            value=Signal::derive(chosen)
            on_choose=choose
        />
    }
}
