//! The answer on top of a session: a few sentences and the right rows, each one click from its items.

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::ui::view;
use crate::app::ui::{Badge, MaybeLink, Term};
use crate::format;
use crate::model::{Session, Severity};
use crate::output::ticket::Seen;
use crate::reader::class;
use crate::reader::{LABEL_MAX_CHARS, Reader, phase_name};
use crate::report::summary as facts;
use crate::report::summary::{KnownNoise, Others, Pace, Piece, Problem};
use crate::route::Page;
use crate::texts::Texts;

/// The most kinds of problem that are listed before somebody asks for all.
const N_PROBLEMS_SHOWN: usize = 6;

/// What is done about known noise.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum OfNoise {
    /// The problem of this set is harmless.
    Harmless(String),
    /// It is shown all the same, or hidden again.
    Show(bool),
    /// Its rules are saved as a file.
    Save,
}

/// The answer, as soon as it is known.
#[component]
pub fn Summary(
    /// What it says.
    #[prop(into)]
    facts: Signal<Option<Arc<facts::Summary>>>,
    /// Who reads.
    #[prop(into)]
    reader: Signal<Arc<Reader>>,
    /// Does something about known noise.
    #[prop(into)]
    on_noise: Callback<OfNoise>,
) -> impl IntoView {
    let answer = move || {
        let (facts, reader) = (facts.get()?, reader.get());
        Some(view! {
            <div class="summary">
                <p class="facts">{compared(&facts, &reader)} {took_longest(&facts, &reader)}</p>
                {problems(&facts, &reader, on_noise)}
                {facts.noise.map(|noise| known_noise(noise, reader.texts, on_noise))}
                {outside(&facts, &reader)}
                {assumed(&facts, &reader)}
            </div>
        })
    };
    view! { <div class="report">{move || answer()}</div> }
}

/// Its length against the usual one, and the runs before.
fn compared(facts: &facts::Summary, reader: &Reader) -> impl IntoView + use<> {
    let texts = reader.texts;
    let usual = facts.usual.map(|usual| {
        let usually = texts.usual(usual.parts());
        let nine_of_ten = usual.is_telling().then(|| {
            let p90 = texts.session_nine_of_ten(texts.duration(usual.p90_ticks));
            view! {
                <span>
                    <Term text=p90 definition=texts.session_nine_of_ten_means() />
                </span>
            }
        });
        view! {
            <span>
                <Term text=usually definition=texts.session_usually_means() />
            </span>
            {nine_of_ten}
        }
    });
    let pace = facts.pace.map(|pace| {
        view! { <b class=(pace == Pace::Long).then_some("is-long")>{pace.say(texts)}</b> }
    });
    let compare = facts.compare.clone().map(|[before, this]| {
        let href = reader.route.to(Page::Compare(before, this)).to_string();
        view! { <a href=href>{texts.session_compare_with_previous()}</a> }
    });
    view! { {usual} {pace} {in_a_row(&facts.others, texts)} {compare} {good_runs(&facts.others, reader)} }
}

/// How many runs in a row failed up to this one, or right before it.
fn in_a_row(others: &Others, texts: Texts) -> Option<impl IntoView + use<>> {
    let n = texts.count(others.n_failed);
    let text = match (others.has_failed, others.n_failed) {
        (true, 0 | 1) | (false, 0) => return None,
        (true, _) if others.is_least => texts.session_failed_at_least(n),
        (true, _) => texts.session_failed_in_a_row(n),
        (false, n_before) => texts.session_failed_before(n_before, n),
    };
    let class = others.has_failed.then_some("is-long");
    Some(view! { <b class=class>{text}</b> })
}

/// The good runs before and after one that failed.
fn good_runs(others: &Others, reader: &Reader) -> impl IntoView + use<> {
    let texts = reader.texts;
    let link = |text: String, run: &Session| {
        let href = reader.session_route(run, None).map(|route| route.to_string());
        view! { <span>{text} <MaybeLink href=href text=reader.began(run) /></span> }
    };
    let before = others.good_before.as_ref().map(|run| link(texts.session_last_good_run(), run));
    let n_after = others.n_failed_after;
    let failed = (n_after > 0).then(|| view! { <b>{texts.session_failed_since(n_after, texts.count(n_after))}</b> });
    let after = others.good_after.as_ref().map(|run| link(texts.session_good_since(), run));
    view! { {before} {failed} {after} }
}

