//! Veeam Backup & Replication, 1.1-rev0 to 1.3-rev2, and beside it an appliance of Veeam Backup for AWS, which tells of the same
//! nights. Both are asked under `/api/v1`; the header `x-api-version` tells which of the two.
#![expect(clippy::indexing_slicing, reason = "members of objects that are made here")]

use serde_json::{Value, json};

use sample_world::Query;

use crate::http::{Reply, Request};
use crate::options::Options;
use crate::vb365_rows::time_text;
use crate::vbr::{BackupRow, BackupSession, BackupWorld, Machine, OFFSET};

/// A time with the server's offset, or without any.
fn local(ticks: i64, has_offset: bool) -> String {
    let text = time_text(ticks + OFFSET);
    let end = if has_offset { "+01:00" } else { "" };
    format!("{}{end}", text.trim_end_matches('Z'))
}

fn row_json(row: &BackupRow, revision: &str) -> Value {
    let mut json = json!({
        "id": row.id, "status": row.status, "startTime": local(row.start, true), "updateTime": local(row.update, true),
        "title": row.title, "description": row.description,
    });
    if revision.starts_with("1.3") {
        json["additionalInfo"] = if revision == "1.3-rev2" { json!([]) } else { json!("") };
    }
    json
}

fn log_json(rows: &[BackupRow], revision: &str) -> Value {
    let records: Vec<Value> = rows.iter().map(|row| row_json(row, revision)).collect();
    json!({ "totalRecords": records.len(), "records": records })
}

fn session_json(session: &BackupSession, revision: &str) -> Value {
    let is_old = revision.starts_with("1.1");
    let message = if session.result == "Failed" { "Job finished with error" } else { "" };
    let mut json = json!({
        "sessionType": if is_old { "Job" } else { "BackupJob" },
        "state": if session.end.is_some() { "Stopped" } else { "Working" },
        "id": session.id, "name": session.name, "creationTime": local(session.start, true), "progressPercent": 50,
        "result": { "result": session.result, "message": message, "isCanceled": false }, "usn": 0,
    });
    json[if is_old { "activityId" } else { "jobId" }] = json!(session.job);
    if let Some(end) = session.end {
        json["endTime"] = json!(local(end, true));
    }
    if revision == "1.3-rev2" {
        let (original, number) = session.retry_of.clone().unwrap_or_else(|| (session.id.clone(), 0));
        json["originalSessionId"] = json!(original);
        if number > 0 {
            json["retryInfo"] = json!({ "isRecheckRetry": false, "retryNumber": number });
        }
    }
    json
}

fn machine_json(machine: &Machine, session: &str, revision: &str) -> Value {
    let spelt = if revision.starts_with("1.2") { "transferedSize" } else { "transferredSize" };
    let mut json = json!({
        "type": "Backup", "sessionType": "BackupJob", "id": machine.id, "sessionId": session, "name": machine.name,
        "algorithm": "Increment", "state": if machine.end.is_some() { "Stopped" } else { "Working" },
        "creationTime": local(machine.start, false), "usn": 0,
        "result": { "result": machine.result, "message": machine.message, "isCanceled": false },
        "progress": { "bottleneck": machine.bottleneck, "duration": "00:01:00", "processingRate": "61,4 MB" },
    });
    json["progress"][spelt] = json!(machine.bytes);
    if let Some(end) = machine.end {
        json["endTime"] = json!(local(end, false));
    }
    json
}

fn ok(json: &Value) -> Reply {
    Reply::json(200, json.to_string())
}

fn page(request: &Request, rows: Vec<Value>) -> Reply {
    let query = Query(request.query());
    let skip = query.number("skip", 0).unwrap_or(0).min(rows.len());
    let limit = query.number("limit", 200).unwrap_or(200).min(200);
    let total = rows.len();
    let data: Vec<Value> = rows.into_iter().skip(skip).take(limit).collect();
    ok(&json!({ "pagination": { "total": total, "count": data.len(), "skip": skip, "limit": limit }, "data": data }))
}

fn error(status: u16, code: &str, message: &str) -> Reply {
    Reply::json(status, json!({ "errorCode": code, "message": message, "resourceId": null }).to_string())
}

/// Whether a request is one of these two products.
pub(crate) fn is_asked(parts: &[String]) -> bool {
    let known = ["sessions", "tasksessions", "servertime", "serverinfo", "system"];
    parts.first().is_some_and(|first| known.contains(&first.as_str()))
}

