//! Names by their words: letter case, how a letter is composed or coded, and the marks between words do not count, so
//! `Jane.Doe@contoso.com` is found in `jane_doe_contoso_com` and in `jane%2Edoe%40contoso.com` too.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use crate::looks::{escape, percented};
use crate::model::fold::{self, is_mark, is_unseen};

/// A word of a text: a run of letters and digits; in writing without blanks each letter is one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Word {
    /// Its first byte.
    pub(super) start: usize,
    /// One past its last byte.
    pub(super) end: usize,
    /// Of its letters in lower case.
    hash: u64,
    /// The same without a few digits at its end; the same hash where it has none, or nothing else.
    stem: u64,
}

/// A name that words of a text begin with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Match {
    /// What the name stands for.
    pub(super) value: u32,
    /// How many words it has; at least one.
    pub(super) n: usize,
    /// Whether digits are glued to it (`Smith1`): then it is another of the same kind.
    pub(super) is_numbered: bool,
}

/// FNV-1a, 64 bits.
const BASIS: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;
/// The most characters between two words of one name: `, ` and `://`.
const MOST_BETWEEN: usize = 3;
/// The most digits that are glued to a name: a year.
const MOST_DIGITS: usize = 4;
/// The most words of a name that are looked for at once. A longer one, which is rather a text, is known by its pieces: else a
/// text of equal words would be compared with all of it at each of its words.
const MOST_WORDS: usize = 64;

fn add(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(PRIME)
}

/// Puts a word behind others.
fn step(hash: u64, word: u64) -> u64 {
    let mixed = (hash.rotate_left(23) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed ^ mixed >> 29
}

/// A letter or digit in lower case; 0 for a byte that ends a word, 1 for one that needs a closer look.
#[allow(clippy::indexing_slicing, reason = "worked out while compiling, and bounded by the loop")]
const LOWER: [u8; 256] = {
    let mut table = [0; 256];
    let mut at = 0;
    let mut byte = 0_u8;
    while at < table.len() {
        table[at] = match byte {
            b'%' | b'\\' | b'&' | 0x80.. => 1,
            _ if byte.is_ascii_alphanumeric() => byte.to_ascii_lowercase(),
            _ => 0,
        };
        at += 1;
        byte = byte.wrapping_add(1);
    }
    table
};

/// The words of a text, in order. O(n).
pub(super) fn words(text: &str, out: &mut Vec<Word>) {
    out.clear();
    let bytes = text.as_bytes();
    let (mut at, mut begun) = (0, Begun::default());
    // Whether the last letter is a word by itself.
    let mut is_alone = false;
    while let Some(&byte) = bytes.get(at) {
        let lower = LOWER.get(usize::from(byte)).copied().unwrap_or(0);
        let mut len = 1;
        match lower {
            0 => begun.end(out, at),
            1 => {
                let (letter, n) = letter(text, at);
                len = n;
                match letter {
                    Some(c) if is_unseen(c) => {}
                    Some(c) if c.is_alphanumeric() || begun.start.is_some() && is_mark(c) => {
                        if !is_mark(c) {
                            if is_word(c) || is_alone {
                                begun.end(out, at);
                            }
                            is_alone = is_word(c);
                        }
                        begun.hash = fold(begun.hash, c);
                        begun.n_digits = 0;
                        begun.start = begun.start.or(Some(at));
                    }
                    _ => begun.end(out, at),
                }
            }
            _ => {
                if is_alone {
                    begun.end(out, at);
                    is_alone = false;
                }
                if begun.n_digits == 0 {
                    begun.stem = begun.hash;
                }
                begun.n_digits = if lower.is_ascii_digit() { begun.n_digits + 1 } else { 0 };
                begun.hash = add(begun.hash, lower);
                begun.start = begun.start.or(Some(at));
            }
        }
        at += len;
    }
    begun.end(out, at);
}

/// A word whose end has not come yet.
struct Begun {
    /// Its first byte; nothing between words.
    start: Option<usize>,
    /// Of what there is of it.
    hash: u64,
    /// Of what came before the digits at its end, and how many these are.
    stem: u64,
    n_digits: usize,
}

impl Default for Begun {
    fn default() -> Self {
        Self { start: None, hash: BASIS, stem: BASIS, n_digits: 0 }
    }
}

impl Begun {
    fn end(&mut self, out: &mut Vec<Word>, end: usize) {
        if let Some(start) = self.start {
            let is_numbered = (1..=MOST_DIGITS).contains(&self.n_digits) && self.stem != BASIS;
            out.push(Word { start, end, hash: self.hash, stem: if is_numbered { self.stem } else { self.hash } });
            *self = Self::default();
        }
    }
}

/// Whether a letter is of a writing that has no blanks between words, or glues others to a name: then it is looked at as a
/// word. A mark on the letter before it is a part of that.
fn is_word(c: char) -> bool {
    matches!(c,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{115f}' | '\u{1780}'..='\u{17ff}' | '\u{2e80}'..='\u{3098}'
        | '\u{309b}'..='\u{9fff}' | '\u{ac00}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}' | '\u{ff66}'..='\u{ff9d}'
        | '\u{20000}'..='\u{3ffff}')
}

fn fold(mut hash: u64, c: char) -> u64 {
    for lower in c.to_lowercase() {
        // The one small letter of Greek that has two forms.
        let lower = if lower == 'ς' { 'σ' } else { lower };
        fold::each(lower, &mut |part| {
            for &byte in part.encode_utf8(&mut [0; 4]).as_bytes() {
                hash = add(hash, byte);
            }
        });
    }
    hash
}

/// The character at `at`, written as it is or as JSON, HTML and addresses have it (`\u00E4`, `&#228;`, `%C3%A4`, and these
/// written once more), and how many bytes that takes; at least one.
fn letter(text: &str, at: usize) -> (Option<char>, usize) {
    let rest = text.get(at..).unwrap_or_default();
    let Some(first) = rest.chars().next() else { return (None, 1) };
    let marks = rest.len() - rest.trim_start_matches('\\').len();
    let found = match first {
        '\\' if rest.get(marks..).is_some_and(|rest| rest.starts_with('u')) => {
            let code = escape(first, rest.get(marks - 1..).unwrap_or_default(), false);
            code.map(|(c, len)| (c, marks - 1 + len))
        }
        '\\' => None,
        '&' => escape(first, rest, false),
        '%' => percented_again(rest).or_else(|| percented(rest)),
        _ => return (Some(first), first.len_utf8()),
    };
    found.map_or((None, 1), |(c, len)| (Some(c), len))
}

/// A letter that was made fit for an address twice or more: `%25C3%25A4`.
fn percented_again(rest: &str) -> Option<(char, usize)> {
    let mut once = String::new();
    let (mut at, mut ends) = (0, [0; 4]);
    for end in &mut ends {
        let Some(mut code) = rest.get(at..).and_then(|rest| rest.strip_prefix("%25")) else { break };
        while let Some(more) =
            code.strip_prefix("25").filter(|more| more.bytes().take(2).all(|b| b.is_ascii_hexdigit()))
        {
            code = more;
        }
        once.extend(["%", code.get(..2)?]);
        at = rest.len() - code.len() + 2;
        *end = at;
    }
    let (c, len) = percented(&once)?;
    Some((c, *ends.get(len / 3 - 1)?))
}

/// Whether what stands between two words may do so inside a name: a few characters, as they are or written as `%20`.
fn is_joint(between: &str) -> bool {
    let (mut at, mut n) = (0, 0);
    while at < between.len() && n <= MOST_BETWEEN {
        at += letter(between, at).1;
        n += 1;
    }
    n <= MOST_BETWEEN
}

/// A hash is spread well already.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct AsIs(u64);

impl Hasher for AsIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = bytes.iter().fold(self.0, |hash, &byte| add(hash, byte));
    }

    fn write_u64(&mut self, n: u64) {
        self.0 = n;
    }
}

