//! Looking for a word in a short text. The standard library's search is made for long ones, and brings 7 KB of code and
//! tables with it; a search through all titles of a log is in `answers/search.rs`.

/// Where `part` first stands in `text`, in bytes; 0 for an empty one.
pub fn find(text: &str, part: &str) -> Option<usize> {
    let last = text.len().checked_sub(part.len())?;
    (0..=last).find(|&at| text.as_bytes().get(at..).is_some_and(|rest| rest.starts_with(part.as_bytes())))
}

/// Whether `part` stands in `text`.
pub fn holds(text: &str, part: &str) -> bool {
    find(text, part).is_some()
}

/// What stands before the first `part` in `text`, and what after it.
pub fn cut<'a>(text: &'a str, part: &str) -> Option<(&'a str, &'a str)> {
    let at = find(text, part)?;
    Some((text.get(..at)?, text.get(at + part.len()..)?))
}
