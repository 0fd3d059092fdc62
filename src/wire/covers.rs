//! What lies over a whole text and is taken off before its values are looked for: the marks of a quoted mail, the encodings of
//! mail, colours of a terminal, a page that writes quotes as `&quot;`, and UTF-16 that was appended to a file in UTF-8.

use memchr::{memchr, memmem};

use super::contents::from_base64;
use super::mend::unescaped;
use super::utf16::Utf16;

/// The text below its covers, the outermost one taken off; nothing where there is none.
pub(crate) fn uncovered(text: &[u8]) -> Option<Vec<u8>> {
    without_colours(text)
        .or_else(|| with_utf16_behind(text))
        .or_else(|| of_mail(text))
        .or_else(|| without_quote_marks(text))
        .or_else(|| without_references(text))
}

/// Whether a text begins as an answer does: then what looks like a cover is part of it.
fn is_bare(text: &[u8]) -> bool {
    matches!(text.first(), Some(b'{' | b'['))
}

/// Without the sequences by which `jq -C` and others colour what they write.
fn without_colours(text: &[u8]) -> Option<Vec<u8>> {
    memmem::find(text, b"\x1b[")?;
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = memmem::find(rest, b"\x1b[") {
        out.extend_from_slice(rest.get(..at).unwrap_or_default());
        rest = rest.get(at + 2..).unwrap_or_default();
        let end = rest.iter().position(|byte| (0x40..0x7F).contains(byte)).map_or(rest.len(), |end| end + 1);
        rest = rest.get(end..).unwrap_or_default();
    }
    out.extend_from_slice(rest);
    Some(out)
}

/// A file in UTF-8 to which Windows PowerShell appended in UTF-16.
fn with_utf16_behind(text: &[u8]) -> Option<Vec<u8>> {
    let zero = memchr(0, text)?;
    let mut from = zero.checked_sub(1)?;
    if text.get(..from)?.ends_with(b"\xFF\xFE") {
        from -= 2;
    }
    let (first, second) = text.split_at_checked(from)?;
    let mut utf16 = Utf16::of_head(second)?;
    let mut out = first.to_vec();
    utf16.feed(second, &mut out);
    utf16.finish(&mut out);
    Some(out)
}

/// Lines without the line break.
fn lines(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    text.split(|&byte| byte == b'\n').map(|line| line.strip_suffix(b"\r").unwrap_or(line))
}

/// A mail as a file, of which the parts are decoded.
fn of_mail(text: &[u8]) -> Option<Vec<u8>> {
    let encoding = |line: &[u8]| {
        let line = line.to_ascii_lowercase();
        let value = line.strip_prefix(b"content-transfer-encoding:")?.trim_ascii();
        matches!(value, b"base64" | b"quoted-printable").then_some(value == b"base64")
    };
    if is_bare(text) || !lines(text).take(400).any(|line| encoding(line).is_some()) {
        return None;
    }
    let mut out = Vec::with_capacity(text.len());
    // In the head of a part: how it is encoded, once that is known; then that of the part itself.
    let (mut told, mut part, mut is_head) = (None, None, true);
    let mut block = Vec::new();
    for line in lines(text).chain([&b"--"[..]]) {
        if is_head {
            told = encoding(line).or(told);
            if line.is_empty() {
                (part, is_head) = (told.take(), false);
            }
        } else if line.starts_with(b"--") {
            out.extend(if part == Some(true) { from_base64(&block) } else { std::mem::take(&mut block) });
            out.push(b'\n');
            block.clear();
            (told, is_head) = (None, true);
        } else if part == Some(false) {
            push_printable(line, &mut block);
        } else {
            block.extend_from_slice(line);
            block.push(b'\n');
        }
    }
    Some(out)
}

/// A line in which `=C3` is a byte and `=` at the end joins the next line.
fn push_printable(line: &[u8], out: &mut Vec<u8>) {
    let (line, is_joined) = line.strip_suffix(b"=").map_or((line, false), |line| (line, true));
    let mut rest = line;
    while let Some(at) = memchr(b'=', rest) {
        out.extend_from_slice(rest.get(..at).unwrap_or_default());
        let hex = rest.get(at + 1..at + 3).and_then(|hex| str::from_utf8(hex).ok());
        if let Some(byte) = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            out.push(byte);
            rest = rest.get(at + 3..).unwrap_or_default();
        } else {
            out.push(b'=');
            rest = rest.get(at + 1..).unwrap_or_default();
        }
    }
    out.extend_from_slice(rest);
    if !is_joined {
        out.push(b'\n');
    }
}

/// A line of a mail that answers another, without its marks; `None` where it bears none.
fn unmarked(line: &[u8]) -> Option<&[u8]> {
    let mut rest = line.trim_ascii_start().strip_prefix(b">")?;
    while let Some(deeper) = rest.strip_prefix(b" >").or_else(|| rest.strip_prefix(b">")) {
        rest = deeper;
    }
    Some(rest.strip_prefix(b" ").unwrap_or(rest))
}

/// What was quoted in a mail, with a mark before each line. Where the answer begins, there has to be one.
fn without_quote_marks(text: &[u8]) -> Option<Vec<u8>> {
    let begins = |line: &[u8]| line.trim_ascii_start().iter().next().is_some_and(|byte| matches!(byte, b'{' | b'['));
    if is_bare(text) || !lines(text).any(|line| unmarked(line).is_some_and(begins)) {
        return None;
    }
    Some(lines(text).flat_map(|line| [unmarked(line).unwrap_or(line), b"\n"].concat()).collect())
}

/// JSON that was escaped to stand in a page.
fn without_references(text: &[u8]) -> Option<Vec<u8>> {
    const QUOTE: &[u8] = b"&quot;";
    const KNOWN: [(&[u8], u8); 6] =
        [(QUOTE, b'"'), (b"&#34;", b'"'), (b"&#39;", b'\''), (b"&lt;", b'<'), (b"&gt;", b'>'), (b"&amp;", b'&')];
    let first = memmem::find(text, QUOTE)?;
    let before = text.get(..first)?.trim_ascii_end();
    // Within an answer it is part of a text.
    if !before.ends_with(b"{") || !before.starts_with(b"<") && memchr(b'"', before).is_some() {
        return None;
    }
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = memchr(b'&', rest) {
        out.extend_from_slice(rest.get(..at).unwrap_or_default());
        rest = rest.get(at..).unwrap_or_default();
        let (len, byte) =
            KNOWN.iter().find(|(name, _)| rest.starts_with(name)).map_or((1, b'&'), |(name, byte)| (name.len(), *byte));
        out.push(byte);
        rest = rest.get(len..).unwrap_or_default();
    }
    out.extend_from_slice(rest);
    Some(out)
}

/// JSON that was written as a text of JSON.
pub(crate) fn within_a_text(text: &[u8]) -> Option<Vec<u8>> {
    let inner = text.strip_prefix(b"\"")?;
    let inner = inner.strip_suffix(b"\"").unwrap_or(inner);
    [&b"{\\"[..], b"[\\", b"[{\\", b"{\\n", b"[\\n"]
        .iter()
        .any(|begin| inner.starts_with(begin))
        .then(|| unescaped(inner).text.into_owned().into_bytes())
}
