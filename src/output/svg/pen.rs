//! Elements of a drawing: short, valid, and with a number after the point at most.

use std::fmt::Write as _;

use crate::format;
use crate::model::Severity;
use crate::timeline::{Palette, RectPx, Rgba};

/// Writes a drawing. Cells are gathered and become one path at [`Pen::end_path`].
pub(super) struct Pen {
    out: String,
    path: String,
}

/// Foreign text as XML: no markup, nothing invisible, nothing that XML may not hold.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in format::visible(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

/// The class of a severity's colour.
pub(super) const fn class(severity: Severity) -> &'static str {
    match severity {
        Severity::Success => "ok",
        Severity::Neutral => "ne",
        Severity::Running => "ru",
        Severity::Warning => "wa",
        Severity::Failed => "fa",
    }
}

/// A number of letters; 0 for what is none.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a cast of a float stops at the limits")]
pub(super) fn whole(n: f64) -> usize {
    n as usize
}

/// How wide a text is, about.
pub(super) fn wide(text: &str, letter_px: f64) -> f64 {
    text.chars().map(|_| letter_px).sum()
}

fn hex([r, g, b, _]: Rgba) -> String {
    format!("#{r:02x}{g:02x}{b:02x}")
}

/// A number with one digit after the point, none where it is 0.
struct N(f64);

impl std::fmt::Display for N {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let tenths = (self.0 * 10.0).round() / 10.0 + 0.0;
        if (tenths - tenths.round()).abs() < 0.05 { write!(f, "{tenths:.0}") } else { write!(f, "{tenths:.1}") }
    }
}

/// Two slanted strokes as one outline.
fn cross(x: f64, y: f64, half: f64) -> String {
    let arm = half * 0.4;
    let corners = [
        (-half, arm - half),
        (arm - half, -half),
        (0.0, -arm),
        (half - arm, -half),
        (half, arm - half),
        (arm, 0.0),
        (half, half - arm),
        (half - arm, half),
        (0.0, arm),
        (arm - half, half),
        (-half, half - arm),
        (-arm, 0.0),
    ];
    let mut path = String::new();
    for (n, (dx, dy)) in corners.into_iter().enumerate() {
        let _ = write!(path, "{}{} {}", if n == 0 { "M" } else { "L" }, N(x + dx), N(y + dy));
    }
    path.push('Z');
    path
}

/// So many 255ths of `other` in a colour.
fn mixed(colour: Rgba, other: Rgba, share: u16) -> Rgba {
    let mut out = colour;
    for (part, other) in out.iter_mut().zip(other) {
        let sum = u16::from(*part) * (255 - share) / 255 + u16::from(other) * share / 255;
        *part = u8::try_from(sum).unwrap_or(u8::MAX);
    }
    out
}

