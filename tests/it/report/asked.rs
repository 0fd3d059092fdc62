//! What the desk answers where two sessions are compared and where something is searched, with the company that does not exist.

use std::sync::Arc;

use tapeline::model::{Id, Log, NewItem, Session, SessionKind};
use tapeline::report::compare::Compared;
use tapeline::report::desk::Searched;
use tapeline::texts::Lang;

use super::compare::{found, side_by_side};
use super::desk::Page;
use crate::render;

impl Page {
    /// What is found of a part of a name, with the logs that are here.
    fn find(&mut self, query: &str) -> Searched {
        self.desk.find(&self.log, query)
    }

    /// The same, once every log that was wanted is there; how many were.
    fn settled_find(&mut self, query: &str) -> (Searched, usize) {
        for n in 0..60 {
            let searched = self.find(query);
            assert!(!searched.is_partial);
            match &searched.next {
                Some(id) => self.tell_sibling(id),
                None => return (searched, n),
            }
        }
        panic!("it wants ever more");
    }

    /// Two sessions side by side, once every log that was wanted is there; how many were.
    fn settled_compare(&mut self, ids: [&Id; 2]) -> (Compared, usize) {
        for n in 0..60 {
            let (compared, needs) = self.desk.compare(&self.log, ids);
            match needs.first() {
                Some(id) => self.tell_sibling(id),
                None => return (compared, n),
            }
        }
        panic!("it wants ever more");
    }
}

#[test]
fn a_search_loads_logs_one_by_one_and_can_be_stopped() {
    let mut page = Page::new();
    let read = |searched: &Searched| render::plain(&found(searched.found.clone(), Lang::En));
    let first = page.find("fjordline");
    page.tell_sibling(&first.next.unwrap());
    page.desk.stop_search();
    let stopped = page.find("fjordline");
    assert!(stopped.next.is_none() && read(&stopped).contains("1 of 20"), "{}", read(&stopped));
    page.desk.go_on_with_search();
    let (whole, n_logs) = page.settled_find("fjordline");
    assert_eq!(n_logs, 19);
    assert!(read(&whole).contains("Looked through 20 of 20 sessions"));
    // The logs are kept: another name needs none of them again, whatever stands around it.
    for query in ["a", "a", " a "] {
        let searched = page.find(query);
        assert!(searched.next.is_none() && !searched.is_partial);
        assert_eq!((searched.found.n_read, searched.found.query.as_str()), (20, "a"));
    }
    assert!(page.find("").next.is_none());
}

/// While a search goes on the list of sessions may grow at its top.
#[test]
fn no_session_is_searched_twice() {
    let mut page = Page::new();
    let (before, _) = page.settled_find("fjordline");
    let newest = page.sessions.iter().filter_map(|session| session.start).max().unwrap();
    let new = Session { start: Some(newest.plus(1)), ..Session::new("new") };
    let rows = std::iter::once(new).chain(page.sessions.iter().cloned()).collect();
    page.desk.set_sessions(SessionKind::Job, Arc::new(rows), true);
    let searched = page.find("fjordline");
    assert_eq!(searched.next, Id::new("new"));
    assert_eq!((searched.found.progress.n_done, searched.found.progress.n_total), (20, 21));
    assert_eq!(searched.found.objects, before.found.objects);
    page.desk.add_sibling(Id::new("new").unwrap(), "it is gone".to_owned(), Arc::new(Log::new()));
    let searched = page.find("fjordline");
    assert_eq!((searched.found.progress.n_done, searched.found.n_read), (21, 20));
    assert_eq!(searched.found.missed[0].1.as_deref(), Some("it is gone"));
}

#[test]
fn a_search_through_large_logs_that_are_here_goes_on_in_turns() {
    let mut page = Page::new();
    let mut log = Log::new();
    for _ in 0..60_000 {
        log.push(&NewItem { title: "Processing mailbox: anna@x.example", ..NewItem::default() });
    }
    let log = Arc::new(log);
    let ids: Vec<Id> = (0..4).map(|n| Id::new(&format!("s{n}")).unwrap()).collect();
    page.desk.set_sessions(SessionKind::Job, Arc::new(ids.iter().map(|id| Session::new(id.as_str())).collect()), true);
    for id in ids {
        page.desk.add_sibling(id, String::new(), log.clone());
    }
    let first = page.find("anna");
    assert!(first.is_partial && first.found.progress.goes_on());
    assert_eq!(first.found.n_read, 2);
    let second = page.find("anna");
    assert_eq!((second.is_partial, second.found.n_read), (false, 4));
}

#[test]
fn two_sessions_are_compared_once_both_logs_are_there() {
    let mut page = Page::new();
    let (session, _) = page.troubled();
    let place = tapeline::answers::compare::previous_run(&page.sessions, &session).unwrap();
    let other = page.sessions[place].clone();
    let ids = [other.id.as_ref().unwrap(), session.id.as_ref().unwrap()];
    let (compared, needs) = page.desk.compare(&page.log, ids);
    assert_eq!((compared, needs.len()), (Compared::Loading, 2));
    let html = |compared| side_by_side(compared, Lang::En);
    assert!(render::plain(&html(Compared::Loading)).contains("are being loaded"));
    let (answer, n_logs) = page.settled_compare(ids);
    assert_eq!(n_logs, 2);
    assert!(render::plain(&html(answer.clone())).contains("Two runs side by side"));
    let n_ghosts = |compared| html(compared).matches("class=\"compare__usual\"").count();
    assert_eq!(n_ghosts(answer), 0);
    // What is usual stands behind the bars once earlier runs are there, and goes again.
    page.desk.show_usual(true);
    let (answer, n_logs) = page.settled_compare(ids);
    assert!((1..=5).contains(&n_logs) && n_ghosts(answer.clone()) > 0, "{n_logs}");
    let text = render::outline(&html(answer));
    assert!(text.contains("earlier run"), "{text}");
    page.desk.show_usual(false);
    assert_eq!(n_ghosts(page.settled_compare(ids).0), 0);
}
