//! Ears, and what somebody has selected: one polite message at a time, text and rows that stay selected, what is copied and
//! what is printed of them.

use std::time::Duration;

use e2e::{Engine, Feature, Page, keys};
use sample_server::Options;
use serde_json::json;

use crate::answers::{copied, keep_copied, wait_for_summary};
use crate::file::log_of;
use crate::hands::{opened, shown, wait_shown};
use crate::walk::{
    Walk, focus_stage, focused, meter, options, rows, text_of, wait_for_failed_pixels, wait_for_whole_log,
};

/// The page's next look at the server is due at once.
const LOOK_AGAIN: &str =
    "const before = window.Date.now; window.Date.now = () => before() + 61e3; dispatchEvent(new Event('focus'))";

/// Notes from now on when what is spoken changes, and to what.
fn listen(page: &Page<'_>) {
    let script = "window.heard = [];
        const told = () => [...document.querySelectorAll('[role=status],[aria-live=polite],output')].map((e) => e.textContent).join('|');
        let last = told();
        new MutationObserver(() => { const now = told(); if (now !== last) { last = now; heard.push([performance.now(), now]); } })
            .observe(document.body, { subtree: true, childList: true, characterData: true });";
    page.execute(script, &[]);
}

fn heard(page: &Page<'_>) -> Vec<(f64, String)> {
    serde_json::from_value(page.execute("return heard", &[])).unwrap()
}

#[test]
fn a_long_load_is_spoken_in_few_words() {
    e2e::test("a_long_load_is_spoken_in_few_words", |page| {
        // 201 pages.
        let n_items = 4_020;
        let walk = Walk::with(page, Options { items: n_items, cap: 20, ..options() }).at_sessions();
        let big = walk.landmark("big");
        listen(page);
        page.execute("window.began = performance.now()", &[]);
        walk.open(&walk.session_address(&big.id, ""));
        page.set_patience(Duration::from_mins(2));
        wait_for_whole_log(page, n_items);
        let result = || heard(page).last().is_some_and(|(_, text)| text.contains("4,020"));
        page.wait_until("the end to be told", || {
            heard(page).iter().any(|(_, text)| text.contains("all loaded")) || result()
        });
        std::thread::sleep(Duration::from_secs(4));
        let heard = heard(page);
        println!("{} changes: {heard:#?}", heard.len());
        let said: Vec<&(f64, String)> = heard.iter().filter(|(_, text)| !text.trim().is_empty()).collect();
        for pair in said.windows(2) {
            assert!(pair[1].0 - pair[0].0 >= 2_500.0, "{pair:?}");
        }
        assert!(said.iter().any(|(_, text)| text.contains("4,020 items, all loaded")), "{said:?}");
    });
}

#[test]
fn a_message_goes_with_its_view() {
    e2e::test("a_message_goes_with_its_view", |page| {
        let walk = Walk::connected(page);
        walk.open_landmark("failed");
        page.field("Search the log").fill("nothing has this in it");
        page.table("Log").wait_for_row_count(rows(0));
        page.field("Search the log").type_text(keys::ENTER);
        let toast = ".toast";
        wait_shown(page, toast, "No item found after this one");
        let spoken = || text_of(&page.execute("return document.querySelector('[role=status]').textContent", &[]));
        page.wait_until("it to be spoken", || spoken().contains("No item found after this one"));
        page.link("Data retrieval").click();
        page.table("Data-retrieval sessions").rows().wait();
        assert_eq!(shown(page, toast), None, "it is not there any more");
        assert!(!spoken().contains("No item found"), "{}", spoken());
        // Neither is it said again where one comes back.
        page.back();
        page.table("Log").element().wait();
        assert_eq!(shown(page, toast), None);
    });
}

/// Selects the text of the last cell of a row, and gives it.
fn select_text(page: &Page<'_>, table: &str, row_index: usize) -> String {
    let script = "const cell = document.querySelector(`table[aria-label='${arguments[0]}'] tr[aria-rowindex='${arguments[1]}']`).lastElementChild;
        // Once what came last is drawn. The page is told of it a moment later; it has heard it when this has.
        await new Promise(requestAnimationFrame); await new Promise(requestAnimationFrame);
        const told = new Promise((done) => document.addEventListener('selectionchange', done, { once: true }));
        getSelection().selectAllChildren(cell.querySelector('bdi') ?? cell);
        await told;
        return String(getSelection())";
    let text = text_of(&page.execute_async(script, &[json!(table), json!(row_index)]));
    assert!(!text.is_empty());
    text
}

fn selected_text(page: &Page<'_>) -> String {
    text_of(&page.execute("return String(getSelection())", &[]))
}

fn scroll(page: &Page<'_>, table: &str, top_px: usize) {
    let script = "const box = document.querySelector(`table[aria-label='${arguments[0]}']`).parentElement;
        box.scrollTop = arguments[1];
        await new Promise(requestAnimationFrame); await new Promise(requestAnimationFrame)";
    page.execute_async(script, &[json!(table), json!(top_px)]);
}

