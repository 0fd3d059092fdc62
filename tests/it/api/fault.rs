//! Faults told apart, and told to people.

use std::fmt::Write as _;

use proptest::prelude::*;
use tapeline::api::{Endpoint, Explanation, Fault, List, NotThere, Page, ProbeResult, Server, Situation, Stage, Wants};
use tapeline::model::{DecodeError, Id, Instead, Product, SessionKind, Timestamp};
use tapeline::texts::{Lang, Texts};
use tapeline::wire::ErrorBody;

use super::{golden, server};

const PAGE: Page = Page { offset: 0, limit: 1000 };

pub(super) fn sessions() -> Endpoint {
    Endpoint::List(List::Sessions { kind: SessionKind::Job, job: None, from: None, to: None }, PAGE)
}

fn log() -> Endpoint {
    let session = Id::new("be376069-c2a4-4e11-9d3e-1f7cf1aa0d07").unwrap();
    Endpoint::List(List::Log { kind: SessionKind::Job, session }, PAGE)
}

fn of_job() -> Endpoint {
    let job = Some(Id::new("b20cedd4-1111-2222-3333-444444444444").unwrap());
    Endpoint::List(List::Sessions { kind: SessionKind::Job, job, from: None, to: None }, PAGE)
}

pub(super) fn situation<'a>(server: &'a Server, endpoint: &'a Endpoint) -> Situation<'a> {
    Situation {
        texts: Texts::default(),
        server,
        page_origin: "https://tools.test",
        endpoint: Some(endpoint),
        now: Timestamp::from_unix_ms(1_795_000_000_000),
        token_age_minutes: Some(12),
        has_answered: false,
    }
}

#[expect(clippy::unnecessary_wraps, reason = "stands for a part of a fault that may be missing")]
pub(super) fn body(message: &str, code: Option<&str>) -> Option<ErrorBody> {
    Some(ErrorBody { message: message.to_owned(), code: code.map(str::to_owned) })
}

fn not_json(content_type: &str) -> Fault {
    Fault::NotJson { content_type: content_type.to_owned(), status: 200 }
}

pub(super) fn proxy(status: u16, wants: Wants) -> Fault {
    Fault::Proxy { status, wants, n_sent: None }
}

fn unavailable(status: u16, retry_after_s: Option<u32>) -> Fault {
    Fault::Unavailable { status, retry_after_s, body: None }
}

/// One row of the fault table: its name, the fault, and what differs from an ordinary situation.
struct Case(&'static str, Fault, fn(&mut Situation<'_>));

