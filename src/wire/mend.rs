//! Broken JSON made whole, for `serde_json`, which rightly takes none but the grammar's. Only what it has refused comes here.
//!
//! - A member that is there twice: the last one stays. A key that is no text: what is wrong in it becomes U+FFFD.
//! - What a JSON text, number or word cannot say is written as a list that begins with a mark: bytes and escapes that are
//!   no text ([`TEXT`]), numbers that are not whole or beyond 64 bits, digit for digit ([`NUMBER`]), and words such as `NaN`
//!   ([`WORD`]). `lenient.rs` reads them. A server that sent such a list itself would only fool itself.
//! - What PowerShell wrote (`powershell.rs`): names lose their capital, and of a value that it has added something to, as
//!   `{"value": …, "DateTime": …}`, the value stays.
//! - What is nested deeper than any field we read is left empty.

use std::borrow::Cow;

use memchr::memchr;

use super::scan::{Cursor, JsonError, what};
use crate::model::ValueKind;
use crate::model::order::sort_indexes;

/// Begins a list that stands for a text in which something was no text, and is U+FFFD now.
pub(crate) const TEXT: &str = "\0text";
/// Begins a list that stands for a number as it was sent.
pub(crate) const NUMBER: &str = "\0number";
/// Begins a list that stands for a bare word.
pub(crate) const WORD: &str = "\0word";

/// Levels of arrays and objects that are kept: three are read, in `_links.job.href`.
const DEPTH_MAX: u32 = 8;

/// A text, unescaped.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Text<'a> {
    /// The text.
    pub(crate) text: Cow<'a, str>,
    /// Whether something in it was no text (a lone surrogate, bytes that are no UTF-8) and became U+FFFD.
    pub(crate) is_broken: bool,
}

/// The object that begins at the cursor, which is passed. On an error `out` is of no use.
pub(crate) fn object(cursor: &mut Cursor<'_>, out: &mut Vec<u8>) -> Result<(), JsonError> {
    let mut kept = Members::new();
    members(cursor, 0, Names::AsWritten, &mut kept)?;
    push_object(&kept, out);
    Ok(())
}

/// The same of an object that PowerShell wrote.
pub(crate) fn object_of_powershell(cursor: &mut Cursor<'_>, out: &mut Vec<u8>) -> Result<(), JsonError> {
    let mut kept = Members::new();
    members(cursor, 0, Names::OfPowerShell, &mut kept)?;
    push_object(&kept, out);
    Ok(())
}

/// How members are named.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Names {
    AsWritten,
    OfPowerShell,
}

/// The value at the beginning of `bytes`. Of an object that breaks off, the members that are whole.
pub(crate) fn value(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    push_value(bytes, 0, Names::AsWritten, &mut out);
    out
}

/// Members as they come, twice where they are there twice.
type Members<'a> = Vec<(Cow<'a, [u8]>, Vec<u8>)>;

fn members<'a>(cursor: &mut Cursor<'a>, depth: u32, names: Names, out: &mut Members<'a>) -> Result<(), JsonError> {
    let mut more = cursor.enter(b'{', b'}')?;
    while more {
        let mut key = cursor.key()?;
        if names == Names::OfPowerShell
            && let Some(first) = key.to_mut().first_mut()
        {
            first.make_ascii_lowercase();
        }
        let mut mended = Vec::new();
        push_value(cursor.value()?, depth + 1, names, &mut mended);
        out.push((key, mended));
        more = cursor.more(b'}')?;
    }
    Ok(())
}

fn list(cursor: &mut Cursor<'_>, depth: u32, names: Names, out: &mut Vec<u8>) -> Result<(), JsonError> {
    let mut more = cursor.enter(b'[', b']')?;
    while more {
        let value = cursor.value()?;
        if !out.ends_with(b"[") {
            out.push(b',');
        }
        push_value(value, depth + 1, names, out);
        more = cursor.more(b']')?;
    }
    Ok(())
}

