//! The keys of the timeline. `parts/help.rs` lists them.

use leptos::prelude::*;
use web_sys::KeyboardEvent;

use super::{On, pointer};
use crate::app::actions::pick;
use crate::app::state::State;
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
    let is_readable = viewport.read_untracked().density() == Density::Readable;
    match event.key().as_str() {
        "+" | "=" => zoom(on, 2.0),
        "-" => zoom(on, 0.5),
        "0" | "f" => viewport.update(Viewport::refit),
        "ArrowLeft" if event.shift_key() => pick::grow_range(state, -1),
        "ArrowRight" if event.shift_key() => pick::grow_range(state, 1),
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
        "h" => pick::jump_to_hit(state, Next),
        "H" => pick::jump_to_hit(state, Previous),
        "s" => pick::choose_range_of_selection(state),
        "z" => zoom_to_chosen(state),
        "b" => state.open.has_breaks.update(|has| *has = !*has),
        "Escape" if state.open.range.read_untracked().is_some() => state.open.range.set(None),
        "Escape" => pick::select(state, None),
        _ => return,
    }
    event.prevent_default();
}

/// Zooms to the range, if one is chosen, else to the selected item.
fn zoom_to_chosen(state: State) {
    let range = state.open.range.get_untracked();
    let selection = state.open.selection.get_untracked();
    match (range, selection) {
        (Some(range), _) => pick::zoom_to_range(state, range),
        (None, Some(idx)) => pick::zoom_to(state, idx),
        _ => {}
    }
}

/// Zooms at the middle of the window; more than 1 zooms in.
pub(super) fn zoom(on: On, factor: f64) {
    on.state.open.viewport.update(|viewport| {
        let range = viewport.range();
        viewport.zoom_at(range.start().plus(range.ticks() / 2), factor);
        viewport.commit();
    });
}
