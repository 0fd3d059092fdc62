//! Instants, exact to 100 ns, as the servers write them: parsed and printed without loss.
//!
//! The servers are .NET programs: their clock ticks every 100 ns, a fraction has up to seven digits and its trailing
//! zeros are cut. A tick count since 1970 fits an `i64` for thirty thousand years and a JavaScript number for none,
//! so times stay integers until they become pixels. The calendar is chrono's; the texts of a log are parsed here, since
//! that is done two million times.

use std::fmt::Write as _;

use chrono::{DateTime, Datelike, NaiveDate, Timelike};

/// Ticks of 100 ns in one second.
pub const TICKS_PER_SECOND: i64 = 10_000_000;
/// Ticks of 100 ns in one millisecond.
pub const TICKS_PER_MS: i64 = 10_000;
/// Ticks of 100 ns in a day of 24 hours.
pub const TICKS_PER_DAY: i64 = 864_000_000_000;

/// An instant: ticks of 100 ns since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Timestamp(i64);

impl Timestamp {
    /// The instant `ticks` × 100 ns after 1970 began in UTC.
    pub const fn from_ticks(ticks: i64) -> Self {
        Self(ticks)
    }

    /// Ticks of 100 ns since 1970-01-01T00:00:00Z.
    pub const fn ticks(self) -> i64 {
        self.0
    }

    /// From milliseconds since 1970, as browsers count.
    pub const fn from_unix_ms(ms: i64) -> Self {
        Self(ms.saturating_mul(TICKS_PER_MS))
    }

    /// Milliseconds since 1970, rounded down.
    pub const fn unix_ms(self) -> i64 {
        self.0.div_euclid(TICKS_PER_MS)
    }

    /// This instant moved by `ticks` × 100 ns; stops at the ends of the type.
    #[must_use]
    pub const fn plus(self, ticks: i64) -> Self {
        Self(self.0.saturating_add(ticks))
    }

    /// Whether this is a time, and no mark for "not set": .NET's smallest and largest dates are of the years 1 and 9999.
    pub const fn is_set(self) -> bool {
        // Up to 9999-01-01, which is still 9998 where the clock is behind UTC.
        self.0 >= -718_798 * TICKS_PER_DAY && self.0 < 2_932_533 * TICKS_PER_DAY
    }

    /// Ticks of 100 ns from `earlier` to this instant; negative if `earlier` is later.
    pub const fn since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }

    /// The calendar fields of this instant on a clock that runs `offset` ahead of UTC.
    pub fn civil(self, offset: UtcOffset) -> Civil {
        let local = self.0.saturating_add(offset.ticks());
        // Ticks reach thirty thousand years either way, and the calendar further.
        let seconds = DateTime::from_timestamp(local.div_euclid(TICKS_PER_SECOND), 0).unwrap_or_default();
        Civil {
            year: seconds.year().into(),
            month: seconds.month().into(),
            day: seconds.day().into(),
            hour: seconds.hour().into(),
            minute: seconds.minute().into(),
            second: seconds.second().into(),
            tick: local.rem_euclid(TICKS_PER_SECOND),
        }
    }

    /// ISO 8601 as the servers write it: up to seven digits, trailing zeros cut, `Z` or an offset.
    pub fn to_iso(self, offset: UtcOffset) -> String {
        let mut out = self.civil(offset).to_iso_local();
        offset.write_suffix(&mut out);
        out
    }
}

/// Two instants, the first never after the second.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TimeRange {
    start: Timestamp,
    end: Timestamp,
}

impl TimeRange {
    /// The range between two instants, in whichever order they come.
    pub fn new(a: Timestamp, b: Timestamp) -> Self {
        Self { start: a.min(b), end: a.max(b) }
    }

    /// First instant.
    pub const fn start(self) -> Timestamp {
        self.start
    }

    /// Last instant.
    pub const fn end(self) -> Timestamp {
        self.end
    }

