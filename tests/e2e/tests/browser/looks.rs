//! Every view in every look: nothing that bars anybody, nothing out of sight. Pictures for eyes are left behind.

use e2e::{Feature, Page, Site, setup};

use crate::walk::{Walk, meter, text_of};

/// A view, how to get there, and what shows that it is there.
type View = (&'static str, fn(&Walk<'_>, Look));

/// What a person has set.
#[derive(Clone, Copy, PartialEq)]
enum Look {
    Light,
    Dark,
    /// Dark by the page's own setting, in its address.
    DarkByAddress,
    Forced,
}

impl Look {
    fn name(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark | Self::DarkByAddress => "dark",
            Self::Forced => "forced",
        }
    }

    /// An address of the page, in this look.
    fn address(self, fragment: &str) -> String {
        let sign = if fragment.contains('?') { '&' } else { '?' };
        if self == Self::DarkByAddress { format!("{fragment}{sign}theme=dark") } else { fragment.to_owned() }
    }

    /// Sets it, or what comes nearest to it in this engine.
    fn set(self, page: &Page<'_>) -> Option<Self> {
        if self == Self::Light && page.engine().lacks(Feature::Media).is_some() {
            // Every browser of these tests begins light.
            return Some(self);
        }
        let (media, what) = match self {
            Self::Light | Self::DarkByAddress => (("prefers-color-scheme", "light"), "light"),
            Self::Dark => (("prefers-color-scheme", "dark"), "dark as the system has it (it is dark by its address)"),
            Self::Forced => (("forced-colors", "active"), "forced colours"),
        };
        if page.has(Feature::Media, what) {
            page.emulate_media(&[media]);
            return Some(self);
        }
        (self == Self::Dark).then_some(Self::DarkByAddress)
    }
}

const VIEWS: [View; 6] = [
    ("connect", |walk, look| {
        walk.page.open("about:blank");
        walk.open(&look.address("#/connect"));
        walk.page.button("Connect").wait();
    }),
    ("sessions", |walk, look| {
        walk.open(&look.address("#/job-sessions?api=sample"));
        meter(walk.page).wait_for_text("all loaded");
        walk.page.table("Job sessions").rows().wait();
    }),
    ("session", |walk, look| {
        let id = sample_id(walk.page, "Failed");
        walk.open(&look.address(&format!("#/job-sessions/{id}?api=sample")));
        whole(walk.page);
    }),
    ("item", |walk, _| {
        walk.page.table("Log").rows().nth(4).click();
        walk.page.find("aside[aria-label=Item]", None).wait();
    }),
    ("retrieval", |walk, look| {
        walk.open(&look.address("#/data-retrieval-sessions?api=sample"));
        meter(walk.page).wait_for_text("all loaded");
        walk.page.table("Data-retrieval sessions").rows().wait();
    }),
    ("file", |walk, look| {
        walk.open(&look.address("#/file?api=sample"));
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
pub(crate) fn assert_fits(page: &Page<'_>, name: &str) {
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
fn show_all(page: &Page<'_>, look: Look, (width, height): (u32, u32), check: fn(&Page<'_>, &str)) {
    let walk = Walk { page, site: Site::start(setup::dist()), ..Walk::new(page) };
    page.emulate_size(width, height, 1.0);
    let Some(look) = look.set(page) else { return };
    let mut problems = Vec::new();
    for (name, go) in VIEWS {
        go(&walk, look);
        page.execute("window.scrollTo(0, 0)", &[]);
        let name = format!("{name}-{width}-{}", look.name());
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

/// Between two sizes that axe looks at.
fn check_size(page: &Page<'_>, name: &str) {
    assert_fits(page, name);
}

macro_rules! looks {
    ($($name:ident: $look:expr, $size:expr, $check:expr;)*) => {
        $(
            #[test]
            fn $name() {
                e2e::test(stringify!($name), |page| show_all(page, $look, $size, $check));
            }
        )*
    };
}

looks! {
    wide_and_light: Look::Light, (1440, 900), check_all;
    wide_and_dark: Look::Dark, (1440, 900), check_all;
    middling_and_light: Look::Light, (1024, 768), check_size;
    middling_and_dark: Look::Dark, (1024, 768), check_size;
    narrow_and_light: Look::Light, (360, 740), check_all;
    narrow_and_dark: Look::Dark, (360, 740), check_all;
    narrowest: Look::Light, (320, 640), check_all;
    forced_colours: Look::Forced, (1440, 900), check_all;
}
