//! Numbers, lengths and times as the reader's language writes them. What they say is up to `format`; here its marks between
//! digits and its names of days and months are those of the language.

use super::Texts;
use crate::format;
use crate::model::time::{MONTHS, WEEKDAYS};
use crate::model::{Timestamp, UtcOffset};

/// What a language writes figures with.
pub(super) struct Marks {
    decimal: String,
    thousands: String,
    /// Each English name beside the one of the language.
    names: Vec<(&'static str, String)>,
}

impl Marks {
    pub(super) fn of(messages: &super::Messages) -> Self {
        let (days, months) = (messages.format_weekdays(), messages.format_months());
        let english = WEEKDAYS.iter().chain(&MONTHS).copied();
        let names = english.zip(days.split(' ').chain(months.split(' ')).map(str::to_owned)).collect();
        Self { decimal: messages.format_decimal(), thousands: messages.format_thousands(), names }
    }

    /// See [`Texts::local`].
    fn local(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len() + 4);
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let name = rest.get(..rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len()));
            let name = name.unwrap_or_default();
            let (token, after) = rest.split_at_checked(name.len().max(first.len_utf8())).unwrap_or((rest, ""));
            let is_inside =
                out.ends_with(|c: char| c.is_ascii_digit()) && after.starts_with(|c: char| c.is_ascii_digit());
            out.push_str(match token {
                "," if is_inside => &self.thousands,
                "." if is_inside => &self.decimal,
                _ => self.names.iter().find(|(english, _)| *english == token).map_or(token, |(_, name)| name),
            });
            rest = after;
        }
        out
    }
}

impl Texts {
    /// A figure that `format` or an axis wrote, as this language writes it: its marks between digits, its names of days and
    /// months. Not for foreign text.
    pub fn local(self, text: impl AsRef<str>) -> String {
        let text = text.as_ref();
        if self.lang() == super::Lang::En { text.to_owned() } else { self.language().marks.local(text) }
    }

    /// A whole number, as [`format::count`].
    pub fn count(self, n: impl ToString + Copy) -> String {
        self.local(format::count(n))
    }

    /// A length in ticks, as [`format::duration`].
    pub fn duration(self, ticks: i64) -> String {
        self.local(format::duration(ticks))
    }

    /// An amount of bytes, as [`format::bytes`].
    pub fn bytes(self, n: i64) -> String {
        self.local(format::bytes(n))
    }

    /// Bytes per second, as [`format::rate`].
    pub fn rate(self, bytes_per_second: i64) -> String {
        self.local(format::rate(bytes_per_second))
    }

    /// A time of day, as [`format::time_with`].
    pub fn time_with(self, t: Timestamp, offset: UtcOffset, n_digits: u8) -> String {
        self.local(format::time_with(t, offset, n_digits))
    }

    /// A day, as [`format::date`].
    pub fn date(self, t: Timestamp, offset: UtcOffset) -> String {
        self.local(format::date(t, offset))
    }

    /// A day and a time of it, as [`format::date_time`].
    pub fn date_time(self, t: Timestamp, offset: UtcOffset) -> String {
        self.local(format::date_time(t, offset))
    }

    /// From one instant to another, as [`format::from_to`].
    pub fn from_to(self, start: Timestamp, start_offset: UtcOffset, end: Timestamp, end_offset: UtcOffset) -> String {
        self.local(format::from_to(start, start_offset, end, end_offset))
    }
}
