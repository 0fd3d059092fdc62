//! The keys of the timeline. `parts/help.rs` lists them.

use web_sys::KeyboardEvent;

use super::{On, pointer};
use crate::app::actions::pick;
use crate::model::Severity;
use crate::timeline::Direction::{Next, Previous};
use crate::timeline::{Density, Viewport};

/// Does what a key says.
pub(super) fn press(on: On, event: &KeyboardEvent) {
    if event.ctrl_key() || event.alt_key() || event.meta_key() {
        return;
    }
    let state = on.state;
    let viewport = state.open.viewport;
    let pan = |fraction: f64| {
        viewport.update(|viewport| {
            viewport.pan_by(fraction);
            viewport.commit();
        });
    };
    let is_readable = viewport.peek().density() == Density::Readable;
    match event.key().as_str() {
        "+" | "=" => zoom(on, 2.0),
        "-" => zoom(on, 0.5),
        "0" | "f" => viewport.update(Viewport::refit),
        "ArrowLeft" | "a" => pan(-0.2),
        "ArrowRight" | "d" => pan(0.2),
        "ArrowDown" => pick::jump(state, None, Next),
        "ArrowUp" => pick::jump(state, None, Previous),
        "Home" => {
            pick::select(state, None);
            pick::jump(state, None, Next);
        }
        "End" => {
            pick::select(state, None);
            pick::jump(state, None, Previous);
        }
        "PageDown" if is_readable => pointer::scroll(on, 200.0),
        "PageUp" if is_readable => pointer::scroll(on, -200.0),
        "n" => pick::jump(state, Some(Severity::Failed), Next),
        "p" => pick::jump(state, Some(Severity::Failed), Previous),
        "w" => pick::jump(state, Some(Severity::Warning), Next),
        "W" => pick::jump(state, Some(Severity::Warning), Previous),
        "r" => pick::jump(state, Some(Severity::Running), Next),
        "R" => pick::jump(state, Some(Severity::Running), Previous),
        "g" => pick::jump_to_idle(state, Next),
        "G" => pick::jump_to_idle(state, Previous),
        "[" => viewport.update(|viewport| {
            viewport.back();
        }),
        "]" => viewport.update(|viewport| {
            viewport.forward();
        }),
        "Escape" => pick::select(state, None),
        _ => return,
    }
    event.prevent_default();
}

/// Zooms at the middle of the window; more than 1 zooms in.
pub(super) fn zoom(on: On, factor: f64) {
    on.state.open.viewport.update(|viewport| {
        let range = viewport.range();
        viewport.zoom_at(range.start().plus(range.ticks() / 2), factor);
        viewport.commit();
    });
}
