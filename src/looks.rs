//! What a part of a text is by its looks alone: mail addresses, links, ids, hosts, paths, files, accounts, secrets, and
//! words such as `vm-00012`. Stand-ins are put in their place (`output/redact`), and messages that differ in nothing else
//! are one (`answers/shape.rs`).
//!
//! One walk goes from the left to the right. Wherever something may begin (behind each character that is no letter or
//! digit) each look is tried; the walk goes on behind what was found, which ends before what is found by itself ([`own`]).
//! So what stands beside a name, in compact JSON, between pipes or quotes, is looked at as everything else is. The same is done
//! with what the text reads once its escapes are undone (`looks/written.rs`).

mod addresses;
mod codes;
mod hosts;
mod own;
mod paths;
mod titled;
mod words;
mod written;

pub use codes::{has_digit_and_letter, is_hex_id, mailbox_of};
pub use hosts::is_public;
pub use titled::{Titled, titled};
pub use written::{Reading, escape, percented};

use crate::model::fold::{is_mark, is_unseen};
use addresses::{ip6_len, is_coded_letter, link_len, mail_len};
use hosts::of_word;
use own::{is_answer, is_resource, own, value_at, with_account};
use paths::{datastore, file_len, file_start, path_len, resource_len};

/// What something is by its looks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Look {
    /// A mail address, or the name by which a user signs in.
    Mail,
    /// A link, from its scheme on.
    Link,
    /// An id: uuid, SID, long hexadecimal number, id of an item in Exchange or Graph.
    Id,
    /// A token or a password.
    Secret,
    /// The name of a machine or a domain.
    Host,
    /// An address of a machine in numbers.
    Ip,
    /// The place of a file or of a resource.
    Path,
    /// The name of a file.
    File,
    /// An account (`DOMAIN\user`), the name of an entry in a directory, or a word with a number behind a hyphen.
    Name,
}

/// A part of a text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Found {
    /// Its first byte.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// What it is.
    pub look: Look,
}

/// What looks like a name, from left to right, none within another: as the text stands, and as it reads with its escapes
/// undone. Gives how it reads so, one layer after the other; nothing where it has no escapes. O(n).
pub fn looks(text: &str, out: &mut Vec<Found>) -> Vec<Reading> {
    as_it_stands(text, out);
    let readings = written::readings(text, out, &as_it_stands);
    for reading in &readings {
        for &found in &reading.found {
            join(out, reading.place(found));
        }
    }
    readings
}

/// Puts what was found in a reading among the others: nothing new where it is a part of one of them; else one with all that
/// it touches.
fn join(out: &mut Vec<Found>, new: Found) {
    let from = out.partition_point(|found| found.end <= new.start);
    let to = out.partition_point(|found| found.start < new.end).max(from);
    let Some(touched) = out.get(from..to) else { return };
    if touched.iter().any(|found| found.start <= new.start && found.end >= new.end) {
        return;
    }
    let start = touched.first().map_or(new.start, |found| found.start.min(new.start));
    let end = touched.last().map_or(new.end, |found| found.end.max(new.end));
    out.splice(from..to, [Found { start, end, ..new }]);
}

/// The same of the text as it stands.
fn as_it_stands(text: &str, out: &mut Vec<Found>) {
    out.clear();
    let mut at = 0;
    while let Some((start, end, has)) = next_word(text, at) {
        let n = out.len();
        at = if may_hold(has, end - start) { walk(text, start, end, out).max(end) } else { end };
        match out.get(n).filter(|found| found.start == start).map(|found| found.look) {
            Some(Look::File) => file_of_words(text, out, n, start),
            Some(Look::Path) => {
                if let Some(found) = datastore(text, start) {
                    out.insert(n, found);
                }
            }
            _ => {}
        }
    }
}

