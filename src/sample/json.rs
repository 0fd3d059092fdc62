//! The few pieces of JSON that answers are made of.

/// Appends a JSON string: quoted, with everything escaped that must be.
pub fn push_text(out: &mut String, text: &str) {
    out.push('"');
    let mut plain_from = 0;
    for (at, byte) in text.bytes().enumerate() {
        if byte >= b' ' && byte != b'"' && byte != b'\\' {
            continue;
        }
        out.push_str(text.get(plain_from..at).unwrap_or_default());
        plain_from = at + 1;
        match byte {
            b'"' => out.push_str("\\\""),
            b'\\' => out.push_str("\\\\"),
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            b'\t' => out.push_str("\\t"),
            control => {
                out.push_str("\\u00");
                push_ascii(out, Some(&[hex_digit(control >> 4), hex_digit(control)]));
            }
        }
    }
    out.push_str(text.get(plain_from..).unwrap_or_default());
    out.push('"');
}

/// Appends a whole number.
pub fn push_number(out: &mut String, value: i64) {
    let mut digits = [0_u8; 20];
    let mut rest = value.unsigned_abs();
    let mut n = 0;
    for slot in digits.iter_mut().rev() {
        *slot = b'0' + (rest % 10) as u8;
        rest /= 10;
        n += 1;
        if rest == 0 {
            break;
        }
    }
    if value < 0 {
        out.push('-');
    }
    push_ascii(out, digits.get(20 - n..));
}

/// Appends bytes that are ASCII by the way they were made: at once, where a push for each would cost more than all else.
fn push_ascii(out: &mut String, bytes: Option<&[u8]>) {
    out.push_str(bytes.and_then(|bytes| str::from_utf8(bytes).ok()).unwrap_or_default());
}

fn hex_digit(value: u8) -> u8 {
    let digit = value & 15;
    if digit < 10 { b'0' + digit } else { b'a' - 10 + digit }
}

/// Appends an id as a uuid in lower case, without quotes.
pub fn push_id(out: &mut String, id: u128) {
    let mut text = [b'-'; 36];
    let mut slots = text.iter_mut();
    for (at, byte) in id.to_be_bytes().into_iter().enumerate() {
        if matches!(at, 4 | 6 | 8 | 10) {
            slots.next();
        }
        for half in [byte >> 4, byte] {
            if let Some(slot) = slots.next() {
                *slot = hex_digit(half);
            }
        }
    }
    push_ascii(out, Some(&text));
}

/// Reads a uuid with its four dashes, in either case.
pub fn id_from_text(text: &str) -> Option<u128> {
    let mut id = 0;
    for (at, byte) in text.bytes().enumerate() {
        if matches!(at, 8 | 13 | 18 | 23) {
            if byte != b'-' {
                return None;
            }
        } else {
            id = id << 4 | u128::from(char::from(byte).to_digit(16)?);
        }
    }
    (text.len() == 36).then_some(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_numbers_and_texts_survive() {
        let mut out = String::new();
        push_id(&mut out, 0x0123_4567_89ab_cdef_0123_4567_89ab_cdef);
        assert_eq!(out, "01234567-89ab-cdef-0123-456789abcdef");
        assert_eq!(id_from_text(&out), Some(0x0123_4567_89ab_cdef_0123_4567_89ab_cdef));
        assert_eq!(id_from_text("01234567-89ab-cdef-0123-456789abcde/"), None);
        let mut out = String::new();
        for number in [0, -7, i64::MAX, i64::MIN] {
            push_number(&mut out, number);
            out.push(' ');
        }
        assert_eq!(out, "0 -7 9223372036854775807 -9223372036854775808 ");
        let mut out = String::new();
        push_text(&mut out, "a\"b\\c\n\u{1}é");
        assert_eq!(out, "\"a\\\"b\\\\c\\n\\u0001é\"");
    }
}
