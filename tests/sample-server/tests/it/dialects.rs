//! Each version in its own words: shapes, paging, filters, times, titles, links.

use std::collections::HashSet;

use sample_world::{answer, time_from_text};
use serde_json::Value;

use crate::client::{get, json, rows, send, server};

#[test]
fn a_version_probe_tells_served_from_not_served_without_a_token() {
    let server = server(|options| options.versions = vec![6, 8]);
    let probe = |path: &str| send(&server.api_url(), "GET", path, &[], "");
    for (version, status) in [(5, 404), (6, 401), (7, 404), (8, 401), (9, 404)] {
        assert_eq!(probe(&format!("/v{version}/ServiceInstance")).status, status, "v{version}");
    }
    let refused = probe("/v8/JobSessions");
    assert_eq!((refused.status, refused.body.len()), (401, 0));
    let refused = probe("/api/v8.1/jobSessions");
    assert_eq!(refused.status, 401);
    assert!(refused.header("content-type").unwrap().starts_with("application/problem+json"));
    assert_eq!(json(&server, "/V8/serviceinstance")["version"], "8.1.0.305");
    assert_eq!(probe("/v8/Health").json()["status"], "Healthy");
    assert_eq!(probe("/api/v9/system/about").status, 404);
}

#[test]
fn lists_are_arrays_and_pages_where_the_documents_say() {
    let server = server(|_| {});
    let is_page = |path: String| json(&server, &path).is_object();
    for version in 1..=8 {
        assert_eq!(is_page(format!("/v{version}/JobSessions")), version >= 5, "v{version} sessions");
        assert_eq!(is_page(format!("/v{version}/Jobs")), version >= 8, "v{version} jobs");
        assert_eq!(is_page(format!("/v{version}/Organizations")), version >= 8, "v{version} organizations");
        let copies = get(&server, &format!("/v{version}/CopyJobs"));
        assert_eq!(copies.status, if version >= 6 { 200 } else { 404 });
        let retrievals = get(&server, &format!("/v{version}/DataRetrievalSessions"));
        assert_eq!(retrievals.status, if version >= 6 { 200 } else { 404 });
        let job = json(&server, &format!("/v{version}/Jobs"));
        let job = rows(&job)[0]["id"].as_str().unwrap().to_owned();
        let by_job = get(&server, &format!("/v{version}/Jobs/{job}/JobSessions"));
        assert_eq!(by_job.status, if version <= 6 { 200 } else { 404 }, "v{version}");
    }
}

#[test]
fn logs_have_the_paths_shapes_and_words_of_their_version() {
    let server = server(|_| {});
    let truth = server.truth();
    let failed = truth.session(truth.landmark("failed")).unwrap();
    for version in 1..=8_u8 {
        let base = format!("/v{version}/JobSessions/{}", failed.id);
        let path = if version == 1 { "Log" } else { "LogItems" };
        let other = if version == 1 { "LogItems" } else { "Log" };
        assert_eq!(get(&server, &format!("{base}/{other}")).status, 404, "v{version}");
        let list = json(&server, &format!("{base}/{path}?limit=1000"));
        assert_eq!(list.is_object(), version == 3 || version >= 5, "v{version}");
        let items = rows(&list);
        assert_eq!(items.len(), failed.n_items, "v{version}");
        let zone = match version {
            ..=4 => "-07:00",
            5 => "+03:00",
            _ => "Z",
        };
        assert!(items.iter().all(|item| item["creationTime"].as_str().unwrap().ends_with(zone)));
        let known: HashSet<&str> = failed.failed_items.iter().map(|item| item.id.as_str()).collect();
        let said: HashSet<&str> = items
            .iter()
            .filter(|item| {
                let title = item["title"].as_str().unwrap_or_default();
                title.starts_with("[Failed] ") || title.starts_with("[Error] ") || item["type"] == "Error"
            })
            .map(|item| item["id"].as_str().unwrap())
            .collect();
        assert_eq!(said, known, "v{version}");
        assert_eq!(items[0].get("title").is_some(), version <= 7);
        assert_eq!(items[0].get("message").is_some(), version == 8);
        if version >= 2 {
            let one = json(&server, &format!("{base}/LogItems/{}", items[1]["id"].as_str().unwrap()));
            assert_eq!(one.is_array(), version == 3, "v{version}");
            let one = one.as_array().map_or(&one, |all| &all[1]);
            assert_eq!(one["id"], items[1]["id"]);
        }
    }
}

#[test]
fn v3_can_send_its_log_as_the_documents_have_it() {
    let server = server(|options| options.v3_pages = false);
    let truth = server.truth();
    let list = json(&server, &format!("/v3/JobSessions/{}/LogItems", truth.landmark("failed")));
    assert!(list.is_array());
}

