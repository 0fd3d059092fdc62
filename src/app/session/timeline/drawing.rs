//! Paints the timeline and its overview onto their canvases. What is painted comes from `timeline`; colours from CSS.

use leptos::html;
use leptos::prelude::*;
use web_sys::{HtmlCanvasElement, HtmlElement};

use super::Figure;
use crate::answers::objects::Kind;
use crate::answers::which::{Which, which};
use crate::app::signals::{SetIfNew as _, effect};
use crate::app::store::{Drawn, Shared, Store, theme};
use crate::browser::canvas::{self, Surface};
use crate::browser::frame::{Painter, SizeWatch};
use crate::format;
use crate::model::Severity;
use crate::route::Group;
use crate::texts::Texts;
use crate::timeline::{
    Break, Hits, Label, Overview, Palette, Scene, Size, Totals, View, paint, scene_into, ticks_drawn,
};

/// Height of the overview; `.timeline__overview` in style/session.css says the same.
const OVERVIEW_PX: f64 = 52.0;
const LABEL_FONT: &str = "11px system-ui, -apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif";

/// Letters of a text that are looked at; no canvas is so wide that more would fit.
const MAX_CHARS: usize = 500;
/// Fewer letters of a name say too little: the bar stays without.
const LEAST_LETTERS: usize = 4;

/// Paints once a frame whenever something that is seen has changed, as soon as there is something to paint on.
pub(super) fn keep_painted(
    figure: Figure,
    stage: NodeRef<html::Div>,
    canvas: NodeRef<html::Canvas>,
    overview: NodeRef<html::Canvas>,
) {
    effect(move || {
        let (stage, canvas, overview) = (stage.get(), canvas.get(), overview.get());
        if let (Some(stage), Some(canvas)) = (stage, canvas)
            && let Some(drawing) = Drawing::new(canvas, overview)
        {
            keep_painted_on(figure, &stage, drawing);
        }
    });
}

fn keep_painted_on(figure: Figure, stage: &HtmlElement, mut drawing: Drawing) {
    let (store, open) = (figure.store, figure.store.open);
    let measure = {
        let stage = stage.clone();
        move || measure(figure, &stage)
    };
    StoredValue::new_local(SizeWatch::new(stage, measure.clone()));
    let element = stage.clone();
    let mut is_measured = false;
    let painter = Painter::new(move || {
        if !is_measured {
            // The watch tells of it only after this frame.
            is_measured = true;
            measure();
        }
        let Some(picture) = open.picture.get_untracked() else { return };
        drawing.take_theme(&element, store.theme.get_untracked());
        let totals = drawing.paint(figure, &picture);
        figure.totals.set_if_new(totals);
    });
    theme::keep_light_on_paper(store, {
        let painter = painter.clone();
        move || painter.run()
    });
    effect(move || {
        open.viewport.track();
        open.picture.track();
        open.hits.track();
        open.selection.track();
        store.zone.track();
        store.texts.track();
        figure.size.track();
        store.theme.track();
        let runs = open.session.read().as_ref().is_some_and(|session| session.status.is_running());
        if runs {
            store.now.track();
        }
        painter.request();
    });
}

fn measure(figure: Figure, stage: &HtmlElement) {
    figure.size.set_if_new(Size {
        width_px: f64::from(stage.client_width()).max(1.0),
        height_px: f64::from(stage.client_height()).max(1.0),
        device_ratio: window().device_pixel_ratio(),
    });
}

/// Both canvases, and memory that is used again for every frame.
struct Drawing {
    stage: Surface,
    /// Nothing where the overview is hidden.
    overview: Option<Surface>,
    scene: Scene,
    stage_pixels: Vec<u8>,
    overview_pixels: Vec<u8>,
    palette: Palette,
    label: String,
    on_bar: String,
    /// A label that is being written.
    words: String,
    /// The theme's revision that the colours were read at.
    theme: u32,
    /// What the overview was painted of: picture, hits, theme, size. It lasts until one of them changes.
    small: Option<(usize, Option<usize>, u32, Size)>,
}

impl Drawing {
    fn new(stage: HtmlCanvasElement, overview: Option<HtmlCanvasElement>) -> Option<Self> {
        Some(Self {
            stage: Surface::new(stage)?,
            overview: overview.and_then(Surface::new),
            scene: Scene::default(),
            stage_pixels: Vec::new(),
            overview_pixels: Vec::new(),
            palette: palette(&|_| [0, 0, 0, 255]),
            label: String::new(),
            on_bar: String::new(),
            words: String::new(),
            theme: u32::MAX,
            small: None,
        })
    }

