//! Pictures of every view for eyes, in every size, light and dark, with few rows and many: `cargo xtask screenshots`.

use e2e::{Feature, Page, Site, setup};

use sample_server::Options;

use crate::answers::{open_part, wait_for_summary};
use crate::file::{choose, file, log_of};
use crate::looks::assert_fits;
use crate::walk::{VBR, Walk, meter, options, wait_for_whole_log};

const SIZES: [(u32, u32); 4] = [(1440, 900), (1024, 768), (768, 1024), (360, 780)];
const THEMES: [&str; 2] = ["light", "dark"];
const ROWS: [usize; 5] = [0, 3, 30, 3_000, 60_000];

/// A view, and how to get there; the theme is in its address.
type View = (&'static str, fn(&Walk<'_>, &str));

const VIEWS: [View; 15] = [
    ("connect", |walk, theme| {
        walk.page.open("about:blank");
        walk.open(&format!("#/connect?theme={theme}"));
        walk.page.button("Connect").wait();
    }),
    ("sessions", |walk, theme| {
        walk.open(&format!("#/job-sessions?api=sample&theme={theme}"));
        meter(walk.page).wait_for_text("all loaded");
        walk.page.find(".glance a.glance__night", None).wait();
    }),
    ("session", |walk, theme| {
        let link = walk.page.table("Job sessions").row("Failed").link(None);
        let href = link.attribute("href").expect("a session is a link");
        walk.open(&format!("{}&theme={theme}", href.split('&').next().unwrap_or_default()));
        meter(walk.page).wait_for_text("all loaded");
        wait_for_summary(walk.page);
    }),
    ("time", |walk, _| drop(open_part(walk.page, "Where the time went"))),
    ("ticket", |walk, _| drop(open_part(walk.page, "To the ticket, and files"))),
    ("item", |walk, _| {
        walk.page.button("To the ticket, and files").click();
        walk.page.table("Log").rows().nth(4).click();
        walk.page.find("aside[aria-label=Item]", None).wait();
    }),
    ("comparison", |walk, _| {
        walk.page.link("Compare with the run before").click();
        walk.page.find("section[aria-label=Compare] table", None).wait();
    }),
    ("retrieval", |walk, theme| {
        walk.open(&format!("#/data-retrieval-sessions?api=sample&theme={theme}"));
        meter(walk.page).wait_for_text("all loaded");
    }),
    ("retrieval-session", |walk, _| {
        walk.page.table("Data-retrieval sessions").rows().nth(0).link(None).click();
        meter(walk.page).wait_for_text("all loaded");
        walk.page.table("Log").rows().wait();
    }),
    ("find", |walk, theme| {
        walk.open(&format!("#/find?api=sample&q=anna&theme={theme}"));
        walk.page.wait_for_text("Looked through");
    }),
    ("axis", |walk, theme| {
        walk.open(&format!("#/job-sessions?api=sample&theme={theme}"));
        walk.page.link("The last night on one axis").click();
        walk.page.find(".axis__facts b", None).wait();
    }),
    ("axis-chosen", |walk, _| {
        walk.page.link("Week").click();
        walk.page.table("Sessions").rows().nth(2).inside("td:nth-child(2)", None).click();
        walk.page.find(".axis__chosen", None).wait();
    }),
    ("job", |walk, theme| {
        walk.open(&format!("#/job-sessions?api=sample&theme={theme}"));
        walk.page.find(".glance__strip tbody .glance__job a", None).click();
        walk.page.find(".plot__run", None).wait();
    }),
    ("nowhere", |walk, theme| walk.open(&format!("#/no-such-view?api=sample&theme={theme}"))),
    ("machines", |walk, theme| {
        walk.page.open("about:blank");
        walk.open(&format!("#/connect?theme={theme}"));
        walk.connect(VBR, "1.3-rev2");
        meter(walk.page).wait_for_text("all loaded");
        walk.page.table("Job sessions").row("Failed").link(None).click();
        walk.page.wait_for_text("machines with their steps");
        wait_for_summary(walk.page);
    }),
];

fn picture(page: &Page<'_>, name: &str, width: u32, theme: &str) {
    page.execute("scrollTo(0, 0)", &[]);
    let name = format!("{name}-{width}-{theme}");
    page.screenshot(&name);
    assert_fits(page, &name);
}

/// Not among the tests of every change: it takes minutes, and only eyes can say whether the pictures are good.
#[test]
#[ignore = "run by `cargo xtask screenshots`"]
fn screenshots_of_every_view() {
    e2e::test("screenshots_of_every_view", |page| {
        if !page.has(Feature::Ratio, "pictures of every size") {
            return;
        }
        for (width, height) in SIZES {
            page.emulate_size(width, height, 1.0);
            for theme in THEMES {
                let options = Options { machines: 12, ..options() };
                let walk = Walk { page, site: Site::start(setup::dist()), ..Walk::with(page, options) };
                for (name, go) in VIEWS {
                    go(&walk, theme);
                    picture(page, name, width, theme);
                }
                for n in ROWS {
                    page.open("about:blank");
                    walk.open(&format!("#/file?theme={theme}"));
                    page.find("input[type=file]", None).wait();
                    choose(page, &file(&format!("rows-{n}.json"), log_of(n).as_bytes()));
                    if n == 0 {
                        page.wait_for_text("an empty list");
                    } else {
                        wait_for_whole_log(page, n);
                        wait_for_summary(page);
                    }
                    picture(page, &format!("rows-{n}"), width, theme);
                }
            }
        }
    });
}
