//! Sorting by index. A sort of the standard library is 4 KB of code for each type it is asked for, so the page sorts
//! numbers of rows by what they stand for, and has one sort by comparing, one by number and one by text.

use std::cmp::Ordering;

use super::turns::{STEP, Turns, at_once};

/// Sorts indexes by `compare`; equal ones keep their order. O(n log n), and one pass where they are in order.
pub fn sort_indexes(indexes: &mut [u32], compare: &dyn Fn(u32, u32) -> Ordering) {
    indexes.sort_by(|&a, &b| compare(a, b));
}

/// Values in the order of their keys, each asked for once; equal ones keep theirs. O(n log n).
pub fn sorted_by_key<T, K: Ord>(values: Vec<T>, key: impl Fn(&T) -> K) -> Vec<T> {
    let keys: Vec<K> = values.iter().map(key).collect();
    let order = order(keys.len(), &|a, b| keys.get(a as usize).cmp(&keys.get(b as usize)));
    in_order(values, &order)
}

/// Values in the order of `compare`; equal ones keep theirs. O(n log n).
pub fn sorted_by<T>(values: impl IntoIterator<Item = T>, compare: &dyn Fn(&T, &T) -> Ordering) -> Vec<T> {
    let values: Vec<T> = values.into_iter().collect();
    let order = order(values.len(), &|a, b| match (values.get(a as usize), values.get(b as usize)) {
        (Some(a), Some(b)) => compare(a, b),
        _ => Ordering::Equal,
    });
    in_order(values, &order)
}

fn order(n: usize, compare: &dyn Fn(u32, u32) -> Ordering) -> Vec<u32> {
    let mut order: Vec<u32> = (0..u32::try_from(n).unwrap_or(u32::MAX)).collect();
    sort_indexes(&mut order, compare);
    order
}

fn in_order<T>(values: Vec<T>, order: &[u32]) -> Vec<T> {
    let mut values: Vec<Option<T>> = values.into_iter().map(Some).collect();
    order.iter().filter_map(|&idx| values.get_mut(idx as usize)?.take()).collect()
}

const DIGIT_BITS: u32 = 11;
const N_BUCKETS: usize = 1 << DIGIT_BITS;

/// Sorts indexes by a number; equal ones keep their order. A radix sort: one pass over all for every 11 bits in which
/// the numbers differ (four for the times of a night), and one pass in all where they are in order. 24 bytes an index
/// while it lasts.
pub fn sort_by_number(indexes: Vec<u32>, number: &dyn Fn(u32) -> i64) -> Vec<u32> {
    at_once(sort_by_number_in_turns(indexes, number, &Turns::none()))
}

/// The same in slices.
pub async fn sort_by_number_in_turns(indexes: Vec<u32>, number: &dyn Fn(u32) -> i64, turns: &Turns) -> Vec<u32> {
    let keyed = keyed_in_order(indexes, number, turns).await;
    // (Collected from the keys themselves they would keep the room of these.)
    let mut sorted = Vec::with_capacity(keyed.len());
    sorted.extend(keyed.iter().map(|keyed| keyed.idx));
    sorted
}

/// Sorts indexes by text, byte by byte; equal ones keep their order. In slices. `piece` is the [`piece`] of a text from a byte on.
///
/// All that are the same up to some byte are sorted by the next piece as by a number, and so on: far fewer looks at texts, which
/// lie all over the memory, than comparing two of them at a time takes. O(bytes), 28 bytes an index while it lasts.
pub async fn sort_by_text_in_turns(
    mut indexes: Vec<u32>,
    piece: &dyn Fn(u32, usize) -> i64,
    turns: &Turns,
) -> Vec<u32> {
    let mut left = vec![(0..indexes.len(), 0)];
    let mut n_sorted = 0;
    while let Some((range, from)) = left.pop() {
        let alike = indexes.get(range.clone()).unwrap_or_default();
        let next = |idx: u32| piece(idx, from);
        let keyed = if alike.len() > N_BUCKETS {
            keyed_in_order(alike.to_vec(), &next, turns).await
        } else {
            // Going through the buckets would cost more.
            let keyed = alike.iter().map(|&idx| Keyed::new(next(idx), idx)).collect();
            sorted_by_key(keyed, |keyed: &Keyed| keyed.key())
        };
        let mut begin = range.start;
        for same in keyed.chunk_by(|a, b| a.key() == b.key()) {
            for (place, keyed) in indexes.iter_mut().skip(begin).zip(same) {
                *place = keyed.idx;
            }
            let end = begin + same.len();
            if same.len() > 1 && same.first().is_some_and(|keyed| goes_on(keyed.key())) {
                left.push((begin..end, from + PIECE_LEN));
            }
            begin = end;
        }
        n_sorted += range.len();
        if n_sorted >= STEP {
            n_sorted = 0;
            turns.pass().await;
        }
    }
    indexes
}

