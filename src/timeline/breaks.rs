//! Breaks in the time axis: long stretches in which nothing runs are drawn short, so that what runs gets the room.
//!
//!     real   |####### 22:00 - 22:40 #######|      5 h 20 min      |### 04:00 - 04:20 ###|
//!     drawn  |####### 22:00 - 22:40 #######|<|>|### 04:00 - 04:20 ###|
//!
//! Lanes, index, cells and windows know nothing of this: they work on drawn time, which differs from real time only in
//! what the breaks before it have taken out. [`TimeMap`] leads from one to the other. Not to be confused with
//! [`super::folds`], where lanes share a row.

use super::scale::{Scale, count, float, floor, signed};
use crate::model::order::sort_indexes;
use crate::model::time::{TICKS_PER_MS, TICKS_PER_SECOND};
use crate::model::{TimeRange, Timestamp};

/// Nothing shorter is broken.
const LEAST_TICKS: i64 = 60 * TICKS_PER_SECOND;
/// A gap is broken if it is longer than this part of all that is not.
const LEAST_PART: i64 = 10;
/// Each break takes so many thousandths of what is drawn,
const EACH_PER_MILLE: i64 = 30;
/// and all of them together no more than so many,
const ALL_PER_MILLE: i64 = 400;
/// which leaves each at least a hundredth.
const MOST_BREAKS: usize = 40;

/// How time in which nothing runs is drawn.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Idle {
    /// Short where it is more than half of the whole, else to scale.
    #[default]
    Auto,
    /// Short.
    Short,
    /// To scale.
    Scale,
}

impl Idle {
    /// The way from real to drawn time, `idle` being all stretches of `extent` in which nothing runs, in order. O(n log n).
    pub fn map(self, idle: &[TimeRange], extent: TimeRange) -> TimeMap {
        let is_short = match self {
            Self::Auto => idle.iter().map(|gap| gap.ticks()).sum::<i64>() > extent.ticks() / 2,
            Self::Short => true,
            Self::Scale => false,
        };
        if is_short { TimeMap::new(idle, extent) } else { TimeMap::identity() }
    }
}

/// A break as it lies on a surface.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Break {
    /// Left edge; outside the surface where the break is only partly in view.
    pub x0_px: f64,
    /// Right edge; the same.
    pub x1_px: f64,
    /// How long it is in real time, in ticks.
    pub ticks: i64,
}

/// A stretch of real time that is drawn short.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Gap {
    real: TimeRange,
    drawn: TimeRange,
}

impl Gap {
    fn on(&self, side: Side) -> TimeRange {
        match side {
            Side::Real => self.real,
            Side::Drawn => self.drawn,
        }
    }
}

#[derive(Clone, Copy)]
enum Side {
    Real,
    Drawn,
}

/// The way from real to drawn time and back. Neither ever turns round; between breaks both are exact to the tick.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct TimeMap {
    /// In order, and never touching.
    gaps: Vec<Gap>,
}

impl TimeMap {
    /// Nothing is broken, and drawn time is real time.
    pub fn identity() -> Self {
        Self::default()
    }

