//! What was seen, as tables for people. The ratio to Tapeline stands beside each figure: it is what counts, for the
//! machine is not always the same, and seldom quiet.

use std::fmt::Write as _;

use crate::api;
use crate::frames::{Frames, median, quantile};
use crate::run::{SLOWED, SLOWED_SIZES, Seen, Who};
use crate::tab::Load;
use crate::tapeline::SEARCHED;

/// A figure of a load.
type OfLoad = fn(&Load) -> f64;

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
pub fn markdown(machine: &str, (sizes, seen): (&[usize], &[Seen]), slowed: &[Seen], api: Option<&api::Seen>) -> String {
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
    acts(sizes, seen, &mut out);
    in_bare_loops(sizes, seen, &mut out);
    if let Some(api) = api {
        over_http(api, &mut out);
    }
    if !slowed.is_empty() {
        let _ = writeln!(out, "\n## With the processor slowed {SLOWED} times");
        for table in slowed_tables(&SLOWED_SIZES, slowed) {
            table.write(&SLOWED_SIZES, &mut out);
        }
        searches(&SLOWED_SIZES, slowed, &mut out);
        acts(&SLOWED_SIZES, slowed, &mut out);
    }
    out.push_str(NOTES);
    out
}

/// What else is asked of Tapeline.
fn acts(sizes: &[usize], seen: &[Seen], out: &mut String) {
    let of_size = |n: usize| of(Who::Tapeline, n, seen).into_iter().flat_map(|seen| &seen.acts);
    let names: Vec<&str> = sizes.iter().take(1).flat_map(|&n| of_size(n)).map(|act| act.name).collect();
    if names.is_empty() {
        return;
    }
    head("Tapeline, until it is on screen, ms, and the longest task meanwhile (0: under 50)", sizes, out);
    for name in names {
        let _ = write!(out, "| {name} |");
        for &n in sizes {
            let act = of_size(n).find(|act| act.name == name);
            let _ = match act {
                Some(act) => write!(out, " {}, {} |", short(act.ms), short(act.longest_ms)),
                None => write!(out, " – |"),
            };
        }
        out.push('\n');
    }
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
- Slowed: by the browser's own throttle, which halts the main thread for the rest of the time.
- Deaf: the longest task of the main thread, which the browser tells of from 50 ms on.
- Memory: of the process that shows the page, as the system counts it (most: its resident pages, of which an empty page has
  about 190 MB; kept: its private pages after a collection, above those before the file).
- In loads of the bare loop: what can be held against the figures of another day, or of another machine.
";

/// A run at some sizes, as tables ask for it.
#[derive(Clone, Copy)]
struct Run<'a> {
    sizes: &'a [usize],
    seen: &'a [Seen],
}

impl Run<'_> {
    /// A figure of loads.
    fn loads(self, title: &str, of: OfLoad) -> Table {
        let cell = |seen: &Seen| Some(seen.load(of).map_or(Cell::Words("> 150 s"), Cell::Figure));
        Table { title: title.to_owned(), rows: rows(self.sizes, self.seen, cell) }
    }

    /// A figure of moving about.
    fn frames(self, title: &str, is_drag: bool, share: f64, of: fn(&Frames) -> Vec<f64>) -> Table {
        let cell = |seen: &Seen| {
            (seen.who != Who::Bare).then(|| {
                let costs = seen.frames.iter().filter(|frames| frames.is_drag == is_drag).flat_map(of);
                if seen.frames.is_empty() { Cell::Words("–") } else { Cell::Figure(quantile(costs, share)) }
            })
        };
        Table { title: title.to_owned(), rows: rows(self.sizes, self.seen, cell) }
    }

    fn whole(self) -> Table {
        self.loads("From choosing the file to the whole picture, ms", |load| load.whole_ms)
    }

    fn first(self) -> Table {
        self.loads("Until the first of it is drawn, ms", |load| load.first_ms)
    }

    fn deaf(self) -> Table {
        self.loads("Longest time deaf while loading, ms (0: under 50)", Load::longest_ms)
    }

    /// The main thread for an event: the middle and the 99th of a hundred.
    fn busy(self, event: &str, is_drag: bool) -> [Table; 2] {
        let taken: fn(&Frames) -> Vec<f64> = |frames| frames.taken().collect();
        let title = format!("Main thread busy for {event}, any zoom, ms: middle");
        [self.frames(&title, is_drag, 0.5, taken), self.frames("… p99", is_drag, 0.99, taken)]
    }

    fn cpu_of_frames(self, is_drag: bool) -> [Table; 2] {
        let cpu: fn(&Frames) -> Vec<f64> = |frames| frames.cpu().collect();
        let browser: fn(&Frames) -> Vec<f64> = |frames| vec![frames.browser_ms];
        [
            self.frames("… p99 of its time on a processor", is_drag, 0.99, cpu),
            self.frames("… all processes of the browser, middle of the zooms", is_drag, 0.5, browser),
        ]
    }
}

