//! What a clock on the wall says. The page reads the browser's zones; here they are a table.

use crate::model::{TimeRange, Timestamp, UtcOffset};

/// A time zone: a name, and the offsets from UTC with the instants at which they begin.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Zone {
    name: String,
    first: UtcOffset,
    changes: Vec<(Timestamp, UtcOffset)>,
}

impl Default for Zone {
    fn default() -> Self {
        Self::utc()
    }
}

impl Zone {
    /// UTC.
    pub fn utc() -> Self {
        Self::fixed("UTC".to_owned(), UtcOffset::UTC)
    }

    /// The same offset at all times.
    pub fn fixed(name: String, offset: UtcOffset) -> Self {
        Self { name, first: offset, changes: Vec::new() }
    }

    /// From instants, each with the offset that begins there; the first also holds for all time before. Without any, UTC.
    pub fn table(name: String, unordered: Vec<(Timestamp, UtcOffset)>) -> Self {
        let mut changes: Vec<(Timestamp, UtcOffset)> = Vec::with_capacity(unordered.len());
        for change in unordered {
            let at = changes.partition_point(|&(from, _)| from <= change.0);
            changes.insert(at, change);
        }
        changes.dedup_by_key(|&mut (_, offset)| offset);
        let first = changes.first().map_or(UtcOffset::UTC, |&(_, offset)| offset);
        if !changes.is_empty() {
            changes.remove(0);
        }
        Self { name, first, changes }
    }

    /// Its name, for the axis.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The offset before all changes, and the offsets that begin at an instant, in order.
    pub fn parts(&self) -> (UtcOffset, &[(Timestamp, UtcOffset)]) {
        (self.first, &self.changes)
    }

    /// The offset at an instant. O(log changes).
    pub fn offset_at(&self, t: Timestamp) -> UtcOffset {
        let n = self.changes.partition_point(|&(from, _)| from <= t);
        n.checked_sub(1).and_then(|at| self.changes.get(at)).map_or(self.first, |&(_, offset)| offset)
    }

    /// The stretches of `range` with one offset each, in order: begin, end, offset.
    pub fn stretches(&self, range: TimeRange) -> impl Iterator<Item = (Timestamp, Timestamp, UtcOffset)> {
        let mut from = Some(range.start());
        std::iter::from_fn(move || {
            let begin = from?;
            let n = self.changes.partition_point(|&(change, _)| change <= begin);
            let next = self.changes.get(n).map(|&(change, _)| change).filter(|&change| change <= range.end());
            from = next;
            Some((begin, next.unwrap_or(range.end()), self.offset_at(begin)))
        })
    }
}
