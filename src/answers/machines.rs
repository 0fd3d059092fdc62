//! What held the machines of a job up, and how long they waited until something was free for them: as their own logs say.

use super::groups::Grouper;
use super::objects::WAITING;
use super::phases::Phase;
use crate::model::order::{sort_by_number, sorted_by_key};
use crate::model::{Log, TimeRange};

/// The stages that data goes through, in its order, as logs call them. What is none is no figure.
pub const STAGES: [&str; 12] = [
    "Source",
    "Source proxy",
    "Source network",
    "Source WAN",
    "Proxy",
    "Network",
    "Throttling",
    "Target WAN",
    "Target network",
    "Target proxy",
    "Target",
    "Target disk",
];

/// What logs say of a stage.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Stage {
    /// How busy it was, in percent, from the least on: a figure of each log that has one.
    pub busy: Vec<u32>,
    /// How many logs call it the bottleneck.
    pub n_named: usize,
}

impl Stage {
    /// How busy it was in the middle log, in percent; of two in the middle the lesser figure.
    pub fn middle(&self) -> Option<u32> {
        self.busy.get(self.busy.len().saturating_sub(1) / 2).copied()
    }
}

/// The place of a stage, whatever its letters and blanks.
fn place(name: &str) -> Option<usize> {
    let letters = |name: &str| name.replace(' ', "");
    let name = letters(name);
    STAGES.iter().position(|known| letters(known).eq_ignore_ascii_case(&name))
}

/// A stage and how busy it was, in percent: `Proxy 40%`.
fn figure(text: &str) -> Option<(usize, u32)> {
    let (name, percent) = text.trim().strip_suffix('%')?.trim_end().rsplit_once(' ')?;
    Some((place(name)?, percent.parse().ok().filter(|percent| *percent <= 100)?))
}

/// Whether any log tells of stages, by the kinds of work of its items.
pub fn tell(kinds: &Grouper) -> bool {
    (0..).take(kinds.n_groups()).any(|kind| matches!(kinds.name(kind), "Load" | "Busy"))
}

/// What a line says of stages, by their places in [`STAGES`].
enum Line {
    /// Which one is the bottleneck: `Primary bottleneck: Proxy`.
    Named(usize),
    /// How busy each was, in percent: `Load: Source 12% > Proxy 40% > …` (12) or the same as `Busy: …` (13).
    Busy(Vec<(usize, u32)>),
}

impl Line {
    /// A line that is not all figures is none.
    fn of(text: &str) -> Option<Self> {
        if let Some(name) = text.strip_prefix("Primary bottleneck: ") {
            return place(name).map(Self::Named);
        }
        let busy = text.strip_prefix("Busy: ").or_else(|| text.strip_prefix("Load: "))?;
        busy.split('>').map(figure).collect::<Option<_>>().map(Self::Busy)
    }
}

/// The lines of a log that tell of stages, with their rows.
fn lines(log: &Log, within: Option<TimeRange>) -> impl Iterator<Item = (u32, Line)> {
    let is_within = move |idx| within.is_none_or(|range| log.start(idx).is_some_and(|start| range.contains(start)));
    let all = 0..u32::try_from(log.len()).unwrap_or(u32::MAX);
    all.filter_map(move |idx| Some((idx, Line::of(log.text(idx)).filter(|_| is_within(idx))?)))
}

/// What logs say of each of [`STAGES`], and how many tell. O(n).
pub fn stages(log: &Log, within: Option<TimeRange>) -> (Vec<Stage>, usize) {
    let mut stages = vec![Stage::default(); STAGES.len()];
    let mut n = 0;
    for (_, line) in lines(log, within) {
        match line {
            Line::Named(at) => {
                if let Some(stage) = stages.get_mut(at) {
                    stage.n_named += 1;
                }
            }
            Line::Busy(figures) => {
                n += 1;
                for (at, percent) in figures {
                    if let Some(stage) = stages.get_mut(at) {
                        stage.busy.push(percent);
                    }
                }
            }
        }
    }
    for stage in &mut stages {
        stage.busy = sort_by_number(std::mem::take(&mut stage.busy), &|percent| percent.into());
    }
    (stages, n)
}

/// What held a machine up, as its log says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Held {
    /// The first row of its log that tells.
    pub idx: u32,
    /// From the first to the last of its steps.
    pub range: TimeRange,
    /// The stage that it calls the bottleneck, by its place in [`STAGES`].
    pub named: Option<usize>,
    /// How busy stages were, in percent, in the order in which they are told.
    pub busy: Vec<(usize, u32)>,
}

