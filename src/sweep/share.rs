//! Each instant divided among the items that run: fair shares, and the time of those that ran alone.
//!
//! An item's share is the integral of 1 / (items running) over its time, so the shares of all items are the busy time. It is
//! summed up edge by edge in ticks with 64 bits behind the point, each edge cut, never rounded up. What is lost so is
//! less than 2^-64 ticks for each item that runs at each edge: 2^-39 ticks for 60,000 items of which 200 run at a time.

use super::{Edge, Load, range};
use crate::model::TimeRange;
use crate::model::order::sort_by_number;

/// Bits behind the point.
const POINT: u32 = 64;
/// 2^-32 ticks, added before a share is cut to whole ticks: one that should be 5 is not 4 because of what dividing lost.
const ROUNDING_GUARD: u128 = 1 << 32;
/// Remainders are compared in steps of 2^-16 ticks: what differs by less is equal.
const STEP: u32 = POINT - 16;

/// What a group of items has of a range, in ticks.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Account {
    /// How many of its items meet the range, those without length too.
    pub n_items: u32,
    /// Its fair share: each instant is divided among the items that run at it. The shares of all groups are the busy time.
    pub share: i64,
    /// In which at least one of its items ran: what overlaps counts once.
    pub covered: i64,
    /// In which one of its items ran and no other item at all.
    pub alone: i64,
    /// The lengths of its items added up.
    pub summed: i64,
}

/// The part of an item inside a range; never empty.
struct Piece {
    idx: u32,
    start: i64,
    end: i64,
    /// Ticks in which it ran alone.
    alone: i64,
    /// In ticks, with the point.
    share: u128,
}

impl Edge {
    /// The state at a later instant, if nothing happens in between.
    pub(super) fn after(self, at: i64) -> Self {
        let ticks = at.saturating_sub(self.at);
        let busy = self.busy + if self.running > 0 { ticks } else { 0 };
        let alone = self.alone + if self.running == 1 { ticks } else { 0 };
        let running = u64::from(self.running);
        let ticks = ticks.unsigned_abs();
        let (Some(whole), Some(rest)) = (ticks.checked_div(running), ticks.checked_rem(running)) else {
            return Self { at, busy, alone, ..self };
        };
        // rest / running < 1, in two steps of 32 bits: a division of 128 bits is many times slower.
        let (high, rest) = ((rest << 32) / running, (rest << 32) % running);
        let part = (high << 32) | ((rest << 32) / running);
        let (part, carry) = self.share.1.overflowing_add(part);
        Self { at, busy, alone, share: (self.share.0 + whole + u64::from(carry), part), ..self }
    }

    fn shared(&self) -> u128 {
        (u128::from(self.share.0) << POINT) | u128::from(self.share.1)
    }
}

impl Load {
    /// The state at an instant. O(log n).
    fn at(&self, at: i64) -> Edge {
        let before = self.edges.partition_point(|edge| edge.at <= at).checked_sub(1);
        before.and_then(|before| self.edges.get(before)).map_or(Edge { at, ..Edge::default() }, |edge| edge.after(at))
    }

    /// The states at both ends of a range. O(log n).
    fn ends(&self, within: TimeRange) -> (Edge, Edge) {
        (self.at(within.start().ticks()), self.at(within.end().ticks()))
    }

    /// When an item starts, in ticks; the least number of all without a start.
    pub(super) fn start(&self, idx: u32) -> i64 {
        self.edges_of(idx).map_or(i64::MIN, |(start, _)| start.at)
    }

    /// When it ends, likewise.
    pub(super) fn end(&self, idx: u32) -> i64 {
        let end = self.spans.get(idx as usize).and_then(|&(_, end)| self.edges.get(end as usize));
        end.map_or(i64::MIN, |end| end.at)
    }

    /// The edges at which an item starts and ends; nothing without a start.
    fn edges_of(&self, idx: u32) -> Option<(&Edge, &Edge)> {
        let (start, end) = *self.spans.get(idx as usize)?;
        self.edges.get(start as usize).zip(self.edges.get(end as usize))
    }

    fn piece(&self, idx: u32, from: &Edge, to: &Edge) -> Option<Piece> {
        piece(idx, self.edges_of(idx)?, from, to)
    }

    /// What each group has of a range. `group_of` holds each item's group, below `n_groups`; an item without one keeps its
    /// share for itself. O(n + groups).
    ///
    /// A group gets the whole ticks of its fair share. The ticks that are left over go, one each, to the groups with the
    /// largest remainder, compared in steps of 2^-16 ticks; of equal ones to the lower group.
    pub fn accounts(&self, within: TimeRange, group_of: &[u32], n_groups: usize) -> Vec<Account> {
        let mut accounting = Accounting::new(self, within, [n_groups]);
        accounting.go_on(self, [group_of], usize::MAX);
        let [accounts] = accounting.into_accounts();
        accounts
    }

    /// The fair share of one item in a range, in whole ticks, cut. O(log n).
    pub fn share_of(&self, within: TimeRange, idx: u32) -> i64 {
        self.piece_of(within, idx).map_or(0, |piece| whole(piece.share))
    }

    /// Ticks of a range in which one item ran and no other. O(log n).
    pub fn alone_of(&self, within: TimeRange, idx: u32) -> i64 {
        self.piece_of(within, idx).map_or(0, |piece| piece.alone)
    }

    /// The part of an item inside a range; nothing if it has none, or one without length. O(log n).
    pub fn part_of(&self, within: TimeRange, idx: u32) -> Option<TimeRange> {
        self.piece_of(within, idx).map(|piece| range(piece.start, piece.end))
    }

