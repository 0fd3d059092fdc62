//! Products whose version stands in a header: which revision is served, what is asked, and what is said where that fails.

use proptest::prelude::*;
use tapeline::api::version::{Found, ProbeAnswer, Search};
use tapeline::api::{
    Credential, Endpoint, Fault, List, NotThere, Origin, Page, ProbeResult, Situation, Stage, Token, TokenError,
};
use tapeline::model::{Id, Product, SessionKind, Timestamp, Version};
use tapeline::texts::Texts;
use tapeline::wire::ErrorBody;

use super::server;

fn vbr(text: &str) -> Version {
    Version::parse(Product::Vbr, text).unwrap()
}

fn search(product: Product, answer: impl Fn(Product, Version) -> ProbeAnswer) -> (Found, Vec<(Product, String)>) {
    let mut search = Search::new(product);
    let mut asked = Vec::new();
    while let Some((product, version)) = search.next() {
        assert!(asked.len() < 40);
        asked.push((product, version.to_string()));
        search.on_answer(product, version, answer(product, version));
    }
    (search.found(), asked)
}

fn refusal(message: &str) -> ProbeAnswer {
    let body = format!(r#"{{"errorCode":"BadRequest","message":"{message}","resourceId":null}}"#);
    ProbeAnswer::read(400, Some("application/json"), None, body.as_bytes())
}

/// A server of Backup & Replication, as `/api/v1/serverTime` of it answers.
fn backup_server<'a>(served: &'a [&'a str], mark: &'a str) -> impl Fn(Product, Version) -> ProbeAnswer + 'a {
    move |product, version| match product {
        Product::Vb365 | Product::VbAzure => ProbeAnswer::read(404, None, None, b""),
        _ if served.contains(&version.to_string().as_str()) => {
            ProbeAnswer::read(200, None, None, b"{\"serverTime\":\"\"}")
        }
        _ => {
            let list: Vec<String> = served.iter().map(|revision| format!("{mark}{revision}")).collect();
            refusal(&format!("Unsupported RESTAPI version. The following versions are supported: {}.", list.join(", ")))
        }
    }
}

#[test]
fn the_newest_common_revision_is_found_with_two_questions_at_most() {
    for (served, newest, n_asked) in [
        (&["1.3-rev2", "1.3-rev1", "1.3-rev0", "1.2-rev1"][..], "1.3-rev2", 1),
        (&["1.1-rev1", "1.1-rev2", "1.2-rev0", "1.2-rev1"], "1.2-rev1", 1),
        (&["1.0-rev2", "1.1-rev0"], "1.1-rev0", 1),
        // A later server, of which only the old revisions are known here.
        (&["2.0-rev0", "1.4-rev0", "1.3-rev1"], "1.3-rev1", 1),
    ] {
        for mark in ["v", ""] {
            let (found, asked) = search(Product::Vbr, backup_server(served, mark));
            let Found::Served { version, is_proved, .. } = found else { panic!("{served:?}: {found:?}") };
            assert_eq!((version, is_proved), (vbr(newest), true), "{served:?}");
            assert_eq!(asked.len(), n_asked);
        }
    }
}

#[test]
fn a_server_without_a_common_revision_says_which_it_has() {
    for served in [&["1.0-rev1", "1.0-rev2"][..], &["2.0-rev0", "2.1-rev3"]] {
        let (found, asked) = search(Product::Vbr, backup_server(served, "v"));
        let Found::Failed(fault) = found else { panic!("{found:?}") };
        assert_eq!(asked.len(), 1);
        let told = fault.explain(&situation(&server(Product::Vbr, "1.3-rev2"), None));
        assert!(told.title.contains("1.3-rev2"), "{}", told.title);
        assert!(told.cause.contains(served[0]) && told.cause.contains("x-api-version"), "{}", told.cause);
    }
    // One that lists nothing is asked for all of them.
    let (found, asked) = search(Product::Vbr, |product, version| match (product, version.to_string().as_str()) {
        (Product::Vbr, "1.1-rev1" | "1.1-rev0") => ProbeAnswer::Served,
        (Product::Vbr, _) => refusal("Unsupported RESTAPI version."),
        _ => ProbeAnswer::NotServed,
    });
    assert!(matches!(found, Found::Served { version, .. } if version == vbr("1.1-rev1")), "{found:?}");
    assert_eq!(asked.len(), 7);
}

