//! What makes two messages one problem, and what keeps them apart; what rules made of groups mute.

use std::collections::BTreeSet;

use proptest::prelude::*;
use tapeline::answers::failures::{Group, groups};
use tapeline::answers::noise::{Noise, Rule};
use tapeline::answers::objects::{ObjectKind, subject};
use tapeline::answers::said::said;
use tapeline::answers::shape::{parts, pattern};
use tapeline::model::{Log, NewItem, Severity, Status};

use super::{at, log, texts};

/// The two failures of one kind: each has its own id, date and request id.
const GRAPH: [&str; 2] = [
    r#"Failed to read item AAMkADU1N2FiYzRmLWVjYzItNDUxYS05YjM4LTA1NDY5NzZkN2VhYQBGAAAAAAC7oeqPYeTTqqLfu_QY67yAQA2V+jgTAFSS/qnYgYWQMDRBAAAAAAEIAAA=: {"error":{"code":"ErrorItemNotFound","message":"The object was not found in the store.","innerError":{"date":"2026-11-27T01:02:03","request-id":"5c1d0000-4a7e-4b2f-8000-000000000001"}}}"#,
    r#"Failed to read item AAMkADU1N2FiYzRmLWVjYzItNDUxYS05YjM4LTA1NDY5NzZkN2VhYQBGAAAAAAC7oeqPYeTTqqLfu_QY67yAQA2V+jgTAFSS/kqTgYWQMDRBAAAAAAEKAAA=: {"error":{"code":"ErrorItemNotFound","message":"The object was not found in the store.","innerError":{"date":"2026-11-27T01:02:05","request-id":"5c1d0000-4a7e-4b2f-8000-000000000002"}}}"#,
];

#[test]
fn what_differs_in_nothing_but_names_is_one_problem() {
    for (one, other) in [
        (GRAPH[0], GRAPH[1]),
        (
            "Failed to process team: Sales. Access is denied.",
            "Failed to process team: Marketing EMEA. Access is denied.",
        ),
        (
            "OneDrive was not found: Ann Smith (ID: 5f1d6f0a-0000-4000-8000-000000000000)",
            "OneDrive was not found: Bob (ID: 7f1d6f0a-0000-4000-8000-000000000000)",
        ),
        ("Processing SRV-SQL01 Error: Cannot connect to the host", "Processing web Error: Cannot connect to the host"),
        ("Access denied for CONTOSO\\ann", "Access denied for FABRIKAM\\bob.x"),
        ("Access denied for ann@contoso", "Access denied for bob@fabrikam.com"),
        ("Cannot open “Inbox”", "Cannot open “Sent items”"),
        ("Cannot open ‘Inbox’", "Cannot open ‘Sent items’"),
        ("Kann „Inbox“ nicht öffnen", "Kann „Gesendete Elemente“ nicht öffnen"),
        ("Cannot open «Inbox»", "Cannot open «Sent items»"),
        ("Cannot read C:\\Users\\Ann Smith\\a.txt", "Cannot read C:\\b.txt"),
        ("Cannot read C:/Users/ann/a.txt", "Cannot read C:\\b.txt"),
        (
            "Failed to process /sites/sales/Shared Documents/Q1 report (final).xlsx: file is checked out",
            "Failed to process /sites/hr/Documents/Contract.docx: file is checked out",
        ),
        ("Id 5F3A90BC1D was lost", "Id 77AB00CD12EF was lost"),
        ("Id S-1-5-21-1-2-3-1107 was lost", "Id S-1-5-21-4-5-6-1108 was lost"),
        (
            "No access to /o=ExchangeLabs/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)/cn=Recipients/cn=0123abcd-ann",
            "No access to /o=ExchangeLabs/ou=Other (X)/cn=Recipients/cn=77-bob",
        ),
        ("No access to CN=Ann Smith,OU=Users,DC=contoso,DC=com", "No access to CN=Bob,DC=fabrikam,DC=com"),
        ("It took 12 min", "It took 1 h 12 min"),
        ("It took 12 minutes", "It took 1 hour"),
        ("Read at 12 MB/s", "Read at 832.4 KB/s"),
        ("Read 12 GB", "Read 832 KB"),
        ("Failed at 2026-11-27T01:02:03Z", "Failed at 2026-11-28T09:00:00.1234567+03:00"),
        ("Failed on Fri, 27 Nov 2026 01:02:03", "Failed on Sat, 5 Dec 2026 11:12:13"),
        ("Cannot reach srv1.contoso.local:4443", "Cannot reach backup7.fabrikam.io:9419"),
        ("Timeout of https://a.example/x?y=1", "Timeout of https://b.example/"),
        (
            "Failed to backup item: Plan.docx, Item may have a virus",
            "Failed to backup item: Holiday Photos 2024.zip, Item may have a virus",
        ),
        ("Cannot get the folder properties.\r\n   Not allowed", "Cannot get the folder properties. Not allowed"),
        ("user=\"Ann Smith\" is gone", "user=\"Bob\" is gone"),
        ("Failed to process team: Sales 'x y'", "Failed to process team: HR 'z'"),
        ("Failed on Thu, Nov 5", "Failed on Friday, Dec 12"),
        ("Failed on Nov\u{a0}5", "Failed on Dec 12"),
        ("Failed to process team:\r\n Sales", "Failed to process team: HR"),
        ("Processing mailbox:\u{a0}Ann\r\nNo access", "Processing mailbox: Bob\r\nNo access"),
    ] {
        assert_eq!(pattern(one), pattern(other), "{one}");
    }
}

