//! All that was seen, as JSON: nothing left out, nothing summed up.

use serde_json::{Value, json};

use crate::api;
use crate::frames::Frames;
use crate::run::Seen;
use crate::tab::Load;

/// Everything.
pub fn json(machine: &str, seen: &[Seen], slowed: &[Seen], api: Option<&api::Seen>) -> Value {
    let all = |seen: &[Seen]| seen.iter().map(one).collect::<Vec<Value>>();
    let api = api.map(|api| {
        json!({
            "items": api::N_ITEMS, "limits": api.limits,
            "tapeline": loads(&api.tapeline), "before": loads(&api.before), "bare": loads(&api.bare),
        })
    });
    json!({ "machine": machine, "files": all(seen), "slowed": all(slowed), "api": api })
}

fn one(seen: &Seen) -> Value {
    let searches = seen
        .searches
        .iter()
        .map(|search| json!({ "text": search.text, "hits": search.n_hits, "ms": rounded_all(&search.costs_ms) }));
    json!({
        "who": seen.who.name(), "items": seen.n_items, "loads": loads(&seen.loads), "see_all_ms": seen.see_all_ms,
        "frames": seen.frames.iter().map(frames).collect::<Vec<_>>(),
        "searches": searches.collect::<Vec<_>>(),
        "acts": seen.acts.iter().map(|act| json!({ "name": act.name, "ms": rounded(act.ms), "longest_ms": rounded(act.longest_ms) })).collect::<Vec<_>>(),
    })
}

fn loads(loads: &[Load]) -> Vec<Value> {
    let load = |load: &Load| {
        let tasks: Vec<[f64; 2]> = load.tasks.iter().map(|&(at, takes)| [rounded(at), rounded(takes)]).collect();
        json!({
            "whole_ms": rounded(load.whole_ms), "first_ms": rounded(load.first_ms), "busy_ms": rounded(load.busy_ms), "cpu_ms": rounded(load.cpu_ms),
            "tasks_over_50_ms": tasks, "kept_mb": rounded(load.memory_mb), "peak_mb": rounded(load.peak_mb),
            "js_heap_mb": rounded(load.js_heap_mb), "measures": load.measures,
        })
    };
    loads.iter().map(load).collect()
}

fn frames(frames: &Frames) -> Value {
    let of = |of: fn(&crate::tab::Work) -> f64| rounded_all(&frames.works.iter().map(of).collect::<Vec<_>>());
    json!({
        "part": frames.part, "kind": if frames.is_drag { "drag" } else { "wheel" }, "browser_cpu_ms": rounded(frames.browser_ms), "floor_ms": rounded(frames.floor.all_ms), "floor_cpu_ms": rounded(frames.floor.cpu_ms),
        "cpu_ms": of(|work| work.cpu_ms), "all_ms": of(|work| work.all_ms), "script_ms": of(|work| work.script_ms), "layout_ms": of(|work| work.layout_ms),
        "heap_bytes": of(|work| work.heap_bytes),
    })
}

/// To a hundredth: more digits are noise.
fn rounded(figure: f64) -> f64 {
    (figure * 100.0).round() / 100.0
}

fn rounded_all(figures: &[f64]) -> Vec<f64> {
    figures.iter().map(|figure| rounded(*figure)).collect()
}
