//! The tables: shares by phase, kind, object and result, time alone, stragglers, idle gaps, and the chain.

use super::{Facts, Item, LABEL_MAX_CHARS, Rows, View};
use crate::answers::groups::machine;
use crate::answers::objects::{ObjectKind, subject};
use crate::answers::phases::Phase;
use crate::answers::sets;
use crate::format;
use crate::model::order::sort_by_number;
use crate::model::{Severity, TimeRange, Timestamp};
use crate::sweep::Account;

/// What a group's items have of a range.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Share {
    /// What the group is of.
    pub of: Of,
    /// The name of the set of its items; empty for a result.
    pub set: String,
    /// What it has.
    pub account: Account,
}

/// What a group is of.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Of {
    /// A phase of the session.
    Phase(Phase),
    /// A kind of work: its English words, or the shape of a server's text.
    Kind(String),
    /// An object, by its kind and its name.
    Object(ObjectKind, String),
    /// Items without an object.
    NoObject,
    /// A result.
    Result(Severity),
}

/// An item that ran while no other did.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Lone {
    /// It.
    pub item: Item,
    /// For how many ticks it ran alone.
    pub ticks: i64,
    /// Its fair share in ticks.
    pub share: i64,
}

/// The end of the range after the number of running items fell under half its peak for good.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Tail {
    /// That end.
    pub range: TimeRange,
    /// The items that run in it.
    pub items: Rows<Straggler>,
}

/// An item that holds the end open.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Straggler {
    /// It.
    pub item: Item,
    /// When it ended, or the range.
    pub ended: Timestamp,
    /// For how many ticks it ran in the tail.
    pub ticks: i64,
}

/// A stretch in which nothing ran.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Gap {
    /// From the end of what ran to the next start.
    pub range: TimeRange,
    /// The item that ended last before it.
    pub before: Option<Item>,
    /// The item that starts after it.
    pub after: Option<Item>,
}

/// The chain of last finishers, from the end back.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Chain {
    /// How many items it has.
    pub n: usize,
    /// Ticks of the range that are in none of them.
    pub waited: i64,
    /// They.
    pub links: Rows<Link>,
}

/// An item of the chain.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Link {
    /// It.
    pub item: Item,
    /// Its part inside the range.
    pub range: TimeRange,
    /// Ticks from its end to the start of the one after it in time, or to the end of the range.
    pub waited: i64,
}

impl View<'_> {
    /// The largest shares by phase, kind of work, object and result.
    pub(super) fn shares(&self, accounts: [Vec<Account>; 4]) -> [Rows<Share>; 4] {
        let Facts { kinds, objects, .. } = self.facts;
        let [of_phases, of_kinds, of_objects, of_results] = accounts;
        let phases = largest(&of_phases, |group| {
            let phase = Phase::of_number(group).unwrap_or(Phase::Unmatched);
            (Of::Phase(phase), ["phase.", phase.word()].concat())
        });
        let kinds = largest(&of_kinds, |group| {
            let label = kinds.name(group);
            (Of::Kind(format::shown(label, LABEL_MAX_CHARS).into_owned()), sets::name("kind", label))
        });
        let objects = largest(&of_objects, |group| (self.object(group), sets::name("object", objects.key(group))));
        let results = largest(&of_results, |group| {
            // They are grouped with the worst first.
            let severity = Severity::ALL.into_iter().rev().nth(group as usize);
            (Of::Result(severity.unwrap_or(Severity::Neutral)), String::new())
        });
        [phases, kinds, objects, results]
    }

    /// The object of a group, as the first of its items names it.
    fn object(&self, group: u32) -> Of {
        let first = self.facts.objects.of().iter().position(|&of| of == group).and_then(|at| u32::try_from(at).ok());
        let log = self.facts.log;
        let object = first.and_then(|idx| machine(log, idx).or_else(|| subject(log.text(idx)).object));
        object.map_or(Of::NoObject, |object| {
            Of::Object(object.kind, format::shown(object.name, LABEL_MAX_CHARS).into_owned())
        })
    }

    pub(super) fn alone(&self) -> Rows<Lone> {
        let alone = self.facts.load.alone(self.within);
        let ticks = |at: u32| alone.get(at as usize).map_or(0, |&(_, ticks)| ticks);
        let order = sort_by_number((0..).zip(&alone).map(|(at, _)| at).collect(), &|at| -ticks(at));
        let sorted: Vec<(u32, i64)> = order.iter().filter_map(|&at| alone.get(at as usize).copied()).collect();
        Rows::first(&sorted, |(idx, ticks)| Lone {
            item: self.item(idx),
            ticks,
            share: self.facts.load.share_of(self.within, idx),
        })
    }

    pub(super) fn tail(&self) -> Option<Tail> {
        let tail = self.facts.load.stragglers(self.within)?;
        let items = Rows::first(&tail.items, |idx| {
            let piece = self.facts.load.part_of(tail.range, idx).unwrap_or(tail.range);
            Straggler { item: self.item(idx), ended: piece.end(), ticks: piece.ticks() }
        });
        Some(Tail { range: tail.range, items })
    }

    pub(super) fn gaps(&self) -> Rows<Gap> {
        let gaps = self.facts.load.gaps(self.within);
        let ticks = |at: u32| gaps.get(at as usize).map_or(0, |gap| gap.range.ticks());
        let order = sort_by_number((0..).zip(&gaps).map(|(at, _)| at).collect(), &|at| -ticks(at));
        let sorted: Vec<_> = order.iter().filter_map(|&at| gaps.get(at as usize).copied()).collect();
        Rows::first(&sorted, |gap| Gap {
            range: gap.range,
            before: gap.before.map(|idx| self.item(idx)),
            after: gap.after.map(|idx| self.item(idx)),
        })
    }

    pub(super) fn chain(&self) -> Chain {
        let chain = self.facts.load.chain(self.within);
        let links = Rows::first(&chain.links, |link| Link {
            item: self.item(link.idx),
            range: link.range,
            waited: link.waited,
        });
        Chain { n: chain.links.len(), waited: chain.waited, links }
    }
}

/// The groups with the largest share first; those without an item in the range are left out.
fn largest(accounts: &[Account], name: impl Fn(u32) -> (Of, String)) -> Rows<Share> {
    let account = |at: u32| accounts.get(at as usize).copied().unwrap_or_default();
    let met = (0..).zip(accounts).filter(|(_, account)| account.n_items > 0).map(|(at, _)| at).collect();
    let order = sort_by_number(met, &|at| -account(at).share);
    Rows::first(&order, |at| {
        let (of, set) = name(at);
        Share { of, set, account: account(at) }
    })
}
