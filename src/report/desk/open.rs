//! What the desk works out about the open session, once, and keeps until more of it comes.

use std::cell::OnceCell;

use super::super::asked::Facts;
use super::super::work::Making;
use crate::answers::failures::{Group, Problems};
use crate::answers::groups::{By, Grouper, extend_all};
use crate::answers::noise::{Muted, Noise};
use crate::answers::outside::{outside, within_session};
use crate::answers::phases::Phase;
use crate::answers::phases::Rules;
use crate::answers::{failures, open_end, phases, sets};
use crate::model::order::sort_by_number;
use crate::model::turns::Slices;
use crate::model::{Log, TimeRange, Timestamp};
use crate::sweep::{Load, Times};

/// More items than these are not read through unless somebody asks: a turn of the page would take too long.
const AT_ONCE_MAX: usize = 200_000;

/// The open session and what follows from it.
#[derive(Debug)]
pub(super) struct Open {
    pub(super) facts: Option<Facts>,
    pub(super) rules: Rules,
    /// For the timeline, which asks for it piece by piece.
    pub(super) grouper: Option<Grouper>,
    /// The items, swept, with where open ones end.
    load: Option<(Timestamp, Load)>,
    /// The same, while they are being swept.
    sweeping: Option<(Timestamp, Slices<Load>)>,
    /// Where the time went, while it is being worked out.
    pub(super) making: Option<Making>,
    /// These grow with the log.
    kinds: Grouper,
    objects: Grouper,
    results: Grouper,
    /// What went wrong, while it is being read.
    problems: Option<Problems>,
    groups: OnceCell<Vec<Group>>,
    muted: OnceCell<Muted>,
}

impl Default for Open {
    fn default() -> Self {
        Self {
            facts: None,
            rules: Rules::default(),
            grouper: None,
            load: None,
            sweeping: None,
            making: None,
            kinds: Grouper::new(By::Kind),
            objects: Grouper::new(By::Object),
            results: Grouper::new(By::Result),
            problems: None,
            groups: OnceCell::new(),
            muted: OnceCell::new(),
        }
    }
}

impl Open {
    /// A session of which no item is known yet.
    pub(super) fn new(facts: Facts) -> Self {
        Self { facts: Some(facts), ..Self::default() }
    }

    /// The log has more items: what followed from those before is forgotten, where it does not grow with them.
    pub(super) fn log_grew(&mut self) {
        (self.load, self.sweeping, self.making) = Default::default();
        (self.problems, self.groups, self.muted) = Default::default();
    }

    /// Whether there are too many items to read through at once without being asked.
    pub(super) fn is_large(log: &Log) -> bool {
        log.len() > AT_ONCE_MAX
    }

    /// Puts items into kinds, objects and results, so many of them at most; whether all are.
    pub(super) fn prepare(&mut self, log: &Log, n_most: usize) -> bool {
        extend_all([&mut self.kinds, &mut self.objects, &mut self.results], log, n_most)
    }

    /// Reads the texts of what went wrong, so many of them at most; whether all are read.
    pub(super) fn prepare_groups(&mut self, log: &Log, n_most: usize) -> bool {
        if self.groups.get().is_none() {
            let mut problems = self.problems.take().unwrap_or_else(|| Problems::of(log));
            if !problems.extend(log, n_most) {
                self.problems = Some(problems);
                return false;
            }
            self.groups.get_or_init(|| failures::grouped(log, problems));
        }
        true
    }

    /// How many items are.
    pub(super) fn n_prepared(&self) -> usize {
        self.kinds.of().len()
    }

    /// Forgets what rules hid.
    pub(super) fn forget_noise(&mut self) {
        self.muted = OnceCell::new();
    }

    /// Where open items end.
    pub(super) fn open_end(&self, log: &Log, now: Timestamp) -> Timestamp {
        open_end(log, self.facts.as_ref().and_then(|facts| facts.session.as_ref()), now)
    }

    /// Where open items end; what was swept with another end is forgotten.
    fn renewed_end(&mut self, log: &Log, now: Timestamp) -> Timestamp {
        let end = self.open_end(log, now);
        if self.load.as_ref().is_some_and(|(known, _)| *known != end) {
            (self.load, self.making) = Default::default();
        }
        self.sweeping.take_if(|(known, _)| *known != end);
        end
    }

    /// The items, swept. Anew once open ones reach further.
    pub(super) fn load(&mut self, log: &Log, now: Timestamp) -> &Load {
        let end = self.renewed_end(log, now);
        &self.load.get_or_insert_with(|| (end, Load::new(log, end))).1
    }

