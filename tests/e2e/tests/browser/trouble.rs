//! Trouble of a rarer kind: a server that is silent, that goes away, whose clock is wrong; answers that do not end.

use std::time::Duration;

use e2e::Page;
use sample_server::{Fault, FaultBody, FaultKind, Options};
use serde_json::json;

use crate::walk::{
    NOW, Walk, all_rows, chip, meter, number, options, rows, scroll_to_link, text_of, wait_for_whole_log,
};

const CAP: usize = 100;
const MINUTE: Duration = Duration::from_mins(1);
const DAY_TICKS: i64 = 864_000_000_000;

/// Connected to a server whose big session has several pages.
fn with_small_pages<'a>(page: &'a Page<'a>, change: impl FnOnce(&mut Options)) -> Walk<'a> {
    let mut options = Options { cap: CAP, items: 350, ..options() };
    change(&mut options);
    for part in ["Failed to load resource", "Failed to fetch", "ERR_"] {
        page.expect_console(part);
    }
    Walk::with(page, options).at_sessions()
}

/// Opens the big session, whose second page meets the fault.
fn open_big_with(walk: &Walk<'_>, times: Option<usize>, kind: FaultKind) {
    walk.open_landmark("empty");
    walk.fault(Fault { after_n_matches: 1, times, ..Fault::new("/LogItems", kind) });
    walk.open(&walk.session_address(walk.truth.landmark("big"), ""));
}

fn assert_told(page: &Page<'_>, title: &str, todo: &str) {
    let panel = page.find("alert", None).with_text(title);
    panel.wait_for_text(title);
    panel.inside("listitem", None).with_text(todo).wait();
}

/// After "Try again" on a server that is well, all is there, each row once.
fn assert_whole_after_all(walk: &Walk<'_>) {
    walk.server.set_faults(Vec::new());
    walk.page.find("alert", None).button("Try again").click();
    wait_for_whole_log(walk.page, walk.landmark("big").n_items);
}

/// Waits last a hundredth of what they should; given back with [`at_usual_pace`].
fn in_a_hurry(page: &Page<'_>) {
    page.execute(
        "window.usualTimeout = window.setTimeout;
         window.setTimeout = (call, ms, ...rest) => window.usualTimeout(call, ms / 100, ...rest);
         window.Math.random = () => 0",
        &[],
    );
}

fn at_usual_pace(page: &Page<'_>) {
    page.execute("window.setTimeout = window.usualTimeout", &[]);
}

#[test]
fn a_silent_server_is_given_up_and_asked_again() {
    e2e::test("a_silent_server_is_given_up_and_asked_again", |page| {
        let walk = with_small_pages(page, |_| {});
        for (kind, title, todo) in [
            // As a firewall does that drops packets.
            (FaultKind::SlowHeaders(MINUTE), "No answer within 30 s", "Try again"),
            (FaultKind::Drip(MINUTE), "The answer stopped coming", "Try again"),
        ] {
            open_big_with(&walk, None, kind);
            meter(page).wait_for_text(&format!("{CAP} items loaded, loading more"));
            page.button("Stop").click();
            in_a_hurry(page);
            page.button("Continue").click();
            assert_told(page, title, todo);
            meter(page).wait_for_text(&format!("{CAP} items loaded, not all"));
            at_usual_pace(page);
            assert_whole_after_all(&walk);
        }
        // One that sends blanks for ever is stopped by hand.
        open_big_with(&walk, None, FaultKind::Endless);
        meter(page).wait_for_text("loading more");
        page.button("Stop").click();
        meter(page).wait_for_text("stopped; more may exist");
        walk.server.set_faults(Vec::new());
        page.button("Continue").click();
        wait_for_whole_log(page, walk.landmark("big").n_items);
        walk.assert_clean();
    });
}

#[test]
fn what_cannot_be_read_costs_nothing_that_was_there() {
    e2e::test("what_cannot_be_read_costs_nothing_that_was_there", |page| {
        let walk = with_small_pages(page, |options| options.exposes_headers = false);
        let n_items = walk.landmark("big").n_items;
        page.execute("window.Math.random = () => 0", &[]);
        open_big_with(&walk, None, FaultKind::BadGzip);
        page.find("alert", None).with_text("Try again").wait();
        meter(page).wait_for_text(&format!("{CAP} items loaded, not all"));
        assert_whole_after_all(&walk);
        // A server that is restarted between two pages, and one that asks for a pause in a header that nobody may read.
        let busy = FaultKind::Status { status: 429, retry_after: Some(60), body: FaultBody::Empty };
        for kind in [FaultKind::HangUp, busy] {
            open_big_with(&walk, Some(2), kind);
            wait_for_whole_log(page, n_items);
        }
        // Bytes that are no text cost the row they are in at most.
        open_big_with(&walk, Some(1), FaultKind::BadUtf8);
        meter(page).wait_for_text("all loaded");
        assert!(page.table("Log").row_count().is_some_and(|n| n >= rows(n_items - 1)), "{}", meter(page).text());
        // Links that lead elsewhere are not followed.
        let tripwire = walk.server.tripwire_url();
        let host = tripwire.strip_prefix("http:").unwrap();
        for href in
            [format!("{tripwire}/v8/next"), host.to_owned(), tripwire.replace("//", "//u:p@"), "/v8/Jobs".to_owned()]
        {
            walk.server.clear_requests();
            open_big_with(&walk, None, FaultKind::NextLink(href));
            wait_for_whole_log(page, n_items);
            let targets: Vec<String> = walk.server.requests().into_iter().map(|request| request.target).collect();
            assert!(!targets.iter().any(|target| target.contains("Jobs?") || target.ends_with("/Jobs")), "{targets:?}");
        }
        walk.assert_clean();
    });
}

