//! The timeline: the whole session in small, the axis, and the items as bars. One tab stop; the log table is its equal.

mod drawing;
mod keys;
mod pointer;
mod tip;

use std::ops::Deref;

use leptos::prelude::window;
use wasm_bindgen::JsCast as _;
use web_sys::{HtmlCanvasElement, HtmlElement};

use self::drawing::Drawing;
use crate::app::actions::pick;
use crate::app::dom::{El, button, div, el, el_of, keep, sign_button, span};
use crate::app::reactive::{Value, effect};
use crate::app::state::{Drawn, State};
use crate::browser::frame::{Painter, SizeWatch};
use crate::format;
use crate::model::{Severity, Timestamp};
use crate::timeline::{Density, Direction, Hit, Scale, Size, Totals, View, Viewport, ticks};

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
    size: Value<Size>,
    hover: Value<Option<Hover>>,
    /// A range that is being dragged, in pixels of the stage.
    drag_px: Value<Option<(f64, f64)>>,
    totals: Value<Totals>,
}

impl Figure {
    /// The figure of a page; it has one.
    pub(crate) fn new() -> Self {
        Self {
            size: Value::new(Size { width_px: 800.0, height_px: 240.0, device_ratio: 1.0 }),
            hover: Value::new(None),
            drag_px: Value::new(None),
            totals: Value::new(Totals::default()),
        }
    }
}

impl On {
    /// How far open items reach: to now, while the session runs.
    fn open_end(self, picture: &Drawn) -> Timestamp {
        let runs = self.state.open.session.peek().as_ref().is_some_and(|s| s.end.is_none() && s.status.is_running());
        if runs { picture.open_end.max(self.state.now.get_untracked()) } else { picture.open_end }
    }

    /// What is at a point of the stage.
    fn hit(self, x_px: f64, y_px: f64) -> Option<Hit> {
        let picture = self.state.open.picture.get_untracked()?;
        let viewport = self.state.open.viewport.peek();
        let hits = self.state.open.hits.get_untracked();
        let mut view = View::new(&picture.index, &viewport, self.size.get_untracked(), self.open_end(&picture));
        view.hits = hits.as_deref();
        crate::timeline::item_at(&view, x_px, y_px)
    }

    /// The instant at a place of the stage.
    fn time_at(self, x_px: f64) -> Timestamp {
        Scale::of(self.state.open.viewport.peek().range(), self.size.get_untracked()).time_from_x(x_px)
    }
}

/// The figure with the state it shows.
#[derive(Clone, Copy)]
pub(crate) struct On {
    state: State,
    figure: Figure,
}

impl Deref for On {
    type Target = Figure;

    fn deref(&self) -> &Figure {
        &self.figure
    }
}

/// The figure.
pub(crate) fn timeline(state: State, theme: Value<u32>) -> El {
    let on = On { state, figure: state.figure };
    on.hover.set(None);
    on.drag_px.set(None);
    let canvas = || el("canvas").attr("aria-hidden", "true");
    let (canvas, overview) = (canvas(), canvas());
    let height = move || {
        let n_lanes = state.open.picture.read().as_ref().map_or(1, |picture| picture.index.n_lanes());
        // Few lanes need little room; many get about a third of the window.
        if n_lanes < 14 { format!("{}px", n_lanes.max(3) * 22 + 12) } else { String::new() }
    };
    let frame = div("timeline__stage")
        .style_with("height", height)
        .attr("tabindex", "0")
        .attr("role", "application")
        .attr("aria-roledescription", "timeline")
        .attr("aria-label", STAGE_LABEL)
        .on("keydown", move |event| keys::press(on, &event.unchecked_into()))
        .child(canvas.clone())
        .part(move || {
            let (from, to) = on.drag_px.get()?;
            Some(div("timeline__range").style("left", &px(from.min(to))).style("width", &px((to - from).abs())))
        })
        .part(move || tip::tip(on));
    fit_when_opened(state);
    keep_size(on, &frame.node());
    keep_painted(on, theme, frame.node(), canvas.node(), overview.node());
    pointer::listen(on, &frame.node(), &overview.node());
    let small = div("timeline__overview").child(overview);
    el_of("figure", "timeline").attr("aria-label", "Timeline").children([tools(on), small, axis(on), frame])
}

/// A length for a style, in whole pixels.
fn px(px: f64) -> String {
    #[expect(clippy::cast_possible_truncation, reason = "places on a screen")]
    let px = px.round() as i32;
    format!("{px}px")
}

