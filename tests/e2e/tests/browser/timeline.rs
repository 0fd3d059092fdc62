//! What one does in the timeline: divide its rows, choose a range, skip what is idle, go from one found item to the next.

use std::fmt::Write as _;

use e2e::{Page, Site, keys, setup};
use serde_json::json;

use crate::file::{choose, file, log_of};
use crate::walk::{Walk, meter, number, rows, wait_for_failed_pixels, wait_for_whole_log};

fn sum(page: &Page<'_>) -> String {
    page.find(".timeline__sum", None).text()
}

/// The same once all items are in the picture, which is made after they have come, and the picture has its size.
fn whole_sum(page: &Page<'_>, n_items: usize) -> String {
    let begins = format!("{0} of {0} items", number(n_items));
    let has_size = "const stage = document.querySelector('.timeline__stage');
        const canvas = stage?.querySelector('canvas');
        return !!canvas && canvas.width === Math.round(stage.clientWidth * devicePixelRatio)";
    page.wait_until("the picture to have its size", || page.execute(has_size, &[]) == json!(true));
    page.wait_for("all items in the picture", || Some(sum(page)).filter(|sum| sum.starts_with(&begins)))
}

pub(crate) fn axis(page: &Page<'_>) -> String {
    page.find(".timeline__axis", None).text()
}

fn focus_stage(page: &Page<'_>) {
    page.find(".timeline__stage", None).eval("arguments[0].focus()", &[]);
}

/// A file is chosen and whole on screen.
pub(crate) fn opened(page: &Page<'_>, name: &str, text: &str, n_items: usize) -> Site {
    let site = Site::start(setup::dist());
    page.open(&site.url("#/file"));
    page.find("input[type=file]", None).wait();
    choose(page, &file(name, text.as_bytes()));
    wait_for_whole_log(page, n_items);
    whole_sum(page, n_items);
    site
}

