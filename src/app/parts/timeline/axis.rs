//! The axis: labels at the ticks, with their zone named.

use super::px;
use crate::app::dom::{El, div, el, span};
use crate::app::store::said::said;
use crate::timeline::Ticks;

/// The axis. Its labels are made once and moved with every frame: new ones each time would cost more than the picture.
pub(super) struct Axis {
    el: El,
    labels: El,
    zone: El,
    shown: Vec<Tick>,
    /// The day and the zone.
    said: String,
}

impl Axis {
    pub(super) fn new() -> Self {
        let (labels, zone) = (el("div"), span("timeline__zone", ""));
        let el = div("timeline__axis").child(labels.clone()).child(zone.clone());
        Self { el, labels, zone, shown: Vec::new(), said: String::new() }
    }

    pub(super) fn element(&self) -> El {
        self.el.clone()
    }

    /// Shows the ticks that the picture has its lines at.
    pub(super) fn show(&mut self, ticks: &Ticks, zone_name: &str) {
        let mut n = 0;
        for tick in ticks.ticks.iter().filter(|tick| !tick.label.is_empty()) {
            if n == self.shown.len() {
                self.shown.push(Tick::new(&self.labels));
            }
            if let Some(shown) = self.shown.get_mut(n) {
                shown.show(&tick.label, tick.x_px, tick.is_major);
            }
            n += 1;
        }
        for spare in self.shown.iter_mut().skip(n) {
            spare.show("", -1000.0, false);
        }
        let context = [&ticks.context, " · ", zone_name].concat();
        if self.said != context {
            self.zone.set_text(&said(&context));
            self.said = context;
        }
    }
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
            self.el.set_text(&said(label));
        }
        if self.is_major != is_major {
            self.is_major = is_major;
            self.el.set_class(if is_major { "timeline__tick timeline__tick--major" } else { "timeline__tick" });
        }
        // Moved without a new layout of the page.
        let _ = self.el.clone().style("transform", &["translateX(", &px(x_px), ")"].concat());
    }
}
