//! Model to bytes: rows as a server could have sent them, for saved sessions whose texts were rewritten. They read back as
//! what they were made of, offsets, missing ends and odd words included.
//!
//! Microsoft 365 is written as v8 sends it; the others, whose rows know other fields, in their own dialects.

use std::cell::Cell;
use std::fmt::Write as _;
use std::io;

use serde::{Serialize, Serializer};
use serde_json::ser::Formatter;

use self::others::{AwsSession, Record, VbrSession};
use self::rows::{AzureRow, AzureSession, Item, JobRow, SessionRow};
use crate::model::time::TICKS_PER_SECOND;
use crate::model::{Assumption, Job, Log, Product, Session, SessionKind, Status, Timestamp, UtcOffset};

mod others;
mod rows;

/// What a text of a row is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    /// A message.
    Text,
    /// The name of a job or a retrieval.
    Name,
    /// An id.
    Id,
}

/// Gives the text that is written in place of one. What gives each back as it is, copies.
pub type Rewrite<'a> = dyn FnMut(Part, &str) -> String + 'a;

/// All items of a log as one page. O(n) in its texts.
pub fn log(product: Product, log: &Log, session: &str, rewrite: &mut Rewrite<'_>) -> String {
    let n = u32::try_from(log.len()).unwrap_or(u32::MAX);
    let n_bytes = 64 + log.len() * 256;
    match product {
        Product::Vb365 => {
            let results = Rows::of((0..n).map(|idx| Item::of(log, idx, rewrite)));
            json(&Page { offset: 0, limit: Some(n), results }, n_bytes)
        }
        Product::VbAzure => {
            let job_session_id = rewrite(Part::Id, session);
            let log = Rows::of((0..n).map(|idx| AzureRow::of(log, idx, rewrite)));
            json(&AzureLog { job_session_id, log }, n_bytes)
        }
        Product::VbAws => {
            let session_id = rewrite(Part::Id, session);
            let log = Rows::of((0..n).map(|idx| AzureRow::of(log, idx, rewrite)));
            json(&AwsLog { session_id, log }, n_bytes)
        }
        Product::Vbr => {
            let records = Rows::of((0..n).map(|idx| Record::of(log, idx, rewrite)));
            json(&Records { total_records: n, records }, n_bytes)
        }
    }
}

/// Sessions as one page.
pub fn sessions(product: Product, kind: SessionKind, sessions: &[Session], rewrite: &mut Rewrite<'_>) -> String {
    let n_bytes = 64 + sessions.len() * 512;
    match product {
        Product::Vb365 => page(sessions.iter().map(|session| SessionRow::of(kind, session, rewrite)), n_bytes),
        Product::VbAzure => page(sessions.iter().map(|session| AzureSession::of(session, rewrite)), n_bytes),
        Product::VbAws => page(sessions.iter().map(|session| AwsSession::of(session, rewrite)), n_bytes),
        Product::Vbr => {
            let data = Rows::of(sessions.iter().map(|session| VbrSession::of(session, rewrite)));
            json(&Data { data }, n_bytes)
        }
    }
}

/// Jobs as one page.
pub fn jobs(jobs: &[Job], rewrite: &mut Rewrite<'_>) -> String {
    page(jobs.iter().map(|job| JobRow::of(job, rewrite)), 64 + jobs.len() * 96)
}

/// A page as v5 to v8 send it.
#[derive(Serialize)]
struct Page<R> {
    offset: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    limit: Option<u32>,
    results: R,
}

/// Azure's log.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct AzureLog<R> {
    job_session_id: String,
    log: R,
}

/// That of Veeam Backup for AWS.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct AwsLog<R> {
    session_id: String,
    log: R,
}

/// A log of Backup & Replication.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Records<R> {
    total_records: u32,
    records: R,
}

/// Sessions of Backup & Replication.
#[derive(Serialize)]
struct Data<R> {
    data: R,
}

/// Rows that are made while they are written, once.
struct Rows<I>(Cell<Option<I>>);

impl<I> Rows<I> {
    const fn of(rows: I) -> Self {
        Self(Cell::new(Some(rows)))
    }
}

impl<I: Iterator<Item: Serialize>> Serialize for Rows<I> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self.0.take().into_iter().flatten())
    }
}

