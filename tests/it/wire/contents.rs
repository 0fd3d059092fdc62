//! Files of several things: a browser's recording, and sessions of a cmdlet with their logs.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a panic is how a test fails")]

use serde_json::{Value, json};
use tapeline::model::{Notices, Product, SessionKind, Status};
use tapeline::wire::{Contents, ContentsOf, Missing, Sniffed, Thing, What, recorded, sniff};

use super::Decoded;

const LOG: &str = r#"{"offset":0,"limit":30,"results":[{"id":"00000000-0000-4000-8000-000000000001","usn":1,"type":"Error","message":"Processing mailbox: ann@contoso.example \"ü\"","creationTime":"2026-11-27T01:00:00Z","endTime":"2026-11-27T01:00:06Z"}]}"#;
const SESSIONS: &str = r#"{"offset":0,"limit":30,"results":[{"id":"1","status":"Failed","creationTime":"2026-11-27T01:00:00Z","progress":1}]}"#;

#[expect(clippy::needless_pass_by_value, reason = "it reads as the JSON it makes")]
fn entry(url: &str, headers: Value, content: Value) -> Value {
    json!({
        "_initiator": { "type": "script", "stack": { "callFrames": [] } },
        "startedDateTime": "2026-11-27T08:00:00.000+01:00", "time": 41,
        "request": { "method": "GET", "url": url, "headers": headers, "queryString": [], "cookies": [] },
        "response": { "status": 200, "headers": [], "cookies": [], "content": content }
    })
}

fn recording(entries: &[Value]) -> String {
    json!({ "log": { "version": "1.2", "creator": { "name": "Firefox", "version": "145" }, "pages": [], "entries": entries } }).to_string()
}

fn contents(of: ContentsOf, text: &[u8]) -> (Vec<Thing>, bool, Option<Missing>) {
    let read = |size: usize| {
        let mut contents = Contents::new(of);
        let mut notices = Notices::default();
        text.chunks(size).for_each(|piece| contents.feed(piece, &mut notices));
        contents.finish(&mut notices)
    };
    assert_eq!(read(13), read(usize::MAX), "in pieces as in one");
    read(1000)
}

const ADDRESS: &str =
    "https://vb365.example:4443/v8/JobSessions/00000000-0000-4000-8000-0000000000aa/LogItems?offset=0&limit=30";

/// The case from the field, and its relatives: text or base64, laid out or not, whatever the browser adds.
#[test]
fn the_answers_in_a_recording_can_be_chosen() {
    let secret = json!([{ "name": "authorization", "value": "Bearer HAR-SECRET-1" }]);
    let base64 =
        "eyJvZmZzZXQiOjAsImxpbWl0IjozMCwicmVzdWx0cyI6W3siaWQiOiJhIiwidXNuIjoxLCJ0aXRsZSI6IltTdWNjZXNzXSB4In1dfQ==";
    let entries = [
        entry("https://vb365.example:4443/", json!([]), json!({ "mimeType": "text/html", "text": "<html>" })),
        entry(ADDRESS, secret, json!({ "mimeType": "application/json", "text": LOG })),
        entry(
            "https://vb365.example:4443/v8/JobSessions?limit=30&apikey=HAR-SECRET-2",
            json!([]),
            json!({ "text": SESSIONS }),
        ),
        entry(
            "https://u:HAR-SECRET-3@vb365.example/v8/x/LogItems#HAR-SECRET-4",
            json!([]),
            json!({ "text": base64, "encoding": "base64" }),
        ),
        entry("https://vb365.example/v8/Token", json!([]), json!({ "text": "{\"access_token\":\"HAR-SECRET-5\"}" })),
        entry("https://vb365.example/favicon.ico", json!([]), json!({ "size": 0 })),
    ];
    let text = recording(&entries);
    let laid_out = serde_json::to_string_pretty(&serde_json::from_str::<Value>(&text).unwrap()).unwrap();
    let of_firefox = format!(
        "{{\"log\":{{\"version\":\"1.2\",\"creator\":{{}},\"browser\":{{}},\"pages\":[],\"entries\":[{}]}}}}",
        entries.iter().map(Value::to_string).collect::<Vec<_>>().join(",")
    );
    for text in [text.clone(), laid_out, of_firefox, format!("\u{feff}{text}")] {
        assert_eq!(sniff(text.as_bytes()), Sniffed::Recording);
        let (things, has_secret, missing) = contents(ContentsOf::Recording, text.as_bytes());
        assert!(has_secret && missing.is_none());
        let told: Vec<(&str, Option<SessionKind>)> = things
            .iter()
            .map(|thing| match &thing.what {
                What::Answer { request, list, at } => {
                    assert_eq!(at.unwrap().unix_ms(), 1_795_762_800_000);
                    (request.as_str(), *list)
                }
                What::Session { .. } => panic!("no session"),
            })
            .collect();
        assert_eq!(
            told,
            [
                ("GET /v8/JobSessions/00000000-0000-4000-8000-0000000000aa/LogItems?offset=0&limit=30", None),
                ("GET /v8/JobSessions?limit=30", Some(SessionKind::Job)),
                ("GET /v8/x/LogItems", None),
            ]
        );
        let body = |n: usize| {
            let (begin, end) = things[n].span;
            recorded(&text.as_bytes()[usize::try_from(begin).unwrap()..usize::try_from(end).unwrap()]).unwrap()
        };
        assert_eq!(body(0), LOG.as_bytes());
        assert_eq!(body(1), SESSIONS.as_bytes());
        assert_eq!(Decoded::file(Product::Vb365, [&body(2)[..]]).texts(), ["x"]);
        assert!(!format!("{things:?}").contains("HAR-SECRET"), "{things:?}");
    }
}