/// Lets a file begin where its name of several words does. What was found in these is a part of it, but for what is more than a
/// word: it begins behind that.
fn file_of_words(text: &str, out: &mut Vec<Found>, file: usize, start: usize) {
    let end = out.get(file).map_or(start, |file| file.end);
    let begin = file_start(text, start, end);
    let is_more = |found: &Found| found.start < begin || matches!(found.look, Look::Path | Look::Link | Look::Secret);
    let n_kept = out.get(..file).and_then(|before| before.iter().rposition(is_more)).map_or(0, |last| last + 1);
    let ended = n_kept.checked_sub(1).and_then(|last| out.get(last)).map_or(0, |last| last.end);
    let words = text.get(begin.max(ended)..start).unwrap_or_default();
    if let Some(file) = out.get_mut(file) {
        file.start = start - words.trim_start().len();
    }
    out.drain(n_kept..file);
}

const AT: u8 = 1;
const SLASH: u8 = 2;
const DOT: u8 = 4;
const HYPHEN: u8 = 8;
const COLON: u8 = 16;
const LETTER: u8 = 32;
const DIGIT: u8 = 64;
/// A part of `@`, a value behind its name (`"owner" : "Ann"`), or something else that needs a closer look.
const SIGN: u8 = 128;

/// What a byte says of the word that it is in.
const fn bits(byte: u8) -> u8 {
    match byte {
        b'@' => AT,
        b'/' | b'\\' => SLASH,
        b'.' => DOT,
        b'-' => HYPHEN,
        b':' => COLON,
        b'0'..=b'9' => DIGIT,
        b'a'..=b'z' | b'A'..=b'Z' | 0x80.. => LETTER,
        b'%' | b'=' | b'"' | b'>' => SIGN,
        _ => 0,
    }
}

/// Whether a word with these characters may hold anything: most words do not.
fn may_hold(has: u8, len: usize) -> bool {
    let all = |wanted: u8| has & wanted == wanted;
    has & (AT | SLASH | SIGN) != 0
        || all(DOT | LETTER) && len > 3
        || all(DOT | DIGIT)
        || all(HYPHEN | DIGIT)
        || all(COLON | DIGIT)
        || all(COLON | LETTER) && len > 2
        || all(DIGIT | LETTER) && len >= 16
}

/// The next run without blanks: where it begins and ends, and what characters it has.
fn next_word(text: &str, from: usize) -> Option<(usize, usize, u8)> {
    let bytes = text.as_bytes();
    let mut start = from;
    while let len @ 1.. = blank_len(bytes, start) {
        start += len;
    }
    let (mut end, mut has) = (start, 0);
    while let Some(&byte) = bytes.get(end).filter(|_| blank_len(bytes, end) == 0) {
        has |= bits(byte);
        end += 1;
    }
    (end > start).then_some((start, end, has))
}

/// Length of the blank at `at`, of whatever kind; 0 where there is none.
fn blank_len(bytes: &[u8], at: usize) -> usize {
    match bytes.get(at) {
        Some(b' ' | b'\t'..=b'\r') => 1,
        Some(0xc2 | 0xe1..=0xe3) => {
            let rest = bytes.get(at..(at + 4).min(bytes.len())).unwrap_or_default();
            let first = rest.utf8_chunks().next().and_then(|chunk| chunk.valid().chars().next());
            first.filter(|c| c.is_whitespace()).map_or(0, char::len_utf8)
        }
        _ => 0,
    }
}

/// All that is found in a run without blanks. Gives where the last of it ends: a path or a directory's name goes on behind
/// blanks.
fn walk(text: &str, start: usize, end: usize, out: &mut Vec<Found>) -> usize {
    let mut at = start;
    while at < end {
        let rest = text.get(at..end).unwrap_or_default();
        if let Some(len) = escape_len(rest) {
            at += len;
            continue;
        }
        let beside = out.last().and_then(|last| path_of_host(text, *last, at, rest));
        let found = beside.or_else(|| found_at(text, at, end)).map(|found| with_account(text, own(text, found)));
        match found.filter(|found| found.end > at) {
            Some(found) => {
                at = found.end;
                out.push(found);
            }
            None => at += step(rest),
        }
    }
    at
}

/// Length of the user behind the domain of an account, with the backslash before it.
fn account_len(after: &str) -> Option<usize> {
    let n_marks = after.bytes().take_while(|&b| b == b'\\').count();
    let user = word(after.get(n_marks..)?);
    let len = n_marks + user.len();
    let is_one = n_marks.is_power_of_two() && escape_len(after).is_none() && !user.is_empty();
    is_one.then(|| len + usize::from(after.get(len..).is_some_and(|rest| rest.starts_with('$'))))
}