fn page(rows: impl Iterator<Item: Serialize>, n_bytes: usize) -> String {
    json(&Page { offset: 0, limit: None, results: Rows::of(rows) }, n_bytes)
}

fn json(value: &impl Serialize, n_bytes: usize) -> String {
    let mut out = Vec::with_capacity(n_bytes);
    // Memory takes all that is written, and what is written is text.
    let _ = value.serialize(&mut serde_json::Serializer::with_formatter(&mut out, BytesAreJson));
    String::from_utf8(out).unwrap_or_default()
}

/// Writes as usual, but for bytes: those are JSON already.
struct BytesAreJson;

impl Formatter for BytesAreJson {
    fn write_byte_array<W: ?Sized + io::Write>(&mut self, to: &mut W, json: &[u8]) -> io::Result<()> {
        to.write_all(json)
    }
}

/// A message. One in which something was no text is written so that it is none again: as JSON.
enum Message {
    Text(String),
    Broken(String),
}

impl Serialize for Message {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => to.serialize_str(text),
            Self::Broken(json) => to.serialize_bytes(json.as_bytes()),
        }
    }
}

impl Message {
    fn of(log: &Log, idx: u32, rewrite: &mut Rewrite<'_>) -> Self {
        // The part that an item is of is told beside it.
        let title = if log.part(idx).is_some() { log.text(idx) } else { log.title(idx) };
        let text = rewrite(Part::Text, title);
        let broken = || {
            let quoted = serde_json::to_string(&text).ok()?;
            Some(quoted.replace('\u{fffd}', "\\ud800"))
        };
        match has(log, idx, Assumption::BrokenText).then(broken).flatten() {
            Some(broken) => Self::Broken(broken),
            None => Self::Text(text),
        }
    }
}

/// A time that reads back: with another offset where this one would lead beyond the years that are read.
fn iso(t: Timestamp, offset: Option<UtcOffset>) -> String {
    let Some(offset) = offset else { return t.civil(UtcOffset::UTC).to_iso_local() };
    let fits = |offset: &UtcOffset| (2..9999).contains(&t.civil(*offset).year);
    let others = [0, -840, 840].into_iter().filter_map(UtcOffset::from_minutes);
    t.to_iso(std::iter::once(offset).chain(others).find(fits).unwrap_or(offset))
}

/// A length of time as .NET writes it.
fn span(ticks: i64) -> String {
    let mut out = String::with_capacity(20);
    if ticks < 0 {
        out.push('-');
    }
    let second = TICKS_PER_SECOND.unsigned_abs();
    let (seconds, tick) = (ticks.unsigned_abs() / second, ticks.unsigned_abs() % second);
    let of_day = seconds % 86_400;
    if seconds >= 86_400 {
        let _ = write!(out, "{}.", seconds / 86_400);
    }
    let _ = write!(out, "{:02}:{:02}:{:02}.{tick:07}", of_day / 3600, of_day / 60 % 60, of_day % 60);
    out
}

/// The word a server has for a status.
const fn word(status: Status) -> &'static str {
    match status {
        Status::NeverExecuted => "NeverExecuted",
        Status::NotConfigured => "NotConfigured",
        Status::RunningWithWarning => "RunningWithWarning",
        Status::RunningWithError => "RunningWithError",
        other => other.word(),
    }
}

fn has(log: &Log, idx: u32, assumption: Assumption) -> bool {
    log.assumed(idx) & assumption as u8 != 0
}

/// The word of an item's result; none where none was sent. One that no list names may hold anything, as any text.
fn result(log: &Log, idx: u32, rewrite: &mut Rewrite<'_>) -> Option<String> {
    let status = log.status(idx);
    let mut own = || rewrite(Part::Text, log.status_text(idx));
    let is_sent = !has(log, idx, Assumption::NoStatus);
    is_sent.then(|| if status == Status::Unknown { own() } else { word(status).to_owned() })
}

/// The end as it was sent.
fn end(log: &Log, idx: u32) -> Option<Timestamp> {
    log.end(idx).or_else(|| log.start(idx).filter(|_| has(log, idx, Assumption::RunningWithEnd)))
}
