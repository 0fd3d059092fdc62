//! A job over time: each run a point at its start and its length, with its result as shape and colour; the median, the lengths
//! that nine of ten runs have, and since when they are otherwise. The table below holds the same.

use std::sync::Arc;

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::{HtmlElement, KeyboardEvent};

use super::list::List;
use super::tools::Jobs;
use super::{Meter, Trouble};
use crate::answers::change::Sure;
use crate::answers::usual::Usual;
use crate::api::LoadState;
use crate::app::signals::memo;
use crate::app::store::Store;
use crate::app::ui::foreign::shown;
use crate::app::ui::show::Show;
use crate::app::ui::view;
use crate::app::ui::{MaybeLink, Term};
use crate::model::{SessionKind, Timestamp};
use crate::reader::{Reader, class, percent};
use crate::report::job::{Job, N_TELLING, Named, Point, Step};
use crate::route::Page;

/// The sign of a run that was tried again.
const AGAIN: &str = "↻";

/// The view of one job.
#[component]
pub(crate) fn JobOverTime() -> impl IntoView {
    let store = expect_context::<Store>();
    let texts = store.texts;
    let facts = store.desk.job;
    let title = Signal::derive(move || match &*facts.read() {
        Some(job) => shown(&job.name),
        None => texts.get().job_title(),
    });
    let named = memo(move || Named::by(&store.route.read()));
    let to_list = move || {
        let (route, named) = (store.route.read(), named.read());
        named.as_ref().map(|named| {
            let href = named.route(&route, Page::JobSessions).to_string();
            view! { <a href=href>{move || texts.get().job_its_sessions()}</a> }
        })
    };
    let is_unknown = move || facts.read().is_none();
    let none = move || {
        let is_loading = store.job_sessions.load.state.read().as_ref().is_none_or(LoadState::goes_on);
        if is_loading { texts.get().sessions_loading() } else { texts.get().job_none() }
    };
    view! {
        <section class="sessions job view" aria-label=title>
            <div class="bar">
                <h1 class="text">{title}</h1>
                {move || to_list()}
                <Meter kind=SessionKind::Job />
            </div>
            <Trouble kind=SessionKind::Job />
            <Show when=move || named.read().is_none()>
                <div class="bar">
                    <Jobs />
                </div>
            </Show>
            <Show when=is_unknown>
                <p class="soft">{move || none()}</p>
            </Show>
            <OverTime facts=facts reader=store.reader is_small=false />
            <Show when=move || named.read().is_some()>
                <List kind=SessionKind::Job title />
            </Show>
        </section>
    }
}

/// What is said of a job, and its picture; nothing of none.
#[component]
pub fn OverTime(
    /// What it shows.
    #[prop(into)]
    facts: Signal<Option<Arc<Job>>>,
    /// Who reads.
    #[prop(into)]
    reader: Signal<Arc<Reader>>,
    /// Whether the lengths alone are drawn.
    is_small: bool,
) -> impl IntoView {
    view! { {move || facts.get().map(|job| over_time(&job, &reader.read(), is_small))} }
}

fn over_time(job: &Job, reader: &Reader, is_small: bool) -> impl IntoView + use<> {
    let texts = reader.texts;
    let n = |n: usize| texts.count(n);
    let n_left = job.n_runs - job.runs.len();
    let left = (n_left > 0).then(|| view! { <span>{texts.job_left_out(n_left, n(n_left))}</span> });
    let whole = if job.is_all { texts.sessions_all_there_are() } else { texts.sessions_not_all_there_are() };
    let runs = [texts.common_runs(job.n_runs, n(job.n_runs)), ", ".into(), whole].concat();
    let usual = job.usual.map(|usual| {
        let p90 = usual.is_telling().then(|| texts.session_nine_of_ten(texts.duration(usual.p90_ticks)));
        let kind = job.kind.as_deref().map(|kind| [&*shown(kind), ": "].concat());
        view! {
            <span>
                {kind} <Term text=texts.usual(usual.parts()) definition=texts.session_usually_means() />
            </span>
            <span>{p90}</span>
        }
    });
    view! {
        <section class="report over-time">
            <p class="facts">
                <span>{runs}</span>
                {usual}
                {left}
            </p>
            {said_of_step(job, reader)}
            {(!job.runs.is_empty()).then(|| picture(job, reader, is_small))}
        </section>
    }
}

