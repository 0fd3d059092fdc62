//! A path and its query: put together from known words and checked ids, and looked at once more before it leaves.

use crate::model::time::TICKS_PER_SECOND;
use crate::model::{Timestamp, UtcOffset, Version};

/// The APIs take whole seconds (Azure: only those), so the limits are widened to them.
pub(super) fn second_before(at: Timestamp) -> String {
    whole_second(at.ticks().div_euclid(TICKS_PER_SECOND))
}

pub(super) fn second_after(at: Timestamp) -> String {
    whole_second(-at.ticks().saturating_neg().div_euclid(TICKS_PER_SECOND))
}

fn whole_second(seconds: i64) -> String {
    Timestamp::from_ticks(seconds.saturating_mul(TICKS_PER_SECOND)).to_iso(UtcOffset::UTC)
}

/// A path that is put together from known words and checked ids.
#[derive(Default)]
pub(super) struct Path {
    text: String,
    query: String,
    n_segments: usize,
}

impl Path {
    pub(super) fn segment(&mut self, word: &str) -> &mut Self {
        self.text.push('/');
        self.text.push_str(word);
        self.n_segments += 1;
        self
    }

    pub(super) fn version(&mut self, version: Version) -> &mut Self {
        self.segment(&version.to_string())
    }

    pub(super) fn number(&mut self, name: &str, value: u64) -> &mut Self {
        self.query(name, &value.to_string())
    }

    pub(super) fn query(&mut self, name: &str, value: &str) -> &mut Self {
        const HEX: &[u8; 16] = b"0123456789ABCDEF";
        self.query.push(if self.query.is_empty() { '?' } else { '&' });
        self.query.push_str(name);
        self.query.push('=');
        for byte in value.bytes() {
            if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
                self.query.push(char::from(byte));
            } else {
                self.query.push('%');
                for half in [byte >> 4, byte & 15] {
                    self.query.push(HEX.get(usize::from(half)).map_or('0', |&digit| char::from(digit)));
                }
            }
        }
        self
    }

    /// The last check before anything is sent: as many segments as were meant, none that a browser would fold or split.
    pub(super) fn finish(self) -> Option<String> {
        let segments = || self.text.split('/').skip(1);
        let is_plain = |word: &str| {
            let letters = word.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'.');
            letters && !word.is_empty() && !word.starts_with('.')
        };
        let fits = self.text.starts_with('/') && segments().count() == self.n_segments && segments().all(is_plain);
        fits.then(|| self.text + &self.query)
    }
}
