//! Lanes laid over each other for rows that hold many of them: per stretch of time the worst severity.
//!
//! What runs at once and looks the same becomes one stretch, so a row of thousands of items is read in a few steps.
//! Severities are exact at every instant. Counts are not kept here: they come from the index.

use super::index::Index;
use super::scale::count;
use crate::model::turns::{STEP, Turns};

/// Fewer items than these are read one by one.
const FEW_ITEMS: usize = 20_000;
/// Lanes that have rows of their own on any screen.
const FEW_LANES: usize = 32;
/// So few rows need no further halving.
const FEW_ROWS: usize = 8;
/// More folded rows than these fit on no screen.
const MOST_ROWS: u32 = 1_400;

/// Stretches of time, row by row, in order and without overlap.
#[derive(Clone, Debug, Default)]
pub(super) struct Fold {
    row_begin: Vec<u32>,
    start: Vec<i64>,
    /// First tick after the stretch; `i64::MAX` where an open item holds it.
    end: Vec<i64>,
    severity: Vec<u8>,
}

/// One row of a fold on its way into the next: where it is, and what is left of the stretch it is in.
struct Cursor<'a> {
    fold: &'a Fold,
    at: usize,
    last: usize,
    start: i64,
}

impl Cursor<'_> {
    fn end(&self) -> i64 {
        self.fold.end.get(self.at).copied().unwrap_or(i64::MAX)
    }

    fn severity(&self) -> u8 {
        self.fold.severity.get(self.at).copied().unwrap_or(0)
    }

    /// The start of what is left; the end of time if nothing is.
    fn next_start(&self) -> i64 {
        if self.at < self.last { self.start } else { i64::MAX }
    }

    /// Drops what lies before `t`.
    fn advance(&mut self, t: i64) {
        self.start = self.start.max(t);
        while self.at < self.last && self.end() <= t {
            self.at += 1;
            self.start = self.fold.start.get(self.at).copied().unwrap_or(i64::MAX).max(t);
        }
    }
}

impl Fold {
    /// The stretches of a row that meet `from..until`: start, first tick after, severity. O(log n), and a step each.
    pub(super) fn row(&self, row: u32, from: i64, until: i64) -> impl Iterator<Item = (i64, i64, u8)> {
        let (begin, end) = self.bounds(row as usize);
        let ends = self.end.get(begin..end).unwrap_or_default();
        let first = begin + ends.partition_point(|&end| end <= from);
        let part = first..end;
        let starts = self.start.get(part.clone()).unwrap_or_default().iter();
        let ends = self.end.get(part.clone()).unwrap_or_default().iter();
        let severities = self.severity.get(part).unwrap_or_default().iter();
        let all = starts.zip(ends).zip(severities).map(|((&start, &end), &severity)| (start, end, severity));
        all.take_while(move |&(start, ..)| start < until)
    }

    fn bounds(&self, row: usize) -> (usize, usize) {
        let begin = self.row_begin.get(row).copied().unwrap_or(0);
        (begin as usize, self.row_begin.get(row + 1).copied().unwrap_or(begin) as usize)
    }

    fn n_rows(&self) -> usize {
        self.row_begin.len().saturating_sub(1)
    }

    fn cursor(&self, row: usize) -> Cursor<'_> {
        let (at, last) = self.bounds(row);
        Cursor { fold: self, at, last, start: self.start.get(at).copied().unwrap_or(i64::MAX) }
    }

    /// Each two rows laid over each other. O(stretches).
    async fn halved(&self, turns: &Turns) -> Self {
        let mut out = Self::default();
        for row in 0..self.n_rows().div_ceil(2) {
            let first = out.start.len();
            out.row_begin.push(count(first));
            let (mut a, mut b) = (self.cursor(row * 2), self.cursor(row * 2 + 1));
            while out.lay_over(first, &mut a, &mut b) {
                turns.pass().await;
            }
            turns.pass().await;
        }
        out.end_of_rows();
        out
    }

    /// No more rows come: the room that was kept for them is given back.
    fn end_of_rows(&mut self) {
        self.row_begin.push(count(self.start.len()));
        self.start.shrink_to_fit();
        self.end.shrink_to_fit();
        self.severity.shrink_to_fit();
    }

    /// Adds what two rows hold next, to the row that began at `first`; whether there is more.
    fn lay_over(&mut self, first: usize, a: &mut Cursor<'_>, b: &mut Cursor<'_>) -> bool {
        for _ in 0..STEP {
            let t = a.next_start().min(b.next_start());
            if t == i64::MAX {
                return false;
            }
            let (has_a, has_b) = (a.next_start() == t, b.next_start() == t);
            let (until, severity) = match (has_a, has_b) {
                (true, true) => (a.end().min(b.end()), a.severity().max(b.severity())),
                (true, false) => (a.end().min(b.next_start()), a.severity()),
                _ => (b.end().min(a.next_start()), b.severity()),
            };
            self.push(first, t, until, severity);
            a.advance(until);
            b.advance(until);
            if until == i64::MAX {
                return false;
            }
        }
        true
    }

    /// Adds a stretch, or lets the last one of the row that began at `first` reach on.
    fn push(&mut self, first: usize, start: i64, end: i64, severity: u8) {
        let is_same = self.start.len() > first && self.severity.last() == Some(&severity);
        match self.end.last_mut() {
            Some(last) if is_same && *last == start => *last = end,
            _ => {
                self.start.push(start);
                self.end.push(end);
                self.severity.push(severity);
            }
        }
    }
}

