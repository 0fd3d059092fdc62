//! The dialects, one for each product: what rows look like, who reads them, and which keys tell them.

use super::envelope::RowKind;
use super::scan::{Cursor, JsonError};
use super::{vb365, vbaws, vbazure, vbr};
use crate::model::{Log, Notices, Product, Session, SessionKind};

/// How a product's answers are read.
pub(crate) struct Dialect {
    /// What the rows of a log look like.
    pub(crate) log: RowKind,
    /// Reads one into the columns. The number is the row's place in the list; the other the byte at which it begins.
    pub(crate) log_row: fn(&mut Cursor<'_>, usize, u64, &mut Log, &mut Notices) -> Result<(), JsonError>,
    /// What sessions look like.
    pub(crate) sessions: RowKind,
    /// Reads one.
    pub(crate) session: fn(&mut Cursor<'_>, usize, &mut Notices) -> Result<Session, JsonError>,
    /// What rows of its own are, by their keys and by those around them.
    pub(crate) tells: fn(&Keys<'_>) -> Option<Tells>,
}

/// What rows are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Tells {
    /// Rows of a log.
    Log,
    /// Sessions.
    Sessions(SessionKind),
}

/// The keys of a row or of an envelope, and with what byte the value of each begins.
pub(crate) struct Keys<'a>(pub(crate) &'a [(String, u8)]);

impl Keys<'_> {
    /// Whether there is such a key. PowerShell writes them with a capital.
    pub(crate) fn has(&self, wanted: &str) -> bool {
        self.begin(wanted).is_some()
    }

    /// Whether there are all of these.
    pub(crate) fn all(&self, wanted: &[&str]) -> bool {
        wanted.iter().all(|key| self.has(key))
    }

    /// With what its value begins; 0 where that was cut off.
    pub(crate) fn begin(&self, wanted: &str) -> Option<u8> {
        self.0.iter().find(|(key, _)| key.eq_ignore_ascii_case(wanted)).map(|&(_, begin)| begin)
    }
}

/// A product's dialect.
pub(crate) const fn of(product: Product) -> &'static Dialect {
    match product {
        Product::Vb365 => &vb365::DIALECT,
        Product::VbAzure => &vbazure::DIALECT,
        Product::Vbr => &vbr::DIALECT,
        Product::VbAws => &vbaws::DIALECT,
    }
}

/// Whose rows these are. Those whose keys are their own are asked before those whose rows have few.
pub(crate) fn told(keys: &Keys<'_>) -> Option<(Product, Tells)> {
    const ORDER: [Product; 4] = [Product::Vbr, Product::VbAws, Product::VbAzure, Product::Vb365];
    ORDER.into_iter().find_map(|product| Some((product, (of(product).tells)(keys)?)))
}
