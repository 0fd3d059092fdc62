//! Veeam Backup & Replication, 1.1-rev0 to 1.3-rev2, and beside it an appliance of Veeam Backup for AWS, which tells of the same
//! nights. Both are asked under `/api/v1`; the header `x-api-version` tells which of the two.
#![expect(clippy::indexing_slicing, reason = "members of objects that are made here")]

use serde_json::{Value, json};

use sample_world::{BackupSession, BackupWorld, Machine, Query, backup_answer};

use crate::http::{Reply, Request};
use crate::options::Options;
use crate::vb365_rows::time_text;

fn ok(json: &Value) -> Reply {
    Reply::json(200, json.to_string())
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
    // The time is told to anybody. A refusal has nothing in it, as a real server was seen to answer.
    if !token_is_good && parts != ["servertime"] {
        return Reply::empty(401);
    }
    let answer = backup_answer(world, &request.target, revision);
    Reply::new(answer.status, answer.content_type, answer.body)
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
