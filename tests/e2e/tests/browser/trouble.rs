//! Trouble of a rarer kind: a server that is silent, that goes away, whose clock is wrong; answers that do not end.

use std::time::Duration;

use e2e::Page;
use sample_server::{Fault, FaultBody, FaultKind, Options};
use serde_json::json;

use crate::walk::{NOW, Walk, chip, meter, number, options, rows, scroll_to_link, text_of, wait_for_whole_log};

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

/// Waits are so many times as short as they should be; given back with [`at_usual_pace`].
fn in_a_hurry(page: &Page<'_>, times: u32) {
    page.execute(
        "const times = arguments[0];
         window.usualTimeout = window.setTimeout;
         window.setTimeout = (call, ms, ...rest) => window.usualTimeout(call, ms / times, ...rest);
         window.Math.random = () => 0",
        &[json!(times)],
    );
}

fn at_usual_pace(page: &Page<'_>) {
    page.execute("window.setTimeout = window.usualTimeout", &[]);
}

#[test]
fn a_silent_server_is_given_up_and_asked_again() {
    e2e::test("a_silent_server_is_given_up_and_asked_again", |page| {
        let walk = with_small_pages(page, |_| {});
        for (kind, times, title) in [
            // As a firewall does that drops packets.
            (FaultKind::SlowHeaders(MINUTE), 600, "No answer within 30 s"),
            // The answer has to begin in time.
            (FaultKind::Drip(MINUTE), 120, "The answer stopped coming"),
        ] {
            open_big_with(&walk, None, kind);
            meter(page).wait_for_text(&format!("{CAP} items loaded, loading more"));
            page.button("Stop").click();
            in_a_hurry(page, times);
            walk.server.clear_requests();
            page.button("Continue").click();
            assert_told(page, title, "Try again");
            let n_asked = walk.server.requests().iter().filter(|request| request.method == "GET").count();
            assert!(n_asked >= 5, "a limit of time that has passed stops what is asked after it: {n_asked}");
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
        let told = page.find("alert", None).with_text("Try again");
        // WebKit takes what is no gzip as it came.
        page.wait_until("an end", || told.exists() || meter(page).text().contains("all loaded"));
        if told.exists() {
            meter(page).wait_for_text(&format!("{CAP} items loaded, not all"));
            assert_whole_after_all(&walk);
        }
        wait_for_whole_log(page, n_items);
        // A server that is restarted between two pages, and one that asks for a pause in a header that nobody may read.
        let busy = FaultKind::Status { status: 429, retry_after: Some(60), body: FaultBody::Empty };
        for kind in [FaultKind::HangUp, busy] {
            walk.server.clear_requests();
            open_big_with(&walk, Some(2), kind);
            wait_for_whole_log(page, n_items);
            let big = format!("{}/LogItems?offset={CAP}", walk.truth.landmark("big"));
            let asked = walk.server.requests().into_iter().filter(|request| request.target.contains(&big));
            let limits: Vec<bool> = asked.map(|request| request.target.contains("limit=10000")).collect();
            assert!(
                limits.len() >= 3 && limits.iter().all(|is_large| *is_large),
                "a pause makes no page smaller: {limits:?}"
            );
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
        let search = page.field("Search the sessions");
        search.fill("<img src=x");
        let row = page.table("Job sessions").row("<img src=x");
        row.wait_for_text("⟨U+202E⟩egnarts");
        assert!(!row.link(None).exists(), "an id that is none is no link");
        search.fill("Odd id");
        page.table("Job sessions").wait_for_row_count(rows(6));
        let shown = page.table("Job sessions").texts();
        let cells = |part: &str| {
            let found = shown.iter().find(|cells| cells.iter().any(|cell| cell.contains(part)));
            found.unwrap_or_else(|| panic!("no row with {part} in {shown:?}")).join("|")
        };
        assert!(cells("Odd id, escaped").contains("Expl⟨U+202E⟩oded"), "{shown:?}");
        // Not read as shorter than nothing, though it begins long after what this computer's clock shows. Known by its id,
        // the second of two is not there.
        let running = cells("Odd id, twice");
        assert!(running.contains("0 so far") && !running.contains('−'), "{running}");
        let links = page.execute(
            "return [...document.querySelectorAll('tr.row a')].map((link) => link.getAttribute('href').split('?')[0]).sort()",
            &[],
        );
        // The number is an id as good as any.
        let fit = ["#/job-sessions/11111111-1111-4111-8111-111111111111", "#/job-sessions/42"];
        assert_eq!(links, json!(fit));
        let why = page.table("Job sessions").row("Odd id, slash").inside("span[title]", None).attribute("title");
        assert!(why.is_some_and(|why| why.contains("not fit for an address")));
        assert_eq!(page.execute("return document.querySelectorAll('main img, main b.key').length", &[]), json!(0));
        let paths: Vec<String> = walk.server.requests().into_iter().map(|request| request.target).collect();
        assert!(
            paths.iter().all(|path| !path.contains("..") && !path.contains("%2e") && !path.contains("Token")),
            "{paths:?}"
        );
        walk.assert_clean();
    });
}

/// What a server says of its own error is as foreign as its data.
#[test]
fn an_error_is_quoted_as_text() {
    e2e::test("an_error_is_quoted_as_text", |page| {
        let walk = with_small_pages(page, |_| {});
        walk.fault(Fault::new("/LogItems", FaultKind::OddError));
        walk.open(&walk.session_address(walk.truth.landmark("big"), ""));
        let panel = page.find("alert", None).with_text("The server says");
        panel.wait_for_text("<img src=x>⟨U+202E⟩elif");
        page.find("summary", None).with_text("What the report says").click();
        panel.inside("pre", None).wait_for_text("<img src=x>⟨U+202E⟩elif");
        page.execute("navigator.clipboard.writeText = async (text) => { window.copied = text }", &[]);
        page.button("Copy report for the administrator").click();
        let copied = page.wait_for("a copy", || page.execute("return window.copied", &[]).as_str().map(str::to_owned));
        assert!(copied.contains("⟨U+202E⟩elif") && !copied.contains('\u{202e}'), "{copied:?}");
        assert!(!page.text().contains('\u{202e}'));
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
        let Walk { page, site, server, truth, leave } = with_small_pages(page, |_| {});
        drop(site);
        let big = truth.session(truth.landmark("big")).unwrap().clone();
        chip(page, big.status).click();
        scroll_to_link(page, "Job sessions", &big.id).click();
        wait_for_whole_log(page, big.n_items);
        page.table("Log").rows().click();
        page.find("aside[aria-label=Item]", None).wait();
        assert!(page.text().contains(&number(big.n_items)));
        page.execute("window.Math.random = () => 0", &[]);
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
        drop(leave);
    });
}
