//! The part of an address after its question mark, read as the servers read it.

use super::clock::time_from_text;
use super::json::id_from_text;

/// What was asked for after the question mark; names count in any case.
#[derive(Clone, Copy, Debug)]
pub struct Query<'a>(pub &'a str);

impl Query<'_> {
    /// The first value of a name, unescaped.
    pub fn get(&self, name: &str) -> Option<String> {
        self.0.split('&').find_map(|pair| {
            let (key, value) = pair.split_once('=')?;
            key.eq_ignore_ascii_case(name).then(|| unescaped(value))
        })
    }

    /// A whole number; `None` if there is something else.
    pub fn number(&self, name: &str, default: usize) -> Option<usize> {
        self.get(name).map_or(Some(default), |text| text.parse().ok())
    }

    /// A uuid.
    pub fn id(&self, name: &str) -> Option<u128> {
        id_from_text(&self.get(name)?)
    }

    /// A time in ticks.
    pub fn time(&self, name: &str) -> Option<i64> {
        time_from_text(&self.get(name)?)
    }
}

fn unescaped(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        let mut digit = || char::from(rest.next()?).to_digit(16);
        bytes.push(match byte {
            b'%' => (digit().unwrap_or(0) * 16 + digit().unwrap_or(0)) as u8,
            b'+' => b' ',
            other => other,
        });
    }
    String::from_utf8(bytes).unwrap_or_default()
}
