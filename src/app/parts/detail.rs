//! One item whole: its text as sent, its times to 100 ns, what was assumed, and its JSON as it came.

use leptos::prelude::*;

use super::status;
use super::text::lines;
use crate::app::actions::{self, pick};
use crate::app::reactive::{View, button, part, sign_button, text};
use crate::app::state::State;
use crate::format;
use crate::model::Timestamp;
use crate::timeline::Direction;

/// The panel for the selected item; nothing while none is selected.
pub(crate) fn detail(state: State) -> View<Option<AnyView>> {
    part(move || {
        let open = state.open;
        let idx = open.selection.get()?;
        open.revision.track();
        let shared = open.log.get();
        let log = shared.read().ok()?;
        pick::read_raw(state, idx);
        let when = |t: Option<Timestamp>| t.map_or_else(|| "not sent".to_owned(), |t| format::full(t, state.offset(t)));
        let end = if log.is_open(idx) { "open".to_owned() } else { when(log.end(idx)) };
        let length = log.ticks(idx).map_or_else(|| "open".to_owned(), format::exact_duration);
        let number = log.usn(idx).map_or_else(|| "–".to_owned(), format::count);
        let id = log.id(idx).map_or_else(|| "–".to_owned(), |id| format::shown(&id, 200).into_owned());
        let assumed: Vec<String> = log.assumptions(idx).map(|(_, words)| words.to_owned()).collect();
        let assumed = (!assumed.is_empty()).then(|| view! { <div class="detail__assumed">{lines(assumed)}</div> }.into_any());
        let title = log.text(idx).to_owned();
        let shown = if title.is_empty() { "(no text)".to_owned() } else { format::visible_lines(&title).into_owned() };
        let fact = |name: &'static str, value: String| view! { <dt>{name}</dt><dd class="text">{value}</dd> }.into_any();
        Some(view! {
            <aside class="detail" aria-label="Item">
                <div class="bar">
                    <span class="soft">{["item ", &number, " · "].concat()}</span>
                    {status::badge(log.status(idx).severity(), log.status_text(idx).to_owned())}
                    <span class="bar__end no-print">
                        {sign_button("‹", "Previous item", move || pick::jump(state, None, Direction::Previous))}
                        {sign_button("›", "Next item", move || pick::jump(state, None, Direction::Next))}
                        {sign_button("✕", "Close", move || pick::select(state, None))}
                    </span>
                </div>
                <h2 class="text">{shown}</h2>
                <dl>
                    {fact("Start", when(log.start(idx)))}
                    {fact("End", end)}
                    {fact("Length", length)}
                    {fact("Id", id)}
                </dl>
                {assumed}
                <div class="bar no-print">
                    {button("Copy text", move || actions::copy(state, title.clone(), "Text"))}
                    {button("Show in timeline", move || pick::zoom_to(state, idx))}
                </div>
                <details>
                    <summary>"As sent (JSON)"</summary>
                    <pre class="text">{text(move || open.raw.get())}</pre>
                </details>
            </aside>
        }
        .into_any())
    })
}
