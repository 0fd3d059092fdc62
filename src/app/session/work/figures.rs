//! The range that all of it is about, its sums, and why summed and wall-clock time are not the same.

use leptos::prelude::*;

use super::Now;
use super::say::Say;
use crate::app::ui::show::Show;
use crate::app::ui::view;
use crate::app::ui::{Button, Term};
use crate::output::ticket::stages_said;
use crate::report::work::Part;
use crate::texts::Texts;

/// Which range all of this is about.
#[component]
pub(super) fn Range(now: Now) -> impl IntoView {
    let is_chosen = now.has(|figures| figures.part == Part::Chosen);
    let range = move || {
        now.of(|say| {
            let range = say.span(say.figures.within);
            match say.figures.part {
                Part::Chosen => say.texts.work_only_range(range),
                Part::Own => say.texts.work_own(range),
                Part::Whole => say.texts.work_whole(range),
            }
        })
    };
    view! {
        <p class="work__range">
            {move || range()}
            <Show when=move || is_chosen.get()>
                " "
                <Button name=move || now.texts.get().work_show_whole() on_click=now.on_let_go />
            </Show>
        </p>
    }
}

/// The sums, each with what it means.
#[component]
pub(super) fn Totals(now: Now) -> impl IntoView {
    let has_stages = now.has(|figures| figures.stages.1 > 0);
    view! {
        <dl class="figures">
            <Figure now=now name=|t| t.work_wall() means=|t| t.work_wall_means()>
                {said(now, |say| say.ticks(say.figures.sums.wall))}
            </Figure>
            <Figure now=now name=|t| t.work_summed() means=|t| t.work_summed_means()>
                {said(now, |say| say.ticks(say.figures.sums.summed))}
            </Figure>
            <Figure now=now name=|t| t.work_busy() means=|t| t.work_busy_means()>
                {said(now, |say| say.ticks(say.figures.sums.busy))}
            </Figure>
            <Figure now=now name=|t| t.work_idle() means=|t| t.work_idle_means()>
                {said(now, |say| say.ticks(say.figures.sums.idle))}
            </Figure>
            <Figure now=now name=|t| t.work_alone() means=|t| t.work_alone_means()>
                <a href=said(now, |say| say.set("alone"))>{said(now, |say| say.ticks(say.figures.sums.alone))}</a>
            </Figure>
            <Figure now=now name=|t| t.work_peak() means=|t| t.work_peak_means()>
                {move || now.of(|say| Some(peak(say)))}
            </Figure>
            <Figure now=now name=|t| t.work_mean() means=|t| t.work_mean_means()>
                {said(now, mean)}
            </Figure>
            <Show when=move || has_stages.get()>
                <Figure now=now name=|t| t.sessions_column_bottleneck() means=|t| t.work_stages_means() is_long=true>
                    {said(now, |say| stages_said(say.texts, &say.figures.stages))}
                </Figure>
            </Show>
        </dl>
        <p class="work__why">{said(now, why)}</p>
    }
}

/// Something said of the figures, as long as they are there.
fn said(now: Now, say: fn(&Say<'_>) -> String) -> impl Fn() -> String + Clone + Send + Sync + 'static {
    move || now.of(say)
}

/// A figure with its name and what it means.
#[component]
fn Figure(
    now: Now,
    /// What it is called.
    name: fn(Texts) -> String,
    /// What it means, a sentence.
    means: fn(Texts) -> String,
    /// Whether it takes a line of its own.
    #[prop(optional)]
    is_long: bool,
    /// The figure.
    children: Children,
) -> impl IntoView {
    let said = move |say: fn(Texts) -> String| Signal::derive(move || say(now.texts.get()));
    view! {
        <div class=if is_long { "figure figure--long" } else { "figure" }>
            <dt>
                <Term text=said(name) definition=said(means) />
            </dt>
            <dd>{children()}</dd>
        </div>
    }
}

/// The most that ran at a time, and when that was.
fn peak(say: &Say<'_>) -> AnyView {
    let sums = &say.figures.sums;
    let peak = say.count(sums.peak);
    let Some(range) = sums.first_peak else { return peak.into_any() };
    let first = say.texts.work_peak_at(say.time(range.start()), say.ticks(sums.at_peak));
    view! {
        <a href=say.window(range)>{peak}</a>
        " "
        <small>{first}</small>
    }
}

fn mean(say: &Say<'_>) -> String {
    say.mean()
}

fn why(say: &Say<'_>) -> String {
    let sums = &say.figures.sums;
    let (summed, wall) = (say.ticks(sums.summed), say.ticks(sums.wall));
    if sums.summed > sums.wall {
        say.texts.work_why_several(summed, wall, say.mean())
    } else if sums.idle > 0 {
        say.texts.work_why_gaps(summed, wall)
    } else {
        say.texts.work_why_in_turn(summed, wall)
    }
}
