//! Pixels: opaque RGBA, eight bits each. Integer arithmetic and square roots only, the same everywhere.

use super::scale::{float, floor, index, round};

/// Red, green, blue, alpha.
pub type Rgba = [u8; 4];

/// `share` of `other` mixed into `colour`, 0 to 255.
pub(super) fn mix(colour: Rgba, other: Rgba, share: u8) -> Rgba {
    let [r, g, b, a] = colour;
    let [other_r, other_g, other_b, other_a] = other;
    [part(r, other_r, share), part(g, other_g, share), part(b, other_b, share), part(a, other_a, share)]
}

/// Rounded to the nearest, as a division by 255 would, in shifts: this is done for every pixel at a bar's end.
#[allow(clippy::cast_possible_truncation, reason = "a mean of two bytes is a byte")]
const fn part(a: u8, b: u8, share: u8) -> u8 {
    let sum = a as u32 * (255 - share as u32) + b as u32 * share as u32 + 128;
    ((sum + (sum >> 8)) >> 8) as u8
}

/// A share from 0 to 1 as 0 to 255.
fn byte(share: f64) -> u8 {
    u8::try_from(round(share * 255.0).clamp(0, 255)).unwrap_or(255)
}

/// A canvas in device pixels.
pub(super) struct Surface<'a> {
    pixels: &'a mut [Rgba],
    width: i64,
    height: i64,
}

impl<'a> Surface<'a> {
    /// `bytes` as a surface of this size, made as large as it has to be and filled with one colour.
    pub(super) fn new(bytes: &'a mut Vec<u8>, (width, height): (u32, u32), colour: Rgba) -> Self {
        bytes.resize(width as usize * height as usize * 4, 0);
        let (pixels, _) = bytes.as_chunks_mut::<4>();
        pixels.fill(colour);
        Self { pixels, width: i64::from(width), height: i64::from(height) }
    }

    pub(super) fn width(&self) -> i64 {
        self.width
    }

    pub(super) fn height(&self) -> i64 {
        self.height
    }

    /// The pixels `x0..x1` of a line, those that are on the surface.
    fn line(&mut self, y: i64, x0: i64, x1: i64) -> &mut [Rgba] {
        let (x0, x1) = (x0.clamp(0, self.width), x1.clamp(0, self.width));
        if y < 0 || y >= self.height || x0 >= x1 {
            return &mut [];
        }
        let begin = y * self.width;
        self.pixels.get_mut(index(begin + x0)..index(begin + x1)).unwrap_or_default()
    }

    /// A filled rectangle, right and bottom edge outside.
    pub(super) fn fill(&mut self, x0: i64, y0: i64, x1: i64, y1: i64, colour: Rgba) {
        for y in y0.max(0)..y1.min(self.height) {
            self.line(y, x0, x1).fill(colour);
        }
    }

    /// The same, with `share` of the colour mixed in.
    pub(super) fn tint(&mut self, x0: i64, y0: i64, x1: i64, y1: i64, colour: Rgba, share: u8) {
        for y in y0.max(0)..y1.min(self.height) {
            for pixel in self.line(y, x0, x1) {
                *pixel = mix(*pixel, colour, share);
            }
        }
    }

    /// Mixes a colour into one pixel.
    pub(super) fn blend(&mut self, x: i64, y: i64, colour: Rgba, share: u8) {
        if share == 0 {
            return;
        }
        for pixel in self.line(y, x, x.saturating_add(1)) {
            *pixel = mix(*pixel, colour, share);
        }
    }

    /// A stretch of a line whose ends lie within pixels: these take their share of the colour.
    pub(super) fn span(&mut self, y: i64, x0: f64, x1: f64, colour: Rgba) {
        self.block(y, y + 1, x0, x1, colour);
    }

    /// The same stretch of several lines.
    pub(super) fn block(&mut self, y0: i64, y1: i64, x0: f64, x1: f64, colour: Rgba) {
        let (x0, x1) = (x0.max(0.0), x1.min(float(self.width)));
        if x1 <= x0 {
            return;
        }
        let (first, last) = (floor(x0), floor(x1));
        let (left, right) =
            if first == last { (byte(x1 - x0), 0) } else { (byte(1.0 - (x0 - float(first))), byte(x1 - float(last))) };
        let n_whole = index(last - first - 1);
        for y in y0.max(0)..y1.min(self.height) {
            let Some((pixel, line)) = self.line(y, first, last + 1).split_first_mut() else { continue };
            *pixel = mix(*pixel, colour, left);
            // At the right edge of the surface there is no pixel for the rest, which is none.
            let (whole, rest) = line.split_at_mut(n_whole.min(line.len()));
            whole.fill(colour);
            if let Some(pixel) = rest.first_mut() {
                *pixel = mix(*pixel, colour, right);
            }
        }
    }
}
