//! Every view in every look: nothing that bars anybody, nothing out of sight. Pictures for eyes are left behind.

use e2e::{Page, Site, setup};

use crate::walk::{Walk, meter, text_of};

/// A view, how to get there, and what shows that it is there.
type View = (&'static str, fn(&Walk<'_>));

const VIEWS: [View; 6] = [
    ("connect", |walk| {
        walk.page.open("about:blank");
        walk.open("#/connect");
        walk.page.button("Connect").wait();
    }),
    ("sessions", |walk| {
        walk.open("#/job-sessions?api=sample");
        meter(walk.page).wait_for_text("all loaded");
        walk.page.table("Job sessions").rows().wait();
    }),
    ("session", |walk| {
        walk.open(&format!("#/job-sessions/{}?api=sample", sample_id(walk.page, "Failed")));
        whole(walk.page);
    }),
    ("item", |walk| {
        walk.page.table("Log").rows().nth(4).click();
        walk.page.find("aside[aria-label=Item]", None).wait();
    }),
    ("retrieval", |walk| {
        walk.open("#/data-retrieval-sessions?api=sample");
        meter(walk.page).wait_for_text("all loaded");
        walk.page.table("Data-retrieval sessions").rows().wait();
    }),
    ("file", |walk| {
        walk.open("#/file?api=sample");
        walk.page.find("input[type=file]", None).wait();
    }),
];

fn whole(page: &Page<'_>) {
    meter(page).wait_for_text("all loaded");
    page.table("Log").rows().wait();
    page.find("figure", Some("Timeline")).wait();
}

/// The id of the first sample session of a result on screen.
fn sample_id(page: &Page<'_>, word: &str) -> String {
    let link = page.table("Job sessions").row(word).link(None);
    let href = link.attribute("href").expect("a session is a link");
    href.trim_start_matches("#/job-sessions/").split('?').next().unwrap_or_default().to_owned()
}

/// Nothing hangs out of the window sideways; what scrolls does so in a box of its own.
fn assert_fits(page: &Page<'_>, name: &str) {
    let script = "const width = document.documentElement.clientWidth;
        const wide = document.documentElement.scrollWidth;
        if (wide <= width) return '';
        const boxed = (el) => { for (let p = el.parentElement; p; p = p.parentElement) if (getComputedStyle(p).overflowX !== 'visible') return true; return false };
        return `${wide} > ${width}: ` + [...document.querySelectorAll('main *, header *')]
            .filter((el) => el.getBoundingClientRect().right > width + 1 && !boxed(el)).slice(0, 5)
            .map((el) => el.outerHTML.slice(0, 120)).join(' | ')";
    let wide = text_of(&page.execute(script, &[]));
    assert!(wide.is_empty(), "{name} is wider than its window: {wide}");
}

/// Shows every view in one look.
fn show_all(
    page: &Page<'_>,
    look: &str,
    (width, height): (u32, u32),
    media: &[(&str, &str)],
    check: fn(&Page<'_>, &str),
) {
    let walk = Walk { page, site: Site::start(setup::dist()), ..Walk::new(page) };
    page.emulate_size(width, height, 1.0);
    page.emulate_media(media);
    let mut problems = Vec::new();
    for (name, go) in VIEWS {
        go(&walk);
        page.execute("window.scrollTo(0, 0)", &[]);
        let name = format!("{name}-{width}-{look}");
        page.screenshot(&name);
        // All views are looked at before the first problem ends the test.
        let found = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| check(page, &name)));
        if let Err(found) = found {
            problems.push(found.downcast_ref::<String>().cloned().unwrap_or_default());
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

fn check_all(page: &Page<'_>, name: &str) {
    page.assert_accessible();
    assert_fits(page, name);
}

const LIGHT: [(&str, &str); 1] = [("prefers-color-scheme", "light")];
const DARK: [(&str, &str); 1] = [("prefers-color-scheme", "dark")];

macro_rules! looks {
    ($($name:ident: $look:expr, $size:expr, $media:expr;)*) => {
        $(
            #[test]
            fn $name() {
                e2e::test(stringify!($name), |page| show_all(page, $look, $size, $media, check_all));
            }
        )*
    };
}

looks! {
    wide_and_light: "light", (1440, 900), &LIGHT;
    wide_and_dark: "dark", (1440, 900), &DARK;
    middling_and_light: "light", (1024, 768), &LIGHT;
    middling_and_dark: "dark", (1024, 768), &DARK;
    narrow_and_light: "light", (360, 740), &LIGHT;
    narrow_and_dark: "dark", (360, 740), &DARK;
    narrowest: "light", (320, 640), &LIGHT;
    forced_colours: "forced", (1440, 900), &[("forced-colors", "active")];
}
