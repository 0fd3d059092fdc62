//! The steps of the two runs by what became of them, each with its bars on the common axis.

use leptos::prelude::*;

use super::Now;
use super::head::{Column, Columns, LETTERS, NUMBER};
use crate::answers::compare::{Change, LEAST_PERCENT, LEAST_TICKS, Missing};
use crate::app::signals::memo;
use crate::app::ui::each::each;
use crate::app::ui::view;
use crate::app::ui::{Badge, Term};
use crate::format;
use crate::model::Severity;
use crate::reader::{LABEL_MAX_CHARS, Reader, class, percent};
use crate::report::compare::{Group, Items, Row, Runs, Side, Step, Stretch, Usual};
use crate::texts::Texts;

const AXIS: &str = "compare__axis";

/// A table for each change that there is.
#[component]
pub(super) fn Groups(now: Now) -> impl IntoView {
    let changes = memo(move || now.of(|runs, _| runs.groups.iter().map(|group| group.change).collect::<Vec<_>>()));
    let one = move |change: Change| view! { <OneGroup now=now change=change /> };
    each(move || changes.get(), |change| (*change as u64).into(), one)
}

/// The steps of one change. What has not changed is there, and out of the way.
#[component]
fn OneGroup(now: Now, change: Change) -> impl IntoView {
    if change == Change::Same {
        let all = view! {
            <details class="compare__group">
                <summary>
                    <GroupTitle now=now change=change />
                </summary>
                <Rows now=now change=change />
            </details>
        };
        return all.into_any();
    }
    view! {
        <section class="compare__group">
            <h2>
                <GroupTitle now=now change=change />
            </h2>
            <Rows now=now change=change />
        </section>
    }
}

/// Something of a group, said; nothing once it is gone.
fn of_group<T: Default>(now: Now, change: Change, say: impl FnOnce(&Group, &Runs, &Reader) -> T) -> T {
    now.of(|runs, reader| match runs.groups.iter().find(|group| group.change == change) {
        Some(group) => say(group, runs, reader),
        None => T::default(),
    })
}

#[component]
fn GroupTitle(now: Now, change: Change) -> impl IntoView {
    let title = move || {
        of_group(now, change, |group, _, reader| {
            [&*title(reader.texts, change), ": ", &reader.texts.count(group.n)].concat()
        })
    };
    let means = move || means(now.texts.get(), change);
    view! { <Term text=Signal::derive(title) definition=Signal::derive(means) /> }
}

#[component]
fn Rows(now: Now, change: Change) -> impl IntoView {
    let texts = now.texts;
    let columns: [Column; 5] = [
        (None, |t| t.compare_column_step()),
        (NUMBER, |_| LETTERS[0].to_owned()),
        (NUMBER, |_| LETTERS[1].to_owned()),
        (NUMBER, |t| t.compare_column_less()),
        (Some(AXIS), |t| t.compare_column_axis()),
    ];
    let rows = move || {
        of_group(now, change, |group, runs, reader| group.rows.iter().map(|one| row(one, runs, reader)).collect_view())
    };
    let more = move || {
        let n = of_group(now, change, |group, _, _| group.n.saturating_sub(group.rows.len()));
        let texts = texts.get();
        (n > 0).then(|| view! { <p class="soft">{texts.common_and_more(texts.count(n))}</p> })
    };
    view! {
        <div class="scroll-x">
            <table class="compare__rows">
                <caption class="unseen">{move || title(texts.get(), change)}</caption>
                <Columns now=now columns=columns.into() />
                <tbody>{move || rows()}</tbody>
            </table>
        </div>
        {move || more()}
    }
}

fn row(row: &Row, runs: &Runs, reader: &Reader) -> impl IntoView + use<> {
    let usual = row.usual.map(|Usual { length: usual, .. }| {
        let usually = reader.texts.usual(usual.parts());
        view! { <div class="soft">{usually}</div> }
    });
    let cell = |(side, step): (&Side, &Option<Step>)| {
        view! { <td class="number">{length(side, step.as_ref(), reader)}</td> }
    };
    let lane = |nth: usize, step: Option<&Step>| {
        let ghost = row.usual.and_then(|usual| usual.places.get(nth).copied());
        lane(LETTERS.get(nth).copied().unwrap_or_default(), step, ghost, runs.axis_ticks)
    };
    let lanes = row.steps.iter().enumerate().map(|(nth, step)| lane(nth, step.as_ref())).collect_view();
    view! {
        <tr>
            <th class="text" scope="row">
                {format::shown(&row.label, LABEL_MAX_CHARS).into_owned()}
                {usual}
            </th>
            {runs.sides.iter().zip(&row.steps).map(cell).collect_view()}
            <td class="number">{reader.difference(row.more_ticks)}</td>
            <td class=AXIS>{lanes}</td>
        </tr>
    }
}

