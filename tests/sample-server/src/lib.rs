//! A stand-in on loopback for the REST APIs that Tapeline reads: Veeam Backup for Microsoft 365 v1 to v8 under `/v1` to
//! `/v8`, Veeam Backup for Microsoft Azure v1 to v8.1 under `/api/v1` to `/api/v8.1`, both with the sample world of
//! [`sample_world`]; Veeam Backup & Replication and Veeam Backup for AWS under `/api/v1`, with machines of their own ([`BackupWorld`]). It also serves the page, plays faults on demand, and keeps a record of all it was asked.
//!
//! # Sessions that run
//!
//! `Options { now: Some(then), speed: Some(60), .. }` begins a world at `then` in which an hour passes in a minute: the
//! sessions named `running` and `running_retrieval` in [`Truth::landmarks`] get new rows, open rows end, and at last the
//! sessions end too (`running` after some two hours of the world). A `then` some hours ago keeps the world behind the clock
//! of the browser. [`Server::set_speed`] changes the pace, 0 holds it, [`Server::pass`] jumps ahead; so a test can
//! let a minute pass, hold the world, and compare the screen with [`Server::truth`] and [`Server::log`] at leisure.
//! No session is added while the server runs. A small `cap` makes a log of many pages.
//!
//! `/v8/Events?from=latest` and then `from=<nextChangeToken>&timeoutSeconds=30` tells which of them have changed, as a
//! long poll: `JobSessionUpdate`, and `JobUpdate` when a session ends. [`FaultKind::OutdatedToken`] makes it forget.
//!
//! # A run in which nothing stays well
//!
//! ```ignore
//! let server = start(Options { now: Some(then), speed: Some(360), cap: 50, seed, ..Options::default() })?;
//! for nth in 0.. {
//!     server.set_faults(chaos(seed, nth));
//!     // 0.3 s; leave the loop when `server.truth()` says that the session has ended.
//! }
//! server.set_faults(Vec::new());
//! // What is on screen at last is `server.log(id)`: complete, in order, without doubles.
//! ```
//!
//! All faults of [`chaos`] pass by themselves and none alters a row. Those that the page does not repeat by itself (a 500,
//! a web page in place of data) want "Try again" from the test. The same over HTTP, with `control` set: `PUT /_control/chaos
//! {"seed":1,"nth":7}`, `PUT /_control/clock {"speed":0,"pass_seconds":60}`, `GET /_control/truth`, `GET /_control/log/<id>`,
//! `GET /_control/time/<id>`.

mod api;
mod chaos;
mod clock;
mod control;
mod events;
mod faults;
mod files;
mod http;
mod odd;
mod options;
mod paging;
mod tls;
mod truth;
mod vb365;
mod vb365_rows;
mod vbazure;
mod vbr;
mod work;

use std::io;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use sample_world::id_from_text;
use serde_json::json;

pub use chaos::chaos;
pub use faults::{Fault, FaultBody, FaultKind};
pub use options::{Cors, Options};
pub use sample_world::World;
pub use sample_world::{BackupRow, BackupSession, BackupWorld, Machine, STAGES};
pub use tls::{Authority, Certificate, Identity, NAMES, client};
pub use truth::{FailedItem, LogRow, SessionTruth, Truth};
pub use work::{GroupTruth, WorkTruth};

use api::{Shared, locked};
use http::{Listener, Reply, Request};

/// A request that came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// When it came in, counted from the start of the server.
    pub at: Duration,
    /// GET, OPTIONS, ...
    pub method: String,
    /// Path and query, as sent.
    pub target: String,
    /// The Authorization header.
    pub authorization: Option<String>,
    /// The Origin header.
    pub origin: Option<String>,
    /// The Referer header.
    pub referer: Option<String>,
    /// The Cookie header.
    pub cookie: Option<String>,
    /// The revision of the API that was asked for.
    pub revision: Option<String>,
}

impl Recorded {
    fn of(request: &Request, at: Duration) -> Self {
        let header = |name: &str| request.header(name).map(str::to_owned);
        Self {
            at,
            method: request.method.clone(),
            target: request.target.clone(),
            authorization: header("authorization"),
            origin: header("origin"),
            referer: header("referer"),
            cookie: header("cookie"),
            revision: header("x-api-version"),
        }
    }

    fn to_json(&self) -> String {
        json!({
            "ms": self.at.as_millis(), "method": self.method, "target": self.target, "authorization": self.authorization,
            "origin": self.origin, "referer": self.referer, "cookie": self.cookie,
        })
        .to_string()
    }
}

/// A running stand-in. It stops when dropped.
pub struct Server {
    shared: Arc<Shared>,
    api: Listener,
    page: Option<Listener>,
    tripwire: Listener,
    authority: Option<String>,
}

