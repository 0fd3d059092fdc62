//! Veeam Backup for Microsoft Azure, REST v1 to v8.1: log rows and sessions.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, Visitor};

use super::dialect::{Dialect, Keys, Tells};
use super::envelope::RowKind;
use super::lenient::{self, Field, Time};
use super::mend::Text;
use super::oddities::{self, Oddities, as_str, as_word, assumed, pushed};
use super::read;
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
struct Row<'a> {
    #[serde(default, deserialize_with = "lenient::instant")]
    log_time: Field<Time>,
    #[serde(default, deserialize_with = "lenient::instant")]
    execution_start_time: Field<Time>,
    #[serde(default, deserialize_with = "lenient::span")]
    execution_duration: Field<i64>,
    #[serde(borrow, default, deserialize_with = "lenient::text")]
    status: Field<Text<'a>>,
    #[serde(borrow, default, deserialize_with = "lenient::text")]
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
    let row: Row<'_> = read::object(cursor, &mut mended)?;
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

/// A session as sent.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct SessionRow<'a> {
    #[serde(borrow, default, deserialize_with = "lenient::text")]
    id: Field<Text<'a>>,
    #[serde(default, deserialize_with = "lenient::string")]
    r#type: Field<String>,
    #[serde(default, deserialize_with = "lenient::string")]
    localized_type: Field<String>,
    #[serde(default, deserialize_with = "lenient::instant")]
    execution_start_time: Field<Time>,
    #[serde(default, deserialize_with = "lenient::instant")]
    execution_stop_time: Field<Time>,
    #[serde(default, deserialize_with = "lenient::span")]
    execution_duration: Field<i64>,
    #[serde(default, deserialize_with = "lenient::string")]
    status: Field<String>,
    #[serde(default, deserialize_with = "lenient::integer")]
    usn: Field<i64>,
    /// `backupJobInfo` and its siblings.
    #[serde(flatten, deserialize_with = "job_infos")]
    subject: Subject,
}

/// What a session was about.
#[derive(Default)]
struct Subject {
    name: Option<String>,
    policy_id: Option<Id>,
}

/// One of the objects that say what a session was about; what is odd about it is not told.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct JobInfo {
    #[serde(default, deserialize_with = "lenient::words")]
    policy_name: Option<String>,
    #[serde(default, deserialize_with = "lenient::words")]
    backup_policy_display_name: Option<String>,
    #[serde(default, deserialize_with = "lenient::words")]
    vm_name: Option<String>,
    #[serde(default, deserialize_with = "lenient::words")]
    repository_name: Option<String>,
    #[serde(default, deserialize_with = "lenient::words")]
    name: Option<String>,
    #[serde(default, deserialize_with = "lenient::words")]
    policy_id: Option<String>,
}

/// Reads one session.
fn session(cursor: &mut Cursor<'_>, at: usize, notices: &mut Notices) -> Result<Session, JsonError> {
    let mut mended = Vec::new();
    let row: SessionRow<'_> = read::object(cursor, &mut mended)?;
    let mut odd = Oddities::default();
    let mut session = Session::new("");
    let id = odd.take("id", row.id);
    let type_word = odd.take("type", row.r#type);
    // Restore points of machines and of databases, and whatever else is brought back one day.
    session.is_retrieval =
        type_word.as_ref().is_some_and(|word: &String| word.to_ascii_lowercase().ends_with("dataretrieval"));
    session.type_word = odd.take("localizedType", row.localized_type).or(type_word);
    session.start = odd.instant("executionStartTime", row.execution_start_time);
    session.end = odd.instant("executionStopTime", row.execution_stop_time);
    session.stated_ticks = odd.take("executionDuration", row.execution_duration);
    odd.status(row.status, &mut session);
    session.policy_version = odd.take("usn", row.usn);
    (session.name, session.job_id) = (row.subject.name, row.subject.policy_id);
    odd.finish_session(&mut session, id.as_ref());
    odd.tell(at, notices);
    Ok(session)
}

/// Reads the members whose names end in `JobInfo`, of which at most one is filled, and passes over all others.
fn job_infos<'de, D: Deserializer<'de>>(from: D) -> Result<Subject, D::Error> {
    from.deserialize_map(JobInfos)
}

struct JobInfos;

impl<'de> Visitor<'de> for JobInfos {
    type Value = Subject;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the members of a session")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Subject, A::Error> {
        let mut subject = Subject::default();
        while let Some(name) = members.next_key::<Cow<'de, str>>()? {
            if !name.ends_with("JobInfo") {
                members.next_value::<IgnoredAny>()?;
                continue;
            }
            let Some(info) = members.next_value::<Info>()?.0 else { continue };
            let names =
                [info.policy_name, info.backup_policy_display_name, info.vm_name, info.repository_name, info.name];
            subject.name = names.into_iter().flatten().next().or(subject.name);
            subject.policy_id = info.policy_id.and_then(|id| Id::new(&id)).or(subject.policy_id);
        }
        Ok(subject)
    }
}

struct Info(Option<JobInfo>);

impl<'de> Deserialize<'de> for Info {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Ok(Self(lenient::object(from)?.value()))
    }
}
