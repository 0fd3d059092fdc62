//! The log of a session: search and filters, and below them the table.

use leptos::prelude::*;

use super::log_table::LogTable;
use crate::app::signals::memo;
use crate::app::store::{self, Store, has_sessions, kind_of_items, pick};
use crate::app::ui::show::Show;
use crate::app::ui::view;
use crate::app::ui::{Button, Results, Search, SignButton, speak};
use crate::model::{Log as Items, TimeRange};
use crate::route::Part;
use crate::timeline::Direction;

/// The log.
#[component]
pub fn Log() -> impl IntoView {
    let store = expect_context::<Store>();
    let texts = store.texts;
    view! {
        <section class="log" aria-label=move || texts.get().session_log_and_filters()>
            <Show when=move || !store.route.read().params.hides(Part::Filter)>
                <Tools />
            </Show>
            <p class="print-only">{move || texts.get().session_on_paper()}</p>
            <LogTable />
        </section>
    }
}

/// Search and filters.
#[component]
fn Tools() -> impl IntoView {
    let store = expect_context::<Store>();
    let to_hit = move |is_back| {
        if store.open.hits.read_untracked().is_some() {
            pick::jump_to_hit(store, if is_back { Direction::Previous } else { Direction::Next });
        }
    };
    let counts = memo(move || {
        store.open.revision.track();
        let window = store.open.wanted.get().filter(|_| has_sessions(store));
        let counts = |log: &Items| match window {
            Some(window) => counts_in(store, log, window),
            None => log.counts(),
        };
        store.open.log.read().read().map(|log| counts(&log)).unwrap_or_default()
    });
    view! {
        <div class="bar log__tools no-print">
            <Search
                name=move || {
                    let texts = store.texts.get();
                    if has_sessions(store) { texts.sessions_search() } else { texts.session_search_log() }
                }
                value=move || store.route.read().params.q.clone().unwrap_or_default()
                on_input=move |text: String| store::set_query(store, &text)
                on_enter=Callback::new(to_hit)
            />
            <Results
                texts=store.texts
                counts=counts
                chosen=memo(move || store.route.read().params.status)
                on_toggle=move |severity| store::toggle_severity(store, severity)
            />
            <Kept />
            <Chosen />
        </div>
    }
}

/// How many items of each result run in a window.
fn counts_in(store: Store, log: &Items, window: TimeRange) -> [u32; 5] {
    let mut counts = [0; 5];
    let all: Vec<u32> = (0..).take(log.len()).collect();
    for idx in store::in_window(log, &all, window, store.open.picture) {
        if let Some(n) = counts.get_mut(log.status(idx).severity() as usize) {
            *n += 1;
        }
    }
    counts
}

/// How many rows are chosen, where more than the selected one are, and the way to take them along.
#[component]
fn Chosen() -> impl IntoView {
    let store = expect_context::<Store>();
    let (texts, chosen) = (store.texts, store.open.chosen);
    let has_several = move || chosen.read().len() > 1;
    let line = move || {
        let (texts, n) = (texts.get(), chosen.read().len());
        texts.session_chosen(n, texts.count(n))
    };
    speak(move || if has_several() { line() } else { String::new() });
    view! {
        <Show when=has_several>
            <div class="bar">
                <span class="soft">{move || line()}</span>
                <button
                    type="button"
                    title=move || texts.get().session_copy_rows_title()
                    on:click=move |_| store::copy_rows(store)
                >
                    {move || texts.get().session_copy_rows()}
                </button>
            </div>
        </Show>
    }
}

/// How many items pass the filters, and the ways from one to the next.
#[component]
fn Kept() -> impl IntoView {
    let store = expect_context::<Store>();
    let open = store.open;
    let texts = store.texts;
    let line = move || {
        open.revision.track();
        let n = open.log.read().read().map_or(0, |log| log.len());
        let texts = texts.get();
        texts.session_kept(texts.count(open.kept.read().len()), texts.count(n), kind_of_items(store))
    };
    let jump = move |direction| move |()| pick::jump_to_hit(store, direction);
    speak(move || if open.is_filtered.get() { line() } else { String::new() });
    view! {
        <Show when=move || open.is_filtered.get()>
            <div class="bar">
                <span class="soft">{move || line()}</span>
                <SignButton
                    face="‹"
                    title=move || texts.get().session_previous_hit(kind_of_items(store))
                    on_click=jump(Direction::Previous)
                />
                <SignButton
                    face="›"
                    title=move || texts.get().session_next_hit(kind_of_items(store))
                    on_click=jump(Direction::Next)
                />
                <Button name=move || texts.get().session_clear() on_click=move |()| store::clear_filters(store) />
            </div>
        </Show>
    }
}
