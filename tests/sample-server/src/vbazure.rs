//! Veeam Backup for Microsoft Azure, v1 to v8.1: the same sessions as virtual machines and policies.

use std::sync::Arc;

use sample_world::{
    Item, Job, Json, Objects, Query, Session, Status, TICKS_PER_DAY, TICKS_PER_SECOND, World, id_from_text,
};

use crate::faults::FaultKind;
use crate::http::{Reply, Request};
use crate::odd;
use crate::options::Options;
use crate::paging::{Row, Window, rows};
use crate::vb365::id_text;

/// One request to one version.
pub(crate) struct Asked<'a> {
    /// Such as `v8.1`.
    pub(crate) version: &'a str,
    pub(crate) request: &'a Request,
    pub(crate) world: Arc<World>,
    pub(crate) options: &'a Options,
    pub(crate) fault: Option<&'a FaultKind>,
}

/// How long the health check took: longer than a day, and with a fraction of one digit.
pub(crate) const LONG: i64 = TICKS_PER_DAY + (2 * 3_600 + 3 * 60 + 4) * TICKS_PER_SECOND + 5_000_000;
/// The id of the health check.
pub(crate) const LONG_ID: u128 = 0x4c6f_6e67_0000_4000_8000_0000_0000_0001;

/// An error as a problem document.
pub(crate) fn error(status: u16, title: &str) -> Reply {
    let mut json = Json::default();
    json.raw("{").text("type", &format!("https://tools.ietf.org/html/rfc9110#status.{status}")).text("title", title);
    json.number("status", status.into()).name("detail").raw("null");
    match status {
        400 => json.text("traceId", "00-1f2e3d4c-01").name("errors").raw("{\"Limit\":[\"The value is not valid.\"]}"),
        401 => json.name("extensions").raw("{}"),
        403 => json.flag("licenseAgreementAcceptanceRequired", false),
        _ => json.name("instance").raw("null").text("traceId", "00-1f2e3d4c-01"),
    };
    json.raw("}");
    Reply::new(status, "application/problem+json; charset=utf-8", json.0)
}

pub(crate) fn status_word(status: Status) -> &'static str {
    match status {
        Status::Failed => "Error",
        Status::Queued => "Pending",
        Status::Stopped => "Canceled",
        other => other.word(),
    }
}

/// A span of time as .NET writes it: days only if there are any, seven digits or none.
fn span(ticks: i64) -> String {
    let days = ticks / TICKS_PER_DAY;
    let of_day = ticks % TICKS_PER_DAY;
    let second = of_day / TICKS_PER_SECOND;
    let day_part = if days > 0 { format!("{days}.") } else { String::new() };
    let fraction = match of_day % TICKS_PER_SECOND {
        0 => String::new(),
        _ if ticks == LONG => ".5".to_owned(),
        fraction => format!(".{fraction:07}"),
    };
    format!("{day_part}{:02}:{:02}:{:02}{fraction}", second / 3_600, second / 60 % 60, second % 60)
}

/// Version 1 numbers its sessions from the oldest on; the health check has the last number.
fn session_id(world: &World, version: &str, at: usize) -> String {
    if version == "v1" {
        (1 + world.sessions.len() - at).to_string()
    } else {
        id_text(session_at(world, at).map_or(LONG_ID, |session| session.id))
    }
}

/// The session at a place of the list: those of the world, then the health check (`None`), then those that bring data
/// back, which version 1 does not have.
fn session_at(world: &World, at: usize) -> Option<&Session> {
    let n = world.sessions.len();
    if at <= n { world.sessions.get(at) } else { world.retrieval_sessions.get(at - n - 1) }
}

/// What a session is here; `None` is the health check.
fn kind(world: &World, session: Option<&Session>) -> (&'static str, &'static str) {
    let Some(session) = session else {
        return ("HealthCheck", "Health Check");
    };
    if session.retrieval.is_some() {
        return match session.owner % 2 {
            0 => ("RestorePointDataRetrieval", "Data Retrieval"),
            _ => ("SqlRestorePointDataRetrieval", "SQL Data Retrieval"),
        };
    }
    match world.jobs.get(session.owner).map(|job| job.objects) {
        Some(Objects::Mailbox) => ("PolicyBackup", "Policy Backup"),
        Some(Objects::Site) => ("PolicySnapshot", "Policy Snapshot"),
        Some(Objects::OneDrive) => ("BackupRetention", "Backup Retention"),
        _ => ("RestoreVms", "VM Restore"),
    }
}

