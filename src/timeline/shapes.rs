//! The shapes of results. Each says by its form what its colour says: failed is hatched and crossed, a warning bears a
//! triangle, what is neither is an outline, what runs has an open end.

use super::scale::{float, floor, round};
use super::surface::{Rgba, Surface, mix};
use crate::model::Severity;

/// Half the square root of two.
const SLANT: f64 = std::f64::consts::FRAC_1_SQRT_2;
/// Length of the part of an open bar that fades, in CSS pixels.
const FADE_PX: f64 = 26.0;

/// A rectangle in device pixels: whole lines, and any place along them.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) x0: f64,
    pub(super) x1: f64,
    pub(super) y0: i64,
    pub(super) y1: i64,
}

impl Place {
    fn height(&self) -> f64 {
        float(self.y1 - self.y0)
    }

    fn shrunk(self, by: i64) -> Self {
        Self { x0: self.x0 + float(by), x1: self.x1 - float(by), y0: self.y0 + by, y1: self.y1 - by }
    }
}

/// The colours of one bar.
#[derive(Clone, Copy)]
pub(super) struct Ink {
    /// Its area.
    pub(super) fill: Rgba,
    /// What is behind it.
    pub(super) behind: Rgba,
    /// The colour of text.
    pub(super) text: Rgba,
}

/// A bar with rounded corners, and what tells its severity.
pub(super) fn bar(on: &mut Surface<'_>, place: Place, ink: Ink, severity: Severity, is_open: bool, ratio: f64) {
    let line = round(ratio).max(1);
    let is_tall = place.height() >= 6.0 * ratio;
    let radius = if is_tall { (2.5 * ratio).min((place.x1 - place.x0) / 2.0) } else { 0.0 };
    let tooth = if is_open && is_tall { 3.0 * ratio } else { 0.0 };
    rounded(on, place, radius, tooth, ratio, ink.fill);
    if is_tall {
        let is_outline = severity == Severity::Neutral && place.x1 - place.x0 > 4.0 * ratio;
        if is_outline {
            let inner = mix(ink.fill, ink.behind, 190);
            rounded(on, place.shrunk(line), (radius - float(line)).max(0.0), tooth, ratio, inner);
        } else {
            let edge = mix(ink.fill, ink.text, 56);
            for y in place.y1 - line..place.y1 {
                let inset = corner(radius, float(place.y1 - y) - 0.5);
                on.span(y, place.x0 + inset, place.x1 - inset - tooth, edge);
            }
        }
    }
    if severity == Severity::Failed && place.height() >= 4.0 * ratio {
        hatch(on, place, mix(ink.fill, ink.behind, 44), radius, ratio);
    }
    if is_open {
        fade(on, place, ink.behind, severity, ratio);
    }
}

/// Fills a rectangle with rounded corners; `tooth` cuts a zigzag into its right end.
fn rounded(on: &mut Surface<'_>, place: Place, radius: f64, tooth: f64, ratio: f64, colour: Rgba) {
    let n_corner = if tooth > 0.0 { place.y1 - place.y0 } else { -floor(-radius) };
    let top = (place.y0 + n_corner).min(place.y1);
    let bottom = (place.y1 - n_corner).max(top);
    for y in (place.y0..top).chain(bottom..place.y1) {
        let from_edge = float((y - place.y0).min(place.y1 - 1 - y)) + 0.5;
        let inset = corner(radius, from_edge);
        let cut = if tooth > 0.0 { zigzag(float(y - place.y0) / ratio) * tooth } else { inset };
        on.span(y, place.x0 + inset, place.x1 - cut, colour);
    }
    on.block(top, bottom, place.x0, place.x1, colour);
}

/// How far a rounded corner recedes at this distance from the edge.
fn corner(radius: f64, from_edge: f64) -> f64 {
    let dy = radius - from_edge;
    if dy <= 0.0 { 0.0 } else { radius - (radius * radius - dy * dy).max(0.0).sqrt() }
}

/// 0 to 1 and back every six pixels.
fn zigzag(y: f64) -> f64 {
    let at = y - float(floor(y / 6.0)) * 6.0;
    if at < 3.0 { at / 3.0 } else { 2.0 - at / 3.0 }
}

/// Slanted stripes, 2 of every 8 pixels.
fn hatch(on: &mut Surface<'_>, place: Place, colour: Rgba, radius: f64, ratio: f64) {
    let period = round(8.0 * ratio).max(3);
    let width = round(2.0 * ratio).max(1);
    let inset = float(floor(radius / 2.0));
    let (x0, x1) = (round(place.x0 + inset).max(0), round(place.x1 - inset).min(on.width()));
    for y in place.y0 + 1..place.y1 - 1 {
        let mut x = x0 - (x0 + y).rem_euclid(period);
        while x < x1 {
            on.fill(x.max(x0), y, (x + width).min(x1), y + 1, colour);
            x += period;
        }
    }
}

