//! What goes wrong is told, with what to do about it, and costs nothing that was there.

use std::net::TcpListener;
use std::time::Duration;

use e2e::{Element, Page, Site, Tripwire, setup};
use sample_server::{Certificate, Fault, FaultBody, FaultKind, Options};
use serde_json::json;

use crate::walk::{VB365, Walk, chip, meter, number, options, rows, server_with, wait_for_whole_log};

/// A server's pages in these tests: small, so that the big session has several.
const CAP: usize = 100;

fn status(status: u16, body: FaultBody) -> FaultKind {
    FaultKind::Status { status, retry_after: None, body }
}

/// What a fault is called, and a part of what there is to do.
type Words = (&'static str, &'static str);

/// What an answer can be, and what the page makes of it.
fn bad_answers() -> Vec<(FaultKind, Words)> {
    use FaultBody::{Empty, Html, Vendor};
    let (pause, again) = (status(503, Vendor), "Try again");
    let cors = ("does not let this page read its answers", "Access-Control-Allow-Origin");
    vec![
        // First: a browser may keep a permission that it was given, and does not ask again for some seconds.
        (FaultKind::PreflightRefused(405), cors),
        (FaultKind::Html, ("A web page came in place of data", "Check the port")),
        (status(403, Vendor), ("refuses this (403)", "Use a token of an account")),
        (status(403, Html), ("Something in front of the server refuses this (403)", "GET requests")),
        (status(404, Vendor), ("(404)", "API version")),
        (status(500, Vendor), ("The server failed while answering (500)", again)),
        (status(500, Empty), ("The server failed while answering (500)", again)),
        (pause, ("The service is not ready (503)", "Wait a little")),
        (status(502, Html), ("A proxy gets no good answer", again)),
        (status(429, Empty), ("The server asks for a pause (429)", "Wait a little")),
        (FaultKind::Redirect, ("The server wants the browser to go elsewhere", "new tab")),
        (FaultKind::NoCorsHeaders, cors),
        (FaultKind::EmptyBody, ("An empty answer came", again)),
        (FaultKind::NoContent, ("An empty answer came", again)),
        (FaultKind::ErrorJson, ("The server sent an error in place of data", again)),
        (FaultKind::CutBody, ("The answer was cut off", again)),
    ]
}

/// What the browser itself says of refusals.
fn expect_refusals(page: &Page<'_>) {
    for part in ["Failed to load resource", "CORS policy", "Failed to fetch"] {
        page.expect_console(part);
    }
}

/// The panel that tells what happened.
fn panel<'a>(page: &'a Page<'a>, title: &str) -> Element<'a> {
    page.find("alert", None).with_text(title)
}

/// Waits for the panel and looks whether it helps.
fn assert_told(page: &Page<'_>, (title, todo): Words) {
    let panel = panel(page, title);
    panel.wait_for_text(title);
    panel.inside("listitem", None).with_text(todo).wait();
    panel.button("Copy report for the administrator").wait();
    assert!(panel.inside("heading", None).exists(), "{}", panel.text());
}

/// No waits between repeated requests.
fn without_waits(page: &Page<'_>) {
    page.execute("window.Math.random = () => 0", &[]);
}

#[test]
fn a_bad_first_answer_is_told_and_the_form_stays() {
    e2e::test("a_bad_first_answer_is_told_and_the_form_stays", |page| {
        let walk = Walk::new(page);
        expect_refusals(page);
        walk.open("#/connect");
        walk.fill(VB365, "v8", &walk.server.token());
        let unauthorized = ("The server does not accept the token (401)", "disable_antiforgery_token=true");
        for (kind, words) in bad_answers().into_iter().chain([(status(401, FaultBody::Empty), unauthorized)]) {
            println!("{kind:?}");
            walk.fault(Fault::new("/v8/JobSessions", kind));
            page.button("Connect").click();
            assert_told(page, words);
            assert_eq!(page.field("Server address").value(), walk.server.api_url(), "what was typed stays");
        }
        page.assert_accessible();
        walk.server.set_faults(Vec::new());
        page.button("Connect").click();
        walk.wait_for_sessions();
        walk.assert_clean();
    });
}

