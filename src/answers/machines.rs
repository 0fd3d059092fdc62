//! What held the machines of a job up, and how long they waited until something was free for them: as their own logs say.

use super::groups::Grouper;
use super::objects::WAITING;
use super::phases::Phase;
use crate::model::order::sort_by_number;
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

/// What logs say of each of [`STAGES`], and how many tell: `Load: Source 12% > Proxy 40% > …` (12) or the same as `Busy: …`
/// (13), and `Primary bottleneck: Proxy`. A line that is not all figures is none. O(n).
pub fn stages(log: &Log, within: Option<TimeRange>) -> (Vec<Stage>, usize) {
    let mut stages = vec![Stage::default(); STAGES.len()];
    let mut n = 0;
    for idx in 0..u32::try_from(log.len()).unwrap_or(u32::MAX) {
        let text = log.text(idx);
        let is_within = || within.is_none_or(|range| log.start(idx).is_some_and(|start| range.contains(start)));
        if let Some(name) = text.strip_prefix("Primary bottleneck: ").filter(|_| is_within()) {
            if let Some(stage) = place(name).and_then(|at| stages.get_mut(at)) {
                stage.n_named += 1;
            }
        } else if let Some(busy) =
            text.strip_prefix("Busy: ").or_else(|| text.strip_prefix("Load: ")).filter(|_| is_within())
            && busy.split('>').all(|part| figure(part).is_some())
        {
            n += 1;
            for (at, percent) in busy.split('>').filter_map(figure) {
                if let Some(stage) = stages.get_mut(at) {
                    stage.busy.push(percent);
                }
            }
        }
    }
    for stage in &mut stages {
        stage.busy = sort_by_number(std::mem::take(&mut stage.busy), &|percent| percent.into());
    }
    (stages, n)
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
