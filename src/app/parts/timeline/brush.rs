//! The window over the overview: what is outside lies under a veil.

use super::{On, px};
use crate::app::dom::{El, div};
use crate::timeline::Scale;
use leptos::prelude::*;

/// The overview with the window over it. It moves without the overview being painted anew.
pub(super) fn brush(on: On, overview: El) -> El {
    let edges = move || {
        let viewport = on.store.open.viewport.read();
        let (window, width_px) = (viewport.range(), on.size.get().width_px);
        let scale = Scale::new(viewport.whole(), width_px);
        (scale.x_from_time(window.start()), scale.x_from_time(window.end()), width_px)
    };
    overview.children([
        div("timeline__veil").style("left", "0").style_with("width", move || px(edges().0)),
        div("timeline__window")
            .attr_with("hidden", move || on.store.open.viewport.read().is_fit().then(String::new))
            .style_with("left", move || px(edges().0))
            .style_with("width", move || {
                let (start_px, until_px, _) = edges();
                px(until_px - start_px)
            }),
        div("timeline__veil").style("right", "0").style_with("width", move || {
            let (_, until_px, width_px) = edges();
            px(width_px - until_px)
        }),
    ])
}