#[test]
fn a_wrong_form_is_told_beside_its_field() {
    e2e::test("a_wrong_form_is_told_beside_its_field", |page| {
        let walk = Walk::new(page);
        walk.open("#/connect");
        for (address, says) in [
            ("", "Type the server's address"),
            ("http://backup.example.com:4443", "Without encryption the token could be read"),
            ("ftp://backup01", "must begin with https://"),
            ("https://user:secret@backup01:4443", "Leave out the user name"),
            ("https://backup 01", "holds a space"),
            ("https://backup01:99999", "The port is a number"),
        ] {
            page.field("Access token").fill(&walk.server.token());
            page.field("Server address").fill(address);
            page.button("Connect").click();
            page.find("alert", None).with_text(says).wait();
        }
        page.field("Server address").fill(&walk.server.api_url());
        for (token, says) in [
            ("", "Paste an access token"),
            ("Bearer ", "Paste an access token"),
            ("two words", "holds spaces"),
            ("{\"error\":\"invalid_grant\"}", "there is no access token in it"),
            ("https://backup01:4443", "This is no token"),
        ] {
            page.field("Access token").fill(token);
            page.button("Connect").click();
            page.find("alert", None).with_text(says).wait();
        }
        page.assert_accessible();
        assert!(walk.server.requests().is_empty(), "nothing is sent: {:?}", walk.server.requests());
    });
}

#[test]
fn a_server_that_is_not_there_is_told() {
    e2e::test("a_server_that_is_not_there_is_told", |page| {
        let walk = Walk::with(page, Options { versions: vec![6], ..options() });
        expect_refusals(page);
        page.expect_console("ERR_");
        walk.open("#/connect");
        // A port that was free a moment ago.
        let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        walk.fill(VB365, "v8", &walk.server.token());
        page.field("Server address").fill(&format!("http://{closed}"));
        page.button("Connect").click();
        assert_told(page, ("No connection to http://127.0.0.1", "new tab"));
        // One that speaks another version: found out, it works.
        page.field("Server address").fill(&walk.server.api_url());
        page.button("Connect").click();
        assert_told(page, ("does not know version v8", "find out"));
        page.field("API version").choose("find out");
        page.button("Connect").click();
        walk.wait_for_sessions();
        walk.assert_clean();
    });
}

/// A page is told no more of a certificate than of a closed port; what to do about one is said all the same.
#[test]
fn a_certificate_that_is_not_trusted_is_told() {
    e2e::test("a_certificate_that_is_not_trusted_is_told", |page| {
        page.expect_console("ERR_");
        let site = Site::start(setup::dist());
        for kind in [Certificate::SelfSigned, Certificate::Expired, Certificate::WrongName, Certificate::Good] {
            let server = server_with(Options { tls: Some(kind), ..options() });
            page.open(&site.url("#/connect"));
            page.field("Server address").fill(&server.api_url());
            page.field("API version").choose("v8");
            page.field("Access token").fill(&server.token());
            page.button("Connect").click();
            assert_told(page, ("No connection to https://", "install one that your computers trust"));
            assert!(server.requests().is_empty(), "{kind:?}: nothing was said to it");
            page.open("about:blank");
        }
    });
}

/// Opens the big session, whose second page fails; says what is on screen then.
fn open_big_with(walk: &Walk<'_>, fault: Fault) {
    // Another session in between: an open one is not loaded again.
    walk.open_landmark("empty");
    walk.fault(fault);
    walk.open(&walk.session_address(walk.truth.landmark("big"), ""));
}

/// As many rows as the server has, as many of each result.
fn assert_big_is_whole(walk: &Walk<'_>) {
    let big = walk.landmark("big");
    wait_for_whole_log(walk.page, big.n_items);
    for (word, n) in big.counts.iter().filter(|(word, n)| *n > 0 && ["Failed", "Warning", "Success"].contains(word)) {
        chip(walk.page, word).wait_for_text(&number(*n));
    }
}

fn with_small_pages<'a>(page: &'a Page<'a>) -> Walk<'a> {
    Walk::with(page, Options { cap: CAP, items: 350, ..options() }).at_sessions()
}

/// The second page of the log, and those after it.
fn from_second_page(kind: FaultKind) -> Fault {
    Fault { after_n_matches: 1, ..Fault::new("/LogItems", kind) }
}

