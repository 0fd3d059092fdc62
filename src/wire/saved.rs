//! A saved session: one line of JSON that says what follows, then parts back to back, as `output/saved.md` writes it down.

use std::collections::HashMap;

use serde::{Deserialize, Deserializer};
use serde_json::Value;

use super::sniff::without_marks;
use crate::model::{Product, Stamp, Timestamp, Version, time};

/// What a saved session says it is.
pub const MARK: &str = "saved session";
/// The version of the format that is read, and written.
pub const VERSION: u64 = 1;
/// The longest header, in bytes: some hundred thousand parts.
const HEADER_MAX: usize = 16 << 20;

/// What a part of a saved session holds. A kind that a later version adds is passed over.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PartKind {
    /// A page of sessions.
    Sessions,
    /// A page of jobs.
    Jobs,
    /// A page of the log of a session.
    Log,
}

impl PartKind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Sessions, Self::Jobs, Self::Log];

    /// The word in the header.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Sessions => "sessions",
            Self::Jobs => "jobs",
            Self::Log => "log",
        }
    }
}

/// A part, and where it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SavedPart {
    /// What it holds; nothing for a kind that is not known here.
    pub kind: Option<PartKind>,
    /// The id of the session that it belongs to, as saved; not checked.
    pub session: Option<String>,
    /// Whether the log is known to be whole; of the other kinds nothing is said.
    pub is_complete: bool,
    /// Its first byte, from the beginning of the unpacked file.
    pub begin: u64,
    /// How many bytes.
    pub n_bytes: u64,
}

/// What the header says. All of it is the saver's word: text to show, and no address to ask.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Saved {
    /// When it was saved.
    pub saved_at: Option<Timestamp>,
    /// The product whose answers these are.
    pub product: Product,
    /// The version of its API.
    pub api_version: Option<Version>,
    /// The server's address, or what the data came from.
    pub server: String,
    /// The version the server stated of itself.
    pub server_version: Option<String>,
    /// Whether its sessions are of data retrieval.
    pub is_retrieval: bool,
    /// Whether names were replaced.
    pub is_redacted: bool,
    /// The zone that times were shown in.
    pub zone: String,
    /// What follows, in order.
    pub parts: Vec<SavedPart>,
}

/// Why a saved session cannot be read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum SavedError {
    /// It is none.
    NotSaved,
    /// These bytes end within the header: more are needed.
    Incomplete,
    /// The header is no JSON from this byte on.
    NotJson {
        /// From 0.
        at: usize,
    },
    /// A version that this page does not know.
    Newer {
        /// Which.
        version: u64,
    },
    /// A product that this page does not know.
    OtherProduct {
        /// Its key.
        product: String,
    },
    /// A part without a kind or a length.
    BadPart {
        /// Which, from 1.
        n: usize,
    },
    /// No log among the parts.
    NoLog,
}

impl Saved {
    /// How many bytes the whole file has, unpacked.
    pub fn n_bytes(&self) -> u64 {
        self.parts.last().map_or(0, |part| part.begin + part.n_bytes)
    }

    /// The sessions whose logs it holds, each once; the first one is to be opened.
    pub fn sessions(&self) -> Vec<&str> {
        let mut seen: HashMap<String, u32> = HashMap::new();
        let of_parts = self.parts_of(PartKind::Log).map(|part| part.session.as_deref().unwrap_or_default());
        of_parts.filter(|&session| seen.insert(session.to_owned(), 0).is_none()).collect()
    }

    /// The parts of a kind, in order.
    pub fn parts_of(&self, kind: PartKind) -> impl Iterator<Item = &SavedPart> {
        self.parts.iter().filter(move |part| part.kind == Some(kind))
    }

    /// The pages of a session's log, in order.
    pub fn log_of<'a>(&'a self, session: &'a str) -> impl Iterator<Item = &'a SavedPart> {
        self.parts_of(PartKind::Log).filter(move |part| part.session.as_deref().unwrap_or_default() == session)
    }

    /// Whether all pages of a session's log are there, as the saver knew.
    pub fn is_complete(&self, session: &str) -> bool {
        self.log_of(session).all(|part| part.is_complete)
    }
}

