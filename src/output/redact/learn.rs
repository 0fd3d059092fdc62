//! Learning what names there are, before any of them is replaced.

use super::keys::{Word, words};
use super::shapes::{Link, Shape, by_looks, parts_of_link, shapes};
use super::what::is_ordinary;
use super::{AT_SIGNS, Entry, Inner, Redactor, What, object_of};
use crate::looks::{is_public, mailbox_of};
use crate::model::{Job, Log, Session};

impl Redactor {
    /// Learns a name that is known to be one: of a job, an organization, a server.
    pub fn learn(&mut self, what: What, name: &str) {
        self.inner.get_mut().learn(what, name);
    }

    /// Learns the names in a text of the server: its object, and what is a name by its looks.
    pub fn learn_text(&mut self, text: &str) {
        let inner = self.inner.get_mut();
        let object = object_of(text);
        inner.learn_shapes(text, object);
        // An object that is an address or the like has been learned with the other shapes.
        let is_known =
            |shape: &Shape| object.is_some_and(|object| (object.start, object.end) == (shape.start, shape.end));
        if let Some(object) =
            object.filter(|_| !inner.shapes.iter().any(|shape| is_known(shape) && shape.what != What::Name))
        {
            inner.learn(object.what, text.get(object.start..object.end).unwrap_or_default());
        }
    }

    /// Learns the names in all texts of a log. O(n) in its texts.
    pub fn learn_log(&mut self, log: &Log) {
        let inner = self.inner.get_mut();
        // Growing costs as much as filling, and in most logs nearly every item is about another object.
        inner.entries.reserve(log.len());
        inner.keys.reserve(log.len() * 2);
        for idx in 0..u32::try_from(log.len()).unwrap_or(u32::MAX) {
            match log.part(idx) {
                Some(part) => {
                    self.learn(What::Vm, part);
                    self.learn_text(log.text(idx));
                }
                None => self.learn_text(log.title(idx)),
            }
        }
    }

    /// Learns the names in a session.
    pub fn learn_session(&mut self, session: &Session) {
        if let Some(name) = &session.name {
            self.learn(What::Job, name);
        }
        if let Some(details) = &session.details {
            self.learn_text(details);
        }
    }

    /// Learns the name of a job.
    pub fn learn_job(&mut self, job: &Job) {
        self.learn(What::Job, &job.name);
    }
}

impl Inner {
    /// The entry of a name, made if there is none.
    pub(super) fn entry(&mut self, what: What, name: &str) -> u32 {
        let mut found = std::mem::take(&mut self.words);
        words(name, &mut found);
        let known = match self.keys.get(&found) {
            Some(value) => Some(value / 2),
            None => self.wordless.get(name).copied().filter(|_| found.is_empty()),
        };
        let at = known.unwrap_or_else(|| self.new_entry(what, name, &found));
        self.words = found;
        at
    }

    fn new_entry(&mut self, what: What, name: &str, words: &[Word]) -> u32 {
        let mailbox = (what == What::Id).then(|| mailbox_of(name)).flatten();
        let mailbox = mailbox.map(|mailbox| self.entry(What::Mailbox, &mailbox));
        let at = u32::try_from(self.entries.len()).unwrap_or(u32::MAX / 2);
        let only = words.first().filter(|_| words.len() == 1).and_then(|word| name.get(word.start..word.end));
        let is_ordinary = words.is_empty() || only.is_some_and(is_ordinary);
        self.entries.push(Entry { what, name: name.to_owned(), number: 0, n: 0, parts: None, mailbox, is_ordinary });
        self.keys.put(words, at * 2);
        if words.is_empty() {
            self.wordless.insert(name.to_owned(), at);
        }
        at
    }

    fn learn(&mut self, what: What, name: &str) {
        let name = name.trim();
        if self.is_stand_in(name) {
            return;
        }
        let mut found = std::mem::take(&mut self.shapes);
        by_looks(name, &mut found);
        let own = found.first().copied().filter(|own| own.start == 0 && own.end == name.trim_end_matches('/').len());
        self.shapes = found;
        match own.map(|own| own.what) {
            _ if name.is_empty() => {}
            Some(What::Address) => {
                self.learn_mail(name);
            }
            Some(What::Link) => self.learn_link(what, name),
            Some(What::Host) => {
                self.learn_host(name);
            }
            Some(known @ (What::Ip | What::Id)) => {
                self.entry(known, name);
            }
            _ => {
                let at = self.entry(what, name);
                // `Intranet (https://…)` is one site by either.
                if let Some((before, link)) = name.strip_suffix(')').and_then(|name| name.rsplit_once(" (")) {
                    self.alias(before, at);
                    if parts_of_link(link).is_some() {
                        self.alias(link, at);
                    }
                }
                self.learn_shapes(name, None);
            }
        }
    }

    /// Lets a further name stand for an entry, unless it stands for another already.
    fn alias(&mut self, name: &str, at: u32) {
        let mut found = std::mem::take(&mut self.words);
        words(name, &mut found);
        let only = found.first().filter(|_| found.len() == 1).and_then(|word| name.get(word.start..word.end));
        if !only.is_some_and(is_ordinary) {
            self.keys.put(&found, at * 2);
        }
        self.words = found;
    }

