//! What a file is, from its beginning.

use serde::de::IgnoredAny;

use super::dialect::{self, Keys, Tells};
use super::error::error_body;
use super::foreign;
use super::keys::describe;
use super::plain::{begins_value, plain};
use super::saved::is_saved;
use super::scan::{Cursor, JsonError};
use super::table;
use super::utf16::Utf16;
use crate::model::{Foreign, Instead, Product, SessionKind};

/// What the beginning of a file looks like.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Sniffed {
    /// The log of a session, in one value or several.
    Log(Product),
    /// A list of sessions, or one.
    Sessions(Product, SessionKind),
    /// A session of a cmdlet with its log, or several.
    SessionsWithLogs,
    /// A saved session, unpacked, or known noise.
    Saved,
    /// Packed with gzip: to be unpacked, and looked at again.
    Gzip,
    /// In UTF-16: to be put into UTF-8, and looked at again.
    Utf16(Utf16),
    /// One of the others with text around it, or copied so that it has to be mended: see `plain.rs`.
    Copied,
    /// A recording of a browser, with answers in it.
    Recording,
    /// What a cmdlet gave, as a table in CSV.
    Table,
    /// None of these.
    Unknown {
        /// What it is instead.
        found: Instead,
    },
}

/// Tells a file by its first 64 KiB, which may end anywhere: by the keys of its first row, and those around the rows.
pub fn sniff(head: &[u8]) -> Sniffed {
    let unknown = |kind| Sniffed::Unknown { found: Instead::Foreign(kind) };
    if head.starts_with(&[0x1f, 0x8b]) {
        return Sniffed::Gzip;
    }
    if let Some(kind) = foreign::of_magic(head) {
        return unknown(kind);
    }
    if let Some(utf16) = Utf16::of_head(head) {
        return Sniffed::Utf16(utf16);
    }
    let head = without_marks(head);
    let direct = of_json(head);
    if direct == Sniffed::Saved {
        return direct;
    }
    let is_known = !matches!(direct, Sniffed::Unknown { .. });
    if is_known && is_sound(head) {
        return direct;
    }
    let copied = plain(head);
    // What is known, and begins as an answer does, may be broken; then the reader of answers knows better.
    let is_copied =
        copied.is_mended || copied.is_cut_out && (!is_known || begins_value(head) || begins_with_brackets(head));
    if is_copied && !matches!(of_json(&copied.json), Sniffed::Unknown { .. }) {
        return Sniffed::Copied;
    }
    match (&direct, head.first()) {
        (Sniffed::Unknown { .. }, None) => Sniffed::Unknown { found: Instead::Nothing },
        (Sniffed::Unknown { .. }, Some(b'<')) => foreign::of_markup(head).map_or(direct, unknown),
        (Sniffed::Unknown { found: Instead::NoJson }, _) => match table::looks_like(head) {
            Some(true) => Sniffed::Table,
            Some(false) => unknown(Foreign::Table),
            None => foreign::of_text(head).map_or(direct, unknown),
        },
        (Sniffed::Unknown { found: Instead::Object { keys, has_more } }, _) => {
            const TELLING: [&str; 5] = ["`errorCode`", "`error`", "`errors`", "`traceId`", "`stackTrace`"];
            let is_error = keys.iter().any(|key| TELLING.contains(&key.as_str())) || keys.len() == 1 && !has_more;
            if !is_error {
                return direct;
            }
            let error = error_body(head).map(|body| Instead::ServerError { message: body.message });
            error.map_or(direct, |found| Sniffed::Unknown { found })
        }
        _ => direct,
    }
}

/// Whether there is nothing to mend in it, as far as it goes: one value, which may be cut off.
fn is_sound(head: &[u8]) -> bool {
    serde_json::from_slice::<IgnoredAny>(head).map_or_else(|error| error.is_eof(), |_| true)
}

/// Without blanks and byte order marks before it.
pub(crate) fn without_marks(bytes: &[u8]) -> &[u8] {
    let mut bytes = bytes.trim_ascii_start();
    while let Some(rest) = bytes.strip_prefix(b"\xEF\xBB\xBF") {
        bytes = rest.trim_ascii_start();
    }
    bytes
}

pub(crate) fn of_json(head: &[u8]) -> Sniffed {
    if is_saved(head) {
        return Sniffed::Saved;
    }
    let mut cursor = Cursor::new(head);
    let found = match head.first() {
        None => Instead::Nothing,
        Some(b'<') => Instead::WebPage,
        Some(b'[') if is_clock(head) => Instead::NoJson,
        Some(b'[') => {
            let _ = cursor.byte(b'[');
            return of_rows(&mut cursor, &[]);
        }
        Some(b'{') if head.starts_with(b"{\\rtf") => Instead::Foreign(Foreign::Office),
        Some(b'{') => return of_object(&mut cursor),
        Some(_) => Instead::NoJson,
    };
    Sniffed::Unknown { found }
}

/// `[10:21 AM] Ann:`, with which a line of a chat begins.
fn begins_with_brackets(head: &[u8]) -> bool {
    let end = head.iter().position(|byte| matches!(byte, b']' | b'{' | b'"' | b'\n'));
    let within = end.filter(|&end| head.get(end) == Some(&b']')).and_then(|end| head.get(1..end));
    head.starts_with(b"[") && within.is_some_and(|within| !within.trim_ascii().is_empty())
}

