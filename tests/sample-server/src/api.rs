//! From a request on the port of the APIs to its answer: preflight, token, version, product, faults, CORS, record.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use sample_world::{Query, Scale, TICKS_PER_DAY, World};

use crate::clock::Clock;
use crate::faults::{FaultBody, FaultKind, Faults};
use crate::http::{Body, Manner, Reply, Request};
use crate::options::{Cors, Options};
use crate::vb365_rows::time_text;
use crate::{BackupWorld, Recorded, events, vb365, vbazure, vbr};

/// What the ports of one stand-in share.
pub(crate) struct Shared {
    pub(crate) options: Options,
    pub(crate) world: World,
    /// What Backup & Replication has done.
    pub(crate) backup: BackupWorld,
    pub(crate) token: Mutex<(String, Instant)>,
    pub(crate) faults: Mutex<Faults>,
    pub(crate) requests: Mutex<Vec<Recorded>>,
    pub(crate) page_requests: Mutex<Vec<Recorded>>,
    pub(crate) n_writes: AtomicUsize,
    pub(crate) n_trips: AtomicUsize,
    pub(crate) tripwire: String,
    pub(crate) begun: Instant,
    pub(crate) clock: Clock,
    /// Set when the server goes away, so that nobody waits for what no longer comes.
    pub(crate) stopped: AtomicBool,
}

/// A test that failed while it held a lock shall not hide behind a second failure.
pub(crate) fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A time as HTTP headers have it, such as `Sun, 22 Nov 2026 03:04:05 GMT`.
fn http_date(ticks: i64) -> String {
    const DAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let text = time_text(ticks);
    let part = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
    let month = part(5, 7).parse::<usize>().unwrap_or(1).saturating_sub(1);
    let day = usize::try_from(ticks.div_euclid(TICKS_PER_DAY).rem_euclid(7)).unwrap_or_default();
    let (day, month) = (DAYS.get(day).unwrap_or(&""), MONTHS.get(month).unwrap_or(&""));
    format!("{day}, {} {month} {} {} GMT", part(8, 10), part(0, 4), part(11, 19))
}

/// Which of the products a path belongs to.
enum Product {
    Microsoft365(u8, Vec<String>),
    Azure(String, Vec<String>),
    /// Backup & Replication, or AWS.
    Revisions(Vec<String>),
    Neither,
}

fn product_of(path: &str) -> Product {
    let lower = path.to_ascii_lowercase();
    if let Some(rest) = lower.strip_prefix("/api/") {
        let mut parts = rest.split('/').map(str::to_owned);
        let version = parts.next().unwrap_or_default();
        let parts: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
        if version == "v1" && vbr::is_asked(&parts) && parts != ["system", "about"] {
            return Product::Revisions(parts);
        }
        return Product::Azure(version, parts);
    }
    vb365::parts_of(path).map_or(Product::Neither, |(version, parts)| Product::Microsoft365(version, parts))
}

impl Shared {
    pub(crate) fn new(options: Options, tripwire: String) -> Self {
        let scale = Scale { big: options.items, odd: true };
        let clock = Clock::new(options.now, options.speed);
        let world = World::with_scale(options.seed, clock.now(), scale);
        let backup = BackupWorld::new(clock.now(), options.machines);
        Self {
            clock,
            stopped: AtomicBool::new(false),
            token: Mutex::new((options.token.clone(), Instant::now())),
            world,
            backup,
            options,
            faults: Mutex::default(),
            requests: Mutex::default(),
            page_requests: Mutex::default(),
            n_writes: AtomicUsize::new(0),
            n_trips: AtomicUsize::new(0),
            tripwire,
            begun: Instant::now(),
        }
    }

    /// The world at this moment.
    pub(crate) fn world_now(&self) -> World {
        self.world.at(self.clock.now().max(self.world.now()))
    }

    fn token_is_good(&self, request: &Request) -> bool {
        let token = locked(&self.token);
        let alive = self.options.token_life.is_none_or(|life| token.1.elapsed() < life);
        let given = request.header("authorization").and_then(|value| value.split_once(' '));
        alive && given.is_some_and(|(scheme, given)| scheme.eq_ignore_ascii_case("bearer") && given.trim() == token.0)
    }