#[test]
fn codes_keep_problems_apart() {
    for [one, other] in [
        ["Win32 error 5", "Win32 error 1326"],
        ["Failed with error: 5", "Failed with error: 1326"],
        ["Failed with error code 5 (Access is denied)", "Failed with error code 1326 (Logon failure)"],
        ["AADSTS700027: see the log", "AADSTS50057: see the log"],
        ["HTTP status 404", "HTTP status 503"],
        ["Answer: HTTP/1.1 404 Not Found", "Answer: HTTP/1.1 503 Not Found"],
        ["StatusCode: 404, ReasonPhrase", "StatusCode: 503, ReasonPhrase"],
        ["It returned 404 Not Found", "It returned 403 Not Found"],
        ["The result was 80070005h", "The result was 80070057h"],
        ["The result was 0X80070005", "The result was 0X80070057"],
        ["HRESULT: 8007000E", "HRESULT: 8007000F"],
        ["error -2147024891", "error -2147024882"],
        ["Known issue MC123456", "Known issue MC654321"],
        ["Install KB5005413", "Install KB5005414"],
        ["ORA-01555: snapshot too old", "ORA-01556: snapshot too old"],
        ["No Microsoft 365 license", "No Microsoft 364 license"],
        ["Needs Office 365", "Needs Office 2019"],
        ["Win32Exception (5): no", "Win32Exception (87): no"],
        ["TLS 1.2 is needed", "TLS 1.3 is needed"],
        [
            "The remote server returned an error: (401) Unauthorized.",
            "The remote server returned an error: (403) Unauthorized.",
        ],
        ["Failed to process team: A. Access is denied.", "Failed to process team: A. The operation has timed out."],
    ] {
        assert_ne!(pattern(one), pattern(other), "{one}");
    }
    // What only counts is no code.
    assert_eq!(pattern("Error: 5 mailboxes were left out"), pattern("Error: 17 mailboxes were left out"));
    assert_eq!(pattern("status: 3 items of 9"), pattern("status: 4 items of 9"));
}

#[test]
fn answers_of_services_are_read_for_their_message() {
    for (text, wanted) in [
        (GRAPH[0], "The object was not found in the store. (ErrorItemNotFound)"),
        (
            "HTTP/1.1 404 Not Found\r\nrequest-id: 5c1d\r\n\r\n{\"error\":{\"code\":\"itemNotFound\",\"message\":\"Gone.\"}}",
            "HTTP 404 Not Found: Gone. (itemNotFound)",
        ),
        ("HTTP/1.1 503 Service Unavailable\r\nServer: x\r\n\r\n<html>no</html>", "HTTP 503 Service Unavailable"),
        (
            "x: {\"odata.error\":{\"code\":\"-1, SPException\",\"message\":{\"lang\":\"en-US\",\"value\":\"User cannot be found.\"}}}",
            "x: User cannot be found. (-1, SPException)",
        ),
        (
            "{\"error\":\"invalid_client\",\"error_description\":\"AADSTS7000215: Invalid client secret provided.\\r\\nTrace ID: 1\"}",
            "AADSTS7000215: Invalid client secret provided.  Trace ID: 1 (invalid_client)",
        ),
        (
            "{\"errorCode\":\"AccessDenied\",\"message\":\"No \\\"rights\\\" \\u00e9\",\"resourceId\":null}",
            "No \"rights\" é (AccessDenied)",
        ),
        ("{\"message\":\"{\\\"error\\\":{\\\"message\\\":\\\"inner\\\"}}\"}", "inner"),
        ("cut off: {\"error\":{\"code\":\"X1\",\"message\":\"The object was", "cut off: The object was (X1)"),
        ("{\"message\":\" \",\"reason\":\"Gone.\"}", "Gone."),
        ("{\"message\":\" \"}", "{\"message\":\" \"}"),
        ("{\"a\":1} and {\"message\":\"Gone.\"}", "{\"a\":1} and Gone."),
        ("plain {braces} and \"quotes\"", "plain {braces} and \"quotes\""),
        ("{\"a\":1}", "{\"a\":1}"),
    ] {
        let text = said(text);
        assert!(text.ends_with(wanted), "{text}");
    }
    let found = groups(&log(&GRAPH.map(|text| (Status::Failed, text))));
    assert_eq!(found.len(), 1);
    assert_eq!(
        found[0].pattern,
        "Failed to read item ⟨id⟩: The object was not found in the store. (ErrorItemNotFound)"
    );
}

