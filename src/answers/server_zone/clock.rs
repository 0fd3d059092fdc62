//! A date and a time of day as .NET writes them in any culture, at the end of a title: understood to the last sign, or not
//! at all.

use chrono::NaiveDate;

use crate::answers::search::lower;

/// Longer than any date and time with its words.
const MOST_CHARS: usize = 72;

/// What is written before noon, in lower case, without the dots and blanks in it.
const MORNING: &str = "am πμ ص sa 오전 上午 午前 de öö pd paradite eparadites dop dopoledne prijepodne prepodne преподне \
    претпладне проб fm vm vorm ap ek el priešpiet priekšp priekšpusdienā дп кa կա to قظ قبلازظهر לפנהצ पूर्वाह्न मपू முற்பகல் \
    ಪೂರ್ವಾಹ್ನ ਪੂਦੁ පෙව ก่อนเที่ยง ກ່ອນທ່ຽງ ព្រឹក နံနက် pg ጥዋት gh rn yb үө тң тд günortadanöň";
/// What is written after noon, in the same order.
const EVENING: &str = "pm μμ م ch 오후 下午 午後 du ös md pasdite epasdites odp odpoledne popodne poslepodne поподне \
    попладне слоб em nm nachm ip pk pl popiet pēcp pēcpusdienā пп կհ tk بظ بعدازظهر אחהצ अपराह्न मउ பிற்பகல் \
    ಅಪರಾಹ್ನ ਬਾਦੁ පව หลังเที่ยง ຫຼັງທ່ຽງ ល្ងាច ညနေ ptg ከሰዓት gd in yh үх тк günortadansoň pop";

/// What a date begins with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Order {
    /// 27/11/2026
    Day,
    /// 11/27/2026
    Month,
    /// 2026-11-27
    Year,
}

/// A date and a time of day, of which the order of the date is not known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Clock {
    /// The numbers of the date as they stand there.
    date: [i64; 3],
    /// Seconds since midnight.
    second_of_day: i64,
    /// The offset that is written behind it.
    pub(super) offset_s: Option<i64>,
}

impl Clock {
    /// The date and time that a title ends with. Nothing where there is none, or something of it is not understood.
    pub(super) fn at_end_of(title: &str) -> Option<Self> {
        let from = title.char_indices().rev().take(MOST_CHARS).last().map_or(0, |(at, _)| at);
        let tail = title.get(from..)?;
        // A date and a time have so many digits at least; most titles have fewer.
        if tail.bytes().filter(u8::is_ascii_digit).count() < 7 {
            return None;
        }
        let tail: String = tail.chars().filter_map(plain).map(lower).collect();
        let mut before = ' ';
        tail.char_indices().find_map(|(at, c)| {
            let begins = c.is_ascii_digit() && matches!(before, ' ' | ':' | '(' | '[');
            before = c;
            Reader { rest: tail.get(at..).filter(|_| begins)? }.clock()
        })
    }

    /// What it may mean: seconds since 1970 as if it were UTC, and the order it is read in, where another would be another day.
    pub(super) fn readings(&self) -> Vec<(i64, Option<Order>)> {
        let [a, b, c] = self.date;
        let by_order = [(Order::Year, [a, b, c]), (Order::Month, [c, a, b]), (Order::Day, [c, b, a])];
        let readings = by_order.into_iter().filter_map(|(order, [year, month, day])| {
            let seconds = days(year, month, day)? * 86_400 + self.second_of_day;
            Some((seconds, Some(order).filter(|&order| order == Order::Year || month != day)))
        });
        readings.collect()
    }
}

/// Days since 1970 of a date, by the calendar that its year is of: Gregorian (two digits: of this century), Thai (543 years
/// more), of Taiwan (1911 less) or Persian. The years of the Hijra are those of no other calendar near our time: what
/// they are read as lies far from every start.
fn days(year: i64, month: i64, day: i64) -> Option<i64> {
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let gregorian = match year {
        0..=99 => year + 2000,
        100..=299 => year + 1911,
        1349..=1478 => return Some(days_from_persian(year, month, day)),
        1970..=2400 => year,
        2513..=2943 => year - 543,
        _ => return None,
    };
    let date = NaiveDate::from_ymd_opt(gregorian.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?)?;
    Some(date.to_epoch_days().into())
}

/// Days since 1970 of a Persian date: six months of 31 days, then months of 30. Eight of 33 years are leap years, which is
/// right from 1343 to 1472 at least.
fn days_from_persian(year: i64, month: i64, day: i64) -> i64 {
    let is_leap = |year: &i64| (25 * year + 11).rem_euclid(33) < 8;
    let n_leap = (1349..year).filter(is_leap).count();
    let of_months = if month <= 7 { 31 * (month - 1) } else { 186 + 30 * (month - 7) };
    // 1 Farvardin 1349 was 1970-03-21.
    79 + 365 * (year - 1349) + i64::try_from(n_leap).unwrap_or(0) + of_months + day - 1
}

