//! Wheel, drag and click on the stage.

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement, MouseEvent, Node, PointerEvent, WheelEvent};

use super::{Figure, Hover};
use crate::app::signals::{SetIfNew as _, keep};
use crate::app::store::pick;
use crate::browser::frame::Listener;
use crate::model::TimeRange;
use crate::timeline::wheel::{Does, Turn, Unit, Wheel};
use crate::timeline::{Density, Viewport, rows_for};

/// A pointer that moved less than this has clicked.
pub(super) const CLICK_PX: f64 = 4.0;

/// What a drag does.
#[derive(Clone, Copy, PartialEq)]
enum Drag {
    None,
    /// Moves the window; holds which pointer it is, where it began (nowhere, where it was one of two) and where it was last.
    Pan {
        pointer: i32,
        from: Option<Point>,
        last: Point,
    },
    /// Chooses a range, from where it began.
    Range {
        from_x_px: f64,
    },
    /// Two fingers: each with its place.
    Pinch([(i32, Point); 2]),
}

/// A place on the stage.
type Point = (f64, f64);

/// What happens on the stage. Who hears it is attached once, with the stage.
#[derive(Clone, Copy)]
pub(super) struct Stage {
    figure: Figure,
    drag: StoredValue<Drag>,
    wheel: StoredValue<Wheel>,
}

impl Stage {
    pub(super) fn new(figure: Figure) -> Self {
        Self { figure, drag: StoredValue::new(Drag::None), wheel: StoredValue::new(Wheel::default()) }
    }

    /// Hears of the wheel beside the stage as well: what began there is not meant for the picture when it comes over it.
    pub(super) fn watch_wheel(self, stage: NodeRef<leptos::html::Div>) {
        keep(Listener::new(&window(), "wheel", move |event| {
            let target = event.target().and_then(|target| target.dyn_into::<Node>().ok());
            let is_here = stage.get_untracked().is_some_and(|stage| stage.contains(target.as_ref()));
            if !is_here {
                self.wheel.update_value(|wheel| wheel.turn_elsewhere(event.time_stamp()));
            }
        }));
    }

    /// A pointer goes down.
    pub(super) fn press(self, event: &PointerEvent) {
        if event.button() != 0 {
            return;
        }
        capture(event);
        let at = place(event);
        let here = event.pointer_id();
        self.figure.card.set_if_new(None);
        self.drag.set_value(match self.drag.get_value() {
            // A third finger changes nothing.
            pinch @ Drag::Pinch(_) => pinch,
            Drag::Pan { pointer, last, .. } if pointer != here => Drag::Pinch([(pointer, last), (here, at)]),
            _ if event.shift_key() => {
                self.figure.store.open.range.set(None);
                Drag::Range { from_x_px: at.0 }
            }
            _ => Drag::Pan { pointer: here, from: Some(at), last: at },
        });
    }

    /// A pointer moves.
    pub(super) fn go(self, event: &PointerEvent) {
        let figure = self.figure;
        let (x_px, y_px) = place(event);
        match self.drag.get_value() {
            // A finger hovers over nothing.
            Drag::None if event.pointer_type() == "touch" => {}
            Drag::None => figure.hover.set_if_new(Some(Hover::at(event, figure.hit(x_px, y_px)))),
            Drag::Pan { pointer, .. } if pointer != event.pointer_id() => {}
            Drag::Pan { pointer, from, last } => {
                figure.hover.set_if_new(None);
                let width_px = figure.size.get_untracked().width_px;
                figure.store.open.viewport.update(|viewport| viewport.pan_by((last.0 - x_px) / width_px));
                scroll(figure, last.1 - y_px);
                self.drag.set_value(Drag::Pan { pointer, from, last: (x_px, y_px) });
            }
            Drag::Range { from_x_px } => choose_range(figure, from_x_px, x_px),
            Drag::Pinch(before) => {
                let now = before.map(|(id, at)| (id, if id == event.pointer_id() { (x_px, y_px) } else { at }));
                pinch(figure, before.map(|(_, at)| at.0), now.map(|(_, at)| at.0));
                self.drag.set_value(Drag::Pinch(now));
            }
        }
    }

