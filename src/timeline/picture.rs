//! A log made ready for drawing, and how it is made anew while the log grows.

use super::{Idle, Index, Items, Lanes, Overview, TimeMap, Viewport};
use crate::model::turns::{STEP, Turns};
use crate::model::{TimeRange, Timestamp};

/// Everything that scenes of a log are made from.
#[derive(Clone, Debug)]
pub struct Picture {
    /// The items in their lanes.
    pub index: Index,
    /// The whole in small.
    pub overview: Overview,
    /// From the first start to the last end, in real time.
    pub extent: TimeRange,
    /// Where open items end on screen, in real time.
    pub open_end: Timestamp,
    /// From real time to that of index, overview and windows.
    pub map: TimeMap,
    /// First lane of each group, and one past the last lane; empty where items are not grouped.
    pub group_begin: Vec<u32>,
}

/// How items are laid out in rows.
#[derive(Clone, Debug)]
pub enum Layout<'a> {
    /// In as few lanes as can be.
    Packed,
    /// Each group in lanes of its own: the number of each item's group, and how many there are.
    Groups(&'a [u32], usize),
    /// A lane for each item.
    OneEach,
}

/// More late items than these are not placed one by one: all are packed anew, which is quicker then.
const MOST_LATE: usize = 4_096;

impl Picture {
    /// Of a log's items in a layout, in slices. `lanes` are those of the picture before, if it was packed and of the same
    /// log: what was placed stays where it is, until `is_whole` says that no more items will come and a tighter packing
    /// can be had. `idle` says how long stretches in which nothing runs are drawn. O(n), and O(n log lanes) to pack.
    pub async fn build(
        items: Items,
        (layout, idle): (Layout<'_>, Idle),
        (lanes, is_whole): (&mut Lanes, bool),
        (extent, open_end): (TimeRange, Timestamp),
        turns: &Turns,
    ) -> Self {
        let order = items.by_time_in_turns(0, turns).await;
        let map = match idle {
            Idle::Scale => TimeMap::identity(),
            _ => idle.map(&items.idle(&order, open_end, turns).await, extent),
        };
        let other = match layout {
            Layout::Packed => {
                let n_late = lanes.n_late_among(&items);
                let is_loose = is_whole && (lanes.n_late() > 0 || n_late > 0);
                if lanes.len() > items.len() || is_loose || n_late > MOST_LATE {
                    *lanes = Lanes::default();
                }
                // Where all are placed anew they are those of the whole order.
                let fresh =
                    if lanes.is_empty() { None } else { Some(items.by_time_in_turns(lanes.len(), turns).await) };
                for slice in fresh.as_ref().unwrap_or(&order).chunks(STEP) {
                    lanes.place(&items, slice);
                    turns.pass().await;
                }
                None
            }
            Layout::Groups(groups, n_groups) => Some(Lanes::by_group(&items, &order, (groups, n_groups), turns).await),
            Layout::OneEach => Some(Lanes::one_each(&items, &order)),
        };
        let lanes = other.as_ref().unwrap_or(lanes);
        // Lanes stay valid: the way from real to drawn time keeps the order of all starts and ends.
        let items = if map.is_identity() { items } else { items.drawn(&map, turns).await };
        let index = Index::of(items, order, lanes, turns).await;
        let whole = Viewport::fit(map.drawn_range(extent)).whole();
        let mut overview = Overview::in_turns(&index, map.drawn(open_end), whole, turns).await;
        overview.set_breaks(map.clone());
        Self { index, overview, extent, open_end, map, group_begin: lanes.group_begin().to_vec() }
    }
}
