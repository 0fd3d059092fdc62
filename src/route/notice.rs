//! What was left out of an address, and why. Never repeats a value of the address.

use std::fmt;

use crate::texts::Texts;

/// What was left out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum RouteNotice {
    /// All of it, for its length.
    TooLong,
    /// A path that is no text.
    BadPath,
    /// A setting that is no text.
    BadSetting,
    /// A setting.
    Setting {
        /// Its name, made visible and cut.
        name: String,
        /// What is wrong with it.
        flaw: Flaw,
    },
}

/// What is wrong with a setting.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Flaw {
    /// It is there already.
    Twice,
    /// There is no such setting.
    Unknown,
    /// It names a part that cannot be hidden.
    BadPart,
    /// It names an unknown result.
    BadResult,
    /// It is not what it has to be.
    Wants(Wants),
}

/// What a setting has to be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Wants {
    /// One of the product's API versions.
    Version,
    /// A time before `to`.
    Before,
    /// A server's address or its name.
    Server,
    /// A product.
    Product,
    /// A zone.
    Zone,
    /// A theme.
    Theme,
    /// A language.
    Language,
    /// The one kind of embedding.
    Embedding,
    /// A job's id.
    Job,
    /// A search text that is not too long.
    Search,
    /// A log item's id.
    Item,
    /// The name of a set of items.
    Set,
    /// What items are grouped by.
    Group,
    /// How idle time is drawn.
    Idle,
    /// A column.
    Sort,
    /// A time.
    Time,
}

impl RouteNotice {
    /// What a person reads.
    pub fn say(&self, texts: Texts) -> String {
        match self {
            Self::TooLong => texts.address_too_long(),
            Self::BadPath => texts.address_bad_path(),
            Self::BadSetting => texts.address_bad_setting(),
            Self::Setting { name, flaw } => match flaw {
                Flaw::Twice => texts.address_twice(name),
                Flaw::Unknown => texts.address_unknown(name),
                Flaw::BadPart => texts.address_bad_part(name),
                Flaw::BadResult => texts.address_bad_result(name),
                Flaw::Wants(wants) => texts.address_ignored(name, wants.say(texts)),
            },
        }
    }
}

impl Wants {
    fn say(self, texts: Texts) -> String {
        match self {
            Self::Version => texts.address_wants_version(),
            Self::Before => texts.address_wants_before(),
            Self::Server => texts.address_wants_server(),
            Self::Product => texts.address_wants_product(),
            Self::Zone => texts.address_wants_zone(),
            Self::Theme => texts.address_wants_theme(),
            Self::Language => texts.address_wants_language(),
            Self::Embedding => texts.address_wants_embedding(),
            Self::Job => texts.address_wants_job(),
            Self::Search => texts.address_wants_search(),
            Self::Item => texts.address_wants_item(),
            Self::Set => texts.address_wants_set(),
            Self::Group => texts.address_wants_group(),
            Self::Idle => texts.address_wants_idle(),
            Self::Sort => texts.address_wants_sort(),
            Self::Time => texts.address_wants_time(),
        }
    }
}

/// In English, for developers.
impl fmt::Display for RouteNotice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(Texts::default()))
    }
}
