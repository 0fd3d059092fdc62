//! One session: the answer on top, the timeline, the log of the same items, one item whole.

use leptos::prelude::*;

use crate::answers::failures;
use crate::answers::usual::{Usual, usual};
use crate::api::LoadState;
use crate::app::actions::{self, load};
use crate::app::parts::meter::{self, Controls};
use crate::app::parts::text::{lines, plain};
use crate::app::parts::timeline::timeline;
use crate::app::parts::{detail, filters, log_table, status};
use crate::app::reactive::{Value, View, button, part, text, when};
use crate::app::state::{Connection, Opened, State};
use crate::format;
use crate::model::{Assumption, Product, Session, SessionKind, Severity, TimeRange};
use crate::output::Completeness;
use crate::output::ticket::{self, Ticket};
use crate::route::Part;

/// The view.
pub(crate) fn session(state: State, theme: Value<u32>) -> AnyView {
    let open = state.open;
    let controls = Controls { stop: load::stop_log, resume: load::resume_log, reload: load::reload_log };
    let counts = move || {
        open.revision.track();
        open.log.read().read().map(|log| log.counts()).unwrap_or_default()
    };
    let shows = move |part: Part| move || !state.route.read().params.hides(part);
    let is_file = matches!(*open.opened.peek(), Opened::File(_));
    let has_picture = move || open.picture.read().is_some() && !state.route.read().params.hides(Part::Timeline);
    let split = text(move || {
        let is_whole = open.selection.get().is_none() || state.route.read().params.hides(Part::Detail);
        if is_whole { "split split--whole" } else { "split" }.to_owned()
    });
    view! {
        <section class="bar" aria-label="Session">
            <div class="answer">
                {part(move || Some(headline(state)))}
                {meter::meter(state, open.load, ("item", "items"), (!is_file).then_some(controls))}
            </div>
            <div class="bar__end no-print">
                {button("Copy for ticket", move || copy_ticket(state))}
                {button("Copy link", move || actions::copy(state, actions::address(), "Link"))}
            </div>
        </section>
        {when(shows(Part::Summary), move || facts(state))}
        {meter::trouble(state, open.load, controls.resume)}
        {oddities(state)}
        {when(has_picture, move || timeline(state, theme))}
        <div class=split>
            {when(shows(Part::Table), move || {
                view! {
                    <section class="log" aria-label="Log">
                        {when(shows(Part::Filter), move || {
                            view! {
                                <div class="bar log__tools no-print">
                                    {filters::search_box(state, "Search the log")}
                                    {filters::chips(state, counts)}
                                    {kept_line(state)}
                                </div>
                            }
                            .into_any()
                        })}
                        {log_table::log_table(state)}
                    </section>
                }
                .into_any()
            })}
            {when(shows(Part::Detail), move || detail::detail(state).into_any())}
        </div>
    }
    .into_any()
}

fn headline(state: State) -> AnyView {
    let open = state.open;
    let name = match (&*open.session.read(), &*open.opened.read()) {
        (Some(session), _) => state.session_name(session),
        (None, Opened::File(name)) => name.clone(),
        (None, _) => "Session".to_owned(),
    };
    let badge = open.session.get().map(|session| {
        status::badge(session.status.severity(), plain(session.status_word.as_deref().unwrap_or(session.status.word())))
    });
    view! { <h1 class="text">{plain(&name)}</h1> {badge} }.into_any()
}

/// When, how long, usually how long, and what failed.
fn facts(state: State) -> AnyView {
    let open = state.open;
    let failures = part(move || {
        open.revision.track();
        let shared = open.log.get();
        let log = shared.read().ok()?;
        let counts = [(Severity::Failed, " failed"), (Severity::Warning, " with warnings"), (Severity::Running, " running")]
            .into_iter()
            .filter(|&(severity, _)| log.count(severity) > 0)
            .map(|(severity, what)| {
                let words = format::count(log.count(severity)) + what;
                view! { <span class=status::class(severity)>{words}</span> }.into_any()
            })
            .collect::<Vec<_>>();
        Some(counts.into_any())
    });
    let details = text(move || {
        open.session.read().as_ref().and_then(|session| session.details.as_deref().map(plain)).unwrap_or_default()
    });
    view! {
        <p class="facts">
            <b>{text(move || span(state).unwrap_or_default())}</b>
            <span>{text(move || compared(state).unwrap_or_default())}</span>
            {failures}
            <span class="text">{details}</span>
        </p>
    }
    .into_any()
}