    /// Sweeps them a little further; whether that is done.
    pub(super) fn sweep_on(&mut self, log: &Log, now: Timestamp) -> bool {
        let end = self.renewed_end(log, now);
        if self.load.is_none() {
            let begin = || {
                let times = Times::of(log, end);
                (end, Slices::new(|turns| async move { Load::in_turns(times, &turns).await }))
            };
            let (_, sweeping) = self.sweeping.get_or_insert_with(begin);
            self.load = sweeping.go_on().map(|load| (end, load));
            self.sweeping.take_if(|_| self.load.is_some());
        }
        self.load.is_some()
    }

    /// The items, swept, if they were.
    pub(super) fn swept(&self) -> Option<&Load> {
        self.load.as_ref().map(|(_, load)| load)
    }

    /// The session's own times, where some items lie outside them: the range that stands for the whole then. Nothing where
    /// the items have not been swept.
    pub(super) fn own_times(&self, log: &Log) -> Option<TimeRange> {
        let session = self.facts.as_ref().and_then(|facts| facts.session.as_ref());
        let extent = self.swept()?.extent()?;
        if outside(log, session).is_empty() { None } else { within_session(log, session, extent) }
    }

    /// The items by kind of work, as far as they are prepared.
    pub(super) fn kinds(&self) -> &Grouper {
        &self.kinds
    }

    /// By object.
    pub(super) fn objects(&self) -> &Grouper {
        &self.objects
    }

    /// By result.
    pub(super) fn results(&self) -> &Grouper {
        &self.results
    }

    /// What went wrong, in groups.
    pub(super) fn groups(&self, log: &Log) -> &[Group] {
        self.groups.get_or_init(|| failures::groups(log))
    }

    /// What the rules say is noise.
    pub(super) fn muted(&self, log: &Log, noise: &Noise) -> &Muted {
        self.muted.get_or_init(|| noise.muted(log))
    }

    /// The items of a set, in the order of arrival; nothing for a name that the log has no set of. O(n), and what has to be
    /// worked out first.
    pub(super) fn set(&mut self, log: &Log, name: &str, now: Timestamp) -> Option<Vec<u32>> {
        let (name, cut) = sets::parted(name);
        let mut items = self.whole_set(log, name, cut, now)?;
        if let Some(cut) = cut {
            let open_end = self.open_end(log, now);
            let meets = |item: TimeRange| item.start() <= cut.end() && item.end() >= cut.start();
            items.retain(|&idx| log.range(idx, open_end).is_some_and(meets));
        }
        Some(items)
    }

    /// The same; of what is told of a range, for this one.
    fn whole_set(&mut self, log: &Log, name: &str, within: Option<TimeRange>, now: Timestamp) -> Option<Vec<u32>> {
        let (sort, rest) = name.split_once('.').unwrap_or((name, ""));
        match sort {
            "kind" | "object" | "step" | "phase" => {
                self.prepare(log, usize::MAX);
            }
            "alone" | "stragglers" | "chain" => {
                self.load(log, now);
            }
            _ => {}
        }
        let within = || within.or_else(|| self.own_times(log)).or_else(|| self.swept()?.extent());
        let hash = || u32::from_str_radix(rest, 16).ok();
        let items = match sort {
            "problem" => self.groups(log).iter().find(|group| sets::of_problem(group) == name)?.items.clone(),
            "kind" => sets::of_key(self.kinds(), hash()?),
            "object" => sets::of_key(self.objects(), hash()?),
            "step" => sets::of_step(self.kinds(), self.objects(), hash()?),
            "phase" => phases::items(&self.rules.phases(self.kinds()), Phase::of_word(rest)?),
            "alone" => self.swept()?.alone(within()?).into_iter().map(|(idx, _)| idx).collect(),
            "stragglers" => self.swept()?.stragglers(within()?)?.items,
            "chain" => self.swept()?.chain(within()?).links.into_iter().map(|link| link.idx).collect(),
            "odd" => {
                let bit: u8 = rest.parse().ok()?;
                (0..u32::try_from(log.len()).ok()?).filter(|&idx| log.assumed(idx) & bit != 0).collect()
            }
            "outside" => outside(log, self.facts.as_ref().and_then(|facts| facts.session.as_ref())),
            "noise" => self.muted.get()?.items.clone(),
            sets::ALL => (0..u32::try_from(log.len()).ok()?).collect(),
            _ => return None,
        };
        Some(sort_by_number(items, &|idx| idx.into()))
    }
}