fn push_value(value: &[u8], depth: u32, names: Names, out: &mut Vec<u8>) {
    let mut cursor = Cursor::new(value);
    match value.first() {
        Some(b'{') => {
            let mut kept = Members::new();
            if depth < DEPTH_MAX {
                let _ = members(&mut cursor, depth, names, &mut kept);
            }
            match kept.iter().rev().find(|(key, _)| **key == b"value"[..]) {
                Some((_, value)) if names == Names::OfPowerShell => out.extend_from_slice(value),
                _ => push_object(&kept, out),
            }
        }
        Some(b'[') => {
            out.push(b'[');
            if depth < DEPTH_MAX {
                let _ = list(&mut cursor, depth, names, out);
            }
            out.push(b']');
        }
        Some(b'"') => match cursor.raw_string().map(|(raw, _)| unescaped(raw)) {
            Ok(Text { text, is_broken: true }) => push_marked(TEXT, &text, out),
            Ok(Text { text, is_broken: false }) => push_text(&text, out),
            Err(_) => out.extend_from_slice(b"null"),
        },
        Some(_) if matches!(value, b"null" | b"true" | b"false") || serde_json::from_slice::<i64>(value).is_ok() => {
            out.extend_from_slice(value);
        }
        Some(_) => {
            let mark = if what(value) == ValueKind::Number { NUMBER } else { WORD };
            push_marked(mark, &String::from_utf8_lossy(value), out);
        }
        None => out.extend_from_slice(b"null"),
    }
}

/// Writes members, those of one name once: the last of them. They come by their names.
fn push_object(members: &Members<'_>, out: &mut Vec<u8>) {
    let member = |at: u32| members.get(at as usize);
    let key = |at: u32| member(at).map(|(key, _)| key);
    let mut order: Vec<u32> = (0..).zip(members).map(|(at, _)| at).collect();
    sort_indexes(&mut order, &|a, b| key(a).cmp(&key(b)).then(a.cmp(&b)));
    out.push(b'{');
    for (n, &at) in order.iter().enumerate() {
        let Some((name, value)) = member(at) else { continue };
        if order.get(n + 1).is_some_and(|&next| key(next) == Some(name)) {
            continue;
        }
        if !out.ends_with(b"{") {
            out.push(b',');
        }
        push_text(&String::from_utf8_lossy(name), out);
        out.push(b':');
        out.extend_from_slice(value);
    }
    out.push(b'}');
}

fn push_marked(mark: &str, text: &str, out: &mut Vec<u8>) {
    out.push(b'[');
    push_text(mark, out);
    out.push(b',');
    push_text(text, out);
    out.push(b']');
}

fn push_text(text: &str, out: &mut Vec<u8>) {
    // Memory takes all that is written.
    let _ = serde_json::to_writer(out, text);
}

/// What stands between the quotes of a text, with its escapes resolved; what is no text becomes U+FFFD.
pub(crate) fn unescaped(raw: &[u8]) -> Text<'_> {
    let mut out = Vec::with_capacity(raw.len());
    let mut is_broken = false;
    let mut rest = raw;
    while let Some(at) = memchr(b'\\', rest) {
        out.extend_from_slice(rest.get(..at).unwrap_or_default());
        rest = rest.get(at + 1..).unwrap_or_default();
        let Some((&kind, after)) = rest.split_first() else { break };
        rest = after;
        let letter = match kind {
            b'"' | b'\\' | b'/' => Some(char::from(kind)),
            b'b' => Some('\u{8}'),
            b'f' => Some('\u{c}'),
            b'n' => Some('\n'),
            b'r' => Some('\r'),
            b't' => Some('\t'),
            b'u' => unicode_escape(&mut rest),
            _ => {
                // The byte after the backslash stays: it may begin a longer character.
                out.extend_from_slice("\u{FFFD}".as_bytes());
                out.push(kind);
                is_broken = true;
                continue;
            }
        };
        is_broken |= letter.is_none();
        out.extend_from_slice(letter.unwrap_or('\u{FFFD}').encode_utf8(&mut [0; 4]).as_bytes());
    }
    out.extend_from_slice(rest);
    let text = String::from_utf8(out).unwrap_or_else(|error| {
        is_broken = true;
        String::from_utf8_lossy(error.as_bytes()).into_owned()
    });
    Text { text: Cow::Owned(text), is_broken }
}

/// The character of `\uXXXX`, or of two of them that are a surrogate pair; `rest` begins after the `u`.
fn unicode_escape(rest: &mut &[u8]) -> Option<char> {
    let unit = hex4(rest)?;
    *rest = rest.get(4..).unwrap_or_default();
    if (0xD800..0xDC00).contains(&unit)
        && let Some(second) = rest.strip_prefix(b"\\u")
        && let Some(low) = hex4(second)
        && (0xDC00..0xE000).contains(&low)
    {
        *rest = second.get(4..).unwrap_or_default();
        return char::from_u32(0x1_0000 + ((unit - 0xD800) << 10) + (low - 0xDC00));
    }
    char::from_u32(unit)
}

fn hex4(bytes: &[u8]) -> Option<u32> {
    let mut unit = 0;
    for &byte in bytes.get(..4)? {
        unit = unit << 4 | char::from(byte).to_digit(16)?;
    }
    Some(unit)
}
