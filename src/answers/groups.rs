//! Items in groups: by result, by the kind of work, by the object it was done on. Grows with its log, some items a call.

use std::cell::OnceCell;

use super::objects::{Kind, Object, ObjectKind, Subject, subject};
use crate::model::order::sort_indexes;
use crate::model::{Log, Severity};

/// What items are grouped by.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum By {
    /// By severity.
    Result,
    /// By the kind of work.
    Kind,
    /// By the object; items without one are a group of their own.
    Object,
}

const NO_OBJECT: &str = "No object";
/// How many clauses are remembered. Where they name what they are about, each is another one, and no use to know.
const N_CLAUSES: usize = 256;
/// Stands for no object among the keys of objects, which are never empty.
const NO_OBJECT_KEY: &str = "";

/// The groups of a log's items, and the items still to be put into one. A group's number never changes.
///
/// 4 bytes an item; a group costs its name and about 30 bytes.
#[derive(Clone, Debug)]
pub struct Grouper {
    by: By,
    of: Vec<u32>,
    /// What the items of a group have in common: its name or, of an object, its key (see [`Object::push_key`]).
    keys: Names,
    /// The names of objects, as the first item of each writes them.
    objects: Spelled,
    n_items: Vec<u32>,
    /// Earliest start in ticks; `i64::MAX` if no item of the group has one.
    first: Vec<i64>,
    /// The key and the name being made.
    key: String,
    name: String,
    /// The groups of the steps met so far, a few dozen at most: most items are of one of these, and need no label made.
    steps: Vec<(&'static str, ObjectKind, u32)>,
    /// The same of the first [`N_CLAUSES`] clauses of texts that no pattern fits, whose shapes are dear to make.
    clauses: Names,
    of_clauses: Vec<u32>,
}

impl Grouper {
    /// Nothing grouped yet.
    pub fn new(by: By) -> Self {
        let mut grouper = Self {
            by,
            of: Vec::new(),
            keys: Names::default(),
            objects: Spelled::default(),
            n_items: Vec::new(),
            first: Vec::new(),
            key: String::new(),
            name: String::new(),
            steps: Vec::new(),
            clauses: Names::default(),
            of_clauses: Vec::new(),
        };
        match by {
            By::Result => Severity::ALL.iter().rev().for_each(|severity| {
                grouper.group(severity.word());
            }),
            By::Kind => {}
            By::Object => {
                grouper.group(NO_OBJECT_KEY);
                grouper.objects.push(NO_OBJECT);
            }
        }
        grouper
    }

    /// What the items are grouped by.
    pub fn by(&self) -> By {
        self.by
    }

    /// Groups the items not seen yet, at most `n_most` of them. True once all are grouped. It must always be given the
    /// same log, or a longer one that begins with it.
    pub fn extend(&mut self, log: &Log, n_most: usize) -> bool {
        extend_all([self], log, n_most)
    }

    /// Adds an item. `read` is what its text is about, once one of those that it is added to had to know.
    fn add<'a>(&mut self, log: &'a Log, idx: u32, read: &OnceCell<Subject<'a>>, start: Option<i64>) {
        let subject = || read.get_or_init(|| subject(log.text(idx)));
        let group = match self.by {
            By::Result => Severity::Failed as u32 - log.status(idx).severity() as u32,
            By::Kind => self.of_kind(subject().kind),
            By::Object => {
                // An item of a machine is about that machine, whichever disk or proxy it names.
                machine(log, idx).or_else(|| subject().object).map_or(0, |object| self.of_object(object))
            }
        };
        self.of.push(group);
        if let Some(n) = self.n_items.get_mut(group as usize) {
            *n += 1;
        }
        if let (Some(start), Some(first)) = (start, self.first.get_mut(group as usize)) {
            *first = (*first).min(start);
        }
    }

    fn of_object(&mut self, object: Object<'_>) -> u32 {
        let mut key = std::mem::take(&mut self.key);
        key.clear();
        object.push_key(&mut key);
        let group = self.group(&key);
        self.key = key;
        if group as usize == self.objects.len() {
            self.name.clear();
            object.push_label(&mut self.name);
            self.objects.push(&self.name);
        }
        group
    }