/// Bytes of a text in a piece.
const PIECE_LEN: usize = 6;

/// A piece of a text from a byte on as a number, with how many bytes are left of the text: two texts that are the same up to there
/// are in the order of these numbers, unless they are the same here, too.
pub fn piece(text: &str, from: usize) -> i64 {
    let left = text.as_bytes().get(from..).unwrap_or_default();
    let byte = |at: usize| left.get(at).copied().unwrap_or(0);
    let n_left = u8::try_from(left.len().min(PIECE_LEN + 1)).unwrap_or(u8::MAX);
    i64::from_be_bytes([0, byte(0), byte(1), byte(2), byte(3), byte(4), byte(5), n_left])
}

/// Whether the text goes on behind a piece, by the key of it.
const fn goes_on(key: u64) -> bool {
    key & 0xff > PIECE_LEN as u64
}

/// Indexes with their numbers, in the order of these.
async fn keyed_in_order(indexes: Vec<u32>, number: &dyn Fn(u32) -> i64, turns: &Turns) -> Vec<Keyed> {
    let mut keys = Keys { keyed: Vec::with_capacity(indexes.len()), least: u64::MAX, most: 0, is_sorted: true };
    for slice in indexes.chunks(STEP) {
        keys.add(slice, number);
        turns.pass().await;
    }
    drop(indexes);
    let Keys { keyed: mut from, least, most, is_sorted } = keys;
    if is_sorted {
        return from;
    }
    let mut to = vec![Keyed::default(); from.len()];
    for digit in 0..(u64::BITS - (most - least).leading_zeros()).div_ceil(DIGIT_BITS) {
        let mut places = vec![0_usize; N_BUCKETS];
        for slice in from.chunks(STEP) {
            count_digit(slice, least, digit, &mut places);
            turns.pass().await;
        }
        let mut sum = 0;
        for place in &mut places {
            (*place, sum) = (sum, sum + *place);
        }
        for slice in from.chunks(STEP) {
            put_by_digit(slice, least, digit, &mut places, &mut to);
            turns.pass().await;
        }
        std::mem::swap(&mut from, &mut to);
    }
    from
}

/// Indexes with their keys, and what is known of these.
struct Keys {
    keyed: Vec<Keyed>,
    least: u64,
    most: u64,
    is_sorted: bool,
}

/// An index with the number that it is sorted by, in 12 bytes: the two halves of the number leave no gap before the index.
#[derive(Clone, Copy, Default)]
struct Keyed {
    high: u32,
    low: u32,
    idx: u32,
}

impl Keyed {
    #[expect(clippy::cast_possible_truncation, reason = "cut in halves")]
    const fn new(number: i64, idx: u32) -> Self {
        // The least number is the key 0.
        let key = number.cast_unsigned() ^ 1 << 63;
        Self { high: (key >> 32) as u32, low: key as u32, idx }
    }

    fn key(self) -> u64 {
        u64::from(self.high) << 32 | u64::from(self.low)
    }
}

impl Keys {
    fn add(&mut self, indexes: &[u32], number: &dyn Fn(u32) -> i64) {
        for &idx in indexes {
            let keyed = Keyed::new(number(idx), idx);
            let key = keyed.key();
            self.is_sorted &= self.keyed.last().is_none_or(|before| before.key() <= key);
            (self.least, self.most) = (self.least.min(key), self.most.max(key));
            self.keyed.push(keyed);
        }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "cut to the bits of a digit")]
const fn bucket(key: u64, least: u64, digit: u32) -> usize {
    ((key - least) >> (digit * DIGIT_BITS)) as usize % N_BUCKETS
}

fn count_digit(keyed: &[Keyed], least: u64, digit: u32, places: &mut [usize]) {
    for &one in keyed {
        if let Some(n) = places.get_mut(bucket(one.key(), least, digit)) {
            *n += 1;
        }
    }
}

/// Puts them where the next of their digit goes.
fn put_by_digit(keyed: &[Keyed], least: u64, digit: u32, places: &mut [usize], to: &mut [Keyed]) {
    for &one in keyed {
        let Some(place) = places.get_mut(bucket(one.key(), least, digit)) else { continue };
        if let Some(there) = to.get_mut(*place) {
            *there = one;
        }
        *place += 1;
    }
}

/// Puts indexes that come in the order of arrival in the order of reading: by start, then usn, then arrival.
pub fn sort_for_reading(indexes: Vec<u32>, start: &dyn Fn(u32) -> i64, usn: &dyn Fn(u32) -> i64) -> Vec<u32> {
    sort_by_number(sort_by_number(indexes, usn), start)
}
