//! The server's own zone, where it can be inferred. Starts come in UTC as a rule, but some titles quote the server's clock:
//! `Job started at 9/23/2024 2:50:36 AM`. What such a clock is ahead of the item's start is the zone's offset at that time.
//! The order of day and month is the server's affair; only one of them lies near the start.

use crate::model::time::days_from_civil;
use crate::model::{Log, Timestamp, UtcOffset};

/// Offsets are whole quarters of an hour.
const QUARTER_S: i64 = 900;
/// How far a clock in a title may be from its item's start, beside the offset: the item is written after the event.
const LATE_MAX_S: i64 = 60;
/// Zones go from twelve hours behind UTC to fourteen ahead.
const OFFSETS_S: std::ops::RangeInclusive<i64> = -12 * 3600..=14 * 3600;
/// Titles that have to say the same.
const N_AGREEING: usize = 2;
/// More titles than these tell nothing new.
const N_ENOUGH: usize = 200;

/// The offset that several titles agree on; nothing where there are none, or more than one in ten says otherwise.
/// O(bytes of the titles), until 200 of them quote a clock.
pub fn inferred(log: &Log) -> Option<UtcOffset> {
    let mut votes: Vec<(i64, usize)> = Vec::new();
    let mut n_votes = 0;
    for idx in 0..u32::try_from(log.len()).unwrap_or(u32::MAX) {
        let Some(offset_s) = log.start(idx).and_then(|start| offset_s(log.text(idx), start)) else { continue };
        match votes.iter_mut().find(|(known, _)| *known == offset_s) {
            Some((_, n)) => *n += 1,
            None => votes.push((offset_s, 1)),
        }
        n_votes += 1;
        if n_votes == N_ENOUGH {
            break;
        }
    }
    let &(offset_s, n) = votes.iter().max_by_key(|(_, n)| *n)?;
    let agree = n >= N_AGREEING && n * 10 >= n_votes * 9;
    agree.then(|| UtcOffset::from_minutes(i16::try_from(offset_s / 60).ok()?))?
}

/// How many seconds the clock that a title quotes is ahead of the item's start, if that may be a zone's offset.
fn offset_s(title: &str, start: Timestamp) -> Option<i64> {
    let start_s = start.unix_ms().div_euclid(1000);
    clocks(title).into_iter().find_map(|clock_s| {
        let ahead_s = clock_s - start_s;
        let offset_s = (ahead_s + QUARTER_S / 2).div_euclid(QUARTER_S) * QUARTER_S;
        ((ahead_s - offset_s).abs() <= LATE_MAX_S && OFFSETS_S.contains(&offset_s)).then_some(offset_s)
    })
}

/// The clock that a title quotes, in seconds from 1970 as if it were UTC: read with the month first and with the day first.
/// Nothing where it quotes none.
fn clocks(title: &str) -> Vec<i64> {
    // A date of numbers has two of these; most titles have none.
    let Some(slash) = title.find('/') else { return Vec::new() };
    let before = title.get(..slash).unwrap_or_default();
    let n_digits = before.bytes().rev().take_while(u8::is_ascii_digit).count();
    let rest = title.get(slash - n_digits..).unwrap_or_default();
    read(rest).unwrap_or_default()
}

/// Reads `9/23/2024 2:50:36 AM`, `17/06/2019 10:00:00`.
fn read(text: &str) -> Option<Vec<i64>> {
    let mut rest = text;
    let mut number = |len_max: usize, end: &[char]| {
        let len = rest.bytes().take_while(u8::is_ascii_digit).count();
        let (digits, after) = rest.split_at_checked(len)?;
        rest = after.strip_prefix(end).unwrap_or(after);
        let is_whole = end.is_empty() || rest.len() < after.len();
        if is_whole && (1..=len_max).contains(&len) { digits.parse::<i64>().ok() } else { None }
    };
    let (first, second, year) = (number(2, &['/'])?, number(2, &['/'])?, number(4, &[' '])?);
    let (hour, minute, second_of) = (number(2, &[':'])?, number(2, &[':'])?, number(2, &[])?);
    let half = rest.trim_start().get(..2).unwrap_or_default();
    let hour = match half {
        _ if half.eq_ignore_ascii_case("am") => hour % 12,
        _ if half.eq_ignore_ascii_case("pm") => hour % 12 + 12,
        _ => hour,
    };
    if year < 1970 || hour > 23 || minute > 59 || second_of > 59 {
        return None;
    }
    let at = |month: i64, day: i64| {
        let is_date = (1..=12).contains(&month) && (1..=31).contains(&day);
        is_date.then(|| days_from_civil(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second_of)
    };
    Some([at(first, second), at(second, first)].into_iter().flatten().collect())
}