    fn of_kind(&mut self, kind: Kind<'_>) -> u32 {
        match kind {
            Kind::Step(step, object) => {
                // The same place is the same text, and quick to be seen.
                let is_it = |known: &&(&'static str, ObjectKind, u32)| std::ptr::eq(known.0, step) && known.1 == object;
                if let Some(&(.., group)) = self.steps.iter().find(is_it) {
                    return group;
                }
                let group = self.labelled(kind);
                self.steps.push((step, object, group));
                group
            }
            Kind::Shape(clause) => {
                let known = self.clauses.find(clause).and_then(|number| self.of_clauses.get(number as usize));
                if let Some(&group) = known {
                    return group;
                }
                let group = self.labelled(kind);
                if self.of_clauses.len() < N_CLAUSES {
                    self.clauses.number(clause);
                    self.of_clauses.push(group);
                }
                group
            }
        }
    }

    /// The group of a kind by its label.
    fn labelled(&mut self, kind: Kind<'_>) -> u32 {
        let mut name = std::mem::take(&mut self.name);
        name.clear();
        kind.push_label(&mut name);
        let group = self.group(&name);
        self.name = name;
        group
    }

    fn group(&mut self, key: &str) -> u32 {
        let group = self.keys.number(key);
        if group as usize == self.n_items.len() {
            self.n_items.push(0);
            self.first.push(i64::MAX);
        }
        group
    }

    /// The group of each item grouped so far, by item.
    pub fn of(&self) -> &[u32] {
        &self.of
    }

    /// How many groups there are, empty ones included: one past the largest number.
    pub fn n_groups(&self) -> usize {
        self.n_items.len()
    }

    /// What a person reads; text of the server, for the most part.
    pub fn name(&self, group: u32) -> &str {
        if self.by == By::Object { self.objects.get(group) } else { self.keys.get(group) }
    }

    /// What the items of a group have in common, whatever the spelling: what the name of their set is made of.
    pub fn key(&self, group: u32) -> &str {
        self.keys.get(group)
    }

    /// How many items a group holds.
    pub fn n_items(&self, group: u32) -> u32 {
        self.n_items.get(group as usize).copied().unwrap_or(0)
    }

    /// The groups that hold items, in the order of reading: results the worst first; kinds and objects by when they first
    /// appear in the log, those without a start after the others, and the items without an object last of all.
    /// O(n log n) in the groups.
    pub fn order(&self) -> Vec<u32> {
        let mut order: Vec<u32> = (0..).zip(&self.n_items).filter(|&(_, &n)| n > 0).map(|(group, _)| group).collect();
        if self.by != By::Result {
            let key = |group: u32| {
                let first = self.first.get(group as usize).copied();
                (self.by == By::Object && group == 0, first)
            };
            sort_indexes(&mut order, &|a, b| key(a).cmp(&key(b)));
        }
        order
    }
}

/// As [`Grouper::extend`], for several that have seen as many items: a title is read once for all of them.
pub fn extend_all<const N: usize>(mut groupers: [&mut Grouper; N], log: &Log, n_most: usize) -> bool {
    let (starts, _) = log.times();
    let n_seen = groupers.first().map_or(0, |grouper| grouper.of.len());
    let end = log.len().min(n_seen.saturating_add(n_most));
    let idxs = (0..).skip(n_seen).take(end.saturating_sub(n_seen));
    for (idx, &start) in idxs.zip(starts.get(n_seen..end).unwrap_or_default()) {
        let read = OnceCell::new();
        // No start is the least number of all, and must not come first.
        let start = Some(start).filter(|&start| start > i64::MIN);
        for grouper in &mut groupers {
            grouper.add(log, idx, &read, start);
        }
    }
    end == log.len()
}

/// The machine whose item it is; nothing for what the job itself says.
pub fn machine(log: &Log, idx: u32) -> Option<Object<'_>> {
    log.part(idx).map(|name| Object { kind: ObjectKind::Other, name })
}

