//! Veeam Backup for Microsoft Azure, REST v1 to v8.1: log rows and sessions.

use serde::Deserialize;

use super::dialect::{Dialect, Keys, Tells};
use super::envelope::RowKind;
use super::lenient::{self, Field, Time};
use super::mend::Text;
use super::oddities::{self, Oddities, as_str, as_word, assumed, pushed};
use super::read;
use super::row::Row;
use super::scan::{Cursor, JsonError};
use crate::model::{Id, Log, NewItem, Notices, Session, SessionKind, Status, Timestamp};

/// How its answers are read.
pub(crate) const DIALECT: Dialect = Dialect {
    log: RowKind {
        lists: &["log", "results"],
        keys: &["logTime", "status", "message", "resourceHashId", "executionStartTime", "executionDuration"],
        telling: &[&["logTime", "message"], &["logTime", "status"], &["executionStartTime", "message"]],
        within: "",
    },
    log_row,
    sessions: RowKind {
        lists: &["results"],
        keys: &[
            "id",
            "type",
            "localizedType",
            "executionStartTime",
            "executionStopTime",
            "executionDuration",
            "status",
        ],
        telling: &[&["id", "status"], &["id", "executionStartTime"], &["executionStartTime", "status"]],
        within: "",
    },
    session,
    tells,
};

fn tells(keys: &Keys<'_>) -> Option<Tells> {
    if keys.has("jobSessionId") || keys.has("logTime") || keys.all(&["executionStartTime", "message"]) {
        return Some(Tells::Log);
    }
    let is_session = ["executionStartTime", "executionStopTime", "localizedType"].iter().any(|key| keys.has(key));
    is_session.then_some(Tells::Sessions(SessionKind::Job))
}

/// A log row as sent.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Sent<'a> {
    #[serde(default, deserialize_with = "lenient::de::instant")]
    log_time: Field<Time>,
    #[serde(default, deserialize_with = "lenient::de::instant")]
    execution_start_time: Field<Time>,
    #[serde(default, deserialize_with = "lenient::de::span")]
    execution_duration: Field<i64>,
    #[serde(borrow, default, deserialize_with = "lenient::de::text")]
    status: Field<Text<'a>>,
    #[serde(borrow, default, deserialize_with = "lenient::de::text")]
    message: Field<Text<'a>>,
}

/// What a log row says of its time.
pub(super) struct LogRow {
    /// When it was written.
    pub(super) written: Option<Time>,
    /// When what it tells of began.
    pub(super) begun: Option<Time>,
    /// How long that took, in ticks.
    pub(super) length: Option<i64>,
    /// How it ended.
    pub(super) status: Status,
}

/// Reads one log row into the columns.
///
/// `logTime` says when the row was written: the sample's first row runs on for minutes after it. So it is the start
/// only where nothing else is, and never the place that a duration is counted from: such a row is a mark.
fn log_row(
    cursor: &mut Cursor<'_>,
    at: usize,
    raw_start: u64,
    log: &mut Log,
    notices: &mut Notices,
) -> Result<(), JsonError> {
    push(cursor, (at, raw_start), log, notices, |row| match (row.begun, row.written, row.length) {
        (Some((start, _)), _, Some(length)) => Some(start.plus(length)),
        (None, Some((written, _)), _) if !row.status.is_running() => Some(written),
        _ => None,
    })
}

/// The same, where somebody else says when a row ends.
pub(super) fn push(
    cursor: &mut Cursor<'_>,
    (at, raw_start): (usize, u64),
    log: &mut Log,
    notices: &mut Notices,
    ends: fn(&LogRow) -> Option<Timestamp>,
) -> Result<(), JsonError> {
    let mut mended = Vec::new();
    let row: Sent<'_> = read::object(cursor, &mut mended)?;
    let mut odd = Oddities::default();
    let written = odd.take("logTime", row.log_time);
    let begun = odd.take("executionStartTime", row.execution_start_time);
    let length = odd.take("executionDuration", row.execution_duration);
    let word = odd.take("status", row.status);
    let message = odd.take("message", row.message);
    let word = as_word(word.as_ref());
    let known = word.and_then(Status::from_word);
    let status = known.unwrap_or_default();
    let start = begun.or(written);
    let end = ends(&LogRow { written, begun, length, status });
    odd.tell(at, notices);
    let item = NewItem {
        start: start.map(|(t, _)| t),
        end,
        offset: start.and_then(|(_, offset)| offset),
        status,
        status_word: word.filter(|_| known.is_none()),
        title: as_str(message.as_ref()),
        assumed: assumed(word.is_some(), &[start], &[message.as_ref()]),
        raw_start: oddities::raw_start(raw_start),
        ..NewItem::default()
    };
    pushed(log.push(&item), at, notices);
    Ok(())
}

/// Reads one session.
fn session(cursor: &mut Cursor<'_>, at: usize, notices: &mut Notices) -> Result<Session, JsonError> {
    let mut mended = Vec::new();
    let row = Row::read(cursor, &mut mended)?;
    let mut session = Session::new("");
    let id = row.take("id", lenient::string);
    let type_word = row.take("type", lenient::string);
    // Restore points of machines and of databases, and whatever else is brought back one day.
    session.is_retrieval =
        type_word.as_ref().is_some_and(|word: &String| word.to_ascii_lowercase().ends_with("dataretrieval"));
    session.type_word = row.take("localizedType", lenient::string).or(type_word);
    session.start = row.instant("executionStartTime");
    session.end = row.instant("executionStopTime");
    session.stated_ticks = row.take("executionDuration", lenient::span);
    row.status("status", &mut session);
    session.policy_version = row.take("usn", lenient::integer);
    (session.name, session.job_id) = subject(&row);
    row.finish(&mut session, id.as_deref(), at, notices);
    Ok(session)
}

/// What a session was about, and the id of its policy: in `backupJobInfo` and its siblings, of which at most one is filled.
/// What is odd about it is not told.
fn subject(row: &Row<'_>) -> (Option<String>, Option<Id>) {
    const NAMES: [&str; 5] = ["policyName", "backupPolicyDisplayName", "vmName", "repositoryName", "name"];
    row.asides("JobInfo").fold((None, None), |(name, policy), info| {
        (
            NAMES.iter().find_map(|name| info.words(name)).or(name),
            info.words("policyId").and_then(|id| Id::new(&id)).or(policy),
        )
    })
}
