//! What leaves the page, as text. Whoever reads it later does not see the screen: it says of itself whether it is whole.

pub mod csv;
pub mod noise;
pub mod plain;
pub mod redact;
pub mod rows;
pub mod saved;
pub mod svg;
pub mod ticket;

/// Whether what is written down is all there is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Completeness<'a> {
    /// It is.
    Complete,
    /// It is not, or that is not known: why, in the reader's language.
    Partial(&'a str),
}
