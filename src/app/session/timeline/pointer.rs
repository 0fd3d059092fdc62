//! Wheel, drag and click on the stage.

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, PointerEvent, WheelEvent};

use super::{Figure, Hover};
use crate::app::signals::SetIfNew as _;
use crate::app::store::pick;
use crate::model::TimeRange;
use crate::timeline::{Density, Viewport, rows_for};

/// A pointer that moved less than this has clicked.
pub(super) const CLICK_PX: f64 = 4.0;

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

/// What happens on the stage. Who hears it is attached once, with the stage.
#[derive(Clone, Copy)]
pub(super) struct Stage {
    figure: Figure,
    drag: StoredValue<Drag>,
}

impl Stage {
    pub(super) fn new(figure: Figure) -> Self {
        Self { figure, drag: StoredValue::new(Drag::None) }
    }

    /// A pointer goes down.
    pub(super) fn press(self, event: &PointerEvent) {
        if event.button() != 0 {
            return;
        }
        capture(event);
        let (x_px, y_px) = place(event);
        let here = event.pointer_id();
        self.drag.set_value(match self.drag.get_value() {
            Drag::Pan { pointer, last_x_px, .. } if pointer != here => {
                Drag::Pinch([(pointer, last_x_px), (here, x_px)])
            }
            _ if event.shift_key() => {
                self.figure.store.open.range.set(None);
                Drag::Range { from_x_px: x_px }
            }
            _ => Drag::Pan { pointer: here, from_x_px: x_px, last_x_px: x_px, last_y_px: y_px },
        });
    }

    /// A pointer moves.
    pub(super) fn go(self, event: &PointerEvent) {
        let figure = self.figure;
        let (x_px, y_px) = place(event);
        match self.drag.get_value() {
            Drag::None => figure.hover.set_if_new(Some(Hover { hit: figure.hit(x_px, y_px), x_px, y_px })),
            Drag::Pan { pointer, from_x_px, last_x_px, last_y_px } => {
                figure.hover.set_if_new(None);
                let width_px = figure.size.get_untracked().width_px;
                figure.store.open.viewport.update(|viewport| viewport.pan_by((last_x_px - x_px) / width_px));
                scroll(figure, last_y_px - y_px);
                self.drag.set_value(Drag::Pan { pointer, from_x_px, last_x_px: x_px, last_y_px: y_px });
            }
            Drag::Range { from_x_px } => choose_range(figure, from_x_px, x_px),
            Drag::Pinch(before) => {
                let now = before.map(|(id, at_px)| (id, if id == event.pointer_id() { x_px } else { at_px }));
                pinch(figure, before.map(|(_, at_px)| at_px), now.map(|(_, at_px)| at_px));
                self.drag.set_value(Drag::Pinch(now));
            }
        }
    }

    /// A pointer goes up.
    pub(super) fn release(self, event: &PointerEvent) {
        let figure = self.figure;
        let (x_px, y_px) = place(event);
        let drag = self.drag.get_value();
        self.cancel();
        match drag {
            Drag::Pan { from_x_px, .. } if (x_px - from_x_px).abs() < CLICK_PX => {
                pick::select(figure.store, figure.hit(x_px, y_px).map(|hit| hit.idx));
            }
            Drag::Pan { .. } | Drag::Pinch(_) => figure.store.open.viewport.update(Viewport::commit),
            _ => {}
        }
    }

    /// The browser took the pointer for something of its own.
    pub(super) fn cancel(self) {
        self.drag.set_value(Drag::None);
    }

    /// The pointer is elsewhere.
    pub(super) fn leave(self) {
        self.figure.hover.set_if_new(None);
    }

    /// The wheel turns.
    pub(super) fn wheel(self, event: &WheelEvent) {
        event.prevent_default();
        let figure = self.figure;
        let unit_px = match event.delta_mode() {
            WheelEvent::DOM_DELTA_LINE => 16.0,
            WheelEvent::DOM_DELTA_PAGE => 400.0,
            _ => 1.0,
        };
        let (across_px, down_px) = (event.delta_x() * unit_px, event.delta_y() * unit_px);
        let viewport = figure.store.open.viewport;
        if event.alt_key() && viewport.read_untracked().density() == Density::Readable {
            scroll(figure, down_px);
        } else if event.shift_key() || across_px.abs() > down_px.abs() {
            let by_px = if across_px == 0.0 { down_px } else { across_px };
            viewport.update(|viewport| viewport.pan_by(by_px / figure.size.get_untracked().width_px));
        } else {
            // Two steps of an ordinary wheel make about twice as much, and as many back undo it.
            let step = 1.0 + down_px.abs().min(200.0) / 200.0;
            let factor = if down_px < 0.0 { step } else { 1.0 / step };
            let at = figure.time_at(f64::from(event.offset_x()));
            viewport.update(|viewport| viewport.zoom_at(at, factor));
        }
    }
}

/// Where a pointer is on what hears it.
pub(super) fn place(event: &PointerEvent) -> (f64, f64) {
    (f64::from(event.offset_x()), f64::from(event.offset_y()))
}

/// What is heard from a pointer from now on goes where it went down. Without that a drag ends at the border; that is all.
pub(super) fn capture(event: &PointerEvent) {
    if let Some(element) = event.current_target().and_then(|target| target.dyn_into::<Element>().ok()) {
        let _ = element.set_pointer_capture(event.pointer_id());
    }
}

/// Scrolls the rows.
pub(super) fn scroll(figure: Figure, by_px: f64) {
    let viewport = figure.store.open.viewport;
    let density = viewport.read_untracked().density();
    let Some(picture) = figure.store.open.picture.get_untracked() else { return };
    let rows = rows_for(figure.size.get_untracked(), picture.index.n_lanes(), density);
    viewport.update(|viewport| viewport.scroll_by(by_px, rows.most_scroll_px()));
}

/// Two fingers move: what lies between them stays there.
fn pinch(figure: Figure, before: [f64; 2], now: [f64; 2]) {
    let (apart, middle) = (|[a, b]: [f64; 2]| (a - b).abs().max(8.0), |[a, b]: [f64; 2]| f64::midpoint(a, b));
    let at = figure.time_at(middle(before));
    let by = (middle(before) - middle(now)) / figure.size.get_untracked().width_px;
    figure.store.open.viewport.update(|viewport| {
        viewport.zoom_at(at, apart(now) / apart(before));
        viewport.pan_by(by);
    });
}

/// Chooses what lies between two places of the stage, if they are apart.
fn choose_range(figure: Figure, from_x_px: f64, to_x_px: f64) {
    let Some(picture) = figure.store.open.picture.get_untracked() else { return };
    let drawn = TimeRange::new(figure.time_at(from_x_px), figure.time_at(to_x_px));
    let is_apart = (to_x_px - from_x_px).abs() >= CLICK_PX;
    figure.store.open.range.set_if_new(is_apart.then(|| picture.map.real_range(drawn)));
}
