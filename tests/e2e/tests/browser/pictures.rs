//! The picture that a browser shows is the picture that was painted: pixel by pixel what the same log gives natively.
//!
//! Only where labels are written may they differ: letters are the browser's own.

use std::fmt::Write as _;

use e2e::{Feature, Page, Pixels, Site, setup};
use serde_json::{Value, json};
use tapeline::model::{Log, Notices, Product};
use tapeline::timeline::{
    Density, Index, Label, Lanes, Overview, Palette, Rgba, Scene, Size, View, Viewport, Zone, paint, scene_into, ticks,
};
use tapeline::wire::LogDecoder;

use crate::file::{choose, file};
use crate::walk::{number, wait_for_whole_log};

/// Height of the overview; `.timeline__overview` in style/session.css says the same.
const OVERVIEW_PX: f64 = 52.0;
/// How far the letters of a label may reach above and below its middle, and beyond its ends.
const LETTER_PX: (f64, f64) = (2.0, 9.0);
const LOOKS: [&str; 2] = ["light", "dark"];

/// The answer of a server with so many items, the same at every call: workers that take one item after the other.
fn answer_of(n_items: usize, n_workers: u64) -> String {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut below = |n: u64| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 1) % n
    };
    // Six hours in milliseconds, shared out.
    let mean = 6 * 3_600_000 * n_workers / u64::try_from(n_items).unwrap();
    let mut free_at: Vec<u64> = (0..n_workers).map(|worker| worker * 143).collect();
    let mut rows = String::new();
    for at in 0..n_items {
        let worker = free_at.iter_mut().min().unwrap();
        let begins = *worker + below(mean / 4 + 1);
        let takes = match below(20) {
            0..3 => 0,
            3..12 => below(mean / 2 + 1),
            _ => below(mean * 2 + 1),
        };
        *worker = begins + takes;
        // Each picture has some of each.
        let kind = match if n_items < 100 { at as u64 % 7 } else { below(100) } {
            0..2 => "Failed",
            2..6 => "Warning",
            6..8 => "Information",
            _ => "Success",
        };
        let comma = if at == 0 { "" } else { "," };
        let (begins, ends) = (clock(begins), clock(begins + takes));
        write!(
            rows,
            r#"{comma}{{"id":"00000000-0000-4000-8000-{at:012x}","usn":{at},"message":"Item {at}","type":"{kind}","creationTime":"{begins}","endTime":"{ends}"}}"#,
        )
        .unwrap();
    }
    format!(r#"{{"offset":0,"limit":{},"results":[{rows}]}}"#, n_items + 1)
}

/// A time of the day in milliseconds, as a server writes it.
fn clock(ms: u64) -> String {
    let seconds = ms / 1000;
    format!("2026-11-21T{:02}:{:02}:{:02}.{:03}Z", seconds / 3600, seconds / 60 % 60, seconds % 60, ms % 1000)
}

fn log_of(answer: &str) -> Log {
    let (mut log, mut notices) = (Log::new(), Notices::default());
    let mut decoder = LogDecoder::new(Product::Vb365, 0);
    decoder.feed(answer.as_bytes(), &mut log, &mut notices);
    decoder.finish(&mut log, &mut notices).expect("the answer is whole");
    log
}

