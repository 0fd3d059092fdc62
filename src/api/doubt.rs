//! Why a list that has ended, or what came of a file, may not be all there is.

use std::fmt;

use super::narrow::Missing;
use crate::texts::Texts;

/// So many stretches of missing rows are named, the others only counted.
const N_NAMED: usize = 8;

/// Why what has ended may not be all there is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Doubt {
    /// The server changed the form of its answers.
    OtherForm,
    /// The list became shorter.
    Shorter,
    /// Another part came than the one asked for.
    OtherPart,
    /// Rows came again.
    Again,
    /// More rows than this page can hold.
    TooMany,
    /// Too few rows at a time.
    TooFewAtATime,
    /// The server counts more rows than it sent.
    CountsMore,
    /// The server counts fewer.
    CountsFewer,
    /// The server could not give some rows; all others came.
    Missing(Missing),
    /// A file could not be read to its end.
    FileEnd,
    /// It was not all loaded when it was saved.
    FileSaved,
    /// A file is one page of a longer list.
    FilePage,
    /// A file is a full page, and says nothing of others.
    FileFullPage,
    /// A file breaks off.
    FileBreaksOff,
    /// A part of a file is missing, or could not be read.
    FilePart,
    /// A file holds logs of several sessions.
    FileMixed,
    /// Machines of the session have no steps yet, or could not be asked for them.
    Machines,
}

impl Doubt {
    /// What a person reads.
    pub fn say(&self, texts: Texts) -> String {
        match self {
            Self::OtherForm => texts.doubt_other_form(),
            Self::Shorter => texts.doubt_shorter(),
            Self::OtherPart => texts.doubt_other_part(),
            Self::Again => texts.doubt_again(),
            Self::TooMany => texts.doubt_too_many(),
            Self::TooFewAtATime => texts.doubt_too_few_at_a_time(),
            Self::CountsMore => texts.doubt_counts_more(),
            Self::CountsFewer => texts.doubt_counts_fewer(),
            Self::Missing(missing) => say_missing(missing, texts),
            Self::FileEnd => texts.doubt_file_end(),
            Self::FileSaved => texts.doubt_file_saved(),
            Self::FilePage => texts.doubt_file_page(),
            Self::FileFullPage => texts.doubt_file_full_page(),
            Self::Machines => texts.doubt_machines(),
            Self::FileBreaksOff => texts.doubt_file_breaks_off(),
            Self::FilePart => texts.doubt_file_part(),
            Self::FileMixed => texts.doubt_file_mixed(),
        }
    }
}

/// Which rows are missing, as far as there is room, and why.
fn say_missing(missing: &Missing, texts: Texts) -> String {
    let named = missing.rows.iter().take(N_NAMED).map(|rows| match rows.len() {
        1 => rows.start.to_string(),
        _ => format!("{}–{}", rows.start, rows.end - 1),
    });
    let mut rows = named.collect::<Vec<_>>().join(", ");
    let n_others: usize = missing.rows.iter().skip(N_NAMED).map(ExactSizeIterator::len).sum();
    if n_others > 0 {
        rows = texts.doubt_and_others(rows, texts.count(n_others));
    }
    match missing.status {
        Some(status) => texts.doubt_missing_with_status(missing.n_rows(), rows, status.to_string()),
        None => texts.doubt_missing(missing.n_rows(), rows),
    }
}

/// In English, for developers.
impl fmt::Display for Doubt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(Texts::default()))
    }
}
