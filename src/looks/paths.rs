//! Paths, and names of files of several words.

use super::{Found, Look, PATH_ENDS, is_file, is_letter, without_end};

/// Length of a path: `\\server\share`, `C:\…` or `C:/…`, to the last word with a backslash, or a word that ends as a file.
pub(super) fn path_len(text: &str) -> Option<usize> {
    let begin = if text.starts_with('\\') {
        text.bytes().take_while(|&b| b == b'\\').count()
    } else if text.as_bytes().get(1) == Some(&b':') {
        2
    } else {
        0
    };
    let after = text.get(begin..)?;
    after.chars().next().filter(|c| is_letter(*c) || matches!(c, '\\' | '/' | '_' | '$' | '%' | '.' | '?' | '*'))?;
    let ends = ['"', '\'', '<', '>', '|', '*', '?', ';', ':', ',', '#', '\n', '\r'];
    let all = after.get(..after.find(ends).unwrap_or(after.len()))?;
    let is_slash = |c: char| matches!(c, '\\' | '/');
    let mut len = 0;
    for part in all.split_inclusive(is_slash) {
        // A blank, and the next one is another path, or the last part has ended as a file does.
        let ended = part.split(char::is_whitespace).next().filter(|first| first.len() < part.len());
        let is_named = ended.is_some_and(|first| is_file(without_end(first)));
        let is_last = !part.ends_with(is_slash);
        let next_is_other = ended.is_some() && (part.ends_with(" \\") || part.ends_with(" /"));
        if is_last || is_named || next_is_other {
            len += ended.unwrap_or(part).len();
            break;
        }
        len += part.len();
    }
    let path = without_end(after.get(..len)?);
    let len = begin + path.len() + port_and_path_len(after.get(path.len()..)?);
    (!path.trim_matches(is_slash).is_empty()).then_some(len)
}

/// Length of `:9419/api/x` behind a path: its last part was a machine then. Nothing for anything else.
fn port_and_path_len(after: &str) -> usize {
    let n_digits = after.strip_prefix(':').map_or(0, |port| port.bytes().take_while(u8::is_ascii_digit).count());
    let has_path = matches!(n_digits, 2..6) && after.get(n_digits + 1..).is_some_and(|rest| rest.starts_with('/'));
    let end = after.find(|c: char| c.is_whitespace() || PATH_ENDS.contains(&c)).unwrap_or(after.len());
    if has_path { without_end(after.get(..end).unwrap_or_default()).len() } else { 0 }
}

/// Length of the place of a resource, `/a/b`: two parts at least.
pub(super) fn resource_len(rest: &str) -> Option<usize> {
    let path = without_end(rest.get(..rest.find(PATH_ENDS).unwrap_or(rest.len()))?);
    let is_one = path.matches('/').count() > 1 && !path.starts_with("//");
    is_one.then_some(path.len())
}

/// How far such a place goes on behind a blank in it: ` Documents/Q1 report (final).xlsx` behind `/sites/sales/Shared`. The words
/// before the next slash are names, so they begin as names do; the last part ends as a file does.
pub(super) fn resource_tail(after: &str) -> usize {
    const N_WORDS: usize = 3;
    let ends = ['"', '\'', '<', '>', '|', ':', ',', ';', '\n', '\r'];
    let all = after.get(..after.find(ends).unwrap_or(after.len())).unwrap_or_default();
    let Some((folder, file)) = all.rsplit_once('/').filter(|_| all.starts_with(' ')) else { return 0 };
    let words = folder.split('/').next().unwrap_or_default().split(' ').skip(1);
    let is_name = |word: &str| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let mut n_words = 0;
    if !words.inspect(|_| n_words += 1).all(is_name) || n_words > N_WORDS {
        return 0;
    }
    let mut len = 0;
    for word in file.split_inclusive(' ') {
        len += word.len();
        // `(final).xlsx` ends as `x.xlsx` does.
        let end = word.trim_end().rsplit_once('.').map(|(_, end)| ["x.", end].concat());
        if end.is_some_and(|end| is_file(&end)) {
            return folder.len() + 1 + len - (word.len() - word.trim_end().len());
        }
    }
    folder.len() + 1 + file.split(' ').next().unwrap_or_default().len()
}

/// The name in brackets before a path on it: `[DATASTORE01] web01/web01.vmx`.
pub(super) fn datastore(text: &str, path: usize) -> Option<Found> {
    let before = text.get(..path)?.strip_suffix("] ")?;
    let start = before.rfind('[')? + 1;
    before.get(start..).filter(|name| !name.is_empty() && name.len() < 64)?;
    let is_own = !text.get(path..)?.starts_with(['/', '\\']);
    is_own.then_some(Found { start, end: before.len(), look: Look::Name })
}

/// Whether a word that begins so may be one of a name: with a capital letter, a letter that is neither small nor large, or a digit.
fn is_begin(c: char) -> bool {
    c.is_alphabetic() && !c.is_lowercase() || c.is_ascii_digit()
}

/// Where a file's name of several words begins: behind a colon, unless a sentence begins there; or words with a capital
/// letter or a digit before its last one.
pub(super) fn file_start(text: &str, last: usize) -> usize {
    const OPENERS: [&str; 16] = [
        "The", "A", "An", "Failed", "Cannot", "Could", "Unable", "Item", "Object", "Task", "Access", "Error",
        "Invalid", "File", "No", "Not",
    ];
    let before = text.get(text.floor_char_boundary(last.saturating_sub(80))..last).unwrap_or_default();
    if let Some((_, name)) = before.rsplit_once(": ") {
        let first = name.split(' ').next().unwrap_or_default();
        let begins = first.starts_with(is_begin) && !OPENERS.contains(&first);
        if begins && name.ends_with(' ') && !name.contains(['.', ',', ';', '"', '\'', '(', '/', '\\', '\n']) {
            return last - name.len();
        }
    }
    let mut start = last;
    for _ in 0..6 {
        let Some(before) = text.get(..start).and_then(|before| before.strip_suffix(' ')) else { break };
        let word = before.rsplit(char::is_whitespace).next().unwrap_or_default();
        let begins = word.starts_with(is_begin);
        // The first word of a text is a verb.
        let is_other = word.len() == before.len() || word.ends_with(|c: char| !is_letter(c) && c != '-');
        if !begins || is_other || OPENERS.contains(&word) {
            break;
        }
        start -= word.len() + 1;
    }
    start
}
