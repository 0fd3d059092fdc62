//! The timeline: the whole session in small, the axis, and the items as bars. One tab stop; the log table is its equal.

mod axis;
mod brush;
mod drawing;
mod heads;
mod keys;
mod pointer;
mod range;
mod spoken;
mod tip;
mod tools;

use crate::app::ui::set::SetIfNew as _;
use leptos::prelude::*;
use std::cell::Cell;
use std::ops::Deref;

use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;

use self::axis::Axis;
use self::drawing::Drawing;
use crate::app::dom::{El, div, el, keep};
use crate::app::store::{self, pick};
use crate::app::store::{Drawn, Store};
use crate::browser::frame::{Painter, SizeWatch, Timer};
use crate::model::{TimeRange, Timestamp};
use crate::route::Part;
use crate::timeline::{Hit, Scale, Size, TimeMap, Totals, View, Viewport};

const STAGE_LABEL: &str = "Timeline of the log. Arrows up and down select items, left and right move, plus and minus zoom, \
    n goes to the next failure, question mark lists all keys. The table below holds the same items.";

/// What the pointer is over.
#[derive(Clone, Copy, PartialEq)]
pub(crate) struct Hover {
    hit: Option<Hit>,
    x_px: f64,
    y_px: f64,
}

/// What is so in the figure now.
#[derive(Clone, Copy)]
pub(crate) struct Figure {
    size: RwSignal<Size>,
    hover: RwSignal<Option<Hover>>,
    totals: RwSignal<Totals>,
    /// What was said last of the window.
    spoken: RwSignal<String>,
}

impl Figure {
    /// The figure of a page; it has one.
    pub(crate) fn new() -> Self {
        Self {
            size: RwSignal::new(Size { width_px: 800.0, height_px: 240.0, device_ratio: 1.0 }),
            hover: RwSignal::new(None),
            totals: RwSignal::new(Totals::default()),
            spoken: RwSignal::new(String::new()),
        }
    }
}

impl On {
    /// How far open items reach, in drawn time: to now, while the session runs.
    fn open_end(self, picture: &Drawn) -> Timestamp {
        let runs =
            self.store.open.session.read_untracked().as_ref().is_some_and(|s| s.end.is_none() && s.status.is_running());
        picture.map.drawn(if runs { picture.open_end.max(self.store.now.get_untracked()) } else { picture.open_end })
    }

    /// What is at a point of the stage.
    fn hit(self, x_px: f64, y_px: f64) -> Option<Hit> {
        let picture = self.store.open.picture.get_untracked()?;
        let viewport = self.store.open.viewport.read_untracked();
        let hits = self.store.open.hits.get_untracked();
        let mut view = View::new(&picture.index, &viewport, self.size.get_untracked(), self.open_end(&picture));
        view.hits = hits.as_deref();
        crate::timeline::item_at(&view, x_px, y_px)
    }

    /// The instant at a place of the stage, in drawn time.
    fn time_at(self, x_px: f64) -> Timestamp {
        Scale::of(self.store.open.viewport.read_untracked().range(), self.size.get_untracked()).time_from_x(x_px)
    }
}

/// The figure with the state it shows.
#[derive(Clone, Copy)]
pub(crate) struct On {
    store: Store,
    figure: Figure,
}

impl Deref for On {
    type Target = Figure;

    fn deref(&self) -> &Figure {
        &self.figure
    }
}

/// The figure.
pub(crate) fn timeline(store: Store, theme: RwSignal<u32>) -> El {
    let on = On { store, figure: store.figure };
    on.hover.set(None);
    let canvas = || el("canvas").attr("aria-hidden", "true");
    let (canvas, overview) = (canvas(), canvas());
    let height = move || {
        let n_lanes = store.open.picture.read().as_ref().map_or(1, |picture| picture.index.n_lanes());
        // Few lanes need little room; many get about a third of the window.
        if n_lanes < 14 { format!("{}px", n_lanes.max(3) * 22 + 12) } else { String::new() }
    };
    let frame = div("timeline__stage")
        .style_with("height", height)
        .attr("tabindex", "0")
        .attr("role", "application")
        .attr_said("aria-roledescription", "timeline")
        .attr_said("aria-label", STAGE_LABEL)
        .on("keydown", move |event| keys::press(on, &event.unchecked_into()))
        .child(canvas.clone())
        .part(move || range::mark(on))
        .part(move || tip::tip(on));
    fit_when_opened(store);
    keep_size(on, &frame.node());
    let axis = Axis::new();
    let axis_element = axis.element();
    keep_painted(on, theme, frame.node(), Drawing::new(canvas.node(), overview.node(), axis));
    pointer::listen(on, &frame.node(), &overview.node());
    let hides_overview = store.route.read_untracked().params.hides(Part::Overview);
    let small = brush::brush(on, div("timeline__overview").child(overview));
    let body = div("timeline__body").part(move || heads::heads(on)).child(frame);
    let class = move || {
        let is_grouped = store.open.picture.read().as_ref().is_some_and(|picture| !picture.group_names.is_empty());
        Some(if is_grouped { "timeline timeline--grouped" } else { "timeline" }.to_owned())
    };
    el("figure")
        .attr_with("class", class)
        .attr_said("aria-label", "Timeline")
        .child(tools::tools(on))
        .children((!hides_overview).then_some(small))
        .children([axis_element, body])
        .part(move || range::bar(on))
        .child(spoken::spoken(on))
}

