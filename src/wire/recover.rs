//! Back to good rows after a bad one, and past what stands between rows: `...`, `..`, a stray word.
//!
//! A broken row has no end that could be trusted: a missing quote turns texts into structure and the other way round.
//! So the next row is found by its looks alone: a brace that no colon or bracket comes before, and a known key after it.

use std::fmt::Write as _;

use super::scan::{Cursor, JsonError};
use crate::model::Oddity;

/// What is no row and no comma, on its way past.
#[derive(Debug)]
pub(crate) struct Garbage {
    at: u64,
    n_bytes: u64,
    head: Vec<u8>,
}

impl Garbage {
    const HEAD_MAX: usize = 40;

    /// Begins at this byte of the answer.
    pub(crate) fn new(at: u64) -> Self {
        Self { at, n_bytes: 0, head: Vec::new() }
    }

    /// Passes at least one byte, and all up to the next brace, comma or closing bracket. Says whether that was reached.
    pub(crate) fn pass(&mut self, cursor: &mut Cursor<'_>) -> Result<bool, JsonError> {
        let rest = cursor.rest();
        if rest.is_empty() {
            return Err(JsonError::Incomplete);
        }
        let own = usize::from(self.n_bytes == 0);
        let ends = |b: &u8| matches!(b, b'{' | b']' | b',');
        let found = rest.iter().skip(own).position(ends).map(|at| at + own);
        let len = found.unwrap_or(rest.len());
        let wanted = Self::HEAD_MAX - self.head.len();
        self.head.extend_from_slice(rest.get(..len.min(wanted)).unwrap_or_default());
        self.n_bytes += len as u64;
        cursor.seek(cursor.pos() + len);
        Ok(found.is_some())
    }

    /// For a notice, after so many rows.
    pub(crate) fn oddity(&self, n_rows: usize) -> Oddity {
        let head = quoted(String::from_utf8_lossy(&self.head).trim_ascii_end());
        Oddity::NoRow { after: n_rows, byte: self.at, n_bytes: self.n_bytes, head }
    }
}

/// A text between grave accents: shortened to 60 letters, control characters as escapes.
pub(crate) fn quoted(text: &str) -> String {
    let mut out = "`".to_owned();
    for letter in text.chars().take(60) {
        if letter.is_control() {
            let _ = write!(out, "{}", letter.escape_default());
        } else {
            out.push(letter);
        }
    }
    if text.chars().nth(60).is_some() {
        out.push('…');
    }
    out.push('`');
    out
}

/// The search for the row after a broken one.
#[derive(Debug)]
pub(crate) struct Recovery {
    /// The last byte that is no blank.
    before: u8,
    /// Of a row that was given up for its length alone: where its end is.
    pub(crate) long: Option<End>,
}

/// Follows a row that is no more than passed over to its end.
#[derive(Debug)]
pub(crate) struct End {
    depth: u32,
    in_text: bool,
    is_escaped: bool,
}

impl End {
    fn pass(&mut self, byte: u8) {
        match byte {
            _ if self.is_passed() => {}
            _ if self.is_escaped => self.is_escaped = false,
            b'\\' => self.is_escaped = self.in_text,
            b'"' => self.in_text = !self.in_text,
            b'{' | b'[' if !self.in_text => self.depth += 1,
            b'}' | b']' if !self.in_text => self.depth -= 1,
            _ => {}
        }
    }

    /// Whether it is behind.
    pub(crate) const fn is_passed(&self) -> bool {
        self.depth == 0
    }
}

impl Recovery {
    /// Begins after this byte.
    pub(crate) const fn new(before: u8) -> Self {
        Self { before, long: None }
    }

    /// Begins in a row that was too long, after its brace.
    pub(crate) const fn after_long() -> Self {
        Self { before: b'{', long: Some(End { depth: 1, in_text: false, is_escaped: false }) }
    }

    /// Passes what is not the beginning of a row nor the end of the rows. Says whether one of them was reached; the cursor
    /// then stands at its brace or bracket.
    pub(crate) fn pass(&mut self, cursor: &mut Cursor<'_>, keys: &[&str], is_file: bool) -> Result<bool, JsonError> {
        let from = cursor.pos();
        loop {
            let rest = cursor.rest();
            let found = match rest.first() {
                None => Err(JsonError::Incomplete),
                Some(b'{') if !matches!(self.before, b':' | b'[') => begins_row(rest, keys),
                Some(b']') if self.before == b'}' => ends_rows(rest, keys, is_file),
                Some(_) => Ok(false),
            };
            match found {
                Ok(true) => return Ok(true),
                Ok(false) => {}
                Err(_) if cursor.pos() > from => return Ok(false),
                Err(error) => return Err(error),
            }
            if let Some(&byte) = rest.first() {
                if let Some(end) = &mut self.long {
                    end.pass(byte);
                }
                if !byte.is_ascii_whitespace() {
                    self.before = byte;
                }
            }
            cursor.seek(cursor.pos() + 1);
        }
    }
}

/// A brace and a known key. Only ever `Incomplete` as an error.
pub(crate) fn begins_row(rest: &[u8], keys: &[&str]) -> Result<bool, JsonError> {
    let mut cursor = Cursor::new(rest);
    let read = cursor.byte(b'{').and_then(|()| cursor.key());
    match read {
        Ok(key) => Ok(keys.iter().any(|known| known.as_bytes() == key.as_ref())),
        Err(JsonError::Incomplete) => Err(JsonError::Incomplete),
        Err(JsonError::Bad(_)) => Ok(false),
    }
}

/// A bracket, and what may follow it in an envelope, or in a file, where a further value may: not a field of a row, whose own
/// list this would be the end of.
fn ends_rows(rest: &[u8], keys: &[&str], is_file: bool) -> Result<bool, JsonError> {
    let mut cursor = Cursor::new(rest);
    cursor.byte(b']')?;
    match cursor.peek()? {
        b'}' => Ok(true),
        b'[' | b'{' => Ok(is_file),
        b',' => {
            cursor.byte(b',')?;
            match cursor.key() {
                Ok(key) => Ok(key.as_ref() == b"_links" || !keys.iter().any(|known| known.as_bytes() == key.as_ref())),
                Err(JsonError::Incomplete) => Err(JsonError::Incomplete),
                Err(JsonError::Bad(_)) => Ok(false),
            }
        }
        _ => Ok(false),
    }
}
