//! Why a list that has ended, or what came of a file, may not be all there is.

use std::fmt;

use crate::texts::Texts;

/// Why what has ended may not be all there is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
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
}

impl Doubt {
    /// What a person reads.
    pub fn say(self, texts: Texts) -> String {
        match self {
            Self::OtherForm => texts.doubt_other_form(),
            Self::Shorter => texts.doubt_shorter(),
            Self::OtherPart => texts.doubt_other_part(),
            Self::Again => texts.doubt_again(),
            Self::TooMany => texts.doubt_too_many(),
            Self::TooFewAtATime => texts.doubt_too_few_at_a_time(),
            Self::CountsMore => texts.doubt_counts_more(),
            Self::CountsFewer => texts.doubt_counts_fewer(),
            Self::FileEnd => texts.doubt_file_end(),
            Self::FileSaved => texts.doubt_file_saved(),
            Self::FilePage => texts.doubt_file_page(),
            Self::FileFullPage => texts.doubt_file_full_page(),
            Self::FileBreaksOff => texts.doubt_file_breaks_off(),
        }
    }
}

/// In English, for developers.
impl fmt::Display for Doubt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(Texts::default()))
    }
}
