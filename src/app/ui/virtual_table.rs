//! A long table: all rows have one height, only those in view exist.
//!
//! It knows nothing of what its rows are: how many there are, which stands at a place and what it looks like come in as
//! properties. Where it is scrolled to is a signal of the caller's, so that a view that is opened again stands where it stood.
//!
//! A row stays the same element as long as it shows the same, wherever it stands, and one with selected text in it stays while
//! it is scrolled out of view: so what somebody has selected outlives scrolling and news.

use std::cell::OnceCell;
use std::rc::Rc;
use std::sync::Arc;

use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement, Node};

use super::row_window::{self, ROW_PX, Rows};
use crate::app::signals::{SetIfNew as _, effect, keep, memo};
use crate::app::ui::each::each;
use crate::app::ui::show::Show;
use crate::app::ui::view;
use crate::browser::frame::{Listener, Painter, SizeWatch};

/// A row: its place in the table when it is made, what it shows, and a number that is another when it has to be drawn anew.
pub type RowKey = (usize, u32, usize);

/// The height of the box until the browser has told it.
const VIEW_PX: f64 = 600.0;

/// Which way a column sorts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Order {
    /// The smallest first.
    Ascending,
    /// The largest first.
    Descending,
}

/// The head of a column: a click sorts by it.
pub struct Head {
    /// What it says.
    pub name: Signal<String>,
    /// Whether it stands above numbers, which end at the right.
    pub is_number: bool,
    /// The class of its width.
    pub width: Signal<&'static str>,
    /// Which way the table is sorted by it; nothing if it is sorted by another.
    pub order: Signal<Option<Order>>,
    /// What a click on it does.
    pub choose: Callback<()>,
}

/// The table in its scrolling box. The box is the outermost element, so `on:keydown` of the table is its.
#[component]
pub fn VirtualTable<K, R, V>(
    /// What it is called.
    #[prop(into)]
    name: Signal<String>,
    /// Its columns.
    heads: Vec<Head>,
    /// How many rows there are.
    #[prop(into)]
    n_rows: Signal<usize>,
    /// Which row stands at a place. What it reads is followed.
    key: K,
    /// A row: a `tr` of class `row` with its `aria-rowindex`, which is its place and 2. Made once for each key.
    row: R,
    /// How many px it is scrolled down.
    scroll_px: RwSignal<f64>,
    /// The box, for [`reveal`] and [`n_page`].
    #[prop(optional)]
    frame: NodeRef<Div>,
    /// What stands there instead of rows.
    children: ChildrenFn,
) -> impl IntoView
where
    K: Fn(usize) -> Option<RowKey> + Clone + Send + Sync + 'static,
    R: Fn(RowKey) -> V + Clone + Send + Sync + 'static,
    V: IntoView + 'static,
{
    table(name, heads, n_rows, Arc::new(key), Arc::new(move |key| row(key).into_any()), scroll_px, frame, children)
}

/// Which row stands at a place.
type Key = Arc<dyn Fn(usize) -> Option<RowKey> + Send + Sync>;

// Whatever is in it, a table is compiled once.
#[expect(clippy::too_many_arguments, reason = "the properties of the component, one by one")]
fn table(
    name: Signal<String>,
    heads: Vec<Head>,
    n_rows: Signal<usize>,
    key: Key,
    row: Arc<dyn Fn(RowKey) -> AnyView + Send + Sync>,
    scroll_px: RwSignal<f64>,
    frame: NodeRef<Div>,
    children: ChildrenFn,
) -> impl IntoView {
    // The height of the box, and that of a row.
    let sizes_px = RwSignal::new((VIEW_PX, ROW_PX));
    // What the box itself told last. A new one stands at its top.
    let told_px = StoredValue::new(0);
    let scrolled = move || {
        if let Some(node) = frame.get_untracked() {
            let top_px = node.scroll_top();
            told_px.set_value(top_px);
            scroll_px.set_if_new(f64::from(top_px));
        }
    };
    keep_place(frame, scroll_px, told_px, n_rows);
    keep_sizes(frame, sizes_px);

    let rows = memo(move || {
        let (view_px, row_px) = sizes_px.get();
        Rows::new(n_rows.get(), row_px, view_px, pixel_ratio())
    });
    let window = memo(move || rows.get().window(scroll_px.get()));
    let is_empty = memo(move || n_rows.get() == 0);
    let held = RwSignal::new(Vec::<RowKey>::new());
    let held_places = {
        let key = key.clone();
        move || held_places(&held.read(), &*key, n_rows)
    };
    let spaces = {
        let held_places = held_places.clone();
        memo(move || rows.get().spaces_px_with(scroll_px.get(), &window.read(), &held_places()))
    };
    let shown = {
        let key = key.clone();
        move || {
            // What rows are made of, before what follows from it (see `signals`).
            key(0);
            let (window, held) = (window.get(), held_places());
            let before = held.iter().copied().filter(|place| *place < window.start);
            let after = held.iter().copied().filter(|place| *place >= window.end);
            before.chain(window.clone()).chain(after).filter_map(&*key).collect::<Vec<RowKey>>()
        }
    };
    let text = StoredValue::new_local(SelectedText::default());
    keep_in_step(frame, shown.clone(), text);
    hold_selected(frame, held, key, text);
    let n_columns = heads.len().to_string();
    let widths = heads
        .iter()
        .map(|head| {
            let width = head.width;
            view! { <col class=move || width.get() /> }
        })
        .collect_view();
    let heads = heads.into_iter().map(|head| view! { <SortingHead head /> }).collect_view();

    view! {
        <div class="grid" tabindex="0" role="group" aria-label=name node_ref=frame on:scroll=move |_| scrolled()>
            <table aria-label=name aria-rowcount=move || (n_rows.get() + 1).to_string()>
                <colgroup>{widths}</colgroup>
                <thead>
                    <tr aria-rowindex="1">{heads}</tr>
                </thead>
                <tbody>
                    <tr class="space" aria-hidden="true">
                        <td colspan=n_columns.clone() style:height=move || px(spaces.get()[0])></td>
                    </tr>
                    {each(shown, |&(_, what, number)| (u64::from(what) << 32 | number as u64).into(), move |key| row(key))}
                    <tr class="space" aria-hidden="true">
                        <td colspan=n_columns.clone() style:height=move || px(spaces.get()[1])></td>
                    </tr>
                </tbody>
            </table>
            <Show when=move || is_empty.get()>{children()}</Show>
        </div>
    }
}

