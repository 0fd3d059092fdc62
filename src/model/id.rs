//! Ids of sessions, jobs and items, checked before they can become part of an address.

use std::fmt;

/// An id that is safe in an address: 1 to 64 letters, digits and hyphens. A uuid, or Azure's plain number.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Id(Box<str>);

impl Id {
    /// Checks `text`; nothing for what could change the meaning of an address (`..`, `%2e`, `/`, `?`, `#` and so on).
    pub fn new(text: &str) -> Option<Self> {
        let fits = (1..=64).contains(&text.len());
        let plain = text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        (fits && plain).then(|| Self(text.into()))
    }

    /// The id as sent.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