impl Pen {
    pub(super) fn new(width: f64, height: f64, title: &str, palette: &Palette) -> Self {
        let (w, h) = (N(width), N(height));
        let mut out = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{w}\" height=\"{h}\" viewBox=\"0 0 {w} {h}\" role=\"img\">\n\
             <title>{title}</title>\n<style>text{{font:11px system-ui,sans-serif;fill:{}}}.t{{font-size:13px;font-weight:600}}\
             .b{{font-weight:600}}",
            hex(palette.text)
        );
        let fills = [
            ("row", palette.row),
            ("in", palette.background),
            ("sy", palette.background),
            ("w", palette.background),
            ("v", palette.veil),
        ];
        for (class, colour) in fills {
            let _ = write!(out, ".{class}{{fill:{}}}", hex(colour));
        }
        for severity in Severity::ALL {
            let colour = palette.of(severity);
            let _ = write!(out, ".{}{{fill:{}}}", class(severity), hex(colour));
            for (level, share) in [(1, 26), (2, 52)] {
                let _ =
                    write!(out, ".{}.l{level}{{fill:{}}}", class(severity), hex(mixed(colour, palette.text, share)));
            }
        }
        for (class, colour) in [("g", palette.grid), ("G", palette.grid_major)] {
            let _ = write!(out, ".{class}{{stroke:{};fill:none}}", hex(colour));
        }
        let _ = write!(out, ".s{{fill:none;stroke:{};stroke-width:2}}</style>\n<defs>", hex(palette.selection));
        let _ = write!(
            out,
            "<pattern id=\"h\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\">\
             <path d=\"M-2 2L2-2M0 8L8 0M6 10L10 6\" stroke=\"{}\" stroke-opacity=\".35\" stroke-width=\"1.5\"/></pattern>",
            hex(palette.background)
        );
        let _ = write!(out, "</defs>\n<rect width=\"{w}\" height=\"{h}\" class=\"in\"/>\n");
        Self { out, path: String::new() }
    }

    pub(super) fn open(&mut self, tag: &str) {
        self.close(tag);
    }

    pub(super) fn close(&mut self, tag: &str) {
        self.out.push_str(tag);
        self.out.push('\n');
    }

    /// Nothing is drawn beside the picture.
    pub(super) fn clip(&mut self, width: f64, height: f64) {
        let _ =
            writeln!(self.out, "<clipPath id=\"c\"><rect width=\"{}\" height=\"{}\"/></clipPath>", N(width), N(height));
    }

    /// `text` is escaped already.
    pub(super) fn text(&mut self, (x, y): (f64, f64), attributes: &str, text: &str) {
        let blank = if attributes.is_empty() { "" } else { " " };
        let _ = writeln!(self.out, "<text x=\"{}\" y=\"{}\"{blank}{attributes}>{text}</text>", N(x), N(y));
    }

    pub(super) fn rect(&mut self, rect: RectPx, radius: f64, attributes: &str) {
        let (x, y, width, height) = (N(rect.x), N(rect.y), N(rect.width.max(0.1)), N(rect.height.max(0.1)));
        let _ = write!(self.out, "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"");
        if radius > 0.0 {
            let _ = write!(self.out, " rx=\"{}\"", N(radius));
        }
        let _ = writeln!(self.out, " {attributes}/>");
    }

    /// A bar whose right end is torn: it goes on.
    pub(super) fn open_bar(&mut self, rect: RectPx, attributes: &str) {
        let (right, bottom) = (rect.x + rect.width, rect.y + rect.height);
        let _ = write!(self.out, "<path d=\"M{} {}H{}", N(rect.x), N(rect.y), N(right));
        let mut y = rect.y;
        while y < bottom {
            let (middle, end) = ((y + 3.0).min(bottom), (y + 6.0).min(bottom));
            let _ = write!(self.out, "L{} {}L{} {}", N(right - 3.0), N(middle), N(right), N(end));
            y = end;
        }
        let _ = writeln!(self.out, "V{}H{}Z\" {attributes}/>", N(bottom), N(rect.x));
    }

    /// A rectangle of the path to come.
    pub(super) fn cell(&mut self, x: f64, y: f64, width: f64, height: f64) {
        let _ = write!(self.path, "M{} {}h{}v{}h{}z", N(x), N(y), N(width), N(height), N(-width));
    }

    /// An upright line of the path to come.
    pub(super) fn line(&mut self, (x, y): (f64, f64), height: f64) {
        let _ = write!(self.path, "M{} {}v{}", N(x), N(y), N(height));
    }

    /// What stands above a narrow failure or warning, of the path to come.
    pub(super) fn tick(&mut self, x: f64, y: f64, severity: Severity) {
        if severity == Severity::Failed {
            self.cell(x - 3.5, y - 1.0, 7.0, 3.0);
        } else {
            let _ = write!(self.path, "M{} {}l4 7h-8z", N(x), N(y - 1.0));
        }
    }

    /// Draws the path so far, if there is one.
    pub(super) fn end_path(&mut self, attributes: &str) {
        if !self.path.is_empty() {
            let path = std::mem::take(&mut self.path);
            let _ = writeln!(self.out, "<path d=\"{path}\" {attributes}/>");
        }
    }

    /// Here time is left out.
    pub(super) fn torn(&mut self, x0: f64, x1: f64, height: f64) {
        self.cell(x0, 0.0, x1 - x0, height);
        self.end_path("class=\"v\"");
        for x in [x0, x1] {
            self.line((x, 0.0), height);
        }
        self.end_path("class=\"G\" stroke-dasharray=\"3\"");
    }

    /// The symbol of a severity around a point.
    pub(super) fn symbol(&mut self, (x, y): (f64, f64), half: f64, severity: Severity, attributes: &str) {
        let half = half.max(0.5);
        let d = match severity {
            Severity::Failed => cross(x, y, half),
            Severity::Warning => format!(
                "M{} {}l{h} {w}h{b}z",
                N(x),
                N(y - half),
                h = N(half * 1.15),
                w = N(half * 2.0),
                b = N(half * -2.3)
            ),
            Severity::Running => format!(
                "M{} {}l{w} {h} {b} {h}z",
                N(x - half),
                N(y - half),
                w = N(half * 2.0),
                h = N(half),
                b = N(half * -2.0)
            ),
            Severity::Success | Severity::Neutral => {
                format!("M{} {}l{h} {h} {m} {h} {m} {m}z", N(x), N(y - half), h = N(half), m = N(-half))
            }
        };
        let _ = writeln!(self.out, "<path d=\"{d}\" {attributes}/>");
    }

    pub(super) fn finish(mut self) -> String {
        self.out.push_str("</svg>\n");
        self.out
    }
}