/// `[28.01.2022 20:52:36]`, with which lines of programs' own logs begin.
fn is_clock(head: &[u8]) -> bool {
    head.get(1..).is_some_and(|rest| rest.first().is_some_and(u8::is_ascii_digit) && foreign::is_dated(rest))
}

/// Members that hold rows.
const LISTS: [&str; 6] = ["results", "log", "value", "Log", "data", "records"];

/// The members of an object: names, and where the values begin. Where it is broken or cut, those before that place.
fn members(cursor: &mut Cursor<'_>) -> Vec<(String, usize)> {
    let mut members = Vec::new();
    let _ = (|| {
        let mut more = cursor.enter(b'{', b'}')?;
        while more {
            let key = cursor.key()?;
            members.push((String::from_utf8_lossy(&key).into_owned(), cursor.pos()));
            cursor.peek()?;
            if let Some((_, at)) = members.last_mut() {
                *at = cursor.pos();
            }
            cursor.skip_value()?;
            more = cursor.more(b'}')?;
        }
        Ok::<(), JsonError>(())
    })();
    members
}

/// An envelope, or a single item.
fn of_object(cursor: &mut Cursor<'_>) -> Sniffed {
    let members = members(cursor);
    let names = names(cursor, &members);
    for (name, at) in members.iter().filter(|(name, _)| LISTS.contains(&name.as_str())) {
        cursor.seek(*at);
        match cursor.rest() {
            [b'[', ..] => {
                cursor.seek(*at + 1);
                let rows = of_rows(cursor, &names);
                // A session whose log is empty, or cut, is still a session.
                return match (name.as_str(), rows, of_keys(&names)) {
                    ("Log", Sniffed::Log(_), Sniffed::Sessions(..)) => Sniffed::SessionsWithLogs,
                    ("Log", Sniffed::Unknown { .. }, session @ Sniffed::Sessions(..)) => session,
                    (_, rows, _) => rows,
                };
            }
            [b'{', ..] if name == "log" => {
                let inner = self::members(cursor);
                let is_recording = ["entries", "creator", "browser", "pages"];
                if inner.iter().any(|(name, _)| is_recording.contains(&name.as_str())) {
                    return Sniffed::Recording;
                }
            }
            rest if !matches!(name.as_str(), "value" | "data") && is_cut_short(rest) => return TOO_SHALLOW,
            _ => {}
        }
    }
    of_keys(&names)
}

/// The names, and with what byte each value begins; 0 where that was cut off.
fn names(cursor: &Cursor<'_>, members: &[(String, usize)]) -> Vec<(String, u8)> {
    let mut at_value = cursor.clone();
    let mut begin = |at| {
        at_value.seek(at);
        at_value.rest().first().copied().unwrap_or(0)
    };
    members.iter().map(|(name, at)| (name.clone(), begin(*at))).collect()
}

const TOO_SHALLOW: Sniffed = Sniffed::Unknown { found: Instead::Foreign(Foreign::TooShallow) };

/// What PowerShell writes for an object that is nested too deep: `@{…}`, or the name of a type.
fn is_cut_short(value: &[u8]) -> bool {
    let Some(text) = value.strip_prefix(b"\"") else { return false };
    text.starts_with(b"@{") || text.starts_with(b"Veeam.") || text.starts_with(b"System.") || text.starts_with(b"VBO")
}

/// The first thing among the rows; what stands before it does not matter here.
fn of_rows(cursor: &mut Cursor<'_>, around: &[(String, u8)]) -> Sniffed {
    // A log says which session it belongs to, or how many records it has, with or without rows.
    match dialect::told(&Keys(around)) {
        // Microsoft 365's say nothing of the kind.
        Some((product, Tells::Log)) if product != Product::Vb365 => return Sniffed::Log(product),
        _ => {}
    }
    let rest = cursor.rest();
    let mut inner = rest.trim_ascii_start();
    while let Some(deeper) = inner.strip_prefix(b"[") {
        inner = deeper.trim_ascii_start();
    }
    if is_cut_short(inner) {
        return TOO_SHALLOW;
    }
    let first_row = rest.iter().position(|&b| b == b'{').and_then(|at| rest.get(at..));
    match first_row {
        Some(row) if inner.first() != Some(&b']') => {
            let mut cursor = Cursor::new(row);
            let members = members(&mut cursor);
            let holds = |name: &str| members.iter().find(|(known, _)| known == name).and_then(|(_, at)| row.get(*at..));
            if let Some(log) = holds("Log") {
                let items = log.strip_prefix(b"[").unwrap_or_default().trim_ascii_start();
                return if items.starts_with(b"{") {
                    Sniffed::SessionsWithLogs
                } else {
                    of_keys(&names(&cursor, &members))
                };
            }
            // Rows with rows in them are pages.
            if LISTS.iter().any(|list| holds(list).is_some_and(|rows| rows.starts_with(b"["))) {
                return of_object(&mut Cursor::new(row));
            }
            of_keys(&names(&cursor, &members))
        }
        _ => Sniffed::Unknown { found: Instead::EmptyList },
    }
}

fn of_keys(keys: &[(String, u8)]) -> Sniffed {
    match dialect::told(&Keys(keys)) {
        Some((product, Tells::Log)) => Sniffed::Log(product),
        Some((product, Tells::Sessions(kind))) => Sniffed::Sessions(product, kind),
        None => Sniffed::Unknown { found: describe(&keys.iter().map(|(key, _)| key.clone()).collect::<Vec<_>>()) },
    }
}
