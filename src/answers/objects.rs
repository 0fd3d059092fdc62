//! What an item's text is about: the kind of work, and the object it was done on.
//!
//! The tables (`objects/tables.rs`) are all there is to change for a new text. A text that no pattern fits is of the kind its
//! shape says. The kind is the step and not how it went: `Failed to process mailbox: …` is of the kind `Processing mailbox`.

mod patterns;
mod tables;

use self::patterns::Patterns;
use self::tables::{AFTER_NAME, GOES_ON, LABELLED, OBJECT_FIRST, OPENERS, PATTERNS, WORDS};
use super::shape::{number_len, push_pattern, quoted};
use crate::model::fold;
use crate::model::text::{find, holds};

/// What sort of thing an object is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum ObjectKind {
    /// An Exchange mailbox.
    Mailbox,
    /// A SharePoint site.
    Site,
    /// The OneDrive of a user.
    OneDrive,
    /// A team of Teams.
    Team,
    /// A group of Microsoft 365.
    Group,
    /// A user as a whole: mailbox, OneDrive and personal site.
    User,
    /// A public folder of Exchange.
    PublicFolder,
    /// A virtual machine.
    Vm,
    /// A database.
    Database,
    /// A file share.
    FileShare,
    /// A backup policy.
    Policy,
    /// A backup repository.
    Repository,
    /// The text names it, but does not say what it is.
    Other,
}

impl ObjectKind {
    /// The word a person reads; empty where the text has none.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Mailbox => "mailbox",
            Self::Site => "site",
            Self::OneDrive => "OneDrive",
            Self::Team => "team",
            Self::Group => "group",
            Self::User => "user",
            Self::PublicFolder => "public folder",
            Self::Vm => "VM",
            Self::Database => "database",
            Self::FileShare => "file share",
            Self::Policy => "policy",
            Self::Repository => "repository",
            Self::Other => "",
        }
    }
}

/// An object as a text names it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Object<'a> {
    /// What it is.
    pub kind: ObjectKind,
    /// Its name; never empty, and a part of the text.
    pub name: &'a str,
}

impl Object<'_> {
    /// Appends what a person reads, such as `Mailbox user@contoso.example`.
    pub fn push_label(&self, out: &mut String) {
        let begin = out.len();
        if self.kind != ObjectKind::Other {
            out.push_str(self.kind.word());
            if let Some(first) = out.get_mut(begin..begin + 1) {
                first.make_ascii_uppercase();
            }
            out.push(' ');
        }
        out.push_str(self.name);
    }

    /// Appends what an object has in common with itself in another spelling: its kind, and its name with letters as people mean
    /// them (case, composed or not, any blanks). Not for reading; never empty.
    pub fn push_key(&self, out: &mut String) {
        out.push(char::from(b'A' + self.kind as u8));
        let begin = out.len();
        if fold::is_plain(self.name) {
            out.push_str(self.name);
            if let Some(name) = out.get_mut(begin..) {
                name.make_ascii_lowercase();
            }
            return;
        }
        for c in self.name.chars() {
            fold::each(c, &mut |part| {
                if part != ' ' || !out.ends_with(' ') {
                    out.push(part);
                }
            });
        }
    }
}

/// The kind of work.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Kind<'a> {
    /// A known step, and the kind of object it is done on.
    Step(&'static str, ObjectKind),
    /// A text no pattern fits, up to where its first clause ends: its shape is the kind.
    Shape(&'a str),
}

impl Kind<'_> {
    /// Appends what a person reads, such as `Processing mailbox`. O(n) in the text.
    pub fn push_label(&self, out: &mut String) {
        match self {
            Self::Step(step, object) => match step.strip_suffix("{kind}") {
                Some(step) => {
                    out.push_str(step);
                    out.push_str(object.word());
                }
                None => out.push_str(step),
            },
            Self::Shape(clause) => {
                let begin = out.len();
                push_pattern(clause, out);
                if out.len() == begin {
                    out.push_str(NO_TEXT);
                }
            }
        }
    }
}

/// The kind of an item without a text.
pub const NO_TEXT: &str = "No text";

/// What a text is about.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Subject<'a> {
    /// The kind of work.
    pub kind: Kind<'a>,
    /// What it was done on, if the text says.
    pub object: Option<Object<'a>>,
}

