//! Veeam Backup for Microsoft 365, REST v1 to v8: log items and sessions.
//!
//! One reader for all versions, since servers and documents disagree about which version sends what: a v3 server was
//! seen to answer with the pages of v5, and v8 may still send `title` beside `message` and `type`. The objects of the product's
//! cmdlets are the same with capitals, as `ConvertTo-Json` writes them (`powershell.rs`).

use serde::Deserialize;

use super::dialect::{Dialect, Keys, Tells};
use super::envelope::RowKind;
use super::lenient::{self, Field, Time};
use super::mend::Text;
use super::oddities::{self, Oddities, as_str, as_word, assumed, pushed};
use super::read;
use super::row::Row;
use super::scan::{Cursor, JsonError};
use super::statistics;
use super::title::{Prefix, prefix};
use crate::model::{Id, Log, NewItem, Notices, Oddity, Session, SessionKind, Status};

/// How its answers are read.
pub(crate) const DIALECT: Dialect = Dialect {
    log: RowKind {
        // PowerShell puts an array into `value`; a session of its cmdlets holds its log.
        lists: &["results", "log", "value", "Log"],
        keys: &[
            "id",
            "usn",
            "title",
            "message",
            "type",
            "creationTime",
            "endTime",
            "_links",
            "Id",
            "Usn",
            "Title",
            "Message",
            "Type",
            "CreationTime",
            "EndTime",
        ],
        telling: &[
            &["title", "creationTime"],
            &["message", "creationTime"],
            &["usn", "creationTime"],
            &["usn", "title"],
            &["usn", "message"],
        ],
        within: "",
    },
    log_row: log_item,
    sessions: RowKind {
        lists: &["results", "value"],
        keys: &[
            "id",
            "creationTime",
            "endTime",
            "status",
            "progress",
            "statistics",
            "jobType",
            "type",
            "name",
            "_links",
            "Id",
            "JobId",
            "JobName",
            "CreationTime",
            "EndTime",
            "Status",
            "Progress",
            "Statistics",
        ],
        telling: &[
            &["id", "status"],
            &["id", "progress"],
            &["id", "creationTime"],
            &["jobName", "status"],
            &["jobName", "creationTime"],
        ],
        within: "",
    },
    session,
    tells,
};

fn tells(keys: &Keys<'_>) -> Option<Tells> {
    let has = |key| keys.has(key);
    let has_time = has("creationTime") || has("endTime");
    if has("retrievalId") && (has_time || has("status")) {
        return Some(Tells::Sessions(SessionKind::DataRetrieval));
    }
    if has_time && (has("statistics") || has("progress") || has("status")) {
        return Some(Tells::Sessions(SessionKind::Job));
    }
    let has_text = has("title") || has("message");
    (has("usn") || has_text && (has_time || has("id"))).then_some(Tells::Log)
}

/// A log item as sent.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Item<'a> {
    #[serde(borrow, default, deserialize_with = "lenient::de::text")]
    id: Field<Text<'a>>,
    #[serde(default, deserialize_with = "lenient::de::integer")]
    usn: Field<i64>,
    #[serde(borrow, default, deserialize_with = "lenient::de::text")]
    title: Field<Text<'a>>,
    #[serde(borrow, default, deserialize_with = "lenient::de::text")]
    message: Field<Text<'a>>,
    #[serde(borrow, default, deserialize_with = "lenient::de::text")]
    r#type: Field<Text<'a>>,
    #[serde(default, deserialize_with = "lenient::de::instant")]
    creation_time: Field<Time>,
    #[serde(default, deserialize_with = "lenient::de::instant")]
    end_time: Field<Time>,
}

/// Reads one log item into the columns.
fn log_item(
    cursor: &mut Cursor<'_>,
    at: usize,
    raw_start: u64,
    log: &mut Log,
    notices: &mut Notices,
) -> Result<(), JsonError> {
    let mut mended = Vec::new();
    let item: Item<'_> = read::object(cursor, &mut mended)?;
    let mut odd = Oddities::default();
    let id = odd.take("id", item.id);
    let usn = odd.take("usn", item.usn);
    let title = odd.take("title", item.title);
    let message = odd.take("message", item.message).filter(|text| !text.text.is_empty());
    let word = odd.take("type", item.r#type);
    let start = odd.take("creationTime", item.creation_time);
    let end = odd.take("endTime", item.end_time);
    let text = message.as_ref().or(title.as_ref());
    let result = Outcome::of(as_word(word.as_ref()), as_str(text), as_str(title.as_ref()));
    if id.is_none() {
        odd.say(Oddity::NoId);
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
        assumed: assumed(!result.is_assumed, &[start, end], &[text]),
        raw_start: oddities::raw_start(raw_start),
        ..NewItem::default()
    };
    pushed(log.push(&item), at, notices);
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
fn session(cursor: &mut Cursor<'_>, at: usize, notices: &mut Notices) -> Result<Session, JsonError> {
    let mut mended = Vec::new();
    let row = Row::read(cursor, &mut mended)?;
    let mut session = Session::new("");
    let id = row.take("id", lenient::string);
    session.job_id = row.take("jobId", lenient::id).or_else(|| job_of_links(&row));
    session.name = row.take("name", lenient::string).or_else(|| row.take("jobName", lenient::string));
    session.type_word = row.take("jobType", lenient::string);
    let type_word = row.take("type", lenient::string);
    session.type_word = session.type_word.or(type_word).map(without_comma);
    session.config_type = row.take("jobSessionConfigType", lenient::string);
    session.start = row.instant("creationTime");
    session.end = row.instant("endTime");
    row.status("status", &mut session);
    session.statistics = row.object("statistics").map(|object| statistics::read(&object));
    session.progress = row.take("progress", lenient::integer);
    session.processed_objects = row.take("processedObjects", lenient::integer);
    session.details = row.take("details", lenient::string);
    session.retry_count = row.take("retryCount", lenient::integer);
    session.main_session_id = row.take("mainSessionId", lenient::id_or_none);
    session.will_be_retried = row.take("jobWillBeRetried", lenient::truth);
    session.retrieval_id = row.take("retrievalId", lenient::id);
    row.finish(&mut session, id.as_deref(), at, notices);
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
fn job_of_links(row: &Row<'_>) -> Option<Id> {
    let href = row.aside("_links")?.aside("job")?.words("href")?;
    Id::new(href.rsplit('/').next()?)
}
