//! What was odd in the data, and where. Nothing is repaired in silence.

use std::fmt;

/// One oddity.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Notice {
    /// Position of the item or session in the order of arrival, where it concerns one.
    pub at: Option<usize>,
    /// What was odd, with the field's name; text of the server comes last and is quoted.
    pub message: String,
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.at {
            Some(at) => write!(f, "row {}: {}", at + 1, self.message),
            None => f.write_str(&self.message),
        }
    }
}

/// Oddities, with the first hundred kept and all counted: a broken server must not fill the memory with complaints.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Notices {
    kept: Vec<Notice>,
    n_total: usize,
}

impl Notices {
    const N_KEPT: usize = 100;

    /// Adds one; `message` is only made if it will be kept.
    pub fn add(&mut self, at: Option<usize>, message: impl FnOnce() -> String) {
        if self.count() {
            self.keep(Notice { at, message: message() });
        }
    }

    /// Counts one, and says whether it is to be kept.
    fn count(&mut self) -> bool {
        self.n_total += 1;
        self.kept.len() < Self::N_KEPT
    }

    fn keep(&mut self, notice: Notice) {
        self.kept.push(notice);
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