/// Where in its text what an item is about stands: a [`Subject`] that holds no text, for what outlives a look at the log.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// A known step, or how long the clause is.
    kind: Result<(&'static str, ObjectKind), usize>,
    object: Option<(ObjectKind, usize, usize)>,
}

impl Place {
    /// Where a subject stands in its text. O(1).
    pub fn of(subject: &Subject<'_>, text: &str) -> Self {
        let kind = match subject.kind {
            Kind::Step(step, kind) => Ok((step, kind)),
            Kind::Shape(clause) => Err(clause.len()),
        };
        let object = subject.object.map(|Object { kind, name }| {
            let begin = name.as_ptr().addr().saturating_sub(text.as_ptr().addr());
            (kind, begin, begin + name.len())
        });
        Self { kind, object }
    }

    /// The subject, in the same text. O(1).
    pub fn subject(self, text: &str) -> Subject<'_> {
        let part = |begin, end| text.get(begin..end).unwrap_or_default();
        Subject {
            kind: match self.kind {
                Ok((step, kind)) => Kind::Step(step, kind),
                Err(len) => Kind::Shape(part(0, len)),
            },
            object: self.object.map(|(kind, begin, end)| Object { kind, name: part(begin, end) }),
        }
    }
}

/// All known kinds of work, as [`Kind::push_label`] writes them. A kind is known by these words wherever it is kept; how a
/// person reads it is up to `texts`.
pub fn work_kinds() -> impl Iterator<Item = String> {
    let steps = PATTERNS.steps().chain(OBJECT_FIRST.steps());
    steps.flat_map(|step| {
        let n = if step.ends_with("{kind}") { WORDS.len() } else { 1 };
        WORDS.iter().take(n).map(move |&(_, object)| {
            let mut label = String::new();
            Kind::Step(step, object).push_label(&mut label);
            label
        })
    })
}

/// What a text without its bracketed word is about. Allocates nothing; O(n).
pub fn subject(text: &str) -> Subject<'_> {
    let known = known(&PATTERNS, text).or_else(|| known(&OBJECT_FIRST, kind_word(text).and(Some(text))?));
    known.or_else(|| known_behind_label(text)).unwrap_or_else(|| {
        let object = quoted_object(text).map(|name| Object { kind: ObjectKind::Other, name });
        Subject { kind: Kind::Shape(clause(text)), object }
    })
}

/// The name of what a text says is processed: of a machine, in the log of a session that has several.
pub fn processed(text: &str) -> Option<&str> {
    let Subject { kind, object } = subject(text);
    matches!(kind, Kind::Step(step, _) if step.starts_with(PROCESSING)).then_some(object?.name)
}

/// Says that a machine is processed, as servers do.
pub fn processing(name: &str) -> String {
    [PROCESSING, " ", name].concat()
}

const PROCESSING: &str = "Processing";

/// The kind of work of what waits until backup infrastructure is free.
pub const WAITING: &str = "Waiting for resources";

/// What a text is about by the first pattern that fits.
fn known<'a, const N: usize>(patterns: &Patterns<N>, text: &'a str) -> Option<Subject<'a>> {
    patterns.for_text(text).find_map(|(pattern, step)| {
        let (kind, name) = if pattern == "{disk}" { (None, Some(disk(text)?)) } else { fit(pattern, text)? };
        let kind = kind.unwrap_or(ObjectKind::Other);
        Some(Subject { kind: Kind::Step(step, kind), object: name.map(|name| Object { kind, name }) })
    })
}

/// The same behind a label of one word.
fn known_behind_label(text: &str) -> Option<Subject<'_>> {
    const LABEL_MAX: usize = 16;
    let (label, rest) = text.split_once(": ").filter(|(label, _)| label.len() <= LABEL_MAX && !label.contains(' '))?;
    known(&LABELLED, rest).filter(|_| !label.is_empty())
}

