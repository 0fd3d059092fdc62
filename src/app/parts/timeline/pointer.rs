//! Wheel, drag and click on the timeline and on its overview.

use crate::app::ui::set::SetIfNew as _;
use leptos::prelude::*;
use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::JsCast as _;
use web_sys::{HtmlCanvasElement, HtmlElement, PointerEvent, WheelEvent};

use super::{Hover, On};
use crate::app::dom::keep;
use crate::app::store::pick;
use crate::browser::frame::Listener;
use crate::model::TimeRange;
use crate::timeline::{Density, Viewport, rows_for};

/// A pointer that moved less than this has clicked.
const CLICK_PX: f64 = 4.0;

/// What a drag does.
#[derive(Clone, Copy, PartialEq)]
enum Drag {
    None,
    /// Moves the window; holds which pointer it is, and where it began and was last.
    Pan {
        pointer: i32,
        from_x_px: f64,
        last_x_px: f64,
        last_y_px: f64,
    },
    /// Chooses a range, from where it began.
    Range {
        from_x_px: f64,
    },
    /// Two fingers: each with its place.
    Pinch([(i32, f64); 2]),
}

/// Hears what happens on the stage and on the overview.
pub(super) fn listen(on: On, element: &HtmlElement, overview: &HtmlCanvasElement) {
    let drag = Rc::new(Cell::new(Drag::None));
    let hear = |name: &'static str, act: fn(On, &Cell<Drag>, &PointerEvent)| {
        let drag = drag.clone();
        keep(Listener::new(element, name, move |event| act(on, &drag, &event.unchecked_into())));
    };
    keep(Listener::new(element, "wheel", move |event| wheel(on, &event.unchecked_into())));
    hear("pointerdown", pressed);
    hear("pointermove", moved);
    hear("pointerup", released);
    hear("pointercancel", |_, drag, _| drag.set(Drag::None));
    hear("pointerleave", |on, _, _| on.hover.set_if_new(None));
    hear("dblclick", |on, _, _| on.store.open.viewport.update(Viewport::refit));
    listen_to_overview(on, overview);
}

fn pressed(on: On, drag: &Cell<Drag>, event: &PointerEvent) {
    if event.button() != 0 {
        return;
    }
    if let Some(element) = event.current_target().and_then(|target| target.dyn_into::<HtmlElement>().ok()) {
        // Without capture a drag ends at the border; that is all.
        let _ = element.set_pointer_capture(event.pointer_id());
    }
    let (x_px, y_px) = (f64::from(event.offset_x()), f64::from(event.offset_y()));
    let here = event.pointer_id();
    drag.set(match drag.get() {
        Drag::Pan { pointer, last_x_px, .. } if pointer != here => Drag::Pinch([(pointer, last_x_px), (here, x_px)]),
        _ if event.shift_key() => {
            on.store.open.range.set(None);
            Drag::Range { from_x_px: x_px }
        }
        _ => Drag::Pan { pointer: here, from_x_px: x_px, last_x_px: x_px, last_y_px: y_px },
    });
}

fn wheel(on: On, event: &WheelEvent) {
    event.prevent_default();
    let unit_px = match event.delta_mode() {
        WheelEvent::DOM_DELTA_LINE => 16.0,
        WheelEvent::DOM_DELTA_PAGE => 400.0,
        _ => 1.0,
    };
    let (across_px, down_px) = (event.delta_x() * unit_px, event.delta_y() * unit_px);
    let viewport = on.store.open.viewport;
    if event.alt_key() && viewport.read_untracked().density() == Density::Readable {
        scroll(on, down_px);
    } else if event.shift_key() || across_px.abs() > down_px.abs() {
        let by_px = if across_px == 0.0 { down_px } else { across_px };
        viewport.update(|viewport| viewport.pan_by(by_px / on.size.get_untracked().width_px));
    } else {
        // Two steps of an ordinary wheel make about twice as much, and as many back undo it.
        let step = 1.0 + down_px.abs().min(200.0) / 200.0;
        let factor = if down_px < 0.0 { step } else { 1.0 / step };
        let at = on.time_at(f64::from(event.offset_x()));
        viewport.update(|viewport| viewport.zoom_at(at, factor));
    }
}

/// Scrolls the rows.
pub(super) fn scroll(on: On, by_px: f64) {
    let Some(picture) = on.store.open.picture.get_untracked() else { return };
    let viewport = on.store.open.viewport;
    let density = viewport.read_untracked().density();
    let rows = rows_for(on.size.get_untracked(), picture.index.n_lanes(), density);
    viewport.update(|viewport| viewport.scroll_by(by_px, rows.most_scroll_px()));
}

