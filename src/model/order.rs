//! Sorting by index. A sort of the standard library is 4 KB of code for each type it is asked for, so the page sorts
//! numbers of rows by what they stand for, and has one sort by comparing and one by number.

use std::cmp::Ordering;

use super::turns::{STEP, Turns, at_once};

/// Sorts indexes by `compare`; equal ones keep their order. O(n log n), and one pass where they are in order.
pub fn sort_indexes(indexes: &mut [u32], compare: &dyn Fn(u32, u32) -> Ordering) {
    indexes.sort_by(|&a, &b| compare(a, b));
}

/// A sort by comparing that is done in slices: whoever goes on with it may lock what is compared for one slice at a time.
/// Equal ones keep their order. O(n log n) in all, with 4 bytes an index beside them.
#[derive(Default)]
pub struct Sorting {
    /// In order run by run, each of `run_len` but for the last.
    from: Vec<u32>,
    /// The same with runs twice as long, as far as it goes.
    to: Vec<u32>,
    /// 0 until there are runs.
    run_len: usize,
    /// The next of the two runs that are being merged.
    heads: [usize; 2],
}

/// The runs that a sort begins with.
const RUN_LEN: usize = 512;

impl Sorting {
    /// Begins to sort these.
    pub fn new(indexes: Vec<u32>) -> Self {
        Self { from: indexes, ..Self::default() }
    }

    /// Goes on with about [`STEP`] of them; true once all are in order.
    pub fn go_on(&mut self, compare: &dyn Fn(u32, u32) -> Ordering) -> bool {
        if self.run_len == 0 {
            self.sort_runs(compare);
        } else if self.run_len < self.from.len() {
            self.merge(compare);
        }
        self.run_len > 0 && self.run_len >= self.from.len()
    }

    /// All of them, in order once [`Sorting::go_on`] has said so.
    pub fn into_indexes(self) -> Vec<u32> {
        self.from
    }

    fn sort_runs(&mut self, compare: &dyn Fn(u32, u32) -> Ordering) {
        let [at, _] = self.heads;
        let end = (at + STEP).min(self.from.len());
        for run in self.from.get_mut(at..end).unwrap_or_default().chunks_mut(RUN_LEN) {
            sort_indexes(run, compare);
        }
        if end == self.from.len() {
            self.begin_pass(RUN_LEN);
        } else {
            self.heads = [end; 2];
        }
    }

    fn begin_pass(&mut self, run_len: usize) {
        self.run_len = run_len;
        self.heads = [0, run_len];
        self.to.clear();
        if run_len < self.from.len() {
            self.to.reserve(self.from.len());
        } else {
            self.to = Vec::new();
        }
    }

    fn merge(&mut self, compare: &dyn Fn(u32, u32) -> Ordering) {
        for _ in 0..STEP {
            // Those that have been merged are as many as are behind the heads.
            let pair = self.to.len() / (2 * self.run_len) * (2 * self.run_len);
            let (middle, end) = (pair + self.run_len, pair + 2 * self.run_len);
            let [left, right] = self.heads;
            let one = |at: usize, end: usize| self.from.get(at).copied().filter(|_| at < end);
            let (next, head) = match (one(left, middle), one(right, end)) {
                (Some(a), Some(b)) if compare(a, b).is_le() => (a, 0),
                (Some(a), None) => (a, 0),
                (_, Some(b)) => (b, 1),
                (None, None) => break,
            };
            self.to.push(next);
            if let Some(head) = self.heads.get_mut(head) {
                *head += 1;
            }
            if self.to.len() == end {
                self.heads = [end, end + self.run_len];
            }
        }
        if self.to.len() == self.from.len() {
            std::mem::swap(&mut self.from, &mut self.to);
            self.begin_pass(2 * self.run_len);
        }
    }
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
    let mut least = None::<i64>;
    for slice in indexes.chunks(STEP) {
        let here = slice.iter().map(|&idx| number(idx)).min();
        least = least.into_iter().chain(here).min();
        turns.pass().await;
    }
    let least = least.unwrap_or(0);
    let mut keys = Keys { keyed: Vec::with_capacity(indexes.len()), most: 0, is_sorted: true };
    for slice in indexes.chunks(STEP) {
        keys.add(slice, number, least);
        turns.pass().await;
    }
    if keys.is_sorted {
        return indexes;
    }
    drop(indexes);
    let mut from = keys.keyed;
    let mut to = vec![Keyed::default(); from.len()];
    for digit in 0..(u64::BITS - keys.most.leading_zeros()).div_ceil(DIGIT_BITS) {
        let mut places = vec![0_usize; N_BUCKETS];
        for slice in from.chunks(STEP) {
            count_digit(slice, digit, &mut places);
            turns.pass().await;
        }
        let mut sum = 0;
        for place in &mut places {
            (*place, sum) = (sum, sum + *place);
        }
        for slice in from.chunks(STEP) {
            put_by_digit(slice, digit, &mut places, &mut to);
            turns.pass().await;
        }
        std::mem::swap(&mut from, &mut to);
    }
    drop(to);
    // (Collected from the keys themselves they would keep the room of these.)
    let mut sorted = Vec::with_capacity(from.len());
    sorted.extend(from.iter().map(|keyed| keyed.idx));
    sorted
}

/// Indexes with the numbers that they are sorted by, less the least of them.
struct Keys {
    keyed: Vec<Keyed>,
    most: u64,
    is_sorted: bool,
}

/// An index with its number, in 12 bytes: the two halves of the number leave no gap before the index.
#[derive(Clone, Copy, Default)]
struct Keyed {
    high: u32,
    low: u32,
    idx: u32,
}

impl Keyed {
    #[expect(clippy::cast_possible_truncation, reason = "cut in halves")]
    const fn new(key: u64, idx: u32) -> Self {
        Self { high: (key >> 32) as u32, low: key as u32, idx }
    }

    fn key(self) -> u64 {
        u64::from(self.high) << 32 | u64::from(self.low)
    }
}

impl Keys {
    fn add(&mut self, indexes: &[u32], number: &dyn Fn(u32) -> i64, least: i64) {
        for &idx in indexes {
            let key = number(idx).wrapping_sub(least).cast_unsigned();
            self.is_sorted &= self.keyed.last().is_none_or(|before| before.key() <= key);
            self.most = self.most.max(key);
            self.keyed.push(Keyed::new(key, idx));
        }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "cut to the bits of a digit")]
const fn bucket(key: u64, digit: u32) -> usize {
    (key >> (digit * DIGIT_BITS)) as usize % N_BUCKETS
}

fn count_digit(keyed: &[Keyed], digit: u32, places: &mut [usize]) {
    for &one in keyed {
        if let Some(n) = places.get_mut(bucket(one.key(), digit)) {
            *n += 1;
        }
    }
}

/// Puts them where the next of their digit goes.
fn put_by_digit(keyed: &[Keyed], digit: u32, places: &mut [usize], to: &mut [Keyed]) {
    for &one in keyed {
        let Some(place) = places.get_mut(bucket(one.key(), digit)) else { continue };
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
