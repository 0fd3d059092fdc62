//! What things cost natively. `cargo test --release --test it timing -- --ignored --nocapture`.

use std::time::Instant;

use tapeline::model::TimeRange;
use tapeline::timeline::Layer;
use tapeline::timeline::{Hits, Index, Lanes, Overview, Scene, Size, View, Viewport, item_at, paint, scene_into};

use super::logs::{open_end, session};
use super::pictures::LIGHT;

fn ms(best_of: u32, mut run: impl FnMut()) -> f64 {
    (0..best_of)
        .map(|_| {
            let start = Instant::now();
            run();
            start.elapsed().as_secs_f64() * 1000.0
        })
        .fold(f64::INFINITY, f64::min)
}

#[test]
#[ignore = "measures, does not check"]
fn table() {
    println!(
        "  items lanes |   pack  index  overv | whole: scene, paint, parts | tenth, the same | 1/1000      | hit us | hits"
    );
    for (n, workers) in
        [(1000, 20), (20_000, 64), (100_000, 200), (1_000_000, 200), (1_000_000, 680), (1_000_000, 4000)]
    {
        let log = session(n, workers, 7);
        let end = open_end(&log);
        let mut lanes = Lanes::default();
        let pack = ms(3, || lanes = Lanes::pack(&log));
        let mut index = Index::default();
        let build = ms(3, || index = Index::new(&log, &lanes));
        let extent = log.extent().unwrap();
        let overview = ms(2, || drop(Overview::new(&index, end, extent)));
        let size = Size { width_px: 1900.0, height_px: 500.0, device_ratio: 1.0 };
        let mut scene = Scene::default();
        let mut pixels = Vec::new();
        let mut frames = Vec::new();
        for part in [1, 10, 1000] {
            let span = extent.ticks() / part;
            let from = extent.start().plus((extent.ticks() - span) / 2);
            let window = TimeRange::new(from, from.plus(span));
            let view = View { window, ..View::new(&index, &Viewport::fit(extent), size, end) };
            let cost = ms(9, || scene_into(&view, &mut scene));
            let paint = ms(9, || paint(&scene, &LIGHT, &mut pixels));
            let n_parts = |layer: &Layer| layer.bars.len() + layer.runs.len() + layer.marks.len();
            let n_parts = n_parts(&scene.calm) + n_parts(&scene.warning) + n_parts(&scene.failed);
            frames.push(format!("{cost:6.2} {paint:5.2} {n_parts:6}"));
        }
        let view = View::new(&index, &Viewport::fit(extent), size, end);
        let hit = ms(3, || {
            for x in 0..100_u32 {
                item_at(&view, f64::from(x * 19), f64::from(x * 5));
            }
        });
        let found = tapeline::timeline::BitSet::of(n, (0..u32::try_from(n).unwrap()).step_by(10));
        let hits = ms(2, || drop(Hits::new(&index, &found)));
        println!(
            "{n:8} {:5} | {pack:6.1} {build:6.1} {overview:6.1} | {} | {:.1} | {hits:.1}",
            lanes.n_lanes(),
            frames.join(" | "),
            hit * 10.0
        );
    }
}
