//! How a person has set the view of a session: which panel is open beside the log, how wide it is, how high the picture is.
//! It holds for every session that is opened in this tab.

use leptos::prelude::*;

use crate::app::signals::{SetIfNew as _, effect};
use crate::app::store::Store;
use crate::browser::storage;

/// What has its place beside the log; one at a time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Panel {
    /// Where the time went.
    Work,
    /// To the ticket, and files.
    Export,
    /// The selected item.
    Item,
}

impl Panel {
    const fn word(self) -> &'static str {
        match self {
            Self::Work => "work",
            Self::Export => "export",
            Self::Item => "item",
        }
    }
}

/// The settings.
#[derive(Clone, Copy)]
pub(crate) struct Workplace {
    /// The panel that stays, whichever item is selected; never that of the item.
    pub(crate) kept: RwSignal<Option<Panel>>,
    /// Whether a selected item stands before it.
    pub(crate) is_item_in_front: RwSignal<bool>,
    /// Height of the picture in CSS pixels; nothing while it follows the room there is.
    pub(crate) picture_px: RwSignal<Option<i32>>,
    /// Width of the panel; the same.
    pub(crate) panel_px: RwSignal<Option<i32>>,
}

impl Workplace {
    /// As it was left in this tab.
    pub(crate) fn new() -> Self {
        let text = storage::kept(storage::WORKPLACE).unwrap_or_default();
        let mut words = text.split(' ');
        let word = words.next();
        let mut px = || words.next().and_then(|px| px.parse::<i32>().ok());
        let kept = [Panel::Work, Panel::Export].into_iter().find(|panel| Some(panel.word()) == word);
        Self {
            kept: RwSignal::new(kept),
            is_item_in_front: RwSignal::new(true),
            picture_px: RwSignal::new(px()),
            panel_px: RwSignal::new(px()),
        }
    }

    /// The panel that is to be seen. Follows it.
    pub(crate) fn shown(self, has_item: bool) -> Option<Panel> {
        if has_item && self.is_item_in_front.get() { Some(Panel::Item) } else { self.kept.get() }
    }
}

/// Opens a panel, or closes it where it is the one that is `shown`.
pub(crate) fn toggle(store: Store, panel: Panel, shown: Option<Panel>) {
    let Workplace { kept, is_item_in_front, .. } = store.workplace;
    let opens = shown != Some(panel);
    is_item_in_front.set_if_new(panel == Panel::Item && opens);
    if panel != Panel::Item {
        kept.set_if_new(opens.then_some(panel));
    }
}

/// Whoever selects an item wants to see it; and the settings are written down, from now on.
pub(crate) fn keep(store: Store) {
    let Workplace { kept, is_item_in_front, picture_px, panel_px } = store.workplace;
    effect(move || {
        if store.open.selection.get().is_some() {
            is_item_in_front.set_if_new(true);
        }
    });
    Effect::new(move |before: Option<String>| {
        let px = |px: Option<i32>| px.map_or_else(|| "-".to_owned(), |px| px.to_string());
        let word = kept.get().map_or("-", Panel::word);
        let text = [word, &px(picture_px.get()), &px(panel_px.get())].join(" ");
        if before.is_some_and(|before| before != text) {
            storage::keep(storage::WORKPLACE, Some(&text));
        }
        text
    });
}
