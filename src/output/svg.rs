//! The timeline as a drawing that scales: from the same scene as the picture on screen, with the same shapes, so nothing is
//! in one that is not in the other. A scene follows the pixels, and so does the length of the drawing.

mod pen;

use self::pen::{Pen, escaped};
use crate::format;
use crate::model::Severity;
use crate::texts::Texts;
use crate::timeline::{
    Bar, Layer, Mark, Palette, RectPx, Run, Scene, Ticks, goes_on, has_symbol, inner_left_px, mark_half_px, widened,
};

/// What is drawn.
#[derive(Clone, Copy)]
pub struct Drawing<'a> {
    /// The window, with its grid and breaks.
    pub scene: &'a Scene,
    /// Its axis.
    pub ticks: &'a Ticks,
    /// The colours.
    pub palette: &'a Palette,
    /// The language of legend and axis.
    pub texts: Texts,
    /// The name of the zone.
    pub zone: &'a str,
    /// Which session, and what of it; a text of the server, names replaced if they are to be.
    pub title: &'a str,
    /// The text of an item, for the labels; the same.
    pub label: &'a dyn Fn(u32) -> String,
    /// The names of the groups of rows, each with where it stands from the top; the same. None where rows have no names.
    pub heads: &'a [(String, f64)],
}

impl Drawing<'_> {
    /// Where the picture begins.
    fn left_px(&self) -> f64 {
        if self.heads.is_empty() { SIDE_PX } else { SIDE_PX + HEADS_PX }
    }
}

/// Height of title and axis above the picture, and of the legend below it; CSS pixels.
const TOP_PX: f64 = 52.0;
const BOTTOM_PX: f64 = 30.0;
/// Room beside the picture, and what the drawing is wide at least, so that title and legend fit.
const SIDE_PX: f64 = 12.0;
const LEAST_PX: f64 = 420.0;
/// How high a name beside rows is.
pub const HEAD_PX: f64 = 13.0;
/// Room for names beside rows.
const HEADS_PX: f64 = 170.0;
/// The longest title, in characters.
const TITLE_MAX: usize = 200;
/// What a letter of a label takes, about.
const LETTER_PX: f64 = 6.2;
/// As `timeline/paint.rs` has them.
const TICK_ROW_PX: f64 = 11.0;
const SHADE_ROW_PX: f64 = 8.0;
const ROUND_BAR_PX: f64 = 6.0;
const DIM: &str = ".31";

/// The drawing as a file of XML.
pub fn svg(drawing: &Drawing<'_>) -> String {
    let scene = drawing.scene;
    let (width, height) =
        (scene.size.width_px.max(LEAST_PX) + drawing.left_px() + SIDE_PX, scene.size.height_px + TOP_PX + BOTTOM_PX);
    let title = escaped(&format::shown(drawing.title, TITLE_MAX));
    let mut pen = Pen::new(width, height, &title, drawing.palette);
    pen.text((SIDE_PX, 18.0), "class=\"t\"", &title);
    axis(&mut pen, drawing);
    for (name, y_px) in drawing.heads {
        let name = format::shown(name, pen::whole((HEADS_PX - SIDE_PX) / LETTER_PX));
        pen.text((SIDE_PX, TOP_PX + y_px + HEAD_PX), "", &escaped(&name));
    }
    let left_px = drawing.left_px();
    pen.open(&format!("<g transform=\"translate({left_px} {TOP_PX})\" clip-path=\"url(#c)\">"));
    pen.clip(scene.size.width_px, scene.size.height_px);
    backdrop(&mut pen, scene);
    for layer in [&scene.calm, &scene.warning, &scene.failed] {
        self::layer(&mut pen, scene, layer);
    }
    if let Some(rect) = scene.selection {
        pen.rect(rect, 2.5, "class=\"s\"");
    }
    labels(&mut pen, drawing);
    pen.close("</g>");
    legend(&mut pen, drawing, height - 10.0);
    pen.finish()
}