    /// Length in ticks of 100 ns; zero or more.
    pub const fn ticks(self) -> i64 {
        self.end.since(self.start)
    }

    /// The smallest range that holds both.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// Whether `t` lies in the range, ends included.
    pub fn contains(self, t: Timestamp) -> bool {
        self.start <= t && t <= self.end
    }
}

/// How far a clock runs ahead of UTC, in seconds; behind is negative. Whole minutes today; the local mean times that came
/// before time zones have seconds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct UtcOffset(i32);

impl UtcOffset {
    /// UTC itself, written `Z`.
    pub const UTC: Self = Self(0);

    /// From minutes ahead of UTC; nothing beyond a day either way.
    pub const fn from_minutes(minutes: i16) -> Option<Self> {
        Self::from_seconds(minutes as i32 * 60)
    }

    /// From seconds ahead of UTC; nothing beyond a day either way.
    pub const fn from_seconds(seconds: i32) -> Option<Self> {
        if seconds > -86_400 && seconds < 86_400 { Some(Self(seconds)) } else { None }
    }

    /// Seconds ahead of UTC.
    pub const fn seconds(self) -> i32 {
        self.0
    }

    /// Ticks of 100 ns ahead of UTC.
    pub const fn ticks(self) -> i64 {
        self.0 as i64 * TICKS_PER_SECOND
    }

    /// `Z`, `+03:00` or, where there are seconds, `+00:53:28`.
    pub fn write_suffix(self, out: &mut String) {
        if self.0 == 0 {
            out.push('Z');
            return;
        }
        let sign = if self.0 < 0 { '-' } else { '+' };
        let seconds = self.0.unsigned_abs();
        let _ = write!(out, "{sign}{:02}:{:02}", seconds / 3600, seconds / 60 % 60);
        if !seconds.is_multiple_of(60) {
            let _ = write!(out, ":{:02}", seconds % 60);
        }
    }

    /// ` UTC`, or ` +03:00`: for people, behind a time of day.
    pub fn write_behind(self, out: &mut String) {
        out.push(' ');
        if self.0 == 0 { out.push_str("UTC") } else { self.write_suffix(out) }
    }
}

/// Days of the week, from Monday.
pub const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
/// Months of the year.
pub const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// Adds a number with zeros before it, up to a width; a sign stands before them.
pub fn push_padded(out: &mut String, n: i64, width: usize) {
    if n < 0 {
        out.push('-');
    }
    let digits = n.unsigned_abs().to_string();
    for _ in digits.len()..width {
        out.push('0');
    }
    out.push_str(&digits);
}

/// Calendar fields of an instant on some clock.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Civil {
    /// Proleptic Gregorian year.
    pub year: i64,
    /// 1 to 12.
    pub month: i64,
    /// 1 to 31.
    pub day: i64,
    /// 0 to 23.
    pub hour: i64,
    /// 0 to 59.
    pub minute: i64,
    /// 0 to 59.
    pub second: i64,
    /// Ticks of 100 ns within the second.
    pub tick: i64,
}

impl Civil {
    /// `2022-01-28T19:52:47.144286`: no zone, trailing zeros cut.
    pub fn to_iso_local(self) -> String {
        let mut out = String::with_capacity(33);
        let Self { year, month, day, hour, minute, second, tick } = self;
        let _ = write!(out, "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}");
        if tick != 0 {
            let digits = format!("{tick:07}");
            out.push('.');
            out.push_str(digits.trim_end_matches('0'));
        }
        out
    }

    /// Adds `19:52`, or `19:52:47`.
    pub fn push_clock(self, out: &mut String, has_seconds: bool) {
        push_padded(out, self.hour, 2);
        out.push(':');
        push_padded(out, self.minute, 2);
        if has_seconds {
            out.push(':');
            push_padded(out, self.second, 2);
        }
    }