/// Lets the right end fade in stripes. Of a warning or failure every other stripe keeps its full colour.
fn fade(on: &mut Surface<'_>, place: Place, behind: Rgba, severity: Severity, ratio: f64) {
    let length = (FADE_PX * ratio).min((place.x1 - place.x0) * 0.6);
    let stripe = round(4.0 * ratio).max(2);
    let (from, to) = (round(place.x1 - length), round(place.x1));
    for x in from.max(0)..to.min(on.width()) {
        let far = float(x - from) / length.max(1.0);
        let in_gap = (to - x).rem_euclid(stripe) < round(1.4 * ratio).max(1);
        let share = match (in_gap, severity >= Severity::Warning) {
            (true, _) => far * 225.0,
            (false, true) => 0.0,
            (false, false) => far * 120.0,
        };
        let share = u8::try_from(round(share).clamp(0, 255)).unwrap_or(255);
        on.tint(x, place.y0, x + 1, place.y1, behind, share);
    }
}

/// The symbol of a severity, in the height given; its centre in device pixels.
pub(super) fn symbol(on: &mut Surface<'_>, x: f64, y: f64, half: f64, severity: Severity, colour: Rgba) {
    match severity {
        Severity::Failed => cross(on, x, y, half, (half * 0.34).max(0.8), colour),
        Severity::Warning => triangle(on, x, y, half, colour),
        Severity::Running => pointer(on, x, y, half, colour),
        Severity::Success | Severity::Neutral => diamond(on, x, y, half, colour),
    }
}

/// Two slanted strokes, `thick` being half their width.
fn cross(on: &mut Surface<'_>, x: f64, y: f64, half: f64, thick: f64, colour: Rgba) {
    for py in floor(y - half)..=floor(y + half) {
        for px in floor(x - half)..=floor(x + half) {
            let (dx, dy) = (float(px) + 0.5 - x, float(py) + 0.5 - y);
            let off = (dx - dy).abs().min((dx + dy).abs()) * SLANT;
            let inside = (half + 0.5 - dx.abs().max(dy.abs())).clamp(0.0, 1.0);
            let share = (thick + 0.5 - off).clamp(0.0, 1.0) * inside;
            let share = u8::try_from(round(share * 255.0)).unwrap_or(0);
            if share > 0 {
                on.blend(px, py, colour, share);
            }
        }
    }
}

/// Its point is up.
pub(super) fn triangle(on: &mut Surface<'_>, x: f64, y: f64, half: f64, colour: Rgba) {
    let top = round(y - half);
    let n_lines = round(half * 2.0).max(1);
    for line in 0..n_lines {
        let width = (float(line) + 0.7) / float(n_lines) * half * 1.15;
        on.span(top + line, x - width, x + width, colour);
    }
}

/// Its point is at the right.
fn pointer(on: &mut Surface<'_>, x: f64, y: f64, half: f64, colour: Rgba) {
    let top = round(y - half);
    let n_lines = round(half * 2.0).max(1);
    for line in 0..n_lines {
        let off = (float(line) + 0.5 - half).abs() / half;
        on.span(top + line, x - half, x - half + (1.0 - off).max(0.0) * half * 2.0, colour);
    }
}

/// Two strokes that meet: `<` with its tip at `x`, or `>` where `way` is 1 and not -1.
pub(super) fn chevron(on: &mut Surface<'_>, x: f64, y: f64, (half, thick): (f64, f64), way: f64, colour: Rgba) {
    let top = round(y - half);
    for line in 0..round(half * 2.0).max(1) {
        let off = (float(top + line) + 0.5 - y).abs() * 0.8;
        let tip = x - way * off;
        on.span(top + line, tip - thick / 2.0, tip + thick / 2.0, colour);
    }
}

/// It stands on a corner.
pub(super) fn diamond(on: &mut Surface<'_>, x: f64, y: f64, half: f64, colour: Rgba) {
    for py in floor(y - half)..=floor(y + half) {
        let width = half - (float(py) + 0.5 - y).abs();
        if width > 0.0 {
            on.span(py, x - width, x + width, colour);
        }
    }
}

/// A column from top to bottom with torn edges: here time is left out. They run in parallel, as the edges of a torn sheet
/// that fit each other. Shade and edge are its colours.
pub(super) fn torn(on: &mut Surface<'_>, x0: f64, x1: f64, (shade, edge): (Rgba, Rgba), ratio: f64) {
    let line = ratio.max(1.0);
    let depth = (3.0 * ratio).min((x1 - x0) / 3.0);
    for y in 0..on.height() {
        let cut = zigzag(float(y) / ratio) * depth;
        let (left, right) = (x0 + cut, (x1 - depth + cut).max(x0 + cut + line));
        on.span(y, left, right, shade);
        on.span(y, left, left + line, edge);
        on.span(y, right - line, right, edge);
    }
}

/// A frame `width` wide just outside a rectangle.
pub(super) fn ring(on: &mut Surface<'_>, place: Place, gap: i64, width: i64, colour: Rgba) {
    let (x0, x1) = (round(place.x0) - gap, round(place.x1) + gap);
    let (y0, y1) = (place.y0 - gap, place.y1 + gap);
    on.fill(x0 - width, y0 - width, x1 + width, y0, colour);
    on.fill(x0 - width, y1, x1 + width, y1 + width, colour);
    on.fill(x0 - width, y0, x0, y1, colour);
    on.fill(x1, y0, x1 + width, y1, colour);
}
