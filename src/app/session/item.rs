//! One item whole: what is known of it, and its JSON as it came.

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::signals::effect;
use crate::app::store::{self, Raw, Store, pick};
use crate::app::ui::view;
use crate::app::ui::{Badge, Button, SignButton};
use crate::format;
use crate::model::{Assumption, Timestamp};
use crate::reader::Reader;
use crate::reader::class;
use crate::report::item::ItemFacts;
use crate::texts::Texts;
use crate::timeline::Direction;

/// Letters of a text above which its heading is scrolled.
const LONG: usize = 300;
/// Of the Gregorian calendar, on average.
const TICKS_PER_YEAR: i64 = 315_569_520_000_000;
/// Letters of an id that are shown.
const ID_MAX_CHARS: usize = 200;

/// What is done about an item.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum OfItem {
    /// To the one before it or after it.
    Leave(Direction),
    /// No item is selected any more.
    Close,
    /// Its text goes to the clipboard.
    Copy,
    /// The picture shows it as wide as can be.
    Zoom,
}

/// The panel for the selected item.
#[component]
pub fn ItemPanel() -> impl IntoView {
    let store = expect_context::<Store>();
    let open = store.open;
    let texts = store.texts;
    effect(move || {
        open.revision.track();
        if let Some(idx) = open.selection.get() {
            pick::read_raw(store, idx);
        }
    });
    let raw = move || match &*open.raw.read() {
        Raw::Sent(json) => json.clone(),
        Raw::Gone => texts.get().session_raw_gone(),
    };
    let act = Callback::new(move |what| act(store, what));
    view! {
        <aside class="detail" aria-label=move || texts.get().common_item()>
            <Item facts=store.desk.item reader=store.reader on_act=act />
            <details>
                <summary>{move || texts.get().session_as_sent()}</summary>
                <pre class="text">{move || raw()}</pre>
            </details>
        </aside>
    }
}

fn act(store: Store, what: OfItem) {
    match what {
        OfItem::Leave(direction) => pick::jump(store, None, direction),
        OfItem::Close => pick::select(store, None),
        OfItem::Zoom => {
            if let Some(idx) = store.open.selection.get_untracked() {
                pick::zoom_to(store, idx);
            }
        }
        OfItem::Copy => {
            if let Some(facts) = store.desk.item.get_untracked() {
                let text = format::visible_lines(&facts.text).into_owned();
                store::copy(store, text, |texts: Texts| texts.common_copied_text());
            }
        }
    }
}

/// What is known of an item.
#[component]
pub fn Item(
    /// What it says.
    #[prop(into)]
    facts: Signal<Option<Arc<ItemFacts>>>,
    /// Who reads.
    #[prop(into)]
    reader: Signal<Arc<Reader>>,
    /// Does something about the item.
    #[prop(into)]
    on_act: Callback<OfItem>,
) -> impl IntoView {
    let item = move || Some(item(&*facts.get()?, &reader.get(), on_act));
    view! { <div class="detail__item">{move || item()}</div> }
}

fn item(facts: &ItemFacts, reader: &Reader, on_act: Callback<OfItem>) -> impl IntoView + use<> {
    let texts = reader.texts;
    let usn = facts.usn.map_or_else(|| "–".to_owned(), |usn| texts.count(usn));
    let severity = facts.status.severity();
    let word = texts.result_sent(severity, &facts.status_text);
    let title = format::visible_lines(&facts.text).into_owned();
    // What is scrolled has to be reached by keyboard.
    let tabindex = (title.len() > LONG).then_some("0");
    let title = if title.is_empty() { texts.session_no_text() } else { title };
    let assumed = (!facts.assumed.is_empty()).then(|| {
        let assumed = facts.assumed.iter().map(|&assumed| match assumed {
            // Rows of machines bear the server's own time.
            Assumption::NoZone if facts.part.is_some() => texts.item_local_time(),
            assumed => texts.assumption(assumed),
        });
        let lines = assumed.chain(far_times(facts, texts)).map(|line| view! { <li>{line}</li> }).collect_view();
        view! { <ul class="detail__assumed">{lines}</ul> }
    });
    let act = move |what| move |()| on_act.run(what);
    view! {
        <div class="bar">
            <span class="soft">{texts.item_number(usn)}</span>
            <Badge class=class(severity) symbol=severity.symbol() word=word />
            <span class="bar__end no-print">
                <SignButton face="‹" title=texts.item_previous("item") on_click=act(OfItem::Leave(Direction::Previous)) />
                <SignButton face="›" title=texts.item_next("item") on_click=act(OfItem::Leave(Direction::Next)) />
                <SignButton face="✕" title=texts.common_close() on_click=act(OfItem::Close) />
            </span>
        </div>
        <h2 class="text" tabindex=tabindex>
            {title}
        </h2>
        <dl>{times(facts, reader)}</dl>
        {assumed}
        <div class="bar no-print">
            <Button name=texts.item_copy_text() on_click=act(OfItem::Copy) />
            <Button name=texts.item_show_in_timeline() on_click=act(OfItem::Zoom) />
        </div>
    }
}

/// How far its times are from the others, where they cannot be believed.
fn far_times(facts: &ItemFacts, texts: Texts) -> impl Iterator<Item = String> {
    let [start, end] = facts.far_by;
    let length = move |ticks: i64| match ticks.abs() / TICKS_PER_YEAR {
        0 => texts.duration(ticks.abs()),
        years => texts.item_years(years, texts.count(years)),
    };
    let start = start.map(|ticks| match ticks {
        ..0 => texts.item_starts_far_before(length(ticks)),
        _ => texts.item_starts_far_after(length(ticks)),
    });
    let end = end.map(|ticks| match ticks {
        ..0 => texts.item_ends_far_before(length(ticks)),
        _ => texts.item_ends_far_after(length(ticks)),
    });
    [start, end].into_iter().flatten()
}

fn times(facts: &ItemFacts, reader: &Reader) -> impl IntoView + use<> {
    let texts = reader.texts;
    let when = |t: Option<Timestamp>| t.map_or_else(|| texts.item_not_sent(), |t| format::full(t, reader.offset(t)));
    let end = if facts.is_open { texts.session_open() } else { when(facts.end) };
    let length = match facts.ticks {
        Some(ticks) => format::exact_duration(ticks),
        None if facts.is_open => texts.session_open(),
        None => "–".to_owned(),
    };
    let mut lines =
        vec![(texts.common_start(), when(facts.start)), (texts.common_end(), end), (texts.common_length(), length)];
    if let Some(part) = &facts.part {
        lines.insert(0, (texts.item_machine(), format::shown(part, ID_MAX_CHARS).into_owned()));
    }
    if let Some((share, alone)) = facts.share {
        let share = texts.item_share_and_alone(texts.duration(share), texts.duration(alone));
        lines.push((texts.item_share(), share));
    }
    if let Some(usual) = facts.usual {
        let length = texts.usual(usual.parts());
        lines.push((texts.item_other_runs(), length));
    }
    let id = facts.id.as_ref().map_or_else(|| "–".to_owned(), |id| format::shown(id, ID_MAX_CHARS).into_owned());
    lines.push((texts.item_id(), id));
    let line = |(name, value)| {
        view! {
            <dt>{name}</dt>
            <dd class="text">{value}</dd>
        }
    };
    lines.into_iter().map(line).collect_view()
}
