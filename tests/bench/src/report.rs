//! What was seen, as tables for people. The ratio to Tapeline stands beside each figure: it is what counts, for the
//! machine is not always the same, and seldom quiet.

use std::fmt::Write as _;

use crate::api;
use crate::frames::{Frames, median, quantile};
use crate::run::{Seen, Who};
use crate::tab::Load;

/// A table with a column for each size; the first row is what the others are compared with.
struct Table {
    title: String,
    rows: Vec<(String, Vec<Cell>)>,
}

/// One figure, or why there is none.
enum Cell {
    Figure(f64),
    Words(&'static str),
}

/// Everything that is told.
pub fn markdown(machine: &str, sizes: &[usize], seen: &[Seen], api: Option<&api::Seen>) -> String {
    let mut out = format!(
        "# Measured\n\nWritten by `cargo xtask bench`. {machine}\n\nThe same items for everybody, from a file chosen in the page's own \
         field, in a browser of its own each; loads are the middle one of three (of one if it took over 10 s). \
         In brackets: how many times Tapeline's.\n"
    );
    for table in tables(sizes, seen) {
        table.write(sizes, &mut out);
    }
    zooms(sizes, seen, &mut out);
    growth(sizes, seen, &mut out);
    searches(sizes, seen, &mut out);
    if let Some(api) = api {
        over_http(api, &mut out);
    }
    out.push_str(NOTES);
    out
}

const NOTES: &str = "
- Whole picture: the line under Tapeline's picture says that all items are in it, pixels of failures are there, and a frame
  was drawn. speedscope's rows nest and cannot overlap, so each of the 200 workers is a profile of its own, and it shows one
  of them at a time, in software WebGL; \"every worker\" goes on to the last of them by its own key. (All in one row, which
  would be one picture, is not there after 150 s.) vis-timeline is told the lanes, which spares it the stacking; it is not
  tried beyond 10,000, for at 100,000 it shows nothing within 150 s. The page without a picture reads the file, parses it and
  both times of each item, and keeps them.
- Busy: `TaskDuration` of the DevTools protocol from before an event until the second frame after it, less the same without
  an event; other programs on the machine make it longer. On a processor: the system's own count, also less the same
  without an event; waiting is not in it, and speedscope's main thread waits for another process to draw. The wheel is
  turned by real input events, the drag moves 12 pixels an event, at the whole, a tenth, a hundredth and a thousandth.
- Deaf: the longest task of the main thread, which the browser tells of from 50 ms on.
- Memory: of the process that shows the page, as the system counts it (most: its resident pages, of which an empty page has
  about 190 MB; kept: its private pages after a collection, above those before the file).
";

fn tables(sizes: &[usize], seen: &[Seen]) -> Vec<Table> {
    let of_load = |title: &str, of: fn(&Load) -> f64| Table {
        title: title.to_owned(),
        rows: rows(sizes, seen, |seen| Some(seen.load(of).map_or(Cell::Words("> 150 s"), Cell::Figure))),
    };
    let mut whole = of_load("From choosing the file to the whole picture, ms", |load| load.whole_ms);
    let every = |n: &usize| {
        let scope = seen.iter().find(|seen| seen.who == Who::Speedscope && seen.n_items == *n);
        let sum = scope.and_then(|seen| Some(seen.load(|load| load.whole_ms)? + seen.see_all_ms?));
        sum.map_or(Cell::Words("–"), Cell::Figure)
    };
    whole.rows.push(("speedscope, every worker on screen once".to_owned(), sizes.iter().map(every).collect()));
    let decode = Table {
        title: "Of this, bytes to items by the page's own measure, ms".to_owned(),
        rows: rows(sizes, seen, |seen| seen.load(Load::decode_ms).filter(|ms| *ms > 0.0).map(Cell::Figure)),
    };
    let of_frames = |title: &str, is_drag: bool, share: f64, of: fn(&Frames) -> Vec<f64>| Table {
        title: title.to_owned(),
        rows: rows(sizes, seen, |seen| {
            (seen.who != Who::Bare).then(|| {
                let costs = seen.frames.iter().filter(|frames| frames.is_drag == is_drag).flat_map(of);
                if seen.frames.is_empty() { Cell::Words("–") } else { Cell::Figure(quantile(costs, share)) }
            })
        }),
    };
    let taken: fn(&Frames) -> Vec<f64> = |frames| frames.taken().collect();
    let cpu: fn(&Frames) -> Vec<f64> = |frames| frames.cpu().collect();
    let allocated: fn(&Frames) -> Vec<f64> = |frames| frames.allocated().map(|bytes| bytes / 1000.0).collect();
    let browser: fn(&Frames) -> Vec<f64> = |frames| vec![frames.browser_ms];
    vec![
        whole,
        of_load("Until the first of it is drawn, ms", |load| load.first_ms),
        decode,
        of_load("Main thread on a processor while loading, ms", |load| load.cpu_ms),
        of_load("Longest time deaf while loading, ms (0: under 50)", Load::longest_ms),
        of_load("Most memory of the process while loading, MB", |load| load.peak_mb),
        of_load("Memory kept for the items, MB", |load| load.memory_mb),
        of_frames("Main thread busy for a turn of the wheel, any zoom, ms: middle", false, 0.5, taken),
        of_frames("… p99", false, 0.99, taken),
        of_frames("… p99 of its time on a processor", false, 0.99, cpu),
        of_frames("… all processes of the browser, middle of the zooms", false, 0.5, browser),
        of_frames("Main thread busy for a step of a drag, any zoom, ms: middle", true, 0.5, taken),
        of_frames("… p99", true, 0.99, taken),
        of_frames("… p99 of its time on a processor", true, 0.99, cpu),
        of_frames("… all processes of the browser, middle of the zooms", true, 0.5, browser),
        of_frames("Allocated by scripts for a turn of the wheel, KB: middle", false, 0.5, allocated),
    ]
}

