//! Finding items by text, result and time.
//!
//! A search text is a plain piece of text, compared without regard to case. The titles of a log lie in one string, which
//! is run through once, eight bytes a step: at each of eight places two bytes of the search text (its rarest ones) are
//! compared at once, and only where both fit is the rest looked at.

use std::ops::Range;

use crate::model::{Log, TimeRange, Timestamp};

use super::Severities;

/// The items that hold `query` in their title as sent, have one of the `severities` and meet the `range`, in the order
/// of reading (start, order number, arrival). An empty query, no severities and no range admit everything; a range
/// leaves out items without a start. An open item reaches to the end of all time.
pub fn filter(log: &Log, query: &str, severities: Severities, range: Option<TimeRange>) -> Vec<u32> {
    let admit =
        |idx: u32| severities.admits(log.status(idx).severity()) && range.is_none_or(|range| meets(log, idx, range));
    let needle = Needle::new(query);
    let mut hits = Vec::new();
    if needle.is_empty() {
        hits.extend((0..u32::try_from(log.len()).unwrap_or(u32::MAX)).filter(|&idx| admit(idx)));
    } else {
        needle.for_each_title(log, |idx| {
            if admit(idx) {
                hits.push(idx);
            }
        });
    }
    log.sort_by_time(hits)
}

fn meets(log: &Log, idx: u32, range: TimeRange) -> bool {
    let endless = Timestamp::from_ticks(i64::MAX);
    log.range(idx, endless).is_some_and(|item| item.start() <= range.end() && item.end() >= range.start())
}

/// A search text made ready.
#[derive(Clone, Debug)]
pub struct Needle {
    /// In lower case.
    text: String,
    /// Whether its bytes can be compared: all of its characters are ASCII or have no case.
    by_bytes: bool,
    /// Its longest stretch of bytes that can be compared: the whole of it, or what a title has to hold at least.
    key: Key,
}

impl Default for Needle {
    fn default() -> Self {
        Self::new("")
    }
}

impl Needle {
    /// Makes `query` ready. Blanks around it do not count.
    pub fn new(query: &str) -> Self {
        let text = query.trim().chars().map(lower).collect::<String>();
        let by_bytes = query.chars().all(is_plain);
        let part = if by_bytes {
            text.as_str()
        } else {
            text.split(|c| !is_plain(c)).max_by_key(|part| part.len()).unwrap_or_default()
        };
        Self { by_bytes, key: Key::new(part.as_bytes()), text }
    }

    /// Whether it admits everything.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Where it first stands in `text`, in bytes: for marking hits.
    pub fn find(&self, text: &str) -> Option<Range<usize>> {
        if self.is_empty() {
            return None;
        }
        if self.by_bytes {
            let at = self.key.find(text.as_bytes(), 0)?;
            return Some(at..at + self.text.len());
        }
        if text.is_ascii() {
            // It holds a letter that no ASCII letter is a case of.
            return None;
        }
        let mut starts = text.char_indices().map(|(at, _)| at);
        starts.find_map(|at| Some(at..at + self.len_at(text.get(at..)?)?))
    }

    /// If `text` begins with it: how many of its bytes that takes.
    fn len_at(&self, text: &str) -> Option<usize> {
        let mut wanted = self.text.chars();
        for (at, c) in text.char_indices() {
            if wanted.as_str().is_empty() {
                return Some(at);
            }
            if wanted.next() != Some(lower(c)) {
                return None;
            }
        }
        wanted.as_str().is_empty().then_some(text.len())
    }

    /// Calls `hit` for each item whose title holds it, in the order of arrival.
    fn for_each_title(&self, log: &Log, mut hit: impl FnMut(u32)) {
        let (text, ends) = log.titles();
        if self.key.bytes.is_empty() {
            for idx in 0..u32::try_from(ends.len()).unwrap_or(u32::MAX) {
                if self.find(log.title(idx)).is_some() {
                    hit(idx);
                }
            }
            return;
        }
        let (mut from, mut item) = (0, 0);
        while let Some(at) = self.key.find(text.as_bytes(), from) {
            while ends.get(item).is_some_and(|&end| end as usize <= at) {
                item += 1;
            }
            let Some(&end) = ends.get(item) else { return };
            if at + self.key.bytes.len() > end as usize {
                // It would reach into the next title.
                from = at + 1;
                continue;
            }
            let idx = u32::try_from(item).unwrap_or(u32::MAX);
            if self.by_bytes || self.find(log.title(idx)).is_some() {
                hit(idx);
            }
            from = end as usize;
            item += 1;
        }
    }
}