/// Blanks of any width are blanks, and marks of direction are nothing.
fn plain(c: char) -> Option<char> {
    match c {
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{61c}' | '\u{feff}' => None,
        c if c.is_whitespace() => Some(' '),
        c => Some(c),
    }
}

/// Whether a word says that it is after noon; nothing for a word that does not say.
fn is_evening(word: &str) -> Option<bool> {
    let word: String = word.chars().filter(|c| !matches!(c, '.' | ' ' | '\'' | '"' | '״' | '׳' | '’')).collect();
    let has = |words: &str| !word.is_empty() && words.split(' ').any(|known| known == word);
    if has(MORNING) { Some(false) } else { has(EVENING).then_some(true) }
}

/// What is left of a text in lower case.
struct Reader<'a> {
    rest: &'a str,
}

impl<'a> Reader<'a> {
    /// `26/11/2026 10:00:00 μμ`, `2026. 11. 27. 오전 1:00:00`, `2026-11-27t10:00:00.5+02:00`, `27.11.2026 г. 10:00:00 ч.`
    fn clock(mut self) -> Option<Clock> {
        let first = self.number(4)?;
        let separator = self.one_of(&["/", ".", "-", "年", "년"])?;
        self.skip_blanks();
        let second = self.number(2)?;
        let next = self.one_of(match separator {
            "年" => &["月"],
            "년" => &["월"],
            _ => &["/", ".", "-"],
        })?;
        if matches!(separator, "/" | "." | "-") && next != separator {
            return None;
        }
        self.skip_blanks();
        let third = self.number(4)?;
        self.one_of(&[" г.", " г", ".", "日", "일"]);
        if !self.skip_blanks() {
            self.one_of(&["t", ", "])?;
        }
        let half_before = self.word_before_clock();
        let second_of_day = self.time_of_day()?;
        let offset_s = self.offset();
        self.one_of(&[" ч.", " ч"]);
        let half_behind = self.rest.trim_matches([' ', ')', ']']);
        let half = match (half_before, half_behind) {
            ("", "" | ".") => None,
            ("", half) | (half, "" | ".") => Some(is_evening(half)?),
            _ => return None,
        };
        let (hour, within) = (second_of_day / 3600, second_of_day % 3600);
        let hour = match half {
            Some(true) => hour % 12 + 12,
            Some(false) if hour > 12 => return None,
            Some(false) => hour % 12,
            None => hour,
        };
        Some(Clock { date: [first, second, third], second_of_day: hour * 3600 + within, offset_s })
    }

    /// `10:00:00`, `10.00.00`, `10 h 00 min 00 s`, with a fraction of a second or without.
    fn time_of_day(&mut self) -> Option<i64> {
        let hour = self.number(2)?;
        let separator = self.one_of(&[":", ".", " h "])?;
        let minute = self.number(2)?;
        let next = if separator == " h " { " min " } else { separator };
        let second = if self.one_of(&[next]).is_some() { self.number(2)? } else { 0 };
        if separator == " h " {
            self.one_of(&[" s"]);
        }
        if self.one_of(&[".", ","]).is_some() {
            self.rest = self.rest.trim_start_matches(|c: char| c.is_ascii_digit());
        }
        (hour < 24 && minute < 60 && second < 60).then_some(hour * 3600 + minute * 60 + second)
    }

    /// `+02:00`, in seconds.
    fn offset(&mut self) -> Option<i64> {
        let mut ahead = Reader { rest: self.rest.trim_start() };
        let sign = if ahead.one_of(&["+", "-", "−"])? == "+" { 1 } else { -1 };
        let hours = ahead.number(2)?;
        ahead.one_of(&[":"])?;
        let minutes = ahead.number(2)?;
        self.rest = self.rest.get(self.rest.len() - ahead.rest.len()..)?;
        Some(sign * (hours * 3600 + minutes * 60))
    }

    /// What stands before the next digit.
    fn word_before_clock(&mut self) -> &'a str {
        let at = self.rest.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
        let (word, rest) = self.rest.split_at_checked(at).unwrap_or_default();
        self.rest = rest;
        word.trim()
    }

    fn number(&mut self, most_digits: usize) -> Option<i64> {
        let n = self.rest.bytes().take_while(u8::is_ascii_digit).count();
        let (digits, rest) = self.rest.split_at_checked(n).filter(|_| n <= most_digits)?;
        self.rest = rest;
        digits.parse().ok()
    }

    /// Takes the first of these that stands here.
    fn one_of(&mut self, wanted: &[&'static str]) -> Option<&'static str> {
        let found = wanted.iter().find(|wanted| self.rest.starts_with(**wanted))?;
        self.rest = self.rest.get(found.len()..)?;
        Some(found)
    }

    /// Whether there were any.
    fn skip_blanks(&mut self) -> bool {
        let rest = self.rest.trim_start_matches(' ');
        let has_any = rest.len() < self.rest.len();
        self.rest = rest;
        has_any
    }
}
