//! Names, addresses, ids and paths replaced by stand-ins that stay readable: `mailbox-1`, `user-2@domain-1.example`.
//!
//! First everything that is to leave is learned, so that a name is known wherever it stands, also before the text that
//! tells it; then texts are rewritten. The same name has the same stand-in, numbered in the order in which they appear.
//! A name is known by its words (`redact/keys.rs`); mail addresses, links, ids, hosts and paths by their looks too
//! (`redact/shapes.rs`). Parts go with the whole: `jane@contoso.com` is `user-1@domain-1.example`, `jane` is `user-1`,
//! `contoso` is `domain-1`, and `jane_contoso_com` in the link of a OneDrive is `user-1_domain-1_example`.

mod keys;
mod learn;
mod read;
mod shapes;
mod stand_in;
mod view;
mod what;

pub use what::What;

use std::cell::RefCell;
use std::collections::HashMap;

use self::keys::{Keys, Match, Word, words};
use self::shapes::{Link, Shape, by_looks, parts_of_link, shapes};
use crate::answers::objects::subject;
use crate::looks::{PATH_ENDS, is_public};
use crate::model::order::sorted_by;
use crate::wire::title::{self, Prefix};

/// What rewrites a text of a kind; see [`Redactor::apply`].
pub type Rewrite<'a> = dyn Fn(What, &str) -> String + 'a;

/// A word of the server's own lists (a result, a type), which are of letters alone, as it is; anything else in its place is a
/// text.
pub fn own_word(word: &str, rewrite: Option<&Rewrite<'_>>) -> String {
    match rewrite.filter(|_| !word.bytes().all(|b| b.is_ascii_alphabetic())) {
        Some(rewrite) => rewrite(What::Text, word),
        None => word.to_owned(),
    }
}

/// The names learned, and the stand-ins given so far.
#[derive(Debug, Default)]
pub struct Redactor {
    inner: RefCell<Inner>,
}

/// A name that was replaced.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Change {
    /// What it is.
    pub what: What,
    /// As it was first met.
    pub name: String,
    /// What stands in its place.
    pub stand_in: String,
    /// How often it was replaced.
    pub n: u32,
}

/// A name.
#[derive(Clone, Debug)]
struct Entry {
    what: What,
    name: String,
    /// Of its stand-in, from 1; 0 while it has none.
    number: u32,
    n: u32,
    /// User and domain of a mail address.
    parts: Option<(u32, u32)>,
    /// The mailbox that an item's id tells.
    mailbox: Option<u32>,
    /// Too common a word to be replaced wherever it stands: only where its place says that it is a name
    /// (`Processing team: HR`).
    is_ordinary: bool,
}

#[derive(Debug, Default)]
struct Inner {
    entries: Vec<Entry>,
    /// A value is twice the index of an entry, and one more where only the first part of its name was found (`contoso` of
    /// `contoso.com`).
    keys: Keys,
    /// Names without a letter or digit.
    wordless: HashMap<String, u32>,
    /// `given[kind][n - 1]`: which entry has the stand-in `kind-n`; nothing where `kind-n` is a real name and was skipped.
    given: [Vec<Option<u32>>; What::N],
    words: Vec<Word>,
    shapes: Vec<Shape>,
}

impl Redactor {
    /// Nothing learned.
    pub fn new() -> Self {
        Self::default()
    }

    /// Rewrites a text of the server, or replaces the whole of what is known to be a name. O(n), and O(words of the
    /// longest name) for each word of it that names begin with.
    pub fn apply(&self, what: What, text: &str) -> String {
        let mut inner = self.inner.borrow_mut();
        match what {
            What::Text => inner.text(text),
            What::View => inner.view(text),
            What::Name if is_disk(text) => text.to_owned(),
            what => inner.whole(what, text),
        }
    }

    /// Counts anew what is replaced from now on; the stand-ins stay.
    pub fn count_anew(&self) {
        self.inner.borrow_mut().entries.iter_mut().for_each(|entry| entry.n = 0);
    }

