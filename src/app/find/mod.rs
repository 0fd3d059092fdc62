//! An object, by a part of its name, in the recent sessions of all jobs.

mod object;
mod progress;

use std::sync::Arc;

use leptos::prelude::*;
use web_sys::Element;

use crate::answers::objects::ObjectKind;
use crate::app::signals::{effect, memo};
use crate::app::store::answers::{go_on_with_search, stop_search};
use crate::app::store::progress::{Controls, Obstacle as Trouble, Progress};
use crate::app::store::{self, Store, copy_view, load};
use crate::app::ui::each::each;
use crate::app::ui::show::Show;
use crate::app::ui::view;
use crate::app::ui::{Meter, Obstacle, Search};
use crate::format;
use crate::model::SessionKind;
use crate::reader::{LABEL_MAX_CHARS, Reader};
use crate::report::find::{Found, More, Named};
use crate::texts::Texts;
use object::OneObject;
use progress::{Missed, Searched};

/// What is done about a search.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum OfSearch {
    /// No more logs are looked through for now.
    Stop,
    /// It goes on, with older sessions where it has ended.
    GoOn,
}

/// The view.
#[component]
pub(crate) fn Find() -> impl IntoView {
    let store = expect_context::<Store>();
    let texts = store.texts;
    let trouble = Trouble::of(store, store.job_sessions.load, controls().resume);
    let act = move |what| match what {
        OfSearch::Stop => stop_search(store),
        OfSearch::GoOn => go_on_with_search(store),
    };
    let field = NodeRef::<leptos::html::Input>::new();
    effect(move || {
        let route = store.route.read_untracked();
        // Whoever comes here to look for something can write at once. A page around keeps its focus.
        if let Some(field) = field.get().filter(|_| route.params.q.is_none() && !route.params.embed) {
            let _ = field.focus();
        }
    });
    view! {
        <section class="view" aria-label=move || texts.get().find_title()>
            <div class="bar">
                <h1>{move || texts.get().find_title()}</h1>
                <Loaded />
            </div>
            <Obstacle
                texts=texts
                told=trouble.told
                button=trouble.button
                on_click=trouble.act
                on_copy=trouble.copy
            />
            <div class="bar find__bar no-print">
                <Search
                    name=move || texts.get().find_search()
                    value=move || store.route.read().params.q.clone().unwrap_or_default()
                    on_input=move |text: String| store::set_query(store, &text)
                    node=field
                />
            </div>
            <Objects
                facts=store.desk.found
                reader=store.reader
                on_act=act
                on_copy=move |part: Element| copy_view(store, &part)
            />
        </section>
    }
}

fn controls() -> Controls {
    Controls {
        stop: |store| load::stop_sessions(store, SessionKind::Job),
        resume: |store| load::resume_sessions(store, SessionKind::Job),
        reload: None,
    }
}

/// How many sessions are loaded.
#[component]
fn Loaded() -> impl IntoView {
    let store = expect_context::<Store>();
    let rows = |texts: Texts, n: usize| texts.common_sessions(n, texts.count(n));
    let progress = Progress::of(store, store.job_sessions.load, rows, controls());
    view! {
        <Meter
            texts=store.texts
            line=progress.line
            as_of=progress.as_of
            button=progress.button
            on_click=progress.act
            follows=progress.follows
            has_failed=progress.has_failed
            on_follow=progress.toggle
        />
    }
}

/// What was found so far, and who reads it.
#[derive(Clone, Copy)]
struct Now {
    facts: Signal<Option<Arc<Found>>>,
    reader: Signal<Arc<Reader>>,
    texts: Memo<Texts>,
}

impl Now {
    /// Something of what was found, said; nothing before anything was asked.
    fn of<T: Default>(self, say: impl FnOnce(&Found, &Reader) -> T) -> T {
        self.facts.read().as_deref().map(|found| say(found, &self.reader.read())).unwrap_or_default()
    }

    /// Something of it; told only where it has changed.
    fn memo<T: Default + PartialEq + Send + Sync + 'static>(self, what: fn(&Found) -> T) -> Memo<T> {
        memo(move || self.facts.read().as_deref().map(what).unwrap_or_default())
    }
}

/// A session by its job and its start.
fn session(named: &Named, reader: &Reader) -> String {
    [&*format::shown(&named.name, LABEL_MAX_CHARS), ", ", &reader.began(&named.session)].concat()
}

/// What a search has found so far. While logs come one after the other each object keeps its place on screen, and what was
/// opened in it.
#[component]
pub fn Objects(
    /// What was found.
    #[prop(into)]
    facts: Signal<Option<Arc<Found>>>,
    /// Who reads.
    #[prop(into)]
    reader: Signal<Arc<Reader>>,
    /// Stops the search, or goes on with it.
    #[prop(into)]
    on_act: Callback<OfSearch>,
    /// Copies this part of the page as text.
    #[prop(into)]
    on_copy: Callback<Element>,
) -> impl IntoView {
    let texts = memo(move || reader.read().texts);
    let now = Now { facts, reader, texts };
    let is_there = memo(move || facts.read().is_some());
    let is_empty = now.memo(|found| found.objects.is_empty());
    let has_missed = now.memo(|found| !found.missed.is_empty());
    let objects = now.memo(|found| {
        found.objects.iter().map(|object| (object.kind, object.name.clone())).collect::<Vec<(ObjectKind, String)>>()
    });
    let more = now.memo(|found| found.more);
    let part = NodeRef::<leptos::html::Div>::new();
    let copy = move |_| {
        if let Some(part) = part.get_untracked() {
            on_copy.run(part.into());
        }
    };
    let copy = move || {
        view! {
            <button type="button" class="no-print" on:click=copy>
                {move || texts.get().find_copy_as_text()}
            </button>
        }
    };
    let left_out = move || {
        let texts = texts.get();
        let line = match more.get() {
            More::None => return None,
            More::Objects(n) => texts.find_more(texts.count(n)),
            More::Than(n) => texts.find_more_than(texts.count(n)),
        };
        Some(view! { <p class="soft">{line}</p> })
    };
    view! {
        <div class="report" node_ref=part>
            <Show when=move || is_there.get()>
                <section class="find">
                    <Searched now=now on_act=on_act />
                    <Show when=move || has_missed.get()>
                        <Missed now=now />
                    </Show>
                    <Show when=move || is_empty.get() fallback=copy>
                        <p class="empty">{move || now.of(nothing)}</p>
                    </Show>
                    {each(
                        move || objects.get(),
                        |(kind, name)| [&(*kind as u8).to_string(), " ", name].concat().into(),
                        move |(kind, name)| view! { <OneObject now=now kind=kind name=name /> },
                    )}
                    {move || left_out()}
                </section>
            </Show>
        </div>
    }
}

/// What is said where nothing was found.
fn nothing(found: &Found, reader: &Reader) -> String {
    let texts = reader.texts;
    let query = format::shown(&found.query, LABEL_MAX_CHARS);
    if query.is_empty() {
        texts.find_write()
    } else if found.progress.goes_on() {
        texts.find_nothing_yet(query)
    } else {
        texts.find_nothing(query)
    }
}
