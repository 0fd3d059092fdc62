//! The closed lists of words that a setting can be.

use std::borrow::Cow;

use crate::answers::groups::By;
use crate::model::UtcOffset;

/// A closed list of words, written once: the enum, its words, and how to find one.
macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum $name { $($(#[$doc])* $variant,)* }

        impl $name {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The word in an address.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }

            /// From the word in an address.
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|known| known.word() == word)
            }
        }
    };
}

words! {
    /// Light or dark.
    Theme {
        /// Dark on light.
        Light = "light",
        /// Light on dark.
        Dark = "dark",
        /// As the system is set.
        System = "system",
    }
}

words! {
    /// A part of the page that an embedding page may leave out. What says whether all is shown cannot be hidden.
    Part {
        /// The bar with the server and the links to the views.
        Nav = "nav",
        /// The answer above a session's timeline.
        Summary = "summary",
        /// The whole session in small.
        Overview = "overview",
        /// The timeline.
        Timeline = "timeline",
        /// Search box and filters.
        Filter = "filter",
        /// The table.
        Table = "table",
        /// The panel about one item.
        Detail = "detail",
    }
}

words! {
    /// How the timeline is divided into groups.
    Group {
        /// Not at all: as few rows as there can be.
        Packed = "packed",
        /// By result.
        Result = "result",
        /// By the kind of work.
        Kind = "kind",
        /// By what was worked on.
        Object = "object",
        /// A row for each item.
        Item = "item",
    }
}

impl Group {
    /// What the rows are groups by; nothing where they have no names.
    pub const fn by(self) -> Option<By> {
        match self {
            Self::Result => Some(By::Result),
            Self::Kind => Some(By::Kind),
            Self::Object => Some(By::Object),
            Self::Packed | Self::Item => None,
        }
    }
}

words! {
    /// How stretches in which nothing runs are drawn, where it is not left to the page.
    IdleWord {
        /// Short.
        Short = "short",
        /// To scale.
        Scale = "scale",
    }
}

words! {
    /// A column that a table can be sorted by; which of them a table has is its own affair.
    Column {
        /// Order number of an item.
        Usn = "usn",
        /// Result.
        Status = "status",
        /// Name of the job or the retrieval.
        Name = "name",
        /// Type of the session.
        Type = "type",
        /// Start.
        Start = "start",
        /// End.
        End = "end",
        /// Length.
        Length = "length",
        /// Objects or items processed.
        Objects = "objects",
        /// Amount moved.
        Data = "data",
        /// Processing rate.
        Rate = "rate",
        /// Bottleneck.
        Bottleneck = "bottleneck",
        /// Text of an item.
        Text = "text",
    }
}

/// How a table is sorted; `sort=length` or, from the largest down, `sort=-length`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Sort {
    /// By what.
    pub column: Column,
    /// From the largest down.
    pub is_descending: bool,
}

impl Sort {
    /// What a click on the head of a column asks for: it, or what it sorts by already, the other way round. Numbers and times
    /// are most wanted from the largest down.
    #[must_use]
    pub const fn chosen(self, column: Column, is_number: bool) -> Self {
        let is_same = self.column as u8 == column as u8;
        let is_descending = if is_same { !self.is_descending } else { is_number || matches!(column, Column::Start) };
        Self { column, is_descending }
    }

    /// Reads `length` or `-length`.
    pub fn parse(text: &str) -> Option<Self> {
        let (is_descending, word) = text.strip_prefix('-').map_or((false, text), |word| (true, word));
        Some(Self { column: Column::from_word(word)?, is_descending })
    }

    /// The word in an address.
    pub fn word(self) -> String {
        [if self.is_descending { "-" } else { "" }, self.column.word()].concat()
    }
}

/// Which zone times are shown in.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum ZoneChoice {
    /// The browser's: `tz=browser`.
    Browser,
    /// UTC: `tz=utc`.
    Utc,
    /// The one that the server's times are written in: `tz=server`.
    Server,
    /// Always the same offset: `tz=%2B03:00`.
    Fixed(UtcOffset),
    /// By name, such as `Europe/Berlin`; whether the browser knows it is not checked here.
    Named(String),
}

impl ZoneChoice {
    /// Reads a word, an offset such as `+03:00`, or what has the form of a zone's name.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "browser" => return Some(Self::Browser),
            "server" => return Some(Self::Server),
            _ if ["utc", "z", "etc/utc"].iter().any(|word| text.eq_ignore_ascii_case(word)) => return Some(Self::Utc),
            _ => {}
        }
        if let Some(hours) = text.strip_prefix(['+', '-']) {
            let (hours, minutes) = hours.split_once(':')?;
            let number = |text: &str| {
                // A sign would be read as part of a number.
                let is_plain = text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit());
                text.parse::<u8>().ok().filter(|_| is_plain).map(i16::from)
            };
            let (hours, minutes) = (number(hours)?, number(minutes).filter(|&minutes| minutes < 60)?);
            let total = hours * 60 + minutes;
            let offset = UtcOffset::from_minutes(if text.starts_with('-') { -total } else { total })?;
            return Some(if offset == UtcOffset::UTC { Self::Utc } else { Self::Fixed(offset) });
        }
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '_' | '-' | '+');
        let fits = text.len() <= 64 && text.starts_with(|c: char| c.is_ascii_alphabetic()) && text.chars().all(plain);
        fits.then(|| Self::Named(text.to_owned()))
    }

    /// The word in an address.
    pub fn word(&self) -> Cow<'_, str> {
        match self {
            Self::Browser => Cow::Borrowed("browser"),
            Self::Utc => Cow::Borrowed("utc"),
            Self::Server => Cow::Borrowed("server"),
            Self::Named(name) => Cow::Borrowed(name),
            Self::Fixed(offset) => {
                let mut out = String::with_capacity(6);
                offset.write_suffix(&mut out);
                Cow::Owned(out)
            }
        }
    }
}
