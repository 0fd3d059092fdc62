//! One item whole: its text as sent, its times to 100 ns, what was assumed, and its JSON as it came.

use super::status;
use super::text::lines;
use crate::app::actions::{self, pick};
use crate::app::dom::{El, button, div, el, el_of, plain, sign_button, span};
use crate::app::state::State;
use crate::format;
use crate::model::Timestamp;
use crate::timeline::Direction;

/// The panel for the selected item; nothing while none is selected.
pub(crate) fn detail(state: State) -> Option<El> {
    let open = state.open;
    let idx = open.selection.get()?;
    open.revision.track();
    let shared = open.log.get();
    let log = shared.read().ok()?;
    pick::read_raw(state, idx);
    let when = |t: Option<Timestamp>| t.map_or_else(|| "not sent".to_owned(), |t| format::full(t, state.offset(t)));
    let or_open = |text: Option<String>| text.unwrap_or_else(|| "open".to_owned());
    let end = if log.is_open(idx) { or_open(None) } else { when(log.end(idx)) };
    let number = log.usn(idx).map_or_else(|| "–".to_owned(), format::count);
    let id = log.id(idx).map_or_else(|| "–".to_owned(), |id| format::shown(&id, 200).into_owned());
    let facts = [
        ("Start", when(log.start(idx))),
        ("End", end),
        ("Length", or_open(log.ticks(idx).map(format::exact_duration))),
        ("Id", id),
    ];
    let facts = facts.into_iter().flat_map(|(name, value)| [plain("dt", name), el_of("dd", "text").text(&value)]);
    let assumed: Vec<String> = log.assumptions(idx).map(|(_, words)| words.to_owned()).collect();
    let assumed = (!assumed.is_empty()).then(|| div("detail__assumed").child(lines(assumed)));
    let title = format::visible_lines(log.text(idx)).into_owned();
    let shown = if title.is_empty() { "(no text)" } else { &title };
    let tools = span("bar__end no-print", "").children([
        sign_button("‹", "Previous item", move || pick::jump(state, None, Direction::Previous)),
        sign_button("›", "Next item", move || pick::jump(state, None, Direction::Next)),
        sign_button("✕", "Close", move || pick::select(state, None)),
    ]);
    let head = div("bar")
        .child(span("soft", &["item ", &number, " · "].concat()))
        .child(status::badge(log.status(idx).severity(), log.status_text(idx)))
        .child(tools);
    let heading = el_of("h2", "text").text(shown);
    // What is scrolled has to be reached by keyboard.
    let heading = if shown.len() > 300 { heading.attr("tabindex", "0") } else { heading };
    let buttons = div("bar no-print")
        .child(button("Copy text", move || actions::copy(state, title.clone(), "Text")))
        .child(button("Show in timeline", move || pick::zoom_to(state, idx)));
    let raw = el("details")
        .child(plain("summary", "As sent (JSON)"))
        .child(el_of("pre", "text").text_with(move || open.raw.get()));
    let panel = el_of("aside", "detail").attr("aria-label", "Item").child(head).child(heading);
    Some(panel.child(el("dl").children(facts)).children(assumed).child(buttons).child(raw))
}