    /// What was replaced so far, in the order of kinds and numbers.
    pub fn changes(&self) -> Vec<Change> {
        let mut inner = self.inner.borrow_mut();
        let found = (0_u32..).zip(&inner.entries).filter(|(_, entry)| entry.n > 0);
        let found = sorted_by(found.map(|(at, entry)| (entry.what, entry.number, at)), &Ord::cmp);
        let mut out = Vec::with_capacity(found.len());
        for (what, _, at) in found {
            let stand_in = inner.stand_in(at, false, "@.");
            let Some(entry) = inner.entries.get(at as usize) else { continue };
            out.push(Change { what, name: entry.name.clone(), stand_in, n: entry.n });
        }
        out
    }

    /// A text made of rewritten ones in pieces: what is as it was, and each stand-in with the name it stands for.
    pub fn pieces<'t>(&self, text: &'t str) -> Vec<(&'t str, Option<String>)> {
        let inner = self.inner.borrow();
        let mut out: Vec<(&str, Option<String>)> = Vec::new();
        let mut from = 0;
        let is_part = |c: char| c.is_ascii_alphanumeric() || c == '-';
        for (at, part) in parts(text, is_part) {
            let Some(entry) = inner.given(part) else { continue };
            let mut end = at + part.len();
            let domain = [".example", "_example"]
                .into_iter()
                .find(|end_of| text.get(end..).is_some_and(|t| t.starts_with(end_of)));
            if entry.what == What::Domain {
                end += domain.map_or(0, str::len);
            }
            out.extend(text.get(from..at).filter(|plain| !plain.is_empty()).map(|plain| (plain, None)));
            out.extend(text.get(at..end).map(|stand_in| (stand_in, Some(entry.name.clone()))));
            from = end;
        }
        out.extend(text.get(from..).filter(|plain| !plain.is_empty()).map(|plain| (plain, None)));
        out
    }
}

/// Length of a port at the begin of what follows a host, with its colon; 0 without one.
fn port_len(rest: &str) -> usize {
    let digits =
        rest.strip_prefix(':').map_or("", |rest| rest.get(..rest.find('/').unwrap_or(rest.len())).unwrap_or(""));
    let is_port = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    if is_port { digits.len() + 1 } else { 0 }
}

/// The runs of such characters, with the byte at which each begins.
fn parts(text: &str, is_part: impl Fn(char) -> bool + Copy) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        at += text.get(at..)?.find(is_part)?;
        let rest = text.get(at..)?;
        let part = rest.get(..rest.find(|c| !is_part(c)).unwrap_or(rest.len()))?;
        let begin = at;
        at += part.len();
        Some((begin, part))
    })
}

impl Inner {
    /// What it is about is replaced even where nobody has learned it. A bracketed word that says the result stays.
    fn text(&mut self, text: &str) -> String {
        let (result, body) = text.split_at_checked(result_len(text)).unwrap_or(("", text));
        [result, &self.rewrite(body, object_of(body))].concat()
    }

    /// A value that is a name as a whole.
    fn whole(&mut self, what: What, text: &str) -> String {
        if what == What::Id && !text.is_empty() {
            return self.whole_of(what, text);
        }
        let mut found = Vec::new();
        by_looks(text, &mut found);
        let is_own = |shape: &Shape| shape.start == 0 && shape.end == text.trim_end_matches('/').len();
        if text.trim().is_empty() || found.first().is_some_and(|shape| is_own(shape) && shape.what != What::Name) {
            return self.rewrite(text, None);
        }
        self.rewrite(text, Some(Shape { start: 0, end: text.len(), what }))
    }

