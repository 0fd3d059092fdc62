//! What servers and documents were seen to do, one test each.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a panic is how a test fails")]

use tapeline::model::{Assumption, DecodeError, Foreign, Instead, Notices, Product, SessionKind, Status, UtcOffset};
use tapeline::texts::Texts;
use tapeline::wire::{LogDecoder, Shape, Sniffed, error_body, jobs, pretty, server_version, sessions, sniff};

use super::{Decoded, said};

fn assumed(decoded: &Decoded, idx: u32) -> Vec<Assumption> {
    decoded.log.assumptions(idx).collect()
}

#[test]
fn offsets_are_kept_and_instants_agree() {
    let decoded = Decoded::vb365(
        r#"[{"id":"a","title":"t","creationTime":"2017-04-04T00:07:21.3664166-07:00","endTime":"2017-04-04T10:07:21.3664166+03:00"},
            {"id":"b","title":"t","creationTime":"2017-04-04T07:07:21.3664166Z","endTime":null}]"#,
    );
    assert_eq!(decoded.log.start(0), decoded.log.end(0));
    assert_eq!(decoded.log.start(0), decoded.log.start(1));
    assert_eq!(decoded.log.offset(0), UtcOffset::from_minutes(-420));
    assert_eq!(decoded.log.offset(1), Some(UtcOffset::UTC));
}

#[test]
fn seven_digits_and_six_are_told_apart() {
    let decoded = Decoded::vb365(
        r#"[{"id":"a","title":"t","creationTime":"2022-01-28T19:52:36.9586995Z","endTime":"2022-01-28T19:52:47.144286Z"}]"#,
    );
    assert_eq!(decoded.log.start(0).unwrap().to_iso(UtcOffset::UTC), "2022-01-28T19:52:36.9586995Z");
    assert_eq!(decoded.log.end(0).unwrap().to_iso(UtcOffset::UTC), "2022-01-28T19:52:47.144286Z");
    assert_eq!(decoded.log.ticks(0), Some(101_855_865));
}

#[test]
fn zero_length_items_are_not_open() {
    let decoded = Decoded::vb365(
        r#"[{"id":"a","title":"[Success] Job started","creationTime":"2022-01-28T19:52:36Z","endTime":"2022-01-28T19:52:36Z"}]"#,
    );
    assert_eq!(decoded.log.ticks(0), Some(0));
    assert!(!decoded.log.is_open(0));
    assert!(assumed(&decoded, 0).is_empty());
}

