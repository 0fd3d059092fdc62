//! Debian's web servers with the recipes of `cargo xtask deploy`: headers, types, caching, and what is forwarded. No
//! browser is needed for these; `deploy.rs` has those that need one.

use std::fs;
use std::time::Duration;

use e2e::{Deployment, Front, Program, Reply, Site, setup};
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
fn assert_serves_the_page(program: Program, front: &Front) {
    let path = |name: &str| front.path(name);
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
            for coding in ["gzip", "br"] {
                let small = front.ask("GET", &path(&name), &[("Accept-Encoding", coding)]);
                // Debian's nginx has brotli in a package of its own.
                let coded = Some(coding).filter(|coding| program != Program::Nginx || *coding == "gzip");
                assert_eq!(small.header("content-encoding"), coded, "{name}");
                assert!(coded.is_none() || small.body.len() < plain.body.len() / 2, "{name}: {}", small.body.len());
                assert_eq!(small.header("content-type"), Some(mime), "{name}");
                let vary = small.header("vary").map(str::to_ascii_lowercase);
                assert!(coded.is_none() || vary.as_deref() == Some("accept-encoding"), "{name}: {vary:?}");
            }
        }
    }

    // A file of another release: that it is missing must not be kept for a year.
    let lost = "tapeline-0123456789abcdef_bg.wasm";
    for missing in ["none", "none.js", "none/", "../Cargo.toml", ".htaccess", lost] {
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
fn the_page_and_the_api_are_one_origin() {
    let server = behind_tls(Certificate::Good);
    for program in Program::ALL {
        let deployment = Deployment::of(program).trust(&[server.authority().unwrap()]);
        let front = deployment.forward("--vb365", &server.api_url()).start();
        println!("{program:?}");
        assert_serves_the_page(program, &front);
        assert_forwards(&front, &server);
        assert!(!front.said().contains("[warn]"), "{}", front.said());
        assert!(front.ask("GET", &front.path(""), &[]).header("strict-transport-security").is_none(), "without TLS");
    }
}

#[test]
fn the_page_is_served_below_a_path_and_behind_tls() {
    let server = behind_tls(Certificate::Good);
    for program in Program::ALL {
        let deployment = Deployment::of(program).under("/deep/sub/").encrypted();
        let deployment = deployment.trust(&[server.authority().unwrap()]).forward("--vbazure", &server.api_url());
        let front = deployment.start();
        println!("{program:?}");
        assert_serves_the_page(program, &front);
        let bare = front.ask("GET", "/deep/sub", &[]);
        let goes_to = bare.header("location").unwrap().trim_start_matches(&front.origin).to_owned();
        assert_eq!((bare.status, goes_to.as_str()), (301, "/deep/sub/"));
        for elsewhere in ["/", "/index.html", "/deep/", "/deep/sub2/", "/config.json", "/v8/Jobs"] {
            assert_eq!(front.ask("GET", elsewhere, &[]).status, 404, "{elsewhere}");
        }
        let bearer = format!("Bearer {}", server.token());
        for path in [front.path("").as_str(), "/api/v8.1/jobSessions"] {
            let reply = front.ask("GET", path, &[("Authorization", &bearer)]);
            assert_eq!(reply.status, 200, "{path}");
            assert_eq!(reply.header("strict-transport-security"), Some("max-age=31536000"), "{path}");
        }
        // A dot is a dot.
        server.clear_requests();
        assert_eq!(front.ask("GET", "/api/v8x1/jobSessions", &[]).status, 404);
        assert!(server.requests().is_empty());
    }
}

/// Apache calls it an error of its own when a server behind it cannot be trusted.
fn told(program: Program, status: u16) -> u16 {
    if (program, status) == (Program::Apache, 502) { 500 } else { status }
}

/// A server with the wrong certificate gets nothing: not the token, not even the question.
#[test]
fn servers_that_cannot_prove_their_name_get_nothing() {
    let [good, itself, other, late] =
        [Certificate::Good, Certificate::SelfSigned, Certificate::WrongName, Certificate::Expired].map(behind_tls);
    let trusted = [&good, &itself, &other, &late].map(|server| server.authority().unwrap());
    let bearer = format!("Bearer {}", good.token());
    for program in Program::ALL {
        let first = Deployment::of(program).trust(&trusted).forward("--vb365", &itself.api_url());
        let first = first.forward("--vbazure", &other.api_url()).start();
        let second = Deployment::of(program).trust(&trusted).forward("--vb365", &late.api_url());
        let second = second.forward("--vbazure", &good.api_url()).start();
        let third = Deployment::of(program).trust(&trusted[1..]).forward("--vb365", &good.api_url()).start();
        let cases = [
            (&first, "/v8/Jobs", 502, "self-signed"),
            (&first, "/api/v8/jobSessions", 502, "wrong name"),
            (&second, "/v8/Jobs", 502, "expired"),
            (&second, "/api/v8/jobSessions", 200, "good"),
            (&third, "/v8/Jobs", 502, "of an unknown authority"),
        ];
        for (front, path, status, what) in cases {
            let reply = front.ask("GET", path, &[("Authorization", &bearer)]);
            assert_eq!(reply.status, told(program, status), "{program:?}, {what}: {}", front.said());
            assert_guarded(&reply, what);
        }
        assert_eq!(good.requests().len(), 1);
        good.clear_requests();
    }
    for bad in [itself, other, late] {
        assert!(bad.requests().is_empty(), "{:?}", bad.requests());
    }
}

/// What a server says about cookies, framing and other origins is not what the browser hears.
#[test]
fn the_host_has_the_last_word_on_headers() {
    let upstream = ["Set-Cookie", "Access-Control-Allow-Origin", "Access-Control-Allow-Credentials"]
        .into_iter()
        .chain(["Content-Security-Policy", "Cache-Control", "X-Content-Type-Options", "Referrer-Policy"])
        .fold(Site::of(setup::dist()).under("/v8/"), |site, name| site.header(name, "upstream"))
        .header("Retry-After", "7")
        .start();
    for program in Program::ALL {
        for cors in [false, true] {
            let deployment = Deployment::of(program).forward("--vb365", &upstream.origin());
            let front = if cors { deployment.with_cors() } else { deployment }.start();
            let ask = if cors { Front::ask_api } else { Front::ask };
            let reply = ask(&front, "GET", "/v8/config.json", &[("Origin", &front.origin)]);
            assert_eq!((reply.status, reply.header("retry-after")), (200, Some("7")), "{program:?}");
            assert!(reply.headers.iter().all(|(_, value)| value != "upstream"), "{program:?}: {reply:?}");
            assert_guarded(&reply, "an answer of the API");
            let allowed = cors.then_some(front.origin.as_str());
            assert_eq!(reply.header("access-control-allow-origin"), allowed, "{program:?}");
        }
    }
}

#[test]
fn an_api_of_its_own_lets_the_page_read_and_nobody_else() {
    let [good, late] = [Certificate::Good, Certificate::Expired].map(behind_tls);
    let trusted = [&good, &late].map(|server| server.authority().unwrap());
    let bearer = format!("Bearer {}", good.token());
    for program in Program::ALL {
        let deployment = Deployment::of(program).trust(&trusted).with_cors();
        let deployment = deployment.forward("--vb365", &good.api_url()).forward("--vbazure", &late.api_url());
        let front = deployment.start();
        let index = front.ask("GET", "/", &[]);
        let connect = format!("; connect-src 'self' {};", front.api_origin);
        assert!(index.header("content-security-policy").unwrap().contains(&connect), "{index:?}");
        assert_eq!(front.ask("GET", "/v8/Jobs", &[]).status, 404, "the page's host forwards nothing");
        for origin in [front.origin.as_str(), "https://portal.example"] {
            let asked = [("Origin", origin), ("Access-Control-Request-Headers", "authorization")];
            let asked = [asked[0], asked[1], ("Access-Control-Request-Method", "GET")];
            let preflight = front.ask_api("OPTIONS", "/v8/Jobs", &asked);
            assert_eq!((preflight.status, preflight.body.len()), (204, 0), "{program:?}");
            let says = |name: &str| preflight.header(name).map(str::to_ascii_lowercase);
            assert_eq!(says("access-control-allow-origin").as_deref(), Some(front.origin.as_str()));
            assert_eq!(says("access-control-allow-headers").as_deref(), Some("authorization"));
            assert_eq!(says("access-control-allow-methods").as_deref(), Some("get"));
            assert_eq!(says("access-control-allow-credentials"), None);
        }
        assert!(good.requests().is_empty(), "the host answers OPTIONS itself");
        // Errors too, of the server and of the host, are for the page to read.
        for (path, status) in [("/v8/Jobs", 200), ("/v8/Nothing", 404), ("/api/v8/jobSessions", 502)] {
            let reply = front.ask_api("GET", path, &[("Authorization", &bearer), ("Origin", &front.origin)]);
            assert_eq!(reply.status, told(program, status), "{program:?} {path}: {}", front.said());
            assert_eq!(reply.header("access-control-allow-origin"), Some(front.origin.as_str()), "{path}");
            assert_eq!(reply.header("access-control-expose-headers"), Some("Retry-After, Date"), "{path}");
        }
        assert_eq!(front.ask_api("POST", "/v8/Jobs", &[("Content-Length", "0")]).status, 405);
        assert_eq!(front.ask_api("GET", "/", &[]).status, 404);
        good.clear_requests();
    }
    assert!(late.requests().is_empty());
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
    let pause = FaultKind::Drip(Duration::from_millis(2));
    server.set_faults(vec![Fault { path_contains: "Jobs".into(), after_n_matches: 0, times: None, kind: pause }]);
    let slow = front.ask("GET", "/v8/Jobs", &[("Authorization", &bearer)]);
    let (first, whole) = slow.times;
    assert!(slow.status == 200 && whole > Duration::from_millis(100), "{:?}", slow.times);
    assert!(first < whole / 2, "the answer was held back: {:?}", slow.times);
    server.set_faults(Vec::new());
    assert!(!front.said().contains(&server.token()), "the token is in a log");
}
