//! Fields in every spelling met: a field that cannot be used costs itself, and [`Oddities`](super::oddities::Oddities) says
//! so. For rows that are read member by member (`row.rs`); structs for `serde` have the same in [`de`].
//!
//! Numbers never go through a float: one that is not whole, or beyond 64 bits, is refused here; `mend.rs` then hands it over
//! digit for digit.

#![expect(clippy::needless_pass_by_value, reason = "readers of fields are of one type, and some keep the text")]

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::integer::integer_from_bytes;
use super::mend::{self, Text};
use super::oddities::Odd;
use super::powershell;
use super::recover::quoted;
use crate::model::{Found, Id, Stamp, Timestamp, Unfit, UtcOffset, ValueKind, time};

/// A field that may have been sent so that it cannot be used.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) enum Field<T> {
    /// Not sent, or it says nothing: `null`, "" and the like.
    #[default]
    Empty,
    /// What it says.
    Value(T),
    /// Sent, and of no use.
    Odd(Box<Odd>),
}

impl<T> Field<T> {
    /// As sent.
    pub(crate) fn of(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Self::Value)
    }

    /// Of no use.
    pub(crate) fn odd(why: Unfit, value: &Value<'_>) -> Self {
        Self::Odd(Box::new(Odd { why, found: value.shown() }))
    }

    /// The value, if there is one.
    pub(crate) fn value(self) -> Option<T> {
        if let Self::Value(value) = self { Some(value) } else { None }
    }

    /// Another value made of this one, which may say nothing.
    fn and_then<U>(self, then: impl FnOnce(T) -> Field<U>) -> Field<U> {
        match self {
            Self::Empty => Field::Empty,
            Self::Value(value) => then(value),
            Self::Odd(odd) => Field::Odd(odd),
        }
    }
}

/// An instant, and the offset it was written with.
pub(crate) type Time = (Timestamp, Option<UtcOffset>);

/// Any value; what is in arrays and objects is passed over.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) enum Value<'a> {
    /// `null`
    #[default]
    Null,
    /// `true`, `false`
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// Any other number, digit for digit.
    Number(Cow<'a, str>),
    /// A bare word that JSON lacks: `NaN`, `Infinity`, `undefined`.
    Word(Cow<'a, str>),
    /// A text.
    Text(Text<'a>),
    /// An array.
    List,
    /// An object.
    Object,
}

impl<'a> Value<'a> {
    /// For a notice: what stands there, or what it is.
    fn shown(&self) -> Found {
        match self {
            Self::Text(text) => Found::Quoted(quoted(&text.text)),
            Self::Number(raw) | Self::Word(raw) => Found::Quoted(quoted(raw)),
            Self::Integer(number) => Found::Quoted(quoted(&number.to_string())),
            Self::Null => Found::Kind(ValueKind::Null),
            Self::Bool(_) => Found::Kind(ValueKind::Truth),
            Self::List => Found::Kind(ValueKind::List),
            Self::Object => Found::Kind(ValueKind::Object),
        }
    }

    /// What an array is: maybe something that JSON cannot say, see `mend.rs`.
    fn of_list<A: SeqAccess<'a>>(mut list: A) -> Result<Self, A::Error> {
        let mark = list.next_element::<Mark>()?;
        let text = match mark {
            Some(Mark(Some(_))) => list.next_element::<Cow<'a, str>>()?,
            _ => None,
        };
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(match (mark, text) {
            (Some(Mark(Some(mend::TEXT))), Some(text)) => Self::Text(Text { text, is_broken: true }),
            (Some(Mark(Some(mend::NUMBER))), Some(text)) => Self::Number(text),
            (Some(Mark(Some(mend::WORD))), Some(text)) => Self::Word(text),
            _ => Self::List,
        })
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Value<'a> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        any(from, |value| value)
    }
}

/// Reads any value and gives it to `take`.
fn any<'de, D: Deserializer<'de>, T>(from: D, take: impl FnOnce(Value<'de>) -> T) -> Result<T, D::Error> {
    from.deserialize_any(Any).map(take)
}

struct Any;

impl<'de> Visitor<'de> for Any {
    type Value = Value<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_unit<E>(self) -> Result<Value<'de>, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, truth: bool) -> Result<Value<'de>, E> {
        Ok(Value::Bool(truth))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value<'de>, E> {
        Ok(Value::Integer(number))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value<'de>, E> {
        let whole = i64::try_from(number);
        Ok(whole.map_or_else(|_| Value::Number(number.to_string().into()), Value::Integer))
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<Value<'de>, E> {
        Err(E::custom("its digits would be lost"))
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Value<'de>, E> {
        Ok(Value::Text(Text { text: Cow::Borrowed(text), is_broken: false }))
    }

    fn visit_str<E>(self, text: &str) -> Result<Value<'de>, E> {
        Ok(Value::Text(Text { text: Cow::Owned(text.to_owned()), is_broken: false }))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Value<'de>, A::Error> {
        Value::of_list(list)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value<'de>, A::Error> {
        while members.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Value::Object)
    }
}

