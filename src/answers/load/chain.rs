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
        let items = self.pieces_of(self.by_end.iter().copied(), tail).map(|piece| piece.idx).collect();
        Some(Tail { range: tail, items })
    }

    /// The chain of last finishers of a range: from its end, the item that ends last at or before the current point (of
    /// several the one that started first), then the same from its start, until nothing is left. It says what the end came
    /// after, not what it waited for: a log does not tell which item needed which. Items without length are passed over.
    /// O(n): what was passed once ends too late for every further point.
    pub fn chain(&self, within: TimeRange) -> Chain {
        let mut chain = Chain::default();
        let mut now = within.end().ticks();
        let pieces = || self.pieces_of(self.by_end.iter().copied(), within);
        // All that reaches over the end of the range ends with it.
        let first = pieces().take_while(|piece| piece.end == now).min_by_key(|piece| (piece.start, piece.idx));
        let last = now;
        for piece in first.into_iter().chain(pieces().skip_while(|piece| piece.end == last)) {
            if piece.end > now {
                continue;
            }
            chain.waited += now - piece.end;
            chain.links.push(Link { idx: piece.idx, range: range(piece.start, piece.end), waited: now - piece.end });
            now = piece.start;
        }
        chain.waited += now - within.start().ticks();
        chain
    }
}
