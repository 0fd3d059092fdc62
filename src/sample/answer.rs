//! The world as Veeam Backup for Microsoft 365 v8 would tell it: a path goes in, the bytes of an answer come out.
//! This is what the page asks when there is no server: its lists and logs, without the filters that a server has.

use super::json::id_from_text;
use super::query::Query;
use super::rows::{Json, push_item, push_job, push_retrieval_session, push_session};
use super::world::World;

/// The answer to one request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// HTTP status: 200, 400 or 404.
    pub status: u16,
    /// Media type of the body.
    pub content_type: &'static str,
    /// JSON text.
    pub body: Vec<u8>,
}

pub(crate) const CONTENT_TYPE: &str = "application/json; charset=utf-8";
const MAX_LIMIT: usize = 10_000;

/// Answers one GET, such as `/v8/JobSessions?limit=100`. Nothing else than v8 is served.
pub fn answer(world: &World, path_and_query: &str) -> Answer {
    let (path, query) = path_and_query.split_once('?').unwrap_or((path_and_query, ""));
    let mut json = Json(String::with_capacity(16_384));
    let path = path.to_ascii_lowercase();
    let parts: Vec<&str> = path.split('/').skip(1).collect();
    let known = match parts.as_slice() {
        ["v8", rest @ ..] => route(world, rest, &Query(query), path_and_query, &mut json),
        _ => Err(Refusal::NotFound),
    };
    let (status, message, code) = match known {
        Ok(()) => (200, "", ""),
        Err(Refusal::BadQuery) => (400, "Parameter validation failed", "ParameterValidationFailure"),
        Err(Refusal::NotFound) => (404, "Resource was not found", "ResourceNotFound"),
    };
    if status != 200 {
        json.0.clear();
        json.raw("{").text("message", message).text("errorCode", code).raw("}");
    }
    Answer { status, content_type: CONTENT_TYPE, body: json.0.into_bytes() }
}

/// Why a request got no data.
enum Refusal {
    NotFound,
    BadQuery,
}

type Known = Result<(), Refusal>;

fn known_id(text: &str) -> Result<u128, Refusal> {
    id_from_text(text).ok_or(Refusal::NotFound)
}

fn route(world: &World, parts: &[&str], query: &Query<'_>, asked: &str, json: &mut Json) -> Known {
    use Refusal::NotFound;
    let copies = matches!(parts, ["copyjobs", ..]);
    let jobs = || world.jobs.iter().enumerate().filter(move |(_, job)| job.copies.is_some() == copies);
    match *parts {
        ["serviceinstance"] => {
            json.raw("{").id("installationId", world.installation()).text("version", "8.1.0.305").raw("}");
        }
        ["jobs" | "copyjobs"] => {
            let rows: Vec<_> = jobs().collect();
            return page(json, query, asked, rows.len(), &mut |json, at| {
                if let Some((owner, job)) = rows.get(at) {
                    push_job(json, world, *owner, job);
                }
            });
        }
        ["jobsessions"] => {
            let rows = &world.sessions;
            return page(json, query, asked, rows.len(), &mut |json, at| {
                if let Some(session) = rows.get(at) {
                    push_session(json, world, session);
                }
            });
        }
        ["jobsessions", id] => {
            push_session(json, world, world.session(known_id(id)?).ok_or(NotFound)?);
        }
        _ => return log_or_retrieval(world, parts, query, asked, json),
    }
    Ok(())
}

fn log_or_retrieval(world: &World, parts: &[&str], query: &Query<'_>, asked: &str, json: &mut Json) -> Known {
    use Refusal::NotFound;
    match *parts {
        ["dataretrievalsessions"] => {
            let rows = &world.retrieval_sessions;
            return page(json, query, asked, rows.len(), &mut |json, at| {
                if let Some(session) = rows.get(at) {
                    push_retrieval_session(json, world, session);
                }
            });
        }
        ["dataretrievalsessions", id] => {
            push_retrieval_session(json, world, world.retrieval_session(known_id(id)?).ok_or(NotFound)?);
        }
        [list @ ("jobsessions" | "dataretrievalsessions"), id, "logitems"] => {
            let id = known_id(id)?;
            let session = if list == "jobsessions" { world.session(id) } else { world.retrieval_session(id) };
            let log = world.log(session.ok_or(NotFound)?);
            return page(json, query, asked, log.len(), &mut |json, at| {
                if let Some(item) = log.item(at) {
                    push_item(json, &item, id);
                }
            });
        }
        _ => return Err(NotFound),
    }
    Ok(())
}

/// Writes one page of a list of `n` rows.
fn page(json: &mut Json, query: &Query<'_>, asked: &str, n: usize, row: &mut dyn FnMut(&mut Json, usize)) -> Known {
    let (Some(offset), Some(limit @ 1..)) = (query.number("offset", 0), query.number("limit", 30)) else {
        return Err(Refusal::BadQuery);
    };
    let limit = limit.min(MAX_LIMIT);
    json.raw("{").number("offset", offset as i64).number("limit", limit as i64);
    json.name("_links").raw("{").name("self").raw("{").text("href", asked).raw("}}");
    json.name("results").raw("[");
    for at in offset..n.min(offset.saturating_add(limit)) {
        if at != offset {
            json.raw(",");
        }
        row(json, at);
    }
    json.raw("]").id("setId", 0).raw("}");
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop at the first surprise")]
    use super::super::{push_id, time_from_text};
    use super::*;
    use serde_json::Value;

    fn get(world: &World, path: &str) -> Value {
        let answer = answer(world, path);
        assert_eq!(answer.status, 200, "{path}");
        serde_json::from_slice(&answer.body).unwrap()
    }

    fn world() -> World {
        World::new(1, time_from_text("2026-11-22T03:00:00Z").unwrap())
    }

    #[test]
    fn every_list_of_v8_is_a_page_of_json() {
        let world = world();
        for list in ["Jobs", "CopyJobs", "JobSessions", "DataRetrievalSessions"] {
            let page = get(&world, &format!("/v8/{list}?Limit=3"));
            assert_eq!(page["limit"], 3, "{list}");
            assert!(!page["results"].as_array().unwrap().is_empty(), "{list}");
        }
        assert_eq!(get(&world, "/v8/JobSessions")["results"].as_array().unwrap().len(), 30);
        assert_eq!(answer(&world, "/v7/Jobs").status, 404);
        assert_eq!(answer(&world, "/v8/JobSessions?limit=-1").status, 400);
    }

    #[test]
    fn pages_join_without_a_seam() {
        let world = world();
        let mut id = String::new();
        push_id(&mut id, world.landmarks.big);
        let log = format!("/v8/JobSessions/{id}/LogItems");
        let whole = get(&world, &format!("{log}?limit=10000"))["results"].as_array().unwrap().clone();
        assert_eq!(whole.len(), 3_000);
        let joined: Vec<Value> = (0..3)
            .flat_map(|n| {
                get(&world, &format!("{log}?limit=1000&offset={}", n * 1000))["results"].as_array().unwrap().clone()
            })
            .collect();
        assert!(joined == whole);
    }
}
