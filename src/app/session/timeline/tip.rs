//! What the pointer is over, in words: a card beside it.
//!
//! It stands still while the pointer stays over the item, so that it can be reached; it stays as long as the pointer is on it
//! or on its way to it, and Escape puts it away. All of it is in the window: the frame of the picture does not cut it.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::{HtmlElement, KeyboardEvent};

use super::{Figure, Hover};
use crate::app::signals::{SetIfNew as _, effect, keep, memo};
use crate::app::ui::Badge;
use crate::app::ui::beside::{Edges, beside};
use crate::app::ui::view;
use crate::browser::frame::{Listener, Painter, Rest};
use crate::format;
use crate::model::{Log, Timestamp};
use crate::reader::{class, time_of_day};
use crate::texts::Texts;
use crate::timeline::{Hit, Zone};

/// How long the card stays once the pointer is on its way elsewhere.
const STAY_MS: i32 = 300;
/// Along a wide bar the card comes after the pointer once this is so far from where it was.
const FAR_PX: f64 = 120.0;
/// Letters of a text that are shown; the detail panel shows all.
const N_SHOWN: usize = 20_000;

/// What the card says.
#[derive(Clone, PartialEq)]
struct Card {
    class: &'static str,
    symbol: &'static str,
    result: String,
    /// How long, behind the result.
    length: String,
    /// From when to when, with the day.
    when: String,
    text: String,
    /// How many more there are, where several share the place.
    others: Option<String>,
}

impl Card {
    fn of(hit: Hit, log: &Log, zone: &Zone, texts: Texts) -> Option<Self> {
        let start = log.start(hit.idx)?;
        let (status, ticks) = (log.status(hit.idx), log.ticks(hit.idx));
        let length = match ticks {
            Some(ticks) => texts.duration(ticks),
            None if log.is_open(hit.idx) => texts.timeline_still_open(),
            None => "–".to_owned(),
        };
        Some(Self {
            class: class(status.severity()),
            symbol: status.severity().symbol(),
            result: texts.result_sent(status.severity(), log.status_text(hit.idx)),
            length: [" · ", &length].concat(),
            when: when(start, log.end(hit.idx).filter(|_| !log.is_open(hit.idx)), zone, texts),
            text: format::shown(log.said(hit.idx), N_SHOWN).into_owned(),
            others: (hit.n_here > 1).then(|| texts.timeline_more_here(texts.count(hit.n_here - 1))),
        })
    }
}

/// From when to when, each with its day; the second day only where it is another.
fn when(start: Timestamp, end: Option<Timestamp>, zone: &Zone, texts: Texts) -> String {
    let digits = format::digits_for(end.map_or(0, |end| end.since(start)));
    let day = |t| texts.date(t, zone.offset_at(t));
    let time = |t| time_of_day(texts, zone, t, digits);
    let mut out = [&day(start), " ", &time(start)].concat();
    match end {
        Some(end) if end == start => {}
        Some(end) if day(end) == day(start) => out.extend([" – ", &time(end)]),
        Some(end) => out.extend([" – ", &day(end), " ", &time(end)]),
        None => out.push_str(" –"),
    }
    out
}

/// What is known of the card's place, in pixels of the window.
#[derive(Clone, Copy, Default)]
struct Place {
    /// Where the pointer was last.
    pointer: Option<(f64, f64)>,
    /// The card.
    edges: Option<Edges>,
    /// Whether the pointer is on it.
    is_entered: bool,
}

