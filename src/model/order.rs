//! Sorting by index. A sort of the standard library is 3 KB of code for each type it is asked for, so the page sorts
//! numbers of rows by what they stand for, and has one such sort.

use std::cmp::Ordering;

/// Sorts indexes by `compare`; equal ones keep their order. O(n log n), and one pass where they are in order.
pub fn sort_indexes(indexes: &mut [u32], compare: &dyn Fn(u32, u32) -> Ordering) {
    indexes.sort_by(|&a, &b| compare(a, b));
}
