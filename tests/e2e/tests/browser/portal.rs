//! Embedding, contract v1: a portal of another origin shows the page in a frame and hands over a token. The portal is the one
//! of `tests/portal`, which its guide tells owners to copy.

use std::path::Path;
use std::sync::{Arc, OnceLock};

use e2e::{Page, Site, setup};
use serde_json::{Value, json};

use crate::walk::{Walk, meter, text_of};

/// The server's name in config.json.
const NAME: &str = "Night";

/// A portal, the page on an origin of its own that lists this portal, and a server.
pub(crate) struct Framed<'a> {
    pub(crate) walk: Walk<'a>,
    pub(crate) portal: Site,
}

impl<'a> Framed<'a> {
    /// The frame shows an address of the page; the portal has these tokens to hand over, one after the other.
    pub(crate) fn open(page: &'a Page<'a>, fragment: &str, tokens: impl Fn(&Walk<'a>) -> Vec<String>) -> Self {
        // Browsers differ in which features of a frame they know.
        page.expect_console("Unrecognized feature");
        page.expect_console("favicon.ico");
        // True of a frame from its portal's own origin, which this one is not.
        page.expect_console("can escape its sandboxing");
        let told = Arc::new(OnceLock::<String>::new());
        let settings = told.clone();
        let portal = Site::of(Path::new(env!("CARGO_MANIFEST_DIR")).join("../portal"))
            .change("settings.js", move |answer| {
                answer.body = settings.get().cloned().unwrap_or_default().into_bytes();
            })
            .start();
        let walk = Walk::new(page);
        let site = listing(&portal.origin(), &walk.server.api_url());
        let walk = Walk { site, ..walk };
        let address = json!(walk.site.url(fragment));
        let script = format!(
            "window.tokens = {}; const settings = {{ origin: {}, address: {address}, server: '{NAME}',
             token: async () => tokens.shift() ?? new Promise(() => {{}}) }};",
            json!(tokens(&walk)),
            json!(walk.site.origin()),
        );
        told.set(script).expect("settings are told once");
        page.open(&portal.url(""));
        page.enter_frame("iframe");
        Self { walk, portal }
    }

    /// Does something in the portal's own document.
    pub(crate) fn in_portal(&self, script: &str, args: &[Value]) -> Value {
        let page = self.walk.page;
        page.leave_frame();
        let value = page.execute(script, args);
        page.enter_frame("iframe");
        value
    }

    /// Waits for a report to the portal; what it says under `member`.
    pub(crate) fn wait_for_report(&self, kind: &str, member: &str, holds: &str) -> String {
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

/// A host of the page whose config.json lists a portal and a server.
fn listing(portal: &str, api: &str) -> Site {
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
        let framed = Framed::open(page, "#/job-sessions?embed=v1", |walk| vec![walk.server.token(), new.clone()]);
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
        // After a 401 the next token goes on in place.
        walk.server.set_token(&new);
        framed.forget_reports();
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
