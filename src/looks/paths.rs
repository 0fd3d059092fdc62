//! Paths, and names of files of several words.

use super::words::Words;
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
    let mut all = after.get(..after.find(ends).unwrap_or(after.len()))?;
    let is_slash = |c: char| matches!(c, '\\' | '/');
    // The letter before `:\` is that of the next path, and there is a mark between the two.
    if after.get(all.len()..)?.strip_prefix(':').is_some_and(|next| next.starts_with(is_slash)) {
        let before = all.strip_suffix(|c: char| c.is_ascii_alphabetic());
        all = before.and_then(|path| path.strip_suffix(|c| !is_letter(c))).unwrap_or(all);
    }
    let mut len = 0;
    for part in all.split_inclusive(is_slash) {
        // A blank, and the next one is another path, or the last part has ended as a file does.
        let ended = part.split(char::is_whitespace).next().filter(|first| first.len() < part.len());
        let is_named = ended.is_some_and(|first| is_file(without_end(first)));
        let is_last = !part.ends_with(is_slash);
        let next_is_other = ended.is_some() && (part.ends_with(" \\") || part.ends_with(" /"));
        if is_last || is_named || next_is_other {
            len += ended.unwrap_or(part).len();
            if !is_named {
                len += named_tail(all.get(len..)?);
            }
            break;
        }
        len += part.len();
    }
    let path = without_end(after.get(..len)?);
    let len = begin + path.len() + port_and_path_len(after.get(path.len()..)?);
    (!path.trim_matches(is_slash).is_empty()).then_some(len)
}

/// Words of messages, that names of files do not have in them as a rule.
const NO_NAMES: Words = Words::new(
    "to in is was were are has have had not no from with at on by as but because due failed fails error \
     warning cannot could can when while if that this it into exists does did will would may must should \
     than then via after before during within without already found zu nach ist sind war nicht mit bei auf \
     als aus weil wenn dass konnte kann wurde wurden",
);

/// How far a file's name goes on behind the first of its words: ` anna 2024.xlsx`. Nothing where no word of what follows ends as a
/// file, or one before it is of a message.
fn named_tail(after: &str) -> usize {
    const N_WORDS: usize = 6;
    let mut len = 0;
    for _ in 0..N_WORDS {
        let Some(rest) = after.get(len..).and_then(|rest| rest.strip_prefix(' ')) else { break };
        let word = rest.split(char::is_whitespace).next().unwrap_or_default();
        len += 1;
        if let Some(file) = file_len(word) {
            return len + file;
        }
        if !may_be_of_file(word) {
            break;
        }
        len += word.len();
    }
    0
}

/// Whether a word may be one of a file's name, and not of a message.
fn may_be_of_file(word: &str) -> bool {
    let is_name = |c: char| is_letter(c) || "-_&'’.()".contains(c);
    !word.is_empty() && word.chars().all(is_name) && !NO_NAMES.holds(word)
}

/// How far a run without blanks is the name of a file: `2024.xlsx` of `2024.xlsx_jane`.
pub(super) fn file_len(run: &str) -> Option<usize> {
    let name = run.get(..run.find(['@', ':', '/', '\\', '"', '=']).unwrap_or(run.len()))?;
    name.match_indices('.').find_map(|(dot, _)| {
        let end = name.get(dot + 1..)?;
        let end = end.get(..end.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(end.len()))?;
        let len = dot + 1 + end.len();
        // `backup.tar.gz`, `x.docä`
        let goes_on = name.get(len..)?.trim_start_matches('.').starts_with(char::is_alphanumeric);
        (dot > 0 && !goes_on && is_file(&["x.", end].concat())).then_some(len)
    })
}

/// Length of `:9419/api/x` behind a path: its last part was a machine then. Nothing for anything else.
fn port_and_path_len(after: &str) -> usize {
    let n_digits = after.strip_prefix(':').map_or(0, |port| port.bytes().take_while(u8::is_ascii_digit).count());
    let has_path = matches!(n_digits, 2..6) && after.get(n_digits + 1..).is_some_and(|rest| rest.starts_with('/'));
    let end = after.find(|c: char| c.is_whitespace() || PATH_ENDS.contains(&c)).unwrap_or(after.len());
    if has_path { without_end(after.get(..end).unwrap_or_default()).len() } else { 0 }
}

/// Length of the place of a resource, `/a/b`: two parts at least in the first `n` bytes, which have no blank in them.
pub(super) fn resource_len(text: &str, n: usize) -> Option<usize> {
    let rest = text.get(..n)?;
    let path = without_end(rest.get(..rest.find(PATH_ENDS).unwrap_or(n))?);
    let is_one = path.matches('/').count() > 1 && !path.starts_with("//");
    let len = path.len() + resource_tail(text.get(path.len()..)?);
    is_one.then_some(len + port_and_path_len(text.get(len..)?))
}

/// How far such a place goes on behind a blank in it: ` Documents/Q1 report (final).xlsx` behind `/sites/sales/Shared`. The words
/// before the next slash are names, so they begin as names do; the last part ends as a file does.
fn resource_tail(after: &str) -> usize {
    const N_WORDS: usize = 3;
    let ends = ['"', '\'', '<', '>', '|', ':', ',', ';', '\n', '\r'];
    let all = after.get(..after.find(ends).unwrap_or(after.len())).unwrap_or_default();
    let Some((folder, file)) = all.rsplit_once('/').filter(|_| all.starts_with(' ')) else { return named_tail(all) };
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

/// Where a file's name of several words begins, of which the last is from `last` to `end`: behind the quote before it; behind a
/// colon, unless a sentence begins there; or words with a capital letter or a digit before its last one.
pub(super) fn file_start(text: &str, last: usize, end: usize) -> usize {
    const OPENERS: [&str; 16] = [
        "The", "A", "An", "Failed", "Cannot", "Could", "Unable", "Item", "Object", "Task", "Access", "Error",
        "Invalid", "File", "No", "Not",
    ];
    const LABELS: Words = Words::new("file item document attachment filename message datei");
    const QUOTES: [(char, char); 5] = [('"', '"'), ('\'', '\''), ('“', '”'), ('„', '“'), ('«', '»')];
    let before = text.get(text.floor_char_boundary(last.saturating_sub(80))..last).unwrap_or_default();
    // `"gehalt anna 2024.xlsx"`, `file: gehalt anna 2024.xlsx`
    let is_of_file = |words: &str| words.strip_suffix(' ').is_some_and(|words| words.split(' ').all(may_be_of_file));
    for (open, close) in QUOTES {
        let is_closed = text.get(end..).is_some_and(|after| after.starts_with(close));
        let words = before.rsplit_once(open).map(|(_, words)| words).filter(|_| is_closed);
        if let Some(words) = words.filter(|words| is_of_file(words)) {
            return last - words.len();
        }
    }
    if let Some((label, name)) = before.rsplit_once(": ") {
        let first = name.split(' ').next().unwrap_or_default();
        let is_labelled = label.split(' ').next_back().is_some_and(|label| LABELS.holds(label)) && is_of_file(name);
        let begins = first.starts_with(is_begin) && !OPENERS.contains(&first) || is_labelled;
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