    /// Breaks the longest of `idle`, stretches of `extent` in order in which nothing runs: as many as can be while each
    /// is longer than a minute and than a tenth of all that stays whole, and at most 40. Each is then drawn as 3 % of
    /// the whole, or less where there are so many that they would take more than 40 % of it together; so a break is
    /// less than half as long as what it stands for. O(n log n).
    pub fn new(idle: &[TimeRange], extent: TimeRange) -> Self {
        let mut gaps: Vec<TimeRange> = Vec::new();
        for &gap in idle {
            let is_apart = gaps.last().map_or(gap.start() >= extent.start(), |last| gap.start() > last.end());
            if is_apart && gap.end() <= extent.end() && gap.ticks() > LEAST_TICKS {
                gaps.push(gap);
            }
        }
        let ticks = |at: u32| gaps.get(at as usize).map_or(0, |gap| gap.ticks());
        let mut chosen: Vec<u32> = (0..count(gaps.len())).collect();
        sort_indexes(&mut chosen, &|a, b| ticks(b).cmp(&ticks(a)));
        chosen.truncate(MOST_BREAKS);
        let (mut n_chosen, mut kept, mut whole) = (0, extent.ticks(), extent.ticks());
        for (n, &at) in chosen.iter().enumerate() {
            whole -= ticks(at);
            if ticks(at) > whole / LEAST_PART {
                (n_chosen, kept) = (n + 1, whole);
            }
        }
        if n_chosen == 0 {
            return Self::identity();
        }
        chosen.truncate(n_chosen);
        sort_indexes(&mut chosen, &|a, b| a.cmp(&b));
        // d = each * drawn and drawn = kept + n * d: solved for d.
        let n = signed(n_chosen);
        let each = EACH_PER_MILLE.min(ALL_PER_MILLE / n);
        // Where only instants stay there still has to be something between them.
        let drawn_ticks = (kept / (1000 - n * each) * each).max(TICKS_PER_MS);
        let mut removed = 0;
        let mut this = Self { gaps: Vec::with_capacity(n_chosen) };
        for &real in chosen.iter().filter_map(|&at| gaps.get(at as usize)) {
            let start = real.start().plus(-removed);
            this.gaps.push(Gap { real, drawn: TimeRange::new(start, start.plus(drawn_ticks)) });
            removed += real.ticks() - drawn_ticks;
        }
        this
    }

    /// Whether nothing is broken.
    pub fn is_identity(&self) -> bool {
        self.gaps.is_empty()
    }

    /// Where an instant is drawn. O(log breaks).
    pub fn drawn(&self, t: Timestamp) -> Timestamp {
        self.lead(t, Side::Real, Side::Drawn)
    }

    /// The instant that is drawn there; `real(drawn(t))` is `t` for every `t` outside the breaks. O(log breaks).
    pub fn real(&self, drawn: Timestamp) -> Timestamp {
        self.lead(drawn, Side::Drawn, Side::Real)
    }

    fn lead(&self, t: Timestamp, from: Side, to: Side) -> Timestamp {
        let (Some(gap), _) = self.beside(t, from) else { return t };
        let (from, to) = (gap.on(from), gap.on(to));
        if t >= from.end() {
            return to.end().plus(t.since(from.end()));
        }
        let share = float(to.ticks()) / float(from.ticks());
        to.start().plus(floor(float(t.since(from.start())) * share)).min(to.end())
    }

    /// The last gap that starts at `t` or before it, and the next.
    fn beside(&self, t: Timestamp, side: Side) -> (Option<&Gap>, Option<&Gap>) {
        let n = self.gaps.partition_point(|gap| gap.on(side).start() <= t);
        (n.checked_sub(1).and_then(|at| self.gaps.get(at)), self.gaps.get(n))
    }

    /// Both ends of a range as they are drawn.
    pub fn drawn_range(&self, range: TimeRange) -> TimeRange {
        TimeRange::new(self.drawn(range.start()), self.drawn(range.end()))
    }

    /// Both ends of a range that is drawn, in real time.
    pub fn real_range(&self, drawn: TimeRange) -> TimeRange {
        TimeRange::new(self.real(drawn.start()), self.real(drawn.end()))
    }

    /// The real time without a break that `t` lies in, or that follows where `t` lies in a break. Its end is outside,
    /// and so the start of the next break.
    pub fn unbroken(&self, t: Timestamp) -> TimeRange {
        let (before, after) = self.beside(t, Side::Real);
        let start = before.map_or(Timestamp::from_ticks(i64::MIN), |gap| gap.real.end());
        let end = after.map_or(Timestamp::from_ticks(i64::MAX), |gap| gap.real.start());
        TimeRange::new(start, end)
    }

    /// Calls with each break that meets a window of drawn time, from left to right.
    pub fn each_break(&self, scale: &Scale, each: &mut dyn FnMut(Break)) {
        for &Gap { real, drawn } in &self.gaps {
            if drawn.start().ticks() < scale.end() && drawn.end().ticks() > scale.start() {
                let (x0_px, x1_px) = (scale.x_from_time(drawn.start()), scale.x_from_time(drawn.end()));
                each(Break { x0_px, x1_px, ticks: real.ticks() });
            }
        }
    }
}
