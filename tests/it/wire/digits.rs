//! Times and ids are read several characters at once; they mean what they mean when read one by one.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a panic is how a test fails")]

use tapeline::model::time::{Stamp, parse};
use tapeline::model::{Log, NewItem, UtcOffset};

/// Ticks of a time in UTC, read one character after the other; nothing for what is none.
fn ticks(text: &[u8]) -> Option<i64> {
    let text = str::from_utf8(text).ok()?.strip_suffix(['Z', 'z'])?;
    let is_digit = |at: usize| text.as_bytes().get(at).is_some_and(u8::is_ascii_digit);
    let is_mark = |at: usize, marks: &[u8]| text.as_bytes().get(at).is_some_and(|mark| marks.contains(mark));
    let number =
        |from: usize, to: usize| (from..to).all(is_digit).then(|| text.get(from..to)).flatten()?.parse::<i64>().ok();
    let has_marks =
        is_mark(4, b"-") && is_mark(7, b"-") && is_mark(10, b"Tt ") && is_mark(13, b":") && is_mark(16, b":");
    let fraction = match text.get(19..)? {
        "" => 0,
        rest => {
            let digits = rest.strip_prefix('.').filter(|digits| !digits.is_empty() && digits.len() <= 20)?;
            if !digits.bytes().all(|b| b.is_ascii_digit()) {
                return None;
            }
            format!("{digits:0<7}").get(..7)?.parse::<i64>().ok()?
        }
    };
    let day = chrono::NaiveDate::from_ymd_opt(
        i32::try_from(number(0, 4)?).ok()?,
        u32::try_from(number(5, 7)?).ok()?,
        u32::try_from(number(8, 10)?).ok()?,
    )?;
    let clock = [number(11, 13)?, number(14, 16)?, number(17, 19)?];
    let is_clock = clock[0] < 24 && clock[1] < 60 && clock[2] < 60;
    let seconds = i64::from(day.to_epoch_days()) * 86_400 + clock[0] * 3_600 + clock[1] * 60 + clock[2];
    (has_marks && is_clock).then_some(seconds * 10_000_000 + fraction)
}

#[test]
fn a_time_with_any_other_byte_is_read_as_one_by_one() {
    let usual = [
        "2026-11-21T22:00:09.9935582Z",
        "2024-02-29t00:59:59.1Z",
        "1999-12-31 23:00:00Z",
        "2026-01-30T09:08:07.12345678z",
    ];
    let mut n_read = 0;
    for text in usual {
        for at in 0..text.len() {
            for byte in 0..=u8::MAX {
                let mut text = text.as_bytes().to_vec();
                text[at] = byte;
                let read = match parse(&text) {
                    Ok(Stamp::At(t, Some(UtcOffset::UTC))) => Some(t.ticks()),
                    // Of an offset, or without one.
                    Ok(Stamp::At(..)) => continue,
                    Ok(Stamp::Unset) if text.starts_with(b"9999") => continue,
                    Ok(Stamp::Unset) => panic!("{}", String::from_utf8_lossy(&text)),
                    Err(_) => None,
                };
                n_read += usize::from(read.is_some());
                assert_eq!(read, ticks(&text), "{}", String::from_utf8_lossy(&text));
            }
        }
    }
    assert!(n_read > 500, "{n_read}");
}

#[test]
fn an_id_with_any_other_character_comes_back_as_it_was_sent() {
    let usual = "0a9f3c5e-5eac-4de0-b38a-081799ded6f1";
    let mut log = Log::new();
    let mut sent = Vec::new();
    for at in 0..usual.len() {
        for byte in 1..128_u8 {
            let mut id = usual.as_bytes().to_vec();
            id[at] = byte;
            sent.push(String::from_utf8(id).unwrap());
        }
    }
    sent.extend([
        "0".repeat(36),
        usual.to_uppercase(),
        "00000000-0000-0000-0000-000000000000".to_owned(),
        String::new(),
    ]);
    sent.extend((0..usual.len()).map(|len| usual[..len].to_owned()));
    for id in &sent {
        log.push(&NewItem { id: Some(id), ..NewItem::default() }).unwrap();
    }
    for (idx, id) in (0..).zip(&sent) {
        assert_eq!(log.id(idx).as_deref(), Some(id.as_str()));
    }
}
