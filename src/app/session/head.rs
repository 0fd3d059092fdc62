//! What a session is called, how it ended, when it ran and for how long, and what was odd in its data.

use leptos::prelude::*;

use crate::app::signals::memo;
use crate::app::store::{Opened, Store};
use crate::app::ui::show::Show;
use crate::app::ui::view;
use crate::app::ui::{Badge, Lines, foreign};
use crate::model::era::plausible_length;
use crate::model::{SessionKind, TimeRange};
use crate::reader::{class, from_to, moment};
use crate::report::axis;
use crate::report::job::Named;
use crate::route::Page;

/// Its name and its result.
#[component]
pub fn Headline() -> impl IntoView {
    let store = expect_context::<Store>();
    let open = store.open;
    let name = move || {
        foreign::shown(&match (&*open.session.read(), &*open.opened.read()) {
            (Some(session), _) => store.session_name(session),
            (None, Opened::File(name)) => name.clone(),
            (None, _) => store.texts.get().common_session(),
        })
    };
    let badge = move || {
        open.session.get().map(|session| {
            let severity = session.status.severity();
            let word = move || store.texts.get().result_sent(severity, session.status_text());
            view! { <Badge class=class(severity) symbol=severity.symbol() word=Signal::derive(word) /> }
        })
    };
    view! {
        <div class="answer__name">
            <h1 class="text">{move || name()}</h1>
            {move || badge()}
        </div>
    }
}

/// When it ran, and for how long.
#[component]
pub fn Span() -> impl IntoView {
    let store = expect_context::<Store>();
    let span = memo(move || span(store).unwrap_or_default());
    view! { <b>{span}</b> }
}

fn span(store: Store) -> Option<String> {
    let texts = store.texts.get();
    let session = store.open.session.get();
    let extent = store.open.extent.get();
    let start = session.as_ref().and_then(|session| session.start).or(extent.map(TimeRange::start))?;
    let runs = session.as_ref().is_some_and(|session| session.end.is_none() && session.goes_on());
    let end = session.as_ref().and_then(|session| session.end);
    let end = end.or(extent.filter(|_| !runs).map(TimeRange::end));
    let now = if runs { store.now.get() } else { store.now.get_untracked() };
    let zone = store.zone.read();
    let length = plausible_length(end.unwrap_or(now.max(start)).since(start)).map(|ticks| texts.duration(ticks));
    Some(match (end, length) {
        (Some(end), Some(length)) => texts.session_span(from_to(texts, &zone, start, end), length),
        (None, Some(length)) => texts.session_runs_for(moment(texts, &zone, start), length),
        // As sent; a length of it would be made up.
        (Some(end), None) => from_to(texts, &zone, start, end),
        (None, None) => moment(texts, &zone, start),
    })
}

/// When it ran, what went wrong, and what the server says of it.
#[component]
pub fn Facts() -> impl IntoView {
    let store = expect_context::<Store>();
    let open = store.open;
    let counts = memo(move || {
        open.revision.track();
        open.log.read().read().map(|log| log.counts()).unwrap_or_default()
    });
    let problems = move || {
        let line = |(severity, words)| view! { <span class=class(severity)>{words}</span> };
        store.texts.get().problems(counts.get()).map(line).collect_view()
    };
    let details = move || {
        let session = open.session.read();
        session.as_ref().and_then(|session| session.details.as_deref().map(foreign::shown)).unwrap_or_default()
    };
    view! {
        <p class="facts">
            <Show when=move || !store.route.read().params.embed>
                <Span />
            </Show>
            <span class="facts">{move || problems()}</span>
            <span class="text">{move || details()}</span>
            {move || beside(store).map(|(then, job)| view! {
                <a class="no-print" href=then>{move || store.texts.get().axis_beside()}</a>
                {job.map(|job| view! { <a class="no-print" href=job>{move || store.texts.get().job_over_time()}</a> })}
            })}
        </p>
    }
}

/// The addresses of what ran at the same time, and of its job over time; nothing of a file, or without a start.
fn beside(store: Store) -> Option<(String, Option<String>)> {
    let Opened::Session(_, id) = store.open.opened.get() else { return None };
    let session = store.open.session.get()?;
    let start = session.start?;
    let end = start.plus(session.ticks(store.now.get_untracked()).unwrap_or(0).max(0));
    let range = axis::around(start, end);
    let mut route = store.route.read().to(Page::Axis).over(Some(range));
    route.params.item = Some(id);
    let job = (session.kind() == SessionKind::Job).then(|| Named::of(&session)).flatten();
    Some((route.to_string(), job.map(|job| job.route(&route, Page::Job).to_string())))
}

/// What was odd in the data, listed on demand.
#[component]
pub fn Oddities() -> impl IntoView {
    let store = expect_context::<Store>();
    let texts = store.texts;
    let notices = store.open.notices;
    let lines = move || {
        let (texts, notices) = (texts.get(), notices.get());
        let n_more = notices.n_total() - notices.kept().len();
        let mut lines: Vec<String> =
            notices.kept().iter().map(|notice| foreign::shown(&texts.notice(notice))).collect();
        lines.extend((n_more > 0).then(|| texts.common_and_more(texts.count(n_more))));
        lines
    };
    let count = move || {
        let texts = texts.get();
        texts.session_odd(texts.count(notices.read().n_total()))
    };
    view! {
        <Show when=move || notices.read().n_total() != 0>
            <details class="notice notice--warn">
                <summary>{move || count()}</summary>
                <Lines lines=lines />
            </details>
        </Show>
    }
}