/// All figures of a run.
fn tables(sizes: &[usize], seen: &[Seen]) -> Vec<Table> {
    let run = Run { sizes, seen };
    let mut whole = run.whole();
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
    let allocated: fn(&Frames) -> Vec<f64> = |frames| frames.allocated().map(|bytes| bytes / 1000.0).collect();
    let mut tables = vec![
        whole,
        run.first(),
        decode,
        run.loads("Main thread on a processor while loading, ms", |load| load.cpu_ms),
        run.deaf(),
        run.loads("Most memory of the process while loading, MB", |load| load.peak_mb),
        run.loads("Memory kept for the items, MB", |load| load.memory_mb),
    ];
    for (event, is_drag) in EVENTS {
        tables.extend(run.busy(event, is_drag));
        tables.extend(run.cpu_of_frames(is_drag));
    }
    tables.push(run.frames("Allocated by scripts for a turn of the wheel, KB: middle", false, 0.5, allocated));
    tables
}

/// What is felt on a slow machine.
fn slowed_tables(sizes: &[usize], seen: &[Seen]) -> Vec<Table> {
    let run = Run { sizes, seen };
    let busy = EVENTS.map(|(event, is_drag)| run.busy(event, is_drag));
    [run.whole(), run.first(), run.deaf()].into_iter().chain(busy.into_iter().flatten()).collect()
}

/// What moves a picture, and whether it is a drag.
const EVENTS: [(&str, bool); 2] = [("a turn of the wheel", false), ("a step of a drag", true)];

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

/// Tapeline's pages that were measured, with what rows of theirs begin with.
fn pages(seen: &[Seen]) -> impl Iterator<Item = (Who, &'static str)> {
    let pages = [(Who::Tapeline, ""), (Who::Before, "before: ")];
    pages.into_iter().filter(|(who, _)| seen.iter().any(|seen| seen.who == *who))
}

fn of(who: Who, n_items: usize, seen: &[Seen]) -> Option<&Seen> {
    seen.iter().find(|seen| seen.who == who && seen.n_items == n_items)
}

/// How many times today's figure an earlier one is; nothing beside today's own.
fn times_today(who: Who, figure: f64, today: f64) -> String {
    if who == Who::Before && today > 0.0 { format!("{}×", short(figure / today)) } else { String::new() }
}

