//! The modules behind the picture, natively and one by one: `cargo bench -p bench`, with a name behind it for some of
//! them. They are compiled as the page is (but for the processor of this machine), so that what is slow here is slow there.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::cast_possible_truncation,
    reason = "a measurement: a panic is how it fails"
)]

use std::collections::BTreeMap;
use std::sync::Mutex;

use bench::items::{items, write_log};
use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};
use tapeline::answers::compare::{Missing, Side, compare};
use tapeline::answers::groups::{By, Grouper, extend_all, grouped};
use tapeline::answers::phases::{Rules, longest};
use tapeline::answers::{Severities, search};
use tapeline::model::order::{piece, sort_by_number, sort_by_text_in_turns};
use tapeline::model::turns::{Turns, at_once};
use tapeline::model::{Log, Notices, Product, TimeRange, Timestamp};
use tapeline::report::work::{Facts, work};
use tapeline::sweep::Load;
use tapeline::timeline::{
    BitSet, Hits, Index, Lanes, Overview, Palette, Scene, Size, View, Viewport, item_at, paint, scene_into,
};
use tapeline::wire::LogDecoder;

const SIZES: [usize; 4] = [1_000, 10_000, 100_000, 1_000_000];
/// How much of the session is in view: the whole, a tenth, a hundredth.
const PARTS: [i64; 3] = [1, 10, 100];
/// As large as the picture is in a window of 1920 by 1000.
const SURFACE: Size = Size { width_px: 1886.0, height_px: 300.0, device_ratio: 1.0 };
/// What a browser hands over at a time when it reads a file.
const CHUNK: usize = 65_536;

fn main() {
    divan::main();
}

/// A night's log and all that is made of it, once for each size.
struct Night {
    log: Log,
    lanes: Lanes,
    index: Index,
    extent: TimeRange,
    end: Timestamp,
}

fn night(n: usize) -> &'static Night {
    static KNOWN: Mutex<BTreeMap<usize, &'static Night>> = Mutex::new(BTreeMap::new());
    let mut known = KNOWN.lock().unwrap();
    known.entry(n).or_insert_with(|| {
        let log = decode(&bytes(n));
        assert_eq!(log.len(), n);
        let lanes = Lanes::pack(&log);
        let index = Index::new(&log, &lanes);
        let extent = log.extent().unwrap();
        Box::leak(Box::new(Night { log, lanes, index, extent, end: extent.end() }))
    })
}

impl Night {
    fn view(&self, part: i64) -> View<'_> {
        let span = self.extent.ticks() / part;
        let from = self.extent.start().plus((self.extent.ticks() - span) / 2);
        let window = TimeRange::new(from, from.plus(span));
        View { window, ..View::new(&self.index, &Viewport::fit(self.extent), SURFACE, self.end) }
    }
}

fn bytes(n: usize) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(n * 430);
    write_log(&items(n), 0, n + 1, &mut bytes).unwrap();
    bytes
}

fn decode(bytes: &[u8]) -> Log {
    let (mut log, mut notices) = (Log::new(), Notices::default());
    let mut decoder = LogDecoder::new(Product::Vb365, 0);
    for chunk in bytes.chunks(CHUNK) {
        decoder.feed(chunk, &mut log, &mut notices);
    }
    decoder.finish(&mut log, &mut notices).unwrap();
    assert_eq!(notices.n_total(), 0);
    log
}

#[divan::bench(args = SIZES, max_time = 3)]
fn decode_log(bencher: Bencher<'_, '_>, n: usize) {
    let bytes = bytes(n);
    bencher.counter(BytesCount::of_slice(&bytes)).bench_local(|| decode(black_box(&bytes)));
}

#[divan::bench(args = SIZES, max_time = 3)]
fn pack_lanes(bencher: Bencher<'_, '_>, n: usize) {
    let night = night(n);
    bencher.counter(ItemsCount::new(n)).bench_local(|| Lanes::pack(&night.log));
}

#[divan::bench(args = SIZES, max_time = 3)]
fn build_index(bencher: Bencher<'_, '_>, n: usize) {
    let night = night(n);
    bencher.counter(ItemsCount::new(n)).bench_local(|| Index::new(&night.log, &night.lanes));
}

#[divan::bench(args = SIZES, max_time = 3)]
fn build_overview(bencher: Bencher<'_, '_>, n: usize) {
    let night = night(n);
    bencher.bench_local(|| Overview::new(&night.index, night.end, night.extent));
}

#[divan::bench(args = SIZES, consts = PARTS, max_time = 1)]
fn scene<const PART: i64>(bencher: Bencher<'_, '_>, n: usize) {
    let view = night(n).view(PART);
    let mut scene = Scene::default();
    bencher.bench_local(|| scene_into(black_box(&view), &mut scene));
}

#[divan::bench(args = SIZES, consts = PARTS, max_time = 1)]
fn paint_scene<const PART: i64>(bencher: Bencher<'_, '_>, n: usize) {
    let mut scene = Scene::default();
    scene_into(&night(n).view(PART), &mut scene);
    let (palette, mut pixels) = (palette(), Vec::new());
    bencher.bench_local(|| paint(black_box(&scene), &palette, &mut pixels));
}

