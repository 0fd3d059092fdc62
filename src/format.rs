//! Numbers, times and foreign text for people. Pure: the zone comes in as the offset that holds at the instant.
//!
//! Written by hand, since the formatting machinery for floats and calendars would cost more than the whole of it.

use std::borrow::Cow;

use crate::model::time::{Civil, TICKS_PER_MS, TICKS_PER_SECOND, push_padded};
use crate::model::{Timestamp, UtcOffset};

const MINUTE: i64 = 60 * TICKS_PER_SECOND;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;
/// Below ten minutes, minutes do not tell the ends of a range apart.
const SHORT_TICKS: u64 = 6_000_000_000;

/// A length in ticks of 100 ns: `0`, `640 µs`, `12.3 ms`, `7.3 s`, `4 min 02 s`, `6 h 31 min`, `1 d 02 h`.
/// Cut, never rounded up, as a clock shows it; a negative one bears `−`.
pub fn duration(ticks: i64) -> String {
    let mut out = String::with_capacity(14);
    if ticks < 0 {
        out.push('−');
    }
    let ticks = i64::try_from(ticks.unsigned_abs()).unwrap_or(i64::MAX);
    match ticks {
        0 => out.push('0'),
        1..TICKS_PER_MS => push_tenths(&mut out, ticks, " µs"),
        TICKS_PER_MS..TICKS_PER_SECOND => push_tenths(&mut out, ticks / 1000, " ms"),
        TICKS_PER_SECOND..MINUTE => push_tenths(&mut out, ticks / 1_000_000, " s"),
        MINUTE..HOUR => push_two(&mut out, ticks / MINUTE, " min ", ticks % MINUTE / TICKS_PER_SECOND, " s"),
        HOUR..DAY => push_two(&mut out, ticks / HOUR, " h ", ticks % HOUR / MINUTE, " min"),
        _ => push_two(&mut out, ticks / DAY, " d ", ticks % DAY / HOUR, " h"),
    }
    out
}

/// A length to 100 ns, as .NET writes a time span: `00:04:02.1200000`, `1.02:00:00.0000000`.
pub fn exact_duration(ticks: i64) -> String {
    let mut out = String::with_capacity(20);
    if ticks < 0 {
        out.push('-');
    }
    let ticks = ticks.unsigned_abs();
    let (seconds, tick) = (ticks / 10_000_000, ticks % 10_000_000);
    if seconds >= 86_400 {
        out.push_str(&(seconds / 86_400).to_string());
        out.push('.');
    }
    push_padded(&mut out, (seconds / 3600 % 24).cast_signed(), 2);
    out.push(':');
    push_padded(&mut out, (seconds / 60 % 60).cast_signed(), 2);
    out.push(':');
    push_padded(&mut out, (seconds % 60).cast_signed(), 2);
    out.push('.');
    push_padded(&mut out, tick.cast_signed(), 7);
    out
}

/// An amount of bytes as Veeam prints it: a KB is 1024 bytes, one decimal, `93.6 MB`.
pub fn bytes(n: i64) -> String {
    const UNITS: [&str; 6] = [" KB", " MB", " GB", " TB", " PB", " EB"];
    let mut out = String::with_capacity(10);
    if n < 0 {
        out.push('−');
    }
    let n = n.unsigned_abs();
    if n < 1024 {
        out.push_str(&n.to_string());
        out.push_str(" B");
        return out;
    }
    let mut unit_bytes = 1_u128;
    let mut tenths = 0;
    let mut name = "";
    for unit in UNITS {
        unit_bytes *= 1024;
        tenths = (u128::from(n) * 10 + unit_bytes / 2) / unit_bytes;
        name = unit;
        if tenths < 10_240 {
            break;
        }
    }
    let tenths = i64::try_from(tenths).unwrap_or(i64::MAX);
    out.push_str(&(tenths / 10).to_string());
    if tenths % 10 != 0 {
        out.push('.');
        out.push_str(&(tenths % 10).to_string());
    }
    out.push_str(name);
    out
}