/// What each zoom costs Tapeline.
fn zooms(sizes: &[usize], seen: &[Seen], out: &mut String) {
    head("Tapeline, main thread on a processor for an event, ms: middle and p99", sizes, out);
    for (who, begin) in pages(seen) {
        for (part, name) in [(1, "whole"), (10, "a tenth"), (100, "a hundredth"), (1000, "a thousandth")] {
            for (is_drag, kind) in [(false, "wheel"), (true, "drag")] {
                let costs = |who, n| {
                    let frames = of(who, n, seen).into_iter().flat_map(|seen| &seen.frames);
                    let frames = frames.filter(|frames| frames.part == part && frames.is_drag == is_drag);
                    let costs: Vec<f64> = frames.flat_map(Frames::cpu).collect();
                    (median(costs.iter().copied()), quantile(costs.iter().copied(), 0.99))
                };
                let _ = write!(out, "| {begin}{kind}, {name} |");
                for &n in sizes {
                    let (today, (mid, high)) = (costs(Who::Tapeline, n), costs(who, n));
                    let times = [times_today(who, mid, today.0), times_today(who, high, today.1)];
                    let _ = write!(out, " {}, {}{} |", short(mid), short(high), in_brackets(&times));
                }
                out.push('\n');
            }
        }
    }
}

/// Those that are not empty.
fn in_brackets(words: &[String]) -> String {
    let words: Vec<&str> = words.iter().map(String::as_str).filter(|word| !word.is_empty()).collect();
    if words.is_empty() { String::new() } else { format!(" ({})", words.join(", ")) }
}

/// How the work of a frame grows with the items.
fn growth(sizes: &[usize], seen: &[Seen], out: &mut String) {
    let whole = |seen: &Seen| {
        let whole = seen.frames.iter().filter(|frames| frames.part == 1 && !frames.is_drag);
        median(whole.flat_map(Frames::cpu))
    };
    let [from, .., to] = sizes else { return };
    let times = pages(seen).filter_map(|(who, begin)| {
        let (first, last) = (whole(of(who, *from, seen)?), whole(of(who, *to, seen)?));
        Some(format!("{begin}{}×", short(last / first)))
    });
    let times: Vec<String> = times.collect();
    let (from, to) = (tapeline::format::count(*from), tapeline::format::count(*to));
    let _ = writeln!(
        out,
        "\nTapeline's work for a turn of the wheel with the whole in view, {to} items to {from}: {}.",
        times.join("; ")
    );
}

fn searches(sizes: &[usize], seen: &[Seen], out: &mut String) {
    head("Tapeline, main thread on a processor for a search, until all hits are marked and listed, ms", sizes, out);
    for (who, begin) in pages(seen) {
        for text in SEARCHED {
            let _ = write!(out, "| {begin}`{text}` |");
            for &n in sizes {
                let found = |who| of(who, n, seen)?.searches.iter().find(|search| search.text == text);
                let cost = |who| found(who).map_or(0.0, |search| median(search.costs_ms.iter().copied()));
                let hits = tapeline::format::count(found(who).map_or(0, |search| search.n_hits));
                let more = [format!("{hits} hits"), times_today(who, cost(who), cost(Who::Tapeline))];
                let _ = write!(out, " {}{} |", short(cost(who)), in_brackets(&more));
            }
            out.push('\n');
        }
    }
}

/// What Tapeline's pages cost, in loads of the bare loop.
fn in_bare_loops(sizes: &[usize], seen: &[Seen], out: &mut String) {
    head("Tapeline, in loads of the bare loop with as many items", sizes, out);
    let loads: [(&str, OfLoad); 5] = [
        ("to the whole picture", |load| load.whole_ms),
        ("until the first of it is drawn", |load| load.first_ms),
        ("main thread on a processor", |load| load.cpu_ms),
        ("most memory", |load| load.peak_mb),
        ("memory kept", |load| load.memory_mb),
    ];
    let load = |who, n, figure: OfLoad| of(who, n, seen)?.load(figure);
    for (name, figure) in loads {
        today_and_before(name, sizes, |who, n| ratio(load(who, n, figure)?, load(Who::Bare, n, figure)?), out);
    }
    // A small load is over too soon to be a measure of anything.
    let Some(&largest) = sizes.iter().max() else { return };
    let unit = load(Who::Bare, largest, |load| load.cpu_ms / 1000.0);
    let title = "Tapeline, main thread on a processor, in thousandths of the bare loop's with";
    head(&format!("{title} {}", tapeline::format::count(largest)), sizes, out);
    for (is_drag, kind) in [(false, "turn of the wheel"), (true, "step of a drag")] {
        for (share, name) in [(0.5, "middle"), (0.99, "p99")] {
            let cost = |who, n| {
                let frames = of(who, n, seen)?.frames.iter().filter(|frames| frames.is_drag == is_drag);
                ratio(quantile(frames.flat_map(Frames::cpu), share), unit?)
            };
            today_and_before(&format!("{kind}, any zoom: {name}"), sizes, cost, out);
        }
    }
    for text in SEARCHED {
        let cost = |who, n| {
            let search = of(who, n, seen)?.searches.iter().find(|search| search.text == text)?;
            ratio(median(search.costs_ms.iter().copied()), unit?)
        };
        today_and_before(&format!("search for `{text}`"), sizes, cost, out);
    }
}

