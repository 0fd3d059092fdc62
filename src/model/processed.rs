//! What a server lists as processed by a session, beside the session's log.

use super::Status;

/// An object a session worked on, as listed by Veeam Backup for Microsoft 365 v7 and v8. Whatever was not sent is `None`.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ProcessedObject {
    /// Its id as sent: any text, not checked.
    pub id: Option<String>,
    /// What it is, in the server's word: `Group`, `User`, `Site`, `Team`.
    pub kind: Option<String>,
    /// Its name. No document knows this field.
    pub name: Option<String>,
    /// How it ended.
    pub status: Status,
    /// The status as sent, where no list names it.
    pub status_word: Option<String>,
}
