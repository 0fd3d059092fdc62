//! What holds the end open: the items of the tail, and the chain of last finishers.

use super::{Load, Step, range};
use crate::model::TimeRange;

/// The end of a range after the number of running items fell under half its peak for good.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Tail {
    /// From the last instant at which at least half as many ran as at the peak, to the last at which any ran; never empty.
    pub range: TimeRange,
    /// The items that run in it, those that end last first.
    pub items: Vec<u32>,
}

/// The items that ended last, one before the other.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Chain {
    /// From the end back to the beginning.
    pub links: Vec<Link>,
    /// Ticks that are in no link: with the lengths of the links, the whole range.
    pub waited: i64,
}

/// An item of the chain.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Link {
    /// The item.
    pub idx: u32,
    /// Its part inside the range.
    pub range: TimeRange,
    /// Ticks from its end to the start of the link after it, or to the end of the range.
    pub waited: i64,
}

impl Load {
    /// The stragglers of a range: nothing if at least half the peak ran to the last. O(n + edges).
    pub fn stragglers(&self, within: TimeRange) -> Option<Tail> {
        let running = || self.steps(within).filter(|step| step.running > 0);
        let peak = running().map(|step| step.running).max()?;
        let (mut from, mut to) = (within.start(), within.start());
        for Step { range, running } in running() {
            to = range.end();
            if running >= peak - running {
                from = to;
            }
        }
        if from >= to {
            return None;
        }
        let tail = TimeRange::new(from, to);
        // They are among those that end last.
        let (from, to) = (from.ticks(), to.ticks());
        let late = self.by_end.iter().copied().take_while(|&idx| self.end(idx) > from);
        let items = late.filter(|&idx| self.start(idx).max(from) < self.end(idx).min(to)).collect();
        Some(Tail { range: tail, items })
    }

    /// The chain of last finishers of a range: from its end, the item that ends last at or before the current point (of
    /// several the one that started first), then the same from its start, until nothing is left. It says what the end came
    /// after, not what it waited for: a log does not tell which item needed which. Items without length are passed over.
    /// O(n): what was passed once ends too late for every further point.
    pub fn chain(&self, within: TimeRange) -> Chain {
        let (from, to) = (within.start().ticks(), within.end().ticks());
        let start = |idx: u32| self.start(idx).max(from);
        let end = |idx: u32| self.end(idx).min(to);
        let mut chain = Chain::default();
        let mut now = to;
        // All that reaches over the end of the range ends with it.
        let n_last = self.by_end.iter().take_while(|&&idx| self.end(idx) >= to).count();
        let (last, others) = self.by_end.split_at_checked(n_last).unwrap_or_default();
        let first = last.iter().copied().filter(|&idx| start(idx) < to).min_by_key(|&idx| (start(idx), idx));
        let others = others.iter().copied().take_while(|&idx| self.end(idx) > from);
        for idx in first.into_iter().chain(others) {
            // Most end too late, and nothing more has to be known of them.
            if end(idx) > now || start(idx) >= end(idx) {
                continue;
            }
            let link = range(start(idx), end(idx));
            chain.waited += now - end(idx);
            chain.links.push(Link { idx, range: link, waited: now - end(idx) });
            now = start(idx);
        }
        chain.waited += now - within.start().ticks();
        chain
    }
}
