//! The strip of nights: one row for each job, one cell for each night, its result by colour, sign and word.

use std::sync::Arc;

use leptos::prelude::*;

use crate::answers::usual::Usual;
use crate::app::ui::view;
use crate::app::ui::{Badge, MaybeLink, Term};
use crate::format;
use crate::model::{Severity, Timestamp, UtcOffset};
use crate::reader::{LABEL_MAX_CHARS, Reader, class, percent};
use crate::report::axis;
use crate::report::glance::{Glance, JobAtGlance, Night, Pace, Run};
use crate::route::Page;
use crate::texts::Texts;

const DAY_TICKS: i64 = 864_000_000_000;
/// The sign where no run was.
const NO_RUN: &str = "·";
const LONG: &str = "↑";
const SHORT: &str = "↓";
const AGAIN: &str = "↻";

/// The strip, once its facts are there. Made anew where they or the reader are; Leptos keeps the elements that stay the same, and
/// with them focus and scrolling.
#[component]
pub fn Nights(
    /// What it shows.
    #[prop(into)]
    facts: Signal<Option<Arc<Glance>>>,
    /// Who reads.
    #[prop(into)]
    reader: Signal<Arc<Reader>>,
) -> impl IntoView {
    view! { {move || facts.get().map(|facts| strip(&facts, &reader.read()))} }
}

fn strip(facts: &Glance, reader: &Reader) -> impl IntoView + use<> {
    let texts = reader.texts;
    let last = facts.days.map(|(_, last)| last);
    let n_more = facts.n_jobs - facts.jobs.len();
    let more = (n_more > 0).then(|| view! { <p class="soft">{texts.sessions_more_jobs(texts.count(n_more))}</p> });
    view! {
        <section class="glance">
            <p class="facts">
                <span class="soft">{says_of(facts, texts)}</span>
                {counts(facts, texts)}
                {last.map(|day| view! { <a href=night_address(day, reader)>{texts.axis_last_night()}</a> })}
            </p>
            {facts.days.map(|days| table(facts, reader, days))}
            {more}
        </section>
    }
}

/// How many sessions there are, and whether that is all.
fn says_of(facts: &Glance, texts: Texts) -> String {
    let n = |n: usize| texts.count(n);
    let sessions = texts.sessions_loaded(facts.n_sessions, n(facts.n_sessions));
    let whole = if facts.is_all { texts.sessions_all_there_are() } else { texts.sessions_not_all_there_are() };
    [sessions, ", ".into(), whole, "; ".into(), texts.common_jobs(facts.n_jobs, n(facts.n_jobs))].concat()
}

/// How the runs ended; and why a list that counts every session has other figures.
fn counts(facts: &Glance, texts: Texts) -> impl IntoView + use<> {
    let n_retries = facts.n_sessions - facts.n_runs;
    let n_failed = facts.results.iter().find(|(severity, _)| *severity == Severity::Failed).map_or(0, |&(_, n)| n);
    let retries = (n_retries > 0).then(|| {
        let folded = texts.sessions_retries_folded(n_retries, texts.count(n_retries));
        if facts.is_assumed { [&folded, ", ", &texts.sessions_retries_assumed()].concat() } else { folded }
    });
    let n_sessions = facts.n_failed_sessions;
    let failed = (n_sessions != n_failed).then(|| {
        let runs = texts.common_runs(n_failed, texts.count(n_failed));
        texts.sessions_failed_folded(n_sessions, texts.count(n_sessions), runs)
    });
    let why = [retries, failed].into_iter().flatten().collect::<Vec<_>>().join("; ");
    let result = |&(severity, n): &(Severity, usize)| {
        let word = [&*texts.count(n), " ", &texts.severity(severity)].concat();
        view! { " " <Badge class=class(severity) symbol=severity.symbol() word=word /> }
    };
    view! {
        <span class="glance__counts">
            <Term
                text=texts.common_runs(facts.n_runs, texts.count(facts.n_runs))
                definition=texts.sessions_run_means()
            />
            {facts.results.iter().map(result).collect_view()}
            {(!why.is_empty()).then(|| view! { <span class="soft">" (" {why} ")"</span> })}
        </span>
    }
}

