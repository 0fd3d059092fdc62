//! What the page may know of the token: everything but the token.

use crate::api::Ends;
use crate::model::Timestamp;

/// Whether there is a token, and why not.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum TokenState {
    /// None was given.
    None,
    /// There is one.
    Set { since: Timestamp, ends: Ends },
    /// The server refused it.
    Refused,
    /// Its time is over.
    Ended,
    /// The page was left, and came back.
    Left,
}

impl TokenState {
    /// When the token was given.
    pub(crate) fn since(self) -> Option<Timestamp> {
        if let Self::Set { since, .. } = self { Some(since) } else { None }
    }
}
