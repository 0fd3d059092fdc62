//! What went wrong, in groups: items whose messages differ only in names and numbers are one problem.

use std::cmp::Reverse;

use super::groups::{Names, machine};
use super::objects::{Object, subject};
use super::shape::pattern;
use crate::model::order::sort_indexes;
use crate::model::text::holds;
use crate::model::{Log, Severity, Status, Timestamp};

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

    /// The objects that the items name, each once, in the order of reading; of an item of a machine it is the machine. O(n).
    pub fn objects<'a>(&self, log: &'a Log) -> Vec<Object<'a>> {
        let (mut seen, mut key) = (Names::default(), String::new());
        let object = |&idx: &u32| machine(log, idx).or_else(|| subject(log.text(idx)).object);
        let is_new = |object: &Object<'_>| {
            key.clear();
            key.push(char::from(b'A' + object.kind as u8));
            key.push_str(object.name);
            let n = seen.len();
            seen.number(&key) as usize == n
        };
        self.items.iter().filter_map(object).filter(is_new).collect()
    }
}

/// Whether a text only says that something went wrong, and where to look for it: the reason stands in another row, if anywhere.
pub fn is_generic(text: &str) -> bool {
    const BEGINS: [&str; 6] = [
        "Job finished with ",
        "Job failed",
        "Processing finished with ",
        "Finished with ",
        "Backup finished with ",
        "Task finished with ",
    ];
    const HOLDS: [&str; 2] = ["the session log", "job session log"];
    // `Job finished with error. Disk is full` gives a reason.
    let has_more = || text.trim_end_matches('.').contains(". ") || text.contains(": ");
    HOLDS.iter().any(|part| holds(text, part)) || BEGINS.iter().any(|begin| text.starts_with(begin)) && !has_more()
}

/// The failed and the warning items of a log, and what the texts of some of them have in common with others.
#[derive(Clone, Debug)]
pub struct Problems {
    /// In the order of reading.
    items: Vec<u32>,
    /// Of as many of them as have been read.
    patterns: Vec<String>,
}

impl Problems {
    /// Those of a log; no text has been read yet. O(n) for n items of the log.
    pub fn of(log: &Log) -> Self {
        let has_problem = |(_, status): &(u32, &Status)| status.severity() >= Severity::Warning;
        let items = (0..).zip(log.statuses()).filter(has_problem).map(|(idx, _)| idx).collect();
        Self { items: log.sort_by_time(items), patterns: Vec::new() }
    }

    /// Reads texts not read yet, at most `n_most` of them; true once all are read. It must always be given the same log.
    pub fn extend(&mut self, log: &Log, n_most: usize) -> bool {
        let unread = self.items.get(self.patterns.len()..).unwrap_or_default();
        self.patterns.extend(unread.iter().take(n_most).map(|&idx| pattern(log.text(idx))));
        self.patterns.len() == self.items.len()
    }
}

/// The failed and the warning items of a log in groups: the worst first, of these the ones that give a reason, then the largest,
/// then the earliest.
/// O(n log n) for n such items.
pub fn groups(log: &Log) -> Vec<Group> {
    let mut problems = Problems::of(log);
    problems.extend(log, usize::MAX);
    grouped(log, problems)
}

/// The same of items whose texts have all been read.
pub fn grouped(log: &Log, problems: Problems) -> Vec<Group> {
    let severity = |idx: u32| log.status(idx).severity();
    let found: Vec<(u32, String)> = problems.items.into_iter().zip(problems.patterns).collect();
    let item = |at: u32| found.get(at as usize).map_or(0, |&(idx, _)| idx);
    let problem = |at: u32| found.get(at as usize).map(|(idx, pattern)| (severity(*idx), pattern.as_str()));

    let mut by_problem: Vec<u32> = (0..).zip(&found).map(|(at, _)| at).collect();
    sort_indexes(&mut by_problem, &|a, b| problem(a).cmp(&problem(b)));
    let groups = by_problem.chunk_by(|&a, &b| problem(a) == problem(b)).map(|places| {
        let (severity, pattern) = places.first().copied().and_then(problem).unwrap_or_default();
        let items: Vec<u32> = places.iter().map(|&at| item(at)).collect();
        let first = items.iter().filter_map(|&idx| log.began(idx)).min();
        let last = items.iter().filter_map(|&idx| log.began(idx)).max();
        Group { pattern: pattern.to_owned(), severity, items, first, last }
    });
    let mut groups: Vec<Option<Group>> = groups.map(Some).collect();

    let rank = |at: u32| {
        let group = groups.get(at as usize)?.as_ref()?;
        let is_telling = !is_generic(&group.pattern);
        Some((Reverse((group.severity, is_telling, group.n())), group.first.map_or(i64::MAX, Timestamp::ticks)))
    };
    let mut order: Vec<u32> = (0..).zip(&groups).map(|(at, _)| at).collect();
    sort_indexes(&mut order, &|a, b| rank(a).cmp(&rank(b)));
    order.into_iter().filter_map(|at| groups.get_mut(at as usize)?.take()).collect()
}