/// Nothing of what was too little to be measured.
fn ratio(figure: f64, unit: f64) -> Option<f64> {
    (unit > 0.0).then(|| figure / unit)
}

/// A row of today's figures with the earlier page's in brackets.
fn today_and_before(name: &str, sizes: &[usize], figure: impl Fn(Who, usize) -> Option<f64>, out: &mut String) {
    let _ = write!(out, "| {name} |");
    for &n in sizes {
        let today = figure(Who::Tapeline, n).map_or_else(|| "–".to_owned(), short);
        let before = figure(Who::Before, n).map(|figure| format!("before: {}", short(figure))).unwrap_or_default();
        let _ = write!(out, " {today}{} |", in_brackets(&[before]));
    }
    out.push('\n');
}

fn over_http(api: &api::Seen, out: &mut String) {
    let mid = |loads: &[Load], of: OfLoad| median(loads.iter().map(of));
    let _ = writeln!(
        out,
        "\n| {} items over the API, {} pages of a server on loopback | whole, ms | first, ms | deaf, ms | most memory, MB |\n\
         | --- | ---: | ---: | ---: | ---: |",
        tapeline::format::count(api::N_ITEMS),
        api.limits.len()
    );
    let all = [
        ("Tapeline", &api.tapeline),
        ("Tapeline before", &api.before),
        ("fetch + JSON.parse + Date.parse, no picture", &api.bare),
    ];
    for (name, loads) in all.into_iter().filter(|(_, loads)| !loads.is_empty()) {
        let figures: [OfLoad; 4] = [|load| load.whole_ms, |load| load.first_ms, Load::longest_ms, |load| load.peak_mb];
        let figures: Vec<String> = figures.into_iter().map(|of| short(mid(loads, of))).collect();
        let _ = writeln!(out, "| {name} | {} |", figures.join(" | "));
    }
    let ratio = |loads| short(mid(loads, |load| load.whole_ms) / mid(&api.bare, |load| load.whole_ms));
    let before = if api.before.is_empty() { String::new() } else { format!("; before: {}×", ratio(&api.before)) };
    let today = ratio(&api.tapeline);
    let _ = writeln!(out, "\nTapeline's whole picture over the API, to the bare loop's end: {today}×{before}.");
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

    #[test]
    fn an_earlier_page_stands_beside_todays() {
        let figure = |who, n: usize| (who == Who::Tapeline || n > 1_000).then_some(n as f64 / 1_000.0);
        let mut out = String::new();
        today_and_before("whole", &[1_000, 10_000], figure, &mut out);
        assert_eq!(out, "| whole | 1.00 | 10.0 (before: 10.0) |\n");
        assert_eq!(times_today(Who::Before, 3.0, 2.0), "1.50×");
        assert_eq!(times_today(Who::Tapeline, 2.0, 2.0), "");
        assert_eq!(ratio(1.0, 0.0), None);
    }
}