/// The lower case of a Latin, Greek or Cyrillic letter; everything else as it is. Unicode's whole table is 10 KB over the
/// wire, for scripts without case in names and addresses.
pub fn lower(c: char) -> char {
    let by = match c {
        'A'..='Z' | 'À'..='Ö' | 'Ø'..='Þ' | 'Α'..='Ρ' | 'Σ'..='Ϋ' | 'А'..='Я' => 32,
        'Ѐ'..='Џ' => 80,
        'Ά' => 38,
        'Έ'..='Ί' => 37,
        'Ό' => 64,
        'Ύ' | 'Ώ' => 63,
        // Here every capital stands before its small letter, from an odd place in these two ranges, from an even one else.
        'Ĺ'..='Ň' | 'Ź'..='Ž' => u32::from(c) % 2,
        'İ' | 'ı' => 0,
        'Ā'..='ķ' | 'Ŋ'..='ŷ' | 'Ѡ'..='ҁ' | 'Ҋ'..='ҿ' | 'Ӑ'..='ԯ' | 'Ḁ'..='ẕ' | 'Ạ'..='ỿ' => {
            1 - u32::from(c) % 2
        }
        'Ÿ' => return 'ÿ',
        _ => 0,
    };
    char::from_u32(u32::from(c) + by).unwrap_or(c)
}

/// Whether a character can be compared by bytes: ASCII, or of no script that [`lower`] knows.
fn is_plain(c: char) -> bool {
    !matches!(c, 'À'..='ԯ' | 'Ḁ'..='ỿ')
}

/// Lower-case bytes to look for, ASCII letters without regard to case.
#[derive(Clone, Debug)]
struct Key {
    bytes: Vec<u8>,
    /// Its two rarest bytes, the first one first.
    rare: [Rare; 2],
}

/// One byte of a key, where it stands in there, and the same in all eight places of a word.
#[derive(Clone, Copy, Debug)]
struct Rare {
    at: usize,
    word: u64,
    fold: u64,
}

const EACH: u64 = 0x0101_0101_0101_0101;

impl Key {
    fn new(bytes: &[u8]) -> Self {
        let rarest = |but: Option<usize>| {
            let places = (0..bytes.len()).filter(|&at| Some(at) != but);
            places.min_by_key(|&at| bytes.get(at).map_or(0, |&b| commonness(b)))
        };
        let first = rarest(None).unwrap_or(0);
        let second = rarest(Some(first)).unwrap_or(first);
        let rare = [first.min(second), first.max(second)].map(|at| {
            let byte = bytes.get(at).copied().unwrap_or_default();
            let fold = if byte.is_ascii_lowercase() { 0x20 } else { 0 };
            Rare { at, word: u64::from(byte) * EACH, fold: fold * EACH }
        });
        Self { bytes: bytes.to_vec(), rare }
    }

    /// Where it first stands in `text` at or after `from`.
    fn find(&self, text: &[u8], from: usize) -> Option<usize> {
        let [a, b] = self.rare;
        let (words_a, _) = text.get(from + a.at..)?.as_chunks::<16>();
        let (words_b, _) = text.get(from + b.at..)?.as_chunks::<16>();
        let mut at = from;
        for (x, y) in words_a.iter().zip(words_b) {
            let low = zero_bytes(a.differs(low(x)) | b.differs(low(y)));
            let high = zero_bytes(a.differs(high(x)) | b.differs(high(y)));
            if low | high != 0 {
                let found = self.find_among(text, at, low).or_else(|| self.find_among(text, at + 8, high));
                if found.is_some() {
                    return found;
                }
            }
            at += 16;
        }
        (at..(text.len() + 1).saturating_sub(self.bytes.len())).find(|&at| self.stands_at(text, at))
    }

    /// The first of the eight places from `at` on that is marked in `marks` and where the whole of it stands.
    fn find_among(&self, text: &[u8], at: usize, mut marks: u64) -> Option<usize> {
        while marks != 0 {
            let here = at + marks.trailing_zeros() as usize / 8;
            if self.stands_at(text, here) {
                return Some(here);
            }
            marks &= marks - 1;
        }
        None
    }

    /// Compared from its end, since titles differ there.
    fn stands_at(&self, text: &[u8], at: usize) -> bool {
        let Some(there) = text.get(at..at + self.bytes.len()) else { return false };
        there.iter().zip(&self.bytes).rev().all(|(there, wanted)| there.to_ascii_lowercase() == *wanted)
    }
}

impl Rare {
    /// Zero in each byte of `word` that is this one, in either case.
    fn differs(self, word: u64) -> u64 {
        (word | self.fold) ^ self.word
    }
}

fn low(bytes: &[u8; 16]) -> u64 {
    bytes.first_chunk().map_or(0, |word| u64::from_le_bytes(*word))
}

fn high(bytes: &[u8; 16]) -> u64 {
    bytes.last_chunk().map_or(0, |word| u64::from_le_bytes(*word))
}

/// The top bit of each byte that is zero. A byte of 1 above a zero is marked as well: a second look is due anyway.
fn zero_bytes(word: u64) -> u64 {
    word.wrapping_sub(EACH) & !word & (0x80 * EACH)
}

/// How common a byte is in titles, roughly: by the letters of English and of what backup jobs say. Digits come first,
/// since titles that say the same of many objects often differ in these alone.
fn commonness(byte: u8) -> usize {
    const MOST_COMMON_LAST: &[u8] = b"zqjxkvwyfbhgpdm.ul:c@tnr[]isaoe ";
    MOST_COMMON_LAST.iter().position(|&known| known == byte).map_or(0, |place| place + 1)
}