/// Whether a file begins as a saved session does, unpacked.
pub(crate) fn is_saved(head: &[u8]) -> bool {
    let Some(rest) = without_marks(head).strip_prefix(b"{") else { return false };
    let Some(rest) = rest.trim_ascii_start().strip_prefix(b"\"tapeline\"") else { return false };
    rest.trim_ascii_start().starts_with(b":")
}

/// Reads the header from the first bytes of an unpacked file. Members and kinds that are not known are passed over. O(n).
pub fn saved(head: &[u8]) -> Result<Saved, SavedError> {
    if !is_saved(head) {
        return Err(SavedError::NotSaved);
    }
    // Blank lines and marks before the first line are passed; the parts are counted from its end.
    let line = without_marks(head);
    let n_before = head.len() - line.len();
    let head = line;
    let Some(len) = head.iter().take(HEADER_MAX).position(|&b| b == b'\n') else {
        return Err(if head.len() < HEADER_MAX { SavedError::Incomplete } else { SavedError::NotSaved });
    };
    // One line, so the column says the byte; it counts from 1.
    let header: Header = serde_json::from_slice(head.get(..len).unwrap_or_default())
        .map_err(|error| SavedError::NotJson { at: error.column().saturating_sub(1) })?;
    if header.tapeline.as_deref() != Some(MARK) {
        return Err(SavedError::NotSaved);
    }
    match header.version.as_u64() {
        Some(VERSION) => {}
        Some(version) if version > VERSION => return Err(SavedError::Newer { version }),
        _ => return Err(SavedError::NotSaved),
    }
    let key = header.product.unwrap_or_default();
    let Some(product) = Product::from_key(&key) else { return Err(SavedError::OtherProduct { product: key }) };
    let saved = Saved {
        saved_at: header.saved_at.and_then(|t| match time::parse(t.as_bytes()) {
            Ok(Stamp::At(t, _)) => Some(t),
            _ => None,
        }),
        product,
        api_version: header.api_version.and_then(|version| Version::parse(product, &version)),
        server: header.server.unwrap_or_default(),
        server_version: header.server_version,
        is_retrieval: header.retrieval == Value::Bool(true),
        is_redacted: header.redacted == Value::Bool(true),
        zone: header.zone.unwrap_or_else(|| "UTC".to_owned()),
        parts: parts(header.parts, (n_before + len) as u64 + 1)?,
    };
    if saved.parts_of(PartKind::Log).next().is_none() {
        return Err(SavedError::NoLog);
    }
    Ok(saved)
}

/// The header as written. A member of another kind than it should be counts as missing.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Header {
    #[serde(default, deserialize_with = "text")]
    tapeline: Option<String>,
    #[serde(default)]
    version: Value,
    #[serde(default, deserialize_with = "text")]
    saved_at: Option<String>,
    #[serde(default, deserialize_with = "text")]
    product: Option<String>,
    #[serde(default, deserialize_with = "text")]
    api_version: Option<String>,
    #[serde(default, deserialize_with = "text")]
    server: Option<String>,
    #[serde(default, deserialize_with = "text")]
    server_version: Option<String>,
    #[serde(default)]
    retrieval: Value,
    #[serde(default)]
    redacted: Value,
    #[serde(default, deserialize_with = "text")]
    zone: Option<String>,
    #[serde(default)]
    parts: Value,
}

fn text<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    Ok(if let Value::String(text) = Value::deserialize(from)? { Some(text) } else { None })
}

fn parts(list: Value, mut begin: u64) -> Result<Vec<SavedPart>, SavedError> {
    let Value::Array(list) = list else { return Ok(Vec::new()) };
    let mut out = Vec::with_capacity(list.len());
    for (n, part) in (1..).zip(list) {
        let text = |name: &str| part.get(name).and_then(Value::as_str);
        let n_bytes = part.get("bytes").and_then(Value::as_u64);
        let (Some(kind), Some(n_bytes)) = (text("kind"), n_bytes) else { return Err(SavedError::BadPart { n }) };
        let end = begin.checked_add(n_bytes).ok_or(SavedError::BadPart { n })?;
        out.push(SavedPart {
            kind: PartKind::ALL.into_iter().find(|known| known.word() == kind),
            session: text("session").map(str::to_owned),
            is_complete: part.get("complete").and_then(Value::as_bool).unwrap_or(false),
            begin,
            n_bytes,
        });
        begin = end;
    }
    Ok(out)
}
