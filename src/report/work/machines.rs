//! What held machines up, and how long they waited for a slot.

use super::{Item, LABEL_MAX_CHARS, N_ROWS, Rows, View};
use crate::answers::machines::{self, Stage};
use crate::format;

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

impl View<'_> {
    /// What the logs of machines say in the range; nothing is read where no kind of work is such a line.
    pub(super) fn stages(&self) -> (Vec<Stage>, usize) {
        let kinds = self.facts.kinds;
        if machines::tell(kinds) { machines::stages(self.facts.log, Some(self.within)) } else { (Vec::new(), 0) }
    }

    pub(super) fn waits(&self) -> Rows<Wait> {
        let facts = &self.facts;
        let groups = (facts.kinds, facts.objects);
        let (waits, n) = machines::waits(facts.log, groups, &self.phase_of, self.within, N_ROWS);
        let shown = |name: &str| format::shown(name, LABEL_MAX_CHARS).into_owned();
        let row = |wait: machines::Wait| {
            let n_others = wait.others.len();
            let names: Vec<String> =
                wait.others.iter().take(N_NAMED).map(|&group| shown(facts.objects.name(group))).collect();
            Wait {
                item: Item {
                    text: shown(facts.log.part(wait.idx).unwrap_or_default()),
                    id: None,
                    range: Some(wait.range),
                },
                ticks: wait.range.ticks(),
                others: names.join(", ") + if n_others > N_NAMED { " …" } else { "" },
                n_others,
            }
        };
        let rows: Vec<Wait> = waits.into_iter().map(row).collect();
        Rows { n_more: n - rows.len(), rows }
    }
}
