//! Chips: a row of toggles, each a sign, a word and how many there are.

use crate::app::ui::each::each;
use crate::app::ui::view;
use leptos::prelude::*;

use super::Badge;

/// What one chip shows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Chip {
    /// What it stands for, as its owner counts; no two are the same.
    pub key: usize,
    /// The class of its colour.
    pub class: &'static str,
    /// The sign in front.
    pub symbol: &'static str,
    /// Its word.
    pub word: String,
    /// How many there are, written.
    pub count: String,
    /// Whether it is pressed.
    pub is_chosen: bool,
}

/// The chips.
#[component]
pub fn Chips(
    /// What all of them are about.
    #[prop(into)]
    name: Signal<String>,
    /// In the order in which they stand.
    #[prop(into)]
    chips: Signal<Vec<Chip>>,
    /// Presses the one with a key, or lets go of it.
    #[prop(into)]
    on_toggle: Callback<usize>,
) -> impl IntoView {
    let chip = move |Chip { key, class, symbol, .. }: Chip| {
        // Once gone it keeps what it showed.
        let known = Memo::new(move |old: Option<&Option<Chip>>| {
            chips.read().iter().find(|chip| chip.key == key).cloned().or_else(|| old.cloned().flatten())
        });
        let of = move |what: fn(Chip) -> String| known.get().map(what).unwrap_or_default();
        view! {
            <button
                type="button"
                class="chip"
                aria-pressed=move || of(|chip| chip.is_chosen.to_string())
                on:click=move |_| on_toggle.run(key)
            >
                <Badge class=class symbol=symbol word=move || of(|chip| chip.word) />
                <span>{move || of(|chip| chip.count)}</span>
            </button>
        }
    };
    view! {
        <div class="bar" role="group" aria-label=move || name.get()>
            {each(move || chips.get(), |chip| (chip.key as u64).into(), chip)}
        </div>
    }
}
