//! Addresses: every view opens again from a bookmark, wherever the page is hosted, and bad addresses are told.

use e2e::{Page, Site, setup};

use crate::answers::{open_part, wait_for_summary};
use crate::file::{choose, file};
use crate::redaction::{keep_saved, saved};
use crate::walk::{VB365, Walk, encoded, meter};

/// Opens the first session of the sample data with an item selected; gives the address.
fn open_a_sample_item(page: &Page<'_>) -> String {
    page.button("Try it with sample data").click();
    page.table("Job sessions").row("Failed").link(None).click();
    meter(page).wait_for_text("all loaded");
    page.table("Log").rows().nth(2).click();
    page.find("aside[aria-label=Item]", None).wait();
    page.wait_until("the item to be in the address", || page.address().contains("item="));
    page.address()
}

/// The text of the selected item in table and panel.
fn selected(page: &Page<'_>) -> String {
    let row = page.find("table[aria-label=Log] tr[aria-current=true]", None);
    row.wait();
    let text = page.find("aside[aria-label=Item] h2", None).text();
    row.wait_for_text(&text);
    text
}

#[test]
fn a_bookmark_below_a_path_reopens_its_item() {
    e2e::test("a_bookmark_below_a_path_reopens_its_item", |page| {
        let site = Site::of(setup::dist()).under("/deep/sub/").start();
        page.open(&site.url(""));
        let address = open_a_sample_item(page);
        assert!(address.contains("/deep/sub/#/job-sessions/"), "{address}");
        assert!(address.contains("api=sample"), "{address}");
        let text = selected(page);
        page.reload();
        assert_eq!(selected(page), text, "after a reload");
        assert_eq!(page.address(), address);
        page.open("about:blank");
        page.open(&address);
        assert_eq!(selected(page), text, "from a bookmark");
        // With filters too.
        let filtered = format!("{address}&status=Warning&q=o&tz=utc&theme=dark");
        page.open("about:blank");
        page.open(&filtered);
        page.find("[role=group][aria-label=Results] button[aria-pressed=true]", None).with_text("Warning").wait();
        assert_eq!(page.field("Search the log").value(), "o");
        assert_eq!(page.find("html", None).attribute("data-theme").as_deref(), Some("dark"));
        assert!(
            site.seen()
                .iter()
                .all(|seen| seen.target.starts_with("/deep/sub/") && !seen.target.contains("job-sessions"))
        );
    });
}

/// What was open before is of another kind.
#[test]
fn find_looks_through_job_sessions_after_a_data_retrieval() {
    e2e::test("find_looks_through_job_sessions_after_a_data_retrieval", |page| {
        let site = Site::start(setup::dist());
        page.open(&site.url("#/data-retrieval-sessions?api=sample"));
        page.table("Data-retrieval sessions").rows().nth(0).link(None).click();
        page.table("Log").rows().wait();
        page.open(&site.url("#/find?api=sample&q=anna"));
        page.wait_for_text("Looked through 20 of 20 sessions");
        page.wait_for_text("last worked");
        assert!(!page.text().contains("could not be loaded"), "{}", page.text());
    });
}

/// A file that was opened says nothing of what a server has: neither its sessions nor that it lacks their logs.
#[test]
fn a_file_is_no_part_of_a_server() {
    e2e::test("a_file_is_no_part_of_a_server", |page| {
        let site = Site::start(setup::dist());
        page.open(&site.url("#/job-sessions?api=sample"));
        meter(page).wait_for_text("all loaded");
        let told = || {
            let text = page.text();
            text.lines().find(|line| line.contains("loaded, all there are")).map(str::to_owned)
        };
        let before = page.wait_for("the nights", told);
        keep_saved(page);
        page.table("Job sessions").row("Failed").link(None).click();
        page.table("Log").rows().wait();
        open_part(page, "To the ticket, and files");
        let (_, bytes) = saved(page, "Saved session");
        page.link("Open file").click();
        choose(page, &file("of-a-job.tapeline", &bytes));
        meter(page).wait_for_text("all loaded");
        wait_for_summary(page);
        page.link("Job sessions").click();
        page.wait_until("the nights of all jobs", || told().as_ref() == Some(&before));
        page.open(&site.url("#/find?api=sample&q=anna"));
        page.wait_for_text("Looked through 20 of 20 sessions");
        assert!(!page.text().contains("could not be loaded"), "{}", page.text());
    });
}