#[test]
fn order_numbers_may_jump() {
    let decoded = Decoded::vb365(r#"[{"id":"a","usn":1},{"id":"b","usn":2},{"id":"c","usn":1000}]"#);
    assert_eq!([0, 1, 2].map(|idx| decoded.log.usn(idx).unwrap()), [1, 2, 1000]);
}

#[test]
fn links_without_a_slash_are_not_followed_nor_kept() {
    let link = r#""_links":{"next":{"href":"//evil.example/x"},"self":{"href":"v6/jobsessions/x"}}"#;
    let decoded = Decoded::vb365(&format!(r#"{{"results":[{{"id":"a",{link}}}],{link}}}"#));
    assert!(decoded.end.as_ref().unwrap().has_next);
    assert!(!decoded.dump().contains("evil"));
}

#[test]
fn a_single_item_may_be_an_object_or_an_array() {
    let item = r#"{"id":"a","usn":1,"title":"[Warning] x","creationTime":"2022-01-28T19:52:36Z"}"#;
    let alone = Decoded::vb365(item);
    let listed = Decoded::vb365(&format!("[{item}]"));
    assert_eq!(alone.end.unwrap().shape, Shape::Single);
    assert_eq!(listed.end.unwrap().shape, Shape::Array);
    assert_eq!(alone.log.title(0), listed.log.title(0));
}

#[test]
fn a_v8_item_is_no_error_though_it_has_a_message() {
    let decoded = Decoded::vb365(r#"{"message":"m","type":"Error","id":"a","creationTime":"2022-01-28T19:52:36Z"}"#);
    assert_eq!(decoded.log.status(0), Status::Failed);
    let decoded = Decoded::vb365(r#"{"message":"m","errorCode":"HttpError"}"#);
    assert_eq!(decoded.end, Err(DecodeError::ServerError { message: "m".to_owned() }));
}

#[test]
fn type_decides_before_the_title() {
    let decoded = Decoded::vb365(
        r#"[{"id":"a","type":"Stop","title":"[Success] x"},{"id":"b","type":null,"title":"[Success] x"},
            {"id":"c","type":"Odd","title":"x"},{"id":"d","title":"failed success warning"}]"#,
    );
    assert_eq!(decoded.log.status(0), Status::Stopped);
    assert_eq!(decoded.log.text(0), "[Success] x");
    assert_eq!(decoded.log.status(1), Status::Success);
    assert_eq!(decoded.log.text(1), "x");
    assert_eq!((decoded.log.status(2), decoded.log.status_text(2)), (Status::Unknown, "Odd"));
    assert_eq!(decoded.log.status(3), Status::Unknown);
    assert!(assumed(&decoded, 3).contains(&Assumption::NoStatus));
}

#[test]
fn azure_rows_run_from_their_start_not_from_when_they_were_written() {
    let decoded = Decoded::vbazure(
        r#"{"jobSessionId":"38","log":[{"logTime":"2020-02-05T10:43:57.039827Z","status":"Success","message":"m",
            "executionStartTime":"2020-02-05T10:43:57.039845Z","executionDuration":"00:02:33.8496840"},
            {"logTime":"2020-02-05T10:44:00Z","status":"RunningWithWarning","message":"m","executionDuration":null}]}"#,
    );
    assert_eq!(decoded.log.start(0).unwrap().to_iso(UtcOffset::UTC), "2020-02-05T10:43:57.039845Z");
    assert_eq!(decoded.log.end(0).unwrap().to_iso(UtcOffset::UTC), "2020-02-05T10:46:30.889529Z");
    assert!(decoded.log.is_open(1));
    assert_eq!(decoded.end.unwrap().shape, Shape::Array);
}

#[test]
fn rows_known_already_are_counted_and_not_pushed() {
    let json = r#"[{"id":"a"},{"id":"b" "broken"},{"id":"c"},5,{"id":"d"}]"#;
    let decoded = Decoded::resumed(Product::Vb365, 2, [json.as_bytes()]);
    assert_eq!(decoded.log.id(0).unwrap(), "c");
    assert_eq!(decoded.log.id(1).unwrap(), "d");
    assert_eq!(decoded.end.unwrap().n_rows, 5);
    assert_eq!(decoded.notices.kept()[0].at, Some(3), "what is known already was complained of already");
}

#[test]
fn rows_appear_as_soon_as_they_are_complete() {
    let (mut log, mut notices) = (tapeline::model::Log::new(), Notices::default());
    let mut decoder = LogDecoder::new(Product::Vb365, 0);
    decoder.feed(br#"{"results":[{"id":"a"},{"id"#, &mut log, &mut notices);
    assert_eq!((log.len(), decoder.n_rows()), (1, 1));
    decoder.feed(br#"":"b"},{"id":"c"}]"#, &mut log, &mut notices);
    assert_eq!((log.len(), decoder.n_rows()), (3, 3));
    assert_eq!(decoder.finish(&mut log, &mut notices), Err(DecodeError::Cut { n_rows: 3 }));
    assert_eq!(log.len(), 3);
}

#[test]
fn raw_bytes_of_an_item_can_be_found_again() {
    let json = "\u{feff} [ {\"id\":\"a\"} , {\"id\":\"b\"} ]";
    let decoded = Decoded::vb365(json);
    let (_, begin, end) = decoded.log.raw_span(0).unwrap();
    let raw = &json.as_bytes()[begin as usize..end.unwrap() as usize];
    assert_eq!(pretty(raw), "{\n  \"id\": \"a\"\n}");
    let (_, begin, end) = decoded.log.raw_span(1).unwrap();
    assert_eq!((pretty(&json.as_bytes()[begin as usize..]), end), ("{\n  \"id\": \"b\"\n}".to_owned(), None));
}

#[test]
fn a_million_brackets_and_keys_are_borne() {
    let decoded = Decoded::vb365(&"[".repeat(1_000_000));
    assert_eq!(decoded.end, Err(DecodeError::Cut { n_rows: 1 }));
    let keys: Vec<String> = (0..100_000).map(|n| format!("\"k{n}\":3.5")).collect();
    let decoded = Decoded::vb365(&format!("[{{{}}},{{\"id\":\"b\"}}]", keys.join(",")));
    assert_eq!(decoded.log.len(), 2);
    let usns = vec!["\"usn\":3.5"; 100_000].join(",");
    let decoded = Decoded::vb365(&format!("[{{{usns}}}]"));
    assert!(decoded.notices.n_total() < 10);
    let title = "x".repeat(1 << 20);
    let decoded = Decoded::vb365(&format!("[{{\"id\":\"a\",\"title\":\"[Failed] {title}\"}}]"));
    assert_eq!(decoded.log.text(0), title);
}

#[test]
fn byte_by_byte_is_linear() {
    // Quadratic work on these would take minutes.
    let title = "x".repeat(300_000);
    for json in [
        format!("[{{\"id\":\"a\",\"title\":\"{title}\"}}]"),
        format!("{{\"id\":\"a\",\"creationTime\":null,\"title\":\"{title}\"}}"),
        format!("[{}]", " ".repeat(300_000)),
        format!("[{}]", ".".repeat(300_000)),
        format!("[{{\"id\" 1, {title}]"),
    ] {
        let decoded = Decoded::from_chunks(Product::Vb365, json.as_bytes().chunks(1));
        assert_eq!(decoded.dump(), Decoded::vb365(&json).dump());
    }
}

#[test]
fn sessions_keep_what_they_say() {
    let mut notices = Notices::default();
    let json =
        br#"[{"id":"a","creationTime":"2022-01-28T21:03:52.2663895+01:00","endTime":"9999-12-31T23:59:59.9999999Z",
        "status":"Running","type":"RetrievalChangeAvailabilityPeriodDays,","processedObjects":30,"retrievalId":"r"}]"#;
    let (list, page) = sessions(Product::Vb365, SessionKind::DataRetrieval, json, &mut notices).unwrap();
    assert_eq!(list[0].type_word.as_deref(), Some("RetrievalChangeAvailabilityPeriodDays"));
    assert_eq!((list[0].end, list[0].processed_objects), (None, Some(30)));
    let later = list[0].start.unwrap().plus(7);
    assert_eq!(list[0].ticks(later), Some(7));
    assert_eq!(list[0].ticks(list[0].start.unwrap().plus(-7)), Some(0), "this computer's clock is behind the server's");
    assert_eq!((page.shape, notices.n_total()), (Shape::Array, 0));
}

/// What stands for the same under two names, or is there twice, costs no session: the newer name counts, and the last value.
#[test]
fn a_name_that_is_there_twice_costs_nothing() {
    let named = |members: &str| {
        let mut notices = Notices::default();
        let json = format!(r#"[{{"id":"a","creationTime":"2026-11-28T10:07:00Z","status":"Success",{members}}}]"#);
        let json = json.replace("\"Success\",", "\"Success\",\"endTime\":\"2026-11-28T10:08:00Z\",");
        let (list, _) = sessions(Product::Vb365, SessionKind::Job, json.as_bytes(), &mut notices).unwrap();
        (list[0].name.clone().unwrap_or_default(), notices.n_total())
    };
    assert_eq!(named(r#""name":"new","jobName":"old""#), ("new".into(), 0));
    assert_eq!(named(r#""jobName":"old","name":"new""#), ("new".into(), 0));
    assert_eq!(named(r#""name":null,"jobName":"old""#), ("old".into(), 0));
    assert_eq!(named(r#""name":"first","name":"last""#), ("last".into(), 0));
}

/// What is no JSON in an error is no text of it, and none of our own marks for it.
#[test]
fn errors_show_nothing_of_how_they_were_mended() {
    let body = br#"{"title":"Bad","errors":{"Limit":[1.5,undefined,"too large"],"Offset":undefined,"Day":1e999}}"#;
    assert_eq!(error_body(body).unwrap().message, "Bad Limit: too large");
}

#[test]
fn jobs_come_as_array_or_page() {
    let mut notices = Notices::default();
    for json in [r#"[{"id":"1","name":"n"}]"#, r#"{"offset":0,"results":[{"name":"n","id":1}],"limit":30}"#] {
        let (list, _) = jobs(json.as_bytes(), &mut notices).unwrap();
        assert_eq!((list[0].id.as_str(), list[0].name.as_str()), ("1", "n"));
    }
}

#[test]
fn errors_are_read_in_every_form() {
    let read = |body: &str| error_body(body.as_bytes()).map(|body| (body.message, body.code));
    let said = |message: &str, code: Option<&str>| Some((message.to_owned(), code.map(str::to_owned)));
    assert_eq!(read(""), None);
    assert_eq!(read("<html>502</html>"), None);
    assert_eq!(read("{}"), None);
    assert_eq!(read(r#"{"message":""}"#), None);
    assert_eq!(read(r#"{"message":"m","errorCode":null,"stackTrace":"s"}"#), said("m", None));
    assert_eq!(read(r#"{"Message":"m"}"#), said("m", None));
    assert_eq!(read(r#"{"error":"invalid_grant","error_description":"d"}"#), said("d", Some("invalid_grant")));
    assert_eq!(read(r#"{"error":{"code":"c","message":"m"}}"#), said("m", Some("c")));
    assert_eq!(read(r#"{"message":"cut in the middle","errorCo"#), said("cut in the middle", None));
    assert_eq!(read("Quota Exceeded\r\n"), said("Quota Exceeded", None));
    assert_eq!(read(&format!("{{\"message\":\"{}\"}}", "é".repeat(9000))).unwrap().0.chars().count(), 500);
}

#[test]
fn versions_are_read_where_they_are_plain() {
    assert_eq!(server_version(br#"{"installationId":"x","version":"8.1.0.305"}"#).as_deref(), Some("8.1.0.305"));
    assert_eq!(server_version(br#"{"serverVersion":"8.1.0.12"}"#).as_deref(), Some("8.1.0.12"));
    assert_eq!(server_version(br#"{"version":"<b>"}"#), None);
    assert_eq!(server_version(b"[]"), None);
}

#[test]
fn a_file_is_told_by_its_beginning() {
    let row = r#"{"id":"a","usn":1,"title":"[Success] x","creation"#;
    assert_eq!(sniff(format!("[ ... {row}").as_bytes()), Sniffed::Log(Product::Vb365));
    assert_eq!(sniff(br#"{"jobSessionId":"38","lo"#), Sniffed::Log(Product::VbAzure));
    assert_eq!(
        sniff(br#"{"offset":0,"results":[{"id":"39","executionStartTime":"2020"#),
        Sniffed::Sessions(Product::VbAzure, SessionKind::Job)
    );
    assert_eq!(
        sniff(br#"[{"offset":0,"limit":50,"results":[{"id":"39","usn":1,"ti"#),
        Sniffed::Log(Product::Vb365),
        "pages in an array"
    );
    assert!(matches!(sniff(b"\xEF\xBB\xBF  "), Sniffed::Unknown { found } if found == Instead::Nothing));
    assert!(
        matches!(sniff(b"PK\x03\x04"), Sniffed::Unknown { found } if found == Instead::Foreign(Foreign::Archive)),
        "named for what it is"
    );
}

#[test]
fn pretty_leaves_texts_and_numbers_alone() {
    let raw = br#"{"a":1.0e400,"b":["x, {\"y\"}\u00e9",{},[ ]],"c":{"d":null}} , {"#;
    let laid_out = "{\n  \"a\": 1.0e400,\n  \"b\": [\n    \"x, {\\\"y\\\"}\\u00e9\",\n    {},\n    []\n  ],\n  \"c\": {\n    \"d\": null\n  }\n}";
    assert_eq!(pretty(raw), laid_out);
    assert_eq!(pretty(b"\"text\"]}"), "\"text\"");
    assert_eq!(pretty(b"{\"a\":\"cut"), "{\n  \"a\": \"cut");
    assert_eq!(pretty(b""), "");
    assert!(pretty("[".repeat(100_000).as_bytes()).len() < 10_000_000);
}

#[test]
fn messages_say_what_to_do_and_hold_no_markup() {
    let decoded = Decoded::vb365("<!DOCTYPE html>");
    assert_eq!(decoded.end.as_ref().unwrap_err().clone(), DecodeError::Html);
    assert!(Texts::default().unreadable(&decoded.end.unwrap_err()).contains("Check the address"));
    let decoded = Decoded::vb365(r#"[{"id":"a","usn":"<b>\u0000\u001b</b>"}]"#);
    assert_eq!(decoded.said(), ["row 1: `usn` is no whole number; ignored: `<b>\\u{0}\\u{1b}</b>`"]);
}

/// "No parent" in every spelling of a session list is none, without a word; any other id is kept, also in braces.
#[test]
fn no_parent_is_written_in_many_ways() {
    let parent = |sent: &str| {
        let json = format!(
            r#"{{"offset":0,"limit":30,"results":[{{"id":"00000000-0000-4000-8000-000000000003","creationTime":"2026-11-27T01:00:00Z","endTime":"2026-11-27T01:10:00Z","progress":5,"status":"Success","retryCount":0,"mainSessionId":{sent}}}]}}"#
        );
        let mut notices = Notices::default();
        let (mut rows, _) = sessions(Product::Vb365, SessionKind::Job, json.as_bytes(), &mut notices).unwrap();
        assert!(!rows[0].is_retry() || rows[0].repeats().is_some());
        (rows.remove(0).main_session_id.map(|id| id.to_string()), said(&notices).len())
    };
    for none in [
        "null",
        r#""""#,
        r#""  ""#,
        r#""00000000-0000-0000-0000-000000000000""#,
        r#""{00000000-0000-0000-0000-000000000000}""#,
        r#""(00000000-0000-0000-0000-000000000000)""#,
        r#""00000000000000000000000000000000""#,
        r#""{00000000000000000000000000000000}""#,
        r#""0""#,
        r#""null""#,
        r#""None""#,
        r#""(nil)""#,
        r#"" undefined ""#,
    ] {
        assert_eq!(parent(none), (None, 0), "{none}");
    }
    let id = "00000000-0000-4000-8000-000000000001";
    assert_eq!(parent(&format!(r#""{id}""#)), (Some(id.to_owned()), 0));
    assert_eq!(parent(&format!(r#""{{{id}}}""#)), (Some(id.to_owned()), 0));
    assert_eq!(parent(r#""../x""#), (None, 1), "what is no id is said");
}

/// A job tells its organization, and zeros are none.
#[test]
fn a_job_tells_its_organization() {
    let json = br#"{"results":[
        {"id":"a1","organizationId":"f1","name":"Default Backup Job"},
        {"id":"a2","organizationId":"00000000-0000-0000-0000-000000000000","name":"Default Backup Job"},
        {"id":"a3","name":"Mail"}]}"#;
    let (jobs, _) = jobs(json, &mut Notices::default()).unwrap();
    let told: Vec<_> = jobs.iter().map(|job| job.organization.as_ref().map(ToString::to_string)).collect();
    assert_eq!(told, [Some("f1".to_owned()), None, None]);
}
