//! One session: the answer on top, the timeline, the log of the same items, one item whole.

use crate::app::dom::{El, button, div, el, el_of, sign_button};
use crate::app::parts::meter::{self, Controls};
use crate::app::parts::text::{lines, plain};
use crate::app::parts::timeline::timeline;
use crate::app::parts::{detail, filters, log_table, report, status};
use crate::app::session::export::Export;
use crate::app::session::work::Work;
use crate::app::store::said::said;
use crate::app::store::{self, file, load, pick};
use crate::app::store::{Opened, Store};
use crate::format;
use crate::model::TimeRange;
use crate::route::Part;
use crate::timeline::Direction;
use leptos::prelude::*;

/// The view.
pub(crate) fn session(store: Store, theme: RwSignal<u32>) -> El {
    let open = store.open;
    let shows = move |part: Part| move || !store.route.read().params.hides(part);
    let is_file = matches!(*open.opened.read_untracked(), Opened::File(_));
    let controls = if is_file {
        Controls { stop: file::stop, resume: file::resume, reload: None }
    } else {
        Controls { stop: load::stop_log, resume: load::resume_log, reload: Some(load::reload_log) }
    };
    let has_picture = move || open.picture.read().is_some() && !store.route.read().params.hides(Part::Timeline);
    let split = move || {
        let is_whole = open.selection.get().is_none() || store.route.read().params.hides(Part::Detail);
        Some(if is_whole { "split split--whole" } else { "split" }.to_owned())
    };
    let is_embedded = move || store.route.read().params.embed;
    // Whatever is hidden in a portal, result, span, count and age stay.
    let span = move || el("b").say_with(move || span(store).unwrap_or_default());
    let answer = div("answer").part(move || Some(headline(store))).when(is_embedded, span).child(meter::meter(
        store,
        open.load,
        ("item", "items"),
        controls,
    ));
    let buttons = div("bar__end no-print")
        .child(button("Copy for ticket", move || store::copy_ticket(store)))
        .child(button("Copy link", move || store::copy(store, store::address(), store::Copied::Link)));
    let log = move || {
        el_of("section", "log")
            .attr_said("aria-label", "Log and filters")
            .when(shows(Part::Filter), move || log_tools(store))
            .child(el_of("p", "print-only").say("On paper stand the rows that were in view; CSV has all of them."))
            .child(log_table::log_table(store))
    };
    let below = div("split").attr_with("class", split).when(shows(Part::Table), log).when(
        move || open.selection.get().is_some() && !store.route.read().params.hides(Part::Detail),
        move || detail::detail(store),
    );
    div("view")
        .child(el_of("section", "bar").attr_said("aria-label", "Session").child(answer).child(buttons))
        .when(shows(Part::Summary), move || facts(store))
        .when(shows(Part::Summary), move || report::report(store, "report", store.desk.summary))
        .part(move || meter::trouble(store, open.load, controls.resume))
        .part(move || oddities(store))
        .when(has_picture, move || timeline(store, theme))
        .when(shows(Part::Summary), || div("old").view(Work()))
        .when(shows(Part::Summary), || div("old").view(Export()))
        .child(below)
}

fn log_tools(store: Store) -> El {
    let open = store.open;
    let counts = move || {
        open.revision.track();
        open.log.read().read().map(|log| log.counts()).unwrap_or_default()
    };
    div("bar log__tools no-print")
        .child(filters::search_box(store, "Search the log"))
        .part(move || Some(filters::chips(store, counts())))
        .part(move || kept_line(store))
}

fn headline(store: Store) -> El {
    let open = store.open;
    let name = match (&*open.session.read(), &*open.opened.read()) {
        (Some(session), _) => store.session_name(session),
        (None, Opened::File(name)) => name.clone(),
        (None, _) => said("Session"),
    };
    let badge = open.session.get().map(|s| status::badge(s.status.severity(), s.status_text()));
    div("answer__name").child(el_of("h1", "text").text(&plain(&name))).children(badge)
}

/// When, how long, usually how long, and what failed.
fn facts(store: Store) -> El {
    let open = store.open;
    let details = move || {
        open.session.read().as_ref().and_then(|session| session.details.as_deref().map(plain)).unwrap_or_default()
    };
    el_of("p", "facts")
        .when(
            move || !store.route.read().params.embed,
            move || el("b").say_with(move || span(store).unwrap_or_default()),
        )
        .part(move || problems(store))
        .child(el_of("span", "text").text_with(details))
}

fn problems(store: Store) -> Option<El> {
    store.open.revision.track();
    let shared = store.open.log.get();
    let log = shared.read().ok()?;
    Some(status::with_problems(el_of("span", "facts"), log.counts()))
}

fn span(store: Store) -> Option<String> {
    let session = store.open.session.get();
    let extent = store.open.extent.get();
    let start = session.as_ref().and_then(|s| s.start).or(extent.map(TimeRange::start))?;
    let runs = session.as_ref().is_some_and(|s| s.end.is_none() && s.status.is_running());
    let end = session.as_ref().and_then(|s| s.end).or(extent.filter(|_| !runs).map(TimeRange::end));
    let now = if runs { store.now.get() } else { store.now.get_untracked() };
    let length = format::duration(end.unwrap_or(now.max(start)).since(start));
    Some(match end {
        Some(end) => format!("{} · {length}", format::from_to(start, store.offset(start), end, store.offset(end))),
        None => format!("{} · runs for {length}", format::date_time(start, store.offset(start))),
    })
}

/// What was odd in the data, listed on demand.
fn oddities(store: Store) -> Option<El> {
    let notices = store.open.notices.get();
    let (n, n_kept) = (notices.n_total(), notices.kept().len());
    if n == 0 {
        return None;
    }
    let first = "Odd in this log: ".to_owned() + &format::count(n);
    let mut rows: Vec<String> = notices.kept().iter().map(|notice| plain(&notice.to_string())).collect();
    rows.extend((n > n_kept).then(|| format!("and {} more", format::count(n - n_kept))));
    Some(el_of("details", "notice notice--warn").child(el("summary").say(&first)).child(lines(rows)))
}

fn kept_line(store: Store) -> Option<El> {
    let open = store.open;
    if !open.is_filtered.get() {
        return None;
    }
    open.revision.track();
    let n = open.log.read().read().map_or(0, |log| log.len());
    let line = format!("{} of {} loaded items", format::count(open.kept.read().len()), format::count(n));
    let clear = button("Clear", move || store::clear_filters(store));
    let hits = [
        sign_button("‹", "Previous item found", move || pick::jump_to_hit(store, Direction::Previous)),
        sign_button("›", "Next item found", move || pick::jump_to_hit(store, Direction::Next)),
    ];
    Some(div("bar").child(el_of("span", "soft").attr("role", "status").say(&line)).children(hits).child(clear))
}
