//! Percent-encoding, both ways, for fragments. A `+` is a plus.

use std::borrow::Cow;
use std::fmt::{self, Write as _};

/// The text behind an encoded part. A `%` without two hex digits stands for itself; nothing if it is no UTF-8.
pub(super) fn decode(part: &str) -> Option<Cow<'_, str>> {
    if !part.contains('%') {
        return Some(Cow::Borrowed(part));
    }
    let mut out = Vec::with_capacity(part.len());
    let mut rest = part.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let hex = match after {
            [high, low, ..] if byte == b'%' => digit(*high).zip(digit(*low)),
            _ => None,
        };
        if let Some((high, low)) = hex {
            out.push(high << 4 | low);
            rest = after.get(2..).unwrap_or_default();
        } else {
            out.push(byte);
            rest = after;
        }
    }
    String::from_utf8(out).ok().map(Cow::Owned)
}

/// Writes `text` so that it survives in an address, in Markdown and in a chat: letters, digits and `-._~/:@,` as they
/// are, all else by its UTF-8 bytes.
pub(super) fn encode(text: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' | b':' | b'@' | b',' => {
                f.write_char(char::from(byte))?;
            }
            _ => write!(f, "%{byte:02X}")?,
        }
    }
    Ok(())
}

/// The decoded names of a query's parameters, for a look at one that will not be read.
pub(super) fn names(query: &str) -> impl Iterator<Item = Cow<'_, str>> {
    query.split(['?', '&', '#']).filter_map(|pair| decode(pair.split('=').next().unwrap_or(pair)))
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}
