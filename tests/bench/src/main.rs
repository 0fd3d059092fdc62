//! The run, as `cargo xtask bench` starts it: it tells where the page, the browser and the peers are, and where an earlier
//! page is, if there is one to measure beside it. Sizes may be named to measure less; `api` measures the API way alone,
//! `quick` the page beside the bare loop. What has become slower by a fifth since the last table fails the run.
#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    clippy::indexing_slicing,
    reason = "a measurement: a panic is how it fails"
)]

use std::env;
use std::fs;
use std::path::PathBuf;
use std::process;
use std::thread;
use std::time::Instant;

use bench::run::{Places, QUICK, SIZES, SLOWED, SLOWED_SIZES, Who};
use bench::{api, bare, judge, raw, report, run};
use e2e::Site;

fn main() {
    let begun = Instant::now();
    let words: Vec<String> = env::args().skip(1).collect();
    let named: Vec<usize> = words.iter().filter_map(|word| word.parse().ok()).collect();
    let is_quick = words.iter().any(|word| word == "quick");
    let sizes = if words.is_empty() {
        SIZES.to_vec()
    } else if is_quick {
        QUICK.to_vec()
    } else {
        named
    };
    let peers = env::var_os("TAPELINE_PEERS").map(|folder| PathBuf::from(folder).join("node_modules"));
    let places = Places {
        before: env::var_os("TAPELINE_BEFORE").map(PathBuf::from),
        peers: peers.map(|peers| {
            let vis = peers.join("vis-timeline/standalone/umd/vis-timeline-graph2d.min.js");
            (peers.join("speedscope/dist/release"), vis)
        }),
        scratch: folder("TAPELINE_SCRATCH"),
    };
    let seen = run::from_files(&places, &sizes, &Who::ALL, 1);
    let slowed = if words.is_empty() {
        run::from_files(&places, &SLOWED_SIZES, &[Who::Tapeline, Who::Bare], SLOWED)
    } else {
        Vec::new()
    };
    let with_api = words.is_empty() || words.iter().any(|word| word == "api");
    let api = with_api.then(|| {
        fs::create_dir_all(&places.scratch).expect("a folder for the bare page");
        fs::write(places.scratch.join("bare.html"), bare::PAGE).expect("room on the disk");
        let seen = api::over_http(&Site::start(places.scratch.clone()), places.before.as_deref());
        let _ = fs::remove_dir_all(&places.scratch);
        seen
    });
    let machine = machine();
    let told = report::markdown(&machine, (&sizes, &seen), &slowed, api.as_ref());
    println!("\n{told}\nThe run took {:.0?}.", begun.elapsed());
    let results = folder("TAPELINE_RESULTS");
    let raw = raw::json(&machine, &seen, &slowed, api.as_ref());
    let last = fs::read(results.join("results.json")).ok().and_then(|text| serde_json::from_slice(&text).ok());
    let last = last.unwrap_or_default();
    let mut worse = judge::slower(&raw, &last);
    if is_quick && !worse.is_empty() {
        println!("\nSome of it seems slower than it was; once more, for that may have been the machine.");
        let again = raw::json(&machine, &run::from_files(&places, &sizes, &Who::ALL, 1), &[], None);
        worse = judge::in_both(&worse, judge::slower(&again, &last));
    }
    // Figures of a part would stand where those of the whole are looked for.
    if words.is_empty() {
        fs::write(results.join("results.md"), &told).expect("results.md can be written");
        fs::write(results.join("results.json"), format!("{raw}\n")).expect("results.json can be written");
    }
    if !worse.is_empty() {
        println!("\nSlower by more than a fifth than in tests/bench/results.json, in loads of the bare loop:");
        for line in &worse {
            println!("  {}", line.told);
        }
        process::exit(1);
    }
}

fn folder(variable: &str) -> PathBuf {
    env::var_os(variable).map(PathBuf::from).expect("`cargo xtask bench` says where things are")
}

/// In one line: cores, processor, browser, and what is measured beside today's page.
fn machine() -> String {
    let n_cores = thread::available_parallelism().map_or(1, usize::from);
    let info = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model =
        info.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": ")).map_or("", |(_, name)| name);
    let version = e2e::alone(bench::tab::LIMIT, |page| page.cdp("Browser.getVersion", &serde_json::json!({})));
    let browser = version["product"].as_str().unwrap_or("a Chromium").replace('/', " ");
    let peers = "speedscope 1.25.0, vis-timeline 8.5.4";
    let before = env::var("TAPELINE_BEFORE_COMMIT")
        .map(|commit| format!(" Tapeline before is a page from a checkout of {commit}."))
        .unwrap_or_default();
    format!(
        "{n_cores} cores ({model}), {browser}, headless and without a GPU, a window of 1920 by 1000; {peers}.{before}"
    )
}
