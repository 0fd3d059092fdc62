//! Pictures, compared pixel by pixel. `UPDATE_EXPECT=1` writes them again; look at them before committing.

use std::fmt::Write as _;
use std::path::PathBuf;

use tapeline::model::{Log, Status, TimeRange, Timestamp};
use tapeline::timeline::{
    BitSet, Density, Hits, Index, Lanes, Overview, Palette, Size, View, Viewport, Zone, paint, ticks,
};
use tapeline::timeline::{Layer, Scene};

use super::logs::{SECOND, START, open_end, push, session};

pub(in super::super) const LIGHT: Palette = Palette {
    background: [255, 255, 255, 255],
    row: [247, 249, 251, 255],
    grid: [233, 237, 242, 255],
    grid_major: [201, 209, 219, 255],
    text: [27, 36, 48, 255],
    success: [126, 176, 196, 255],
    neutral: [138, 148, 162, 255],
    running: [70, 120, 214, 255],
    warning: [232, 163, 23, 255],
    failed: [196, 30, 58, 255],
    selection: [24, 90, 220, 255],
    curve: [126, 176, 196, 255],
    curve_most: [200, 221, 230, 255],
    veil: [236, 240, 245, 255],
};

pub(super) const DARK: Palette = Palette {
    background: [18, 23, 30, 255],
    row: [23, 29, 37, 255],
    grid: [36, 44, 55, 255],
    grid_major: [62, 74, 90, 255],
    text: [225, 232, 240, 255],
    success: [66, 118, 140, 255],
    neutral: [120, 132, 148, 255],
    running: [98, 150, 240, 255],
    warning: [240, 178, 50, 255],
    failed: [255, 92, 108, 255],
    selection: [122, 176, 255, 255],
    curve: [66, 118, 140, 255],
    curve_most: [40, 66, 82, 255],
    veil: [10, 13, 18, 255],
};

pub(super) fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/pictures")
}

fn wants_update() -> bool {
    std::env::var_os("UPDATE_EXPECT").is_some()
}

pub(super) fn expect_picture(name: &str, size: Size, pixels: &[u8]) {
    let (width, height) = size.device_px();
    let path = folder().join(format!("{name}.png"));
    if wants_update() {
        let file = std::fs::File::create(&path).unwrap();
        let mut encoder = png::Encoder::new(std::io::BufWriter::new(file), width, height);
        encoder.set_color(png::ColorType::Rgba);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_compression(png::Compression::High);
        encoder.write_header().unwrap().write_image_data(pixels).unwrap();
    }
    let file = std::fs::File::open(&path).unwrap();
    let mut reader = png::Decoder::new(std::io::BufReader::new(file)).read_info().unwrap();
    let mut expected = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut expected).unwrap();
    assert_eq!((info.width, info.height), (width, height), "{name}");
    let off = expected.chunks(4).zip(pixels.chunks(4)).filter(|(a, b)| a != b).count();
    assert_eq!(off, 0, "{name}: {off} pixels differ");
}

pub(super) fn expect_text(name: &str, text: &str) {
    let path = folder().join(format!("{name}.txt"));
    if wants_update() {
        std::fs::write(&path, text).unwrap();
    }
    assert_eq!(std::fs::read_to_string(&path).unwrap(), text, "{name}");
}

pub(super) fn surface(width: u16, height: u16, device_ratio: f64) -> Size {
    Size { width_px: f64::from(width), height_px: f64::from(height), device_ratio }
}

/// Twenty items with everything in them that has a shape of its own.
pub(super) fn small_log() -> Log {
    let mut log = Log::new();
    let s = |seconds: i64| Some(START + seconds * SECOND);
    let items = [
        (0, 2, Status::Success),
        (2, 2, Status::Success),
        (5, 300, Status::Success),
        (12, 620, Status::Success),
        (14, 14, Status::Success),
        (80, 410, Status::Warning),
        (130, 470, Status::Failed),
        (330, 333, Status::Success),
        (340, 340, Status::Failed),
        (360, 366, Status::Failed),
        (400, 404, Status::Warning),
        (425, 425, Status::Warning),
        (440, 690, Status::Success),
        (480, 560, Status::Stopped),
        (500, 500, Status::Unknown),
        (590, 592, Status::Success),
        (600, 820, Status::Failed),
        (640, 641, Status::Success),
        (700, 790, Status::Success),
    ];
    for (start, end, status) in items {
        push(&mut log, s(start), s(end), status);
    }
    push(&mut log, s(560), None, Status::Running);
    push(&mut log, s(705), None, Status::RunningWithError);
    log
}

struct Picture<'a> {
    name: &'a str,
    log: &'a Log,
    size: Size,
    zoom: Option<(i64, i64)>,
    density: Density,
    selection: Option<u32>,
    search: bool,
}