/// Sessions with ids that could change an address, with markup for a name, with a start that is yet to come.
#[test]
fn odd_sessions_are_text_and_lead_nowhere() {
    e2e::test("odd_sessions_are_text_and_lead_nowhere", |page| {
        // Three days ahead of this computer's clock at least.
        let ahead = NOW.max(now_ticks()) + 3 * DAY_TICKS;
        let walk = Walk::with(page, Options { now: Some(ahead), items: 301, ..options() });
        walk.fault(Fault::new("/JobSessions?", FaultKind::OddSessions));
        walk.open("#/connect");
        walk.connect(crate::walk::VB365, "v8");
        meter(page).wait_for_text("all loaded");
        let shown = all_rows(page, "Job sessions");
        let row = |part: &str| {
            let found = shown.iter().find(|cells| cells.iter().any(|cell| cell.contains(part)));
            found.unwrap_or_else(|| panic!("no row with {part}")).join("|")
        };
        assert!(row("<img src=x").contains("⟨U+202E⟩egnarts"), "{}", row("<img src=x"));
        assert!(row("Odd id, escaped").contains("Expl⟨U+202E⟩oded"));
        // Not read as longer than nothing, though this computer's clock says otherwise.
        for running in [row("Odd id, twice"), row("Running")] {
            assert!(running.contains("0 so far") && !running.contains('−'), "{running}");
        }
        assert_eq!(shown.iter().filter(|cells| cells.join("").contains("Odd id, twice")).count(), 1, "known by its id");
        let links = page.execute_async(
            "const box = document.querySelector(\"table[aria-label='Job sessions']\").parentElement;
             const seen = new Set();
             for (let top = 0; ; top += box.clientHeight / 2) {
                 box.scrollTop = top;
                 await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
                 for (const link of box.querySelectorAll('tr.row a')) seen.add(link.getAttribute('href'));
                 if (top + box.clientHeight >= box.scrollHeight) break;
             }
             return [...seen]",
            &[],
        );
        let links: Vec<String> = serde_json::from_value(links).unwrap();
        let id_of = |link: &str| link.strip_prefix("#/job-sessions/").unwrap().split('?').next().unwrap().to_owned();
        assert!(links.len() > 8);
        for link in &links {
            assert!(id_of(link).bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'), "{link}");
        }
        // The number is an id as good as any.
        assert!(links.iter().any(|link| id_of(link) == "42"), "{links:?}");
        for part in ["<img src=x", "Odd id, escaped", "Odd id, slash", "Odd id, null"] {
            page.field("Search the sessions").fill(part);
            let name = page.table("Job sessions").row(part);
            name.wait();
            assert!(!name.link(None).exists(), "{part} is a link");
            assert!(
                name.inside("span[title]", None)
                    .attribute("title")
                    .is_some_and(|why| why.contains("not fit for an address"))
            );
        }
        assert_eq!(page.execute("return document.querySelectorAll('main img, main b.key').length", &[]), json!(0));
        let paths: Vec<String> = walk.server.requests().into_iter().map(|request| request.target).collect();
        assert!(
            paths.iter().all(|path| !path.contains("..") && !path.contains("%2e") && !path.contains("Token")),
            "{paths:?}"
        );
        walk.assert_clean();
    });
}

/// 100 ns since 1970.
fn now_ticks() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    i64::try_from(since.as_nanos() / 100).unwrap()
}

/// The host of the page may have gone on to another release: an open page needs nothing more of it.
#[test]
fn an_open_page_outlives_its_host() {
    e2e::test("an_open_page_outlives_its_host", |page| {
        let Walk { page, site, server, truth } = with_small_pages(page, |_| {});
        drop(site);
        let big = truth.session(truth.landmark("big")).unwrap().clone();
        chip(page, big.status).click();
        scroll_to_link(page, "Job sessions", &big.id).click();
        wait_for_whole_log(page, big.n_items);
        page.table("Log").rows().click();
        page.find("aside[aria-label=Item]", None).wait();
        assert!(page.text().contains(&number(big.n_items)));
        // Nor does the server answer: this computer seems to be cut off, and nothing is lost.
        drop(server);
        page.button("Refresh").click();
        let told = page.find("alert", None).with_text("offline");
        told.wait_for_text("This computer seems to be offline");
        page.table("Log").wait_for_row_count(rows(big.n_items));
        let report = page.find("alert", None).inside("pre", None);
        page.find("summary", None).with_text("What the report says").click();
        report.wait_for_text("offline");
        assert!(text_of(&page.execute("return document.title", &[])).contains("Tapeline"));
    });
}
