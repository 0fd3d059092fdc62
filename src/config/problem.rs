//! What is wrong with `config.json`, for whoever put it there.

use std::fmt;

use crate::texts::Texts;

/// A problem, and where it is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Problem {
    /// The file costs itself.
    File(FileFlaw),
    /// A member.
    Member {
        /// Its name, made visible and cut.
        name: String,
        /// What.
        flaw: Flaw,
    },
    /// An entry of a list.
    Entry {
        /// The member that is the list.
        list: &'static str,
        /// Which, from 1.
        n: usize,
        /// What.
        flaw: Flaw,
    },
}

/// What is wrong with the file as a whole.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FileFlaw {
    /// Too many bytes.
    TooLarge,
    /// Nothing in it.
    Empty,
    /// A web page.
    WebPage,
    /// JSON, but no object.
    NoObject,
    /// No JSON.
    NotJson {
        /// Where it ends to be that, from 1.
        line: usize,
    },
}

/// What is wrong with a member or an entry.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Flaw {
    /// Not a list.
    WantsList,
    /// Neither true nor false.
    WantsFlag,
    /// No number of minutes that is allowed.
    WantsMinutes,
    /// No zone.
    WantsZone,
    /// Its name is that of a secret.
    Secret,
    /// No member of that name.
    Unknown,
    /// More entries than are read.
    OneTooMany,
    /// A server without a name that is fit.
    WantsName,
    /// A name that an earlier one has.
    SameName,
    /// A server without an address.
    WantsApi,
    /// A product that is not known.
    UnknownProduct,
    /// A version that its product has not.
    UnknownVersion,
    /// A member of it has the name of a secret.
    HoldsSecret,
    /// No origin.
    WantsOrigin,
}

impl Problem {
    /// What a person reads.
    pub fn say(&self, texts: Texts) -> String {
        match self {
            Self::File(flaw) => texts.config_file(flaw.say(texts)),
            Self::Member { name, flaw } => texts.config_member(name, flaw.say(texts)),
            Self::Entry { list, n, flaw } => texts.config_entry(n.to_string(), list, flaw.say(texts)),
        }
    }
}

impl FileFlaw {
    fn say(self, texts: Texts) -> String {
        match self {
            Self::TooLarge => texts.config_too_large(),
            Self::Empty => texts.config_empty(),
            Self::WebPage => texts.config_web_page(),
            Self::NoObject => texts.config_no_object(),
            Self::NotJson { line } => texts.config_not_json(line.to_string()),
        }
    }
}

impl Flaw {
    fn say(self, texts: Texts) -> String {
        match self {
            Self::WantsList => texts.config_wants_list(),
            Self::WantsFlag => texts.config_wants_flag(),
            Self::WantsMinutes => texts.config_wants_minutes(),
            Self::WantsZone => texts.config_wants_zone(),
            Self::Secret => texts.config_secret(),
            Self::Unknown => texts.config_unknown(),
            Self::OneTooMany => texts.config_one_too_many(),
            Self::WantsName => texts.config_wants_name(),
            Self::SameName => texts.config_same_name(),
            Self::WantsApi => texts.config_wants_api(),
            Self::UnknownProduct => texts.config_unknown_product(),
            Self::UnknownVersion => texts.config_unknown_version(),
            Self::HoldsSecret => texts.config_holds_secret(),
            Self::WantsOrigin => texts.config_wants_origin(),
        }
    }
}

/// In English, for developers.
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(Texts::default()))
    }
}
