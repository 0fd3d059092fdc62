//! One session: the answer on top, the timeline, the log of the same items, one item whole.

pub mod export;
pub mod head;
pub mod item;
pub mod log;
pub mod log_table;
mod machines;
mod panels;
mod paper;
pub mod summary;
mod timeline;
pub mod work;

use leptos::prelude::*;

use crate::api::{Doubt, LoadState};
use crate::app::signals::memo;
use crate::app::store::answers::{call_harmless, show_noise};
use crate::app::store::progress::{Controls, Obstacle as Trouble, Progress};
use crate::app::store::{self, Opened, Store, file, load, save};
use crate::app::ui::show::Show;
use crate::app::ui::view;
use crate::app::ui::{Button, Meter, Obstacle};
use crate::report::export::FileKind;
use crate::route::Part;
use crate::texts::Texts;
use head::{Facts, Headline, Oddities, Span};
pub(crate) use log::Log;
use machines::MachinesLine;
use panels::Panels;
use summary::{OfNoise, Summary};
pub(crate) use timeline::Timeline;

/// The view of the open session.
#[component]
pub fn Session() -> impl IntoView {
    let store = expect_context::<Store>();
    let open = store.open;
    let texts = store.texts;
    let is_hidden = move |part: Part| store.route.read().params.hides(part);
    let has_summary = move || !is_hidden(Part::Summary);
    let has_picture = move || open.picture.read().is_some() && !is_hidden(Part::Timeline);
    let has_item = move || open.selection.get().is_some() && !is_hidden(Part::Detail);
    // One that has nothing wrong is told in whole lines. (`:has` in the style would cost a look at every element, again and again.)
    let has_problems = move || store.desk.summary.read().as_ref().is_some_and(|facts| !facts.problems.is_empty());
    let has_problems = memo(has_problems);
    let has_panels = memo(move || [has_summary(), has_summary(), has_item()]);
    let controls = controls(store);
    paper::open_answers();
    let trouble = Trouble::of(store, open.load, controls.resume);
    view! {
        <div class=VIEW>
            <div class=move || if has_problems.get() { "top-part" } else { "top-part top-part--even" }>
            <section class="bar" aria-label=move || texts.get().common_session()>
                <div class="answer">
                    <Headline />
                    // Whatever is hidden in a portal, result, span, count and age stay.
                    <Show when=move || store.route.read().params.embed>
                        <Span />
                    </Show>
                    <Loaded controls=controls />
                </div>
                <div class="bar__end no-print">
                    <Button
                        name=move || texts.get().session_copy_for_ticket()
                        on_click=move |()| store::copy_ticket(store)
                    />
                    <Button
                        name=move || texts.get().session_copy_link()
                        on_click=move |()| store::copy(store, store::address(), |texts: Texts| texts.common_copied_link())
                    />
                </div>
            </section>
            <Show when=has_summary>
                <Facts />
                <Answer />
            </Show>
            </div>
            <Obstacle
                texts=texts
                told=trouble.told
                button=trouble.button
                on_click=trouble.act
                on_copy=trouble.copy
            />
            <Oddities />
            <Lacking />
            <MachinesLine />
            <div class="desk">
                <Panels has=has_panels />
                <div class="desk__main">
                    <Show when=has_picture>
                        <Timeline />
                    </Show>
                    <Show when=move || !is_hidden(Part::Table)>
                        <Log />
                    </Show>
                </div>
            </div>
        </div>
    }
}

const VIEW: &str = "view session";

/// What can be done about the load of the open log.
fn controls(store: Store) -> Controls {
    if matches!(*store.open.opened.read_untracked(), Opened::File(_)) {
        Controls { stop: file::stop, resume: file::resume, reload: None }
    } else {
        Controls { stop: load::stop_log, resume: load::resume_log, reload: Some(load::reload_log) }
    }
}

/// How much of the log is loaded.
#[component]
fn Loaded(controls: Controls) -> impl IntoView {
    let store = expect_context::<Store>();
    let progress = Progress::of(store, store.open.load, |texts, n| texts.common_items(n, texts.count(n)), controls);
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

/// What is shown is not all, and why: of the picture, the sums and all that is taken along.
#[component]
fn Lacking() -> impl IntoView {
    let store = expect_context::<Store>();
    let why = move || match &*store.open.load.state.read() {
        // The line of the machines says it.
        Some(LoadState::Doubtful { why, .. }) if *why != Doubt::Machines => {
            let texts = store.texts.get();
            Some(texts.session_lacking(why.say(texts)))
        }
        _ => None,
    };
    let why = memo(why);
    view! { <Show when=move || why.read().is_some()><p class="notice notice--warn">{move || why.get()}</p></Show> }
}

/// The answer on top.
#[component]
fn Answer() -> impl IntoView {
    let store = expect_context::<Store>();
    let on_noise = Callback::new(move |what| match what {
        OfNoise::Harmless(set) => call_harmless(store, &set),
        OfNoise::Show(is_shown) => show_noise(store, is_shown),
        OfNoise::Save => save::save(store, FileKind::Noise),
    });
    view! { <Summary facts=store.desk.summary reader=store.reader on_noise=on_noise /> }
}