/// Since when it takes another time, and how sure that is; or that no step is to be seen.
fn said_of_step(job: &Job, reader: &Reader) -> AnyView {
    let texts = reader.texts;
    let Some(step) = &job.change else {
        let enough = job.n_compared >= N_TELLING;
        let n = texts.count(job.n_compared);
        let said = if enough { texts.job_no_step(n) } else { texts.job_too_few(job.n_compared, n) };
        return view! { <p class="soft">{said}</p> };
    };
    let change = &step.change;
    let [before, after] = [change.before, change.after].map(|(median, _)| texts.duration(median));
    let by = texts.count(change.percent().unsigned_abs());
    let said =
        if change.is_slower() { texts.job_slower(after, before, by) } else { texts.job_quicker(after, before, by) };
    let [n_before, n_after] = [change.before, change.after].map(|(_, n)| n);
    let of = texts.job_step_of(texts.count(n_before), n_after, texts.count(n_after));
    let sure = match change.sure {
        Sure::InHundred => texts.job_sure_hundred(),
        Sure::InThousand => texts.job_sure_thousand(),
    };
    let href = step.page.as_ref().map(|page| reader.link_to_session(page));
    let classes = if change.is_slower() { "notice notice--warn over-time__step" } else { "notice over-time__step" };
    view! {
        <p class=classes>
            {texts.job_since()} " " <MaybeLink href=href text=reader.moment_near(step.between.1) /> " " <b>{said}</b> " "
            <Term text=of definition=[sure, " ".into(), texts.job_step_means()].concat() />
        </p>
    }
}

/// Where things stand.
struct Frame<'a> {
    job: &'a Job,
    first: Timestamp,
    last: Timestamp,
    most_ticks: i64,
}

impl Frame<'_> {
    fn x(&self, t: Timestamp) -> String {
        percent(t.since(self.first), self.last.since(self.first))
    }

    fn y(&self, ticks: i64) -> String {
        percent(ticks, self.most_ticks)
    }
}

fn picture(job: &Job, reader: &Reader, is_small: bool) -> Option<impl IntoView + use<>> {
    let texts = reader.texts;
    let (first, last) = job.span()?;
    let frame = Frame { job, first, last, most_ticks: job.most(|run| run.ticks) };
    let n_points = job.runs.iter().filter(|run| run.ticks.is_some()).count();
    let points = job.runs.iter().filter(|run| run.ticks.is_some()).enumerate();
    let points = points.map(|(at, run)| point(run, &frame, at + 1 == n_points, reader)).collect_view();
    let day = |t: Timestamp| texts.date(t, reader.offset(t));
    let amounts = (!is_small).then(|| {
        let moved = job.has(|run| run.bytes).then(|| {
            let most = texts.bytes(job.most(|run| run.bytes));
            bars(&frame, texts.sessions_column_moved(), most, |run| run.bytes)
        });
        let objects = job.has(|run| run.objects).then(|| {
            let most = texts.count(job.most(|run| run.objects));
            bars(&frame, texts.sessions_column_objects(), most, |run| run.objects)
        });
        view! { {moved} {objects} }
    });
    let length = ends("plot__name", texts.common_length(), texts.duration(frame.most_ticks));
    let days = ends("plot__days", day(first), if last > first { day(last) } else { String::new() });
    Some(view! {
        <figure class=if is_small { "plot plot--small" } else { "plot" } aria-label=texts.job_lengths()>
            {length}
            <div class="plot__lengths" role="group" aria-label=texts.job_keys() on:keydown=|event| rove(&event)>
                <div class="plot__inner">{usual(&frame)} {points}</div>
            </div>
            {amounts} {days}
        </figure>
    })
}

/// What stands at both ends of a line; the points say it as well.
fn ends(class: &'static str, begin: String, end: String) -> AnyView {
    view! {
        <div class=class aria-hidden="true">
            <span>{begin}</span>
            <span>{end}</span>
        </div>
    }
}

/// What is drawn behind the points and below them: its class, and where it stands, as far as the style does not say.
fn mark(class: &'static str, left: Option<String>, width: Option<String>, rise: [Option<String>; 2]) -> AnyView {
    let [bottom, height] = rise;
    view! { <div class=class style:left=left style:width=width style:bottom=bottom style:height=height></div> }
}

