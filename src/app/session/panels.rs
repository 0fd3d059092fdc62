//! What has its place beside picture and log: where the time went, what leaves the page, one item. One at a time, each with a
//! tab before it; on a narrow window it lies over the lower part.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;

use super::export::Export;
use super::item::ItemPanel;
use super::work::Work;
use crate::app::signals::{SetIfNew as _, effect, memo};
use crate::app::store::workplace::{self, Panel};
use crate::app::store::{Store, pick};
use crate::app::ui::view;
use crate::app::ui::{SignButton, Splitter};
use crate::browser::frame::{self, SizeWatch};
use crate::texts::Texts;

/// The least and the largest width of a panel, in CSS pixels. `.panel` in style/session.css has the usual one.
const RANGE_PX: (i32, i32) = (280, 1_100);

/// The tabs, and the panel that is open.
#[component]
pub(super) fn Panels(
    /// The panels that there are.
    has: Memo<[bool; 3]>,
) -> impl IntoView {
    let store = expect_context::<Store>();
    let shown = memo(move || {
        let [has_work, has_export, has_item] = has.get();
        let shown = store.workplace.shown(has_item);
        shown.filter(|panel| match panel {
            Panel::Work => has_work,
            Panel::Export => has_export,
            Panel::Item => has_item,
        })
    });
    effect(move || {
        store.desk.is_work_open.set_if_new(shown.get() == Some(Panel::Work));
        store.desk.is_export_open.set_if_new(shown.get() == Some(Panel::Export));
    });
    let panel = move |(at, panel): (usize, Panel)| {
        let is_there = memo(move || has.read().get(at) == Some(&true));
        move || {
            is_there.get().then(|| {
                view! {
                    <Tab shown panel />
                    {move || (shown.get() == Some(panel)).then(|| view! { <Open panel /> })}
                }
            })
        }
    };
    [Panel::Work, Panel::Export, Panel::Item].into_iter().enumerate().map(panel).collect_view()
}

/// What a panel is called.
fn name(panel: Panel, texts: Texts) -> String {
    match panel {
        Panel::Work => texts.session_where_time_went(),
        Panel::Export => texts.session_to_ticket(),
        Panel::Item => texts.common_item(),
    }
}

/// What a tab is found by, to give the focus back to it.
const fn id(panel: Panel) -> &'static str {
    match panel {
        Panel::Work => "tab-work",
        Panel::Export => "tab-export",
        Panel::Item => "tab-item",
    }
}

/// The tab of a panel.
#[component]
fn Tab(
    /// The panel that is to be seen.
    shown: Memo<Option<Panel>>,
    /// Its panel.
    panel: Panel,
) -> impl IntoView {
    let store = expect_context::<Store>();
    view! {
        <button
            type="button"
            class="tab no-print"
            id=id(panel)
            aria-expanded=move || (shown.get() == Some(panel)).to_string()
            on:click=move |_| workplace::toggle(store, panel, shown.get_untracked())
        >
            <span>{move || name(panel, store.texts.get())}</span>
        </button>
    }
}

/// An open panel.
#[component]
fn Open(panel: Panel) -> impl IntoView {
    let store = expect_context::<Store>();
    let texts = store.texts;
    let width = store.workplace.panel_px;
    let place = NodeRef::<leptos::html::Div>::new();
    let now_px = RwSignal::new(RANGE_PX.0);
    effect(move || {
        let Some(place) = place.get() else { return };
        let watched = place.clone();
        StoredValue::new_local(SizeWatch::new(&place, move || now_px.set_if_new(watched.offset_width())));
    });
    let close = move || {
        match panel {
            Panel::Item => pick::select(store, None),
            _ => workplace::toggle(store, panel, Some(panel)),
        }
        focus_later(id(panel));
    };
    let head = (panel != Panel::Item).then(|| {
        view! {
            <div class="panel__head no-print">
                <span aria-hidden="true">{move || name(panel, texts.get())}</span>
                <SignButton face="✕" title=move || texts.get().common_close() on_click=move |()| close() />
            </div>
        }
    });
    let all = match panel {
        Panel::Work => view! { <Work /> },
        Panel::Export => view! { <Export /> },
        Panel::Item => view! { <ItemPanel /> },
    };
    view! {
        <div
            class="panel"
            style:width=move || width.get().map(|px| [&px.to_string(), "px"].concat())
            node_ref=place
        >
            <div class="panel__all">{head} {all}</div>
            <Splitter
                name=move || texts.get().session_panel_width()
                is_upright=true
                now_px=now_px
                measure=move |()| place.get_untracked().map_or(RANGE_PX.0, |place| place.offset_width())
                range_px=RANGE_PX
                on_set=move |px| width.set(px)
            />
        </div>
    }
}

/// Gives the focus to a tab once the panel is gone, so that whoever goes by keys goes on from there.
fn focus_later(id: &'static str) {
    spawn_local(async move {
        frame::sleep(0).await;
        let tab = document().get_element_by_id(id).and_then(|tab| tab.dyn_into::<HtmlElement>().ok());
        if let Some(tab) = tab {
            // A tab that is gone with its panel cannot take it.
            let _ = tab.focus();
        }
    });
}
