//! Veeam Backup for AWS, REST 1.0-rev0 to 1.8-rev0: the twin of Azure's (`vbazure.rs`), but for what is said here.
//!
//! `executionDuration` is a number that one server was seen to make of the milliseconds alone, without minutes and seconds;
//! so it is believed of no session, and of a row only where the time of writing is not later.

use serde::Deserialize;

use super::dialect::{Dialect, Keys, Tells};
use super::envelope::RowKind;
use super::lenient::{self, Field, Time};
use super::mend::Text;
use super::oddities::Oddities;
use super::read;
use super::scan::{Cursor, JsonError};
use super::vbazure::{self, LogRow};
use crate::model::{Id, Log, Notices, Session, SessionKind};

/// How its answers are read.
pub(crate) const DIALECT: Dialect = Dialect {
    log: vbazure::DIALECT.log,
    log_row,
    sessions: RowKind {
        lists: &["results"],
        keys: &[
            "id",
            "type",
            "name",
            "status",
            "extendedSessionType",
            "executionStartTime",
            "executionStopTime",
            "usn",
        ],
        telling: &[&["id", "status"], &["id", "executionStartTime"], &["executionStartTime", "status"]],
        within: "",
    },
    session,
    tells,
};

fn tells(keys: &Keys<'_>) -> Option<Tells> {
    let is_number = keys.begin("executionDuration").is_some_and(|begin| begin.is_ascii_digit());
    if keys.all(&["sessionId", "log"]) || is_number && keys.has("message") {
        return Some(Tells::Log);
    }
    let has_links = keys.begin("_links") == Some(b'[');
    let is_session = keys.has("executionStartTime") && (is_number || has_links) || keys.has("extendedSessionType");
    is_session.then_some(Tells::Sessions(SessionKind::Job))
}

/// Reads one log row into the columns. Whether `logTime` is the beginning or the end is told differently; the later of it and
/// of start and duration together is right in both readings.
fn log_row(
    cursor: &mut Cursor<'_>,
    at: usize,
    raw_start: u64,
    log: &mut Log,
    notices: &mut Notices,
) -> Result<(), JsonError> {
    vbazure::push(cursor, (at, raw_start), log, notices, |row: &LogRow| {
        let by_length = row.begun.zip(row.length).map(|((start, _), length)| start.plus(length));
        let written = row.written.map(|(t, _)| t);
        by_length.max(written).filter(|_| !row.status.is_running())
    })
}

/// A session as sent.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Row<'a> {
    #[serde(borrow, default, deserialize_with = "lenient::text")]
    id: Field<Text<'a>>,
    #[serde(default, deserialize_with = "lenient::string")]
    name: Field<String>,
    #[serde(default, deserialize_with = "lenient::string")]
    r#type: Field<String>,
    #[serde(default, deserialize_with = "lenient::string")]
    extended_session_type: Field<String>,
    #[serde(default, deserialize_with = "lenient::instant")]
    execution_start_time: Field<Time>,
    #[serde(default, deserialize_with = "lenient::instant")]
    execution_stop_time: Field<Time>,
    #[serde(default, deserialize_with = "lenient::string")]
    status: Field<String>,
    #[serde(default, deserialize_with = "lenient::string")]
    result: Field<String>,
    #[serde(default, deserialize_with = "lenient::string")]
    reason: Field<String>,
    #[serde(default, deserialize_with = "lenient::id_or_none")]
    policy_id: Field<Id>,
}

/// Reads one session.
fn session(cursor: &mut Cursor<'_>, at: usize, notices: &mut Notices) -> Result<Session, JsonError> {
    let mut mended = Vec::new();
    let row: Row<'_> = read::object(cursor, &mut mended)?;
    let mut odd = Oddities::default();
    let mut session = Session::new("");
    let id = odd.take("id", row.id);
    session.name = odd.take("name", row.name);
    session.job_id = odd.take("policyId", row.policy_id);
    let type_word = odd.take("type", row.r#type);
    session.type_word = odd.take("extendedSessionType", row.extended_session_type).or(type_word);
    session.start = odd.instant("executionStartTime", row.execution_start_time);
    session.end = odd.instant("executionStopTime", row.execution_stop_time);
    let status = if matches!(row.status, Field::Empty) { row.result } else { row.status };
    odd.status(status, &mut session);
    session.details = odd.take("reason", row.reason);
    odd.finish_session(&mut session, id.as_ref());
    odd.tell(at, notices);
    Ok(session)
}