/// Bytes per second: `832.4 KB/s`.
pub fn rate(bytes_per_second: i64) -> String {
    let mut out = bytes(bytes_per_second);
    out.push_str("/s");
    out
}

/// A whole number of any type with its thousands set apart: `59,960`.
pub fn count(n: impl ToString + Copy) -> String {
    group(&n.to_string())
}

fn group(digits: &str) -> String {
    let mut out = String::with_capacity(digits.len() + 6);
    let (sign, digits) = digits.strip_prefix('-').map_or(("", digits), |rest| ("−", rest));
    out.push_str(sign);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// Time of day to a hundredth of a second, for columns: `01:12:07.31`.
pub fn time(t: Timestamp, offset: UtcOffset) -> String {
    time_with(t, offset, 2)
}

/// Time of day with `n_digits` (up to 7) of the second, cut: `01:12:07`, `01:12:07.3100000`.
pub fn time_with(t: Timestamp, offset: UtcOffset, n_digits: u8) -> String {
    let mut out = String::with_capacity(16);
    push_time(&mut out, t.civil(offset), n_digits);
    out
}

/// How many digits of the second tell instants apart that lie `ticks` from each other.
pub fn digits_for(ticks: i64) -> u8 {
    match ticks.unsigned_abs() {
        10_000_000.. => 0,
        1_000_000.. => 1,
        100_000.. => 2,
        10_000.. => 3,
        1000.. => 4,
        100.. => 5,
        10.. => 6,
        _ => 7,
    }
}

/// `Sat 21 Nov 2026`.
pub fn date(t: Timestamp, offset: UtcOffset) -> String {
    let mut out = String::with_capacity(15);
    push_date(&mut out, t.civil(offset));
    out
}

/// `Sat 21 Nov 2026 01:12:07`.
pub fn date_time(t: Timestamp, offset: UtcOffset) -> String {
    let civil = t.civil(offset);
    let mut out = String::with_capacity(24);
    push_date(&mut out, civil);
    out.push(' ');
    push_time(&mut out, civil, 0);
    out
}

/// To 100 ns and with the offset: `2026-11-21 01:12:07.3100000 +01:00`, or `… UTC`.
pub fn full(t: Timestamp, offset: UtcOffset) -> String {
    let civil = t.civil(offset);
    let mut out = String::with_capacity(35);
    push_padded(&mut out, civil.year, 4);
    out.push('-');
    push_padded(&mut out, civil.month, 2);
    out.push('-');
    push_padded(&mut out, civil.day, 2);
    out.push(' ');
    push_time(&mut out, civil, 7);
    offset.write_behind(&mut out);
    out
}

/// From one instant to another, each with the offset that holds there, saying nothing twice:
/// `Sat 21 Nov 2026 22:00 – Sun 04:31`, `Sat 21 Nov 2026 22:00:07 – 22:00:09`.
pub fn from_to(start: Timestamp, start_offset: UtcOffset, end: Timestamp, end_offset: UtcOffset) -> String {
    from_to_marked((start, start_offset, false), (end, end_offset, false))
}

/// The same, each instant with whether its offset is written behind it: `Sun 25 Oct 2026 02:30 +02:00 – 02:30 +01:00`.
pub fn from_to_marked(
    (start, start_offset, marks_start): (Timestamp, UtcOffset, bool),
    (end, end_offset, marks_end): (Timestamp, UtcOffset, bool),
) -> String {
    let (from, to) = (start.civil(start_offset), end.civil(end_offset));
    let with_seconds = end.since(start).unsigned_abs() < SHORT_TICKS;
    let mut out = String::with_capacity(44);
    push_date(&mut out, from);
    out.push(' ');
    from.push_clock(&mut out, with_seconds);
    if marks_start {
        start_offset.write_behind(&mut out);
    }
    out.push_str(" – ");
    if (from.year, from.month, from.day) != (to.year, to.month, to.day) {
        if (0..6 * DAY).contains(&end.since(start)) {
            out.push_str(to.weekday_name());
        } else {
            push_date(&mut out, to);
        }
        out.push(' ');
    }
    to.push_clock(&mut out, with_seconds);
    if marks_end {
        end_offset.write_behind(&mut out);
    }
    out
}

/// Foreign text with every character that is invisible or changes the order of others spelt out, newlines included:
/// `a⟨U+202E⟩b`. Borrowed where there is none.
pub fn visible(text: &str) -> Cow<'_, str> {
    spell_out(text, false)
}

