//! Single fields of a row: numbers, times and texts in every spelling met, and what is said of those that fit none.

use std::borrow::Cow;

use super::json::{Text, Value};
use super::recover::quote;
use crate::model::{Id, Notices, Session, Stamp, Status, Timestamp, UtcOffset, time};

/// Why a value is no whole number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct NoInteger(pub(crate) &'static str);

/// A whole number: sent as one, as a text, or with a fraction or exponent that changes nothing. `null` and "" are none.
pub(crate) fn integer(value: &Value<'_>) -> Result<Option<i64>, NoInteger> {
    match value {
        Value::Null => Ok(None),
        Value::Text(text) if text.text.is_empty() => Ok(None),
        Value::Text(text) => integer_from_bytes(text.text.trim().as_bytes()).map(Some),
        Value::Number(number) => integer_from_bytes(number).map(Some),
        Value::Bool(_) | Value::Word(_) | Value::Composite(_) => Err(NoInteger("no whole number")),
    }
}

/// By hand, and never through a float: 2^63 must not become a neighbour of itself.
fn integer_from_bytes(bytes: &[u8]) -> Result<i64, NoInteger> {
    const NO_NUMBER: NoInteger = NoInteger("no whole number");
    const TOO_LARGE: NoInteger = NoInteger("beyond the range of numbers");
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

/// What was odd in one row; said only once the row is known to be whole.
#[derive(Debug, Default)]
pub(crate) struct Oddities(Vec<String>);

impl Oddities {
    /// More than this of one row help nobody.
    const N_MAX: usize = 8;

    /// A field that cannot be used: `why` completes "`field` is …".
    pub(crate) fn add(&mut self, field: &[u8], why: &str, value: &Value<'_>) {
        if self.0.len() == Self::N_MAX {
            return;
        }
        let mut out = ["`", &String::from_utf8_lossy(field), "` is ", why, "; ignored: "].concat();
        match value {
            Value::Text(text) => quote(&text.text, &mut out),
            Value::Number(raw) | Value::Word(raw) => quote(&String::from_utf8_lossy(raw), &mut out),
            other => out.push_str(other.what()),
        }
        self.0.push(out);
    }

    /// Any other remark.
    pub(crate) fn say(&mut self, what: &str) {
        if self.0.len() < Self::N_MAX {
            self.0.push(what.to_owned());
        }
    }

    /// Passes them on as those of row `at`.
    pub(crate) fn tell(self, at: usize, notices: &mut Notices) {
        for message in self.0 {
            notices.add(Some(at), || message);
        }
    }

    /// A whole number.
    pub(crate) fn integer(&mut self, field: &[u8], value: &Value<'_>) -> Option<i64> {
        integer(value).unwrap_or_else(|NoInteger(why)| {
            self.add(field, why, value);
            None
        })
    }

    /// An instant, and the offset it was written with. `null`, "" and .NET's "not set" are none.
    pub(crate) fn time(&mut self, field: &[u8], value: &Value<'_>) -> Option<(Timestamp, Option<UtcOffset>)> {
        match value {
            Value::Null => return None,
            Value::Text(text) if text.text.is_empty() => return None,
            Value::Text(text) => match time::parse(text.text.as_bytes()) {
                Ok(Stamp::At(t, offset)) => return Some((t, offset)),
                Ok(Stamp::Unset) => return None,
                Err(_) => {}
            },
            _ => {}
        }
        self.add(field, "no time", value);
        None
    }

    /// An instant of a session, which has no place to mark that the zone is missing.
    pub(crate) fn instant(&mut self, field: &[u8], value: &Value<'_>) -> Option<Timestamp> {
        let (t, offset) = self.time(field, value)?;
        if offset.is_none() {
            self.say("a time without a zone; read as UTC");
        }
        Some(t)
    }

    /// A length of time in ticks: a .NET span, or a whole number of milliseconds.
    pub(crate) fn span(&mut self, field: &[u8], value: &Value<'_>) -> Option<i64> {
        if let Some(text) = value.text()
            && let Ok(ticks) = time::parse_span(text.trim().as_bytes())
        {
            return Some(ticks);
        }
        match integer(value).map(|ms| ms.map(|ms| ms.checked_mul(time::TICKS_PER_MS))) {
            Ok(None) => None,
            Ok(Some(Some(ticks))) => Some(ticks),
            _ => {
                self.add(field, "no length of time", value);
                None
            }
        }
    }

    /// A text; a number counts as one.
    pub(crate) fn text<'a>(&mut self, field: &[u8], value: Value<'a>) -> Option<Text<'a>> {
        match value {
            Value::Null => None,
            Value::Text(text) => Some(text),
            Value::Number(raw) => Some(Text { text: String::from_utf8_lossy(raw), is_broken: false }),
            Value::Bool(_) | Value::Word(_) | Value::Composite(_) => {
                self.add(field, "no text", &value);
                None
            }
        }
    }

    /// A text to keep.
    pub(crate) fn string(&mut self, field: &[u8], value: Value<'_>) -> Option<String> {
        self.text(field, value).map(|text| text.text.into_owned()).filter(|text| !text.is_empty())
    }

    /// An id that is fit for an address; others are named and not kept.
    pub(crate) fn id(&mut self, field: &[u8], value: Value<'_>) -> Option<Id> {
        let text = self.text(field, value)?;
        let id = Id::new(&text.text);
        if id.is_none() && !text.text.is_empty() {
            self.add(field, "not fit for an address", &Value::Text(text));
        }
        id
    }

    /// Yes or no.
    pub(crate) fn truth(&mut self, field: &[u8], value: &Value<'_>) -> Option<bool> {
        match value {
            Value::Bool(truth) => return Some(*truth),
            Value::Null => return None,
            Value::Text(text) if text.text.eq_ignore_ascii_case("true") => return Some(true),
            Value::Text(text) if text.text.eq_ignore_ascii_case("false") => return Some(false),
            _ => {}
        }
        self.add(field, "neither true nor false", value);
        None
    }

    /// A session's status; a word that no list names is kept as sent.
    pub(crate) fn status(&mut self, field: &[u8], value: Value<'_>, session: &mut Session) {
        let word = self.string(field, value);
        let known = word.as_deref().and_then(Status::from_word);
        session.status = known.unwrap_or_default();
        session.status_word = word.filter(|_| known.is_none());
    }

    /// What is the same for sessions of both products, once all fields are read.
    pub(crate) fn finish_session(&mut self, session: &mut Session, id: Option<&Text<'_>>) {
        let id = as_str(id);
        session.id = Id::new(id);
        id.clone_into(&mut session.id_text);
        if session.id.is_none() {
            self.add(b"id", "not fit for an address", &Value::Text(Text { text: id.into(), is_broken: false }));
        }
        if session.start.is_none() {
            self.say("no start");
        }
        if session.status.is_running() && session.end.is_some() && session.end <= session.start {
            self.say("it runs, and its end is not after its start: taken as open");
            session.end = None;
        }
        let has_ended = matches!(
            session.status,
            Status::Success | Status::Warning | Status::Failed | Status::Stopped | Status::Canceled
        );
        if has_ended && session.end.is_none() && session.stated_ticks.is_none() {
            self.say("it has ended, and no end was sent");
        }
    }
}

/// The text within, "" for none.
pub(crate) fn as_str<'a>(text: Option<&'a Text<'_>>) -> &'a str {
    text.map(|text| &text.text).map_or("", Cow::as_ref)
}
