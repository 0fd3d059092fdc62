//! Holds a run against the last one in the tree: what has become slower by more than a fifth.
//!
//! Machines differ, and are seldom quiet, so times are held against the bare loop of the same run; and a figure is slower
//! only if even the best of today's is, beside the worst of the bare loop's.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::frames::{median, quantile};
use crate::run::Who;

/// A figure may be this many times the last one.
const MOST: f64 = 1.2;
/// A smaller load is over too soon to be a measure of anything.
const LEAST_ITEMS: u64 = 10_000;

/// A figure that is slower.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Slower {
    /// Which one, and at how many items.
    figure: (String, u64),
    /// How much, for a person.
    pub told: String,
}

/// Those of a first run that a second one finds slower as well, as that tells them.
pub fn in_both(first: &[Slower], second: Vec<Slower>) -> Vec<Slower> {
    second.into_iter().filter(|slower| first.iter().any(|other| other.figure == slower.figure)).collect()
}

/// What is slower, of all that both runs have.
pub fn slower(today: &Value, last: &Value) -> Vec<Slower> {
    let sizes: BTreeSet<u64> = files(today).filter_map(|seen| seen["items"].as_u64()).collect();
    let mut lines = Vec::new();
    for n in sizes.into_iter().filter(|n| *n >= LEAST_ITEMS) {
        let [Some(now), Some(then)] = [today, last].map(|run| Pair::of(run, n)) else { continue };
        for (name, of) in now.figures() {
            let Some((_, before)) = then.figures().into_iter().find(|(known, _)| *known == name) else { continue };
            if of.best > before.middle * MOST {
                let told =
                    format!("{name}, {n} items: {:.2}, at best {:.2}; it was {:.2}", of.middle, of.best, before.middle);
                lines.push(Slower { figure: (name, n), told });
            }
        }
    }
    lines
}

fn files(run: &Value) -> impl Iterator<Item = &Value> {
    run["files"].as_array().into_iter().flatten()
}

/// Tapeline and the bare loop at one size.
struct Pair<'a> {
    tapeline: &'a Value,
    bare: &'a Value,
}

/// A figure in loads of the bare loop, or in MB.
struct Figure {
    middle: f64,
    best: f64,
}

impl<'a> Pair<'a> {
    fn of(run: &'a Value, n_items: u64) -> Option<Self> {
        let of = |who: Who| files(run).find(|seen| seen["items"] == n_items && seen["who"] == who.name());
        Some(Self { tapeline: of(Who::Tapeline)?, bare: of(Who::Bare)? })
    }

    fn figures(&self) -> Vec<(String, Figure)> {
        let bare = loads(self.bare, "whole_ms");
        let (unit, worst) = (median(bare.iter().copied()), bare.iter().copied().fold(0.0, f64::max));
        let timed = |costs: &[f64], least: f64| Figure {
            middle: median(costs.iter().copied()) / unit,
            best: quantile(costs.iter().copied(), least) / worst,
        };
        let mut out = Vec::new();
        for (name, key) in [
            ("to the whole picture", "whole_ms"),
            ("until the first of it is drawn", "first_ms"),
            ("main thread on a processor", "cpu_ms"),
        ] {
            out.push((name.to_owned(), timed(&loads(self.tapeline, key), 0.0)));
        }
        let kept = loads(self.tapeline, "kept_mb");
        let best = quantile(kept.iter().copied(), 0.0);
        out.push(("memory kept, MB".to_owned(), Figure { middle: median(kept.iter().copied()), best }));
        for kind in ["wheel", "drag"] {
            let of_kind =
                self.tapeline["frames"].as_array().into_iter().flatten().filter(|frames| frames["kind"] == kind);
            let costs: Vec<f64> = of_kind.flat_map(|frames| numbers(&frames["cpu_ms"])).collect();
            // Single events come in groups: a lucky one is no measure.
            out.push((format!("an event of the {kind}"), timed(&costs, 0.25)));
        }
        for search in self.tapeline["searches"].as_array().into_iter().flatten() {
            let name = format!("search for {}", search["text"]);
            out.push((name, timed(&numbers(&search["ms"]), 0.0)));
        }
        out.retain(|(_, figure)| figure.middle.is_finite() && figure.middle > 0.0);
        out
    }
}

