//! The settled part of a log: what stays when a server is asked again how a running session goes on.

use super::Log;
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
        (head.counts, head.n_assumed) = Default::default();
        head.era.forget_times();
        (0..end.min(u32::try_from(self.len()).unwrap_or(u32::MAX))).for_each(|idx| head.sum_up(idx));
        head.last = end.checked_sub(1).map_or((0, 0), |last| {
            (head.start(last).map_or(i64::MAX, Timestamp::ticks), head.usn(last).unwrap_or(i64::MAX))
        });
        let n_sources = head.sources.len();
        (head, n_sources)
    }
}
