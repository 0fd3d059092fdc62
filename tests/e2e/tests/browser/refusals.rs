//! Who refuses, and what: a program in front of the server, a header that comes twice, a token that is too long, and a row
//! that the server cannot give.

use e2e::Page;
use sample_server::{Fault, FaultKind, Options};

use crate::walk::{AZURE, VB365, Walk, chip, meter, number, options, rows, scroll_to_link};

/// What the browser itself says of refusals.
fn expect_refusals(page: &Page<'_>) {
    for part in ["Failed to load resource", "CORS policy", "Failed to fetch", "ERR_"] {
        page.expect_console(part);
    }
}

const fn of_proxy(status: u16, body: &'static str) -> FaultKind {
    FaultKind::OfProxy { status, content_type: "text/html", body }
}

const IIS: &str = "<html><head><title>401 - Unauthorized: Access is denied</title></head><body>IIS</body></html>";

/// Nothing counts as served by a proxy, and the token does not leave the form; once the proxy lets the page through, the same
/// token connects.
#[test]
fn the_refusal_of_a_proxy_is_told_and_costs_no_token() {
    e2e::test("the_refusal_of_a_proxy_is_told_and_costs_no_token", |page| {
        let walk = Walk::new(page);
        expect_refusals(page);
        walk.open("#/connect");
        walk.fill(VB365, "find out", &walk.server.token());
        for (kind, title, todo) in [
            (of_proxy(401, IIS), "in front of the server wants a sign-in of its own (401)", "Have the proxy let"),
            (
                of_proxy(400, "<html><title>400 No required SSL certificate was sent</title></html>"),
                "wants a certificate",
                "proxy",
            ),
            (
                of_proxy(400, "<html><title>400 Request Header Or Cookie Too Large</title></html>"),
                "takes no header of this length (400)",
                "HAProxy",
            ),
            (of_proxy(403, "<html>Forbidden</html>"), "in front of the server refuses this (403)", "GET requests"),
            (of_proxy(431, ""), "takes no header of this length (431)", "nginx"),
        ] {
            println!("{kind:?}");
            walk.server.clear_requests();
            walk.fault(Fault::new("", kind));
            page.button("Connect").click();
            let panel = page.find("alert", None).with_text(title);
            panel.inside("listitem", None).with_text(todo).wait();
            let sent: Vec<_> = walk.server.requests().into_iter().filter(|request| request.method == "GET").collect();
            assert_eq!(sent.len(), 1, "{sent:?}");
            assert!(
                sent.iter().all(|request| request.authorization.is_none()),
                "the token stays where it is: {sent:?}"
            );
        }
        walk.server.set_faults(Vec::new());
        page.button("Connect").click();
        walk.wait_for_sessions();
        // Later it is no reason to ask for another token either.
        walk.fault(Fault::new("/v8/", of_proxy(401, IIS)));
        page.button("Refresh").click();
        page.find("alert", None).with_text("wants a sign-in of its own").wait();
        assert!(!page.text().contains("The server asks for a valid token"));
        walk.server.set_faults(Vec::new());
        page.find("alert", None).button("Try again").click();
        walk.wait_for_sessions();
        walk.assert_clean();
    });
}

#[test]
fn a_token_that_is_too_long_is_told_with_its_length() {
    e2e::test("a_token_that_is_too_long_is_told_with_its_length", |page| {
        let walk = Walk::new(page);
        expect_refusals(page);
        walk.open("#/connect");
        walk.fill(VB365, "v8", "a");
        // Pasted, not typed.
        let paste =
            |n: usize| page.execute("document.querySelector('#token').value = 'a'.repeat(arguments[0])", &[n.into()]);
        paste(20_000);
        page.button("Connect").click();
        page.find("alert", None).with_text("20,000 characters").wait();
        assert!(walk.server.requests().is_empty());
        walk.fault(Fault::new(
            "/v8/",
            of_proxy(400, "<html><center>Request Header Or Cookie Too Large</center>nginx</html>"),
        ));
        paste(9_000);
        page.button("Connect").click();
        page.find("alert", None).with_text("The one that was sent has 9,000 characters").wait();
        let panel = page.find("alert", None).with_text("takes no header of this length (400)");
        panel.inside("listitem", None).with_text("large_client_header_buffers").wait();
    });
}

/// A browser tells a page no more of a header that comes twice than of one that is missing: it is named as what to look at.
#[test]
fn a_permission_that_comes_twice_is_named() {
    e2e::test("a_permission_that_comes_twice_is_named", |page| {
        let walk = Walk::new(page);
        expect_refusals(page);
        walk.open("#/connect");
        walk.fault(Fault::new("/v8/", FaultKind::CorsTwice));
        walk.connect(VB365, "v8");
        let panel = page.find("alert", None).with_text("does not let this page read its answers");
        panel.inside("listitem", None).with_text("comes only once").wait();
    });
}

