//! The two runs as a whole: which they are, what became of their steps, and how they are aligned.

use leptos::prelude::*;

use super::steps::{means, word};
use super::{Choice, Now};
use crate::app::signals::memo;
use crate::app::ui::each::each;
use crate::app::ui::view;
use crate::app::ui::{Badge, MaybeLink, Term};
use crate::format;
use crate::model::{Id, Session};
use crate::reader::{LABEL_MAX_CHARS, Reader, class};
use crate::report::compare::{Offered, Runs, Side};
use crate::route::Page;
use crate::texts::Texts;

/// What the two are called.
pub(super) const LETTERS: [&str; 2] = ["A", "B"];

/// Why logs may not be all there is.
#[component]
pub(super) fn Doubts(now: Now) -> impl IntoView {
    let one = |doubt: &String, texts: Texts| {
        let text = texts.compare_not_whole(doubt);
        view! { <p class="notice notice--warn">{text}</p> }
    };
    view! { {move || now.of(|runs, reader| runs.doubts.iter().map(|doubt| one(doubt, reader.texts)).collect_view())} }
}

/// The heading, and what can be done with all of it.
#[component]
pub(super) fn Title(now: Now, on_copy: Callback<()>) -> impl IntoView {
    let texts = now.texts;
    let swap = move || {
        let href = now.of(|runs, reader| ids(runs).map(|[a, b]| address(reader, &b, &a)))?;
        Some(view! {
            <a class="button no-print" href=href>
                {texts.get().compare_swap()}
            </a>
        })
    };
    view! {
        <div class="bar">
            <h1>{move || texts.get().compare_heading()}</h1>
            {move || swap()}
            <button type="button" class="no-print" on:click=move |_| on_copy.run(())>
                {move || texts.get().compare_copy_as_text()}
            </button>
        </div>
    }
}

/// The ids of the two.
fn ids(runs: &Runs) -> Option<[Id; 2]> {
    match &*runs.sides {
        [a, b] => Some([a.session.id.clone()?, b.session.id.clone()?]),
        _ => None,
    }
}

fn address(reader: &Reader, a: &Id, b: &Id) -> String {
    reader.route.to(Page::Compare(a.clone(), b.clone())).to_string()
}

/// Other runs to compare B with.
#[component]
pub(super) fn Others(now: Now) -> impl IntoView {
    let one = |run: &Session, runs: &Runs, reader: &Reader| {
        let href = run.id.as_ref().zip(ids(runs)).map(|(id, [_, b])| address(reader, id, &b));
        view! { <li>{badge(run, reader.texts)} <MaybeLink href=href text=reader.began(run) /></li> }
    };
    view! {
        <details class="no-print">
            <summary>{move || now.texts.get().compare_with_another()}</summary>
            <ul class="list">
                {move || now.of(|runs, reader| runs.others.iter().map(|run| one(run, runs, reader)).collect_view())}
            </ul>
        </details>
    }
}

/// How a session ended.
fn badge(session: &Session, texts: Texts) -> impl IntoView + use<> {
    let severity = session.status.severity();
    let word = texts.result_sent(severity, session.status_text());
    view! { <Badge class=class(severity) symbol=severity.symbol() word=word /> }
}

/// A row for each of the two.
#[component]
pub(super) fn Totals(now: Now) -> impl IntoView {
    let columns: [Column; 8] = [
        (None, |t| t.compare_column_run()),
        (None, |t| t.common_session()),
        (None, |t| t.common_start()),
        (None, |t| t.common_result()),
        (NUMBER, |t| t.common_length()),
        (NUMBER, |t| t.compare_column_items()),
        (NUMBER, |t| t.result_failed()),
        (NUMBER, |t| t.result_warning()),
    ];
    let rows = move || {
        now.of(|runs, reader| {
            LETTERS.into_iter().zip(&runs.sides).map(|(letter, side)| total(letter, side, reader)).collect_view()
        })
    };
    view! {
        <div class="scroll-x">
            <table class="compare__totals">
                <caption class="unseen">{move || now.texts.get().compare_runs()}</caption>
                <Columns now=now columns=columns.into() />
                <tbody>{move || rows()}</tbody>
            </table>
        </div>
    }
}

/// The class of a column of numbers.
pub(super) const NUMBER: Option<&str> = Some("number");