    /// Learns what is a name by its looks; a link that is the object of the text is one of its kind.
    fn learn_shapes(&mut self, text: &str, object: Option<Shape>) {
        let mut found = std::mem::take(&mut self.shapes);
        shapes(text, &mut found);
        for shape in &found {
            let own = text.get(shape.start..shape.end).unwrap_or_default();
            match shape.what {
                _ if self.is_stand_in(own) => {}
                What::Address => {
                    self.learn_mail(own);
                }
                What::Link => {
                    let own_object = object.filter(|object| (object.start, object.end) == (shape.start, shape.end));
                    self.learn_link(own_object.map_or(What::Link, |object| object.what), own);
                }
                What::Host => {
                    self.learn_host(own);
                }
                What::Name => self.learn_name(own),
                What::Id | What::Ip | What::Path | What::File => {}
                other => {
                    self.entry(other, own);
                }
            }
        }
        self.shapes = found;
    }

    /// A name; of an account (`CONTOSO\jane`) also the user, and the domain as the first part of one.
    fn learn_name(&mut self, name: &str) {
        self.entry(What::Name, name);
        let parts = name.split_once('\\').map(|(domain, user)| (domain, user.trim_start_matches('\\')));
        let Some((domain, user)) = parts.filter(|(_, user)| !user.is_empty()) else { return };
        self.entry(What::User, user);
        let mut found = std::mem::take(&mut self.words);
        words(domain, &mut found);
        if self.keys.get(&found).is_none() && !is_ordinary(domain) && !found.is_empty() {
            let at = u32::try_from(self.entries.len()).unwrap_or(u32::MAX / 2);
            let name = domain.to_owned();
            self.entries.push(Entry {
                what: What::Domain,
                name,
                number: 0,
                n: 0,
                parts: None,
                mailbox: None,
                is_ordinary: false,
            });
            self.keys.put(&found, at * 2 + 1);
        }
        self.words = found;
    }

    /// A mail address and its two parts.
    pub(super) fn learn_mail(&mut self, mail: &str) -> u32 {
        let at = self.entry(What::Address, mail);
        let sign = AT_SIGNS.iter().filter_map(|sign| Some((mail.find(sign)?, sign.len()))).min();
        let parts = sign.and_then(|(at, len)| Some((mail.get(..at)?, mail.get(at + len..)?)));
        let parts = parts.filter(|(user, _)| user.chars().any(char::is_alphanumeric));
        let is_new =
            self.entries.get(at as usize).is_some_and(|entry| entry.parts.is_none() && entry.what == What::Address);
        if let Some((user, domain)) = parts.filter(|_| is_new) {
            let (user, domain_at) = (self.entry(What::User, user), self.entry(What::Domain, domain));
            self.learn_label(domain, domain_at);
            let is_address = |at: u32| self.entries.get(at as usize).is_none_or(|entry| entry.what == What::Address);
            // `a@b@c` has the parts `a` and `b@c`, and keys leave marks out: a part can be an address itself, even this one.
            // Then it has no parts, or its stand-in would be looked up for ever.
            let parts = (!is_address(user) && !is_address(domain_at)).then_some((user, domain_at));
            if let Some(entry) = self.entries.get_mut(at as usize) {
                entry.parts = parts;
            }
        }
        at
    }

    fn learn_link(&mut self, what: What, link: &str) {
        let Some(Link { host, rest, .. }) = parts_of_link(link) else { return };
        if !is_public(host) && !self.is_stand_in(host) {
            self.learn_host(host);
            // Only links that are objects are learned. Any other may be a page below a learned site; `at_shape` decides when
            // it is replaced.
            if rest.len() > 1 && what != What::Link {
                self.entry(what, link.trim_end_matches('/'));
            }
        }
    }

    /// A machine, the first part of its name, and the domain it is in.
    pub(super) fn learn_host(&mut self, host: &str) -> u32 {
        let is_number = host.bytes().all(|b| b.is_ascii_digit() || b == b'.') || host.contains(':');
        let at = self.entry(if is_number { What::Ip } else { What::Host }, host);
        if !is_number {
            self.learn_label(host, at);
            let domain = host.split_once('.').map(|(_, domain)| domain).filter(|domain| domain.contains('.'));
            let company = domain.and_then(|domain| domain.split('.').next());
            if let Some(domain) = domain.filter(|_| !company.is_some_and(is_ordinary)) {
                let at = self.entry(What::Domain, domain);
                self.learn_label(domain, at);
            }
        }
        at
    }

    /// The first part of a domain is the name of a company as a rule: it stands for the whole.
    fn learn_label(&mut self, domain: &str, at: u32) {
        let label = domain.split('.').next().unwrap_or_default();
        let label = label.strip_suffix("-my").unwrap_or(label);
        let mut found = std::mem::take(&mut self.words);
        words(label, &mut found);
        if label.len() < domain.len() && !is_ordinary(label) {
            self.keys.put(&found, at * 2 + 1);
        }
        self.words = found;
    }
}
