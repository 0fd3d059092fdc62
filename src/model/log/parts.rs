//! Parts of a session, which have logs of their own: the machines of a job. Their items stand in the same columns, each with the
//! name of its part in brackets before its text.

use super::{Assumption, Log, NewItem};

/// The longest name that has room before a text.
const NAME_MAX: usize = 200;

impl Log {
    /// The name of the part that an item is of; nothing for what the session itself says. O(log n).
    pub fn part(&self, idx: u32) -> Option<&str> {
        self.of_parts.binary_search(&idx).ok()?;
        let len = usize::from(*self.prefix_len.get(idx as usize)?);
        self.title(idx).get(1..len.checked_sub(2)?)
    }

    /// Whether any item is of a part.
    pub fn has_parts(&self) -> bool {
        !self.of_parts.is_empty()
    }

    /// An item's text, with the name of its part before it where it is of one.
    pub fn said(&self, idx: u32) -> &str {
        if self.part(idx).is_some() { self.title(idx) } else { self.text(idx) }
    }

    /// Says that other items tell an item in steps, so that it takes no time of its own.
    pub fn cover(&mut self, idx: u32) {
        if let Err(at) = self.covered.binary_search(&idx) {
            self.covered.insert(at, idx);
        }
    }

    /// Whether other items tell an item in steps. O(log n).
    pub fn is_covered(&self, idx: u32) -> bool {
        self.covered.binary_search(&idx).is_ok()
    }

    /// Adds an item of a part. Gives its index, as [`Log::push`] does.
    pub fn push_of_part(&mut self, name: &str, item: &NewItem<'_>) -> Option<u32> {
        let mut end = name.len().min(NAME_MAX);
        while !name.is_char_boundary(end) {
            end -= 1;
        }
        let title = ["[", name.get(..end).unwrap_or_default(), "] ", item.title].concat();
        let prefix_len = u8::try_from(end + 3).unwrap_or(0);
        self.push(&NewItem { title: &title, prefix_len, is_of_part: true, ..item.clone() })
    }

    /// Adds the log of a part, with its sources behind those that are there. O(n) in the part.
    pub fn append_part(&mut self, name: &str, part: &Self) {
        let n_before = u32::try_from(self.len()).unwrap_or(u32::MAX);
        self.sources.extend(part.sources.iter().map(|first| first.saturating_add(n_before)));
        // What follows from the times follows anew.
        let sent = Assumption::NoStatus as u8 | Assumption::NoZone as u8 | Assumption::BrokenText as u8;
        for idx in 0..u32::try_from(part.len()).unwrap_or(u32::MAX) {
            let undecided = part.undecided(idx);
            let id = part.id(idx);
            self.push_of_part(
                name,
                &NewItem {
                    id: id.as_deref(),
                    usn: part.usn(idx),
                    start: part.start(idx),
                    end: undecided.unwrap_or_else(|| part.end(idx)),
                    offset: part.offset(idx),
                    status: if undecided.is_some() { crate::model::Status::Unknown } else { part.status(idx) },
                    status_word: super::of_item(&part.odd_word, idx).map(|word| &**word),
                    is_undecided: undecided.is_some(),
                    title: part.text(idx),
                    assumed: part.assumed(idx) & sent,
                    raw_start: part.raw_start.get(idx as usize).copied().unwrap_or(0),
                    ..NewItem::default()
                },
            );
        }
    }
}
