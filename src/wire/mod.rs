//! Bytes to the model. Stub: only the types that `api` speaks of, until the decoders are in.

use std::fmt;

/// What a list's body said about itself.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PageInfo {
    /// Array, page or single object.
    pub shape: Shape,
    /// The answer's own offset.
    pub offset: Option<u64>,
    /// The answer's own limit.
    pub limit: Option<u64>,
    /// How many there are in all, where sent.
    pub total_count: Option<u64>,
    /// Name of a cached set on the server.
    pub set_id: Option<String>,
    /// Whether a link to a next page was there.
    pub has_next: bool,
    /// Rows in the body, bad and skipped ones included.
    pub n_rows: usize,
}

/// The forms that a body comes in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shape {
    /// Everything at once.
    Array,
    /// One page of several.
    Page,
    /// One object.
    Single,
}

/// Why a body could not be read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum DecodeError {
    /// Nothing came.
    Empty,
    /// No JSON, from this byte on.
    NotJson {
        /// Position of the first byte that does not fit.
        at: usize,
    },
    /// A web page.
    Html,
    /// The body ended early.
    Cut {
        /// Rows seen before.
        n_rows: usize,
    },
    /// JSON, but not what was asked for.
    NotALog {
        /// What was there instead.
        found: String,
    },
    /// The server's own error in a good answer.
    ServerError {
        /// Its text.
        message: String,
    },
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("The answer could not be read.")
    }
}

/// What the body of a refusal says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ErrorBody {
    /// Text for people, at most 500 characters.
    pub message: String,
    /// The server's short code, where it has one.
    pub code: Option<String>,
}

/// Reads the body of a refusal.
pub fn error_body(bytes: &[u8]) -> Option<ErrorBody> {
    let text = std::str::from_utf8(bytes).ok()?;
    let (_, after) = text.split_once("\"message\":\"")?;
    let (message, _) = after.split_once('"')?;
    Some(ErrorBody { message: message.to_owned(), code: None })
}
