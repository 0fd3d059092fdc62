//! What the pointer is over, in words.

use leptos::prelude::*;

use super::{Figure, Hover, px};
use crate::app::ui::{Badge, foreign};
use crate::format;
use crate::model::Log;
use crate::reader::{class, time_in_log};
use crate::texts::Texts;
use crate::timeline::{Hit, Zone};

/// How far the card stands from the pointer.
const AWAY_PX: f64 = 14.0;

/// What the card says.
#[derive(Clone, PartialEq)]
struct Card {
    class: &'static str,
    symbol: &'static str,
    result: String,
    /// How long and when, behind the result.
    when: String,
    text: String,
    /// How many more there are, where several share the place.
    others: Option<String>,
}

impl Card {
    fn of(hit: Hit, log: &Log, zone: &Zone, texts: Texts) -> Option<Self> {
        let start = log.start(hit.idx)?;
        let extent = log.extent()?;
        let (status, ticks) = (log.status(hit.idx), log.ticks(hit.idx));
        let length = match ticks {
            Some(ticks) => texts.duration(ticks),
            None if log.is_open(hit.idx) => texts.timeline_still_open(),
            None => "–".to_owned(),
        };
        let time = time_in_log(texts, zone, start, extent, format::digits_for(ticks.unwrap_or(0)));
        Some(Self {
            class: class(status.severity()),
            symbol: status.severity().symbol(),
            result: texts.result_sent(status.severity(), log.status_text(hit.idx)),
            when: [" · ", &length, " · ", &time].concat(),
            text: foreign::shown(log.text(hit.idx)),
            others: (hit.n_here > 1).then(|| texts.timeline_more_here(texts.count(hit.n_here - 1))),
        })
    }
}

/// The card beside the pointer; nothing where no item is. It is made anew for another item, and moved while the pointer stays
/// over the same.
#[component]
pub(super) fn Tip(figure: Figure) -> impl IntoView {
    let store = figure.store;
    let hit = Memo::new(move |_| figure.hover.read().as_ref().and_then(|hover| hover.hit));
    let card = Memo::new(move |_| {
        let hit = hit.get()?;
        let log = store.open.log.get_untracked();
        let log = log.read().ok()?;
        Card::of(hit, &log, &store.zone.read(), store.texts.get())
    });
    let across = move || figure.hover.get().map(|Hover { x_px, .. }| (x_px, figure.size.get_untracked().width_px));
    let down = move || figure.hover.get().map(|Hover { y_px, .. }| (y_px, figure.size.get_untracked().height_px));
    move || {
        let Card { class, symbol, result, when, text, others } = card.get()?;
        Some(view! {
            <div
                class="tip"
                aria-hidden="true"
                style:left=move || across().and_then(near)
                style:right=move || across().and_then(far)
                style:top=move || down().and_then(near)
                style:bottom=move || down().and_then(far)
            >
                <span>
                    <Badge class symbol word=result />
                    {when}
                </span>
                <span class="tip__text text">{text}</span>
                {others.map(|others| view! { <span class="soft">{others}</span> })}
            </div>
        })
    }
}

/// How far the card stands from the near edge, if there is more room behind the pointer than before it.
fn near((at_px, whole_px): (f64, f64)) -> Option<String> {
    (at_px <= whole_px / 2.0).then(|| px(at_px + AWAY_PX))
}

/// How far the card stands from the far edge otherwise.
fn far((at_px, whole_px): (f64, f64)) -> Option<String> {
    (at_px > whole_px / 2.0).then(|| px(whole_px - at_px + AWAY_PX))
}