#[test]
fn each_product_is_recognised_where_another_was_chosen() {
    let backup_server = backup_server(&["1.2-rev1", "1.1-rev2"], "v");
    for chosen in [Product::Vb365, Product::VbAzure, Product::VbAws] {
        let (found, _) = search(chosen, &backup_server);
        assert_eq!(found, Found::OtherProduct { product: Product::Vbr, version: vbr("1.2-rev1") }, "{chosen:?}");
        let said = found.note().unwrap().to_string();
        assert!(said.starts_with("Veeam Backup & Replication answers here"), "{said}");
    }
    // Whoever wants a revision with whatever it is asked.
    let wants = |product: Product, version: Version| match product {
        Product::Vb365 | Product::VbAzure => {
            refusal("The x-api-version header is required. Unsupported RESTAPI version.")
        }
        _ => backup_server(product, version),
    };
    let (found, asked) = search(Product::Vb365, wants);
    assert_eq!(found, Found::OtherProduct { product: Product::Vbr, version: vbr("1.2-rev1") });
    assert_eq!(asked.len(), 2, "Azure is not asked: {asked:?}");

    // An appliance of AWS asks everybody for a token.
    let appliance = |product: Product, _| match product {
        Product::VbAws => ProbeAnswer::read(401, None, None, b""),
        _ => ProbeAnswer::read(404, None, None, b""),
    };
    let (found, asked) = search(Product::VbAws, appliance);
    assert!(matches!(found, Found::Served { is_proved: false, .. }), "{found:?}");
    assert_eq!(asked.len(), 1);
    let (found, _) = search(Product::Vbr, appliance);
    assert!(matches!(found, Found::OtherProduct { product: Product::VbAws, .. }), "{found:?}");

    // And the products that were there before are found from the new ones.
    let (found, asked) = search(Product::Vbr, |product, version| match (product, version.major()) {
        (Product::Vb365, 7 | 6) => ProbeAnswer::Served,
        _ => ProbeAnswer::NotServed,
    });
    assert!(matches!(found, Found::OtherProduct { product: Product::Vb365, .. }), "{found:?}");
    assert_eq!(asked[0], (Product::Vbr, "1.3-rev2".to_owned()));
}

fn id() -> Id {
    Id::new("5f1d6f0a-0000-4000-8000-000000000001").unwrap()
}

fn path(product: Product, version: &str, endpoint: &Endpoint) -> Option<String> {
    endpoint.path(product, Version::parse(product, version).unwrap())
}

#[test]
fn paths_are_the_same_for_all_revisions() {
    let kind = SessionKind::Job;
    let page = Page { offset: 400, limit: 200 };
    let list = |list: List| Endpoint::List(list, page);
    let at = |seconds: i64| Some(Timestamp::from_unix_ms(seconds * 1_000));
    let filtered = List::Sessions { kind, job: Some(id()), from: at(1_767_225_600), to: at(1_767_312_000) };
    for version in ["1.1-rev0", "1.2-rev0", "1.3-rev2"] {
        let of = |endpoint: &Endpoint| path(Product::Vbr, version, endpoint);
        assert_eq!(
            of(&list(List::sessions(kind))).unwrap(),
            "/api/v1/sessions?skip=400&limit=200&orderColumn=CreationTime&orderAsc=false"
        );
        let filtered = of(&list(filtered.clone())).unwrap();
        for part in [
            "&jobIdFilter=5f1d6f0a-",
            "&createdAfterFilter=2026-01-01T00%3A00%3A00Z",
            "&createdBeforeFilter=2026-01-02T00%3A00%3A00Z",
        ] {
            assert!(filtered.contains(part), "{filtered}");
        }
        assert_eq!(of(&Endpoint::Session(kind, id())).unwrap(), format!("/api/v1/sessions/{}", id()));
        let log = of(&list(List::Log { kind, session: id() })).unwrap();
        assert_eq!(log, format!("/api/v1/sessions/{}/logs", id()));
        assert_eq!(of(&Endpoint::Probe(vbr(version))).unwrap(), "/api/v1/serverTime");
        assert_eq!(of(&list(List::Jobs)), None);
        assert_eq!(of(&list(List::sessions(SessionKind::DataRetrieval))), None);
        let parts = of(&list(List::Parts { session: id() }));
        let part_log = of(&list(List::PartLog { part: id() }));
        assert_eq!(parts.is_some(), version != "1.1-rev0");
        assert_eq!(part_log.is_some(), version != "1.1-rev0");
    }
    let parts = path(Product::Vbr, "1.3-rev2", &list(List::Parts { session: id() })).unwrap();
    assert_eq!(parts, format!("/api/v1/sessions/{}/taskSessions?skip=400&limit=200", id()));
    let aws = |endpoint: &Endpoint| path(Product::VbAws, "1.8-rev0", endpoint).unwrap();
    assert_eq!(aws(&list(List::sessions(kind))), "/api/v1/sessions?Sort=startTimeDesc&Offset=400&Limit=200");
    assert_eq!(aws(&list(List::Log { kind, session: id() })), format!("/api/v1/sessions/{}/log", id()));
    let parts = aws(&list(List::Parts { session: id() }));
    assert_eq!(parts, format!("/api/v1/sessions?ParentSessionId={}&Offset=400&Limit=200", id()));
    assert_eq!(path(Product::VbAws, "1.6-rev0", &list(List::Parts { session: id() })), None);
    for why in [NotThere::NoJobs, NotThere::NoRetrieval, NotThere::Parts, NotThere::NoLogItem] {
        assert!(why.say(Texts::default()).len() > 20);
    }
}

