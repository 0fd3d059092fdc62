//! The feed of changes of Veeam Backup for Microsoft 365 v8: which sessions to look at again.

use super::tree::Tree;
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

/// Reads an answer; nothing where it is none of the feed.
pub fn changes(bytes: &[u8]) -> Option<Changes> {
    let tree = Tree::parse(bytes).ok()?;
    let next = tree.get("nextChangeToken").and_then(Tree::text).filter(|next| (1..=TOKEN_MAX).contains(&next.len()))?;
    let is_of_session = |row: &&Tree| row.get("eventType").and_then(Tree::text) == Some("JobSessionUpdate");
    let rows = tree.get("results").and_then(Tree::list)?;
    let sessions = rows.iter().filter(is_of_session).filter_map(|row| Id::new(row.get("id")?.text()?)).collect();
    Some(Changes { next: next.to_owned(), sessions })
}