#[test]
fn selected_text_survives_scrolling_and_news() {
    e2e::test("selected_text_survives_scrolling_and_news", |page| {
        let walk = Walk::with(page, Options { speed: Some(0), ..options() }).at_sessions();
        let id = walk.server.truth().landmark("running").to_owned();
        walk.open(&walk.session_address(&id, ""));
        meter(page).wait_for_text("all loaded");
        let n_rows = || page.table("Log").row_count().unwrap();
        let before = n_rows();
        let text = select_text(page, "Log", 8);
        // Away, further away, and back.
        for top_px in [3_000, 100_000, 600, 0] {
            scroll(page, "Log", top_px);
            assert_eq!(selected_text(page), text, "scrolled to {top_px}");
        }
        walk.server.pass(Duration::from_mins(3));
        page.execute(LOOK_AGAIN, &[]);
        page.wait_until("new rows", || n_rows() > before);
        assert_eq!(selected_text(page), text, "a poll leaves it");
        let script = "return getSelection().anchorNode.parentElement.closest('tr').getAttribute('aria-rowindex')";
        assert_eq!(text_of(&page.execute(script, &[])), "8");
        assert!(!page.find("aside[aria-label=Item]", None).exists(), "nothing was picked");
        // The same where it is scrolled away when news come, and newest first, where they come in above.
        page.find("table[aria-label=Log] th:nth-child(3) button", None).click();
        page.wait_until("the last first", || {
            page.find("table[aria-label=Log] th:nth-child(3)", None).attribute("aria-sort").as_deref()
                == Some("descending")
        });
        // The text that was selected is selected again before the next frame; nobody selects another one before that.
        page.execute_async("for (const _ of [1, 2]) await new Promise(requestAnimationFrame)", &[]);
        let text = select_text(page, "Log", 6);
        let before = n_rows();
        walk.server.pass(Duration::from_mins(3));
        page.execute(LOOK_AGAIN, &[]);
        page.wait_until("new rows", || n_rows() > before);
        assert_eq!(selected_text(page), text);
        page.wait_until("its row to be numbered anew", || {
            text_of(&page.execute(script, &[])).parse::<i64>().unwrap() == 6 + n_rows() - before
        });
        walk.assert_clean();
    });
}

#[test]
fn selected_text_in_a_list_survives_news() {
    e2e::test("selected_text_in_a_list_survives_news", |page| {
        let walk = Walk::with(page, Options { speed: Some(0), ..options() }).at_sessions();
        let script = "const row = [...document.querySelectorAll(\"table[aria-label='Job sessions'] tr.row\")]
                .find((row) => !row.querySelector('.status--running') && row.querySelector('a'));
            getSelection().selectAllChildren(row.cells[1]);
            return String(getSelection())";
        let text = text_of(&page.execute(script, &[]));
        assert!(!text.is_empty());
        let n_running = || page.execute("return document.querySelectorAll('td .status--running').length", &[]);
        assert_ne!(n_running(), json!(0));
        walk.server.pass(Duration::from_hours(10));
        page.execute(LOOK_AGAIN, &[]);
        page.wait_until("the end of what ran", || n_running() == json!(0));
        assert_eq!(selected_text(page), text);
        walk.assert_clean();
    });
}

#[test]
fn rows_are_chosen_and_copied() {
    e2e::test("rows_are_chosen_and_copied", |page| {
        let _site = opened(page, "chosen.json", &log_of(300), 300);
        let table = page.table("Log");
        table.row("Row 2").click();
        page.wait_until("the row to have the focus", || focused(page).starts_with("tr "));
        let n_chosen = || page.execute("return document.querySelectorAll('tr[aria-selected=true]').length", &[]);
        page.press_with(keys::SHIFT, &[keys::DOWN, keys::DOWN]);
        page.wait_for_text("3 rows chosen");
        assert_eq!(n_chosen(), json!(3));
        page.screenshot("rows-chosen");
        page.assert_accessible();
        // What Ctrl+C puts into the clipboard, as the event has it in the end.
        page.execute(
            "window.copies = []; document.addEventListener('copy', ({ clipboardData: data }) => copies.push([data.getData('text/plain'), data.getData('text/html')]))",
            &[],
        );
        page.press_with(keys::CONTROL, &["c"]);
        page.wait_until("a copy", || page.execute("return copies.length", &[]) == json!(1));
        let copies = page.execute("return copies[0]", &[]);
        let text = text_of(&copies[0]);
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 3, "{text}");
        assert_eq!(
            lines[1],
            "3\tFailed\t2026-11-21 00:00:03.0000001 UTC\t2026-11-21 00:00:03.9000000 UTC\t00:00:00.8999999\tRow 3"
        );
        let html = text_of(&copies[1]);
        assert!(html.contains("<td>Row 4</td>") && html.matches("<tr>").count() == 4, "{html}");
        wait_shown(page, ".toast", "3 rows copied");
        // Back by one, and by mouse.
        page.press_with(keys::SHIFT, &[keys::UP]);
        page.wait_for_text("2 rows chosen");
        shift_click(page, 8);
        page.wait_for_text("5 rows chosen");
        assert_eq!(selected_text(page), "", "no text is selected meanwhile");
        keep_copied(page);
        page.execute("navigator.clipboard.write = async () => { throw 'not here' }", &[]);
        page.button("Copy rows").click();
        assert_eq!(copied(page).lines().count(), 5);
        // A click alone lets go of the others; text that is dragged over picks no row, and is what is copied.
        table.row("Row 1").click();
        page.wait_until("one row", || n_chosen() == json!(1));
        assert!(!page.text().contains("rows chosen"));
        select_text(page, "Log", 4);
        page.press_with(keys::CONTROL, &["c"]);
        page.wait_until("another copy", || page.execute("return copies.length", &[]) == json!(2));
        assert_eq!(page.execute("return copies[1]", &[]), json!(["", ""]), "the browser copies what is selected");
    });
}

