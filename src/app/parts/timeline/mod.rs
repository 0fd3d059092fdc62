//! The timeline: the whole session in small, the axis, and the items as bars. One tab stop; the log table is its equal.

mod drawing;
mod keys;
mod pointer;
mod tip;

use std::cell::RefCell;
use std::rc::Rc;

use leptos::html;
use leptos::prelude::*;

use self::drawing::Drawing;
use super::icon_button;
use crate::app::actions::pick;
use crate::app::state::{Shared, State};
use crate::browser::frame::{Listener, Painter};
use crate::format;
use crate::model::{Severity, TimeRange, Timestamp};
use crate::timeline::{Density, Direction, Hit, Size, Totals, View, ticks};

/// What the pointer is over.
#[derive(Clone, Copy, PartialEq)]
pub(crate) struct Hover {
    hit: Option<Hit>,
    x_px: f64,
    y_px: f64,
}

/// What the parts of the timeline share.
#[derive(Clone, Copy)]
pub(crate) struct Figure {
    state: State,
    size: RwSignal<Size>,
    hover: RwSignal<Option<Hover>>,
    /// A range that is being dragged, in pixels of the stage.
    drag_px: RwSignal<Option<(f64, f64)>>,
    totals: RwSignal<Totals>,
}

impl Figure {
    /// How far open items reach: to now, while the session runs.
    fn open_end(self, picture: &crate::app::state::Picture) -> Timestamp {
        let runs = self.state.open.session.read_untracked().as_ref().is_some_and(|s| s.end.is_none() && s.status.is_running());
        if runs { picture.open_end.max(self.state.now.get_untracked()) } else { picture.open_end }
    }

    /// What is at a point of the stage.
    fn hit(self, x_px: f64, y_px: f64) -> Option<Hit> {
        let picture = self.state.open.picture.get_untracked()?;
        let viewport = self.state.open.viewport.read_untracked();
        let hits = self.state.open.hits.get_untracked();
        let mut view = View::new(&picture.index, &viewport, self.size.get_untracked(), self.open_end(&picture));
        view.hits = hits.as_deref();
        crate::timeline::item_at(&view, x_px, y_px)
    }

    /// The instant at a place of the stage.
    fn time_at(self, x_px: f64) -> Timestamp {
        crate::timeline::Scale::of(self.state.open.viewport.read_untracked().range(), self.size.get_untracked()).time_from_x(x_px)
    }
}

/// The figure.
pub(crate) fn timeline(state: State, theme: RwSignal<u32>) -> impl IntoView {
    let stage_node = NodeRef::<html::Div>::new();
    let canvas_node = NodeRef::<html::Canvas>::new();
    let overview_node = NodeRef::<html::Canvas>::new();
    let figure = Figure {
        state,
        size: RwSignal::new(Size { width_px: 800.0, height_px: 240.0, device_ratio: 1.0 }),
        hover: RwSignal::new(None),
        drag_px: RwSignal::new(None),
        totals: RwSignal::new(Totals::default()),
    };
    fit_when_opened(state);
    keep_size(figure, stage_node);
    keep_painted(figure, theme, stage_node, canvas_node, overview_node);
    pointer::listen(figure, stage_node, overview_node);
    view! {
        <figure class="timeline" aria-label="Timeline">
            {tools(figure)}
            <div class="timeline__overview">
                <canvas node_ref=overview_node aria-hidden="true"></canvas>
            </div>
            {axis(figure)}
            <div
                class="timeline__stage"
                node_ref=stage_node
                tabindex="0"
                role="application"
                aria-roledescription="timeline"
                aria-label="Timeline of the log. Arrows up and down select items, left and right move, plus and minus zoom, n goes to the next failure, question mark lists all keys. The table below holds the same items."
                on:keydown=move |event| keys::press(figure, &event)
            >
                <canvas node_ref=canvas_node aria-hidden="true"></canvas>
                {move || {
                    let (from, to) = figure.drag_px.get()?;
                    let (left, width) = (from.min(to), (to - from).abs());
                    Some(view! { <div class="timeline__range" style:left=format!("{left}px") style:width=format!("{width}px")></div> })
                }}
                {tip::tip(figure)}
            </div>
        </figure>
    }
}

/// Shows the whole of a session when it is opened; while it loads, the window follows unless it was moved.
fn fit_when_opened(state: State) {
    let open = state.open;
    let extent = Memo::new(move |_| open.picture.read().as_ref().map(|picture| picture.extent));
    let was = RefCell::new(None);
    let was = StoredValue::new_local(Rc::new(was));
    Effect::new(move || {
        let (Some(extent), opened) = (extent.get(), open.opened.get()) else { return };
        let is_same = was.with_value(|was| was.replace(Some(opened.clone())).as_ref() == Some(&opened));
        if is_same {
            open.viewport.update(|viewport| viewport.set_extent(extent));
            return;
        }
        let mut viewport = crate::timeline::Viewport::fit(extent);
        let params = state.route.read_untracked().params.clone();
        if let (Some(from), Some(to)) = (params.from, params.to) {
            viewport.zoom_to(TimeRange::new(from, to));
        }
        open.viewport.set(viewport);
    });
}

fn keep_size(figure: Figure, node: NodeRef<html::Div>) {
    let observer = StoredValue::new_local(None);
    Effect::new(move || {
        let Some(node) = node.get() else { return };
        let measured = node.clone();
        let measure = move || {
            let size = Size {
                width_px: f64::from(measured.client_width()).max(1.0),
                height_px: f64::from(measured.client_height()).max(1.0),
                device_ratio: window().device_pixel_ratio(),
            };
            if figure.size.get_untracked() != size {
                figure.size.set(size);
            }
        };
        measure();
        observer.set_value(crate::browser::frame::SizeWatch::new(&node, measure));
    });
}