    /// Name of the day of the week, as in [`WEEKDAYS`].
    pub fn weekday_name(self) -> &'static str {
        WEEKDAYS.get(self.weekday()).copied().unwrap_or_default()
    }

    /// Name of the month, as in [`MONTHS`].
    pub fn month_name(self) -> &'static str {
        usize::try_from(self.month - 1).ok().and_then(|at| MONTHS.get(at)).copied().unwrap_or_default()
    }

    /// Day of the week, 0 for Monday.
    pub fn weekday(self) -> usize {
        date(self.year, self.month, self.day).map_or(0, |date| date.weekday().num_days_from_monday() as usize)
    }
}

/// What a server's time text says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stamp {
    /// An instant, with the offset as written; `None` where the text names no zone (read as UTC).
    At(Timestamp, Option<UtcOffset>),
    /// .NET's smallest or largest date (year 1 or 9999), which stands for "not set".
    Unset,
}

/// Why a text is no time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NotATime;

/// Reads `YYYY-MM-DDThh:mm:ss[.f…][Z|±hh:mm]`: at most seven digits of the fraction count (a tick is 100 ns), more are
/// cut. `24:00`, a leap second and a day that the month lacks are refused.
pub fn parse(text: &[u8]) -> Result<Stamp, NotATime> {
    let (&year_and_month, rest) = text.split_first_chunk::<8>().ok_or(NotATime)?;
    let (&(mut day_and_minute), rest) = rest.split_first_chunk::<8>().ok_or(NotATime)?;
    if let [_, _, mark @ (b't' | b' '), ..] = &mut day_and_minute {
        *mark = b'T';
    }
    let [century, _, year, _, _, month, ..] = pairs(year_and_month, *b"0000-00-")?;
    let [day, _, _, hour, _, _, minute, _] = pairs(day_and_minute, *b"00T00:00")?;
    let year = century * 100 + year;
    let mut at = Reader { rest };
    at.byte(b':')?;
    let second = at.number(2)?;
    let tick = if at.byte(b'.').is_ok() { at.fraction()? } else { 0 };
    let offset = at.offset()?;
    if !at.rest.is_empty() || hour > 23 || minute > 59 || second > 59 {
        return Err(NotATime);
    }
    let days = i64::from(date(year, month, day).ok_or(NotATime)?.to_epoch_days());
    if year <= 1 || year == 9999 {
        return Ok(Stamp::Unset);
    }
    let seconds = days * 86_400 + hour * 3600 + minute * 60 + second;
    let local = Timestamp(seconds * TICKS_PER_SECOND + tick);
    Ok(Stamp::At(local.plus(-offset.unwrap_or_default().ticks()), offset))
}

/// Reads a .NET time span, `[-][d.]hh:mm:ss[.fffffff]`, as ticks of 100 ns.
pub fn parse_span(text: &[u8]) -> Result<i64, NotATime> {
    let mut at = Reader { rest: text };
    let negative = at.byte(b'-').is_ok();
    let mut first = at.digits()?;
    let mut days = 0;
    if at.byte(b'.').is_ok() {
        days = first;
        first = at.number(2)?;
    }
    at.byte(b':')?;
    let minute = at.number(2)?;
    at.byte(b':')?;
    let second = at.number(2)?;
    let tick = if at.byte(b'.').is_ok() { at.fraction()? } else { 0 };
    if !at.rest.is_empty() || first > 23 || minute > 59 || second > 59 {
        return Err(NotATime);
    }
    let seconds =
        days.checked_mul(86_400).and_then(|s| s.checked_add(first * 3600 + minute * 60 + second)).ok_or(NotATime)?;
    let ticks = seconds.checked_mul(TICKS_PER_SECOND).and_then(|t| t.checked_add(tick)).ok_or(NotATime)?;
    Ok(if negative { -ticks } else { ticks })
}

