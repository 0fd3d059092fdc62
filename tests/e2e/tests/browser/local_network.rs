//! A page on a public host and a server on the local network: the browser asks, and the page says so before and after. The
//! browser takes the page's own port for a public address; only Chromium can be told that.

use std::time::Duration;

use e2e::{Engine, Site, setup};
use serde_json::json;

use crate::walk::{options, server_with};

#[test]
fn the_browsers_question_is_announced_and_its_refusal_is_told() {
    if setup::engine() != Engine::Chromium {
        println!("only Chromium takes an address for a public one when it is told so");
        return;
    }
    let site = Site::start(setup::dist());
    let server = server_with(options());
    let here = site.origin();
    let port = here.rsplit(':').next().expect("a port");
    let public = format!("--ip-address-space-overrides=127.0.0.1:{port}=public");
    e2e::alone_with(&[&public], Duration::from_secs(20), |page| {
        let permit = |setting: &str| {
            for name in ["local-network", "loopback-network"] {
                let permission = json!({ "permission": { "name": name }, "setting": setting, "origin": here });
                page.cdp("Browser.setPermission", &permission);
            }
        };
        let connect = || {
            page.field("Server address").fill(&server.api_url());
            page.field("API version").choose("v8");
            page.field("Access token").fill(&server.token());
            page.button("Connect").click();
        };
        permit("prompt");
        page.open(&site.url("#/connect"));
        page.wait_for_text("the browser may ask whether this page may reach devices on the local network");
        assert!(server.requests().is_empty(), "nothing is asked before somebody connects");
        page.screenshot("local-network");
        permit("denied");
        page.reload();
        connect();
        page.wait_for_text("The browser does not let this page reach the local network");
        page.wait_for_text("site settings");
        assert!(server.requests().iter().all(|request| request.authorization.is_none()));
        permit("granted");
        page.reload();
        connect();
        page.table("Job sessions").rows().wait();
        page.open("about:blank");
    });
}
