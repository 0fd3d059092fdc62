//! Sessions that run: the world's clock, the change feed, and a run in which nothing stays well.

use std::collections::HashSet;
use std::thread;
use std::time::{Duration, Instant};

use sample_server::{Fault, FaultKind, Server, SessionTruth, chaos};
use serde_json::Value;

use crate::client::{get, json, rows, send, server, try_send};

const MINUTE: Duration = Duration::from_mins(1);

fn running(server: &Server) -> SessionTruth {
    let truth = server.truth();
    truth.session(truth.landmark("running")).unwrap().clone()
}

#[test]
fn the_world_goes_at_the_pace_it_is_given() {
    let server = server(|options| options.speed = Some(0));
    let (now, begun) = (server.truth().now, running(&server));
    assert_eq!(begun.status, "Running");
    server.pass(10 * MINUTE);
    let later = running(&server);
    assert_eq!(server.truth().now, now + 10 * 600_000_000);
    assert!(later.n_items > begun.n_items);
    assert_eq!(running(&server), later, "it is held");
    server.set_speed(36_000);
    let deadline = Instant::now() + Duration::from_secs(20);
    while running(&server).end.is_none() {
        assert!(Instant::now() < deadline);
        thread::sleep(Duration::from_millis(20));
    }
    server.set_speed(0);
    let log = server.log(&later.id).unwrap();
    assert_eq!(log.len(), running(&server).n_items);
    assert!(log.iter().all(|row| row.end.is_some()) && log.is_sorted_by_key(|row| row.usn));
    assert!(server.log("no id").is_none() && server.log(server.truth().landmark("retrieval")).is_some());
}

#[test]
fn the_feed_tells_what_changed_since_a_token_and_waits_for_it() {
    let server = server(|_| {});
    let events = |query: &str| json(&server, &format!("/v8/Events?{query}"));
    let token_of = |page: &Value| page["nextChangeToken"].as_str().unwrap().to_owned();
    let first = events("from=latest");
    assert!(rows(&first).is_empty() && first["limit"] == 30 && first["_links"]["self"]["href"].is_string());
    let begun = Instant::now();
    let nothing = events(&format!("from={}&timeoutSeconds=1", token_of(&first)));
    assert!(rows(&nothing).is_empty() && begun.elapsed() >= Duration::from_secs(1));

    server.pass(5 * MINUTE);
    let id = running(&server).id;
    let page = events(&format!("from={}&timeoutSeconds=30", token_of(&nothing)));
    let row = &rows(&page)[0];
    assert_eq!((rows(&page).len(), row["eventType"].as_str().unwrap()), (1, "JobSessionUpdate"));
    assert_eq!((row["id"].as_str().unwrap(), row["status"].as_str().unwrap()), (id.as_str(), "Running"));

    server.pass(600 * MINUTE);
    let old = token_of(&page);
    let page = events(&format!("from={old}&limit=1"));
    assert_eq!((rows(&page).len(), &rows(&page)[0]["eventType"]), (1, &"JobSessionUpdate".into()));
    assert_eq!(rows(&page)[0]["status"], running(&server).status);
    let rest = events(&format!("from={}&limit=1", token_of(&page)));
    assert_eq!(rows(&rest)[0]["eventType"], "JobUpdate");
    let end = events(&format!("from={}", token_of(&rest)));
    assert!(rows(&end).is_empty());
    assert_eq!(rows(&events(&format!("from={old}"))).len(), 2, "a token can be used again");
}

#[test]
fn a_poll_is_answered_when_something_happens() {
    let server = server(|_| {});
    let token = json(&server, "/v8/Events?from=latest")["nextChangeToken"].as_str().unwrap().to_owned();
    thread::scope(|scope| {
        let poll = scope.spawn(|| json(&server, &format!("/v8/Events?from={token}&timeoutSeconds=60")));
        thread::sleep(Duration::from_millis(100));
        server.pass(5 * MINUTE);
        assert_eq!(rows(&poll.join().unwrap()).len(), 1);
    });
}

#[test]
fn tokens_get_old_and_other_versions_have_no_feed() {
    let server = server(|_| {});
    let code = |query: &str| {
        let answer = get(&server, &format!("/v8/Events{query}"));
        (answer.status, answer.json()["errorCode"].as_str().unwrap().to_owned())
    };
    assert_eq!(code(""), (400, "ParameterValidationFailure".into()));
    assert_eq!(code("?from=latest&limit=x"), (400, "ParameterValidationFailure".into()));
    for stale in ["x", "0-0", "00000000-1"] {
        assert_eq!(code(&format!("?from={stale}")), (400, "OutdatedChangeToken".into()), "{stale}");
    }
    let token = json(&server, "/v8/Events?from=latest")["nextChangeToken"].as_str().unwrap().to_owned();
    server.set_faults(vec![Fault { times: Some(2), ..Fault::new("Events", FaultKind::OutdatedToken) }]);
    assert_eq!(code(&format!("?from={token}")), (400, "OutdatedChangeToken".into()));
    assert_eq!(get(&server, "/v8/Events?from=latest").status, 200, "latest is never old");
    assert_eq!(get(&server, "/v7/Events?from=latest").status, 404);
    assert_eq!(send(&server.api_url(), "GET", "/v8/Events?from=latest", &[], "").status, 401);
}

