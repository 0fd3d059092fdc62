//! The token is in memory and in the header to its own server, and nowhere else.

use e2e::Page;
use sample_server::{Fault, FaultBody, FaultKind};

use crate::walk::{VB365, Walk, encoded, meter, options, server_with, text_of};

/// Catches what the page copies.
fn catch_copies(page: &Page<'_>) {
    page.execute("navigator.clipboard.writeText = async (text) => { window.copied = text }", &[]);
}

/// Waits for a copy, and takes it.
fn copied(page: &Page<'_>) -> String {
    page.wait_for("a copied text", || {
        page.execute("const text = window.copied; window.copied = undefined; return text", &[])
            .as_str()
            .map(str::to_owned)
    })
}

#[test]
fn the_token_is_nowhere_in_a_whole_walk() {
    e2e::test("the_token_is_nowhere_in_a_whole_walk", |page| {
        let walk = Walk::connected(page);
        let token = walk.server.token();
        page.assert_nowhere(&token);
        catch_copies(page);
        walk.open_whole(walk.landmark("failed"));
        page.table("Log").rows().click();
        page.find("summary", None).with_text("As sent").click();
        page.find(".detail pre", None).wait_for_text("{");
        page.assert_nowhere(&token);
        // With an item selected a ticket is about that item, else about what failed.
        page.button("Close").click();
        page.button("Copy for ticket").click();
        let ticket = copied(page);
        assert!(ticket.contains(&walk.truth.landmark("failed").to_owned()), "{ticket}");
        for item in &walk.landmark("failed").failed_items {
            assert!(ticket.contains(&item.text), "{:?} is missing in: {ticket}", item.text);
        }
        page.button("Copy link").click();
        let link = copied(page);
        assert_eq!(link, page.address());
        for text in [ticket, link] {
            assert!(!text.contains(&token[7..20]), "{text}");
        }
        page.link("Data retrieval").click();
        page.table("Data-retrieval sessions").rows().wait();
        page.assert_nowhere(&token);
        page.link("Open file").click();
        page.find("input[type=file]", None).wait();
        page.assert_nowhere(&token);
        page.button("Sign out").click();
        page.wait_for_text("Signed out");
        page.field("Access token").wait();
        assert_eq!(page.field("Access token").value(), "");
        page.assert_nowhere(&token);
        assert!(!page.text().contains("Executives"), "no data is left: {}", page.text());
        // Back leads to no data, and sends nothing.
        walk.server.clear_requests();
        page.back();
        page.back();
        page.field("Access token").wait();
        assert!(walk.server.requests().is_empty(), "{:?}", walk.server.requests());
        walk.assert_clean();
    });
}

#[test]
fn a_token_in_the_address_is_wiped_and_told() {
    e2e::test("a_token_in_the_address_is_wiped_and_told", |page| {
        let walk = Walk::new(page);
        let token = walk.server.token();
        walk.open("#/connect");
        page.button("Connect").wait();
        for fragment in [
            format!("#/job-sessions?token={token}"),
            format!("#/job-sessions?api={}&access_token={token}&status=Failed", encoded(&walk.server.api_url())),
            format!("#access_token={token}&token_type=bearer"),
            format!("#/job-sessions?Authorization=Bearer%20{token}"),
            format!("#/token/{token}"),
        ] {
            println!("{fragment}");
            walk.open(&fragment);
            page.find("alert", None).with_text("The address held an access token").wait();
            page.wait_until("the address to be clean", || !page.address().contains(&token));
            page.assert_nowhere(&token);
            page.field("Access token").wait();
            assert_eq!(page.field("Access token").value(), "", "it is not used either");
            walk.open("#/file");
            page.find("alert", None).with_text("The address held an access token").wait_gone();
        }
        assert!(walk.server.requests().is_empty(), "{:?}", walk.server.requests());
        walk.open("#/connect");
        // On a connected page too: the token that was given holds.
        walk.connect(VB365, "v8");
        walk.wait_for_sessions();
        let other = e2e::token();
        walk.open(&format!("#/job-sessions?api={}&token={other}", encoded(&walk.server.api_url())));
        page.find("alert", None).with_text("The address held an access token").wait();
        page.assert_nowhere(&other);
        page.table("Job sessions").rows().wait();
        walk.assert_clean();
    });
}