/// As [`visible`], with line feeds left as they are: for a block of several lines.
pub fn visible_lines(text: &str) -> Cow<'_, str> {
    spell_out(text, true)
}

/// At most `n_chars` characters, the last one `…` where something was cut.
pub fn short(text: &str, n_chars: usize) -> Cow<'_, str> {
    if text.len() <= n_chars || text.char_indices().nth(n_chars).is_none() {
        return Cow::Borrowed(text);
    }
    let cut = text.char_indices().nth(n_chars.saturating_sub(1)).map_or(0, |(at, _)| at);
    let mut out = String::with_capacity(cut + 3);
    out.push_str(text.get(..cut).unwrap_or_default());
    out.push('…');
    Cow::Owned(out)
}

/// Foreign text for a label or a cell: cut to `n_chars` and made [`visible`].
pub fn shown(text: &str, n_chars: usize) -> Cow<'_, str> {
    match short(text, n_chars) {
        Cow::Borrowed(text) => visible(text),
        Cow::Owned(text) => Cow::Owned(visible(&text).into_owned()),
    }
}

/// Whether a reader could not see this character, or would see its neighbours in another order because of it:
/// controls, marks of direction, zero-width and filler characters, tags, private use.
pub fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
            | '\u{e000}'..='\u{f8ff}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e0fff}' | '\u{f0000}'..)
}

fn spell_out(text: &str, keep_line_feeds: bool) -> Cow<'_, str> {
    let plain = |b: u8| (b' '..0x7f).contains(&b);
    if text.bytes().all(plain) {
        return Cow::Borrowed(text);
    }
    let hidden = |c: char| is_hidden(c) && !(keep_line_feeds && c == '\n');
    let Some(first) = text.find(hidden) else { return Cow::Borrowed(text) };
    let (clean, rest) = text.split_at_checked(first).unwrap_or((text, ""));
    let mut out = String::with_capacity(text.len() + 16);
    out.push_str(clean);
    for c in rest.chars() {
        if hidden(c) { push_code_point(&mut out, c) } else { out.push(c) }
    }
    Cow::Owned(out)
}

fn push_code_point(out: &mut String, c: char) {
    out.push_str("⟨U+");
    let code = u32::from(c);
    let n_digits = if code > 0xf_ffff {
        6
    } else if code > 0xffff {
        5
    } else {
        4
    };
    for place in (0..n_digits).rev() {
        let digit = char::from_digit(code >> (4 * place) & 15, 16).unwrap_or('?');
        out.push(digit.to_ascii_uppercase());
    }
    out.push('⟩');
}

/// `tenths` of a unit: with its decimal below a hundred, without where it is zero.
fn push_tenths(out: &mut String, tenths: i64, unit: &str) {
    out.push_str(&(tenths / 10).to_string());
    if tenths < 1000 && tenths % 10 != 0 {
        out.push('.');
        out.push_str(&(tenths % 10).to_string());
    }
    out.push_str(unit);
}

fn push_two(out: &mut String, large: i64, large_unit: &str, small: i64, small_unit: &str) {
    out.push_str(&count(large));
    out.push_str(large_unit);
    push_padded(out, small, 2);
    out.push_str(small_unit);
}

fn push_date(out: &mut String, civil: Civil) {
    out.push_str(civil.weekday_name());
    out.push(' ');
    out.push_str(&civil.day.to_string());
    out.push(' ');
    out.push_str(civil.month_name());
    out.push(' ');
    out.push_str(&civil.year.to_string());
}

fn push_time(out: &mut String, civil: Civil, n_digits: u8) {
    civil.push_clock(out, true);
    let n_digits = u32::from(n_digits.min(7));
    if n_digits > 0 {
        out.push('.');
        push_padded(out, civil.tick / 10_i64.pow(7 - n_digits), n_digits as usize);
    }
}
