//! Ids, tokens and passwords, and the names of entries in a directory.

use super::addresses::{is_coded_letter, link_len, mail_len};
use super::own::own_len;
use super::words::Words;
use super::{FAR, Look, PATH_ENDS, is_letter, without_end};

/// How ids of items, folders and conversations in Exchange begin.
const EXCHANGE_IDS: [&str; 5] = ["AAMk", "AQMk", "AAkA", "AAQk", "AQQk"];
/// The shortest run of letters and digits that may be an id by how they are mixed.
const MIXED_MIN: usize = 22;

/// Names of values that nobody is to see, in lower case.
const SECRETS: Words = Words::new(
    "password passwd pwd passphrase secret client_secret clientsecret token access_token accesstoken \
     refresh_token refreshtoken id_token apikey api_key api-key x-api-key accountkey sharedaccesskey sig \
     signature authorization bearer cookie",
);

/// Where the id or token ends that a text begins with, and which of the two it is.
pub(super) fn id_len(rest: &str) -> Option<(usize, Look)> {
    let ends = |len: usize| !rest.get(len..).is_some_and(|after| after.starts_with(is_letter));
    if is_uuid(rest) && ends(36) {
        return Some((36, Look::Id));
    }
    if rest.starts_with("S-1-") {
        let len = rest.bytes().take_while(|b| b.is_ascii_digit() || matches!(b, b'S' | b'-')).count();
        let len = rest.get(..len)?.trim_end_matches('-').len();
        return (len > 5 && ends(len)).then_some((len, Look::Id));
    }
    if let Some(len) = arn_len(rest) {
        return Some((len, Look::Id));
    }
    if rest.starts_with("eyJ") {
        let is_in = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.' | b'=');
        let len = rest.bytes().take_while(is_in).count();
        let len = rest.get(..len)?.trim_end_matches('.').len();
        if len > MIXED_MIN {
            return Some((len, Look::Secret));
        }
    }
    let n_hex = rest.bytes().take_while(u8::is_ascii_hexdigit).count();
    if rest.get(..n_hex).is_some_and(|hex| hex.len() >= 16 && is_hex_id(hex)) && ends(n_hex) {
        return Some((n_hex, Look::Id));
    }
    let mut len = mixed_len(rest);
    if rest.get(len..)?.starts_with(['.', '@', '\\']) {
        // The last part begins something else: `…AAA=/srv1.contoso.local`.
        len = rest.get(..len)?.rfind(['/', '+', '='])?;
    }
    let run = rest.get(..len)?;
    let is_exchange = run.len() >= 20 && EXCHANGE_IDS.iter().any(|known| run.starts_with(known));
    (is_exchange || run.len() >= MIXED_MIN && is_mixed(run)).then_some((len, Look::Id))
}

/// Length of the name of a resource of AWS, with the number of its account: `arn:aws:ec2:eu-central-1:123456789012:instance/i-0a1`.
pub(super) fn arn_len(rest: &str) -> Option<usize> {
    let len = rest.starts_with("arn:").then(|| rest.find(|c: char| c.is_whitespace() || PATH_ENDS.contains(&c)))?;
    let arn = without_end(rest.get(..len.unwrap_or(rest.len()))?);
    (arn.bytes().filter(|&b| b == b':').count() > 4).then_some(arn.len())
}

/// Length of a run of what base64 is written with, the signs coded or not.
fn mixed_len(rest: &str) -> usize {
    let mut len = if rest.starts_with("b!") { 2 } else { 0 };
    while let Some(here) = rest.get(len..) {
        len += match here.bytes().next() {
            Some(b) if b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'_' | b'-' | b'=') => 1,
            Some(b'\\') if here.starts_with("\\/") => 2,
            Some(b'\\') if is_coded_letter(here) => 6,
            Some(b'%')
                if here
                    .get(1..3)
                    .is_some_and(|code| matches!(code.to_ascii_uppercase().as_str(), "2B" | "2F" | "3D")) =>
            {
                3
            }
            _ => break,
        };
    }
    rest.get(..len).unwrap_or_default().trim_end_matches(['-', '_', '/']).len()
}