/// The path behind a machine and its port: of one part, too, unless that is a number as in `10.0.0.0/8`.
fn path_of_host(text: &str, last: Found, at: usize, rest: &str) -> Option<Found> {
    let own = text.get(last.start..last.end)?;
    // `CONTOSO\jane_contoso.sharepoint.com/…`
    let is_host = |(_, host): (&str, &str)| of_word(host, "_", "/") == Some(Look::Host);
    let may_have = match last.look {
        Look::Host | Look::Ip => true,
        Look::Id => rest.get(1..).is_some_and(is_resource),
        _ => own.rsplit_once(['_', '=']).is_some_and(is_host),
    };
    let path = rest.strip_prefix('/').filter(|_| may_have)?;
    let port = text.get(last.end..at)?;
    let is_port = port.strip_prefix(':').map_or(port.is_empty(), |port| port.bytes().all(|b| b.is_ascii_digit()));
    let path = without_end(path.get(..path.find(PATH_ENDS).unwrap_or(path.len()))?);
    let is_number = path.bytes().all(|b| b.is_ascii_digit());
    let is_entry = text.get(at + 1..).is_some_and(|path| codes::directory_len(path).is_some());
    let is_own = drive(path) || is_answer(path) || path.starts_with("\\\\");
    let is_other = is_own || is_number || mail_len(path).is_some() || is_entry || value_at(text, at + 1).is_some();
    (is_port && !is_other).then_some(Found { start: at + 1, end: at + 1 + path.len(), look: Look::Path })
}

/// Whether a path on a drive begins: `C:\`.
fn drive(rest: &str) -> bool {
    matches!(rest.as_bytes(), [letter, b':', b'\\' | b'/', ..] if letter.is_ascii_alphabetic())
}

/// How far it is to the next place where something may begin: one character, or to the end of a word.
fn step(rest: &str) -> usize {
    let is_inside = |&(_, c): &(usize, char)| is_letter(c);
    match rest.char_indices().take_while(is_inside).last() {
        Some((at, c)) => at + c.len_utf8(),
        None => rest.chars().next().map_or(1, char::len_utf8),
    }
}

/// Whether a character is one of a word: a letter, a digit, a mark on one, or nothing that anybody sees.
fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || !c.is_ascii() && (is_mark(c) || is_unseen(c))
}

/// Length of a line break, a tab or a quote that is spelt out as JSON does: the letter behind the backslash is none.
fn escape_len(rest: &str) -> Option<usize> {
    if rest.starts_with("\\\"") {
        return Some(2);
    }
    if is_coded_letter(rest) {
        // `\u0022`; a letter or an `@` is a part of a name.
        let c = rest.get(2..6).and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32);
        return c.filter(|&c| !is_letter(c) && c != '@').map(|_| 6);
    }
    ["\\r\\n", "\\\\r\\\\n", "\\n\\n", "\\t\\t"].iter().find(|known| rest.starts_with(**known)).map(|known| known.len())
}

