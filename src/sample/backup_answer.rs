//! A [`BackupWorld`] as Veeam Backup & Replication would tell it, in the words of each revision of its API: a path goes in, an
//! answer comes out.

use super::answer::{Answer, CONTENT_TYPE};
use super::backup::{BackupRow, BackupSession, BackupWorld, Machine};
use super::clock::push_time;
use super::query::Query;
use super::rows::Json;

/// The clock of the server stands at +01:00.
const OFFSET_MINUTES: i64 = 60;
const MAX_LIMIT: usize = 200;

/// Answers one GET, such as `/api/v1/sessions?limit=100`, that asks for a revision such as `1.3-rev2`. Whether that revision is
/// served is the caller's affair.
pub fn backup_answer(world: &BackupWorld, path_and_query: &str, revision: &str) -> Answer {
    let (path, query) = path_and_query.split_once('?').unwrap_or((path_and_query, ""));
    let path = path.to_ascii_lowercase();
    let parts: Vec<&str> = path.split('/').skip(1).collect();
    let mut json = Json(String::with_capacity(16_384));
    let known = match parts.as_slice() {
        ["api", "v1", rest @ ..] => route(world, rest, Query(query), revision, &mut json),
        _ => None,
    };
    let status = if known.is_some() { 200 } else { 404 };
    if known.is_none() {
        json.0.clear();
        json.raw("{")
            .text("errorCode", "NotFound")
            .text("message", "No such resource.")
            .name("resourceId")
            .raw("null}");
    }
    Answer { status, content_type: CONTENT_TYPE, body: json.0.into_bytes() }
}

fn route(world: &BackupWorld, parts: &[&str], query: Query<'_>, revision: &str, json: &mut Json) -> Option<()> {
    // Task sessions came with 12.3.
    let has_tasks = !revision.starts_with("1.1");
    match *parts {
        ["servertime"] => {
            json.raw("{")
                .time("serverTime", Some(world.now), OFFSET_MINUTES)
                .text("timeZone", "(UTC+01:00) Somewhere")
                .raw("}");
        }
        ["serverinfo"] => {
            json.raw("{").text("name", "vbr01").text("buildVersion", "13.1.0.411").raw("}");
        }
        ["sessions"] => {
            let (from, to) = (query.time("createdAfterFilter"), query.time("createdBeforeFilter"));
            let job = query.get("jobIdFilter");
            let is_asked = |session: &&BackupSession| {
                from.is_none_or(|from| session.start >= from)
                    && to.is_none_or(|to| session.start <= to)
                    && job.as_ref().is_none_or(|job| session.job == *job)
            };
            let rows: Vec<&BackupSession> = world.sessions.iter().filter(is_asked).collect();
            page(json, query, &rows, &mut |json, session| push_session(json, session, revision));
        }
        ["sessions", id] => push_session(json, world.session(id)?, revision),
        ["sessions", id, "logs"] => push_log(json, &world.session(id)?.rows, revision),
        ["sessions", id, "tasksessions"] if has_tasks => {
            let machines: Vec<&Machine> = world.session(id)?.machines.iter().collect();
            page(json, query, &machines, &mut |json, machine| push_machine(json, machine, id, revision));
        }
        ["tasksessions", id, "logs"] if has_tasks => push_log(json, &world.machine(id)?.steps, revision),
        _ => return None,
    }
    Some(())
}

/// Writes one page of a list.
fn page<T>(json: &mut Json, query: Query<'_>, rows: &[T], push: &mut dyn FnMut(&mut Json, &T)) {
    let skip = query.number("skip", 0).unwrap_or(0).min(rows.len());
    let limit = query.number("limit", MAX_LIMIT).unwrap_or(MAX_LIMIT).min(MAX_LIMIT);
    let shown = rows.iter().skip(skip).take(limit);
    json.raw("{").name("pagination").raw("{").number("total", rows.len() as i64).number("count", shown.len() as i64);
    json.number("skip", skip as i64).number("limit", limit as i64).raw("}");
    list(json, "data", shown, push);
    json.raw("}");
}

