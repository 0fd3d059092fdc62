//! Model to bytes: rows as a server could have sent them, for saved sessions whose texts were rewritten. They read back as
//! what they were made of, offsets, missing ends and odd words included.
//!
//! Microsoft 365 is written as v8 sends it; Azure, whose rows know other fields, in its own dialect.

use std::borrow::Cow;
use std::fmt::Write as _;

use crate::model::time::TICKS_PER_SECOND;
use crate::model::{
    Assumption, Job, Log, Product, Rate, Session, SessionKind, Statistics, Status, Timestamp, UtcOffset,
};

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
    let mut json = Json { out: String::with_capacity(64 + log.len() * 256) };
    match product {
        Product::Vb365 => {
            let _ = write!(json.out, "{{\"offset\":0,\"limit\":{n},\"results\":[");
        }
        Product::VbAzure => {
            json.out.push('{');
            json.text("jobSessionId", &rewrite(Part::Id, session));
            json.out.push_str(",\"log\":[");
        }
    }
    for idx in 0..n {
        json.begin();
        match product {
            Product::Vb365 => json.item(log, idx, rewrite),
            Product::VbAzure => json.azure_row(log, idx, rewrite),
        }
        json.out.push('}');
    }
    json.out.push_str("]}");
    json.out
}

/// Sessions as one page.
pub fn sessions(product: Product, kind: SessionKind, sessions: &[Session], rewrite: &mut Rewrite<'_>) -> String {
    let mut json = Json { out: "{\"offset\":0,\"results\":[".to_owned() };
    for session in sessions {
        json.begin();
        json.text("id", &rewrite(Part::Id, &session.id_text));
        match product {
            Product::Vb365 => json.session(kind, session, rewrite),
            Product::VbAzure => json.azure_session(session, rewrite),
        }
        json.out.push('}');
    }
    json.out.push_str("]}");
    json.out
}

/// Jobs as one page.
pub fn jobs(jobs: &[Job], rewrite: &mut Rewrite<'_>) -> String {
    let mut json = Json { out: "{\"offset\":0,\"results\":[".to_owned() };
    for job in jobs {
        json.begin();
        json.text("id", &rewrite(Part::Id, job.id.as_str()));
        json.text("name", &rewrite(Part::Name, &job.name));
        json.out.push('}');
    }
    json.out.push_str("]}");
    json.out
}

/// A text as a JSON string, quotes included.
pub fn push_string(out: &mut String, text: &str) {
    push_escaped(out, text, false);
}

