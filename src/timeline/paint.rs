//! From a scene to pixels. No text: the browser draws that on top.
//!
//! The same bytes natively and in the browser, so pictures are checked natively.

use super::hit::{ALERT_WIDTH_PX, RectPx, mark_half_px, widened};
use super::hits::Hits;
use super::overview::Overview;
use super::parts::{Bar, Layer, Mark, Run};
use super::scale::{Scale, float, index, round};
use super::scene::{Scene, goes_on, has_symbol, inner_left_px};
use super::shapes::{Ink, Place, bar, chevron, diamond, ring, symbol, torn, triangle};
use super::surface::{Surface, mix};
use super::{Rows, Size};
use crate::model::Severity;

pub use super::surface::Rgba;

/// From this height on a row has room for ticks above narrow failures and warnings.
const TICK_ROW_PX: f64 = 11.0;
/// From this height on every other row has a shade.
const SHADE_ROW_PX: f64 = 8.0;
const DIM: u8 = 176;
/// [`ALERT_WIDTH_PX`] in columns.
const ALERT_COLUMNS: i64 = 3;

/// A colour for each role, all opaque. The page fills it from its style sheet.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Palette {
    /// Behind everything.
    pub background: Rgba,
    /// Behind every other row.
    pub row: Rgba,
    /// Lines at the ticks.
    pub grid: Rgba,
    /// Lines at the major ticks.
    pub grid_major: Rgba,
    /// Text; edges and crowded places are drawn towards it.
    pub text: Rgba,
    /// Ended well.
    pub success: Rgba,
    /// Neither good nor bad.
    pub neutral: Rgba,
    /// Not ended.
    pub running: Rgba,
    /// Warning.
    pub warning: Rgba,
    /// Failed.
    pub failed: Rgba,
    /// The selected item's ring, hits.
    pub selection: Rgba,
    /// The overview's curve: what runs at least.
    pub curve: Rgba,
    /// The overview's curve: what runs at most.
    pub curve_most: Rgba,
    /// Breaks in the axis.
    pub veil: Rgba,
}

impl Palette {
    /// The colour of a severity.
    pub fn of(&self, severity: Severity) -> Rgba {
        match severity {
            Severity::Success => self.success,
            Severity::Neutral => self.neutral,
            Severity::Running => self.running,
            Severity::Warning => self.warning,
            Severity::Failed => self.failed,
        }
    }

    fn ink(&self, severity: Severity, is_dim: bool, behind: Rgba) -> Ink {
        let fill = self.of(severity);
        Ink { fill: if is_dim { mix(fill, behind, DIM) } else { fill }, behind, text: self.text }
    }
}

struct Painter<'a> {
    on: Surface<'a>,
    palette: &'a Palette,
    rows: Rows,
    ratio: f64,
    /// One pixel of the screen for one of CSS, as on most screens.
    has_own_pixels: bool,
}

/// Paints a scene: RGBA, row by row, [`Size::device_px`] large. Costs O(pixels) to clear and O(parts) of the scene;
/// allocates only if `pixels` has to grow.
pub fn paint(scene: &Scene, palette: &Palette, pixels: &mut Vec<u8>) {
    let on = Surface::new(pixels, scene.size.device_px(), palette.background);
    let ratio = scene.size.ratio();
    let has_own_pixels = (ratio - 1.0).abs() < f64::EPSILON;
    let mut painter = Painter { on, palette, rows: scene.rows, ratio, has_own_pixels };
    painter.backdrop(scene);
    painter.layer(&scene.calm);
    painter.layer(&scene.warning);
    painter.layer(&scene.failed);
    if let Some(rect) = scene.selection {
        painter.selection(rect);
    }
}

