//! Dates as .NET writes them for people, `1/28/2022 8:52:36 PM` or `28.01.2022 20:52:36`, put into ISO. They name no zone.

use crate::model::{Stamp, UtcOffset, time};

/// Which figure of a date is which.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DayOrder {
    /// The day, then the month.
    DayFirst,
    /// The month, then the day.
    MonthFirst,
}

/// Words for the halves of the day, without blanks and dots, in small letters: before noon, and after it.
const HALVES: [[&str; 2]; 9] = [
    ["am", "pm"],
    ["πμ", "μμ"],
    ["오전", "오후"],
    ["上午", "下午"],
    ["午前", "午後"],
    ["ص", "م"],
    ["sa", "ch"],
    ["de", "du"],
    ["fm", "em"],
];

/// The figures of a date and a clock.
struct Parts {
    date: [i64; 3],
    is_day_first: bool,
    is_year_first: bool,
    separator: char,
    has_half: bool,
    hour: i64,
    minute: i64,
    second: i64,
    fraction: String,
}

/// Reads a date and a clock; nothing where a word in it is not known.
fn parts(text: &str) -> Option<Parts> {
    let mut figures: Vec<(i64, usize)> = Vec::new();
    let mut words = String::new();
    let mut separator = None;
    let mut fraction = String::new();
    let mut before = ' ';
    let mut digits = String::new();
    for letter in text.chars().chain([' ']) {
        if let Some(digit) = letter.to_digit(10) {
            digits.push(char::from_digit(digit, 10)?);
            continue;
        }
        if !digits.is_empty() {
            // What follows the seconds and a point is their fraction.
            if figures.len() == 6 && fraction.is_empty() && matches!(before, '.' | ',') {
                fraction = std::mem::take(&mut digits);
            } else {
                figures.push((digits.parse().ok()?, digits.len()));
                digits.clear();
            }
            if figures.len() == 1 {
                separator = Some(letter);
            }
        }
        match letter {
            '/' | '-' | ':' | ',' | '.' | 'T' => {}
            _ if letter.is_whitespace() || matches!(letter, '\u{200e}' | '\u{200f}') => {}
            _ => words.extend(letter.to_lowercase()),
        }
        before = letter;
    }
    let [(a, a_len), (b, b_len), (c, c_len), (hour, _), (minute, _), rest @ ..] = figures.as_slice() else {
        return None;
    };
    let second = match rest {
        [] => 0,
        [(second, _)] => *second,
        _ => return None,
    };
    let half = HALVES.iter().find_map(|pair| pair.iter().position(|word| *word == words));
    if half.is_none() && !words.is_empty() {
        return None;
    }
    let hour = match half {
        Some(half) if (1..=12).contains(hour) => hour % 12 + if half == 1 { 12 } else { 0 },
        Some(_) => return None,
        None => *hour,
    };
    let is_year_first = *a_len == 4;
    let (a, c) = if is_year_first { (year(*a, *a_len)?, *c) } else { (*a, year(*c, *c_len)?) };
    Some(Parts {
        date: [a, *b, c],
        // `2/03/2022`: who writes the month first writes both figures alike.
        is_day_first: *a_len == 1 && *b_len == 2 && *b < 10,
        is_year_first,
        separator: separator?,
        has_half: half.is_some(),
        hour,
        minute: *minute,
        second,
        fraction,
    })
}

/// The year of our calendar. Thai years are 543 ahead; those that Persians and Arabs write now begin elsewhere in the year, and two
/// digits of theirs read as a year to come.
fn year(year: i64, n_digits: usize) -> Option<i64> {
    match (year, n_digits) {
        (0..=39, 2) => Some(year + 2000),
        (_, 2) | (1300..1500, _) => None,
        (2500..2700, _) => Some(year - 543),
        _ => Some(year),
    }
}

fn text_of(date: &[u8]) -> Option<&str> {
    str::from_utf8(date).ok().filter(|text| !is_iso(text))
}

/// Whether a date is written as machines do, by our calendar.
fn is_iso(text: &str) -> bool {
    match time::parse(text.trim().as_bytes()) {
        Ok(Stamp::At(t, None)) => {
            let sent = t.civil(UtcOffset::UTC).year;
            year(sent, 4) == Some(sent)
        }
        read => read.is_ok(),
    }
}

/// In which order the dates of a file are written, and whether one of them says so.
pub(crate) fn order<'a>(dates: impl Iterator<Item = &'a [u8]>) -> (DayOrder, bool) {
    let (mut day_first, mut month_first) = (false, false);
    let mut guess = None;
    for parts in dates.filter_map(text_of).filter_map(parts).filter(|parts| !parts.is_year_first) {
        let [a, b, _] = parts.date;
        day_first |= a > 12 || parts.is_day_first;
        month_first |= b > 12;
        // Without a hint: only a few cultures with a clock of twelve hours put the month first, and all of them write slashes.
        guess.get_or_insert(if parts.separator == '/' && parts.has_half {
            DayOrder::MonthFirst
        } else {
            DayOrder::DayFirst
        });
    }
    match (day_first, month_first) {
        (true, false) => (DayOrder::DayFirst, true),
        (false, true) => (DayOrder::MonthFirst, true),
        _ => (guess.unwrap_or(DayOrder::DayFirst), guess.is_none()),
    }
}

/// A date in ISO, without a zone; nothing where it is none, or cannot be one in this order.
pub(crate) fn iso(text: &str, order: DayOrder) -> Option<String> {
    if is_iso(text) {
        return Some(text.trim().to_owned());
    }
    let Parts { date: [a, b, c], is_year_first, hour, minute, second, fraction, .. } = parts(text)?;
    let (year, month, day) = match order {
        _ if is_year_first => (a, b, c),
        DayOrder::DayFirst => (c, b, a),
        DayOrder::MonthFirst => (c, a, b),
    };
    let fraction = if fraction.is_empty() { fraction } else { [".", &fraction].concat() };
    let iso = format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{fraction}");
    time::parse(iso.as_bytes()).is_ok().then_some(iso)
}