#[test]
fn a_row_that_the_server_cannot_give_costs_that_row() {
    e2e::test("a_row_that_the_server_cannot_give_costs_that_row", |page| {
        let walk = Walk::with(page, Options { cap: 100, items: 350, ..options() });
        expect_refusals(page);
        walk.open("#/connect");
        page.execute("window.Math.random = () => 0", &[]);
        // The list. Its first row is asked for on connecting.
        walk.fault(Fault::new("/v8/JobSessions?", FaultKind::Poisoned(vec![41])));
        walk.connect(VB365, "v8");
        let n_sessions = walk.truth.sessions.len() - 1;
        meter(page).wait_for_text(&format!(
            "{} sessions loaded, not all: The server cannot give row 41 (500)",
            number(n_sessions)
        ));
        page.table("Job sessions").wait_for_row_count(rows(n_sessions));
        // A log, with bad rows at its front, in its middle and at its end.
        let big = walk.landmark("big");
        let bad = vec![0, 120, 121, big.n_items - 1];
        let n_items = big.n_items - bad.len();
        walk.server.clear_requests();
        walk.server.set_faults(vec![Fault::new("/LogItems", FaultKind::Poisoned(bad))]);
        walk.open(&walk.session_address(&big.id, ""));
        let last = big.n_items - 1;
        let says = format!("The server cannot give rows 0, 120–121, {last} (500)");
        meter(page).wait_for_text(&format!("{n_items} items loaded, not all: {says}"));
        page.table("Log").wait_for_row_count(rows(n_items));
        page.wait_for_text("This is not all of the log: picture, sums, copies and exports hold what was loaded.");
        chip(page, "Failed").wait();
        let of_big = format!("/{}/LogItems", big.id);
        let n_requests = walk.server.requests().iter().filter(|request| request.target.contains(&of_big)).count();
        assert!(n_requests < 120, "{n_requests} requests");
        page.assert_accessible();
        page.execute("navigator.clipboard.writeText = async (text) => { window.copied = text }", &[]);
        page.button("Copy for ticket").click();
        let ticket = || page.execute("return window.copied ?? ''", &[]).as_str().unwrap_or_default().to_owned();
        page.wait_until("the ticket", || ticket().contains(&format!("INCOMPLETE: {says}")));
        // It heals: loaded anew, all is there.
        walk.server.set_faults(Vec::new());
        page.button("Refresh").click();
        meter(page).wait_for_text(&format!("{} items, all loaded", number(big.n_items)));
        walk.assert_clean();
    });
}

/// A server that fails on everything is left after a few requests.
#[test]
fn a_server_that_fails_on_everything_is_left() {
    e2e::test("a_server_that_fails_on_everything_is_left", |page| {
        let walk = Walk::with(page, Options { cap: 100, items: 350, ..options() }).at_sessions();
        expect_refusals(page);
        page.execute("window.Math.random = () => 0", &[]);
        walk.fault(Fault::new("/LogItems", FaultKind::Poisoned((0..100_000).collect())));
        let big = walk.landmark("big");
        walk.open(&walk.session_address(&big.id, ""));
        page.find("alert", None).with_text("The server failed while answering (500)").wait();
        let of_big = format!("/{}/LogItems", big.id);
        let is_of_big =
            |request: &&sample_server::Recorded| request.method == "GET" && request.target.contains(&of_big);
        let n_requests = walk.server.requests().iter().filter(is_of_big).count();
        assert!(n_requests <= 12, "{n_requests} requests");
        walk.server.set_faults(Vec::new());
        page.find("alert", None).button("Try again").click();
        meter(page).wait_for_text(&format!("{} items, all loaded", number(big.n_items)));
        walk.assert_clean();
    });
}

/// Azure lists its data retrievals among all other sessions; the view that is named for them finds them by their types.
#[test]
fn data_retrievals_of_azure_are_found() {
    e2e::test("data_retrievals_of_azure_are_found", |page| {
        for version in ["v8.1", "v4"] {
            let walk = Walk::new(page);
            walk.open("#/connect");
            walk.connect(AZURE, version);
            page.link("Data retrieval").click();
            let n = walk.truth.retrieval_sessions.len();
            page.table("Data-retrieval sessions").wait_for_row_count(rows(n));
            meter(page).wait_for_text(&format!("{n} data-retrieval sessions, all loaded"));
            let requests = walk.server.requests();
            let asks = |request: &&sample_server::Recorded| {
                request.target.contains("Types=RestorePointDataRetrieval&Types=Sql")
            };
            assert_eq!(requests.iter().any(|request| asks(&request)), version == "v8.1", "{requests:?}");
            // One that runs has no end; one opened keeps its view in the address, which opens it again.
            page.table("Data-retrieval sessions").row("so far").wait();
            let session = walk.landmark("failed_retrieval");
            scroll_to_link(page, "Data-retrieval sessions", &session.id).click();
            meter(page).wait_for_text(&format!("{} items, all loaded", number(session.n_items)));
            let address = page.address();
            assert!(address.contains(&format!("#/data-retrieval-sessions/{}", session.id)), "{address}");
            walk.open("#/job-sessions");
            page.table("Job sessions").rows().wait();
            walk.open(&address[address.find('#').unwrap()..]);
            meter(page).wait_for_text(&format!("{} items, all loaded", number(session.n_items)));
            walk.assert_clean();
        }
    });
}
