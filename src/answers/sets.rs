//! Names for sets of items, fit for an address: a figure leads to its bars by the name of the set it is about.
//!
//! A set of a group is named by what its items have in common, hashed: that is text of the server, and would make an address
//! long.

use super::failures::Group;
use super::groups::Grouper;
use super::objects::Subject;
use crate::model::{TimeRange, Timestamp};

/// FNV-1a of a text, 32 bits: what links were made of yesterday means the same tomorrow.
pub fn hash(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5_u32, |hash, b| (hash ^ u32::from(b)).wrapping_mul(0x0100_0193))
}

/// The name of a set: a word, and the hash of what its items have in common in hex.
pub fn name(word: &str, key: &str) -> String {
    by_hash(word, hash(key))
}

fn by_hash(word: &str, hash: u32) -> String {
    let mut out = word.to_owned();
    push_hex(&mut out, hash.into(), 8);
    out
}

fn push_hex(out: &mut String, number: u64, n_digits: u32) {
    out.push('.');
    for place in (0..n_digits).rev() {
        let digit = u32::try_from(number >> (4 * place) & 15).unwrap_or(0);
        out.push(char::from_digit(digit, 16).unwrap_or('0'));
    }
}

/// The set of all items: for [`within`].
pub const ALL: &str = "all";

/// The name of those of a set that run in a range: its own, and the range in ticks.
pub fn within(name: &str, range: TimeRange) -> String {
    let mut out = name.to_owned();
    for end in [range.start(), range.end()] {
        push_hex(&mut out, end.ticks().cast_unsigned(), 16);
    }
    out
}

/// The name of a set without a range, and the range that it is cut to, if it is.
pub fn parted(name: &str) -> (&str, Option<TimeRange>) {
    let ticks = |digits: &str| u64::from_str_radix(digits, 16).ok().filter(|_| digits.len() == 16);
    let cut = || {
        let (rest, to) = name.rsplit_once('.')?;
        let (rest, from) = rest.rsplit_once('.')?;
        let [from, to] = [ticks(from)?, ticks(to)?].map(|ticks| Timestamp::from_ticks(ticks.cast_signed()));
        (from <= to).then(|| (rest, Some(TimeRange::new(from, to))))
    };
    cut().unwrap_or((name, None))
}

/// The items of the groups whose key has this hash, in the order of arrival. O(n).
pub fn of_key(groups: &Grouper, key_hash: u32) -> Vec<u32> {
    let is_meant: Vec<bool> = hashes(groups).into_iter().map(|hash| hash == key_hash).collect();
    of_groups(groups.of(), |group| is_meant.get(group as usize) == Some(&true))
}

/// The items of the step that has this hash, in the order of arrival: of one kind of work and of one object, or without one.
/// `kinds` and `objects` group the same items. O(n).
pub fn of_step(kinds: &Grouper, objects: &Grouper, step_hash: u32) -> Vec<u32> {
    let (of_kinds, of_objects) = (hashes(kinds), hashes(objects));
    let hash = |hashes: &[u32], group: u32| hashes.get(group as usize).copied().unwrap_or(0);
    let both = (0..).zip(kinds.of().iter().zip(objects.of()));
    let is_meant = |&(_, (&kind, &object)): &(u32, (&u32, &u32))| {
        both_hashes(hash(&of_kinds, kind), hash(&of_objects, object)) == step_hash
    };
    both.filter(is_meant).map(|(idx, _)| idx).collect()
}

fn hashes(groups: &Grouper) -> Vec<u32> {
    (0..).take(groups.n_groups()).map(|group| hash(groups.key(group))).collect()
}

fn both_hashes(kind: u32, object: u32) -> u32 {
    kind.rotate_left(16) ^ object
}

/// The items whose group is meant, in the order of arrival. O(n).
pub fn of_groups(group_of: &[u32], is_meant: impl Fn(u32) -> bool) -> Vec<u32> {
    (0..).zip(group_of).filter(|&(_, &group)| is_meant(group)).map(|(idx, _)| idx).collect()
}

/// The name of the set of a problem.
pub fn of_problem(group: &Group) -> String {
    name("problem", &[group.severity.word(), " ", &group.pattern].concat())
}

/// The name of the set of a step: what is done on one object in one kind of work.
pub fn name_of_step(subject: &Subject<'_>) -> String {
    let (mut kind, mut object) = (String::new(), String::new());
    subject.kind.push_label(&mut kind);
    if let Some(of) = subject.object {
        of.push_key(&mut object);
    }
    by_hash("step", both_hashes(hash(&kind), hash(&object)))
}