    /// The items that ran alone at some instant of a range, in the order of time, and for how many ticks. O(n).
    pub fn alone(&self, within: TimeRange) -> Vec<(u32, i64)> {
        let (from, to) = self.ends(within);
        let pieces = self.by_start.iter().filter_map(|&idx| self.piece(idx, &from, &to));
        pieces.filter(|piece| piece.alone > 0).map(|piece| (piece.idx, piece.alone)).collect()
    }

    fn piece_of(&self, within: TimeRange, idx: u32) -> Option<Piece> {
        let (from, to) = self.ends(within);
        self.piece(idx, &from, &to)
    }
}

/// The part of an item, by its edges, between two others; nothing if it has none, or one without length.
fn piece(idx: u32, (start, end): (&Edge, &Edge), from: &Edge, to: &Edge) -> Option<Piece> {
    let start = if start.at < from.at { from } else { start };
    let end = if end.at > to.at { to } else { end };
    (start.at < end.at).then(|| Piece {
        idx,
        start: start.at,
        end: end.at,
        alone: end.alone - start.alone,
        share: end.shared().saturating_sub(start.shared()),
    })
}

/// What the groups of several groupings have of a range, see [`Load::accounts`], while it is added up: an item is looked up once
/// for all of them.
#[derive(Clone, Debug)]
pub struct Accounting<const N: usize> {
    from: Edge,
    to: Edge,
    groupings: [Grouping; N],
    n_added: usize,
}

/// What the groups of one grouping have so far, and last of all what items without a group have.
#[derive(Clone, Debug)]
struct Grouping(Vec<Open>);

/// An account that is still added to.
#[derive(Clone, Debug)]
struct Open {
    account: Account,
    /// With the point.
    share: u128,
    /// Up to where time is covered.
    until: i64,
}

impl<const N: usize> Accounting<N> {
    /// Begins to add up what so many groups of each grouping have.
    pub fn new(load: &Load, within: TimeRange, n_groups: [usize; N]) -> Self {
        let (from, to) = load.ends(within);
        let open = Open { account: Account::default(), share: 0, until: i64::MIN };
        let groupings = n_groups.map(|n| Grouping(vec![open.clone(); n + 1]));
        Self { from, to, groupings, n_added: 0 }
    }

    /// Adds so many more items, whose groups these are; true once all are in. O(1) an item and grouping.
    pub fn go_on(&mut self, load: &Load, groups: [&[u32]; N], n_most: usize) -> bool {
        let items = load.by_start.get(self.n_added..).unwrap_or_default();
        let items = items.get(..n_most.min(items.len())).unwrap_or_default();
        for &idx in items {
            let Some(edges) = load.edges_of(idx) else { continue };
            // One without length has a part, its ends included.
            if edges.0.at > self.to.at || edges.1.at < self.from.at {
                continue;
            }
            let piece = piece(idx, edges, &self.from, &self.to);
            for (grouping, groups) in self.groupings.iter_mut().zip(groups) {
                grouping.add(groups.get(idx as usize).copied(), piece.as_ref());
            }
        }
        self.n_added += items.len();
        self.n_added == load.by_start.len()
    }

    /// What each group has, grouping by grouping. O(groups).
    pub fn into_accounts(self) -> [Vec<Account>; N] {
        let busy = self.to.busy - self.from.busy;
        self.groupings.map(|grouping| grouping.into_accounts(busy))
    }
}

impl Grouping {
    fn add(&mut self, group: Option<u32>, piece: Option<&Piece>) {
        let none = self.0.len().saturating_sub(1);
        let group = group.map_or(none, |group| (group as usize).min(none));
        let Some(Open { account, share, until }) = self.0.get_mut(group) else { return };
        account.n_items += 1;
        let Some(piece) = piece else { return };
        *share += piece.share;
        account.alone += piece.alone;
        account.summed = account.summed.saturating_add(piece.end - piece.start);
        account.covered += (piece.end - piece.start.max(*until)).max(0);
        *until = piece.end.max(*until);
    }

    fn into_accounts(self, busy: i64) -> Vec<Account> {
        let shares: Vec<u128> = self.0.iter().map(|open| open.share).collect();
        let n_groups = self.0.len().saturating_sub(1);
        let accounts = self.0.into_iter().zip(whole_ticks(&shares, busy));
        accounts.map(|(open, share)| Account { share, ..open.account }).take(n_groups).collect()
    }
}

fn whole(share: u128) -> i64 {
    i64::try_from((share + ROUNDING_GUARD) >> POINT).unwrap_or(i64::MAX)
}

/// Shares as whole ticks that add up to `total`, by largest remainder, see [`Load::accounts`].
fn whole_ticks(shares: &[u128], total: i64) -> Vec<i64> {
    let mut ticks: Vec<i64> = shares.iter().map(|&share| whole(share)).collect();
    let left = usize::try_from(total - ticks.iter().sum::<i64>()).unwrap_or(0);
    let remainder = |at: u32| {
        let share = shares.get(at as usize).copied().unwrap_or(0) + ROUNDING_GUARD;
        i64::try_from((share % (1 << POINT)) >> STEP).unwrap_or(0)
    };
    let by_remainder = sort_by_number((0..).zip(shares).map(|(at, _)| at).collect(), &|at| -remainder(at));
    for &at in by_remainder.iter().take(left) {
        if let Some(ticks) = ticks.get_mut(at as usize) {
            *ticks += 1;
        }
    }
    ticks
}
