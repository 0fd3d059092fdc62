//! What held machines up, and how long they waited for a slot.

use super::{Item, LABEL_MAX_CHARS, N_ROWS, Rows, View};
use crate::answers::machines::{self, STAGES, Stage};
use crate::format;
use crate::model::TimeRange;

/// How many machines are named that were at work while one waited.
const N_NAMED: usize = 3;

/// A machine that waited for a slot.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Wait {
    /// Its name, and when it waited.
    pub item: Item,
    /// For how many ticks.
    pub ticks: i64,
    /// The names of the machines that were at work meanwhile, for longest first; of many only the first.
    pub others: String,
    /// How many there are.
    pub n_others: usize,
}

/// A machine, and what held it up.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Held {
    /// Its name, and from when to when it was at work.
    pub item: Item,
    /// For how many ticks.
    pub ticks: i64,
    /// The stage that its log calls the bottleneck, in its own word; empty if it calls none so.
    pub bottleneck: &'static str,
    /// How busy stages were, in percent.
    pub busy: Vec<(&'static str, u32)>,
}

impl View<'_> {
    /// Nothing is read where no kind of work is such a line.
    pub(super) fn held_up(&self) -> Rows<Held> {
        let facts = &self.facts;
        if !machines::tell(facts.kinds) {
            return Rows::default();
        }
        let (held, n) = machines::held_up(facts.log, facts.objects, self.within, N_ROWS);
        let stage = |at: usize| STAGES.get(at).copied().unwrap_or_default();
        let row = |held: machines::Held| Held {
            item: self.machine(held.idx, held.range),
            ticks: held.range.ticks(),
            bottleneck: held.named.map_or("", stage),
            busy: held.busy.into_iter().map(|(at, percent)| (stage(at), percent)).collect(),
        };
        let rows: Vec<Held> = held.into_iter().map(row).collect();
        Rows { n_more: n - rows.len(), rows }
    }

    /// The machine of a row.
    fn machine(&self, idx: u32, range: TimeRange) -> Item {
        let name = self.facts.log.part(idx).unwrap_or_default();
        Item { text: format::shown(name, LABEL_MAX_CHARS).into_owned(), id: None, range: Some(range) }
    }

    /// What the logs of machines say in the range; nothing is read where no kind of work is such a line.
    pub(super) fn stages(&self) -> (Vec<Stage>, usize) {
        let kinds = self.facts.kinds;
        if machines::tell(kinds) { machines::stages(self.facts.log, Some(self.within)) } else { (Vec::new(), 0) }
    }

    pub(super) fn waits(&self) -> Rows<Wait> {
        let facts = &self.facts;
        let groups = (facts.kinds, facts.objects);
        let (waits, n) = machines::waits(facts.log, groups, self.phase_of, self.within, N_ROWS);
        let shown = |name: &str| format::shown(name, LABEL_MAX_CHARS).into_owned();
        let row = |wait: machines::Wait| {
            let n_others = wait.others.len();
            let names: Vec<String> =
                wait.others.iter().take(N_NAMED).map(|&group| shown(facts.objects.name(group))).collect();
            Wait {
                item: self.machine(wait.idx, wait.range),
                ticks: wait.range.ticks(),
                others: names.join(", ") + if n_others > N_NAMED { " …" } else { "" },
                n_others,
            }
        };
        let rows: Vec<Wait> = waits.into_iter().map(row).collect();
        Rows { n_more: n - rows.len(), rows }
    }
}