impl Picture<'_> {
    fn draw(&self) -> Scene {
        let log = self.log;
        let end = open_end(log);
        let index = Index::new(log, &Lanes::pack(log));
        let mut viewport = Viewport::fit(log.extent().unwrap());
        viewport.set_density(self.density);
        if let Some((from, to)) = self.zoom {
            let at = |seconds: i64| Timestamp::from_ticks(START + seconds * SECOND);
            viewport.zoom_to(TimeRange::new(at(from), at(to)));
        }
        let found = BitSet::of(log.len(), (0..u32::try_from(log.len()).unwrap()).filter(|idx| idx % 4 == 1));
        let hits = Hits::new(&index, &found);
        let hits = self.search.then_some(&hits);
        let view = View { selection: self.selection, hits, ..View::new(&index, &viewport, self.size, end) };
        let mut scene = Scene::of(&view);
        scene.set_grid(&ticks(view.window, self.size.width_px, &Zone::utc()));
        let overview = Overview::new(&index, end, viewport.whole());
        let strip = Size { height_px: 48.0, ..self.size };
        let mut pixels = Vec::new();
        for (theme, palette) in [("light", &LIGHT), ("dark", &DARK)] {
            paint(&scene, palette, &mut pixels);
            expect_picture(&format!("{}-{theme}", self.name), self.size, &pixels);
            overview.paint(strip, palette, hits, &mut pixels);
            expect_picture(&format!("{}-overview-{theme}", self.name), strip, &pixels);
        }
        scene
    }
}

#[test]
fn twenty_items() {
    let log = small_log();
    let size = surface(900, 200, 1.0);
    let picture =
        Picture { name: "20", log: &log, size, zoom: None, density: Density::Whole, selection: Some(6), search: false };
    expect_text("20", &dump(&picture.draw()));
}

#[test]
fn twenty_items_twice_as_sharp_and_searched() {
    let log = small_log();
    let size = surface(600, 150, 2.0);
    let zoom = Some((300, 720));
    Picture { name: "20-sharp", log: &log, size, zoom, density: Density::Whole, selection: None, search: true }.draw();
}

#[test]
fn a_thousand_items() {
    let log = session(1000, 24, 1);
    let size = surface(900, 260, 1.0);
    Picture { name: "1000", log: &log, size, zoom: None, density: Density::Whole, selection: None, search: false }
        .draw();
}

#[test]
fn a_thousand_items_in_readable_rows() {
    let log = session(1000, 24, 1);
    let size = surface(900, 260, 1.0);
    let zoom = Some((4_000, 9_000));
    Picture { name: "1000-rows", log: &log, size, zoom, density: Density::Readable, selection: None, search: false }
        .draw();
}

#[test]
fn twenty_thousand_items() {
    let log = session(20_000, 60, 2);
    let size = surface(900, 260, 1.0);
    Picture { name: "20000", log: &log, size, zoom: None, density: Density::Whole, selection: None, search: false }
        .draw();
}

#[test]
fn more_lanes_than_rows() {
    let log = session(20_000, 500, 3);
    let size = surface(900, 200, 1.0);
    Picture { name: "folded", log: &log, size, zoom: None, density: Density::Whole, selection: None, search: false }
        .draw();
}

/// A scene as text: what is drawn, row by row.
fn dump(scene: &Scene) -> String {
    let mut out = String::new();
    let totals = scene.totals;
    let _ = writeln!(
        out,
        "rows {} of {} px, lanes a row {}",
        scene.rows.n_rows, scene.rows.row_px, scene.rows.lanes_per_row
    );
    let _ = writeln!(
        out,
        "session {} window {} own {} merged {} by severity {:?}",
        totals.n_session, totals.n_window, totals.n_own, totals.n_merged, totals.by_severity
    );
    let mut lines = Vec::new();
    for Layer { runs, bars, marks } in [&scene.calm, &scene.warning, &scene.failed] {
        for bar in bars {
            let open = if bar.is_open { " open" } else { "" };
            lines.push((
                bar.row,
                bar.x0_px,
                format!("bar {:.1}..{:.1} {}{open} #{}", bar.x0_px, bar.x1_px, bar.severity.word(), bar.idx),
            ));
        }
        for mark in marks {
            lines.push((mark.row, mark.x_px, format!("mark {:.1} {} #{}", mark.x_px, mark.severity.word(), mark.idx)));
        }
        for run in runs {
            lines.push((
                run.row,
                f64::from(run.from),
                format!("run {}..{} {} level {}", run.from, run.to, run.severity.word(), run.level),
            ));
        }
    }
    lines.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    for (row, _, line) in lines {
        let _ = writeln!(out, "{row}  {line}");
    }
    for label in &scene.labels {
        let _ = writeln!(out, "label #{} {:.1},{:.1} max {:.1}", label.idx, label.x_px, label.y_px, label.max_width_px);
    }
    out
}