fn span(state: State) -> Option<String> {
    let session = state.open.session.get();
    let extent = state.open.picture.read().as_ref().map(|picture| picture.extent);
    let start = session.as_ref().and_then(|s| s.start).or(extent.map(TimeRange::start))?;
    let runs = session.as_ref().is_some_and(|s| s.end.is_none() && s.status.is_running());
    let end = session.as_ref().and_then(|s| s.end).or(extent.filter(|_| !runs).map(TimeRange::end));
    let now = if runs { state.now.get() } else { state.now.get_untracked() };
    let length = format::duration(end.unwrap_or(now).since(start));
    Some(match end {
        Some(end) => format!("{} · {length}", format::from_to(start, state.offset(start), end, state.offset(end))),
        None => format!("{} · runs for {length}", format::date_time(start, state.offset(start))),
    })
}

fn compared(state: State) -> Option<String> {
    let session = state.open.session.get()?;
    let Opened::Session(kind, _) = state.open.opened.get() else { return None };
    let Usual { median_ticks, n, .. } = usual(&state.sessions(kind).rows.read(), &session)?;
    Some(format!("usually {} ({})", format::duration(median_ticks), format::counted(n, "run", "runs")))
}

/// What was odd in the data: counted, and listed on demand.
fn oddities(state: State) -> View<Option<AnyView>> {
    let open = state.open;
    part(move || {
        let notices = open.notices.get();
        open.revision.track();
        let shared = open.log.get();
        let log = shared.read().ok()?;
        let mut rows: Vec<String> = Assumption::ALL
            .into_iter()
            .map(|(assumption, words)| (log.n_assumed(assumption), words))
            .filter(|&(n, _)| n > 0)
            .map(|(n, words)| [&format::counted(n, "item", "items"), ": ", words].concat())
            .collect();
        let (n, n_kept) = (notices.n_total(), notices.kept().len());
        if n == 0 && rows.is_empty() {
            return None;
        }
        let first = "Assumed or odd in this log: ".to_owned() + &format::count(n + rows.len());
        rows.extend(notices.kept().iter().map(|notice| plain(&notice.to_string())));
        rows.extend((n > n_kept).then(|| format!("and {} more", format::count(n - n_kept))));
        Some(view! {
            <details class="notice notice--warn">
                <summary>{first}</summary>
                {lines(rows)}
            </details>
        }
        .into_any())
    })
}

fn kept_line(state: State) -> View<Option<AnyView>> {
    let open = state.open;
    part(move || {
        if !open.is_filtered.get() {
            return None;
        }
        open.revision.track();
        let n = open.log.read().read().map_or(0, |log| log.len());
        let line = format!("{} of {} loaded items", format::count(open.kept.read().len()), format::count(n));
        Some(view! {
            <span class="soft" role="status">{line}</span>
            {button("Clear", move || actions::clear_filters(state))}
        }
        .into_any())
    })
}

fn copy_ticket(state: State) {
    let open = state.open;
    let shared = open.log.get_untracked();
    let Ok(log) = shared.read() else { return };
    let unnamed = Session::new("");
    let session = open.session.get_untracked();
    let name = session.as_ref().map(|session| state.session_name(session));
    let server = match state.connection.get_untracked() {
        Connection::Server(server) => Some(server),
        _ => None,
    };
    let (from, kind) = match (open.opened.get_untracked(), &server) {
        (Opened::File(name), _) => (format!("saved file {name}"), SessionKind::Job),
        (Opened::Session(kind, _), Some(server)) => (server.origin.to_string(), kind),
        (Opened::Session(kind, _), None) => ("sample data".to_owned(), kind),
        (Opened::Nothing, _) => return,
    };
    let groups = failures::groups(&log);
    let selection: Vec<u32> = open.selection.get_untracked().into_iter().collect();
    let version = state.product_version.get_untracked();
    let zone = state.zone.get_untracked();
    let link = actions::address();
    let words = ticket::text(&Ticket {
        product: server.as_ref().map_or(Product::Vb365, |server| server.product),
        version: server.as_ref().map(|server| server.version),
        server_version: version.as_deref(),
        server: &from,
        kind,
        session: session.as_deref().unwrap_or(&unnamed),
        name: name.as_deref(),
        usual: session.as_deref().and_then(|session| usual(&state.sessions(kind).rows.peek(), session)),
        log: Some(&log),
        groups: &groups,
        items: &selection,
        completeness: match open.load.state.get_untracked() {
            Some(LoadState::Complete { .. }) => Completeness::Complete,
            Some(LoadState::Doubtful { why, .. }) => Completeness::Partial(why),
            _ => Completeness::Partial("loading has not ended"),
        },
        zone: zone.name(),
        offset_at: &|t| zone.offset_at(t),
        now: state.now.get_untracked(),
        link: &link,
    });
    actions::copy(state, words, "Text for the ticket");
}
