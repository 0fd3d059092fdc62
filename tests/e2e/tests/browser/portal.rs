//! Embedding, contract v1: a portal of another origin shows the page in a frame and hands over a token. The portal is the one
//! of `tests/portal`, which its guide tells owners to copy.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use e2e::{Page, Site, setup};
use serde_json::{Value, json};

use crate::walk::{Walk, meter, text_of};

/// The server's name in config.json.
pub(crate) const NAME: &str = "Night";

/// A portal, the page on an origin of its own that lists this portal, and a server.
struct Framed<'a> {
    walk: Walk<'a>,
    portal: Site,
}

impl<'a> Framed<'a> {
    /// The frame shows an address of the page; the portal has tokens to hand over, one after the other.
    fn open(page: &'a Page<'a>, shows: impl Fn(&Walk<'a>) -> (String, Vec<String>)) -> Self {
        // Browsers differ in which features of a frame they know.
        page.expect_console("Unrecognized feature");
        page.expect_console("favicon.ico");
        // True of a frame from its portal's own origin, which this one is not.
        page.expect_console("can escape its sandboxing");
        let told = Arc::new(OnceLock::<String>::new());
        let settings = told.clone();
        let portal = Site::of(folder())
            .change("settings.js", move |answer| {
                answer.body = settings.get().cloned().unwrap_or_default().into_bytes();
            })
            .start();
        let walk = Walk::new(page);
        let site = listing(&portal.origin(), &walk.server.api_url());
        let walk = Walk { site, ..walk };
        let (fragment, tokens) = shows(&walk);
        let address = json!(walk.site.url(&fragment));
        let script = format!(
            "window.tokens = {}; const settings = {{ origin: {}, address: {address}, server: '{NAME}',
             token: async () => tokens.shift() ?? new Promise(() => {{}}) }};",
            json!(tokens),
            json!(walk.site.origin()),
        );
        told.set(script).expect("settings are told once");
        page.open(&portal.url(""));
        page.enter_frame("iframe");
        Self { walk, portal }
    }

    /// Does something in the portal's own document.
    fn in_portal(&self, script: &str, args: &[Value]) -> Value {
        let page = self.walk.page;
        page.leave_frame();
        // As a script of the portal's own, which sees what its other scripts call by name; a driver's may not.
        let run = "return window.eval(`(function () { ${arguments[0]} })`).apply(null, arguments[1])";
        let value = page.execute(run, &[script.into(), args.into()]);
        page.enter_frame("iframe");
        value
    }

    /// Waits for a report to the portal; what it says under `member`.
    fn wait_for_report(&self, kind: &str, member: &str, holds: &str) -> String {
        let script = "const [kind, member, holds] = arguments;
            return reports.filter((r) => r.type === kind).map((r) => String(r[member])).find((s) => s.includes(holds)) ?? null";
        self.walk.page.wait_for(&format!("{kind} with {member} {holds}"), || {
            self.in_portal(script, &[json!(kind), json!(member), json!(holds)]).as_str().map(str::to_owned)
        })
    }

    fn forget_reports(&self) {
        self.in_portal("reports.length = 0", &[]);
    }
}

impl Drop for Framed<'_> {
    fn drop(&mut self) {
        close(self.walk.page);
    }
}

/// Ends what a frame still does, so that the next test's console does not hear of it.
pub(crate) fn close(page: &Page<'_>) {
    if !std::thread::panicking() {
        page.leave_frame();
        page.open("about:blank");
    }
}

/// The portal's files.
pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../portal")
}

/// A host of the page whose config.json lists a portal and a server.
pub(crate) fn listing(portal: &str, api: &str) -> Site {
    let config = json!({
        "servers": [{ "name": NAME, "api": api, "product": "vb365", "version": "v8" }],
        "portal_origins": [portal],
    });
    let config = config.to_string().into_bytes();
    Site::of(setup::dist()).change("config.json", move |answer| answer.body.clone_from(&config)).start()
}