/// A column: its class and its name.
pub(super) type Column = (Option<&'static str>, fn(Texts) -> String);

/// The heads of a table.
#[component]
pub(super) fn Columns(now: Now, columns: Vec<Column>) -> impl IntoView {
    let head = move |(class, name): Column| {
        view! {
            <th class=class scope="col">
                {move || name(now.texts.get())}
            </th>
        }
    };
    view! {
        <thead>
            <tr>{columns.into_iter().map(head).collect_view()}</tr>
        </thead>
    }
}

fn total(letter: &'static str, side: &Side, reader: &Reader) -> impl IntoView + use<> {
    let texts = reader.texts;
    let href = reader.session_route(&side.session, None).map(|route| route.to_string());
    let name = format::shown(&side.name, LABEL_MAX_CHARS);
    let length = match side.ticks.map(|ticks| texts.duration(ticks)) {
        Some(length) if side.is_running => texts.sessions_so_far(length),
        length => length.unwrap_or_else(|| "–".to_owned()),
    };
    view! {
        <tr>
            <th scope="row">{letter}</th>
            <td>
                <MaybeLink href=href text=name />
            </td>
            <td class="when">{reader.began(&side.session)}</td>
            <td>{badge(&side.session, texts)}</td>
            <td class="number">{length}</td>
            <td class="number">{texts.count(side.n_items)}</td>
            <td class="number">{texts.count(side.n_failed)}</td>
            <td class="number">{texts.count(side.n_warnings)}</td>
        </tr>
    }
}

/// B against A in one line.
#[component]
pub(super) fn Sum(now: Now) -> impl IntoView {
    view! { <p class="compare__sum">{move || now.of(|runs, reader| Some(sum(runs, reader)))}</p> }
}

fn sum(runs: &Runs, reader: &Reader) -> impl IntoView + use<> {
    let texts = reader.texts;
    // What goes on has no length to set beside another.
    let length = match &*runs.sides {
        [Side { ticks: Some(a), is_running: false, .. }, Side { ticks: Some(b), is_running: false, .. }] => {
            Some(reader.difference(b.saturating_sub(*a)))
        }
        _ => None,
    };
    let against = length.map(|length| (texts.compare_against(length), texts.compare_against_means()));
    let changes = runs.groups.iter().map(|group| {
        let text = [&*texts.count(group.n), " ", &word(texts, group.change)].concat();
        (text, means(texts, group.change))
    });
    let parts = against.into_iter().chain(changes).enumerate().map(|(nth, (text, means))| {
        let joint = if nth > 0 { ", " } else { "" };
        view! { {joint} <Term text=text definition=means /> }
    });
    view! {
        {parts.collect_view()}
        ". "
        <Term text=texts.compare_matched() definition=texts.compare_matched_means() />
    }
}

/// Buttons: by start, or by a kind of work that both have; and whether what is usual is shown.
#[component]
pub(super) fn Align(now: Now, on_choose: Callback<Choice>) -> impl IntoView {
    let texts = now.texts;
    let is_by_start = now.has(|runs| !runs.kinds.iter().any(|kind| kind.is_chosen));
    let shows_usual = now.has(|runs| runs.n_usual.is_some());
    let kinds = move || now.of(|runs, _| runs.kinds.clone());
    let kind = move |Offered { set, label, .. }: Offered| {
        let name = format::shown(&label, LABEL_MAX_CHARS).into_owned();
        let of = set.clone();
        let is_chosen = memo(move || now.of(|runs, _| runs.kinds.iter().any(|kind| kind.is_chosen && kind.set == of)));
        view! {
            <Toggle is_on=is_chosen on_click=move |()| on_choose.run(Choice::Align(Some(set.clone())))>
                {move || texts.get().compare_align_kind(&name)}
            </Toggle>
        }
    };
    let usual = move || {
        let n = now.of(|runs, _| runs.n_usual)?;
        let texts = texts.get();
        let runs = texts.compare_usual_runs(n, texts.count(n));
        Some(view! { <Term text=runs definition=texts.compare_usual_means() /> })
    };
    view! {
        <div class="bar compare__align no-print" role="group" aria-label=move || texts.get().compare_align()>
            <span class="soft">{move || texts.get().compare_aligned_by()}</span>
            <Toggle is_on=is_by_start on_click=move |()| on_choose.run(Choice::Align(None))>
                {move || texts.get().compare_align_start()}
            </Toggle>
            {each(kinds, |kind| kind.set.clone().into(), kind)}
            <Toggle is_on=shows_usual on_click=move |()| on_choose.run(Choice::Usual(!shows_usual.get_untracked()))>
                {move || texts.get().compare_usual_show()}
            </Toggle>
            {move || usual()}
        </div>
    }
}

/// A button that is pressed while something is chosen.
#[component]
fn Toggle(is_on: Memo<bool>, #[prop(into)] on_click: Callback<()>, children: Children) -> impl IntoView {
    view! {
        <button type="button" aria-pressed=move || is_on.get().to_string() on:click=move |_| on_click.run(())>
            {children()}
        </button>
    }
}
