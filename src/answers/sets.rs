//! Items that belong together, by a name fit for an address: what a figure on the page is about, one click away.

use super::failures::{self, Group};
use super::groups::{By, grouped};
use crate::model::Log;

/// The name of the set of a problem, such as `problem.1a2b3c4d`.
pub fn of_problem(group: &Group) -> String {
    name("problem", &[group.severity.word(), " ", &group.pattern].concat())
}

/// The name of the set of a kind of work, by its label.
pub fn of_kind(label: &str) -> String {
    name("kind", label)
}

/// The name of the set of an object, by its label.
pub fn of_object(label: &str) -> String {
    name("object", label)
}

/// A sort of set and 32 bits of FNV-1a of what tells it from others: short, and the same tomorrow.
fn name(sort: &str, label: &str) -> String {
    let hash = label.bytes().fold(0x811c_9dc5_u32, |hash, b| (hash ^ u32::from(b)).wrapping_mul(0x0100_0193));
    format!("{sort}.{hash:08x}")
}

/// The items of a set, in the order of arrival; nothing for a name that the log has no set of. O(n log n).
pub fn items(log: &Log, set: &str) -> Option<Vec<u32>> {
    let mut items = match set.split_once('.')? {
        ("problem", _) => failures::groups(log).into_iter().find(|group| of_problem(group) == set)?.items,
        ("kind", _) => members(log, By::Kind, &|label| of_kind(label) == set)?,
        ("object", _) => members(log, By::Object, &|label| of_object(label) == set)?,
        _ => return None,
    };
    items.sort_unstable();
    Some(items)
}

fn members(log: &Log, by: By, is_it: &dyn Fn(&str) -> bool) -> Option<Vec<u32>> {
    let grouper = grouped(log, by);
    let wanted = grouper.order().into_iter().find(|&group| is_it(grouper.name(group)))?;
    Some((0..).zip(grouper.of()).filter(|&(_, &group)| group == wanted).map(|(idx, _)| idx).collect())
}