/// `is_broken`: what is no text is written so that it is none again.
fn push_escaped(out: &mut String, text: &str, is_broken: bool) {
    out.push('"');
    let is_plain = |c: char| !matches!(c, '"' | '\\' | '\0'..='\u{1f}' | '\u{fffd}');
    let mut rest = text;
    while let Some(at) = rest.find(|c| !is_plain(c)) {
        let (plain, odd) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.push_str(plain);
        let mut letters = odd.chars();
        match letters.next() {
            Some('\u{fffd}') => out.push_str(if is_broken { "\\ud800" } else { "\u{fffd}" }),
            Some(c @ ('"' | '\\')) => out.extend(['\\', c]),
            Some(c) => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            None => {}
        }
        rest = letters.as_str();
    }
    out.push_str(rest);
    out.push('"');
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

struct Json {
    out: String,
}

impl Json {
    /// Begins a row.
    fn begin(&mut self) {
        self.out.push_str(if self.out.ends_with('[') { "{" } else { ",{" });
    }

    fn name(&mut self, name: &str) {
        self.out.push_str(if self.out.ends_with('{') { "\"" } else { ",\"" });
        self.out.push_str(name);
        self.out.push_str("\":");
    }

    fn text(&mut self, name: &str, text: &str) {
        self.name(name);
        push_escaped(&mut self.out, text, false);
    }

    fn some(&mut self, name: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.text(name, text);
        }
    }

    fn number(&mut self, name: &str, number: Option<i64>) {
        if let Some(number) = number {
            self.name(name);
            self.out.push_str(&number.to_string());
        }
    }

    fn time(&mut self, name: &str, t: Option<Timestamp>, offset: Option<UtcOffset>) {
        if let Some(t) = t {
            self.text(name, &iso(t, offset));
        }
    }

    /// An item of Microsoft 365, but for its end.
    fn item(&mut self, log: &Log, idx: u32, rewrite: &mut Rewrite<'_>) {
        if let Some(id) = log.id(idx) {
            self.text("id", &rewrite(Part::Id, &id));
        }
        self.number("usn", log.usn(idx));
        self.name("message");
        push_escaped(&mut self.out, &rewrite(Part::Text, log.title(idx)), has(log, idx, Assumption::BrokenText));
        self.some("type", result(log, idx));
        self.time("creationTime", log.start(idx), log.offset(idx));
        // Where the start says so already, the end may have a zone, in which every instant can be written.
        let start_has_none = log.start(idx).is_some() && log.offset(idx).is_none();
        let has_none = has(log, idx, Assumption::NoZone) && !start_has_none;
        let offset = if has_none { None } else { log.offset(idx).or(Some(UtcOffset::UTC)) };
        self.time("endTime", end(log, idx), offset);
    }

    /// A row of Azure, which has a length in place of an end.
    fn azure_row(&mut self, log: &Log, idx: u32, rewrite: &mut Rewrite<'_>) {
        self.time("executionStartTime", log.start(idx), log.offset(idx));
        let length = end(log, idx).and_then(|end| Some(end.since(log.start(idx)?)));
        self.some("executionDuration", length.map(span).as_deref());
        self.some("status", result(log, idx));
        self.name("message");
        push_escaped(&mut self.out, &rewrite(Part::Text, log.title(idx)), has(log, idx, Assumption::BrokenText));
    }

    fn status(&mut self, session: &Session) {
        let known = Some(session.status).filter(|&status| status != Status::Unknown).map(word);
        self.some("status", session.status_word.as_deref().or(known));
    }

    fn session(&mut self, kind: SessionKind, session: &Session, rewrite: &mut Rewrite<'_>) {
        let mut id = |id: &Option<crate::model::Id>| id.as_ref().map(|id| rewrite(Part::Id, id.as_str()));
        let (job, main, retrieval) = (id(&session.job_id), id(&session.main_session_id), id(&session.retrieval_id));
        self.some("jobId", job.as_deref());
        self.some("mainSessionId", main.as_deref());
        self.some("retrievalId", retrieval.as_deref());
        self.some("name", session.name.as_deref().map(|name| rewrite(Part::Name, name)).as_deref());
        // One comma at the end is not read.
        let type_word = session.type_word.as_deref().map(|word| -> Cow<'_, str> {
            if word.ends_with(',') { [word, ","].concat().into() } else { word.into() }
        });
        self.some(if kind == SessionKind::Job { "jobType" } else { "type" }, type_word.as_deref());
        self.some("jobSessionConfigType", session.config_type.as_deref());
        self.time("creationTime", session.start, Some(UtcOffset::UTC));
        self.time("endTime", session.end, Some(UtcOffset::UTC));
        self.status(session);
        self.number("progress", session.progress);
        self.number("processedObjects", session.processed_objects);
        self.some("details", session.details.as_deref().map(|details| rewrite(Part::Text, details)).as_deref());
        self.number("retryCount", session.retry_count);
        if let Some(truth) = session.will_be_retried {
            self.name("jobWillBeRetried");
            self.out.push_str(if truth { "true" } else { "false" });
        }
        if let Some(statistics) = &session.statistics {
            self.name("statistics");
            self.out.push('{');
            self.statistics(statistics);
            self.out.push('}');
        }
    }

    fn statistics(&mut self, statistics: &Statistics) {
        self.rate(["processingRate", "processingRateBytesPS"], statistics.processing_rate.as_ref());
        // The text of the rate may have told them, and what comes later counts.
        self.name("processingRateItemsPS");
        self.out.push_str(&statistics.processing_rate_items.map_or("null".to_owned(), |n| n.to_string()));
        self.rate(["readRate", "readRateBytesPS"], statistics.read_rate.as_ref());
        self.rate(["writeRate", "writeRateBytesPS"], statistics.write_rate.as_ref());
        self.rate(["transferredData", "transferredDataBytes"], statistics.transferred.as_ref());
        self.number("processedObjects", statistics.processed_items);
        self.some("bottleneck", statistics.bottleneck.as_deref());
    }

    fn rate(&mut self, [as_text, as_number]: [&str; 2], rate: Option<&Rate>) {
        match rate {
            Some(Rate { text: Some(text), .. }) => self.text(as_text, text),
            Some(Rate { bytes, text: None }) => self.number(as_number, *bytes),
            None => {}
        }
    }

    fn azure_session(&mut self, session: &Session, rewrite: &mut Rewrite<'_>) {
        self.some("localizedType", session.type_word.as_deref());
        self.time("executionStartTime", session.start, Some(UtcOffset::UTC));
        self.time("executionStopTime", session.end, Some(UtcOffset::UTC));
        self.some("executionDuration", session.stated_ticks.map(span).as_deref());
        self.status(session);
        self.number("usn", session.policy_version);
        if session.name.is_some() || session.job_id.is_some() {
            self.name("backupJobInfo");
            self.out.push('{');
            self.some("policyId", session.job_id.as_ref().map(|id| rewrite(Part::Id, id.as_str())).as_deref());
            self.some("policyName", session.name.as_deref().map(|name| rewrite(Part::Name, name)).as_deref());
            self.out.push('}');
        }
    }
}

fn has(log: &Log, idx: u32, assumption: Assumption) -> bool {
    log.assumed(idx) & assumption as u8 != 0
}

/// The word of an item's result; none where none was sent.
fn result(log: &Log, idx: u32) -> Option<&str> {
    let status = log.status(idx);
    let is_sent = !has(log, idx, Assumption::NoStatus);
    is_sent.then(|| if status == Status::Unknown { log.status_text(idx) } else { word(status) })
}

/// The end as it was sent.
fn end(log: &Log, idx: u32) -> Option<Timestamp> {
    log.end(idx).or_else(|| log.start(idx).filter(|_| has(log, idx, Assumption::RunningWithEnd)))
}