impl Painter<'_> {
    fn device(&self, px: f64) -> i64 {
        round(px * self.ratio)
    }

    /// The left edge of a column.
    fn column(&self, column: i64) -> i64 {
        if self.has_own_pixels { column } else { self.device(float(column)) }
    }

    fn place(&self, row: u32, x0_px: f64, x1_px: f64) -> Place {
        let top = self.rows.top_px(row);
        Place {
            x0: x0_px * self.ratio,
            x1: x1_px * self.ratio,
            y0: self.device(top),
            y1: self.device(top + self.rows.bar_px()),
        }
    }

    fn is_shaded(&self, row: u32) -> bool {
        row % 2 == 1 && self.rows.row_px >= SHADE_ROW_PX
    }

    fn behind(&self, row: u32) -> Rgba {
        if self.is_shaded(row) { self.palette.row } else { self.palette.background }
    }

    fn backdrop(&mut self, scene: &Scene) {
        let (first, last) = self.rows.in_sight();
        let (width, height) = (self.on.width(), self.on.height());
        for row in first..last {
            if !self.is_shaded(row) {
                continue;
            }
            let top = self.rows.top_px(row) - float(round(self.rows.gap_px / 2.0 - 0.5));
            let (y0, y1) = (self.device(top), self.device(top + self.rows.row_px));
            self.on.fill(0, y0, width, y1, self.palette.row);
        }
        let line = round(self.ratio).max(1);
        for &(x_px, is_major) in &scene.grid {
            let x = self.device(x_px);
            let colour = if is_major { self.palette.grid_major } else { self.palette.grid };
            self.on.fill(x, 0, x + line, height, colour);
        }
        for found in &scene.breaks {
            let (x0, x1) = (found.x0_px * self.ratio, found.x1_px * self.ratio);
            torn(&mut self.on, x0, x1, (self.palette.veil, self.palette.grid_major), self.ratio);
        }
    }

    fn layer(&mut self, layer: &Layer) {
        for bar in &layer.bars {
            self.bar(bar);
        }
        self.runs(&layer.runs);
        for mark in &layer.marks {
            self.mark(mark);
        }
    }

    fn bar(&mut self, item: &Bar) {
        let behind = self.behind(item.row);
        let ink = self.palette.ink(item.severity, item.is_dim, behind);
        let mut place = self.place(item.row, item.x0_px, item.x1_px);
        if item.severity >= Severity::Warning {
            let rect = widened(RectPx {
                x: item.x0_px,
                y: self.rows.top_px(item.row),
                width: item.x1_px - item.x0_px,
                height: self.rows.bar_px(),
            });
            (place.y0, place.y1) = (self.device(rect.y), self.device(rect.y + rect.height));
            // What just reaches into the window is still seen.
            place.x0 = place.x0.min(float(self.on.width()) - ALERT_WIDTH_PX * self.ratio);
            place.x1 = place.x1.max(ALERT_WIDTH_PX * self.ratio);
        } else if place.x1 - place.x0 > 3.0 * self.ratio {
            // A hair of air between one bar and the next.
            place.x1 -= 0.5 * self.ratio;
        }
        bar(&mut self.on, place, ink, item.severity, item.is_open, self.ratio);
        let y = float(place.y0 + place.y1) / 2.0;
        let (before, after) = goes_on(item, &self.rows, float(self.on.width()) / self.ratio);
        let (half, thick) = (4.0 * self.ratio, 1.8 * self.ratio);
        for (is_marked, x_px, way) in [(before, 4.0, -1.0), (after, float(self.on.width()) / self.ratio - 4.0, 1.0)] {
            if is_marked {
                chevron(&mut self.on, x_px * self.ratio, y, (half, thick), way, self.palette.text);
            }
        }
        if has_symbol(item, &self.rows) {
            let x = (inner_left_px(item, before) + 9.0) * self.ratio;
            let half = 3.5 * self.ratio;
            if item.severity == Severity::Failed {
                // A calm ground, so that the cross is not lost in the hatching.
                diamond(&mut self.on, x, y, half * 2.1, ink.fill);
            }
            symbol(&mut self.on, x, y, half, item.severity, self.palette.background);
        }
    }

    /// Runs come row by row, and there may be tens of thousands: what is the same for a row is worked out once for it.
    fn runs(&mut self, runs: &[Run]) {
        for runs in runs.chunk_by(|a, b| a.row == b.row) {
            let Some(first) = runs.first() else { continue };
            let behind = self.behind(first.row);
            let (y, height) = (self.rows.top_px(first.row), self.rows.bar_px());
            let is_alert = first.severity >= Severity::Warning;
            let rect = RectPx { x: 0.0, y, width: ALERT_WIDTH_PX, height };
            let rect = if is_alert { widened(rect) } else { rect };
            let (y0, y1) = (self.device(rect.y), self.device(rect.y + rect.height));
            let mut ink = (first.severity, first.is_dim, self.palette.ink(first.severity, first.is_dim, behind));
            for run in runs {
                if (run.severity, run.is_dim) != (ink.0, ink.1) {
                    ink = (run.severity, run.is_dim, self.palette.ink(run.severity, run.is_dim, behind));
                }
                let ink = ink.2;
                let (from, to) = (i64::from(run.from), i64::from(run.to));
                if !is_alert {
                    let fill = match run.level {
                        0 => ink.fill,
                        1 => mix(ink.fill, ink.text, 26),
                        _ => mix(ink.fill, ink.text, 52),
                    };
                    self.on.fill(self.column(from), y0, self.column(to), y1, fill);
                    continue;
                }
                // As `widened` does, in whole pixels.
                let side = (ALERT_COLUMNS - (to - from)).max(0);
                let side = (side + 1) / 2;
                self.on.fill(self.column(from - side), y0, self.column(to + side), y1, ink.fill);
                if self.rows.row_px >= TICK_ROW_PX {
                    self.tick(float(from + to) / 2.0, rect.y, run.severity, ink.fill);
                }
            }
        }
    }

    /// Says above a narrow failure or warning what it is: a bar like that of a T, or a small triangle.
    fn tick(&mut self, x_px: f64, y_px: f64, severity: Severity, colour: Rgba) {
        if severity == Severity::Failed {
            let (x0, x1) = (self.device(x_px - 3.5), self.device(x_px + 3.5));
            let (y0, y1) = (self.device(y_px - 1.0), self.device(y_px + 2.0));
            self.on.fill(x0, y0, x1, y1, colour);
        } else {
            triangle(&mut self.on, x_px * self.ratio, (y_px + 2.5) * self.ratio, 3.5 * self.ratio, colour);
        }
    }

    fn mark(&mut self, item: &Mark) {
        let behind = self.behind(item.row);
        let ink = self.palette.ink(item.severity, item.is_dim, behind);
        let x = item.x_px * self.ratio;
        let y = (self.rows.top_px(item.row) + self.rows.bar_px() / 2.0) * self.ratio;
        let half = mark_half_px(&self.rows) * self.ratio;
        match item.severity {
            Severity::Failed if half < 3.0 * self.ratio => diamond(&mut self.on, x, y, half + self.ratio, ink.fill),
            Severity::Neutral => {
                diamond(&mut self.on, x, y, half, ink.fill);
                diamond(&mut self.on, x, y, half - 1.7 * self.ratio, behind);
            }
            severity => symbol(&mut self.on, x, y, half, severity, ink.fill),
        }
    }

    fn selection(&mut self, rect: RectPx) {
        let place = Place {
            x0: rect.x * self.ratio,
            x1: (rect.x + rect.width) * self.ratio,
            y0: self.device(rect.y),
            y1: self.device(rect.y + rect.height),
        };
        let line = round(self.ratio).max(1);
        ring(&mut self.on, place, 0, line, self.palette.background);
        ring(&mut self.on, place, line, line * 2, self.palette.selection);
    }
}

