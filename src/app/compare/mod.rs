//! Two sessions side by side.

mod head;
mod steps;

use std::sync::Arc;

use leptos::prelude::*;
use web_sys::Element;

use crate::app::signals::memo;
use crate::app::store::answers::{align, show_usual};
use crate::app::store::{Store, copy_view};
use crate::app::ui::show::Show;
use crate::app::ui::view;
use crate::reader::Reader;
use crate::report::compare::{Compared, Runs};
use crate::texts::Texts;
use head::{Align, Doubts, Others, Sum, Title, Totals};
use steps::Groups;

/// What is chosen here.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Choice {
    /// The two are aligned by the kind of work of this set, or by their starts.
    Align(Option<String>),
    /// Whether what is usual stands behind the bars.
    Usual(bool),
}

/// The view.
#[component]
pub(crate) fn Compare() -> impl IntoView {
    let store = expect_context::<Store>();
    let choose = move |choice| match choice {
        Choice::Align(set) => align(store, set),
        Choice::Usual(is_shown) => show_usual(store, is_shown),
    };
    view! {
        <section class="view" aria-label=move || store.texts.get().compare_title()>
            <SideBySide
                facts=store.desk.compared
                reader=store.reader
                on_choose=choose
                on_copy=move |part: Element| copy_view(store, &part)
            />
        </section>
    }
}

/// What is known of the two, and who reads it.
#[derive(Clone, Copy)]
struct Now {
    facts: Signal<Option<Arc<Compared>>>,
    reader: Signal<Arc<Reader>>,
    texts: Memo<Texts>,
}

impl Now {
    /// Something of the two, said; nothing while their logs are not here.
    fn of<T: Default>(self, say: impl FnOnce(&Runs, &Reader) -> T) -> T {
        match self.facts.read().as_deref() {
            Some(Compared::Runs(runs)) => say(runs, &self.reader.read()),
            _ => T::default(),
        }
    }

    /// Whether something holds for the two; told only where that turns.
    fn has(self, holds: fn(&Runs) -> bool) -> Memo<bool> {
        memo(move || self.of(|runs, _| holds(runs)))
    }
}

/// The two. What changes is written anew in the elements that are there, so that focus, and what was opened, stay.
#[component]
pub fn SideBySide(
    /// What is known of them.
    #[prop(into)]
    facts: Signal<Option<Arc<Compared>>>,
    /// Who reads.
    #[prop(into)]
    reader: Signal<Arc<Reader>>,
    /// Takes what is chosen.
    #[prop(into)]
    on_choose: Callback<Choice>,
    /// Copies this part of the page as text.
    #[prop(into)]
    on_copy: Callback<Element>,
) -> impl IntoView {
    let texts = memo(move || reader.read().texts);
    let now = Now { facts, reader, texts };
    let is_there = memo(move || matches!(facts.read().as_deref(), Some(Compared::Runs(_))));
    let part = NodeRef::<leptos::html::Div>::new();
    let copy = Callback::new(move |()| {
        if let Some(part) = part.get_untracked() {
            on_copy.run(part.into());
        }
    });
    let has_others = now.has(|runs| !runs.others.is_empty());
    let is_empty = now.has(|runs| runs.groups.is_empty());
    view! {
        <div class="report" node_ref=part>
            <Show when=move || !is_there.get()>
                <p>{move || texts.get().compare_loading()}</p>
            </Show>
            <Show when=move || is_there.get()>
                <Doubts now=now />
                <section class="compare">
                    <Title now=now on_copy=copy />
                    <Show when=move || has_others.get()>
                        <Others now=now />
                    </Show>
                    <Totals now=now />
                    <Sum now=now />
                    <Align now=now on_choose=on_choose />
                    <Groups now=now />
                    <Show when=move || is_empty.get()>
                        <p>{move || texts.get().compare_nothing()}</p>
                    </Show>
                </section>
            </Show>
        </div>
    }
}
