//! What a decoder says of an answer as a whole: its shape and paging.

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
