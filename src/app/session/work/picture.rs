//! The phases as a strip over the axis, and the number of running items over time.

use leptos::prelude::*;

use super::Now;
use super::say::Say;
use super::tables::PhaseShares;
use crate::answers::phases::Phase;
use crate::app::ui::Term;
use crate::app::ui::view;
use crate::model::TimeRange;
use crate::report::work::CURVE_HEIGHT;

/// The strip, and what each phase has of the range.
#[component]
pub(super) fn Phases(now: Now) -> impl IntoView {
    let texts = now.texts;
    let strip = move || now.of(|say| say.figures.strip.iter().map(|part| stretch(say, *part)).collect_view());
    let rules =
        move || now.of(|say| say.figures.rules.iter().map(|(phase, begin)| rule(say, *phase, begin)).collect_view());
    view! {
        <h3>{move || texts.get().work_phases()}</h3>
        // The table below says the same to those who do not see the strip.
        <div class="phases" aria-hidden="true">
            {move || strip()}
        </div>
        <p class="note">{move || texts.get().work_phases_means()}</p>
        <PhaseShares now=now />
        <details>
            <summary>{move || texts.get().work_phase_rules()}</summary>
            <ul class="list">{move || rules()}</ul>
        </details>
    }
}

fn stretch(say: &Say<'_>, (range, phase): (TimeRange, Option<Phase>)) -> impl IntoView + use<> {
    let name = phase.map_or_else(|| say.texts.work_idle(), |phase| say.phase(phase));
    let tip = [&*name, ", ", &say.span(range), ", ", &say.ticks(range.ticks())].concat();
    view! {
        <a
            class=class(phase)
            href=say.window(range)
            tabindex="-1"
            style=("--x", say.percent_of_axis(range.start().since(say.figures.within.start())))
            style=("--w", say.percent_of_axis(range.ticks()))
            data-tip=tip
        >
            {name}
        </a>
    }
}

fn rule(say: &Say<'_>, phase: Phase, begin: &str) -> impl IntoView + use<> {
    view! { <li>{[&*say.phase(phase), ": ", begin, "…"].concat()}</li> }
}

/// The class of a stretch in which most of the running items are of a phase, or nothing runs.
pub(super) const fn class(phase: Option<Phase>) -> &'static str {
    match phase {
        None => "phases__idle",
        Some(Phase::Unmatched) => "phases__unmatched",
        Some(Phase::Start) => "phases__start",
        Some(Phase::Listing) => "phases__listing",
        Some(Phase::Processing) => "phases__processing",
        Some(Phase::Snapshot) => "phases__snapshot",
        Some(Phase::Retention) => "phases__retention",
        Some(Phase::Waiting) => "phases__waiting",
        Some(Phase::Finishing) => "phases__finishing",
    }
}

/// How many items ran over time: the most and the average of each part of the range.
#[component]
pub(super) fn HowMany(now: Now) -> impl IntoView {
    let texts = now.texts;
    let caption = Signal::derive(move || {
        now.of(|say| say.texts.work_curve_caption(say.count(say.figures.sums.peak), say.mean()))
    });
    let size = move || now.of(|say| format!("0 0 {} {CURVE_HEIGHT}", say.figures.curve.most.len()));
    let line = move || {
        now.of(|say| format!("M0 {}H{}", CURVE_HEIGHT - say.figures.curve.average, say.figures.curve.most.len()))
    };
    view! {
        <h3>{move || texts.get().work_curve()}</h3>
        <figure class="curve">
            <svg viewBox=size preserveAspectRatio="none" role="img" aria-label=caption>
                <path class="curve__most" d=move || now.of(|say| area(&say.figures.curve.most)) />
                <path class="curve__mean" d=move || now.of(|say| area(&say.figures.curve.mean)) />
                <path class="curve__average" d=line />
            </svg>
            <figcaption>
                <Term text=caption definition=Signal::derive(move || texts.get().work_curve_means()) />
            </figcaption>
        </figure>
    }
}

/// A filled shape of steps, one unit wide each.
fn area(heights: &[i64]) -> String {
    let mut path = ["M0 ", &CURVE_HEIGHT.to_string()].concat();
    for height in heights {
        path.push('V');
        path.push_str(&(CURVE_HEIGHT - height).to_string());
        path.push_str("h1");
    }
    path.push_str(&["V", &CURVE_HEIGHT.to_string(), "Z"].concat());
    path
}
