//! Where values begin and end in JSON bytes: no tree, no recursion, no panic on any bytes. What is in a value, `serde_json`
//! says; this says how far it reaches, also where that is not known yet or the bytes are broken.
//!
//! Running past the end of the buffer is [`JsonError::Incomplete`], never an opinion about what stands there, so the same
//! bytes give the same answer in one piece and in many. More tolerant than the grammar in what costs nothing: anything
//! within the quotes of a text, and bare words such as `NaN`; `mend.rs` makes JSON of those.

use std::borrow::Cow;

use crate::model::ValueKind;
use memchr::memchr2;

use super::mend::unescaped;

/// Why a value could not be read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum JsonError {
    /// The buffer ends before the value does.
    Incomplete,
    /// No JSON at this byte of the buffer.
    Bad(usize),
}

/// How deep arrays and objects may nest within a value that is skipped or taken whole.
pub(crate) const DEPTH_MAX: u32 = 128;

/// Where reading stands in a buffer.
#[derive(Clone, Debug)]
pub(crate) struct Cursor<'a> {
    bytes: &'a [u8],
    pos: usize,
    key: (usize, usize),
}

impl<'a> Cursor<'a> {
    /// At the beginning of `bytes`.
    pub(crate) const fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, pos: 0, key: (0, 0) }
    }

    /// Byte of the buffer at which reading stands.
    pub(crate) const fn pos(&self) -> usize {
        self.pos
    }

    /// Goes to a byte of the buffer.
    pub(crate) const fn seek(&mut self, pos: usize) {
        self.pos = pos;
    }

    /// What is left of the buffer.
    pub(crate) fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.pos..).unwrap_or_default()
    }

    /// What is left of the buffer from a byte on.
    pub(crate) fn rest_from(&self, pos: usize) -> &'a [u8] {
        self.bytes.get(pos..).unwrap_or_default()
    }

    /// The buffer from `from` to where reading stands.
    pub(crate) fn since(&self, from: usize) -> &'a [u8] {
        self.bytes.get(from..self.pos).unwrap_or_default()
    }

    /// The key read last, for messages.
    pub(crate) fn last_key(&self) -> Cow<'a, str> {
        String::from_utf8_lossy(self.bytes.get(self.key.0..self.key.1).unwrap_or_default())
    }

    /// Forgets the key read last: a new object begins.
    pub(crate) const fn forget_key(&mut self) {
        self.key = (0, 0);
    }

    /// An error at this place.
    pub(crate) const fn bad<T>(&self) -> Result<T, JsonError> {
        Err(JsonError::Bad(self.pos))
    }

    /// Passes blanks; the byte after them stays unread.
    pub(crate) fn peek(&mut self) -> Result<u8, JsonError> {
        while let Some(&byte) = self.bytes.get(self.pos) {
            if !matches!(byte, b' ' | b'\n' | b'\r' | b'\t') {
                return Ok(byte);
            }
            self.pos += 1;
        }
        Err(JsonError::Incomplete)
    }

    /// Passes blanks and this byte, which must be next.
    pub(crate) fn byte(&mut self, wanted: u8) -> Result<(), JsonError> {
        if self.peek()? != wanted {
            return self.bad();
        }
        self.pos += 1;
        Ok(())
    }

    /// Passes `open`, and `close` if it follows at once. Says whether there is something between them.
    pub(crate) fn enter(&mut self, open: u8, close: u8) -> Result<bool, JsonError> {
        self.byte(open)?;
        let is_empty = self.peek()? == close;
        self.pos += usize::from(is_empty);
        Ok(!is_empty)
    }

    /// After a value: passes a comma or `close`. Says whether there is more.
    pub(crate) fn more(&mut self, close: u8) -> Result<bool, JsonError> {
        let byte = self.peek()?;
        if byte != b',' && byte != close {
            return self.bad();
        }
        self.pos += 1;
        Ok(byte == b',')
    }

    /// A key and the colon after it.
    pub(crate) fn key(&mut self) -> Result<Cow<'a, [u8]>, JsonError> {
        let (raw, has_escape) = self.raw_string()?;
        self.key = (self.pos - raw.len() - 1, self.pos - 1);
        self.byte(b':')?;
        Ok(if has_escape { Cow::Owned(unescaped(raw).text.into_owned().into_bytes()) } else { Cow::Borrowed(raw) })
    }

    /// The next value, whatever it is, as its bytes.
    pub(crate) fn value(&mut self) -> Result<&'a [u8], JsonError> {
        self.peek()?;
        let from = self.pos;
        self.skip_value()?;
        Ok(self.since(from))
    }

    /// Passes the next value unread, however large; its brackets must match.
    pub(crate) fn skip_value(&mut self) -> Result<(), JsonError> {
        // One bit a level: whether it is an object.
        let mut levels = 0_u128;
        let mut depth = 0_u32;
        loop {
            match self.peek()? {
                b'"' => {
                    self.raw_string()?;
                }
                open @ (b'{' | b'[') => {
                    let open_at = self.pos;
                    let opens_object = open == b'{';
                    if self.enter(open, if opens_object { b'}' } else { b']' })? {
                        if depth == DEPTH_MAX {
                            return Err(JsonError::Bad(open_at));
                        }
                        depth += 1;
                        levels = levels << 1 | u128::from(opens_object);
                        if opens_object {
                            self.skip_key()?;
                        }
                        continue;
                    }
                }
                _ => {
                    self.bare()?;
                }
            }
            loop {
                if depth == 0 {
                    return Ok(());
                }
                let in_object = levels & 1 == 1;
                if self.more(if in_object { b'}' } else { b']' })? {
                    if in_object {
                        self.skip_key()?;
                    }
                    break;
                }
                depth -= 1;
                levels >>= 1;
            }
        }
    }

    fn skip_key(&mut self) -> Result<(), JsonError> {
        self.raw_string()?;
        self.byte(b':')
    }

    /// What stands between the quotes, and whether a backslash is in it.
    pub(crate) fn raw_string(&mut self) -> Result<(&'a [u8], bool), JsonError> {
        self.byte(b'"')?;
        let from = self.pos;
        let mut at = from;
        let mut has_escape = false;
        loop {
            let rest = self.bytes.get(at..).unwrap_or_default();
            let hit = memchr2(b'"', b'\\', rest).ok_or(JsonError::Incomplete)?;
            at += hit;
            if self.bytes.get(at) == Some(&b'"') {
                self.pos = at + 1;
                return Ok((self.bytes.get(from..at).unwrap_or_default(), has_escape));
            }
            has_escape = true;
            at += 2;
        }
    }

    /// A run of letters, digits and `+-._`: a number or a word. What comes after it must be known to end it.
    fn bare(&mut self) -> Result<&'a [u8], JsonError> {
        let rest = self.rest();
        if !rest.first().is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'-') {
            return self.bad();
        }
        let ends = |b: &u8| !(b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.' | b'_'));
        let len = rest.iter().position(ends).ok_or(JsonError::Incomplete)?;
        self.pos += len;
        Ok(rest.get(..len).unwrap_or_default())
    }
}

/// What a value is, by its first bytes.
pub(crate) fn what(value: &[u8]) -> ValueKind {
    match value {
        b"null" => ValueKind::Null,
        b"true" | b"false" => ValueKind::Truth,
        [b'"', ..] => ValueKind::Text,
        [b'[', ..] => ValueKind::List,
        [b'{', ..] => ValueKind::Object,
        [b'0'..=b'9', ..] | [b'-', b'0'..=b'9', ..] => ValueKind::Number,
        _ => ValueKind::Word,
    }
}