fn loads(seen: &Value, key: &str) -> Vec<f64> {
    seen["loads"].as_array().into_iter().flatten().filter_map(|load| load[key].as_f64()).collect()
}

fn numbers(list: &Value) -> Vec<f64> {
    list.as_array().into_iter().flatten().filter_map(Value::as_f64).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// A run at one size: loads of both, the cost of a wheel event, and of a search.
    fn run(n: u64, whole: [f64; 3], bare: [f64; 3], kept: f64, wheel: f64) -> Value {
        let loads = |all: [f64; 3]| -> Vec<Value> {
            let load = |ms: f64| json!({ "whole_ms": ms, "first_ms": 100.0, "cpu_ms": ms, "kept_mb": kept });
            all.map(load).to_vec()
        };
        json!({ "files": [
            { "who": "Tapeline", "items": n, "loads": loads(whole),
              "frames": [{ "kind": "wheel", "cpu_ms": [wheel, wheel, wheel, wheel] }],
              "searches": [{ "text": "abc", "ms": [wheel, wheel] }] },
            { "who": Who::Bare.name(), "items": n, "loads": loads(bare), "frames": [], "searches": [] },
        ] })
    }

    #[test]
    fn what_is_slower_by_a_fifth_is_told() {
        let last = run(100_000, [500.0, 510.0, 520.0], [200.0, 205.0, 210.0], 70.0, 5.0);
        assert_eq!(slower(&last, &last), []);
        // A machine half as quick is none that says anything.
        let slow = run(100_000, [1_000.0, 1_020.0, 1_040.0], [400.0, 410.0, 420.0], 70.0, 10.0);
        assert_eq!(slower(&slow, &last), []);
        let worse = run(100_000, [680.0, 690.0, 700.0], [200.0, 205.0, 210.0], 90.0, 7.0);
        let told = slower(&worse, &last);
        let of: Vec<&str> = told.iter().filter_map(|line| Some(line.told.split_once(',')?.0)).collect();
        assert_eq!(
            of,
            [
                "to the whole picture",
                "main thread on a processor",
                "memory kept",
                "an event of the wheel",
                "search for \"abc\""
            ]
        );
        assert_eq!(told[0].told, "to the whole picture, 100000 items: 3.37, at best 3.24; it was 2.49");
    }

    #[test]
    fn what_one_run_alone_finds_slower_does_not_count() {
        let last = run(100_000, [500.0, 510.0, 520.0], [200.0, 205.0, 210.0], 70.0, 5.0);
        let slow = |whole: f64, wheel: f64| slower(&run(100_000, [whole; 3], [205.0; 3], 70.0, wheel), &last);
        let (load, both) = (slow(690.0, 5.0), slow(690.0, 7.0));
        assert!(!load.is_empty() && both.len() > load.len());
        assert_eq!(in_both(&both, load.clone()), load);
        assert_eq!(in_both(&slow(500.0, 7.0), load), []);
    }

    #[test]
    fn one_good_load_or_a_bad_bare_loop_is_noise() {
        let last = run(100_000, [500.0, 510.0, 520.0], [200.0, 205.0, 210.0], 70.0, 5.0);
        let noisy = run(100_000, [510.0, 690.0, 900.0], [200.0, 205.0, 210.0], 70.0, 5.0);
        assert_eq!(slower(&noisy, &last), []);
        let noisy = run(100_000, [640.0, 650.0, 660.0], [200.0, 205.0, 260.0], 70.0, 5.0);
        assert_eq!(slower(&noisy, &last), []);
    }

    #[test]
    fn what_only_one_run_has_is_not_judged() {
        let (small, large) = (run(1_000, [90.0; 3], [1.0; 3], 9.0, 9.0), run(1_000, [10.0; 3], [1.0; 3], 1.0, 1.0));
        assert_eq!(slower(&small, &large), []);
        let other = run(10_000, [90.0; 3], [1.0; 3], 9.0, 9.0);
        assert_eq!(slower(&other, &large), []);
        assert_eq!(slower(&other, &json!(null)), []);
    }
}