/// The card; nothing where no item is.
#[component]
pub(super) fn Tip(figure: Figure) -> impl IntoView {
    let store = figure.store;
    let node = NodeRef::<html::Div>::new();
    let place = StoredValue::new(Place::default());
    let hit = memo(move || figure.card.read().and_then(|hover| hover.hit));
    let card = memo(move || {
        let hit = hit.get()?;
        let log = store.open.log.get_untracked();
        let log = log.read().ok()?;
        Card::of(hit, &log, &store.zone.read(), store.texts.get())
    });
    let later = Rest::new(STAY_MS, move || {
        if !place.read_value().is_entered {
            figure.card.set_if_new(figure.hover.get_untracked().filter(|hover| hover.hit.is_some()));
        }
    });
    let later = StoredValue::new_local(later);
    follow(figure, place, move || later.with_value(Rest::begin));
    let put = Painter::new(move || {
        let at = figure.card.get_untracked().map(|hover| (hover.x_px, hover.y_px));
        let edges = node.get_untracked().zip(at).and_then(|(node, at)| put_beside(&node, at));
        place.update_value(|place| place.edges = edges);
    });
    effect(move || {
        card.track();
        if figure.card.read().is_none() {
            // What is taken away is not told to be left.
            place.update_value(|place| place.is_entered = false);
        }
        put.request();
    });
    keep(Listener::new(&window(), "keydown", move |event| {
        if event.unchecked_ref::<KeyboardEvent>().key() == "Escape" {
            figure.card.set_if_new(None);
        }
    }));
    let enter = move |is_entered| {
        place.update_value(|place| place.is_entered = is_entered);
        if !is_entered {
            later.with_value(Rest::begin);
        }
    };
    view! { {move || {
        let Card { class, symbol, result, length, when, text, others } = card.get()?;
        Some(view! {
            <div
                class="tip no-print"
                aria-hidden="true"
                on:pointerenter=move |_| enter(true)
                on:pointerleave=move |_| enter(false)
                node_ref=node
            >
                <span>
                    <Badge class symbol word=result />
                    {length}
                </span>
                <span>{when}</span>
                <span class="tip__text text">{text}</span>
                {others.map(|others| view! { <span class="soft">{others}</span> })}
            </div>
        })
    }} }
}

/// Decides with every step of the pointer which item the card is to tell of.
fn follow(figure: Figure, place: StoredValue<Place>, later: impl Fn() + 'static) {
    effect(move || {
        let hover = figure.hover.get();
        let Place { pointer, edges, .. } = place.get_value();
        let now = hover.map(|Hover { x_px, y_px, .. }| (x_px, y_px));
        place.update_value(|place| place.pointer = now);
        let told = figure.card.get_untracked();
        let (Some(hover), Some(told)) = (hover, told) else {
            if told.is_some() {
                later();
            } else {
                figure.card.set_if_new(hover.filter(|hover| hover.hit.is_some()));
            }
            return;
        };
        let aims = matches!((pointer, now, edges), (Some(from), Some(to), Some(edges)) if edges.is_aimed_at(from, to));
        let is_same = hover.hit.map(|hit| hit.idx) == told.hit.map(|hit| hit.idx);
        let is_far = (hover.x_px - told.x_px).abs().max((hover.y_px - told.y_px).abs()) > FAR_PX;
        if is_same && (aims || !is_far) {
            return;
        }
        if aims || hover.hit.is_none() {
            later();
        } else {
            figure.card.set_if_new(Some(hover));
        }
    });
}

/// Puts the card beside a point of the window; where it is now. Where it stands when nothing is said, and how large it is
/// seen, is measured: something around the page may have moved or magnified it.
fn put_beside(card: &HtmlElement, point: (f64, f64)) -> Option<Edges> {
    let style = card.style();
    let set = |name, px: f64| style.set_property(name, &[&px.to_string(), "px"].concat()).ok();
    set("left", 0.0)?;
    set("top", 0.0)?;
    let seen = card.get_bounding_client_rect();
    let window = document().document_element()?;
    let room = (f64::from(window.client_width()), f64::from(window.client_height()));
    let edges = beside(point, (seen.width(), seen.height()), room);
    let magnified = seen.width() / f64::from(card.offset_width()).max(1.0);
    set("left", (edges.left - seen.left()) / magnified)?;
    set("top", (edges.top - seen.top()) / magnified)?;
    Some(edges)
}
