//! What is a name by its looks alone: mail addresses, links, ids, hosts, paths, files, and words such as `vm-00012`.

use super::What;

/// A part of a text that is a name whatever it says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Shape {
    /// Its first byte.
    pub(super) start: usize,
    /// One past its last byte.
    pub(super) end: usize,
    /// What it is.
    pub(super) what: What,
}

/// What stands around names and in none but a link.
const MARKS: &[u8] = b",;()[]{}<>\"'|=&?";
/// What a sentence ends with.
const ENDS: &[u8] = b".,;:!?)]}>\"'";
/// Last parts of the names of hosts. A dotted word with another end is as a rule a class or a file.
const SUFFIXES: [&str; 46] = [
    "com",
    "net",
    "org",
    "edu",
    "gov",
    "info",
    "biz",
    "eu",
    "de",
    "at",
    "ch",
    "li",
    "lu",
    "uk",
    "ie",
    "fr",
    "it",
    "es",
    "pt",
    "nl",
    "be",
    "dk",
    "se",
    "no",
    "fi",
    "pl",
    "cz",
    "sk",
    "hu",
    "us",
    "ca",
    "au",
    "nz",
    "jp",
    "br",
    "cloud",
    "local",
    "localdomain",
    "lan",
    "intern",
    "internal",
    "corp",
    "home",
    "example",
    "test",
    "invalid",
];
/// Hosts that everybody has: their names say what failed, and nobody's secrets.
const PUBLIC: [&str; 5] = ["microsoft.com", "office365.com", "office.com", "microsoftonline.com", "veeam.com"];
/// Ends of names of files.
const FILES: [&str; 28] = [
    "doc", "docx", "docm", "dotx", "xls", "xlsx", "xlsm", "xlsb", "csv", "ppt", "pptx", "pdf", "txt", "rtf", "msg",
    "eml", "pst", "ost", "one", "zip", "jpg", "jpeg", "png", "gif", "aspx", "vsdx", "mp4", "vbk",
];
/// Words with a number behind a hyphen that every log may have.
const NO_NAMES: [&str; 16] = [
    "utf",
    "sha",
    "aes",
    "rsa",
    "tls",
    "ssl",
    "iso",
    "http",
    "https",
    "error",
    "code",
    "part",
    "microsoft",
    "office",
    "x",
    "hresult",
];

/// The shapes in a text, from left to right, none within another. O(n).
pub(super) fn shapes(text: &str, out: &mut Vec<Shape>) {
    out.clear();
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let rest = bytes.get(at..).unwrap_or_default();
        let len = rest.iter().position(|&b| bits(b) == BLANK).unwrap_or(rest.len());
        let word = rest.get(..len).unwrap_or_default();
        let word =
            word.get(..word.len() - word.iter().rev().take_while(|b| ENDS.contains(b)).count()).unwrap_or_default();
        let has = word.iter().fold(0, |has, &b| has | bits(b));
        let all = |wanted: u8| has & wanted == wanted;
        let is_odd = has & (AT | SLASH) != 0
            || all(DOT | LETTER)
            || all(DOT | DIGIT)
            || all(HYPHEN | DIGIT)
            || all(COLON | DIGIT)
            || all(COLON | LETTER) && word.len() > 2
            || all(DIGIT | LETTER) && word.len() >= 32;
        let end = if is_odd { chunk(text, at, at + word.len(), has, out) } else { 0 };
        at = end.max(at + len) + 1;
    }
}

const BLANK: u8 = 0x80;
const AT: u8 = 1;
const SLASH: u8 = 2;
const DOT: u8 = 4;
const HYPHEN: u8 = 8;
const COLON: u8 = 16;
const LETTER: u8 = 32;
const DIGIT: u8 = 64;

/// What a byte says of a word that it is in.
#[allow(clippy::indexing_slicing, reason = "worked out while compiling, and bounded by the loop")]
const BITS: [u8; 256] = {
    let mut table = [0; 256];
    let mut at = 0;
    let mut byte = 0_u8;
    while at < table.len() {
        table[at] = match byte {
            b' ' | b'\t' | b'\n' | b'\r' => BLANK,
            b'@' => AT,
            b'/' | b'\\' => SLASH,
            b'.' => DOT,
            b'-' => HYPHEN,
            b':' => COLON,
            b'0'..=b'9' => DIGIT,
            b'a'..=b'z' | b'A'..=b'Z' | 0x80.. => LETTER,
            _ => 0,
        };
        at += 1;
        byte = byte.wrapping_add(1);
    }
    table
};

