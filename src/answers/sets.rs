//! Sets of a log's items that an address can name: `object.9f3a01c2` is all that was done on one object.

use super::objects::{Kind, Object, subject};
use crate::model::Log;

/// The name of the items of an object: `object.` and the hash of its label.
pub fn of_object(object: &Object<'_>) -> String {
    let mut label = String::new();
    object.push_label(&mut label);
    name("object.", &label)
}

/// The name of the items of a kind of work: `kind.` and the hash of its label.
pub fn of_kind(kind: &Kind<'_>) -> String {
    let mut label = String::new();
    kind.push_label(&mut label);
    name("kind.", &label)
}

/// The items of the set with this name, in the order of arrival; none for a name that is of neither sort. Two labels with
/// one hash (one pair in four thousand millions) are one set. O(n).
pub fn items(log: &Log, set: &str) -> Vec<u32> {
    let (of_objects, hash) = match (set.strip_prefix("object."), set.strip_prefix("kind.")) {
        (Some(hash), _) => (true, hash),
        (_, Some(hash)) => (false, hash),
        _ => return Vec::new(),
    };
    let wanted = u32::from_str_radix(hash, 16).ok();
    let mut label = String::new();
    let mut is_in = |idx: &u32| {
        let about = subject(log.text(*idx));
        label.clear();
        match about.object {
            Some(object) if of_objects => object.push_label(&mut label),
            _ if of_objects => return false,
            _ => about.kind.push_label(&mut label),
        }
        Some(fnv(&label)) == wanted
    };
    (0..u32::try_from(log.len()).unwrap_or(u32::MAX)).filter(|idx| is_in(idx)).collect()
}

/// A name of a set: its sort, and the hash of its label in eight hexadecimal digits.
pub fn name(sort: &str, label: &str) -> String {
    let hash = fnv(label);
    let digits = (0..8).rev().filter_map(|place| char::from_digit(hash >> (4 * place) & 15, 16));
    sort.chars().chain(digits).collect()
}

/// FNV-1a, 32 bits.
fn fnv(label: &str) -> u32 {
    label.bytes().fold(0x811c_9dc5, |hash, b| (hash ^ u32::from(b)).wrapping_mul(0x0100_0193))
}
