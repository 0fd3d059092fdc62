//! A long table: all rows have one height, only those in view exist.
//!
//! It knows nothing of what its rows are: how many there are, which stands at a place and what it looks like come in as
//! properties. Where it is scrolled to is a signal of the caller's, so that a view that is opened again stands where it stood.

use leptos::html::Div;
use leptos::prelude::*;
use web_sys::HtmlElement;

use super::row_window::{self, ROW_PX, Rows};
use crate::app::signals::SetIfNew as _;
use crate::browser::frame::SizeWatch;

/// A row: its place in the table, what it shows, and a number that moves when it has to be drawn anew.
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
    pub width: &'static str,
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
    // The height of the box, and that of a row.
    let sizes_px = RwSignal::new((VIEW_PX, ROW_PX));
    // What the box itself told last; nothing yet.
    let told_px = StoredValue::new(None);
    let scrolled = move || {
        if let Some(node) = frame.get_untracked() {
            let top_px = f64::from(node.scroll_top());
            told_px.set_value(Some(top_px));
            scroll_px.set_if_new(top_px);
        }
    };
    keep_place(frame, scroll_px, told_px, n_rows);
    keep_sizes(frame, sizes_px);

    let rows = Memo::new(move |_| {
        let (view_px, row_px) = sizes_px.get();
        Rows::new(n_rows.get(), row_px, view_px, pixel_ratio())
    });
    let window = Memo::new(move |_| rows.get().window(scroll_px.get()));
    let spaces = Memo::new(move |_| rows.get().spaces_px(scroll_px.get(), &window.read()));
    let is_empty = Memo::new(move |_| n_rows.get() == 0);
    let shown = move || window.get().filter_map(&key).collect::<Vec<RowKey>>();
    let n_columns = heads.len().to_string();
    let widths = heads.iter().map(|head| view! { <col class=head.width /> }).collect_view();
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
                    <For each=shown key=|key| *key children=row />
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
                <span aria-hidden="true">{arrow}</span>
            </button>
        </th>
    }
}

/// Scrolls the box to where the caller says it stands, as soon as there are rows. Where the person scrolled it, it stands
/// already, and the browser is not made to lay out the page to tell.
fn keep_place(frame: NodeRef<Div>, scroll_px: RwSignal<f64>, told_px: StoredValue<Option<f64>>, n_rows: Signal<usize>) {
    Effect::new(move || {
        let (top_px, n_rows) = (scroll_px.get(), n_rows.get());
        let Some(node) = frame.get() else { return };
        let is_told = told_px.get_value() == Some(top_px);
        if n_rows > 0 && !is_told && node.scroll_top() != whole_px(top_px) {
            node.set_scroll_top(whole_px(top_px));
        }
    });
}

/// Follows the height of the box, and that of a row, which a narrow window has others of.
fn keep_sizes(frame: NodeRef<Div>, sizes_px: RwSignal<(f64, f64)>) {
    Effect::new(move || {
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