    pub(crate) fn answer(&self, request: &Request) -> Reply {
        if self.options.control && request.path().starts_with("/_control/") {
            return self.control(request);
        }
        locked(&self.requests).push(Recorded::of(request, self.begun.elapsed()));
        let met = locked(&self.faults).meet(&request.method, &request.target);
        match request.method.as_str() {
            "OPTIONS" => return self.preflight(request, met.kind.as_ref()),
            "GET" => {}
            _ => {
                self.n_writes.fetch_add(1, Ordering::SeqCst);
                return self.allow(request, Reply::empty(405).with("Allow", "GET, OPTIONS"));
            }
        }
        let reply = match &met.kind {
            Some(fault) => self.spoilt(request, fault),
            None => self.good(request, None),
        };
        if met.no_cors_headers {
            return reply;
        }
        let reply = self.allow(request, reply);
        match self.allowed_origin(request).filter(|_| met.kind == Some(FaultKind::CorsTwice)) {
            Some(origin) => reply.with("Access-Control-Allow-Origin", &origin),
            None => reply,
        }
    }

    fn good(&self, request: &Request, fault: Option<&FaultKind>) -> Reply {
        match product_of(request.path()) {
            Product::Microsoft365(version, parts) if self.options.versions.contains(&version) => {
                if version == 8 && parts == ["health"] {
                    return Reply::json(200, r#"{"status":"Healthy","entries":{}}"#);
                }
                if !self.token_is_good(request) {
                    return Reply::empty(401);
                }
                if events::is_asked(version, &parts) {
                    return events::answer(self, request, fault.is_none());
                }
                let world = Arc::new(self.world_now());
                vb365::Asked { version, request, world, options: &self.options, fault }.answer(&parts)
            }
            Product::Azure(version, parts) if self.options.azure_versions.contains(&version) => {
                if !self.token_is_good(request) {
                    return vbazure::error(401, "Unauthorized");
                }
                let world = Arc::new(self.world_now());
                vbazure::Asked { version: &version, request, world, options: &self.options, fault }.answer(&parts)
            }
            Product::Revisions(parts) => {
                vbr::answer(&self.backup, &self.options, request, &parts, self.token_is_good(request))
            }
            _ => Reply::new(404, "text/plain", "404 page not found"),
        }
    }

    /// An error in the manner of the product that was asked.
    fn vendor_error(request: &Request, status: u16) -> Reply {
        match product_of(request.path()) {
            Product::Azure(..) => vbazure::error(status, "Error"),
            Product::Microsoft365(..) if status == 401 => Reply::empty(401),
            Product::Microsoft365(version, _) => vb365::error(version, status, "The request could not be completed."),
            Product::Revisions(_) | Product::Neither => Reply::empty(status),
        }
    }

    fn spoilt(&self, request: &Request, fault: &FaultKind) -> Reply {
        const PAGE: &str =
            "<!doctype html><html><title>Sign in</title><body><form>Sign in to continue</form></body></html>";
        let html = |status| Reply::new(status, "text/html; charset=utf-8", PAGE);
        let mut reply = self.good(request, Some(fault));
        match fault {
            FaultKind::Status { status, retry_after, body } => {
                reply = match body {
                    FaultBody::Vendor => Self::vendor_error(request, *status),
                    FaultBody::Empty => Reply::empty(*status),
                    FaultBody::Html => html(*status),
                };
                if let Some(seconds) = retry_after {
                    reply = reply.with("Retry-After", &seconds.to_string());
                }
            }
            FaultKind::Html => reply = html(200),
            FaultKind::NoContent => reply = Reply::empty(204),
            FaultKind::EmptyBody => reply = Reply::json(200, ""),
            FaultKind::CutBody => reply.manner = Manner::Cut,
            FaultKind::BadGzip => reply = reply.with("Content-Encoding", "gzip"),
            FaultKind::BadUtf8 => {
                if let Body::Bytes(bytes) = &mut reply.body {
                    let middle = bytes.len() / 2;
                    bytes.splice(middle..middle, [0xC3, 0x28, 0xFF, 0xFE]);
                }
            }
            FaultKind::Endless => reply.manner = Manner::Endless,
            FaultKind::Drip(pause) => reply.manner = Manner::Drip(*pause),
            FaultKind::SlowHeaders(wait) => reply.manner = Manner::Late(*wait),
            FaultKind::Redirect => {
                reply = Reply::empty(302).with("Location", &format!("{}{}", self.tripwire, request.target));
            }
            FaultKind::ErrorJson => {
                reply = Reply::json(200, r#"{"error":{"code":17,"message":"Something went wrong"}}"#);
            }
            FaultKind::OddError => {
                reply = Reply::json(500, r#"{"message":"No <img src=x>\u202Eelif here","errorCode":"\u202Ex"}"#);
            }
            FaultKind::Poisoned(rows) if self.holds_one(request, rows) => reply = Self::vendor_error(request, 500),
            FaultKind::OfProxy { status, content_type, body } => reply = Reply::new(*status, content_type, *body),
            FaultKind::HangUp => reply.manner = Manner::HangUp,
            FaultKind::OutdatedToken => reply = events::outdated(request).unwrap_or(reply),
            FaultKind::DeepJson => reply = Reply::json(200, "[".repeat(100_000)),
            // These change which rows are sent, or headers: seen to elsewhere.
            FaultKind::PreflightRefused(_)
            | FaultKind::NoCorsHeaders
            | FaultKind::LimitIgnored
            | FaultKind::PageRepeated
            | FaultKind::RowsInserted(_)
            | FaultKind::RowsDeleted(_)
            | FaultKind::OddSessions
            | FaultKind::NextLink(_)
            | FaultKind::SetLost
            | FaultKind::Poisoned(_)
            | FaultKind::CorsTwice => {}
        }
        reply
    }

    /// Whether the page that is asked for holds one of these rows.
    fn holds_one(&self, request: &Request, rows: &[usize]) -> bool {
        let query = Query(request.query());
        let offset = query.number("offset", 0).unwrap_or(0);
        let limit = query.number("limit", 30).unwrap_or(30).min(self.options.cap);
        rows.iter().any(|row| (offset..offset.saturating_add(limit)).contains(row))
    }

    fn allowed_origin(&self, request: &Request) -> Option<String> {
        let origin = request.header("origin")?;
        match &self.options.cors {
            Cors::Off => None,
            Cors::Any => Some("*".to_owned()),
            Cors::Origins(origins) => origins.iter().find(|one| *one == origin).cloned(),
        }
    }

    fn allow(&self, request: &Request, reply: Reply) -> Reply {
        let reply = reply.with("Cache-Control", "no-store").with("Date", &http_date(self.clock.now()));
        let Some(origin) = self.allowed_origin(request) else {
            return reply;
        };
        let reply = if origin == "*" { reply } else { reply.with("Vary", "Origin") };
        let reply = reply.with("Access-Control-Allow-Origin", &origin);
        if !self.options.exposes_headers {
            return reply;
        }
        reply.with("Access-Control-Expose-Headers", "Retry-After, Date")
    }

    fn preflight(&self, request: &Request, fault: Option<&FaultKind>) -> Reply {
        if let Some(FaultKind::PreflightRefused(status)) = fault {
            return Reply::empty(*status);
        }
        if self.allowed_origin(request).is_none() {
            return Reply::empty(405).with("Allow", "GET");
        }
        let mut reply = Reply::empty(204)
            .with("Access-Control-Allow-Methods", "GET")
            .with("Access-Control-Allow-Headers", "authorization, x-api-version");
        for name in ["Private", "Local"] {
            if request.header(&format!("Access-Control-Request-{name}-Network")).is_some() {
                reply = reply.with(&format!("Access-Control-Allow-{name}-Network"), "true");
            }
        }
        self.allow(request, reply)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_headers_are_those_of_the_standard() {
        assert_eq!(http_date(7_841_117_770_000_000), "Sun, 06 Nov 1994 08:49:37 GMT");
    }
}
