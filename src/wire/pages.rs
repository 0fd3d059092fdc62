//! Several answers in one file: an array of pages, as this page saves answers as they were sent.

use std::ops::Range;

use super::scan::Cursor;

/// Where each element of an array stands, and whether the array is closed. What breaks off counts as far as it goes. O(n).
pub fn pages(file: &[u8]) -> (Vec<Range<usize>>, bool) {
    let mut cursor = Cursor::new(file);
    let mut pages = Vec::new();
    let mut more = cursor.enter(b'[', b']');
    while more == Ok(true) && cursor.peek().is_ok() {
        let begin = cursor.pos();
        if cursor.skip_value().is_err() {
            pages.push(begin..file.len());
            return (pages, false);
        }
        pages.push(begin..cursor.pos());
        more = cursor.more(b']');
    }
    (pages, more == Ok(false))
}
