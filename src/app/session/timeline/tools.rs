//! The buttons of the timeline, and the line that says what is in the picture.

use leptos::prelude::*;

use super::{Figure, keys};
use crate::app::signals::memo;
use crate::app::store::{self, Store, kind_of_items, pick};
use crate::app::ui::show::Show;
use crate::app::ui::view;
use crate::model::Severity;
use crate::route::Group;
use crate::texts::Texts;
use crate::timeline::{Density, Direction, Totals, Viewport};

/// A text, in whatever language is read.
type Say = fn(Texts) -> String;

/// How rows can be divided, and what a person reads.
const ROWS: [(Group, Say); 5] = [
    (Group::Packed, |texts| texts.timeline_rows_packed()),
    (Group::Object, |texts| texts.timeline_rows_by_object()),
    (Group::Kind, |texts| texts.timeline_rows_by_kind()),
    (Group::Result, |texts| texts.timeline_rows_by_result()),
    (Group::Item, |texts| texts.timeline_rows_by_item()),
];

/// Buttons for what wheel, drag and keys do.
#[component]
pub(super) fn Tools(figure: Figure) -> impl IntoView {
    let store = figure.store;
    let (texts, viewport) = (store.texts, store.open.viewport);
    let steps = memo(move || viewport.read().steps());
    let sum = move || sum(texts.get(), &figure.totals.read(), kind_of_items(store));
    view! {
        <div class="timeline__tools no-print" role="toolbar" aria-label=move || texts.get().timeline_tools()>
            <Tool
                texts
                face=Signal::derive(move || texts.get().timeline_fit())
                title=|texts| texts.timeline_fit_title()
                act=move || viewport.update(Viewport::refit)
            />
            <Tool texts face="+" title=|texts| texts.timeline_zoom_in() act=move || keys::zoom(figure, 2.0) />
            <Tool texts face="−" title=|texts| texts.timeline_zoom_out() act=move || keys::zoom(figure, 0.5) />
            <Tool
                texts
                face="↶"
                title=|texts| texts.timeline_back()
                is_off=Signal::derive(move || !steps.get().0)
                act=move || keys::step(figure, Viewport::back)
            />
            <Tool
                texts
                face="↷"
                title=|texts| texts.timeline_forward()
                is_off=Signal::derive(move || !steps.get().1)
                act=move || keys::step(figure, Viewport::forward)
            />
            <Jumps store severity=Severity::Failed />
            <Jumps store severity=Severity::Warning />
            <Switches store />
            <Show when=move || store.open.axis.read().is_none()>
                <Rows store />
            </Show>
            <More figure />
            <p class="timeline__sum">{move || sum()}</p>
        </div>
    }
}

/// A button whose face is a sign: its title says what it does, to eye and ear.
#[component]
fn Tool(
    texts: Memo<Texts>,
    #[prop(into)] face: Signal<String>,
    title: Say,
    #[prop(optional)] class: Option<&'static str>,
    #[prop(default = Signal::stored(false))] is_off: Signal<bool>,
    act: impl Fn() + 'static,
) -> impl IntoView {
    let title = memo(move || title(texts.get()));
    view! {
        <button type="button" class=class title=title aria-label=title disabled=is_off on:click=move |_| act()>
            {face}
        </button>
    }
}

/// To the next and the previous item of a severity.
#[component]
fn Jumps(store: Store, severity: Severity) -> impl IntoView {
    let texts = store.texts;
    let open = store.open;
    let is_off = memo(move || {
        open.revision.track();
        !open.log.read().read().is_ok_and(|log| log.count(severity) > 0)
    });
    let is_failure = severity == Severity::Failed;
    let symbol = severity.symbol();
    let previous: Say =
        if is_failure { |texts| texts.timeline_previous_failure() } else { |texts| texts.timeline_previous_warning() };
    let next: Say =
        if is_failure { |texts| texts.timeline_next_failure() } else { |texts| texts.timeline_next_warning() };
    view! {
        <Tool
            texts
            class="chip"
            face=["‹ ", symbol].concat()
            title=previous
            is_off=is_off.into()
            act=move || pick::jump(store, Some(severity), Direction::Previous)
        />
        <Tool
            texts
            class="chip"
            face=[symbol, " ›"].concat()
            title=next
            is_off=is_off.into()
            act=move || pick::jump(store, Some(severity), Direction::Next)
        />
    }
}

/// What is on or off: high rows, short breaks.
#[component]
fn Switches(store: Store) -> impl IntoView {
    let (texts, viewport) = (store.texts, store.open.viewport);
    let is_tall = memo(move || viewport.read().density() == Density::Readable);
    let is_short = memo(move || pick::is_idle_short(store));
    let turn = move |_| {
        let density = if is_tall.get_untracked() { Density::Whole } else { Density::Readable };
        viewport.update(|viewport| viewport.set_density(density));
    };
    view! {
        <button
            type="button"
            class="chip"
            title=move || texts.get().timeline_tall_title()
            aria-pressed=move || is_tall.get().to_string()
            on:click=turn
        >
            {move || texts.get().timeline_tall()}
        </button>
        <button
            type="button"
            class="chip"
            title=move || texts.get().timeline_breaks_title()
            aria-pressed=move || is_short.get().to_string()
            on:click=move |_| pick::toggle_idle(store)
        >
            {move || texts.get().timeline_breaks()}
        </button>
    }
}

