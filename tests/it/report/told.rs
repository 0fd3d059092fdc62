//! A desk that is told of a few sessions and logs, one by one.

use std::sync::Arc;

use tapeline::model::{Id, Log, NewItem, Product, Session, SessionKind, Status, Timestamp};
use tapeline::report::Desk;
use tapeline::report::asked::Facts;
use tapeline::report::compare::{Compared, Runs};
use tapeline::report::find::Found;
use tapeline::report::summary::Summary;
use tapeline::texts::Lang;
use tapeline::timeline::Zone;

use super::compare::{found, side_by_side};
use super::summary::drawn;
use crate::render;

/// Seconds after 14 Nov 2023, 00:00 UTC.
pub(super) fn at(seconds: i64) -> Timestamp {
    Timestamp::from_ticks(16_999_200_000_000_000 + seconds * 10_000_000)
}

pub(super) fn run(id: &str, start: i64, seconds: i64, status: Status) -> Session {
    let end = (seconds >= 0).then(|| at(start + seconds));
    Session { job_id: Id::new("j"), start: Some(at(start)), end, status, ..Session::new(id) }
}

/// What a page tells of a session that it has opened.
pub(crate) fn facts(session: Session) -> Facts {
    Facts {
        kind: SessionKind::Job,
        opened: session.id_text.clone(),
        session: Some(session),
        product: Product::Vb365,
        version: None,
        server_version: None,
        server: "https://backup.example".to_owned(),
        is_file: false,
        is_at_rest: true,
        doubt: String::new(),
    }
}

pub(super) fn retry(id: &str, of: &str, start: i64, seconds: i64, status: Status) -> Session {
    Session { main_session_id: Id::new(of), retry_count: Some(1), ..run(id, start, seconds, status) }
}

/// Items that begin and take so long, in seconds; one of less than nothing has no end.
pub(super) fn log(items: &[(i64, i64, Status, &str)]) -> Log {
    let mut log = Log::new();
    for (&(start, seconds, status, title), usn) in items.iter().zip(1..) {
        let id = format!("item-{usn}");
        let end = (seconds >= 0).then(|| at(start + seconds));
        log.push(&NewItem {
            id: Some(&id),
            start: Some(at(start)),
            end,
            status,
            title,
            usn: Some(usn),
            ..NewItem::default()
        });
    }
    log
}

pub(super) const LOST: &str = "Failed to process mailbox: ann@x.example. Timeout";

/// A desk that has been told of these sessions.
pub(super) struct Told {
    pub(super) desk: Desk,
    pub(super) sessions: Vec<Session>,
    pub(super) open: Log,
}

impl Told {
    pub(super) fn of(sessions: &[Session], is_all: bool) -> Self {
        let mut desk = Desk::default();
        desk.set_clock(at(10_000_000), Zone::utc());
        desk.set_sessions(SessionKind::Job, Arc::new(sessions.to_vec()), is_all);
        Self { desk, sessions: sessions.to_vec(), open: Log::new() }
    }

    pub(super) fn session(&self, id: &str) -> Session {
        self.sessions.iter().find(|session| session.id_text == id).unwrap().clone()
    }

    /// Opens one of them.
    pub(super) fn open(&mut self, id: &str, log: &Log) {
        self.open = log.clone();
        self.desk.open(facts(self.session(id)));
    }

    /// Tells the log of one; with a doubt it may not be all there is.
    pub(super) fn tell(&mut self, id: &str, doubt: &str, log: &Log) {
        self.desk.add_sibling(Id::new(id).unwrap(), doubt.to_owned(), Arc::new(log.clone()));
    }

    pub(super) fn summary(&mut self) -> (Summary, Vec<String>) {
        let (summary, needs) = self.desk.summary(&self.open).unwrap();
        (summary, needs.iter().map(ToString::to_string).collect())
    }

    /// The answer on top, as it is read.
    pub(super) fn says(&mut self) -> String {
        render::plain(&drawn(&self.summary().0, "#/job-sessions/x?api=sample"))
    }

    pub(super) fn ticket(&self) -> String {
        self.desk.ticket(&self.open, &[], "https://x/").unwrap()
    }

    /// What is found of a name, with the logs that are here; and how it reads.
    pub(super) fn find(&mut self, query: &str) -> (Found, String) {
        let searched = self.desk.find(&self.open, query);
        assert_eq!(searched.next, None);
        (searched.found.clone(), render::plain(&found(searched.found, Lang::En)))
    }

    pub(super) fn compare(&self, a: &str, b: &str) -> (Runs, Vec<String>, String) {
        let ids = [a, b].map(|id| Id::new(id).unwrap());
        let (compared, needs) = self.desk.compare(&self.open, [&ids[0], &ids[1]]);
        let Compared::Runs(runs) = &compared else { panic!("its logs are not here") };
        let text = render::plain(&side_by_side(compared.clone(), Lang::En));
        ((**runs).clone(), needs.iter().map(ToString::to_string).collect(), text)
    }
}

/// Sessions s0, s1 … of one job, a thousand seconds apart, the newest first.
pub(super) fn nights(n: i64, status: Status) -> Vec<Session> {
    (0..n).rev().map(|n| run(&format!("s{n}"), n * 1_000, 600, status)).collect()
}
