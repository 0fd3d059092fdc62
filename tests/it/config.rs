//! The deployer's file: what it sets, and what becomes of a broken one.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a panic is how a test fails")]

use proptest::prelude::*;
use tapeline::config::Config;
use tapeline::model::{Product, Version};
use tapeline::route::ZoneChoice;

fn clean(json: &str) -> Config {
    let (config, problems) = Config::parse(json.as_bytes());
    assert_eq!(problems, [], "{json}");
    config
}

fn broken(json: &str) -> (Config, String) {
    let (config, problems) = Config::parse(json.as_bytes());
    assert_eq!(problems.len(), 1, "{json}: {problems:?}");
    (config, problems[0].to_string())
}

#[test]
fn a_whole_file() {
    let config = clean(
        r#"{ "$note": "x", "servers": [
            { "name": "Berlin", "api": "https://Backup01.example:4443/", "product": "vb365", "version": "v8" },
            { "name": "Azure west", "api": "https://[2001:db8::1]:443", "version": "v8.1" } ],
          "allow_other_servers": false, "portal_origins": ["https://portal.example", "http://localhost:8080"],
          "idle_minutes": 30, "keep_token_for_tab": true, "default_zone": "Europe/Berlin",
          "ticket_link": "https://help.example/new?s={job}%20{status}&l={link}" }"#,
    );
    let berlin = config.server("BERLIN").unwrap();
    assert_eq!(berlin.api, "https://backup01.example:4443");
    assert_eq!((berlin.product, berlin.version), (Some(Product::Vb365), Some(Version::new(8, 0))));
    assert_eq!(config.servers[1].api, "https://[2001:db8::1]");
    assert_eq!(config.servers[1].version, Some(Version::new(8, 1)));
    assert_eq!(config.portal_origins, ["https://portal.example", "http://localhost:8080"]);
    assert!(!config.allow_other_servers && config.keep_token_for_tab);
    assert_eq!(
        (config.idle_minutes, config.default_zone.as_ref()),
        (30, Some(&ZoneChoice::Named("Europe/Berlin".into())))
    );
    assert_eq!(clean("\u{feff} {}"), Config::default());
}

#[test]
fn a_file_that_cannot_be_read_costs_the_file() {
    let huge = format!("{{\"x\":\"{}\"}}", "y".repeat(70_000));
    let deep = "[".repeat(50_000);
    for (file, word) in [
        ("", "empty"),
        (" <!doctype html><title>Not found</title>", "web page"),
        ("[]", "object"),
        ("{\"idle_minutes\": 3,}", "line 1"),
        (huge.as_str(), "64 KiB"),
        (deep.as_str(), "line 1"),
    ] {
        let (config, problem) = broken(file);
        assert_eq!(config, Config::default());
        assert!(problem.contains(word), "{problem}");
    }
    assert_eq!(Config::parse(b"{\"a\":\"\xff\"}").1.len(), 1);
}

#[test]
fn a_bad_member_costs_that_member() {
    for member in [
        r#""idle_minutes": 0"#,
        r#""idle_minutes": "15""#,
        r#""idle_minutes": 1e9"#,
        r#""keep_token_for_tab": "yes""#,
        r#""default_zone": "<b>""#,
        r#""servers": {}"#,
        r#""servers": [{ "name": "a/b", "api": "https://x" }]"#,
        r#""servers": [{ "name": "Sample", "api": "https://x" }]"#,
        r#""servers": [{ "name": "a", "api": "http://x" }]"#,
        r#""servers": [{ "name": "a", "api": "http://127.evil.example" }]"#,
        r#""servers": [{ "name": "a", "api": "https://u:p@x" }]"#,
        r#""servers": [{ "name": "a", "api": "https://x/v8" }]"#,
        r#""servers": [7]"#,
        r#""portal_origins": ["*"]"#,
        r#""portal_origins": ["null"]"#,
        r#""portal_origins": ["https://*.example"]"#,
        r#""portal_origins": ["https://a.example:0"]"#,
        r#""client_secret": "x""#,
        r#""colour": 1"#,
    ] {
        let (config, problem) = broken(&format!("{{ \"portal_origins\": [\"https://p.example\"], {member} }}"));
        let rest = Config { portal_origins: config.portal_origins.clone(), ..Config::default() };
        assert_eq!(config, rest, "{member}");
        assert!(problem.starts_with("config.json: "), "{problem}");
    }
    let (config, _) = broken(r#"{ "allow_other_servers": "no" }"#);
    assert!(!config.allow_other_servers, "the stricter reading");
    let (config, _) = broken(r#"{ "servers": [{ "name": "a", "api": "https://x", "product": "vbgc" }] }"#);
    assert_eq!(config.servers.len(), 1);
    let (config, _) =
        broken(r#"{ "servers": [{ "name": "a", "api": "https://x" }, { "name": "A", "api": "https://y" }] }"#);
    assert_eq!(config.servers.len(), 1);
    let (_, problem) = broken(r#"{ "servers": [{ "name": "a", "api": "https://x", "token": "hidden-away" }] }"#);
    assert!(problem.contains("secret") && !problem.contains("hidden-away"));
}

proptest! {
    #[test]
    fn any_file_is_taken(bytes in any::<Vec<u8>>(), origin in "https?://[a-z.:0-9\\[\\]@/]{0,12}") {
        let _ = Config::parse(&bytes);
        let json = format!("{{\"servers\":[{{\"name\":\"a\",\"api\":\"{origin}\"}}],\"ticket_link\":\"{origin}\"}}");
        for server in Config::parse(json.as_bytes()).0.servers {
            prop_assert!(!server.api.contains('@') && server.api.matches('/').count() == 2);
        }
    }
}
