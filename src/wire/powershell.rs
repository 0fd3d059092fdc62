//! What PowerShell makes of the cmdlets' objects: names with a capital, and dates of its own. Windows PowerShell 5.1 writes milliseconds since 1970 in UTC, `/Date(1643399556928)/`; other
//! programs of .NET add the offset of the clock that they were read from, `/Date(1643399556928+0100)/`. PowerShell 7 writes ISO.

use crate::model::{Stamp, Timestamp, UtcOffset, time};

/// Whether an object is one of a cmdlet's: by its first name.
pub(crate) fn is_object(object: &[u8]) -> bool {
    let inner = object.get(1..).unwrap_or_default().trim_ascii_start();
    matches!(inner, [b'"', first, ..] if first.is_ascii_uppercase())
}

/// Reads such a date.
pub(crate) fn date(text: &str) -> Option<Stamp> {
    let inner = text.trim().strip_prefix("/Date(")?.strip_suffix(")/")?;
    let digits = inner.strip_prefix('-').unwrap_or(inner);
    let (ms, offset) = match digits.find(['+', '-']) {
        Some(at) => inner.split_at_checked(at + inner.len() - digits.len())?,
        None => (inner, ""),
    };
    let offset = match offset.as_bytes() {
        [] => UtcOffset::UTC,
        [sign, rest @ ..] if rest.len() == 4 && rest.iter().all(u8::is_ascii_digit) => {
            let clock: i16 = offset.get(1..)?.parse().ok()?;
            let minutes = clock / 100 * 60 + clock % 100;
            UtcOffset::from_minutes(if *sign == b'-' { -minutes } else { minutes })?
        }
        _ => return None,
    };
    let instant = Timestamp::from_unix_ms(ms.parse().ok()?);
    // .NET's smallest and largest date, taken to UTC from any clock, lie within a day of the ends of its calendar.
    if !(2..9999).contains(&instant.civil(UtcOffset::UTC).year) {
        return Some(Stamp::Unset);
    }
    // What else stands for "not set" is known in one place.
    match time::parse(instant.to_iso(UtcOffset::UTC).as_bytes()).ok()? {
        Stamp::At(t, _) => Some(Stamp::At(t, Some(offset))),
        unset @ Stamp::Unset => Some(unset),
    }
}
