//! Whole numbers by hand, and never through a float: 2^63 must not become a neighbour of itself.

use crate::model::Unfit;

/// A whole number as a server may write it: with a sign, a fraction or an exponent that change nothing.
pub(crate) fn integer_from_bytes(bytes: &[u8]) -> Result<i64, Unfit> {
    const NO_NUMBER: Unfit = Unfit::NoWholeNumber;
    const TOO_LARGE: Unfit = Unfit::TooLarge;
    let (is_negative, digits) = match bytes.split_first() {
        Some((b'-', rest)) => (true, rest),
        Some((b'+', rest)) => (false, rest),
        _ => (false, bytes),
    };
    let (mantissa, exponent) = match digits.iter().position(|b| matches!(b, b'e' | b'E')) {
        Some(at) => (digits.get(..at).unwrap_or_default(), small_exponent(digits.get(at + 1..).unwrap_or_default())),
        None => (digits, Some(0)),
    };
    let exponent = exponent.ok_or(NO_NUMBER)?;
    let mut value = 0_i64;
    let mut n_digits = 0;
    // Zeros not yet multiplied in: those of a fraction's tail never need to be.
    let mut zeros = 0_i32;
    let mut after_point = 0_i32;
    let mut has_point = false;
    for &byte in mantissa {
        match byte {
            b'.' if !has_point => has_point = true,
            b'0'..=b'9' => {
                n_digits += 1;
                after_point = after_point.saturating_add(i32::from(has_point));
                zeros = zeros.saturating_add(1);
                if byte != b'0' {
                    value = scale_up(value, zeros).ok_or(TOO_LARGE)?;
                    let digit = i64::from(byte - b'0');
                    // Collected on the negative side, which reaches one further.
                    value = value.checked_sub(digit).ok_or(TOO_LARGE)?;
                    zeros = 0;
                }
            }
            _ => return Err(NO_NUMBER),
        }
    }
    if n_digits == 0 {
        return Err(NO_NUMBER);
    }
    let scale = exponent.saturating_sub(after_point).saturating_add(zeros);
    let value = if value == 0 || scale >= 0 {
        scale_up(value, scale).ok_or(TOO_LARGE)?
    } else {
        let divisor = scale_up(1, scale.saturating_neg()).ok_or(NO_NUMBER)?;
        if value % divisor != 0 {
            return Err(NO_NUMBER);
        }
        value / divisor
    };
    if is_negative { Ok(value) } else { value.checked_neg().ok_or(TOO_LARGE) }
}

fn scale_up(value: i64, n_zeros: i32) -> Option<i64> {
    if value == 0 {
        return Some(0);
    }
    10_i64.checked_pow(u32::try_from(n_zeros).ok()?)?.checked_mul(value)
}

/// An exponent; anything beyond four digits as ten thousand.
fn small_exponent(bytes: &[u8]) -> Option<i32> {
    let (is_negative, digits) = match bytes.split_first() {
        Some((b'-', rest)) => (true, rest),
        Some((b'+', rest)) => (false, rest),
        _ => (false, bytes),
    };
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let exponent = digits.iter().fold(0_i32, |n, digit| (n * 10 + i32::from(digit - b'0')).min(10_000));
    Some(if is_negative { -exponent } else { exponent })
}
