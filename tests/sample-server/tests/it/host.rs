//! What is around the answers: tokens, the record, the control over HTTP, the host of the page.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use crate::client::{get, json, send, server};

#[test]
fn tokens_expire_and_are_replaced() {
    let server = server(|options| options.token_life = Some(Duration::from_millis(500)));
    assert_eq!(get(&server, "/v8/Jobs").status, 200);
    std::thread::sleep(Duration::from_millis(550));
    let answer = get(&server, "/v8/Jobs");
    assert_eq!((answer.status, answer.body.len()), (401, 0));
    let old = server.token();
    server.set_token("another");
    assert_eq!(get(&server, "/v8/Jobs").status, 200);
    let stale = send(&server.api_url(), "GET", "/v8/Jobs", &[("Authorization", &format!("Bearer {old}"))], "");
    assert_eq!(stale.status, 401);
}

#[test]
fn everything_asked_is_recorded_and_writes_are_counted() {
    let server = server(|_| {});
    get(&server, "/v8/Jobs?limit=3");
    let sent = [("Origin", "https://a.example"), ("Cookie", "a=b"), ("Referer", "https://a.example/x")];
    for method in ["POST", "PUT", "DELETE", "HEAD", "PATCH"] {
        assert_eq!(send(&server.api_url(), method, "/api/oauth2/token", &sent, "grant_type=Password").status, 405);
    }
    assert_eq!(server.writes(), 5);
    let record = server.requests();
    assert_eq!(record.len(), 6);
    assert_eq!(record[0].target, "/v8/Jobs?limit=3");
    assert_eq!(record[0].authorization.as_deref(), Some(format!("Bearer {}", server.token()).as_str()));
    assert_eq!(record[1].cookie.as_deref(), Some("a=b"));
    assert_eq!(record[1].origin.as_deref(), Some("https://a.example"));
    assert_eq!(record[1].referer.as_deref(), Some("https://a.example/x"));
    assert!(record[5].at >= record[0].at);
    assert_eq!(server.most_at_once(), 1);
    server.clear_requests();
    assert!(server.requests().is_empty() && server.most_at_once() == 0);
    get(&server, "/v8/Jobs");
    assert_eq!(server.most_at_once(), 1);
}

#[test]
fn control_is_there_only_if_asked_for() {
    let closed = server(|_| {});
    assert_eq!(send(&closed.api_url(), "GET", "/_control/truth", &[], "").status, 404);
    let open = server(|options| options.control = true);
    let truth = send(&open.api_url(), "GET", "/_control/truth", &[], "").json();
    assert_eq!(truth["landmarks"]["big"], open.truth().landmark("big"));
    let faults = r#"[{"path_contains":"Jobs","times":1,"kind":"status","status":500,"body":"html"}]"#;
    assert_eq!(send(&open.api_url(), "PUT", "/_control/faults", &[], faults).status, 204);
    assert_eq!(get(&open, "/v8/Jobs").status, 500);
    assert_eq!(get(&open, "/v8/Jobs").status, 200);
    assert_eq!(send(&open.api_url(), "PUT", "/_control/faults", &[], r#"[{"kind":"flood"}]"#).status, 400);
    assert_eq!(send(&open.api_url(), "DELETE", "/_control/faults", &[], "").status, 204);
    assert_eq!(send(&open.api_url(), "PUT", "/_control/token", &[], "other").status, 204);
    assert_eq!(open.token(), "other");
    let counts = send(&open.api_url(), "GET", "/_control/counts", &[], "").json();
    assert_eq!((&counts["writes"], &counts["trips"]), (&0.into(), &0.into()));
    assert_eq!(open.writes(), 0);
    assert_eq!(open.requests().len(), 2);
}

#[test]
fn the_page_is_served_strictly_below_its_path() {
    let dir = std::env::temp_dir().join(format!("sample-server-{}", std::process::id()));
    fs::create_dir_all(dir.join("part")).unwrap();
    for (name, text) in
        [("index.html", "<p>"), ("a.wasm", "\0asm"), ("a.js", "1"), ("part/b.css", "p{}"), (".secret", "x")]
    {
        fs::write(dir.join(name), text).unwrap();
    }
    let server = server(|options| {
        options.page_dir = Some(dir.clone());
        options.page_path = "/deep/sub/".into();
        options.page_headers = vec![("Content-Security-Policy".into(), "default-src 'none'".into())];
    });
    let page = server.page_url().unwrap();
    let base = page.strip_suffix("/deep/sub/").unwrap();
    let ask = |path: &str| send(base, "GET", path, &[], "");
    for (path, media_type) in [
        ("/deep/sub/", "text/html; charset=utf-8"),
        ("/deep/sub/index.html?x", "text/html; charset=utf-8"),
        ("/deep/sub/a.wasm", "application/wasm"),
        ("/deep/sub/a.js", "text/javascript; charset=utf-8"),
        ("/deep/sub/part/b.css", "text/css; charset=utf-8"),
    ] {
        let answer = ask(path);
        assert_eq!((answer.status, answer.header("content-type")), (200, Some(media_type)), "{path}");
        assert_eq!(answer.header("content-security-policy"), Some("default-src 'none'"));
    }
    for path in [
        "/",
        "/index.html",
        "/deep/sub/none",
        "/deep/sub/.secret",
        "/deep/sub/../a.js",
        "/deep/sub/part",
        "/deep/sub//a.js",
    ] {
        assert_eq!(ask(path).status, 404, "{path}");
    }
    assert_eq!(server.page_requests().len(), 12);
    assert!(json(&server, "/v8/ServiceInstance")["installationId"].is_string());
    fs::remove_dir_all(dir).unwrap();
}

#[test]
fn one_connection_carries_many_requests_as_browsers_have_it() {
    let server = server(|_| {});
    let mut stream = TcpStream::connect(server.api_url().strip_prefix("http://").unwrap()).unwrap();
    let ask = "GET /v8/Health HTTP/1.1\r\nHost: x\r\n\r\n";
    for _ in 0..3 {
        stream.write_all(ask.as_bytes()).unwrap();
        let mut answer = vec![0; 1_024];
        let n = stream.read(&mut answer).unwrap();
        let text = String::from_utf8_lossy(&answer[..n]);
        assert!(text.starts_with("HTTP/1.1 200 OK\r\n") && text.ends_with("{}}"), "{text}");
    }
    assert_eq!(server.requests().len(), 3);
}
