//! The shape of a text: what differs from item to item taken out, so that items of one sort have the same.

use crate::model::text::{cut, holds};

const ID: &str = "⟨id⟩";
const NUMBER: &str = "⟨n⟩";
const MAIL: &str = "⟨mail⟩";
const LINK: &str = "⟨link⟩";
const PATH: &str = "⟨path⟩";
const NAME: &str = "⟨name⟩";

/// How far the end of a quoted part is looked for, in bytes: a text full of quotes that never end is to cost no more.
const MAX_QUOTED: usize = 256;

/// A message with its uuids, mail addresses, links, paths, quoted parts and numbers replaced by `⟨id⟩`, `⟨mail⟩`, `⟨link⟩`,
/// `⟨path⟩`, `⟨name⟩`, `⟨n⟩`. Codes stay, since they tell problems apart: `0x80070005`, and a status in brackets such as
/// `(404)`.
pub fn pattern(message: &str) -> String {
    let mut out = String::with_capacity(message.len());
    push_pattern(message, &mut out);
    out
}

/// Appends the pattern of a message. O(n).
pub(super) fn push_pattern(message: &str, out: &mut String) {
    let begin = out.len();
    let mut rest = message.trim_start();
    while !rest.is_empty() {
        if out.len() > begin {
            out.push(' ');
        }
        if let Some(name) = quoted(rest) {
            let (quote, after) = (rest.get(..1), rest.get(name.len() + 2..));
            for part in [quote, Some(NAME), quote] {
                out.push_str(part.unwrap_or_default());
            }
            rest = after.unwrap_or_default();
        }
        let (word, after) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
        let after = after.trim_start();
        // The half of the day belongs to the time before it.
        let is_half = word.len() < 4 && matches!(word.get(..2), Some("AM" | "PM"));
        match out.strip_suffix(' ').filter(|before| is_half && before.ends_with(NUMBER)) {
            Some(before) => {
                out.truncate(before.len());
                out.push_str(word.get(2..).unwrap_or_default());
            }
            None => push_word(word, out),
        }
        rest = after;
    }
}

/// What stands between quotes at the beginning of a text; nothing if it does not begin with a quote, or the quote never
/// ends. A quote between letters is an apostrophe.
pub(super) fn quoted(text: &str) -> Option<&str> {
    let quote = *text.as_bytes().first().filter(|&quote| matches!(quote, b'\'' | b'"'))?;
    let bytes = text.as_bytes();
    let is_end = |at: usize| {
        bytes.get(at) == Some(&quote) && !bytes.get(at + 1).is_some_and(|b| b.is_ascii_alphanumeric() || *b == quote)
    };
    let end = (2..bytes.len().min(MAX_QUOTED)).find(|&at| is_end(at))?;
    text.get(1..end)
}

fn push_word(word: &str, out: &mut String) {
    if word.bytes().all(|b| b.is_ascii_alphabetic()) {
        return out.push_str(word);
    }
    let is_mark = |b: &u8| b.is_ascii() && !b.is_ascii_alphanumeric();
    let n_before = word.bytes().take_while(is_mark).count();
    let n_after = word.bytes().rev().take_while(is_mark).count();
    let (before, rest) = word.split_at_checked(n_before).unwrap_or_default();
    let (core, after) = rest.split_at_checked(rest.len().saturating_sub(n_after)).unwrap_or_default();
    let is_code =
        core.starts_with("0x") || core.len() == 3 && before.ends_with('(') && after.starts_with(')') && is_digits(core);
    let folded = if core.is_empty() || is_code {
        None
    } else if holds(core, "://") {
        Some(LINK)
    } else if cut(core, "@").is_some_and(|(user, host)| !user.is_empty() && holds(host, ".")) {
        Some(MAIL)
    } else if is_path(word) {
        return out.push_str(PATH);
    } else {
        None
    };
    match folded {
        Some(folded) => {
            out.push_str(before);
            out.push_str(folded);
            out.push_str(after);
        }
        None if is_code => out.push_str(word),
        None => fold_numbers(word, out),
    }
}

/// Whether a word is the place of a file or of a resource: `C:\…`, `\\server\…`, `/subscriptions/…/…`.
fn is_path(word: &str) -> bool {
    let bytes = word.as_bytes();
    let is_drive = bytes.get(1) == Some(&b':') && bytes.get(2) == Some(&b'\\');
    let is_resource = bytes.split_first().is_some_and(|(&first, rest)| first == b'/' && rest.contains(&b'/'));
    is_drive || word.starts_with("\\\\") || is_resource
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// Appends a word with each uuid and each number in it replaced; a number goes on over `.`, `,`, `:`, `/` and `-` between
/// digits, so that a time, a date and a grouped number count as one.
fn fold_numbers(word: &str, out: &mut String) {
    let mut rest = word;
    while let Some(c) = rest.chars().next() {
        let len = if is_uuid(rest) && !out.ends_with(|c: char| c.is_ascii_alphanumeric()) {
            out.push_str(ID);
            UUID_LEN
        } else if c.is_ascii_digit() {
            out.push_str(NUMBER);
            number_len(rest)
        } else {
            // Only a text long enough can hold a uuid, which may begin with any letter.
            let n_plain = || rest.bytes().take_while(|b| !b.is_ascii_digit()).count();
            let len = if rest.len() < UUID_LEN { n_plain() } else { c.len_utf8() };
            out.push_str(rest.get(..len).unwrap_or_default());
            len
        };
        rest = rest.get(len..).unwrap_or_default();
    }
}

const UUID_LEN: usize = 36;

fn is_uuid(text: &str) -> bool {
    text.len() >= UUID_LEN
        && text.bytes().take(UUID_LEN).enumerate().all(|(at, b)| match at {
            8 | 13 | 18 | 23 => b == b'-',
            _ => b.is_ascii_hexdigit(),
        })
}

/// Length of the number that a text begins with; 0 if it begins with none.
pub(super) fn number_len(text: &str) -> usize {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let joint = |at: usize| bytes.get(at).is_some_and(|b| b".,:/-".contains(b));
    let mut len = 0;
    while digit(len) || (len > 0 && joint(len) && digit(len + 1)) {
        len += 1;
    }
    len
}