impl Asked<'_> {
    /// Answers a GET whose token has been found good; the parts are those after the version, in lower case.
    pub(crate) fn answer(&self, parts: &[String]) -> Reply {
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        self.route(&parts).unwrap_or_else(|| error(404, "Not Found"))
    }

    /// Place of a session in the list of the world; the health check comes after the last.
    fn position(&self, id: &str) -> Option<usize> {
        let n = self.world.sessions.len();
        if self.version == "v1" {
            return (n + 1).checked_sub(id.parse().ok()?).filter(|&at| at <= n);
        }
        let id = id_from_text(id)?;
        if id == LONG_ID {
            return Some(n);
        }
        let world = &self.world;
        let of_retrievals =
            || world.retrieval_sessions.iter().position(|session| session.id == id).map(|at| n + 1 + at);
        world.sessions.iter().position(|session| session.id == id).or_else(of_retrievals)
    }

    fn route(&self, parts: &[&str]) -> Option<Reply> {
        match *parts {
            ["system", "about"] => {
                let mut json = Json::default();
                json.raw("{").text("serverVersion", "8.1.0.1044").text("workerVersion", "8.1.0.1044").raw("}");
                Some(Reply::json(200, json.0))
            }
            ["jobsessions"] => Some(self.sessions()),
            ["jobsessions" | "jobsession", id] => {
                let mut json = Json::default();
                push_session(&mut json, &self.world, self.version, self.position(id)?);
                Some(Reply::json(200, json.0))
            }
            ["jobsessions" | "jobsession", id, "log"] => Some(self.log(self.position(id)?)),
            _ => None,
        }
    }

    fn sessions(&self) -> Reply {
        let (world, query) = (&self.world, Query(self.request.query()));
        let all = |name: &str| -> Vec<String> {
            let pairs = self.request.query().split('&').filter_map(|pair| pair.split_once('='));
            pairs.filter(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.to_owned()).collect()
        };
        let (statuses, types) = (all("Status"), all("Types"));
        let among =
            |list: &[String], word: &str| list.is_empty() || list.iter().any(|one| one.eq_ignore_ascii_case(word));
        let (from, to, policy) = (query.time("FromUtc"), query.time("ToUtc"), query.id("PolicyId"));
        let n_retrievals = if self.version == "v1" { 0 } else { world.retrieval_sessions.len() };
        let mut chosen: Vec<usize> = (0..=world.sessions.len() + n_retrievals)
            .filter(|&at| {
                let session = session_at(world, at);
                let start = start_of(world, at);
                among(&statuses, session.map_or("Success", |session| status_word(session.status)))
                    && among(&types, kind(world, session).0)
                    && from.is_none_or(|from| start >= from)
                    && to.is_none_or(|to| start <= to)
                    && policy.is_none_or(|id| {
                        session.and_then(|session| policy_of(world, session)).is_some_and(|job| job.id == id)
                    })
            })
            .collect();
        chosen.sort_by_key(|&at| std::cmp::Reverse(start_of(world, at)));
        let n = chosen.len();
        // A limit of -1 means all.
        let window = if query.get("limit").as_deref() == Some("-1") {
            let offset = query.number("offset", 0).unwrap_or(0).min(n);
            Some(Window { offset, limit: n, from: offset, to: n })
        } else {
            Window::of(query, self.options.cap, n, self.fault)
        };
        let Some(window) = window else {
            return error(400, "One or more validation errors occurred.");
        };
        let mut json = Json::default();
        json.raw("{").name("offset").raw(&window.offset.to_string()).name("limit").raw(&window.limit.to_string());
        json.name("totalCount").raw(&n.to_string()).name("results").raw("[");
        let end = self.page_links(window, n);
        let (world, version) = (Arc::clone(world), self.version.to_owned());
        let row: Row = Box::new(move |json, at| {
            if let Some(&at) = chosen.get(at) {
                push_session(json, &world, &version, at);
            }
        });
        rows(json, window.from, window.to, &end, row)
    }

    fn page_links(&self, window: Window, n: usize) -> String {
        let mut json = Json("]".to_owned());
        let base = format!("https://fjordline.ukwest.cloudapp.azure.example/api/{}/jobSessions", self.version);
        let mut link = |name: &str, offset: usize| {
            let href = format!("{base}?offset={offset}&limit={}&display=Full", window.limit);
            json.name(name).raw("{").text("href", &href).raw("}");
        };
        link("self", window.offset);
        if window.offset > 0 {
            link("prev", window.offset.saturating_sub(window.limit));
        }
        link("first", 0);
        if window.to < n {
            link("next", window.to);
        }
        let links = json.0.split_off(1);
        format!("],\"_links\":{{{}}}}}", links.trim_start_matches(','))
    }

    fn log(&self, at: usize) -> Reply {
        let world = &self.world;
        let mut json = Json::default();
        json.raw("{").text("jobSessionId", &session_id(world, self.version, at)).name("log").raw("[");
        let Some(session) = session_at(world, at) else {
            let start = start_of(world, at);
            let rows = [
                (start, 0, "Health check started"),
                (start, LONG, "Checking backup files of 412 VMs"),
                (start + LONG, 0, "Health check finished"),
            ];
            for (nth, (start, length, message)) in rows.into_iter().enumerate() {
                if nth > 0 {
                    json.raw(",");
                }
                push_row(&mut json, Status::Success, message, start, Some(start + length));
            }
            json.raw("]}");
            return Reply::json(200, json.0);
        };
        if session.id == world.landmarks.odd {
            let odd = odd::rows();
            let n = odd.len();
            let row: Row = Box::new(move |json, at| {
                if let Some(row) = odd.get(at) {
                    row.write_azure(json);
                }
            });
            return rows(json, 0, n, "]}", row);
        }
        let n = session.n_items;
        let (session, world) = (session.holding_times(), Arc::clone(world));
        let row: Row = Box::new(move |json, at| {
            if let Some(item) = world.log(&session).item(at) {
                push_row(json, item.status, &message(&item, at), item.start, item.end);
            }
        });
        rows(json, 0, n, "]}", row)
    }
}