#[divan::bench(args = SIZES, max_time = 1)]
fn hit_test(bencher: Bencher<'_, '_>, n: usize) {
    let view = night(n).view(1);
    let mut nth = 0_u32;
    bencher.bench_local(|| {
        nth = (nth + 1) % 100;
        item_at(&view, f64::from(nth * 18), f64::from(nth * 3))
    });
}

#[divan::bench(args = SIZES, max_time = 2)]
fn search_rare(bencher: Bencher<'_, '_>, n: usize) {
    find(bencher, n, "user000012@");
}

#[divan::bench(args = SIZES, max_time = 2)]
fn search_common(bencher: Bencher<'_, '_>, n: usize) {
    find(bencher, n, "onedrive");
}

fn find(bencher: Bencher<'_, '_>, n: usize, text: &str) {
    let night = night(n);
    let counter = ItemsCount::new(n);
    bencher.counter(counter).bench_local(|| search::filter(&night.log, black_box(text), Severities::NONE, None));
}

/// Two runs of a job side by side: 60,000 items on both sides are to take well under 100 ms.
#[divan::bench(args = [1_000, 10_000, 60_000], max_time = 2)]
fn compare_logs(bencher: Bencher<'_, '_>, n: usize) {
    let night = night(n);
    let side = Side { log: &night.log, open_end: night.end, missing: Missing::NotDone };
    bencher.counter(ItemsCount::new(2 * n)).bench_local(|| compare(black_box(side), black_box(side)));
}

/// The table in the order of its texts.
#[divan::bench(args = SIZES, max_time = 3)]
fn sort_by_text(bencher: Bencher<'_, '_>, n: usize) {
    let log = &night(n).log;
    let text = |idx, from| piece(log.text(idx), from);
    let sort = || at_once(sort_by_text_in_turns((0..n as u32).collect(), &text, &Turns::none()));
    bencher.counter(ItemsCount::new(n)).bench_local(sort);
}

/// And in the order of its lengths.
#[divan::bench(args = SIZES, max_time = 3)]
fn sort_by_length(bencher: Bencher<'_, '_>, n: usize) {
    let log = &night(n).log;
    let length = |idx| log.ticks(idx).unwrap_or(i64::MAX);
    bencher.counter(ItemsCount::new(n)).bench_local(|| sort_by_number((0..n as u32).collect(), &length));
}

/// What a search found, made ready for drawing.
#[divan::bench(args = SIZES, max_time = 2)]
fn mark_hits(bencher: Bencher<'_, '_>, n: usize) {
    let night = night(n);
    let found = BitSet::of(n, (0..n as u32).step_by(10));
    bencher.bench_local(|| Hits::new(&night.index, &found));
}

/// As many items as a large session has.
const SESSION: usize = 60_000;

fn facts() -> (&'static Night, [Grouper; 3], Load) {
    let night = night(SESSION);
    let groups = [By::Kind, By::Object, By::Result].map(|by| grouped(&night.log, by));
    (night, groups, Load::new(&night.log, night.end))
}

/// What is made once for a log.
#[divan::bench(args = [SESSION, 1_000_000], max_time = 2)]
fn sweep(bencher: Bencher<'_, '_>, n: usize) {
    let night = night(n);
    bencher.counter(ItemsCount::new(n)).bench_local(|| Load::new(black_box(&night.log), night.end));
}

#[divan::bench(args = [SESSION, 1_000_000], max_time = 2)]
fn group_by_kind_object_and_result(bencher: Bencher<'_, '_>, n: usize) {
    let log = &night(n).log;
    bencher.counter(ItemsCount::new(n)).bench_local(|| {
        let mut groupers = [By::Kind, By::Object, By::Result].map(Grouper::new);
        extend_all(groupers.each_mut(), black_box(log), usize::MAX);
        groupers
    });
}

/// Every figure of where the time went and what took longest, as they are made anew for each range somebody chooses: all of the
/// session, a tenth, a hundredth.
#[divan::bench(consts = PARTS, max_time = 2)]
fn where_the_time_went<const PART: i64>(bencher: Bencher<'_, '_>) {
    let (night, [kinds, objects, results], load) = facts();
    let (rules, window) = (Rules::default(), night.view(PART).window);
    let (log, load, kinds, objects, results, rules) = (&night.log, &load, &kinds, &objects, &results, &rules);
    let facts = Facts { log, load, kinds, objects, results, rules, chosen: Some(window), own: None };
    bencher.bench_local(|| {
        let facts = black_box(&facts);
        (work(facts), longest(load, window, &rules.phases(kinds), objects))
    });
}

/// Any colours do: what they are changes nothing.
fn palette() -> Palette {
    let grey = |level: u8| [level, level, level, 255];
    Palette {
        background: grey(255),
        row: grey(248),
        grid: grey(236),
        grid_major: grey(208),
        text: grey(36),
        success: grey(176),
        neutral: grey(148),
        running: grey(120),
        warning: grey(163),
        failed: grey(30),
        selection: grey(90),
        curve: grey(177),
        curve_most: grey(221),
        veil: grey(240),
    }
}