/// A row for each of those who have any figure at all.
fn rows(sizes: &[usize], seen: &[Seen], of: impl Fn(&Seen) -> Option<Cell>) -> Vec<(String, Vec<Cell>)> {
    Who::ALL
        .into_iter()
        .filter(|who| seen.iter().any(|seen| seen.who == *who && of(seen).is_some()))
        .map(|who| {
            let cell = |n: &usize| {
                let one = seen.iter().find(|seen| seen.who == who && seen.n_items == *n);
                one.and_then(&of).unwrap_or(Cell::Words("not tried"))
            };
            (who.name().to_owned(), sizes.iter().map(cell).collect())
        })
        .collect()
}

impl Table {
    fn write(&self, sizes: &[usize], out: &mut String) {
        head(&self.title, sizes, out);
        let first = self.rows.first().map(|(_, cells)| cells);
        for (nth, (name, cells)) in self.rows.iter().enumerate() {
            let _ = write!(out, "| {name} |");
            for (at, cell) in cells.iter().enumerate() {
                let base = first.and_then(|cells| cells.get(at)).filter(|_| nth > 0);
                let _ = match (cell, base) {
                    (Cell::Words(words), _) => write!(out, " {words} |"),
                    (Cell::Figure(figure), Some(Cell::Figure(base))) if *base > 0.0 => {
                        write!(out, " {} ({}×) |", short(*figure), short(figure / base))
                    }
                    (Cell::Figure(figure), _) => write!(out, " {} |", short(*figure)),
                };
            }
            out.push('\n');
        }
    }
}

fn head(title: &str, sizes: &[usize], out: &mut String) {
    let counts: Vec<String> = sizes.iter().map(|n| tapeline::format::count(*n)).collect();
    let _ = writeln!(out, "\n| {title} | {} |\n| --- |{}", counts.join(" | "), " ---: |".repeat(sizes.len()));
}

/// Three digits.
fn short(figure: f64) -> String {
    match figure {
        _ if figure >= 100.0 => {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "far below the largest")]
            let whole = figure.round() as usize;
            tapeline::format::count(whole)
        }
        _ if figure >= 10.0 => format!("{figure:.1}"),
        _ => format!("{figure:.2}"),
    }
}

fn of_tapeline<'a>(sizes: &'a [usize], seen: &'a [Seen]) -> impl Iterator<Item = &'a Seen> {
    sizes.iter().filter_map(|n| seen.iter().find(|seen| seen.who == Who::Tapeline && seen.n_items == *n))
}

