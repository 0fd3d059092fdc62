//! Files that the desk is shown: what they are, and what they leave behind; and what is copied of a view.

use tapeline::model::{Product, SessionKind};
use tapeline::report::asked::Facts;
use tapeline::texts::Lang;
use tapeline::texts::Texts;

use super::desk::Page;
use super::work::shown;
use crate::render;

/// Pages in an array, as the page itself saves the answers of a server that has several.
#[test]
fn pages_in_an_array_are_one_log() {
    let mut desk = Page::new().desk;
    let mut take = |file: &str| desk.take_saved(file.as_bytes());
    let page = |from: usize, next: &str| {
        format!(
            "{{\"offset\":{from},\"limit\":1,\"results\":[{{\"id\":\"i-{from}\",\"usn\":{from},\"message\":\"]}}\"}}]{next}}}"
        )
    };
    let next = ",\"_links\":{\"next\":{\"href\":\"/v8/JobSessions/1/LogItems?offset=2\"}}";
    let (first, last) = (page(0, next), page(1, ""));
    let file = format!(" [{first} ,\n{last}]\n");
    let saved = take(&file).unwrap();
    let parts: Vec<&str> = saved
        .log
        .iter()
        .map(|&(begin, end)| &file[usize::try_from(begin).unwrap()..usize::try_from(end).unwrap()])
        .collect();
    assert_eq!((parts, saved.product), (vec![&*first, &*last], Product::Vb365));
    assert!(saved.is_complete && saved.sessions.is_empty() && saved.session.is_empty());
    assert!(!take(&format!("[{last},{first}]")).unwrap().is_complete, "the server had more");
    for (file, says) in [
        (&file[..file.len() - 9], "It breaks off, or is larger than 16 MB."),
        (
            "[{\"results\":[{\"id\":\"1\",\"status\":\"Success\",\"creationTime\":\"2026-11-21T00:00:00Z\"}]}]",
            "The pages in it are of no log.",
        ),
        ("[]", "The pages in it are of no log."),
    ] {
        let complaint = take(file).unwrap_err().say(Texts::default(), "a.json");
        assert!(complaint.contains(says), "{file}: {complaint}");
        assert!(complaint.starts_with("The file a.json cannot be shown. "), "{complaint}");
    }
}

/// What was opened before it says nothing about a file that is a log and no more.
#[test]
fn a_ticket_of_a_raw_file_names_no_server_of_another() {
    let mut page = Page::new();
    let (session, log) = page.troubled();
    let header = "{\"tapeline\":\"saved session\",\"version\":1,\"savedAt\":\"2026-11-22T03:04:05Z\",\"product\":\"vb365\",\"apiVersion\":\"v6\",\"server\":\"https://elsewhere:4443\",\"redacted\":false,\"zone\":\"UTC\",\"parts\":[{\"kind\":\"log\",\"session\":\"1\",\"complete\":true,\"bytes\":2}]}\n";
    page.desk.take_saved(header.as_bytes()).unwrap();
    page.open(&session, &log, true);
    assert!(page.ticket().contains("from https://elsewhere:4443"));
    let facts = Facts {
        kind: SessionKind::Job,
        opened: "raw.json".to_owned(),
        session: None,
        product: Product::Vb365,
        version: None,
        server_version: None,
        server: "saved file raw.json".to_owned(),
        is_file: true,
        is_at_rest: true,
        doubt: String::new(),
    };
    page.open_with(facts, &log);
    let text = page.ticket();
    assert!(text.contains("Server: saved file raw.json\n") && !text.contains("elsewhere"), "{text}");
}

/// What is copied is read from the screen, and names are replaced on the way.
#[test]
fn a_view_that_is_copied_names_nobody_if_names_are_replaced() {
    let mut page = Page::new();
    let (session, log) = page.troubled();
    page.open(&session, &log, false);
    let text = render::plain(&shown(page.work(), Lang::En, None));
    let link = format!("https://tapeline.example/#/job-sessions/{}?api=sample&q=jane", session.id_text);
    let copied = page.desk.read_out(&log, &text, &link);
    assert_eq!(copied, format!("{text}\n{link}\n"));
    assert!(copied.contains("fjordline") && copied.contains(&session.id_text));
    page.desk.set_redacted(true);
    let copied = page.desk.read_out(&log, &text, &link);
    assert!(
        !copied.contains("fjordline") && !copied.contains(&session.id_text) && !copied.contains("jane"),
        "{copied}"
    );
    assert_eq!(copied.lines().count(), text.lines().count() + 2, "line by line");
    assert!(copied.contains("Fair share by object") && copied.contains("#/job-sessions/id-1"));
}