/// What the holes of a pattern hold in a text, if it fits.
fn fit<'a>(pattern: &str, text: &'a str) -> Option<(Option<ObjectKind>, Option<&'a str>)> {
    let (mut pattern, mut rest) = (pattern, text);
    let (mut kind, mut name) = (None, None);
    loop {
        let n_same = pattern.bytes().zip(rest.bytes()).take_while(|&(p, t)| p == t && p != b'{').count();
        pattern = pattern.get(n_same..)?;
        rest = rest.get(n_same..)?;
        if pattern.is_empty() {
            return Some((kind, name));
        }
        if let Some(after) = pattern.strip_prefix("{object}") {
            pattern = after;
            let (found, after) = kind_word(rest)?;
            let is_told = after.starts_with(':');
            let (found_name, after) = name_at(after)?;
            // `Processing user mailboxes` has no name in it.
            if !is_told && after.is_empty() && is_ordinary(found_name) {
                return None;
            }
            (kind, name, rest) = (Some(found), Some(found_name), after);
        } else if let Some(after) = pattern.strip_prefix("{kind}") {
            pattern = after;
            let (found, after) = kind_word(rest)?;
            (kind, rest) = (Some(found), after);
        } else if let Some(after) = pattern.strip_prefix("{n}") {
            pattern = after;
            rest = rest.get(number_len(rest)..)?;
        } else {
            let word = pattern.strip_prefix("{word}");
            pattern = word.or_else(|| pattern.strip_prefix("{name}"))?;
            let (found_name, after) = match pattern.split('{').next().filter(|next| !next.is_empty() && word.is_none())
            {
                Some(next) => split_name(rest, find(rest, next)?)?,
                None => name_at(rest)?,
            };
            if word.is_some() && (holds(found_name, " ") || is_ordinary(found_name) && !is_machine(found_name, after)) {
                return None;
            }
            (name, rest) = (Some(found_name), after);
        }
    }
}

/// The name that a text begins with, up to what a pattern goes on with.
fn split_name(text: &str, end: usize) -> Option<(&str, &str)> {
    let (name, after) = text.split_at_checked(end)?;
    let name = without_marks(name.trim_start());
    // Small words alone are no name but what was done, and no name has a sentence's end in it.
    let is_sentence = name.bytes().any(|b| b == b' ') && (holds(name, ". ") || is_ordinary(name));
    (!name.is_empty() && name.len() < 128 && !is_sentence).then_some((name, after))
}

/// `Hard disk` and its number, without what is told of it.
fn disk(text: &str) -> Option<&str> {
    const BEGIN: &str = "Hard disk ";
    let n_digits = text.strip_prefix(BEGIN)?.bytes().take_while(u8::is_ascii_digit).count();
    text.get(..BEGIN.len() + n_digits).filter(|_| n_digits > 0)
}

/// Whether a word in small letters, as `web` or `fileserver`, is a machine: where an error follows, or as the whole of what
/// is processed, unless it is the word for what is done or for many things.
fn is_machine(word: &str, after: &str) -> bool {
    let is_other = WORDS.iter().any(|(kind, _)| *kind == word)
        || ["s", "ed", "ing"].iter().any(|end| word.ends_with(end))
        || matches!(word, "data" | "mail" | "queue" | "of");
    after.starts_with(" Error: ") || after.is_empty() && !is_other
}

/// The kind of object whose word a text begins with, and what follows the word.
fn kind_word(text: &str) -> Option<(ObjectKind, &str)> {
    let first = text.as_bytes().first()?.to_ascii_lowercase();
    WORDS.iter().filter(|(word, _)| word.as_bytes().first() == Some(&first)).find_map(|&(word, kind)| {
        let begin = text.get(..word.len()).filter(|begin| begin.eq_ignore_ascii_case(word))?;
        let after = text.get(begin.len()..)?;
        after.starts_with([':', ' ']).then_some((kind, after))
    })
}

/// Whether a text has nothing but lower-case letters and blanks: no name, as a rule.
fn is_ordinary(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_lowercase() || b == b' ')
}

/// The name a text begins with, after a colon and blanks, and what follows it; nothing if it would be empty.
fn name_at(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start_matches(is_mark);
    if let Some(name) = quoted(text) {
        return Some((name, text.get(name.len() + 2..)?));
    }
    let end = address_len(text).unwrap_or_else(|| name_len(text));
    let name = without_marks(text.get(..end)?);
    (!name.is_empty()).then_some((name, text.get(end..)?))
}

/// What stands before a name, or after it or a clause, and is no part of it.
fn is_mark(c: char) -> bool {
    matches!(c, '.' | ',' | ';' | ':') || c.is_whitespace()
}

fn without_marks(text: &str) -> &str {
    text.trim_end_matches(is_mark)
}

