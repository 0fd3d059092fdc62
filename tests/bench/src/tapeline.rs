//! Tapeline itself: its built page, a file chosen in its own field.

use std::path::Path;

use e2e::{Page, Site, setup};
use serde_json::json;

use crate::tab::{Load, Tab};

/// The line under the picture says that every item is in it, and pixels of failures are there.
const IS_WHOLE: &str = "const wanted = window.tapelineWanted;
    if (!document.querySelector('.meter')?.textContent.includes(`${wanted} items, all loaded`)) return false;
    if (!document.querySelector('.timeline__sum')?.textContent.startsWith(`${wanted} of ${wanted} items in the window`)) return false;
    return window.tapelineFailedPixels() > 0";
/// How many pixels of the stage have the colour of failures.
const FAILED_PIXELS: &str = "window.tapelineFailedPixels = () => {
    const stage = document.querySelector('figure[aria-label=Timeline] .timeline__stage canvas');
    if (!stage?.width || !stage.height) return 0;
    const probe = document.createElement('i');
    probe.style.color = 'var(--tl-failed)';
    document.body.append(probe);
    const wanted = getComputedStyle(probe).color.match(/[0-9.]+/g).map(Number);
    probe.remove();
    const { data } = stage.getContext('2d').getImageData(0, 0, stage.width, stage.height);
    let n = 0;
    for (let at = 0; at < data.length; at += 4) {
        if (data[at] === wanted[0] && data[at + 1] === wanted[1] && data[at + 2] === wanted[2]) n += 1;
    }
    return n;
  };
  window.tapelineWanted = arguments[0];
  return null";
const HAS_BARS: &str = "return /^[1-9]/.test(document.querySelector('.timeline__sum')?.textContent ?? '')";

/// Opens the view in which a file is chosen.
pub fn open<'a>(page: &'a Page<'a>, site: &Site) -> Tab<'a> {
    let tab = Tab::open(page, &site.url("#/connect"));
    page.link("Open file").click();
    page.find("input[type=file]", None).wait();
    tab
}

/// The page's own host.
pub fn site() -> Site {
    Site::start(setup::dist())
}

/// Begins to watch for a picture of so many items.
pub fn watch(tab: &mut Tab<'_>, n_items: usize) {
    tab.page.execute(FAILED_PIXELS, &[json!(tapeline::format::count(n_items))]);
    tab.watch(IS_WHOLE, Some(HAS_BARS));
}

/// Chooses a file and waits for the whole picture.
pub fn load(tab: &mut Tab<'_>, file: &Path, n_items: usize) -> Option<Load> {
    watch(tab, n_items);
    tab.page.find("input[type=file]", None).type_text(file.to_str().unwrap());
    tab.wait()
}

/// Where the picture is.
pub fn stage(tab: &Tab<'_>) -> [f64; 4] {
    let stage = tab.page.find(".timeline__stage", None);
    stage.eval("arguments[0].scrollIntoView({ block: 'center' })", &[]);
    stage.rect()
}