/// Whether letters and digits change as often as they do by chance, and never in words that somebody wrote.
fn is_mixed(run: &str) -> bool {
    let kind = |b: u8| match b {
        b'a'..=b'z' => 1,
        b'A'..=b'Z' => 2,
        b'0'..=b'9' => 3,
        _ => 0,
    };
    let changes = run.as_bytes().windows(2).filter(|two| match two {
        [a, b] => kind(*a) != kind(*b) && kind(*a) * kind(*b) != 0,
        _ => false,
    });
    has_digit_and_letter(run) && changes.count() * 100 >= run.len() * 35
}

/// Whether a text has a letter and a digit.
pub fn has_digit_and_letter(text: &str) -> bool {
    text.bytes().any(|b| b.is_ascii_digit()) && text.chars().any(char::is_alphabetic)
}

/// Whether a run of hexadecimal digits is an id by itself: both letters and digits, or as long as a uuid.
pub fn is_hex_id(hex: &str) -> bool {
    has_digit_and_letter(hex) || hex.len() == 32
}

/// Whether a text begins with a uuid.
pub(super) fn is_uuid(text: &str) -> bool {
    text.len() >= 36
        && text.bytes().take(36).enumerate().all(|(at, b)| match at {
            8 | 13 | 18 | 23 => b == b'-',
            _ => b.is_ascii_hexdigit(),
        })
}

/// The uuid of the mailbox that an id of Exchange holds: the same in the ids of all of its items.
pub fn mailbox_of(id: &str) -> Option<String> {
    if !id.starts_with("AAMk") {
        return None;
    }
    let digit = |b: u8| match b {
        b'A'..=b'Z' => Some(b - b'A'),
        b'a'..=b'z' => Some(b - b'a' + 26),
        b'0'..=b'9' => Some(b - b'0' + 52),
        b'+' | b'-' => Some(62),
        b'/' | b'_' => Some(63),
        _ => None,
    };
    let (mut bytes, mut bits, mut n_bits) = (Vec::new(), 0_u32, 0);
    // Four bytes that say what follows, and 36 letters: 54 digits.
    for b in id.bytes().take(54) {
        bits = bits << 6 | u32::from(digit(b)?);
        n_bits += 6;
        if n_bits >= 8 {
            n_bits -= 8;
            bytes.push((bits >> n_bits & 255) as u8);
        }
    }
    let uuid = String::from_utf8(bytes.get(4..40)?.to_vec()).ok()?;
    is_uuid(&uuid).then_some(uuid)
}

/// The secret behind its name at a place: `password=…`, `"token":"…"`, `Authorization: Bearer …`.
pub(super) fn secret(text: &str, at: usize) -> Option<(usize, usize)> {
    let rest = text.get(at..)?;
    let name = name_of_value(rest).filter(|name| SECRETS.holds(name))?;
    let value = value_behind(rest, name)?;
    let (mut start, mut end) = (value.start, value.end);
    let own = rest.get(start..end)?;
    if ["bearer", "basic"].iter().any(|scheme| own.eq_ignore_ascii_case(scheme)) {
        start = end + 1;
        let after = rest.get(start..)?;
        end = start + after.find(|c: char| c.is_whitespace() || "\"'<>|,;".contains(c)).unwrap_or(after.len());
    }
    // A secret may hold the sign itself, and what follows it is none of the reader's business either.
    let after = rest.get(end..)?;
    if after.starts_with('=') {
        end += after.find(|c: char| c.is_whitespace() || "\"'<>|&;,)}]".contains(c)).unwrap_or(after.len());
    }
    let own = rest.get(start..end)?;
    let is_sure = value.is_sure || own.len() >= 8 && own.bytes().any(|b| b.is_ascii_digit());
    (is_sure && !own.is_empty() && !matches!(own, "null" | "true" | "false")).then_some((at + start, at + end))
}

