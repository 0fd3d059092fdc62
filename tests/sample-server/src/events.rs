//! `/v8/Events`: what has changed since a token, and the wait until something does.
//!
//! A token says up to which moment its holder knows the world. Changes are worked out by looking at the world at both ends;
//! many changes of one session in between are one event, as in a server that was asked late.

use std::sync::atomic::Ordering;
use std::thread;
use std::time::{Duration, Instant};

use sample_world::{Json, Query, Session, Status, World};

use crate::api::Shared;
use crate::http::{Reply, Request};
use crate::vb365;

/// No poll is longer than this.
const LONGEST_POLL: u64 = 300;
const NAP: Duration = Duration::from_millis(20);

/// What has been handed out: all up to `from`, and of what changed from then `to` a later moment the first `n_known`.
#[derive(Clone, Copy)]
struct Token {
    from: i64,
    to: Option<i64>,
    n_known: usize,
}

impl Token {
    fn at(moment: i64) -> Self {
        Self { from: moment, to: None, n_known: 0 }
    }

    /// Tokens are good for one server only.
    fn text(self, world: &World) -> String {
        let of = world.installation() & 0xFFFF_FFFF;
        let rest = self.to.map_or_else(String::new, |to| format!("-{to:x}-{:x}", self.n_known));
        format!("{of:08x}-{:x}{rest}", self.from)
    }

    fn read(text: &str, world: &World) -> Option<Self> {
        let mut parts = text.split('-').map(|part| i64::from_str_radix(part, 16).ok());
        let of = parts.next()??;
        let from = parts.next()??;
        let to = match parts.next() {
            Some(to) => Some(to?),
            None => None,
        };
        let n_known = parts.next().flatten().and_then(|n| usize::try_from(n).ok()).unwrap_or_default();
        let is_of_here = u128::try_from(of).is_ok_and(|of| of == world.installation() & 0xFFFF_FFFF);
        (is_of_here && from >= world.now()).then_some(Self { from, to, n_known })
    }
}

/// One event: of a session, or of the job whose session has ended.
struct Change {
    session: Session,
    is_of_job: bool,
}

/// What differs between two moments, oldest session first.
fn changes(first: &World, from: i64, to: i64) -> Vec<Change> {
    let (old, new) = (first.at(from), first.at(to.max(from)));
    let mut all = Vec::new();
    for (before, after) in old.sessions.iter().zip(&new.sessions).rev() {
        let is_other =
            (before.n_items, before.progress, before.status) != (after.n_items, after.progress, after.status);
        if is_other {
            all.push(Change { session: after.clone(), is_of_job: false });
        }
        if before.end != after.end {
            all.push(Change { session: after.clone(), is_of_job: true });
        }
    }
    all
}

fn write(json: &mut Json, world: &World, change: &Change) {
    let session = &change.session;
    let job = world.jobs.get(session.owner);
    let job_id = job.map_or(0, |job| job.id);
    json.raw("{").text("eventType", if change.is_of_job { "JobUpdate" } else { "JobSessionUpdate" });
    json.id("id", if change.is_of_job { job_id } else { session.id });
    json.number("eTag", i64::try_from(session.n_items).unwrap_or(i64::MAX));
    json.id("organizationId", world.organization());
    json.text("jobType", if job.is_some_and(|job| job.copies.is_some()) { "Copy" } else { "Backup" });
    json.name("policyId").raw("null");
    json.id("jobId", job_id);
    // The events have no word for one that waits.
    let status = if session.status == Status::Queued { Status::Running } else { session.status };
    json.text("status", status.word());
    json.name("objectsEtag").raw("null").raw("}");
}

fn refused(code: &str, message: &str) -> Reply {
    let mut json = Json::default();
    json.raw("{").text("message", message).text("errorCode", code).raw("}");
    Reply::json(400, json.0)
}

/// Answers at once if something has changed since `from`, else waits for it for up to `timeoutSeconds`.
pub(crate) fn answer(shared: &Shared, request: &Request, may_wait: bool) -> Reply {
    const INVALID: &str = "ParameterValidationFailure";
    let (query, world) = (Query(request.query()), &shared.world);
    let (Some(limit), Some(timeout)) = (query.number("limit", 30), query.number("timeoutSeconds", 0)) else {
        return refused(INVALID, "The limit or the timeout is not valid.");
    };
    let limit = limit.clamp(1, shared.options.cap);
    let token = match query.get("from") {
        None => return refused(INVALID, "The from field is required."),
        Some(text) if text.eq_ignore_ascii_case("latest") => {
            return page(shared, request, limit, &[], Token::at(shared.clock.now()));
        }
        Some(text) => match Token::read(&text, world) {
            None => return refused("OutdatedChangeToken", "The change token is outdated."),
            Some(token) => token,
        },
    };
    let timeout = if may_wait { (timeout as u64).min(LONGEST_POLL) } else { 0 };
    let begun = Instant::now();
    loop {
        let to = token.to.unwrap_or_else(|| shared.clock.now());
        let mut new = changes(world, token.from, to);
        new.drain(..token.n_known.min(new.len()));
        let is_over = begun.elapsed() >= Duration::from_secs(timeout) || shared.stopped.load(Ordering::SeqCst);
        if new.is_empty() && token.to.is_none() && !is_over {
            thread::sleep(NAP);
            continue;
        }
        let next = if new.len() > limit {
            new.truncate(limit);
            Token { from: token.from, to: Some(to), n_known: token.n_known + limit }
        } else {
            Token::at(to)
        };
        return page(shared, request, limit, &new, next);
    }
}

fn page(shared: &Shared, request: &Request, limit: usize, changes: &[Change], next: Token) -> Reply {
    let world = &shared.world;
    let mut json = Json::default();
    json.raw("{").text("nextChangeToken", &next.text(world));
    json.name("limit").raw(&limit.to_string()).name("results").raw("[");
    for (at, change) in changes.iter().enumerate() {
        if at > 0 {
            json.raw(",");
        }
        write(&mut json, world, change);
    }
    json.raw("]").name("setId").raw("null");
    json.name("_links").raw("{").name("self").raw("{").text("href", &request.target).raw("}}}");
    Reply::json(200, json.0)
}

/// Whether a path is that of the events, which only v8 has.
pub(crate) fn is_asked(version: u8, parts: &[String]) -> bool {
    version >= 8 && parts == ["events"]
}

/// The answer to a token that the server no longer knows.
pub(crate) fn outdated(request: &Request) -> Option<Reply> {
    let (version, parts) = vb365::parts_of(request.path())?;
    let has_token = Query(request.query()).get("from").is_some_and(|word| !word.eq_ignore_ascii_case("latest"));
    (is_asked(version, &parts) && has_token).then(|| refused("OutdatedChangeToken", "The change token is outdated."))
}
