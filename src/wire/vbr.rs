//! Veeam Backup & Replication, REST 1.1-rev0 to 1.3-rev2: log records, sessions, and task sessions, which are the sessions of the
//! single machines of a job.
//!
//! One reader for all revisions, since members come and go between them (`activityId` became `jobId`, a misspelt amount was
//! spelt right, `additionalInfo` is a text or an array), and servers answer with newer words than their documents have.

use std::borrow::Cow;

use serde::Deserialize;

use super::dialect::{Dialect, Keys, Tells};
use super::envelope::RowKind;
use super::lenient::{self, Field, Time};
use super::mend::Text;
use super::oddities::{self, Oddities, as_str, as_word, assumed, pushed};
use super::read;
use super::row::Row;
use super::scan::{Cursor, JsonError};
use super::statistics::rate;
use crate::model::{Log, NewItem, Notices, Oddity, Session, SessionKind, Statistics, Status};

/// How its answers are read.
pub(crate) const DIALECT: Dialect = Dialect {
    log: RowKind {
        lists: &["records"],
        keys: &["id", "status", "startTime", "updateTime", "title", "description", "additionalInfo", "style"],
        telling: &[&["startTime", "title"], &["startTime", "updateTime"]],
        within: "",
    },
    log_row: record,
    sessions: RowKind {
        lists: &["data", "records"],
        keys: &["sessionType", "type", "id", "name", "state", "creationTime", "platformName", "jobId", "activityId"],
        telling: &[&["sessionType", "creationTime"], &["sessionType", "state"]],
        within: "",
    },
    session,
    tells,
};

fn tells(keys: &Keys<'_>) -> Option<Tells> {
    let is_record = keys.has("startTime") && (keys.has("updateTime") || keys.all(&["title", "status"]));
    if is_record || keys.has("totalRecords") {
        Some(Tells::Log)
    } else {
        let is_session = keys.has("sessionType") && (keys.has("creationTime") || keys.has("state"));
        is_session.then_some(Tells::Sessions(SessionKind::Job))
    }
}

/// A log record as sent. What `additionalInfo` says, in whichever form, is left to the row as sent.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Record<'a> {
    #[serde(borrow, default, deserialize_with = "lenient::de::text")]
    id: Field<Text<'a>>,
    #[serde(borrow, default, deserialize_with = "lenient::de::text")]
    status: Field<Text<'a>>,
    #[serde(default, deserialize_with = "lenient::de::instant")]
    start_time: Field<Time>,
    #[serde(default, deserialize_with = "lenient::de::instant")]
    update_time: Field<Time>,
    #[serde(borrow, default, deserialize_with = "lenient::de::text")]
    title: Field<Text<'a>>,
    #[serde(borrow, default, deserialize_with = "lenient::de::text")]
    description: Field<Text<'a>>,
    /// In saved sessions alone: the machine that the record is of, …
    #[serde(default, deserialize_with = "lenient::de::words")]
    machine: Option<String>,
    /// … and whether others tell it in steps.
    #[serde(default, deserialize_with = "lenient::de::truth")]
    is_covered: Field<bool>,
}

/// Reads one record into the columns.
///
/// `updateTime` is the end of a step that has ended, and the last sign of life of one that runs. There is no word for
/// running: `None` stands for it and for a mere note, so the session decides (`Log::decide`). A number as an id is one of a
/// counter; it orders records, and tells those of one log apart.
fn record(
    cursor: &mut Cursor<'_>,
    at: usize,
    raw_start: u64,
    log: &mut Log,
    notices: &mut Notices,
) -> Result<(), JsonError> {
    let mut mended = Vec::new();
    let record: Record<'_> = read::object(cursor, &mut mended)?;
    let mut odd = Oddities::default();
    let id = odd.take("id", record.id);
    let word = odd.take("status", record.status);
    let start = odd.take("startTime", record.start_time);
    let updated = odd.take("updateTime", record.update_time);
    let title = odd.take("title", record.title);
    let description = odd.take("description", record.description);
    let number = id.as_ref().and_then(|id| id.text.parse::<i64>().ok());
    let word = as_word(word.as_ref());
    let known = word.and_then(Status::from_word);
    let status = known.unwrap_or_default();
    let is_undecided = word.is_some_and(|word| word.eq_ignore_ascii_case("None"));
    if id.is_none() {
        odd.say(Oddity::NoId);
    }
    odd.tell(at, notices);
    let item = NewItem {
        id: id.as_ref().map(|id| id.text.as_ref()).filter(|id| number.is_none() && !id.is_empty()),
        usn: number,
        start: start.map(|(t, _)| t),
        end: updated.map(|(t, _)| t).filter(|_| !status.is_running()),
        offset: start.and_then(|(_, offset)| offset),
        status,
        status_word: word.filter(|_| known.is_none() || is_undecided),
        is_undecided,
        title: &said(as_str(title.as_ref()), as_str(description.as_ref())),
        assumed: assumed(word.is_some(), &[start, updated], &[title.as_ref(), description.as_ref()]),
        raw_start: oddities::raw_start(raw_start),
        ..NewItem::default()
    };
    let idx = match &record.machine {
        Some(machine) => log.push_of_part(machine, &item),
        None => log.push(&item),
    };
    let is_covered = record.is_covered == Field::Value(true);
    if let Some(idx) = pushed(idx, at, notices).filter(|_| is_covered) {
        log.cover(idx);
    }
    Ok(())
}

