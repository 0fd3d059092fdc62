//! Finding the version, and help for a token.

use std::fmt::Write as _;

use proptest::prelude::*;
use tapeline::api::version::{Found, ProbeAnswer, Search, candidates, choose, probe_path};
use tapeline::api::{Fault, Stage, TokenHelp};
use tapeline::model::{Product, Version};
use tapeline::texts::Texts;

use super::{golden, server};
use ProbeAnswer::{NotServed, Served, Unclear};

fn v(product: Product, text: &str) -> Version {
    Version::parse(product, text).unwrap()
}

fn v365(text: &str) -> Version {
    v(Product::Vb365, text)
}

/// Runs a search against a server that answers by `answer`; what was found and what was asked.
fn search(product: Product, answer: impl Fn(Product, Version) -> ProbeAnswer) -> (Found, Vec<String>) {
    let mut search = Search::new(product);
    let mut asked = Vec::new();
    while let Some((product, version)) = search.next() {
        assert!(asked.len() < 20);
        asked.push(probe_path(product, version).unwrap());
        search.on_answer(product, version, answer(product, version));
    }
    (search.found(), asked)
}

/// A server that serves some versions of one product and knows nothing else.
fn serves(product: Product, versions: &[&str]) -> impl Fn(Product, Version) -> ProbeAnswer {
    let served: Vec<Version> = versions.iter().map(|text| v(product, text)).collect();
    move |asked, version| if asked == product && served.contains(&version) { Served } else { NotServed }
}

#[test]
fn the_newest_served_version_wins() {
    let (found, asked) = search(Product::Vb365, serves(Product::Vb365, &["v8", "v7", "v6"]));
    let also = vec![v365("v7"), v365("v6")];
    assert_eq!(found, Found::Served { version: v365("v8"), also, is_proved: true });
    assert_eq!(asked.len(), 4);
    assert_eq!(asked[..2], ["/v8/ServiceInstance", "/v7/ServiceInstance"]);
    assert_eq!(asked[3], "/v5/JobSessions?limit=1");

    let (found, asked) = search(Product::Vb365, serves(Product::Vb365, &["v3"]));
    assert_eq!(found, Found::Served { version: v365("v3"), also: vec![], is_proved: true });
    assert_eq!(asked.len(), 6);

    let (found, asked) = search(Product::VbAzure, serves(Product::VbAzure, &["v8", "v7"]));
    let version = v(Product::VbAzure, "v8");
    assert_eq!(found, Found::Served { version, also: vec![], is_proved: true });
    assert_eq!(asked, ["/api/v8.1/jobSessions?Limit=1", "/api/v8/jobSessions?Limit=1"]);
}

#[test]
fn a_server_that_asks_everybody_for_a_token_proves_nothing() {
    let (found, asked) = search(Product::Vb365, |_, _| Served);
    assert!(matches!(found, Found::Served { version, is_proved: false, .. } if version == v365("v8")));
    assert!(found.note().is_some_and(|note| note.to_string().contains("assumed")));
    assert_eq!(asked.len(), 8);
}

#[test]
fn the_other_product_is_recognised() {
    let (found, asked) = search(Product::Vb365, serves(Product::VbAzure, &["v5", "v4"]));
    let version = v(Product::VbAzure, "v5");
    assert_eq!(found, Found::OtherProduct { product: Product::VbAzure, version });
    assert!(found.note().is_some_and(|note| note.to_string().starts_with("Veeam Backup for Microsoft Azure answers")));
    assert_eq!(asked[8], "/api/v8.1/jobSessions?Limit=1");
    assert_eq!((asked.len(), asked[12].as_str()), (13, "/api/v5/jobSessions?Limit=1"));
    let (found, _) = search(Product::VbAzure, serves(Product::Vb365, &["v8"]));
    assert_eq!(found, Found::OtherProduct { product: Product::Vb365, version: v365("v8") });

    let (found, asked) = search(Product::Vb365, |_, _| NotServed);
    assert_eq!(found, Found::NoneServed);
    assert!(found.note().is_some_and(|note| note.to_string().contains("4443")));
    // Of the products with revisions one path tells.
    assert_eq!(asked.len(), 19);
}

#[test]
fn a_failed_connection_ends_the_search_at_once() {
    for fault in [
        Fault::Unreachable { probe: None },
        Fault::Timeout { stage: Stage::Headers, seconds: 30 },
        Fault::Offline,
        Fault::Unavailable { status: 503, retry_after_s: None, body: None },
        Fault::TooMany { retry_after_s: None },
    ] {
        let (found, asked) = search(Product::Vb365, |_, _| Unclear(fault.clone()));
        assert_eq!(found, Found::Failed(fault));
        assert_eq!(asked.len(), 1);
    }
    // A single odd answer does not: another version may be clear.
    let odd = || Unclear(Fault::ServerError { status: 500, body: None });
    let (found, _) = search(Product::Vb365, |_, version| match version.major() {
        8 => odd(),
        7 => Served,
        _ => NotServed,
    });
    assert_eq!(found, Found::Served { version: v365("v7"), also: vec![], is_proved: true });
    let (found, asked) = search(Product::Vb365, |_, _| odd());
    assert!(matches!(found, Found::Failed(_)));
    assert_eq!(asked.len(), 8);
}