#[test]
fn a_blank_in_quotes_is_no_name() {
    for text in ["{\"message\":\" \"}", "name=' '", "Cannot open \" \" of 'x'"] {
        let wanted = text.replace("'x'", "'⟨name⟩'");
        assert_eq!(pattern(text), wanted);
        assert_eq!(pattern(&wanted), wanted);
    }
}

#[test]
fn three_hundred_teams_have_one_problem() {
    let titles: Vec<String> =
        (0..300).map(|n| format!("Failed to process team: Team {n} of Ann. Access is denied.")).collect();
    let log = log(&titles.iter().map(|title| (Status::Failed, title.as_str())).collect::<Vec<_>>());
    let found = groups(&log);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].pattern.as_str(), found[0].n()), ("Failed to process team: ⟨name⟩. Access is denied.", 300));
    assert_eq!(found[0].objects(&log).len(), 300);
}

#[test]
fn what_a_pattern_leaves_out_is_marked_in_the_text() {
    for (text, wanted) in [
        ("Failed to process team: Sales. It took 1 h 12 min", vec!["Sales", "1 h 12 min"]),
        ("Timeout of a@b.example (404)", vec!["a@b.example"]),
        ("Nothing here", vec![]),
    ] {
        let (said, holes) = parts(text);
        assert_eq!(holes.into_iter().map(|hole| &said[hole]).collect::<Vec<_>>(), wanted);
    }
}

#[test]
fn a_name_goes_on_to_where_it_ends() {
    for (text, name) in [
        ("Processing team: Who has keys", "Who has keys"),
        ("Processing team: Who has access", "Who has access"),
        ("Processing team: Project Apollo. Phase 1", "Project Apollo. Phase 1"),
        ("Processing team: Project Apollo. Phase 2", "Project Apollo. Phase 2"),
        ("Processing team: What was not said", "What was not said"),
        ("Processing team: Projects failed 2024", "Projects failed 2024"),
        ("Processing team: Sales failed: no access", "Sales"),
        ("Processing team: Sales failed with error: no access", "Sales"),
        ("mailbox: Ann has been skipped", "Ann"),
        ("Site Intranet was not found", "Intranet"),
        ("Processing team: Sales. Access is denied.", "Sales"),
        ("Processing SRV-SQL01 Error: Cannot connect", "SRV-SQL01"),
        ("Processing web", "web"),
        ("Processing fileserver Error: Cannot connect", "fileserver"),
        ("Failed to create processing task for VM web01 Error: gone", "web01"),
        ("Using backup proxy prx01 for disk Hard disk 1 [nbd]", "prx01"),
        ("Hard disk 1 (60 GB)", "Hard disk 1"),
    ] {
        let found = subject(text).object.map(|object| object.name);
        if text.starts_with("Site ") {
            // No pattern of its own: its text is its kind.
            continue;
        }
        assert_eq!(found, Some(name), "{text}");
    }
    assert_eq!(subject("Processing items").object, None);
    assert_eq!(subject("Processing team: Who has keys").object.unwrap().kind, ObjectKind::Team);
    let kinds: BTreeSet<String> = [
        "Hard disk 1 (60 GB)",
        "Hard disk 2 (10 GB)",
        "Using backup proxy a1 for disk x [nbd]",
        "Using backup proxy b2 for disk y [san]",
    ]
    .iter()
    .map(|text| {
        let mut label = String::new();
        subject(text).kind.push_label(&mut label);
        label
    })
    .collect();
    assert_eq!(kinds.into_iter().collect::<Vec<_>>(), ["Hard disk", "Using proxy"]);
}