/// The lengths that nine of ten runs have, and the median; where there is a step, the median before it and the one since, and
/// the step between.
fn usual(frame: &Frame<'_>) -> Vec<AnyView> {
    let mut marks = Vec::new();
    let telling = frame.job.usual.filter(Usual::is_telling);
    if let Some(usual) = telling {
        let height = percent(usual.p90_ticks - usual.least_ticks, frame.most_ticks);
        marks.push(mark("plot__band", None, None, [Some(frame.y(usual.least_ticks)), Some(height)]));
    }
    let line = |ticks: i64, from: Timestamp, to: Timestamp| {
        let width = percent(to.since(from), frame.last.since(frame.first));
        mark("plot__median", Some(frame.x(from)), Some(width), [Some(frame.y(ticks)), None])
    };
    match &frame.job.change {
        Some(Step { change, between: (before, since), .. }) => {
            let at = before.plus(since.since(*before) / 2);
            marks.push(line(change.before.0, frame.first, at));
            marks.push(line(change.after.0, at, frame.last));
            marks.push(mark("plot__step", Some(frame.x(at)), None, [None, None]));
        }
        None => marks.extend(telling.map(|usual| line(usual.median_ticks, frame.first, frame.last))),
    }
    marks
}

/// A run, which leads to its session. One of all takes the focus: the arrows lead to the others.
fn point(run: &Point, frame: &Frame<'_>, takes_focus: bool, reader: &Reader) -> impl IntoView + use<> {
    let (left, bottom) = (frame.x(run.start), frame.y(run.ticks.unwrap_or(0)));
    let href = run.page.as_ref().map(|page| reader.link_to_session(page));
    let spoken = spoken(run, reader);
    let again = (run.n_retries > 0).then(|| view! { <span class="plot__again">{AGAIN}</span> });
    view! {
        <a
            class=[class(run.outcome), " plot__run"].concat()
            href=href
            tabindex=if takes_focus { "0" } else { "-1" }
            style:left=left
            style:bottom=bottom
            data-tip=spoken.clone()
            aria-label=spoken
        >
            {run.outcome.symbol()}
            {again}
        </a>
    }
}

/// A run in words: when, how it ended, how long, how much.
fn spoken(run: &Point, reader: &Reader) -> String {
    let texts = reader.texts;
    let mut out = [&*reader.moment(run.start), ": ", &texts.severity(run.outcome)].concat();
    let n_retries = run.n_retries;
    let parts = [
        run.kind.as_deref().map(shown),
        (run.worst > run.outcome).then(|| texts.sessions_after_retry(texts.severity(run.worst))),
        (n_retries > 0).then(|| texts.job_retries(n_retries, texts.count(n_retries))),
        run.ticks.map(|ticks| texts.duration(ticks)),
        run.bytes.map(|bytes| texts.job_moved(texts.bytes(bytes))),
        run.objects.map(|n| texts.job_objects(n, texts.count(n))),
    ];
    for part in parts.into_iter().flatten() {
        out.extend([", ", &part]);
    }
    out
}

/// One bar for each run, below the points; what they say the points say as well.
fn bars(frame: &Frame<'_>, name: String, most: String, of: fn(&Point) -> Option<i64>) -> impl IntoView + use<> {
    let highest = frame.job.most(of);
    let bar = |run: &Point| {
        let height = percent(of(run)?, highest);
        Some(mark("plot__bar", Some(frame.x(run.start)), None, [None, Some(height)]))
    };
    view! {
        {ends("plot__name", name, most)}
        <div class="plot__bars" aria-hidden="true">
            <div class="plot__inner">{frame.job.runs.iter().filter_map(bar).collect_view()}</div>
        </div>
    }
}

/// The arrows lead from one run to the next, Home and End to the first and the last.
fn rove(event: &KeyboardEvent) {
    let Some(here) = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok()) else { return };
    let is_run = |node: &web_sys::Element| node.class_list().contains("plot__run");
    let all = || here.parent_element();
    let next = match event.key().as_str() {
        "ArrowRight" | "ArrowUp" => here.next_element_sibling(),
        "ArrowLeft" | "ArrowDown" => here.previous_element_sibling(),
        "Home" => all().and_then(|all| all.query_selector(".plot__run").ok().flatten()),
        "End" => all().and_then(|all| all.last_element_child()),
        _ => return,
    };
    event.prevent_default();
    let next = next.filter(is_run).and_then(|next| next.dyn_into::<HtmlElement>().ok());
    if let Some(next) = next {
        here.set_tab_index(-1);
        next.set_tab_index(0);
        // One that is there takes it.
        let _ = next.focus();
    }
}