    /// Reads the colours again if the theme has changed.
    fn take_theme(&mut self, element: &HtmlElement, theme: u32) {
        if self.theme == theme {
            return;
        }
        self.theme = theme;
        self.palette = palette(&|name| canvas::rgba(&canvas::colour(element, name)));
        self.label = canvas::colour(element, "--tl-label");
        self.on_bar = canvas::colour(element, "--tl-on-bar");
    }

    /// Paints both, and moves the labels of the axis. Gives the sums of what is in the picture.
    fn paint(&mut self, figure: Figure, picture: &Shared<Drawn>) -> Totals {
        let (store, open, size) = (figure.store, figure.store.open, figure.size.get_untracked());
        let hits = open.hits.get_untracked();
        let viewport = open.viewport.read_untracked();
        let mut view = View::new(&picture.index, &viewport, size, figure.open_end(picture));
        view.selection = open.selection.get_untracked();
        view.hits = hits.as_deref();
        scene_into(&view, &mut self.scene);
        let zone = store.zone.read_untracked();
        let ticks = ticks_drawn(view.window, size.width_px, &zone, &picture.map);
        figure.labels.show(&ticks, size.width_px);
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
        let texts = store.texts.get_untracked();
        let shared = store.open.log.get_untracked();
        for &Break { x0_px, x1_px, ticks } in &self.scene.breaks {
            let (x_px, y_px) = (f64::midpoint(x0_px, x1_px), self.scene.size.height_px / 2.0);
            self.stage.write_upwards(&texts.duration(ticks), x_px, y_px, &self.label, device_ratio);
        }
        if shared.number() != log_number {
            return;
        }
        let Ok(log) = shared.read() else { return };
        // Names of sessions stand beside their rows; what is to be seen of each is how long it took.
        let has_lengths = store.open.axis.read_untracked().is_some();
        let which = |label: &Label| which(beginning(log.said(label.idx)));
        let says = Says::of(store, self.scene.labels.iter().map(which));
        for label in &self.scene.labels {
            let is_pale = label.is_dim || label.severity == Severity::Neutral;
            let colour = if is_pale { &self.label } else { &self.on_bar };
            if has_lengths {
                self.words = log.ticks(label.idx).map(|ticks| texts.duration(ticks)).unwrap_or_default();
            } else {
                says.write(texts, which(label), &mut self.words);
            }
            let at = (label.x_px, label.y_px);
            // A part of a length would be another length.
            let least = if has_lengths { self.words.chars().count() } else { LEAST_LETTERS };
            self.stage.write(&self.words, at, label.max_width_px, least, colour);
        }
    }

    fn paint_overview(&mut self, overview: &Overview, size: Size, hits: Option<&Hits>) {
        let Some(surface) = &mut self.overview else { return };
        let size = Size { height_px: OVERVIEW_PX, ..size };
        overview.paint(size, &self.palette, hits, &mut self.overview_pixels);
        let (width, height) = size.device_px();
        surface.show(&self.overview_pixels, width, height);
    }
}

/// What labels say beside the name of an object.
#[derive(Clone, Copy, PartialEq)]
enum Says {
    /// Nothing: all in sight are of one kind.
    Name,
    /// The kind of object: what was done is the same.
    Object,
    /// What was done.
    Work,
    /// What was done alone: the names stand beside the rows.
    WorkAlone,
}

impl Says {
    /// As little as tells those in sight apart. O(labels).
    fn of<'a>(store: Store, mut labels: impl Iterator<Item = Which<'a>>) -> Self {
        if store.open.group.get_untracked() == Group::Object {
            return Self::WorkAlone;
        }
        let mut first = None;
        let mut says = Self::Name;
        for kind in labels.by_ref().filter_map(|which| which.kind) {
            let first = *first.get_or_insert(kind);
            says = match (first, kind) {
                _ if first == kind => says,
                (Kind::Step(one, _), Kind::Step(other, _)) if one == other => Self::Object,
                _ => return Self::Work,
            };
        }
        says
    }

    /// Writes a label into `words`: the name first.
    fn write(self, texts: Texts, which: Which<'_>, words: &mut String) {
        words.clear();
        let what = match (self, which.kind) {
            (Self::Name, _) | (_, None) => None,
            (Self::Object, Some(Kind::Step(_, object))) => Some(texts.object_kind(object.word()).into_owned()),
            (_, Some(kind)) => {
                let mut label = String::new();
                kind.push_label(&mut label);
                Some(texts.work_kind(&label).into_owned())
            }
        };
        match what.filter(|what| !what.is_empty()) {
            Some(what) if self == Self::WorkAlone => words.push_str(&what),
            what => {
                words.push_str(&format::visible(which.name));
                words.extend(what.iter().flat_map(|what| [" · ", what]));
            }
        }
    }
}

/// The beginning of a text, however long that is.
fn beginning(text: &str) -> &str {
    text.char_indices().nth(MAX_CHARS).and_then(|(end, _)| text.get(..end)).unwrap_or(text)
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