/// A title, and behind it what is told of it elsewhere: the amount and rate of a disk.
fn said<'a>(title: &'a str, more: &'a str) -> Cow<'a, str> {
    let (title, more) = (title.trim_end(), more.trim());
    match (title, more) {
        ("", more) => more.into(),
        (title, "") => title.into(),
        (title, more) if title.ends_with(more) => title.into(),
        (title, more) => [title, " ", more].concat().into(),
    }
}

/// Reads one session, or one of a machine.
fn session(cursor: &mut Cursor<'_>, at: usize, notices: &mut Notices) -> Result<Session, JsonError> {
    let mut mended = Vec::new();
    let row = Row::read(cursor, &mut mended)?;
    let mut session = Session::new("");
    let id = row.take("id", lenient::string);
    let activity = row.take("activityId", lenient::id_or_none);
    session.job_id = row.take("jobId", lenient::id_or_none).or(activity);
    session.name = row.take("name", lenient::string);
    session.type_word = row.take("sessionType", lenient::string);
    let is_word = |word: &String| word != "None" && word != "NotDefined";
    session.config_type = row.take("algorithm", lenient::string).filter(is_word);
    session.is_local = matches!(row.field("creationTime", lenient::instant), Field::Value((_, None)));
    session.start = row.instant("creationTime");
    session.end = row.instant("endTime");
    // How it ended, or what it has come to so far.
    let outcome = row.object("result");
    let result = outcome.as_ref().and_then(|outcome| outcome.take("result", lenient::string));
    let is_canceled = outcome.as_ref().and_then(|outcome| outcome.take("isCanceled", lenient::truth));
    let state = row.take("state", lenient::string);
    (session.status, session.status_word) = status(state, result, is_canceled.unwrap_or(false));
    if session.goes_on() || session.status == Status::Queued {
        // Some are sent with an end all the same.
        session.end = None;
    }
    let message = outcome.and_then(|outcome| outcome.take("message", lenient::string));
    session.details = message.filter(|text| Status::from_word(text.trim()).is_none());
    session.names_no_run = row.field("originalSessionId", lenient::id_or_none) == Field::Empty;
    session.main_session_id = row.take("originalSessionId", lenient::id_or_none);
    session.retry_count = row.object("retryInfo").and_then(|retry| retry.take("retryNumber", lenient::integer));
    // What was moved, and what held it up.
    session.statistics = row.object("progress").map(|progress| Statistics {
        processing_rate: progress.take("processingRate", rate),
        transferred: {
            // As 1.2 spells it.
            let transfered = progress.take("transferedSize", rate);
            progress.take("transferredSize", rate).or(transfered)
        },
        bottleneck: progress.take("bottleneck", lenient::string).filter(is_word),
        ..Statistics::default()
    });
    row.finish(&mut session, id.as_deref(), at, notices);
    Ok(session)
}

/// What state and result say together; beside it the server's own word where that says more. The state tells whether a
/// session goes on, whatever its result and its end say: results come early, and ends come of sessions that run.
fn status(state: Option<String>, result: Option<String>, is_canceled: bool) -> (Status, Option<String>) {
    let known = result.as_deref().and_then(Status::from_word);
    let Some(state) = state else { return (known.unwrap_or_default(), result.filter(|_| known.is_none())) };
    match state.to_ascii_lowercase().as_str() {
        "stopped" if is_canceled => (Status::Canceled, None),
        "stopped" => match known {
            Some(Status::Unknown) | None if result.as_deref().is_none_or(|word| word.eq_ignore_ascii_case("None")) => {
                (Status::Stopped, None)
            }
            Some(status) => (status, None),
            None => (Status::Unknown, result),
        },
        "working" | "starting" | "resuming" | "postprocessing" | "running" => match known {
            Some(Status::Warning) => (Status::RunningWithWarning, None),
            Some(Status::Failed) => (Status::RunningWithError, None),
            _ => (Status::Running, None),
        },
        "stopping" => (Status::Canceling, None),
        // Goes on, and needs a person.
        "actionrequired" => (Status::RunningWithWarning, Some(state)),
        "waitingtape" | "waitingrepository" | "waitingslot" | "pausing" | "idle" => (Status::Queued, Some(state)),
        _ => match Status::from_word(&state) {
            Some(status) => (status, None),
            None => (Status::Unknown, Some(state)),
        },
    }
}
