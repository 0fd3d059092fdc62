//! The few pieces of JSON that answers are made of.

/// Appends a JSON string: quoted, with everything escaped that must be.
pub fn push_text(out: &mut String, text: &str) {
    out.push('"');
    for char in text.chars() {
        match char {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            control if control < ' ' => {
                out.push_str("\\u00");
                push_hex(out, u128::from(u32::from(control)), 2);
            }
            other => out.push(other),
        }
    }
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
    out.extend(digits.iter().skip(20 - n).map(|&digit| char::from(digit)));
}

fn push_hex(out: &mut String, value: u128, n_digits: u32) {
    for place in (0..n_digits).rev() {
        let digit = ((value >> (place * 4)) & 15) as u8;
        out.push(char::from(if digit < 10 { b'0' + digit } else { b'a' - 10 + digit }));
    }
}

/// Appends an id as a uuid in lower case, without quotes.
pub fn push_id(out: &mut String, id: u128) {
    for (shift, n_digits) in [(96, 8), (80, 4), (64, 4), (48, 4), (0, 12)] {
        if n_digits != 8 {
            out.push('-');
        }
        push_hex(out, id >> shift, n_digits);
    }
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