/// The phase and the object that took longest.
fn took_longest(facts: &facts::Summary, reader: &Reader) -> impl IntoView + use<> {
    let texts = reader.texts;
    let phase = facts.longest_phase.map(|(phase, ticks)| {
        let href = reader.link_to_set(&["phase.", phase.word()].concat());
        view! {
            <span>
                {texts.session_longest_phase()} <a href=href>{phase_name(texts, phase)}</a> ", "
                <Term text=texts.duration(ticks) definition=texts.session_longest_phase_means() />
            </span>
        }
    });
    let object = facts.longest_object.as_ref().map(|(label, set, ticks)| {
        let label = format::shown(label, LABEL_MAX_CHARS).into_owned();
        view! {
            <span>
                {texts.session_longest_object()} <a class="text" href=reader.link_to_set(set)>
                    {label}
                </a> ", " <Term text=texts.duration(*ticks) definition=texts.session_longest_object_means() />
            </span>
        }
    });
    view! { {phase} {object} }
}

/// What went wrong, in groups.
fn problems(facts: &facts::Summary, reader: &Reader, on_noise: Callback<OfNoise>) -> Option<impl IntoView + use<>> {
    let texts = reader.texts;
    let (first, more) = facts.problems.split_at(facts.problems.len().min(N_PROBLEMS_SHOWN));
    let [n_failures, n_warnings] = facts.n_kinds;
    let kinds = [
        (n_failures > 0).then(|| texts.session_kinds_of_failure(n_failures, texts.count(n_failures))),
        (n_warnings > 0).then(|| texts.session_kinds_of_warning(n_warnings, texts.count(n_warnings))),
    ];
    let mut caption = texts.session_wrong(kinds.into_iter().flatten().collect::<Vec<_>>().join(", "));
    if facts.is_looking {
        caption = [&caption, " · ", &texts.session_looking()].concat();
    }
    let n_more = (n_failures + n_warnings).saturating_sub(N_PROBLEMS_SHOWN);
    let table = |caption, problems: &[Problem]| {
        let rows = problems.iter().map(|problem| row(problem, facts, reader, on_noise)).collect_view();
        table(caption, texts, rows)
    };
    let n_left_out = (n_failures + n_warnings).saturating_sub(facts.problems.len());
    let more = (n_more > 0).then(|| {
        let left_out = (n_left_out > 0).then(|| view! { <p>{texts.common_and_more(texts.count(n_left_out))}</p> });
        view! {
            <details>
                <summary>{texts.session_more_kinds(texts.count(n_more))}</summary>
                {table(texts.session_more_wrong(), more)}
                {left_out}
            </details>
        }
    });
    (!first.is_empty()).then(|| {
        view! {
            <div class="wrong">
                {table(caption, first)} {more}
            </div>
        }
    })
}

