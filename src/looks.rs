//! What a part of a text is by its looks alone: mail addresses, links, ids, hosts, paths, files, accounts, secrets, and
//! words such as `vm-00012`. Stand-ins are put in their place (`output/redact`), and messages that differ in nothing else
//! are one (`answers/shape.rs`).
//!
//! One walk goes from the left to the right. Wherever something may begin (behind each character that is no letter or
//! digit) each look is tried; the walk goes on behind what was found, which ends before what is found by itself ([`own`]).
//! So what stands beside a name, in compact JSON, between pipes or quotes, is looked at as everything else is.

mod codes;
mod hosts;
mod paths;
mod titled;
mod words;

pub use codes::{has_digit_and_letter, is_hex_id, mailbox_of};
pub use hosts::is_public;
pub use titled::{Titled, titled};

use crate::model::fold::{is_mark, is_unseen};
use hosts::of_word;
use paths::{datastore, file_start, path_len, resource_len, resource_tail};

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

/// What looks like a name, from left to right, none within another. O(n).
pub fn looks(text: &str, out: &mut Vec<Found>) {
    out.clear();
    let mut at = 0;
    while let Some((start, end, has)) = next_word(text, at) {
        let n = out.len();
        at = if may_hold(has, end - start) { walk(text, start, end, out).max(end) } else { end };
        match out.get_mut(n).filter(|found| found.start == start) {
            Some(file) if file.look == Look::File => {
                file.start = file_start(text, start);
                // What was found in its words is a part of it.
                let begin = file.start;
                let at = out.partition_point(|found| found.end <= begin).min(n);
                out.drain(at..n);
            }
            Some(path) if path.look == Look::Path => {
                if let Some(found) = datastore(text, start) {
                    out.insert(n, found);
                }
            }
            _ => {}
        }
    }
}

const AT: u8 = 1;
const SLASH: u8 = 2;
const DOT: u8 = 4;
const HYPHEN: u8 = 8;
const COLON: u8 = 16;
const LETTER: u8 = 32;
const DIGIT: u8 = 64;
/// A part of `@`, a value behind its name, or something else that needs a closer look.
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
        b'%' | b'=' => SIGN,
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
        match beside.or_else(|| found_at(text, at, end)).map(|found| own(text, found)).filter(|found| found.end > at) {
            Some(found) => {
                at = found.end;
                out.push(found);
            }
            None => at += step(rest),
        }
    }
    at
}

/// The path behind a machine and its port: of one part, too, unless that is a number as in `10.0.0.0/8`.
fn path_of_host(text: &str, last: Found, at: usize, rest: &str) -> Option<Found> {
    let path = rest.strip_prefix('/').filter(|_| matches!(last.look, Look::Host | Look::Ip))?;
    let port = text.get(last.end..at)?;
    let is_port = port.strip_prefix(':').map_or(port.is_empty(), |port| port.bytes().all(|b| b.is_ascii_digit()));
    let path = without_end(path.get(..path.find(PATH_ENDS).unwrap_or(path.len()))?);
    let is_number = path.bytes().all(|b| b.is_ascii_digit());
    let is_other = is_number || mail_len(path).is_some() || codes::directory_len(path).is_some();
    (is_port && !is_other).then_some(Found { start: at + 1, end: at + 1 + path.len(), look: Look::Path })
}

/// What was found, to the mark before something in it that is found by itself: the name of an entry in a directory, which
/// goes on behind blanks; and a link or an address in numbers, which only links and secrets hold.
fn own(text: &str, found: Found) -> Found {
    if found.look == Look::Name {
        return found;
    }
    let may_hold = matches!(found.look, Look::Link | Look::Secret | Look::Ip);
    // A hyphen is one of the id: `S-1-5-21-1107:fd00::1`.
    let len = own_len(text.get(found.start..).unwrap_or_default(), found.end - found.start, |mark, rest| {
        !may_hold && (link_len(rest).is_some() || mark != '-' && ip6_len(rest).is_some())
    });
    Found { end: found.start + len, ..found }
}