/// What each zoom costs Tapeline.
fn zooms(sizes: &[usize], seen: &[Seen], out: &mut String) {
    head("Tapeline, main thread on a processor for an event, ms: middle and p99", sizes, out);
    for (part, name) in [(1, "whole"), (10, "a tenth"), (100, "a hundredth"), (1000, "a thousandth")] {
        for (is_drag, kind) in [(false, "wheel"), (true, "drag")] {
            let _ = write!(out, "| {kind}, {name} |");
            for seen in of_tapeline(sizes, seen) {
                let frames = seen.frames.iter().find(|frames| frames.part == part && frames.is_drag == is_drag);
                let costs: Vec<f64> = frames.into_iter().flat_map(Frames::cpu).collect();
                let (mid, high) = (median(costs.iter().copied()), quantile(costs.iter().copied(), 0.99));
                let _ = write!(out, " {}, {} |", short(mid), short(high));
            }
            out.push('\n');
        }
    }
}

/// How the work of a frame grows with the items.
fn growth(sizes: &[usize], seen: &[Seen], out: &mut String) {
    let whole = |seen: &Seen| {
        let whole = seen.frames.iter().filter(|frames| frames.part == 1 && !frames.is_drag);
        median(whole.flat_map(Frames::cpu))
    };
    let costs: Vec<f64> = of_tapeline(sizes, seen).map(whole).collect();
    if let ([first, .., last], [from, .., to]) = (costs.as_slice(), sizes) {
        let (from, to) = (tapeline::format::count(*from), tapeline::format::count(*to));
        let times = short(last / first);
        let _ = writeln!(
            out,
            "\nTapeline's work for a turn of the wheel with the whole in view, {to} items to {from}: {times}×."
        );
    }
}

fn searches(sizes: &[usize], seen: &[Seen], out: &mut String) {
    head("Tapeline, main thread on a processor for a search, until all hits are marked and listed, ms", sizes, out);
    let texts: Vec<&str> = of_tapeline(sizes, seen)
        .next()
        .into_iter()
        .flat_map(|seen| seen.searches.iter().map(|search| search.text))
        .collect();
    for text in texts {
        let _ = write!(out, "| `{text}` |");
        for seen in of_tapeline(sizes, seen) {
            let search = seen.searches.iter().find(|search| search.text == text);
            let cost = search.map_or(0.0, |search| median(search.costs_ms.iter().copied()));
            let hits = tapeline::format::count(search.map_or(0, |search| search.n_hits));
            let _ = write!(out, " {} ({hits} hits) |", short(cost));
        }
        out.push('\n');
    }
}

fn over_http(api: &api::Seen, out: &mut String) {
    let mid = |loads: &[Load], of: fn(&Load) -> f64| median(loads.iter().map(of));
    let _ = writeln!(
        out,
        "\n| {} items over the API, {} pages of a server on loopback | whole, ms | first, ms | deaf, ms | most memory, MB |\n\
         | --- | ---: | ---: | ---: | ---: |",
        tapeline::format::count(api::N_ITEMS),
        api.limits.len()
    );
    for (name, loads) in [("Tapeline", &api.tapeline), ("fetch + JSON.parse + Date.parse, no picture", &api.bare)] {
        let figures: [fn(&Load) -> f64; 4] =
            [|load| load.whole_ms, |load| load.first_ms, Load::longest_ms, |load| load.peak_mb];
        let figures: Vec<String> = figures.into_iter().map(|of| short(mid(loads, of))).collect();
        let _ = writeln!(out, "| {name} | {} |", figures.join(" | "));
    }
    let ratio = mid(&api.tapeline, |load| load.whole_ms) / mid(&api.bare, |load| load.whole_ms);
    let _ = writeln!(out, "\nTapeline's whole picture over the API, to the bare loop's end: {}×.", short(ratio));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_have_three_digits() {
        assert_eq!(short(0.1234), "0.12");
        assert_eq!(short(12.34), "12.3");
        assert_eq!(short(18_557.6), "18,558");
    }

    #[test]
    fn a_table_sets_each_beside_the_first() {
        let rows = vec![
            ("we".to_owned(), vec![Cell::Figure(2.0), Cell::Figure(0.0)]),
            ("they".to_owned(), vec![Cell::Figure(30.0), Cell::Words("> 150 s")]),
        ];
        let mut out = String::new();
        Table { title: "ms".to_owned(), rows }.write(&[1_000, 10_000], &mut out);
        assert_eq!(
            out,
            "\n| ms | 1,000 | 10,000 |\n| --- | ---: | ---: |\n| we | 2.00 | 0.00 |\n| they | 30.0 (15.0×) | > 150 s |\n"
        );
    }
}
