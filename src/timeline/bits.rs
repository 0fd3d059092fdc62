//! Sets of items: one bit each, and counts of any stretch in O(1).

use super::scale::count;

const WORD: usize = 64;
const WORDS_PER_BLOCK: usize = 8;
const BLOCK: usize = WORD * WORDS_PER_BLOCK;

/// A set of items by index: an eighth of a byte each.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct BitSet {
    words: Vec<u64>,
    n: usize,
}

impl BitSet {
    /// An empty set that can hold the items `0..n`.
    pub fn new(n: usize) -> Self {
        Self { words: vec![0; n.div_ceil(WORD)], n }
    }

    /// The set of the items that `indexes` names.
    pub fn of(n: usize, indexes: impl IntoIterator<Item = u32>) -> Self {
        let mut set = Self::new(n);
        for idx in indexes {
            set.set(idx);
        }
        set
    }

    /// Adds an item; one beyond the set's size is left out.
    pub fn set(&mut self, idx: u32) {
        let at = idx as usize;
        if at < self.n
            && let Some(word) = self.words.get_mut(at / WORD)
        {
            *word |= 1 << (at % WORD);
        }
    }

    /// Whether an item is in the set.
    pub fn get(&self, idx: u32) -> bool {
        let at = idx as usize;
        self.words.get(at / WORD).is_some_and(|word| word >> (at % WORD) & 1 != 0)
    }

    /// How many items are in the set. O(n / 64).
    pub fn count(&self) -> u32 {
        self.words.iter().map(|word| word.count_ones()).sum()
    }
}

/// A row of bits that never changes, with the count of ones before every eighth word: how many ones lie in any stretch
/// is two look-ups, whatever its length.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct RankBits {
    words: Vec<u64>,
    before: Vec<u32>,
    n: usize,
}

impl RankBits {
    /// From `n` bits. O(n).
    pub fn new(mut bits: impl Iterator<Item = bool>, n: usize) -> Self {
        // A jump for each bit that is set would be guessed wrong too often.
        let word = |nth: usize| {
            let n_here = WORD.min(n - nth * WORD);
            bits.by_ref().take(n_here).zip(0_u32..).fold(0, |word, (bit, at)| word | u64::from(bit) << at)
        };
        Self::from_words((0..n.div_ceil(WORD)).map(word).collect(), n)
    }

    /// From words that hold `n` bits, the lowest first. O(n / 64).
    pub fn from_words(words: Vec<u64>, n: usize) -> Self {
        let mut before = Vec::with_capacity(words.len() / WORDS_PER_BLOCK + 1);
        let mut sum = 0;
        for block in words.chunks(WORDS_PER_BLOCK) {
            before.push(sum);
            sum += block.iter().map(|word| word.count_ones()).sum::<u32>();
        }
        before.push(sum);
        Self { words, before, n }
    }

    /// How many bits.
    pub fn len(&self) -> usize {
        self.n
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.n == 0
    }

    /// Whether the bit is one.
    pub fn get(&self, at: usize) -> bool {
        self.words.get(at / WORD).is_some_and(|word| word >> (at % WORD) & 1 != 0)
    }

    /// How many ones lie before `at`. O(1): at most eight words are read.
    pub fn rank(&self, at: usize) -> u32 {
        let at = at.min(self.n);
        let block = at / BLOCK;
        let mut sum = self.before.get(block).copied().unwrap_or(0);
        let first = block * WORDS_PER_BLOCK;
        let word_at = at / WORD;
        if let Some(words) = self.words.get(first..word_at) {
            sum += words.iter().map(|word| word.count_ones()).sum::<u32>();
        }
        let rest = at % WORD;
        if rest != 0
            && let Some(word) = self.words.get(word_at)
        {
            sum += (word & ((1 << rest) - 1)).count_ones();
        }
        sum
    }

    /// How many ones lie in `first..last`. O(1).
    pub fn count(&self, first: usize, last: usize) -> u32 {
        self.rank(last).saturating_sub(self.rank(first))
    }

    /// How many ones there are. O(1).
    pub fn total(&self) -> u32 {
        self.before.last().copied().unwrap_or(0)
    }

    /// The first one at or after `from`. O(n / 64) at worst, in single steps over words without ones.
    pub fn next_one(&self, from: usize) -> Option<usize> {
        let mut word_at = from / WORD;
        let mut word = self.words.get(word_at)? & (u64::MAX << (from % WORD));
        while word == 0 {
            word_at += 1;
            word = *self.words.get(word_at)?;
        }
        Some(word_at * WORD + word.trailing_zeros() as usize)
    }

    /// The last one before `before`. O(n / 64) at worst.
    pub fn previous_one(&self, before: usize) -> Option<usize> {
        let last = before.min(self.n).checked_sub(1)?;
        let mut word_at = last / WORD;
        let mut word = self.words.get(word_at)? & (u64::MAX >> (WORD - 1 - last % WORD));
        while word == 0 {
            word_at = word_at.checked_sub(1)?;
            word = *self.words.get(word_at)?;
        }
        Some(word_at * WORD + WORD - 1 - word.leading_zeros() as usize)
    }
}

/// How many items of each severity, in the order of [`crate::model::Severity::ALL`].
pub type Counts = [u32; 5];

/// Adds `more` to `sum`, severity by severity.
pub fn add(sum: &mut Counts, more: &Counts) {
    for (sum, more) in sum.iter_mut().zip(more) {
        *sum += more;
    }
}

/// The sum over all severities.
pub fn total(counts: &Counts) -> u32 {
    count(counts.iter().map(|&n| n as usize).sum())
}
