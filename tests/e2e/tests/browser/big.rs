//! A session of 60,000 items on a server that caps its pages.

use e2e::{Feature, Page, keys};
use sample_server::Options;
use serde_json::json;

use crate::answers::wait_for_summary;
use crate::walk::{
    Walk, chip, meter, n_nodes, number, options, rows, text_of, wait_for_failed_pixels, wait_for_whole_log,
};

const N_ITEMS: usize = 60_000;
/// The longest the page may be deaf while somebody moves about in the picture.
const LONGEST_MS: f64 = 300.0;

/// Notes every stretch of more than 50 ms in which the page hears nothing, from here on.
pub(crate) fn watch_long_tasks(page: &Page<'_>) {
    if page.engine().lacks(Feature::LongTasks).is_some() {
        return;
    }
    page.execute(
        "window.long = [];
         window.watch ??= new PerformanceObserver((list) => window.long.push(...list.getEntries().map((e) => e.duration)));
         window.watch.observe({ type: 'longtask' });",
        &[],
    );
}

/// The long tasks since then, in milliseconds.
pub(crate) fn long_tasks(page: &Page<'_>) -> Vec<f64> {
    if !page.has(Feature::LongTasks, "how long the page is deaf") {
        return Vec::new();
    }
    let script = "await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0))); return window.long";
    let tasks = page.execute_async(script, &[]);
    tasks.as_array().into_iter().flatten().filter_map(serde_json::Value::as_f64).collect()
}

fn window_line(page: &Page<'_>) -> String {
    page.find(".timeline__sum", None).text()
}

#[test]
fn sixty_thousand_items_load_whole_and_stay_smooth() {
    e2e::test_undisturbed("sixty_thousand_items_load_whole_and_stay_smooth", |page| {
        let walk = Walk::with(page, Options { items: N_ITEMS, cap: 4_000, ..options() }).at_sessions();
        let big = walk.landmark("big");
        assert_eq!(big.n_items, N_ITEMS);
        watch_long_tasks(page);
        let begun = std::time::Instant::now();
        walk.open(&walk.session_address(&big.id, ""));
        wait_for_whole_log(page, N_ITEMS);
        println!("loaded in {:?}; tasks over 50 ms meanwhile: {:?}", begun.elapsed(), long_tasks(page));
        let pages = walk.server.requests().iter().filter(|request| request.target.contains("/LogItems")).count();
        assert!(pages >= N_ITEMS / 4_000, "{pages} requests for pages of 4,000");
        wait_for_failed_pixels(page);
        // The answer on top takes room from the table once it is there.
        wait_for_summary(page);
        chip(page, "Failed").wait_for_text(&number(big.failed_items.len()));
        assert!(n_nodes(page) < 6_000, "{} nodes", n_nodes(page));
        scroll_to_the_end(page);
        assert!(n_nodes(page) < 6_000, "{} nodes at the end", n_nodes(page));
        move_about(page);
        assert!(n_nodes(page) < 6_000, "{} nodes after moving about", n_nodes(page));
        search(page, &walk);
        walk.assert_clean();
    });
}

/// The last row is there at the end of the scrolling box, and in view.
fn scroll_to_the_end(page: &Page<'_>) {
    watch_long_tasks(page);
    let last = format!("table[aria-label=Log] tr[aria-rowindex='{}']", rows(N_ITEMS));
    page.execute(
        "const box = document.querySelector('table[aria-label=Log]').parentElement; box.scrollTop = box.scrollHeight",
        &[],
    );
    page.find(&last, None).wait();
    let in_view = "const row = arguments[0].getBoundingClientRect();
        const box = arguments[0].closest('table').parentElement.getBoundingClientRect();
        return row.height > 20 && row.bottom <= box.bottom + 1 && row.top >= box.top";
    page.wait_until("the last row to be in view", || page.find(&last, None).eval(in_view, &[]) == json!(true));
    let hundred = page.execute_async(
        "const box = document.querySelector('table[aria-label=Log]').parentElement;
         box.scrollIntoView();
         for (let n = 0; n <= 100; n += 1) {
             box.scrollTop = box.scrollHeight * ((n * 37) % 101) / 101;
             await new Promise(requestAnimationFrame);
             const mid = box.getBoundingClientRect();
             if (!document.elementFromPoint(mid.x + 40, mid.y + mid.height / 2)?.closest('tr.row')) {
                 await new Promise(requestAnimationFrame);
                 if (!document.elementFromPoint(mid.x + 40, mid.y + mid.height / 2)?.closest('tr.row')) return `hole at ${box.scrollTop}`;
             }
         }
         return 'no hole'",
        &[],
    );
    assert_eq!(text_of(&hundred), "no hole");
    let tasks = long_tasks(page);
    println!("tasks over 50 ms while scrolling: {tasks:?}");
    assert!(tasks.iter().all(|ms| *ms < LONGEST_MS), "{tasks:?}");
}

/// Wheel, keys, drag: the window follows, failures stay in sight, nothing takes long.
fn move_about(page: &Page<'_>) {
    let stage = page.find(".timeline__stage", None);
    page.execute("document.querySelector('.timeline__stage').scrollIntoView({ block: 'center' })", &[]);
    let whole = window_line(page);
    assert!(whole.starts_with(&format!("{0} of {0} items", number(N_ITEMS))), "{whole}");
    let [x, y, width, height] = stage.rect();
    let (mid_x, mid_y) = (x + width / 2.0, y + height / 2.0);
    watch_long_tasks(page);
    // The wheel is the picture's once somebody has clicked it.
    stage.eval("arguments[0].focus()", &[]);
    for _ in 0..8 {
        page.wheel(mid_x, mid_y, 0, -200);
    }
    page.wait_until("the window to be smaller", || window_line(page) != whole);
    let zoomed = window_line(page);
    assert!(!zoomed.is_empty());
    let axis = || page.find(".timeline__axis", None).text();
    let before = axis();
    page.drag((mid_x, mid_y), (mid_x - width / 3.0, mid_y));
    page.wait_until("the window to move", || axis() != before);
    stage.eval("arguments[0].focus()", &[]);
    page.press("++++");
    page.press(keys::RIGHT);
    page.press(keys::LEFT);
    page.press("dda---");
    page.press("0");
    page.wait_until("the whole session to be shown", || window_line(page) == whole);
    page.press("nnp");
    page.find("aside[aria-label=Item]", None).wait_for_text("Failed");
    let tasks = long_tasks(page);
    println!("tasks over 50 ms while zooming and panning: {tasks:?}");
    assert!(tasks.iter().all(|ms| *ms < LONGEST_MS), "{tasks:?}");
    page.press("0");
    wait_for_failed_pixels(page);
    page.press(keys::ESCAPE);
    page.find("aside[aria-label=Item]", None).wait_gone();
}

/// Search over all of it finds what the server has.
fn search(page: &Page<'_>, walk: &Walk<'_>) {
    watch_long_tasks(page);
    let wanted = &walk.landmark("big").failed_items.last().unwrap().text;
    // Pasted: typed by a driver, many keys come in one task.
    let paste = "arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('input', { bubbles: true }))";
    page.field("Search the log").eval(paste, &[json!(wanted)]);
    page.table("Log").row(wanted).wait();
    let tasks = long_tasks(page);
    println!("tasks over 50 ms while searching: {tasks:?}");
    assert!(tasks.iter().all(|ms| *ms < LONGEST_MS), "{tasks:?}");
    page.button("Clear").click();
    page.table("Log").wait_for_row_count(rows(N_ITEMS));
    assert!(meter(page).text().contains("all loaded"));
}