/// All items of a log in groups. O(n) on average.
pub fn grouped(log: &Log, by: By) -> Grouper {
    let mut grouper = Grouper::new(by);
    grouper.extend(log, usize::MAX);
    grouper
}

/// Names, each with the number it got when it was first met, from 0: one string for all of them, and a table of hashes with
/// open addressing, which is a tenth of the code of a map of strings, and allocates nothing for a name it knows.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    spelled: Spelled,
    hashes: Vec<u32>,
    /// A name's number and 1, at its hash or after it; 0 is free. A power of two long, and half of it free at least.
    slots: Vec<u32>,
}

impl Names {
    /// How many names there are.
    pub(super) fn len(&self) -> usize {
        self.hashes.len()
    }

    /// A name by its number.
    pub(super) fn get(&self, number: u32) -> &str {
        self.spelled.get(number)
    }

    /// The number of a name, new or known; that of the last one once the text is longer than 32 bits count.
    pub(super) fn number(&mut self, name: &str) -> u32 {
        if self.len() * 2 >= self.slots.len() {
            self.grow();
        }
        let hash = hash(name);
        let at = match self.look(name, hash) {
            Ok(number) => return number,
            Err(at) => at,
        };
        let number = u32::try_from(self.len()).unwrap_or(u32::MAX);
        if !self.spelled.push(name) {
            return number.saturating_sub(1);
        }
        self.hashes.push(hash);
        if let Some(slot) = self.slots.get_mut(at) {
            *slot = number + 1;
        }
        number
    }

    /// The number of a name, if it is known.
    pub(super) fn find(&self, name: &str) -> Option<u32> {
        self.look(name, hash(name)).ok()
    }

    /// The number of a name or, if it is not known, the free slot for it.
    fn look(&self, name: &str, hash: u32) -> Result<u32, usize> {
        let mut at = hash as usize & self.mask();
        while let Some(number) = self.slots.get(at).and_then(|slot| slot.checked_sub(1)) {
            if self.hashes.get(number as usize) == Some(&hash) && self.get(number) == name {
                return Ok(number);
            }
            at = (at + 1) & self.mask();
        }
        Err(at)
    }

    fn mask(&self) -> usize {
        self.slots.len().wrapping_sub(1)
    }

    fn grow(&mut self) {
        self.slots = vec![0; (self.slots.len() * 2).max(16)];
        let mask = self.mask();
        for (number, &hash) in (1..).zip(&self.hashes) {
            let mut at = hash as usize & mask;
            while self.slots.get(at).is_some_and(|&slot| slot > 0) {
                at = (at + 1) & mask;
            }
            if let Some(slot) = self.slots.get_mut(at) {
                *slot = number;
            }
        }
    }
}

/// Texts one after the other in one string.
#[derive(Clone, Debug, Default)]
struct Spelled {
    text: String,
    /// Where each ends.
    ends: Vec<u32>,
}

impl Spelled {
    fn len(&self) -> usize {
        self.ends.len()
    }

    fn get(&self, number: u32) -> &str {
        let end = |number: u32| self.ends.get(number as usize).map_or(0, |&end| end as usize);
        let begin = number.checked_sub(1).map_or(0, end);
        self.text.get(begin..end(number)).unwrap_or_default()
    }

    /// Adds one; false where all of them would be longer than 32 bits count.
    fn push(&mut self, text: &str) -> bool {
        let Ok(end) = u32::try_from(self.text.len() + text.len()) else { return false };
        self.text.push_str(text);
        self.ends.push(end);
        true
    }
}

/// A number for a name, eight bytes a step: the upper half of the last product, which hangs on all of them.
fn hash(name: &str) -> u32 {
    let mix = |hash: u64, word: u64| {
        let product = (hash ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        product ^ product >> 32
    };
    let (words, rest) = name.as_bytes().as_chunks::<8>();
    let rest = rest.iter().fold(1, |word, &b| word << 8 | u64::from(b));
    let all = words.iter().fold(rest, |hash, word| mix(hash, u64::from_le_bytes(*word)));
    u32::try_from(mix(all, 0) >> 32).unwrap_or(0)
}
