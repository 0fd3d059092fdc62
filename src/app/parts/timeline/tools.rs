//! The buttons of the timeline, and the line that says what is in the picture.

use super::{On, keys};
use crate::app::dom::{El, button, div, el, el_of, sign_button};
use crate::app::parts::status;
use crate::app::store::said::said;
use crate::app::store::{self, pick};
use crate::format;
use crate::model::Severity;
use crate::route::Group;
use crate::timeline::{Density, Direction, Totals, Viewport};
use leptos::prelude::*;

/// How rows can be divided: the word in the address, and what a person reads.
const ROWS: [(&str, &str); 5] = [
    ("", "Rows: packed"),
    ("object", "Rows by object"),
    ("kind", "Rows by kind"),
    ("result", "Rows by result"),
    ("item", "A row for each item"),
];

/// Buttons for what wheel, drag and keys do.
pub(super) fn tools(on: On) -> El {
    let store = on.store;
    let viewport = store.open.viewport;
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
            store.open.revision.track();
            !store.open.log.read().read().is_ok_and(|log| log.count(severity) > 0)
        };
        sign_button(face, title, move || pick::jump(store, Some(severity), direction))
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
        .attr_said("title", "Rows high enough to read; the rest by scrolling (Alt and wheel)")
        .attr_with("aria-pressed", move || Some(is_tall().to_string()));
    let has_breaks = store.open.has_breaks;
    let breaks = button("Break idle", move || has_breaks.update(|has| *has = !*has))
        .attr("class", "chip")
        .attr_said("title", "Draw long stretches in which nothing runs short")
        .attr_with("aria-pressed", move || Some(has_breaks.get().to_string()));
    let chosen = store.open.group.get_untracked().map_or("", Group::word);
    let rows = el("select").attr_said("aria-label", "Rows").on_value("change", move |word| {
        store::set_params(store, |params| params.group = Group::from_word(word));
    });
    for (word, words) in ROWS {
        rows.offer(word, &said(words), chosen);
    }
    div("timeline__tools no-print").attr("role", "toolbar").attr_said("aria-label", "Timeline tools").children([
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
        breaks,
        rows,
        el_of("p", "timeline__sum").say_with(move || sum(&on.totals.read())),
    ])
}

/// The line that always adds up.
fn sum(totals: &Totals) -> String {
    let n = |n: u32| format::count(n);
    let mut line = format!(
        "{} of {} items in the window: {} on their own",
        n(totals.n_window),
        n(totals.n_session),
        n(totals.n_own)
    );
    for (count, what) in [
        (totals.n_merged, "merged"),
        (totals.n_scrolled, "in rows out of sight"),
        (totals.n_without_start, "without a start, in the table only"),
    ] {
        if count > 0 {
            line.extend([", ", &n(count), " ", what]);
        }
    }
    status::problems(totals.by_severity, &mut |_, words| line.extend([", ", words]));
    line
}
