//! The bracketed word at a title's beginning: before v8 the only place where an item says how it ended.

use crate::model::Status;

/// Words that stand in brackets. `Success` and `Warning` are confirmed; the others follow from v8's `type`
/// (`Error`, `Running`, `Stop`) and from what published scripts look for.
const WORDS: [(&str, Status); 7] = [
    ("success", Status::Success),
    ("warning", Status::Warning),
    ("error", Status::Failed),
    ("failed", Status::Failed),
    ("running", Status::Running),
    ("stop", Status::Stopped),
    ("stopped", Status::Stopped),
];

/// Longest word looked for between brackets, in bytes.
const WORD_MAX: usize = 32;

/// What a title begins with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Prefix {
    /// No bracketed word.
    None,
    /// A bracketed word that means no result here: part of the text.
    Other,
    /// A result, and the length in bytes of the brackets and the blank after them.
    Known(Status, u8),
}

/// Reads the bracketed word, which must be the very first thing: `Success` and `Failed` occur within titles too.
pub fn prefix(title: &str) -> Prefix {
    let Some(rest) = title.strip_prefix('[') else { return Prefix::None };
    let Some(len) = rest.bytes().take(WORD_MAX + 1).position(|b| b == b']') else { return Prefix::None };
    let word = rest.get(..len).unwrap_or_default().trim_ascii();
    let known = WORDS.iter().find(|(known, _)| known.eq_ignore_ascii_case(word));
    let blank = usize::from(rest.as_bytes().get(len + 1) == Some(&b' '));
    match (known, u8::try_from(len + 2 + blank)) {
        (Some(&(_, status)), Ok(prefix_len)) => Prefix::Known(status, prefix_len),
        _ => Prefix::Other,
    }
}