#[test]
fn back_and_forward_walk_the_views() {
    e2e::test("back_and_forward_walk_the_views", |page| {
        let walk = Walk::connected(page);
        let list = page.address();
        walk.open_whole(walk.landmark("failed"));
        let session = page.address();
        page.link("Data retrieval").click();
        page.table("Data-retrieval sessions").rows().wait();
        page.back();
        page.table("Log").rows().wait();
        assert_eq!(page.address(), session);
        page.back();
        page.table("Job sessions").rows().wait();
        assert!(page.address().starts_with(list.split('&').next().unwrap()), "{}", page.address());
        page.forward();
        page.table("Log").rows().wait();
        page.forward();
        page.table("Data-retrieval sessions").rows().wait();
        // What was loaded was not asked for again.
        let lists =
            walk.server.requests().iter().filter(|r| r.target.contains("JobSessions?offset=0&limit=10000")).count();
        assert!(lists <= 1, "the list was loaded {lists} times");
        walk.assert_clean();
    });
}

/// A page of another origin that shows this address in a frame.
fn portal(address: &str) -> Site {
    let html = format!(
        "<!doctype html><html lang=en><title>Portal</title><h1>Portal</h1><iframe title=Tapeline src=\"{address}\" width=1200 height=600></iframe>"
    );
    Site::of(crate::portal::folder())
        .change("index.html", move |answer| answer.body = html.clone().into_bytes())
        .start()
}

#[test]
fn framed_it_takes_no_token_and_shows_sample_data() {
    e2e::test("framed_it_takes_no_token_and_shows_sample_data", |page| {
        page.expect_console("favicon.ico");
        let site = Site::start(setup::dist());
        let outer = portal(&site.url("#/job-sessions?api=https%3A%2F%2Fbackup01%3A4443"));
        page.open(&outer.url(""));
        page.enter_frame("iframe");
        page.wait_for_text("takes no token here");
        assert!(!page.field("Access token").exists());
        assert_eq!(page.execute("return document.querySelectorAll('input[type=password]').length", &[]), 0);
        let own = page.link("Open Tapeline in its own tab");
        assert_eq!(own.attribute("target").as_deref(), Some("_blank"));
        assert!(own.attribute("rel").is_some_and(|rel| rel.contains("noopener")));
        page.button("Try it with sample data").click();
        page.table("Job sessions").row("Failed").link(None).click();
        meter(page).wait_for_text("all loaded");
        page.find("figure", Some("Timeline")).wait();
        page.leave_frame();
        assert_eq!(page.address(), outer.url(""));
    });
}

#[test]
fn bad_values_are_named_and_the_rest_holds() {
    e2e::test("bad_values_are_named_and_the_rest_holds", |page| {
        let site = Site::start(setup::dist());
        let bad = [
            ("version", "v99"),
            ("product", "other"),
            ("theme", "pink"),
            ("status", "Nope"),
            ("from", "yesterday"),
            ("item", "..%2F..%2Fx"),
            ("job", "a%20b"),
            ("sort", "colour"),
            ("tz", "Mars%2FBase%3C"),
            ("hide", "everything"),
            ("embed", "v7"),
            ("unknown", "1"),
            ("%3Cimg%3E", "1"),
        ];
        let query: Vec<String> = bad.iter().map(|(name, value)| format!("{name}={value}")).collect();
        page.open(&site.url(&format!("#/job-sessions?api=sample&q=a&{}", query.join("&"))));
        page.table("Job sessions").rows().wait();
        let notice = page.find("main .notice[role=alert]", None);
        notice.wait();
        let told = notice.text();
        for (name, value) in bad {
            let name = if name == "%3Cimg%3E" { "<img>" } else { name };
            assert!(told.contains(&format!("“{name}”")), "{name} is not named in: {told}");
            assert!(value.len() < 4 || !told.contains(value), "{value} is repeated in: {told}");
        }
        assert_eq!(page.field("Search the sessions").value(), "a", "what is good holds");
        assert_eq!(page.execute("return document.querySelectorAll('main img').length", &[]), 0);
        page.assert_accessible();
        notice.button("Close").click();
        notice.wait_gone();
    });
}

