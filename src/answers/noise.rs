//! Known noise: messages that a site considers harmless, by rules of its own. What a rule fits can be hidden, and is
//! counted; a failed item only by a rule that says so.

use super::failures::Group;
use super::search::Needle;
use super::shape::pattern;
use crate::model::text::holds;
use crate::model::{Log, Severity};

/// The fewest letters and digits that a rule's text has, holes such as `⟨n⟩` apart: a shorter one would fit too much.
pub const N_LETTERS_MIN: usize = 4;

/// What is harmless, and why.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Rule {
    /// A part of a message, or of its pattern (see [`pattern`]); compared without regard to case.
    pub text: String,
    /// Why it is harmless, for the next reader.
    pub why: String,
    /// Whether failed items count too. Without it a rule fits warnings alone.
    pub failures: bool,
}

impl Rule {
    /// Whether its text says enough.
    pub fn is_telling(&self) -> bool {
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
    /// Rules that fit what is in groups, for a file: the pattern of each, and `why` for all. Groups of failed items get
    /// rules that fit failures.
    pub fn of_groups<'a>(groups: impl IntoIterator<Item = &'a Group>, why: &str) -> Self {
        let rule = |group: &Group| Rule {
            text: group.pattern.clone(),
            why: why.to_owned(),
            failures: group.severity == Severity::Failed,
        };
        Self { rules: groups.into_iter().map(rule).filter(Rule::is_telling).collect() }
    }

    /// Which items of a log are noise. O(w · r) for w warnings and failures and r rules.
    pub fn muted(&self, log: &Log) -> Muted {
        let rules: Vec<(Needle, bool, bool)> =
            self.rules.iter().map(|rule| (Needle::new(&rule.text), holds(&rule.text, "⟨"), rule.failures)).collect();
        let mut muted = Muted { counts: vec![0; rules.len()], ..Muted::default() };
        for (idx, status) in (0..).zip(log.statuses()) {
            let severity = status.severity();
            if severity < Severity::Warning {
                continue;
            }
            let text = log.text(idx);
            let mut shape: Option<String> = None;
            let fits = rules.iter().position(|(needle, is_pattern, failures)| {
                let may = severity == Severity::Warning || *failures;
                may && needle
                    .find(if *is_pattern { shape.get_or_insert_with(|| pattern(text)) } else { text })
                    .is_some()
            });
            let Some(rule) = fits else { continue };
            muted.items.push(idx);
            muted.n_failed += usize::from(severity == Severity::Failed);
            if let Some(n) = muted.counts.get_mut(rule) {
                *n += 1;
            }
        }
        muted
    }
}
