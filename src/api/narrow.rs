//! Rows that a server cannot give. One broken record makes it fail on every page that holds it, although all others are
//! sound. So where a page fails for good, smaller ones are asked for until the row stands alone; it is noted as missing, and
//! loading goes on behind it.
//!
//! What that costs: for each unbroken run of such rows at most `2 · log2(page) + 8` requests, one or two for each further row
//! of the run, and, where it has three rows or more, some 15 to see that there is anything behind it. A row counts as
//! missing only after a request for it alone has failed, and only if the server gave something good behind it: one that
//! fails on everything is left after about ten requests, see [`Step::GiveUp`].

use std::ops::Range;

use super::Doubt;

/// So many rows in a row that fail alone make it doubtful that the server gives anything at all.
const DOUBTFUL_RUN: usize = 3;
/// Where it is looked for a row that can be had: so far behind the last one that failed, then 16 times as far, and so on.
const FIRST_LEAP: usize = 16;
/// Further than this nobody looks.
const LAST_LEAP: usize = 4_096;
/// Where the list is known to end that soon, its rows are asked for one by one whatever the samples said.
const FEW: usize = 64;
/// Refusals by which a load ends by itself; whoever tries again gets as many anew.
const MAX_REFUSED: u32 = 256;

/// Rows that a server could not give, by their place in its list, from 0 as in `offset`.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Missing {
    /// In order, none touching the next.
    pub rows: Vec<Range<usize>>,
    /// The status with which it refused them; none where the answer broke off or held an error in place of rows.
    pub status: Option<u16>,
}

impl Missing {
    /// How many rows.
    pub fn n_rows(&self) -> usize {
        self.rows.iter().map(ExactSizeIterator::len).sum()
    }

    fn add(&mut self, row: usize) {
        match self.rows.last_mut() {
            Some(last) if last.end == row => last.end += 1,
            _ => self.rows.push(row..row + 1),
        }
    }

    /// Takes back all from a row on.
    fn cut(&mut self, row: usize) {
        self.rows.retain_mut(|range| {
            range.end = range.end.min(row);
            range.start < range.end
        });
    }
}

/// What to ask for next.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Step {
    /// Rows from the first that has not come, at most so many.
    Rows(u64),
    /// Nothing more: the server fails on everything. Loading would go on with the given row.
    GiveUp {
        /// Rows before it have come, or are known to be missing.
        offset: usize,
    },
}

/// A search for a row that can be had, behind a run of rows that fail.
#[derive(Clone, Copy, Debug)]
struct Sample {
    /// The row that is asked for.
    at: usize,
    /// The last row that failed.
    bad: usize,
    /// A place that is behind the end of the list.
    end: Option<usize>,
    leap: usize,
}

/// What is known of such rows.
#[derive(Clone, Debug, Default)]
pub(super) struct Narrow {
    missing: Missing,
    /// Before this row, and not before the next one that is asked for, is one that fails.
    bad_before: Option<usize>,
    /// Whether the row before the next one that is asked for was noted.
    is_in_run: bool,
    /// Rows noted since the last proof that the server gives anything.
    n_unproved: usize,
    /// Up to this row that is proved.
    proved_to: usize,
    sample: Option<Sample>,
    n_refused: u32,
}

impl Narrow {
    /// Whether rows are being narrowed down just now.
    pub(super) const fn is_at_work(&self) -> bool {
        self.bad_before.is_some() || self.is_in_run || self.sample.is_some()
    }

    /// Whether any row was found that fails: pages grow again in larger steps then.
    pub(super) fn has_found(&self) -> bool {
        !self.missing.rows.is_empty()
    }

    /// Where a row is asked for only to see whether it can be had.
    pub(super) fn sampled(&self) -> Option<usize> {
        self.sample.map(|sample| sample.at)
    }

    /// Why a list that has ended is not all there is, if rows are missing.
    pub(super) fn doubt(&self) -> Option<Doubt> {
        self.has_found().then(|| Doubt::Missing(self.missing.clone()))
    }

    /// Forgets everything: the list came whole after all.
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    /// As many refusals as at first are borne from now on.
    pub(super) const fn be_patient(&mut self) {
        self.n_refused = 0;
    }

    /// Rows up to `offset` have come; `usual` rows are asked for where nothing else is known.
    pub(super) fn on_rows(&mut self, offset: usize, usual: u64) -> u64 {
        (self.n_unproved, self.is_in_run) = (0, false);
        self.bad_before = self.bad_before.filter(|&end| end > offset);
        self.bad_before.map_or(usual, |end| (((end - offset) / 2).max(1) as u64).min(usual))
    }

    /// A request for `limit` rows from `offset` on failed for good.
    pub(super) fn on_refusal(&mut self, offset: usize, limit: u64, status: Option<u16>) -> Step {
        self.n_refused += 1;
        if self.n_refused > MAX_REFUSED {
            return self.give_up(offset);
        }
        if limit > 1 {
            // The first row alone tells most: whether the server gives anything here.
            let is_first = self.bad_before.is_none();
            self.bad_before = Some(offset.saturating_add(usize::try_from(limit).unwrap_or(usize::MAX)));
            return Step::Rows(if is_first { 1 } else { limit / 2 });
        }
        self.missing.add(offset);
        self.is_in_run = true;
        self.missing.status = status.or(self.missing.status);
        self.bad_before = None;
        if offset >= self.proved_to {
            self.n_unproved += 1;
        }
        if self.n_unproved >= DOUBTFUL_RUN {
            let leap = FIRST_LEAP;
            self.sample = Some(Sample { at: offset + leap, bad: offset, end: None, leap });
        }
        Step::Rows(1)
    }

    /// What came of a sample: a row, nothing behind the end of the list, or a refusal (`None`). `offset` is the first row
    /// that is neither loaded nor noted, `has_rows` whether any came at all.
    pub(super) fn on_sample(&mut self, n_rows: Option<usize>, offset: usize, has_rows: bool) -> Step {
        let Some(mut sample) = self.sample.take() else { return Step::Rows(1) };
        match n_rows {
            Some(1..) => return self.prove(sample.at),
            Some(0) => sample.end = Some(sample.at),
            None => {
                sample.bad = sample.at;
                self.n_refused += 1;
            }
        }
        match sample.end {
            Some(end) if end <= sample.bad + 1 => {
                // No row of those looked at can be had; and yet the server answers.
                return if has_rows || end <= offset + FEW { self.prove(end) } else { self.give_up(offset) };
            }
            Some(end) => sample.at = sample.bad + (end - sample.bad) / 2,
            None if sample.leap >= LAST_LEAP => return self.give_up(offset),
            None => {
                sample.leap *= FIRST_LEAP;
                sample.at = sample.bad + sample.leap;
            }
        }
        self.sample = Some(sample);
        Step::Rows(1)
    }

    const fn prove(&mut self, to: usize) -> Step {
        self.n_unproved = 0;
        self.proved_to = to;
        Step::Rows(1)
    }

    fn give_up(&mut self, offset: usize) -> Step {
        let offset = offset.saturating_sub(self.n_unproved);
        self.missing.cut(offset);
        (self.bad_before, self.is_in_run, self.n_unproved, self.sample) = (None, false, 0, None);
        Step::GiveUp { offset }
    }
}