fn bits(byte: u8) -> u8 {
    BITS.get(usize::from(byte)).copied().unwrap_or(0)
}

/// The shapes between two blanks, in a word that has these bits. Gives where it ended: a path may go on after the second
/// blank.
fn chunk(text: &str, start: usize, end: usize, has: u8, out: &mut Vec<Shape>) -> usize {
    let bytes = text.as_bytes().get(start..end).unwrap_or_default();
    let has_link = has & (COLON | SLASH) == COLON | SLASH;
    if let Some(colon) = has_link.then(|| bytes.windows(3).position(|part| part == b"://")).flatten() {
        let scheme = bytes.get(..colon).unwrap_or_default();
        let begin = colon - scheme.iter().rev().take_while(|b| b.is_ascii_alphanumeric()).count();
        let link = bytes.get(begin..).unwrap_or_default();
        let len = link.iter().position(|b| b"\"'<>|`".contains(b)).unwrap_or(link.len());
        let link = text.get(start + begin..start + begin + len).map_or("", without_end);
        out.push(Shape { start: start + begin, end: start + begin + link.len(), what: What::Link });
        return end;
    }
    let mut from = start;
    for piece in bytes.split(|b| MARKS.contains(b)) {
        let begin = from;
        from += piece.len() + 1;
        let piece = text.get(begin..begin + piece.len()).unwrap_or_default();
        if let Some(end) = (has & SLASH != 0).then(|| path_end(text, begin, piece)).flatten() {
            out.push(Shape { start: begin, end, what: What::Path });
            return end;
        }
        if let Some((at, len, what)) = of_piece(without_end(piece), has) {
            out.push(Shape { start: begin + at, end: begin + at + len, what });
        }
    }
    end
}

fn without_end(text: &str) -> &str {
    let n = text.bytes().rev().take_while(|b| ENDS.contains(b)).count();
    text.get(..text.len() - n).unwrap_or_default()
}

/// Where a path ends that a piece begins with: `\\server\share`, `C:\…` to the last word with a backslash, `/a/b` to the
/// next blank.
fn path_end(text: &str, begin: usize, piece: &str) -> Option<usize> {
    let bytes = piece.as_bytes();
    if piece.starts_with("\\\\") || bytes.get(1..3) == Some(b":\\") && bytes.first()?.is_ascii_alphabetic() {
        let rest = text.get(begin..)?;
        let len = rest.get(2..)?.find(['"', '\'', '<', '>', '|', '*', '?', ';', ':', ',', '\n', '\r']);
        let rest = rest.get(..len.map_or(rest.len(), |len| len + 2))?;
        let last = rest.rfind('\\')?;
        let len = rest.get(last..)?.find(' ').map_or(rest.len(), |len| last + len);
        return Some(begin + without_end(rest.get(..len)?).len());
    }
    let is_long = piece.starts_with('/') && !piece.starts_with("//") && piece.matches('/').count() > 1;
    is_long.then(|| begin + without_end(piece).len())
}

/// The shape in a piece without blanks and marks, of a word that has these bits: where, how long, and what.
fn of_piece(piece: &str, has: u8) -> Option<(usize, usize, What)> {
    let bytes = piece.as_bytes();
    let all = |what| Some((0, piece.len(), what));
    if let Some(at) = (has & AT != 0).then(|| bytes.iter().position(|&b| b == b'@')).flatten() {
        return mail(piece, at).map(|(from, len)| (from, len, What::Address));
    }
    if let Some(at) = (has & HYPHEN != 0).then(|| uuid(piece)).flatten() {
        return Some((at, 36, What::Id));
    }
    if has & SLASH != 0 && bytes.contains(&b'\\') {
        return all(What::Name);
    }
    let n_colons = if has & COLON == 0 { 0 } else { piece.matches(':').count() };
    if n_colons == 0 {
        return of_word(piece).and_then(all);
    }
    let is_hex = bytes.iter().all(|&b| b.is_ascii_hexdigit() || matches!(b, b':' | b'.'));
    if n_colons >= 2 && is_hex && (n_colons >= 5 || bytes.windows(2).any(|two| two == b"::")) {
        return all(What::Ip);
    }
    let (name, port) = piece.split_once(':')?;
    if n_colons > 1 || !port.bytes().all(|b| b.is_ascii_digit()) {
        // `name:value`: the value may be one.
        let at = bytes.iter().rposition(|&b| b == b':')? + 1;
        return of_piece(piece.get(at..)?, has & !COLON).map(|(from, len, what)| (from + at, len, what));
    }
    Some((0, name.len(), of_word(name)?))
}

