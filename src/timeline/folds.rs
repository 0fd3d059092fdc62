//! Lanes laid over each other, two by two, for rows that hold many of them: per stretch of time the worst severity.
//!
//! What runs at once and looks the same becomes one stretch, so a row of thousands of items is read in a few steps.
//! Severities are exact at every instant. Counts are not kept here: they come from the lanes.

use super::scale::count;

/// Fewer items than these are read one by one.
const FEW_ITEMS: usize = 20_000;
/// Lanes that have rows of their own on any screen.
const FEW_LANES: usize = 32;
/// So few rows need no further halving.
const FEW_ROWS: usize = 8;

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
    fn halved(&self) -> Self {
        let mut out = Self::default();
        for row in 0..self.n_rows().div_ceil(2) {
            let first = out.start.len();
            out.row_begin.push(count(first));
            let (mut a, mut b) = (self.cursor(row * 2), self.cursor(row * 2 + 1));
            loop {
                let t = a.next_start().min(b.next_start());
                if t == i64::MAX {
                    break;
                }
                let (has_a, has_b) = (a.next_start() == t, b.next_start() == t);
                let (until, severity) = match (has_a, has_b) {
                    (true, true) => (a.end().min(b.end()), a.severity().max(b.severity())),
                    (true, false) => (a.end().min(b.next_start()), a.severity()),
                    _ => (b.end().min(a.next_start()), b.severity()),
                };
                out.push(first, t, until, severity);
                a.advance(until);
                b.advance(until);
                if until == i64::MAX {
                    break;
                }
            }
        }
        out.row_begin.push(count(out.start.len()));
        out
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

/// Folds of 2, 4, 8, … lanes a row. O(n) for each, and less and less of it.
pub(super) fn folds(lane_begin: &[u32], start: &[i64], end: &[i64], severity: &[u8]) -> Vec<Fold> {
    let mut out: Vec<Fold> = Vec::new();
    if start.len() < FEW_ITEMS || lane_begin.len() <= FEW_LANES {
        return out;
    }
    let items = Fold {
        row_begin: lane_begin.to_vec(),
        start: start.to_vec(),
        end: start.iter().zip(end).map(|(&start, &end)| end.max(start.saturating_add(1))).collect(),
        severity: severity.to_vec(),
    };
    out.push(items.halved());
    drop(items);
    while let Some(last) = out.last().filter(|last| last.n_rows() > FEW_ROWS) {
        let next = last.halved();
        out.push(next);
    }
    out
}