/// The head of a column that sorts.
#[component]
fn SortingHead(
    /// What it says and does.
    head: Head,
) -> impl IntoView {
    let Head { name, is_number, order, choose, .. } = head;
    let aria_sort = move || {
        order.get().map(|order| match order {
            Order::Ascending => "ascending",
            Order::Descending => "descending",
        })
    };
    let arrow = move || match order.get() {
        Some(Order::Descending) => " ▾",
        Some(Order::Ascending) => " ▴",
        None => "",
    };
    view! {
        <th class=is_number.then_some("number") scope="col" aria-sort=aria_sort>
            <button type="button" on:click=move |_| choose.run(())>
                {name}
                <span aria-hidden="true">{move || arrow()}</span>
            </button>
        </th>
    }
}

/// Scrolls the box to where the caller says it stands, as soon as there are rows. Where the person scrolled it, it stands
/// already, and the browser is not made to lay out the page to tell.
fn keep_place(frame: NodeRef<Div>, scroll_px: RwSignal<f64>, told_px: StoredValue<i32>, n_rows: Signal<usize>) {
    effect(move || {
        let (top_px, n_rows) = (whole_px(scroll_px.get()), n_rows.get());
        let Some(node) = frame.get() else { return };
        let is_told = told_px.get_value() == top_px;
        if n_rows > 0 && !is_told && node.scroll_top() != top_px {
            node.set_scroll_top(top_px);
        }
    });
}

/// Text that is selected in rows, from where to where.
#[derive(Default)]
struct SelectedText {
    ends: Option<[(Node, u32); 2]>,
    /// Rows are being drawn: what becomes of the selection meanwhile is nobody's wish.
    is_drawing: bool,
    /// A pointer is down, and may be selecting.
    is_down: bool,
}

/// Sees to it, before each frame in which rows came or went, that those that stayed say at which place they are now, and that
/// selected text still is: rows that are moved in the document lose it.
fn keep_in_step(
    frame: NodeRef<Div>,
    shown: impl Fn() -> Vec<RowKey> + 'static,
    text: StoredValue<SelectedText, LocalStorage>,
) {
    let places = StoredValue::new(Vec::<usize>::new());
    let step = move || {
        number(frame, &places.get_value());
        text.update_value(|text| {
            text.is_drawing = false;
            select_again(text);
        });
    };
    // Made with the first rows that are drawn: natively there are no frames.
    let painter = OnceCell::new();
    effect(move || {
        places.set_value(shown().into_iter().map(|(place, ..)| place).collect());
        text.update_value(|text| text.is_drawing = true);
        painter.get_or_init(|| Painter::new(step)).request();
    });
}

fn number(frame: NodeRef<Div>, places: &[usize]) {
    let Some(body) = frame.get_untracked().and_then(|node| node.query_selector("tbody").ok().flatten()) else {
        return;
    };
    // The first child is the room of the rows above.
    let mut row = body.first_element_child().and_then(|space| space.next_element_sibling());
    for place in places {
        let Some(here) = row else { break };
        let index = (place + 2).to_string();
        if here.get_attribute(ROW_INDEX).is_some_and(|now| now != index) {
            // Fails for no name that stands here.
            let _ = here.set_attribute(ROW_INDEX, &index);
        }
        row = here.next_element_sibling();
    }
}

