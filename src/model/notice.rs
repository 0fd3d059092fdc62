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
}

impl Notices {
    const N_KEPT: usize = 100;

    /// Adds one; `what` is only made if it will be kept.
    pub fn add(&mut self, at: Option<usize>, what: impl FnOnce() -> Oddity) {
        self.n_total += 1;
        if self.kept.len() < Self::N_KEPT {
            self.kept.push(Notice { at, what: what() });
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

    /// Those about the first `n` rows, and about none.
    #[must_use]
    pub fn head(&self, n: usize) -> Self {
        let kept: Vec<Notice> = self.kept.iter().filter(|notice| notice.at.is_none_or(|at| at < n)).cloned().collect();
        Self { n_total: self.n_total - (self.kept.len() - kept.len()), kept }
    }

    /// Takes over another's; their positions are moved by `n_before`.
    pub fn append(&mut self, other: Self, n_before: usize) {
        self.n_total += other.n_total;
        for notice in other.kept {
            if self.kept.len() < Self::N_KEPT {
                self.kept.push(Notice { at: notice.at.map(|at| at + n_before), ..notice });
            }
        }
    }
}
