//! The feed of changes of Veeam Backup for Microsoft 365 v8: which sessions to look at again.

use serde::Deserialize;

use super::lenient::{self, Part};
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

/// An answer as sent. One that is not sent so is none: the feed is asked again, and sessions all the same.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Feed<'a> {
    next_change_token: String,
    #[serde(borrow)]
    results: Vec<Part<'a, Event>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Event {
    #[serde(default, deserialize_with = "lenient::words")]
    event_type: Option<String>,
    #[serde(default, deserialize_with = "lenient::words")]
    id: Option<String>,
}

/// Reads an answer; nothing where it is none of the feed.
pub fn changes(bytes: &[u8]) -> Option<Changes> {
    let feed: Feed<'_> = serde_json::from_slice(bytes).ok()?;
    let next = Some(feed.next_change_token).filter(|next| (1..=TOKEN_MAX).contains(&next.len()))?;
    let of_session = |row| match row {
        Part::Object(Event { event_type: Some(kind), id: Some(id) }) if kind == "JobSessionUpdate" => Id::new(&id),
        _ => None,
    };
    Some(Changes { next, sessions: feed.results.into_iter().filter_map(of_session).collect() })
}
