//! Lists of sessions that come in pages: each session once, whatever moves meanwhile.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a panic is how a test fails")]

use tapeline::model::{Product, SessionKind};
use tapeline::wire::Gathered;

fn page(ids: impl Iterator<Item = usize>) -> Vec<u8> {
    let rows: Vec<String> = ids.map(|id| format!(r#"{{"id":"s-{id}","status":"Success"}}"#)).collect();
    format!(r#"{{"offset":0,"limit":100,"results":[{}]}}"#, rows.join(",")).into_bytes()
}

fn take(list: &mut Gathered, ids: impl Iterator<Item = usize>) -> (usize, usize) {
    let brought = list.take(Product::Vb365, SessionKind::Job, &page(ids)).unwrap();
    (brought.info.n_rows, brought.n_new)
}

#[test]
fn a_session_that_comes_again_is_there_once_however_long_ago_it_came() {
    let mut list = Gathered::default();
    assert_eq!(take(&mut list, 0..100), (100, 100));
    // Two began meanwhile: the last two of the page come again.
    assert_eq!(take(&mut list, 98..198), (100, 98));
    for at in 2..130 {
        take(&mut list, at * 100 - 2..at * 100 + 98);
    }
    assert_eq!(list.sessions.len(), 12_998);
    // The server begins again, which is no news; nor is a session that is in one page twice.
    assert_eq!(take(&mut list, 0..100), (100, 0));
    assert_eq!(take(&mut list, [20_000, 20_000].into_iter()), (2, 1));
    let ids: Vec<&str> = list.sessions.iter().map(|session| session.id_text.as_str()).collect();
    let expected: Vec<String> = (0..12_998).chain([20_000]).map(|id| format!("s-{id}")).collect();
    assert_eq!(ids, expected);
}

#[test]
fn sessions_without_an_id_are_all_kept_and_a_broken_page_changes_nothing() {
    let mut list = Gathered::default();
    let two = br#"[{"status":"Failed"},{"status":"Failed"}]"#;
    for n in [2, 4] {
        assert_eq!(list.take(Product::Vb365, SessionKind::Job, two).unwrap().n_new, 2);
        assert_eq!(list.sessions.len(), n);
    }
    assert!(list.take(Product::Vb365, SessionKind::Job, b"<html>").is_err());
    assert_eq!(list.sessions.len(), 4);
}

#[test]
fn what_is_odd_is_told_of_the_row_in_the_whole_list() {
    let mut list = Gathered::default();
    take(&mut list, 0..10);
    let odd = br#"[{"id":"s-10","creationTime":"yesterday","status":"Success"}]"#;
    list.take(Product::Vb365, SessionKind::Job, odd).unwrap();
    let at: Vec<Option<usize>> = list.notices.kept().iter().map(|notice| notice.at).collect();
    assert_eq!(at.last(), Some(&Some(10)));
}

#[test]
fn data_retrievals_alone_are_kept_where_a_server_sends_both() {
    let both = br#"{"results":[{"id":"1","type":"PolicyBackup"},{"id":"2","type":"DataRetrieval"}],"totalCount":2}"#;
    let mut list = Gathered::default();
    let brought = list.take(Product::VbAzure, SessionKind::DataRetrieval, both).unwrap();
    assert_eq!((brought.n_new, brought.n_left_out, list.sessions.len()), (2, 1, 1));
}

#[test]
fn each_session_is_kept_as_it_was_sent_where_that_is_wanted() {
    let mut list = Gathered::keeping_bytes();
    take(&mut list, 0..2);
    // One that came before is no news; one that cannot be read has no bytes.
    let odd = br#"[ {"id":"s-1"} , {"id":"s-2","status":oops}, 7, { "id" : "s-3", "name": "{]" }]"#;
    list.take(Product::Vb365, SessionKind::Job, odd).unwrap();
    let all = list.with_bytes();
    assert_eq!(all.len(), 4);
    for (session, sent) in &all {
        let sent = String::from_utf8_lossy(sent);
        assert!(sent.starts_with('{') && sent.ends_with('}') && sent.contains(&session.id_text), "{sent}");
    }
    assert_eq!(&*all[3].1, br#"{ "id" : "s-3", "name": "{]" }"#);
}