/// Answers a GET; the parts are those after `/api/v1`, in lower case.
pub(crate) fn answer(
    world: &BackupWorld,
    options: &Options,
    request: &Request,
    parts: &[String],
    token_is_good: bool,
) -> Reply {
    let revision = request.header("x-api-version").unwrap_or_default();
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    let serves = |list: &[String]| list.iter().any(|known| known == revision);
    if serves(&options.aws_revisions) && !serves(&options.revisions) {
        return if token_is_good { aws(world, request, &parts) } else { Reply::empty(401) };
    }
    if !serves(&options.revisions) {
        let list: Vec<String> =
            options.revisions.iter().map(|known| format!("{}{known}", options.revision_mark)).collect();
        let list = list.join(", ");
        let message = format!("Unsupported RESTAPI version. The following versions are supported: {list}");
        return error(400, "BadRequest", &message);
    }
    if parts == ["servertime"] {
        return ok(&json!({ "serverTime": local(world.now, true), "timeZone": "(UTC+01:00) Somewhere" }));
    }
    // With nothing in it, as a real server was seen to answer.
    if !token_is_good {
        return Reply::empty(401);
    }
    let has_tasks = !revision.starts_with("1.1");
    let found = match *parts.as_slice() {
        ["serverinfo"] => Some(ok(&json!({ "name": "vbr01", "buildVersion": "13.1.0.411" }))),
        ["sessions"] => {
            let query = Query(request.query());
            let (from, to, job) =
                (query.time("createdAfterFilter"), query.time("createdBeforeFilter"), query.get("jobIdFilter"));
            let rows = world.sessions.iter().filter(|session| {
                from.is_none_or(|from| session.start >= from)
                    && to.is_none_or(|to| session.start <= to)
                    && job.as_ref().is_none_or(|job| session.job == *job)
            });
            Some(page(request, rows.map(|session| session_json(session, revision)).collect()))
        }
        ["sessions", id] => world.session(id).map(|session| ok(&session_json(session, revision))),
        ["sessions", id, "logs"] => world.session(id).map(|session| ok(&log_json(&session.rows, revision))),
        ["sessions", id, "tasksessions"] if has_tasks => world.session(id).map(|session| {
            page(request, session.machines.iter().map(|machine| machine_json(machine, id, revision)).collect())
        }),
        ["tasksessions", id, "logs"] if has_tasks => {
            world.machine(id).map(|machine| ok(&log_json(&machine.steps, revision)))
        }
        _ => None,
    };
    found.unwrap_or_else(|| error(404, "NotFound", "No such resource."))
}

/// What the appliance of AWS says of the same nights: policies of the jobs, with a job below each, and tasks below that.
fn aws(world: &BackupWorld, request: &Request, parts: &[&str]) -> Reply {
    let of_result = |result: &str| if result == "None" { "Running".to_owned() } else { result.to_owned() };
    let session = |id: String, kind: &str, name: &str, (start, end): (i64, Option<i64>), result: &str| {
        let mut json = json!({
            "id": id, "type": kind, "extendedSessionType": format!("{kind}Backup"), "name": name,
            "status": if result == "Success" { "Succeeded".to_owned() } else { of_result(result) },
            "result": of_result(result), "reason": "", "usn": 1, "executionDuration": 550, "_links": [], "_embedded": {},
            "executionStartTime": time_text(start).trim_end_matches('Z'),
        });
        if let Some(end) = end {
            json["executionStopTime"] = json!(time_text(end).trim_end_matches('Z'));
        }
        json
    };
    let job_id = |of: &BackupSession| of.id.replacen("5e55", "5e56", 1);
    let policy = |of: &BackupSession| session(of.id.clone(), "Policy", of.name, (of.start, of.end), of.result);
    let list = |rows: Vec<Value>| {
        let query = Query(request.query());
        let skip = query.number("Offset", 0).unwrap_or(0).min(rows.len());
        let limit = query.number("Limit", 200).unwrap_or(200);
        let total = rows.len();
        let results: Vec<Value> = rows.into_iter().skip(skip).take(limit).collect();
        ok(&json!({ "totalCount": total, "results": results, "_links": [] }))
    };
    let log = |id: &str, rows: Vec<(&'static str, i64, i64, String)>| {
        let rows: Vec<Value> = rows
            .into_iter()
            .map(|(status, start, end, message)| {
                json!({
                    "logTime": time_text(end).trim_end_matches('Z'), "status": status, "message": message,
                    "executionStartTime": time_text(start).trim_end_matches('Z'), "executionDuration": 5,
                })
            })
            .collect();
        ok(&json!({ "sessionId": id, "log": rows }))
    };
    let row_word = |result: &str| match result {
        "Failed" => "Error",
        "Warning" => "Warning",
        "None" => "Running",
        _ => "Success",
    };
    let found = match *parts {
        ["system", "version"] => Some(ok(&json!({ "version": "9.0.0.1" }))),
        ["sessions"] => match Query(request.query()).get("ParentSessionId") {
            None => Some(list(world.sessions.iter().map(policy).collect())),
            Some(parent) => {
                let jobs = world
                    .session(&parent)
                    .map(|of| list(vec![session(job_id(of), "Job", of.name, (of.start, of.end), of.result)]));
                let of_job = || world.sessions.iter().find(|of| job_id(of) == parent);
                jobs.or_else(|| {
                    let task = |machine: &Machine| {
                        let times = (machine.start, machine.end);
                        session(machine.id.clone(), "Task", &machine.name, times, machine.result)
                    };
                    Some(list(of_job()?.machines.iter().map(task).collect()))
                })
            }
        },
        ["sessions", id] => world.session(id).map(|of| ok(&policy(of))),
        ["sessions", id, "log"] => {
            let of_policy = world.sessions.iter().find(|of| of.id == id || job_id(of) == id).map(|of| {
                let rows = of.machines.iter().map(|machine| {
                    let message =
                        format!("EC2: Processing {} - 100%, {} MB transferred.", machine.name, machine.bytes >> 20);
                    (row_word(machine.result), machine.start, machine.end.unwrap_or(world.now), message)
                });
                log(id, rows.collect())
            });
            of_policy.or_else(|| {
                let steps = world.machine(id)?.steps.iter();
                let own = |of: &str| row_word(if of == "Succeeded" { "Success" } else { of });
                Some(log(id, steps.map(|row| (own(row.status), row.start, row.update, row.title.clone())).collect()))
            })
        }
        _ => None,
    };
    found.unwrap_or_else(|| {
        let body = json!({ "type": "about:blank", "title": "Not Found", "status": 404, "errorCode": "NotFound" });
        Reply::new(404, "application/problem+json", body.to_string())
    })
}
