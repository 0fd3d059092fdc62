//! Spellings of a text: composed or not, escaped for JSON, for addresses and for HTML; and the way back, whatever was done to it.

use std::fmt::Write as _;

/// Letters with marks, composed and in parts.
const PARTS: [(&str, &str); 24] = [
    ("ü", "u\u{308}"),
    ("é", "e\u{301}"),
    ("ñ", "n\u{303}"),
    ("å", "a\u{30a}"),
    ("ç", "c\u{327}"),
    ("š", "s\u{30c}"),
    ("ő", "o\u{30b}"),
    ("ż", "z\u{307}"),
    ("Ü", "U\u{308}"),
    ("É", "E\u{301}"),
    ("Ñ", "N\u{303}"),
    ("Å", "A\u{30a}"),
    ("Ç", "C\u{327}"),
    ("Š", "S\u{30c}"),
    ("Ő", "O\u{30b}"),
    ("Ż", "Z\u{307}"),
    ("й", "и\u{306}"),
    ("Й", "И\u{306}"),
    ("ё", "е\u{308}"),
    ("Ё", "Е\u{308}"),
    ("ά", "α\u{301}"),
    ("Ά", "Α\u{301}"),
    ("ガ", "カ\u{3099}"),
    ("ギ", "キ\u{3099}"),
];

pub(super) fn decomposed(text: &str) -> String {
    PARTS.iter().fold(text.to_owned(), |text, (whole, parts)| text.replace(whole, parts))
}

pub(super) fn composed(text: &str) -> String {
    PARTS.iter().fold(text.to_owned(), |text, (whole, parts)| text.replace(parts, whole))
}

/// As JSON has it within quotes.
pub(super) fn json(text: &str) -> String {
    let text = serde_json::to_string(text).unwrap();
    text[1..text.len() - 1].to_owned()
}

/// As .NET writes JSON: nothing but plain letters.
pub(super) fn ascii_json(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            ' '..='~' if !"\"'&<>+`".contains(c) => out.push(c),
            _ => c.encode_utf16(&mut [0; 2]).iter().for_each(|unit| write!(out, "\\u{unit:04X}").unwrap()),
        }
    }
    out
}

pub(super) fn percent(text: &str) -> String {
    let mut out = String::new();
    for b in text.bytes() {
        if b.is_ascii_alphanumeric() || b"-._~".contains(&b) {
            out.push(char::from(b));
        } else {
            write!(out, "%{b:02X}").unwrap();
        }
    }
    out
}

pub(super) fn html(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&#39;")
}

/// As HTML has letters that are none of ASCII's, as numbers.
pub(super) fn html_numbers(text: &str, is_hex: bool) -> String {
    let mut out = String::new();
    for c in html(text).chars() {
        match (c.is_ascii(), is_hex) {
            (true, _) => out.push(c),
            (false, true) => write!(out, "&#x{:X};", u32::from(c)).unwrap(),
            (false, false) => write!(out, "&#{};", u32::from(c)).unwrap(),
        }
    }
    out
}

fn unpercented(text: &str) -> String {
    let (bytes, mut out, mut at) = (text.as_bytes(), Vec::new(), 0);
    while at < bytes.len() {
        let hex = bytes.get(at + 1..at + 3).filter(|_| bytes[at] == b'%').and_then(|hex| std::str::from_utf8(hex).ok());
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => (out.push(byte), at += 3).1,
            None => (out.push(bytes[at]), at += 1).1,
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// Without the escapes of JSON.
fn unescaped(text: &str) -> String {
    let (mut units, mut chars) = (Vec::new(), text.chars().peekable());
    while let Some(c) = chars.next() {
        let mut look = chars.clone();
        let hex =
            |look: &mut dyn Iterator<Item = char>| u16::from_str_radix(&look.take(4).collect::<String>(), 16).ok();
        let unit = (c == '\\' && look.next() == Some('u')).then(|| hex(&mut look)).flatten();
        match unit {
            Some(unit) => (units.push(unit), chars = look).1,
            None if c == '\\' && chars.peek().is_some_and(|c| "\\/\"".contains(*c)) => {}
            None => units.extend(c.encode_utf16(&mut [0; 2]).iter()),
        }
    }
    String::from_utf16_lossy(&units)
}

fn unmarked(text: &str) -> String {
    let (mut out, mut rest) = (String::new(), text);
    while let Some((before, after)) = rest.split_once("&#") {
        out.push_str(before);
        let number = after.split_once(';').filter(|(number, _)| number.len() < 8);
        let code = number.and_then(|(number, _)| match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok(),
            None => number.parse().ok(),
        });
        match (code.and_then(char::from_u32), number) {
            (Some(c), Some((_, behind))) => (out.push(c), rest = behind).1,
            _ => (out.push_str("&#"), rest = after).1,
        }
    }
    out.push_str(rest);
    out.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&nbsp;", " ").replace("&amp;", "&")
}

/// All that somebody could read out of a text who undoes what writers of texts do, in small letters, one below the other.
pub(super) fn read_any_way(text: &str) -> String {
    let mut all = vec![text.to_owned()];
    for round in 0..3 {
        let from = if round == 0 { 0 } else { all.len().saturating_sub(3) };
        for at in from..all.len() {
            all.extend([unpercented(&all[at]), unescaped(&all[at]), unmarked(&all[at])]);
        }
        all.dedup();
    }
    let seen = |text: &String| {
        let bare: String = text.chars().filter(|c| !"\u{ad}\u{200b}\u{200c}\u{200d}\u{feff}".contains(*c)).collect();
        composed(&bare.to_lowercase())
    };
    all.iter().map(seen).collect::<Vec<_>>().join("\n")
}
