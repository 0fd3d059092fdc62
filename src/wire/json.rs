//! A pull cursor over JSON bytes: no tree, no recursion, no panic on any bytes.
//!
//! Whoever reads keeps in step with the bytes and decides per value: take it, or skip it unread. Running past the end of
//! the buffer is [`JsonError::Incomplete`], never an opinion about what stands there, so the same bytes give the same
//! answer in one piece and in many. More tolerant than the grammar in three things that cost nothing: control characters
//! within strings, unknown escapes (replaced and flagged), and bare words such as `NaN` ([`Value::Word`]).

use std::borrow::Cow;

/// Why a value could not be read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum JsonError {
    /// The buffer ends before the value does.
    Incomplete,
    /// No JSON at this byte of the buffer.
    Bad(usize),
}

/// A string, unescaped.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Text<'a> {
    /// Borrowed where it had no escapes.
    pub(crate) text: Cow<'a, str>,
    /// Whether something in it was no text (a lone surrogate, bytes that are no UTF-8) and became U+FFFD.
    pub(crate) is_broken: bool,
}

/// One value; arrays and objects as their bytes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Value<'a> {
    /// `null`
    Null,
    /// `true`, `false`
    Bool(bool),
    /// Begins as a number does; not checked further.
    Number(&'a [u8]),
    /// A string.
    Text(Text<'a>),
    /// A bare word that JSON lacks: `NaN`, `Infinity`, `undefined`.
    Word(&'a [u8]),
    /// An array or object, brackets included.
    Composite(&'a [u8]),
}

impl Value<'_> {
    /// What it is, for a message: "a number".
    pub(crate) fn what(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "true or false",
            Self::Number(_) => "a number",
            Self::Text(_) => "a text",
            Self::Word(_) => "a bare word",
            Self::Composite([b'[', ..]) => "a list",
            Self::Composite(_) => "an object",
        }
    }

    /// The text, if it is one.
    pub(crate) fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(&text.text),
            _ => None,
        }
    }
}

/// How deep arrays and objects may nest within a value that is skipped or taken whole.
const DEPTH_MAX: u32 = 128;

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
        Ok(if has_escape { Cow::Owned(unescape(raw).text.into_owned().into_bytes()) } else { Cow::Borrowed(raw) })
    }

    /// The next value, whatever it is.
    pub(crate) fn value(&mut self) -> Result<Value<'a>, JsonError> {
        match self.peek()? {
            b'"' => {
                let (raw, has_escape) = self.raw_string()?;
                Ok(Value::Text(if has_escape { unescape(raw) } else { plain(raw) }))
            }
            b'{' | b'[' => {
                let from = self.pos;
                self.skip_value()?;
                Ok(Value::Composite(self.since(from)))
            }
            _ => {
                let word = self.bare()?;
                Ok(match word {
                    b"null" => Value::Null,
                    b"true" => Value::Bool(true),
                    b"false" => Value::Bool(false),
                    [b'0'..=b'9', ..] | [b'-', b'0'..=b'9', ..] => Value::Number(word),
                    _ => Value::Word(word),
                })
            }
        }
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
    fn raw_string(&mut self) -> Result<(&'a [u8], bool), JsonError> {
        self.byte(b'"')?;
        let from = self.pos;
        let mut at = from;
        let mut has_escape = false;
        loop {
            let rest = self.bytes.get(at..).unwrap_or_default();
            let hit = find_quote_or_backslash(rest).ok_or(JsonError::Incomplete)?;
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

/// Position of the first `"` or `\`, eight bytes at a time.
fn find_quote_or_backslash(bytes: &[u8]) -> Option<usize> {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const QUOTES: u64 = ONES * b'"' as u64;
    const BACKSLASHES: u64 = ONES * b'\\' as u64;
    // The high bit of every byte that is zero; bytes above such a one may show up too, the lowest is always right.
    let zero_bytes = |word: u64| word.wrapping_sub(ONES) & !word & (ONES << 7);
    let (chunks, tail) = bytes.as_chunks::<8>();
    for (n, chunk) in chunks.iter().enumerate() {
        let word = u64::from_le_bytes(*chunk);
        let hits = zero_bytes(word ^ QUOTES) | zero_bytes(word ^ BACKSLASHES);
        if hits != 0 {
            return Some(n * 8 + hits.trailing_zeros() as usize / 8);
        }
    }
    tail.iter().position(|&b| b == b'"' || b == b'\\').map(|at| chunks.len() * 8 + at)
}

fn plain(raw: &[u8]) -> Text<'_> {
    match str::from_utf8(raw) {
        Ok(text) => Text { text: Cow::Borrowed(text), is_broken: false },
        Err(_) => Text { text: String::from_utf8_lossy(raw), is_broken: true },
    }
}

/// Resolves the escapes; what is no text becomes U+FFFD.
fn unescape(raw: &[u8]) -> Text<'static> {
    let mut out = Vec::with_capacity(raw.len());
    let mut is_broken = false;
    let mut rest = raw;
    while let Some(at) = rest.iter().position(|&b| b == b'\\') {
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
