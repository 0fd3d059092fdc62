//! Which group most of the running items are of, instant by instant.

use super::{Load, range};
use crate::model::TimeRange;

/// A stretch in which most of the running items are of one group.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Stretch {
    /// Never empty.
    pub range: TimeRange,
    /// The group; nothing where nothing runs.
    pub group: Option<u32>,
}

impl Load {
    /// From the beginning of a range to its end, the group that most of the running items are of; of equal ones the one with
    /// the larger number. Neighbours differ. Items without a group below `n_groups` do not count. O(n + edges × groups).
    pub fn leaders(&self, within: TimeRange, group_of: &[u32], n_groups: usize) -> Vec<Stretch> {
        let mut running = vec![0_i64; n_groups];
        let change = |idx: u32, by: i64, running: &mut [i64]| {
            let group = group_of.get(idx as usize).and_then(|&group| running.get_mut(group as usize));
            if let Some(n) = group {
                *n += by;
            }
        };
        let mut starting = self.by_start.iter().copied().peekable();
        let mut ending = self.by_end.iter().rev().copied().peekable();
        let span = |idx: u32| self.spans.get(idx as usize).copied().unwrap_or_default();
        let mut out = Strip { within, stretches: Vec::new(), since: i64::MIN, group: None };
        for (at, edge) in (0..).zip(&self.edges) {
            while let Some(idx) = starting.next_if(|&idx| span(idx).0 == at) {
                change(idx, 1, &mut running);
            }
            while let Some(idx) = ending.next_if(|&idx| span(idx).1 == at) {
                change(idx, -1, &mut running);
            }
            let leader = (0..).zip(&running).filter(|&(_, &n)| n > 0).max_by_key(|&(group, &n)| (n, group));
            out.change(edge.at, leader.map(|(group, _)| group));
        }
        out.finish()
    }
}

/// Stretches being collected.
struct Strip {
    within: TimeRange,
    stretches: Vec<Stretch>,
    since: i64,
    group: Option<u32>,
}

impl Strip {
    fn change(&mut self, at: i64, group: Option<u32>) {
        if group != self.group {
            self.close(at);
            (self.since, self.group) = (at, group);
        }
    }

    /// Keeps what lies inside the range of the stretch that ends at `at`.
    fn close(&mut self, at: i64) {
        let start = self.since.max(self.within.start().ticks());
        let end = at.min(self.within.end().ticks());
        if start < end {
            self.stretches.push(Stretch { range: range(start, end), group: self.group });
        }
    }

    fn finish(mut self) -> Vec<Stretch> {
        self.close(i64::MAX);
        self.stretches
    }
}
