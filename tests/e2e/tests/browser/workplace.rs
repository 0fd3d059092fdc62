//! A session as a workplace: answer, picture and log in view together; panels in one place; bars that say which; labels of the
//! axis that nothing covers; all of it within reach on a phone.

use e2e::{Page, keys};
use sample_server::SessionTruth;
use serde_json::{Value, json};

use crate::answers::{open_part, wait_for_summary};
use crate::looks::assert_fits;
use crate::timeline::{axis, opened};
use crate::walk::{Walk, text_of, wait_for_whole_log};

/// Rows of the log that are wholly in view, what of answer and picture is not, and whether anything scrolls around them.
const IN_VIEW: &str = "const box = document.querySelector('.log .grid'), rect = (el) => el.getBoundingClientRect();
    const top = rect(box.querySelector('thead')).bottom, bottom = Math.min(rect(box).top + box.clientTop + box.clientHeight, innerHeight);
    const rows = [...box.querySelectorAll('tr.row')].map(rect).filter((row) => row.top >= top - 1 && row.bottom <= bottom + 1);
    const out = ['h1', '.answer .status', '.top-part .facts', '.summary .facts', '.timeline', '.timeline__stage', '.timeline .splitter', '.log input']
        .filter((name) => { const el = document.querySelector(name); return !el || rect(el).top < 0 || rect(el).bottom > innerHeight; });
    const wrong = document.querySelector('.wrong tbody tr');
    if (wrong && rect(wrong).bottom > rect(document.querySelector('.desk')).top) out.push('the first problem');
    const scrolls = [document.documentElement, document.querySelector('main')].some((el) => el.scrollHeight > el.clientHeight + 1);
    return { n: rows.length, out, scrolls, stage: document.querySelector('.timeline__stage').clientHeight }";

/// The sessions with the most failed rows, and enough rows to fill the window.
fn worst<'w>(walk: &'w Walk<'_>) -> Vec<&'w SessionTruth> {
    let mut sessions: Vec<&SessionTruth> = walk.truth.sessions.iter().filter(|session| session.n_items > 10).collect();
    sessions.sort_by_key(|session| std::cmp::Reverse(session.failed_items.len()));
    sessions.truncate(4);
    sessions
}

fn assert_in_view(page: &Page<'_>, n_least: u64, what: &str) {
    page.wait_for_good(&format!("{what}: {n_least} rows below answer and picture"), || {
        let seen = page.execute(IN_VIEW, &[]);
        let is_good = seen["n"].as_u64() >= Some(n_least)
            && seen["out"] == json!([])
            && seen["scrolls"] == json!(false)
            && seen["stage"].as_u64() >= Some(72);
        if is_good { Ok(()) } else { Err(seen.to_string()) }
    });
}

fn assert_workplace(page: &Page<'_>, (width, height): (u32, u32), n_least: u64) {
    let walk = Walk::connected(page);
    page.emulate_size(width, height, 1.0);
    for session in worst(&walk) {
        walk.open(&walk.session_address(&session.id, ""));
        wait_for_whole_log(page, session.n_items);
        wait_for_summary(page);
        let what = format!("{} of {} failed, {width} x {height}", session.failed_items.len(), session.job);
        assert_in_view(page, n_least, &what);
        for title in ["Where the time went", "To the ticket, and files"] {
            open_part(page, title);
            assert_in_view(page, n_least, &format!("{what}, {title:?} open"));
        }
        page.table("Log").rows().nth(2).click();
        page.find("aside[aria-label=Item]", None).wait();
        assert_in_view(page, n_least, &format!("{what}, an item open"));
        assert_fits(page, &what);
        page.button("Close").click();
        open_part(page, "To the ticket, and files");
        page.button("To the ticket, and files").click();
        page.find(".panel", None).wait_gone();
    }
}

#[test]
fn ten_rows_on_a_desk() {
    e2e::test("ten_rows_on_a_desk", |page| assert_workplace(page, (1440, 900), 10));
}

