//! Recipes without a web server: what goes together, and what all of them say. What the web servers make of them is tried
//! in tests/e2e.

use std::fs;
use std::sync::atomic::{AtomicU32, Ordering};

use super::*;

const LISTED: &str = r#"{
    "servers": [{ "name": "Backup", "api": "https://tapeline.example" }, { "name": "API", "api": "https://api.example" }],
    "allow_other_servers": false,
    "portal_origins": ["https://portal.example"]
}"#;
const TLS: [&str; 4] = ["--certificate", "/etc/tls/host.pem", "--key", "/etc/tls/host.key"];

fn plan(config: &str, program: &str, words: &[&str]) -> Result<Plan> {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    let file = std::env::temp_dir().join(format!("tapeline-config-{}-{number}.json", std::process::id()));
    fs::write(&file, config)?;
    let name = file.display().to_string();
    let all = [&[program, "--origin", "https://tapeline.example", "--config", &name], words].concat();
    let plan = Wishes::parse(&all).and_then(|wishes| Plan::of(&wishes));
    fs::remove_file(file)?;
    plan
}

fn refusal(config: &str, program: &str, words: &[&str]) -> String {
    plan(config, program, words).map_or_else(|e| e.to_string(), |plan| format!("{plan:?}"))
}

#[test]
fn header_and_config_cannot_drift() -> Result<()> {
    let forward = ["--vb365", "https://backup01:4443"];
    let words = [&TLS[..], &forward].concat();
    let plan = plan(LISTED, "nginx", &words)?;
    let page = plan.hosts.first().and_then(|host| host.page.as_ref()).ok_or("no page")?;
    let policy = page.headers.iter().find(|(name, _)| *name == "Content-Security-Policy").map_or("", |(_, v)| v);
    assert!(policy.contains("; connect-src 'self' https://api.example; "), "{policy}");
    assert!(policy.ends_with("; frame-ancestors 'self' https://portal.example"), "{policy}");
    assert!(page.headers.iter().all(|(name, _)| *name != "X-Frame-Options"), "a portal may frame it");

    let open = r#"{ "servers": [{ "name": "Backup", "api": "https://tapeline.example" }] }"#;
    assert!(refusal(open, "nginx", &words).contains("say --any-server"));
    assert!(refusal(open, "nginx", &[&words[..], &["--any-server"]].concat()).contains("connect-src 'self' https: "));
    assert!(refusal(LISTED, "nginx", &[&words[..], &["--any-server"]].concat()).contains("contradicts"));
    let unlisted =
        r#"{ "servers": [{ "name": "Other", "api": "https://other.example" }], "allow_other_servers": false }"#;
    assert!(refusal(unlisted, "nginx", &words).contains("does not name https://tapeline.example"));
    assert!(refusal("{ \"sevrers\": [] }", "nginx", &words).contains("“sevrers” is not known"));
    let address = r#"{ "servers": [{ "name": "A", "api": "https://[fd00::5]" }, { "name": "B", "api": "https://tapeline.example" }],
        "allow_other_servers": false }"#;
    assert!(refusal(address, "nginx", &words).contains("cannot name an IPv6 address"));
    Ok(())
}

#[test]
fn what_does_not_go_together_is_refused() {
    let forward = ["--vb365", "https://backup01:4443"];
    for (program, words, says) in [
        ("nginx", &forward[..], "https needs --certificate"),
        ("iis", &[&forward[..], &TLS].concat(), "binding"),
        ("nginx", &TLS, "give one --vb365"),
        ("nginx", &[&forward[..], &forward, &TLS].concat(), "give one --vb365"),
        ("nginx", &[&forward[..], &TLS, &["--deployment", "cors"]].concat(), "needs an --api-origin"),
        ("nginx", &[&forward[..], &TLS, &["--deployment", "direct"]].concat(), "forwards nothing"),
        ("nginx", &["--vb365", "https://10.0.0.5:4443"], "give the server's name"),
        ("nginx", &["--vb365", "http://backup01:4443"], "Without encryption"),
        ("nginx", &["--path", "sub"], "--path is"),
        ("nginx", &["--path", "/a b/"], "--path is"),
        ("nginx", &["--folder", "/var/\"; root /"], "full name"),
        ("nginx", &["--folder", "here"], "full name"),
        ("nginx", &["--colour", "red"], "there is no flag --colour"),
        ("nginx", &["--out"], "wants a value"),
        ("lighttpd", &[], "there is no recipe"),
    ] {
        let refusal = refusal(LISTED, program, words);
        assert!(refusal.contains(says), "{program} {words:?}: {refusal}");
    }
}

/// Each web server is told the same: no header is lost on the way into a recipe.
#[test]
fn every_recipe_says_all_headers_and_closes_what_it_opens() -> Result<()> {
    let cors = ["--deployment", "cors", "--api-origin", "https://api.example", "--path", "/deep/sub/"];
    let forward =
        ["--vb365", "https://backup01:4443", "--vbazure", "https://azure01", "--upstream-ca", "/etc/tls/ca.pem"];
    for deployment in [&[][..], &cors] {
        let words = [&forward[..], deployment].concat();
        let with_tls = [&words[..], &TLS].concat();
        let plan = plan(LISTED, "nginx", &with_tls)?;
        let recipes = [nginx::recipe(&plan), apache::recipe(&plan), caddy::recipe(&plan)];
        for recipe in recipes {
            for (name, value) in plan.hosts.iter().flat_map(|host| {
                let page = host.page.iter().flat_map(|page| &page.headers);
                page.chain(host.api.iter().flat_map(|api| &api.headers))
            }) {
                let found = recipe.lines().any(|line| line.contains(name) && line.contains(&format!("\"{value}\"")));
                assert!(found, "{name}: {value}\n{recipe}");
            }
            for part in ["backup01:4443", "azure01", "/etc/tls/ca.pem", "/etc/tls/host.key"] {
                assert!(recipe.contains(part), "{part}\n{recipe}");
            }
            assert_eq!(recipe.matches('{').count(), recipe.matches('}').count(), "{recipe}");
        }
    }
    Ok(())
}

