//! The feed of changes of Veeam Backup for Microsoft 365 v8: which sessions to look at again.

use super::row::Row;
use super::scan::Cursor;
use crate::model::Id;

/// What an answer of the feed says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Changes {
    /// Where the next question begins.
    pub next: String,
    /// Sessions that have changed.
    pub sessions: Vec<Id>,
}

/// Longer ones are no tokens.
const TOKEN_MAX: usize = 1_024;

/// Reads an answer; nothing where it is none of the feed, or not all of it: it is asked again, and sessions all the same.
pub fn changes(bytes: &[u8]) -> Option<Changes> {
    let mut mended = Vec::new();
    let feed = Row::read(&mut Cursor::new(bytes), &mut mended).ok()?;
    let next = feed.words("nextChangeToken").filter(|next| next.len() <= TOKEN_MAX)?;
    let is_of_session = |row: &Row<'_>| row.words("eventType").is_some_and(|kind| kind == "JobSessionUpdate");
    let of_session = |row: Row<'_>| row.words("id").filter(|_| is_of_session(&row)).and_then(|id| Id::new(&id));
    Some(Changes { next, sessions: feed.rows("results")?.filter_map(of_session).collect() })
}
