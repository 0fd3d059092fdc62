//! The keys of the timeline. The list of all keys is the help's.

use leptos::prelude::*;
use web_sys::KeyboardEvent;

use super::{Figure, pointer};
use crate::app::store::{Store, axis, pick};
use crate::app::ui::Stroke;
use crate::model::Severity;
use crate::timeline::Direction::{Next, Previous};
use crate::timeline::{Density, Direction, Viewport};

/// Does what a key says.
pub(super) fn press(figure: Figure, event: &KeyboardEvent) {
    let stroke = Stroke::from(event);
    let is_done = match (stroke.command(), stroke.place()) {
        (Some(command), _) if obey(figure, &command, stroke.has_shift) => true,
        // To the left and to the right of S, whatever is printed there.
        (_, Some('a')) => pan(figure, -1.0),
        (_, Some('d')) => pan(figure, 1.0),
        _ => false,
    };
    if is_done {
        event.prevent_default();
    }
}

/// Does what a command says, if it is one.
fn obey(figure: Figure, command: &str, has_shift: bool) -> bool {
    let store = figure.store;
    let viewport = store.open.viewport;
    let is_readable = viewport.read_untracked().density() == Density::Readable;
    match command {
        "+" | "=" => zoom(figure, 2.0),
        "-" => zoom(figure, 0.5),
        "0" | "f" => viewport.update(Viewport::refit),
        "ArrowLeft" if has_shift => pick::grow_range(store, -1),
        "ArrowRight" if has_shift => pick::grow_range(store, 1),
        "ArrowLeft" | "a" => return pan(figure, -1.0),
        "ArrowRight" | "d" => return pan(figure, 1.0),
        "ArrowDown" => pick::jump(store, None, Next),
        "ArrowUp" => pick::jump(store, None, Previous),
        "Home" => to_end(store, Next),
        "End" => to_end(store, Previous),
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
        "[" | "u" => step(figure, Viewport::back),
        "]" | "U" => step(figure, Viewport::forward),
        "h" => pick::jump_to_hit(store, Next),
        "H" => pick::jump_to_hit(store, Previous),
        "s" => pick::choose_range_of_selection(store),
        "z" => zoom_to_chosen(store),
        "Enter" => return axis::enter_selected(store),
        "b" => pick::toggle_idle(store),
        "Escape" if store.open.range.read_untracked().is_some() => store.open.range.set(None),
        "Escape" => pick::select(store, None),
        _ => return false,
    }
    true
}

/// Moves the window by a fifth, to later times where it is 1.
pub(super) fn pan(figure: Figure, by: f64) -> bool {
    figure.store.open.viewport.update(|viewport| {
        viewport.pan_by(by / 5.0);
        viewport.commit();
    });
    true
}

/// To the window before, or forward again.
pub(super) fn step(figure: Figure, step: fn(&mut Viewport) -> bool) {
    figure.store.open.viewport.update(|viewport| {
        step(viewport);
    });
}

/// To the first item, or with [`Previous`] to the last.
pub(super) fn to_end(store: Store, direction: Direction) {
    pick::select(store, None);
    pick::jump(store, None, direction);
}

/// Zooms to the range, if one is chosen, else to the selected item.
pub(super) fn zoom_to_chosen(store: Store) {
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