/// Length of the address, of mail or of a site, that a text begins with: up to the next blank.
fn address_len(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let (mut has_at, mut is_address) = (false, false);
    let mut len = 0;
    while let Some(b) = bytes.get(len) {
        match b {
            b' ' | b'\t' | b'\n' | b'\r' => break,
            b'@' => has_at = len > 0,
            b'.' => is_address |= has_at,
            b':' => is_address |= bytes.get(len + 1) == Some(&b'/') && bytes.get(len + 2) == Some(&b'/'),
            _ => {}
        }
        len += 1;
    }
    is_address.then_some(len)
}

/// Length of the name that a text begins with: up to the end of a sentence, to what may follow a name, or to its end.
fn name_len(text: &str) -> usize {
    let bytes = text.as_bytes();
    let is_end = |at: usize| match bytes.get(at) {
        Some(b' ') => {
            ends_sentence(bytes, at) || AFTER_NAME.iter().any(|part| begins(bytes, at, part) && goes_on(text, at, part))
        }
        Some(b'\n' | b'\r') | None => true,
        _ => false,
    };
    let end = (0..bytes.len()).find(|&at| is_end(at)).unwrap_or(bytes.len());
    if bytes.get(..end).is_some_and(|name| name.ends_with(b" ()")) { end - 3 } else { end }
}

/// Whether what follows a part of [`AFTER_NAME`] shows that the name has ended.
fn goes_on(text: &str, at: usize, part: &str) -> bool {
    let Some((_, known)) = GOES_ON.iter().find(|(known, _)| *known == part) else { return true };
    let after = text.get(at + part.len()..).unwrap_or_default();
    known.iter().any(|known| if known.is_empty() { after.is_empty() } else { after.starts_with(known) })
}

/// Whether a part that begins with a blank stands at `at`, where there is one.
fn begins(text: &[u8], at: usize, part: &str) -> bool {
    let part = part.as_bytes();
    text.get(at + 1) == part.get(1) && text.get(at..).is_some_and(|rest| rest.starts_with(part))
}

/// Whether a sentence ends before the blank at `at`.
fn ends_sentence(text: &[u8], at: usize) -> bool {
    let before = text.get(..at).and_then(|before| before.strip_suffix(b"."));
    let (Some(before), Some(after)) = (before, text.get(at + 1..)) else { return false };
    if !after.first().is_some_and(|b| b.is_ascii_uppercase() || !b.is_ascii()) {
        return false;
    }
    let word = before.iter().rev().take(5).take_while(|&&b| b != b' ').count();
    let is_short =
        word < 5 && before.get(before.len() - word..).is_some_and(|w| w.first().is_some_and(u8::is_ascii_uppercase));
    !is_short && !is_title(after) || OPENERS.iter().any(|opener| after.starts_with(opener.as_bytes()))
}

/// Whether a name goes on with a number, as `Project Apollo. Phase 1` does: a sentence has more words, and small ones.
fn is_title(rest: &[u8]) -> bool {
    let mut words = rest.split(|&b| b == b' ');
    let is_short = rest.len() < 40 && words.clone().count() == 2;
    is_short && words.nth(1).is_some_and(|word| word.first().is_some_and(u8::is_ascii_digit))
}

/// A text up to the end of its first clause: a colon, the end of a sentence, or an id in brackets.
fn clause(text: &str) -> &str {
    let bytes = text.as_bytes();
    let is_end = |at: usize| {
        bytes.get(at) == Some(&b' ')
            && (at > 0 && bytes.get(at - 1) == Some(&b':') || begins(bytes, at, " (ID:") || ends_sentence(bytes, at))
    };
    let end = (0..bytes.len()).find(|&at| is_end(at)).unwrap_or(bytes.len());
    without_marks(text.get(..end).unwrap_or(text))
}

/// The object that a text no pattern fits names in quotes, as the texts of Azure do: `… of 'web01' …`.
fn quoted_object(text: &str) -> Option<&str> {
    let mut blanks = text.bytes().enumerate().filter(|&(_, b)| b == b' ');
    blanks.find_map(|(at, _)| {
        let before = text.get(..at)?;
        if before.ends_with(" of") || before.ends_with(" for") { quoted(text.get(at + 1..)?) } else { None }
    })
}