/// Height of the overview's strip of failures, in CSS pixels.
const STRIP_PX: f64 = 7.0;

impl Overview {
    /// Paints the overview: the curve, a tick for every failure and warning, and one below for every hit. The window is
    /// not in it: the page lays it over this picture, which then lasts while the window moves. O(pixels), and O(log n)
    /// per column.
    pub fn paint(&self, size: Size, palette: &Palette, hits: Option<&Hits>, pixels: &mut Vec<u8>) {
        let ratio = size.ratio();
        let mut on = Surface::new(pixels, size.device_px(), palette.background);
        let (width, height) = (on.width(), on.height());
        let scale = Scale::new(self.extent(), float(width));
        let px = |px: f64| round(px * ratio);
        let strip = px(STRIP_PX);
        let room = (height - strip - px(2.0)).max(1);
        self.map().each_break(&scale, &mut |found| {
            torn(&mut on, found.x0_px, found.x1_px, (palette.veil, palette.grid_major), ratio);
        });
        for x in 0..width {
            let band = self.band(index(x), index(width));
            let up =
                |n: u32| if n == 0 { 0 } else { (i64::from(n) * room / i64::from(self.peak().max(1))).max(px(1.0)) };
            on.fill(x, height - up(band.most), x + 1, height, palette.curve_most);
            on.fill(x, height - up(band.least), x + 1, height, palette.curve);
        }
        on.fill(0, height - px(1.0).max(1), width, height, palette.grid_major);
        if let Some(hits) = hits {
            each_column(&scale, hits.starts(), &mut |x| {
                on.fill(x - px(0.5), height - px(4.0), x + px(1.5).max(1), height, palette.selection);
            });
        }
        for severity in [Severity::Warning, Severity::Failed] {
            let top = if severity == Severity::Failed { 0 } else { px(3.0) };
            each_column(&scale, self.alerts(severity), &mut |x| {
                on.fill(x - px(1.0), top, x + px(1.0).max(1), strip, palette.of(severity));
            });
        }
    }
}

/// Calls once for each column in which something starts. O(log n) per column.
fn each_column(scale: &Scale, starts: &[i64], each: &mut dyn FnMut(i64)) {
    let mut at = 0;
    while let Some(&t) = starts.get(at) {
        let column = scale.column(t);
        each(column);
        let border = scale.border(column + 1);
        let is_in_column = |at: usize| starts.get(at).is_some_and(|&t| t < border);
        let mut step = 1;
        while is_in_column(at + step) {
            at += step;
            step *= 2;
        }
        while step > 0 {
            if is_in_column(at + step) {
                at += step;
            }
            step /= 2;
        }
        at += 1;
    }
}
