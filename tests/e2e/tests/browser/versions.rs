//! Every version of both products, from the form to a failed item in picture and table.

use e2e::Page;
use sample_server::{Fault, FaultBody, FaultKind, Options, SessionTruth};

use crate::walk::{
    AZURE, VB365, Walk, chip, meter, number, options, rows, scroll_to_link, wait_for_failed_pixels, wait_for_whole_log,
};

/// What the first failed item says.
fn first_failure(walk: &Walk<'_>, product: &str, session: &SessionTruth) -> String {
    let first = session.failed_items.first().expect("the failed session has a failed item");
    if product != AZURE {
        return first.text.clone();
    }
    // There the stand-in has machines in place of mailboxes, numbered by their place in the log.
    let world = walk.server.world();
    let of_same_start = world.sessions.iter().find(|one| one.start == session.start).expect("the world has it");
    let log = world.log(of_same_start);
    let at = (0..log.len()).find(|&at| log.item(at).is_some_and(|item| item.usn == first.usn)).expect("it is there");
    format!("Failed to create a snapshot of vm-{at:05}: the quota of region westeurope is exceeded")
}

/// Looks at an open session: as many items as the server has, all loaded, failures counted, seen, and named.
fn assert_whole_with_failures(walk: &Walk<'_>, product: &str, session: &SessionTruth) {
    let page = walk.page;
    let text = first_failure(walk, product, session);
    wait_for_whole_log(page, session.n_items);
    let failed = chip(page, "Failed");
    failed.wait_for_text(&number(session.failed_items.len()));
    wait_for_failed_pixels(page);
    failed.click();
    page.table("Log").wait_for_row_count(rows(session.failed_items.len()));
    page.table("Log").row(&text).wait();
    let shown = page.table("Log").texts();
    let texts: Vec<&str> = shown.iter().filter_map(|cells| cells.last()).map(String::as_str).collect();
    assert!(texts.contains(&text.as_str()), "{text:?} is none of {texts:?}");
    assert!(shown.iter().all(|cells| cells[1].contains("Failed") || cells[1].contains("Error")), "{shown:?}");
}

/// The whole way on one version.
fn walk_version(page: &Page<'_>, product: &str, version: &str) {
    let walk = Walk::new(page);
    walk.open("#/connect");
    walk.connect(product, version);
    page.table("Job sessions").rows().wait();
    meter(page).wait_for_text("all loaded");
    let mut session = walk.landmark("failed").clone();
    if (product, version) == (AZURE, "v1") {
        // It numbers its sessions from the oldest on.
        let at = walk.truth.sessions.iter().position(|one| one.id == session.id).unwrap();
        session.id = (1 + walk.truth.sessions.len() - at).to_string();
    }
    walk.open_session(&session);
    assert_whole_with_failures(&walk, product, &session);
    walk.assert_clean();
    page.assert_nowhere(&walk.server.token());
}

macro_rules! version_tests {
    ($($name:ident: $product:expr, $version:expr;)*) => {
        $(
            #[test]
            fn $name() {
                e2e::test(stringify!($name), |page| walk_version(page, $product, $version));
            }
        )*
    };
}

version_tests! {
    vb365_v1_from_form_to_failure: VB365, "v1";
    vb365_v2_from_form_to_failure: VB365, "v2";
    vb365_v3_from_form_to_failure: VB365, "v3";
    vb365_v4_from_form_to_failure: VB365, "v4";
    vb365_v5_from_form_to_failure: VB365, "v5";
    vb365_v6_from_form_to_failure: VB365, "v6";
    vb365_v7_from_form_to_failure: VB365, "v7";
    vb365_v8_from_form_to_failure: VB365, "v8";
    azure_v1_from_form_to_failure: AZURE, "v1";
    azure_v3_from_form_to_failure: AZURE, "v3";
    azure_v8_1_from_form_to_failure: AZURE, "v8.1";
}

#[test]
fn v3_as_documented_from_form_to_failure() {
    e2e::test("v3_as_documented_from_form_to_failure", |page| {
        let walk = Walk::with(page, Options { v3_pages: false, ..options() });
        walk.open("#/connect");
        walk.connect(VB365, "v3");
        page.table("Job sessions").rows().wait();
        walk.open_session(walk.landmark("failed"));
        assert_whole_with_failures(&walk, VB365, walk.landmark("failed"));
    });
}

