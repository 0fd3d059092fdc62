//! How long a token and a sign-in last. The clock of the page is put forward by the test.

use e2e::{Page, Site, keys, setup};
use sample_server::Server;

use crate::walk::{VB365, Walk, meter, options, server_with};

/// Puts the page's clock forward, from now on.
fn put_clock_forward(page: &Page<'_>, minutes: f64) {
    let add = format!("const before = window.Date.now; window.Date.now = () => before() + {minutes} * 60e3");
    page.execute(&add, &[]);
}

fn press(page: &Page<'_>) {
    page.press(keys::ESCAPE);
}

#[test]
fn lack_of_use_is_warned_of_and_signs_out() {
    e2e::test("lack_of_use_is_warned_of_and_signs_out", |page| {
        let walk = Walk::connected(page);
        put_clock_forward(page, 14.5);
        page.wait_for_text("Signing out soon");
        page.assert_accessible();
        page.screenshot("idle-warning");
        page.button("Stay signed in").click();
        page.wait_until("the warning to go", || !page.text().contains("Signing out soon"));
        put_clock_forward(page, 13.5);
        page.wait_until("nothing to be said", || !page.text().contains("Signing out soon"));
        page.table("Job sessions").rows().wait();
        put_clock_forward(page, 2.0);
        page.wait_for_text("Nobody did anything here for a while");
        page.field("Access token").wait();
        assert!(!page.text().contains("Executives"), "no data is left: {}", page.text());
        page.assert_nowhere(&walk.server.token());
    });
}

/// A computer that slept past the limit is signed out, though somebody touches a key before the page has looked at the clock.
#[test]
fn a_key_after_a_long_sleep_comes_too_late() {
    e2e::test("a_key_after_a_long_sleep_comes_too_late", |page| {
        let _walk = Walk::connected(page);
        let wake = "const before = window.Date.now; window.Date.now = () => before() + 3600e3;
            window.dispatchEvent(new KeyboardEvent('keydown', { key: 'n', bubbles: true }))";
        page.execute(wake, &[]);
        page.wait_for_text("Nobody did anything here for a while");
        page.field("Access token").wait();
    });
}

#[test]
fn a_token_whose_life_is_known_counts_down_and_is_renewed() {
    e2e::test("a_token_whose_life_is_known_counts_down_and_is_renewed", |page| {
        let walk = Walk::new(page);
        let token = walk.server.token();
        walk.open("#/connect");
        walk.fill(VB365, "v8", &format!(r#"{{"access_token":"{token}","token_type":"bearer","expires_in":1800}}"#));
        page.button("Connect").click();
        walk.wait_for_sessions();
        page.wait_for_text("ends in 29 min");
        for _ in 0..2 {
            put_clock_forward(page, 14.0);
            press(page);
        }
        page.wait_for_text("ends in 1 min");
        put_clock_forward(page, 2.0);
        page.find("h2", None).with_text("The token’s time is over").wait();
        page.wait_for_text("no token");
        page.assert_accessible();
        page.screenshot("token-ended");
        page.table("Job sessions").rows().wait();
        walk.server.clear_requests();
        page.button("Refresh").click();
        meter(page).wait_for_text("a new token is needed");
        assert!(walk.server.requests().is_empty(), "nothing is asked without a token");
        page.field("Access token").fill(&token);
        page.button("Continue").click();
        walk.wait_for_sessions();
        page.wait_for_text("token set, 0 min old");
        page.assert_nowhere(&token);
    });
}

/// An hour is what servers give where nobody says otherwise.
#[test]
fn a_token_of_unknown_life_is_asked_for_after_an_hour() {
    e2e::test("a_token_of_unknown_life_is_asked_for_after_an_hour", |page| {
        let _walk = Walk::connected(page);
        for _ in 0..4 {
            put_clock_forward(page, 14.0);
            press(page);
        }
        page.wait_for_text("token set, 56 min old");
        assert!(!page.text().contains("ends in"));
        put_clock_forward(page, 5.0);
        page.find("h2", None).with_text("The token’s time is over").wait();
    });
}

/// What the browser keeps of a page that was left holds no token; what was loaded may be shown again.
#[test]
fn a_page_that_was_left_asks_again() {
    e2e::test("a_page_that_was_left_asks_again", |page| {
        let walk = Walk::connected(page);
        page.execute("window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))", &[]);
        page.execute("window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))", &[]);
        page.find("h2", None).with_text("A token is needed again").wait();
        page.wait_for_text("no token");
        page.field("Access token").fill(&walk.server.token());
        page.button("Continue").click();
        page.wait_for_text("token set");
        page.button("Refresh").click();
        walk.wait_for_sessions();
        // Left for longer than the idle limit, nothing is shown again.
        let return_late = "window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
            const before = window.Date.now; window.Date.now = () => before() + 3600e3;
            window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))";
        page.execute(return_late, &[]);
        assert!(!page.text().contains("Executives"), "{}", page.text());
    });
}

fn keeping_site(server: &Server) -> Site {
    let config = format!(
        r#"{{"servers": [{{"name": "Berlin", "api": "{}", "product": "vb365", "version": "v8"}}], "keep_token_for_tab": true}}"#,
        server.api_url()
    );
    Site::of(setup::dist()).add_file("config.json", config.leak()).start()
}

#[test]
fn a_token_is_kept_for_the_tab_where_it_may_be() {
    e2e::test("a_token_is_kept_for_the_tab_where_it_may_be", |page| {
        let server = server_with(options());
        let site = keeping_site(&server);
        let kept =
            || page.execute("return JSON.stringify(sessionStorage) + JSON.stringify(localStorage)", &[]).to_string();
        page.open(&site.url("#/job-sessions?api=Berlin"));
        page.field("Access token").fill(&server.token());
        page.find("checkbox", Some("Keep the token until this tab is closed, also over a reload")).click();
        page.button("Connect").click();
        meter(page).wait_for_text("all loaded");
        assert!(kept().contains(&server.token()));
        page.reload();
        meter(page).wait_for_text("all loaded");
        page.wait_for_text("token set");
        page.button("Sign out").click();
        page.field("Access token").wait();
        page.assert_nowhere(&server.token());
        page.reload();
        page.field("Access token").wait();
        // Not asked for, it is not kept.
        page.field("Access token").fill(&server.token());
        page.button("Connect").click();
        meter(page).wait_for_text("all loaded");
        page.assert_nowhere(&server.token());
        page.reload();
        page.field("Access token").wait();
    });
}
