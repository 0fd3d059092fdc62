//! JSON out of a text that people copied: from a page, a chat, a mail or a terminal.
//!
//! What stands around the values is left out: a prompt, a command, an address, the headers of an answer, marks of a code block.
//! In them, and never within a text of theirs, curly quotes become straight ones and foreign blanks plain ones. Lines that a
//! terminal broke at its width are joined, where all that are broken within a text end in the same column, there are two at least, and none is longer.

use std::cmp::Ordering;

use memchr::memmem;

use super::covers::{uncovered, within_a_text};
use super::sniff::{Sniffed, of_json};
use super::within::within;

/// A text without what is no JSON.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Plain {
    /// The values, each on a line of its own.
    pub json: Vec<u8>,
    /// Whether something in the values had to be mended.
    pub is_mended: bool,
    /// Whether text stood around them.
    pub is_cut_out: bool,
}

/// Takes the values out of a text; the last one may be cut. O(n).
pub fn plain(text: &[u8]) -> Plain {
    let text = trimmed(text);
    if let Some(inner) = within_a_text(text).or_else(|| uncovered(text)) {
        return Plain { is_mended: true, ..plain(&inner) };
    }
    let first = Scan::of(text, None);
    let plain = match first.width() {
        Some(width) => Plain { is_mended: true, ..Scan::of(text, Some(width)).done() },
        None => first.done(),
    };
    // A log may stand within something else.
    let head = plain.json.get(..HEAD).unwrap_or(&plain.json);
    if matches!(of_json(head), Sniffed::Unknown { .. } | Sniffed::Sessions(..)) {
        let json = within(&plain.json);
        if !json.is_empty() {
            return Plain { json, is_mended: true, ..plain };
        }
    }
    plain
}

/// How much tells what a text is.
const HEAD: usize = 64 << 10;

const MARK: &[u8] = b"\xEF\xBB\xBF";
/// What stands where a character was cut: U+FFFD.
const HALF: &[u8] = b"\xEF\xBF\xBD";
/// The blanks that JSON does not know: no-break and narrow ones, zero-width ones, and the byte order mark.
const BLANKS: [&str; 8] =
    ["\u{a0}", "\u{202f}", "\u{2007}", "\u{2009}", "\u{200b}", "\u{3000}", "\u{feff}", "\u{2028}"];
/// Quotes that programs for writing put in place of straight ones.
const QUOTES: [&str; 6] = ["\u{201c}", "\u{201d}", "\u{201e}", "\u{201f}", "\u{ff02}", "\u{2033}"];
/// Keys without quotes, by which an object is known that was written in a program's own way.
const BARE_KEYS: [&str; 8] = ["offset", "limit", "results", "id", "usn", "title", "log", "jobSessionId"];

fn trimmed(text: &[u8]) -> &[u8] {
    let mut text = text.trim_ascii();
    while let Some(rest) = text.strip_prefix(MARK) {
        text = rest.trim_ascii_start();
    }
    text
}

/// How long the first of these is that the text begins with.
fn begins_with_one(text: &[u8], of: &[&str]) -> Option<usize> {
    of.iter().find(|known| text.starts_with(known.as_bytes())).map(|known| known.len())
}

/// A quote at the beginning: its length, and whether it is a curly one.
fn quote(text: &[u8]) -> Option<(usize, bool)> {
    if text.starts_with(b"\"") {
        return Some((1, false));
    }
    begins_with_one(text, &QUOTES).map(|len| (len, true))
}

/// The text after blanks of all kinds.
fn after_blanks(mut text: &[u8]) -> &[u8] {
    loop {
        text = text.trim_ascii_start();
        match begins_with_one(text, &BLANKS) {
            Some(len) => text = text.get(len..).unwrap_or_default(),
            None => return text,
        }
    }
}

/// Whether a value begins here: an object with a key, or an array of such. Nobody writes that in a sentence.
pub(crate) fn begins_value(text: &[u8]) -> bool {
    const DEPTH_MAX: usize = 4;
    let mut text = text;
    for _ in 0..DEPTH_MAX {
        text = text.strip_prefix(b"[").map_or(text, after_blanks);
    }
    let Some(inner) = text.strip_prefix(b"{").map(after_blanks) else { return false };
    let quoted = |text: &[u8]| quote(text).or_else(|| text.starts_with(b"'").then_some((1, false)));
    let Some((len, _)) = quoted(inner) else { return has_bare_key(inner) };
    let key = inner.get(len..).unwrap_or_default();
    let key = key.get(..100).unwrap_or(key);
    let end = (0..key.len()).find_map(|at| quoted(key.get(at..)?).map(|(len, _)| at + len));
    match end {
        Some(end) => matches!(after_blanks(key.get(end..).unwrap_or_default()).first(), Some(b':') | None),
        None => key.len() < 100,
    }
}

