//! Known noise: messages that a site considers harmless, by rules of its own. What a rule fits can be hidden, and is
//! counted; a failed item only by a rule that says so.

use super::failures::Group;
use super::search::Needle;
use super::shape::{pattern, push_pattern};
use crate::model::text::holds;
use crate::model::{Log, Severity};

/// The fewest letters and digits that a rule's text has, holes such as `⟨n⟩` apart: a shorter one would fit too much.
pub const N_LETTERS_MIN: usize = 4;

/// What is harmless, and why.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Rule {
    /// A part of a message, or of its pattern (see [`pattern`]), compared as a search text is; or a whole pattern.
    pub text: String,
    /// Why it is harmless, for the next reader.
    pub why: String,
    /// Whether failed items count too. Without it a rule fits warnings alone.
    pub failures: bool,
    /// Whether the text is a whole pattern, as the page makes it of a group: then it fits that group and nothing else, so with
    /// `failures` the failed items alone.
    pub whole: bool,
}

impl Rule {
    /// Whether its text says enough. A whole pattern always does: it fits nothing by chance.
    pub fn is_telling(&self) -> bool {
        if self.whole {
            return true;
        }
        let outside = self.text.split('⟨').map(|part| part.split_once('⟩').map_or(part, |(_, after)| after));
        outside.flat_map(str::chars).filter(|c| c.is_alphanumeric()).count() >= N_LETTERS_MIN
    }
}

/// The rules, in the order of the file.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Noise {
    /// The first that fits an item counts for it.
    pub rules: Vec<Rule>,
}

/// What of a log is noise.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Muted {
    /// The items in the order of arrival.
    pub items: Vec<u32>,
    /// How many items each rule counts for, in the order of the rules; in all as many as there are `items`.
    pub counts: Vec<usize>,
    /// How many of the items failed.
    pub n_failed: usize,
}

impl Noise {
    /// Rules that fit what is in groups and nothing else, for a file: the pattern of each, and `why` for all.
    pub fn of_groups<'a>(groups: impl IntoIterator<Item = &'a Group>, why: &str) -> Self {
        let rule = |group: &Group| Rule {
            text: group.pattern.clone(),
            why: why.to_owned(),
            failures: group.severity == Severity::Failed,
            whole: true,
        };
        Self { rules: groups.into_iter().map(rule).collect() }
    }

    /// Takes further rules over, each once.
    pub fn add(&mut self, more: Self) {
        for rule in more.rules {
            if !self.rules.contains(&rule) {
                self.rules.push(rule);
            }
        }
    }

    /// Which items of a log are noise. O(w · r) for w warnings and failures and r rules.
    pub fn muted(&self, log: &Log) -> Muted {
        let rules: Vec<Ready<'_>> = self.rules.iter().map(Ready::of).collect();
        let mut muted = Muted { counts: vec![0; rules.len()], ..Muted::default() };
        if rules.is_empty() {
            return muted;
        }
        for (idx, status) in (0..).zip(log.statuses()) {
            let severity = status.severity();
            if severity < Severity::Warning {
                continue;
            }
            let mut texts = Texts::of(log.text(idx));
            let Some(rule) = rules.iter().position(|rule| rule.fits(severity, &mut texts)) else { continue };
            muted.items.push(idx);
            muted.n_failed += usize::from(severity == Severity::Failed);
            if let Some(n) = muted.counts.get_mut(rule) {
                *n += 1;
            }
        }
        muted
    }
}

/// A text, and its shapes as soon as a rule asks for them.
struct Texts<'a> {
    own: &'a str,
    pattern: Option<String>,
    /// The same with the object in it, whose name a rule may have.
    named: Option<String>,
}

impl<'a> Texts<'a> {
    const fn of(own: &'a str) -> Self {
        Self { own, pattern: None, named: None }
    }

    fn pattern(&mut self) -> &str {
        self.pattern.get_or_insert_with(|| pattern(self.own))
    }

    fn named(&mut self) -> &str {
        self.named.get_or_insert_with(|| folded(self.own))
    }
}

/// The pattern of a text that may be a part of a message only.
fn folded(text: &str) -> String {
    let mut out = String::new();
    push_pattern(text, &mut out);
    out
}

/// A rule made ready.
enum Ready<'a> {
    /// A whole pattern with its blanks folded, and whether it is of failed items.
    Whole(String, bool),
    /// A part of a text.
    Part(Needle, &'a Rule),
    /// A part of a pattern.
    PartOfPattern(Needle, &'a Rule),
}

impl<'a> Ready<'a> {
    fn of(rule: &'a Rule) -> Self {
        if rule.whole {
            let words: Vec<&str> = rule.text.split_whitespace().collect();
            Self::Whole(words.join(" "), rule.failures)
        } else if holds(&rule.text, "⟨") {
            Self::PartOfPattern(Needle::new(&folded(&rule.text)), rule)
        } else {
            Self::Part(Needle::new(&rule.text), rule)
        }
    }

    fn fits(&self, severity: Severity, texts: &mut Texts<'_>) -> bool {
        let is_failed = severity == Severity::Failed;
        match self {
            Self::Whole(whole, of_failed) => is_failed == *of_failed && texts.pattern() == whole,
            Self::Part(_, rule) | Self::PartOfPattern(_, rule) if is_failed && !rule.failures => false,
            Self::Part(needle, _) => needle.find(texts.own).is_some(),
            Self::PartOfPattern(needle, _) => {
                needle.find(texts.pattern()).is_some() || needle.find(texts.named()).is_some()
            }
        }
    }
}