/// Writes a member that is a list.
fn list<T>(json: &mut Json, name: &str, rows: impl Iterator<Item = T>, push: &mut dyn FnMut(&mut Json, T)) {
    json.name(name).raw("[");
    for (at, row) in rows.enumerate() {
        if at > 0 {
            json.raw(",");
        }
        push(json, row);
    }
    json.raw("]");
}

fn push_log(json: &mut Json, rows: &[BackupRow], revision: &str) {
    json.raw("{").number("totalRecords", rows.len() as i64);
    list(json, "records", rows.iter(), &mut |json, row| push_row(json, row, revision));
    json.raw("}");
}

fn push_row(json: &mut Json, row: &BackupRow, revision: &str) {
    json.raw("{").number("id", row.id as i64).text("status", row.status);
    json.time("startTime", Some(row.start), OFFSET_MINUTES).time("updateTime", Some(row.update), OFFSET_MINUTES);
    json.text("title", &row.title).text("description", &row.description);
    if revision.starts_with("1.3") {
        json.name("additionalInfo").raw(if revision == "1.3-rev2" { "[]" } else { "\"\"" });
    }
    json.raw("}");
}

fn state(json: &mut Json, end: Option<i64>) -> &mut Json {
    json.text("state", if end.is_some() { "Stopped" } else { "Working" })
}

fn push_session(json: &mut Json, session: &BackupSession, revision: &str) {
    let is_old = revision.starts_with("1.1");
    json.raw("{")
        .text("id", &session.id)
        .text("name", session.name)
        .text(if is_old { "activityId" } else { "jobId" }, &session.job);
    json.text("sessionType", if is_old { "Job" } else { "BackupJob" });
    state(json, session.end).time("creationTime", Some(session.start), OFFSET_MINUTES);
    if session.end.is_some() {
        json.time("endTime", session.end, OFFSET_MINUTES);
    }
    json.number("progressPercent", if session.end.is_some() { 100 } else { 50 }).number("usn", 0);
    let message = if session.result == "Failed" { "Job finished with error" } else { "" };
    push_result(json, session.result, message);
    if revision == "1.3-rev2" {
        let (original, number) = session.retry_of.as_ref().map_or((&session.id, 0), |(id, number)| (id, *number));
        json.text("originalSessionId", original);
        if number > 0 {
            json.name("retryInfo").raw("{").flag("isRecheckRetry", false).number("retryNumber", number as i64).raw("}");
        }
    }
    json.raw("}");
}

fn push_machine(json: &mut Json, machine: &Machine, session: &str, revision: &str) {
    json.raw("{").text("type", "Backup").text("sessionType", "BackupJob").text("id", &machine.id);
    json.text("sessionId", session).text("name", &machine.name).text("algorithm", "Increment");
    state(json, machine.end).number("usn", 0);
    push_local(json, "creationTime", machine.start);
    if let Some(end) = machine.end {
        push_local(json, "endTime", end);
    }
    push_result(json, machine.result, &machine.message);
    json.name("progress").raw("{").text("bottleneck", machine.bottleneck).text("duration", "00:01:00");
    json.text("processingRate", "61,4 MB");
    // As the documents of those revisions spell it.
    let spelt = if revision.starts_with("1.2") { "transferedSize" } else { "transferredSize" };
    json.number(spelt, machine.bytes as i64).raw("}}");
}

fn push_result(json: &mut Json, result: &str, message: &str) {
    json.name("result").raw("{").text("result", result).text("message", message).flag("isCanceled", false).raw("}");
}

/// A member with a time of the server's clock, without its offset.
fn push_local(json: &mut Json, name: &str, ticks: i64) {
    push_time(&mut json.name(name).raw("\"").0, ticks + OFFSET_MINUTES * super::clock::MINUTE, 0);
    json.0.pop();
    json.raw("\"");
}
