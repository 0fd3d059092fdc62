//! Logs that stand within something else: an answer as a program keeps it (`{"Content": "{…}", "StatusCode": 200}`), a session
//! beside its log, pages by name, rows each in an object of its own. What is around them is left out.

use memchr::memmem;

use super::mend::unescaped;
use super::scan::Cursor;
use super::sniff::{Sniffed, of_json};

/// Objects and arrays one in the other that are looked into.
const DEPTH_MAX: u32 = 6;
/// A row of a log tells a time.
const TIMES: [&[u8]; 5] = [b"reationTime\"", b"ndTime\"", b"logTime\"", b"tartTime\"", b"updateTime\""];

/// The logs within the values of a text, each on a line of its own; nothing where there are none. O(n · depth).
pub(crate) fn within(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut cursor = Cursor::new(text);
    while let Ok(byte) = cursor.peek() {
        let from = cursor.pos();
        let is_whole = matches!(byte, b'{' | b'[') && cursor.skip_value().is_ok();
        if !is_whole {
            // The last value may be cut.
            look(text.get(from..).unwrap_or_default(), 0, &mut out);
            break;
        }
        look(cursor.since(from), 0, &mut out);
    }
    out
}

/// Adds the logs that a value is or holds.
fn look(value: &[u8], depth: u32, out: &mut Vec<u8>) {
    let is_log = || matches!(of_json(value), Sniffed::Log(_)) && TIMES.iter().any(|t| memmem::find(value, t).is_some());
    if depth > DEPTH_MAX {
        return;
    }
    match value.first() {
        Some(b'"') => {
            let inner = value.get(1..).unwrap_or_default();
            if matches!(inner.first(), Some(b'{' | b'[')) {
                let inner = inner.strip_suffix(b"\"").unwrap_or(inner);
                look(unescaped(inner).text.as_bytes(), depth + 1, out);
            }
        }
        Some(b'{' | b'[') if is_log() => {
            out.extend_from_slice(value);
            out.push(b'\n');
        }
        Some(&open @ (b'{' | b'[')) => {
            let end = if open == b'{' { b'}' } else { b']' };
            let mut cursor = Cursor::new(value);
            let mut more = cursor.enter(open, end);
            while more == Ok(true) && (open == b'[' || cursor.key().is_ok()) {
                member(&mut cursor, value, depth, out);
                more = cursor.more(end);
            }
        }
        _ => {}
    }
}

/// The value at the cursor, which may be cut.
fn member(cursor: &mut Cursor<'_>, whole: &[u8], depth: u32, out: &mut Vec<u8>) {
    let _ = cursor.peek();
    let from = cursor.pos();
    let is_whole = cursor.skip_value().is_ok();
    let value = if is_whole { cursor.since(from) } else { whole.get(from..).unwrap_or_default() };
    look(value, depth + 1, out);
}