/// Which of the marks of `mend.rs` the first element of an array is, if it is one.
#[derive(Clone, Copy)]
struct Mark(Option<&'static str>);

impl<'de> Deserialize<'de> for Mark {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        any(from, |first| {
            let Value::Text(first) = first else { return Self(None) };
            Self([mend::TEXT, mend::NUMBER, mend::WORD].into_iter().find(|&mark| mark == first.text))
        })
    }
}

/// A whole number: sent as one, as a text, or with a fraction or exponent that changes nothing. `null` and "" are none.
pub(crate) fn whole(value: &Value<'_>) -> Result<Option<i64>, Unfit> {
    match value {
        Value::Null => Ok(None),
        Value::Integer(number) => Ok(Some(*number)),
        Value::Text(text) if text.text.is_empty() => Ok(None),
        Value::Text(text) => integer_from_bytes(text.text.trim().as_bytes()).map(Some),
        Value::Number(number) => integer_from_bytes(number.as_bytes()).map(Some),
        Value::Bool(_) | Value::Word(_) | Value::List | Value::Object => Err(Unfit::NoWholeNumber),
    }
}

/// A whole number, see [`integer_from_bytes`].
pub(crate) fn integer(value: Value<'_>) -> Field<i64> {
    whole(&value).map_or_else(|why| Field::odd(why, &value), Field::of)
}

/// An instant. `null`, "" and .NET's "not set" are none.
pub(crate) fn instant(value: Value<'_>) -> Field<Time> {
    match &value {
        Value::Null => return Field::Empty,
        Value::Text(text) if text.text.is_empty() => return Field::Empty,
        Value::Text(text) => match time::parse(text.text.as_bytes()) {
            Ok(Stamp::At(t, offset)) => return Field::Value((t, offset)),
            Ok(Stamp::Unset) => return Field::Empty,
            Err(_) => match powershell::date(&text.text) {
                Some(Stamp::At(t, offset)) => return Field::Value((t, offset)),
                Some(Stamp::Unset) => return Field::Empty,
                None => {}
            },
        },
        _ => {}
    }
    Field::odd(Unfit::NoTime, &value)
}

/// A length of time in ticks: a .NET span, or a whole number of milliseconds. .NET's largest and smallest span, which stand
/// for "not set", are none.
pub(crate) fn span(value: Value<'_>) -> Field<i64> {
    if let Value::Text(text) = &value
        && let Ok(ticks) = time::parse_span(text.text.trim().as_bytes())
    {
        // They are as long as a number of 64 bits; some builds round them to the millisecond or second.
        let is_set = ticks.unsigned_abs() < i64::MAX.unsigned_abs() - time::TICKS_PER_SECOND.unsigned_abs();
        return Field::of(Some(ticks).filter(|_| is_set));
    }
    match whole(&value).map(|ms| ms.map(|ms| ms.checked_mul(time::TICKS_PER_MS))) {
        Ok(None) => Field::Empty,
        Ok(Some(Some(ticks))) => Field::Value(ticks),
        _ => Field::odd(Unfit::NoLength, &value),
    }
}