#[test]
fn a_token_in_a_recording_is_told_wherever_it_stands() {
    let plain = || json!({ "text": LOG });
    let with = |change: &dyn Fn(&mut Value)| {
        let mut entry = entry(ADDRESS, json!([{ "name": "Accept", "value": "*/*" }]), plain());
        change(&mut entry);
        contents(ContentsOf::Recording, recording(&[entry]).as_bytes()).1
    };
    assert!(!with(&|_| {}));
    for name in ["Authorization", "authorization", "AUTHORIZATION", "Cookie", "x-xsrf-token", "Proxy-Authorization"] {
        assert!(with(&|entry| entry["request"]["headers"][0]["name"] = json!(name)), "{name}");
    }
    assert!(with(&|entry| entry["response"]["headers"] = json!([{ "name": "set-cookie", "value": "x" }])));
    assert!(with(&|entry| entry["request"]["cookies"] = json!([{ "name": "a", "value": "x" }])));
    assert!(with(&|entry| entry["request"]["url"] = json!("https://x/v8/x?access_token=x")));
    assert!(with(
        &|entry| entry["request"]["postData"] = json!({ "text": "grant_type=password&username=a&password=x" })
    ));
    assert!(with(&|entry| entry["response"]["content"]["text"] = json!("{\"access_token\":\"x\"}")));
}

#[test]
fn a_recording_that_is_odd_or_cut_gives_what_is_there() {
    let good = entry(ADDRESS, json!([]), json!({ "text": LOG }));
    let odd = [
        json!({ "request": 7, "response": {} }),
        json!({ "startedDateTime": null, "request": { "method": "GET" } }),
        json!("x"),
        json!({ "request": {}, "response": { "content": { "text": 7 } } }),
        json!({ "request": {}, "response": { "content": { "text": LOG, "encoding": "base64" } } }),
    ];
    let mut entries = odd.to_vec();
    entries.insert(2, good.clone());
    entries.push(good.clone());
    let text = recording(&entries);
    assert_eq!(contents(ContentsOf::Recording, text.as_bytes()).0.len(), 2);
    let cut = &text[..text.len() - 300];
    let (things, _, missing) = contents(ContentsOf::Recording, cut.as_bytes());
    assert_eq!((things.len(), missing), (1, Some(Missing::End)));
    let (things, _, missing) = contents(ContentsOf::Recording, recording(&[]).as_bytes());
    assert_eq!((things.len(), missing), (0, None));
}

#[test]
fn sessions_of_a_cmdlet_are_listed_with_their_logs() {
    let session = |name: &str, log: &str| {
        format!(
            r#"{{"JobId":"00000000-0000-4000-8000-0000000000a1","JobName":"{name}","CreationTime":"\/Date(1643399556928)\/","EndTime":"\/Date(1643399571350)\/","Status":"Failed","Progress":3,"Log":{log}}}"#
        )
    };
    let log = r#"[{"Usn":1,"Title":"[Error] a","CreationTime":"\/Date(1643399556928)\/","EndTime":"\/Date(1643399556928)\/"}]"#;
    let (first, second) = (session("Mail", log), session("Sites", "[]"));
    for text in [
        format!("[{first},{second}]"),
        format!("{{\"value\":[{first},{second}],\"Count\":2}}"),
        format!("{first}\n{second}\n"),
    ] {
        assert_eq!(sniff(text.as_bytes()), Sniffed::SessionsWithLogs, "{text}");
        let (things, has_secret, missing) = contents(ContentsOf::Sessions(Product::Vb365), text.as_bytes());
        assert!(!has_secret && missing.is_none(), "{text}");
        let told: Vec<(Option<&str>, Status, bool)> = things
            .iter()
            .map(|thing| match &thing.what {
                What::Session { session, has_log } => (session.name.as_deref(), session.status, *has_log),
                What::Answer { .. } => panic!("no answer"),
            })
            .collect();
        assert_eq!(told, [(Some("Mail"), Status::Failed, true), (Some("Sites"), Status::Failed, false)], "{text}");
        let (begin, end) = things[0].span;
        let part = &text.as_bytes()[usize::try_from(begin).unwrap()..usize::try_from(end).unwrap()];
        let read = Decoded::file(Product::Vb365, part.chunks(7));
        assert_eq!((read.texts(), read.missing), (vec!["a"], None), "{text}");
    }
    // Lists of the API, one a line too.
    let row = r#"{"id":"1","status":"Failed","creationTime":"2026-11-27T01:00:00Z","progress":1}"#;
    for text in [SESSIONS.to_owned(), [row; 3].join("\n"), format!("[{SESSIONS},{SESSIONS}]")] {
        assert_eq!(sniff(text.as_bytes()), Sniffed::Sessions(Product::Vb365, SessionKind::Job), "{text}");
        let (things, ..) = contents(ContentsOf::Sessions(Product::Vb365), text.as_bytes());
        assert_eq!(things.len(), text.matches("\"id\"").count(), "{text}");
    }
}