    /// A pointer goes up.
    pub(super) fn release(self, event: &PointerEvent) {
        let figure = self.figure;
        let (x_px, y_px) = place(event);
        match self.drag.get_value() {
            Drag::Pan { from: Some(from), .. }
                if (x_px - from.0).abs() < CLICK_PX && (y_px - from.1).abs() < CLICK_PX =>
            {
                pick::select(figure.store, figure.hit(x_px, y_px).map(|hit| hit.idx));
            }
            _ => {}
        }
        self.end(event.pointer_id());
    }

    /// The browser took the pointer for something of its own, such as scrolling the page.
    pub(super) fn cancel(self, event: &PointerEvent) {
        self.end(event.pointer_id());
    }

    /// A pointer is gone. Of two fingers the other one goes on moving the window.
    fn end(self, pointer: i32) {
        let rest = match self.drag.get_value() {
            Drag::Pinch(fingers) => fingers.into_iter().find(|(id, _)| *id != pointer),
            _ => None,
        };
        self.figure.store.open.viewport.update(Viewport::commit);
        self.drag.set_value(rest.map_or(Drag::None, |(pointer, last)| Drag::Pan { pointer, from: None, last }));
    }

    /// The pointer is elsewhere.
    pub(super) fn leave(self) {
        self.figure.hover.set_if_new(None);
    }

    /// The wheel turns.
    pub(super) fn wheel(self, event: &WheelEvent) {
        let figure = self.figure;
        let viewport = figure.store.open.viewport;
        let stage = event.current_target().and_then(|target| target.dyn_into::<Element>().ok());
        let turn = Turn {
            at_ms: event.time_stamp(),
            across: event.delta_x(),
            down: event.delta_y(),
            unit: match event.delta_mode() {
                WheelEvent::DOM_DELTA_LINE => Unit::Line,
                WheelEvent::DOM_DELTA_PAGE => Unit::Page,
                _ => Unit::Px,
            },
            has_focus: stage.is_some() && document().active_element() == stage,
            has_ctrl: event.ctrl_key() || event.meta_key(),
            has_shift: event.shift_key(),
            is_for_rows: event.alt_key() && viewport.read_untracked().density() == Density::Readable,
        };
        let does = self.wheel.try_update_value(|wheel| wheel.turn(&turn)).unwrap_or(Does::Nothing);
        if let Does::Page { is_new } = does {
            if is_new {
                figure.tell_of_wheel();
            }
            return;
        }
        event.prevent_default();
        figure.hover.set_if_new(None);
        figure.card.set_if_new(None);
        match does {
            Does::Zoom(factor) => {
                let at = figure.time_at(place(event).0);
                viewport.update(|viewport| viewport.zoom_at(at, factor));
            }
            Does::Pan(by_px) => {
                let width_px = figure.size.get_untracked().width_px;
                viewport.update(|viewport| viewport.pan_by(by_px / width_px));
            }
            Does::Rows(by_px) => scroll(figure, by_px),
            Does::Page { .. } | Does::Nothing => {}
        }
    }
}

/// Where a pointer is on what hears it, in the pixels that this has when nothing is magnified. The event's own offset would
/// be from whatever is under the pointer, and browsers count it differently where a style magnifies.
pub(super) fn place(event: &MouseEvent) -> (f64, f64) {
    let Some(element) = event.current_target().and_then(|target| target.dyn_into::<HtmlElement>().ok()) else {
        return (f64::from(event.offset_x()), f64::from(event.offset_y()));
    };
    let seen = element.get_bounding_client_rect();
    let along = |at: i32, begin: f64, seen: f64, own: i32| {
        let magnified = if seen > 0.0 { f64::from(own) / seen } else { 1.0 };
        (f64::from(at) - begin) * magnified
    };
    (
        along(event.client_x(), seen.left(), seen.width(), element.offset_width()),
        along(event.client_y(), seen.top(), seen.height(), element.offset_height()),
    )
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
