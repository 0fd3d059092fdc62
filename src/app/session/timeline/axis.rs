//! The axis: labels at the ticks, with their zone named.

use leptos::prelude::*;

use super::{style_px, whole};
use crate::app::signals::SetIfNew as _;
use crate::app::store::Store;
use crate::app::ui::each::each;
use crate::app::ui::view;
use crate::timeline::axis::label_px;
use crate::timeline::{Tick, Ticks};

/// Where a label stands that is not needed now.
const AWAY_PX: i32 = -1000;
/// Bold labels, and those in fonts that are wide, take so much more than they are taken to.
const WIDE: f64 = 1.2;
/// Room before a label; `.timeline__tick` in style/session.css says the same.
const BESIDE_PX: f64 = 4.0;

/// What the axis says. Its labels are made once and moved with every frame: new ones each time would cost more than the
/// picture.
#[derive(Clone, Copy)]
pub(super) struct Labels {
    /// As many as were ever needed at once.
    made: RwSignal<Vec<Label>>,
    /// The day, or whatever the labels are parts of.
    context: RwSignal<String>,
}

/// One label, and what it says now.
#[derive(Clone)]
struct Label {
    text: ArcRwSignal<String>,
    is_major: ArcRwSignal<bool>,
    x_px: ArcRwSignal<i32>,
}

impl Labels {
    pub(super) fn new() -> Self {
        Self { made: RwSignal::new(Vec::new()), context: RwSignal::new(String::new()) }
    }

    /// Shows the ticks that the picture has its lines at.
    pub(super) fn show(self, ticks: &Ticks, width_px: f64) {
        let shown = || fitting(ticks, width_px);
        let n_missing = shown().count().saturating_sub(self.made.read_untracked().len());
        if n_missing > 0 {
            self.made.update(|made| made.extend((0..n_missing).map(|_| Label::new())));
        }
        let made = self.made.read_untracked();
        let mut labels = made.iter();
        for (tick, label) in shown().zip(labels.by_ref()) {
            label.show(&tick.label, whole(tick.x_px), tick.is_major);
        }
        for spare in labels {
            spare.show("", AWAY_PX, false);
        }
        if *self.context.read_untracked() != ticks.context {
            self.context.set(ticks.context.clone());
        }
    }
}

/// The ticks whose labels have room: each begins at its tick and ends before the next begins, the last one at the edge.
fn fitting(ticks: &Ticks, width_px: f64) -> impl Iterator<Item = &Tick> {
    let mut free_from_px = f64::MIN;
    ticks.ticks.iter().filter(move |tick| {
        let end_px = tick.x_px + BESIDE_PX + label_px(&tick.label) * WIDE;
        let fits = !tick.label.is_empty() && tick.x_px >= free_from_px && end_px <= width_px;
        if fits {
            free_from_px = end_px + BESIDE_PX;
        }
        fits
    })
}

impl Label {
    fn new() -> Self {
        Self {
            text: ArcRwSignal::new(String::new()),
            is_major: ArcRwSignal::new(false),
            x_px: ArcRwSignal::new(AWAY_PX),
        }
    }

    /// Tells nobody what has not changed.
    fn show(&self, text: &str, x_px: i32, is_major: bool) {
        if *self.text.read_untracked() != text {
            self.text.set(text.to_owned());
        }
        self.is_major.set_if_new(is_major);
        self.x_px.set_if_new(x_px);
    }
}

/// The axis.
#[component]
pub(super) fn Axis(store: Store, labels: Labels) -> impl IntoView {
    let texts = store.texts;
    let label = move |(_, label): (usize, Label)| {
        let Label { text, is_major, x_px } = label;
        view! {
            <span
                class=move || if is_major.get() { "timeline__tick timeline__tick--major" } else { "timeline__tick" }
                // Moved without a new layout of the page.
                style:transform=move || ["translateX(", &style_px(x_px.get()), ")"].concat()
            >
                {move || texts.get().local(&*text.read())}
            </span>
        }
    };
    view! {
        <div class="timeline__axis">
            <div>
                {each(move || labels.made.get().into_iter().enumerate(), |(n, _)| (*n as u64).into(), label)}
            </div>
            <span class="timeline__zone">
                {move || {
                    let texts = texts.get();
                    texts.timeline_axis(texts.local(&*labels.context.read()), store.zone.read().name())
                }}
            </span>
        </div>
    }
}