#[test]
fn harmless_fits_a_text_with_line_breaks_and_nothing_else() {
    let log = log(&[
        (Status::Warning, "Cannot get the folder properties.\r\n   Not allowed"),
        (Status::Warning, "Item changed during  backup"),
        (Status::Warning, "Processing mailbox: ann@c.example"),
        (Status::Warning, "Processing mailbox: bob@c.example. Item invoice.docx may have a virus"),
        (Status::Failed, "Processing mailbox: ann@c.example"),
        (Status::Warning, "7"),
    ]);
    let found = groups(&log);
    let muted_by = |idx: u32| {
        let group = found.iter().find(|group| group.items.contains(&idx)).unwrap();
        Noise::of_groups([group], "").muted(&log).items
    };
    for idx in 0..6 {
        assert_eq!(muted_by(idx), [idx]);
    }
    // By hand, a part in other blanks fits as well.
    let by_hand = |text: &str| Noise {
        rules: vec![Rule { text: text.into(), why: String::new(), failures: false, whole: false }],
    };
    assert_eq!(by_hand("folder properties. Not").muted(&log).items, [0]);
    assert_eq!(by_hand("mailbox: ⟨mail⟩").muted(&log).items, [2, 3]);
    let mut noise = by_hand("x");
    noise.add(Noise::of_groups(&found[..1], ""));
    noise.add(Noise::of_groups(&found[..1], ""));
    assert_eq!(noise.rules.len(), 2, "each rule once");
}

fn parts_of_messages() -> Vec<&'static str> {
    vec![
        "Processing mailbox: ",
        "Failed to process team: ",
        "ann@c.example",
        "bob@c.example",
        "Sales",
        "HR North",
        ". ",
        " ",
        "  ",
        "\r\n",
        "Item may have a virus",
        "Access is denied",
        "error 5",
        "error 7",
        "12 min",
        "1 h 2 min",
        "'x y'",
        "C:\\a b\\c",
        "AM",
        "⟨n⟩",
        "5",
        "{\"message\":\"",
        "\"}",
        "HTTP/1.1 404 Not Found",
        "Nov",
        "B",
        "s",
        "\u{a0}",
        "KB5005413",
        "0x80070005",
    ]
}

fn messages() -> impl Strategy<Value = Vec<(bool, String)>> {
    let parts = parts_of_messages();
    let text = proptest::collection::vec(proptest::sample::select(parts), 1..7).prop_map(|parts| parts.concat());
    proptest::collection::vec((any::<bool>(), text), 1..12)
}

proptest! {
    #[test]
    fn the_rules_of_a_group_mute_all_of_it_and_nothing_else(items in messages()) {
        let mut log = Log::new();
        for (second, (failed, title)) in (0..).zip(&items) {
            let status = if *failed { Status::Failed } else { Status::Warning };
            log.push(&NewItem { start: Some(at(second)), end: Some(at(second)), status, title, ..NewItem::default() });
        }
        for group in groups(&log) {
            let muted = Noise::of_groups([&group], "").muted(&log);
            let mut wanted = group.items.clone();
            wanted.sort_unstable();
            prop_assert_eq!(muted.items, wanted, "{}", group.pattern);
            prop_assert_eq!(muted.n_failed, if group.severity == Severity::Failed { group.n() } else { 0 });
        }
    }

    #[test]
    fn the_pattern_of_a_pattern_is_itself(parts in proptest::collection::vec(proptest::sample::select(parts_of_messages()), 1..7)) {
        let text = parts.join(" ");
        let once = pattern(&text);
        prop_assert_eq!(pattern(&once), once, "{:?}", text);
    }

    #[test]
    fn a_pattern_has_no_blanks_too_many_and_its_holes_are_parts_of_the_text(items in messages(), any in any::<String>()) {
        for text in items.iter().map(|(_, text)| text).chain([&any]) {
            let once = pattern(text);
            prop_assert!(!once.contains("  ") && once.trim() == once, "{:?}", once);
            let (said, holes) = parts(text);
            prop_assert!(holes.iter().all(|hole| said.get(hole.clone()).is_some_and(|part| !part.is_empty())));
            prop_assert!(holes.windows(2).all(|two| two[0].end <= two[1].start));
        }
    }

    #[test]
    fn names_do_not_count(name in "[A-Z][a-z]{2,7}( [A-Z][a-z]{2,7})?", other in "[A-Z][a-z]{2,7}", blank in "[ \t\r\n\u{a0}]{1,3}") {
        let text = |name: &str, blank: &str| format!("Failed to process team: {name}.{blank}Access is denied.");
        prop_assert_eq!(pattern(&text(&name, " ")), pattern(&text(&other, " ")));
        let groups: Vec<Group> = groups(&texts(&[]));
        prop_assert!(groups.is_empty());
        prop_assert_eq!(pattern(&format!("Item changed{blank}during backup")), "Item changed during backup");
    }
}