/// Moved both ways in a box of its own, which begins at the newest night.
fn table(facts: &Glance, reader: &Reader, (first, last): (i64, i64)) -> impl IntoView + use<> {
    let texts = reader.texts;
    // No column for what no job has.
    let has_failed = facts.jobs.iter().any(|job| job.n_failed > 0);
    let heads = [
        Some(("glance__job", texts.sessions_column_job())),
        has_failed.then(|| ("", texts.sessions_failed_in_a_row())),
        Some(("number", texts.sessions_usual_length())),
        Some(("", texts.sessions_last_good_run())),
    ];
    let heads = heads.into_iter().flatten().map(|(class, name)| view! { <th class=class scope="col">{name}</th> });
    let rows = facts.jobs.iter().map(|job| row(job, has_failed, reader, (first, last))).collect_view();
    view! {
        <div class="glance__strip">
            <table>
                <caption class="unseen">{texts.sessions_nights()}</caption>
                <thead>
                    <tr>
                        {heads.collect_view()}
                        {(first..=last).map(|day| heading(day, day == first, reader)).collect_view()}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

/// The heading of a day: its number, and the month where one begins. It leads to that night of all jobs on one axis.
fn heading(number: i64, is_first: bool, reader: &Reader) -> impl IntoView + use<> {
    let texts = reader.texts;
    let text = date(number, texts);
    let mut words = text.split(' ').skip(1).map(str::to_owned);
    let (of_month, month) = (words.next(), words.next().unwrap_or_default());
    let begins = is_first || midnight(number).civil(UtcOffset::UTC).day == 1;
    let month = begins.then(|| view! { " " <span class="glance__month">{month}</span> });
    view! {
        <th class="glance__date" scope="col" title=text.clone()>
            <a href=night_address(number, reader) aria-label=texts.axis_night_of(text.clone())>
                {of_month}
                {month}
            </a>
        </th>
    }
}

/// One night of all jobs on one axis.
fn night_address(day: i64, reader: &Reader) -> String {
    let night = axis::nights(&reader.zone, day, day);
    reader.route.to(Page::Axis).over(Some(night)).to_string()
}

fn row(job: &JobAtGlance, has_failed: bool, reader: &Reader, (first, last): (i64, i64)) -> impl IntoView + use<> {
    let usual_now = job.usual.first().map(|(_, usual)| usual).filter(|usual| usual.is_telling());
    let band = |ticks: fn(&Usual) -> i64| usual_now.map(|usual| percent(ticks(usual), job.scale_ticks));
    let texts = reader.texts;
    let cell = |day| match job.night(day) {
        Some(night) => view! { <td class="glance__day">{cell(night, job.scale_ticks, reader)}</td> },
        None => view! {
            <td class="glance__day">
                <span class="unseen">{texts.sessions_no_run()}</span>
                <span class="glance__none" aria-hidden="true">
                    {NO_RUN}
                </span>
            </td>
        },
    };
    view! {
        <tr style=("--lo", band(|usual| usual.median_ticks)) style=("--hi", band(|usual| usual.p90_ticks))>
            <th class="glance__job text" scope="row">
                <MaybeLink
                    href=job.named.as_ref().map(|named| named.route(&reader.route, Page::Job).to_string())
                    text=format::shown(&job.name, LABEL_MAX_CHARS)
                />
            </th>
            {has_failed.then(|| view! { <td class="glance__word">{(job.n_failed > 0).then(|| failed(job, reader))}</td> })}
            <td class="number">{usual(&job.usual, texts)}</td>
            <td class="glance__good">
                {match &job.last_good {
                    Some(run) => link(run, reader).into_any(),
                    None => texts.sessions_no_good_run().into_any(),
                }}
            </td>
            {(first..=last).map(cell).collect_view()}
        </tr>
    }
}

/// How many of the newest runs failed, and since when.
fn failed(job: &JobAtGlance, reader: &Reader) -> impl IntoView + use<> {
    let texts = reader.texts;
    let n = texts.count(job.n_failed);
    let in_a_row = if job.is_least { texts.sessions_in_a_row_least(n) } else { texts.sessions_in_a_row(n) };
    view! {
        <span class=class(Severity::Failed)>
            <span class="status__shape" aria-hidden="true">
                {Severity::Failed.symbol()}
            </span>
        </span>
        <Term text=in_a_row definition=texts.sessions_in_a_row_means() />
        {job.since.map(|since| texts.sessions_since(reader.moment_near(since)))}
    }
}

/// The median of the newest kind of run, since a row is one line high; on demand each kind, its nine of ten and how many.
fn usual(usual: &[(Option<String>, Usual)], texts: Texts) -> Option<impl IntoView + use<>> {
    let (_, newest) = usual.first()?;
    let mut means = String::new();
    for (kind, usual) in usual {
        if let Some(kind) = kind {
            means.extend([&*format::shown(kind, LABEL_MAX_CHARS), ": "]);
        }
        means.push_str(&if usual.is_telling() {
            let [median, nine_of_ten] = [usual.median_ticks, usual.p90_ticks].map(|ticks| texts.duration(ticks));
            texts.sessions_from_to(median, nine_of_ten, usual.n, texts.count(usual.n))
        } else {
            few(usual, texts)
        });
        means.push_str(". ");
    }
    means.push_str(&texts.sessions_usual_means());
    let length = if newest.is_telling() { texts.duration(newest.median_ticks) } else { few(newest, texts) };
    Some(view! { <Term text=length definition=means /> })
}

/// Lengths of which there are too few to call one usual.
fn few(usual: &Usual, texts: Texts) -> String {
    texts.usual(usual.parts())
}

/// When a run began, which leads to it.
fn link(run: &Run, reader: &Reader) -> impl IntoView + use<> {
    let start = run.start.map(|start| reader.moment_near(start));
    match &run.session {
        Some(page) => view! { <a href=reader.link_to_session(page)>{start}</a> },
        None => view! { <span>{start}</span> },
    }
}

fn cell(night: &Night, scale_ticks: i64, reader: &Reader) -> impl IntoView + use<> {
    let spoken = spoken(night, reader.texts);
    let pace = match night.pace {
        Pace::Long => Some(LONG),
        Pace::Short => Some(SHORT),
        Pace::Usual => None,
    };
    let pace = pace.map(|sign| view! { <span class="glance__pace">{sign}</span> });
    let again = (night.worst > night.outcome).then(|| view! { <span class="glance__retry">{AGAIN}</span> });
    view! {
        <a
            class=[class(night.outcome), " glance__night"].concat()
            href=night.place.route(&reader.route).to_string()
            data-tip=spoken.clone()
            aria-label=spoken
            style=("--h", night.ticks.map(|ticks| percent(ticks, scale_ticks)))
        >
            {night.outcome.symbol()}
            {pace}
            {again}
        </a>
    }
}

/// A cell in words: date, result, length against usual, how many sessions.
fn spoken(night: &Night, texts: Texts) -> String {
    let mut out = [&*date(night.day, texts), ": ", &texts.severity(night.outcome)].concat();
    let pace = match night.pace {
        Pace::Long => Some(texts.sessions_much_longer()),
        Pace::Short => Some(texts.sessions_much_shorter()),
        Pace::Usual => None,
    };
    let n = night.n_sessions;
    let parts = [
        (night.worst > night.outcome).then(|| texts.sessions_after_retry(texts.severity(night.worst))),
        night.ticks.map(|ticks| texts.duration(ticks)),
        night.usual_ticks.map(|ticks| texts.sessions_usually(texts.duration(ticks))),
        pace,
        (n > 1).then(|| texts.common_sessions(n, texts.count(n))),
    ];
    for part in parts.into_iter().flatten() {
        out.push_str(", ");
        out.push_str(&part);
    }
    out
}

fn midnight(day: i64) -> Timestamp {
    Timestamp::from_ticks(day.saturating_mul(DAY_TICKS))
}

fn date(day: i64, texts: Texts) -> String {
    texts.date(midnight(day), UtcOffset::UTC)
}