#[derive(Clone, Copy, Default, Debug)]
struct Node {
    /// One more than the value of the name that ends here; 0 where none does.
    value: u32,
    /// Whether longer names begin so.
    goes_on: bool,
}

/// Names and what they stand for, found by hashes of 64 bits: 16 bytes a word of a name.
#[derive(Clone, Default, Debug)]
pub(super) struct Keys {
    nodes: HashMap<u64, Node, BuildHasherDefault<AsIs>>,
}

impl Keys {
    /// Makes room for so many words of names.
    pub(super) fn reserve(&mut self, n: usize) {
        self.nodes.reserve(n);
    }

    /// What these words stand for.
    pub(super) fn get(&self, words: &[Word]) -> Option<u32> {
        let hash = words.iter().fold(BASIS, |hash, word| step(hash, word.hash));
        self.nodes.get(&hash)?.value.checked_sub(1).filter(|_| !words.is_empty())
    }

    /// Lets these words stand for `value`, unless they stand for something already.
    pub(super) fn put(&mut self, words: &[Word], value: u32) {
        let n_pieces = words.len().div_ceil(MOST_WORDS);
        let begin = |piece: usize| piece * words.len() / n_pieces.max(1);
        for piece in 0..n_pieces {
            self.put_piece(words.get(begin(piece)..begin(piece + 1)).unwrap_or_default(), value);
        }
        if n_pieces > 1 {
            let hash = words.iter().fold(BASIS, |hash, word| step(hash, word.hash));
            self.stand_for(hash, value);
        }
    }

    fn put_piece(&mut self, words: &[Word], value: u32) {
        let mut hash = BASIS;
        for (n, word) in words.iter().enumerate() {
            hash = step(hash, word.hash);
            if n + 1 < words.len() {
                self.nodes.entry(hash).or_default().goes_on = true;
            } else {
                self.stand_for(hash, value);
            }
        }
    }

    fn stand_for(&mut self, hash: u64, value: u32) {
        let node = self.nodes.entry(hash).or_default();
        if node.value == 0 {
            node.value = value + 1;
        }
    }

    /// The names that `words` begin with, the longest last. O(1): names are looked for by so many words at most.
    pub(super) fn each(&self, text: &str, words: &[Word], found: &mut dyn FnMut(Match)) {
        let mut hash = BASIS;
        for (n, word) in words.iter().enumerate() {
            let (before, n) = (hash, n + 1);
            hash = step(before, word.hash);
            let node = self.nodes.get(&hash).copied().unwrap_or_default();
            if let Some(value) = node.value.checked_sub(1) {
                found(Match { value, n, is_numbered: false });
            } else if word.stem != word.hash
                && let Some(value) = self.nodes.get(&step(before, word.stem)).and_then(|node| node.value.checked_sub(1))
            {
                found(Match { value, n, is_numbered: true });
            }
            let next = words.get(n).filter(|_| node.goes_on);
            if !next.and_then(|next| text.get(word.end..next.start)).is_some_and(is_joint) {
                return;
            }
        }
    }
}