/// A word, by what the picture is of, and what it does.
type Choice = (fn(Texts, &'static str) -> String, fn(Figure));

/// What keys do as well, for whoever has none: from time to time is often enough for a list that is opened.
const MORE: [Choice; 14] = [
    (|texts, _| texts.timeline_earlier(), |figure| _ = keys::pan(figure, -1.0)),
    (|texts, _| texts.timeline_later(), |figure| _ = keys::pan(figure, 1.0)),
    (|texts, of| texts.timeline_first_item(of), |figure| keys::to_end(figure.store, Direction::Next)),
    (|texts, of| texts.item_previous(of), |figure| pick::jump(figure.store, None, Direction::Previous)),
    (|texts, of| texts.item_next(of), |figure| pick::jump(figure.store, None, Direction::Next)),
    (|texts, of| texts.timeline_last_item(of), |figure| keys::to_end(figure.store, Direction::Previous)),
    (
        |texts, of| texts.timeline_previous_running(of),
        |figure| {
            pick::jump(figure.store, Some(Severity::Running), Direction::Previous);
        },
    ),
    (
        |texts, of| texts.timeline_next_running(of),
        |figure| {
            pick::jump(figure.store, Some(Severity::Running), Direction::Next);
        },
    ),
    (|texts, _| texts.timeline_previous_idle(), |figure| pick::jump_to_idle(figure.store, Direction::Previous)),
    (|texts, _| texts.timeline_next_idle(), |figure| pick::jump_to_idle(figure.store, Direction::Next)),
    (|texts, of| texts.timeline_range_of_item(of), |figure| pick::choose_range_of_selection(figure.store)),
    (|texts, _| texts.timeline_range_longer(), |figure| pick::grow_range(figure.store, 1)),
    (|texts, _| texts.timeline_range_shorter(), |figure| pick::grow_range(figure.store, -1)),
    (|texts, of| texts.timeline_zoom_to_chosen(of), |figure| keys::zoom_to_chosen(figure.store)),
];

/// The rest of what can be done, as a list of buttons.
#[component]
fn More(figure: Figure) -> impl IntoView {
    let texts = figure.store.texts;
    let button = move |(say, act): Choice| {
        view! {
            <button type="button" on:click=move |_| act(figure)>
                {move || say(texts.get(), kind_of_items(figure.store))}
            </button>
        }
    };
    view! {
        <details class="more">
            <summary class="button chip">{move || texts.get().timeline_more()}</summary>
            <div class="more__list">{MORE.into_iter().map(button).collect_view()}</div>
        </details>
    }
}

/// How the rows are divided.
#[component]
fn Rows(store: Store) -> impl IntoView {
    let (texts, group, has_parts) = (store.texts, store.open.group, store.open.has_parts);
    let choose = move |event| {
        // What is not divided unasked needs no word.
        let is_unasked = |group: &Group| *group == Group::Packed && !has_parts.get_untracked();
        let chosen = Group::from_word(&event_target_value(&event)).filter(|group| !is_unasked(group));
        store::set_params(store, |params| params.group = chosen);
    };
    let choices = ROWS.map(|(choice, say)| {
        let name = move || {
            let texts = texts.get();
            let is_machine = choice == Group::Object && has_parts.get();
            if is_machine { texts.timeline_rows_by_machine() } else { say(texts) }
        };
        view! {
            <option value=choice.word() prop:selected=move || group.get() == choice>
                {move || name()}
            </option>
        }
    });
    view! {
        <select aria-label=move || texts.get().timeline_rows() on:change=choose>
            {choices}
        </select>
    }
}

/// The line that always adds up.
fn sum(texts: Texts, totals: &Totals, of: &str) -> String {
    let n = |n: u32| texts.count(n);
    let mut parts = vec![texts.timeline_sum_own(n(totals.n_own))];
    let mut add = |count: u32, say: fn(Texts, String) -> String| {
        if count > 0 {
            parts.push(say(texts, n(count)));
        }
    };
    add(totals.n_merged, |texts, n| texts.timeline_sum_merged(n));
    add(totals.n_scrolled, |texts, n| texts.timeline_sum_scrolled(n));
    add(totals.n_without_start, |texts, n| texts.timeline_sum_without_start(n));
    parts.extend(texts.problems(totals.by_severity).map(|(_, words)| words));
    texts.timeline_sum(n(totals.n_window), n(totals.n_session), of, parts.join(", "))
}
