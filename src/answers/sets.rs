//! Names for sets of items, fit for an address: a figure leads to its bars by the name of the set it is about.
//!
//! A set of a group is named by the group's label, hashed: a label is text of the server, and would make an address long.

use super::failures::Group;
use super::groups::Grouper;
use super::objects::{Kind, Object};

/// The name of a set: a word, and the hash of a label in hex.
pub fn name(word: &str, label: &str) -> String {
    let mut out = String::with_capacity(word.len() + 9);
    out.push_str(word);
    out.push('.');
    for place in (0..8).rev() {
        out.push(char::from_digit(hash(label) >> (4 * place) & 15, 16).unwrap_or('0'));
    }
    out
}

/// The items of the groups whose label has this hash, in the order of arrival. O(n).
pub fn of_label(groups: &Grouper, label_hash: u32) -> Vec<u32> {
    let is_meant: Vec<bool> =
        (0..).take(groups.n_groups()).map(|group| hash(groups.name(group)) == label_hash).collect();
    of_groups(groups.of(), |group| is_meant.get(group as usize) == Some(&true))
}

/// The items whose group is meant, in the order of arrival. O(n).
pub fn of_groups(group_of: &[u32], is_meant: impl Fn(u32) -> bool) -> Vec<u32> {
    (0..).zip(group_of).filter(|&(_, &group)| is_meant(group)).map(|(idx, _)| idx).collect()
}

/// FNV-1a of a text, 32 bits.
pub fn hash(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5_u32, |hash, b| (hash ^ u32::from(b)).wrapping_mul(0x0100_0193))
}

/// The name of the set of a problem.
pub fn of_problem(group: &Group) -> String {
    name("problem", &[group.severity.word(), " ", &group.pattern].concat())
}

/// The name of the set of an object's items.
pub fn of_object(object: &Object<'_>) -> String {
    let mut label = String::new();
    object.push_label(&mut label);
    name("object", &label)
}

/// The name of the set of a kind of work.
pub fn of_kind(kind: &Kind<'_>) -> String {
    let mut label = String::new();
    kind.push_label(&mut label);
    name("kind", &label)
}