/// Of eight characters the number that each makes as a digit with the next one. They have to be as in the pattern, where `0` stands
/// for any digit. All at once: two times an item are the most that is read of it.
#[inline]
fn pairs(text: [u8; 8], pattern: [u8; 8]) -> Result<[i64; 8], NotATime> {
    const HIGH: u64 = 0xf0f0_f0f0_f0f0_f0f0;
    // A digit leaves nine at most, another character nothing; one more than that reaches the high half of its byte.
    let left = u64::from_le_bytes(text) ^ u64::from_le_bytes(pattern);
    let room = u64::from_le_bytes(pattern.map(|byte| if byte == b'0' { 6 } else { 15 }));
    if (left | left.wrapping_add(room)) & HIGH != 0 {
        return Err(NotATime);
    }
    Ok((left * 10 + (left >> 8)).to_le_bytes().map(i64::from))
}

struct Reader<'a> {
    rest: &'a [u8],
}

impl Reader<'_> {
    #[inline]
    fn byte(&mut self, wanted: u8) -> Result<(), NotATime> {
        match self.rest.split_first() {
            Some((&byte, rest)) if byte == wanted => {
                self.rest = rest;
                Ok(())
            }
            _ => Err(NotATime),
        }
    }

    #[inline]
    fn number(&mut self, width: usize) -> Result<i64, NotATime> {
        let (digits, rest) = self.rest.split_at_checked(width).ok_or(NotATime)?;
        let mut value = 0_i64;
        for &digit in digits {
            if !digit.is_ascii_digit() {
                return Err(NotATime);
            }
            value = value * 10 + i64::from(digit - b'0');
        }
        self.rest = rest;
        Ok(value)
    }

    /// One to nine digits.
    fn digits(&mut self) -> Result<i64, NotATime> {
        let width = self.rest.iter().take_while(|b| b.is_ascii_digit()).count();
        if width == 0 || width > 9 { Err(NotATime) } else { self.number(width) }
    }

    /// The digits after the point, as ticks of 100 ns.
    #[inline]
    fn fraction(&mut self) -> Result<i64, NotATime> {
        if let Some((&all, _)) = self.rest.split_first_chunk()
            && let Ok([a, _, b, _, c, _, d, _]) = pairs(all, *b"0000000Z")
        {
            self.rest = self.rest.get(all.len() - 1..).unwrap_or_default();
            return Ok(((a * 100 + b) * 100 + c) * 10 + d / 10);
        }
        let width = self.rest.iter().take_while(|b| b.is_ascii_digit()).count();
        let (digits, rest) = self.rest.split_at_checked(width).ok_or(NotATime)?;
        if width == 0 || width > 20 {
            return Err(NotATime);
        }
        let mut ticks = 0_i64;
        for place in 0..7 {
            ticks = ticks * 10 + digits.get(place).map_or(0, |digit| i64::from(digit - b'0'));
        }
        self.rest = rest;
        Ok(ticks)
    }

    #[inline]
    fn offset(&mut self) -> Result<Option<UtcOffset>, NotATime> {
        if self.rest.is_empty() {
            return Ok(None);
        }
        if self.byte(b'Z').is_ok() || self.byte(b'z').is_ok() {
            return Ok(Some(UtcOffset::UTC));
        }
        let negative = self.byte(b'-').is_ok();
        if !negative {
            self.byte(b'+')?;
        }
        let hours = self.number(2)?;
        self.byte(b':')?;
        let minutes = self.number(2)?;
        if hours > 23 || minutes > 59 {
            return Err(NotATime);
        }
        let total = i16::try_from(hours * 60 + minutes).map_err(|_| NotATime)?;
        Ok(UtcOffset::from_minutes(if negative { -total } else { total }))
    }
}

/// A day of the proleptic Gregorian calendar; nothing if the month lacks it.
fn date(year: i64, month: i64, day: i64) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, u32::try_from(month).ok()?, u32::try_from(day).ok()?)
}

/// Days since 1970-01-01; 0 for a day that there is not.
pub fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    date(year, month, day).map_or(0, |date| date.to_epoch_days().into())
}