/// Starts a stand-in on 127.0.0.1, each port on threads of its own.
pub fn start(options: Options) -> io::Result<Server> {
    // The tripwire needs its port before the rest is known, and counts into what is made after it.
    let trips: Arc<std::sync::OnceLock<Arc<Shared>>> = Arc::default();
    let counted = Arc::clone(&trips);
    let tripwire = Listener::start(
        0,
        None,
        Arc::new(move |_: &Request| {
            if let Some(shared) = counted.get() {
                shared.n_trips.fetch_add(1, Ordering::SeqCst);
            }
            Reply::new(200, "text/plain", "tripped").with("Access-Control-Allow-Origin", "*")
        }),
    )?;
    let shared = Arc::new(Shared::new(options, tripwire.url()));
    let _ = trips.set(Arc::clone(&shared));
    let answering = Arc::clone(&shared);
    let (authority, tls) = match shared.options.tls {
        Some(kind) => {
            let authority = Authority::new()?;
            (Some(authority.pem()), Some(authority.issue(kind)?.server()?))
        }
        None => (None, None),
    };
    if let (Some(file), Some(pem)) = (&shared.options.ca_out, &authority) {
        std::fs::write(file, pem)?;
    }
    let api = Listener::start(shared.options.port, tls, Arc::new(move |request: &Request| answering.answer(request)))?;
    let page = if shared.options.page_dir.is_some() {
        let serving = Arc::clone(&shared);
        let answer = move |request: &Request| {
            let options = &serving.options;
            locked(&serving.page_requests).push(Recorded::of(request, serving.begun.elapsed()));
            files::answer(options.page_dir.as_deref(), &options.page_path, &options.page_headers, request)
        };
        Some(Listener::start(shared.options.page_port, None, Arc::new(answer))?)
    } else {
        None
    };
    Ok(Server { shared, api, page, tripwire, authority })
}

impl Server {
    /// Address of the APIs, such as `http://127.0.0.1:40123`, without a slash at its end.
    pub fn api_url(&self) -> String {
        self.api.url()
    }

    /// What a client of the APIs may trust, as PEM, if they are behind TLS. It did not sign what is self-signed.
    pub fn authority(&self) -> Option<&str> {
        self.authority.as_deref()
    }

    /// Address of the page with its path, if there is a folder to serve.
    pub fn page_url(&self) -> Option<String> {
        self.page.as_ref().map(|page| page.url() + &self.shared.options.page_path)
    }

    /// Address that nobody should ever ask.
    pub fn tripwire_url(&self) -> String {
        self.tripwire.url()
    }

    /// The access token that is accepted now.
    pub fn token(&self) -> String {
        locked(&self.shared.token).0.clone()
    }

    /// Accepts this token from now on, and no other; its life begins.
    pub fn set_token(&self, token: &str) {
        *locked(&self.shared.token) = (token.to_owned(), Instant::now());
    }

    /// Puts these faults in force in place of all others.
    pub fn set_faults(&self, faults: Vec<Fault>) {
        locked(&self.shared.faults).set(faults);
    }

    /// All requests to the APIs so far, oldest first.
    pub fn requests(&self) -> Vec<Recorded> {
        locked(&self.shared.requests).clone()
    }

    /// All requests to the host of the page so far, oldest first.
    pub fn page_requests(&self) -> Vec<Recorded> {
        locked(&self.shared.page_requests).clone()
    }

    /// Forgets the requests so far, and how many of them were under way at one time.
    pub fn clear_requests(&self) {
        self.api.forget_most();
        locked(&self.shared.page_requests).clear();
        locked(&self.shared.requests).clear();
    }

    /// How many requests were neither GET nor OPTIONS.
    pub fn writes(&self) -> usize {
        self.shared.n_writes.load(Ordering::SeqCst)
    }

    /// The most requests to the APIs that were under way at one time, from their last byte to that of their answer.
    pub fn most_at_once(&self) -> usize {
        self.api.most_at_once()
    }

    /// How often the tripwire was asked.
    pub fn trips(&self) -> usize {
        self.shared.n_trips.load(Ordering::SeqCst)
    }

    /// The world as it stands now.
    pub fn world(&self) -> World {
        self.shared.world_now()
    }

    /// The world goes so many times as fast as this computer's clock from now on; 0 holds it.
    pub fn set_speed(&self, speed: u32) {
        self.shared.clock.set_speed(speed);
    }

    /// Lets so much time pass in the world at once.
    pub fn pass(&self, length: Duration) {
        self.shared.clock.pass(length);
    }

    /// The log of a session of either kind as it stands now, in order; `None` if there is no such session.
    pub fn log(&self, id: &str) -> Option<Vec<LogRow>> {
        LogRow::all_of(&self.world(), id_from_text(id)?)
    }

    /// Where the time of a session of either kind went, as it stands now; `None` if there is no such session, or if its log
    /// is empty or very long.
    pub fn work(&self, id: &str) -> Option<WorkTruth> {
        WorkTruth::of(&self.world(), id_from_text(id)?, None)
    }

    /// What Backup & Replication has done.
    pub fn backup(&self) -> &BackupWorld {
        &self.shared.backup
    }

    /// What a test may compare a screen with.
    pub fn truth(&self) -> Truth {
        Truth::of(&self.world())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.shared.stopped.store(true, Ordering::SeqCst);
    }
}