#[test]
fn the_revision_stands_in_a_header_and_in_no_path() {
    for product in Product::ALL {
        for &version in product.versions() {
            assert_eq!(version.header().is_some(), product.has_revisions(), "{product:?} {version}");
            let path = Endpoint::Probe(version).path(product, version).unwrap();
            assert_eq!(path.contains(&version.to_string()), !product.has_revisions(), "{path}");
            assert_eq!(Version::parse(product, &version.to_string()), Some(version));
        }
        let mut newest_first = product.versions().to_vec();
        newest_first.sort_by(|a, b| b.cmp(a));
        assert_eq!(newest_first, product.versions());
    }
    assert_eq!(vbr("v1.3-rev2").header().as_deref(), Some("1.3-rev2"));
    assert_eq!(Version::parse(Product::Vb365, "1.3-rev2"), None);
    assert_eq!(Version::parse(Product::Vbr, "v8"), None);
}

fn situation<'a>(server: &'a tapeline::api::Server, endpoint: Option<&'a Endpoint>) -> Situation<'a> {
    Situation {
        texts: Texts::default(),
        server,
        page_origin: "https://tools.test",
        endpoint,
        now: Timestamp::from_unix_ms(0),
        token_age_minutes: Some(1),
        has_answered: false,
    }
}

fn said(fault: &Fault, product: Product, version: &str, endpoint: Option<&Endpoint>) -> String {
    let told = fault.explain(&situation(&server(product, version), endpoint));
    [told.title, told.cause, told.todo.join(" ")].join(" ")
}