/// Items of a minute each, at these minutes of a day; `end` says how each ends.
fn log_at(minutes: &[usize], end: impl Fn(usize) -> String) -> String {
    let mut out = String::from(r#"{"offset":0,"limit":10000,"results":["#);
    for (at, minute) in minutes.iter().enumerate() {
        let comma = if at > 0 { "," } else { "" };
        let next = format!("{:02}:{:02}", (minute + 1) / 60, (minute + 1) % 60);
        let (hour, minute) = (minute / 60, minute % 60);
        write!(
            out,
            r#"{comma}{{"id":"00000000-0000-4000-8000-{at:012x}","usn":{at},"title":"[Success] Step {at}","creationTime":"2026-11-21T{hour:02}:{minute:02}:00.0000000Z"{}}}"#,
            end(at).replace("NEXT", &next)
        )
        .unwrap();
    }
    out + "]}"
}

#[test]
fn rows_are_divided_and_a_link_keeps_it() {
    e2e::test("rows_are_divided_and_a_link_keeps_it", |page| {
        let walk = Walk::connected(page);
        let big = walk.landmark("big");
        walk.open_whole(big);
        let whole = whole_sum(page, big.n_items);
        let heads =
            || page.execute("return [...document.querySelectorAll('.timeline__head')].map((e) => e.textContent)", &[]);
        assert_eq!(heads(), json!([]));
        for (choice, word, expected) in [
            ("Rows by result", "result", "Failed"),
            ("Rows by kind", "kind", "Job started"),
            ("Rows by object", "object", ""),
        ] {
            page.find("select[aria-label=Rows]", None).choose(choice);
            page.wait_until("names beside the rows", || heads().as_array().is_some_and(|heads| !heads.is_empty()));
            page.wait_until("the name of a group", || heads().to_string().contains(expected));
            assert!(page.address().contains(&format!("group={word}")), "{}", page.address());
            page.wait_until("as many items as before", || sum(page).starts_with(whole.split(':').next().unwrap()));
            wait_for_failed_pixels(page);
        }
        page.assert_accessible();
        page.find("select[aria-label=Rows]", None).choose("A row for each item");
        page.wait_until("no names", || heads() == json!([]));
        assert!(page.address().contains("group=item"), "{}", page.address());
        wait_for_failed_pixels(page);
    });
}

#[test]
fn a_range_is_counted_and_zoomed_to() {
    e2e::test("a_range_is_counted_and_zoomed_to", |page| {
        let _site = opened(page, "range.json", &log_of(600), 600);
        // Ten minutes, a second an item: the middle third holds a third of them.
        let drag = "const stage = document.querySelector('.timeline__stage');
            const box = stage.getBoundingClientRect();
            const at = (kind, share) => stage.dispatchEvent(new PointerEvent(kind, { bubbles: true, button: 0, pointerId: 1,
                shiftKey: true, clientX: box.x + box.width * share, clientY: box.y + 20 }));
            at('pointerdown', 1 / 3); at('pointermove', 1 / 2); at('pointermove', 2 / 3); at('pointerup', 2 / 3);";
        page.execute(drag, &[]);
        let chosen = page.find(".timeline__chosen", None);
        chosen.wait_for_text(" items");
        let text = chosen.text();
        let n_items: usize = text.split(" items").next().unwrap().split_whitespace().last().unwrap().parse().unwrap();
        assert!((190..215).contains(&n_items), "{text}");
        assert!(text.contains(" failed"), "{text}");
        page.assert_accessible();
        page.button("Zoom to it").click();
        page.wait_until("the range alone", || {
            let shown = sum(page);
            let n: usize = shown.split(' ').next().unwrap().parse().unwrap();
            n.abs_diff(n_items) <= 2
        });
        focus_stage(page);
        page.press(keys::ESCAPE);
        chosen.wait_gone();
        // By keyboard: an item's time, and from there.
        page.press("ns");
        chosen.wait_for_text(" item");
        page.press("z");
        page.press(keys::ESCAPE);
        chosen.wait_gone();
    });
}

#[test]
fn the_window_is_in_the_address() {
    e2e::test("the_window_is_in_the_address", |page| {
        let walk = Walk::connected(page);
        let big = walk.landmark("big");
        walk.open_whole(big);
        let whole = whole_sum(page, big.n_items);
        focus_stage(page);
        page.press("+++");
        page.wait_until("a smaller window", || sum(page) != whole);
        page.wait_until("the window in the address", || {
            page.address().contains("from=") && page.address().contains("to=")
        });
        let (shown, address) = (sum(page), page.address());
        page.press("0");
        page.wait_until("the whole", || sum(page) == whole && !page.address().contains("from="));
        // The link, opened while the session is on screen, and the session opened anew.
        page.link("Job sessions").click();
        page.table("Job sessions").rows().wait();
        page.execute("location.href = arguments[0]", &[json!(address)]);
        page.wait_until("the same window", || page.find(".timeline__sum", None).exists() && sum(page) == shown);
    });
}

#[test]
fn what_is_idle_is_drawn_short() {
    e2e::test("what_is_idle_is_drawn_short", |page| {
        let minutes: Vec<usize> = (60..80).chain(600..620).collect();
        let log = log_at(&minutes, |_| r#","endTime":"2026-11-21TNEXT:00.0000000Z""#.to_owned());
        let _site = opened(page, "idle.json", &log, 40);
        // Most of it is idle: short by itself, which is no choice of anybody's yet.
        let pressed = || page.button("Break idle").attribute("aria-pressed");
        let (before, ticks) = (whole_sum(page, 40), axis(page));
        assert_eq!(pressed().as_deref(), Some("true"));
        assert!(ticks.contains("10:0") && !page.address().contains("idle="), "{ticks} {}", page.address());
        focus_stage(page);
        page.press("g");
        page.wait_for_text("Nothing runs for 8 h 40");
        page.press("0b");
        page.wait_until("an axis to scale", || axis(page) != ticks && sum(page).starts_with("40 of 40 items"));
        assert_eq!(pressed().as_deref(), Some("false"));
        page.wait_until("the choice in the address", || page.address().contains("idle=scale"));
        page.button("Break idle").click();
        page.wait_until("the axis as it was", || axis(page) == ticks && sum(page) == before);
        assert!(page.address().contains("idle=short"), "{}", page.address());
    });
}

#[test]
fn what_is_idle_for_less_than_half_is_drawn_to_scale() {
    e2e::test("what_is_idle_for_less_than_half_is_drawn_to_scale", |page| {
        let minutes: Vec<usize> = (60..80).chain(110..130).collect();
        let log = log_at(&minutes, |_| r#","endTime":"2026-11-21TNEXT:00.0000000Z""#.to_owned());
        let site = opened(page, "idle-less.json", &log, 40);
        let ticks = axis(page);
        assert_eq!(page.button("Break idle").attribute("aria-pressed").as_deref(), Some("false"));
        // Who asks for it has it short all the same, by a link too.
        page.open(&site.url("#/file?idle=short"));
        page.wait_until("an axis with a break", || axis(page) != ticks);
        assert_eq!(page.button("Break idle").attribute("aria-pressed").as_deref(), Some("true"));
    });
}

#[test]
fn found_items_come_one_after_the_other() {
    e2e::test("found_items_come_one_after_the_other", |page| {
        let _site = opened(page, "found.json", &log_of(300), 300);
        page.field("Search the log").fill("Row 12");
        page.table("Log").wait_for_row_count(rows(11));
        page.field("Search the log").type_text(keys::ENTER);
        page.wait_for_text("1 of 11 found");
        page.field("Search the log").type_text(keys::ENTER);
        page.wait_for_text("2 of 11 found");
        focus_stage(page);
        page.press("hH");
        page.find("aside[aria-label=Item]", None).wait_for_text("Row 120");
        page.button("Next item found").click();
        page.find("aside[aria-label=Item]", None).wait_for_text("Row 121");
    });
}

#[test]
fn what_was_assumed_can_be_shown_alone() {
    e2e::test("what_was_assumed_can_be_shown_alone", |page| {
        let minutes: Vec<usize> = (60..90).collect();
        let log = log_at(&minutes, |at| match at % 10 {
            3 => String::new(),
            7 => r#","endTime":"2026-11-20TNEXT:00.0000000Z""#.to_owned(),
            _ => r#","endTime":"2026-11-21TNEXT:00.0000000Z""#.to_owned(),
        });
        let _site = opened(page, "odd.json", &log, 30);
        page.find("summary", None).with_text("Assumed in this log").click();
        let line = page.find("li", None).with_text("ends before it starts");
        line.wait_for_text("3 items");
        line.link(None).click();
        page.table("Log").wait_for_row_count(rows(3));
        assert!(page.address().contains("only=odd.2"), "{}", page.address());
        page.find("li", None).with_text("no end was sent").link(None).click();
        page.table("Log").wait_for_row_count(rows(3));
        page.button("Clear").click();
        page.table("Log").wait_for_row_count(rows(30));
    });
}

#[test]
fn the_window_is_spoken_once_it_rests() {
    e2e::test("the_window_is_spoken_once_it_rests", |page| {
        let _site = opened(page, "spoken.json", &log_of(120), 120);
        let spoken = || page.execute("return document.querySelector('.unseen[role=status]').textContent", &[]);
        let says = |words: &str| spoken().as_str().is_some_and(|said| said.contains(words));
        page.wait_until("the whole to be told", || says("120 of 120 items, 12 failed. At most 1 at once"));
        focus_stage(page);
        page.press("++");
        page.wait_until("the window to be told", || says(" of 120 items") && !says("120 of 120"));
    });
}

#[test]
fn a_file_is_stopped_and_gone_on_with() {
    e2e::test("a_file_is_stopped_and_gone_on_with", |page| {
        let site = Site::start(setup::dist());
        page.open(&site.url("#/file"));
        page.find("input[type=file]", None).wait();
        let n_items = 200_000;
        // Clicked by the page itself, as soon as there is something to click.
        page.execute(
            "const stop = () => [...document.querySelectorAll('.meter button')].find((b) => b.textContent === 'Stop');
             const watch = new MutationObserver(() => { const button = stop(); if (button) { watch.disconnect(); button.click(); } });
             watch.observe(document.body, { subtree: true, childList: true, characterData: true });",
            &[],
        );
        choose(page, &file("stopped.json", log_of(n_items).as_bytes()));
        meter(page).wait_for_text("stopped; more may exist");
        wait_for_failed_pixels(page);
        let n_shown = page.table("Log").row_count().unwrap();
        assert!(n_shown > 1_000 && n_shown < rows(n_items), "{n_shown}");
        page.button("Continue").click();
        wait_for_whole_log(page, n_items);
        page.wait_until("all of it in the picture", || {
            sum(page).starts_with(&format!("{0} of {0} items", number(n_items)))
        });
        assert!(sum(page).contains(&format!("{} failed", number(n_items / 10))), "{}", sum(page));
    });
}
