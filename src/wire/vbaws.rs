//! Veeam Backup for AWS, REST 1.0-rev0 to 1.8-rev0: the twin of Azure's (`vbazure.rs`), but for what is said here.
//!
//! `executionDuration` is a number that one server was seen to make of the milliseconds alone, without minutes and seconds;
//! so it is believed of no session, and of a row only where the time of writing is not later.

use super::dialect::{Dialect, Keys, Tells};
use super::envelope::RowKind;
use super::lenient::{self, Field};
use super::row::Row;
use super::scan::{Cursor, JsonError};
use super::vbazure::{self, LogRow};
use crate::model::{Log, Notices, Session, SessionKind};

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

/// Reads one session.
fn session(cursor: &mut Cursor<'_>, at: usize, notices: &mut Notices) -> Result<Session, JsonError> {
    let mut mended = Vec::new();
    let row = Row::read(cursor, &mut mended)?;
    let mut session = Session::new("");
    let id = row.take("id", lenient::string);
    session.name = row.take("name", lenient::string);
    session.job_id = row.take("policyId", lenient::id_or_none);
    let type_word = row.take("type", lenient::string);
    session.type_word = row.take("extendedSessionType", lenient::string).or(type_word);
    session.start = row.instant("executionStartTime");
    session.end = row.instant("executionStopTime");
    let says_nothing = row.field("status", lenient::string) == Field::Empty;
    row.status(if says_nothing { "result" } else { "status" }, &mut session);
    session.details = row.take("reason", lenient::string);
    row.finish(&mut session, id.as_deref(), at, notices);
    Ok(session)
}
