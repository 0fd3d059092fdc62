//! Writing a session down so that it can be seen again without its server. The format is in `saved.md`; `wire/saved.rs`
//! reads it. The page puts header and parts behind each other and packs them with gzip.

use super::redact::{Redactor, What};
use crate::model::{Job, Log, Product, Session, SessionKind, Timestamp, UtcOffset, Version};
use crate::wire::write::{self, push_string};
use crate::wire::{PartKind, SAVED_VERSION};

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

/// The header: one line, its line feed included.
pub fn header(header: &Header<'_>) -> String {
    let mut out = String::with_capacity(256 + header.parts.len() * 96);
    out.push_str("{\"tapeline\":\"saved session\",\"version\":");
    out.push_str(&SAVED_VERSION.to_string());
    let text = |out: &mut String, name: &str, text: &str| {
        out.push_str(&[",\"", name, "\":"].concat());
        push_string(out, text);
    };
    text(&mut out, "savedAt", &header.saved_at.to_iso(UtcOffset::UTC));
    text(&mut out, "product", header.product.key());
    if let Some(version) = header.api_version {
        text(&mut out, "apiVersion", &version.to_string());
    }
    text(&mut out, "server", header.server);
    if let Some(version) = header.server_version {
        text(&mut out, "serverVersion", version);
    }
    if header.is_retrieval {
        out.push_str(",\"retrieval\":true");
    }
    out.push_str(if header.is_redacted { ",\"redacted\":true" } else { ",\"redacted\":false" });
    text(&mut out, "zone", header.zone);
    out.push_str(",\"parts\":[");
    for (n, part) in header.parts.iter().enumerate() {
        out.push_str(if n == 0 { "{\"kind\":" } else { ",{\"kind\":" });
        push_string(&mut out, part.kind.word());
        if let Some(session) = part.session {
            text(&mut out, "session", session);
        }
        if part.kind == PartKind::Log {
            out.push_str(if part.is_complete { ",\"complete\":true" } else { ",\"complete\":false" });
        }
        out.push_str(",\"bytes\":");
        out.push_str(&part.n_bytes.to_string());
        out.push('}');
    }
    out.push_str("]}\n");
    out
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