fn start_of(world: &World, at: usize) -> i64 {
    let oldest = world.sessions.last().map_or(0, |session| session.start);
    session_at(world, at).map_or(oldest + 5 * TICKS_PER_DAY + 1_234_560, |session| session.start)
}

/// The policy whose run a session is; a data retrieval is none of any.
fn policy_of<'a>(world: &'a World, session: &Session) -> Option<&'a Job> {
    world.jobs.get(session.owner).filter(|_| session.retrieval.is_none())
}

/// What a row says here. The first and last rows read as in the world; objects become virtual machines.
fn message(item: &Item, at: usize) -> String {
    let is_object =
        ["rocess", "Nothing", "not found", "License", "skipped"].iter().any(|word| item.text.contains(word));
    if !is_object {
        return item.text.clone();
    }
    let vm = format!("vm-{at:05}");
    match item.status {
        Status::Warning => {
            format!("Backup of {vm} completed with a warning: application-aware snapshot was not possible")
        }
        Status::Failed => format!("Failed to create a snapshot of {vm}: the quota of region westeurope is exceeded"),
        Status::Stopped => format!("Backup of {vm} was canceled"),
        _ => format!("Backing up {vm}"),
    }
}

fn push_row(json: &mut Json, status: Status, message: &str, start: i64, end: Option<i64>) {
    // A row is logged some microseconds before what it says begins, as on a real server.
    json.raw("{").time("logTime", Some(start - 180), 0).text("status", status_word(status)).text("message", message);
    json.name("resourceHashId").raw("null").time("executionStartTime", Some(start), 0);
    match end {
        Some(end) => json.text("executionDuration", &span(end - start)),
        None => json.name("executionDuration").raw("null"),
    };
    json.raw("}");
}

fn push_session(json: &mut Json, world: &World, version: &str, at: usize) {
    let session = session_at(world, at);
    let start = start_of(world, at);
    let end = session.map_or(Some(start + LONG), |session| session.end);
    let id = session_id(world, version, at);
    let (type_word, localized) = kind(world, session);
    json.raw("{").text("id", &id).text("type", type_word).text("localizedType", localized);
    json.time("executionStartTime", Some(start), 0).time("executionStopTime", end, 0);
    match end {
        Some(end) => json.text("executionDuration", &span(end - start)),
        // Of what runs, the appliance sends how long it has been running.
        None if session.is_some_and(|session| session.retrieval.is_some()) => {
            json.text("executionDuration", &span(world.now() - start))
        }
        None => json.name("executionDuration").raw("null"),
    };
    let mut status = session.map_or("Success", |session| status_word(session.status));
    if let Some(session) = session.filter(|session| session.status == Status::Running) {
        let [_, n_warnings, n_failed, ..] = world.log(session).counts();
        status = match (n_warnings, n_failed) {
            (0, 0) => status,
            (_, 0) => "RunningWithWarning",
            _ => "RunningWithError",
        };
    }
    json.text("status", status);
    if version == "v1" {
        json.number("usn", 275);
    } else if let Some(retrieval) =
        session.filter(|session| session.retrieval.is_some()).and_then(|session| world.retrievals.get(session.owner))
    {
        json.name("restorePointDataRetrievalJobInfo").raw("{").text("vmName", retrieval.name).raw("}");
    } else if let Some(job) = session.and_then(|session| policy_of(world, session)) {
        json.name("backupJobInfo").raw("{").id("policyId", job.id).text("policyName", job.name);
        json.text("policyType", "Backup").raw("}");
        json.name("restoreJobInfo").raw("null");
    }
    let href = format!("https://fjordline.ukwest.cloudapp.azure.example/api/{version}/jobSessions/{id}");
    json.name("_links").raw("{").name("self").raw("{").text("href", &href).raw("}");
    json.name("log").raw("{").text("href", &format!("{href}/log")).raw("}}}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_written_as_dotnet_writes_them() {
        assert_eq!(span(LONG), "1.02:03:04.5");
        assert_eq!(span(167 * TICKS_PER_SECOND + 7_726_740), "00:02:47.7726740");
        assert_eq!(span(0), "00:00:00");
    }
}