#[test]
fn five_rows_on_a_laptop() {
    e2e::test("five_rows_on_a_laptop", |page| assert_workplace(page, (1024, 768), 5));
}

#[test]
fn panels_share_one_place_and_are_remembered() {
    e2e::test("panels_share_one_place_and_are_remembered", |page| {
        let walk = Walk::connected(page);
        walk.open_landmark("failed");
        let panels = || page.execute("return [...document.querySelectorAll('.panel')].length", &[]);
        let expanded = |title: &str| page.button(title).attribute("aria-expanded");
        assert_eq!(panels(), json!(0));
        open_part(page, "Where the time went");
        page.button("To the ticket, and files").click();
        page.find(".panel .export", None).wait();
        assert_eq!((panels(), expanded("Where the time went").as_deref()), (json!(1), Some("false")));
        // An item stands before what is open, and leaves it as it was.
        page.table("Log").rows().nth(1).click();
        page.find(".panel aside[aria-label=Item]", None).wait();
        assert_eq!(panels(), json!(1));
        page.button("Close").click();
        page.find(".panel .export", None).wait();
        // Its width, by keys; over a reload, and in another session.
        let width = || page.execute("return document.querySelector('.panel').offsetWidth", &[]).as_i64().unwrap();
        let before = width();
        page.find("[role=separator][aria-label='Width of the panel']", None).eval("arguments[0].focus()", &[]);
        page.press(&[keys::LEFT, keys::LEFT].concat());
        page.wait_until("a wider panel", || width() == before + 32);
        walk.open_landmark("big");
        page.find(".panel .export", None).wait();
        assert_eq!(width(), before + 32);
        // Whoever closes it goes on from its tab.
        page.find(".panel", None).button("Close").click();
        page.find(".panel", None).wait_gone();
        page.wait_until("the focus on the tab", || {
            page.execute("return document.activeElement.id", &[]) == json!("tab-export")
        });
        walk.open_landmark("failed");
        assert_eq!(panels(), json!(0));
    });
}

#[test]
fn the_height_of_the_picture_is_set_by_hand_and_by_keys() {
    e2e::test("the_height_of_the_picture_is_set_by_hand_and_by_keys", |page| {
        let walk = Walk::connected(page);
        page.emulate_size(1440, 900, 1.0);
        walk.open_landmark("big");
        wait_for_summary(page);
        let height = || page.find(".timeline__stage", None).rect()[3];
        let line = page.find("[role=separator][aria-label='Height of the picture']", None);
        let [x, y, width, thick] = line.rect();
        let (before, at) = (height(), (x + width / 2.0, y + thick / 2.0));
        page.drag(at, (at.0, at.1 + 60.0));
        page.wait_until("a higher picture", || (height() - before - 60.0).abs() < 3.0);
        line.eval("arguments[0].focus()", &[]);
        page.press(keys::DOWN);
        page.wait_until("one step more", || (height() - before - 76.0).abs() < 3.0);
        // The browser tells the page of the new height a moment later.
        page.wait_until("the height to be told", || {
            let told = line.attribute("aria-valuenow").and_then(|px| px.parse::<f64>().ok()).unwrap();
            (told - height()).abs() < 2.0
        });
        walk.open_landmark("failed");
        page.wait_until("the same height", || (height() - before - 76.0).abs() < 3.0);
        // Back to what the page would have.
        line.eval("arguments[0].focus()", &[]);
        page.press(keys::ENTER);
        page.wait_until("the height that the rows leave", || (height() - before - 76.0).abs() > 3.0);
        page.press(keys::HOME);
        page.wait_until("the least", || (height() - 72.0).abs() < 2.0);
        page.assert_accessible();
    });
}