#[test]
fn paths_without_a_view_are_told() {
    e2e::test("paths_without_a_view_are_told", |page| {
        let site = Site::start(setup::dist());
        for (fragment, says) in [
            ("#/nowhere?api=sample", "There is no view at “nowhere”"),
            ("#/job-sessions/a/b/c?api=sample", "There is no view at “job-sessions/a/b/c”"),
            ("#/job-sessions/..%2F..%2Fv8?api=sample", "There is no view at"),
            ("#/%3Cimg%20src=x%3E?api=sample", "There is no view at “<img src=x>”"),
        ] {
            page.open(&site.url(fragment));
            page.wait_for_text(says);
        }
        page.assert_accessible();
        page.link("job sessions").click();
        page.table("Job sessions").rows().wait();
        // An id that is fit for an address, but that no session has.
        page.open(&site.url("#/job-sessions/00000000-0000-4000-8000-000000000000?api=sample"));
        meter(page).wait_for_text("0 items");
        // Not text at all, and far too long.
        page.open(&site.url("#/job-sessions/%ff%fe"));
        page.find("alert", None).with_text("not valid text").wait();
        page.open(&site.url(&format!("#/job-sessions?q={}", "a".repeat(9_000))));
        page.find("alert", None).with_text("too long").wait();
    });
}

/// An id that the server does not have: told as a fault, not as an empty log.
#[test]
fn a_session_that_is_gone_is_told() {
    e2e::test("a_session_that_is_gone_is_told", |page| {
        let walk = Walk::connected(page);
        page.expect_console("404");
        walk.open(&walk.session_address("00000000-0000-4000-8000-000000000000", ""));
        let alert = page.find("alert", None).with_text("404");
        alert.wait();
        assert!(alert.inside("listitem", None).exists(), "{}", alert.text());
        page.link("Job sessions").click();
        page.table("Job sessions").rows().wait();
    });
}

/// The bookmark names the server: only the token is missing.
#[test]
fn a_bookmark_of_a_server_asks_for_the_token_only() {
    e2e::test("a_bookmark_of_a_server_asks_for_the_token_only", |page| {
        let walk = Walk::new(page);
        let failed = walk.landmark("failed");
        let item = &failed.failed_items[0];
        walk.open(&walk.session_address(&failed.id, &format!("&item={}", item.id)));
        page.wait_for_text("Check that it is the one you mean");
        assert_eq!(page.field("Server address").value(), walk.server.api_url());
        assert_eq!(page.field("API version").value(), "v8");
        assert!(walk.server.requests().is_empty());
        page.field("Access token").fill(&walk.server.token());
        page.button("Connect").click();
        assert_eq!(selected(page), item.text);
        walk.assert_clean();
    });
}

/// The deployer's file is read, and a broken one is told.
#[test]
fn a_broken_config_is_told_and_harmless() {
    e2e::test("a_broken_config_is_told_and_harmless", |page| {
        let site = Site::of(setup::dist()).add_file("config.json", "{\"servers\": [").start();
        page.open(&site.url("#/connect"));
        page.find("alert", None).with_text("config.json").wait();
        page.field("Access token").wait();
        let servers = r#"{ "servers": [{ "name": "night", "api": "https://backup01.example:4443", "product": "vb365", "version": "v7" }], "allow_other_servers": false }"#;
        let site = Site::of(setup::dist()).add_file("config.json", servers).start();
        page.open(&site.url("#/connect"));
        page.wait_until("the first server", || page.field("Server address").value() == "https://backup01.example:4443");
        assert_eq!(page.field("API version").value(), "v7");
        page.field("Access token").fill("some-token");
        page.field("Server address").fill("http://127.0.0.1:9");
        page.button("Connect").click();
        page.find("alert", None).with_text("only the servers of its list").wait();
        assert_eq!(page.field("Product").options()[0], VB365);
        page.open(&site.url(&format!("#/job-sessions?api={}", encoded("night"))));
        page.wait_until("the named server", || page.field("Server address").value() == "https://backup01.example:4443");
    });
}