#[test]
fn a_portal_signs_in_follows_and_renews() {
    e2e::test("a_portal_signs_in_follows_and_renews", |page| {
        page.expect_console("401");
        let new = e2e::token();
        let framed =
            Framed::open(page, |walk| ("#/job-sessions?embed=v1".to_owned(), vec![walk.server.token(), new.clone()]));
        let walk = &framed.walk;
        let old = walk.server.token();
        walk.wait_for_sessions();
        let signed = format!("Signed in by {} for {}", framed.portal.origin(), walk.server.api_url());
        page.wait_for_text(&signed);
        page.assert_accessible();
        page.assert_nowhere(&old);
        // The portal follows: by its own message, and by a click in the frame.
        framed.wait_for_report("tapeline:view", "route", &format!("api={NAME}"));
        let failed = walk.landmark("failed");
        framed.in_portal(
            "send({ type: 'tapeline:open', route: arguments[0] })",
            &[json!(format!("#/job-sessions/{}", failed.id))],
        );
        crate::walk::wait_for_whole_log(page, failed.n_items);
        framed.wait_for_report("tapeline:view", "route", &failed.id);
        let px: u32 = framed.wait_for_report("tapeline:height", "px", "").parse().unwrap();
        assert!((300..5000).contains(&px), "{px}");
        // After a 401 the next token goes on in place. Whichever request meets it first, the portal is asked.
        framed.forget_reports();
        walk.server.set_token(&new);
        page.button("Refresh").click();
        framed.wait_for_report("tapeline:token-needed", "type", "");
        meter(page).wait_for_text("all loaded");
        page.field("Access token").wait_gone();
        page.wait_for_text(&signed);
        assert_eq!(framed.in_portal("return tokens.length", &[]), 0);
        // Signed out by hand it stays signed out, until the person lets the portal in again.
        framed.in_portal("tokens.push(arguments[0])", &[json!(new)]);
        page.button("Sign out").click();
        framed.wait_for_report("tapeline:signed-out", "type", "");
        page.field("Access token").wait();
        assert!(!page.find(".top", None).exists(), "still embedded");
        framed.in_portal(
            "send({ type: 'tapeline:token', token: arguments[0], server: arguments[1] })",
            &[json!(new), json!(NAME)],
        );
        framed.wait_for_report("tapeline:error", "code", "signed-out");
        assert!(page.field("Access token").exists());
        page.button(&format!("Let {} sign in", framed.portal.origin())).click();
        page.wait_for_text(&signed);
        let all = text_of(&framed.in_portal("return JSON.stringify(reports)", &[]));
        for token in [&old, &new] {
            page.assert_nowhere(token);
            assert!(!all.contains(token.as_str()), "a report holds a token: {all}");
        }
    });
}

/// What does not work is told to the portal and on the page, and the next token may be better.
#[test]
fn a_bad_token_is_told_and_not_asked_for_in_a_circle() {
    e2e::test("a_bad_token_is_told_and_not_asked_for_in_a_circle", |page| {
        page.expect_console("401");
        let (bad, new) = (e2e::token(), e2e::token());
        let framed = Framed::open(page, |_| ("#/job-sessions?embed=v1".to_owned(), vec![bad.clone()]));
        let walk = &framed.walk;
        framed.wait_for_report("tapeline:error", "code", "connect");
        page.find("alert", None).with_text("The server does not accept the token (401)").wait();
        assert!(page.field("Access token").exists() && !page.text().contains("Signed in by"));
        let hand = "send({ type: 'tapeline:token', token: arguments[0], server: arguments[1] })";
        framed.in_portal(hand, &[json!(walk.server.token()), json!(NAME)]);
        walk.wait_for_sessions();
        // Now it ends, and the portal has nothing but another bad one.
        framed.in_portal("tokens.push(arguments[0])", &[json!(bad)]);
        framed.forget_reports();
        walk.server.clear_requests();
        walk.server.set_token(&new);
        page.button("Refresh").click();
        let sent = format!("Bearer {bad}");
        page.wait_until("the bad token to be sent", || {
            walk.server.requests().iter().any(|request| request.authorization.as_ref() == Some(&sent))
        });
        meter(page).wait_for_text("a new token is needed");
        framed.in_portal("send({ type: 'tapeline:theme', theme: 'dark' })", &[]);
        framed.wait_for_report("tapeline:view", "route", "theme=dark");
        let n_asked = "return reports.filter((r) => r.type === 'tapeline:token-needed').length";
        assert_eq!(framed.in_portal(n_asked, &[]), 1, "it is not asked again at once");
        framed.in_portal(hand, &[json!(new), json!(NAME)]);
        meter(page).wait_for_text("all loaded");
        for token in [&bad, &new] {
            page.assert_nowhere(token);
        }
    });
}

