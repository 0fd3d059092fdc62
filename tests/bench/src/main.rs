//! The run.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, reason = "a measurement: a panic is how it fails")]

use std::fs;
use std::io::{BufWriter, Write as _};

use bench::items::{items, write_log};
use bench::{tab, tapeline};

fn main() {
    let folder = std::env::temp_dir().join("tapeline-bench");
    fs::create_dir_all(&folder).unwrap();
    let sizes: Vec<usize> = std::env::args().skip(1).map(|a| a.parse().unwrap()).collect();
    for n in sizes {
        let path = folder.join(format!("log-{n}.json"));
        let items = items(n);
        let mut out = BufWriter::new(fs::File::create(&path).unwrap());
        write_log(&items, 0, n, &mut out).unwrap();
        out.flush().unwrap();
        drop(out);
        let site = tapeline::site();
        e2e::alone(tab::LIMIT, |page| {
            let mut tab = tapeline::open(page, &site);
            let load = tapeline::load(&mut tab, &path, n);
            println!("{n}: {load:#?}");
            let [x, y, w, h] = tapeline::stage(&tab);
            println!("{:?} colours {}", [x, y, w, h], tab.n_colours([x, y, w, h]));
            println!("{}", page.find(".timeline__sum", None).text());
            let (mx, my) = (x + w / 2.0, y + h / 2.0);
            tab.forget_tasks();
            tab.mouse("mouseMoved", mx, my, &serde_json::json!({}));
            for round in 0..4 {
                let floor: Vec<f64> = (0..10).map(|_| tab.work_of(|| ())).collect();
                println!("floor {floor:.2?}");
                let wheel: Vec<f64> = (0..20).map(|i| {
                    let delta = if i % 2 == 0 { -120.0 } else { 120.0 };
                    tab.work_of(|| tab.mouse("mouseWheel", mx, my, &serde_json::json!({"deltaX": 0, "deltaY": delta})))
                }).collect();
                println!("zoom {round}: {wheel:.2?} {}", page.find(".timeline__sum", None).text());
                for _ in 0..8 { tab.mouse("mouseWheel", mx, my, &serde_json::json!({"deltaX": 0, "deltaY": -120})); }
            }
            println!("tasks {:?}", page.execute("return window.tapelineBench.tasks", &[]));
        });
    }
}