/// Shows the whole of a session when it is opened; while it loads, the window follows unless it was moved.
fn fit_when_opened(state: State) {
    let open = state.open;
    effect(move || {
        let Some(extent) = open.extent.get() else { return };
        let opened = open.opened.get();
        if *open.fitted.peek() == opened {
            open.viewport.update(|viewport| viewport.set_extent(extent));
            return;
        }
        open.fitted.set(opened);
        let mut viewport = Viewport::fit(extent);
        let range = state.route.peek().params.range();
        if let Some(range) = range {
            viewport.zoom_to(range);
        }
        open.viewport.set(viewport);
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
fn keep_painted(
    on: On,
    theme: Value<u32>,
    element: HtmlElement,
    canvas: HtmlCanvasElement,
    overview: HtmlCanvasElement,
) {
    let state = on.state;
    let Some(mut drawing) = Drawing::new(canvas, overview) else { return };
    let painter = Painter::new(move || {
        let Some(picture) = state.open.picture.get_untracked() else { return };
        drawing.take_theme(&element, *theme.peek());
        let totals = drawing.paint(state, &picture, on.size.get_untracked(), on.open_end(&picture));
        on.totals.set_if_new(totals);
    });
    effect(move || {
        state.open.viewport.track();
        state.open.picture.track();
        state.open.hits.track();
        state.open.selection.track();
        state.zone.track();
        on.size.track();
        theme.track();
        let runs = state.open.session.read().as_ref().is_some_and(|session| session.status.is_running());
        if runs {
            state.now.track();
        }
        painter.request();
    });
}

/// Buttons for what wheel, drag and keys do.
fn tools(on: On) -> El {
    let state = on.state;
    let viewport = state.open.viewport;
    let step = |face: &str, title: &str, is_able: fn(&Viewport) -> bool, act: fn(&mut Viewport) -> bool| {
        let click = move || {
            viewport.update(|viewport| {
                act(viewport);
            });
        };
        sign_button(face, title, click).flag_with("disabled", move || !is_able(&viewport.read()))
    };
    let jump = |face: &str, title: &str, severity: Severity, direction: Direction| {
        let is_off = move || {
            state.open.revision.track();
            !state.open.log.read().read().is_ok_and(|log| log.count(severity) > 0)
        };
        sign_button(face, title, move || pick::jump(state, Some(severity), direction))
            .attr("class", "chip")
            .flag_with("disabled", is_off)
    };
    let is_tall = move || viewport.read().density() == Density::Readable;
    let toggle = move || {
        viewport.update(|viewport| {
            let is_tall = viewport.density() == Density::Readable;
            viewport.set_density(if is_tall { Density::Whole } else { Density::Readable });
        });
    };
    let tall = button("Tall rows", toggle)
        .attr("class", "chip")
        .attr("title", "Rows high enough to read; the rest by scrolling (Alt and wheel)")
        .attr_with("aria-pressed", move || Some(is_tall().to_string()));
    div("timeline__tools no-print").attr("role", "toolbar").attr("aria-label", "Timeline tools").children([
        sign_button("Fit", "Fit the whole session", move || viewport.update(Viewport::refit)),
        sign_button("+", "Zoom in", move || keys::zoom(on, 2.0)),
        sign_button("−", "Zoom out", move || keys::zoom(on, 0.5)),
        step("↶", "Back to the window before", |viewport| viewport.steps().0, Viewport::back),
        step("↷", "Forward again", |viewport| viewport.steps().1, Viewport::forward),
        jump("‹ ✕", "Previous failure", Severity::Failed, Direction::Previous),
        jump("✕ ›", "Next failure", Severity::Failed, Direction::Next),
        jump("‹ ▲", "Previous warning", Severity::Warning, Direction::Previous),
        jump("▲ ›", "Next warning", Severity::Warning, Direction::Next),
        tall,
        el_of("p", "timeline__sum").text_with(move || sum(&on.totals.read())),
    ])
}

/// The line that always adds up.
fn sum(totals: &Totals) -> String {
    let n = |n: u32| format::count(n);
    let failed = totals.by_severity.get(Severity::Failed as usize).copied().unwrap_or(0);
    let mut line = format!(
        "{} of {} items in the window: {} on their own",
        n(totals.n_window),
        n(totals.n_session),
        n(totals.n_own)
    );
    for (count, what) in [
        (totals.n_merged, "merged"),
        (totals.n_scrolled, "in rows out of sight"),
        (failed, "failed"),
        (totals.n_without_start, "without a start, in the table only"),
    ] {
        if count > 0 {
            line.extend([", ", &n(count), " ", what]);
        }
    }
    line
}

/// The axis, with its zone named.
fn axis(on: On) -> El {
    let state = on.state;
    div("timeline__axis").part(move || {
        let zone = state.zone.get();
        let ticks = ticks(state.open.viewport.read().range(), on.size.get().width_px, &zone);
        let marks = ticks.ticks.iter().filter(|tick| !tick.label.is_empty()).map(|tick| {
            let class = if tick.is_major { "timeline__tick timeline__tick--major" } else { "timeline__tick" };
            span(class, &tick.label).style("left", &px(tick.x_px))
        });
        let name = span("timeline__zone", &[&ticks.context, " · ", zone.name()].concat());
        Some(div("").children(marks).child(name))
    })
}
