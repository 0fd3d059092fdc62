//! What is said of the window in view: how much ran, how much of it at once, when nothing did; and of the selected session what
//! ran meanwhile.

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::ui::foreign::shown;
use crate::app::ui::view;
use crate::app::ui::{Badge, MaybeLink};
use crate::model::TimeRange;
use crate::reader::{Reader, class, from_to};
use crate::report::axis::{Chosen, Window};

/// The sentences, once they are known.
#[component]
pub fn Facts(
    /// What they say.
    #[prop(into)]
    facts: Signal<Option<Arc<Window>>>,
    /// Who reads.
    #[prop(into)]
    reader: Signal<Arc<Reader>>,
) -> impl IntoView {
    view! { {move || {
        let (facts, reader) = (facts.get()?, reader.read());
        Some(view! {
            <p class="facts axis__facts">{of_window(&facts, &reader)}</p>
            {facts.chosen.as_ref().map(|chosen| of_session(chosen, &reader))}
        })
    }} }
}

fn of_window(facts: &Window, reader: &Reader) -> impl IntoView + use<> {
    let texts = reader.texts;
    let n = |n: usize| texts.count(n);
    let span = from_to(texts, &reader.zone, facts.range.start(), facts.range.end());
    let what = match facts.n_sessions {
        0 => texts.axis_none_here(),
        n_sessions => {
            let sessions = texts.common_sessions(n_sessions, n(n_sessions));
            texts.axis_of_jobs(sessions, texts.common_jobs(facts.n_rows, n(facts.n_rows)))
        }
    };
    let most = facts.most.map(|(most, at)| {
        let at = reader.moment_near(at);
        view! { <span>{texts.axis_most(texts.count(most), at)}</span> }
    });
    let idle = facts.idle.filter(|_| facts.n_sessions > 0).map(|longest| {
        let [all, one] = [facts.idle_ticks, longest.ticks()].map(|ticks| texts.duration(ticks));
        let when = from_to(texts, &reader.zone, longest.start(), longest.end());
        view! { <span>{texts.axis_idle(all, one, when)}</span> }
    });
    view! { <b>{span}</b> <span>{what}</span> {most} {idle} }
}

fn of_session(chosen: &Chosen, reader: &Reader) -> impl IntoView + use<> {
    let texts = reader.texts;
    let href = chosen.page.as_ref().map(|page| reader.link_to_session(page));
    let when = chosen.range.map(|range| {
        let length = texts.duration(range.ticks());
        texts.session_span(from_to(texts, &reader.zone, range.start(), range.end()), length)
    });
    let n = chosen.n_others;
    let others = chosen.range.map(|_| match n {
        0 => texts.axis_alone(),
        n => {
            let mut names = chosen.others.iter().map(|name| shown(name)).collect::<Vec<_>>().join(", ");
            if chosen.n_more > 0 {
                names.extend([" ", &texts.common_and_more(texts.count(chosen.n_more))]);
            }
            texts.axis_meanwhile(n, texts.count(n), names)
        }
    });
    let around = chosen.range.map(|range| around(range, reader));
    let severity = chosen.severity;
    view! {
        <p class="facts axis__chosen">
            <Badge class=class(severity) symbol=severity.symbol() word=texts.result_sent(severity, &chosen.word) />
            <b>
                <MaybeLink href=href text=shown(&chosen.text) />
            </b>
            <span>{when}</span>
            <span class="text">{others}</span>
            {around.map(|href| view! { <a class="no-print" href=href>{texts.axis_zoom_to_it()}</a> })}
        </p>
    }
}

/// This view over the time of one session.
fn around(range: TimeRange, reader: &Reader) -> String {
    let window = crate::report::axis::around(range.start(), range.end());
    reader.route.clone().over(Some(window)).to_string()
}