/// Whether an object goes on with a key that bears no quotes.
fn has_bare_key(inner: &[u8]) -> bool {
    let len = begins_with_one(inner, &BARE_KEYS).unwrap_or(0);
    len > 0 && after_blanks(inner.get(len..).unwrap_or_default()).starts_with(b":")
}

/// Whether a value is written as programs show theirs, `{'id': None}` or `{id: null}`: with other quotes than those of JSON.
fn is_loose(value: &[u8]) -> bool {
    let at = value.iter().position(|byte| !matches!(byte, b'[' | b'{' | b' ' | b'\r' | b'\n' | b'\t'));
    let first = value.get(at.unwrap_or_default()..).unwrap_or_default();
    first.starts_with(b"'") || has_bare_key(first)
}

/// Whether a byte may be part of a number or a word.
fn is_bare(byte: Option<&u8>) -> bool {
    byte.is_some_and(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'))
}

/// A walk through a text.
struct Scan<'a> {
    text: &'a [u8],
    at: usize,
    out: Vec<u8>,
    is_mended: bool,
    is_cut_out: bool,
    line_begin: usize,
    /// The column at which a terminal broke lines, where that is known.
    wrap: Option<usize>,
    /// The columns at which lines end within a text or a number.
    broken: Vec<usize>,
    longest: usize,
    n_longest: usize,
    /// Whether the value is written as programs show theirs.
    is_loose: bool,
    /// How many objects and arrays of the value are open.
    depth: u32,
    /// How many brackets are closed that were opened before the text begins.
    n_torn: u32,
}

impl<'a> Scan<'a> {
    fn of(text: &'a [u8], wrap: Option<usize>) -> Self {
        let (out, broken) = (Vec::with_capacity(text.len() + 1), Vec::new());
        let mut scan = Self {
            text,
            at: 0,
            out,
            is_mended: false,
            is_cut_out: false,
            line_begin: 0,
            wrap,
            broken,
            longest: 0,
            n_longest: 0,
            is_loose: false,
            depth: 0,
            n_torn: 0,
        };
        // Brackets around words of the text.
        let mut n_open = 0_u32;
        // Whether nothing but brackets stands between here and JSON.
        let mut is_behind = false;
        while let Some(&byte) = scan.text.get(scan.at) {
            if matches!(byte, b'{' | b'[') && begins_value(scan.rest()) {
                scan.value();
                scan.out.push(b'\n');
                is_behind = true;
                continue;
            }
            // Brackets are left over where JSON is broken, which is not for this to mend.
            let is_between = byte.is_ascii_whitespace() || matches!(byte, b',' | b']' | b'}');
            // Neither are halves of characters, where a file was cut.
            let is_between = is_between || [MARK, HALF].iter().any(|known| scan.rest().starts_with(known));
            scan.is_cut_out |= !is_between;
            match byte {
                b'{' | b'[' => n_open += 1,
                b'}' | b']' if n_open > 0 => n_open -= 1,
                b'}' | b']' => {
                    is_behind |= scan.text.get(..scan.at).unwrap_or_default().trim_ascii_end().ends_with(b"\"");
                    scan.n_torn += u32::from(is_behind);
                }
                _ => is_behind &= is_between,
            }
            let len = if matches!(byte, 0xEF) && is_between { MARK.len() } else { 1 };
            if byte == b'\n' {
                scan.end_line(1);
            }
            scan.at += len;
        }
        scan
    }

    fn done(mut self) -> Plain {
        if self.n_torn > 0 && self.depth == 0 {
            // For the reader, who says then that the beginning is missing.
            self.out.extend_from_slice(b"}\n");
        }
        Plain { json: self.out, is_mended: self.is_mended, is_cut_out: self.is_cut_out }
    }

    /// The width at which a terminal broke the lines.
    fn width(&self) -> Option<usize> {
        const LEAST: usize = 20;
        let &width = self.broken.first()?;
        let is_one = self.broken.iter().all(|&column| column == width);
        (is_one && width >= LEAST && self.longest == width && self.n_longest > 1).then_some(width)
    }