/// A length for a style, in whole pixels.
fn px(px: f64) -> String {
    #[expect(clippy::cast_possible_truncation, reason = "places on a screen")]
    let px = px.round() as i32;
    format!("{px}px")
}

/// Shows the whole of a session when it is opened; while it loads, the window follows unless it was moved. Where time is
/// drawn otherwise than before, the window stays over the same real time.
fn fit_when_opened(store: Store) {
    let open = store.open;
    let before = Cell::new(TimeMap::identity());
    Effect::new(move || {
        let Some(picture) = open.picture.get() else { return };
        let map = before.replace(picture.map.clone());
        let extent = picture.map.drawn_range(picture.extent);
        let opened = open.opened.get();
        let is_new = *open.fitted.read_untracked() != opened;
        if !is_new && map == picture.map {
            open.viewport.update(|viewport| viewport.set_extent(extent));
            return;
        }
        open.fitted.set(opened);
        let wanted = if is_new {
            open.wanted.get_untracked()
        } else {
            let viewport = open.viewport.read_untracked();
            (!viewport.is_fit()).then(|| map.real_range(viewport.range()))
        };
        let mut viewport = Viewport::fit(extent);
        if let Some(range) = wanted {
            viewport.zoom_to(picture.map.drawn_range(range));
        }
        open.viewport.set(viewport);
    });
    Effect::new(move || {
        // Somebody followed a link to a window of what is open already.
        let wanted = open.wanted.get();
        let picture = open.picture.get_untracked();
        if let (Some(range), Some(picture)) = (wanted, picture)
            && picture.map.real_range(open.viewport.read_untracked().range()) != range
        {
            pick::zoom_to_range(store, range);
        }
    });
    follow_in_address(store);
}

/// How long the window has to rest before the address names it.
const REST_MS: i32 = 500;

/// The address names the window once it rests, so that a bookmark or a link shows it again.
fn follow_in_address(store: Store) {
    let open = store.open;
    let timer = Cell::new(None);
    Effect::new(move || {
        open.viewport.track();
        timer.set(Some(Timer::after(REST_MS, move || {
            let window: Option<TimeRange> = open.picture.read_untracked().as_ref().and_then(|picture| {
                let viewport = open.viewport.read_untracked();
                (!viewport.is_fit()).then(|| picture.map.real_range(viewport.range()))
            });
            if open.picture.read_untracked().is_some() {
                store::set_params(store, |params| {
                    params.from = window.map(TimeRange::start);
                    params.to = window.map(TimeRange::end);
                });
            }
        })));
    });
}

fn keep_size(on: On, node: &HtmlElement) {
    let measured = node.clone();
    let measure = move || {
        on.size.set_if_new(Size {
            width_px: f64::from(measured.client_width()).max(1.0),
            height_px: f64::from(measured.client_height()).max(1.0),
            device_ratio: window().device_pixel_ratio(),
        });
    };
    keep(SizeWatch::new(node, measure));
}

/// Paints once a frame whenever something that is seen has changed.
fn keep_painted(on: On, theme: RwSignal<u32>, element: HtmlElement, drawing: Option<Drawing>) {
    let store = on.store;
    let Some(mut drawing) = drawing else { return };
    let painter = Painter::new(move || {
        let Some(picture) = store.open.picture.get_untracked() else { return };
        drawing.take_theme(&element, *theme.read_untracked());
        let totals = drawing.paint(store, &picture, on.size.get_untracked(), on.open_end(&picture));
        on.totals.set_if_new(totals);
    });
    Effect::new(move || {
        store.open.viewport.track();
        store.open.picture.track();
        store.open.hits.track();
        store.open.selection.track();
        store.zone.track();
        on.size.track();
        theme.track();
        let runs = store.open.session.read().as_ref().is_some_and(|session| session.status.is_running());
        if runs {
            store.now.track();
        }
        painter.request();
    });
}
