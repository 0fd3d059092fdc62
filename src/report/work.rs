//! Where the time went: the figures of a session, or of a range of it. Summed beside wall-clock time, phases, how many items
//! ran, who had what share, who ran alone, who held the end open. Only what is shown is kept, so a frame costs no more than the
//! adding up, and an answer that is the same is known as such.

mod machines;
mod picture;
mod tables;

pub use machines::{Held, Wait};
pub use picture::{CURVE_HEIGHT, Curve};
pub use tables::{Chain, Gap, Link, Lone, Of, Share, Straggler, Tail};

use crate::answers::groups::Grouper;
use crate::answers::machines::Stage;
use crate::answers::phases::{Phase, Rules};
use crate::format;
use crate::model::{Id, Log, TimeRange};
use crate::sweep::{Accounting, Load, Sums};

/// How many rows a table shows.
const N_ROWS: usize = 10;
/// The longest text of an item or a group, in characters.
const LABEL_MAX_CHARS: usize = 90;

/// What it is made of.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// The items.
    pub log: &'a Log,
    /// The same, swept.
    pub load: &'a Load,
    /// The items by kind of work.
    pub kinds: &'a Grouper,
    /// By object.
    pub objects: &'a Grouper,
    /// By result.
    pub results: &'a Grouper,
    /// Which phase a kind is of.
    pub rules: &'a Rules,
    /// The range somebody chose; nothing is the whole.
    pub chosen: Option<TimeRange>,
    /// The session's own times, where items lie outside them: these stand for the whole.
    pub own: Option<TimeRange>,
}

/// Which part of a log figures are about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    /// All of it.
    Whole,
    /// What lies within the session's own times, since some items do not.
    Own,
    /// What somebody chose.
    Chosen,
}

/// The answer.
#[derive(Clone, PartialEq, Debug)]
pub enum Work {
    /// So many of so many items are read.
    AddingUp(usize, usize),
    /// No item took any time.
    Nothing,
    /// The figures.
    Figures(Box<Figures>),
}

/// The figures of a range.
#[derive(Clone, PartialEq, Debug)]
pub struct Figures {
    /// The range.
    pub within: TimeRange,
    /// Which part of the log that is.
    pub part: Part,
    /// Its sums.
    pub sums: Sums,
    /// What most of the running items are of, from the beginning of the range to its end.
    pub strip: Vec<(TimeRange, Option<Phase>)>,
    /// How the kinds begin that are of a phase.
    pub rules: Vec<(Phase, String)>,
    /// How many items ran over time.
    pub curve: Curve,
    /// Shares by phase, the largest first; those without an item in the range are left out, here and below.
    pub phases: Rows<Share>,
    /// By kind of work.
    pub kinds: Rows<Share>,
    /// By object.
    pub objects: Rows<Share>,
    /// By result.
    pub results: Rows<Share>,
    /// The items that ran alone, for longest first.
    pub alone: Rows<Lone>,
    /// The tail, if somebody holds the end open.
    pub tail: Option<Tail>,
    /// Stretches in which nothing ran, the longest first.
    pub gaps: Rows<Gap>,
    /// The chain of last finishers.
    pub chain: Chain,
    /// What the logs of machines say of the stages that data goes through, and how many tell: see `answers::machines`.
    pub stages: (Vec<Stage>, usize),
    /// What held machines up, the one that took longest first.
    pub held_up: Rows<Held>,
    /// The machines that waited for a slot, the longest wait first.
    pub waits: Rows<Wait>,
}

/// The first rows of a table, and how many more there are.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Rows<T> {
    /// As many as are shown.
    pub rows: Vec<T>,
    /// That are not shown.
    pub n_more: usize,
}

impl<T> Default for Rows<T> {
    fn default() -> Self {
        Self { rows: Vec::new(), n_more: 0 }
    }
}

impl<T> Rows<T> {
    /// The first of `all`, each made a row.
    fn first<A: Copy>(all: &[A], row: impl FnMut(A) -> T) -> Self {
        Self { rows: all.iter().copied().take(N_ROWS).map(row).collect(), n_more: all.len().saturating_sub(N_ROWS) }
    }
}

/// An item, and where it is found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Item {
    /// Its text, cut, with what is hidden spelt out.
    pub text: String,
    /// Its id, if it is fit for an address.
    pub id: Option<Id>,
    /// When it ran; nothing without a start.
    pub range: Option<TimeRange>,
}

/// Adds up. O(n): some milliseconds for 60,000 items.
pub fn work(facts: &Facts<'_>) -> Work {
    let Some(mut making) = Making::new(facts) else { return Work::Nothing };
    while !making.is_made() {
        making.go_on(facts);
    }
    making.into_work()
}

