//! Writing a session down so that it can be seen again without its server. The format is in `saved.md`; `wire/saved.rs`
//! reads it. The page puts header and parts behind each other and packs them with gzip.

use serde::Serialize;

use super::redact::{Redactor, What};
use crate::model::{Job, Log, Product, Session, SessionKind, Timestamp, UtcOffset, Version};
use crate::wire::{PartKind, SAVED_MARK, SAVED_VERSION, write};

/// What the header tells.
#[derive(Clone, Copy, Debug)]
pub struct Header<'a> {
    /// When it is saved.
    pub saved_at: Timestamp,
    /// The product whose answers these are.
    pub product: Product,
    /// The version of its API, if known.
    pub api_version: Option<Version>,
    /// The server's address, or what the data came from.
    pub server: &'a str,
    /// The version the server states of itself, if known.
    pub server_version: Option<&'a str>,
    /// Whether its sessions are of data retrieval.
    pub is_retrieval: bool,
    /// Whether names were replaced.
    pub is_redacted: bool,
    /// The name of the zone that times are shown in.
    pub zone: &'a str,
    /// What follows, in order.
    pub parts: &'a [Part<'a>],
}

/// A part that follows the header.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Part<'a> {
    /// What it holds.
    pub kind: PartKind,
    /// The id of the session it belongs to, for logs and objects.
    pub session: Option<&'a str>,
    /// Whether the log is known to be whole.
    pub is_complete: bool,
    /// How many bytes.
    pub n_bytes: u64,
}

/// The header as it is written.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct HeaderLine<'a> {
    /// First, since it tells what the file is.
    tapeline: &'static str,
    version: u64,
    saved_at: String,
    product: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    api_version: Option<String>,
    server: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    server_version: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    retrieval: Option<bool>,
    redacted: bool,
    zone: &'a str,
    parts: Vec<PartEntry<'a>>,
}

#[derive(Serialize)]
struct PartEntry<'a> {
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    session: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    complete: Option<bool>,
    bytes: u64,
}

/// The header: one line, its line feed included.
pub fn header(header: &Header<'_>) -> String {
    let parts = header.parts.iter().map(|part| PartEntry {
        kind: part.kind.word(),
        session: part.session,
        complete: (part.kind == PartKind::Log).then_some(part.is_complete),
        bytes: part.n_bytes,
    });
    let line = HeaderLine {
        tapeline: SAVED_MARK,
        version: SAVED_VERSION,
        saved_at: header.saved_at.to_iso(UtcOffset::UTC),
        product: header.product.key(),
        api_version: header.api_version.map(|version| version.to_string()),
        server: header.server,
        server_version: header.server_version,
        retrieval: header.is_retrieval.then_some(true),
        redacted: header.is_redacted,
        zone: header.zone,
        parts: parts.collect(),
    };
    // Texts and numbers alone: there is nothing that JSON could not say.
    serde_json::to_string(&line).unwrap_or_default() + "\n"
}

/// A log as one page with its names replaced, in a dialect of the product. O(n) in its texts.
pub fn log(product: Product, log: &Log, session: &str, redactor: Option<&Redactor>) -> String {
    write::log(product, log, session, &mut |part, text| rewritten(redactor, part, text))
}

/// Sessions as one page, with their names replaced if that is wanted.
pub fn sessions(product: Product, kind: SessionKind, list: &[Session], redactor: Option<&Redactor>) -> String {
    write::sessions(product, kind, list, &mut |part, text| rewritten(redactor, part, text))
}

/// Jobs as one page, with their names replaced if that is wanted.
pub fn jobs(list: &[Job], redactor: Option<&Redactor>) -> String {
    write::jobs(list, &mut |part, text| rewritten(redactor, part, text))
}

fn rewritten(redactor: Option<&Redactor>, part: write::Part, text: &str) -> String {
    let what = match part {
        write::Part::Text => What::Text,
        write::Part::Name => What::Job,
        write::Part::Id => What::Id,
    };
    redactor.map_or_else(|| text.to_owned(), |redactor| redactor.apply(what, text))
}
