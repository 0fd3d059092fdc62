//! Finding items by text, result and time.
//!
//! A search text is a plain piece of text, compared as people type it (`model/fold.rs`): case, blanks, quotes, and how a
//! letter is composed do not count. The titles of a log lie in one string, which is run through once, eight bytes a step:
//! at each of eight places two bytes of the search text (its rarest ones) are compared at once, and only where both fit is
//! the rest looked at. The few titles in which more than case has to be compared are known, and looked at letter by letter.

use std::ops::Range;

pub use crate::model::fold::lower;
use crate::model::{Log, TimeRange, Timestamp, fold};

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
#[derive(Clone, Debug, Default)]
pub struct Needle {
    /// As it is compared (see [`fold`]); neither begins nor ends with a blank.
    text: Vec<char>,
    /// The whole of it, where it is ASCII: all that a plain title has to be searched for.
    plain: Option<Key>,
    /// Its longest stretch that is written in one way alone; the whole of it stands nowhere where this does not, but for
    /// texts in which letters are written in other ways ([`has_other_ways`]).
    part: Option<Key>,
}

impl Needle {
    /// Makes `query` ready. Blanks around it do not count.
    pub fn new(query: &str) -> Self {
        let query = query.trim();
        let mut text: Vec<char> = Folded::of(query).chars;
        if text.is_empty() {
            // Nobody sees any of it: it stands nowhere, since such characters are left out of what is searched.
            text.extend(query.chars());
        }
        let as_text = |chars: &[char]| chars.iter().collect::<String>();
        let is_ascii = text.iter().all(char::is_ascii) && !text.is_empty();
        let plain = is_ascii.then(|| Key::new(as_text(&text).as_bytes()));
        // A letter before a mark may be written as one with it.
        let is_sure = |at: usize| {
            text.get(at).is_some_and(|&c| has_one_way(c)) && !text.get(at + 1).is_some_and(|&c| fold::is_mark(c))
        };
        let sure: Vec<(bool, char)> = (0..).zip(&text).map(|(at, &c)| (is_sure(at), c)).collect();
        let longest = sure.chunk_by(|a, b| a.0 && b.0).filter(|part| part.iter().all(|&(is_sure, _)| is_sure));
        let part = longest.max_by_key(|part| part.len()).map(|part| {
            let part: Vec<char> = part.iter().map(|&(_, c)| c).collect();
            Key::new(as_text(&part).as_bytes())
        });
        Self { text, plain, part }
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
        if fold::is_plain(text) {
            let key = self.plain.as_ref()?;
            let at = key.find(text.as_bytes(), 0)?;
            return Some(at..at + key.bytes.len());
        }
        self.find_folded(text)
    }

    /// The same for any text, letter by letter. O(n · m) for its n letters and m of the search text.
    fn find_folded(&self, text: &str) -> Option<Range<usize>> {
        let may_be = |part: &Key| part.find(text.as_bytes(), 0).is_some() || has_other_ways(text);
        if !self.part.as_ref().is_none_or(may_be) {
            return None;
        }
        let folded = Folded::of(text);
        let last = folded.chars.len().checked_sub(self.text.len())?;
        (0..=last).find_map(|at| {
            let end = at + self.text.len();
            let is_here = folded.chars.get(at..end)? == self.text.as_slice();
            (is_here && folded.begins_at(at) && folded.begins_at(end)).then(|| folded.place(at, end))
        })
    }

    /// Calls `hit` for each item whose title holds it, in the order of arrival.
    fn for_each_title(&self, log: &Log, mut hit: impl FnMut(u32)) {
        let mut odd = log.odd_titles().iter().copied().peekable();
        // Those that have to be compared letter by letter, up to an item.
        let mut odd_before = |end: u32, hit: &mut dyn FnMut(u32)| {
            while let Some(idx) = odd.next_if(|&idx| idx < end) {
                if self.find_folded(log.title(idx)).is_some() {
                    hit(idx);
                }
            }
            odd.peek() == Some(&end)
        };
        if let Some(key) = &self.plain {
            let (text, ends) = log.titles();
            let (mut from, mut item) = (0, 0);
            while let Some(at) = key.find(text.as_bytes(), from) {
                while ends.get(item).is_some_and(|&end| end as usize <= at) {
                    item += 1;
                }
                let Some(&end) = ends.get(item) else { break };
                if at + key.bytes.len() > end as usize {
                    // It would reach into the next title.
                    from = at + 1;
                    continue;
                }
                let idx = u32::try_from(item).unwrap_or(u32::MAX);
                if !odd_before(idx, &mut hit) {
                    hit(idx);
                }
                from = end as usize;
                item += 1;
            }
        }
        odd_before(u32::MAX, &mut hit);
    }
}

/// Whether a folded character is written in one way alone, where none of [`has_other_ways`] is: no blank, quote, dash or
/// dot, and no letter that may come composed.
fn has_one_way(c: char) -> bool {
    c.is_ascii() && !matches!(c, ' ' | '\'' | '"' | '-' | '.') || matches!(c, '\u{3400}'..='\u{9fff}')
}

/// Whether a text may hold wide letters, or characters that nobody sees: by the first bytes of all of them.
fn has_other_ways(text: &str) -> bool {
    memchr::memchr3(0xc2, 0xe2, 0xef, text.as_bytes()).is_some() || memchr::memchr(0xcd, text.as_bytes()).is_some()
}

/// A text as it is compared, and where each of its characters comes from.
struct Folded {
    chars: Vec<char>,
    /// The bytes that each was made of.
    places: Vec<Range<usize>>,
}

impl Folded {
    fn of(text: &str) -> Self {
        let mut folded = Self { chars: Vec::with_capacity(text.len()), places: Vec::with_capacity(text.len()) };
        for (start, c) in text.char_indices() {
            let end = start + c.len_utf8();
            fold::each(c, &mut |c| folded.push(c, start..end));
        }
        folded
    }

    fn push(&mut self, c: char, place: Range<usize>) {
        match (self.chars.last(), self.places.last_mut()) {
            (Some(' '), Some(blank)) if c == ' ' => blank.end = place.end,
            _ => {
                self.chars.push(c);
                self.places.push(place);
            }
        }
        // Marks in the one order in which they are compared.
        if fold::is_mark(c) {
            let rank = |c: &char| if fold::is_mark(*c) { fold::place_of_mark(*c) } else { 0 };
            let mut at = self.chars.len() - 1;
            while at > 0 && self.chars.get(at - 1).map(rank) > self.chars.get(at).map(rank) {
                self.chars.swap(at - 1, at);
                at -= 1;
            }
        }
    }

    /// Whether a letter begins at a place, or the text ends there: no mark of the letter before, and no further part of it.
    fn begins_at(&self, at: usize) -> bool {
        let start = |at: usize| self.places.get(at).map(|place| place.start);
        self.chars.get(at).is_none_or(|&c| !fold::is_mark(c))
            && (at == 0 || start(at).is_none() || start(at - 1) != start(at))
    }

    /// The bytes of some characters.
    fn place(&self, from: usize, to: usize) -> Range<usize> {
        let places = self.places.get(from..to).unwrap_or_default();
        let start = places.first().map_or(0, |place| place.start);
        start..places.iter().map(|place| place.end).max().unwrap_or(start)
    }
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
