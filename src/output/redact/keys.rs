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
}

/// FNV-1a, 64 bits.
const BASIS: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;
/// The most characters between two words of one name: `, ` and `://`.
const MOST_BETWEEN: usize = 3;

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
    let (mut at, mut begun, mut hash) = (0, None, BASIS);
    // Whether the last letter is a word by itself.
    let mut is_alone = false;
    while let Some(&byte) = bytes.get(at) {
        let lower = LOWER.get(usize::from(byte)).copied().unwrap_or(0);
        let mut len = 1;
        match lower {
            0 => end_word(out, &mut begun, &mut hash, at),
            1 => {
                let (letter, n) = letter(text, at);
                len = n;
                match letter {
                    Some(c) if is_unseen(c) => {}
                    Some(c) if c.is_alphanumeric() || begun.is_some() && is_mark(c) => {
                        if !is_mark(c) {
                            if is_word(c) || is_alone {
                                end_word(out, &mut begun, &mut hash, at);
                            }
                            is_alone = is_word(c);
                        }
                        hash = fold(hash, c);
                        begun = begun.or(Some(at));
                    }
                    _ => end_word(out, &mut begun, &mut hash, at),
                }
            }
            _ => {
                if is_alone {
                    end_word(out, &mut begun, &mut hash, at);
                    is_alone = false;
                }
                hash = add(hash, lower);
                begun = begun.or(Some(at));
            }
        }
        at += len;
    }
    end_word(out, &mut begun, &mut hash, at);
}

/// Whether a letter is of a writing that has no blanks between words, or glues others to a name: then it is looked at as a
/// word. A mark on the letter before it is a part of that.
fn is_word(c: char) -> bool {
    matches!(c,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{115f}' | '\u{1780}'..='\u{17ff}' | '\u{2e80}'..='\u{3098}'
        | '\u{309b}'..='\u{9fff}' | '\u{ac00}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}' | '\u{ff66}'..='\u{ff9d}'
        | '\u{20000}'..='\u{3ffff}')
}

fn end_word(out: &mut Vec<Word>, begun: &mut Option<usize>, hash: &mut u64, end: usize) {
    if let Some(start) = begun.take() {
        out.push(Word { start, end, hash: *hash });
        *hash = BASIS;
    }
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
        let mut hash = BASIS;
        for (n, word) in words.iter().enumerate() {
            hash = step(hash, word.hash);
            let node = self.nodes.entry(hash).or_default();
            if n + 1 < words.len() {
                node.goes_on = true;
            } else if node.value == 0 {
                node.value = value + 1;
            }
        }
    }

    /// The names that `words` begin with, the longest last: what they stand for, and how many words they have.
    /// O(words of the longest).
    pub(super) fn each(&self, text: &str, words: &[Word], found: &mut dyn FnMut(u32, usize)) {
        let mut hash = BASIS;
        for (n, word) in words.iter().enumerate() {
            hash = step(hash, word.hash);
            let Some(node) = self.nodes.get(&hash) else { return };
            if let Some(value) = node.value.checked_sub(1) {
                found(value, n + 1);
            }
            let next = words.get(n + 1).filter(|_| node.goes_on);
            if !next.and_then(|next| text.get(word.end..next.start)).is_some_and(is_joint) {
                return;
            }
        }
    }
}
