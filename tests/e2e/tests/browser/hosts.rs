//! Debian's web servers with the recipes of `cargo xtask deploy`: headers, types, caching, and what is forwarded. No
//! browser is needed for these; `deploy.rs` has those that need one.

use std::fs;
use std::time::Duration;

use e2e::{Deployment, Front, Program, Reply, setup};
use sample_server::{Certificate, Fault, FaultKind, Options, Server};

use crate::walk::{options, server_with};

fn behind_tls(kind: Certificate) -> Server {
    server_with(Options { tls: Some(kind), cors: sample_server::Cors::Off, ..options() })
}

/// The file of the page whose name ends so.
fn file(ends: &str) -> String {
    let names = fs::read_dir(setup::dist()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.into_iter().find(|name| name.ends_with(ends)).unwrap()
}

/// What the page's own policy says, by directive.
fn page_policy() -> Vec<String> {
    let html = fs::read_to_string(setup::dist().join("index.html")).unwrap();
    let policy = html.split_once("http-equiv=\"Content-Security-Policy\" content=\"").unwrap().1;
    policy.split_once('"').unwrap().0.split("; ").map(str::to_owned).collect()
}

fn assert_guarded(reply: &Reply, what: &str) {
    assert_eq!(reply.header("x-content-type-options"), Some("nosniff"), "{what}");
    assert_eq!(reply.header("referrer-policy"), Some("no-referrer"), "{what}");
    assert!(reply.header("content-security-policy").is_some(), "{what}: {reply:?}");
    assert!(reply.header("cross-origin-embedder-policy").is_none(), "{what}");
}

/// All there is to say about a host of the page.
fn assert_serves_the_page(front: &Front) {
    let path = |name: &str| front.url(name)[front.origin.len()..].to_owned();
    let index = front.ask("GET", &path(""), &[]);
    assert_eq!((index.status, index.header("content-type")), (200, Some("text/html; charset=utf-8")));
    assert_eq!(index.body, fs::read(setup::dist().join("index.html")).unwrap());
    assert_guarded(&index, "index.html");
    let mut sent: Vec<String> =
        index.header("content-security-policy").unwrap().split("; ").map(str::to_owned).collect();
    assert_eq!(sent.pop().as_deref(), Some("frame-ancestors 'none'"));
    for (own, sent) in page_policy().iter().zip(&sent) {
        let wanted = if own.starts_with("connect-src") { "connect-src 'self'" } else { own };
        assert_eq!(sent, wanted);
    }
    assert_eq!(sent.len(), page_policy().len());
    assert_eq!(index.header("x-frame-options"), Some("DENY"));
    assert_eq!(index.header("cross-origin-opener-policy"), Some("same-origin"));
    assert!(index.header("permissions-policy").is_some_and(|policy| policy.contains("camera=()")));

    for (name, mime) in [
        (file("_bg.wasm"), "application/wasm"),
        (file(".js"), "text/javascript; charset=utf-8"),
        (file(".css"), "text/css; charset=utf-8"),
        (file(".svg"), "image/svg+xml"),
        ("config.json".to_owned(), "application/json"),
        ("index.html".to_owned(), "text/html; charset=utf-8"),
    ] {
        let plain = front.ask("GET", &path(&name), &[]);
        assert_eq!((plain.status, plain.header("content-type")), (200, Some(mime)), "{name}");
        assert_guarded(&plain, &name);
        let named = name == "config.json" || name == "index.html";
        let kept = if named { "no-cache" } else { "public, max-age=31536000, immutable" };
        assert_eq!(plain.header("cache-control"), Some(kept), "{name}");
        assert!(plain.header("content-encoding").is_none());
        let head = front.ask("HEAD", &path(&name), &[]);
        assert_eq!((head.status, head.header("content-type")), (200, Some(mime)), "HEAD {name}");
        // Who has it gets it not again, compressed or not.
        for accepted in ["identity", "gzip"] {
            let fresh = front.ask("GET", &path(&name), &[("Accept-Encoding", accepted)]);
            let again = [("Accept-Encoding", accepted), ("If-None-Match", fresh.header("etag").unwrap())];
            assert_eq!(front.ask("GET", &path(&name), &again).status, 304, "{name} {accepted}");
        }
        if plain.body.len() > 4_000 {
            let small = front.ask("GET", &path(&name), &[("Accept-Encoding", "gzip")]);
            assert_eq!(small.header("content-encoding"), Some("gzip"), "{name}");
            assert!(small.body.len() < plain.body.len() / 2, "{name}: {} bytes", small.body.len());
            assert_eq!(small.header("vary").map(str::to_ascii_lowercase).as_deref(), Some("accept-encoding"), "{name}");
        }
    }

    let lost = file("_bg.wasm").replace("_bg", "0_bg");
    for missing in ["none", "none.js", "none/", "../Cargo.toml", ".htaccess", &lost] {
        let reply = front.ask("GET", &path(missing), &[]);
        assert_eq!(reply.status, if missing.starts_with("..") { reply.status.max(400) } else { 404 }, "{missing}");
        assert!(!String::from_utf8_lossy(&reply.body).contains("Tapeline"), "{missing}");
        assert!(!reply.header("cache-control").is_some_and(|kept| kept.contains("immutable")), "{missing}");
    }
    for method in ["POST", "PUT", "DELETE"] {
        assert_eq!(front.ask(method, &path(""), &[("Content-Length", "0")]).status, 405, "{method}");
    }
}

#[test]
fn the_page_is_served_at_the_root() {
    let server = behind_tls(Certificate::Good);
    for program in Program::ALL {
        let front = Deployment::of(program).trust(&[server.authority().unwrap()]).forward("--vb365", &server.api_url());
        let front = front.start();
        println!("{program:?}");
        assert_serves_the_page(&front);
        assert_forwards(&front, &server);
    }
}

/// What passes to the API and what does not.
fn assert_forwards(front: &Front, server: &Server) {
    let bearer = format!("Bearer {}", server.token());
    let from_browser = [
        ("Authorization", bearer.as_str()),
        ("Cookie", "portal=secret"),
        ("Origin", "https://portal.example"),
        ("Referer", "https://portal.example/x"),
    ];
    server.clear_requests();
    let path = "/v8/JobSessions?limit=2&status=Failed";
    let reply = front.ask("GET", path, &from_browser);
    assert_eq!((reply.status, reply.header("content-type")), (200, Some("application/json; charset=utf-8")));
    assert_eq!(reply.header("date"), Some("Sun, 22 Nov 2026 03:00:00 GMT"), "the server's own clock");
    assert_guarded(&reply, path);
    assert_eq!(reply.header("cache-control"), Some("no-store"));
    assert!(reply.header("content-security-policy").unwrap().contains("sandbox"));
    let came = server.requests();
    assert_eq!((came.len(), came[0].target.as_str()), (1, path));
    assert_eq!(came[0].authorization.as_deref(), Some(bearer.as_str()));
    assert!(came[0].cookie.is_none() && came[0].origin.is_none() && came[0].referer.is_none(), "{came:?}");
    assert_eq!(front.ask("GET", "/v8/JobSessions", &[]).status, 401);

    server.clear_requests();
    for method in ["POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"] {
        let reply = front.ask(method, "/v8/JobSessions", &[("Authorization", &bearer), ("Content-Length", "0")]);
        assert_eq!(reply.status, 405, "{method}");
    }
    for path in ["/v9/Jobs", "/v8/../token", "/v8", "/token", "/api/v8.1/jobSessions", "/_control/truth"] {
        assert!((400..=404).contains(&front.ask("GET", path, &from_browser).status), "{path}");
    }
    assert!(server.requests().is_empty(), "{:?}", server.requests());

    // A long answer is on its way before it is there as a whole.
    let pause = FaultKind::Drip(Duration::from_millis(5));
    server.set_faults(vec![Fault { path_contains: "Jobs".into(), after_n_matches: 0, times: None, kind: pause }]);
    let slow = front.ask("GET", "/v8/Jobs", &[("Authorization", &bearer)]);
    let (first, whole) = slow.times;
    assert!(slow.status == 200 && whole > Duration::from_millis(200), "{:?}", slow.times);
    assert!(first < whole / 2, "the answer was held back: {:?}", slow.times);
    server.set_faults(Vec::new());
    assert!(!front.said().contains(&server.token()), "the token is in a log");
}
