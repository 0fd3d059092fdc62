//! The rows that are written, with their fields in the order in which they are written.

use serde::Serialize;

use super::{Message, Part, Rewrite, end, has, iso, result, span, word};
use crate::model::{Assumption, Id, Job, Log, Rate, Session, SessionKind, Statistics, Status, Timestamp, UtcOffset};

/// An item of Microsoft 365, as v8 sends it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Item {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    usn: Option<i64>,
    message: Message,
    #[serde(skip_serializing_if = "Option::is_none")]
    r#type: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    creation_time: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_time: Option<String>,
}

impl Item {
    pub(super) fn of(log: &Log, idx: u32, rewrite: &mut Rewrite<'_>) -> Self {
        // Where the start says so already, the end may have a zone, in which every instant can be written.
        let start_has_none = log.start(idx).is_some() && log.offset(idx).is_none();
        let has_none = has(log, idx, Assumption::NoZone) && !start_has_none;
        let offset = if has_none { None } else { log.offset(idx).or(Some(UtcOffset::UTC)) };
        Self {
            id: log.id(idx).map(|id| rewrite(Part::Id, &id)),
            usn: log.usn(idx),
            message: Message::of(log, idx, rewrite),
            r#type: result(log, idx, rewrite),
            creation_time: log.start(idx).map(|t| iso(t, log.offset(idx))),
            end_time: end(log, idx).map(|t| iso(t, offset)),
        }
    }
}

/// A row of Azure, which has a length in place of an end.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct AzureRow {
    #[serde(skip_serializing_if = "Option::is_none")]
    execution_start_time: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    execution_duration: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<String>,
    message: Message,
}

impl AzureRow {
    pub(super) fn of(log: &Log, idx: u32, rewrite: &mut Rewrite<'_>) -> Self {
        let length = end(log, idx).and_then(|end| Some(end.since(log.start(idx)?)));
        Self {
            execution_start_time: log.start(idx).map(|t| iso(t, log.offset(idx))),
            execution_duration: length.map(span),
            status: result(log, idx, rewrite),
            message: Message::of(log, idx, rewrite),
        }
    }
}

/// A session of Microsoft 365.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct SessionRow {
    id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    job_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    main_session_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    retrieval_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    job_type: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    r#type: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    job_session_config_type: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    creation_time: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_time: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    progress: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    processed_objects: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    details: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    retry_count: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    job_will_be_retried: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    statistics: Option<StatisticsRow>,
}