fn of_word(name: &str) -> Option<What> {
    let bytes = name.as_bytes();
    let has = bytes.iter().fold(0, |has, &b| has | bits(b));
    let is_word = bytes.iter().all(|&b| bits(b) & (LETTER | DIGIT | DOT | HYPHEN) != 0 || b == b'_');
    if !is_word {
        return None;
    }
    if bytes.len() == 32 && has & DIGIT != 0 && bytes.iter().all(u8::is_ascii_hexdigit) {
        return Some(What::Id);
    }
    if let Some(dot) = bytes.iter().rposition(|&b| b == b'.') {
        let last = name.get(dot + 1..)?;
        let is = |list: &[&str]| list.iter().any(|known| known.eq_ignore_ascii_case(last));
        let is_number = has & (LETTER | HYPHEN) == 0;
        if is_number && name.split('.').count() == 4 && name.split('.').all(|part| part.parse::<u8>().is_ok()) {
            return Some(What::Ip);
        }
        let is_class = ["System.", "Microsoft.", "Veeam."].iter().any(|known| name.starts_with(known));
        if is(&SUFFIXES) && dot > 0 && !is_class && !is_public(name) {
            return Some(What::Host);
        }
        if is(&FILES) && dot > 0 {
            return Some(What::File);
        }
    }
    let is_name = has & (DIGIT | LETTER | HYPHEN) == DIGIT | LETTER | HYPHEN && bytes.first()?.is_ascii_alphabetic();
    let first = name.split(['-', '_']).next().filter(|_| is_name)?;
    let is_code = NO_NAMES.iter().any(|known| known.eq_ignore_ascii_case(first));
    (!is_code).then_some(What::Name)
}

/// Whether a host is one that everybody has.
pub(super) fn is_public(host: &str) -> bool {
    let host = host.to_ascii_lowercase();
    PUBLIC.iter().any(|known| host.strip_suffix(known).is_some_and(|before| before.is_empty() || before.ends_with('.')))
}

/// The mail address around an `@`.
fn mail(piece: &str, at: usize) -> Option<(usize, usize)> {
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_');
    let before = piece.get(..at)?;
    let user = before.rfind(|c: char| !fits(c) && !matches!(c, '+' | '%' | '#' | '~' | '!' | '$' | '*'));
    let from =
        user.map_or(0, |last| last + before.get(last..).and_then(|c| c.chars().next()).map_or(1, char::len_utf8));
    let after = piece.get(at + 1..)?;
    let domain = after.get(..after.find(|c: char| !fits(c)).unwrap_or(after.len()))?.trim_end_matches(['.', '-', '_']);
    let is_one = from < at && domain.chars().any(char::is_alphanumeric);
    is_one.then_some((from, at + 1 + domain.len() - from))
}

/// Where the first uuid begins.
fn uuid(piece: &str) -> Option<usize> {
    let bytes = piece.as_bytes();
    let last = bytes.len().checked_sub(36)?;
    let is_uuid = |at: usize| {
        let before = at.checked_sub(1).and_then(|before| bytes.get(before));
        let after = bytes.get(at + 36);
        let fits =
            |(n, b): (usize, &u8)| if matches!(n, 8 | 13 | 18 | 23) { *b == b'-' } else { b.is_ascii_hexdigit() };
        bytes.get(at..at + 36).is_some_and(|part| part.iter().enumerate().all(fits))
            && [before, after].into_iter().flatten().all(|b| !b.is_ascii_alphanumeric())
    };
    (0..=last).find(|&at| is_uuid(at))
}

/// Parts of a link: scheme with `://`, host, `:port`, and the rest.
pub(super) fn parts_of_link(link: &str) -> Option<(&str, &str, &str, &str)> {
    let (scheme, after) = link.split_at_checked(link.find("://")? + 3)?;
    let (authority, rest) = after.split_at_checked(after.find(['/', '?', '#']).unwrap_or(after.len()))?;
    let (host, port) = authority.split_at_checked(authority.find(':').unwrap_or(authority.len()))?;
    Some((scheme, host, port, rest))
}
