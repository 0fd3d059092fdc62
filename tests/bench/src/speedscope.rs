//! speedscope, as its released package is: its page from a host on loopback, a file chosen in its own field.
//!
//! Its rows nest and cannot overlap, so each worker is a profile of its own, and it shows one of them at a time. Its own
//! format is what it opens fastest: the same as a trace of Chrome's takes nearly twice as long, and a trace with
//! everybody in one row, which would be a whole picture (though no right one), is not there after two minutes.

use std::path::Path;

use e2e::{Page, Site};
use serde_json::json;

use crate::frames::Gestures;
use crate::items::N_WORKERS;
use crate::tab::{Load, Tab};

/// Ctrl and wheel zoom by what the wheel turned; 15 there is 24 back.
pub const GESTURES: Gestures = Gestures { modifiers: 2, wheel: (-15.0, 24.0), turns_to_tenth: 5 };
/// Below its toolbar and its picture in small.
pub const STAGE: [f64; 4] = [0.0, 122.0, 1920.0, 878.0];
/// The toolbar names the first of the profiles, and there are the canvases of the picture and of its small one.
const IS_WHOLE: &str =
    "return document.body.innerText.includes('(1/200)') && document.querySelectorAll('canvas').length > 2";

/// Opens it from the folder of its release.
pub fn open<'a>(page: &'a Page<'a>, site: &Site) -> Tab<'a> {
    let tab = Tab::open(page, &site.url(""));
    tab.wait_for_field();
    tab
}

/// Chooses a file and waits until its first profile is drawn.
pub fn load(tab: &mut Tab<'_>, file: &Path) -> Option<Load> {
    tab.watch(IS_WHOLE, None);
    tab.choose(file);
    tab.wait()
}

/// Goes on through all profiles by its own key, so that every item was on screen once; how long that took, in
/// milliseconds.
pub fn see_all(tab: &Tab<'_>) -> f64 {
    let script = "const from = performance.now();
        for (let n = 1; n < arguments[0]; n += 1) {
            window.dispatchEvent(new KeyboardEvent('keypress', { key: 'n' }));
            await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
        }
        return [performance.now() - from, document.body.innerText]";
    let answer = tab.page.execute_async(script, &[json!(N_WORKERS)]);
    let shown = answer[1].as_str().unwrap_or_default();
    assert!(shown.contains(&format!("({N_WORKERS}/{N_WORKERS})")), "the last profile is not shown, but {shown:?}");
    answer[0].as_f64().expect("a time")
}