    /// Every name in a text replaced; `told` is one by its place.
    fn rewrite(&mut self, text: &str, told: Option<Shape>) -> String {
        let (mut words_in, mut shapes_in) = (std::mem::take(&mut self.words), std::mem::take(&mut self.shapes));
        let readings = shapes(text, &mut shapes_in);
        self.in_readings((text, &readings), &mut words_in, &mut shapes_in);
        words(text, &mut words_in);
        // What is told by its looks, or is a part of it, needs no place; what goes on beyond it goes with it.
        let is_told = |shape: &Shape, told: &Shape| {
            let is_same = (shape.start, shape.end) == (told.start, told.end);
            shape.start <= told.start && shape.end >= told.end && !(is_same && shape.what == What::Name)
        };
        let mut told = told.filter(|told| !shapes_in.iter().any(|shape| is_told(shape, told)));
        if let Some(told) = &mut told {
            let (start, end) = (told.start, told.end);
            for shape in shapes_in.iter().filter(|shape| shape.start < end && shape.end > start) {
                (told.start, told.end) = (told.start.min(shape.start), told.end.max(shape.end));
            }
        }
        if let Some(told) = told {
            shapes_in.retain(|shape| shape.end <= told.start || shape.start >= told.end);
            let at = shapes_in.partition_point(|shape| shape.start < told.start);
            shapes_in.insert(at, told);
        }
        let mut out = String::with_capacity(text.len() + 16);
        let (mut done, mut word, mut shape) = (0, 0, 0);
        loop {
            while words_in.get(word).is_some_and(|word| word.start < done) {
                word += 1;
            }
            while shapes_in.get(shape).is_some_and(|shape| shape.end <= done) {
                shape += 1;
            }
            let rest = words_in.get(word..).unwrap_or_default();
            let first = rest.first().map_or(usize::MAX, |word| word.start);
            // Of what is replaced in part already the next word begins the rest: the mark before it stays.
            let next = shapes_in.get(shape).map(|found| match found.start {
                start if start < done => Shape { start: first.clamp(done, found.end), ..*found },
                _ => *found,
            });
            let (start, end, stand_in) = match next {
                Some(found) if found.start <= first => {
                    let (end, stand_in) = self.at_shape(text, rest, found, told);
                    (found.start, end, stand_in)
                }
                _ if rest.is_empty() => break,
                _ => {
                    let Some(found) = self.anywhere(text, rest) else {
                        word += 1;
                        continue;
                    };
                    let end = rest.get(found.n - 1).map_or(first, |word| word.end);
                    (first, end, self.put_match(found, text.get(first..end).unwrap_or_default()))
                }
            };
            out.push_str(text.get(done..start).unwrap_or_default());
            out.push_str(&stand_in);
            done = end;
        }
        out.push_str(text.get(done..).unwrap_or_default());
        (self.words, self.shapes) = (words_in, shapes_in);
        out
    }

    /// The longest name that the words begin with, of those that are meant.
    fn longest(&self, text: &str, words: &[Word], is_meant: &dyn Fn(&Entry, Match) -> bool) -> Option<Match> {
        let mut best = None;
        let own = |n: usize| text.get(words.first()?.start..words.get(n - 1)?.end);
        self.keys.each(text, words, &mut |found| {
            let Some(entry) = self.entries.get(found.value as usize / 2) else { return };
            let has_ends = WITH_ENDS.contains(&entry.what);
            let goes_beyond = has_ends && own(found.n).is_some_and(|own| has_other_ends(own, &entry.name));
            if is_meant(entry, found) && !goes_beyond {
                best = Some(found);
            }
        });
        best
    }

    /// The same wherever it stands.
    fn anywhere(&self, text: &str, words: &[Word]) -> Option<Match> {
        self.longest(text, words, &|entry, _| !entry.is_ordinary)
    }