/// The same of the first `len` bytes of a text, with what else is found by itself.
fn own_len(text: &str, len: usize, is_other: impl Fn(char, &str) -> bool) -> usize {
    let begins = |&(at, c): &(usize, char)| {
        let rest = text.get(at + c.len_utf8()..).unwrap_or_default();
        !is_letter(c) && (codes::distinguished_len(rest).is_some() || is_other(c, rest))
    };
    text.get(..len).unwrap_or_default().char_indices().find(begins).map_or(len, |(at, _)| at)
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
        '\\' if rest.starts_with("\\\\") => return found(path_len(text.get(at..)?)?, Look::Path),
        // Between words it is as a rule an "or".
        '/' if text.get(..at)?.ends_with(is_letter) => return None,
        '/' => {
            if let Some(len) = codes::directory_len(text.get(at..)?) {
                return found(len, Look::Name);
            }
            let len = resource_len(rest)?;
            return found(len + resource_tail(text.get(at + len..)?), Look::Path);
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
    let drive = rest.as_bytes().get(..3).is_some_and(|drive| {
        drive.first().is_some_and(u8::is_ascii_alphabetic) && matches!(drive, [_, b':', b'\\' | b'/'])
    });
    if drive {
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
    if after.starts_with('\\') && escape_len(after).is_none() {
        let n_marks = after.bytes().take_while(|&b| b == b'\\').count();
        let user = word(after.get(n_marks..)?);
        if !user.is_empty() && n_marks < 3 {
            let len = own.len() + n_marks + user.len();
            let goes_on = rest.get(len..)?.starts_with('\\');
            return Some(if goes_on {
                Found { start: at, end: at + path_len(text.get(at..)?).unwrap_or(len), look: Look::Path }
            } else {
                let has_dollar = rest.get(len..)?.starts_with('$');
                Found { start: at, end: at + len + usize::from(has_dollar), look: Look::Name }
            });
        }
    }
    let before = text.get(..at)?;
    let whole = |len: usize, look| Some(Found { start: at, end: at + len, look });
    if after.starts_with('/') {
        // `folder/disk.vmdk`
        let all = rest.get(..rest.find(PATH_ENDS).unwrap_or(rest.len()))?;
        let all = without_end(all);
        let last = all.rsplit('/').next()?;
        if of_word(last, "", "") == Some(Look::File) && !own.contains('.') {
            return whole(all.len(), Look::Path);
        }
    }
    if let Some(look) = of_word(own, before, after) {
        return whole(own.len(), look);
    }
    // `srv1.corp.local_old`
    let (part, _) = own.split_once('_')?;
    let look = of_word(part, before, "_").filter(|look| matches!(look, Look::Host | Look::Ip | Look::File))?;
    whole(part.len(), look)
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
const PATH_ENDS: &[char] = &['"', '\'', '<', '>', '|', ',', ';', '(', ')', '[', ']', '{', '}', '`'];

/// What a sentence ends with, and a name does not.
fn without_end(text: &str) -> &str {
    text.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '}', '>', '"', '\''])
}

/// Length of a link, in any of the ways in which texts write one: `https://…`, `https:\/\/…`, `https%3A%2F%2F…`.
fn link_len(rest: &str) -> Option<usize> {
    // No mark is one of a scheme: what stands before it, as in `srv1.corp.local+https://…`, is looked at by itself.
    let scheme = rest.bytes().take(32).take_while(u8::is_ascii_alphanumeric).count();
    rest.bytes().next().filter(u8::is_ascii_alphabetic)?;
    let after = rest.get(scheme..)?;
    let is_coded = after.get(..9).is_some_and(|mark| mark.eq_ignore_ascii_case("%3A%2F%2F"));
    let mark = if is_coded { 9 } else { ["://", ":\\/\\/"].iter().find(|mark| after.starts_with(**mark))?.len() };
    let body = after.get(mark..)?;
    let is_end = |at: usize, c: char| {
        "\"'<>|`".contains(c)
            || c == '&' && is_coded
            || c == '\\' && body.get(at..).is_some_and(|r| escape_len(r).is_some())
    };
    let len = body.char_indices().find(|&(at, c)| is_end(at, c)).map_or(body.len(), |(at, _)| at);
    let mut body = body.get(..len)?;
    // What follows a host alone, as in `https://a.example,b`, is no more of it.
    let host = body.find(['/', '?', '#', ',', ';', ')', '}', '\\']).unwrap_or(body.len());
    if body.get(host..).is_some_and(|rest| rest.starts_with([',', ';', ')', '}'])) {
        body = body.get(..host)?;
    }
    let body = without_end(body);
    // The bracket of an address in numbers belongs to it.
    let n_open = body.matches('[').count() > body.matches(']').count();
    (!body.is_empty()).then(|| scheme + mark + body.len() + usize::from(n_open))
}

/// Length of the address of mail, or of whoever signs in by one. The `@` may be coded.
fn mail_len(rest: &str) -> Option<usize> {
    let is_user = |c: char| is_letter(c) || matches!(c, '.' | '-' | '_' | '+' | '%' | '#' | '~' | '!' | '$' | '*');
    let mut at = 0;
    let domain = loop {
        let here = rest.get(at..)?;
        let mark = ["@", "%40", "\\u0040"].iter().find(|mark| here.starts_with(**mark));
        if let Some(mark) = mark.filter(|_| at > 0) {
            break at + mark.len();
        }
        let c = here.chars().next().filter(|_| at < FAR)?;
        at += match c {
            '\\' if is_coded_letter(here) && escape_len(here).is_none() => 6,
            '\'' if at > 0 && here.get(1..).is_some_and(|after| after.starts_with(is_letter)) => 1,
            _ if is_user(c) => c.len_utf8(),
            _ => return None,
        };
    };
    let user = rest.get(..at)?;
    let host = rest.get(domain..)?;
    let (mut len, mut has_dot) = (0, false);
    for (at, c) in host.char_indices().take_while(|&(at, _)| at < FAR) {
        has_dot |= c == '.';
        if !(is_letter(c) || matches!(c, '.' | '-') || c == '_' && !has_dot) {
            break;
        }
        len = at + c.len_utf8();
    }
    let host = host.get(..len)?.trim_end_matches(['.', '-', '_']);
    let is_one = user.chars().any(char::is_alphanumeric) && host.chars().any(char::is_alphanumeric);
    is_one.then_some(domain + host.len())
}

/// `\u00FC`
fn is_coded_letter(text: &str) -> bool {
    text.get(2..6).is_some_and(|code| text.starts_with("\\u") && code.bytes().all(|b| b.is_ascii_hexdigit()))
}

/// Length of an address of IPv6; a time such as `12:07:21` is none.
fn ip6_len(rest: &str) -> Option<usize> {
    let is_in = |b: &u8| b.is_ascii_hexdigit() || matches!(b, b':' | b'.');
    let run = rest.get(..rest.bytes().take(64).take_while(is_in).count())?;
    // A longer part is no more of it.
    let len: usize =
        run.split_inclusive(':').take_while(|part| part.len() < 6 || part.contains('.')).map(str::len).sum();
    let mut run = run.get(..len)?;
    if rest.get(len..)?.starts_with(is_letter) && run.bytes().any(|b| b.is_ascii_digit()) {
        // `fd00::5:AAMk…`: what follows begins with letters that are digits too.
        run = run.rsplit_once(':')?.0;
    }
    let run = if run.ends_with("::") { run } else { run.trim_end_matches([':', '.']) };
    let begins = run.starts_with("::") || !run.starts_with([':', '.']);
    let n_colons = run.bytes().filter(|&b| b == b':').count();
    let is_one = n_colons >= 5 || n_colons >= 2 && run.contains("::") && run.len() > 2;
    let ends = !rest.get(run.len()..)?.starts_with(is_letter);
    (is_one && begins && ends && run.len() < 64).then_some(run.len())
}