/// How a step ended in a run, and how long it took.
fn length(side: &Side, step: Option<&Step>, reader: &Reader) -> AnyView {
    let texts = reader.texts;
    let Some(step) = step else {
        let why = match side.missing {
            Missing::NotDone => texts.compare_absent(),
            Missing::NotReached => texts.compare_not_reached(),
            Missing::NotKnown => texts.compare_not_known(),
        };
        return view! { <span class="soft">{why}</span> };
    };
    let severity = step.severity;
    let n_items = (step.n_items > 1).then(|| {
        let items = texts.common_items(step.n_items, texts.count(step.n_items));
        view! { <span class="soft">{[" (", &items, ")"].concat()}</span> }
    });
    view! {
        <Badge class=class(severity) symbol=severity.symbol() word=texts.severity(severity) />
        " "
        <a href=address(side, &step.items, reader)>{texts.duration(step.ticks)}</a>
        {n_items}
    }
}

fn address(side: &Side, items: &Items, reader: &Reader) -> String {
    let (item, set) = match items {
        Items::One(id) => (Some(id), None),
        Items::Set(set) => (None, Some(set.clone())),
    };
    let mut route = reader.session_route(&side.session, item).unwrap_or_default();
    route.params.only = set;
    route.to_string()
}

/// A run's bar on the axis, and behind it where the step usually stands. The numbers beside it say the same to the ear.
fn lane(letter: &str, step: Option<&Step>, ghost: Option<Stretch>, axis_ticks: i64) -> impl IntoView + use<> {
    let severity = step.map(|step| step.severity);
    let sign = severity.filter(|&severity| severity >= Severity::Warning).map_or("", Severity::symbol);
    let stretch = |class: String, at: Stretch| {
        view! {
            <div
                class=class
                style=("--x", percent(at.from, axis_ticks))
                style=("--w", percent(at.ticks, axis_ticks))
            ></div>
        }
    };
    let bar = step.and_then(|step| step.bar.map(|bar| stretch(["compare__bar ", class(step.severity)].concat(), bar)));
    view! {
        <div class="compare__lane" aria-hidden="true">
            <span class="compare__letter">{[letter, sign].concat()}</span>
            <div class="compare__track">
                {ghost.map(|ghost| stretch("compare__usual".to_owned(), ghost))}
                {bar}
            </div>
        </div>
    }
}

/// A change as the title of a table.
fn title(texts: Texts, change: Change) -> String {
    match change {
        Change::NewlyFailing => texts.compare_newly_failing_title(),
        Change::Failing => texts.compare_failing_title(),
        Change::NewlyWarning => texts.compare_newly_warning_title(),
        Change::Undecided => texts.compare_undecided_title(),
        Change::NoLongerWarning => texts.compare_no_longer_warning_title(),
        Change::StillFailing => texts.compare_still_failing_title(),
        Change::Slower => texts.compare_slower_title(),
        Change::New => texts.compare_new_title(),
        Change::Gone => texts.compare_gone_title(),
        Change::Fixed => texts.compare_fixed_title(),
        Change::Faster => texts.compare_faster_title(),
        Change::Same => texts.compare_same_title(),
    }
}

/// A change behind a number.
pub(super) fn word(texts: Texts, change: Change) -> String {
    match change {
        Change::NewlyFailing => texts.compare_newly_failing(),
        Change::Failing => texts.compare_failing(),
        Change::NewlyWarning => texts.compare_newly_warning(),
        Change::Undecided => texts.compare_undecided(),
        Change::NoLongerWarning => texts.compare_no_longer_warning(),
        Change::StillFailing => texts.compare_still_failing(),
        Change::Slower => texts.compare_slower(),
        Change::New => texts.compare_new(),
        Change::Gone => texts.compare_gone(),
        Change::Fixed => texts.compare_fixed(),
        Change::Faster => texts.compare_faster(),
        Change::Same => texts.compare_same(),
    }
}

/// What a change means.
pub(super) fn means(texts: Texts, change: Change) -> String {
    let (percent, length) = (LEAST_PERCENT.to_string(), texts.duration(LEAST_TICKS));
    match change {
        Change::NewlyFailing => texts.compare_newly_failing_means(),
        Change::Failing => texts.compare_failing_means(),
        Change::NewlyWarning => texts.compare_newly_warning_means(),
        Change::Undecided => texts.compare_undecided_means(),
        Change::NoLongerWarning => texts.compare_no_longer_warning_means(),
        Change::StillFailing => texts.compare_still_failing_means(),
        Change::Slower => texts.compare_slower_means(percent, length),
        Change::New => texts.compare_new_means(),
        Change::Gone => texts.compare_gone_means(),
        Change::Fixed => texts.compare_fixed_means(),
        Change::Faster => texts.compare_faster_means(percent, length),
        Change::Same => texts.compare_same_means(percent, length),
    }
}
