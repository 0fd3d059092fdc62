//! The list of processed objects of a session, Veeam Backup for Microsoft 365 v7 and v8: a page, or the array alone.

use super::tree::Tree;
use crate::model::{ProcessedObject, Status};

/// Reads one answer; nothing where it is no list. A row that is no object is left out.
pub fn processed_objects(bytes: &[u8]) -> Option<Vec<ProcessedObject>> {
    let tree = Tree::parse(bytes).ok()?;
    let rows = tree.list().or_else(|| tree.get("results")?.list())?;
    Some(rows.iter().filter(|row| !row.members().is_empty()).map(object).collect())
}

fn object(row: &Tree) -> ProcessedObject {
    let text = |name: &str| row.get(name).and_then(Tree::text).filter(|text| !text.is_empty()).map(str::to_owned);
    let word = text("status");
    let known = word.as_deref().and_then(Status::from_word);
    ProcessedObject {
        id: text("id"),
        kind: text("type"),
        name: text("name").or_else(|| text("displayName")),
        status: known.unwrap_or_default(),
        status_word: word.filter(|_| known.is_none()),
    }
}
