//! What a person asks of a log once it is there: how long until the answer is on screen, and how long the page is deaf meanwhile.

use serde_json::json;

use crate::items::Item;
use crate::tab::Tab;
use crate::tapeline::{SEARCHED, n_hits, paste};

/// One thing that was asked for.
#[derive(Clone, Debug)]
pub struct Act {
    /// What.
    pub name: &'static str,
    /// Until it is on screen.
    pub ms: f64,
    /// The longest task of the main thread meanwhile; 0: none of 50 ms or more.
    pub longest_ms: f64,
}

/// Does something, and looks once a frame whether what was asked for is there.
const ACT: &str = "const [act, isThere, wanted] = arguments;
    const bench = window.tapelineBench;
    const there = new Function('wanted', isThere);
    bench.tasks = [];
    const from = performance.now();
    new Function(act)();
    while (!there(wanted)) {
        if (performance.now() - from > 60000) throw new Error(`not there: ${isThere}`);
        await new Promise((frame) => requestAnimationFrame(frame));
    }
    const ms = performance.now() - from;
    // A task that has just ended is told of in the next one.
    await new Promise((done) => setTimeout(done, 200));
    return [ms, Math.max(0, ...bench.tasks.map((task) => task[1]))]";
/// Presses the head of a column.
const HEAD: &str = "[...document.querySelectorAll('table[aria-label=Log] th button')].find((head) => head.textContent.includes(NAME)).click()";
/// The first row has this text.
const FIRST_ROW: &str =
    "return document.querySelector('table[aria-label=Log] tr.row')?.cells[4].textContent === wanted";
/// The table has as many rows; its head is one as well.
const HAS_ROWS: &str =
    "return document.querySelector('table[aria-label=Log]')?.getAttribute('aria-rowcount') === wanted";
const OPEN_WORK: &str = "[...document.querySelectorAll('button.tab')].find((tab) => tab.textContent.includes('Where the time went')).click()";
const HAS_WORK: &str = "return document.querySelector('.panel .figures dt') !== null";

/// Asks for all of them, one after the other.
pub fn measure(tab: &Tab<'_>, items: &[Item]) -> Vec<Act> {
    let first = |item: Option<&Item>| item.map(Item::text).unwrap_or_default();
    let length = |item: &&Item| item.end.map_or(i64::MAX - item.start, |end| end - item.start);
    let head = |name: &str| HEAD.replace("NAME", &format!("'{name}'"));
    let common = SEARCHED[1];
    let n_rows = |n: usize| (n + 1).to_string();
    let all = [
        ("search for a common word", paste(common), HAS_ROWS, n_rows(n_hits(items, common))),
        ("and for nothing again", paste(""), HAS_ROWS, n_rows(items.len())),
        ("sort by text", head("Text"), FIRST_ROW, first(items.iter().min_by_key(|item| item.text()))),
        // The longest first, and of those that still run the one that began first.
        ("sort by length", head("Length"), FIRST_ROW, first(items.iter().max_by_key(length))),
        ("where the time went", OPEN_WORK.to_owned(), HAS_WORK, String::new()),
    ];
    let act = |(name, act, is_there, wanted): (&'static str, String, &str, String)| {
        let seen = tab.page.execute_async(ACT, &[json!(act), json!(is_there), json!(wanted)]);
        let figure = |at: usize| seen[at].as_f64().unwrap_or_default();
        Act { name, ms: figure(0), longest_ms: figure(1) }
    };
    all.into_iter().map(act).collect()
}