    fn rest(&self) -> &'a [u8] {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn push(&mut self, len: usize) {
        self.out.extend_from_slice(self.rest().get(..len).unwrap_or_default());
        self.at += len;
    }

    /// How long the line break is that stands here.
    fn line_break(&self) -> Option<usize> {
        match self.rest() {
            [b'\n', ..] => Some(1),
            [b'\r', b'\n', ..] => Some(2),
            _ => None,
        }
    }

    /// The line ends here; gives the column, in characters.
    fn end_line(&mut self, len: usize) -> usize {
        let line = self.text.get(self.line_begin..self.at).unwrap_or_default();
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let column = line.iter().filter(|&&byte| byte & 0xC0 != 0x80).count();
        self.line_begin = self.at + len;
        match column.cmp(&self.longest) {
            Ordering::Less => {}
            Ordering::Equal => self.n_longest += 1,
            Ordering::Greater => (self.longest, self.n_longest) = (column, 1),
        }
        column
    }

    /// An object or an array; all there is, if it does not end.
    fn value(&mut self) {
        self.is_loose = is_loose(self.rest());
        while let Some(&byte) = self.text.get(self.at) {
            if let Some(len) = self.line_break() {
                self.break_between(len);
            } else if let Some((_, is_curly)) = quote(self.rest()) {
                self.string(is_curly);
            } else if self.is_loose && byte == b'\'' {
                self.single_quoted();
            } else if self.is_loose && byte.is_ascii_alphabetic() {
                self.word();
            } else if let Some(len) = self.comment() {
                self.is_mended = true;
                self.at += len;
            } else if let Some(len) = begins_with_one(self.rest(), &BLANKS) {
                self.is_mended = true;
                self.out.push(b' ');
                self.at += len;
            } else {
                self.push(1);
                self.depth += u32::from(matches!(byte, b'{' | b'['));
                if matches!(byte, b'}' | b']') {
                    self.depth -= 1;
                    if self.depth == 0 {
                        return;
                    }
                }
            }
        }
    }

    /// How long the remark is that somebody wrote here.
    fn comment(&self) -> Option<usize> {
        let (end, len) = match self.rest() {
            [b'/', b'/', ..] => (&b"\n"[..], 0),
            [b'/', b'*', ..] => (&b"*/"[..], 2),
            _ => return None,
        };
        let before = self.out.trim_ascii_end().last();
        let is_free = matches!(before, Some(b',' | b'{' | b'[' | b'}' | b']' | b'"'));
        is_free.then(|| memmem::find(self.rest(), end).map_or(self.rest().len(), |at| at + len))
    }

    /// A text within single quotes, as Python shows one.
    fn single_quoted(&mut self) {
        self.is_mended = true;
        self.out.push(b'"');
        self.at += 1;
        while let Some(&byte) = self.text.get(self.at) {
            match (byte, self.text.get(self.at + 1)) {
                (b'\'', _) => {
                    self.out.push(b'"');
                    self.at += 1;
                    return;
                }
                (b'"', _) => {
                    self.out.push(b'\\');
                    self.push(1);
                }
                (b'\\', Some(b'\'')) => {
                    self.at += 1;
                    self.push(1);
                }
                (b'\\', Some(b'x')) => {
                    self.out.extend_from_slice(b"\\u00");
                    self.at += 2;
                }
                (b'\\', _) => self.push(2),
                _ => self.push(1),
            }
        }
    }

    /// A key without quotes, or a word of a program: `None`, `True`, `undefined`.
    fn word(&mut self) {
        let rest = self.rest();
        let len = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_').count();
        let (word, behind) = rest.split_at_checked(len).unwrap_or_default();
        self.is_mended = true;
        let word: &[u8] = match word {
            b"None" | b"undefined" => b"null",
            b"True" => b"true",
            b"False" => b"false",
            // Of `u'…'` the text stays.
            b"u" | b"b" if behind.starts_with(b"'") || behind.starts_with(b"\"") => b"",
            word => word,
        };
        let mark: &[u8] = if after_blanks(behind).starts_with(b":") { b"\"" } else { b"" };
        self.out.extend([mark, word, mark].concat());
        self.at += len;
    }

    /// A line ends outside of texts: maybe within a number or a word.
    fn break_between(&mut self, len: usize) {
        let is_within = is_bare(self.out.last()) && is_bare(self.text.get(self.at + len));
        let column = self.end_line(len);
        if is_within && self.wrap == Some(column) {
            self.at += len;
            return;
        }
        if is_within {
            self.broken.push(column);
        }
        self.push(len);
    }

    /// A text within quotes.
    fn string(&mut self, is_curly: bool) {
        let open_len = quote(self.rest()).map_or(1, |(len, _)| len);
        self.is_mended |= is_curly;
        self.out.push(b'"');
        self.at += open_len;
        let mut is_escaped = false;
        while let Some(&byte) = self.text.get(self.at) {
            if let Some(len) = self.line_break() {
                let column = self.end_line(len);
                if self.wrap == Some(column) {
                    self.at += len;
                } else {
                    self.broken.push(column);
                    self.push(len);
                }
                continue;
            }
            match quote(self.rest()) {
                Some((len, _)) if is_escaped => {
                    self.out.push(b'"');
                    self.at += len;
                }
                Some((1, _)) if !is_curly => {
                    self.push(1);
                    return;
                }
                Some((len, is_curly_too)) if is_curly => {
                    let after = after_blanks(self.rest().get(len..).unwrap_or_default());
                    if matches!(after.first(), Some(b':' | b',' | b'}' | b']') | None) {
                        self.out.push(b'"');
                        self.at += len;
                        return;
                    }
                    if !is_curly_too {
                        self.out.push(b'\\');
                    }
                    self.push(len);
                }
                _ => {
                    self.push(1);
                    is_escaped = byte == b'\\' && !is_escaped;
                    continue;
                }
            }
            is_escaped = false;
        }
    }
}
