//! Faults strike when and as they are told to.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use sample_server::{Cors, Fault, FaultBody, FaultKind};

use crate::client::{get, json, rows, send, server};

const LIST: &str = "/v8/JobSessions?limit=10";

#[test]
fn a_fault_waits_strikes_and_passes() {
    let server = server(|_| {});
    let kind = FaultKind::Status { status: 503, retry_after: Some(7), body: FaultBody::Vendor };
    server.set_faults(vec![Fault { path_contains: "jobsessions".into(), after_n_matches: 1, times: Some(2), kind }]);
    let answers: Vec<_> = (0..4).map(|_| get(&server, LIST)).collect();
    assert_eq!(answers.iter().map(|answer| answer.status).collect::<Vec<_>>(), [200, 503, 503, 200]);
    assert_eq!(answers[1].header("retry-after"), Some("7"));
    assert!(answers[1].json()["message"].is_string());
    assert_eq!(get(&server, "/v8/Jobs").status, 200);
}

#[test]
fn statuses_come_in_the_manner_of_the_product() {
    let server = server(|_| {});
    for status in [401, 403, 404, 429, 500, 503] {
        let kind = FaultKind::Status { status, retry_after: None, body: FaultBody::Vendor };
        server.set_faults(vec![Fault::new("", kind)]);
        let answer = get(&server, LIST);
        assert_eq!((answer.status, answer.body.is_empty()), (status, status == 401));
        let answer = get(&server, "/api/v8/jobSessions");
        assert_eq!(answer.json()["status"], status);
    }
}