/// A text; a number counts as one.
pub(crate) fn text(value: Value<'_>) -> Field<Text<'_>> {
    match value {
        Value::Null => Field::Empty,
        Value::Text(text) => Field::Value(text),
        Value::Integer(number) => Field::Value(Text { text: number.to_string().into(), is_broken: false }),
        Value::Number(text) => Field::Value(Text { text, is_broken: false }),
        Value::Bool(_) | Value::Word(_) | Value::List | Value::Object => Field::odd(Unfit::NoText, &value),
    }
}

/// A text to keep; "" is none.
pub(crate) fn string(value: Value<'_>) -> Field<String> {
    text(value).and_then(|text| Field::of(Some(text.text.into_owned()).filter(|text| !text.is_empty())))
}

/// An id that is fit for an address; others are named and not kept.
pub(crate) fn id(value: Value<'_>) -> Field<Id> {
    text(value).and_then(|text| match Id::new(&text.text) {
        None if !text.text.is_empty() => Field::odd(Unfit::NoAddress, &Value::Text(text)),
        id => Field::of(id),
    })
}

/// The id of something that may be none: .NET writes "none" as zeros, with or without dashes, perhaps in braces; others write
/// a word for it.
pub(crate) fn id_or_none(value: Value<'_>) -> Field<Id> {
    text(value).and_then(|text| {
        let bare = text.text.trim().trim_matches(['{', '}', '(', ')']);
        let is_word = ["null", "none", "nil", "undefined"].iter().any(|word| bare.eq_ignore_ascii_case(word));
        match Id::new(bare) {
            _ if is_word || bare.bytes().all(|b| matches!(b, b'0' | b'-')) => Field::Empty,
            None => Field::odd(Unfit::NoAddress, &Value::Text(text)),
            id => Field::of(id),
        }
    })
}

/// Yes or no.
pub(crate) fn truth(value: Value<'_>) -> Field<bool> {
    match &value {
        Value::Bool(truth) => Field::Value(*truth),
        Value::Null => Field::Empty,
        Value::Text(text) if text.text.eq_ignore_ascii_case("true") => Field::Value(true),
        Value::Text(text) if text.text.eq_ignore_ascii_case("false") => Field::Value(false),
        _ => Field::odd(Unfit::NoTruth, &value),
    }
}

/// A real text that is not empty; anything else says nothing, and nothing is said of it.
pub(crate) fn words(value: Value<'_>) -> Field<String> {
    match value {
        Value::Text(text) if !text.text.is_empty() => Field::Value(text.text.into_owned()),
        _ => Field::Empty,
    }
}

/// The same for `#[serde(deserialize_with = "lenient::de::…")]`.
pub(crate) mod de {
    use super::{Deserializer, Field, Text, Time, any};

    /// See [`integer`](super::integer).
    pub(crate) fn integer<'de, D: Deserializer<'de>>(from: D) -> Result<Field<i64>, D::Error> {
        any(from, super::integer)
    }

    /// See [`instant`](super::instant).
    pub(crate) fn instant<'de, D: Deserializer<'de>>(from: D) -> Result<Field<Time>, D::Error> {
        any(from, super::instant)
    }

    /// See [`span`](super::span).
    pub(crate) fn span<'de, D: Deserializer<'de>>(from: D) -> Result<Field<i64>, D::Error> {
        any(from, super::span)
    }

    /// See [`text`](super::text).
    pub(crate) fn text<'de, D: Deserializer<'de>>(from: D) -> Result<Field<Text<'de>>, D::Error> {
        any(from, super::text)
    }

    /// See [`truth`](super::truth).
    pub(crate) fn truth<'de, D: Deserializer<'de>>(from: D) -> Result<Field<bool>, D::Error> {
        any(from, super::truth)
    }

    /// See [`words`](super::words).
    pub(crate) fn words<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
        any(from, |value| super::words(value).value())
    }
}