fn table<V: IntoView>(caption: String, texts: Texts, rows: V) -> impl IntoView + use<V> {
    let columns = [
        texts.common_result(),
        texts.session_column_items(),
        texts.session_column_message(),
        texts.session_column_when(),
        texts.session_column_since(),
        texts.session_column_noise(),
    ];
    view! {
        <div class="scroll-x">
            <table class="problems">
                <caption>{caption}</caption>
                <thead class="unseen">
                    <tr>{columns.map(|name| view! { <th scope="col">{name}</th> }).collect_view()}</tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn row(
    problem: &Problem,
    facts: &facts::Summary,
    reader: &Reader,
    on_noise: Callback<OfNoise>,
) -> impl IntoView + use<> {
    let texts = reader.texts;
    let severity = problem.severity;
    let set = problem.set.clone();
    let of_objects = (problem.n_objects > 1)
        .then(|| [" · ", &texts.session_objects(problem.n_objects, texts.count(problem.n_objects))].concat());
    let since = problem.seen.map(|seen| match seen {
        Seen::New => view! { <b class="is-long">{texts.session_new_since()}</b> },
        Seen::Runs(n) => texts.session_runs_in_a_row(texts.count(n)).into_any(),
        Seen::AtLeast(n) => texts.session_runs_at_least(texts.count(n)).into_any(),
    });
    // A failure is never noise of one click.
    let harmless = (severity == Severity::Warning).then(|| {
        view! {
            <button type="button" class="chip" on:click=move |_| on_noise.run(OfNoise::Harmless(set.clone()))>
                {texts.session_harmless()}
            </button>
        }
    });
    view! {
        <tr>
            <td>
                <Badge class=class(severity) symbol=severity.symbol() word=texts.severity(severity) />
            </td>
            <td class="number">{["×", &texts.count(problem.n)].concat()}</td>
            <td class="text">
                <a href=reader.link_to_set(&problem.set)>{message(problem)}</a>
                {of_objects}
            </td>
            <td class="when">{when(problem, facts, reader)}</td>
            <td class="since">{since}</td>
            <td class="no-print">{harmless}</td>
        </tr>
    }
}

/// What a problem says, with what differs from item to item marked, cut to what a row can show.
fn message(problem: &Problem) -> impl IntoView + use<> {
    let mut n_left = LABEL_MAX_CHARS;
    let piece = |piece: &Piece| {
        let text = format::shown(&piece.text, n_left.max(1)).into_owned();
        let is_in_view = n_left > 0;
        n_left = n_left.saturating_sub(piece.text.chars().count());
        let piece = is_in_view.then_some((text, piece.differs))?;
        Some(if piece.1 {
            view! { <var>{piece.0}</var> }
        } else {
            piece.0.into_any()
        })
    };
    problem.pieces.iter().filter_map(piece).collect_view()
}

/// From the first to the last of a problem; the day only where it is not that of the session's start, or of what stands before.
fn when(problem: &Problem, facts: &facts::Summary, reader: &Reader) -> String {
    let Some(first) = problem.first else { return String::new() };
    let mut out = reader.time_of_day(first, facts.began.unwrap_or(first));
    if let Some(last) = problem.last.filter(|&last| last != first) {
        let last = reader.time_of_day(last, first);
        if last != out {
            out.extend([" – ", &last]);
        }
    }
    out
}

/// How much is hidden because a rule says that it is harmless.
fn known_noise(noise: KnownNoise, texts: Texts, on_noise: Callback<OfNoise>) -> impl IntoView {
    let KnownNoise { n, n_failed, is_shown } = noise;
    let (text, face) = if is_shown {
        (texts.session_noise_shown(n, texts.count(n)), texts.session_noise_hide())
    } else {
        (texts.session_noise_hidden(n, texts.count(n)), texts.session_noise_show())
    };
    let failed = (n_failed > 0).then(|| {
        let failed = texts.session_noise_failed(n_failed, texts.count(n_failed));
        view! { <b class="is-long">{[&failed, ". "].concat()}</b> }
    });
    view! {
        <p class="notice">
            {text} {failed}
            <button type="button" on:click=move |_| on_noise.run(OfNoise::Show(!is_shown))>
                {face}
            </button>
            <button type="button" on:click=move |_| on_noise.run(OfNoise::Save)>
                {texts.session_noise_save()}
            </button>
        </p>
    }
}

/// Items that lie outside the session's own times.
fn outside(facts: &facts::Summary, reader: &Reader) -> Option<impl IntoView + use<>> {
    let (texts, n) = (reader.texts, facts.n_outside);
    (n > 0).then(|| {
        let href = reader.link_to_set("outside");
        view! {
            <p class="notice notice--warn">
                <a href=href>{texts.session_outside(n, texts.count(n))}</a>
                " "
                {texts.session_outside_means()}
            </p>
        }
    })
}

/// What was assumed about items, since the server did not say.
fn assumed(facts: &facts::Summary, reader: &Reader) -> Option<impl IntoView + use<>> {
    let texts = reader.texts;
    let line = |&(assumption, n)| {
        let href = reader.link_to_set(&["odd.", &(assumption as u8).to_string()].concat());
        view! {
            <li>
                <a href=href>{texts.common_items(n, texts.count(n))}</a>
                ": "
                {texts.assumption(assumption)}
            </li>
        }
    };
    let n = facts.assumed.len();
    (n > 0).then(|| {
        view! {
            <details class="notice notice--warn">
                <summary>{texts.session_assumed(texts.count(n))}</summary>
                <ul>{facts.assumed.iter().map(line).collect_view()}</ul>
            </details>
        }
    })
}
