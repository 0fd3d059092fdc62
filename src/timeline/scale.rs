//! From ticks to pixels and back. The one place where numbers change their kind.
//!
//! A window is cut into whole columns, one CSS pixel each. The border between two columns is a tick, found by integer
//! arithmetic, so every tick lies in exactly one column and the same one natively and in the browser. Floats hold
//! offsets from the window's start only.

use super::Size;
use crate::model::{TimeRange, Timestamp};

/// Ticks, or another whole number, as a float.
#[allow(clippy::cast_precision_loss, reason = "exact below 2^53 ticks, 28 years; beyond, a pixel is hours wide")]
pub const fn float(n: i64) -> f64 {
    n as f64
}

/// Rounded down to a whole number; stops at the ends of the type, NaN gives 0.
#[allow(clippy::cast_possible_truncation, reason = "`as` from a float saturates")]
pub fn floor(x: f64) -> i64 {
    x.floor() as i64
}

/// The whole part of a number that is not negative.
#[allow(clippy::cast_possible_truncation, reason = "`as` from a float saturates")]
const fn truncate(x: f64) -> i64 {
    x as i64
}

/// Rounded to the nearest whole number, halves up; stops at the ends of the type, NaN gives 0.
pub fn round(x: f64) -> i64 {
    floor(x + 0.5)
}

/// As an index; 0 for what is negative.
pub fn index(n: i64) -> usize {
    usize::try_from(n).unwrap_or(0)
}

/// As a signed number; stops at the end of the type.
pub fn signed(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// As a 32-bit count; stops at the end of the type.
pub fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// As a pixel on a surface; stops at the ends of the type.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to the type first")]
pub fn short(n: i64) -> u16 {
    n.clamp(0, 0xffff) as u16
}

/// A window in time over a number of pixel columns.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Scale {
    start: i64,
    end: i64,
    n_columns: i64,
    /// `span = n_columns * whole + rest`: borders without overflow.
    whole: i64,
    rest: i64,
    px_per_tick: f64,
    ticks_per_px: f64,
    /// Further than this from a whole number, a product with `ticks_per_px` is on the right side of it.
    doubt: f64,
}

impl Scale {
    /// `range` over `width_px` pixels, at least one; a range without length counts as one tick.
    pub fn new(range: TimeRange, width_px: f64) -> Self {
        let start = range.start().ticks();
        let span = range.ticks().max(1);
        let n_columns = floor(width_px).clamp(1, 0xffff);
        Self {
            start,
            end: start.saturating_add(span),
            n_columns,
            whole: span / n_columns,
            rest: span % n_columns,
            px_per_tick: float(n_columns) / float(span),
            ticks_per_px: float(span) / float(n_columns),
            // Two roundings of at most 2^-53 of the span each, and room to spare.
            doubt: float(span) * f64::EPSILON * 4.0,
        }
    }

    /// For a surface.
    pub fn of(range: TimeRange, size: Size) -> Self {
        Self::new(range, size.width_px)
    }

    /// First tick of the window.
    pub const fn start(&self) -> i64 {
        self.start
    }

    /// First tick after the window.
    pub const fn end(&self) -> i64 {
        self.end
    }

    /// How many columns, each one pixel wide.
    pub const fn n_columns(&self) -> i64 {
        self.n_columns
    }

    /// How many pixels a tick is wide.
    pub const fn px_per_tick(&self) -> f64 {
        self.px_per_tick
    }

    /// How many ticks are at least `px` pixels wide.
    pub fn ticks_from_px(&self, px: i64) -> i64 {
        self.border(px) - self.start
    }

    /// The first tick of a column. Columns outside the window go on to both sides.
    pub fn border(&self, column: i64) -> i64 {
        if self.rest == 0 {
            return self.start.saturating_add(column.saturating_mul(self.whole));
        }
        if (1..=self.n_columns).contains(&column) {
            // Without a division, unless the border is too near to a whole tick to tell.
            let exact = float(column) * self.ticks_per_px;
            let below = truncate(exact);
            let part = exact - float(below);
            if part > self.doubt && part < 1.0 - self.doubt {
                return self.start + below + 1;
            }
        }
        let part = column.saturating_mul(self.rest);
        let up = i64::from(part.rem_euclid(self.n_columns) != 0);
        self.start
            .saturating_add(column.saturating_mul(self.whole))
            .saturating_add(part.div_euclid(self.n_columns) + up)
    }

    /// The column that a tick lies in, clamped to the window's.
    pub fn column(&self, tick: i64) -> i64 {
        if tick <= self.start {
            return 0;
        }
        let last = self.n_columns - 1;
        if tick >= self.end {
            return last;
        }
        let exact = float(tick - self.start) * self.px_per_tick;
        let mut column = truncate(exact).min(last);
        // A float is off by less than a millionth of a column; only there the border has to be asked.
        let part = exact - float(column);
        if part > 1e-6 && part < 1.0 - 1e-6 {
            return column;
        }
        while column < last && self.border(column + 1) <= tick {
            column += 1;
        }
        while column > 0 && self.border(column) > tick {
            column -= 1;
        }
        column
    }

    /// Where an instant lies, in pixels from the left edge; beyond the edges too.
    pub fn x_from_time(&self, t: Timestamp) -> f64 {
        self.x(t.ticks())
    }

    /// The same for ticks.
    pub fn x(&self, tick: i64) -> f64 {
        float(tick.saturating_sub(self.start)) * self.px_per_tick
    }

    /// The instant at a place, rounded down to a tick.
    pub fn time_from_x(&self, x_px: f64) -> Timestamp {
        Timestamp::from_ticks(self.start.saturating_add(floor(x_px / self.px_per_tick)))
    }
}