fn cases() -> Vec<Case> {
    let ordinary: fn(&mut Situation<'_>) = |_| {};
    let later: fn(&mut Situation<'_>) = |situation| {
        situation.has_answered = true;
        situation.token_age_minutes = Some(61);
    };
    let resolved = Fault::Unreachable { probe: Some(ProbeResult::Resolved) };
    vec![
        Case("CORS refused", resolved.clone(), ordinary),
        Case("CORS late, young token", resolved.clone(), |situation| situation.has_answered = true),
        Case("CORS from a file", resolved.clone(), |situation| situation.page_origin = "null"),
        Case("CORS late, old token", resolved, later),
        Case("certificate, name, port", Fault::Unreachable { probe: Some(ProbeResult::Rejected) }, ordinary),
        Case("no connection late, old token", Fault::Unreachable { probe: Some(ProbeResult::Rejected) }, later),
        Case("unreachable, unprobed", Fault::Unreachable { probe: None }, ordinary),
        Case("offline", Fault::Offline, ordinary),
        Case("own policy", Fault::BlockedByPolicy, ordinary),
        Case("local network", Fault::LocalNetworkDenied, ordinary),
        Case("no headers", Fault::Timeout { stage: Stage::Headers, seconds: 30 }, ordinary),
        Case("stalled", Fault::Timeout { stage: Stage::Body, seconds: 30 }, ordinary),
        Case("slow drip", Fault::Timeout { stage: Stage::Whole, seconds: 120 }, ordinary),
        Case("401 first", Fault::Unauthorized, ordinary),
        Case("401 later", Fault::Unauthorized, later),
        Case(
            "403",
            Fault::Forbidden { body: body("No access.", Some("ResourceAccessDenied")), is_page: false },
            ordinary,
        ),
        Case("403 as a page", Fault::Forbidden { body: None, is_page: true }, ordinary),
        Case("404", Fault::NotFound { body: None, is_page: false }, ordinary),
        Case("404 as a page", Fault::NotFound { body: None, is_page: true }, ordinary),
        Case("429", Fault::TooMany { retry_after_s: None }, ordinary),
        Case("429 with a time", Fault::TooMany { retry_after_s: Some(7) }, ordinary),
        Case("503", unavailable(503, Some(1)), ordinary),
        Case("502", unavailable(502, None), ordinary),
        Case("500", Fault::ServerError { status: 500, body: body("Failed for ann@corp.test.", None) }, ordinary),
        Case("400", Fault::OtherStatus { status: 400, body: body("Bad limit.", Some("HttpError")) }, ordinary),
        Case("405", Fault::OtherStatus { status: 405, body: None }, ordinary),
        Case("407", Fault::OtherStatus { status: 407, body: None }, ordinary),
        Case("418", Fault::OtherStatus { status: 418, body: None }, ordinary),
        Case("401 as a page", proxy(401, Wants::SignIn), ordinary),
        Case("431", proxy(431, Wants::ShortHeaders).with_token_of(20_000), ordinary),
        Case("431 without a token", proxy(431, Wants::ShortHeaders), ordinary),
        Case("client certificate", proxy(400, Wants::ClientCertificate), ordinary),
        Case("400 as a page", proxy(400, Wants::Unknown).with_token_of(900), ordinary),
        Case(
            "another product",
            Fault::OtherStatus { status: 400, body: body("Unsupported RESTAPI version.", Some("BadRequest")) },
            ordinary,
        ),
        Case("page with 200", not_json("text/html; charset=utf-8"), ordinary),
        Case("picture with 200", not_json("image/png"), ordinary),
        Case("empty", Fault::Empty, ordinary),
        Case("no JSON", Fault::Decode(DecodeError::NotJson { at: 17 }), ordinary),
        Case(
            "other JSON",
            Fault::Decode(DecodeError::NotALog {
                found: Instead::Object { keys: vec!["`health`".to_owned()], has_more: false },
            }),
            ordinary,
        ),
        Case(
            "error with 200",
            Fault::Decode(DecodeError::ServerError { message: "Service busy.".to_owned() }),
            ordinary,
        ),
        Case("cut", Fault::Cut, ordinary),
        Case("too large", Fault::TooLarge { limit_mib: 64 }, ordinary),
        Case("stopped", Fault::Aborted, ordinary),
        Case("redirect", Fault::Redirected, ordinary),
        Case("insecure", Fault::Insecure, ordinary),
        Case("not in this version", Fault::NoSuchResource { why: NotThere::CopyJobs }, ordinary),
    ]
}

fn write(out: &mut String, name: &str, told: &Explanation) {
    let _ =
        writeln!(out, "== {name}\n{}\n  why ({}): {}", told.title, told.certainty.say(Texts::default()), told.cause);
    for step in &told.todo {
        let _ = writeln!(out, "  - {step}");
    }
    let _ = writeln!(out, "  who: {}\n", told.who);
}

#[test]
fn every_fault_has_its_text() {
    let server = server(Product::Vb365, "v8");
    let endpoint = sessions();
    let mut out = String::new();
    let mut titles = Vec::new();
    for Case(name, fault, change) in cases() {
        let mut situation = situation(&server, &endpoint);
        change(&mut situation);
        let told = fault.explain(&situation);
        assert!(!told.title.is_empty() && !told.cause.is_empty() && !told.todo.is_empty(), "{name}");
        assert!(!told.report.contains(['{', '}']), "{name}: {}", told.report);
        titles.push((name, told.title.clone() + &told.cause + &told.todo.concat()));
        write(&mut out, name, &told);
    }
    for (at, (name, text)) in titles.iter().enumerate() {
        for (other, before) in &titles[..at] {
            let is_same = *name == "CORS late, young token" && *other == "CORS refused";
            assert_eq!(text == before, is_same, "{name} and {other}");
        }
    }
    golden("explanations.txt", &out);
}

#[test]
fn the_same_fault_is_told_by_what_was_asked() {
    let v8 = server(Product::Vb365, "v8");
    let azure = server(Product::VbAzure, "v8.1");
    let missing = Fault::NotFound { body: None, is_page: false };
    let refused = Fault::Forbidden { body: None, is_page: false };
    let mut out = String::new();
    write(&mut out, "404 for a log", &missing.explain(&situation(&v8, &log())));
    write(&mut out, "404 for a job's sessions", &missing.explain(&situation(&v8, &of_job())));
    write(&mut out, "401 on Azure", &Fault::Unauthorized.explain(&situation(&azure, &sessions())));
    write(&mut out, "403 on Azure", &refused.explain(&situation(&azure, &sessions())));
    let page = Fault::NotFound { body: None, is_page: true };
    let told = page.explain(&Situation { has_answered: true, ..situation(&v8, &log()) });
    write(&mut out, "404 as a page, for a log, later", &told);
    let _ = write!(out, "== report\n{}", refused.explain(&situation(&v8, &log())).report);
    let endpoint = log();
    let none = Situation { endpoint: None, token_age_minutes: None, ..situation(&azure, &endpoint) };
    let _ = write!(out, "== report without much\n{}", Fault::Unreachable { probe: None }.explain(&none).report);
    golden("explanations-by-situation.txt", &out);
}

#[test]
fn a_server_that_repeats_secrets_and_names_is_not_quoted_whole() {
    let token = "AAEAAN0123456789abcdefghijklmnopqrstuvwxyz0123456789";
    let message = format!("Token {token} of CORP\\ann (ann@corp.test, https://corp.test/ann) is {{page}}\u{7}refused.");
    let fault = Fault::Forbidden { body: body(&message, Some("ResourceAccessDenied")), is_page: false };
    let server = server(Product::Vb365, "v8");
    let told = fault.explain(&situation(&server, &sessions()));
    for text in [&told.cause, &told.report] {
        assert!(!text.contains(token) && !text.contains("ann"), "{text}");
        assert!(text.contains("Token […] of […] […] […] is {page} refused."), "{text}");
    }
    assert!(told.report.contains("Error code: ResourceAccessDenied"));
    assert!(told.report.contains("Token: set, 12 min old"));
}

#[test]
fn answers_are_told_apart_by_status_type_and_first_bytes() {
    let json = Some("application/json; charset=utf-8");
    let html = Some("text/html");
    let page = b"<!DOCTYPE html><title>Sign in</title>";
    let read = |status, kind, body: &[u8]| Fault::from_answer(status, kind, None, body);
    // Worth decoding.
    assert_eq!(read(200, json, b"[]"), None);
    assert_eq!(read(200, json, b"\xef\xbb\xbf {\"results\":[]}"), None);
    assert_eq!(read(200, Some("text/plain"), b"\r\n[1"), None);
    assert_eq!(read(200, None, b"{"), None);
    assert_eq!(read(200, Some("application/problem+json"), b"null"), None);
    // Not.
    assert_eq!(read(200, json, b""), Some(Fault::Empty));
    assert_eq!(read(200, html, b" \r\n\t"), Some(Fault::Empty));
    assert_eq!(read(204, None, b""), Some(Fault::Empty));
    assert_eq!(read(200, html, page), Some(not_json("text/html")));
    assert_eq!(read(200, json, page), Some(not_json("application/json; charset=utf-8")));
    assert_eq!(read(200, None, b"hello"), Some(not_json("")));
    assert_eq!(read(401, None, b""), Some(Fault::Unauthorized));
    assert_eq!(read(401, html, page), Some(proxy(401, Wants::SignIn)));
    assert_eq!(read(403, html, page), Some(Fault::Forbidden { body: None, is_page: true }));
    assert_eq!(read(404, html, page), Some(Fault::NotFound { body: None, is_page: true }));
    assert_eq!(read(410, None, b""), Some(Fault::NotFound { body: None, is_page: false }));
    let wanted = Fault::NotFound { body: body("Job session not found", Some("ResourceNotFound")), is_page: false };
    let said = br#"{"message":"Job session not found","errorCode":"ResourceNotFound"}"#;
    assert_eq!(read(404, json, said), Some(wanted));
    for status in [301, 302, 307, 0] {
        assert_eq!(read(status, None, b""), Some(Fault::Redirected));
    }
    assert_eq!(read(405, None, b""), Some(Fault::OtherStatus { status: 405, body: None }));
    assert_eq!(read(400, json, br#"{"message":"x"}"#), Some(Fault::OtherStatus { status: 400, body: body("x", None) }));
    assert_eq!(read(500, html, page), Some(Fault::ServerError { status: 500, body: None }));
    assert_eq!(read(501, None, b""), Some(Fault::ServerError { status: 501, body: None }));
    for status in [408, 502, 503, 504] {
        assert_eq!(read(status, html, page), Some(unavailable(status, None)));
    }
}

#[test]
fn retry_after_counts_in_seconds_only() {
    let read = |text| Fault::from_answer(429, None, Some(text), b"").unwrap().retry_after_s();
    assert_eq!(read("7"), Some(7));
    assert_eq!(read(" 0 "), Some(0));
    assert_eq!(read("99999999999"), Some(u32::MAX));
    for ignored in ["", "-1", "+1", "1.5", "Wed, 21 Oct 2026 07:28:00 GMT", "soon"] {
        assert_eq!(read(ignored), None, "{ignored}");
    }
    assert_eq!(Fault::from_answer(503, None, Some("3"), b"").unwrap().retry_after_s(), Some(3));
    assert_eq!(Fault::from_answer(500, None, Some("3"), b"").unwrap().retry_after_s(), None);
}

proptest! {
    #[test]
    fn any_answer_is_either_decoded_or_explained(
        status in prop_oneof![0_u16..700, any::<u16>()],
        content_type in proptest::option::of(any::<String>()),
        retry_after in proptest::option::of(any::<String>()),
        head in proptest::collection::vec(any::<u8>(), 0..200),
    ) {
        let fault = Fault::from_answer(status, content_type.as_deref(), retry_after.as_deref(), &head);
        if let Some(fault) = fault {
            let server = server(Product::VbAzure, "v8.1");
            let endpoint = log();
            let told = fault.explain(&situation(&server, &endpoint));
            prop_assert!(!told.title.is_empty());
            prop_assert!(!(200..300).contains(&status) || told.title.contains("came"));
        } else {
            prop_assert!((200..300).contains(&status));
        }
    }
}

/// What fills a sentence stands in it in German too, and nothing of it is said in English.
#[test]
fn every_fault_is_told_in_german() {
    let server = server(Product::Vb365, "v8");
    let endpoint = sessions();
    for Case(name, fault, change) in cases() {
        let mut situation = situation(&server, &endpoint);
        change(&mut situation);
        let english = fault.explain(&situation);
        situation.texts = Texts::new(Lang::De);
        let told = fault.explain(&situation);
        assert_eq!(told.todo.len(), english.todo.len(), "{name}");
        assert_ne!(told.title, english.title, "{name}");
        assert_ne!(told.cause, english.cause, "{name}");
        assert!(told.todo.iter().zip(&english.todo).all(|(german, english)| german != english), "{name}");
        assert!(told.report.starts_with("Tapeline konnte von einem Backup-Server nicht lesen\nWas: "), "{name}");
        assert!(told.report.contains("\nToken: gesetzt, ") && told.report.contains("\nWie sicher: "), "{name}");
    }
}