/// The word that a text begins with, if it may be the name of a value.
pub(super) fn name_of_value(rest: &str) -> Option<&str> {
    let len = rest.bytes().take(32).take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-')).count();
    rest.get(..len).filter(|name| name.len() > 1)
}

/// A value behind its name.
pub(super) struct Value {
    /// Its first byte.
    pub(super) start: usize,
    /// One past its last byte.
    pub(super) end: usize,
    /// Whether a sign says that it is one: quotes, brackets, `=`. After a colon there may be the rest of a sentence.
    pub(super) is_sure: bool,
}

/// What stands behind a name and `:` or `=`, without quotes or brackets around.
pub(super) fn value_behind(rest: &str, name: &str) -> Option<Value> {
    const QUOTES: [(&str, &str); 4] = [("\\\"", "\\\""), ("\"", "\""), ("'", "'"), ("[", "]")];
    let mut at = name.len();
    at += QUOTES
        .iter()
        .take(3)
        .find(|(quote, _)| rest.get(at..).is_some_and(|r| r.starts_with(quote)))
        .map_or(0, |q| q.0.len());
    let blanks =
        |at: usize| rest.get(at..).map_or(0, |rest| rest.bytes().take(4).take_while(u8::is_ascii_whitespace).count());
    at += blanks(at);
    let sign = rest.get(at..)?.chars().next().filter(|c| matches!(c, ':' | '=' | '>'))?;
    at += 1;
    if sign == '>' {
        // `<DisplayName>Ann</DisplayName>`
        let after = rest.get(at..rest.floor_char_boundary(at + FAR))?;
        let len = after.find('<').filter(|&len| after.get(len..).is_some_and(|end| end.starts_with("</")))?;
        return Some(Value { start: at, end: at + len, is_sure: true });
    }
    at += blanks(at);
    let after = rest.get(at..rest.floor_char_boundary(at + FAR))?;
    if let Some((open, close)) = QUOTES.iter().find(|(open, _)| after.starts_with(open)) {
        let len = after.get(open.len()..)?.find(close)?;
        return Some(Value { start: at + open.len(), end: at + open.len() + len, is_sure: true });
    }
    // `account=CN=Ann Smith,OU=…`: such a name is found by itself.
    if directory_len(after).is_some() {
        return None;
    }
    let len = after.find(|c: char| c.is_whitespace() || "\"'<>|&;,)}]".contains(c)).unwrap_or(after.len());
    // `a=b=c`: the value is the name of a further one.
    let own = after.get(..len)?;
    let further =
        own.match_indices('=').find(|&(at, _)| own.get(at + 1..).is_some_and(|rest| rest.starts_with(is_letter)));
    let len = own.get(..further.map_or(len, |(at, _)| at))?.trim_end_matches(['.', ':', '!', '?', '\\']).len();
    Some(Value { start: at, end: at + len, is_sure: sign == '=' })
}

/// Length of the name of an entry in a directory: `/o=…/cn=…`, `CN=…,OU=…,DC=…`.
pub(super) fn directory_len(text: &str) -> Option<usize> {
    if text.starts_with('/') { legacy_len(text) } else { distinguished_len(text) }
}

/// Length of `/o=` and the like.
fn legacy_key(text: &str) -> Option<usize> {
    let key = text.strip_prefix('/')?;
    let len = key.bytes().take(4).take_while(u8::is_ascii_alphabetic).count();
    (len > 0 && len < 4 && key.get(len..)?.starts_with('=')).then_some(len + 2)
}