/// Day and zone, and the labels of the ticks.
fn axis(pen: &mut Pen, drawing: &Drawing<'_>) {
    let zone = drawing.texts.timeline_axis(drawing.texts.local(&drawing.ticks.context), drawing.zone);
    pen.text((SIDE_PX, 32.0), "", &escaped(&zone));
    for tick in drawing.ticks.ticks.iter().filter(|tick| !tick.label.is_empty()) {
        let class = if tick.is_major { "text-anchor=\"middle\" class=\"b\"" } else { "text-anchor=\"middle\"" };
        pen.text((drawing.left_px() + tick.x_px, TOP_PX - 6.0), class, &escaped(&drawing.texts.local(&tick.label)));
    }
}

fn backdrop(pen: &mut Pen, scene: &Scene) {
    let (rows, size) = (&scene.rows, scene.size);
    let (first, last) = rows.in_sight();
    for row in (first..last).filter(|row| row % 2 == 1 && rows.row_px >= SHADE_ROW_PX) {
        let y = rows.top_px(row) - (rows.gap_px / 2.0).floor();
        pen.cell(0.0, y, size.width_px, rows.row_px);
    }
    pen.end_path("class=\"row\"");
    for is_major in [false, true] {
        for &(x_px, _) in scene.grid.iter().filter(|(_, major)| *major == is_major) {
            pen.line((x_px.floor() + 0.5, 0.0), size.height_px);
        }
        pen.end_path(if is_major { "class=\"G\"" } else { "class=\"g\"" });
    }
    for found in &scene.breaks {
        pen.torn(found.x0_px, found.x1_px, size.height_px);
    }
}

fn layer(pen: &mut Pen, scene: &Scene, layer: &Layer) {
    for bar in &layer.bars {
        self::bar(pen, scene, bar);
    }
    runs(pen, scene, &layer.runs);
    for mark in &layer.marks {
        self::mark(pen, scene, mark);
    }
}

/// What a shape is filled with: the class of its severity, and whether it is dimmed.
fn ink(severity: Severity, is_dim: bool) -> String {
    ink_at(severity, 0, is_dim)
}

/// The same where several items share a place.
fn ink_at(severity: Severity, level: u8, is_dim: bool) -> String {
    let level = ["", " l1", " l2"].get(usize::from(level)).copied().unwrap_or_default();
    let class = ["class=\"", pen::class(severity), level, "\""].concat();
    if is_dim { [&class, " opacity=\"", DIM, "\""].concat() } else { class }
}

fn bar(pen: &mut Pen, scene: &Scene, bar: &Bar) {
    let (y, height) = (scene.rows.top_px(bar.row), scene.rows.bar_px());
    let mut rect = RectPx { x: bar.x0_px, y, width: bar.x1_px - bar.x0_px, height };
    if bar.severity >= Severity::Warning {
        rect = widened(rect);
    } else if rect.width > 3.0 {
        rect.width -= 0.5;
    }
    let is_tall = rect.height >= ROUND_BAR_PX;
    let radius = if is_tall { 2.5_f64.min(rect.width / 2.0) } else { 0.0 };
    let ink = ink(bar.severity, bar.is_dim);
    if bar.is_open && is_tall {
        pen.open_bar(rect, &ink);
    } else {
        pen.rect(rect, radius, &ink);
    }
    if is_tall && bar.severity == Severity::Neutral && rect.width > 4.0 {
        let inner = RectPx { x: rect.x + 1.0, y: rect.y + 1.0, width: rect.width - 2.0, height: rect.height - 2.0 };
        pen.rect(inner, radius - 1.0, "class=\"in\"");
    }
    if bar.severity == Severity::Failed && rect.height >= 4.0 {
        let torn = if bar.is_open && is_tall { 3.0 } else { 0.0 };
        pen.rect(RectPx { width: rect.width - torn, ..rect }, radius, "fill=\"url(#h)\"");
    }
    let middle = rect.y + rect.height / 2.0;
    let (before, after) = goes_on(bar, &scene.rows, scene.size.width_px);
    for (is_marked, x, sign) in [(before, 2.0, "‹"), (after, scene.size.width_px - 7.0, "›")] {
        if is_marked {
            pen.text((x, middle + 4.0), "", sign);
        }
    }
    if has_symbol(bar, &scene.rows) {
        let centre = (inner_left_px(bar, before) + 9.0, middle);
        if bar.severity == Severity::Failed {
            pen.symbol(centre, 7.3, Severity::Neutral, &self::ink(bar.severity, bar.is_dim));
        }
        pen.symbol(centre, 3.5, bar.severity, "class=\"sy\"");
    }
}