/// Backup & Replication and AWS have their version in a header, which a page of another host must be let send.
#[test]
fn products_with_revisions_are_forwarded_by_one_path_and_their_header_is_named() -> Result<()> {
    let cors = ["--deployment", "cors", "--api-origin", "https://api.example"];
    for flag in ["--vbr", "--vbaws"] {
        let forward = [flag, "https://vbr01:9419", "--vb365", "https://backup01:4443"];
        let of_one_origin = plan(LISTED, "nginx", &[&forward[..], &TLS].concat())?;
        let plan = plan(LISTED, "nginx", &[&forward[..], &TLS, &cors].concat())?;
        for recipe in [nginx::recipe(&plan), apache::recipe(&plan), caddy::recipe(&plan), iis::recipe(&plan)?] {
            assert!(recipe.contains("Authorization, x-api-version"), "{recipe}");
            assert!(recipe.contains("vbr01:9419") && !recipe.contains("1.3-rev2"), "{recipe}");
        }
        assert!(!nginx::recipe(&of_one_origin).contains("x-api-version"));
        let route = plan.hosts.iter().find_map(|host| host.api.as_ref()).and_then(|api| api.routes.first());
        assert_eq!(route.map(plan::Route::pattern).as_deref(), Some("^/api/(v1)/"));
    }
    for both in [
        ["--vbr", "https://vbr01:9419", "--vbaws", "https://aws01"],
        ["--vbr", "https://vbr01", "--vbazure", "https://az01"],
    ] {
        let refusal = refusal(LISTED, "nginx", &[&both[..], &TLS].concat());
        assert!(refusal.contains("share paths"), "{refusal}");
    }
    let without = plan(LISTED, "nginx", &[&["--vb365", "https://backup01:4443"][..], &TLS, &cors].concat())?;
    assert!(nginx::recipe(&without).contains("\"Authorization\""));
    Ok(())
}

#[test]
fn the_recipe_for_iis_is_xml_and_says_the_same() -> Result<()> {
    let forward = ["--vb365", "https://backup01:4443", "--vbazure", "https://azure01"];
    let cors = ["--deployment", "cors", "--api-origin", "https://api.example"];
    for deployment in [&[][..], &cors] {
        let plan = plan(LISTED, "iis", &[&forward[..], deployment].concat())?;
        let recipe = iis::recipe(&plan)?;
        well_formed(&recipe)?;
        let host = plan.hosts.last().ok_or("no host")?;
        let page = host.page.iter().flat_map(|page| page.headers.iter());
        for (name, value) in page.chain(host.api.iter().flat_map(|api| &api.headers)) {
            let found = recipe.contains(&format!("<add name=\"{name}\" value=\"{value}\" />"))
                || recipe.contains(&format!("<action type=\"Rewrite\" value=\"{value}\" />"));
            assert!(found, "{name}: {value}\n{recipe}");
        }
        for part in ["https://backup01:4443{UNENCODED_URL}", "https://azure01{UNENCODED_URL}", "HTTP_COOKIE"] {
            assert!(recipe.contains(part), "{part}\n{recipe}");
        }
        assert_eq!(recipe.contains("mimeType=\"application/wasm\""), deployment.is_empty());
        assert_eq!(recipe.contains("<add verb=\"OPTIONS\""), !deployment.is_empty());
    }
    for bad in ["<a><b></a></b>", "<a b=c />", "<a", "<a b=\"<\" />", "<a></a>>", "<a b=\"1\" b=\"2\" />"] {
        assert!(well_formed(bad).is_err(), "{bad}");
    }
    Ok(())
}

/// Whether tags are closed in their order and attributes are quoted, once each: what a `web.config` is refused for.
fn well_formed(xml: &str) -> Result<()> {
    let (mut open, mut rest) = (Vec::new(), xml);
    while let Some((text, after)) = rest.split_once('<') {
        if text.contains('>') {
            return Err(format!("a bracket in text: {text}").into());
        }
        if let Some(comment) = after.strip_prefix("!--") {
            let (comment, after) = comment.split_once("-->").ok_or("a comment without an end")?;
            if comment.contains("--") {
                return Err("two hyphens in a comment".into());
            }
            rest = after;
            continue;
        }
        let (tag, after) = after.split_once('>').ok_or("a tag without an end")?;
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop() != Some(name) {
                return Err(format!("</{name}> is out of order").into());
            }
            continue;
        }
        let name = tag.split([' ', '/']).next().unwrap_or_default();
        let mut quoted = tag.split('"');
        let mut names = Vec::new();
        while let (Some(before), Some(value)) = (quoted.next(), quoted.next()) {
            let attribute = before.rsplit(' ').next().and_then(|name| name.strip_suffix('='));
            let attribute = attribute.ok_or_else(|| format!("an attribute without a name in <{tag}>"))?;
            if names.contains(&attribute) || value.contains('<') {
                return Err(format!("{attribute} twice, or a bracket in it: <{tag}>").into());
            }
            names.push(attribute);
        }
        if tag.split('"').step_by(2).any(|outside| outside.matches('=').count() > usize::from(outside.ends_with('='))) {
            return Err(format!("a value without quotes in <{tag}>").into());
        }
        if !tag.ends_with(['/', '?']) {
            open.push(name);
        }
    }
    if open.is_empty() && !rest.contains('>') { Ok(()) } else { Err(format!("left open: {open:?}").into()) }
}
