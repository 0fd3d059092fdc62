//! One session: the answer on top, the timeline, the log of the same items, one item whole.

use leptos::prelude::*;

use crate::answers::failures;
use crate::answers::usual::{Usual, usual};
use crate::api::LoadState;
use crate::app::actions::{self, load};
use crate::app::parts::meter::{self, Controls};
use crate::app::parts::timeline::timeline;
use crate::app::parts::{detail, filters, log_table, status, text};
use crate::app::state::{Connection, Opened, State};
use crate::browser::fragment;
use crate::format;
use crate::model::{Assumption, Product, Session, SessionKind, Severity};
use crate::output::Completeness;
use crate::output::ticket::{self, Ticket};
use crate::route::Part;

/// The view.
pub(crate) fn session(state: State, theme: RwSignal<u32>) -> impl IntoView {
    let open = state.open;
    let controls = Controls { stop: load::stop_log, resume: load::resume_log, reload: load::reload_log };
    let counts = Signal::derive(move || {
        open.revision.track();
        open.log.read().read().map(|log| log.counts()).unwrap_or_default()
    });
    let hides = move |part: Part| state.route.read().params.hides(part);
    let has_picture = Memo::new(move |_| open.picture.read().is_some());
    view! {
        <section class="page__session bar" aria-label="Session">
            <div class="answer">
                {headline(state)}
                {meter::meter(
                    state,
                    open.load,
                    open.as_of,
                    ("item", "items"),
                    (!matches!(open.opened.get_untracked(), Opened::File(_))).then_some(controls),
                )}
            </div>
            <div class="bar__end no-print">
                <button type="button" on:click=move |_| copy_ticket(state)>"Copy for ticket"</button>
                <button type="button" on:click=move |_| actions::copy(state, fragment::address(), "Link")>"Copy link"</button>
            </div>
        </section>
        <Show when=move || !hides(Part::Summary)>{facts(state)}</Show>
        {meter::trouble(state, open.load, controls.resume)}
        {oddities(state)}
        <Show when=move || has_picture.get() && !hides(Part::Timeline)>
            {timeline(state, theme)}
        </Show>
        <div class="split" class:split--whole=move || open.selection.get().is_none() || hides(Part::Detail)>
            <Show when=move || !hides(Part::Table)>
                <section class="log" aria-label="Log">
                    <Show when=move || !hides(Part::Filter)>
                        <div class="bar log__tools no-print">
                            {filters::search_box(state, "Search the log")}
                            {filters::chips(state, counts)}
                            {kept_line(state)}
                        </div>
                    </Show>
                    {log_table::log_table(state)}
                </section>
            </Show>
            <Show when=move || open.selection.get().is_some() && !hides(Part::Detail)>
                {detail::detail(state)}
            </Show>
        </div>
    }
}

fn headline(state: State) -> impl IntoView {
    let open = state.open;
    move || {
        let name = match (open.session.get(), open.opened.get()) {
            (Some(session), _) => state.session_name(&session),
            (None, Opened::File(name)) => name,
            (None, _) => "Session".to_owned(),
        };
        let badge = open.session.get().map(|session| status::badge(session.status.severity(), text::plain(session.status_text())));
        view! { <h1 class="text">{text::plain(&name)}</h1> {badge} }
    }
}