/// Runs that look the same are one path.
fn runs(pen: &mut Pen, scene: &Scene, runs: &[Run]) {
    let (height, mut looks) = (scene.rows.bar_px(), Vec::new());
    for run in runs {
        let look = (run.severity, run.level, run.is_dim);
        if !looks.contains(&look) {
            looks.push(look);
        }
    }
    for (severity, level, is_dim) in looks {
        for run in runs.iter().filter(|run| (run.severity, run.level, run.is_dim) == (severity, level, is_dim)) {
            let (from, to) = (f64::from(run.from), f64::from(run.to));
            let rect = RectPx { x: from, y: scene.rows.top_px(run.row), width: to - from, height };
            let rect = if severity >= Severity::Warning { widened(rect) } else { rect };
            pen.cell(rect.x, rect.y, rect.width, rect.height);
            if severity >= Severity::Warning && scene.rows.row_px >= TICK_ROW_PX {
                pen.tick(f64::midpoint(from, to), rect.y, severity);
            }
        }
        // In crowded places the colour is deeper; a warning or failure has its full colour always.
        let level = if severity >= Severity::Warning { 0 } else { level };
        pen.end_path(&ink_at(severity, level, is_dim));
    }
}

fn mark(pen: &mut Pen, scene: &Scene, mark: &Mark) {
    let centre = (mark.x_px, scene.rows.top_px(mark.row) + scene.rows.bar_px() / 2.0);
    let half = mark_half_px(&scene.rows);
    let ink = ink(mark.severity, mark.is_dim);
    match mark.severity {
        Severity::Failed if half < 3.0 => pen.symbol(centre, half + 1.0, Severity::Neutral, &ink),
        Severity::Neutral => {
            pen.symbol(centre, half, Severity::Neutral, &ink);
            pen.symbol(centre, half - 1.7, Severity::Neutral, "class=\"in\"");
        }
        severity => pen.symbol(centre, half, severity, &ink),
    }
}

fn labels(pen: &mut Pen, drawing: &Drawing<'_>) {
    for label in &drawing.scene.labels {
        let n = pen::whole(label.max_width_px / LETTER_PX);
        let text = (drawing.label)(label.idx);
        let class = if label.severity == Severity::Failed { "class=\"w\"" } else { "" };
        pen.text((label.x_px, label.y_px + 4.0), class, &escaped(&format::shown(&text, n)));
    }
}

/// Each result in the window with its shape, its word and how many there are.
fn legend(pen: &mut Pen, drawing: &Drawing<'_>, y: f64) {
    let mut x = SIDE_PX + 6.0;
    for severity in Severity::ALL.into_iter().rev() {
        let n = drawing.scene.totals.by_severity.get(severity as usize).copied().unwrap_or(0);
        if n == 0 {
            continue;
        }
        let text = [&*drawing.texts.severity(severity), " ", &drawing.texts.count(n)].concat();
        pen.symbol((x, y - 4.0), 4.5, severity, &ink(severity, false));
        if severity == Severity::Neutral {
            pen.symbol((x, y - 4.0), 2.8, severity, "class=\"in\"");
        }
        pen.text((x + 9.0, y), "", &escaped(&text));
        x += 30.0 + pen::wide(&text, LETTER_PX);
    }
}