/// What is written on the picture from now on, into `window.written`: each text with its place.
const NOTE_LABELS: &str = "window.written = [];
    const write = CanvasRenderingContext2D.prototype.fillText;
    CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
        if (this.getTransform().b === 0) window.written.push([text, x]);
        return write.call(this, text, x, y);
    };";

/// The labels that are written when the picture is painted anew.
fn labels(page: &Page<'_>, change: &str) -> Vec<(String, f64)> {
    page.execute("window.written = []", &[]);
    page.find(".timeline__stage", None).eval("arguments[0].focus()", &[]);
    page.press(change);
    page.wait_until("labels", || page.execute("return window.written.length > 0", &[]) == json!(true));
    serde_json::from_value(page.execute("return window.written", &[])).expect("texts with places")
}

fn log_named(names: &[&str]) -> String {
    let row = |(at, name): (usize, &&str)| {
        let (from, to) = (at * 3, at * 3 + 2 + at % 7);
        format!(
            r#"{{"id":"00000000-0000-4000-8000-{at:012x}","usn":{at},"title":"[Success] {name}","creationTime":"2026-11-21T10:{:02}:{:02}Z","endTime":"2026-11-21T10:{:02}:{:02}Z"}}"#,
            from / 60,
            from % 60,
            to / 60,
            to % 60
        )
    };
    let rows: Vec<String> = names.iter().enumerate().map(row).collect();
    format!(r#"{{"offset":0,"limit":1000,"results":[{}]}}"#, rows.join(","))
}

#[test]
fn bars_say_which_or_nothing() {
    e2e::test("bars_say_which_or_nothing", |page| {
        let names: Vec<String> = (0..60).map(|n| format!("user{n:02}.abel@fjordline.example")).collect();
        let texts: Vec<String> = names.iter().map(|name| format!("Processing mailbox: {name}")).collect();
        let log = log_named(&texts.iter().map(String::as_str).collect::<Vec<_>>());
        let _site = opened(page, "which.json", &log, 60);
        page.execute(NOTE_LABELS, &[]);
        let mut n_cut = 0;
        // In every width: a name, cut after four letters at the least.
        for change in ["+", "+", "+", "0"] {
            for (label, x) in labels(page, change) {
                let begin = label.strip_suffix('…').unwrap_or(&label);
                n_cut += usize::from(begin.len() < label.len());
                assert!(names.iter().any(|name| name.starts_with(begin)), "{label:?} is no mailbox");
                assert!(begin.len() >= 4 && x >= 0.0, "{label:?} at {x}");
            }
        }
        assert!(n_cut > 0, "no label was cut, so this shows little");
        // A bar that begins outside keeps its label in sight.
        page.press("++++++");
        page.press(keys::RIGHT);
        let seen = labels(page, keys::RIGHT);
        assert!(seen.iter().all(|(label, x)| *x >= 0.0 && label.starts_with("user")), "{seen:?}");
    });
}

#[test]
fn bars_of_several_kinds_say_the_kind_behind_the_name() {
    e2e::test("bars_of_several_kinds_say_the_kind_behind_the_name", |page| {
        let log = log_named(&[
            "Processing mailbox: anna@fjordline.example",
            "Processing site: https://fjordline.sharepoint.example/sites/finance",
            "Processing team: Human resources",
        ]);
        let _site = opened(page, "kinds.json", &log, 3);
        page.execute(NOTE_LABELS, &[]);
        let seen: Vec<String> =
            labels(page, "+").into_iter().chain(labels(page, "0")).map(|(label, _)| label).collect();
        for wanted in ["anna@fjordline.example · mailbox", "finance · site", "Human resources · team"] {
            let begins =
                |label: &String| wanted.starts_with(label.strip_suffix('…').unwrap_or(label)) && label.len() > 6;
            assert!(seen.iter().any(begins), "{wanted:?} is not in {seen:?}");
        }
        assert!(seen.iter().all(|label| !label.starts_with("Proc")), "{seen:?}");
        // Beside rows that are named, a bar says what was done.
        page.find("select[aria-label=Rows]", None).choose("Rows by object");
        let heads = || page.execute("return document.querySelectorAll('.timeline__head').length", &[]);
        page.wait_until("names beside the rows", || heads().as_u64() > Some(0));
        let seen = labels(page, "+");
        assert!(seen.iter().all(|(label, _)| label.starts_with("Proc")), "{seen:?}");
    });
}

/// Labels of the axis that are cut off, or under one another or under the zone.
const COVERED: &str = "const axis = document.querySelector('.timeline__axis').getBoundingClientRect();
    const ink = (el) => { const range = document.createRange(); range.selectNodeContents(el); return range.getBoundingClientRect() };
    const labels = [...document.querySelectorAll('.timeline__tick, .timeline__zone')].filter((el) => el.textContent && ink(el).right > axis.left);
    const wrong = [];
    for (const one of labels) {
        const a = ink(one);
        if (a.left < axis.left - 1 || a.right > axis.right + 1 || a.top < axis.top - 1 || a.bottom > axis.bottom + 1) wrong.push(`${one.textContent} is cut`);
        for (const other of labels) {
            const b = ink(other);
            if (one !== other && a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom) wrong.push(`${one.textContent} is under ${other.textContent}`);
        }
    }
    return { n: labels.length, wrong }";

fn assert_axis(page: &Page<'_>, what: &str) {
    page.wait_for_good(&format!("an axis with nothing covered, {what}"), || {
        let seen = page.execute(COVERED, &[]);
        let is_good = seen["wrong"] == json!([]) && seen["n"].as_u64() >= Some(1);
        if is_good { Ok(()) } else { Err(seen.to_string()) }
    });
}

#[test]
fn no_label_of_the_axis_is_covered() {
    e2e::test("no_label_of_the_axis_is_covered", |page| {
        let walk = Walk::connected(page);
        let sessions = ["big", "failed"].map(|name| walk.landmark(name).clone());
        for (width, height) in [(1440, 900), (1024, 768), (360, 740), (320, 640)] {
            page.emulate_size(width, height, 1.0);
            for session in &sessions {
                for more in ["&tz=utc", "&tz=America/Argentina/Buenos_Aires&idle=short", "&lang=de&idle=scale"] {
                    walk.open(&walk.session_address(&session.id, more));
                    page.wait_until("an axis", || !axis(page).is_empty());
                    page.find(".timeline__stage", None).eval("arguments[0].focus()", &[]);
                    for change in ["", "+", "+++", "ddd", "++++++++", "0"] {
                        page.press(change);
                        assert_axis(page, &format!("{} at {width}, {more}, after {change:?}", session.job));
                    }
                }
            }
        }
    });
}

/// What cannot be reached: links, buttons and fields that are to be seen, and lie beyond the sides of the window.
const BEYOND: &str = "return [...document.querySelectorAll('a, button, input:not(.unseen), select, [role=separator]')]
    .filter((el) => { const r = el.getBoundingClientRect();
        const boxed = (el) => { for (let p = el.parentElement; p; p = p.parentElement) if (getComputedStyle(p).overflowX !== 'visible') return true; return false };
        return r.width > 0 && (r.left < 0 || r.right > innerWidth + 1) && !boxed(el); })
    .map((el) => el.outerHTML.slice(0, 120))";

fn assert_reached(page: &Page<'_>, what: &str) {
    assert_eq!(page.execute(BEYOND, &[]), json!([]), "{what}");
    assert_fits(page, what);
}

#[test]
fn everything_is_reached_on_a_phone() {
    e2e::test("everything_is_reached_on_a_phone", |page| {
        let walk = Walk::connected(page);
        for (width, height) in [(360, 740), (320, 640)] {
            page.emulate_size(width, height, 1.0);
            let what = format!("{width} x {height}");
            walk.open(&walk.session_address("", "").replace("#/job-sessions/", "#/job-sessions"));
            page.table("Job sessions").rows().wait();
            // The bar is one line; what is not in it is behind its button.
            let bar = page.find("header", None);
            assert!(bar.rect()[3] <= 50.0, "{what}: the bar is {} px high", bar.rect()[3]);
            for name in ["Data retrieval", "Find", "Open file", "Job sessions"] {
                page.button("Menu").click();
                page.find("select[aria-label='Time zone']", None).wait();
                assert_reached(page, &what);
                page.link(name).click();
                page.wait_until("the menu to be gone", || {
                    page.button("Menu").attribute("aria-expanded").as_deref() == Some("false")
                });
            }
            page.table("Job sessions").rows().wait();
            assert_cards(page, ".sessions", &[1, 2, 4, 5], &what);
            let session = walk.landmark("failed");
            walk.open(&walk.session_address(&session.id, ""));
            wait_for_whole_log(page, session.n_items);
            wait_for_summary(page);
            assert_cards(page, ".log", &[2, 3, 4, 5], &what);
            assert_reached(page, &what);
            // An item lies over the lower part, and leaves the row in sight that it is about.
            // (WebKit's driver finds no place to click at in the first and the last cell of a row that stands as a card.)
            page.table("Log").rows().nth(1).inside("td:nth-child(2)", None).click();
            page.find("aside[aria-label=Item]", None).wait();
            let [_, top, _, high] = page.find(".panel", None).rect();
            assert!(
                top >= f64::from(height) / 2.0 - 1.0 && top + high <= f64::from(height) + 1.0,
                "{what}: {top} {high}"
            );
            assert_reached(page, &what);
            page.assert_accessible();
            page.button("Close").click();
            page.find(".panel", None).wait_gone();
        }
    });
}

/// The cells of these columns, counted from 1, are wholly in the window, and so is every row's text.
fn assert_cards(page: &Page<'_>, view: &str, columns: &[u32], what: &str) {
    let script = "const [view, columns] = arguments, rows = [...document.querySelectorAll(`${view} tr.row`)];
        const wrong = [];
        for (const row of rows) for (const nth of columns) {
            const cell = row.cells[nth - 1], range = document.createRange();
            range.selectNodeContents(cell);
            const box = row.getBoundingClientRect(), text = cell.getBoundingClientRect();
            if (text.left < 0 || text.right > innerWidth + 1 || text.top < box.top - 1 || text.bottom > box.bottom + 1) wrong.push(cell.textContent);
        }
        return [rows.length, wrong.slice(0, 5)]";
    let seen = page.execute(script, &[json!(view), json!(columns)]);
    assert!(seen[0].as_u64() > Some(0) && seen[1] == Value::Array(Vec::new()), "{what}: {seen}");
    let head = page.execute(
        "const head = document.querySelector(`${arguments[0]} .grid thead`); return head.innerText",
        &[json!(view)],
    );
    assert!(text_of(&head).contains("Start"), "{what}: sorting is out of reach: {head}");
}

#[test]
fn the_end_of_a_log_of_cards_is_reached() {
    e2e::test("the_end_of_a_log_of_cards_is_reached", |page| {
        let walk = Walk::connected(page);
        page.emulate_size(360, 740, 1.0);
        let session = walk.landmark("big");
        walk.open(&walk.session_address(&session.id, ""));
        wait_for_whole_log(page, session.n_items);
        page.find("div[aria-label=Log].grid", None).eval("arguments[0].scrollTop = 1e9", &[]);
        let last = format!("tr[aria-rowindex='{}']", session.n_items + 1);
        page.find(&last, None).wait();
        let script = "const box = document.querySelector('.log .grid').getBoundingClientRect(), row = document.querySelector(arguments[0]).getBoundingClientRect();
            return row.bottom <= box.bottom + 1 && row.top >= box.top";
        page.wait_until("the last row in its place", || page.execute(script, &[json!(last)]) == json!(true));
    });
}
