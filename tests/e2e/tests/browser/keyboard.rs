//! The whole way by keyboard alone.

use e2e::{Page, keys};

use crate::walk::{Walk, focused, meter, number, text_of, wait_for_whole_log};

/// Presses Tab until the focus is on what is wanted.
fn tab_to(page: &Page<'_>, wanted: &str) {
    let mut passed = Vec::new();
    for _ in 0..60 {
        page.press(keys::TAB);
        let now = focused(page);
        if now.contains(wanted) {
            return;
        }
        passed.push(now);
    }
    panic!("Tab did not lead to {wanted:?}, but to {passed:#?}");
}

/// Where the focus is has to be seen.
fn assert_focus_is_seen(page: &Page<'_>) {
    let script = "const el = document.activeElement; const style = getComputedStyle(el);
        return style.outlineStyle + ' ' + parseFloat(style.outlineWidth)";
    let outline = text_of(&page.execute(script, &[]));
    assert!(!outline.starts_with("none") && !outline.ends_with(" 0"), "{} has no outline: {outline}", focused(page));
}

#[test]
fn the_whole_way_by_keyboard() {
    e2e::test("the_whole_way_by_keyboard", |page| {
        let walk = Walk::new(page);
        walk.open("#/connect");
        page.button("Connect").wait();
        tab_to(page, "Server address");
        assert_focus_is_seen(page);
        page.press(&walk.server.api_url());
        tab_to(page, "Product");
        assert_focus_is_seen(page);
        let product = || page.field("Product").value();
        let first = product();
        page.press(keys::DOWN);
        page.wait_until("the other product", || product() != first);
        page.press(keys::UP);
        page.wait_until("the first product", || product() == first);
        tab_to(page, "API version");
        page.press("v8");
        tab_to(page, "Access token");
        page.press(&walk.server.token());
        page.press(keys::ENTER);
        walk.wait_for_sessions();
        // The first session's link, and Enter.
        page.press("/");
        page.wait_until("the search to have the focus", || focused(page).contains("Search the sessions"));
        let failed = walk.landmark("failed");
        page.press(&failed.job);
        tab_to(page, "Job sessions");
        assert_focus_is_seen(page);
        tab_to(page, "a ");
        assert_focus_is_seen(page);
        page.press(keys::ENTER);
        meter(page).wait_for_text("all loaded");
        page.table("Log").rows().wait();
        page.back();
        page.table("Job sessions").rows().wait();
        walk.open(&walk.session_address(&failed.id, ""));
        wait_for_whole_log(page, failed.n_items);
        timeline_keys(page, &walk);
        table_keys(page, failed.n_items);
        help_keys(page);
    });
}

fn detail(page: &Page<'_>) -> String {
    page.find("aside[aria-label=Item] h2", None).text()
}

fn timeline_keys(page: &Page<'_>, walk: &Walk<'_>) {
    let failed = walk.landmark("failed");
    let line = || page.find(".timeline__sum", None).text();
    tab_to(page, "Timeline of the log");
    assert_focus_is_seen(page);
    let n_items = number(failed.n_items);
    page.wait_until("this session's picture", || line().starts_with(&format!("{n_items} of {n_items} items")));
    let whole = line();
    page.press("n");
    let mut texts: Vec<&str> = failed.failed_items.iter().map(|item| item.text.as_str()).collect();
    let first = detail(page);
    assert!(texts.contains(&first.as_str()), "{first}");
    page.press("n");
    page.wait_until("the next failure", || detail(page) != first);
    let second = detail(page);
    texts.retain(|text| *text != first);
    assert!(texts.contains(&second.as_str()), "{second}");
    page.press("p");
    page.wait_until("the failure before", || detail(page) == first);
    page.press("+++");
    page.wait_until("a smaller window", || line() != whole);
    page.press("-");
    page.press("0");
    page.wait_until(&format!("the whole session, {whole:?}"), || line() == whole);
    page.press("[");
    page.wait_until("the window before", || line() != whole);
    page.press("]");
    page.wait_until("the window after", || line() == whole);
    page.press(keys::DOWN);
    page.wait_until("the next item", || detail(page) != first);
    page.press(keys::ESCAPE);
    page.find("aside[aria-label=Item]", None).wait_gone();
    assert!(focused(page).contains("Timeline of the log"), "the focus stays: {}", focused(page));
    // One tab stop: the next one is outside.
    page.press(keys::TAB);
    assert!(focused(page).contains("Height of the picture"), "{}", focused(page));
    tab_to(page, "Search the log");
}

fn table_keys(page: &Page<'_>, n_items: usize) {
    tab_to(page, "div Log");
    assert_focus_is_seen(page);
    let index = || {
        let row = page.find("table[aria-label=Log] tr[aria-current=true]", None);
        row.wait();
        row.attribute("aria-rowindex").and_then(|index| index.parse::<usize>().ok()).unwrap_or_default()
    };
    page.press(keys::DOWN);
    assert_eq!(index(), 2, "the first row");
    page.press(keys::DOWN);
    page.wait_until("the second row", || index() == 3);
    page.press(keys::UP);
    page.wait_until("the first row", || index() == 2);
    page.press(keys::END);
    page.wait_until("the last row", || index() == n_items + 1);
    page.wait_until("the focus on the selected row", || focused(page).starts_with("tr "));
    assert_focus_is_seen(page);
    page.press(keys::HOME);
    page.wait_until("the first row", || index() == 2);
    page.press(keys::PAGE_DOWN);
    page.wait_until("a page further", || index() > 4);
    page.press(keys::ESCAPE);
    page.find("aside[aria-label=Item]", None).wait_gone();
}

fn help_keys(page: &Page<'_>) {
    page.press("?");
    let help = page.find("dialog", Some("Keys"));
    help.wait_for_text("next, previous failure");
    page.assert_accessible();
    page.press(keys::ESCAPE);
    help.wait_gone();
    page.press("?");
    help.wait();
    help.button("Close").click();
    help.wait_gone();
}
