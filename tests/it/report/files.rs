//! Files that the desk is shown: what they are, and what they leave behind; and what is copied of a view.

use tapeline::model::{Product, SessionKind};
use tapeline::report::asked::Facts;
use tapeline::texts::Lang;

use super::desk::Page;
use super::work::shown;
use crate::render;

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