impl SessionRow {
    pub(super) fn of(kind: SessionKind, session: &Session, rewrite: &mut Rewrite<'_>) -> Self {
        // One comma at the end is not read.
        let type_word = session.type_word.as_deref().map(|word| own_word(word, rewrite));
        let type_word = type_word.map(|word| if word.ends_with(',') { word + "," } else { word });
        let (job_type, r#type) = if kind == SessionKind::Job { (type_word, None) } else { (None, type_word) };
        let mut id = |id: &Option<Id>| id.as_ref().map(|id| rewrite(Part::Id, id.as_str()));
        let (job_id, main_session_id, retrieval_id) =
            (id(&session.job_id), id(&session.main_session_id), id(&session.retrieval_id));
        Self {
            id: rewrite(Part::Id, &session.id_text),
            job_id,
            main_session_id,
            retrieval_id,
            name: session.name.as_deref().map(|name| rewrite(Part::Name, name)),
            job_type,
            r#type,
            job_session_config_type: session.config_type.as_deref().map(|word| own_word(word, rewrite)),
            creation_time: utc(session.start),
            end_time: utc(session.end),
            status: status(session, rewrite),
            progress: session.progress,
            processed_objects: session.processed_objects,
            details: session.details.as_deref().map(|details| rewrite(Part::Text, details)),
            retry_count: session.retry_count,
            job_will_be_retried: session.will_be_retried,
            statistics: session.statistics.as_ref().map(|statistics| StatisticsRow::of(statistics, rewrite)),
        }
    }
}

/// Amounts and rates; each as a text where one was sent, as v1 and v2 do, and else as a number.
#[derive(Serialize)]
struct StatisticsRow {
    #[serde(rename = "processingRate", skip_serializing_if = "Option::is_none")]
    processing_rate_text: Option<String>,
    #[serde(rename = "processingRateBytesPS", skip_serializing_if = "Option::is_none")]
    processing_rate: Option<i64>,
    /// `null` too: the text of the rate may have told them, and what is sent counts.
    #[serde(rename = "processingRateItemsPS")]
    processing_rate_items: Option<i64>,
    #[serde(rename = "readRate", skip_serializing_if = "Option::is_none")]
    read_rate_text: Option<String>,
    #[serde(rename = "readRateBytesPS", skip_serializing_if = "Option::is_none")]
    read_rate: Option<i64>,
    #[serde(rename = "writeRate", skip_serializing_if = "Option::is_none")]
    write_rate_text: Option<String>,
    #[serde(rename = "writeRateBytesPS", skip_serializing_if = "Option::is_none")]
    write_rate: Option<i64>,
    #[serde(rename = "transferredData", skip_serializing_if = "Option::is_none")]
    transferred_text: Option<String>,
    #[serde(rename = "transferredDataBytes", skip_serializing_if = "Option::is_none")]
    transferred: Option<i64>,
    #[serde(rename = "processedObjects", skip_serializing_if = "Option::is_none")]
    processed_items: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    bottleneck: Option<String>,
}

impl StatisticsRow {
    fn of(statistics: &Statistics, rewrite: &mut Rewrite<'_>) -> Self {
        let mut text = |rate: &Option<Rate>| Some(rewrite(Part::Text, rate.as_ref()?.text.as_deref()?));
        let number = |rate: &Option<Rate>| rate.as_ref().filter(|rate| rate.text.is_none())?.bytes;
        Self {
            processing_rate_text: text(&statistics.processing_rate),
            processing_rate: number(&statistics.processing_rate),
            processing_rate_items: statistics.processing_rate_items,
            read_rate_text: text(&statistics.read_rate),
            read_rate: number(&statistics.read_rate),
            write_rate_text: text(&statistics.write_rate),
            write_rate: number(&statistics.write_rate),
            transferred_text: text(&statistics.transferred),
            transferred: number(&statistics.transferred),
            processed_items: statistics.processed_items,
            bottleneck: statistics.bottleneck.as_deref().map(|word| own_word(word, rewrite)),
        }
    }
}

/// A session of Azure.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct AzureSession {
    id: String,
    /// Only where it tells the kind of session.
    #[serde(skip_serializing_if = "Option::is_none")]
    r#type: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    localized_type: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    execution_start_time: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    execution_stop_time: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    execution_duration: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    usn: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    backup_job_info: Option<JobInfo>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct JobInfo {
    #[serde(skip_serializing_if = "Option::is_none")]
    policy_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    policy_name: Option<String>,
}

impl AzureSession {
    pub(super) fn of(session: &Session, rewrite: &mut Rewrite<'_>) -> Self {
        let has_info = session.name.is_some() || session.job_id.is_some();
        Self {
            id: rewrite(Part::Id, &session.id_text),
            r#type: session.is_retrieval.then_some("RestorePointDataRetrieval"),
            localized_type: session.type_word.as_deref().map(|word| own_word(word, rewrite)),
            execution_start_time: utc(session.start),
            execution_stop_time: utc(session.end),
            execution_duration: session.stated_ticks.map(span),
            status: status(session, rewrite),
            usn: session.policy_version,
            backup_job_info: has_info.then(|| JobInfo {
                policy_id: session.job_id.as_ref().map(|id| rewrite(Part::Id, id.as_str())),
                policy_name: session.name.as_deref().map(|name| rewrite(Part::Name, name)),
            }),
        }
    }
}

/// A job, of which the id and the name are known.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct JobRow {
    id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    organization_id: Option<String>,
    name: String,
}

impl JobRow {
    pub(super) fn of(job: &Job, rewrite: &mut Rewrite<'_>) -> Self {
        Self {
            id: rewrite(Part::Id, job.id.as_str()),
            organization_id: job.organization.as_ref().map(|id| rewrite(Part::Id, id.as_str())),
            name: rewrite(Part::Name, &job.name),
        }
    }
}

pub(super) fn utc(t: Option<Timestamp>) -> Option<String> {
    t.map(|t| iso(t, Some(UtcOffset::UTC)))
}

/// A word of the server's own lists, which are of letters alone; anything else is a text.
pub(super) fn own_word(word: &str, rewrite: &mut Rewrite<'_>) -> String {
    if word.bytes().all(|b| b.is_ascii_alphabetic()) { word.to_owned() } else { rewrite(Part::Text, word) }
}

pub(super) fn status(session: &Session, rewrite: &mut Rewrite<'_>) -> Option<String> {
    let known = Some(session.status).filter(|&status| status != Status::Unknown).map(word);
    let own = session.status_word.as_deref().map(|word| own_word(word, rewrite));
    own.or(known.map(str::to_owned))
}