/// Whatever stands in front of the server says nothing of versions: nothing is served by it, and nothing more is asked.
#[test]
fn a_proxy_ends_the_search_at_once_and_serves_nothing() {
    let html = Some("text/html");
    for (status, body) in [
        (401, &b"<html><title>401 - Unauthorized</title>"[..]),
        (400, b"<html>Request Header Or Cookie Too Large"),
        (400, b"<html>No required SSL certificate was sent"),
        (403, b"<html>Forbidden"),
        (407, b"<html>Proxy Authentication Required"),
        (431, b""),
    ] {
        for product in Product::ALL {
            let (found, asked) = search(product, |_, _| ProbeAnswer::read(status, html, None, body));
            assert!(matches!(&found, Found::Failed(fault) if fault.is_of_proxy()), "{status}: {found:?}");
            assert_eq!(asked.len(), 1, "{status}");
        }
    }
    // Another product of the family, which says no more, ends it after it was asked for by its own path.
    let body = br#"{"errorCode":"BadRequest","message":"Unsupported RESTAPI version."}"#;
    let (found, asked) = search(Product::VbAzure, |_, _| ProbeAnswer::read(400, Some("application/json"), None, body));
    assert!(matches!(&found, Found::Failed(fault) if fault.is_of_family()), "{found:?}");
    assert_eq!(asked.len(), 3);
    // One that only lets the paths of some versions through does not hide those.
    let (found, _) = search(Product::Vb365, |_, version| match version.major() {
        8 => ProbeAnswer::read(404, html, None, b"<html>nginx"),
        7 => ProbeAnswer::read(401, None, None, b""),
        _ => ProbeAnswer::read(404, None, None, b""),
    });
    assert!(matches!(found, Found::Served { version, .. } if version == v365("v7")));
}

#[test]
fn probes_are_read_tolerantly() {
    let read = |status, body: &[u8]| ProbeAnswer::read(status, None, None, body);
    assert_eq!(read(401, b""), Served);
    assert_eq!(read(200, b"{\"version\":\"8.1.0.305\"}"), Served);
    assert_eq!(read(404, b""), NotServed);
    assert_eq!(read(404, b"<html>"), NotServed);
    for (status, body) in [(200, &b"<html>"[..]), (204, b""), (302, b""), (403, b""), (500, b""), (400, b"{}")] {
        assert!(matches!(read(status, body), Unclear(_)), "{status}");
    }
}

#[test]
fn help_for_a_token_fits_the_server() {
    let mut out = String::new();
    for (product, version) in [
        (Product::Vb365, "v8"),
        (Product::Vb365, "v5"),
        (Product::VbAzure, "v8.1"),
        (Product::Vbr, "1.3-rev2"),
        (Product::VbAws, "1.8-rev0"),
    ] {
        let help = TokenHelp::new(&server(product, version));
        for text in [&help.powershell, &help.shell] {
            assert_eq!(text.contains("disable_antiforgery_token"), (product, version) == (Product::Vb365, "v8"));
            assert!(text.is_ascii() && !text.contains('\t'));
            assert_eq!(text.contains("x-api-version"), product.has_revisions());
        }
        let _ = write!(
            out,
            "== {product:?} {version}\n{}--\n{}--\n{}\n\n",
            help.powershell,
            help.shell,
            help.notes.iter().map(|note| note.say(Texts::default())).collect::<Vec<_>>().join("\n")
        );
    }
    golden("token-help.txt", &out);
}

proptest! {
    #[test]
    fn any_answers_give_one_of_the_candidates(answers in proptest::collection::vec(0_u8..3, 0..10), is_azure in any::<bool>()) {
        let product = if is_azure { Product::VbAzure } else { Product::Vb365 };
        let answers: Vec<(Version, ProbeAnswer)> = candidates(product).iter().copied().zip(answers.into_iter().map(|n| match n {
            0 => Served,
            1 => NotServed,
            _ => Unclear(Fault::Empty),
        })).collect();
        let newest = answers.iter().find(|(_, answer)| *answer == Served).map(|(version, _)| *version);
        match choose(product, &answers) {
            Found::Served { version, is_proved, .. } => {
                prop_assert_eq!(Some(version), newest);
                prop_assert_eq!(is_proved, answers.iter().any(|(_, answer)| *answer == NotServed));
            }
            Found::Failed(_) => prop_assert!(newest.is_none() && answers.iter().any(|(_, a)| matches!(a, Unclear(_)))),
            Found::NoneServed => prop_assert!(answers.iter().all(|(_, answer)| *answer == NotServed)),
            Found::OtherProduct { .. } => prop_assert!(false),
        }
    }
}
