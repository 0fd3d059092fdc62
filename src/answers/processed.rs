//! The server's list of processed objects joined with what the log says of them.
//!
//! The documents give a listed object an id, a type and a status, and no name. So it is found in the log by a name if one
//! was sent, by an id that is a name (a mail address, a site's address), or by its id in a text, `… (ID: 5f1d…)`. One that
//! is found nowhere stands alone, and is counted.

use std::collections::HashMap;

use super::objects::{ObjectKind, subject};
use super::search::lower;
use crate::model::text::{cut, find};
use crate::model::{Log, ProcessedObject, Severity};

/// An object the server lists, and its items.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Joined<'a> {
    /// As listed.
    pub object: &'a ProcessedObject,
    /// Its name: as sent, else as the log writes it.
    pub name: Option<&'a str>,
    /// The items of the log that are about it, in the order of arrival; none where it was not found in there.
    pub items: Vec<u32>,
    /// The worst of the items.
    pub severity: Option<Severity>,
}

impl Joined<'_> {
    /// Whether the list and the log disagree: one says that it failed, and the other does not.
    pub fn is_at_odds(&self) -> bool {
        let is_failed = self.object.status.severity() == Severity::Failed;
        self.severity.is_some_and(|severity| is_failed != (severity == Severity::Failed))
    }
}

/// What a log says of each object by its folded name, and of each id that its texts hold.
#[derive(Default)]
struct Known<'a> {
    names: HashMap<String, Vec<(ObjectKind, &'a str, u32)>>,
    ids: HashMap<&'a str, Vec<u32>>,
}

/// Finds the items of each listed object, in the order of the list. O(n + m) on average for n items and m objects.
pub fn join<'a>(objects: &'a [ProcessedObject], log: &'a Log) -> Vec<Joined<'a>> {
    let mut known = Known::default();
    for idx in 0..u32::try_from(log.len()).unwrap_or(u32::MAX) {
        let text = log.text(idx);
        if let Some(object) = subject(text).object {
            known.names.entry(folded(object.name)).or_default().push((object.kind, object.name, idx));
        }
        if let Some(id) = id_in(text) {
            known.ids.entry(id).or_default().push(idx);
        }
    }
    objects.iter().map(|object| known.join(object, log)).collect()
}

impl<'a> Known<'a> {
    fn join(&self, object: &'a ProcessedObject, log: &'a Log) -> Joined<'a> {
        let id = object.id.as_deref();
        let mut items = Vec::new();
        let mut name = object.name.as_deref();
        for wanted in [name, id].into_iter().flatten() {
            for &(kind, known, idx) in self.names.get(&folded(wanted)).into_iter().flatten() {
                if is_of(object.kind.as_deref(), kind) {
                    items.push(idx);
                    name = name.or(Some(known));
                }
            }
        }
        for &idx in id.and_then(|id| self.ids.get(id)).into_iter().flatten() {
            name = name.or_else(|| subject(log.text(idx)).object.map(|object| object.name));
            items.push(idx);
        }
        items.sort_unstable();
        items.dedup();
        let severity = items.iter().map(|&idx| log.status(idx).severity()).max();
        Joined { object, name, items, severity }
    }
}

/// Whether an object of this kind may be what the list calls by this word: a user's mailbox and OneDrive are the user's.
fn is_of(word: Option<&str>, kind: ObjectKind) -> bool {
    let fits: &[ObjectKind] = match word.unwrap_or_default().to_ascii_lowercase().as_str() {
        "user" => &[ObjectKind::User, ObjectKind::Mailbox, ObjectKind::OneDrive],
        "site" => &[ObjectKind::Site],
        "group" => &[ObjectKind::Group, ObjectKind::Mailbox, ObjectKind::Site],
        "team" => &[ObjectKind::Team],
        _ => return true,
    };
    kind == ObjectKind::Other || fits.contains(&kind)
}

/// The id that a text tells: `… (ID: 5f1d…, name: …)`.
fn id_in(text: &str) -> Option<&str> {
    let (_, rest) = cut(text, "(ID: ")?;
    let end = find(rest, ")")?;
    let id = rest.get(..end)?;
    Some(cut(id, ",").map_or(id, |(id, _)| id))
}

fn folded(name: &str) -> String {
    name.chars().map(lower).collect()
}
