//! A range of time, chosen by dragging with Shift or with the keys: how long it is, and what ran in it.

use leptos::prelude::*;

use super::{Figure, style_px, whole};
use crate::app::signals::memo;
use crate::app::store::{has_sessions, pick};
use crate::app::ui::show::Show;
use crate::app::ui::view;
use crate::app::ui::{Button, speak};
use crate::format;
use crate::model::{Severity, TimeRange};
use crate::reader::{class, time_in_log};
use crate::timeline::{Counts, Scale};

/// Where the range stands on the stage, and how wide, in whole pixels. A little beyond the edges is as good as far beyond.
fn place(figure: Figure) -> Option<(i32, i32)> {
    let open = figure.store.open;
    let range = open.range.get()?;
    let picture = open.picture.get()?;
    let size = figure.size.get();
    let scale = Scale::of(open.viewport.read().range(), size);
    let drawn = picture.map.drawn_range(range);
    let x = |t| scale.x_from_time(t).clamp(-2.0, size.width_px + 2.0);
    let (from_px, to_px) = (x(drawn.start()), x(drawn.end()));
    Some((whole(from_px), whole(to_px - from_px)))
}

/// The range on the stage.
#[component]
pub(super) fn Mark(figure: Figure) -> impl IntoView {
    let place = memo(move || place(figure));
    view! {
        <Show when=move || place.read().is_some()>
            <div
                class="timeline__range"
                style:left=move || place.get().map(|(from_px, _)| style_px(from_px))
                style:width=move || place.get().map(|(_, width_px)| style_px(width_px))
            ></div>
        </Show>
    }
}

/// What is to be said of the range, below the stage.
#[component]
pub(super) fn Chosen(figure: Figure) -> impl IntoView {
    let store = figure.store;
    let (texts, range) = (store.texts, store.open.range);
    let counts = memo(move || counts(figure).unwrap_or_default());
    let n_items = move || {
        let (texts, n) = (texts.get(), counts.read().iter().sum::<u32>());
        let count = texts.count(n);
        if has_sessions(store) { texts.common_sessions(n, count) } else { texts.common_items(n, count) }
    };
    let problems = move || texts.get().problems(counts.get()).map(problem).collect_view();
    speak(move || {
        let Some(range) = range.get() else { return String::new() };
        let problems = texts.get().problems(counts.get()).map(|(_, words)| words);
        [span(figure, range), n_items()].into_iter().chain(problems).collect::<Vec<_>>().join(", ")
    });
    view! {
        <Show when=move || range.read().is_some() && store.open.picture.read().is_some()>
            <div class="bar timeline__chosen">
                <span class="facts">
                    <span>{move || range.get().map(|range| span(figure, range))}</span>
                    <span>{move || n_items()}</span>
                    {move || problems()}
                </span>
                <Button
                    name=move || texts.get().timeline_zoom_to_range()
                    on_click=move |()| {
                        if let Some(range) = range.get_untracked() {
                            pick::zoom_to_range(store, range);
                        }
                    }
                />
                <Button name=move || texts.get().timeline_let_go() on_click=move |()| range.set(None) />
            </div>
        </Show>
    }
}

fn problem((severity, words): (Severity, String)) -> impl IntoView {
    view! { <span class=class(severity)>{words}</span> }
}

/// How many items meet the range, by severity.
fn counts(figure: Figure) -> Option<Counts> {
    let open = figure.store.open;
    let range = open.range.get()?;
    let picture = open.picture.get()?;
    let drawn = picture.map.drawn_range(range);
    Some(picture.index.counts_meeting(drawn.start().ticks(), drawn.end().ticks(), figure.open_end(&picture)))
}

/// From when to when, and how long.
fn span(figure: Figure, range: TimeRange) -> String {
    let (store, texts) = (figure.store, figure.store.texts.get());
    let digits = format::digits_for(range.ticks() / 100);
    let extent = store.open.extent.get().unwrap_or(range);
    let time = |t| time_in_log(texts, &store.zone.read(), t, extent, digits);
    [&time(range.start()), " – ", &time(range.end()), " · ", &texts.duration(range.ticks())].concat()
}
