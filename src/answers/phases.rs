//! The phases of a session: start, listing, snapshot, retention, processing, waiting, finishing. Which item is of which is said by a table that
//! one can read and change, `phases.txt`.

use super::groups::Grouper;
use super::sets;
use crate::model::TimeRange;
use crate::sweep::{Account, Accounting, Load, Stretch};

/// A phase of a session.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Phase {
    /// No rule says.
    Unmatched,
    /// It gets going: the job starts, connects.
    Start,
    /// It finds out what there is to do.
    Listing,
    /// It makes or removes a snapshot of what it reads.
    Snapshot,
    /// It makes what was kept before shorter: old restore points, merges.
    Retention,
    /// It does what it is for.
    Processing,
    /// It waits for something outside: a slot, a proxy, an archive.
    Waiting,
    /// It sums up and ends.
    Finishing,
}

impl Phase {
    /// All of them; a phase's number is its place here.
    pub const ALL: [Self; 8] = [
        Self::Unmatched,
        Self::Start,
        Self::Listing,
        Self::Snapshot,
        Self::Retention,
        Self::Processing,
        Self::Waiting,
        Self::Finishing,
    ];

    /// Its word, in the table and in an address.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Unmatched => "unmatched",
            Self::Start => "start",
            Self::Listing => "listing",
            Self::Processing => "processing",
            Self::Snapshot => "snapshot",
            Self::Waiting => "waiting",
            Self::Retention => "retention",
            Self::Finishing => "finishing",
        }
    }

    /// The phase of a word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|phase| phase.word() == word)
    }

    /// The phase of a number.
    pub fn of_number(number: u32) -> Option<Self> {
        Self::ALL.get(number as usize).copied()
    }
}

/// Which phase items are of, by the kind of their work.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Rules(Vec<(Phase, Box<str>)>);

impl Default for Rules {
    /// The page's own.
    fn default() -> Self {
        Self::parse(include_str!("phases.txt"))
    }
}

impl Rules {
    /// Reads a table such as `phases.txt`: what stands before the first empty line is about the file; a line that is no rule
    /// is left out.
    pub fn parse(text: &str) -> Self {
        let rule = |line: &str| {
            let (phase, begin) = line.split_once(": ")?;
            Some((Phase::of_word(phase)?, begin.into()))
        };
        Self(text.lines().skip_while(|line| !line.is_empty()).filter_map(rule).collect())
    }

    /// The rules in their order: a phase, and how the kinds begin that are of it.
    pub fn iter(&self) -> impl Iterator<Item = (Phase, &str)> {
        self.0.iter().map(|(phase, begin)| (*phase, &**begin))
    }

    /// The phase of a kind of work, by its label. O(rules).
    pub fn phase(&self, kind: &str) -> Phase {
        self.iter().find(|(_, begin)| kind.starts_with(begin)).map_or(Phase::Unmatched, |(phase, _)| phase)
    }

    /// The number of the phase of every item whose kind is known. O(n + kinds × rules).
    pub fn phases(&self, kinds: &Grouper) -> Vec<u32> {
        let phases: Vec<u32> = (0..).take(kinds.n_groups()).map(|kind| self.phase(kinds.name(kind)) as u32).collect();
        kinds.of().iter().map(|&kind| phases.get(kind as usize).copied().unwrap_or(0)).collect()
    }
}

/// The strip over the axis: at every instant the phase that most of the running items are of, which is the one with the
/// largest fair share of that instant. Of equal ones the later one in [`Phase::ALL`] wins, so unmatched work loses. O(n).
pub fn strip(load: &Load, within: TimeRange, phase_of: &[u32]) -> Vec<Stretch> {
    load.leaders(within, phase_of, Phase::ALL.len())
}

/// The items of a phase, in the order of arrival. O(n).
pub fn items(phase_of: &[u32], phase: Phase) -> Vec<u32> {
    sets::of_groups(phase_of, |number| number == phase as u32)
}

/// What took longest in a range.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Longest {
    /// The phase with the largest fair share; of equal ones the earlier.
    pub phase: Option<(Phase, Account)>,
    /// The object with the largest fair share, by its group; of equal ones the one first met in the log.
    pub object: Option<(u32, Account)>,
    /// The object that was worked on for longest, overlaps counted once; of equal ones the one first met in the log.
    pub span: Option<(u32, Account)>,
}

/// What took longest in a range; nothing where no time was taken. `objects` groups the items by object. O(n).
pub fn longest(load: &Load, within: TimeRange, phase_of: &[u32], objects: &Grouper) -> Longest {
    let mut accounting = Accounting::new(load, within, [Phase::ALL.len(), objects.n_groups()]);
    accounting.go_on(load, [phase_of, objects.of()], usize::MAX);
    let [of_phases, of_objects] = accounting.into_accounts();
    // The first group holds the items without an object.
    let objects = || (0..).zip(of_objects.iter().copied()).skip(1);
    Longest {
        phase: first_largest(Phase::ALL.into_iter().zip(of_phases), |account| account.share),
        object: first_largest(objects(), |account| account.share),
        span: first_largest(objects(), |account| account.covered),
    }
}

/// The first of those with the most ticks; nothing if none has any.
fn first_largest<T>(accounts: impl Iterator<Item = (T, Account)>, ticks: fn(&Account) -> i64) -> Option<(T, Account)> {
    let larger = |best: Option<(T, Account)>, next: (T, Account)| {
        let most = best.as_ref().map_or(0, |(_, account)| ticks(account));
        if ticks(&next.1) > most { Some(next) } else { best }
    };
    accounts.fold(None, larger)
}