#[test]
fn statistics_are_texts_at_first_and_numbers_later() {
    let server = server(|_| {});
    let finished = |version: u8| {
        let list = json(&server, &format!("/v{version}/JobSessions?limit=50"));
        rows(&list).iter().find(|row| row["status"] == "Success").unwrap()["statistics"].clone()
    };
    assert!(finished(2)["processingRate"].as_str().unwrap().ends_with(" items/s)"));
    assert!(finished(1)["transferredData"].is_string());
    for version in 3..=8 {
        assert!(finished(version)["transferredDataBytes"].as_i64().unwrap() > 0);
    }
}

#[test]
fn pages_join_without_a_seam_and_a_cap_is_told() {
    let server = server(|options| options.cap = 700);
    let truth = server.truth();
    let big = truth.session(truth.landmark("big")).unwrap();
    let path = format!("/v8/JobSessions/{}/LogItems", big.id);
    let mut seen = Vec::new();
    loop {
        let page = json(&server, &format!("{path}?Offset={}&LIMIT=10000", seen.len()));
        assert_eq!(page["limit"], 700);
        assert_eq!(page["offset"], seen.len());
        let rows = rows(&page).clone();
        if rows.is_empty() {
            break;
        }
        seen.extend(rows);
    }
    assert_eq!(seen.len(), 2_000);
    let ids: HashSet<&str> = seen.iter().map(|row| row["id"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), 2_000);
    let usns: Vec<u64> = seen.iter().map(|row| row["usn"].as_u64().unwrap()).collect();
    assert!(usns.is_sorted() && usns[..3] == [1, 2, usns[2]] && usns[2] >= 1_000);
    assert_eq!(rows(&json(&server, &path)).len(), 30);
    let backwards = json(&server, &format!("{path}?orderAsc=false&limit=1"));
    assert_eq!(rows(&backwards)[0], *seen.last().unwrap());
    let errors = json(&server, &format!("{path}?type=error&limit=100"));
    assert_eq!(rows(&errors).len(), big.failed_items.len());
    for bad in ["limit=0", "limit=-1", "offset=x"] {
        assert_eq!(get(&server, &format!("{path}?{bad}")).status, 400, "{bad}");
    }
}

#[test]
fn filters_are_known_from_their_version_on() {
    let server = server(|_| {});
    let truth = server.truth();
    let count = |path: &str| rows(&json(&server, path)).len();
    let all = truth.sessions.len();
    let failed = truth.sessions.iter().filter(|session| session.status == "Failed").count();
    assert_eq!(count("/v8/JobSessions?status=Failed&limit=1000"), failed);
    assert_eq!(count("/v7/JobSessions?status=Failed&limit=1000"), all);
    assert_eq!(get(&server, "/v8/JobSessions?status=Success").status, 400);
    let jobs = json(&server, "/v8/Jobs");
    let job = rows(&jobs).iter().find(|job| job["name"] == "Teams").unwrap();
    let teams = truth.sessions.iter().filter(|session| session.job == "Teams").count();
    let id = job["id"].as_str().unwrap();
    assert_eq!(count(&format!("/v7/JobSessions?JobId={id}&limit=1000")), teams);
    assert_eq!(count(&format!("/v6/JobSessions?JobId={id}&limit=1000")), all);
    assert_eq!(count(&format!("/v6/Jobs/{id}/JobSessions?limit=1000")), teams);
    let since = "2026-11-20T00%3A00%3A00Z";
    let from = time_from_text("2026-11-20T00:00:00Z").unwrap();
    let newer = truth.sessions.iter().filter(|session| session.end.unwrap_or(session.start) >= from).count();
    assert_eq!(count(&format!("/v8/JobSessions?endTimeLowerBound={since}&limit=1000")), newer);
    assert_eq!(count(&format!("/v7/JobSessions?endTimeUpperBound={since}&limit=1000")), all - newer);
    assert_eq!(count("/v8/JobSessions?jobType=Copy&limit=1000"), count("/v6/JobSessions?jobtype=copy&limit=1000"));
}

