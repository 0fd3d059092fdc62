//! Veeam Backup for Microsoft 365, REST v1 to v8: log items and sessions.
//!
//! One reader for all versions, since servers and documents disagree about which version sends what: a v3 server was
//! seen to answer with the pages of v5, and v8 may still send `title` beside `message` and `type`.

use super::envelope::RowKind;
use super::fields::{Oddities, as_str};
use super::json::{Cursor, JsonError, Text, Value};
use super::object::member;
use super::statistics::statistics;
use super::title::{Prefix, prefix};
use crate::model::{Assumption, Id, Log, NewItem, Notices, Session, Status};

/// Items of a session's log.
pub(crate) const LOG: RowKind = RowKind {
    lists: &["results", "log"],
    keys: &["id", "usn", "title", "message", "type", "creationTime", "endTime", "_links"],
    telling: &[
        &["title", "creationTime"],
        &["message", "creationTime"],
        &["usn", "creationTime"],
        &["usn", "title"],
        &["usn", "message"],
    ],
};

/// Job sessions and data-retrieval sessions.
pub(crate) const SESSIONS: RowKind = RowKind {
    lists: &["results"],
    keys: &["id", "creationTime", "endTime", "status", "progress", "statistics", "jobType", "type", "name", "_links"],
    telling: &[&["id", "status"], &["id", "progress"], &["id", "creationTime"]],
};

/// Reads one log item straight into the columns.
pub(crate) fn log_item(
    cursor: &mut Cursor<'_>,
    at: usize,
    raw_start: u64,
    log: &mut Log,
    notices: &mut Notices,
) -> Result<(), JsonError> {
    let mut odd = Oddities::default();
    let (mut id, mut usn, mut start, mut end) = (None, None, None, None);
    let (mut title, mut message, mut word) = (None, None, None);
    let mut more = cursor.enter(b'{', b'}')?;
    while more {
        let key = cursor.key()?;
        match key.as_ref() {
            b"id" => id = odd.text(&key, cursor.value()?),
            b"usn" => usn = odd.integer(&key, &cursor.value()?),
            b"title" => title = odd.text(&key, cursor.value()?),
            b"message" => message = odd.text(&key, cursor.value()?),
            b"type" => word = odd.text(&key, cursor.value()?),
            b"creationTime" => start = odd.time(&key, &cursor.value()?),
            b"endTime" => end = odd.time(&key, &cursor.value()?),
            _ => cursor.skip_value()?,
        }
        more = cursor.more(b'}')?;
    }
    let message = message.filter(|text: &Text<'_>| !text.text.is_empty());
    let text = message.as_ref().or(title.as_ref());
    let word = word.as_ref().map(|word: &Text<'_>| word.text.as_ref()).filter(|word| !word.is_empty());
    let result = Outcome::of(word, as_str(text), as_str(title.as_ref()));
    let mut assumed = 0;
    if result.is_assumed {
        assumed |= Assumption::NoStatus as u8;
    }
    if start.is_some_and(|(_, offset)| offset.is_none()) || end.is_some_and(|(_, offset)| offset.is_none()) {
        assumed |= Assumption::NoZone as u8;
    }
    if text.is_some_and(|text| text.is_broken) {
        assumed |= Assumption::BrokenText as u8;
    }
    if id.is_none() {
        odd.say("no id");
    }
    odd.tell(at, notices);
    let item = NewItem {
        id: id.as_ref().map(|id| id.text.as_ref()),
        usn,
        start: start.map(|(t, _)| t),
        end: end.map(|(t, _)| t),
        offset: start.and_then(|(_, offset)| offset),
        status: result.status,
        status_word: result.unknown_word,
        title: as_str(text),
        prefix_len: result.prefix_len,
        assumed,
        raw_start: u32::try_from(raw_start).unwrap_or(u32::MAX),
    };
    if log.push(&item).is_none() {
        notices.add(Some(at), || "more text than one session can hold; left out".to_owned());
    }
    Ok(())
}

/// The result of an item, from whichever place says it.
struct Outcome<'a> {
    status: Status,
    unknown_word: Option<&'a str>,
    prefix_len: u8,
    is_assumed: bool,
}

impl<'a> Outcome<'a> {
    /// `word` is v8's `type`; `text` is what will be shown, `title` the older field, often the same.
    fn of(word: Option<&'a str>, text: &str, title: &str) -> Self {
        let shown = prefix(text);
        let (status, is_known) = match (word, shown, prefix(title)) {
            (Some(word), ..) => (Status::from_word(word), true),
            (None, Prefix::Known(status, _), _) | (None, _, Prefix::Known(status, _)) => (Some(status), true),
            (None, Prefix::Other, _) => (None, true),
            (None, Prefix::None, _) => (None, false),
        };
        Self {
            status: status.unwrap_or_default(),
            unknown_word: word.filter(|_| status.is_none()),
            // A bracketed word that says something else than `type` stays in sight.
            prefix_len: match shown {
                Prefix::Known(said, len) if Some(said) == status => len,
                _ => 0,
            },
            is_assumed: !is_known,
        }
    }
}

/// Reads one session, of a job or of a data retrieval.
pub(crate) fn session(cursor: &mut Cursor<'_>, at: usize, notices: &mut Notices) -> Result<Session, JsonError> {
    let mut odd = Oddities::default();
    let mut session = Session::new("");
    let mut id = None;
    let mut linked_job = None;
    let mut more = cursor.enter(b'{', b'}')?;
    while more {
        let key = cursor.key()?;
        let value = cursor.value()?;
        match key.as_ref() {
            b"id" => id = odd.text(&key, value),
            b"jobId" => session.job_id = odd.id(&key, value),
            b"name" => session.name = odd.string(&key, value),
            b"jobType" | b"type" => session.type_word = odd.string(&key, value).map(without_comma),
            b"jobSessionConfigType" => session.config_type = odd.string(&key, value),
            b"creationTime" => session.start = odd.instant(&key, &value),
            b"endTime" => session.end = odd.instant(&key, &value),
            b"status" => odd.status(&key, value, &mut session),
            b"progress" => session.progress = odd.integer(&key, &value),
            b"processedObjects" => session.processed_objects = odd.integer(&key, &value),
            b"statistics" => session.statistics = statistics(&value, &mut odd),
            b"details" => session.details = odd.string(&key, value),
            b"retryCount" => session.retry_count = odd.integer(&key, &value),
            b"mainSessionId" => session.main_session_id = odd.id(&key, value),
            b"jobWillBeRetried" => session.will_be_retried = odd.truth(&key, &value),
            b"retrievalId" => session.retrieval_id = odd.id(&key, value),
            b"_links" => linked_job = job_of_links(&value),
            _ => {}
        }
        more = cursor.more(b'}')?;
    }
    session.job_id = session.job_id.or(linked_job);
    odd.finish_session(&mut session, id.as_ref());
    odd.tell(at, notices);
    Ok(session)
}

/// OA6's second retrieval type ends in a comma.
fn without_comma(word: String) -> String {
    match word.strip_suffix(',') {
        Some(word) => word.to_owned(),
        None => word,
    }
}

/// Before v8 the job's id stands in a link alone: its last part is taken, the link itself never followed nor kept.
fn job_of_links(links: &Value<'_>) -> Option<Id> {
    let Value::Composite(links) = links else { return None };
    let Value::Composite(job) = member(links, "job")? else { return None };
    let href = member(job, "href")?;
    Id::new(href.text()?.rsplit('/').next()?)
}