fn moved(on: On, drag: &Cell<Drag>, event: &PointerEvent) {
    let (x_px, y_px) = (f64::from(event.offset_x()), f64::from(event.offset_y()));
    match drag.get() {
        Drag::None => {
            let hover = Hover { hit: on.hit(x_px, y_px), x_px, y_px };
            on.hover.set(Some(hover));
        }
        Drag::Pan { pointer, from_x_px, last_x_px, last_y_px } => {
            on.hover.set_if_new(None);
            let width_px = on.size.get_untracked().width_px;
            on.store.open.viewport.update(|viewport| viewport.pan_by((last_x_px - x_px) / width_px));
            scroll(on, last_y_px - y_px);
            drag.set(Drag::Pan { pointer, from_x_px, last_x_px: x_px, last_y_px: y_px });
        }
        Drag::Range { from_x_px } => choose_range(on, from_x_px, x_px),
        Drag::Pinch(before) => {
            let now = before.map(|(id, at_px)| (id, if id == event.pointer_id() { x_px } else { at_px }));
            pinch(on, before.map(|(_, at_px)| at_px), now.map(|(_, at_px)| at_px));
            drag.set(Drag::Pinch(now));
        }
    }
}

/// Two fingers move: what lies between them stays there.
fn pinch(on: On, before: [f64; 2], now: [f64; 2]) {
    let (apart, middle) = (|[a, b]: [f64; 2]| (a - b).abs().max(8.0), |[a, b]: [f64; 2]| f64::midpoint(a, b));
    let at = on.time_at(middle(before));
    let by = (middle(before) - middle(now)) / on.size.get_untracked().width_px;
    on.store.open.viewport.update(|viewport| {
        viewport.zoom_at(at, apart(now) / apart(before));
        viewport.pan_by(by);
    });
}

/// Chooses what lies between two places of the stage, if they are apart.
fn choose_range(on: On, from_x_px: f64, to_x_px: f64) {
    let Some(picture) = on.store.open.picture.get_untracked() else { return };
    let drawn = TimeRange::new(on.time_at(from_x_px), on.time_at(to_x_px));
    let is_apart = (to_x_px - from_x_px).abs() >= CLICK_PX;
    on.store.open.range.set(is_apart.then(|| picture.map.real_range(drawn)));
}

fn released(on: On, drag: &Cell<Drag>, event: &PointerEvent) {
    let (x_px, y_px) = (f64::from(event.offset_x()), f64::from(event.offset_y()));
    match drag.replace(Drag::None) {
        Drag::Pan { from_x_px, .. } if (x_px - from_x_px).abs() < CLICK_PX => {
            pick::select(on.store, on.hit(x_px, y_px).map(|hit| hit.idx));
        }
        Drag::Pan { .. } | Drag::Pinch(_) => on.store.open.viewport.update(Viewport::commit),
        _ => {}
    }
}

/// On the overview a drag chooses the window, a click moves it there, a double click shows the whole.
fn listen_to_overview(on: On, canvas: &HtmlCanvasElement) {
    let from_px = Rc::new(Cell::new(None));
    let hear = |name: &'static str, mut act: Box<dyn FnMut(PointerEvent)>| {
        keep(Listener::new(canvas, name, move |event| act(event.unchecked_into())));
    };
    hear("pointerdown", {
        let (from_px, canvas) = (from_px.clone(), canvas.clone());
        Box::new(move |event| {
            // Without capture a drag ends at the border; that is all.
            let _ = canvas.set_pointer_capture(event.pointer_id());
            from_px.set(Some(f64::from(event.offset_x())));
        })
    });
    hear("pointermove", {
        let from_px = from_px.clone();
        Box::new(move |event| {
            if let Some(from_x_px) = from_px.get() {
                choose(on, from_x_px, f64::from(event.offset_x()), false);
            }
        })
    });
    hear(
        "pointerup",
        Box::new(move |event| {
            if let Some(from_x_px) = from_px.take() {
                choose(on, from_x_px, f64::from(event.offset_x()), true);
            }
        }),
    );
    hear("dblclick", Box::new(move |_| on.store.open.viewport.update(Viewport::refit)));
}

/// Moves the window to what lies between two places of the overview; to a place, if they are one.
fn choose(on: On, from_x_px: f64, x_px: f64, is_over: bool) {
    let Some(picture) = on.store.open.picture.get_untracked() else { return };
    let width_px = on.size.get_untracked().width_px;
    let time_at = |x_px: f64| picture.overview.time_from_x(x_px, width_px);
    let is_click = (x_px - from_x_px).abs() < CLICK_PX;
    if is_click && !is_over {
        return;
    }
    on.store.open.viewport.update(|viewport| {
        let half = viewport.range().ticks() / 2;
        let middle = time_at(x_px);
        let range = if is_click {
            TimeRange::new(middle.plus(-half), middle.plus(half))
        } else {
            TimeRange::new(time_at(from_x_px), middle)
        };
        if is_over { viewport.zoom_to(range) } else { viewport.move_to(range) }
    });
}
