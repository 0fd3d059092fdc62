//! Where the time went: the view of a session, or of a range of it. Every figure says what it means and leads to its bars.
//!
//! What changes while a range is dragged are texts and rows inside elements that stay; headings and definitions change with the
//! language alone.

mod figures;
mod picture;
mod say;
mod tables;

use std::sync::Arc;

use leptos::prelude::*;
use web_sys::Element;

use crate::app::signals::memo;
use crate::app::store::{Store, copy_view};
use crate::app::ui::show::Show;
use crate::app::ui::view;
use crate::reader::Reader;
use crate::report::work::{self as facts, Figures};
use crate::texts::Texts;
use figures::{Range, Totals};
use picture::{HowMany, Phases};
use say::Say;
use tables::{Alone, Finishers, Gaps, HeldUp, Shares, Stragglers, Waits};

/// The panel of the view of a session.
#[component]
pub fn Work() -> impl IntoView {
    let store = expect_context::<Store>();
    view! {
        <WhereTimeWent
            facts=store.desk.work
            reader=store.reader
            on_copy=move |part: Element| copy_view(store, &part)
            on_let_go=move |()| store.open.range.set(None)
        />
    }
}

/// The figures as they are now, and who reads them.
#[derive(Clone, Copy)]
struct Now {
    facts: Signal<Option<Arc<facts::Work>>>,
    reader: Signal<Arc<Reader>>,
    /// Told apart from the reader, who has another address with every range.
    texts: Memo<Texts>,
    on_let_go: Callback<()>,
}

impl Now {
    /// Something of the figures, said; nothing while there are none.
    fn of<T: Default>(self, say: impl FnOnce(&Say<'_>) -> T) -> T {
        let (facts, reader) = (self.facts.read(), self.reader.read());
        match facts.as_deref() {
            Some(facts::Work::Figures(figures)) => say(&Say { reader: &reader, texts: reader.texts, figures }),
            _ => T::default(),
        }
    }

    /// Whether something holds for the figures; told only where that turns.
    fn has(self, holds: fn(&Figures) -> bool) -> Memo<bool> {
        memo(move || self.of(|say| holds(say.figures)))
    }
}

/// What is shown, apart from the figures themselves.
#[derive(Clone, Copy, PartialEq)]
enum Stage {
    NotYet,
    AddingUp(usize, usize),
    Nothing,
    Figures,
}

impl Stage {
    fn of(facts: Option<&facts::Work>) -> Self {
        match facts {
            None => Self::NotYet,
            Some(&facts::Work::AddingUp(n, all)) => Self::AddingUp(n, all),
            Some(facts::Work::Nothing) => Self::Nothing,
            Some(facts::Work::Figures(_)) => Self::Figures,
        }
    }
}

/// The view itself.
#[component]
pub fn WhereTimeWent(
    /// The figures, as soon as they are added up.
    #[prop(into)]
    facts: Signal<Option<Arc<facts::Work>>>,
    /// Who reads.
    #[prop(into)]
    reader: Signal<Arc<Reader>>,
    /// Copies this part of the page as text.
    #[prop(into)]
    on_copy: Callback<Element>,
    /// Lets go of the chosen range.
    #[prop(into)]
    on_let_go: Callback<()>,
) -> impl IntoView {
    let texts = memo(move || reader.read().texts);
    let now = Now { facts, reader, texts, on_let_go };
    let stage = memo(move || Stage::of(facts.read().as_deref()));
    // How far the adding up is moves often; the element stays.
    let is_adding_up = memo(move || matches!(stage.get(), Stage::AddingUp(..)));
    let so_far = move || {
        let Stage::AddingUp(n, all) = stage.get() else { return String::new() };
        let texts = texts.get();
        texts.work_adding_up(texts.count(n), texts.count(all))
    };
    view! {
        <div class="report">
            <Show when=move || is_adding_up.get()>
                <p class="soft">{move || so_far()}</p>
            </Show>
            <Show when=move || stage.get() == Stage::Nothing>
                <section class="work">
                    <h2 class="unseen">{move || texts.get().session_where_time_went()}</h2>
                    <p>{move || texts.get().work_nothing()}</p>
                </section>
            </Show>
            <Show when=move || stage.get() == Stage::Figures>
                <AllFigures now=now on_copy=on_copy />
            </Show>
        </div>
    }
}

/// All of it, once there are figures.
#[component]
fn AllFigures(now: Now, on_copy: Callback<Element>) -> impl IntoView {
    let texts = now.texts;
    let part = NodeRef::<leptos::html::Section>::new();
    let copy = move |_| {
        if let Some(part) = part.get_untracked() {
            on_copy.run(part.into());
        }
    };
    let is_busy = now.has(|figures| figures.sums.busy > 0);
    let has_alone = now.has(|figures| !figures.alone.rows.is_empty());
    let has_tail = now.has(|figures| figures.tail.is_some());
    // What held a single one up stands among the figures.
    let has_held_up = now.has(|figures| figures.held_up.rows.len() > 1);
    let has_waits = now.has(|figures| !figures.waits.rows.is_empty());
    let has_gaps = now.has(|figures| !figures.gaps.rows.is_empty());
    view! {
        <section class="work" node_ref=part>
            // What opens this says so already.
            <h2 class="unseen">{move || texts.get().session_where_time_went()}</h2>
            <Range now=now />
            <button type="button" class="no-print" on:click=copy>
                {move || texts.get().work_copy_as_text()}
            </button>
            <Totals now=now />
            <Show when=move || is_busy.get()>
                <div class=PART_WIDE>
                    <Phases now=now />
                </div>
                <div class=PART_WIDE>
                    <HowMany now=now />
                </div>
                <div class=PART_WIDE>
                    <Shares now=now />
                </div>
            </Show>
            <Show when=move || has_held_up.get()>
                <div class=PART_WIDE>
                    <HeldUp now=now />
                </div>
            </Show>
            <Show when=move || has_waits.get()>
                <div class=PART>
                    <Waits now=now />
                </div>
            </Show>
            <Show when=move || has_alone.get()>
                <div class=PART>
                    <Alone now=now />
                </div>
            </Show>
            <Show when=move || has_tail.get()>
                <div class=PART>
                    <Stragglers now=now />
                </div>
            </Show>
            <Show when=move || has_gaps.get()>
                <div class=PART>
                    <Gaps now=now />
                </div>
            </Show>
            <Show when=move || is_busy.get()>
                <div class=PART>
                    <Finishers now=now />
                </div>
            </Show>
        </section>
    }
}

const PART: &str = "part";
const PART_WIDE: &str = "part part--wide";