/// A portal that isolates itself needs two headers of the page's host; the page works with them.
#[test]
fn a_portal_with_an_embedder_policy_can_show_the_page() {
    e2e::test("a_portal_with_an_embedder_policy_can_show_the_page", |page| {
        page.expect_console("favicon.ico");
        let policy = ("Cross-Origin-Embedder-Policy", "require-corp");
        let site = Site::of(setup::dist())
            .header(policy.0, policy.1)
            .header("Cross-Origin-Resource-Policy", "cross-origin")
            .start();
        let frame =
            format!("<!doctype html><title>Portal</title><iframe src='{}'>", site.url("#/job-sessions?api=sample"));
        let outer = Site::of(folder())
            .header(policy.0, policy.1)
            .change("index.html", move |answer| answer.body = frame.clone().into_bytes())
            .start();
        page.open(&outer.url(""));
        page.enter_frame("iframe");
        page.table("Job sessions").rows().wait();
    });
}

/// Result, span, zone, count and age stay in view, whatever is hidden.
#[test]
fn embedded_it_shows_what_says_whether_all_is_there() {
    e2e::test("embedded_it_shows_what_says_whether_all_is_there", |page| {
        page.emulate_size(1000, 1500, 1.0);
        for (theme, hide) in
            [("light", ""), ("dark", ""), ("light", "&hide=nav,summary,overview,timeline,filter,table,detail")]
        {
            let framed = Framed::open(page, |walk| {
                let id = walk.truth.landmark("failed");
                (format!("#/job-sessions/{id}?embed=v1&tz=utc&theme={theme}{hide}"), vec![walk.server.token()])
            });
            meter(page).wait_for_text("all loaded");
            meter(page).wait_for_text("as of");
            page.wait_for_text("Failed");
            page.wait_for_text("Times: UTC");
            page.wait_until("the span", || page.find(".answer b", None).text().contains(" · "));
            assert!(!page.find(".top", None).exists() && !page.link("Data retrieval").exists());
            if !hide.is_empty() {
                let parts =
                    [".facts", ".timeline", ".timeline__overview", "[type=search]", "[aria-label=Log]", ".detail"];
                assert!(parts.iter().all(|part| !page.find(part, None).exists()), "{}", page.text());
                continue;
            }
            page.find(".timeline__overview", None).wait();
            page.assert_accessible();
            for width in [900, 360] {
                framed.in_portal("frame.style.width = arguments[0] + 'px'", &[json!(width)]);
                let fits = "return innerWidth === arguments[0] && document.documentElement.scrollWidth <= innerWidth
                    && document.documentElement.scrollHeight <= innerHeight";
                page.wait_until("a frame as high as the page", || page.execute(fits, &[json!(width)]) == true);
                page.screenshot(&format!("portal-{theme}-{width}"));
            }
        }
    });
}

/// One part that is hidden leaves the others.
#[test]
fn the_overview_can_be_hidden_alone() {
    e2e::test("the_overview_can_be_hidden_alone", |page| {
        let site = Site::start(setup::dist());
        page.open(&site.url("#/job-sessions?api=sample&hide=overview"));
        page.table("Job sessions").row("Failed").link(None).click();
        page.find("figure", Some("Timeline")).wait();
        page.find(".timeline__stage", None).wait();
        assert!(!page.find(".timeline__overview", None).exists());
        page.link("Job sessions").wait();
    });
}
