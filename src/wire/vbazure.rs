//! Veeam Backup for Microsoft Azure, REST v1 to v8.1: log rows and sessions.

use super::envelope::RowKind;
use super::fields::{Oddities, as_str};
use super::json::{Cursor, JsonError, Text, Value};
use super::object::member;
use crate::model::{Assumption, Log, NewItem, Notices, Session, Status};

/// Rows of a session's log.
pub(crate) const LOG: RowKind = RowKind {
    lists: &["log", "results"],
    keys: &["logTime", "status", "message", "resourceHashId", "executionStartTime", "executionDuration"],
    telling: &[&["logTime", "message"], &["logTime", "status"], &["executionStartTime", "message"]],
};

/// Sessions.
pub(crate) const SESSIONS: RowKind = RowKind {
    lists: &["results"],
    keys: &["id", "type", "localizedType", "executionStartTime", "executionStopTime", "executionDuration", "status"],
    telling: &[&["id", "status"], &["id", "executionStartTime"], &["executionStartTime", "status"]],
};

/// Reads one log row straight into the columns.
///
/// `logTime` says when the row was written: the sample's first row runs on for minutes after it. So it is the start
/// only where nothing else is, and never the place that a duration is counted from: such a row is a mark.
pub(crate) fn log_item(
    cursor: &mut Cursor<'_>,
    at: usize,
    raw_start: u64,
    log: &mut Log,
    notices: &mut Notices,
) -> Result<(), JsonError> {
    let mut odd = Oddities::default();
    let (mut written, mut begun, mut length) = (None, None, None);
    let (mut message, mut word) = (None, None);
    let mut more = cursor.enter(b'{', b'}')?;
    while more {
        let key = cursor.key()?;
        match key.as_ref() {
            b"logTime" => written = odd.time(&key, &cursor.value()?),
            b"executionStartTime" => begun = odd.time(&key, &cursor.value()?),
            b"executionDuration" => length = odd.span(&key, &cursor.value()?),
            b"status" => word = odd.text(&key, cursor.value()?),
            b"message" => message = odd.text(&key, cursor.value()?),
            _ => cursor.skip_value()?,
        }
        more = cursor.more(b'}')?;
    }
    let word = word.as_ref().map(|word: &Text<'_>| word.text.as_ref()).filter(|word| !word.is_empty());
    let known = word.and_then(Status::from_word);
    let status = known.unwrap_or_default();
    let start = begun.or(written);
    let end = match (begun, written, length) {
        (Some((start, _)), _, Some(length)) => Some(start.plus(length)),
        (None, Some((written, _)), _) if !status.is_running() => Some(written),
        _ => None,
    };
    let mut assumed = 0;
    if word.is_none() {
        assumed |= Assumption::NoStatus as u8;
    }
    if start.is_some_and(|(_, offset)| offset.is_none()) {
        assumed |= Assumption::NoZone as u8;
    }
    if message.as_ref().is_some_and(|message| message.is_broken) {
        assumed |= Assumption::BrokenText as u8;
    }
    odd.tell(at, notices);
    let item = NewItem {
        id: None,
        usn: None,
        start: start.map(|(t, _)| t),
        end,
        offset: start.and_then(|(_, offset)| offset),
        status,
        status_word: word.filter(|_| known.is_none()),
        title: as_str(message.as_ref()),
        prefix_len: 0,
        assumed,
        raw_start: u32::try_from(raw_start).unwrap_or(u32::MAX),
    };
    if log.push(&item).is_none() {
        notices.add(Some(at), || "more text than one session can hold; left out".to_owned());
    }
    Ok(())
}

/// Reads one session.
pub(crate) fn session(cursor: &mut Cursor<'_>, at: usize, notices: &mut Notices) -> Result<Session, JsonError> {
    let mut odd = Oddities::default();
    let mut session = Session::new("");
    let (mut id, mut type_word) = (None, None);
    let mut more = cursor.enter(b'{', b'}')?;
    while more {
        let key = cursor.key()?;
        let value = cursor.value()?;
        match key.as_ref() {
            b"id" => id = odd.text(&key, value),
            b"type" => type_word = odd.string(&key, value),
            b"localizedType" => session.type_word = odd.string(&key, value),
            b"executionStartTime" => session.start = odd.instant(&key, &value),
            b"executionStopTime" => session.end = odd.instant(&key, &value),
            b"executionDuration" => session.stated_ticks = odd.span(&key, &value),
            b"status" => odd.status(&key, value, &mut session),
            b"usn" => session.policy_version = odd.integer(&key, &value),
            key if key.ends_with(b"JobInfo") => subject(&value, &mut session),
            _ => {}
        }
        more = cursor.more(b'}')?;
    }
    session.type_word = session.type_word.or(type_word);
    odd.finish_session(&mut session, id.as_ref());
    odd.tell(at, notices);
    Ok(session)
}

/// What the session was about, from `backupJobInfo` or one of its siblings, of which at most one is filled.
fn subject(info: &Value<'_>, session: &mut Session) {
    let Value::Composite(info) = *info else { return };
    let text = |name| member(info, name).and_then(|value| Some(value.text()?.to_owned())).filter(|t| !t.is_empty());
    let names = ["policyName", "backupPolicyDisplayName", "vmName", "repositoryName", "name"];
    if let Some(name) = names.into_iter().find_map(text) {
        session.name = Some(name);
    }
    if let Some(id) = text("policyId").and_then(|id| crate::model::Id::new(&id)) {
        session.job_id = Some(id);
    }
}