#[test]
fn the_newest_version_served_is_found_out() {
    e2e::test("the_newest_version_served_is_found_out", |page| {
        let walk = Walk::with(page, Options { versions: vec![6, 7], ..options() });
        // The browser itself says that a version was not there, or wanted a token.
        page.expect_console("404");
        page.expect_console("401");
        walk.open("#/connect");
        assert_eq!(page.field("API version").options()[0], "find out");
        walk.connect(VB365, "find out");
        walk.wait_for_sessions();
        assert!(page.text().contains("v7"), "the version is to be seen");
        assert!(page.address().contains("version=v7"), "{}", page.address());
        let requests = walk.server.requests();
        let probes = requests.iter().filter(|request| request.authorization.is_none() && request.method == "GET");
        assert!(probes.count() >= 2, "versions are asked for without the token: {requests:?}");
        walk.open_session(walk.landmark("failed"));
        assert_whole_with_failures(&walk, VB365, walk.landmark("failed"));
        walk.assert_clean();
    });
}

/// A version that is not served: what answers instead is offered, in the form and on an open page.
#[test]
fn what_answers_is_offered_in_place_of_a_version_that_went() {
    e2e::test("what_answers_is_offered_in_place_of_a_version_that_went", |page| {
        page.expect_console("404");
        page.expect_console("401");
        let walk = Walk::with(page, Options { versions: vec![6, 7], ..options() });
        walk.open("#/connect");
        walk.connect(VB365, "v8");
        page.button(&format!("Choose {VB365} v7")).click();
        page.wait_until("the other version", || page.field("API version").value() == "v7");
        page.button("Connect").click();
        walk.wait_for_sessions();
        // The server was upgraded while the page was open.
        let gone = FaultKind::Status { status: 404, retry_after: None, body: FaultBody::Vendor };
        walk.server.set_faults(vec![Fault::new("/v7/", gone)]);
        page.button("Refresh").click();
        page.button("Use a version that answers").click();
        page.wait_until("another version", || page.address().contains("version=v6"));
        walk.wait_for_sessions();
        walk.assert_clean();
    });
}

/// The other product answers: the page says so, and one click uses it.
#[test]
fn the_other_product_is_offered() {
    e2e::test("the_other_product_is_offered", |page| {
        let walk = Walk::with(page, Options { versions: Vec::new(), ..options() });
        page.expect_console("404");
        page.expect_console("401");
        walk.open("#/connect");
        walk.connect(VB365, "find out");
        page.button(&format!("Choose {AZURE} v8.1")).click();
        // Sent by hand: the token goes to what the person has seen.
        page.wait_until("the other product", || page.field("API version").value() == "v8.1");
        page.button("Connect").click();
        page.table("Job sessions").rows().wait();
        walk.assert_clean();
    });
}

#[test]
fn data_retrieval_from_form_to_failure() {
    e2e::test("data_retrieval_from_form_to_failure", |page| {
        for version in ["v6", "v7", "v8"] {
            let walk = Walk::new(page);
            walk.open("#/connect");
            walk.connect(VB365, version);
            page.link("Data retrieval").click();
            let table = page.table("Data-retrieval sessions");
            table.wait_for_row_count(rows(walk.truth.retrieval_sessions.len()));
            meter(page).wait_for_text("all loaded");
            let session = walk.landmark("failed_retrieval");
            scroll_to_link(page, "Data-retrieval sessions", &session.id).wait_for_text(&session.job);
            walk.open_session(session);
            assert_whole_with_failures(&walk, VB365, session);
            walk.assert_clean();
            // One with a wait of hours.
            page.link("Data retrieval").click();
            let session = walk.landmark("retrieval");
            walk.open_whole(session);
            page.find("figure", Some("Timeline")).wait();
        }
    });
}

/// Before v6 there is no data retrieval: the page says so and stays usable.
#[test]
fn data_retrieval_needs_v6() {
    e2e::test("data_retrieval_needs_v6", |page| {
        let walk = Walk::new(page);
        walk.open("#/connect");
        walk.connect(VB365, "v5");
        page.table("Job sessions").rows().wait();
        page.link("Data retrieval").click();
        page.find("alert", None).with_text("v6").wait();
        page.link("Job sessions").click();
        page.table("Job sessions").rows().wait();
    });
}