#[test]
fn a_bad_later_answer_is_told_and_nothing_is_lost() {
    e2e::test("a_bad_later_answer_is_told_and_nothing_is_lost", |page| {
        let walk = with_small_pages(page);
        expect_refusals(page);
        without_waits(page);
        for (kind, (title, todo)) in bad_answers() {
            println!("{kind:?}");
            // A browser does not ask again whether it may: a permission holds for some seconds.
            if matches!(kind, FaultKind::PreflightRefused(_)) {
                continue;
            }
            let is_cut = kind == FaultKind::CutBody;
            open_big_with(&walk, from_second_page(kind));
            assert_told(page, (title, todo));
            if is_cut {
                // Each time some more of it came.
                meter(page).wait_for_text("not all");
            } else {
                meter(page).wait_for_text(&format!("{CAP} items loaded, not all"));
                page.table("Log").wait_for_row_count(rows(CAP));
            }
            walk.server.set_faults(Vec::new());
            panel(page, title).button("Try again").click();
            assert_big_is_whole(&walk);
            panel(page, title).wait_gone();
        }
        walk.assert_clean();
    });
}

/// Rows of an answer that is no page of this list are not taken for rows of it: after it, all is there.
#[test]
fn garbage_in_between_costs_no_rows() {
    e2e::test("garbage_in_between_costs_no_rows", |page| {
        let walk = with_small_pages(page);
        without_waits(page);
        open_big_with(&walk, from_second_page(FaultKind::DeepJson));
        page.find("alert", None).button("Try again").wait();
        meter(page).wait_for_text(&format!("{CAP} items loaded, not all"));
        walk.server.set_faults(Vec::new());
        page.find("alert", None).button("Try again").click();
        assert_big_is_whole(&walk);
    });
}

#[test]
fn what_passes_is_asked_again_by_itself() {
    e2e::test("what_passes_is_asked_again_by_itself", |page| {
        let walk = with_small_pages(page);
        expect_refusals(page);
        let busy = FaultKind::Status { status: 503, retry_after: Some(1), body: FaultBody::Vendor };
        open_big_with(&walk, Fault { times: Some(1), ..from_second_page(busy) });
        meter(page).wait_for_text("the server did not answer well, attempt 1 follows in 1 s");
        page.table("Log").wait_for_row_count(rows(CAP));
        assert_big_is_whole(&walk);
        without_waits(page);
        for kind in [FaultKind::CutBody, status(502, FaultBody::Html), status(429, FaultBody::Empty)] {
            open_big_with(&walk, Fault { times: Some(1), ..from_second_page(kind) });
            assert_big_is_whole(&walk);
        }
        walk.assert_clean();
    });
}

#[test]
fn a_token_that_ends_is_renewed_in_place() {
    e2e::test("a_token_that_ends_is_renewed_in_place", |page| {
        let walk = with_small_pages(page);
        expect_refusals(page);
        let old = walk.server.token();
        open_big_with(&walk, from_second_page(status(401, FaultBody::Empty)));
        page.wait_for_text("The server asks for a valid token");
        meter(page).wait_for_text(&format!("{CAP} items loaded, more exist; a new token is needed"));
        page.table("Log").wait_for_row_count(rows(CAP));
        page.assert_accessible();
        assert!(page.text().contains(&walk.server.api_url()), "it says where the token will go");
        let new = e2e::token();
        walk.server.set_faults(Vec::new());
        walk.server.set_token(&new);
        walk.server.clear_requests();
        page.field("Access token").fill(&new);
        page.button("Continue").click();
        assert_big_is_whole(&walk);
        page.field("Access token").wait_gone();
        walk.assert_clean();
        page.assert_nowhere(&old);
        page.assert_nowhere(&new);
        let of_big = format!("/{}/LogItems", walk.landmark("big").id);
        let targets: Vec<String> = walk.server.requests().into_iter().map(|request| request.target).collect();
        let is_anew = |target: &&String| target.contains(&of_big) && target.contains("offset=0&");
        assert!(targets.iter().find(is_anew).is_none(), "it begins where it stopped: {targets:?}");
    });
}

#[test]
fn loading_is_stopped_and_resumed() {
    e2e::test("loading_is_stopped_and_resumed", |page| {
        let walk = with_small_pages(page);
        open_big_with(&walk, from_second_page(FaultKind::SlowHeaders(Duration::from_mins(1))));
        meter(page).wait_for_text(&format!("{CAP} items loaded, loading more"));
        page.button("Stop").click();
        meter(page).wait_for_text(&format!("{CAP} items loaded, stopped; more may exist"));
        page.table("Log").wait_for_row_count(rows(CAP));
        walk.server.set_faults(Vec::new());
        page.button("Continue").click();
        assert_big_is_whole(&walk);
    });
}

