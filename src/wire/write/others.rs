//! The rows of Backup & Replication, and the sessions of Veeam Backup for AWS, with their fields in the order in which they are
//! written.

use serde::Serialize;

use super::rows::{own_word, status, utc};
use super::{Message, Part, Rewrite, end, has, iso, result, word};
use crate::model::{Assumption, Id, Log, Rate, Session, Status, UtcOffset};

/// A record of a log.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Record {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<RecordId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_time: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    update_time: Option<String>,
    title: Message,
    /// The machine that it is of, and whether others tell it in steps: of saved sessions alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    machine: Option<String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    is_covered: bool,
}

/// A number, or a text.
#[derive(Serialize)]
#[serde(untagged)]
enum RecordId {
    Number(i64),
    Text(String),
}

impl Record {
    pub(super) fn of(log: &Log, idx: u32, rewrite: &mut Rewrite<'_>) -> Self {
        let start_has_none = log.start(idx).is_some() && log.offset(idx).is_none();
        let has_none = has(log, idx, Assumption::NoZone) && !start_has_none;
        let offset = if has_none { None } else { log.offset(idx).or(Some(UtcOffset::UTC)) };
        let (status, end) = match log.undecided(idx) {
            Some(updated) => (Some("None".to_owned()), updated),
            None => (result(log, idx, rewrite), end(log, idx)),
        };
        let text = || log.id(idx).map(|id| RecordId::Text(rewrite(Part::Id, &id)));
        Self {
            id: log.usn(idx).map(RecordId::Number).or_else(text),
            status,
            start_time: log.start(idx).map(|t| iso(t, log.offset(idx))),
            update_time: end.map(|t| iso(t, offset)),
            title: Message::of(log, idx, rewrite),
            machine: log.part(idx).map(|name| rewrite(Part::Name, name)),
            is_covered: log.is_covered(idx),
        }
    }
}

/// A session of Backup & Replication.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct VbrSession {
    #[serde(skip_serializing_if = "Option::is_none")]
    session_type: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    state: Option<String>,
    id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    job_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    creation_time: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_time: Option<String>,
    result: Outcome,
    #[serde(skip_serializing_if = "Option::is_none")]
    algorithm: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    progress: Option<Progress>,
    #[serde(skip_serializing_if = "Option::is_none")]
    original_session_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    retry_info: Option<Retry>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Outcome {
    #[serde(skip_serializing_if = "Option::is_none")]
    result: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<String>,
    is_canceled: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Progress {
    #[serde(skip_serializing_if = "Option::is_none")]
    bottleneck: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    processing_rate: Option<Amount>,
    #[serde(skip_serializing_if = "Option::is_none")]
    transferred_size: Option<Amount>,
}

/// A text where one was sent, or a number.
#[derive(Serialize)]
#[serde(untagged)]
enum Amount {
    Text(String),
    Bytes(Option<i64>),
}

impl Amount {
    fn of(rate: Option<&Rate>, rewrite: &mut Rewrite<'_>) -> Option<Self> {
        let rate = rate?;
        let text = rate.text.as_deref().map(|text| Self::Text(rewrite(Part::Text, text)));
        Some(text.unwrap_or(Self::Bytes(rate.bytes)))
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Retry {
    retry_number: i64,
}

impl VbrSession {
    pub(super) fn of(session: &Session, rewrite: &mut Rewrite<'_>) -> Self {
        // Local times are written so that they are taken for such again.
        let offset = (!session.is_local).then_some(UtcOffset::UTC);
        let own = session.status_word.as_deref().map(|word| own_word(word, rewrite));
        let (state, result) = match session.status {
            _ if own.is_some() => (own, None),
            Status::Unknown => (None, None),
            Status::Running => (Some("Working".to_owned()), Some("None")),
            Status::RunningWithWarning => (Some("Working".to_owned()), Some("Warning")),
            Status::RunningWithError => (Some("Working".to_owned()), Some("Failed")),
            Status::Canceling => (Some("Stopping".to_owned()), None),
            Status::Stopped => (Some("Stopped".to_owned()), Some("None")),
            Status::Canceled => (Some("Stopped".to_owned()), Some("Failed")),
            status if status.is_result() => (Some("Stopped".to_owned()), Some(word(status))),
            status => (Some(word(status).to_owned()), None),
        };
        let mut id = |id: &Option<Id>| id.as_ref().map(|id| rewrite(Part::Id, id.as_str()));
        let (job_id, original_session_id) = (id(&session.job_id), id(&session.main_session_id));
        Self {
            session_type: session.type_word.as_deref().map(|word| own_word(word, rewrite)),
            state,
            id: rewrite(Part::Id, &session.id_text),
            name: session.name.as_deref().map(|name| rewrite(Part::Name, name)),
            job_id,
            creation_time: session.start.map(|t| iso(t, offset)),
            end_time: session.end.map(|t| iso(t, offset)),
            result: Outcome {
                result,
                message: session.details.as_deref().map(|text| rewrite(Part::Text, text)),
                is_canceled: session.status == Status::Canceled,
            },
            algorithm: session.config_type.as_deref().map(|word| own_word(word, rewrite)),
            progress: session.statistics.as_ref().map(|statistics| Progress {
                bottleneck: statistics.bottleneck.as_deref().map(|word| own_word(word, rewrite)),
                processing_rate: Amount::of(statistics.processing_rate.as_ref(), rewrite),
                transferred_size: Amount::of(statistics.transferred.as_ref(), rewrite),
            }),
            original_session_id,
            retry_info: session.retry_count.map(|retry_number| Retry { retry_number }),
        }
    }
}

/// A session of Veeam Backup for AWS.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct AwsSession {
    id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    extended_session_type: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    execution_start_time: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    execution_stop_time: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    policy_id: Option<String>,
}

impl AwsSession {
    pub(super) fn of(session: &Session, rewrite: &mut Rewrite<'_>) -> Self {
        Self {
            id: rewrite(Part::Id, &session.id_text),
            name: session.name.as_deref().map(|name| rewrite(Part::Name, name)),
            extended_session_type: session.type_word.as_deref().map(|word| own_word(word, rewrite)),
            execution_start_time: utc(session.start),
            execution_stop_time: utc(session.end),
            status: status(session, rewrite),
            reason: session.details.as_deref().map(|text| rewrite(Part::Text, text)),
            policy_id: session.job_id.as_ref().map(|id| rewrite(Part::Id, id.as_str())),
        }
    }
}