/// One answer under chaos: its JSON if it is whole and good.
fn try_json(server: &Server, target: &str) -> Option<Value> {
    let bearer = format!("Bearer {}", server.token());
    let answer = try_send(&server.api_url(), "GET", target, &[("Authorization", &bearer)], "")?;
    let is_whole = answer.header("content-length").is_none_or(|length| length == answer.body.len().to_string());
    let is_plain = answer.header("content-encoding").is_none();
    if answer.status != 200 || !is_whole || !is_plain {
        return None;
    }
    serde_json::from_slice(&answer.body).ok()
}

#[test]
fn one_who_keeps_asking_through_chaos_ends_with_what_the_server_has() {
    let seed = 11;
    let server = server(|options| {
        (options.speed, options.cap, options.seed) = (Some(3_600), 25, seed);
    });
    let id = running(&server).id;
    let deadline = Instant::now() + Duration::from_secs(50);
    let mut log: Vec<Value> = Vec::new();
    let mut n_bad = 0;
    for nth in 0.. {
        assert!(Instant::now() < deadline, "{} of {}", log.len(), running(&server).n_items);
        server.set_faults(chaos(seed, nth));
        let next = Instant::now() + Duration::from_millis(100);
        let mut is_over = false;
        while Instant::now() < next && !is_over {
            let session = try_json(&server, &format!("/v8/JobSessions/{id}")).filter(|session| session["id"] == *id);
            // Rows that were still open are asked for again.
            let from = log.iter().position(|row| row["endTime"].is_null()).unwrap_or(log.len());
            let page = try_json(&server, &format!("/v8/JobSessions/{id}/LogItems?offset={from}&limit=25"));
            let Some(page) = page.filter(|page| page["results"].is_array()) else {
                n_bad += 1;
                continue;
            };
            log.truncate(from);
            log.extend(rows(&page).iter().cloned());
            let has_ended = session.is_some_and(|session| session["status"] != "Running");
            is_over = has_ended && rows(&page).is_empty();
        }
        if is_over {
            break;
        }
    }
    let truth = server.log(&id).unwrap();
    let field = |name: &str| log.iter().map(|row| row[name].clone()).collect::<Vec<_>>();
    assert_eq!(field("id"), truth.iter().map(|row| row.id.clone().into()).collect::<Vec<Value>>());
    assert_eq!(field("message"), truth.iter().map(|row| row.text.clone().into()).collect::<Vec<Value>>());
    assert_eq!(truth.iter().map(|row| &row.id).collect::<HashSet<_>>().len(), log.len());
    assert!(log.iter().all(|row| row["endTime"].is_string()));
    assert!(n_bad > 5, "only {n_bad} answers went wrong");
}

#[test]
fn chaos_is_the_same_from_the_same_seed_and_leaves_room() {
    let all: Vec<_> = (0..300).map(|nth| chaos(5, nth)).collect();
    assert_eq!(all, (0..300).map(|nth| chaos(5, nth)).collect::<Vec<_>>());
    assert_ne!(all, (0..300).map(|nth| chaos(6, nth)).collect::<Vec<_>>());
    let n_quiet = all.iter().filter(|faults| faults.is_empty()).count();
    assert!((60..150).contains(&n_quiet), "{n_quiet}");
    let kinds: HashSet<String> = all.iter().flatten().map(|fault| format!("{:?}", fault.kind)).collect();
    assert!(kinds.len() > 15 && all.iter().flatten().all(|fault| fault.times.is_some()));
}

#[test]
fn clock_chaos_and_logs_are_there_over_http_too() {
    let server = server(|options| options.control = true);
    let put = |what: &str, body: &str| send(&server.api_url(), "PUT", &format!("/_control/{what}"), &[], body).status;
    let before = server.truth().now;
    assert_eq!(put("clock", r#"{"speed":0,"pass_seconds":60}"#), 204);
    assert_eq!(server.truth().now, before + 600_000_000);
    let id = running(&server).id;
    let log = send(&server.api_url(), "GET", &format!("/_control/log/{id}"), &[], "").json();
    assert_eq!(rows(&log).len(), server.log(&id).unwrap().len());
    assert_eq!(send(&server.api_url(), "GET", "/_control/log/x", &[], "").status, 404);
    assert_eq!((put("chaos", r#"{"seed":1,"nth":2}"#), put("chaos", "x"), put("nothing", "{}")), (204, 400, 404));
    server.set_faults(vec![Fault::new("Health", FaultKind::HangUp)]);
    assert!(try_send(&server.api_url(), "GET", "/v8/Health", &[], "").is_none());
}
