//! Where the items of a log stand in time, as far as their times can be believed, and what was assumed about them.

use std::borrow::Cow;

use super::{Assumption, Log, NO_END, NO_START};
use crate::model::era::plausible_length;
use crate::model::{TimeRange, Timestamp};

impl Log {
    /// Takes a time for right that is known from elsewhere, such as the start of the session: see [`super::Era::rely_on`].
    pub fn rely_on(&mut self, t: Option<Timestamp>) {
        self.era.rely_on(t);
    }

    /// Whether times of some items cannot be believed.
    pub fn has_far_times(&self) -> bool {
        !self.era.is_all()
    }

    /// Whether a time of one of the items can be believed.
    fn believes(&self, t: Timestamp) -> bool {
        !self.has_far_times() || self.era.believes(t)
    }

    /// Whether a time lies less than half a year from those that tell when the log was: it may be one of its session.
    pub fn reaches(&self, t: Timestamp) -> bool {
        self.era.believes(t)
    }

    /// From the first start to the last known start or end that can be believed; nothing if no item has a start.
    pub fn extent(&self) -> Option<TimeRange> {
        self.era.range()
    }

    /// The range an item is drawn over, and counted in: up to `open_end` if it is open, and never reversed. Nothing without
    /// a start that can be believed; but an end that can be believed, of an item whose start cannot, is a mark there.
    pub fn range(&self, idx: u32, open_end: Timestamp) -> Option<TimeRange> {
        let (start, end) = self.placed(idx);
        let time = |ticks, none| (ticks != none).then(|| Timestamp::from_ticks(ticks));
        let start = time(start, NO_START)?;
        Some(TimeRange::new(start, time(end, NO_END).unwrap_or(open_end).max(start)))
    }

    /// Where the range of an item begins, see [`Log::range`].
    pub fn began(&self, idx: u32) -> Option<Timestamp> {
        self.range(idx, Timestamp::default()).map(TimeRange::start)
    }

    /// Length in ticks of 100 ns, as sent: negative if the end lies before the start. Nothing where it cannot be believed,
    /// since a time of the two stands for another.
    pub fn ticks(&self, idx: u32) -> Option<i64> {
        let (start, end) = (self.start(idx)?, self.end(idx)?);
        let is_told = self.believes(start) || start.is_plausible();
        plausible_length(end.since(start)).filter(|_| is_told)
    }

    /// The columns of starts and ends in ticks, where items are drawn and counted, for loops over many of them: `i64::MIN`
    /// is no start, `i64::MAX` no end. O(n) where times cannot be believed, else nothing.
    pub fn times(&self) -> (Cow<'_, [i64]>, Cow<'_, [i64]>) {
        if !self.has_far_times() {
            return (Cow::Borrowed(&self.start), Cow::Borrowed(&self.end));
        }
        let (starts, ends) = (0..).take(self.len()).map(|idx| self.placed(idx)).unzip::<_, _, Vec<i64>, Vec<i64>>();
        (Cow::Owned(starts), Cow::Owned(ends))
    }

    /// Start and end as in the columns of [`Log::times`].
    fn placed(&self, idx: u32) -> (i64, i64) {
        let time = |column: &[i64], none| column.get(idx as usize).copied().unwrap_or(none);
        let (start, end) = (time(&self.start, NO_START), time(&self.end, NO_END));
        if start == NO_START || !self.has_far_times() {
            return (start, end);
        }
        let is_believed = |ticks| self.era.believes(Timestamp::from_ticks(ticks));
        match (is_believed(start), end != NO_END && is_believed(end)) {
            (true, true) => (start, end),
            (true, false) if end == NO_END || self.status(idx).is_running() => (start, NO_END),
            (true, false) => (start, start),
            (false, true) => (end, end),
            (false, false) => (NO_START, NO_END),
        }
    }

    /// By how much a time of an item is too early (negative) or too late to be believed, in ticks from the nearest of the
    /// others; nothing where it is believed.
    pub fn far_by(&self, t: Timestamp) -> Option<i64> {
        let extent = self.extent().filter(|_| !self.believes(t))?;
        Some(if t < extent.start() { t.since(extent.start()) } else { t.since(extent.end()) })
    }

    fn has_far_time(&self, idx: u32) -> bool {
        let mut times = [self.start(idx), self.end(idx)].into_iter().flatten();
        self.has_far_times() && times.any(|t| !self.era.believes(t))
    }

    /// What was assumed about an item, as bits of [`Assumption`].
    pub fn assumed(&self, idx: u32) -> u8 {
        let known = self.assumed.get(idx as usize).copied().unwrap_or(0);
        if self.has_far_time(idx) { known | Assumption::FarTime as u8 } else { known }
    }

    /// How many items something was assumed about. O(n) for times that cannot be believed.
    pub fn n_assumed(&self, assumption: Assumption) -> usize {
        if assumption == Assumption::FarTime {
            return if self.has_far_times() {
                (0..).take(self.len()).filter(|&idx| self.has_far_time(idx)).count()
            } else {
                0
            };
        }
        let of_one = Assumption::ALL.into_iter().zip(self.n_assumed).find(|&(known, _)| known == assumption);
        of_one.map_or(0, |(_, n)| n as usize)
    }
}
