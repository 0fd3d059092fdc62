//! What a pointer does on the overview: a drag chooses the window, a click moves it there, a double click shows the whole.

use leptos::prelude::*;
use web_sys::PointerEvent;

use super::Figure;
use super::pointer::{CLICK_PX, capture, place};
use crate::model::TimeRange;

/// A drag over the overview.
#[derive(Clone, Copy)]
pub(super) struct Drag {
    figure: Figure,
    /// Where it began; nothing while no pointer is down.
    from_x_px: StoredValue<Option<f64>>,
}

impl Drag {
    pub(super) fn new(figure: Figure) -> Self {
        Self { figure, from_x_px: StoredValue::new(None) }
    }

    /// A pointer goes down.
    pub(super) fn begin(self, event: &PointerEvent) {
        capture(event);
        self.from_x_px.set_value(Some(place(event).0));
    }

    /// A pointer moves.
    pub(super) fn go(self, event: &PointerEvent) {
        if let Some(from_x_px) = self.from_x_px.get_value() {
            choose(self.figure, from_x_px, place(event).0, false);
        }
    }

    /// A pointer goes up.
    pub(super) fn end(self, event: &PointerEvent) {
        if let Some(from_x_px) = self.from_x_px.get_value() {
            self.from_x_px.set_value(None);
            choose(self.figure, from_x_px, place(event).0, true);
        }
    }
}

/// Moves the window to what lies between two places of the overview; to a place, if they are one.
fn choose(figure: Figure, from_x_px: f64, x_px: f64, is_over: bool) {
    let Some(picture) = figure.store.open.picture.get_untracked() else { return };
    let width_px = figure.size.get_untracked().width_px;
    let time_at = |x_px: f64| picture.overview.time_from_x(x_px, width_px);
    let is_click = (x_px - from_x_px).abs() < CLICK_PX;
    if is_click && !is_over {
        return;
    }
    figure.store.open.viewport.update(|viewport| {
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
