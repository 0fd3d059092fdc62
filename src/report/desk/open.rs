//! What the desk works out about the open session, once, and keeps until more of it comes.

use std::cell::OnceCell;

use super::super::exchange::Facts;
use crate::answers::failures::Group;
use crate::answers::groups::{By, Grouper, grouped};
use crate::answers::load::Load;
use crate::answers::noise::{Muted, Noise};
use crate::answers::phases::Phase;
use crate::answers::phases::Rules;
use crate::answers::{failures, open_end, phases, sets};
use crate::model::{Log, TimeRange, Timestamp};

/// The open session and what follows from it.
#[derive(Clone, Debug, Default)]
pub(super) struct Open {
    pub(super) facts: Option<Facts>,
    pub(super) log: Log,
    pub(super) rules: Rules,
    /// For the timeline, which asks for it piece by piece.
    pub(super) grouper: Option<Grouper>,
    load: OnceCell<(Timestamp, Load)>,
    kinds: OnceCell<Grouper>,
    objects: OnceCell<Grouper>,
    results: OnceCell<Grouper>,
    groups: OnceCell<Vec<Group>>,
    muted: OnceCell<Muted>,
}

impl Open {
    /// A session of which no item is known yet.
    pub(super) fn new(facts: Facts) -> Self {
        Self { facts: Some(facts), ..Self::default() }
    }

    /// Takes items; what followed from those before is forgotten.
    pub(super) fn log_mut(&mut self) -> &mut Log {
        let known = std::mem::take(self);
        *self =
            Self { facts: known.facts, log: known.log, rules: known.rules, grouper: known.grouper, ..Self::default() };
        &mut self.log
    }

    /// Forgets what rules hid.
    pub(super) fn forget_noise(&mut self) {
        self.muted = OnceCell::new();
    }

    /// Where open items end.
    pub(super) fn open_end(&self, now: Timestamp) -> Timestamp {
        open_end(&self.log, self.facts.as_ref().and_then(|facts| facts.session.as_ref()), now)
    }

    /// The items, swept. Anew once open ones reach further.
    pub(super) fn load(&mut self, now: Timestamp) -> &Load {
        let end = self.open_end(now);
        if self.load.get().is_some_and(|(known, _)| *known != end) {
            self.load = OnceCell::new();
        }
        &self.load.get_or_init(|| (end, Load::new(&self.log, end))).1
    }

    /// The items, swept, if they were.
    pub(super) fn swept(&self) -> Option<&Load> {
        self.load.get().map(|(_, load)| load)
    }

    pub(super) fn kinds(&self) -> &Grouper {
        self.kinds.get_or_init(|| grouped(&self.log, By::Kind))
    }

    pub(super) fn objects(&self) -> &Grouper {
        self.objects.get_or_init(|| grouped(&self.log, By::Object))
    }

    pub(super) fn results(&self) -> &Grouper {
        self.results.get_or_init(|| grouped(&self.log, By::Result))
    }

    /// What went wrong, in groups.
    pub(super) fn groups(&self) -> &[Group] {
        self.groups.get_or_init(|| failures::groups(&self.log))
    }

    /// What the rules say is noise.
    pub(super) fn muted(&self, noise: &Noise) -> &Muted {
        self.muted.get_or_init(|| noise.muted(&self.log))
    }

    /// The items of a set, in the order of arrival; nothing for a name that the log has no set of. O(n), and what has to be
    /// worked out first.
    pub(super) fn set(&mut self, name: &str, within: Option<TimeRange>, now: Timestamp) -> Option<Vec<u32>> {
        self.load(now);
        let load = self.swept()?;
        let within = within.or(load.extent());
        let (sort, rest) = name.split_once('.').unwrap_or((name, ""));
        let hash = || u32::from_str_radix(rest, 16).ok();
        let mut items = match sort {
            "problem" => self.groups().iter().find(|group| sets::of_problem(group) == name)?.items.clone(),
            "kind" => sets::of_label(self.kinds(), hash()?),
            "object" => sets::of_label(self.objects(), hash()?),
            "phase" => phases::items(&self.rules.phases(self.kinds()), Phase::of_word(rest)?),
            "alone" => load.alone(within?).into_iter().map(|(idx, _)| idx).collect(),
            "stragglers" => load.stragglers(within?)?.items,
            "chain" => load.chain(within?).links.into_iter().map(|link| link.idx).collect(),
            "odd" => {
                let bit: u8 = rest.parse().ok()?;
                (0..u32::try_from(self.log.len()).ok()?).filter(|&idx| self.log.assumed(idx) & bit != 0).collect()
            }
            "noise" => self.muted.get()?.items.clone(),
            _ => return None,
        };
        items.sort_unstable();
        Some(items)
    }
}
