//! The open session: the answer on top of it, one item whole, sets and groups of its items, and what is known noise.

use super::super::asked::Groups;
use super::super::axis::{self, Axis, Window};
use super::super::item::ItemFacts;
use super::super::summary::{Sources, Summary, Time};
use super::{Desk, ONE_TURN, Open, PROBLEMS_A_TURN, TITLES_A_TURN};
use crate::answers::baseline::Baseline;
use crate::answers::failures::Group as Problem;
use crate::answers::groups::{By, Grouper};
use crate::answers::noise::Noise;
use crate::answers::objects::subject;
use crate::answers::{is_same_job, sets};
use crate::model::{Id, Log, TimeRange, Timestamp};

impl Desk {
    /// Works out a part of what the answer on top of the open session needs, so that it comes without a long wait; whether all of
    /// it is there.
    pub fn prepare_summary(&mut self, log: &Log) -> bool {
        let is_small = log.len() <= ONE_TURN;
        if !self.open.prepare_groups(log, if is_small { usize::MAX } else { PROBLEMS_A_TURN }) {
            return false;
        }
        if Open::is_large(log) {
            return true;
        }
        if !self.open.prepare(log, TITLES_A_TURN) {
            return false;
        }
        // The sweep over many is worth turns of its own.
        is_small || self.open.sweep_on(log, self.now)
    }

    /// The answer on top of the open session, and the sessions whose logs it would be better with; nothing while none is open.
    pub fn summary(&mut self, log: &Log) -> Option<(Summary, Vec<Id>)> {
        let is_large = Open::is_large(log);
        let mut needs = Vec::new();
        let seen = if is_large { Vec::new() } else { self.seen(log, &mut needs) };
        if !is_large {
            self.open.prepare(log, usize::MAX);
            self.open.load(log, self.now);
        }
        let (kinds, objects, rules) = (self.open.kinds(), self.open.objects(), &self.open.rules);
        let time = |load| Time { load, kinds, objects, rules };
        let summary = Summary::of(&Sources {
            open: self.open.facts.as_ref()?,
            log,
            time: self.open.swept().filter(|_| !is_large).map(time),
            groups: self.open.groups(log),
            seen: &seen,
            is_looking: !needs.is_empty(),
            sessions: self.sessions(),
            is_all: self.has_all_sessions(),
            muted: self.open.muted(log, &self.noise),
            shows_noise: self.shows_noise,
            now: self.now,
        });
        Some((summary, needs))
    }

    /// An item of the open session; nothing for a number that none has.
    pub fn item(&mut self, log: &Log, idx: u32) -> Option<ItemFacts> {
        if idx as usize >= log.len() {
            return None;
        }
        if !Open::is_large(log) {
            self.open.load(log, self.now);
        }
        let usual = self.baseline.get_or_init(|| self.baseline()).of_step(&subject(log.text(idx)));
        Some(ItemFacts::of(log, idx, self.open.swept(), usual.map(|usual| usual.of_item)))
    }

    /// The most items that run at a time in a range, and when they first do, as in [`Desk::work`]; nothing where none runs, and
    /// of a log too large to be read through unasked.
    pub fn most_at_a_time(&mut self, log: &Log, within: TimeRange) -> Option<(u32, Timestamp)> {
        if !Open::is_large(log) {
            self.open.load(log, self.now);
        }
        let sums = self.open.swept()?.sums(within);
        sums.first_peak.map(|range| (sums.peak, range.start()))
    }

    /// What is said of a window of sessions on one axis, and of the selected one.
    pub fn window(&mut self, log: &Log, axis: &Axis, range: TimeRange, chosen: Option<u32>) -> Window {
        let now = self.now;
        axis::window(log, axis, self.open.load(log, now), range, chosen, now)
    }

    /// The items of the set that an address names (`answers::sets`), in the order of arrival; nothing where the log has none.
    pub fn set(&mut self, log: &Log, name: &str) -> Option<Vec<u32>> {
        self.open.muted(log, &self.noise);
        self.open.set(log, name, self.now)
    }

    /// The items in groups, from the top; nothing while there are titles left to read, and the question is to be asked again.
    pub fn groups(&mut self, log: &Log, by: By) -> Option<Groups> {
        let kept = self.open.grouper.take().filter(|grouper| grouper.by() == by);
        let grouper = self.open.grouper.insert(kept.unwrap_or_else(|| Grouper::new(by)));
        let is_done = grouper.extend(log, TITLES_A_TURN);
        is_done.then(|| Groups::of(grouper, log))
    }

    /// Takes the problem of a set for harmless from now on.
    pub fn add_noise(&mut self, log: &Log, set: &str) {
        let is_it = |group: &&Problem| sets::of_problem(group) == set;
        let added = Noise::of_groups(self.open.groups(log).iter().find(is_it), "");
        self.noise.add(added);
        self.open.forget_noise();
    }

    /// Whether what is known noise is shown all the same, until another session is opened.
    pub fn show_noise(&mut self, is_shown: bool) {
        self.shows_noise = is_shown;
    }

    /// How long objects took in the runs of the same job whose logs are here, and whole.
    fn baseline(&self) -> Baseline {
        let mut baseline = Baseline::default();
        let Some(session) = self.open.facts.as_ref().and_then(|facts| facts.session.as_ref()) else { return baseline };
        for other in self.siblings.iter().filter(|other| other.doubt.is_empty()) {
            let of = self.sessions().iter().find(|of| of.id.as_ref() == Some(&other.id) && is_same_job(of, session));
            if let Some(began) = of.and_then(|of| of.start) {
                baseline.add(&other.log, began);
            }
        }
        baseline
    }
}
