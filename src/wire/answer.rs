//! What a decoder says of an answer as a whole: its shape and paging, or why it could not be used.

use std::fmt;

/// How a list was sent.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shape {
    /// A bare array, or Azure's `{jobSessionId, log: […]}`: everything there is, not paged.
    Array,
    /// `{offset, limit, results: […]}`.
    Page,
    /// One item alone.
    Single,
}

/// What came along with the rows. Whatever was not sent is `None`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PageInfo {
    /// How the rows were sent.
    pub shape: Shape,
    /// Position of the first row, as the server says.
    pub offset: Option<u64>,
    /// How many rows a page holds, as the server says: not always what was asked for.
    pub limit: Option<u64>,
    /// How many rows there are in all, where the server says so.
    pub total_count: Option<u64>,
    /// Name of the server's cached copy; all zeros where there is none.
    pub set_id: Option<String>,
    /// Whether a link to a next page was there. A hint: the link itself is never kept.
    pub has_next: bool,
    /// Rows in it, bad and skipped ones included.
    pub n_rows: usize,
}

/// Why an answer, or what is left of it, could not be decoded. Rows before that stay.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum DecodeError {
    /// Nothing but blanks.
    Empty,
    /// Not JSON from this byte on.
    NotJson {
        /// Byte of the answer, from 0.
        at: usize,
    },
    /// A web page.
    Html,
    /// It ends before it is complete.
    Cut {
        /// Rows that are complete.
        n_rows: usize,
    },
    /// JSON, but neither a list nor an item of what was wanted.
    NotALog {
        /// What it is instead.
        found: String,
    },
    /// The server says what went wrong, in place of data.
    ServerError {
        /// In its own words.
        message: String,
    },
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("The answer is empty. Load it again; if it stays so, look at the server's log."),
            Self::NotJson { at } => {
                write!(f, "The answer is not JSON from byte {at} on. Check that the address is that of the REST API.")
            }
            Self::Html => f.write_str(
                "The answer is a web page, not data. Check the address and the port; a proxy or a sign-in page may have \
                 answered in the server's place.",
            ),
            Self::Cut { n_rows } => {
write!(f, "The answer ends in the middle. Rows whole before that: {n_rows}; they are kept. Load it again.")
            }
            Self::NotALog { found } => {
                write!(f, "The answer is JSON, but not what belongs here. Check the address or the file. Found: {found}")
            }
            Self::ServerError { message } => {
                write!(f, "The server answered with an error instead of data. It says: {message}")
            }
        }
    }
}