/// Figures while they are made, part by part, so that others may have a turn between two of them.
#[derive(Clone, Debug)]
pub struct Making {
    chosen: Option<TimeRange>,
    own: Option<TimeRange>,
    phase_of: Vec<u32>,
    figures: Figures,
    /// Shares by phase, kind, object and result, until they are among the figures.
    accounting: Option<Accounting<4>>,
    n_made: usize,
}

/// Items whose shares are added up in one part: some milliseconds.
const SHARES_A_PART: usize = 50_000;

/// The parts after the shares, of which each goes through all items: about equally long.
const PARTS: [fn(&View<'_>, &mut Figures); 6] = [
    |view, figures| {
        (figures.stages, figures.held_up, figures.waits) = (view.stages(), view.held_up(), view.waits());
        figures.rules = view.facts.rules.iter().map(|(phase, begin)| (phase, begin.to_owned())).collect();
        figures.gaps = view.gaps();
    },
    |view, figures| figures.strip = view.strip(),
    |view, figures| figures.curve = view.curve(),
    |view, figures| figures.alone = view.alone(),
    |view, figures| figures.tail = view.tail(),
    |view, figures| figures.chain = view.chain(),
];

impl Making {
    /// Begins with figures; nothing where no item took any time.
    pub fn new(facts: &Facts<'_>) -> Option<Self> {
        let &Facts { load, rules, kinds, objects, results, chosen, own, .. } = facts;
        let extent = load.extent().filter(|extent| extent.ticks() > 0)?;
        let within = chosen.or(own).unwrap_or(extent);
        let phase_of = rules.phases(kinds);
        let sums = load.sums(within);
        let figures = View { facts: *facts, within, sums, phase_of: &phase_of }.idle();
        // Where nothing took time there is nothing to divide.
        let is_idle = sums.busy == 0;
        let n_groups = [Phase::ALL.len(), kinds.n_groups(), objects.n_groups(), results.n_groups()];
        let accounting = (!is_idle).then(|| Accounting::new(load, within, n_groups));
        Some(Self { chosen, own, phase_of, figures, accounting, n_made: if is_idle { PARTS.len() } else { 0 } })
    }

    /// Whether these are the figures of such a range of the same items.
    pub fn is_of(&self, chosen: Option<TimeRange>, own: Option<TimeRange>) -> bool {
        (self.chosen, self.own) == (chosen, own)
    }

    /// Whether all parts are made.
    pub fn is_made(&self) -> bool {
        self.accounting.is_none() && self.n_made >= PARTS.len()
    }

    /// Makes one more part.
    pub fn go_on(&mut self, facts: &Facts<'_>) {
        let Self { phase_of, figures, accounting, n_made, .. } = self;
        let view = View { facts: *facts, within: figures.within, sums: figures.sums, phase_of };
        if let Some(of_all) = accounting {
            let groups = [phase_of, facts.kinds.of(), facts.objects.of(), facts.results.of()];
            if of_all.go_on(facts.load, groups, SHARES_A_PART)
                && let Some(accounting) = accounting.take()
            {
                [figures.phases, figures.kinds, figures.objects, figures.results] =
                    view.shares(accounting.into_accounts());
            }
        } else if let Some(part) = PARTS.get(*n_made) {
            part(&view, figures);
            *n_made += 1;
        }
    }

    /// The answer, once all parts are made.
    pub fn into_work(self) -> Work {
        Work::Figures(Box::new(self.figures))
    }
}

/// Everything the parts need.
struct View<'a> {
    facts: Facts<'a>,
    within: TimeRange,
    sums: Sums,
    phase_of: &'a [u32],
}

impl View<'_> {
    /// Of a range in which nothing took time.
    fn idle(&self) -> Figures {
        Figures {
            within: self.within,
            part: match (self.facts.chosen, self.facts.own) {
                (Some(_), _) => Part::Chosen,
                (None, Some(_)) => Part::Own,
                (None, None) => Part::Whole,
            },
            sums: self.sums,
            strip: Vec::new(),
            rules: Vec::new(),
            curve: Curve::default(),
            phases: Rows::default(),
            kinds: Rows::default(),
            objects: Rows::default(),
            results: Rows::default(),
            alone: Rows::default(),
            tail: None,
            gaps: self.gaps(),
            chain: Chain::default(),
            stages: (Vec::new(), 0),
            held_up: Rows::default(),
            waits: Rows::default(),
        }
    }

    fn item(&self, idx: u32) -> Item {
        let log = self.facts.log;
        Item {
            text: format::shown(log.text(idx), LABEL_MAX_CHARS).into_owned(),
            id: log.id(idx).and_then(|id| Id::new(&id)),
            range: log.range(idx, self.within.end()),
        }
    }
}
