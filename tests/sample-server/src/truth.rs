//! What a test may compare a screen with: the world's own account of every session.

use sample_world::{Session, Status, World};
use serde_json::{Value, json};

use crate::odd;
use crate::vb365::id_text;
use crate::vb365_rows::time_text;

/// A failed row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FailedItem {
    /// Its uuid.
    pub id: String,
    /// Its order number.
    pub usn: u64,
    /// Its text, without a prefix.
    pub text: String,
}

/// A row of a log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogRow {
    /// Its uuid.
    pub id: String,
    /// Its order number.
    pub usn: u64,
    /// Its result, in the word of a session.
    pub status: &'static str,
    /// Its text, without a prefix.
    pub text: String,
    /// When it began, in ticks.
    pub start: i64,
    /// When it ended, in ticks.
    pub end: Option<i64>,
}

impl LogRow {
    /// The log of a session of either kind, in order. That of the odd session is empty: its rows are no items.
    pub(crate) fn all_of(world: &World, id: u128) -> Option<Vec<Self>> {
        let session = world.session(id).or_else(|| world.retrieval_session(id))?;
        let log = world.log(session);
        let row = |item: sample_world::Item| Self {
            id: id_text(item.id),
            usn: item.usn,
            status: item.status.word(),
            text: item.text,
            start: item.start,
            end: item.end,
        };
        Some((0..log.len()).filter_map(|at| log.item(at)).map(row).collect())
    }

    /// The same as JSON.
    pub(crate) fn to_json(&self) -> String {
        json!({
            "id": self.id, "usn": self.usn, "status": self.status, "text": self.text, "start": time_text(self.start),
            "end": self.end.map(time_text),
        })
        .to_string()
    }
}

/// One session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionTruth {
    /// Its uuid.
    pub id: String,
    /// Name of its job, or of its retrieval.
    pub job: String,
    /// Whether it is a data-retrieval session.
    pub is_retrieval: bool,
    /// Its result, in the word of a session.
    pub status: &'static str,
    /// When it began, in ticks.
    pub start: i64,
    /// When it ended, in ticks.
    pub end: Option<i64>,
    /// The first of its chain, if it is a retry.
    pub main: Option<String>,
    /// Rows in its log.
    pub n_items: usize,
    /// Rows per status, every status named.
    pub counts: Vec<(&'static str, usize)>,
    /// Its failed rows.
    pub failed_items: Vec<FailedItem>,
}

/// The world's account of itself at one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Truth {
    /// The moment, in ticks.
    pub now: i64,
    /// Job sessions, newest first.
    pub sessions: Vec<SessionTruth>,
    /// Data-retrieval sessions, newest first.
    pub retrieval_sessions: Vec<SessionTruth>,
    /// Which is which: names such as `big`, `empty`, `running`, `odd`, with ids.
    pub landmarks: Vec<(&'static str, String)>,
    /// What is odd about each row of the odd session, in order.
    pub odd_rows: Vec<&'static str>,
}

fn session_truth(world: &World, session: &Session) -> SessionTruth {
    let is_retrieval = session.retrieval.is_some();
    let name = if is_retrieval {
        world.retrievals.get(session.owner).map(|retrieval| retrieval.name)
    } else {
        world.jobs.get(session.owner).map(|job| job.name)
    };
    let log = world.log(session);
    let failed = |at: &usize| log.status(*at) == Some(Status::Failed);
    let failed_items = (0..log.len())
        .filter(failed)
        .filter_map(|at| log.item(at))
        .map(|item| FailedItem { id: id_text(item.id), usn: item.usn, text: item.text })
        .collect();
    let is_odd = !is_retrieval && session.id == world.landmarks.odd;
    SessionTruth {
        id: id_text(session.id),
        job: name.unwrap_or_default().to_owned(),
        is_retrieval,
        status: session.status.word(),
        start: session.start,
        end: session.end,
        main: session.main.map(id_text),
        n_items: if is_odd { odd::rows().len() } else { log.len() },
        counts: Status::ALL.into_iter().map(Status::word).zip(log.counts()).collect(),
        failed_items,
    }
}

impl Truth {
    pub(crate) fn of(world: &World) -> Self {
        let marks = &world.landmarks;
        let landmarks = [
            ("big", marks.big),
            ("empty", marks.empty),
            ("running", marks.running),
            ("queued", marks.queued),
            ("failed", marks.failed),
            ("retried", marks.retried),
            ("stopped", marks.stopped),
            ("odd", marks.odd),
            ("retrieval", marks.retrieval),
            ("running_retrieval", marks.running_retrieval),
            ("failed_retrieval", marks.failed_retrieval),
        ];
        let all = |sessions: &[Session]| sessions.iter().map(|session| session_truth(world, session)).collect();
        Self {
            now: world.now(),
            sessions: all(&world.sessions),
            retrieval_sessions: all(&world.retrieval_sessions),
            landmarks: landmarks.into_iter().map(|(name, id)| (name, id_text(id))).collect(),
            odd_rows: odd::rows().iter().map(|row| row.what).collect(),
        }
    }

    /// The id of a landmark; empty if there is none of this name.
    pub fn landmark(&self, name: &str) -> &str {
        self.landmarks.iter().find(|(known, _)| *known == name).map_or("", |(_, id)| id)
    }

    /// The session with this id, of either kind.
    pub fn session(&self, id: &str) -> Option<&SessionTruth> {
        self.sessions.iter().chain(&self.retrieval_sessions).find(|session| session.id == id)
    }

    /// The same as JSON.
    pub fn to_json(&self) -> String {
        let session = |session: &SessionTruth| {
            let counts: serde_json::Map<String, Value> =
                session.counts.iter().map(|(word, n)| ((*word).to_owned(), json!(n))).collect();
            let failed: Vec<Value> = session
                .failed_items
                .iter()
                .map(|item| json!({"id": item.id, "usn": item.usn, "text": item.text}))
                .collect();
            json!({
                "id": session.id, "job": session.job, "isRetrieval": session.is_retrieval, "status": session.status,
                "start": time_text(session.start), "end": session.end.map(time_text), "main": session.main,
                "nItems": session.n_items, "counts": counts, "failedItems": failed,
            })
        };
        let landmarks: serde_json::Map<String, Value> =
            self.landmarks.iter().map(|(name, id)| ((*name).to_owned(), json!(id))).collect();
        json!({
            "now": time_text(self.now),
            "sessions": self.sessions.iter().map(session).collect::<Vec<_>>(),
            "retrievalSessions": self.retrieval_sessions.iter().map(session).collect::<Vec<_>>(),
            "landmarks": landmarks,
            "oddRows": self.odd_rows,
        })
        .to_string()
    }
}