/// What held each machine up, the one that took longest first, so many at most, and how many there are. What a log says last
/// counts, as after a retry. O(n).
pub fn held_up(log: &Log, objects: &Grouper, within: TimeRange, n_most: usize) -> (Vec<Held>, usize) {
    if !log.has_parts() {
        return (Vec::new(), 0);
    }
    let group = |idx: u32| objects.of().get(idx as usize).map_or(0, |&group| group as usize);
    let mut held: Vec<Option<Held>> = vec![None; objects.n_groups()];
    for (idx, line) in lines(log, Some(within)).filter(|&(idx, _)| log.part(idx).is_some()) {
        let Some(held) = held.get_mut(group(idx)) else { continue };
        let begin = log.start(idx).unwrap_or(within.start());
        let range = TimeRange::new(begin, begin);
        let held = held.get_or_insert(Held { idx, range, named: None, busy: Vec::new() });
        match line {
            Line::Named(at) => held.named = Some(at),
            Line::Busy(figures) => held.busy = figures,
        }
    }
    for idx in (0..u32::try_from(log.len()).unwrap_or(u32::MAX)).filter(|&idx| log.part(idx).is_some()) {
        if let Some(Some(held)) = held.get_mut(group(idx))
            && let Some(range) = log.range(idx, within.end())
        {
            held.range = held.range.union(range);
        }
    }
    let mut held = sorted_by_key(held.into_iter().flatten().collect(), |held: &Held| -held.range.ticks());
    let n = held.len();
    held.truncate(n_most);
    (held, n)
}

/// A machine that waited until backup infrastructure was free for it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Wait {
    /// The row whose length is the wait.
    pub idx: u32,
    /// The wait, within the range that was asked for.
    pub range: TimeRange,
    /// The machines that were at work meanwhile, by their groups, the one that was for longest first.
    pub others: Vec<u32>,
}

/// The part of a range within another, in ticks; less than 0 where they do not meet.
fn common(a: TimeRange, b: TimeRange) -> i64 {
    a.end().min(b.end()).since(a.start().max(b.start()))
}

/// The machines that waited in a range, the longest wait first, so many at most, and how many there are. A machine is at work
/// from the first to the last of its steps, those apart in which it waits itself; a row for all of its steps is none.
/// O(n + most × machines).
pub fn waits(
    log: &Log,
    (kinds, objects): (&Grouper, &Grouper),
    phase_of: &[u32],
    within: TimeRange,
    n_most: usize,
) -> (Vec<Wait>, usize) {
    if !log.has_parts() {
        return (Vec::new(), 0);
    }
    let range_of = |idx| log.range(idx, within.end()).filter(|range| range.ticks() > 0);
    let waited = |idx| range_of(idx).map_or(0, |range| common(range, within));
    let mut at_work: Vec<Option<TimeRange>> = vec![None; objects.n_groups()];
    let mut waits = Vec::new();
    for (idx, (&kind, phase)) in (0..).zip(kinds.of().iter().zip(phase_of)) {
        let Some(range) = range_of(idx).filter(|_| log.part(idx).is_some()) else { continue };
        let (kind, group) = (kinds.name(kind), objects.of().get(idx as usize).copied().unwrap_or(0));
        if kind == WAITING {
            if waited(idx) > 0 {
                waits.push(idx);
            }
        } else if *phase != Phase::Waiting as u32
            && !kind.starts_with("Processing")
            && let Some(known) = at_work.get_mut(group as usize)
        {
            *known = Some(known.map_or(range, |known| known.union(range)));
        }
    }
    let n = waits.len();
    let row = |idx: u32| {
        let whole = range_of(idx)?;
        let range = TimeRange::new(whole.start().max(within.start()), whole.end().min(within.end()));
        let own = objects.of().get(idx as usize).copied();
        let met = |group: u32| at_work.get(group as usize).copied().flatten().map_or(0, |other| common(other, range));
        let others = (0..).take(at_work.len()).filter(|&group| Some(group) != own && met(group) > 0).collect();
        Some(Wait { idx, range, others: sort_by_number(others, &|group| -met(group)) })
    };
    (sort_by_number(waits, &|idx| -waited(idx)).into_iter().take(n_most).filter_map(row).collect(), n)
}
