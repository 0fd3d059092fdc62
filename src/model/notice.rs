//! What was odd in the data, and where: plain data, which `texts` says. Nothing is repaired in silence.

use super::{DecodeError, ValueKind};

/// One oddity.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Notice {
    /// Position of the item or session in the order of arrival, where it concerns one.
    pub at: Option<usize>,
    /// What was odd.
    pub what: Oddity,
}

/// What was odd. Text of the server in it is quoted, and cut.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Oddity {
    /// A field of a row that is of no use, and was ignored.
    Field {
        /// The field.
        name: &'static str,
        /// What is wrong with it.
        why: Unfit,
        /// What stands there.
        found: Found,
    },
    /// A session's time without a zone, read as UTC.
    NoZone,
    /// An item without an id.
    NoId,
    /// A session without a start.
    NoStart,
    /// A session that runs, with an end that is not after its start: taken as open.
    EndsWhileRunning,
    /// A session that has ended, and whose end was not sent.
    NoEnd,
    /// A session with a time at which no server ran, or that lasts for longer than any does: shown as sent, and no length.
    FarTime,
    /// A job without a name, or without an id that is fit for an address; left out.
    UnfitJob,
    /// An item for which there is no room, since texts have a limit; left out.
    NoRoom,
    /// A row that is no object; left out.
    NoObject(ValueKind),
    /// A row that is no JSON; left out.
    NoJson {
        /// The byte of the answer, from 0.
        byte: u64,
        /// The last field before it, quoted.
        field: String,
    },
    /// A row that is longer than any may be; left out.
    TooLong,
    /// A row without a comma before it; read all the same.
    NoComma,
    /// A comma after the last row, which is this one, from 1.
    LastComma(usize),
    /// Two commas after this row, from 1.
    TwoCommas(usize),
    /// Something between rows that is none; not read.
    NoRow {
        /// After this row, from 1.
        after: usize,
        /// Its first byte, from 0.
        byte: u64,
        /// How many bytes.
        n_bytes: u64,
        /// Its beginning, quoted.
        head: String,
    },
    /// `null` in place of rows; taken as none.
    NullRows,
    /// Text after the end of the answer; not read.
    AfterEnd,
    /// Dates that do not say whether the day or the month comes first.
    DateOrder {
        /// As what they were read.
        is_day_first: bool,
    },
    /// A field of the page that should count, and does not; ignored.
    NoCount(&'static str),
    /// A page that could not be read to its end.
    Unread(DecodeError),
}

/// Why a field is of no use.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unfit {
    /// No whole number.
    NoWholeNumber,
    /// Beyond the range of numbers.
    TooLarge,
    /// No time.
    NoTime,
    /// No length of time.
    NoLength,
    /// No amount.
    NoAmount,
    /// No text.
    NoText,
    /// Neither true nor false.
    NoTruth,
    /// No object.
    NoObject,
    /// An id that is not fit for an address.
    NoAddress,
}

/// What stands in a field that is of no use.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Found {
    /// A text, number or word, quoted.
    Quoted(String),
    /// Something of this kind.
    Kind(ValueKind),
}

/// Oddities, with the first hundred kept and all counted: a broken server must not fill the memory with complaints.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Notices {
    kept: Vec<Notice>,
    n_total: usize,
    /// How many concern each row, as far as the last row with any: rows that are read again are then counted anew.
    n_of_row: Vec<u16>,
    /// Whether part of what they are about is being read again: what concerns no row, and is known, is then no news.
    is_again: bool,
}

impl Notices {
    const N_KEPT: usize = 100;

    /// Adds one; `what` is only made if it will be kept.
    pub fn add(&mut self, at: Option<usize>, what: impl FnOnce() -> Oddity) {
        match at {
            Some(row) => self.count(row, 1),
            None if self.is_again => {
                let notice = Notice { at, what: what() };
                let has_room = self.kept.len() < Self::N_KEPT;
                if has_room && !self.kept.contains(&notice) {
                    self.n_total += 1;
                    self.kept.push(notice);
                }
                return;
            }
            None => self.n_total += 1,
        }
        if self.kept.len() < Self::N_KEPT {
            self.kept.push(Notice { at, what: what() });
        }
    }

    fn count(&mut self, row: usize, n: u16) {
        if self.n_of_row.len() <= row {
            self.n_of_row.resize(row + 1, 0);
        }
        if let Some(count) = self.n_of_row.get_mut(row) {
            let before = *count;
            *count = before.saturating_add(n);
            self.n_total += usize::from(*count - before);
        }
    }

    /// The first hundred.
    pub fn kept(&self) -> &[Notice] {
        &self.kept
    }

    /// How many there were in all.
    pub fn n_total(&self) -> usize {
        self.n_total
    }

    /// Those about the first `n` rows, for reading the others again. What concerns no row is kept, and not counted a second
    /// time when it is met again; where all rows are read again, so is everything that was odd.
    #[must_use]
    pub fn head(&self, n: usize) -> Self {
        if n == 0 {
            return Self::default();
        }
        let (head, tail) = self.n_of_row.split_at(n.min(self.n_of_row.len()));
        let n_left_out: usize = tail.iter().map(|&count| usize::from(count)).sum();
        Self {
            kept: self.kept.iter().filter(|notice| notice.at.is_none_or(|at| at < n)).cloned().collect(),
            n_total: self.n_total - n_left_out,
            n_of_row: head.to_vec(),
            is_again: true,
        }
    }

    /// Takes over another's; their positions are moved by `n_before`.
    pub fn append(&mut self, other: Self, n_before: usize) {
        let of_rows: usize = other.n_of_row.iter().map(|&count| usize::from(count)).sum();
        let n_of_no_row = other.kept.iter().filter(|notice| notice.at.is_none()).count();
        self.n_total += (other.n_total - of_rows).saturating_sub(n_of_no_row);
        for (row, &n) in other.n_of_row.iter().enumerate().filter(|(_, n)| **n > 0) {
            self.count(row + n_before, n);
        }
        for Notice { at, what } in other.kept {
            match at {
                None => self.add(None, || what),
                Some(at) if self.kept.len() < Self::N_KEPT => self.kept.push(Notice { at: Some(at + n_before), what }),
                Some(_) => {}
            }
        }
    }
}
