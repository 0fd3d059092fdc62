//! The way of somebody who opens the page from a real web server with a recipe of `cargo xtask deploy`, in each of its
//! deployments: connect, list, session, log. What is sent and said without a browser is in `hosts.rs`.

use e2e::{Deployment, Front, Page, Program, Site, Tripwire, setup};
use sample_server::{Certificate, Cors, Options, Server};

use crate::walk::{VB365, options, rows, scroll_to_link, server_with, wait_for_whole_log};

fn behind_tls() -> Server {
    server_with(Options { tls: Some(Certificate::Good), cors: Cors::Off, ..options() })
}

/// Connects to `api`, opens the big session from its list and waits for its log, all under the policies of the host and
/// of the page: what these block would be on the console, which has to be empty.
fn walk(page: &Page<'_>, front: &Front, server: &Server, api: &str) {
    page.open(&front.url("#/connect"));
    let address = page.field("Server address");
    address.wait();
    page.wait_until("the server of config.json to be filled in", || address.value() == api);
    page.field("Product").choose(VB365);
    page.field("API version").choose("v8");
    page.field("Access token").fill(&server.token());
    page.button("Connect").click();
    let truth = server.truth();
    page.table("Job sessions").wait_for_row_count(rows(truth.sessions.len()));
    let id = truth.landmark("big");
    scroll_to_link(page, "Job sessions", id).click();
    wait_for_whole_log(page, truth.session(id).unwrap().n_items);
    assert!(page.table("Log").rows().count() > 5);
    page.reload();
    page.wait_for_text("Access token");
    let reading = |method: &str| method == "GET" || method == "OPTIONS";
    assert!(server.requests().iter().all(|request| reading(&request.method) && request.cookie.is_none()));
    assert!(!front.said().contains(&server.token()), "the token is in a log");
    page.assert_quiet();
}

fn behind_one_origin(program: Program) -> (Front, Server) {
    let server = behind_tls();
    let deployment = Deployment::of(program).under("/deep/sub/").trust(&[server.authority().unwrap()]);
    (deployment.forward("--vb365", &server.api_url()).start(), server)
}

#[test]
fn behind_nginx_the_log_is_shown() {
    e2e::test("behind_nginx_the_log_is_shown", |page| {
        let (front, server) = behind_one_origin(Program::Nginx);
        walk(page, &front, &server, &front.origin);
    });
}

#[test]
fn behind_apache_the_log_is_shown() {
    e2e::test("behind_apache_the_log_is_shown", |page| {
        let (front, server) = behind_one_origin(Program::Apache);
        walk(page, &front, &server, &front.origin);
    });
}

#[test]
fn behind_caddy_the_log_is_shown() {
    e2e::test("behind_caddy_the_log_is_shown", |page| {
        let (front, server) = behind_one_origin(Program::Caddy);
        walk(page, &front, &server, &front.origin);
    });
}

#[test]
fn an_api_of_its_own_is_read_with_its_permission() {
    e2e::test("an_api_of_its_own_is_read_with_its_permission", |page| {
        let server = behind_tls();
        let deployment = Deployment::of(Program::Nginx).trust(&[server.authority().unwrap()]).with_cors();
        let front = deployment.forward("--vb365", &server.api_url()).start();
        walk(page, &front, &server, &front.api_origin);
        assert!(server.requests().iter().all(|request| request.method == "GET"), "the host answers OPTIONS itself");
    });
}

/// Even if somebody put a script into the page and took the page's own policy out, the header stands.
#[test]
fn what_the_header_does_not_allow_does_not_happen() {
    e2e::test("what_the_header_does_not_allow_does_not_happen", |page| {
        let (server, wire) = (server_with(options()), Tripwire::start());
        let front = Deployment::of(Program::Nginx).direct(&[&server.api_url()]).start();
        let injected = format!("<head><script>window.ran = true; fetch('{}')</script>", wire.origin());
        front.change_index(|html| html.replace("http-equiv", "data-was").replace("<head>", &injected));
        page.open(&front.url("#/connect"));
        // The page itself runs: its scripts are files.
        page.field("Server address").wait();
        assert_eq!(page.execute("return window.ran === undefined", &[]), true);
        let fetched = "return await fetch(arguments[0]).then(() => 'sent', () => 'blocked')";
        assert_eq!(page.execute_async(fetched, &[wire.origin().into()]), "blocked");
        assert_eq!(page.execute_async(fetched, &[server.api_url().into()]), "sent");
        wire.assert_untouched();
        page.expect_console("Content Security Policy");
        // Of the server, to a request without a token.
        page.expect_console("404");
    });
}

/// Somebody changed config.json and did not make the header anew: nothing is sent, and it is said that nothing came back.
#[test]
fn a_server_that_the_header_does_not_name_gets_no_token() {
    e2e::test("a_server_that_the_header_does_not_name_gets_no_token", |page| {
        let (named, forgotten) = (server_with(options()), server_with(options()));
        let front = Deployment::of(Program::Nginx).direct(&[&named.api_url()]).start();
        front.change_config(&[&forgotten.api_url()]);
        page.open(&front.url("#/connect"));
        page.field("Product").choose(VB365);
        page.field("API version").choose("v8");
        page.field("Access token").fill(&forgotten.token());
        page.button("Connect").click();
        page.wait_for_text(&format!("policy does not allow {}", forgotten.api_url()));
        assert!(forgotten.requests().is_empty());
        page.expect_console("Content Security Policy");
    });
}

#[test]
fn only_a_portal_of_the_list_frames_the_page() {
    e2e::test("only_a_portal_of_the_list_frames_the_page", |page| {
        let portal = || {
            let html = "<!DOCTYPE html><title>Portal</title><link rel=icon href='data:,'><body></body>";
            Site::of(setup::dist()).change("index.html", move |answer| answer.body = html.into()).start()
        };
        let (listed, other) = (portal(), portal());
        let front =
            Deployment::of(Program::Nginx).direct(&["https://backup.example"]).in_portal(&listed.origin()).start();
        let frame = "const frame = document.createElement('iframe');
            frame.src = arguments[0];
            const loaded = new Promise((done) => { frame.onload = done });
            document.body.append(frame);
            await loaded";
        for (host, is_shown) in [(&listed, true), (&other, false)] {
            page.open(&host.url(""));
            page.execute_async(frame, &[front.url("").into()]);
            page.enter_frame("iframe");
            if is_shown {
                page.wait_for_text("What did the backup server do");
            } else {
                assert!(!page.find("#tapeline-boot", None).exists(), "{}", page.text());
                assert!(!page.text().contains("backup server"), "{}", page.text());
            }
            page.leave_frame();
        }
        page.expect_console("frame-ancestors");
    });
}
