//! One item whole: its text as sent, its times to 100 ns, what was assumed, and its JSON as it came.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::status;
use crate::app::actions::{self, pick};
use crate::app::state::State;
use crate::browser::files;
use crate::format;
use crate::timeline::Direction;
use crate::wire;

/// The longest JSON of one item that is read for showing.
const MAX_RAW_BYTES: u32 = 256 * 1024;

/// The panel for the selected item.
pub(crate) fn detail(state: State) -> impl IntoView {
    let open = state.open;
    let raw = RwSignal::new(None::<String>);
    Effect::new(move || {
        raw.set(None);
        if let Some(idx) = open.selection.get() {
            read_raw(state, idx, raw);
        }
    });
    view! {
        <aside class="detail" aria-label="Item">
            {move || {
                let idx = open.selection.get()?;
                open.revision.track();
                let shared = open.log.get();
                let log = shared.read().ok()?;
                let when = |t: Option<crate::model::Timestamp>| {
                    t.map_or_else(|| "not sent".to_owned(), |t| format::full(t, state.offset(t)))
                };
                let end = if log.is_open(idx) { "open".to_owned() } else { when(log.end(idx)) };
                let length = log.ticks(idx).map_or_else(|| "open".to_owned(), format::exact_duration);
                let number = log.usn(idx).map_or_else(|| "–".to_owned(), format::count);
                let assumed = log.assumptions(idx).map(|(_, words)| view! { <p class="detail__assumed">{words}</p> }).collect_view();
                let title = log.text(idx).to_owned();
                let shown = format::visible_lines(&title).into_owned();
                Some(view! {
                    <div class="bar">
                        <span class="soft">{format!("item {number} · ")}</span>
                        {status::badge(log.status(idx).severity(), log.status_text(idx).to_owned())}
                        <span class="bar__end no-print">
                            <button type="button" aria-label="Previous item" title="Previous item (↑)" on:click=move |_| pick::jump(state, None, Direction::Previous)>"‹"</button>
                            <button type="button" aria-label="Next item" title="Next item (↓)" on:click=move |_| pick::jump(state, None, Direction::Next)>"›"</button>
                            <button type="button" aria-label="Close" title="Close (Esc)" on:click=move |_| pick::select(state, None)>"✕"</button>
                        </span>
                    </div>
                    <h2 class="text">{shown}</h2>
                    <dl>
                        <dt>"Start"</dt><dd>{when(log.start(idx))}</dd>
                        <dt>"End"</dt><dd>{end}</dd>
                        <dt>"Length"</dt><dd>{length}</dd>
                        <dt>"Id"</dt><dd class="text">{log.id(idx).map_or_else(|| "–".to_owned(), |id| format::shown(&id, 200).into_owned())}</dd>
                    </dl>
                    {assumed}
                    <div class="bar no-print">
                        <button type="button" on:click=move |_| actions::copy(state, title.clone(), "Text")>"Copy text"</button>
                        <button type="button" on:click=move |_| pick::zoom_to(state, idx)>"Show in timeline"</button>
                    </div>
                })
            }}
            <details>
                <summary>"As sent (JSON)"</summary>
                <pre class="text">{move || raw.get().unwrap_or_else(|| "reading …".to_owned())}</pre>
            </details>
        </aside>
    }
}

/// Reads an item's JSON from where the browser keeps the pages that came.
fn read_raw(state: State, idx: u32, raw: RwSignal<Option<String>>) {
    let open = state.open;
    let shared = open.log.get_untracked();
    let Some((source, begin, next)) = shared.read().ok().and_then(|log| log.raw_span(idx)) else { return };
    let Some(blob) = open.sources.with_value(|sources| sources.get(source).cloned()) else {
        raw.set(Some("What was sent is not kept any more.".to_owned()));
        return;
    };
    spawn_local(async move {
        let end = next.unwrap_or(u32::MAX).min(begin.saturating_add(MAX_RAW_BYTES));
        let bytes = files::read(&blob, f64::from(begin), f64::from(end)).await.unwrap_or_default();
        if open.selection.get_untracked() == Some(idx) {
            raw.set(Some(format::visible_lines(&wire::pretty(&bytes)).into_owned()));
        }
    });
}