/// Paints once a frame whenever something that is seen has changed.
fn keep_painted(
    figure: Figure,
    theme: RwSignal<u32>,
    stage_node: NodeRef<html::Div>,
    canvas_node: NodeRef<html::Canvas>,
    overview_node: NodeRef<html::Canvas>,
) {
    let state = figure.state;
    let drawing = Rc::new(RefCell::new(None));
    let painter = StoredValue::new_local(Painter::new(move || {
        let (Some(element), Some(canvas), Some(overview)) =
            (stage_node.get_untracked(), canvas_node.get_untracked(), overview_node.get_untracked())
        else {
            return;
        };
        let mut drawing = drawing.borrow_mut();
        if drawing.is_none() {
            *drawing = Drawing::new(canvas, overview);
        }
        let (Some(drawing), Some(picture)) = (drawing.as_mut(), state.open.picture.get_untracked()) else { return };
        drawing.take_theme(&element, theme.get_untracked());
        let totals = drawing.paint(state, &picture, figure.size.get_untracked(), figure.open_end(&picture));
        if figure.totals.get_untracked() != totals {
            figure.totals.set(totals);
        }
    }));
    Effect::new(move || {
        state.open.viewport.track();
        state.open.picture.track();
        state.open.hits.track();
        state.open.selection.track();
        state.zone.track();
        figure.size.track();
        theme.track();
        let runs = state.open.session.read().as_ref().is_some_and(|session| session.status.is_running());
        if runs {
            state.now.track();
        }
        painter.with_value(Painter::request);
    });
}

/// Buttons for what wheel, drag and keys do.
fn tools(figure: Figure) -> impl IntoView {
    let state = figure.state;
    let viewport = state.open.viewport;
    let zoom = move |factor: f64| {
        viewport.update(|viewport| {
            let range = viewport.range();
            viewport.zoom_at(range.start().plus(range.ticks() / 2), factor);
            viewport.commit();
        });
    };
    let has = move |severity: Severity| {
        state.open.revision.track();
        state.open.log.read().read().is_ok_and(|log| log.count(severity) > 0)
    };
    view! {
        <div class="timeline__tools no-print" role="toolbar" aria-label="Timeline tools">
            {icon_button("Fit", "Show the whole session (0)", move || viewport.update(crate::timeline::Viewport::refit))}
            {icon_button("+", "Zoom in (+)", move || zoom(0.5))}
            {icon_button("−", "Zoom out (-)", move || zoom(2.0))}
            <button
                type="button" title="Back to the window before ([)" aria-label="Back to the window before"
                disabled=move || !viewport.read().steps().0
                on:click=move |_| viewport.update(|viewport| { viewport.back(); })
            >"↶"</button>
            <button
                type="button" title="Forward again (])" aria-label="Forward again"
                disabled=move || !viewport.read().steps().1
                on:click=move |_| viewport.update(|viewport| { viewport.forward(); })
            >"↷"</button>
            <button
                type="button" class="chip" disabled=move || !has(Severity::Failed)
                title="Previous failure (p)" aria-label="Previous failure"
                on:click=move |_| pick::jump(state, Some(Severity::Failed), Direction::Previous)
            >"‹ ✕"</button>
            <button
                type="button" class="chip" disabled=move || !has(Severity::Failed)
                title="Next failure (n)" aria-label="Next failure"
                on:click=move |_| pick::jump(state, Some(Severity::Failed), Direction::Next)
            >"✕ ›"</button>
            <button
                type="button" class="chip" title="Rows high enough to read, the rest by scrolling (Alt and wheel)"
                aria-pressed=move || (viewport.read().density() == Density::Readable).to_string()
                on:click=move |_| viewport.update(|viewport| {
                    let density = if viewport.density() == Density::Readable { Density::Whole } else { Density::Readable };
                    viewport.set_density(density);
                })
            >"Tall rows"</button>
            <p class="timeline__sum" aria-live="off">{move || sum(figure.totals.get())}</p>
        </div>
    }
}

/// The line that always adds up.
fn sum(totals: Totals) -> String {
    let n = |n: u32| format::count(n);
    let failed = totals.by_severity.get(Severity::Failed as usize).copied().unwrap_or(0);
    let mut line = format!("{} of {} items in the window: {} on their own", n(totals.n_window), n(totals.n_session), n(totals.n_own));
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
fn axis(figure: Figure) -> impl IntoView {
    let state = figure.state;
    let ticks = Memo::new(move |_| {
        let zone = state.zone.get();
        let window = state.open.viewport.read().range();
        Shared::new(ticks(window, figure.size.get().width_px, &zone))
    });
    view! {
        <div class="timeline__axis">
            {move || {
                let ticks = ticks.get();
                ticks
                    .ticks
                    .iter()
                    .map(|tick| {
                        let class = if tick.is_major { "timeline__tick timeline__tick--major" } else { "timeline__tick" };
                        view! { <span class=class style:left=format!("{}px", tick.x_px)>{tick.label.clone()}</span> }
                    })
                    .collect_view()
            }}
            <span class="timeline__zone">
                {move || format!("{} · {}", ticks.get().context, state.zone.read().name())}
            </span>
        </div>
    }
}

/// Listeners that live as long as the view does.
fn keep(listeners: Vec<Listener>) {
    let listeners = StoredValue::new_local(listeners);
    on_cleanup(move || listeners.set_value(Vec::new()));
}

fn as_target(element: &impl wasm_bindgen::JsCast) -> &web_sys::EventTarget {
    element.unchecked_ref()
}
