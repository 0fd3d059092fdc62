//! Sorting by index. A sort of the standard library is 3 KB of code for each type it is asked for, so the page sorts
//! numbers of rows by what they stand for, and has one sort by comparing and one by number.

use std::cmp::Ordering;

use super::turns::{STEP, Turns, at_once};

/// Sorts indexes by `compare`; equal ones keep their order. O(n log n), and one pass where they are in order.
pub fn sort_indexes(indexes: &mut [u32], compare: &dyn Fn(u32, u32) -> Ordering) {
    indexes.sort_by(|&a, &b| compare(a, b));
}

const DIGIT_BITS: u32 = 11;
const N_BUCKETS: usize = 1 << DIGIT_BITS;

/// Sorts indexes by a number; equal ones keep their order. A radix sort: one pass over all for every 11 bits in which
/// the numbers differ (four for the times of a night), and one pass in all where they are in order. 32 bytes an index
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
    let mut from: Vec<(u64, u32)> = Vec::with_capacity(indexes.len());
    let (mut most, mut is_sorted) = (0, true);
    for slice in indexes.chunks(STEP) {
        for &idx in slice {
            let key = number(idx).wrapping_sub(least).cast_unsigned();
            is_sorted &= from.last().is_none_or(|&(before, _)| before <= key);
            most = most.max(key);
            from.push((key, idx));
        }
        turns.pass().await;
    }
    if is_sorted {
        return indexes;
    }
    drop(indexes);
    let mut to = vec![(0, 0); from.len()];
    for digit in 0..(u64::BITS - most.leading_zeros()).div_ceil(DIGIT_BITS) {
        #[expect(clippy::cast_possible_truncation, reason = "cut to the bits of a digit")]
        let bucket = |key: u64| (key >> (digit * DIGIT_BITS)) as usize % N_BUCKETS;
        let mut places = vec![0_usize; N_BUCKETS];
        for slice in from.chunks(STEP) {
            for &(key, _) in slice {
                if let Some(n) = places.get_mut(bucket(key)) {
                    *n += 1;
                }
            }
            turns.pass().await;
        }
        let mut sum = 0;
        for place in &mut places {
            (*place, sum) = (sum, sum + *place);
        }
        for slice in from.chunks(STEP) {
            for &pair in slice {
                let Some(place) = places.get_mut(bucket(pair.0)) else { continue };
                if let Some(there) = to.get_mut(*place) {
                    *there = pair;
                }
                *place += 1;
            }
            turns.pass().await;
        }
        std::mem::swap(&mut from, &mut to);
    }
    drop(to);
    from.into_iter().map(|(_, idx)| idx).collect()
}

/// Puts indexes that come in the order of arrival in the order of reading: by start, then usn, then arrival.
pub fn sort_for_reading(indexes: Vec<u32>, start: &dyn Fn(u32) -> i64, usn: &dyn Fn(u32) -> i64) -> Vec<u32> {
    sort_by_number(sort_by_number(indexes, usn), start)
}
