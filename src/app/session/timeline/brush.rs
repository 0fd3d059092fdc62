//! The overview, and the window over it: what is outside lies under a veil.

use leptos::html;
use leptos::prelude::*;

use super::{Figure, overview, style_px, whole};
use crate::app::signals::memo;
use crate::app::ui::view;
use crate::timeline::{Scale, Viewport};

/// Where the window stands over the overview, in whole pixels.
#[derive(Clone, Copy, PartialEq)]
struct Place {
    before: i32,
    width: i32,
    after: i32,
}

impl Place {
    fn of(viewport: &Viewport, width_px: f64) -> Self {
        let (window, scale) = (viewport.range(), Scale::new(viewport.whole(), width_px));
        let (start_px, until_px) = (scale.x_from_time(window.start()), scale.x_from_time(window.end()));
        Self { before: whole(start_px), width: whole(until_px - start_px), after: whole(width_px - until_px) }
    }
}

/// The overview with the window over it, which moves without the overview being painted anew.
#[component]
pub(super) fn Brush(figure: Figure, canvas: NodeRef<html::Canvas>) -> impl IntoView {
    let viewport = figure.store.open.viewport;
    let place = memo(move || Place::of(&viewport.read(), figure.size.get().width_px));
    let drag = overview::Drag::new(figure);
    view! {
        <div class="timeline__overview">
            <canvas
                aria-hidden="true"
                on:pointerdown=move |event| drag.begin(&event)
                on:pointermove=move |event| drag.go(&event)
                on:pointerup=move |event| drag.end(&event)
                on:dblclick=move |_| viewport.update(Viewport::refit)
                node_ref=canvas
            ></canvas>
            <div class="timeline__veil" style:left="0" style:width=move || style_px(place.get().before)></div>
            <div
                class="timeline__window"
                hidden=move || viewport.read().is_fit()
                style:left=move || style_px(place.get().before)
                style:width=move || style_px(place.get().width)
            ></div>
            <div class="timeline__veil" style:right="0" style:width=move || style_px(place.get().after)></div>
        </div>
    }
}
