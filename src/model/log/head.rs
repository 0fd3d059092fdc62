//! Parts of a log: what is settled, and stays when a server is asked again how a running session goes on; and what is left
//! without items that came again.

use super::{Assumption, Few, Log, NO_END};
use crate::model::{Status, Timestamp};

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
        head.undecided.retain(|&(idx, _)| idx < end);
        head.of_parts.retain(|&idx| idx < end);
        head.covered.retain(|&idx| idx < end);
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
        keep_few(&mut rest.undecided, gone);
        for items in [&mut rest.of_parts, &mut rest.covered] {
            items.retain(|idx| gone.binary_search(idx).is_err());
            for idx in items {
                *idx -= n_before(gone, *idx);
            }
        }
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

    /// Lets the session decide what its items leave open: where it goes on so do they, and their end was only the last sign of
    /// life; else they are notes. Whether that changed anything. O(n) where it did.
    pub fn decide(&mut self, goes_on: bool) -> bool {
        if self.goes_on == goes_on || self.undecided.is_empty() {
            self.goes_on = goes_on;
            return false;
        }
        self.goes_on = goes_on;
        for (idx, end) in std::mem::take(&mut self.undecided) {
            self.decide_one(idx, end);
            self.undecided.push((idx, end));
        }
        self.sum_up_anew();
        true
    }

    /// The same for one of them, of which `end` was sent.
    pub(super) fn decide_one(&mut self, idx: u32, end: i64) {
        let at = idx as usize;
        if let (Some(status), Some(shown), Some(assumed)) =
            (self.status.get_mut(at), self.end.get_mut(at), self.assumed.get_mut(at))
        {
            let no_end = Assumption::NoEnd as u8;
            *status = if self.goes_on { Status::Running } else { Status::Unknown };
            *shown = if self.goes_on { NO_END } else { end };
            *assumed = if *shown == NO_END { *assumed | no_end } else { *assumed & !no_end };
        }
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