/// What begins at a place.
fn found_at(text: &str, at: usize, end: usize) -> Option<Found> {
    let rest = text.get(at..end)?;
    let first = rest.chars().next()?;
    let found = |len: usize, look| Some(Found { start: at, end: at + len, look });
    match first {
        // Behind a letter, or before the number of one, it is an escape that was escaped.
        '\\' if rest.starts_with("\\\\") => {
            let n_marks = rest.bytes().take_while(|&b| b == b'\\').count();
            let is_escape = text.get(..at)?.ends_with(is_letter) || is_coded_letter(rest.get(n_marks - 1..)?);
            return if is_escape { None } else { found(path_len(text.get(at..)?)?, Look::Path) };
        }
        // Between words it is as a rule an "or".
        '/' if text.get(..at)?.ends_with(is_letter) => return None,
        '/' => {
            if let Some(len) = codes::directory_len(text.get(at..)?) {
                return found(len, Look::Name);
            }
            return found(resource_len(text.get(at..)?, rest.len())?, Look::Path);
        }
        '@' => {
            let host = word(rest.get(1..)?);
            return host.contains('.').then_some(Found { start: at + 1, end: at + 1 + host.len(), look: Look::Host });
        }
        _ => {}
    }
    if let Some(len) = ip6_len(rest) {
        return found(len, Look::Ip);
    }
    if !is_letter(first) {
        return None;
    }
    if let Some(value) = codes::secret(text, at) {
        return Some(Found { start: value.0, end: value.1, look: Look::Secret });
    }
    if let Some(value) = titled::named_value(text, at) {
        return Some(Found { start: value.0, end: value.1, look: Look::Name });
    }
    if let Some(len) = link_len(rest) {
        return found(len, Look::Link);
    }
    if drive(rest) {
        return found(path_len(text.get(at..)?)?, Look::Path);
    }
    if let Some(len) = codes::directory_len(text.get(at..)?) {
        return found(len, Look::Name);
    }
    if let Some(len) = mail_len(rest) {
        return found(len, Look::Mail);
    }
    if let Some((len, look)) = codes::id_len(rest) {
        return found(len, look);
    }
    in_word(text, at, end)
}

/// An account, a file at the end of a path, a host, or a name, all of which begin with a word.
fn in_word(text: &str, at: usize, end: usize) -> Option<Found> {
    let rest = text.get(at..end)?;
    let own = word(rest);
    let after = rest.get(own.len()..)?;
    if let Some(len) = account_len(after) {
        let len = own.len() + len;
        return Some(if rest.get(len..)?.starts_with('\\') {
            Found { start: at, end: at + path_len(text.get(at..)?).unwrap_or(len), look: Look::Path }
        } else {
            Found { start: at, end: at + len, look: Look::Name }
        });
    }
    let before = text.get(..at)?;
    let whole = |len: usize, look| Some(Found { start: at, end: at + len, look });
    if after.starts_with('/') {
        // `folder/disk.vmdk`, whatever stands behind it.
        let all = without_end(rest.get(..rest.find(PATH_ENDS).unwrap_or(rest.len()))?);
        let mut len = own.len();
        while let Some(part) =
            rest.get(len..).and_then(|rest| rest.strip_prefix('/')).map(word).filter(|p| !p.is_empty())
        {
            let file = file_len(part);
            len += 1 + file.unwrap_or(part.len());
            if file.is_some() {
                break;
            }
        }
        let ends_as_file = |path: &&str| path.rsplit('/').next().is_some_and(is_file);
        if let Some(path) = [all, rest.get(..len)?].into_iter().find(ends_as_file).filter(|_| !own.contains('.')) {
            return whole(path.len(), Look::Path);
        }
    }
    if let Some(look) = of_word(own, before, after) {
        return whole(own.len(), look);
    }
    // `srv1.corp.local_old`
    let part = own.split_once('_')?.0.trim_end_matches('.');
    whole(part.len(), of_word(part, before, "_")?)
}

/// Whether a word is a file by its end.
fn is_file(word: &str) -> bool {
    of_word(word, "", "") == Some(Look::File)
}

/// The most bytes that are looked through for the end of something that may be none.
const FAR: usize = 512;

/// The word that a text begins with: letters, digits, and dots, hyphens and underscores between them.
fn word(text: &str) -> &str {
    let is_in = |c: char| is_letter(c) || matches!(c, '.' | '-' | '_');
    let len = text.char_indices().take_while(|&(at, c)| at < FAR && is_in(c)).last();
    let word = text.get(..len.map_or(0, |(at, c)| at + c.len_utf8())).unwrap_or_default();
    word.trim_end_matches(['.', '-', '_'])
}

/// What ends a path or a link wherever it stands.
pub(crate) const PATH_ENDS: &[char] = &['"', '\'', '<', '>', '|', ',', ';', '(', ')', '[', ']', '{', '}', '`'];

/// What a sentence ends with, and a name does not.
fn without_end(text: &str) -> &str {
    text.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '}', '>', '"', '\''])
}
