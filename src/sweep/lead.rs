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
        let mut running = Running { n_items: vec![0; n_groups], leader: None };
        let group = |idx: u32| group_of.get(idx as usize).copied().filter(|&group| (group as usize) < n_groups);
        let mut starting = self.by_start.iter().copied().peekable();
        let mut ending = self.by_end.iter().rev().copied().peekable();
        let span = |idx: u32| self.spans.get(idx as usize).copied().unwrap_or_default();
        let mut out = Strip { within, stretches: Vec::new(), since: i64::MIN, group: None };
        for (at, edge) in (0..).zip(&self.edges) {
            while let Some(idx) = starting.next_if(|&idx| span(idx).0 == at) {
                if let Some(group) = group(idx) {
                    running.add(group);
                }
            }
            while let Some(idx) = ending.next_if(|&idx| span(idx).1 == at) {
                if let Some(group) = group(idx) {
                    running.take(group);
                }
            }
            out.change(edge.at, running.leader);
        }
        out.finish()
    }
}

/// How many items of each group run, and the group that most of them are of.
struct Running {
    n_items: Vec<u32>,
    leader: Option<u32>,
}

impl Running {
    /// The more, the further ahead; of equal ones the larger number.
    fn rank(&self, group: u32) -> (u32, u32) {
        (self.n_items.get(group as usize).copied().unwrap_or(0), group)
    }

    fn add(&mut self, group: u32) {
        if let Some(n) = self.n_items.get_mut(group as usize) {
            *n += 1;
        }
        if self.leader.is_none_or(|leader| self.rank(group) > self.rank(leader)) {
            self.leader = Some(group);
        }
    }

    fn take(&mut self, group: u32) {
        if let Some(n) = self.n_items.get_mut(group as usize) {
            *n = n.saturating_sub(1);
        }
        // Whoever was behind stays behind, unless it was the first who lost one.
        if self.leader == Some(group) {
            let ranks = (0..).zip(&self.n_items).filter(|&(_, &n)| n > 0).map(|(group, &n)| (n, group));
            self.leader = ranks.max().map(|(_, group)| group);
        }
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