fn shift_click(page: &Page<'_>, row_index: usize) {
    let script = "const cell = document.querySelector(`table[aria-label=Log] tr[aria-rowindex='${arguments[0]}']`).lastElementChild;
        for (const kind of ['mousedown', 'mouseup', 'click']) {
            cell.dispatchEvent(new MouseEvent(kind, { bubbles: true, cancelable: true, shiftKey: true }));
        }";
    page.execute(script, &[json!(row_index)]);
}

/// Whether a long press of keys, of which the last is far away, chooses rows that are not in the document.
#[test]
fn rows_out_of_sight_are_chosen_too() {
    e2e::test("rows_out_of_sight_are_chosen_too", |page| {
        let _site = opened(page, "far.json", &log_of(1_000), 1_000);
        page.table("Log").row("Row 2").click();
        page.wait_until("the row to have the focus", || focused(page).starts_with("tr "));
        page.press_with(keys::SHIFT, &[keys::END]);
        page.wait_for_text("998 rows chosen");
        keep_copied(page);
        page.execute("navigator.clipboard.write = async () => { throw 'not here' }", &[]);
        page.button("Copy rows").click();
        let text = copied(page);
        assert_eq!(text.lines().count(), 998);
        assert!(text.ends_with("Row 999\n"), "{}", &text[text.len() - 200..]);
    });
}

/// On paper the page is light, says all that went wrong, and holds the rows that were chosen.
#[test]
fn paper_is_light_and_has_what_was_chosen() {
    e2e::test("paper_is_light_and_has_what_was_chosen", |page| {
        let walk = Walk::connected(page);
        let failed = walk.truth.sessions.iter().find(|session| session.failed_items.len() > 4).unwrap();
        walk.open(&walk.session_address(&failed.id, "&theme=dark"));
        wait_for_whole_log(page, failed.n_items);
        wait_for_summary(page);
        wait_for_failed_pixels(page);
        let background =
            || page.canvas(".timeline__stage canvas").rgba.chunks(4).map(<[u8]>::to_vec).next_back().unwrap();
        let dark = background();
        assert!(dark[0] < 60, "{dark:?}");
        let n_closed = || page.find(".summary details:not([open])", None).count();
        let before = n_closed();
        page.execute("dispatchEvent(new Event('beforeprint'))", &[]);
        let light = background();
        assert!(light[0] > 200, "{light:?}");
        assert_eq!(n_closed(), 0);
        page.execute("dispatchEvent(new Event('afterprint'))", &[]);
        assert_eq!((background(), n_closed()), (dark, before));
        page.table("Log").rows().click();
        page.wait_until("the row to have the focus", || focused(page).starts_with("tr "));
        page.press_with(keys::SHIFT, &[keys::DOWN]);
        page.wait_for_text("2 rows chosen");
        if page.has(Feature::Media, "a page as it is printed") && page.engine() == Engine::Chromium {
            page.cdp("Emulation.setEmulatedMedia", &json!({ "media": "print" }));
            let seen = "return [...document.querySelectorAll('table[aria-label=Log] tr.row')].filter((row) => row.checkVisibility()).length";
            assert_eq!(page.execute(seen, &[]), json!(2));
        }
    });
}

/// The first item that a key leads to is one in sight.
#[test]
fn a_key_begins_in_the_window() {
    e2e::test("a_key_begins_in_the_window", |page| {
        let _site = opened(page, "window.json", &log_of(300), 300);
        // Rows 60 to 89; every tenth has failed.
        for (key, row) in [("n", "Row 63"), ("p", "Row 83"), (keys::DOWN, "Row 60"), (keys::UP, "Row 89")] {
            page.execute("location.hash = '#/file'", &[]);
            page.find("aside[aria-label=Item]", None).wait_gone();
            page.execute("location.hash = '#/file?from=2026-11-21T00:01:00Z&to=2026-11-21T00:01:30Z'", &[]);
            page.wait_until("the window", || page.find(".timeline__sum", None).text().starts_with("30 of 300 items"));
            focus_stage(page);
            page.press(key);
            page.find("aside[aria-label=Item]", None).wait_for_text(row);
        }
    });
}
