//! The answers for everybody: in light and dark, by keyboard alone, on 320 pixels and magnified four times.

use e2e::{Feature, Page, keys};

use crate::answers::{copied, keep_copied, open_part, wait_for_summary};
use crate::file::{choose, file, log_of};
use crate::looks::assert_fits;
use crate::walk::{Walk, focused, wait_for_whole_log};

/// A view, and how to get there.
type View = (&'static str, fn(&Walk<'_>));

const VIEWS: [View; 8] = [
    ("nights", |walk| {
        walk.open(&walk.session_address("", "").replace("#/job-sessions/", "#/job-sessions"));
        walk.page.find(".glance a.glance__night", None).wait();
    }),
    ("answers", |walk| {
        open_failed(walk);
        let page = walk.page;
        while page.find(".summary details:not([open]) > summary", None).exists() {
            page.find(".summary details:not([open]) > summary", None).click();
        }
        page.find("table.problems a", None).click();
        page.wait_until("the set", || page.address().contains("only=problem."));
        page.table("Log").rows().click();
        page.find("aside[aria-label=Item]", None).wait();
    }),
    ("time", |walk| {
        open_part(walk.page, "Where the time went");
    }),
    ("ticket", |walk| {
        open_part(walk.page, "To the ticket, and files");
    }),
    ("without-names", |walk| {
        let page = walk.page;
        page.find("[role=switch]", Some("Replace names, addresses and ids")).click();
        page.find("table.changes", None).wait();
    }),
    ("comparison", |walk| {
        open_failed(walk);
        // On a phone it would lie over the link.
        walk.page.find(".panel", None).button("Close").click();
        walk.page.link("Compare with the run before").click();
        walk.page.find("section[aria-label=Compare] table", None).wait();
    }),
    ("found", |walk| {
        walk.open(&walk.session_address("", "&q=anna").replace("#/job-sessions/", "#/find"));
        walk.page.wait_for_text("Looked through 20 of 20 sessions");
        walk.page.find(".find__failure", None).wait();
    }),
    ("from-a-file", |walk| {
        walk.open("#/file");
        choose(walk.page, &file("for-everyone.json", log_of(40).as_bytes()));
        wait_for_whole_log(walk.page, 40);
        wait_for_summary(walk.page);
        open_part(walk.page, "Where the time went");
    }),
];

fn open_failed(walk: &Walk<'_>) {
    let failed = walk.truth.sessions.iter().find(|session| session.failed_items.len() > 4).unwrap();
    walk.open(&walk.session_address(&failed.id, ""));
    wait_for_whole_log(walk.page, failed.n_items);
    wait_for_summary(walk.page);
}

/// Looks at all views before the first problem ends the test.
fn look_at_all(page: &Page<'_>, look: &str, (width, height, scale): (u32, u32, f64), check: fn(&Page<'_>, &str)) {
    let walk = Walk::connected(page);
    page.emulate_size(width, height, scale);
    let mut problems = Vec::new();
    for (name, go) in VIEWS {
        go(&walk);
        page.execute("scrollTo(0, 0)", &[]);
        let name = format!("{name}-{width}-{look}");
        page.screenshot(&name);
        let found = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| check(page, &name)));
        if let Err(found) = found {
            problems.push(format!("{name}: {}", found.downcast_ref::<String>().cloned().unwrap_or_default()));
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

fn bars_nobody(page: &Page<'_>, name: &str) {
    page.assert_accessible();
    assert_fits(page, name);
}

#[test]
fn answers_in_light() {
    e2e::test("answers_in_light", |page| look_at_all(page, "light", (1440, 900, 1.0), bars_nobody));
}

#[test]
fn answers_in_dark() {
    e2e::test("answers_in_dark", |page| {
        if page.has(Feature::Media, "answers in dark") {
            page.emulate_media(&[("prefers-color-scheme", "dark")]);
            look_at_all(page, "dark", (1440, 900, 1.0), bars_nobody);
        }
    });
}

#[test]
fn answers_on_320_pixels() {
    e2e::test("answers_on_320_pixels", |page| look_at_all(page, "narrow", (320, 640, 1.0), bars_nobody));
}

/// A window of 1280 x 1024, magnified to 400 %.
#[test]
fn answers_magnified_four_times() {
    e2e::test("answers_magnified_four_times", |page| {
        if page.has(Feature::Ratio, "a magnified window") {
            look_at_all(page, "magnified", (320, 256, 4.0), assert_fits);
        }
    });
}

/// Presses Tab until the focus is on what is wanted; how often that took.
fn tab_to(page: &Page<'_>, most: usize, wanted: &str) -> usize {
    let mut passed = Vec::new();
    for n in 1..=most {
        page.press(keys::TAB);
        let now = focused(page);
        if now.contains(wanted) {
            return n;
        }
        passed.push(now);
    }
    panic!("{most} tabs did not lead to {wanted:?}, but to {:#?}", passed.iter().rev().take(30).collect::<Vec<_>>());
}

fn assert_focus_is_seen(page: &Page<'_>) {
    let script = "const style = getComputedStyle(document.activeElement);
        return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0";
    assert_eq!(page.execute(script, &[]), true, "{} has no outline", focused(page));
}

#[test]
fn from_the_night_to_the_ticket_by_keyboard() {
    e2e::test("from_the_night_to_the_ticket_by_keyboard", |page| {
        let walk = Walk::connected(page);
        keep_copied(page);
        let failed = walk.truth.sessions.iter().find(|session| session.failed_items.len() > 4).unwrap();
        // What the night of a run is called, and where it leads: its session, or the list where a retry followed.
        page.find(".glance a.glance__night", None).wait();
        let n_cells = page.find(".glance a.glance__night", None).count();
        page.execute("document.querySelector('h1').tabIndex = -1; document.querySelector('h1').focus()", &[]);
        let n = tab_to(page, n_cells + 40, "Sat 21 Nov 2026: ");
        println!("{n} tabs to the first night of {n_cells}");
        page.press(keys::ENTER);
        page.table("Log").element().wait();

        walk.open(&walk.session_address(&failed.id, ""));
        wait_for_whole_log(page, failed.n_items);
        wait_for_summary(page);
        tab_to(page, 30, "Failed to process");
        assert_focus_is_seen(page);
        page.press(keys::ENTER);
        page.wait_until("the items of the problem", || page.address().contains("only=problem."));
        tab_to(page, 40, "Where the time went");
        assert_focus_is_seen(page);
        page.press(keys::ENTER);
        page.find(".report > .work", None).wait();
        tab_to(page, 5, "Copy as text");
        assert_focus_is_seen(page);
        page.press(keys::ENTER);
        assert!(copied(page).contains("Wall-clock time"));
        // A definition is one key away.
        tab_to(page, 5, "Wall-clock time");
        assert_focus_is_seen(page);
        tab_to(page, 150, "To the ticket, and files");
        page.press(" ");
        page.find(".report > .export", None).wait();
        tab_to(page, 10, "Replace names, addresses and ids");
        assert_focus_is_seen(page);
        page.press(" ");
        page.find("pre.ticket mark", None).wait();
        assert!(focused(page).contains("Replace names"), "the focus stays: {}", focused(page));
        tab_to(page, 10, "button Copy");
        page.press(keys::ENTER);
        let ticket = copied(page);
        assert!(ticket.contains("job-1") && !ticket.contains(&failed.job), "{ticket}");
    });
}