/// What has come is shown, however long the rest takes.
#[test]
fn what_came_before_a_pause_is_shown_meanwhile() {
    e2e::test("what_came_before_a_pause_is_shown_meanwhile", |page| {
        let walk = with_small_pages(page);
        let pause = FaultKind::SlowHeaders(Duration::from_mins(1));
        open_big_with(&walk, Fault { after_n_matches: 3, ..Fault::new("/LogItems", pause) });
        meter(page).wait_for_text(&format!("{} items loaded, loading more", number(3 * CAP)));
        page.table("Log").wait_for_row_count(rows(3 * CAP));
        page.wait_for_text(&format!("{0} of {0} items in the window", number(3 * CAP)));
        walk.server.set_faults(Vec::new());
        page.button("Stop").click();
        page.button("Continue").click();
        assert_big_is_whole(&walk);
    });
}

/// Connecting can be stopped too.
#[test]
fn connecting_is_stopped() {
    e2e::test("connecting_is_stopped", |page| {
        let walk = Walk::new(page);
        walk.open("#/connect");
        walk.fault(Fault::new("/v8/", FaultKind::SlowHeaders(Duration::from_mins(1))));
        walk.connect(VB365, "v8");
        page.button("Stop").click();
        page.find("alert", None).with_text("Stopped").wait();
        walk.server.set_faults(Vec::new());
        page.button("Connect").click();
        walk.wait_for_sessions();
    });
}

#[test]
fn a_set_that_changes_is_told() {
    e2e::test("a_set_that_changes_is_told", |page| {
        let walk = with_small_pages(page);
        expect_refusals(page);
        // Rows gone from before those asked for: fewer come in all.
        open_big_with(&walk, from_second_page(FaultKind::RowsDeleted(5)));
        meter(page).wait_for_text("345 items");
        // A server that has forgotten the set that a page named.
        open_big_with(&walk, from_second_page(FaultKind::SetLost));
        assert_big_is_whole(&walk);
        walk.assert_clean();
    });
}

/// A server that sends the first page for ever is found out, long before a million rows.
#[test]
fn the_same_page_for_ever_is_found_out() {
    e2e::test("the_same_page_for_ever_is_found_out", |page| {
        let walk = with_small_pages(page);
        // The first page, or all rows from the first on.
        for kind in [FaultKind::PageRepeated, FaultKind::LimitIgnored] {
            open_big_with(&walk, from_second_page(kind));
            meter(page).wait_for_text("may be incomplete");
            assert!(page.table("Log").row_count().is_some_and(|n| n <= rows(5 * CAP)));
        }
    });
}

#[test]
fn nothing_there_is_said() {
    e2e::test("nothing_there_is_said", |page| {
        let walk = Walk::new(page);
        // It answers everything with an empty list.
        let server = Tripwire::start();
        walk.open("#/connect");
        walk.fill(VB365, "v4", "token-for-an-empty-server");
        page.field("Server address").fill(&server.origin());
        page.button("Connect").click();
        page.wait_for_text("The server has no sessions of this kind");
        meter(page).wait_for_text("0 sessions, all loaded");
        page.assert_accessible();
        page.button("Sign out").click();
        walk.open("#/connect");
        walk.connect(VB365, "v8");
        walk.wait_for_sessions();
        walk.open_landmark("empty");
        page.wait_for_text("This session has no log items.");
        page.assert_accessible();
    });
}

/// A list of sessions that fails later keeps what it has.
#[test]
fn a_list_that_breaks_off_keeps_its_sessions() {
    e2e::test("a_list_that_breaks_off_keeps_its_sessions", |page| {
        let walk = Walk::with(page, Options { cap: CAP, ..options() });
        expect_refusals(page);
        walk.open("#/connect");
        without_waits(page);
        // The first request tries the token.
        let fault = Fault::new("/v8/JobSessions", status(500, FaultBody::Vendor));
        walk.fault(Fault { after_n_matches: 2, ..fault });
        walk.connect(VB365, "v8");
        assert_told(page, ("The server failed while answering (500)", "Try again"));
        page.table("Job sessions").wait_for_row_count(rows(CAP));
        meter(page).wait_for_text("100 sessions loaded, not all");
        walk.server.set_faults(Vec::new());
        page.find("alert", None).button("Try again").click();
        walk.wait_for_sessions();
        let ids = page.execute(
            "return new Set([...document.querySelectorAll('tr.row a')].map(a => a.href)).size === document.querySelectorAll('tr.row a').length",
            &[],
        );
        assert_eq!(ids, json!(true), "no session stands there twice");
    });
}
