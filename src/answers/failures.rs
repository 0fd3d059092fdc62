//! What went wrong, in groups: items whose messages differ only in names and numbers are one problem.

use std::cmp::Reverse;

use crate::model::order::sort_indexes;
use crate::model::text::{cut, holds};
use crate::model::{Log, Severity, Timestamp};

/// Items with the same problem.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Group {
    /// The message with what differs replaced, see [`pattern`].
    pub pattern: String,
    /// Failed or warning.
    pub severity: Severity,
    /// The items in the order of reading; never empty.
    pub items: Vec<u32>,
    /// Start of the first one that has a start.
    pub first: Option<Timestamp>,
    /// Start of the last one that has a start.
    pub last: Option<Timestamp>,
}

impl Group {
    /// How many items.
    pub fn n(&self) -> usize {
        self.items.len()
    }
}

/// The failed and the warning items of a log in groups, the worst first, then the largest, then the earliest.
/// O(n log n) for n such items.
pub fn groups(log: &Log) -> Vec<Group> {
    let severity = |idx: u32| log.status(idx).severity();
    let mut items: Vec<u32> = (0..)
        .zip(log.statuses())
        .filter(|(_, status)| status.severity() >= Severity::Warning)
        .map(|(idx, _)| idx)
        .collect();
    log.sort_by_time(&mut items);
    let found: Vec<(u32, String)> = items.into_iter().map(|idx| (idx, pattern(log.text(idx)))).collect();
    let item = |at: u32| found.get(at as usize).map_or(0, |&(idx, _)| idx);
    let problem = |at: u32| found.get(at as usize).map(|(idx, pattern)| (severity(*idx), pattern.as_str()));

    let mut by_problem: Vec<u32> = (0..).zip(&found).map(|(at, _)| at).collect();
    sort_indexes(&mut by_problem, &|a, b| problem(a).cmp(&problem(b)));
    let groups = by_problem.chunk_by(|&a, &b| problem(a) == problem(b)).map(|places| {
        let (severity, pattern) = places.first().copied().and_then(problem).unwrap_or_default();
        let items: Vec<u32> = places.iter().map(|&at| item(at)).collect();
        let first = items.first().and_then(|&idx| log.start(idx));
        let last = items.iter().rev().find_map(|&idx| log.start(idx));
        Group { pattern: pattern.to_owned(), severity, items, first, last }
    });
    let mut groups: Vec<Option<Group>> = groups.map(Some).collect();

    let rank = |at: u32| {
        let group = groups.get(at as usize)?.as_ref()?;
        Some((Reverse((group.severity, group.n())), group.first.map_or(i64::MAX, Timestamp::ticks)))
    };
    let mut order: Vec<u32> = (0..).zip(&groups).map(|(at, _)| at).collect();
    sort_indexes(&mut order, &|a, b| rank(a).cmp(&rank(b)));
    order.into_iter().filter_map(|at| groups.get_mut(at as usize)?.take()).collect()
}

const ID: &str = "⟨id⟩";
const NUMBER: &str = "⟨n⟩";
const MAIL: &str = "⟨mail⟩";
const LINK: &str = "⟨link⟩";

/// A message with its uuids, mail addresses, links and numbers replaced by `⟨id⟩`, `⟨mail⟩`, `⟨link⟩`, `⟨n⟩`. Codes stay,
/// since they tell problems apart: `0x80070005`, and a status in brackets such as `(404)`.
pub fn pattern(message: &str) -> String {
    let mut out = String::with_capacity(message.len());
    for (n, word) in message.split_whitespace().enumerate() {
        if n > 0 {
            out.push(' ');
        }
        let core = word.trim_matches(|c: char| c.is_ascii() && !c.is_ascii_alphanumeric());
        let (before, after) = cut(word, core).unwrap_or_default();
        let is_code = core.starts_with("0x")
            || core.len() == 3 && before.ends_with('(') && after.starts_with(')') && is_digits(core);
        let folded = if core.is_empty() || is_code {
            None
        } else if holds(core, "://") {
            Some(LINK)
        } else if core.split_once('@').is_some_and(|(user, host)| !user.is_empty() && host.contains('.')) {
            Some(MAIL)
        } else {
            None
        };
        match folded {
            Some(folded) => {
                out.push_str(before);
                out.push_str(folded);
                out.push_str(after);
            }
            None if is_code => out.push_str(word),
            None => fold_numbers(word, &mut out),
        }
    }
    out
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// Appends a word with each uuid and each number in it replaced; a number goes on over `.`, `,`, `:`, `/` and `-` between
/// digits, so that a time, a date and a grouped number count as one.
fn fold_numbers(word: &str, out: &mut String) {
    let mut rest = word;
    while let Some(c) = rest.chars().next() {
        let is_uuid_start = !out.ends_with(|c: char| c.is_ascii_alphanumeric());
        let len = if is_uuid_start && is_uuid(rest) {
            out.push_str(ID);
            36
        } else if c.is_ascii_digit() {
            out.push_str(NUMBER);
            number_len(rest)
        } else {
            out.push(c);
            c.len_utf8()
        };
        rest = rest.get(len..).unwrap_or_default();
    }
}

fn is_uuid(text: &str) -> bool {
    text.len() >= 36
        && text.bytes().take(36).enumerate().all(|(at, b)| match at {
            8 | 13 | 18 | 23 => b == b'-',
            _ => b.is_ascii_hexdigit(),
        })
}

fn number_len(text: &str) -> usize {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let joint = |at: usize| bytes.get(at).is_some_and(|b| b".,:/-".contains(b));
    let mut len = 1;
    while digit(len) || (joint(len) && digit(len + 1)) {
        len += 1;
    }
    len
}
