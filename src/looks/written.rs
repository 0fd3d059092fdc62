//! A text as it reads once what its writer did to it is undone: the escapes of JSON (also of JSON within JSON), of HTML and of
//! addresses. What is found in such a reading stands at a place of the text as it was sent.

use super::{Found, Look};

/// How often a text may have been written into another.
const DEPTH: usize = 4;

/// A reading of a text.
#[derive(Debug)]
pub struct Reading {
    /// What it says.
    pub text: String,
    /// What looks like a name in it, at the places of its own text.
    pub(super) found: Vec<Found>,
    /// For each of its bytes, and for its end, which byte of the text as sent it stands for.
    at: Vec<u32>,
}

impl Reading {
    /// A part of it, as a part of the text as sent.
    pub fn place(&self, found: Found) -> Found {
        let at = |at: usize| self.at.get(at).or(self.at.last()).map_or(0, |&at| at as usize);
        Found { start: at(found.start), end: at(found.end), ..found }
    }
}

/// Whether anything in a text may be an escape.
pub(super) fn may_have_escapes(text: &str) -> bool {
    text.bytes().any(|b| matches!(b, b'\\' | b'&' | b'%' | 0xad | 0xe2 | 0xef))
}

/// The readings of a text beside the one as it stands, each with one more layer undone; none where it has no escapes, as
/// most texts. `found` is what looks like a name in the text as it stands, and `look` finds the same in a reading, once in each.
/// A link or a path is left as it is in the next reading, since its `%20` and `\n` are its own. O(n).
pub(super) fn readings(text: &str, found: &[Found], look: &dyn Fn(&str, &mut Vec<Found>)) -> Vec<Reading> {
    let mut out: Vec<Reading> = Vec::new();
    for _ in 0..DEPTH {
        let last = out.last();
        let (here, found) = last.map_or((text, found), |last| (&last.text, &last.found));
        if !may_have_escapes(here) {
            break;
        }
        let whole: Vec<Found> =
            found.iter().copied().filter(|found| matches!(found.look, Look::Link | Look::Path)).collect();
        let Some(mut next) = undone(here, &whole) else { break };
        if let Some(last) = last {
            for at in &mut next.at {
                *at = last.at.get(*at as usize).copied().unwrap_or_default();
            }
        }
        look(&next.text, &mut next.found);
        out.push(next);
    }
    out
}

/// A text with one layer of escapes undone; nothing if there are none.
fn undone(text: &str, whole: &[Found]) -> Option<Reading> {
    // Where a quote is escaped, all of it is written as JSON is, paths too.
    let is_json = text.contains("\\\"");
    let mut reading =
        Reading { text: String::with_capacity(text.len()), found: Vec::new(), at: Vec::with_capacity(text.len() + 1) };
    let (mut at, mut next, mut is_other) = (0, 0, false);
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        while whole.get(next).is_some_and(|found| found.end <= at) {
            next += 1;
        }
        let is_own = !is_json && !matches!(c, '&' | '\u{200b}' | '\u{feff}');
        let is_whole = is_own && whole.get(next).is_some_and(|found| found.start <= at);
        let rest = text.get(at..).unwrap_or_default();
        let escape = if is_whole { None } else { escape(c, rest, is_json) };
        is_other |= escape.is_some();
        let (c, len) = escape.unwrap_or((c, c.len_utf8()));
        reading.text.push(c);
        reading.at.resize(reading.text.len(), u32::try_from(at).unwrap_or(u32::MAX));
        at += len;
    }
    reading.at.push(u32::try_from(at).unwrap_or(u32::MAX));
    is_other.then_some(reading)
}

/// The character that an escape at the beginning of a text stands for, and how long the escape is.
pub fn escape(first: char, rest: &str, is_json: bool) -> Option<(char, usize)> {
    match first {
        '\\' => match rest.as_bytes().get(1)? {
            b'u' => {
                let unit = |at: usize| {
                    let code = rest.get(at..at + 6)?.strip_prefix("\\u")?;
                    u16::from_str_radix(code, 16).ok()
                };
                let one = unit(0)?;
                match (char::from_u32(one.into()), unit(6)) {
                    (Some(c), _) => Some((c, 6)),
                    (None, Some(other)) => Some((char::decode_utf16([one, other]).next()?.ok()?, 12)),
                    (None, None) => None,
                }
            }
            b'"' => Some(('"', 2)),
            b'/' => Some(('/', 2)),
            b'n' | b'r' | b't' => Some(('\n', 2)),
            b'\\' if is_json => Some(('\\', 2)),
            _ => None,
        },
        '&' => {
            let (name, _) = rest.get(1..rest.floor_char_boundary(10))?.split_once(';')?;
            let c = match name {
                "quot" => '"',
                "apos" => '\'',
                "lt" => '<',
                "gt" => '>',
                "amp" => '&',
                "nbsp" => '\u{a0}',
                _ => {
                    let number = name.strip_prefix('#')?;
                    let hex = number.strip_prefix(['x', 'X']).map(|hex| u32::from_str_radix(hex, 16));
                    char::from_u32(hex.unwrap_or_else(|| number.parse()).ok()?)?
                }
            };
            Some((c, name.len() + 2))
        }
        '%' => percented(rest),
        '\u{200b}' | '\u{feff}' => Some((' ', first.len_utf8())),
        _ => None,
    }
}

/// The character that a text begins with as addresses have it, and how long that is: `%C3%A4`.
pub fn percented(rest: &str) -> Option<(char, usize)> {
    let byte = |n: usize| {
        let digits = rest.get(n * 3..n * 3 + 3)?.strip_prefix('%').filter(|digits| digits.is_ascii())?;
        u8::from_str_radix(digits, 16).ok()
    };
    let n = match byte(0)? {
        0xc0..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf7 => 4,
        _ => 1,
    };
    let mut code = [0; 4];
    for (n, slot) in code.iter_mut().enumerate().take(n) {
        *slot = byte(n)?;
    }
    let c = str::from_utf8(code.get(..n)?).ok()?.chars().next()?;
    Some((c, n * 3))
}
