//! A WebDriver client for Chromium: a session, its commands, and an end for both programs whatever happens.

use std::io::Write as _;
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::{http, setup};

/// How often a condition is looked at.
pub(crate) const POLL: Duration = Duration::from_millis(25);
/// The longest a single command may take, unless it is said otherwise.
const COMMAND: Duration = Duration::from_mins(1);
/// The longest the driver and the browser may take to start, on a busy machine.
const START: Duration = Duration::from_mins(1);

/// What the driver says when it cannot do a thing: its short code and its message.
#[derive(Debug)]
pub struct Refusal {
    /// Such as `script timeout`; `no answer` if the driver itself did not answer in time.
    pub code: String,
    /// For people.
    pub message: String,
}

/// A running browser and the driver that steers it.
pub(crate) struct WebDriver {
    port: u16,
    session: String,
    limit: Duration,
    // This end of the pipe closes when this process ends, however it ends; the guard then cleans up.
    _guard: ChildStdin,
}

impl WebDriver {
    /// Starts the driver on a free port, and the browser with an empty profile.
    pub(crate) fn start() -> Self {
        let port = free_port();
        let profile = std::env::temp_dir().join(format!("tapeline-e2e-{}-{port}", std::process::id()));
        let mut driver = Command::new(setup::chromedriver())
            .arg(format!("--port={port}"))
            .arg("--log-level=SEVERE")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver starts");
        let mut guard = guard(&profile);
        writeln!(guard, "{}", driver.id()).expect("the guard listens");
        wait_until_ready(port, &mut driver);
        let answer = send(port, "POST", "/session", &capabilities(&profile), START).expect("Chromium starts");
        let pid = &answer["capabilities"]["goog:processID"];
        writeln!(guard, "{pid}").expect("the guard listens");
        let session = answer["sessionId"].as_str().expect("a session has an id").to_owned();
        Self { port, session, limit: COMMAND, _guard: guard }
    }

    /// From here on, a command may take this long; so may a script of the page.
    pub(crate) fn set_limit(&mut self, limit: Duration) {
        self.limit = limit;
        let body = json!({ "script": limit.as_millis() });
        self.command("POST", "/timeouts", &body).expect("the driver has time limits");
    }

    /// Sends a command of the session; `path` is what follows the session's id.
    pub(crate) fn command(&self, method: &str, path: &str, body: &Value) -> Result<Value, Refusal> {
        send(self.port, method, &format!("/session/{}{path}", self.session), body, self.limit)
    }
}

/// Ends both programs when its input does: on success, on a panic, on ctrl-c, and when the test is killed.
/// (A driver that is ended leaves its browser running, and statics are never dropped.)
#[expect(clippy::zombie_processes, reason = "it outlives this process, on purpose")]
fn guard(profile: &Path) -> ChildStdin {
    let script = "trap '' INT TERM HUP; all=; while read -r pid; do all=\"$all $pid\"; done; \
                  kill -9 $all 2>/dev/null; sleep 0.2; rm -rf \"$0\"";
    let mut guard = Command::new("sh")
        .args(["-c", script])
        .arg(profile)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("sh starts");
    guard.stdin.take().expect("the guard's input is a pipe")
}

fn wait_until_ready(port: u16, driver: &mut Child) {
    let deadline = Instant::now() + START;
    loop {
        if let Ok((200, body)) = http::ask(port, "GET", "/status", "", Duration::from_secs(5)) {
            let status: Value = serde_json::from_slice(&body).unwrap_or_default();
            if status["value"]["ready"] == true {
                return;
            }
        }
        let ended = driver.try_wait().expect("the driver can be asked");
        assert!(ended.is_none(), "chromedriver ended at once: {ended:?}");
        assert!(Instant::now() < deadline, "chromedriver was not ready after {START:?}");
        thread::sleep(POLL);
    }
}

fn capabilities(profile: &Path) -> Value {
    let profile = format!("--user-data-dir={}", profile.display());
    let args = [
        "--headless=new",
        // Chromium refuses its sandbox when it runs as root, as it does in containers.
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-quic",
        "--no-first-run",
        // No request but the page's own.
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        // Same pixels on every machine.
        "--force-device-scale-factor=1",
        "--force-color-profile=srgb",
        "--hide-scrollbars",
        "--lang=en-GB",
        "--window-size=1440,900",
        &profile,
    ];
    json!({ "capabilities": { "alwaysMatch": {
        "browserName": "chrome",
        "unhandledPromptBehavior": "dismiss and notify",
        "goog:loggingPrefs": { "browser": "ALL" },
        "goog:chromeOptions": { "binary": setup::chromium(), "args": args },
    } } })
}

fn send(port: u16, method: &str, path: &str, body: &Value, limit: Duration) -> Result<Value, Refusal> {
    let body = if method == "POST" { body.to_string() } else { String::new() };
    let (status, answer) = http::ask(port, method, path, &body, limit)
        .map_err(|e| Refusal { code: "no answer".to_owned(), message: format!("{method} {path}: {e}") })?;
    let mut answer: Value = serde_json::from_slice(&answer).unwrap_or_default();
    let value = answer["value"].take();
    if status == 200 {
        return Ok(value);
    }
    let text = |name: &str| value[name].as_str().unwrap_or_default().to_owned();
    Err(Refusal { code: text("error"), message: text("message") })
}

/// A port that nobody listens on right now.
fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("loopback has a free port");
    listener.local_addr().expect("a bound socket has an address").port()
}
