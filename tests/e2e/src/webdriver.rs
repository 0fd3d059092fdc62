//! A WebDriver client: a session, its commands, and an end for driver and browser whatever happens.

use std::os::unix::process::CommandExt as _;
use std::process::{Child, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::engine::Engine;
use crate::guard::Guard;
use crate::http::{self, free_port};
use crate::setup;

/// How often a condition is looked at.
pub(crate) const POLL: Duration = Duration::from_millis(25);
/// The longest a script of a test may take: a picture can take its time without a GPU.
const SCRIPT: Duration = Duration::from_secs(55);
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
    engine: Engine,
    port: u16,
    session: String,
    limit: Duration,
    _guard: Guard,
}

impl WebDriver {
    /// Starts the driver on a free port, and the browser with an empty profile.
    pub(crate) fn start() -> Self {
        Self::start_with(&[])
    }

    /// With further switches of Chromium's.
    pub(crate) fn start_with(switches: &[&str]) -> Self {
        let engine = setup::engine();
        let port = free_port();
        let profile = std::env::temp_dir().join(format!("tapeline-e2e-{}-{port}", std::process::id()));
        // A group of its own, so that all it starts can be ended with it.
        let mut driver = engine.driver(port, &profile);
        driver.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).process_group(0);
        let mut driver = driver.spawn().expect("the driver starts");
        let mut guard = Guard::over(&profile);
        guard.add_group(driver.id());
        wait_until_ready(port, &mut driver);
        let answer = send(port, "POST", "/session", &engine.capabilities(&profile, switches), START)
            .unwrap_or_else(|e| panic!("{} did not start: {}: {}", engine.name(), e.code, e.message));
        if let Some(pid) = engine.process_id(&answer["capabilities"]) {
            guard.add(pid);
        }
        let session = answer["sessionId"].as_str().expect("a session has an id").to_owned();
        let driver = Self { engine, port, session, limit: COMMAND, _guard: guard };
        driver.limit_scripts(SCRIPT);
        driver
    }

    /// From here on, a command may take this long; so may a script of the page.
    pub(crate) fn set_limit(&mut self, limit: Duration) {
        self.limit = limit;
        self.limit_scripts(limit);
    }

    fn limit_scripts(&self, limit: Duration) {
        let limits = json!({ "script": limit.as_millis() });
        self.command("POST", "/timeouts", &limits).unwrap_or_else(|e| panic!("{}: {}", e.code, e.message));
    }

    /// Which browser it is.
    pub(crate) fn engine(&self) -> Engine {
        self.engine
    }

    /// Sends a command of the session; `path` is what follows the session's id.
    pub(crate) fn command(&self, method: &str, path: &str, body: &Value) -> Result<Value, Refusal> {
        send(self.port, method, &format!("/session/{}{path}", self.session), body, self.limit)
    }
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
        assert!(ended.is_none(), "the driver ended at once: {ended:?}");
        assert!(Instant::now() < deadline, "the driver was not ready after {START:?}");
        thread::sleep(POLL);
    }
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