fn select_again(text: &mut SelectedText) {
    let Some([(anchor, from), (focus, to)]) = text.ends.as_ref().filter(|_| !text.is_down) else { return };
    let Ok(Some(selection)) = window().get_selection() else { return };
    let is_there = selection.anchor_node().as_ref() == Some(anchor)
        && selection.focus_node().as_ref() == Some(focus)
        && (selection.anchor_offset(), selection.focus_offset()) == (*from, *to);
    if !is_there && anchor.is_connected() && focus.is_connected() {
        // Fails where a text has become shorter; then nothing is selected.
        let _ = selection.set_base_and_extent(anchor, *from, focus, *to);
    }
}

const ROW_INDEX: &str = "aria-rowindex";

/// Where the rows are that are held, in order. One that others have moved meanwhile is looked for.
fn held_places(held: &[RowKey], key: &dyn Fn(usize) -> Option<RowKey>, n_rows: Signal<usize>) -> Vec<usize> {
    let place = |&(place, what, _): &RowKey| {
        let is_it = |place: &usize| key(*place).is_some_and(|key| key.1 == what);
        Some(place).filter(is_it).or_else(|| (0..n_rows.get()).find(is_it))
    };
    let mut places = Vec::new();
    for place in held.iter().filter_map(place) {
        if let Err(at) = places.binary_search(&place) {
            places.insert(at, place);
        }
    }
    places
}

/// Keeps the rows in which selected text begins and ends.
fn hold_selected(
    frame: NodeRef<Div>,
    held: RwSignal<Vec<RowKey>>,
    key: Key,
    text: StoredValue<SelectedText, LocalStorage>,
) {
    let changed = move || {
        if text.with_value(|text| text.is_drawing && !text.is_down) {
            return;
        }
        let selection = window().get_selection().ok().flatten().filter(|selection| !selection.is_collapsed());
        let ends = selection.and_then(|selection| {
            let anchor = (selection.anchor_node()?, selection.anchor_offset());
            Some([anchor, (selection.focus_node()?, selection.focus_offset())])
        });
        let row_of = |(node, _): &(Node, u32)| {
            let element = node.dyn_ref::<Element>().cloned().or_else(|| node.parent_element())?;
            let row = element.closest("tr.row").ok().flatten()?;
            let is_here = frame.get_untracked().is_some_and(|frame| frame.contains(Some(&row)));
            let index = row.get_attribute(ROW_INDEX)?.parse::<usize>().ok()?;
            is_here.then(|| untrack(|| key(index.checked_sub(2)?))).flatten()
        };
        let rows: Vec<RowKey> = ends.iter().flatten().filter_map(row_of).collect();
        text.update_value(|text| text.ends = ends.filter(|_| !rows.is_empty()));
        held.set_if_new(rows);
    };
    let changed = Rc::new(changed);
    effect(move || {
        let changed = changed.clone();
        keep(Listener::new(&document(), "selectionchange", move |_| changed()));
        for (name, is_down) in [("pointerdown", true), ("pointerup", false), ("pointercancel", false)] {
            keep(Listener::new(&document(), name, move |_| text.update_value(|text| text.is_down = is_down)));
        }
    });
}

/// Follows the height of the box, and that of a row, which a narrow window has others of.
fn keep_sizes(frame: NodeRef<Div>, sizes_px: RwSignal<(f64, f64)>) {
    effect(move || {
        let Some(node) = frame.get() else { return };
        let watched = node.clone();
        let measure = move || sizes_px.set_if_new((f64::from(watched.client_height()), row_px(&watched)));
        // Tells the first size as well, as soon as the box has one.
        StoredValue::new_local(SizeWatch::new(&node, measure));
    });
}

/// Scrolls as little as brings a row into view.
pub fn reveal(node: &HtmlElement, scroll_px: RwSignal<f64>, n_rows: usize, row: usize) {
    let rows = Rows::new(n_rows, row_px(node), f64::from(node.client_height()), pixel_ratio());
    if let Some(top_px) = rows.reveal(f64::from(node.scroll_top()), row) {
        node.set_scroll_top(whole_px(top_px));
        // At once, so that the row is there when this returns.
        scroll_px.set_if_new(f64::from(node.scroll_top()));
    }
}

/// How many rows fit at once: what Page Up and Page Down move by.
pub fn n_page(node: &HtmlElement) -> isize {
    row_window::n_page(f64::from(node.client_height()), row_px(node))
}

/// The height that the style gives to a row.
fn row_px(node: &HtmlElement) -> f64 {
    let style = window().get_computed_style(node).ok().flatten();
    let row = style.and_then(|style| style.get_property_value("--row").ok());
    row.and_then(|row| row.trim().strip_suffix("px")?.parse().ok()).unwrap_or(ROW_PX)
}

/// How many px of the screen are one of the page. Natively there is no screen.
fn pixel_ratio() -> f64 {
    if cfg!(target_arch = "wasm32") { window().device_pixel_ratio() } else { 1.0 }
}

fn px(height: f64) -> String {
    [&*whole_px(height).to_string(), "px"].concat()
}

fn whole_px(px: f64) -> i32 {
    #[expect(clippy::cast_possible_truncation, reason = "whole px; browsers' elements end at 2^25")]
    let whole = px as i32;
    whole
}