#[test]
fn bodies_are_spoilt_in_every_way_asked_for() {
    let server = server(|_| {});
    let good = get(&server, LIST).body;
    let with = |kind: FaultKind| {
        server.set_faults(vec![Fault::new("JobSessions", kind)]);
        get(&server, LIST)
    };
    let html = with(FaultKind::Html);
    assert!(html.status == 200 && html.header("content-type").unwrap().starts_with("text/html"));
    assert_eq!(with(FaultKind::NoContent).status, 204);
    assert!(with(FaultKind::EmptyBody).body.is_empty());
    let cut = with(FaultKind::CutBody);
    assert_eq!(cut.header("content-length").unwrap(), good.len().to_string());
    assert_eq!(cut.body, good[..good.len() / 2]);
    assert_eq!(with(FaultKind::BadGzip).header("content-encoding"), Some("gzip"));
    assert!(String::from_utf8(with(FaultKind::BadUtf8).body).is_err());
    assert!(with(FaultKind::ErrorJson).json()["error"].is_object());
    assert_eq!(with(FaultKind::DeepJson).body.len(), 100_000);
    let moved = with(FaultKind::Redirect);
    assert_eq!(moved.status, 302);
    assert!(moved.header("location").unwrap().starts_with(&server.tripwire_url()));
    assert_eq!(server.trips(), 0);
    send(&server.tripwire_url(), "GET", "/", &[], "");
    assert_eq!(server.trips(), 1);
    let begun = Instant::now();
    with(FaultKind::SlowHeaders(Duration::from_millis(150)));
    assert!(begun.elapsed() >= Duration::from_millis(150));
    server.set_faults(vec![Fault::new("Health", FaultKind::Drip(Duration::from_millis(30)))]);
    let begun = Instant::now();
    assert_eq!(get(&server, "/v8/Health").body, br#"{"status":"Healthy","entries":{}}"#);
    assert!(begun.elapsed() >= Duration::from_millis(60));
}

#[test]
fn an_endless_body_ends_with_its_reader_or_with_the_server() {
    let server = server(|_| {});
    server.set_faults(vec![Fault::new("Health", FaultKind::Endless)]);
    let mut stream = TcpStream::connect(server.api_url().strip_prefix("http://").unwrap()).unwrap();
    stream.write_all(b"GET /v8/Health HTTP/1.1\r\nHost: x\r\n\r\n").unwrap();
    let mut some = vec![0; 1 << 20];
    stream.read_exact(&mut some).unwrap();
    drop(server);
    // What was under way may still arrive; then it is over.
    let mut rest = Vec::new();
    let _ = stream.read_to_end(&mut rest);
}

#[test]
fn pages_shift_repeat_and_forget() {
    let server = server(|_| {});
    let page = |query: &str| rows(&json(&server, &format!("/v8/JobSessions?{query}"))).clone();
    let all = page("limit=1000");
    let with = |kind: FaultKind| server.set_faults(vec![Fault::new("JobSessions", kind)]);
    with(FaultKind::LimitIgnored);
    assert_eq!(page("limit=10").len(), all.len());
    with(FaultKind::PageRepeated);
    assert_eq!(page("offset=10&limit=10"), all[..10]);
    with(FaultKind::RowsInserted(3));
    assert_eq!(page("offset=10&limit=10"), all[7..17]);
    with(FaultKind::RowsDeleted(3));
    assert_eq!(page("offset=10&limit=10"), all[13..23]);
    with(FaultKind::SetLost);
    assert_eq!(page("limit=10"), all[..10]);
    let set = "c7da7532-c220-44fb-808f-b2419fc7637a";
    assert_eq!(get(&server, &format!("/v8/JobSessions?limit=10&setId={set}")).status, 400);
}

#[test]
fn odd_lists_links_and_errors_come_as_they_are() {
    let server = server(|options| options.cap = 5);
    let plain = get(&server, LIST).text();
    let with = |kind: FaultKind| {
        server.set_faults(vec![Fault::new("JobSessions", kind)]);
        get(&server, LIST)
    };
    let odd = with(FaultKind::OddSessions).text();
    assert!(odd.contains("../../Token") && odd.contains("\\u202E") && odd.ends_with(&plain[plain.len() - 300..]));
    let sound: serde_json::Value = serde_json::from_str(&odd.replace("1e400", "1")).unwrap();
    assert_eq!(rows(&sound).len(), 5 + 8);
    let linked = with(FaultKind::NextLink("//elsewhere.invalid/".into())).json();
    assert_eq!(linked["_links"]["next"]["href"], "//elsewhere.invalid/");
    let refused = with(FaultKind::OddError);
    assert_eq!(refused.status, 500);
    assert!(refused.json()["message"].as_str().unwrap().contains('\u{202e}'));
}

#[test]
fn cors_is_off_until_it_is_asked_for() {
    let origin = [("Origin", "https://portal.example"), ("Access-Control-Request-Headers", "authorization")];
    let off = server(|_| {});
    assert_eq!(send(&off.api_url(), "OPTIONS", LIST, &origin, "").status, 405);
    let listed = server(|options| options.cors = Cors::Origins(vec!["https://portal.example".into()]));
    let preflight = send(&listed.api_url(), "OPTIONS", LIST, &origin, "");
    assert_eq!(preflight.status, 204);
    assert_eq!(preflight.header("access-control-allow-headers"), Some("authorization, x-api-version"));
    assert_eq!(preflight.header("access-control-allow-origin"), Some("https://portal.example"));
    let refused = send(&listed.api_url(), "GET", LIST, &origin, "");
    assert_eq!(refused.status, 401);
    assert_eq!(refused.header("access-control-expose-headers"), Some("Retry-After, Date"));
    assert!(refused.header("date").unwrap().ends_with("03:00:00 GMT"));
    let mute = server(|options| (options.cors, options.exposes_headers) = (Cors::Any, false));
    let unread = send(&mute.api_url(), "GET", LIST, &origin, "");
    assert!(unread.header("access-control-expose-headers").is_none());
    assert_eq!(unread.header("access-control-allow-origin"), Some("*"));
    let other = send(&listed.api_url(), "GET", LIST, &[("Origin", "https://elsewhere.example")], "");
    assert!(other.header("access-control-allow-origin").is_none());
    listed.set_faults(vec![Fault::new("", FaultKind::PreflightRefused(401))]);
    assert_eq!(send(&listed.api_url(), "OPTIONS", LIST, &origin, "").status, 401);
    let lost = FaultKind::Status { status: 500, retry_after: None, body: FaultBody::Empty };
    listed.set_faults(vec![Fault::new("", FaultKind::NoCorsHeaders), Fault::new("", lost)]);
    assert_eq!(send(&listed.api_url(), "GET", LIST, &origin, "").status, 500);
    assert!(send(&listed.api_url(), "GET", LIST, &origin, "").header("access-control-allow-origin").is_none());
}