    /// Where what begins at a shape ends, and what stands in its place: a name that covers it, or the shape itself.
    fn at_shape(&mut self, text: &str, words: &[Word], shape: Shape, told: Option<Shape>) -> (usize, String) {
        let own = text.get(shape.start..shape.end).unwrap_or_default();
        if self.is_stand_in(own) {
            return (shape.end, own.to_owned());
        }
        let n_own = words.iter().take_while(|word| word.end <= shape.end).count();
        let is_told = told == Some(shape);
        let found = self.longest(text, words, &|entry, found| !found.is_numbered && (is_told || !entry.is_ordinary));
        if let Some(Match { value, n, .. }) = found {
            let end = n.checked_sub(1).and_then(|last| words.get(last)).map_or(shape.end, |word| word.end);
            if n >= n_own {
                let end = end.max(shape.end);
                return (end, self.put(value, text.get(shape.start..end).unwrap_or_default()));
            }
            let is_place = self
                .entries
                .get(value as usize / 2)
                .is_some_and(|entry| matches!(entry.what, What::Site | What::OneDrive | What::Link | What::Path));
            if is_place && shape.what == What::Link && value % 2 == 0 {
                let place = self.put(value, own);
                let rest = text.get(end..shape.end).unwrap_or_default();
                // A port is none of what lies below: in the rewritten text it would be no part of the path's name either.
                let (port, below) = rest.split_at_checked(port_len(rest)).unwrap_or(("", rest));
                let below = if below.is_empty() { String::new() } else { self.whole_of(What::Path, below) };
                let mark = if below.is_empty() { "" } else { "/" };
                return (shape.end, [&place, port, mark, &below].concat());
            }
        }
        (shape.end, self.of_shape(shape.what, own))
    }

    fn of_shape(&mut self, what: What, own: &str) -> String {
        if what == What::Link
            && let Some(Link { scheme, host, port, rest }) = parts_of_link(own)
        {
            let is_known = is_public(host) || self.is_stand_in(host);
            if rest.len() > 1 && is_known {
                let is_given = self.is_stand_in(rest);
                let rest = if is_given { rest } else { &["/", &self.whole_of(What::Path, rest)].concat() };
                return [scheme, host, port, rest].concat();
            }
            if rest.len() < 2 {
                let host = if is_known { host.to_owned() } else { self.host(host) };
                return [scheme, &host, port, rest].concat();
            }
        }
        if what == What::Address {
            let at = self.learn_mail(own);
            return self.put(at * 2, own);
        }
        self.whole_of(what, own)
    }

    /// What stands for a machine.
    fn host(&mut self, host: &str) -> String {
        if self.is_stand_in(host) {
            return host.to_owned();
        }
        let at = self.learn_host(host);
        self.put(at * 2, host)
    }

    fn whole_of(&mut self, what: What, name: &str) -> String {
        // A server's own id may read like the stand-in of something else.
        let is_own = what != What::Id || name.rsplit('/').next().is_some_and(|last| last.starts_with("id-"));
        if is_own && self.is_stand_in(name) {
            return name.trim_start_matches('/').to_owned();
        }
        let at = self.entry(what, name);
        self.put(at * 2, name)
    }
}

/// Whether a text, of the words of a name, has a blank, a bracket or a bar that the name has not: what stands behind it is none of
/// the name's.
fn has_other_ends(text: &str, name: &str) -> bool {
    let is_end = |c: &char| c.is_whitespace() || *c == '#' || PATH_ENDS.contains(c);
    let mut known = name.chars().filter(is_end);
    !text.chars().filter(is_end).all(|end| known.any(|c| c == end))
}

/// Kinds of which that is so: their names have marks of their own.
const WITH_ENDS: [What; 8] =
    [What::Secret, What::Link, What::Id, What::Ip, What::Path, What::Address, What::Domain, What::Host];

/// How an `@` may be written.
const AT_SIGNS: [&str; 3] = ["@", "%40", "\\u0040"];

/// Length of the bracketed word that says how an item ended, with its blank; 0 where there is none.
fn result_len(text: &str) -> usize {
    match title::prefix(text) {
        Prefix::Known(_, len) => usize::from(len),
        _ => 0,
    }
}

/// Whether it is a disk by its number, which names nobody.
fn is_disk(name: &str) -> bool {
    name.strip_prefix("Hard disk ").is_some_and(|number| number.bytes().all(|b| b.is_ascii_digit()))
}

/// The object a text names, where it stands.
fn object_of(text: &str) -> Option<Shape> {
    let body = text.strip_prefix('[').and_then(|rest| rest.split_once("] ")).map_or(text, |(_, body)| body);
    let object = subject(body).object.filter(|object| !is_disk(object.name))?;
    // The name is a part of the text.
    let start = object.name.as_ptr() as usize - text.as_ptr() as usize;
    Some(Shape { start, end: start + object.name.len(), what: object.kind.into() })
}
