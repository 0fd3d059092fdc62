//! The axis: labels at the ticks, with their zone named.

use std::cell::RefCell;

use super::{On, px};
use crate::app::dom::{El, div, el, span};
use crate::app::reactive::effect;
use crate::timeline::ticks_drawn;

/// The axis. Its labels are made once and moved with every frame: new ones each time would cost more than the picture.
pub(super) fn axis(on: On) -> El {
    let state = on.state;
    let ticks = el("div");
    let zone = span("timeline__zone", "");
    let axis = div("timeline__axis").child(ticks.clone()).child(zone.clone());
    let (shown, said) = (RefCell::new(Vec::<Tick>::new()), RefCell::new(String::new()));
    effect(move || {
        let name = state.zone.get();
        let Some(picture) = state.open.picture.get() else { return };
        let drawn = ticks_drawn(state.open.viewport.read().range(), on.size.get().width_px, &name, &picture.map);
        let shown = &mut *shown.borrow_mut();
        let mut n = 0;
        for tick in drawn.ticks.iter().filter(|tick| !tick.label.is_empty()) {
            if n == shown.len() {
                shown.push(Tick::new(&ticks));
            }
            if let Some(shown) = shown.get_mut(n) {
                shown.show(&tick.label, tick.x_px, tick.is_major);
            }
            n += 1;
        }
        for spare in shown.iter_mut().skip(n) {
            spare.show("", -1000.0, false);
        }
        let context = [&drawn.context, " · ", name.name()].concat();
        if *said.borrow() != context {
            zone.set_text(&context);
            said.replace(context);
        }
    });
    axis
}

/// One label, and what it says now.
struct Tick {
    el: El,
    label: String,
    is_major: bool,
}

impl Tick {
    fn new(parent: &El) -> Self {
        let el = span("timeline__tick", "");
        parent.add(&el);
        Self { el, label: String::new(), is_major: false }
    }

    fn show(&mut self, label: &str, x_px: f64, is_major: bool) {
        if self.label != label {
            label.clone_into(&mut self.label);
            self.el.set_text(label);
        }
        if self.is_major != is_major {
            self.is_major = is_major;
            self.el.set_class(if is_major { "timeline__tick timeline__tick--major" } else { "timeline__tick" });
        }
        // Moved without a new layout of the page.
        let _ = self.el.clone().style("transform", &["translateX(", &px(x_px), ")"].concat());
    }
}
