//! What a file is, from its beginning.

use super::error::without_mark;
use super::keys::{describe, keys};
use super::saved::is_saved;
use super::scan::{Cursor, JsonError};
use crate::model::{Instead, Product, SessionKind};

/// What the beginning of a file looks like.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Sniffed {
    /// The log of a session.
    Log(Product),
    /// A list of sessions, or one.
    Sessions(Product, SessionKind),
    /// A saved session, unpacked, or pages in an array: only the whole tells what is in it.
    Saved,
    /// Packed with gzip: to be unpacked, and looked at again.
    Gzip,
    /// None of these.
    Unknown {
        /// What it is instead.
        found: Instead,
    },
}

/// Tells a file by its first 64 KiB, which may end anywhere: by the keys of its first row, and those around the rows.
pub fn sniff(head: &[u8]) -> Sniffed {
    if head.starts_with(&[0x1f, 0x8b]) {
        return Sniffed::Gzip;
    }
    let head = without_mark(head).trim_ascii_start();
    if is_saved(head) {
        return Sniffed::Saved;
    }
    let mut cursor = Cursor::new(head);
    let found = match head.first() {
        None => Instead::Nothing,
        Some(b'<') => Instead::WebPage,
        Some(b'[') => {
            let _ = cursor.byte(b'[');
            return of_rows(&mut cursor, &[]);
        }
        Some(b'{') => return of_object(&mut cursor),
        Some(_) => Instead::NoJson,
    };
    Sniffed::Unknown { found }
}

/// An envelope, or a single item.
fn of_object(cursor: &mut Cursor<'_>) -> Sniffed {
    let mut around = Vec::new();
    let mut rows_at = None;
    let _ = (|| {
        let mut more = cursor.enter(b'{', b'}')?;
        while more {
            let key = cursor.key()?;
            around.push(String::from_utf8_lossy(&key).into_owned());
            if matches!(key.as_ref(), b"results" | b"log") && cursor.peek()? == b'[' {
                rows_at = Some(cursor.pos() + 1);
            }
            cursor.skip_value()?;
            more = cursor.more(b'}')?;
        }
        Ok::<(), JsonError>(())
    })();
    let Some(rows_at) = rows_at else { return of_keys(&around) };
    cursor.seek(rows_at);
    of_rows(cursor, &around)
}

/// The first object among the rows; what stands before it does not matter here.
fn of_rows(cursor: &mut Cursor<'_>, around: &[String]) -> Sniffed {
    let rest = cursor.rest();
    let first_row = rest.iter().position(|&b| b == b'{').and_then(|at| rest.get(at..));
    match first_row {
        // Azure's log says which session it belongs to, with or without rows.
        _ if around.iter().any(|key| key == "jobSessionId") => of_keys(around),
        Some(row) if rest.trim_ascii_start().first() != Some(&b']') => {
            let keys = keys(row);
            // Rows with rows in them are pages.
            if keys.iter().any(|key| key == "results") { Sniffed::Saved } else { of_keys(&keys) }
        }
        _ => Sniffed::Unknown { found: Instead::EmptyList },
    }
}

fn of_keys(keys: &[String]) -> Sniffed {
    let has = |wanted: &str| keys.iter().any(|key| key == wanted);
    if has("jobSessionId") || has("logTime") || has("executionStartTime") && has("message") {
        return Sniffed::Log(Product::VbAzure);
    }
    if has("executionStartTime") || has("executionStopTime") || has("localizedType") {
        return Sniffed::Sessions(Product::VbAzure, SessionKind::Job);
    }
    let has_time = has("creationTime") || has("endTime");
    if has("retrievalId") && (has_time || has("status")) {
        return Sniffed::Sessions(Product::Vb365, SessionKind::DataRetrieval);
    }
    if has_time && (has("statistics") || has("progress") || has("status")) {
        return Sniffed::Sessions(Product::Vb365, SessionKind::Job);
    }
    let has_text = has("title") || has("message");
    if has("usn") || has_text && (has_time || has("id")) {
        return Sniffed::Log(Product::Vb365);
    }
    Sniffed::Unknown { found: describe(keys) }
}