#[test]
fn links_lie_as_those_of_real_servers_do() {
    let server = server(|_| {});
    let truth = server.truth();
    let page = json(&server, "/v8/JobSessions?limit=5");
    assert!(page["_links"]["next"]["href"].as_str().unwrap().starts_with("/v7/JobSessions?offset=5"));
    let page = json(&server, &format!("/v6/DataRetrievalSessions/{}/LogItems", truth.landmark("retrieval")));
    assert_eq!(page["setId"], "00000000-0000-0000-0000-000000000000");
    let link = rows(&page)[0]["_links"]["self"]["href"].as_str().unwrap();
    assert!(link.starts_with("v6/jobsessions/"), "{link}");
    let page = json(&server, "/v5/JobSessions");
    assert!(page.get("_links").is_none() && page.get("setId").is_none());
    let link = rows(&page)[0]["_links"]["log"]["href"].as_str().unwrap();
    assert!(link.starts_with("https://172.28.1.46:4443/v5/jobsessions/") && link.ends_with("/logitems"), "{link}");
    let sessions = json(&server, "/v6/DataRetrievalSessions");
    assert!(rows(&sessions)[0]["creationTime"].as_str().unwrap().ends_with("+01:00"));
}

#[test]
fn the_page_and_the_server_tell_the_same_of_v8() {
    let server = server(|_| {});
    let truth = server.truth();
    let world = server.world();
    let log = format!("/v8/JobSessions/{}/LogItems?offset=3&limit=40", truth.landmark("big"));
    let paths = ["/v8/JobSessions?limit=400", "/v8/Jobs", "/v8/CopyJobs", "/v8/DataRetrievalSessions", &log];
    for path in paths {
        let (theirs, ours) = (json(&server, path), answer(&world, path));
        let ours: Value = serde_json::from_slice(&ours.body).unwrap();
        for (theirs, ours) in rows(&theirs).iter().zip(rows(&ours)) {
            for (name, value) in ours.as_object().unwrap() {
                if !["_links", "pointInTime"].contains(&name.as_str()) {
                    assert_eq!(&theirs[name], value, "{path} {name}");
                }
            }
        }
        assert_eq!(rows(&theirs).len(), rows(&ours).len(), "{path}");
    }
}

#[test]
fn azure_speaks_of_spans_totals_and_errors() {
    let server = server(|_| {});
    let truth = server.truth();
    for version in ["v1", "v2", "v8", "v8.1"] {
        let page = json(&server, &format!("/api/{version}/jobSessions?Limit=-1"));
        let all = rows(&page);
        assert_eq!(page["totalCount"], all.len());
        let n_retrievals = if version == "v1" { 0 } else { truth.retrieval_sessions.len() };
        assert_eq!(all.len(), truth.sessions.len() + 1 + n_retrievals);
        assert!(all.iter().any(|row| row["executionDuration"] == "1.02:03:04.5"));
        let failed = all.iter().find(|row| row["status"] == "Error").unwrap();
        let id = failed["id"].as_str().unwrap();
        assert_eq!(id.parse::<u32>().is_ok(), version == "v1");
        assert_eq!(json(&server, &format!("/api/{version}/jobSessions/{id}")), *failed);
        let log = json(&server, &format!("/api/{version}/jobSessions/{id}/log"));
        assert_eq!(log["jobSessionId"], id);
        let log = log["log"].as_array().unwrap();
        assert!(log.iter().any(|row| row["status"] == "Error"));
        assert!(log.iter().all(|row| row.get("id").is_none() && row["logTime"].is_string()));
        let errors = json(&server, &format!("/api/{version}/jobSessions?Status=Error&Status=Warning&limit=1000"));
        assert!(rows(&errors).iter().all(|row| row["status"] == "Error" || row["status"] == "Warning"));
    }
    // Data retrievals stand among all others, and are had by their types; the length of one that runs is sent, its end is not.
    let types = "Types=RestorePointDataRetrieval&Types=SqlRestorePointDataRetrieval";
    let page = json(&server, &format!("/api/v8.1/jobSessions?{types}&Offset=0&Limit=1000"));
    assert_eq!(rows(&page).len(), truth.retrieval_sessions.len());
    assert!(rows(&page).iter().all(|row| row["type"].as_str().unwrap().ends_with("DataRetrieval")));
    let runs = rows(&page).iter().find(|row| row["status"] == "Running").unwrap();
    assert!(runs["executionStopTime"].is_null() && runs["executionDuration"].is_string());
    let id = runs["id"].as_str().unwrap();
    assert!(!json(&server, &format!("/api/v8.1/jobSessions/{id}/log"))["log"].as_array().unwrap().is_empty());
    let recent = json(&server, "/api/v3/jobSessions?FromUtc=2026-11-21T00:00:00Z&ToUtc=2026-11-21T12:00:00Z&limit=99");
    let in_time = |row: &Value| row["executionStartTime"].as_str().unwrap().starts_with("2026-11-21T");
    assert!(!rows(&recent).is_empty() && rows(&recent).iter().all(in_time));
    assert_eq!(get(&server, "/api/v8/jobSessions/nobody").status, 404);
    assert!(json(&server, "/api/v1/system/about")["serverVersion"].is_string());
}
