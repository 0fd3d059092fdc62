//! Times as the servers write them. Ticks are 100 ns since 1970-01-01 UTC.

use chrono::{Datelike as _, NaiveDate};

use super::json::push_number;

/// Ticks in a second.
pub const TICKS_PER_SECOND: i64 = 10_000_000;
/// Ticks in a day.
pub const TICKS_PER_DAY: i64 = 86_400 * TICKS_PER_SECOND;
pub(crate) const MINUTE: i64 = 60 * TICKS_PER_SECOND;
pub(crate) const HOUR: i64 = 60 * MINUTE;
/// The clock on the wall of the made-up server stands at +01:00, all year.
const SERVER_ZONE: i64 = HOUR;

/// Year, month, day of a day counted from 1970-01-01.
fn date_from_days(days: i64) -> (i64, i64, i64) {
    let date = i32::try_from(days).ok().and_then(NaiveDate::from_epoch_days).unwrap_or_default();
    (date.year().into(), date.month().into(), date.day().into())
}

/// Appends `value` in at least `width` digits.
fn push_digits(out: &mut String, value: i64, width: usize) {
    let n_digits = value.checked_ilog10().unwrap_or(0) as usize + 1;
    for _ in n_digits..width {
        out.push('0');
    }
    push_number(out, value);
}

/// Appends a time as .NET writes it: up to seven digits after the point, zeros at the end cut; `Z` for an offset of 0.
pub fn push_time(out: &mut String, ticks: i64, offset_minutes: i64) {
    let local = ticks + offset_minutes * MINUTE;
    let (year, month, day) = date_from_days(local.div_euclid(TICKS_PER_DAY));
    let of_day = local.rem_euclid(TICKS_PER_DAY);
    let second = of_day / TICKS_PER_SECOND;
    push_digits(out, year, 4);
    for (mark, part) in [('-', month), ('-', day), ('T', second / 3_600), (':', second / 60 % 60), (':', second % 60)] {
        out.push(mark);
        push_digits(out, part, 2);
    }
    let mut fraction = of_day % TICKS_PER_SECOND;
    if fraction != 0 {
        let mut width = 7;
        while fraction % 10 == 0 {
            fraction /= 10;
            width -= 1;
        }
        out.push('.');
        push_digits(out, fraction, width);
    }
    if offset_minutes == 0 {
        out.push('Z');
    } else {
        out.push(if offset_minutes < 0 { '-' } else { '+' });
        push_digits(out, offset_minutes.abs() / 60, 2);
        out.push(':');
        push_digits(out, offset_minutes.abs() % 60, 2);
    }
}

/// Appends a time as the product writes it inside a text: US order, on the server's own clock.
pub(crate) fn push_us_time(out: &mut String, ticks: i64) {
    let local = ticks + SERVER_ZONE;
    let (year, month, day) = date_from_days(local.div_euclid(TICKS_PER_DAY));
    let second = local.rem_euclid(TICKS_PER_DAY) / TICKS_PER_SECOND;
    let hour = second / 3_600;
    let hour_of_12 = if hour % 12 == 0 { 12 } else { hour % 12 };
    for (part, width, mark) in [
        (month, 1, "/"),
        (day, 1, "/"),
        (year, 4, " "),
        (hour_of_12, 1, ":"),
        (second / 60 % 60, 2, ":"),
        (second % 60, 2, " "),
    ] {
        push_digits(out, part, width);
        out.push_str(mark);
    }
    out.push_str(if hour < 12 { "AM" } else { "PM" });
}

/// Reads a time of a query: `2026-11-22`, `2026-11-22T03:04:05.6789Z`, or with an offset. `None` if it is not one.
pub fn time_from_text(text: &str) -> Option<i64> {
    let number = |from: usize, to: usize| text.get(from..to)?.parse::<i64>().ok();
    let part = |from: usize, to: usize| text.get(from..to)?.parse::<u32>().ok();
    let date = NaiveDate::from_ymd_opt(text.get(..4)?.parse().ok()?, part(5, 7)?, part(8, 10)?)?;
    let mut ticks = i64::from(date.to_epoch_days()) * TICKS_PER_DAY;
    let Some(clock) = text.get(11..).filter(|rest| !rest.is_empty()) else {
        return Some(ticks);
    };
    ticks += number(11, 13)? * HOUR + number(14, 16)? * MINUTE + number(17, 19)? * TICKS_PER_SECOND;
    let rest = clock.get(8..)?;
    let rest = if let Some(fraction) = rest.strip_prefix('.') {
        let n_digits = fraction.bytes().take_while(u8::is_ascii_digit).count();
        let digits = fraction.get(..n_digits.min(7))?;
        ticks += digits.parse::<i64>().ok()? * 10_i64.pow(7 - digits.len() as u32);
        fraction.get(n_digits..)?
    } else {
        rest
    };
    // A plus in a query that was not escaped arrives as a blank.
    let sign = match rest.bytes().next() {
        None | Some(b'Z' | b'z') => return Some(ticks),
        Some(b'-') => 1,
        Some(b'+' | b' ') => -1,
        Some(_) => return None,
    };
    let part = |from: usize, to: usize| rest.get(from..to)?.parse::<i64>().ok();
    Some(ticks + sign * (part(1, 3)? * HOUR + part(4, 6)? * MINUTE))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
    use super::*;

    fn written(ticks: i64, offset: i64) -> String {
        let mut out = String::new();
        push_time(&mut out, ticks, offset);
        out
    }

    #[test]
    fn times_are_written_as_in_the_documents() {
        let ticks = time_from_text("2022-01-28T19:52:47.144286Z").unwrap();
        assert_eq!(written(ticks, 0), "2022-01-28T19:52:47.144286Z");
        assert_eq!(written(ticks, -420), "2022-01-28T12:52:47.144286-07:00");
        assert_eq!(time_from_text("2022-01-28T22:52:47.144286+03:00"), Some(ticks));
        assert_eq!(written(time_from_text("2024-10-07T02:49:03Z").unwrap(), 0), "2024-10-07T02:49:03Z");
        let mut us = String::new();
        push_us_time(&mut us, time_from_text("2022-01-28T19:52:36.9287841Z").unwrap());
        assert_eq!(us, "1/28/2022 8:52:36 PM");
        assert_eq!(time_from_text("1970-01-01"), Some(0));
        assert_eq!(time_from_text("yesterday"), None);
    }
}