/// When, how long, usually how long, and what failed.
fn facts(state: State) -> impl IntoView {
    let open = state.open;
    let span = move || {
        let session = open.session.get();
        let picture = open.picture.get();
        let start = session.as_ref().and_then(|s| s.start).or(picture.as_ref().map(|p| p.extent.start()))?;
        let runs = session.as_ref().is_some_and(|s| s.end.is_none() && s.status.is_running());
        let end = session.as_ref().and_then(|s| s.end).or(picture.as_ref().filter(|_| !runs).map(|p| p.extent.end()));
        let now = if runs { state.now.get() } else { state.now.get_untracked() };
        let length = format::duration(end.unwrap_or(now).since(start));
        Some(match end {
            Some(end) => view! {
                <span>{format::from_to(start, state.offset(start), end, state.offset(end))} " · " <b>{length}</b></span>
            }
            .into_any(),
            None => view! { <span>{format::date_time(start, state.offset(start))} " · runs for " <b>{length}</b></span> }.into_any(),
        })
    };
    let compared = move || {
        let session = open.session.get()?;
        let Opened::Session(kind, _) = open.opened.get() else { return None };
        let Usual { median_ticks, n, .. } = usual(&state.sessions(kind).rows.read(), &session)?;
        Some(format!("usually {} ({})", format::duration(median_ticks), format::counted(n, "run", "runs")))
    };
    let failures = move || {
        open.revision.track();
        let counts = open.log.read().read().map(|log| log.counts()).unwrap_or_default();
        let n = |severity: Severity| counts.get(severity as usize).copied().unwrap_or(0);
        let items = |n: u32, what: &str| format!("{} {what}", format::count(n));
        [(Severity::Failed, "failed"), (Severity::Warning, "with warnings"), (Severity::Running, "running")]
            .into_iter()
            .filter(|&(severity, _)| n(severity) > 0)
            .map(|(severity, what)| view! { <span class=status::class(severity)>{items(n(severity), what)}</span> })
            .collect_view()
    };
    let details = move || open.session.get().and_then(|session| session.details.as_deref().map(text::plain));
    view! {
        <p class="facts">
            {span} <span>{compared}</span> {failures} <span class="text">{details}</span>
        </p>
    }
}

/// What was odd in the data: counted, and listed on demand.
fn oddities(state: State) -> impl IntoView {
    let open = state.open;
    move || {
        let notices = open.notices.get();
        let shared = open.log.get();
        open.revision.track();
        let log = shared.read().ok()?;
        let assumed: Vec<String> = Assumption::ALL
            .into_iter()
            .filter_map(|(assumption, words)| {
                let n = log.n_assumed(assumption);
                (n > 0).then(|| format!("{}: {words}", format::counted(n, "item", "items")))
            })
            .collect();
        let n = notices.n_total();
        if n == 0 && assumed.is_empty() {
            return None;
        }
        let first = format!("Assumed or odd in this log: {}", format::count(n + assumed.len()));
        let more = (n > notices.kept().len()).then(|| format!("and {} more", format::count(n - notices.kept().len())));
        let rows: Vec<String> = notices.kept().iter().map(|notice| text::plain(&notice.to_string())).collect();
        Some(view! {
            <details class="notice notice--warn">
                <summary>{first}</summary>
                <ul>
                    {assumed.into_iter().chain(rows).chain(more).map(|line| view! { <li class="text">{line}</li> }).collect_view()}
                </ul>
            </details>
        })
    }
}

fn kept_line(state: State) -> impl IntoView {
    let open = state.open;
    move || {
        open.is_filtered.get().then(|| {
            open.revision.track();
            let n = open.log.read().read().map_or(0, |log| log.len());
            let line = format!("{} of {} loaded items", format::count(open.kept.read().len()), format::count(n));
            view! {
                <span class="soft" role="status">{line}</span>
                <button type="button" class="button--bare" on:click=move |_| actions::clear_filters(state)>"Clear"</button>
            }
        })
    }
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
    let link = fragment::address();
    let text = ticket::text(&Ticket {
        product: server.as_ref().map_or(Product::Vb365, |server| server.product),
        version: server.as_ref().map(|server| server.version),
        server_version: version.as_deref(),
        server: &from,
        kind,
        session: session.as_deref().unwrap_or(&unnamed),
        name: name.as_deref(),
        usual: session.as_deref().and_then(|session| usual(&state.sessions(kind).rows.read_untracked(), session)),
        log: Some(&log),
        groups: &groups,
        items: &selection,
        completeness: match open.load.get_untracked() {
            Some(LoadState::Complete { .. }) => Completeness::Complete,
            Some(LoadState::Doubtful { why, .. }) => Completeness::Partial(why),
            _ => Completeness::Partial("loading has not ended"),
        },
        zone: zone.name(),
        offset_at: &|t| zone.offset_at(t),
        now: state.now.get_untracked(),
        link: &link,
    });
    actions::copy(state, text, "Text for the ticket");
}
