//! What stands in place of a name, and which texts are stand-ins already.

use super::keys::{Match, words};
use super::{AT_SIGNS, Entry, Inner, What, parts};

impl Inner {
    /// What stands for a name of a text, counted. One with digits glued to it is a name of its own.
    pub(super) fn put_match(&mut self, found: Match, own: &str) -> String {
        let what = self.entries.get(found.value as usize / 2).map_or(What::Name, |entry| entry.what);
        match found.is_numbered {
            true if found.value.is_multiple_of(2) && what != What::Address => self.whole_of(what, own),
            true => self.whole_of(What::Name, own),
            false => self.put(found.value, own),
        }
    }

    /// What stands for a key's value in place of `own`, counted.
    pub(super) fn put(&mut self, value: u32, own: &str) -> String {
        if let Some(entry) = self.entries.get_mut(value as usize / 2) {
            entry.n += 1;
        }
        self.stand_in(value / 2, value % 2 == 1, own)
    }

    pub(super) fn stand_in(&mut self, at: u32, is_part: bool, own: &str) -> String {
        let Some((what, parts)) = self.entries.get(at as usize).map(|entry| (entry.what, entry.parts)) else {
            return String::new();
        };
        if let Some((user, domain)) = parts {
            let (user, domain) = (self.stand_in(user, false, own), self.stand_in(domain, false, own));
            let has_at = AT_SIGNS.iter().any(|sign| own.contains(sign));
            return [user.as_str(), if has_at { "@" } else { "_" }, &domain].concat();
        }
        let mut out = self.numbered(at);
        if let Some(mailbox) = self.entries.get(at as usize).and_then(|entry| entry.mailbox) {
            return [&self.stand_in(mailbox, false, own), "/", &out].concat();
        }
        match what {
            What::Domain if !is_part => out.push_str(if own.contains(['.', '@']) { ".example" } else { "_example" }),
            What::File => {
                let end = own.rsplit_once('.').filter(|(_, end)| end.bytes().all(|b| b.is_ascii_alphanumeric()));
                out.extend(end.map(|(_, end)| [".", end].concat()));
            }
            _ => {}
        }
        out
    }

    /// `mailbox-1`; the next number that no name has in it, if it has none yet.
    pub(super) fn numbered(&mut self, at: u32) -> String {
        let Some((what, known)) = self.entries.get(at as usize).map(|entry| (entry.what, entry.number)) else {
            return String::new();
        };
        let named = |number: usize| [what.stem(), "-", &number.to_string()].concat();
        if known > 0 {
            return named(known as usize);
        }
        let Some(given) = self.given.get_mut(what as usize) else { return String::new() };
        let mut found = Vec::new();
        let name = loop {
            let name = named(given.len() + 1);
            words(&name, &mut found);
            if self.keys.get(&found).is_none() {
                break name;
            }
            given.push(None);
        };
        given.push(Some(at));
        if let Some(entry) = self.entries.get_mut(at as usize) {
            entry.number = u32::try_from(given.len()).unwrap_or(u32::MAX);
        }
        name
    }

    /// Whether a text is made of stand-ins that were given: it stays, so that a text can be rewritten again.
    pub(super) fn is_stand_in(&self, text: &str) -> bool {
        let of_file = text.strip_prefix("file-").and_then(|_| text.rsplit_once('.'));
        let mut n_given = 0;
        let is_part = |c: char| c.is_alphanumeric() || c == '-';
        let is_all = parts(of_file.map_or(text, |(name, _)| name), is_part).all(|(_, part)| {
            // The `@` before it may be coded.
            let is_given = self.given(part.strip_prefix("40").unwrap_or(part)).is_some();
            n_given += usize::from(is_given);
            is_given || part == "example"
        });
        is_all && n_given > 0
    }

    /// The entry that has this stand-in.
    pub(super) fn given(&self, stand_in: &str) -> Option<&Entry> {
        let (stem, number) = stand_in.split_once('-')?;
        let what = What::ALL.into_iter().find(|what| what.stem() == stem)?;
        let at = number.parse::<usize>().ok().filter(|_| !number.starts_with('0'))?.checked_sub(1)?;
        let at = self.given.get(what as usize)?.get(at).copied().flatten()?;
        self.entries.get(at as usize)
    }
}