/// What a row holds from one instant on, while items come in the order of time: for each severity, how far it reaches.
struct Sweep {
    until: [i64; 5],
    t: i64,
}

impl Sweep {
    /// Adds the stretches before `t` to `out`, in the row that began at `first`.
    fn advance(&mut self, out: &mut Fold, first: usize, t: i64) {
        while self.t < t {
            let Some(worst) = self.until.iter().rposition(|&until| until > self.t) else { break };
            let until = self.until.get(worst).map_or(t, |&until| until.min(t));
            out.push(first, self.t, until, u8::try_from(worst).unwrap_or(0));
            self.t = until;
        }
        self.t = self.t.max(t);
    }

    fn add(&mut self, severity: u8, until: i64) {
        if let Some(known) = self.until.get_mut(severity as usize) {
            *known = until.max(*known);
        }
    }
}

/// Rows of `2^bits` lanes each, of the items at `slots`, which come in the order of time. O(slots), and O(n) to fill a
/// column.
async fn laid(index: &Index, bits: u32, slots: &[u32], turns: &Turns) -> Fold {
    let mut row_of = vec![0_u32; index.n_items() as usize];
    for (lane, bounds) in (0_u32..).zip(index.lane_begins().windows(2)) {
        if let Some(&[begin, end]) = bounds.first_chunk() {
            row_of.get_mut(begin as usize..end as usize).unwrap_or_default().fill(lane >> bits);
        }
    }
    let row = |slot: u32| row_of.get(slot as usize).map_or(0, |&row| row as usize);
    // Counted into the place after the next, so that sums give where each row begins, and then where it ends.
    let mut begins = vec![0_u32; (index.n_lanes() >> bits) as usize + 3];
    for slice in slots.chunks(STEP) {
        for &slot in slice {
            if let Some(n) = begins.get_mut(row(slot) + 2) {
                *n += 1;
            }
        }
        turns.pass().await;
    }
    let mut sum = 0;
    for begin in &mut begins {
        sum += *begin;
        *begin = sum;
    }
    let mut by_row = vec![0_u32; slots.len()];
    for slice in slots.chunks(STEP) {
        for &slot in slice {
            let Some(next) = begins.get_mut(row(slot) + 1) else { continue };
            if let Some(there) = by_row.get_mut(*next as usize) {
                *there = slot;
            }
            *next += 1;
        }
        turns.pass().await;
    }
    begins.pop();
    let mut out = Fold::default();
    for bounds in begins.windows(2) {
        let first = out.start.len();
        out.row_begin.push(count(first));
        let Some(&[begin, end]) = bounds.first_chunk() else { continue };
        let mut sweep = Sweep { until: [i64::MIN; 5], t: i64::MIN };
        for slice in by_row.get(begin as usize..end as usize).unwrap_or_default().chunks(STEP) {
            for &slot in slice {
                let slot = slot as usize;
                sweep.advance(&mut out, first, index.starts().get(slot).copied().unwrap_or(0));
                sweep.add(index.severity(slot) as u8, index.held_until(slot));
            }
            turns.pass().await;
        }
        sweep.advance(&mut out, first, i64::MAX);
    }
    out.end_of_rows();
    out
}

/// Folds for rows of `2^bits` lanes and more, see [`Folds::of`].
#[derive(Clone, Debug, Default)]
pub(super) struct Folds {
    /// Lanes in a row of the first, as a power of two.
    bits: u32,
    folds: Vec<Fold>,
}

impl Folds {
    /// All folds of the items at `slots`, which come in the order of time. O(n), in slices.
    pub(super) async fn of(index: &Index, slots: &[u32], turns: &Turns) -> Self {
        let mut this = Self::default();
        while this.add(index, slots, turns).await {}
        this
    }

    /// Adds a fold, the finest first; whether there may be coarser ones. The finest has as many rows as fit on a screen;
    /// each further one has half as many. None where items and lanes are so few that nobody needs them.
    async fn add(&mut self, index: &Index, slots: &[u32], turns: &Turns) -> bool {
        if (index.n_items() as usize) < FEW_ITEMS || index.lane_begins().len() <= FEW_LANES {
            return false;
        }
        let next = if let Some(last) = self.folds.last() {
            last.halved(turns).await
        } else {
            self.bits = 1;
            while index.n_lanes() >> self.bits > MOST_ROWS {
                self.bits += 1;
            }
            laid(index, self.bits, slots, turns).await
        };
        let is_more = next.n_rows() > FEW_ROWS;
        self.folds.push(next);
        is_more
    }

    /// Rows of so many lanes each, if there are such.
    pub(super) fn get(&self, lanes_per_row: u32) -> Option<&Fold> {
        let bits = lanes_per_row.checked_ilog2().filter(|_| lanes_per_row.is_power_of_two())?;
        self.folds.get(bits.checked_sub(self.bits)? as usize)
    }
}
