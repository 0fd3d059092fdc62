//! Parts of a log: what is settled, and stays when a server is asked again how a running session goes on; and what is left
//! without items that came again.

use super::{Few, Log};
use crate::model::Timestamp;

impl Log {
    /// How many items at the front are settled: they have ended, and none can come before them. A server that is asked again
    /// may have more to say about the others only. O(n).
    pub fn n_settled(&self) -> usize {
        let is_open =
            |idx: &usize| u32::try_from(*idx).is_ok_and(|idx| self.is_open(idx) || self.status(idx).is_running());
        if self.has_late { 0 } else { (0..self.len()).find(is_open).unwrap_or(self.len()) }
    }

    /// A copy of the first `n` items, and from how many pages or files they are. O(n).
    pub fn head(&self, n: usize) -> (Self, usize) {
        let mut head = self.clone();
        let end = u32::try_from(n).unwrap_or(u32::MAX);
        head.start.truncate(n);
        head.end.truncate(n);
        head.id.truncate(n);
        head.usn.truncate(n);
        head.text_end.truncate(n);
        head.raw_start.truncate(n);
        head.status.truncate(n);
        head.prefix_len.truncate(n);
        head.offset.truncate(n);
        head.assumed.truncate(n);
        head.text.truncate(head.text_end.last().map_or(0, |&end| end as usize));
        head.long_usn.retain(|&(idx, _)| idx < end);
        head.odd_id.retain(|&(idx, _)| idx < end);
        head.odd_word.retain(|&(idx, _)| idx < end);
        head.sources.retain(|&first| first < end);
        head.sum_up_anew();
        head.last = end.checked_sub(1).map_or((0, 0), |last| {
            (head.start(last).map_or(i64::MAX, Timestamp::ticks), head.usn(last).unwrap_or(i64::MAX))
        });
        let n_sources = head.sources.len();
        (head, n_sources)
    }

    /// A copy without these items, which are in ascending order. O(n).
    #[must_use]
    pub fn without(&self, gone: &[u32]) -> Self {
        let mut rest = self.clone();
        keep(&mut rest.start, gone);
        keep(&mut rest.end, gone);
        keep(&mut rest.id, gone);
        keep(&mut rest.usn, gone);
        keep(&mut rest.raw_start, gone);
        keep(&mut rest.status, gone);
        keep(&mut rest.prefix_len, gone);
        keep(&mut rest.offset, gone);
        keep(&mut rest.assumed, gone);
        keep_few(&mut rest.long_usn, gone);
        keep_few(&mut rest.odd_id, gone);
        keep_few(&mut rest.odd_word, gone);
        rest.text.clear();
        rest.text_end.clear();
        for idx in (0..u32::try_from(self.len()).unwrap_or(u32::MAX)).filter(|idx| gone.binary_search(idx).is_err()) {
            rest.text.push_str(self.title(idx));
            rest.text_end.push(u32::try_from(rest.text.len()).unwrap_or(u32::MAX));
        }
        for first in &mut rest.sources {
            *first -= n_before(gone, *first);
        }
        rest.sum_up_anew();
        (rest.last, rest.has_late) = ((i64::MIN, i64::MIN), false);
        for idx in 0..u32::try_from(rest.len()).unwrap_or(u32::MAX) {
            let key = (rest.start(idx).map_or(i64::MAX, Timestamp::ticks), rest.usn(idx).unwrap_or(i64::MAX));
            rest.has_late |= key < rest.last;
            rest.last = key;
        }
        rest
    }

    fn sum_up_anew(&mut self) {
        (self.counts, self.n_assumed) = Default::default();
        self.era.forget_times();
        (0..u32::try_from(self.len()).unwrap_or(u32::MAX)).for_each(|idx| self.sum_up(idx));
    }
}

/// How many of the items that are gone stood before one.
fn n_before(gone: &[u32], idx: u32) -> u32 {
    u32::try_from(gone.partition_point(|&at| at < idx)).unwrap_or(u32::MAX)
}

fn keep<T>(column: &mut Vec<T>, gone: &[u32]) {
    let mut idx = 0;
    let mut gone = gone.iter().peekable();
    column.retain(|_| {
        let is_kept = gone.next_if_eq(&&idx).is_none();
        idx += 1;
        is_kept
    });
}

fn keep_few<T>(few: &mut Few<T>, gone: &[u32]) {
    few.retain(|(idx, _)| gone.binary_search(idx).is_err());
    for (idx, _) in few {
        *idx -= n_before(gone, *idx);
    }
}