/// The colours of the page as its browser resolves them. Some systems' colours let a part of what is behind them
/// through; pictures do not.
fn palette(page: &Page<'_>) -> Palette {
    let script = "const probe = document.createElement('i');
        document.querySelector('.timeline__stage').append(probe);
        const colour = (name) => {
            probe.style.color = `var(${name})`;
            return [...getComputedStyle(probe).color.match(/^rgba?\\((\\d+), (\\d+), (\\d+)/).slice(1).map(Number), 255];
        };
        const colours = Object.fromEntries(arguments[0].map((name) => [name, colour(`--tl-${name}`)]));
        probe.remove();
        return colours";
    let names = [
        "background",
        "stripe",
        "grid",
        "grid-major",
        "label",
        "success",
        "neutral",
        "running",
        "warning",
        "failed",
        "selection",
        "curve",
        "curve-most",
        "veil",
    ];
    let colours = page.execute(script, &[json!(names)]);
    let colour =
        |name: &str| -> Rgba { serde_json::from_value(colours[name].clone()).expect("a colour is four bytes") };
    Palette {
        background: colour("background"),
        row: colour("stripe"),
        grid: colour("grid"),
        grid_major: colour("grid-major"),
        text: colour("label"),
        success: colour("success"),
        neutral: colour("neutral"),
        running: colour("running"),
        warning: colour("warning"),
        failed: colour("failed"),
        selection: colour("selection"),
        curve: colour("curve"),
        curve_most: colour("curve-most"),
        veil: colour("veil"),
    }
}

/// A log ready to be painted.
struct Painted {
    index: Index,
    overview: Overview,
    viewport: Viewport,
}

impl Painted {
    fn new(log: &Log) -> Self {
        let extent = log.extent().expect("items have times");
        let (index, viewport) = (Index::new(log, &Lanes::pack(log)), Viewport::fit(extent));
        let overview = Overview::new(&index, extent.end(), viewport.whole());
        Self { index, overview, viewport }
    }

    /// What the stage is to show, and where its labels are.
    fn stage(&self, size: Size, palette: &Palette) -> (Pixels, Vec<Label>) {
        let view = View::new(&self.index, &self.viewport, size, self.overview.open_end());
        let (mut scene, mut rgba) = (Scene::default(), Vec::new());
        scene_into(&view, &mut scene);
        scene.set_grid(&ticks(view.window, size.width_px, &Zone::utc()));
        paint(&scene, palette, &mut rgba);
        (pixels(size, rgba), scene.labels)
    }

    fn overview(&self, size: Size, palette: &Palette) -> Pixels {
        let (size, mut rgba) = (Size { height_px: OVERVIEW_PX, ..size }, Vec::new());
        self.overview.paint(size, palette, None, &mut rgba);
        pixels(size, rgba)
    }
}

fn pixels(size: Size, rgba: Vec<u8>) -> Pixels {
    let (width, height) = size.device_px();
    Pixels { width, height, rgba }
}

/// How large the stage is.
fn size(page: &Page<'_>) -> Size {
    let script = "const stage = arguments[0]; return [stage.clientWidth, stage.clientHeight, devicePixelRatio]";
    let sides = page.find(".timeline__stage", None).eval(script, &[]);
    let [width_px, height_px, device_ratio] = [0, 1, 2].map(|nth| sides[nth].as_f64().expect("a size is a number"));
    Size { width_px, height_px, device_ratio }
}

/// What is different outside the labels, in words; nothing if all is the same.
fn difference(shown: &Pixels, painted: &Pixels, labels: &[Label]) -> Option<String> {
    let (sizes, width) = ([shown, painted].map(|p| (p.width, p.height)), painted.width as usize);
    if sizes[0] != sizes[1] {
        return Some(format!("the canvas is {:?}, the picture {:?}", sizes[0], sizes[1]));
    }
    let is_label = |x: f64, y: f64| {
        let (beside, above) = LETTER_PX;
        let holds = |label: &Label| {
            (y - label.y_px).abs() <= above && x >= label.x_px - beside && x <= label.x_px + label.max_width_px + beside
        };
        labels.iter().any(holds)
    };
    let place =
        |at: usize| (f64::from(u32::try_from(at % width).unwrap()), f64::from(u32::try_from(at / width).unwrap()));
    let pairs = shown.rgba.chunks(4).zip(painted.rgba.chunks(4)).enumerate();
    let wrong = pairs.filter(|(at, (shown, painted))| {
        let (x, y) = place(*at);
        shown != painted && !is_label(x, y)
    });
    let wrong: Vec<String> =
        wrong.map(|(at, (shown, painted))| format!("{:?} is {shown:?}, painted {painted:?}", place(at))).collect();
    (!wrong.is_empty()).then(|| format!("{} pixels differ: {}", wrong.len(), wrong[..wrong.len().min(5)].join("; ")))
}

/// Waits until the page shows what is painted here.
fn assert_shown(page: &Page<'_>, painted: &Painted, what: &str) {
    let palette = palette(page);
    // The answer above a large log comes after the picture, which then has less room.
    let (size, stage) = page.wait_for_good(&format!("the stage, {what}, as it is painted:"), || {
        let size = size(page);
        let (stage, labels) = painted.stage(size, &palette);
        difference(&page.canvas(".timeline__stage canvas"), &stage, &labels).map_or(Ok((size, stage)), Err)
    });
    assert!((size.device_ratio - 1.0).abs() < f64::EPSILON, "these pictures are of ratio 1, not {}", size.device_ratio);
    let overview = painted.overview(size, &palette);
    page.wait_for_good(&format!("the overview, {what}, as it is painted:"), || {
        difference(&page.canvas(".timeline__overview canvas"), &overview, &[]).map_or(Ok(()), Err)
    });
    let failed = stage.rgba.chunks(4).filter(|pixel| **pixel == palette.failed).count();
    assert!(failed > 0, "{what}: the picture has no pixel of a failure, so it shows little");
}

fn pictures_are_equal(page: &Page<'_>, n_items: usize, n_workers: u64) {
    let answer = answer_of(n_items, n_workers);
    let path = file(&format!("picture-{n_items}.json"), answer.as_bytes());
    let mut painted = Painted::new(&log_of(&answer));
    let site = Site::start(setup::dist());
    page.open(&site.url("#/file?tz=utc"));
    page.find("input[type=file]", None).wait();
    choose(page, &path);
    wait_for_whole_log(page, n_items);
    let sum = page.find(".timeline__sum", None);
    sum.wait_for_text(&format!("{0} of {0} items", number(n_items)));
    for density in [Density::Whole, Density::Readable] {
        painted.viewport.set_density(density);
        for look in LOOKS {
            page.open(&site.url(&format!("#/file?tz=utc&theme={look}")));
            page.wait_until(look, || page.find("html", None).attribute("data-theme").as_deref() == Some(look));
            assert_shown(page, &painted, &format!("{n_items} items, {look}, {density:?}"));
        }
        if density == Density::Whole {
            page.button("Tall rows").click();
        }
    }
    if page.has(Feature::Media, "pictures in forced colours") {
        page.emulate_media(&[("forced-colors", "active")]);
        assert_shown(page, &painted, &format!("{n_items} items, forced colours"));
    }
}

#[test]
fn twenty_items_look_as_painted() {
    e2e::test("twenty_items_look_as_painted", |page| pictures_are_equal(page, 20, 4));
}

#[test]
fn a_thousand_items_look_as_painted() {
    e2e::test("a_thousand_items_look_as_painted", |page| pictures_are_equal(page, 1_000, 12));
}

#[test]
fn a_hundred_thousand_items_look_as_painted() {
    e2e::test("a_hundred_thousand_items_look_as_painted", |page| pictures_are_equal(page, 100_000, 64));
}

/// What finds nothing wrong must be able to find something wrong.
#[test]
fn one_other_pixel_is_found() {
    e2e::test("one_other_pixel_is_found", |page| {
        let answer = answer_of(20, 4);
        let painted = Painted::new(&log_of(&answer));
        let site = Site::start(setup::dist());
        page.open(&site.url("#/file?tz=utc&theme=light"));
        page.find("input[type=file]", None).wait();
        choose(page, &file("picture-other.json", answer.as_bytes()));
        wait_for_whole_log(page, 20);
        assert_shown(page, &painted, "before");
        let dot = "const context = document.querySelector('.timeline__stage canvas').getContext('2d');
            context.setTransform(1, 0, 0, 1, 0, 0);
            context.fillStyle = 'rgb(1, 2, 3)';
            context.fillRect(0, 0, 1, 1); return null";
        assert_eq!(page.execute(dot, &[]), Value::Null);
        let (stage, labels) = painted.stage(size(page), &palette(page));
        let found = difference(&page.canvas(".timeline__stage canvas"), &stage, &labels).unwrap_or_default();
        assert!(found.starts_with("1 pixels differ: (0.0, 0.0) is [1, 2, 3, 255]"), "{found}");
    });
}
