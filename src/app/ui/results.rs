//! Chips to filter by result.

use leptos::prelude::*;

use super::{Chip, Chips};
use crate::answers::Severities;
use crate::app::ui::view;
use crate::model::Severity;
use crate::reader::class;
use crate::texts::Texts;

/// A chip for each result that occurs or is chosen, the worst first.
#[component]
pub fn Results(
    /// The reader's language.
    #[prop(into)]
    texts: Signal<Texts>,
    /// How many there are of each, in the order of [`Severity::ALL`].
    #[prop(into)]
    counts: Signal<[u32; 5]>,
    /// Those that are chosen.
    #[prop(into)]
    chosen: Signal<Severities>,
    /// Chooses one, or lets go of it.
    #[prop(into)]
    on_toggle: Callback<Severity>,
) -> impl IntoView {
    let chips = move || {
        let (texts, chosen) = (texts.get(), chosen.get());
        let all = Severity::ALL.into_iter().zip(counts.get()).rev();
        let occurring = all.filter(|&(severity, n)| n > 0 || chosen.has(severity));
        let chip = |(severity, n): (Severity, u32)| Chip {
            key: severity as usize,
            class: class(severity),
            symbol: severity.symbol(),
            word: texts.severity(severity),
            count: texts.count(n),
            is_chosen: chosen.has(severity),
        };
        occurring.map(chip).collect::<Vec<_>>()
    };
    let toggle = move |key: usize| {
        if let Some(&severity) = Severity::ALL.get(key) {
            on_toggle.run(severity);
        }
    };
    view! { <Chips name=move || texts.get().common_results() chips=Signal::derive(chips) on_toggle=toggle /> }
}