#[test]
fn faults_name_the_header_the_port_and_the_certificate() {
    let resolved = Fault::Unreachable { probe: Some(ProbeResult::Resolved) };
    let rejected = Fault::Unreachable { probe: Some(ProbeResult::Rejected) };
    for (product, version, port) in [(Product::Vbr, "1.3-rev2", "9419"), (Product::VbAws, "1.8-rev0", "11005")] {
        let cors = said(&resolved, product, version, None);
        assert!(cors.contains("Access-Control-Allow-Headers: Authorization, x-api-version"), "{cors}");
        let certificate = said(&rejected, product, version, None);
        assert!(certificate.contains("no host name") && certificate.contains(port), "{certificate}");
        assert!(certificate.contains("OPTIONS") && certificate.contains("x-api-version"), "{certificate}");
    }
    let cors = said(&resolved, Product::Vb365, "v8", None);
    assert!(cors.contains("Allow-Headers: Authorization.") && !cors.contains("x-api-version"), "{cors}");
    assert!(!said(&rejected, Product::Vb365, "v8", None).contains("no host name"));

    // A 401 with nothing in it.
    let empty = Fault::from_answer(401, None, None, b"").unwrap();
    assert_eq!(empty, Fault::Unauthorized);
    let told = said(&empty, Product::Vbr, "1.3-rev2", None);
    assert!(told.contains("15 minutes") && !told.contains("antiforgery"), "{told}");
    // Task sessions that are not there, and a session that is not.
    let missing = Fault::from_answer(404, None, None, br#"{"errorCode":"NotFound","message":""}"#).unwrap();
    let page = Page { offset: 0, limit: 200 };
    let parts = Endpoint::List(List::Parts { session: id() }, page);
    let told = said(&missing, Product::Vbr, "1.2-rev1", Some(&parts));
    assert!(told.contains("12.3") && told.contains("single machines"), "{told}");
    let log = Endpoint::List(List::Log { kind: SessionKind::Job, session: id() }, page);
    assert!(said(&missing, Product::Vbr, "1.2-rev1", Some(&log)).contains("session"));
    let forbidden = Fault::Forbidden { body: None, is_page: false };
    assert!(said(&forbidden, Product::Vbr, "1.3-rev0", None).contains("Backup Viewer"));
    let body = ErrorBody { message: "Unsupported RESTAPI version. Supported: v1.1-rev2".to_owned(), code: None };
    let other = Fault::OtherStatus { status: 400, body: Some(body) };
    assert!(said(&other, Product::Vb365, "v8", None).contains("Another product answers here"));
    assert!(said(&other, Product::Vbr, "1.3-rev2", None).contains("v1.1-rev2"));
    let _ = Stage::Headers;
}

/// A JWT with these claims. Nothing signs it.
fn jwt(claims: &str) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let encode = |text: &str| {
        let mut out = String::new();
        for three in text.as_bytes().chunks(3) {
            let n = three.iter().fold(0_u32, |n, &b| n << 8 | u32::from(b)) << (8 * (3 - three.len()));
            for at in 0..=three.len() {
                out.push(char::from(LETTERS[(n >> (18 - 6 * at) & 63) as usize]));
            }
        }
        out
    };
    [encode(r#"{"alg":"RS512"}"#), encode(claims), "c2ln".to_owned()].join(".")
}

#[test]
fn a_token_tells_its_own_end_and_a_refresh_token_is_refused() {
    let now = Timestamp::from_unix_ms(1_700_000_000_000);
    let pasted =
        jwt(r#"{"unique_name":"EXAMPLE\\svc","nbf":1700000000,"exp":1700000900,"iat":1700000000,"aud":"access"}"#);
    let (token, _) = Token::clean(&pasted).unwrap();
    let ends = Credential::new(Origin::parse("https://vbr01.test:9419").unwrap(), token, now).ends();
    assert!(ends.is_stated);
    assert_eq!(ends.at.unix_ms() - now.unix_ms(), 900_000);
    // Over before it was given: one of two clocks is wrong.
    let (late, _) = Token::clean(&jwt(r#"{"exp":1600000000,"aud":"access"}"#)).unwrap();
    assert!(!Credential::new(Origin::parse("https://vbr01.test:9419").unwrap(), late, now).ends().is_stated);

    for claims in [r#"{"aud":"refresh","exp":1701000000,"token_id":"7"}"#, r#"{"token_id":"7", "aud" : "refresh"}"#] {
        let pasted = jwt(claims);
        for pasted in [pasted.clone(), format!("Bearer {pasted}"), format!("\"{pasted}\"")] {
            let error = Token::clean(&pasted).err();
            assert_eq!(error, Some(TokenError::IsRefresh));
            let told = error.unwrap().to_string();
            assert!(told.contains("refresh token") && told.contains("access_token") && !told.contains("eyJ"));
        }
    }
    // In an answer both stand, and only the one is kept.
    let answer = format!(
        r#"{{"access_token":"{}","refresh_token":"{}","expires_in":900}}"#,
        jwt(r#"{"aud":"access"}"#),
        jwt(r#"{"aud":"refresh"}"#)
    );
    assert!(Token::clean(&answer).is_ok());
    for other in [r#"{"aud":"refresher"}"#, r#"{"aud":["refresh"]}"#, r#"{"sub":"aud","x":"refresh"}"#] {
        assert!(Token::clean(&jwt(other)).is_ok(), "{other}");
    }
}

proptest! {
    /// Whatever a server answers, the search ends, and with a version of the product that is named.
    #[test]
    fn any_answers_end_the_search(answers in prop::collection::vec(0_u8..6, 40), chosen in prop::sample::select(Product::ALL.to_vec())) {
        let at = std::cell::Cell::new(0);
        let (found, _) = search(chosen, |_, _| {
            at.set(at.get() + 1);
            match answers[at.get() % answers.len()] {
                0 => ProbeAnswer::Served,
                1 => ProbeAnswer::NotServed,
                2 => refusal("Unsupported RESTAPI version. Supported: v1.1-rev1, v1.2-rev1"),
                3 => refusal("Unsupported RESTAPI version."),
                4 => refusal("Unsupported RESTAPI version. Supported: 1.4-rev0, 1.5-rev1"),
                _ => ProbeAnswer::Unclear(Fault::ServerError { status: 500, body: None }),
            }
        });
        match found {
            Found::Served { version, .. } => prop_assert!(chosen.versions().contains(&version)),
            Found::OtherProduct { product, version } => {
                prop_assert!(product != chosen && product.versions().contains(&version));
            }
            _ => {}
        }
    }
}