#[test]
fn a_link_to_another_server_gets_no_token() {
    e2e::test("a_link_to_another_server_gets_no_token", |page| {
        let walk = Walk::connected(page);
        let other = server_with(options());
        let api = encoded(&other.api_url());
        for path in ["job-sessions".to_owned(), format!("job-sessions/{}", walk.truth.landmark("failed"))] {
            walk.open(&format!("#/{path}?api={api}&product=vb365&version=v8"));
            page.wait_for_text("The address you opened names this server");
            assert_eq!(page.field("Server address").value(), other.api_url());
            assert!(
                page.find(".form__target", None).text().contains(&other.api_url()),
                "it shows where a token would go"
            );
            assert_eq!(page.field("Access token").value(), "");
            assert!(page.text().contains("was dropped"), "it says what became of the token: {}", page.text());
            assert!(other.requests().is_empty(), "{:?}", other.requests());
            page.assert_nowhere(&walk.server.token());
            // Back at the first server it is asked for again.
            walk.open(&walk.session_address(walk.truth.landmark("failed"), ""));
            page.field("Access token").wait();
            page.wait_until("the first server's address", || {
                page.field("Server address").value() == walk.server.api_url()
            });
            walk.connect(VB365, "v8");
            meter(page).wait_for_text("all loaded");
        }
        walk.assert_clean();
    });
}

#[test]
fn a_reload_forgets() {
    e2e::test("a_reload_forgets", |page| {
        let walk = Walk::connected(page);
        let address = page.address();
        // Once it waits for news, the page before asks for nothing more.
        page.wait_until("it to wait for news", || {
            let is_waiting = |target: &str| target.contains("/Events?from=") && !target.contains("from=latest");
            walk.server.requests().iter().any(|request| request.method == "GET" && is_waiting(&request.target))
        });
        walk.server.clear_requests();
        page.reload();
        page.field("Access token").wait();
        assert_eq!(page.field("Access token").value(), "");
        page.assert_nowhere(&walk.server.token());
        // (Firefox itself looks at the root of a server that it was waiting for.)
        let of_page: Vec<_> = walk
            .server
            .requests()
            .into_iter()
            .filter(|request| request.origin.is_some() || request.target != "/")
            .collect();
        assert!(of_page.is_empty(), "{of_page:?}");
        // The view is kept in the address: with a token it is there again.
        assert_eq!(page.address(), address);
        assert_eq!(page.field("Server address").value(), walk.server.api_url());
        page.field("Access token").fill(&walk.server.token());
        page.button("Connect").click();
        walk.wait_for_sessions();
    });
}

#[test]
fn of_a_token_answer_only_the_access_token_is_kept() {
    e2e::test("of_a_token_answer_only_the_access_token_is_kept", |page| {
        let walk = Walk::new(page);
        let (token, refresh) = (walk.server.token(), e2e::token());
        let answer = format!(
            r#"{{"access_token": "{token}", "token_type": "bearer", "refresh_token": "{refresh}", "expires_in": 3600}}"#
        );
        page.expect_console("403");
        for (nth, pasted) in [answer, format!("  Bearer {token} "), format!("\"{token}\"")].into_iter().enumerate() {
            walk.open("#/connect");
            walk.fault(Fault::new(
                "/v8/JobSessions",
                FaultKind::Status { status: 403, retry_after: None, body: FaultBody::Vendor },
            ));
            walk.fill(VB365, "v8", &pasted);
            page.button("Connect").click();
            page.find("alert", None).with_text("403").wait();
            let hint = page.find("#token-hint", None).text();
            assert!(!hint.contains("Kept in this page"), "it says what was cleaned: {hint}");
            walk.server.set_faults(Vec::new());
            page.button("Connect").click();
            walk.wait_for_sessions();
            page.assert_nowhere(&token);
            page.assert_nowhere(&refresh);
            assert!(walk.server.requests().iter().all(|request| !format!("{request:?}").contains(&refresh)), "{nth}");
            walk.assert_clean();
            page.button("Sign out").click();
            page.field("Access token").wait();
        }
    });
}

/// What the page shows of the token is that it is set, and how old it is.
#[test]
fn the_token_is_shown_as_set_only() {
    e2e::test("the_token_is_shown_as_set_only", |page| {
        let walk = Walk::new(page);
        walk.open("#/connect");
        let kind = || page.field("Access token").attribute("type");
        assert_eq!(kind().as_deref(), Some("password"));
        page.button("Show").click();
        page.wait_until("the token to be readable", || kind().as_deref() == Some("text"));
        walk.connect(VB365, "v8");
        walk.wait_for_sessions();
        page.wait_for_text("token set, 0 min old");
        let all = text_of(&page.execute("return document.documentElement.outerHTML", &[]));
        assert!(!all.contains(&walk.server.token()));
    });
}
