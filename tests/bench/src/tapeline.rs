//! Tapeline itself: its built page, a file chosen in its own field.

use std::path::Path;

use e2e::{Page, Site, setup};
use serde_json::json;

use crate::frames::{Gestures, middle};
use crate::items::Item;
use crate::tab::{Load, Tab, Work};

/// The wheel zooms, five turns to a tenth.
pub const GESTURES: Gestures = Gestures { modifiers: 0, wheel: (-120.0, 120.0), turns_to_tenth: 5 };

/// The line under the picture says that every item is in it, and pixels of failures are there.
const IS_WHOLE: &str = "const wanted = window.tapelineWanted;
    if (!document.querySelector('.meter')?.textContent.includes(`${wanted} items, all loaded`)) return false;
    if (!document.querySelector('.timeline__sum')?.textContent.startsWith(`${wanted} of ${wanted} items in the window`)) return false;
    return window.tapelineFailedPixels() > 0";
const HAS_BARS: &str = "return /^[1-9]/.test(document.querySelector('.timeline__sum')?.textContent ?? '')";

/// Opens the view in which a file is chosen.
pub fn open<'a>(page: &'a Page<'a>, site: &Site) -> Tab<'a> {
    let tab = Tab::open(page, &site.url("#/connect"));
    page.link("Open file").click();
    tab.wait_for_field();
    tab
}

/// The page's own host.
pub fn site() -> Site {
    Site::start(setup::dist())
}

/// Begins to watch for a picture of so many items.
pub fn watch(tab: &mut Tab<'_>, n_items: usize) {
    let script = format!(
        "window.tapelineFailedPixels = () => {{ const role = '--tl-failed';\n{}\n}};
        window.tapelineWanted = arguments[0];
        return null",
        e2e::PIXELS
    );
    tab.page.execute(&script, &[json!(tapeline::format::count(n_items))]);
    tab.watch(IS_WHOLE, Some(HAS_BARS));
}

/// Chooses a file and waits for the whole picture.
pub fn load(tab: &mut Tab<'_>, file: &Path, n_items: usize) -> Option<Load> {
    watch(tab, n_items);
    tab.choose(file);
    tab.wait()
}

/// Where the picture is.
pub fn stage(tab: &Tab<'_>) -> [f64; 4] {
    let stage = tab.page.find(".timeline__stage", None);
    // The wheel is the picture's while this has the focus.
    stage.eval("arguments[0].scrollIntoView({ block: 'center' }); arguments[0].focus()", &[]);
    stage.rect()
}

/// A search over all titles.
#[derive(Clone, Debug)]
pub struct Search {
    /// What was searched for.
    pub text: &'static str,
    /// How many titles hold it.
    pub n_hits: usize,
    /// The main thread's time on a processor from the event of the field until all hits are marked and listed, in
    /// milliseconds, above what asking costs. All of the times it was tried.
    pub costs_ms: Vec<f64>,
}

/// What is searched for: something rare, and something common.
pub const SEARCHED: [&str; 2] = ["user000012@", "onedrive"];

/// The script that searches as a person does who pastes a text.
pub fn paste(text: &str) -> String {
    let text = json!(text);
    format!(
        "const field = document.querySelector('input[aria-label=\"Search the log\"]');
        field.value = {text};
        field.dispatchEvent(new Event('input', {{ bubbles: true }}))"
    )
}

/// How many titles hold a text.
pub fn n_hits(items: &[Item], text: &str) -> usize {
    items.iter().filter(|item| item.title().to_ascii_lowercase().contains(text)).count()
}

/// Searches for something rare and for something common; the log lists as many as there are, or the run fails.
pub fn search(tab: &Tab<'_>, items: &[Item]) -> Vec<Search> {
    let paste = |text: &str| drop(tab.page.execute(&paste(text), &[]));
    let n_rows = || {
        let script = "return document.querySelector('table[aria-label=Log]')?.getAttribute('aria-rowcount')";
        let count = tab.page.execute(script, &[]);
        count.as_str().and_then(|count| count.parse::<usize>().ok()).unwrap_or_default()
    };
    let mut found = Vec::new();
    for text in SEARCHED {
        let n_hits = n_hits(items, text);
        let mut costs_ms = Vec::new();
        for _ in 0..5 {
            let nothing = "return document.querySelector('input[aria-label=\"Search the log\"]') === null";
            let floor: Vec<Work> = (0..3).map(|_| tab.work_of(|| drop(tab.page.execute(nothing, &[])))).collect();
            let work = tab.work_of(|| paste(text));
            costs_ms.push((work.cpu_ms - middle(&floor).cpu_ms).max(0.0));
            // The head is a row as well.
            tab.page.wait_until(&format!("{n_hits} hits of {text:?}"), || n_rows() == n_hits + 1);
            paste("");
            tab.page.wait_until("all rows again", || n_rows() == items.len() + 1);
        }
        found.push(Search { text, n_hits, costs_ms });
    }
    found
}
