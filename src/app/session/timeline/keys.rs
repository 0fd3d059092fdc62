//! The keys of the timeline. The list of all keys is the help's.

use leptos::prelude::*;
use web_sys::KeyboardEvent;

use super::{Figure, pointer};
use crate::app::store::Store;
use crate::app::store::pick;
use crate::model::Severity;
use crate::timeline::Direction::{Next, Previous};
use crate::timeline::{Density, Viewport};

/// Does what a key says.
pub(super) fn press(figure: Figure, event: &KeyboardEvent) {
    if event.ctrl_key() || event.alt_key() || event.meta_key() {
        return;
    }
    let store = figure.store;
    let viewport = store.open.viewport;
    let pan = |fraction: f64| {
        viewport.update(|viewport| {
            viewport.pan_by(fraction);
            viewport.commit();
        });
    };
    let is_readable = viewport.read_untracked().density() == Density::Readable;
    match event.key().as_str() {
        "+" | "=" => zoom(figure, 2.0),
        "-" => zoom(figure, 0.5),
        "0" | "f" => viewport.update(Viewport::refit),
        "ArrowLeft" if event.shift_key() => pick::grow_range(store, -1),
        "ArrowRight" if event.shift_key() => pick::grow_range(store, 1),
        "ArrowLeft" | "a" => pan(-0.2),
        "ArrowRight" | "d" => pan(0.2),
        "ArrowDown" => pick::jump(store, None, Next),
        "ArrowUp" => pick::jump(store, None, Previous),
        "Home" => {
            pick::select(store, None);
            pick::jump(store, None, Next);
        }
        "End" => {
            pick::select(store, None);
            pick::jump(store, None, Previous);
        }
        "PageDown" if is_readable => pointer::scroll(figure, 200.0),
        "PageUp" if is_readable => pointer::scroll(figure, -200.0),
        "n" => pick::jump(store, Some(Severity::Failed), Next),
        "p" => pick::jump(store, Some(Severity::Failed), Previous),
        "w" => pick::jump(store, Some(Severity::Warning), Next),
        "W" => pick::jump(store, Some(Severity::Warning), Previous),
        "r" => pick::jump(store, Some(Severity::Running), Next),
        "R" => pick::jump(store, Some(Severity::Running), Previous),
        "g" => pick::jump_to_idle(store, Next),
        "G" => pick::jump_to_idle(store, Previous),
        "[" => viewport.update(|viewport| {
            viewport.back();
        }),
        "]" => viewport.update(|viewport| {
            viewport.forward();
        }),
        "h" => pick::jump_to_hit(store, Next),
        "H" => pick::jump_to_hit(store, Previous),
        "s" => pick::choose_range_of_selection(store),
        "z" => zoom_to_chosen(store),
        "b" => pick::toggle_idle(store),
        "Escape" if store.open.range.read_untracked().is_some() => store.open.range.set(None),
        "Escape" => pick::select(store, None),
        _ => return,
    }
    event.prevent_default();
}

/// Zooms to the range, if one is chosen, else to the selected item.
fn zoom_to_chosen(store: Store) {
    let range = store.open.range.get_untracked();
    let selection = store.open.selection.get_untracked();
    match (range, selection) {
        (Some(range), _) => pick::zoom_to_range(store, range),
        (None, Some(idx)) => pick::zoom_to(store, idx),
        _ => {}
    }
}

/// Zooms at the middle of the window; more than 1 zooms in.
pub(super) fn zoom(figure: Figure, factor: f64) {
    figure.store.open.viewport.update(|viewport| {
        let range = viewport.range();
        viewport.zoom_at(range.start().plus(range.ticks() / 2), factor);
        viewport.commit();
    });
}
