//! Paints the timeline and its overview onto their canvases. What is painted comes from `timeline`; colours from CSS.

use leptos::prelude::*;
use web_sys::{HtmlCanvasElement, HtmlElement};

use super::super::text;
use super::axis::Axis;
use crate::app::store::said::said;
use crate::app::store::{Drawn, Shared, Store};
use crate::browser::canvas::{self, Surface};
use crate::format;
use crate::model::{Severity, Timestamp};
use crate::timeline::{
    Break, Hits, Label, Overview, Palette, Scene, Size, Totals, View, paint, scene_into, ticks_drawn,
};

/// Height of the overview; `.timeline__overview` in style/session.css says the same.
const OVERVIEW_PX: f64 = 52.0;
const LABEL_FONT: &str = "11px system-ui, -apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif";

/// Both canvases and the axis, and memory that is used again for every frame.
pub(super) struct Drawing {
    stage: Surface,
    overview: Surface,
    axis: Axis,
    scene: Scene,
    stage_pixels: Vec<u8>,
    overview_pixels: Vec<u8>,
    palette: Palette,
    label: String,
    on_bar: String,
    /// The theme's revision that the colours were read at.
    theme: u32,
    /// What the overview was painted of: picture, hits, theme, size. It lasts until one of them changes.
    small: Option<(usize, Option<usize>, u32, Size)>,
}

impl Drawing {
    pub(crate) fn new(stage: HtmlCanvasElement, overview: HtmlCanvasElement, axis: Axis) -> Option<Self> {
        Some(Self {
            stage: Surface::new(stage)?,
            overview: Surface::new(overview)?,
            axis,
            scene: Scene::default(),
            stage_pixels: Vec::new(),
            overview_pixels: Vec::new(),
            palette: palette(&|_| [0, 0, 0, 255]),
            label: String::new(),
            on_bar: String::new(),
            theme: u32::MAX,
            small: None,
        })
    }

    /// Reads the colours again if the theme has changed.
    pub(crate) fn take_theme(&mut self, element: &HtmlElement, theme: u32) {
        if self.theme == theme {
            return;
        }
        self.theme = theme;
        self.palette = palette(&|name| canvas::rgba(&canvas::colour(element, name)));
        self.label = canvas::colour(element, "--tl-label");
        self.on_bar = canvas::colour(element, "--tl-on-bar");
    }

    /// Paints both. Gives the sums of what is in the picture.
    pub(crate) fn paint(&mut self, store: Store, picture: &Shared<Drawn>, size: Size, open_end: Timestamp) -> Totals {
        let open = store.open;
        let hits = open.hits.get_untracked();
        let viewport = open.viewport.read_untracked();
        let mut view = View::new(&picture.index, &viewport, size, open_end);
        view.selection = open.selection.get_untracked();
        view.hits = hits.as_deref();
        scene_into(&view, &mut self.scene);
        let zone = store.zone.read_untracked();
        let ticks = ticks_drawn(view.window, size.width_px, &zone, &picture.map);
        self.axis.show(&ticks, zone.name());
        self.scene.set_grid(&ticks);
        self.scene.set_breaks(&picture.map, view.window);
        paint(&self.scene, &self.palette, &mut self.stage_pixels);
        let (width, height) = size.device_px();
        self.stage.show(&self.stage_pixels, width, height);
        self.write_labels(store, picture.log, size.ratio());
        let small = (picture.number(), hits.as_ref().map(Shared::number), self.theme, size);
        if self.small != Some(small) {
            self.small = Some(small);
            self.paint_overview(&picture.overview, size, hits.as_deref());
        }
        self.scene.totals
    }

    fn write_labels(&mut self, store: Store, log_number: usize, device_ratio: f64) {
        self.stage.set_font(LABEL_FONT, device_ratio);
        let shared = store.open.log.get_untracked();
        for &Break { x0_px, x1_px, ticks } in &self.scene.breaks {
            let (x_px, y_px) = (f64::midpoint(x0_px, x1_px), self.scene.size.height_px / 2.0);
            self.stage.write_upwards(&said(&format::duration(ticks)), x_px, y_px, &self.label, device_ratio);
        }
        if shared.number() != log_number {
            return;
        }
        let Ok(log) = shared.read() else { return };
        for &Label { idx, x_px, y_px, max_width_px, severity, is_dim } in &self.scene.labels {
            let is_pale = is_dim || severity == Severity::Neutral;
            let colour = if is_pale { &self.label } else { &self.on_bar };
            self.stage.write(&text::plain(log.text(idx)), x_px, y_px, max_width_px, colour);
        }
    }

    fn paint_overview(&mut self, overview: &Overview, size: Size, hits: Option<&Hits>) {
        let size = Size { height_px: OVERVIEW_PX, ..size };
        overview.paint(size, &self.palette, hits, &mut self.overview_pixels);
        let (width, height) = size.device_px();
        self.overview.show(&self.overview_pixels, width, height);
    }
}

fn palette(colour: &dyn Fn(&str) -> [u8; 4]) -> Palette {
    Palette {
        background: colour("--tl-background"),
        row: colour("--tl-stripe"),
        grid: colour("--tl-grid"),
        grid_major: colour("--tl-grid-major"),
        text: colour("--tl-label"),
        success: colour("--tl-success"),
        neutral: colour("--tl-neutral"),
        running: colour("--tl-running"),
        warning: colour("--tl-warning"),
        failed: colour("--tl-failed"),
        selection: colour("--tl-selection"),
        curve: colour("--tl-curve"),
        curve_most: colour("--tl-curve-most"),
        veil: colour("--tl-veil"),
    }
}