fn legacy_len(text: &str) -> Option<usize> {
    let text = text.get(..text.find(['"', '\'', '<', '>', ';', '|', '\n', '\r']).unwrap_or(text.len()))?;
    let (mut len, mut n) = (0, 0);
    loop {
        len += legacy_key(text.get(len..)?)?;
        n += 1;
        let value = text.get(len..)?;
        let mut slashes = value.match_indices('/').map(|(at, _)| at).take(16);
        let next = slashes.find(|&at| value.get(at..).is_some_and(|rest| legacy_key(rest).is_some()));
        if let Some(next) = next.filter(|&next| !value.get(next + 1..).is_some_and(has_comma)) {
            len += next;
            continue;
        }
        let last = own_len(
            value,
            value.find(|c: char| c.is_whitespace() || ",)}".contains(c)).unwrap_or(value.len()),
            |_, rest| distinguished_len(rest).is_some(),
        );
        len += value.get(..last)?.trim_end_matches(['.', ':', '\\']).len();
        return (n > 1).then_some(len);
    }
}

/// Whether the name of an entry that a text begins with is one of several parts with commas between.
fn has_comma(text: &str) -> bool {
    distinguished_len(text).and_then(|len| text.get(..len)).is_some_and(|name| name.contains(','))
}

/// Length of `CN=` and the like.
fn key(text: &str) -> Option<usize> {
    const KEYS: [&str; 12] = ["CN", "OU", "DC", "O", "L", "ST", "S", "C", "UID", "E", "EMAILADDRESS", "SERIALNUMBER"];
    let key = text.get(..text.bytes().take(16).position(|b| b == b'=')?)?;
    KEYS.iter().any(|known| known.eq_ignore_ascii_case(key)).then_some(key.len() + 1)
}

/// Length of `CN=…,OU=…,DC=…`.
pub(super) fn distinguished_len(text: &str) -> Option<usize> {
    key(text)?;
    let text = text.get(..text.find(['"', '<', '>', ';', '|', '\n', '\r']).unwrap_or(text.len()))?;
    let (mut len, mut n) = (0, 0);
    loop {
        let begin = len;
        len += key(text.get(len..)?)?;
        n += 1;
        let value = text.get(len..)?;
        let is_comma =
            |&(at, c): &(usize, char)| c == ',' && !value.get(..at).is_some_and(|before| before.ends_with('\\'));
        let comma = value.char_indices().take(512).find(is_comma).map(|(at, _)| at);
        let next = comma.and_then(|comma| {
            let after = value.get(comma + 1..)?;
            let blank = usize::from(after.starts_with(' '));
            key(after.get(blank..)?).map(|_| comma + 1 + blank)
        });
        if let Some(next) = next {
            len += next;
            continue;
        }
        let is_name = text.get(begin..)?.starts_with("CN=") || n > 1 && !text.get(begin..)?.starts_with("DC=");
        let value = value.get(..comma.unwrap_or(value.len()))?;
        let value = value.get(..value.find(|c: char| c != ' ' && c.is_whitespace()).unwrap_or(value.len()))?;
        let own = if is_name { capitals(value) } else { 0 };
        let own = if own > 0 { own } else { value.find([' ', ')', '}', ']', '\'']).unwrap_or(value.len()) };
        let own = value.get(..own)?.trim_end_matches(['.', ':', ')']);
        let is_one = n > 1 || is_name && own.starts_with(char::is_uppercase) && !own.contains(['@', '%']);
        return (is_one && !own.is_empty()).then_some(len + own.len());
    }
}

/// Length of the words with a capital letter, or a digit first, that a text begins with.
pub(super) fn capitals(text: &str) -> usize {
    let mut len = 0;
    for word in text.split_inclusive(' ').take(6) {
        let own = word.trim_end();
        if !own.starts_with(|c: char| c.is_uppercase() || len > 0 && c.is_ascii_digit()) {
            break;
        }
        let name = own.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '}', '"', '\'']);
        if name.len() < own.len() {
            return len + name.len();
        }
        len += word.len();
    }
    text.get(..len).unwrap_or_default().trim_end().len()
}

/// Whether a value is of a look of its own, so that it is no mere name.
pub(super) fn has_look(value: &str) -> bool {
    let is_all = |len: Option<usize>| len == Some(value.len());
    is_all(link_len(value)) || is_all(mail_len(value)) || is_all(id_len(value).map(|(len, _)| len))
}
